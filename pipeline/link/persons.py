"""Persons: who is who in the lists of participants of one organisation, across its forums and years.

Writes `persons`, `person_names` and `attendance_persons` for the touched organisations, each as a whole. Where a
meeting's organisation is not known, a person is known within that meeting only.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.link.called import plain_organisation
from pipeline.link.evidence import Cluster, Merge, Ruled
from pipeline.link.names import SLIP, words
from pipeline.link.profiles import Statement, day_of, gather_profiles, is_full, letter_of
from pipeline.link.resolve import NOTHING_RULED, resolve_persons
from pipeline.link.settle import Value, settle_rows
from pipeline.link.shorts import SPAN, Known, Meant, initials_of, resolve_shorts
from pipeline.store.ids import letters, slug

PERSON_COLUMNS = ("id", "organisation_id", "group_key", "name")
NAME_COLUMNS = ("id", "person_id", "name", "method", "similarity", "evidence")
ATTENDANCE_COLUMNS = ("attendance_id", "person_id", "substitute_for_id", "method")
STATEMENTS = """
SELECT attendances.id, attendances.name, attendances.status, attendances.role, attendances.title,
    attendances.organisation, attendances.party, attendances.substitute_for, attendances.document_id,
    ifnull((SELECT identity_id FROM body_identities WHERE body_identities.body_id = meetings.body_id), ''),
    meetings.date, meetings.id
FROM attendances JOIN meetings ON meetings.id = attendances.meeting_id
WHERE {where} ORDER BY attendances.id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one group: an organisation, or one meeting whose organisation is not known."""

    persons: list[tuple[Value, ...]]
    names: list[tuple[Value, ...]]
    attendances: list[tuple[Value, ...]]


def link_persons(db: sqlite3.Connection) -> int:
    """Resolve the persons of the touched organisations. Gives the rows changed."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS person_groups (key TEXT PRIMARY KEY)")
    db.execute("DELETE FROM temp.person_groups")
    changes = 0
    groups = list(_groups(db))
    db.executemany("INSERT OR IGNORE INTO temp.person_groups VALUES (?)", [(key,) for key, _ in groups])
    rows = [group_rows(key, organisation, statements, _ruled(db, key)) for (key, organisation), statements in
            ((group, _statements(db, *group)) for group in groups)]  # fmt: skip
    within = "group_key IN (SELECT key FROM temp.person_groups)"
    within_persons = f"person_id IN (SELECT id FROM persons WHERE {within})"
    changes += settle_rows(db, "persons", PERSON_COLUMNS, [r for found in rows for r in found.persons], where=within)
    changes += settle_rows(
        db, "person_names", NAME_COLUMNS, [r for found in rows for r in found.names], where=within_persons
    )
    changes += settle_rows(
        db, "attendance_persons", ATTENDANCE_COLUMNS, [r for found in rows for r in found.attendances],
        where=within_persons,
    )  # fmt: skip
    return changes + settle_rulings(db)


def _ruled(db: sqlite3.Connection, key: str) -> Ruled:
    """The corrections that join or part names of an organisation, whose table then tells whether they are applied."""
    pairs: dict[str, set[tuple[tuple[str, ...], tuple[str, ...]]]] = {"join": set(), "part": set()}
    for action, one, other in db.execute(
        "SELECT action, quote, value FROM corrections WHERE action IN ('join', 'part') AND (row_id = ?1 OR row_id IN"
        " (SELECT organisation_id FROM organisation_identities WHERE identity_id = ?1)) ORDER BY id",
        (key,),
    ):
        pairs[action].add((words(one), words(other)))
    return Ruled(frozenset(pairs["join"]), frozenset(pairs["part"]))


def settle_rulings(db: sqlite3.Connection) -> int:
    """Tell of corrections on persons whether both names are in the archive. Gives the rows changed."""
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    rulings = db.execute(
        "SELECT id, row_id, quote, value, status FROM corrections WHERE action IN ('join', 'part') ORDER BY id"
    ).fetchall()
    for key in {row[1] for row in rulings}:
        for (name,) in db.execute(
            "SELECT person_names.name FROM person_names JOIN persons ON persons.id = person_id"
            " JOIN organisation_identities ON identity_id = persons.organisation_id"
            " WHERE organisation_identities.organisation_id = ?",
            (key,),
        ):
            names[key].add(words(name))
    changes = 0
    for correction, key, one, other, status in rulings:
        now = "waiting" if not names[key] else "applied" if {words(one), words(other)} <= names[key] else "stale"
        if now != status:
            changes += db.execute("UPDATE corrections SET status = ? WHERE id = ?", (now, correction)).rowcount
    return changes


def _groups(db: sqlite3.Connection) -> Iterator[tuple[str, str | None]]:
    """(key, organisation) of each group in the scope.

    A meeting that is gone, or an organisation that now counts as another, is a group without statements.
    """
    for (key,) in db.execute(
        "SELECT id FROM temp.touched_organisations WHERE id != ''"
        " UNION SELECT identity_id FROM temp.touched_organisations"
        " JOIN organisation_identities ON organisation_id = id ORDER BY 1"
    ).fetchall():
        yield key, key
    for (key,) in db.execute(
        "SELECT id FROM temp.touched_meetings WHERE NOT EXISTS"
        " (SELECT 1 FROM meetings WHERE meetings.id = touched_meetings.id AND organisation_id IS NOT NULL) ORDER BY 1"
    ).fetchall():
        yield key, None


def _statements(db: sqlite3.Connection, key: str, organisation: str | None) -> list[Statement]:
    where = "meetings.id = ?" if organisation is None else (
        "meetings.organisation_id IN (SELECT organisation_id FROM organisation_identities WHERE identity_id = ?)"
    )  # fmt: skip
    found: list[Statement] = []
    employers: dict[str | None, str | None] = {None: None}
    for one in db.execute(STATEMENTS.format(where=where), (key,)):
        id_, name, status, role, title, employer, party, instead_of, document, body, date, meeting = one
        if employer not in employers:
            employers[employer] = plain_organisation(employer) or None
        found.append(
            Statement(id_, name, status, role, title, employers[employer], letter_of(party, date), instead_of,
                      f"{document} {meeting}", body, day_of(date))
        )  # fmt: skip
    return found


def read_groups(db: sqlite3.Connection) -> list[tuple[str, str | None, list[Statement]]]:
    """(key, organisation, statements) of every organisation, for measuring."""
    keys = db.execute("SELECT DISTINCT identity_id FROM organisation_identities ORDER BY 1").fetchall()
    return [(key, key, _statements(db, key, key)) for (key,) in keys]


def group_rows(
    key: str,
    organisation: str | None,
    statements: Sequence[Statement],
    ruled: Ruled = NOTHING_RULED,
    slip: float = SLIP,
) -> Found:
    """The rows of one group's persons. Statements in any order give the same rows."""
    clusters = resolve_persons(gather_profiles(statements), ruled, slip)
    ids = _keys(key, clusters)
    persons: list[tuple[Value, ...]] = []
    names: dict[tuple[str, str], tuple[Value, ...]] = {}
    who: dict[str, tuple[str, str]] = {}
    known = []
    for cluster, person in zip(clusters, ids, strict=True):
        persons.append((person, organisation, key, full_name(cluster)))
        for row in name_rows(person, cluster):
            names[person, str(row[2])] = row
        for profile in cluster.profiles:
            who |= {statement.id: (person, "full") for statement in profile.statements}
        known.append(_known(person, cluster))
    for person, meant in _short_persons(key, organisation, resolve_shorts(statements, known)):
        if person not in {row[0] for row in persons[-1:]} and meant.method == "alone":
            persons.append((person, organisation, key, meant.statement.name))
        who[meant.statement.id] = (person, meant.method)
        evidence = SHORT_EVIDENCE[meant.method]
        row = (name_key(person, name := meant.statement.name), person, name, meant.method, None, evidence)
        names.setdefault((person, name), row)
    unique = {row[0]: row for row in persons}
    replaced = _substituted(statements, who)
    attendances: list[tuple[Value, ...]] = [
        (statement, person, replaced.get(statement), method) for statement, (person, method) in sorted(who.items())
    ]
    return Found(list(unique.values()), list(names.values()), attendances)


SHORT_EVIDENCE = {
    "given": "den eneste med det fornavn i samme forum på den tid",
    "initials": "den eneste med de initialer i samme forum på den tid",
    "alone": "samme fornavn i samme forum på den tid, aldrig trykt med efternavn",
}


def name_key(person: str, name: str) -> str:
    return f"{person}-n{letters(name)}"


def full_name(cluster: Cluster) -> str:
    """The name to call a person by: the one with most whole words, then the one most often printed."""
    printed: Counter[str] = Counter()
    for profile in cluster.profiles:
        printed.update(profile.names)
    return min(printed, key=lambda name: (-sum(len(word) > 1 for word in words(name)), -printed[name], name))


def name_rows(person: str, cluster: Cluster) -> Iterator[tuple[Value, ...]]:
    """Every form of a person's name with what it was merged by; `full` is the one that others were merged with."""
    chief = words(full_name(cluster))
    merges: dict[tuple[str, ...], Merge] = {}
    for merge in cluster.merges:
        for form in (merge.one, merge.other):
            if form != chief and (form not in merges or {merge.one, merge.other} == {form, chief}):
                merges[form] = merge
    for name in sorted({name for profile in cluster.profiles for name in profile.names}):
        found = merges.get(words(name))
        if words(name) == chief or found is None:
            same = [m for m in cluster.merges if m.one == m.other == words(name)]
            yield name_key(person, name), person, name, "full", None, "; ".join(same[0].signs) if same else None
        else:
            yield name_key(person, name), person, name, str(found.likeness), found.similarity, "; ".join(found.signs)


def _keys(group: str, clusters: Sequence[Cluster]) -> list[str]:
    """`<organisation>-<name>`; where two persons have one name, letters of party and employer follow."""
    plain = [f"{group}-{slug(full_name(cluster))}" for cluster in clusters]
    times = Counter(plain)
    return [
        key if times[key] == 1 else f"{key}-{letters(repr([profile.key for profile in cluster.profiles]))}"
        for key, cluster in zip(plain, clusters, strict=True)
    ]


def _known(person: str, cluster: Cluster) -> Known:
    sits: dict[str, set[int]] = defaultdict(set)
    for profile in cluster.profiles:
        for statement in profile.statements:
            sits[statement.body].add(statement.day)
    forms = frozenset(profile.words for profile in cluster.profiles)
    documents = frozenset(document for profile in cluster.profiles for document in profile.seen)
    initials = frozenset(text for form in forms for text in (initials_of(form), form[0][0] + form[-1][0]))
    return Known(person, forms, initials, {body: tuple(sorted(days)) for body, days in sits.items()}, documents)


def _short_persons(group: str, organisation: str | None, meant: Iterable[Meant]) -> Iterator[tuple[str, Meant]]:
    """(person, what is meant) for short names that mean somebody; who is never printed in full gets a key here."""
    alone: dict[tuple[str, tuple[str, ...]], list[Meant]] = defaultdict(list)
    for one in meant:
        if one.person:
            yield one.person, one
        elif one.method == "alone":
            alone[one.statement.body, words(one.statement.name)].append(one)
    for (body, parts), ones in sorted(alone.items()):
        ones.sort(key=lambda one: (one.statement.day, one.statement.id))
        key, last = "", None
        for one in ones:
            if last is None or one.statement.day - last > SPAN:
                since = f"-{letters(one.statement.id)}" if last is not None else ""
                key = f"{body if body and organisation else group}-{slug(' '.join(parts))}-alene{since}"
            last = one.statement.day
            yield key, one


def _substituted(statements: Iterable[Statement], who: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The person that each substitute stands in for: by the name, in the same document's list or else in the group."""
    forms: dict[tuple[str, ...], set[str]] = defaultdict(set)
    here: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    standing_in = []
    for one in statements:
        if one.id in who and is_full(one.name):
            forms[words(one.name)].add(who[one.id][0])
            here[one.document, words(one.name)].add(who[one.id][0])
        if one.substitute_for:
            standing_in.append(one)
    found = {}
    for one in standing_in:
        parts = words(one.substitute_for or "")
        for fitting in (here.get((one.document, parts)), _listed(parts, one.document, here), forms.get(parts)):
            if fitting and len(fitting) == 1 and one.id in who:
                found[one.id] = next(iter(fitting))
                break
    return found


def _listed(parts: tuple[str, ...], document: str, here: dict[tuple[str, tuple[str, ...]], set[str]]) -> set[str]:
    """Who in the document's list has a longer name that begins with these words: "Alice Aagaard" of Hagemann."""
    return {
        person for (where, form), people in here.items()
        if where == document and parts and form[: len(parts)] == parts for person in people
    }  # fmt: skip
