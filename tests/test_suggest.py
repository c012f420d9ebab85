"""Does `referat suggest` show what the records say that no rule matched, and leave out what a row never finds?"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.components.shapes import generalise, row_of, runs, verb_of
from pipeline.rules import read_row
from pipeline.store.database import open_database
from pipeline.suggest import suggest_rows

ITEM = (
    "INSERT INTO agenda_items (id, meeting_id, document_id, position, number, title, page, page_end, closed)"
    " VALUES (?, 'm', 'd', 1, ?, 'Stien', 1, 2, 0)"
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A working database of one document with three items: five sentences in its records resolve by unknown words."""
    path = tmp_path / "working.db"
    db = open_database(path)
    db.execute("INSERT INTO meetings (id) VALUES ('m')")
    db.execute(
        "INSERT INTO documents (id, sha256, filename, kind, pages, text_layer, version)"
        " VALUES ('d', 's', 'stien.pdf', 'minutes', 2, 'full', '1')"
    )
    for number, text in ((1, "Beslutning"), (2, "Forslaget blev henlagt uden drøftelse af 12 medlemmer.")):
        db.execute("INSERT INTO pages VALUES ('d', ?, 595, 842, 1, ?, NULL)", (number, text))
    texts = {
        "a": "Sagen om stien blev henlagt uden drøftelse.\nRegnskabet blev godkendt.",
        "b": "Forslaget blev henlagt uden drøftelse af 12 medlemmer.\nKaren Holm (V) var fraværende.",
        "c": "Klagen blev henlagt. Skal stien flyttes? Der er gode stier ved åen.",
    }
    for key, text in texts.items():
        db.execute(ITEM, (key, key))
        db.execute("INSERT INTO sections VALUES (?, ?, 1, 'decision', NULL, ?, 1, NULL)", (f"{key}-s1", key, text))
        other = "Huset blev henlagt uden drøftelse."
        db.execute("INSERT INTO sections VALUES (?, ?, 2, 'background', NULL, ?, 1, NULL)", (f"{key}-s2", key, other))
    db.execute(
        "INSERT INTO decisions"
        " (id, agenda_item_id, meeting_id, position, text, outcome, scope, document_id, page, rule) VALUES"
        " ('a-b1', 'a', 'm', 1, 'Regnskabet blev godkendt.', 'approved', 'this_meeting', 'd', 1, 'godkendt')"
    )
    db.close()
    return path


def test_unmatched_sentences_are_grouped_counted_and_shown_with_their_place(records: Path) -> None:
    found = suggest_rows(records)
    # the approval is matched, the absence and the question resolve nothing, the view has no verb that could
    assert (found.sentences, found.unmatched, found.shaped) == (7, 4, 3)
    [first, *others] = found.patterns
    assert first.text == "blev henlagt uden drøftelse"
    assert (first.count, first.documents, [one.text for one in others]) == (2, 1, ["blev henlagt"])
    places = {(one.text, one.document, one.page, one.item) for one in first.examples}
    assert places == {
        ("Sagen om stien blev henlagt uden drøftelse.", "stien.pdf", 1, "a"),
        ("Forslaget blev henlagt uden drøftelse af 12 medlemmer.", "stien.pdf", 2, "b"),
    }


def test_the_command_prints_patterns_and_ends_with_a_row(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--db", str(records), "--limit", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("4 of 7 sentences")
    assert "    2  blev henlagt uden drøftelse  (1 document)" in lines
    row = read_row(lines[-1], "outcomes.jsonl", 1)
    assert (row.pattern, row.extra["form"]) == ("henlagt uden drøftelse", "participle")
    assert run(["suggest", "--db", str(records), "--limit", "1", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert (whole["unmatched"], [one["count"] for one in whole["patterns"]]) == (4, [2])
    assert whole["row"]["id"] == row.id == "henlagt-uden-drøftelse"


def test_of_a_large_database_one_document_in_so_many_is_read(
    databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(databases[0]) as db:
        files = db.execute("SELECT count(*) FROM documents").fetchone()[0]
    whole, part = (suggest_rows(databases[0], documents=n) for n in (files, files // 3))
    assert (whole.each, part.each) == (1, 3)
    assert 0 < part.sentences < whole.sentences
    assert "one in 3 documents was read" in list(part.lines())
    assert not [line for line in whole.lines() if "was read" in line]


def test_a_superseded_document_counts_nothing(records: Path) -> None:
    with sqlite3.connect(records) as db:
        db.execute(
            "INSERT INTO meeting_documents (id, meeting_id, document_id, position, kind, edition, status, items)"
            " VALUES ('m-d', 'm', 'd', 1, 'minutes', 'draft', 'superseded', 3)"
        )
    assert suggest_rows(records).sentences == 0


def test_without_a_database_the_error_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--db", str(tmp_path / "none.db")]) == 74
    assert "run `referat ingest` first" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Karen Holm og Per Vang fik 12.500 kr.", "NAVN og NAVN fik TAL kr"),
        ("Ad 2. Bestyrelsen mødes den 3. maj 2021.", "ORGAN mødes DATO"),
        ("Teknik- og Miljøudvalget tiltrådte, at sagen hviler.", "teknik og ORGAN tiltrådte ; at sagen hviler"),
    ],
)
def test_what_differs_from_meeting_to_meeting_is_generalised(sentence: str, words: str) -> None:
    assert " ".join(generalise(sentence)) == words


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("Sagen blev efter en kort drøftelse henlagt.", "blev henlagt"),
        ("Udvalget tiltrådte forslaget.", "ORGAN tiltrådte"),
        ("Herefter tiltrådte udvalget forslaget.", "ORGAN tiltrådte"),
        ("Arbejdet påbegyndes i maj.", "påbegyndes"),
        ("Henlagt.", "henlagt"),
        ("Stien skal flyttes.", "skal flyttes"),
        ("Stien er fin.", None),  # short, but no placeholder: whole
        ("Karen har flyttet stien til den anden side.", None),  # told as done
        ("Bestyrelsens formand er fortsat glad for stien.", None),
    ],
)
def test_a_sentence_is_known_by_a_verb_that_can_resolve(sentence: str, pattern: str | None) -> None:
    words = generalise(sentence)
    if pattern is None:
        assert verb_of(words) is None
    else:
        assert " ".join(next(runs(words))) == pattern


@pytest.mark.parametrize(
    ("pattern", "phrase", "form"),
    [
        ("blev henlagt", "henlagt", "participle"),
        ("ORGAN tiltrådte forslaget", "tiltrådte forslaget", "past"),
        ("påbegyndes", "påbegyndes", "s"),
        ("generel orientering", "generel orientering", "phrase"),
    ],
)
def test_the_row_to_begin_with_has_the_form_that_the_verb_asks_for(pattern: str, phrase: str, form: str) -> None:
    row = row_of(tuple(pattern.split()), "Eksempel.")
    assert (row["pattern"], row["form"]) == (phrase, form)
