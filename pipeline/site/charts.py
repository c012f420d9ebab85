"""Charts where people would rather look than read: small panels on one scale, with the numbers they were drawn from.

`charts.toml` holds the questions; each is a named query too, so that what is seen can be downloaded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sqlite3 import Row
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pipeline.site.bars import draw_bars
from pipeline.site.danish import danish_number

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

MOST_PANELS = 15
YEAR = "aar"


@dataclass(frozen=True, slots=True)
class Panel:
    """`title` is '' where a chart has one panel; `words` says in text what the bars show."""

    title: str
    words: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Chart:
    id: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@cache
def chart_questions() -> dict[str, dict[str, Any]]:
    """The questions of charts.toml by id, in their order."""
    text = files("pipeline.site").joinpath("charts.toml").read_text(encoding="utf-8")
    return {question["id"]: question for question in tomllib.loads(text)["question"]}


async def read_charts(database: Database, body: str) -> list[Chart]:
    """Every chart that the snapshot has tables for, of the bodies whose name or organisation holds `body`."""
    return [chart for key in chart_questions() if (chart := await read_chart(database, key, body))]


async def read_chart(database: Database, key: str, body: str = "") -> Chart | None:
    """One chart; None where an older snapshot lacks a table. Without rows it has no panels."""
    question = chart_questions()[key]
    for table in question["tables"]:
        if not await database.table_exists(table):
            return None
    rows = list(await database.execute(question["sql"], {"organ": body}))
    columns = tuple(rows[0].keys()) if rows else ()
    panels = draw_panels(rows, question["along"], question["bars"], question.get("panels"))
    return Chart(key, question["title"], question["description"], panels, columns, tuple(tuple(row) for row in rows))


def draw_panels(rows: Sequence[Row], along: str, bars: str, panels: str | None) -> tuple[Panel, ...]:
    """A panel for each value of the column `panels`, all on one scale, those with most first where they have years."""
    if not rows:
        return ()
    labels = _labels(rows, along)
    grouped: dict[str, dict[str, float]] = {}
    for row in rows:
        grouped.setdefault(str(row[panels]) if panels else "", {})[str(row[along])] = row[bars] or 0
    lying = along != YEAR
    shown = list(grouped.items())[:MOST_PANELS]
    most = max(value for _, values in shown for value in values.values())
    figure = _figure(bars)
    return tuple(
        Panel(
            title,
            ", ".join(f"{label}: {figure(values[label])}" for label in labels if label in values),
            draw_bars(labels, [values.get(label) for label in labels], most, figure, lying=lying),
        )
        for title, values in shown
    )


def _labels(rows: Sequence[Row], along: str) -> list[str]:
    """What stands along the bars; years without a row are there too, as a gap in time is no leap."""
    if along == YEAR:
        years = [row[along] for row in rows]
        return [str(year) for year in range(min(years), max(years) + 1)]
    return list(dict.fromkeys(str(row[along]) for row in rows))


def _figure(column: str) -> Callable[[float], str]:
    if column == "procent":
        return lambda value: f"{_short(value)} %"
    if column == "kroner":
        return danish_kroner
    return danish_number


def danish_kroner(number: float) -> str:
    """In short: 1250000 is "1,3 mio. kr.", 12500 is "12.500 kr."."""
    for size, word in ((1e9, "mia."), (1e6, "mio.")):
        if number >= size:
            return f"{_short(number / size)} {word} kr."
    return f"{danish_number(round(number))} kr."


def _short(number: float) -> str:
    """With one decimal, and none where it is 0."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
