"""A corrected document as a gold annotation, so that what people mend measures the rules from then on.

The shape is that of the annotations `referat score` reads: texts are quoted by their first and last six words.
"""

from __future__ import annotations

from typing import Any

from pipeline.minutes import AgendaItem, Minutes, Scope

ENDS = 6
"""Words quoted at either end; a text of twice as many or fewer stands whole."""


def gold_annotation(minutes: Minutes, pdf: str, corrected: dict[str, str]) -> dict[str, Any]:
    """The annotation of one document; `corrected` maps the corrections that it rests on to who made them.

    It says what the parser found where nobody corrected it: the reader who adds it to a gold folder vouches for that.
    """
    meeting = minutes.meeting
    return {
        "pdf": pdf,
        "kind": str(minutes.kind),
        "meeting": {
            "organisation": meeting.organisation, "body": meeting.body, "date": meeting.date, "start": meeting.start,
            "end": meeting.end, "location": meeting.location,
        },
        "participants": [
            {"name": one.name, "status": str(one.status), "role": one.role and str(one.role), "title": one.title,
             "organisation": one.organisation}
            for one in minutes.participants
        ],
        "items": [_item(item) for item in minutes.items],
        "corrected": corrected,
    }  # fmt: skip


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "number": item.number, "title": item.title, "page": item.page, "parent": item.parent, "start": item.start,
        "end": item.end, "case_number": item.case_number, "closed": item.closed,
        "sections": [{"kind": str(one.kind), "heading": one.heading, **_ends(one.text)} for one in item.sections],
        "decisions": [
            {**_ends(one.text), "outcome": str(one.outcome), "page": one.page}
            for one in item.decisions
            if one.scope is Scope.THIS_MEETING
        ],
        "votes": [
            {"for": one.for_, "against": one.against, "abstain": one.abstain, "parties_for": list(one.parties_for),
             "parties_against": list(one.parties_against), "unanimous": one.unanimous}
            for one in item.votes
        ],
        "attachments": list(item.attachments),
        "amounts": [{"text": one.text, "dkk": one.dkk} for one in item.amounts],
    }  # fmt: skip


def _ends(text: str) -> dict[str, str | None]:
    words = text.split()
    if len(words) <= 2 * ENDS:
        return {"first": " ".join(words), "last": None}
    return {"first": " ".join(words[:ENDS]), "last": " ".join(words[-ENDS:])}
