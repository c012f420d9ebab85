"""Who was there, read off a document drawn as `factories.laid` draws it."""

from __future__ import annotations

from factories import laid

from pipeline.components.items import find_headings
from pipeline.components.meeting import find_meeting
from pipeline.components.participants import find_participants
from pipeline.components.sections import find_sections
from pipeline.minutes import Participant

ITEMS = "\n\n**1. Godkendelse af dagsorden**\nGodkendt.\n\n**2. Økonomi**\nGodkendt."
"""What follows a header, where a test is about the header alone."""


def participants(text: str) -> list[Participant]:
    blocks = laid(text)
    headings = find_headings(blocks)
    meeting = find_meeting(blocks, headings)
    return find_participants(blocks, headings, find_sections(blocks, headings, meeting), meeting)


def statuses(text: str) -> dict[str, str]:
    return {person.name: str(person.status) for person in participants(text)}


def roles(text: str) -> dict[str, str]:
    """The role of everyone listed, "None" for those without one."""
    return {person.name: str(person.role) for person in participants(text)}
