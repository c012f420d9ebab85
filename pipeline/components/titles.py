"""What stands in an item's title besides the title: time slot, presenter, open or closed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.cases import without_case_number
from pipeline.components.persons import is_given_name
from pipeline.components.structure import Heading
from pipeline.dates import find_time_slot, without_time_slot
from pipeline.gated import Gated

PRESENTER = Gated(r"\s+[-–(]?\s*(?:v/|v\.\s)\s*(?P<who>[A-ZÆØÅa-zæøå][^()]{1,90}?)\)?\s*$")
BY_PERSON = Gated(
    r"""
    \s+ved\s+
    (?: (?: formand | kasserer | næstformand | sekretær | direktør | revisor | advokat | skoleleder | leder | formanden
          | kassereren ) \w* \s+ )?
    (?P<who>[A-ZÆØÅ][\wæøå-]+(?:\s+[A-ZÆØÅ][\wæøå.-]*){0,3}) \s*$
    """,
    re.X,
)
# "(Karen Holm, formand for byggeudvalget)"
WITH_OFFICE = re.compile(
    r"(?P<title>.*\S)\s\((?P<who>[A-ZÆØÅ][\wæøå-]+(?:\s[A-ZÆØÅ][\wæøå.-]*){1,3}),\s(?!beboer|ejer|lejer|medlem|tidligere|nabo|afdøde)"
    r"[a-zæøå][^()]{3,60}\)"
)
# who stands for election, behind the office: "Valg af formand (Karen Holm genopstiller)", "… På valg er: Karen Holm"
ON_BALLOT = Gated(r"\s\([^()]*\b(?:genopstiller|på\s+valg|genvalg)\b[^()]*\)$|[.,;:]?\s+På\s+valg\s+er\b.*$")
CLOSED = Gated(
    r"""
    \b(?: lukket\s*(?:punkt|sag|møde)? | fortroligt?(?:\s+(?:punkt|sag))? | for\ lukkede\ døre | lukkede\ døre )\b
    """,
    re.I | re.X,
)
# "(Åben)", or the sign that some authorities set behind items they did not debate
MARK = Gated(r"\s*[(\[]\s*(?:åbent?|lukket)(?:\s+(?:punkt|sag|dagsorden))?\s*[)\]]\s*|\s*#\s*$|\s*\*\s*$", re.I)
# who takes the item up, behind a comma: "Budget, Karen Holm"; a name alone may be what the item is about
BEHIND_COMMA = re.compile(r"(?P<title>.*\S),\s(?P<who>[A-ZÆØÅ][\wæøå-]+(?:\s[A-ZÆØÅ][\wæøå.-]*){0,3})")
NAMES = r"[A-ZÆØÅ][\wæøå-]+(?:\s[A-ZÆØÅ][\wæøå.-]*){0,3}(?:\s?(?:,|og|/|&)\s?[A-ZÆØÅ][\wæøå-]+)?"
IN_BRACKETS = re.compile(rf"(?P<title>.*\w\S?)\s(?:[–-]\s)?\((?P<who>{NAMES})\)")
BEFORE_TITLE = re.compile(rf"\((?P<who>{NAMES})\)\s(?P<title>\S.*)")
FEWEST_PRESENTED = 3  # titles with a name in such a place, before it is a habit
OPEN_HEAD = re.compile(r"^(?:åbent?|åben sag|åbent punkt)\s*[-–:]\s*", re.I)


@dataclass(frozen=True, slots=True)
class TitleParts:
    title: str | None
    start: str | None  # HH:MM
    end: str | None
    presenter: str | None
    closed: bool


def clean_title(title: str) -> TitleParts:
    """Cuts case number, slot, presenter and open/closed mark off a printed title; "(B)" and the like stay."""
    closed = bool(CLOSED.search(title))
    text = OPEN_HEAD.sub("", MARK.sub(" ", without_case_number(title)).strip())
    text = ON_BALLOT.sub("", text) if text.startswith("Valg") else text
    presenter = start = end = None
    if (match := WITH_OFFICE.fullmatch(text)) and is_given_name(match["who"].split()[0]):
        presenter, text = match["who"], match["title"]
    if (match := BY_PERSON.search(text)) and is_given_name(match["who"].split()[0]):
        presenter, text = match["who"], text[: match.start()]
    if slot := find_time_slot(text):
        start, end = slot
        text = without_time_slot(text)
    if match := PRESENTER.search(text):
        presenter, text = match["who"].strip(), text[: match.start()]
    text = re.sub(r"\s+", " ", text).strip().rstrip(":–-").strip()
    return TitleParts(text or title.strip() or None, start, end, presenter, closed)


def with_presenters(headings: Sequence[Heading]) -> list[Heading]:
    """The headings with names behind commas or in brackets as presenters, where the document has the habit."""
    headings = with_habit({one.block: BEHIND_COMMA.fullmatch(one.title or "") for one in headings}, headings)
    headings = with_habit({one.block: IN_BRACKETS.fullmatch(one.title or "") for one in headings}, headings)
    return list(with_habit({one.block: BEFORE_TITLE.fullmatch(one.title or "") for one in headings}, headings))


def with_habit(shapes: Mapping[int, re.Match[str] | None], headings: Sequence[Heading]) -> Sequence[Heading]:
    """The headings with the name that `shapes`, by block, finds in their titles as presenter, where that is a habit."""
    named = {
        one.block: found
        for one in headings
        if one.presenter is None and (found := shapes[one.block]) and is_given_name(found["who"].split()[0])
    }
    if len(named) < FEWEST_PRESENTED:
        return headings
    return [
        replace(one, title=found["title"], presenter=found["who"]) if (found := named.get(one.block)) else one
        for one in headings
    ]
