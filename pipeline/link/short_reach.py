"""Which short names of an organisation a change can reach: those of the touched lists, and whose meaning it moves.

Whom "Bo" means depends on who of that given name sits in the forum at that time. Another day of somebody who sits there
anyway changes nothing, so it reaches a short name only if that is printed on a day near which somebody whom it fits
now sits and did not before, or the other way round. What is reached is closed under the persons that two of them fit.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.link.blocking import SHORT_GIVEN, SHORT_INITIAL, fits, full_key, short_key, short_keys_of
from pipeline.link.listings import read_statements
from pipeline.link.names import words
from pipeline.link.person_reach import KEPT, OF_NAME
from pipeline.link.profiles import Listing, Statement, day_of, is_full
from pipeline.link.seats import changed_days
from pipeline.link.shorts import Known

DAYS = """
SELECT DISTINCT ifnull(identity_id, ''), date FROM _name_keys JOIN meetings ON meetings.id = meeting_id
LEFT JOIN body_identities ON body_identities.body_id = meetings.body_id
WHERE group_key = ? AND key = ? AND _name_keys.name = ?
"""
NOBODY = Known("", frozenset(), {})


def reach_shorts(
    db: sqlite3.Connection, group: str, told: Iterable[str], were: dict[str, Known], now: dict[str, Known]
) -> set[str]:
    """The short names that a change reaches, of which the persons printed in full `were` others than they are `now`."""
    changed = [
        (were.get(one, NOBODY), now.get(one, NOBODY))
        for one in sorted(were.keys() | now.keys())
        if were.get(one) != now.get(one)
    ]
    moved: dict[str, list[tuple[Known, Known]]] = defaultdict(list)
    for before, after in changed:
        for short in _shorts_fitting(db, group, before.forms | after.forms):
            moved[short].append((before, after))
    found = {name for name in told if not is_full(name)}
    found |= {short for short, persons in moved.items() if short not in found and _moves(db, group, short, persons)}
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        forms = {words(full) for full in _fulls_fitting(db, group, name)}
        forms |= {form for before, _ in moved.get(name, ()) for form in before.forms}
        persons = read_known(db, who_fits(db, group, [name])).values()
        near = set(_shorts_fitting(db, group, forms | {form for person in persons for form in person.forms}))
        near |= {other for (other,) in db.execute(KEPT, (group, short_key(name))) if words(other) == words(name)}
        waiting += near - found
        found |= near
    return found


def _moves(db: sqlite3.Connection, group: str, short: str, persons: list[tuple[Known, Known]]) -> bool:
    """Whether a short name may mean another now that these persons, whom it fits or fitted, have changed."""
    fitting = [(_fits(short, before), _fits(short, after)) for before, after in persons]
    everyone = set(_fitting(db, group, short))
    if any(before != after for before, after in fitting):
        others = everyone - {one.id for pair in persons for one in pair}
        if len(others) < 2:
            return True  # whether it fits one, several or nobody at all may be otherwise
    spans = [
        span
        for (before, after), (fitted, fit) in zip(persons, fitting, strict=True)
        for span in changed_days(before.sits if fitted else {}, after.sits if fit else {})
    ]
    days = db.execute(DAYS, (group, short_key(short), short)).fetchall() if spans else []
    return any(
        first <= day_of(date) <= last and (where == body or len(everyone) < 2)  # of the only one, any forum counts
        for where, first, last in spans
        for body, date in days
    )


def _fits(short: str, person: Known) -> bool:
    return any(fits(short, form) for form in person.forms)


def _shorts_fitting(db: sqlite3.Connection, group: str, forms: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The short names that are printed in the group and fit full names."""
    for form in sorted(set(forms)):
        for key in short_keys_of(form):
            for (short,) in db.execute(KEPT, (group, key)):
                if fits(short, form):
                    yield short


def _fulls_fitting(db: sqlite3.Connection, group: str, short: str) -> Iterator[str]:
    for (full,) in db.execute(KEPT, (group, full_key(short))):
        if fits(short, words(full)):
            yield full


def _fitting(db: sqlite3.Connection, group: str, short: str) -> Iterator[str]:
    for full in _fulls_fitting(db, group, short):
        for (person,) in db.execute(OF_NAME, (full, group)):
            yield person


def who_fits(db: sqlite3.Connection, group: str, shorts: Iterable[str]) -> list[str]:
    """The persons of a group whom one of these short names fits."""
    return sorted({person for short in shorts for person in _fitting(db, group, short)})


def shorts_of(db: sqlite3.Connection, group: str) -> set[str]:
    """All short names of a group, also those that are gone and still have rows."""
    return {
        name
        for (name,) in db.execute(
            "SELECT name FROM _name_keys WHERE group_key = ?1 AND (key GLOB ?2 OR key GLOB ?3) UNION"
            " SELECT person_names.name FROM person_names JOIN persons ON persons.id = person_id WHERE group_key = ?1",
            (group, f"{SHORT_GIVEN} *", f"{SHORT_INITIAL} *"),
        )
        if not is_full(name)
    }


def read_known(db: sqlite3.Connection, persons: Iterable[str] | str) -> dict[str, Known]:
    """Persons who are printed in full, as the database has them; those of a query, or of these keys."""
    if isinstance(persons, str):
        persons = [key for (key,) in db.execute(persons).fetchall()]
    found = {}
    for person in persons:
        names = db.execute("SELECT name FROM person_names WHERE person_id = ?", (person,)).fetchall()
        sits: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for body, first, last in db.execute(
            "SELECT body, first, last FROM _seats WHERE person_id = ? ORDER BY first", (person,)
        ):
            sits[body].append((first, last))
        forms = frozenset(words(name) for (name,) in names if is_full(name))
        found[person] = Known(person, forms, {body: tuple(runs) for body, runs in sits.items()})
    return found


def listed_in(db: sqlite3.Connection, group: str, listings: Iterable[Listing]) -> dict[Listing, frozenset[str]]:
    """By list: the persons of the group whom it has in full."""
    query = (
        "SELECT DISTINCT person_id FROM attendances JOIN attendance_persons ON attendance_id = attendances.id"
        " JOIN persons ON persons.id = person_id"
        " WHERE document_id = ? AND meeting_id = ? AND method = 'full' AND group_key = ?"
    )
    return {one: frozenset(person for (person,) in db.execute(query, (*one, group))) for one in sorted(listings)}


def short_statements(db: sqlite3.Connection, group: str, shorts: Iterable[str]) -> list[Statement]:
    """The statements with these short names, which also fill `temp.reached_attendances` and `temp.reached_names`."""
    names = sorted(shorts)
    db.execute("DELETE FROM temp.reached_names")
    db.executemany("INSERT INTO temp.reached_names VALUES (?)", [(name,) for name in names])
    db.execute("DELETE FROM temp.reached_attendances")
    db.executemany(
        "INSERT OR IGNORE INTO temp.reached_attendances SELECT attendances.id FROM _name_keys"
        " JOIN attendances ON attendances.meeting_id = _name_keys.meeting_id AND attendances.name = _name_keys.name"
        " WHERE group_key = ? AND key = ? AND _name_keys.name = ?",
        [(group, short_key(name), name) for name in names],
    )
    return read_statements(db, "attendances.id IN (SELECT id FROM temp.reached_attendances)")
