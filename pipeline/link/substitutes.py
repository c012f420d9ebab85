"""Whom a substitute stands in for: by the name printed, in the same document's list or else in the organisation."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.link.blocking import INSTEAD, joined
from pipeline.link.names import Words, words
from pipeline.link.person_reach import OF_NAME, names_of
from pipeline.link.profiles import Listing, Statement, is_full
from pipeline.link.scope import DOCUMENTS

Listed = dict[Listing, dict[Words, set[str]]]  # full name: persons
ROW = "attendances.id, document_id, attendances.meeting_id, substitute_for"
OF_PERSONS = """
FROM attendances JOIN attendance_persons ON attendance_id = attendances.id JOIN persons ON persons.id = person_id
"""
OF_DOCUMENT = f"""
SELECT {ROW} {OF_PERSONS}
WHERE document_id = ? AND group_key = ? AND substitute_for IS NOT NULL
"""
OF_KEY = f"""
SELECT {ROW} {OF_PERSONS}
JOIN _name_keys ON _name_keys.meeting_id = attendances.meeting_id AND _name_keys.name = substitute_for
WHERE _name_keys.group_key = ?1 AND key = ?2 AND persons.group_key = ?1
"""
OF_LIST = f"""
SELECT attendances.name, person_id {OF_PERSONS}
WHERE document_id = ? AND attendances.meeting_id = ? AND group_key = ?
"""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A row of `attendances` that names somebody whom it stands in for."""

    id: str
    listing: Listing
    substitute_for: str


def whose_places(
    standing_in: Iterable[StandIn], listed: Listed, known: Callable[[Words], set[str]]
) -> dict[str, str | None]:
    """By row: the person whose place is taken, None where that may be several. `known` gives who has a name at all."""
    found: dict[str, str | None] = {}
    for one in standing_in:
        parts, here = words(one.substitute_for), listed.get(one.listing, {})
        fitting = (persons for persons in (here.get(parts), _begun(parts, here), known(parts)) if persons)
        found[one.id] = next((min(persons) for persons in fitting if len(persons) == 1), None)
    return found


def _begun(parts: Words, here: dict[Words, set[str]]) -> set[str]:
    """Who in the document's list has a longer name that begins with these words: "Alice Aagaard" of Hagemann."""
    return {person for form, people in here.items() if parts and form[: len(parts)] == parts for person in people}


def link_all(db: sqlite3.Connection, group: str, statements: Sequence[Statement]) -> int:
    """Tell whose places the substitutes among all statements of a group take. Gives the rows changed.

    The persons of the group's attendances must be up to date.
    """
    who = dict(
        db.execute(
            "SELECT attendance_id, person_id FROM attendance_persons JOIN persons ON persons.id = person_id"
            " WHERE group_key = ?",
            (group,),
        ).fetchall()
    )
    listed: Listed = defaultdict(lambda: defaultdict(set))
    forms: dict[Words, set[str]] = defaultdict(set)
    for one in statements:
        if one.id in who and is_full(one.name):
            listed[one.listing][words(one.name)].add(who[one.id])
            forms[words(one.name)].add(who[one.id])
    standing_in = [StandIn(one.id, one.listing, one.substitute_for) for one in statements
                   if one.substitute_for and one.id in who]  # fmt: skip
    return _write(db, whose_places(standing_in, listed, lambda parts: forms.get(parts, set())))


def link_reached(db: sqlite3.Connection, group: str, names: Iterable[str], documents: set[str]) -> int:
    """The same for the substitutes in these documents, in touched meetings, and for persons of these names.

    The persons of the group's attendances must be up to date. Gives the rows changed.
    """
    reached: dict[str, StandIn] = {}
    asked = [(OF_DOCUMENT, (one, group)) for one in sorted(documents | {one for (one,) in db.execute(DOCUMENTS)})]
    asked += [(OF_KEY, (group, key)) for key in sorted({f"{INSTEAD} {joined(one)}" for one in names if is_full(one)})]
    for query, parameters in asked:
        for key, document, meeting, instead_of in db.execute(query, parameters):
            reached[key] = StandIn(key, (document, meeting), instead_of)
    listed: Listed = defaultdict(lambda: defaultdict(set))
    for listing in sorted({one.listing for one in reached.values()}):
        for name, person in db.execute(OF_LIST, (*listing, group)):
            if is_full(name):
                listed[listing][words(name)].add(person)

    def known(parts: Words) -> set[str]:
        full = [name for name in names_of(db, group, parts) if is_full(name)]
        return {person for name in full for (person,) in db.execute(OF_NAME, (name, group))}

    return _write(db, whose_places(reached.values(), listed, known))


def _write(db: sqlite3.Connection, found: dict[str, str | None]) -> int:
    changed = (
        "UPDATE attendance_persons SET substitute_for_id = ?1 WHERE attendance_id = ?2 AND substitute_for_id IS NOT ?1"
    )
    return sum(db.execute(changed, (person, key)).rowcount for key, person in sorted(found.items()))
