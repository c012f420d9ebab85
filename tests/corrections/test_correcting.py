"""Does a correction hold as long as its text is there, whatever else changes, and is it told when it is gone?"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.contract import to_bytes
from pipeline.correct import list_corrections, make_correction
from pipeline.corrections import Correction, CorrectionError, add_correction, correct_minutes, read_corrections
from pipeline.corrections.gold import gold_annotation
from pipeline.ingest import ingest
from pipeline.minutes import (
    Action,
    AgendaItem,
    Amount,
    Minutes,
    Outcome,
    Participant,
    Recommendation,
    Section,
    SectionKind,
    Status,
)
from pipeline.report import Report
from pipeline.run import program_version
from pipeline.store.snapshot import publish_snapshot
from tests.store.made import KEY, item, minutes, page

TEXTS = ("Planen blev godkendt.", "Borgmesteren takkede.", "Vejen udvides ikke, og 5 kr. gives.")
LINES = ("1. Plan", "Planen blev god-", "kendt.", "Borgmesteren takkede.", "Vejen udvides ikke, og 5 kr.", "gives.")
PAGES = (page(1, *LINES),)


def plan() -> AgendaItem:
    made = item("1", "Plan", *TEXTS)
    return replace(
        made,
        sections=(Section(SectionKind.DECISION, "Beslutning", "\n".join(TEXTS), 1, boxes=tuple(
            line.box for line in PAGES[0].lines[1:])),),
        actions=(Action("takker", None, None, None, None, 1, decision=1), Action("ud", None, None, None, None, 1, 2)),
        amounts=(Amount("5 kr.", 5, 1),),
        recommendations=(Recommendation("1", "at planen godkendes", 1),),
    )  # fmt: skip


def parsed(*items: AgendaItem) -> Minutes:
    people = (Participant("Bo Ask Mark", Status.PRESENT, 1), Participant("Bo Lind Mark", Status.PRESENT, 1))
    return minutes(items=items or (plan(), item("2", "Eventuelt", "Intet.")), pages=PAGES, participants=people)


def row(action: str, key: str, quote: str, value: str = "") -> Correction:
    return Correction(action, f"{KEY}{key}", quote, value, "NN", "læst forkert", "2024-05-01")


def corrected(*rows: Correction) -> Minutes:
    return correct_minutes(parsed(), KEY, rows)[0]


def test_an_outcome_is_corrected_and_a_false_decision_dropped_with_its_task() -> None:
    made = corrected(row("outcome", "-p1-b3", "Vejen udvides…", "rejected"), row("drop", "-p1-b2", TEXTS[1]))
    assert [(one.text, str(one.outcome)) for one in made.items[0].decisions] == [
        (TEXTS[0], "approved"),
        (TEXTS[2], "rejected"),
    ]
    assert [(one.task, one.decision) for one in made.items[0].actions] == [("ud", 1)]


def test_a_missed_decision_is_added_where_it_is_printed() -> None:
    quote = "Planen blev godkendt. Borgmesteren takkede."
    new = corrected(row("add", "-p1", quote, "noted")).items[0].decisions[-1]
    assert (new.text, new.outcome, new.rule) == (quote, Outcome.NOTED, "rettelse")
    assert new.boxes == tuple(line.box for line in PAGES[0].lines[1:4])
    assert corrected(row("add", "-p1", "Det står her ikke.", "noted")) == parsed()


def test_an_item_is_parted_and_what_follows_goes_with_it() -> None:
    made = corrected(row("split", "-p1", "Vejen udvides", "1a | Vejen"))
    first, second = made.items[0], made.items[1]
    assert (second.number, second.title, second.page) == ("1a", "Vejen", 1)
    assert [len(one.decisions) for one in (first, second)] == [2, 1]
    assert [one.sections[0].text for one in (first, second)] == ["\n".join(TEXTS[:2]), TEXTS[2]]
    assert (first.amounts, second.amounts) == ((), (Amount("5 kr.", 5, 1),))
    assert [[(a.task, a.decision) for a in one.actions] for one in (first, second)] == [[("takker", 1)], [("ud", 0)]]
    assert first.recommendations and not second.recommendations
    whole = corrected(
        row("split", "-p1", "Vejen udvides", "1a | Vejen"), row("merge", "-p1a", "Vejen", f"{KEY}-p1")
    ).items[0]
    assert (whole.decisions, whole.actions, whole.amounts) == (plan().decisions, plan().actions, plan().amounts)


@pytest.mark.parametrize(
    "gone",
    [
        row("outcome", "-p1-b1", "Planen blev forkastet.", "rejected"),
        row("outcome", "-p9-b1", TEXTS[0], "rejected"),
        row("title", "-p2", "Noget andet", "Diverse"),
        row("split", "-p1", "Findes ikke", "2 | B"),
        row("merge", "-p2", "Eventuelt", f"{KEY}-p7"),
        Correction("drop", "andet-moede-p1-b1", TEXTS[0], "", "NN", "x", "2024-05-01"),
    ],
)
def test_what_is_not_there_is_left_alone(gone: Correction) -> None:
    assert correct_minutes(parsed(), KEY, [gone]) == (parsed(), [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("outcome,a-p1-b1,Ja,vedtaget,NN,fejl,2024-05-01", "outcome needs one of"),
        ("fjern,a-p1-b1,Ja,,NN,fejl,2024-05-01", "action must be one of"),
        ("drop,a-p1-b1,Ja,,,fejl,2024-05-01", "'who' is empty"),
        ("drop,a-p1-b1,Ja,,NN,fejl,1. maj", "YYYY-MM-DD"),
        ("split,a-p1,Ja,Nyt punkt,NN,fejl,2024-05-01", "number | title"),
        ("drop,a-p1-b1,Ja", "quote a text with commas"),
    ],
)
def test_a_row_of_the_wrong_shape_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(f"action,row,quote,value,who,why,date\n{line}\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=f"a.csv:2: .*{message}".replace("|", r"\|")):
        read_corrections(tmp_path)


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    one, other = row("outcome", "-p1-b1", 'Ja, "netop"; sådan', "rejected"), row("drop", "-p1-b2", "x")
    add_correction(one, tmp_path / "corrections")
    path = add_correction(other, tmp_path / "corrections")
    assert [dataclasses.replace(read, place="") for read in read_corrections(path.parent)] == [one, other]
    with pytest.raises(CorrectionError, match="says so already"):
        add_correction(one, path.parent)


class Archive:
    """A folder with one PDF, whose reading can change as by other rules, and its corrections."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.folder, self.db = tmp_path / "a.pdf", tmp_path / "corrections", tmp_path / "working.db"
        self.path.write_bytes(b"%PDF")
        self.reading, self.monkeypatch, self.version = parsed(), monkeypatch, 1

    def ingest(self, files: bool = True) -> Report:
        def read(data: bytes, filename: str) -> bytes:
            document = replace(self.reading.document, sha256=hashlib.sha256(data).hexdigest())
            return to_bytes(replace(self.reading, document=document))

        return ingest([self.path] if files else [], self.db, corrections=self.folder, read=read, prepare=lambda: None)

    def new_rules(self, reading: Minutes) -> None:
        self.version += 1
        self.reading = reading
        version = f"{program_version()}-{self.version}"
        self.monkeypatch.setattr("pipeline.ingest.program_version", lambda: version)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.db) as db:
            return db.execute(query).fetchall()

    def outcomes(self) -> list[object]:
        return [one for (one,) in self.rows("SELECT outcome FROM decisions ORDER BY agenda_item_id, position")]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    return Archive(tmp_path, monkeypatch)


def test_a_correction_survives_new_rules_and_is_undone_with_its_row(archive: Archive) -> None:
    archive.ingest()
    made = make_correction(
        archive.db, "outcome", f"{KEY}-p1-b3", "rejected", quote="", who="NN", why="negation", date="2024-05-01"
    )
    assert made.quote == TEXTS[2]
    add_correction(made, archive.folder)
    assert archive.ingest(files=False).stored == 1  # read anew for the correction alone
    assert archive.outcomes() == ["approved", "approved", "rejected", "approved"]
    assert archive.rows(
        "SELECT who, why, before, status, applied_to FROM decisions JOIN corrections ON corrections.id = corrected"
    ) == [("NN", "negation", "approved", "applied", f"{KEY}-p1-b3")]

    better = replace(plan(), decisions=plan().decisions[1:], actions=())  # the first is found no more: the keys move
    archive.new_rules(parsed(item("0", "Nyt"), better))
    assert archive.ingest().stored == 1
    assert archive.outcomes() == ["approved", "rejected"]

    archive.new_rules(parsed(item("1", "Plan", "Noget helt andet.")))
    report = archive.ingest()
    assert (report.stale_corrections, archive.outcomes()) == (1, ["approved"])
    assert "1 corrections no longer fit" in "\n".join(report.lines())
    assert [one.status for one in list_corrections(archive.db)] == ["stale"]

    archive.new_rules(parsed())
    archive.ingest()
    assert archive.outcomes()[2] == "rejected"
    (archive.folder / "corrections.csv").unlink()
    assert archive.ingest(files=False).stored == 1
    assert archive.outcomes() == ["approved"] * 4
    assert archive.rows("SELECT count(*) FROM corrections") == [(0,)]
    assert archive.ingest().skipped == 1


def test_a_correction_of_a_meeting_that_is_not_here_waits(archive: Archive) -> None:
    add_correction(Correction("drop", "andet-moede-p1-b1", "Ja.", "", "NN", "x", "2024-05-01"), archive.folder)
    archive.ingest()
    assert [one.status for one in list_corrections(archive.db)] == ["waiting"]


def test_persons_are_joined_and_parted(archive: Archive) -> None:
    def people() -> set[tuple[object, ...]]:
        return set(archive.rows("SELECT person_id, name, method FROM person_names"))

    archive.ingest()
    assert {person for person, *_ in people()} == {"proeveby-kommune-bo-ask-mark", "proeveby-kommune-bo-lind-mark"}
    add_correction(
        Correction("join", "proeveby-kommune", "Bo Ask Mark", "Bo Lind Mark", "NN", "gift", "2024-05-01"),
        archive.folder,
    )
    assert archive.ingest(files=False).stored == 0
    assert people() == {
        ("proeveby-kommune-bo-ask-mark", "Bo Ask Mark", "full"),
        ("proeveby-kommune-bo-ask-mark", "Bo Lind Mark", "ruled"),
    }
    assert [one.status for one in list_corrections(archive.db)] == ["applied"]
    (archive.folder / "corrections.csv").unlink()
    archive.ingest(files=False)
    assert len({person for person, *_ in people()}) == 2


def test_a_correction_in_a_closed_item_is_not_published(archive: Archive, tmp_path: Path) -> None:
    archive.reading = parsed(item("1", "Åbent", "Ja."), item("2", "Salg", "Solgt for 9.", closed=True))
    archive.ingest()
    add_correction(row("outcome", "-p1-b1", "Ja.", "noted"), archive.folder)
    add_correction(row("outcome", "-p2-b1", "Solgt for 9.", "noted"), archive.folder)
    archive.ingest(files=False)
    publish_snapshot(archive.db, tmp_path / "referater.db")
    assert b"Solgt for 9" not in (tmp_path / "referater.db").read_bytes()
    with sqlite3.connect(tmp_path / "referater.db") as db:
        assert db.execute("SELECT quote FROM corrections").fetchall() == [("Ja.",)]
        assert db.execute("SELECT count(*) FROM decisions WHERE corrected IS NOT NULL").fetchone() == (1,)


def test_gold_of_a_corrected_document_says_what_the_reader_says(tmp_path: Path) -> None:
    made = corrected(row("outcome", "-p1-b3", TEXTS[2], "rejected"))
    gold = json.loads(json.dumps(gold_annotation(made, "a.pdf", {"rettelse-1": "NN"})))
    assert gold["items"][0]["decisions"][2] == {"first": TEXTS[2], "last": None, "outcome": "rejected", "page": 1}
    assert gold["items"][0]["sections"][0]["last"] is None
    assert gold["corrected"] == {"rettelse-1": "NN"}
