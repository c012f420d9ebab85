"""What the items of a meeting tell of who was there, and what they do not."""

from __future__ import annotations

import pytest
from attendance import statuses

TEXTS: dict[str, tuple[str, dict[str, str]]] = {
    "a title that looks like an item ends no header": (
        "Solby, d. 5. maj\n\n**Solby Festkomite**\n\nMøde mandag den 3. maj kl. 19.30 i Karens stue. Med var Karen,\n"
        "Per og Bo. Ole S. og Ole T. havde meldt fra.\n\n**Festen**\n\nDen blev god.\n\n**Turen**\n\nDen går til Møn.",
        {"Karen": "present", "Per": "present", "Bo": "present", "Ole S.": "absent", "Ole T.": "absent"},
    ),
    "an attendance item lists people and its decision absentees": (
        "**Referat Chefforum**\n\n**1. Deltagere**\n**Deltagere**\nKaren Holm, Nordby Kommune\n"
        "Per Vang, Vestby Kommune – Inga Dam deltager på vegne af Per Vang\n**Sekretariat**\n"
        "Ole Berg, Nordby Kommune\n**Beslutning**\nAfbud:\nPer Wang\n\n"
        "**2. Økonomi**\n**Beslutning**\nGodkendt.\n\n**3. Eventuelt**\n**Beslutning**\nIntet.",
        {"Karen Holm": "present", "Per Vang": "absent", "Ole Berg": "secretariat", "Inga Dam": "substitute"},
    ),
    "who was away the last time is not away": (
        "**Referat**\nTil stede: Karen Holm, Per Vang\n\n**1. Godkendelse af dagsorden og referat**\n"
        "Godkendt med den rettelse, at også Per Vang meldte afbud.\n\n**2. Regnskab**\nGodkendt.",
        {"Karen Holm": "present", "Per Vang": "present"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_items_about_attendance(text: str, expected: dict[str, str]) -> None:
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("items", "status"), [((2, 3), "absent"), ((3,), "present")], ids=["under most items", "under one item"]
)
def test_absence_under_the_items_counts_when_most_repeat_it(items: tuple[int, ...], status: str) -> None:
    text = "**Byrådet**\nMedlemmer: Karen Holm (A), Per Vang (V), Ole Berg (C)"
    for number in (1, 2, 3):
        absent = "Per Vang (V)" if number in items else "Ole Berg (C)"
        text += f"\n\n**{number}. Sagen om vejene**\n**Beslutning**\nGodkendt.\nFraværende: {absent}"
    assert statuses(text)["Per Vang"] == status
