"""A candidate as the heading of an item: its title over several blocks, and what else the heading's lines say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.components.candidates import TELLS, Candidate, is_known_title
from pipeline.components.labels import section_label
from pipeline.components.persons import is_given_name
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.dates import find_times
from pipeline.page import Block, BlockKind

SAME_TITLE = 88  # likeness (0 to 100) of a title that is printed twice
AHEAD = 5  # blocks below the number among which the title's further lines stand
NEAR = 1.7  # font sizes of white space below a title that stands over its number
LONGEST_LINE = 120  # letters of a further line of a title
CLOCK = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?")
LED_BY = re.compile(r"v(?:/|\.|\./)\s?(?P<who>[A-ZÆØÅa-zæøå][^.:;()]{1,60})")
PRESENTED = re.compile(r"\((?:v(?:/|\.)\s?)?(?P<who>[A-ZÆØÅ][\wæøå-]+(?:(?:\s|,\s|\sog\s)[A-ZÆØÅ][\wæøå.-]*){0,3})\)")
AD = re.compile(r"ad\b", re.I)
ITEM_NUMBER = re.compile(r"^(?:(?:punkt|pkt\.?|sag nr\.?)\s*)?\d{1,4}[a-z]?[.:)]?\s*", re.I)


def as_heading(c: Candidate, blocks: Sequence[Block], parent: str | None = None) -> Heading:
    """The candidate as a heading: title over several blocks, slot and presenter cut off, a repeated title included."""
    block = blocks[c.block]
    first, last, rest, title = c.block, c.block, c.rest, c.title
    begins = ends = presenter = None
    if title and CLOCK.fullmatch(title) and (slot := find_times(f"kl. {title}")):
        title, begins = "", slot[0].time  # "Punkt 3 18.50-19.20", the title below it or in the next column
        ends = slot[1].time if len(slot) > 1 else None
    if title and (named := PRESENTED.fullmatch(title)) and is_given_name(named["who"].split()[0]):
        title, presenter = "", named["who"]  # "Pkt. 4 (Karen)", the title below it
    for at in following(blocks, c.block):
        after = blocks[at]
        if not title and (clock := find_times(f"kl. {after.text}")) and CLOCK.fullmatch(after.text):
            begins, last, rest = clock[0].time, at, len(after.text)
            continue
        if at > c.block + 1 and (led := LED_BY.fullmatch(after.text)) and rest == len(blocks[last].text):
            presenter, last, rest = led["who"], at, len(after.text)
            break
        if rest < len(blocks[last].text) or after.page > block.page + 1:
            break
        bare = ITEM_NUMBER.sub("", after.text)
        if bare == after.text and is_label(after, title):
            break
        if title and len(bare) > 3 and same_title(title, bare):
            last, rest = at, len(after.text)
        elif wraps(block, after, title):
            title = f"{title} {after.text}".strip()
            last, rest = at, len(after.text)
        else:
            break
    shown_below = last != c.block and blocks[last].bold
    if not c.title and not shown_below and (above := title_above(blocks, c.block)) is not None:
        first, title = above, blocks[above].text
        last, rest = c.block, len(block.text)
    parts = clean_title(title)
    return Heading(
        block=first,
        last=last,
        rest=rest,
        number=c.number or None,
        title=parts.title,
        rule=c.rule,
        parent=parent,
        start=parts.start or begins,
        end=parts.end or ends,
        presenter=parts.presenter or presenter,
        closed=c.closed or parts.closed,
    )


def following(blocks: Sequence[Block], at: int) -> Iterator[int]:
    return (i for i in range(at + 1, min(at + 1 + AHEAD, len(blocks))) if blocks[i].kind is not BlockKind.RUNNING)


def is_label(block: Block, title: str) -> bool:
    """Does the block label a section? "Økonomi" below a number without a `title` is what the item is called."""
    return section_label(block) is not None and not (not title and block.bold and is_known_title(block.text))


def same_title(title: str, text: str) -> bool:
    return len(text) < 1.3 * len(title) + 8 and fuzz.ratio(title.lower(), text.lower()) >= SAME_TITLE


def wraps(first: Block, after: Block, title: str) -> bool:
    """Does the title go on in the block `after` it: the same display type, close below, no label of its own?"""
    if after.kind is not BlockKind.TEXT or is_label(after, title) or len(after.text) > LONGEST_LINE:
        return False
    if not title:  # the number stands alone, the title below it
        told = after.text.endswith((".", "!")) or (first.bold and TELLS.search(after.text) is not None)
        if not after.bold and (AD.match(first.text) or told):
            return False  # "Ad. 3" points to the agenda, and the record stands below it
        beside = after.column is not None and after.column != first.column  # the next cell of the row
        return not after.text[0].isdigit() and (beside or after.gap < 1.6 * first.size)
    return first.bold and after.bold and abs(after.size - first.size) <= 0.4 and after.gap <= 0.6 * first.size


def title_above(blocks: Sequence[Block], at: int) -> int | None:
    """The block of display type right above a line that gives only the number ("Meddelelser" over "Sag nr. 129")."""
    if at == 0:
        return None
    above, own = blocks[at - 1], blocks[at]
    shown = above.kind is BlockKind.TEXT and above.bold and not own.bold and len(above.text) < 130
    near = above.page == own.page and own.gap < NEAR * above.size
    return at - 1 if shown and near and section_label(above) is None else None
