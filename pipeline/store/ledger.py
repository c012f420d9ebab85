"""What was held back, as counts by kind, document and page; never what it was."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from pipeline.errors import Unchecked
from pipeline.policy import Policy
from pipeline.store.checks import Finding
from pipeline.store.words import TableText

KINDS = {
    "cpr": "CPR-numre",
    "email": "mailadresser",
    "phone": "telefonnumre",
    "account": "kontonumre",
    "address": "privatadresser",
    "closed_items": "lukkede punkter",
    "closed_titles": "overskrifter på lukkede punkter",
    "hidden_text": "tegn, som ikke kan ses på den trykte side",
    "bad_redactions": "sider, hvor noget er dækket, men stadig kan læses i filen",
    "unchecked": "dokumenter, som ikke kunne undersøges for skjult tekst",
}
"""Each kind in Danish, in the order in which they are told."""

LEDGER_TEXTS = {
    "withheld": TableText(
        "Holdt tilbage",
        "Hvad der ikke er offentliggjort, som antal. Værdierne står ingen steder.",
        {
            "document_id": "Dokumentet.",
            "page": "Siden; tom, når det gælder hele dokumentet.",
            "kind": "Arten: " + ", ".join(f"{kind} ({label})" for kind, label in KINDS.items()) + ".",
            "number": "Antal.",
        },
    ),
    "policy": TableText(
        "Regler for offentliggørelse",
        "Hvad der blev valgt at holde tilbage, da arkivet blev udgivet.",
        {"setting": "Valget.", "chosen": "Hvad der blev valgt (JSON)."},
    ),
}


def enter(db: sqlite3.Connection, document: str, page: int | None, kind: str, number: int = 1) -> None:
    """Note that so many of a kind were held back."""
    if number:
        db.execute("INSERT INTO withheld VALUES (?, ?, ?, ?)", (document, page, kind, number))


def enter_policy(db: sqlite3.Connection, policy: Policy) -> None:
    """Let the snapshot tell by which policy it was made."""
    rows = [(key, json.dumps(value)) for key, value in asdict(policy).items()]
    db.executemany("INSERT OR REPLACE INTO policy VALUES (?, ?)", rows)


def enter_hidden(db: sqlite3.Connection, findings: Mapping[str, Iterable[Finding]]) -> None:
    for document, pages in findings.items():
        for found in pages:
            enter(db, document, found.page, "hidden_text", found.hidden)
            enter(db, document, found.page, "bad_redactions", int(found.covered > 0))


def totals(db: sqlite3.Connection) -> dict[str, int]:
    """The counts of all kinds; documents that could not be checked stand in quarantine."""
    found = dict(db.execute("SELECT kind, sum(number) FROM withheld GROUP BY kind"))
    (unchecked,) = db.execute("SELECT count(*) FROM quarantine WHERE reason = ?", (Unchecked.reason,)).fetchone()
    return {**found, "unchecked": unchecked} if unchecked else found


def by_document(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """The counts of each document that something was held back of, by its key."""
    found: dict[str, dict[str, int]] = {}
    for document, kind, number in db.execute(
        "SELECT document_id, kind, sum(number) FROM withheld GROUP BY document_id, kind ORDER BY document_id, kind"
    ):
        found.setdefault(document, {})[kind] = number
    return found


def write_report(db: sqlite3.Connection, path: Path, files: Mapping[str, str]) -> None:
    """The operator's report: a CSV file that its owner alone can read, a row for each finding's page.

    `files` gives the path of each document, by its key. It names files and pages, and no value.
    """
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(("fil", "side", "art", "antal", "dokument"))
    for document, page, kind, number in db.execute(
        "SELECT document_id, page, kind, sum(number) FROM withheld GROUP BY document_id, page, kind ORDER BY 1, 2, 3"
    ):
        rows.writerow((files.get(document, ""), page or "", KINDS.get(kind, kind), number, document))
    query = "SELECT filename, substr(sha256, 1, 16) FROM quarantine WHERE reason = ? ORDER BY 1"
    for name, document in db.execute(query, (Unchecked.reason,)):
        rows.writerow((files.get(document, name), "", KINDS["unchecked"], 1, document))
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8-sig", newline="") as file:
        file.write(out.getvalue())
    os.replace(new, path)
