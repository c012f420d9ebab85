"""Who is meant by a given name alone, a letter for the last name, or initials: told by the meeting it stands in.

A short name means the one person who fits it and sits in the same body at that time, or in another of the
organisation if nobody else fits it at all; where two fit it, it means nobody. Where nobody of that name is ever printed
in full, the short names of one body are a person of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.names import words
from pipeline.link.profiles import INITIALS, Listing, Statement, is_full
from pipeline.link.seats import Run, Seats, is_near, surround


@dataclass(frozen=True, slots=True)
class Known:
    """A person who is printed in full: by all forms of the name, and when in which body."""

    id: str
    forms: frozenset[tuple[str, ...]]
    sits: Seats

    @property
    def initials(self) -> frozenset[str]:
        return frozenset(text for form in self.forms for text in initials_of_form(form))


@dataclass(frozen=True, slots=True)
class Meant:
    """Who a short name means in one statement; `person` is None where it may mean several."""

    statement: Statement
    person: str | None
    method: str  # given, initials, alone


def initials_of_form(form: Sequence[str]) -> frozenset[str]:
    """All initials of a full name, and those of its first and last word."""
    return frozenset(("".join(part[0] for part in form), form[0][0] + form[-1][0]))


def initials_meant(name: str) -> str:
    """The letters of a name that is initials only, as those of a full name are written."""
    return "".join(words(letter)[0][0] for letter in name.replace(".", ""))


def resolve_shorts(
    statements: Iterable[Statement], known: Sequence[Known], listed: Mapping[Listing, frozenset[str]]
) -> list[Meant]:
    """Who the statements with short names mean. Those of nobody known are `alone` with person None.

    `known` are all whom these names fit, `listed` the persons whom each list has in full.

    What is resolved tells of more years in which a person sits, so it is gone through until nothing is added.
    """
    by_given: dict[str, list[Known]] = defaultdict(list)
    by_initials: dict[str, list[Known]] = defaultdict(list)
    for person in known:
        for given in sorted({form[0] for form in person.forms}):
            by_given[given].append(person)
        for letters in sorted(person.initials):
            by_initials[letters].append(person)
    days = {person.id: {body: set(runs) for body, runs in person.sits.items()} for person in known}
    fitting = {one.id: (one, *_fitting(one, by_given, by_initials)) for one in statements if not is_full(one.name)}
    found: dict[str, Meant] = {}
    while True:
        new = []
        for key, (one, people, method) in fitting.items():
            if key not in found:
                free = [person for person in people if person.id not in listed.get(one.listing, ())]
                here = [person for person in free if _sits(days[person.id], one, only=len(people) == 1)]
                if len(here) > 1:
                    here = [person for person in here if surround(days[person.id].get(one.body, ()), one.day)]
                if len(here) == 1:
                    new.append(Meant(one, here[0].id, method))
        for meant in new:
            found[meant.statement.id] = meant
            days[meant.person or ""].setdefault(meant.statement.body, set()).add(
                (meant.statement.day, meant.statement.day)
            )
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
        return by_initials.get(initials_meant(one.name), []), "initials"
    parts = words(one.name)
    if not parts:
        return [], "given"
    near = by_given.get(parts[0], [])
    return [person for person in near if any(fits_form(parts, form) for form in person.forms)], "given"


def fits_form(short: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """ "Sigurd" and "Sigurd S." fit Sigurd Skov, "Else Marie" fits Else Marie Lund."""
    return (
        len(form) >= len(short)
        and form[: len(short) - 1] == short[:-1]
        and (form[len(short) - 1] == short[-1] or (len(short) > 1 and len(short[-1]) == 1 and form[-1][0] == short[-1]))
    )


def _sits(seats: dict[str, set[Run]], one: Statement, *, only: bool) -> bool:
    """Whether a person sits in the statement's body at that time; in any body, for the `only` one whom it fits."""
    bodies = seats.values() if only else [seats.get(one.body, set())]
    return any(is_near(runs, one.day) for runs in bodies)
