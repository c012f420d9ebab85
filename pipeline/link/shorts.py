"""Who is meant by a given name alone, a letter for the last name, or initials: told by the meeting it stands in.

A short name means the one person who fits it and sits in the same body at that time, or in another of the
organisation if nobody else fits it at all; where two fit it, it means nobody. Where nobody of that name is ever printed
in full, the short names of one body are a person of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.link.names import words
from pipeline.link.profiles import INITIALS, Statement, is_full

SPAN = 730
"""Days between a short name and a full one in the same body for both to be of one time: half an election period."""

TERM = 400
"""Days within which somebody is listed before and after a short name to be a sitting member at that time."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person who is printed in full: by all forms of the name, and when in which body (days, sorted)."""

    id: str
    forms: frozenset[tuple[str, ...]]
    initials: frozenset[str]
    sits: dict[str, tuple[int, ...]]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meant:
    """Who a short name means in one statement; `person` is None where it may mean several."""

    statement: Statement
    person: str | None
    method: str  # given, initials, alone


def initials_of(parts: Sequence[str]) -> str:
    return "".join(part[0] for part in parts)


def resolve_shorts(statements: Iterable[Statement], known: Sequence[Known]) -> list[Meant]:
    """Who the statements with short names mean. Those of nobody known are `alone` with person None.

    What is resolved tells of more years in which a person sits, so it is gone through until nothing is added.
    """
    by_given: dict[str, list[Known]] = defaultdict(list)
    by_initials: dict[str, list[Known]] = defaultdict(list)
    for person in known:
        for given in sorted({form[0] for form in person.forms}):
            by_given[given].append(person)
        for letters in sorted(person.initials):
            by_initials[letters].append(person)
    days = {person.id: {body: set(when) for body, when in person.sits.items()} for person in known}
    fitting = {one.id: (one, *_fitting(one, by_given, by_initials)) for one in statements if not is_full(one.name)}
    found: dict[str, Meant] = {}
    while True:
        new = []
        for key, (one, people, method) in fitting.items():
            if key not in found:
                free = [person for person in people if one.document not in person.documents]
                here = [person for person in free if _sits(days[person.id], one, only=len(people) == 1)]
                if len(here) > 1:
                    here = [person for person in here if _surrounds(days[person.id].get(one.body, set()), one.day)]
                if len(here) == 1:
                    new.append(Meant(one, here[0].id, method))
        for meant in new:
            found[meant.statement.id] = meant
            days[meant.person or ""].setdefault(meant.statement.body, set()).add(meant.statement.day)
        if not new:
            break
    return [
        found.get(key) or Meant(one, None, "alone" if method == "given" and not people else method)
        for key, (one, people, method) in fitting.items()
    ]


def _fitting(
    one: Statement, by_given: dict[str, list[Known]], by_initials: dict[str, list[Known]]
) -> tuple[list[Known], str]:
    """Who a short name could mean, and by which method."""
    if INITIALS.fullmatch(one.name):
        return by_initials.get("".join(words(letter)[0][0] for letter in one.name.replace(".", "")), []), "initials"
    parts = words(one.name)
    return [person for person in by_given.get(parts[0], []) if _fits(parts, person)] if parts else [], "given"


def _fits(short: tuple[str, ...], person: Known) -> bool:
    """ "Steffen" and "Steffen S." fit Steffen Skov, "Anne Lise" fits Anne Lise Andreasen."""
    return any(
        len(form) >= len(short)
        and form[: len(short) - 1] == short[:-1]
        and (form[len(short) - 1] == short[-1] or (len(short) > 1 and len(short[-1]) == 1 and form[-1][0] == short[-1]))
        for form in person.forms
    )


def _sits(days: dict[str, set[int]], one: Statement, *, only: bool) -> bool:
    """Whether a person sits in the statement's body at that time; in any body, for the `only` one whom it fits."""
    bodies = days.values() if only else [days.get(one.body, set())]
    return any(abs(day - one.day) <= SPAN for when in bodies for day in when)


def _surrounds(days: set[int], day: int) -> bool:
    """Whether somebody sits there both before and after, closely enough to be there in between."""
    return any(0 <= day - one <= TERM for one in days) and any(0 <= one - day <= TERM for one in days)
