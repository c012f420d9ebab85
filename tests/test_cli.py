"""Does the command line keep its contract: what is printed, where, and the exit code?"""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.cli import cli, run
from pipeline.errors import DatabaseBusy, DocumentError, ReferatError, RuleError, StorageError
from pipeline.store.database import hold_database
from pipeline.worker import kinds_of

RAW = Path(__file__).parents[1] / "data" / "raw"
SAMPLE = RAW / "vesterlund-byraad-2018-03-20.pdf"
SAMPLES = len(list(RAW.glob("*.pdf")))


def count(database: Path, table: str) -> int:
    with sqlite3.connect(database) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_samples_are_read_whole(databases: tuple[Path, Path]) -> None:
    working, snapshot = databases
    assert count(working, "documents") == count(snapshot, "documents") == SAMPLES
    assert count(working, "meetings") == SAMPLES
    assert count(working, "quarantine") == 0
    assert count(working, "decisions") > 5 * SAMPLES
    with sqlite3.connect(working) as db:
        assert db.execute("SELECT DISTINCT sample FROM documents").fetchall() == [(1,)]


def test_a_second_ingest_reports_that_all_was_read_before(
    databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", str(RAW), "--db", str(databases[0]), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["files"], report["stored"], report["skipped"]) == (SAMPLES, 0, SAMPLES)


def test_what_cannot_be_read_is_listed_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one_page_pdf: bytes
) -> None:
    (tmp_path / "in").mkdir()
    bad = {"empty.pdf": b"", "word.pdf": b"PK\x03\x04", "cut.pdf": one_page_pdf[:30], "note.txt": b"hej"}
    for name, data in {**bad, "good.pdf": one_page_pdf}.items():
        (tmp_path / "in" / name).write_bytes(data)
    where = ["--db", str(tmp_path / "working.db")]
    assert run(["ingest", str(tmp_path / "in"), *where]) == 3
    told = capsys.readouterr().out
    assert "4 files: 1 stored (1 pages" in told
    assert "3 put in quarantine" in told
    assert "1 files that are no PDF were left alone" in told
    assert f"{tmp_path / 'in' / 'empty.pdf'}: empty_file: The file is empty." in told

    assert run(["quarantine", *where]) == 3
    told = capsys.readouterr().out
    assert "word.pdf: not_a_pdf: " in told
    assert "Hent den igen fra kilden." in told
    assert told.endswith("3 files in quarantine\n")

    (tmp_path / "in" / "cut.pdf").write_bytes(one_page_pdf + b"\n")
    assert run(["ingest", str(tmp_path / "in"), *where, "--json"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert (report["stored"], report["skipped"], report["quarantined"], report["quarantined_before"]) == (1, 1, 0, 2)

    assert run(["quarantine", "--retry", *where]) == 3
    assert "put in quarantine" in capsys.readouterr().out


def test_parse_prints_the_contract_and_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["parse", "--json", str(SAMPLE)]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    data = json.loads(out)
    assert list(data)[:6] == ["document", "kind", "meeting", "participants", "items", "issues"]
    assert (data["kind"], data["meeting"]["date"]) == ("minutes", "2018-03-20")
    decisions = [decision for item in data["items"] for decision in item["decisions"]]
    assert all(decision["boxes"] and decision["rule"] for decision in decisions)
    assert list(tmp_path.iterdir()) == []

    assert run(["parse", str(SAMPLE)]) == 0
    assert json.loads(capsys.readouterr().out) == data


def test_explain_shows_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(SAMPLE)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{SAMPLE.name}: minutes, ")
    assert any(re.search(r"─ DECISION approved, p\. \d+ \[[\w-]+\]: “.*”$", line) for line in lines)


def test_samples_can_be_left_out(tmp_path: Path, databases: tuple[Path, Path]) -> None:
    out = tmp_path / "referater.db"
    assert run(["publish", "--db", str(databases[0]), "--out", str(out), "--no-samples"]) == 0
    assert count(out, "documents") == 0


def test_publish_tells_reported_decisions_apart(
    tmp_path: Path, databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "referater.db"
    capsys.readouterr()
    assert run(["publish", "--db", str(databases[0]), "--out", str(out), "--no-images", "--no-package"]) == 0
    with closing(sqlite3.connect(out)) as db:
        counted = db.execute("SELECT sum(scope = 'this_meeting'), sum(scope != 'this_meeting') FROM decisions")
        own, reported = counted.fetchone()
    assert own and reported
    told = capsys.readouterr().out
    assert f" {own} decisions, {reported} reported from other meetings; held back" in told
    counts = json.loads((tmp_path / "privacy.json").read_text())
    assert (counts["decisions"], counts["reported_decisions"]) == (own, reported)


def test_export_writes_a_data_package(
    tmp_path: Path, databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["export", str(tmp_path / "out"), "--db", str(databases[1])]) == 0
    assert "tables" in capsys.readouterr().out
    assert (tmp_path / "out" / "datapackage.json").exists()
    assert (tmp_path / "out" / "decisions_full.csv").stat().st_size > 1000


def test_score_prints_the_card_and_holds_the_floors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = {"kind": "minutes", "meeting": {"date": "2018-03-20"}, "participants": [], "items": []}
    (tmp_path / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    (tmp_path / f"{SAMPLE.stem}.gold.json").write_text(json.dumps(gold))
    floors = tmp_path / "floors.json"
    floors.write_text('{"meeting.date": 1.0}')
    assert run(["score", str(tmp_path), "--json", "--floor", str(floors)]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card["total"]["meeting.date"]["f1"] == card["files"][SAMPLE.stem]["kind"]["f1"] == 1.0

    floors.write_text('{"items": 0.5}')
    assert run(["score", str(tmp_path), "--misses", "--floor", str(floors)]) == 1
    printed = capsys.readouterr()
    assert f"{SAMPLE.stem}: item wrong: " in printed.out
    assert printed.err == f"referat: below the floors of {floors}: items: F1 0.0, floor 0.5\n"


def test_check_tells_of_rows_that_do_not_hold(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.proofs.check_rules", lambda: (2, ["outcomes.jsonl:1 godkendt: does not match"]))
    assert run(["check"]) == 4
    printed = capsys.readouterr()
    assert printed.out == "outcomes.jsonl:1 godkendt: does not match\n"
    assert printed.err == "referat: 1 of the rules do not hold; mend the rows named above\n"
    monkeypatch.setattr("pipeline.proofs.check_rules", lambda: (2, []))
    assert run(["check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["ingest", "nowhere"], 2, "Path 'nowhere' does not exist"),
        (["ingest", "."], 2, "no PDF in .: put some there"),
        (["ingets"], 2, "No such command 'ingets'"),
        (["parse", "empty.pdf"], 3, "referat: empty.pdf: The file is empty. Filen er tom."),
        (["publish", "--db", "none.db"], 74, "referat: none.db does not exist: run `referat ingest` first"),
        (["quarantine", "--db", "none.db"], 74, "referat: none.db is not there: run `referat ingest` first"),
        (["serve", "--db", "none.db"], 74, "referat: none.db is not there: make it with `referat publish`"),
        (["export", "out", "--db", "none.db"], 74, "referat: none.db does not exist: run `referat publish` first"),
        (["score", "empty"], 1, "referat: No annotations in empty"),
        (["ingest", "empty.pdf", "--db", "empty.pdf/working.db"], 74, "referat: "),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(
    arguments: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    if "." not in arguments:
        (tmp_path / "empty.pdf").touch()
    assert run(arguments) == code
    err = capsys.readouterr().err
    assert message in err
    assert code == 2 or err.count("\n") == 1


def test_a_second_run_is_turned_away(
    tmp_path: Path, databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    with hold_database(databases[0]):
        assert run(["ingest", str(RAW), "--db", str(databases[0])]) == 75
    assert "another run is writing" in capsys.readouterr().err


def test_an_unexpected_error_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("pipeline.proofs.check_rules", fail)
    assert run(["check"]) == 1
    assert "referat: unexpected ZeroDivisionError: by zero; `referat --debug" in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        run(["--debug", "check"])


def test_every_command_says_what_it_does() -> None:
    assert {"ingest", "parse", "explain", "publish", "serve", "up", "export", "score", "check", "quarantine"} <= set(
        cli.commands
    )
    for name, command in cli.commands.items():
        assert command.help and command.help[0].isupper(), name
        plain = (
            "paths",
            "pdf",
            "port",
            "gold",
            "folder",
            "number",
            "sha256",
            "action",
            "row",
            "value",
            "name",
            "item",
            "what",
        )
        assert all(getattr(option, "help", "") or option.name in plain for option in command.params), name


def test_the_manual_names_every_reason_and_exit_code() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
    reasons = {kind.reason for kind in kinds_of(DocumentError)}
    codes = {kind.exit_code for kind in (ReferatError, DocumentError, RuleError, StorageError, DatabaseBusy)}
    missing = [
        word for word in (*(f"`{reason}`" for reason in reasons), *map(str, codes)) if f"| {word} |" not in manual
    ]
    assert missing == []


def test_a_document_is_forgotten_for_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one_page_pdf: bytes
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(one_page_pdf)
    where = ["--db", str(tmp_path / "working.db")]
    assert run(["ingest", str(tmp_path / "in"), *where]) == 0
    with sqlite3.connect(tmp_path / "working.db") as db:
        ((document, sha256),) = db.execute("SELECT id, sha256 FROM documents").fetchall()
    capsys.readouterr()
    assert run(["forget", document, *where]) == 0
    told = capsys.readouterr().out
    assert f"{sha256} removed and will not be read again" in told
    assert f"the file still lies at {tmp_path / 'in' / 'a.pdf'}" in told
    assert run(["ingest", str(tmp_path / "in"), *where]) == 0
    assert "1 forgotten for good" in capsys.readouterr().out
    assert count(tmp_path / "working.db", "documents") == 0
    assert run(["forget", "referat.pdf", *where]) == 2
    assert "is no sha256" in capsys.readouterr().err


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from pipeline.cli import run; run(['--help']); run(['ingest', '--help']);"
        "print(*sorted({'spacy', 'numpy', 'pypdfium2', 'datasette', 'sqlite_utils', 'pdfplumber'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Usage: referat" in done.stdout
    assert done.stdout.splitlines()[-1] == ""


def test_an_interrupt_finishes_the_documents_in_hand(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.pdf").write_bytes(SAMPLE.read_bytes() + b"\n%%%d\n" % number)
    database = tmp_path / "working.db"
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "ingest",
        str(folder),
        "--db",
        str(database),
        "--workers",
        "2",
        "--json",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: database.exists() and tables(database) and count(database, "documents") > 2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "finishing the documents in hand" in err
    report = json.loads(out)
    assert report["interrupted"]
    assert 2 < report["stored"] < 300
    assert count(database, "documents") == report["stored"]


def tables(database: Path) -> int:
    with sqlite3.connect(database) as db:
        return db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'documents'").fetchone()[0]


def wait_for(condition: Callable[[], object], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)
