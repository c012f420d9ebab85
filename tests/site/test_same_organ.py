"""An organ that is printed under several names is read, and searched, as one."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from small_archive import BOARD, COUNCIL, Client, text_of

from pipeline.site.app import make_datasette

NEW, OLD = "proeveby-kommune-byraadet", "vandvaerket-bestyrelsen"


@pytest.fixture(scope="module")
def renamed(snapshot: Path, tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    """The archive, its two forums taken for one."""
    path = tmp_path_factory.mktemp("renamed") / "referater.db"
    path.write_bytes(snapshot.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM body_identities")
        db.executemany(
            "INSERT INTO body_identities (body_id, identity_id, organisation_id, method, kind, successor_id)"
            " VALUES (?, ?, 'proeveby-kommune', 'name', 'council', ?)",
            [(NEW, NEW, None), (OLD, NEW, NEW)],
        )
        db.commit()
    return Client(make_datasette(path, public=False), runner)


@pytest.mark.parametrize(("key", "other", "name"), [(NEW, OLD, "Bestyrelsen"), (OLD, NEW, "Byrådet")])
def test_either_page_has_the_meetings_of_both_and_leads_to_the_other(
    renamed: Client, key: str, other: str, name: str
) -> None:
    html = renamed.page(f"/organ/{key}")
    text = text_of(html)
    assert "2 møder i arkivet" in text
    assert f'href="/moede/{COUNCIL}"' in html and f'href="/moede/{BOARD}"' in html
    assert "Navnet, som det er trykt" in text and f'<a href="/organ/{other}">{name}</a>' in html
    assert f"{name}, " in text[text.index("Møder 2022") :]  # a meeting under the other name says so
    assert "Gik op i Byrådet" in text


def test_the_table_of_all_its_meetings_has_those_of_both(renamed: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.site.body.MEETINGS_SHOWN", 1)
    html = renamed.page(f"/organ/{NEW}?x=1")  # another page than what was remembered
    link = re.search(r'<a href="([^"]*/meetings\?[^"]*)">Alle 2 møder som tabel', html)
    assert link
    rows = renamed.get(link[1].replace("meetings?", "meetings.json?_shape=array&")).json()
    assert {row["id"] for row in rows} == {COUNCIL, BOARD}


def test_a_search_by_the_organ_finds_both(renamed: Client, site: Client) -> None:
    def found(archive: Client) -> set[str]:
        answer = archive.get(f"/soeg.json?organ={NEW}").json()
        rows = answer["items"] if isinstance(answer, dict) else answer
        return {row["body"] for row in rows}

    assert found(renamed) == {"Byrådet", "Bestyrelsen"}
    assert found(site) == {"Byrådet"}


def test_an_organ_with_one_name_says_nothing_of_it(site: Client) -> None:
    assert "som det er trykt" not in site.page(f"/organ/{NEW}")
