"""Do the counts of a snapshot agree with its rows?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from made import MEETING, full_item, item, minutes
from msgspec.structs import replace

from pipeline.minutes import Amount, Meeting, Outcome, Participant, Status
from pipeline.page import TextLayer
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import store_minutes

PAVING = item("1", "Fortove", "Der bevilges 2 mio. kr.", amounts=(Amount("2 mio. kr.", 2e6, 1), Amount("9 kr.", 9, 1)))
PUT_OFF = item("2", "Havnen", "3 mio. kr. udsættes.", amounts=(Amount("3 mio. kr.", 3e6, 1),))
PUT_OFF = replace(PUT_OFF, decisions=tuple(replace(d, outcome=Outcome.POSTPONED) for d in PUT_OFF.decisions))
CLOSED = item("4", "Køb af ejendom", closed=True)
PEOPLE = (
    Participant("Test Testesen", Status.PRESENT, 1),
    Participant("Prøve Prøvesen", Status.ABSENT, 1),
    Participant("Gæst Gæstesen", Status.GUEST, 1),
)


def test_a_forums_year_is_counted_once_and_nameless_ones_too(tmp_path: Path) -> None:
    db = open_database(tmp_path / "working.db")
    store_minutes(db, minutes("a.pdf", (PAVING, PUT_OFF, full_item(), CLOSED), participants=PEOPLE), version="1")
    scan = minutes("b.pdf", meeting=replace(MEETING, date="2023-09-30"))
    scan = replace(scan, document=replace(scan.document, pages=replace(scan.document.pages, text_layer=TextLayer.NONE)))
    store_minutes(db, scan, version="1")
    store_minutes(db, minutes("c.pdf", (item("1", "Valg", "Valgt."),), Meeting(None, None, None)), version="1")
    db.close()
    publish_snapshot(tmp_path / "working.db", tmp_path / "referater.db")
    with sqlite3.connect(tmp_path / "referater.db") as snapshot:
        snapshot.row_factory = sqlite3.Row
        named, nameless = map(dict, snapshot.execute("SELECT * FROM body_years ORDER BY id"))
        assert nameless["id"] == "uden-organ-uden-dato"
        assert (nameless["meetings"], nameless["decisions"]) == (1, 1)
        assert named == {
            "id": "proeveby-kommune-teknik-og-miljoeudvalget-2023",
            "organisation_id": "proeveby-kommune",
            "body_id": "proeveby-kommune-teknik-og-miljoeudvalget",
            "year": 2023,
            "meetings": 2,
            "documents": 2,
            "share_scanned": 0.5,
            "items": 4,
            "closed_items": 1,
            "items_with_decision": 3,
            "decisions": 3,
            "present": 2,  # one of each document
            "absent": 1,
            "amounts_decided": 1,  # neither the one in the case only nor the one put off
            "dkk_decided": 2e6,
            "issues": 2,
        }
        counts = dict(snapshot.execute("SELECT outcome, decisions FROM decision_counts WHERE year = 2023"))
        assert counts == {"approved": 2, "postponed": 1}


def test_the_scorecard_of_the_rules_is_in_the_snapshot_and_in_each_decision(databases: tuple[Path, Path]) -> None:
    with sqlite3.connect(databases[1]) as snapshot:
        shares = snapshot.execute("SELECT precision, recall, f1, gold FROM field_scores WHERE field = 'decisions'")
        for precision, recall, f1, gold in shares.fetchall():
            assert 0.5 < precision <= 1 and 0.5 < recall <= 1 and gold > 100
            assert abs(f1 - 2 * precision * recall / (precision + recall)) < 0.001
        row = snapshot.execute(
            "SELECT rule, rule_precision, rule_findings FROM decisions_full WHERE rule = 'godkendt' LIMIT 1"
        ).fetchone()
        found = snapshot.execute(
            "SELECT sum(true_positives), sum(false_positives) FROM rule_scores WHERE rule_id = 'godkendt'"
        ).fetchone()
        assert row == ("godkendt", round(found[0] / sum(found), 4), sum(found))
