"""Does a family say only what cannot be inferred, for its own documents, and does a wrong file say what is wrong?"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.annotate import annotate_blocks
from pipeline.errors import RuleError
from pipeline.families import Family, choose_family, read_family
from pipeline.minutes import Minutes, SectionKind
from pipeline.page import Block, BlockKind, Line
from pipeline.proofs import check_rules
from pipeline.run import language, parse_document

GOLDEN = Path(__file__).parent / "golden" / "to-udvalg-stablet" / "forretningsudvalget-2022-11-08.pdf"
NORDBY = Family("nordby", ("Nordby Forening",), {}, None, False)
LONGER = Family("nordby-sport", ("Nordby Forening", "Idrætsudvalget"), {})


def block(text: str, kind: BlockKind = BlockKind.TEXT, column: str | None = None, bold: bool = False) -> Block:
    line = Line(text, 1, 70.0, 100.0, 300.0, 112.0, 11.0, len(text) if bold else 0)
    return Block(kind, text, 1, (line,), starts=(0,), column=column)


def write(folder: Path, text: str, name: str = "nordby.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("blocks", "name"),
    [
        ([block("Referat fra NORDBY  FORENING")], "nordby"),
        ([block("Nordby Forening"), block("Idrætsudvalget:")], "nordby-sport"),
        ([*[block("Tekst")] * 30, block("Nordby Forening", BlockKind.RUNNING)], "nordby"),
        ([*[block("Tekst")] * 30, block("Nordby Forening")], None),  # only spoken of
        ([block("Nordby Foreningshus")], None),
        ([block("Idrætsudvalget")], None),
    ],
)
def test_a_family_is_known_by_all_its_words_in_head_or_running_head(
    blocks: list[Block], name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.families.load_families", lambda: (NORDBY, LONGER))
    found = choose_family(blocks)
    assert (found.name if found else None) == name


def kinds(minutes: Minutes) -> list[tuple[str | None, str]]:
    return [(section.heading, section.kind.value) for item in minutes.items for section in item.sections]


def test_headings_of_a_family_are_filed_as_it_says_and_the_document_tells_of_it() -> None:
    data = GOLDEN.read_bytes()
    own, general = (parse_document(data, GOLDEN.name, families=families) for families in (True, False))
    assert (own.document.family, general.document.family) == ("region-hovedsund", None)
    assert ("POLITISK BEHANDLING", "decision") in kinds(own)
    assert ("POLITISK BEHANDLING", "other") in kinds(general)
    assert ("BAGGRUND", "background") in kinds(general)
    assert [one.outcome for one in own.items[0].decisions] == ["approved"]
    assert general.items[0].decisions == ()
    assert {s.rule for item in own.items for s in item.sections if s.heading == "BAGGRUND"} == {
        "familie-region-hovedsund"
    }


def test_the_column_that_holds_the_record_is_named() -> None:
    blocks = [
        block("1. Bump på vejen", bold=True),
        block("Naboen klager over fart.", column="Emne"),
        block("Bestyrelsen besluttede at opsætte bump.", column="Endte med"),
    ]
    family = Family("nordby", ("Nordby Forening",), {}, "ENDTE MED:")
    own, general = (annotate_blocks(language(), blocks, one) for one in (family, None))
    assert [section.kind for section in own._.sections] == [SectionKind.BACKGROUND, SectionKind.DECISION]
    assert SectionKind.BACKGROUND not in [section.kind for section in general._.sections]


def test_sentences_without_a_formula_are_no_tasks_where_the_family_says_so() -> None:
    blocks = [
        block("1. Bump på vejen", bold=True),
        block("Karen kontakter kommunen om bump. Regnskabet blev godkendt."),
    ]
    own, general = (annotate_blocks(language(), blocks, one) for one in (NORDBY, None))
    assert [one.rule for one in general._.decisions] == ["opgave-person", "godkendt"]
    assert [one.rule for one in own._.decisions] == ["godkendt"]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    text = 'match = ["Nordby"]\nrecord_column = "Udfald"\ntasks = false\n[headings]\n"Gang i sagen:" = "process"\n'
    family = read_family(write(tmp_path, text))
    assert family == Family("nordby", ("Nordby",), {"gang i sagen": SectionKind.PROCESS}, "Udfald", False)
    assert (family.kind_of("GANG I  SAGEN"), family.kind_of("Sagen"), family.kind_of(None)) == ("process", None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("match = [", "not valid TOML"),
        ("tasks = false", "match must be a list with at least one text"),
        ('match = "Nordby"\ntasks = false', "match must be a list with at least one text"),
        ('match = ["Nordby", 3]\ntasks = false', "match must hold texts"),
        ('match = ["Nordby"]', "a family must say how it differs"),
        ('match = ["Nordby"]\ncolour = "red"', "unknown key colour; known are headings, match, record_column, tasks"),
        ('match = ["Nordby"]\ntasks = "no"', "tasks true or false"),
        ('match = ["Nordby"]\nrecord_column = 3', "record_column must be a text"),
        ('match = ["Nordby"]\n[headings]\nSagen = "case"', "headings: 'Sagen' is 'case'; kinds are attachments,"),
        ('match = ["Nordby"]\nheadings = ["Sagen"]', "headings must be a table"),
    ],
)
def test_check_tells_what_is_wrong_with_a_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "families").mkdir()
    path = write(tmp_path / "families", text)
    _, [problem] = check_rules(tmp_path)
    assert problem.startswith("nordby.toml: ")
    assert message in problem
    with pytest.raises(RuleError):
        read_family(path)


def test_a_name_that_could_not_be_stored_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="lower-case words"):
        read_family(write(tmp_path, 'match = ["Nordby"]\ntasks = false', "Nordby Forening.toml"))
