"""Long runs of HTML that a template would print piece by piece: the rows of a table, and what a search is narrowed by.

Jinja hands each piece of a page through every template that it is part of, and a table has some thousand cells; here
they are joined by one function. All that is printed is escaped, unless it is Markup already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from markupsafe import Markup, escape

from pipeline.site.columns import MACHINE_COLUMNS, shown_cells
from pipeline.site.danish import danish_number

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from pipeline.site.question import Question
    from pipeline.site.search import Facet, Value

LONG = 90
"""Characters, those of a link's address too, from which a cell is cut after some lines."""
WORTH_MORE = 120
"""Characters of a cell from which the reader is offered to see more of it."""


@dataclass(frozen=True, slots=True)
class Rows:
    html: Markup
    has_long: bool
    """Whether there is more of a cell than a few lines show."""


def print_rows(rows: Sequence[Any], table: str) -> Rows:
    """The rows of a table as Datasette makes them for display, their columns in the reader's order."""
    from datasette.utils import to_css_class  # not there yet when plugins are loaded

    if not rows:
        return Rows(Markup(""), False)
    first = rows[0].cells
    places = {cell["column"]: place for place, cell in enumerate(first)}
    columns = [cell["column"] for cell in shown_cells(first, table)]
    order = [(places[column], f'<td class="col-{to_css_class(column)} type-') for column in columns]
    parts: list[str] = []
    has_long = False
    for row in rows:
        cells = row.cells
        parts.append("<tr>")
        for place, head in order:
            cell = cells[place]
            parts += (head, cell["value_type"], '">', _cell(cell["value"]), "</td>")
            has_long = has_long or _is_long(cell["value"])
        parts.append("</tr>\n")
    return Rows(Markup("".join(parts)), has_long)


def print_answer(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Rows:
    """The rows of a question's answer."""
    from datasette.utils import to_css_class

    order = [
        (place, f'<td class="col-{to_css_class(column)}">')
        for place, column in enumerate(columns)
        if column not in MACHINE_COLUMNS
    ]
    parts: list[str] = []
    has_long = False
    for row in rows:
        parts.append("<tr>")
        for place, head in order:
            value = row[place]
            parts += (head, _cell(value), "</td>")
            has_long = has_long or _is_long(value)
        parts.append("</tr>\n")
    return Rows(Markup("".join(parts)), has_long)


def _cell(value: Any) -> str:
    text = value if isinstance(value, Markup) else escape(value)
    return f"<div>{text}</div>" if len(text) > LONG else text


def _is_long(value: Any) -> bool:
    if not isinstance(value, str) or len(value) <= WORTH_MORE:
        return False
    return not isinstance(value, Markup) or len(value.striptags()) > WORTH_MORE


def print_values(values: Iterable[Value], facet: Facet, question: Question, path: str) -> Markup:
    """The entries of a facet of a search, each with the address at `path` of the search narrowed by it."""
    without = escape(f"{path}?{address}" if (address := question.address(**{facet.name: ""})) else path)
    before, _, after = question.address(**{facet.name: "\0"}).partition(f"{facet.name}=%00")
    start, end = escape(f"{path}?{before}{facet.name}="), escape(after)
    return Markup("".join(_entry(value, without, start, end) for value in values))


def _entry(value: Value, without: Markup, start: Markup, end: Markup) -> str:
    href, label = (without if value.chosen else f"{start}{quote_plus(value.value)}{end}"), escape(value.label)
    several = "punkt" if value.items == 1 else "punkter"
    number = f'<span class="muted">{danish_number(value.items)}<span class="unseen"> {several}</span></span>'
    if not value.chosen:
        return f'<li><a href="{href}" rel="nofollow">{label}</a> {number}</li>'
    cross = ' <span aria-hidden="true">×</span><span class="unseen">, fjern</span>'
    return f'<li class="chosen"><a href="{href}" rel="nofollow">{label}{cross}</a> {number}</li>'


FILTERS: dict[str, Callable[..., object]] = {
    "trykte_raekker": print_rows,
    "trykt_svar": print_answer,
    "trykte_vaerdier": print_values,
}
"""What templates call them."""
