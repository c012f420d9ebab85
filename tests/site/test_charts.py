"""Do the charts show what the tables hold, in ink alone, and can their numbers be taken home?"""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from small_archive import Client, text_of

from pipeline.site.bars import draw_bars
from pipeline.site.charts import chart_questions, danish_kroner


def heights(svg: str) -> list[float]:
    return [float(h) for h in re.findall(r'height="([\d.]+)"[^>]* class="rect', svg)]


def test_bars_are_as_long_as_their_values() -> None:
    svg = draw_bars(["2020", "2021", "2022"], [2, None, 4], 4, str)
    low, none, high = heights(svg)
    assert high == pytest.approx(2 * low, rel=0.01) and none < 0.01
    assert re.findall(r"<text[^>]*>([^<]+)</text>", svg) == ["2020", "2022", "2", "4"]
    ElementTree.fromstring(svg)


def test_a_drawing_needs_no_colour_script_or_style_and_is_always_the_same() -> None:
    first, second = (draw_bars(["Fulgt", "Udsat & mere"], [1, 99.5], 100, str, lying=True) for _ in range(2))
    assert first == second
    for unwanted in ("<script", "<style", "style=", "fill=", "pygal.org", " id=", "<title"):
        assert unwanted not in first
    assert "Udsat &amp; mere" in first


def test_years_without_rows_leave_a_gap(site: Client) -> None:
    page = site.page("/diagrammer")
    words = re.findall(r'role="img" aria-label="([^"]+)"', page)
    assert "Godkendt. 2021: 1" in words and "Afvist. 2022: 1" in words
    assert not any("Anbefalet" in label for label in words)  # another body's decision is quoted, not made here
    assert any(label.startswith("Fremmøde pr. år. 2021: 50 %") for label in words)


def test_a_body_can_be_seen_alone(site: Client) -> None:
    page = site.page("/diagrammer?organ=vandv%C3%A6rk")
    assert "Afvist. 2022: 1" in page and "Godkendt. 2021" not in page
    empty = site.page('/diagrammer?organ="><script>')
    assert "Arkivet har ingen tal til dette diagram." in text_of(empty) and "<script>" not in empty


def test_the_numbers_of_each_chart_can_be_downloaded(site: Client) -> None:
    page = site.page("/diagrammer")
    for key in chart_questions():
        if key == "indstilling-og-beslutning" and f'id="{key}"' not in page:
            continue  # its table comes with linking
        address = re.search(rf'href="(/referater/{key}\.csv[^"]*)"', page)
        assert address, key
        rows = list(csv.DictReader(io.StringIO(site.get(address[1]).text)))
        columns = set(rows[0]) if rows else set()
        question = chart_questions()[key]
        assert not rows or {question["along"], question["bars"]} <= columns


@pytest.mark.parametrize(
    ("number", "said"), [(900, "900 kr."), (12500, "12.500 kr."), (1.25e6, "1,2 mio. kr."), (3e9, "3 mia. kr.")]
)
def test_kroner_in_short(number: float, said: str) -> None:
    assert danish_kroner(number) == said
