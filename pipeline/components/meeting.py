"""The meeting: organisation, body, date, start, end and place, from the header's fields, title lines and prose."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.clock import HELD, adjourned, meeting_date, meeting_times
from pipeline.components.fields import find_fields, header_rows, header_stop, unwrapped
from pipeline.components.forums import council_named, forum, forum_of_headings
from pipeline.components.organisations import organisation
from pipeline.components.places import location
from pipeline.components.structure import Heading
from pipeline.minutes import Meeting
from pipeline.page import Block, BlockKind

HEADER = 25  # blocks that are searched where the document has no items
RUNNING = 6  # running lines that are searched


def find_meeting(blocks: Sequence[Block], headings: Sequence[Heading]) -> Meeting:
    """The meeting as its header prints it; what is not printed stays None."""
    rows = header_rows(blocks, header_stop(blocks, headings, HEADER))
    fields = find_fields(rows)
    rows = unwrapped(rows)
    running = [b.text for b in blocks if b.kind is BlockKind.RUNNING][:RUNNING]
    date = meeting_date(rows, fields, running)
    start, end = meeting_times(rows, fields)
    return Meeting(
        organisation=organisation(rows, fields, running, blocks),
        body=council_named(forum(rows, fields, running), blocks) or forum_of_headings(blocks, date),
        title=next((row.text for row in rows if HELD.search(row.text)), None),
        date=date,
        start=start,
        end=end or adjourned(blocks),
        location=location(rows, fields),
    )
