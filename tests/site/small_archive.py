"""A small archive of two bodies, published as any other, and a client that reads its pages."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import httpx
from datasette.app import Datasette

from pipeline.minutes import (
    AgendaItem,
    Amount,
    Decision,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Recommendation,
    Role,
    Scope,
    Section,
    SectionKind,
    Status,
    Vote,
)
from pipeline.page import Table
from pipeline.publish import image_folder, write_image
from pipeline.store.database import open_database
from pipeline.store.snapshot import publish_snapshot
from pipeline.store.write import store_minutes
from tests.store.made import minutes, page

COUNCIL = "proeveby-kommune-byraadet-2021-03-02"
BOARD = "vandvaerket-bestyrelsen-2022-05-10"
COUNCIL_DOCUMENT, BOARD_DOCUMENT = (
    hashlib.sha256(name.encode()).hexdigest()[:16] for name in ("byraad.pdf", "vand.pdf")
)

DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")
"""A PNG of one white dot in place of a page: these minutes were never printed."""


def decision(text: str, outcome: Outcome, scope: Scope = Scope.THIS_MEETING) -> Decision:
    return Decision(text, outcome, 2, "en-regel", ((2, 70.0, 40.0, 500.0, 52.0),), scope)


def section(kind: SectionKind, heading: str | None, text: str, top: float = 60.0) -> Section:
    return Section(kind, heading, text, 2, boxes=((2, 70.0, top, 500.0, top + 12.0),))


ROADS = AgendaItem(
    "1",
    "Nye cykelstier ved skolerne",
    1,
    2,
    presenter="Ole Hansen",
    case_number="21/4711",
    sections=(
        section(SectionKind.BACKGROUND, "Sagsfremstilling", "Kommunen har undersøgt skolevejene.\n• Skovvej\n• Engvej"),
        section(SectionKind.DECISION, "Beslutning", "Byrådet godkendte planerne.\nOle Hansen tog forbehold.", 300.0),
    ),
    recommendations=(Recommendation("a", "at planerne godkendes", 2),),
    decisions=(decision("Byrådet godkendte planerne.", Outcome.APPROVED),),
    votes=(Vote(9, 2, None, ("A", "F"), ("O",), text="9 stemte for, 2 imod", page=2),),
    attachments=("Kort over stierne", "Budget <2021>"),
    amounts=(Amount("1,5 mio. kr.", 1_500_000, 2),),
    tables=(Table(2, 70, 100, 500, 200, (("Vej", "Pris"), ("Skovvej", "900.000"), ("Engvej", None)), header=True),),
)
POOL = AgendaItem(
    "2",
    "Svømmehallen",
    2,
    2,
    sections=(section(SectionKind.DECISION, None, "Sagen udsættes."),),
    decisions=(
        decision("Sagen udsættes.", Outcome.POSTPONED),
        decision("Udvalget anbefalede forslaget.", Outcome.RECOMMENDED, Scope.OTHER_BODY),
    ),
)
CLOSED = AgendaItem("3", "Køb af ejendom", 2, 2, closed=True, sections=(section(SectionKind.OTHER, None, "Hemmeligt"),))
WATER = AgendaItem(
    "1",
    "Ændring af takster",
    1,
    1,
    sections=(section(SectionKind.DECISION, None, "Børnene fik ret: taksten blev <b>afvist</b> & sænket."),),
    decisions=(decision("Børnene fik ret: taksten blev <b>afvist</b> & sænket.", Outcome.REJECTED),),
)
LAWN = AgendaItem("a", "Klipning af plænen", 1, 1, parent="1")
COUNCIL_PEOPLE = (
    Participant("Ole Hansen", Status.PRESENT, 1, Role.CHAIR, "borgmester", party="A"),
    Participant("Mette Holm", Status.ABSENT, 1, party="F"),
)


def made(name: str, meeting: Meeting, items: tuple[AgendaItem, ...], people: tuple[Participant, ...] = ()) -> Minutes:
    pages = (page(1, "Referat"), page(2, "Referat"))
    return minutes(name, items, meeting, pages=pages, participants=people, issues=(), coverage=None)


def publish(folder: Path, board_items: tuple[AgendaItem, ...] = (WATER, LAWN)) -> Path:
    """The snapshot of both meetings; the board's may have other items."""
    working, snapshot = folder / "working.db", folder / "referater.db"
    council = Meeting("Prøveby Kommune", "Byrådet", "Møde", "2021-03-02", "17:00", "19:30", "Rådhuset")
    board = Meeting("Vandværket", "Bestyrelsen", None, "2022-05-10")
    db = open_database(working)
    store_minutes(
        db,
        made("byraad.pdf", council, (ROADS, POOL, CLOSED), COUNCIL_PEOPLE),
        version="1",
        source_url="https://www.proeveby.example/referat.pdf",
        sample=True,
        path="byraad.pdf",
    )
    store_minutes(db, made("vand.pdf", board, board_items), version="1")
    db.close()
    for image in publish_snapshot(working, snapshot).images:
        write_image(image_folder(snapshot), image.name, DOT)
    return snapshot


def publish_changed(folder: Path, script: str) -> Path:
    """The snapshot of both meetings after these SQL statements: one that publishing would not make."""
    snapshot = publish(folder)
    snapshot.chmod(0o644)
    with closing(sqlite3.connect(snapshot)) as db:
        db.executescript(script)
    return snapshot


class Client:
    """Reads the pages of one Datasette in one event loop."""

    def __init__(self, datasette: Datasette, runner: asyncio.Runner) -> None:
        self.datasette = datasette
        self._runner = runner

    def get(self, address: str, actor: str | None = None) -> httpx.Response:
        cookies = {"ds_actor": self.datasette.sign({"a": {"id": actor}}, "actor")} if actor else None
        response: httpx.Response = self._runner.run(self.datasette.client.get(address, cookies=cookies))
        return response

    def page(self, address: str, actor: str | None = None) -> str:
        """The HTML of a page that must be there."""
        response = self.get(address, actor)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response.text

    def text(self, address: str) -> str:
        return text_of(self.page(address))


def text_of(html: str) -> str:
    """What a reader sees of a page, words parted by single spaces."""
    words = " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)).split())
    return re.sub(r" ([,.;:])", r"\1", words)
