"""What the lists of participants say, read from the database as statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from pipeline.link.called import plain_organisation
from pipeline.link.profiles import Statement, day_of, letter_of

STATEMENTS = """
SELECT attendances.id, attendances.name, attendances.status, attendances.role, attendances.title,
    attendances.organisation, attendances.party, attendances.substitute_for, attendances.document_id,
    ifnull((SELECT identity_id FROM body_identities WHERE body_identities.body_id = meetings.body_id), ''),
    meetings.date, meetings.id
FROM attendances JOIN meetings ON meetings.id = attendances.meeting_id
WHERE {where} ORDER BY attendances.id
"""
OF_MEETING = "meetings.id = ?"
OF_ORGANISATION = (
    "meetings.organisation_id IN (SELECT organisation_id FROM organisation_identities WHERE identity_id = ?)"
)


def read_statements(db: sqlite3.Connection, where: str, parameters: Sequence[str] = ()) -> list[Statement]:
    """The statements of attendances and meetings that `where` selects, in the order of their keys."""
    found: list[Statement] = []
    employers: dict[str | None, str | None] = {None: None}
    once: dict[Any, Any] = {}  # a name or a meeting comes in many rows, each with a text of its own
    for id_, *texts in db.execute(STATEMENTS.format(where=where), parameters):
        name, status, role, title, employer, party, instead_of, document, body, date, meeting = (
            once.setdefault(text, text) for text in texts
        )
        if employer not in employers:
            employers[employer] = plain_organisation(employer) or None
        found.append(
            Statement(id_, name, status, role, title, employers[employer], letter_of(party, date), instead_of,
                      document, body, day_of(date), meeting)
        )  # fmt: skip
    return found
