"""What a reader asks the search for: words, and what the answer is narrowed by.

Filters come from the address, or are written among the words: `år:2021`, `år:2019-2022`, `organ:byrådet`,
`udfald:udsat`, `parti:A`, with quotes where there is a space. What no filter can be made of stays among the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pipeline.site.catalogue import Catalogue

LONGEST = 500  # letters
ORDERS = {"": "De bedste", "dato": "De nyeste", "aeldst": "De ældste"}
FIELDS = {"år": "aar", "aar": "aar", "organ": "organ", "udfald": "udfald", "parti": "parti"}
FILTERS = tuple(dict.fromkeys(FIELDS.values()))
FIELD = re.compile(rf'(?<!\S)(?P<field>{"|".join(FIELDS)}):(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))', re.IGNORECASE)
YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; '' is anything."""

    text: str = ""
    year: str = ""
    """One year, or two with a hyphen between."""
    body: str = ""
    """An organ's key, or a part of the names of several."""
    outcome: str = ""
    party: str = ""
    order: str = ""
    page: int = 1

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.year or self.body or self.outcome or self.party)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year asked for; None when `year` is none."""
        found = YEARS.fullmatch(self.year)
        return (int(found[1]), int(found[2] or found[1])) if found else None

    def address(self, **changed: str) -> str:
        """The query of an address that asks this with some parameters changed; '' takes one away."""
        asked = {
            "q": self.text, "aar": self.year, "organ": self.body, "udfald": self.outcome, "parti": self.party,
            "sorter": self.order,
        }  # fmt: skip
        return urlencode({key: value for key, value in (asked | changed).items() if value})


def read_question(asked: Mapping[str, str], catalogue: Catalogue) -> Question:
    """The question in an address's parameters; what cannot be understood is left out.

    A filter among the words wins over the same one beside them.
    """
    page, order = asked.get("side") or "", asked.get("sorter") or ""
    filters = {name: asked.get(name) or "" for name in FILTERS}

    def take(found: re.Match[str]) -> str:
        field = FIELDS[found["field"].casefold()]
        value = filter_value(field, (found["quoted"] or found["bare"] or "").strip(), catalogue)
        if value:
            filters[field] = value
        return " " if value else found[0]

    text = FIELD.sub(take, (asked.get("q") or "").replace("\0", " ")[:LONGEST])
    return Question(
        text=" ".join(text.split()),
        year=filters["aar"],
        body=filters["organ"],
        outcome=filters["udfald"],
        party=filters["parti"],
        order=order if order in ORDERS else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 and int(page) else 1,
    )


def filter_value(field: str, written: str, catalogue: Catalogue) -> str | None:
    """What a filter is in an address, for what a reader wrote; None when nothing in the archive is called so."""
    wanted = written.casefold()
    if not wanted:
        return None
    if field == "aar":
        return written if YEARS.fullmatch(written) else None
    if field == "parti":
        return next((name for name in catalogue.parties if name.casefold() == wanted), None)
    if field == "udfald":
        labels = [(code, label.casefold()) for code, label in catalogue.outcome_labels.items()]
        exact = [code for code, label in labels if wanted in (code, label)]
        return next(iter([*exact, *(code for code, label in labels if label.startswith(wanted))]), None)
    return written if catalogue.bodies_called(written) else None
