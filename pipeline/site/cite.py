"""How a page is cited: in words, and as an entry for BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from sqlite3 import Row

from pipeline.site.danish import danish_date

SPECIAL = str.maketrans({char: f"\\{char}" for char in "&%$#_{}"} | {"\\": r"\textbackslash{}"})


@dataclass(frozen=True, slots=True)
class Citation:
    address: str
    """Where the page stays."""
    text: str
    bibtex: str


def cite(
    address: str, meeting: Row | None, *, item: Row | None = None, page: int | None = None,
    sha256: str | None = None, title: str | None = None,
) -> Citation:  # fmt: skip
    """A page at `address` about a meeting, one of its items, or something else with a `title`.

    `sha256` is the PDF's: it tells which edition was read.
    """
    who = ", ".join(filter(None, (meeting["organisation"], meeting["body"]))) if meeting else ""
    about = []
    if meeting:
        about.append(f"Møde den {danish_date(meeting['date'])}" if meeting["date"] else "Møde uden dato")
    if item:
        number = f"punkt {item['number']}: " if item["number"] else "punkt: "
        about.append(f"{number}{item['title'] or 'uden overskrift'}")
    if title:
        about.append(title)
    if page:
        about.append(f"s. {page}")
    parts = [who, ", ".join(about), address]
    edition = f"PDF-filens sha256: {sha256}" if sha256 else ""
    text = ". ".join(filter(None, [*parts, edition])) + "."
    fields = {
        "author": f"{{{who}}}" if who else "",
        "title": ", ".join(about),
        "date": (meeting["date"] or "") if meeting else "",
        "url": address,
        "note": edition,
    }
    lines = [
        f"  {name} = {{{value if name == 'url' else _escaped(value, name)}}}" for name, value in fields.items() if value
    ]
    key = re.sub(r"[^a-z0-9-]", "", address.rsplit("/", 1)[-1])
    return Citation(address, text, "@misc{" + ",\n".join([key, *lines]) + "\n}")


def _escaped(value: str, name: str) -> str:
    """The braces that keep an organisation's name whole stay."""
    return f"{{{value[1:-1].translate(SPECIAL)}}}" if name == "author" else value.translate(SPECIAL)
