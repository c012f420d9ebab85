"""Items without numbers: topic lines told by bold or larger type, or by white space alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from pipeline.components.candidates import TELLS, is_known_title, title_key
from pipeline.components.fields import label_at
from pipeline.components.labels import section_label
from pipeline.components.sentences import sentence_spans
from pipeline.components.structure import Heading
from pipeline.components.titles import clean_title
from pipeline.components.typography import Typography
from pipeline.dates import find_dates
from pipeline.page import SIDE_TITLE, Block, BlockKind
from pipeline.reasons import Reason

NOT_A_TOPIC = re.compile(
    r"""
    (?: (?:møde)?referat(?!\ og\ opf|\ fra\ (?:sidst|senest|forrige)) | dagsorden(?!\ med\ bem|\ og\ (?:referat|godk))
      | beslutningsprotokol
      | protokol | indkaldelse
      | deltagere | til\s?stede | tilstede | fremmødte? | afbud | fraværende | mødt | dato | tid | sted
      | mødedato | mødested | mødetidspunkt | mødeleder
      | referent | ordstyrer | dirigent | næste\ møde\b(?!:?$) | medlemmer | gæster | kopi | cc )\b .{0,100}$
    """,
    re.I | re.X,
)
MOTION = re.compile(r"Forslag\s+(?P<number>\d{1,2}|[A-H])\s*[:.–-]\s*(?P<title>\S.*)")  # "Forslag 2: Ny bålhytte"
ITEM_COLUMN = re.compile(r"(?:dagsordens?-?)?(?:punkt(?:er)?|emner?|dagsorden|sag(?:er)?|tema|titel)\s*:?", re.I)
FEWEST_CELLS = 2
FEWEST_LISTED = 3  # entries of an agenda
LONGEST_CELL = 110  # letters
WHO = re.compile(r"\s*\([A-ZÆØÅ][^()]{1,30}\):?")  # who takes the topic up, not in bold
WORD = re.compile(r"[A-Za-zÆØÅæøå]{2}")
HEADER = 18  # blocks among which the header's fields stand
FRONT = 6  # blocks among which the title of the minutes stands
FEWEST_TOLD = 3  # statements above the first topic that make a record
FEWEST_PLAIN = 4
FEWEST_UNDER = 3  # headings, the first of which is the document's title
KNOWN = 0.6  # share of such lines whose titles agendas share
BULLETS = (BlockKind.TEXT, BlockKind.BULLET)
LARGE = 1.15  # times the running type's size that display type has
SUBHEAD = 0.8  # points by which a bold line is smaller than the heading that it stands under
ROOM = 0.6  # of its size: white space above a line in capitals
INDENT = 6.0  # points by which a record is set further in than its topic
PROSE = 160  # letters of a block that may be the record itself
TITLE = re.compile(r"(?:referat|beslutningsreferat|protokol)\b", re.I)
TASK_LIST = re.compile(r"(?:opgave|handlings|aktions|to-?do)-?(?:liste|oversigt|log)\b", re.I)  # who does what, when
LISTS = ("present", "absent", "guest")  # the fields that list names
ROLL = re.compile(r"[A-ZÆØÅ][\wé.-]*(?:(?:,| og|,? samt)?\s+(?:[A-ZÆØÅ][\wé.-]*))+\.?")
RECORD_LABELS = ("decision", "recommendation", "dated")


def find_topics(blocks: Sequence[Block], look: Typography) -> list[Heading]:
    """Headings by type alone: short blocks that stand out from the running text and have text under them.

    Lines set like the rest are headings where a list of bullets above the record announces them, as an agenda.
    """
    listed = listed_topics(blocks)
    begin = max(header_end(blocks), listed[0].block if listed else 0)
    found = topics_from(begin, blocks, look)
    return listed if len(listed) > len(found) else found


def topics_from(begin: int, blocks: Sequence[Block], look: Typography) -> list[Heading]:
    labels = (section_label(b) for b in blocks[begin:] if look.stands_out(b) > 0.8 and not is_known_title(b.text))
    cased = any(label and label.kind in (*RECORD_LABELS, "background") for label in labels)
    found = [
        topic(blocks, at, Reason.TOPIC_BOLD)
        for at in range(begin, len(blocks))
        if is_topic(blocks[at], look, cased) and has_text(blocks, at)
    ]
    found = without_lone_line(without_title(found, blocks), blocks)
    if len(cells := column_topics(blocks)) > max(FEWEST_CELLS, len(found)):
        return cells
    if len(outdented := outdented_topics(blocks, begin)) > len(found):
        return outdented
    if len(found) >= 2:
        return [] if are_lists(found, blocks, begin) else display(found, blocks, look)
    spaced = capital_topics(blocks, begin) or spaced_topics(blocks, begin)
    return spaced or found or plain_topics(blocks, begin) or known_topics(blocks, begin)


def column_topics(blocks: Sequence[Block]) -> list[Heading]:
    """The cells of a table's first column, headed "Emne" or alike or without rulings, each beside its record."""
    cells = [
        at
        for at, (before, block, after) in enumerate(zip(blocks, blocks[1:], blocks[2:], strict=False), start=1)
        if block.column is not None and before.column != block.column != after.column
        if block.column == SIDE_TITLE or (after.column is not None and ITEM_COLUMN.fullmatch(block.column))
    ]
    short = all(len(blocks[at].text) < LONGEST_CELL for at in cells)
    return [topic(blocks, at, Reason.TOPIC_COLUMN) for at in cells] if short else []


def listed_topics(blocks: Sequence[Block]) -> list[Heading]:
    """The lines that repeat most entries of the first list of bullets."""
    bullets = first_bullets(blocks)
    titles = {title_key(blocks[at].text) for at in bullets}
    topics = repeated_topics(titles, blocks, bullets[-1] + 1) if len(titles) >= FEWEST_LISTED else []
    return topics if 2 * len({title_key(topic.title or "") for topic in topics}) > len(titles) else []


def first_bullets(blocks: Sequence[Block]) -> list[int]:
    """The indices of the first bullets that follow on each other, among the blocks of the header."""
    first = next((at for at, block in enumerate(blocks[:HEADER]) if block.kind is BlockKind.BULLET), len(blocks))
    return list(takewhile(lambda at: blocks[at].kind is BlockKind.BULLET, range(first, len(blocks))))


def repeated_topics(titles: Collection[str], blocks: Sequence[Block], begin: int) -> list[Heading]:
    """The lines from block `begin` on that repeat titles of the agenda, given by their keys."""
    lines = [at for at in range(begin, len(blocks)) if blocks[at].kind in BULLETS and len(blocks[at].lines) == 1]
    return [topic(blocks, at, Reason.TOPIC_PLAIN) for at in lines if title_key(blocks[at].text) in titles]


def without_title(found: list[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """Without the first line of the document where it is larger than all other headings: it is the document's title."""
    if len(found) < FEWEST_UNDER or any(block.kind is not BlockKind.RUNNING for block in blocks[: found[0].block]):
        return found
    largest = max(blocks[h.block].size for h in found[1:])
    return found[1:] if blocks[found[0].block].size > largest + SUBHEAD else found


def without_lone_line(found: list[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """Without a large line of plain type that is alone of its kind: a title of the document, a greeting."""
    plain = [h for h in found if not blocks[h.block].bold and not is_known_title(h.title or "")]
    large = [h for h in found if not blocks[h.block].bold]
    return [h for h in found if h not in plain] if len(large) == 1 else found


def are_lists(found: Sequence[Heading], blocks: Sequence[Block], begin: int) -> bool:
    """Do the headings stand over lists (of duties, of who brings what) within a record that begins above them?"""
    if sum(tells(block) for block in blocks[begin : found[0].block]) < FEWEST_TOLD:
        return False
    ends = [*(h.block for h in found[1:]), len(blocks)]
    told = sum(any(map(tells, blocks[h.block + 1 : end])) for h, end in zip(found, ends, strict=True))
    return told <= len(found) / 3


def tells(block: Block) -> bool:
    """Is the block a statement, with a verb and a full stop?"""
    statement = block.kind in (BlockKind.TEXT, BlockKind.BULLET) and block.text.endswith(".")
    return statement and TELLS.search(block.text) is not None


def topic(blocks: Sequence[Block], at: int, reason: Reason) -> Heading:
    motion = MOTION.fullmatch(blocks[at].text)
    parts = clean_title(motion["title"] if motion else blocks[at].text.removesuffix(":"))
    return Heading(
        block=at,
        last=at,
        rest=len(blocks[at].text),
        number=motion["number"] if motion else None,
        title=parts.title,
        rule=reason,
        presenter=parts.presenter,
        start=parts.start,
        end=parts.end,
        closed=parts.closed,
    )


def is_topic(block: Block, look: Typography, cased: bool) -> bool:
    """Could the block head an item? `cased`: the document labels its sections, so a bold label is no topic."""
    text = block.text
    if block.kind not in (BlockKind.TEXT, BlockKind.BULLET) or not 2 < len(text) < 110 or text.endswith((",", ";")):
        return False
    if (text.endswith(".") and len(text) > 50) or NOT_A_TOPIC.match(text) or not WORD.search(text):
        return False
    label = section_label(block)
    if label is not None and (cased or label.kind in (*RECORD_LABELS, "lead", "attendance")):
        if label.kind not in RECORD_LABELS or not is_known_title(text):  # "Referat og opfølgning"
            return False
    shown = look.stands_out(block)
    if shown >= 1.2 and (block.bold or WHO.fullmatch(text, block.lines[0].bold_head)):
        return True
    if block.size > look.size * LARGE and not find_dates(text):  # with its day it is the meeting's title
        return True
    return is_known_title(text) and (shown > 0 or text.endswith(":"))


def capital_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """Topic lines in capitals of running type, with room above and text below."""
    found = [at for at in range(begin, len(blocks)) if is_in_capitals(blocks[at]) and has_text(blocks, at)]
    return [topic(blocks, at, Reason.TOPIC_CAPITALS) for at in found] if len(found) >= 3 else []


def is_in_capitals(block: Block) -> bool:
    text = block.text
    shaped = block.kind is BlockKind.TEXT and text.isupper() and 4 < len(text) < 90 and not text.endswith((".", ","))
    open_ground = block.gap > ROOM * block.size and not NOT_A_TOPIC.match(text)
    labelled = section_label(block) is not None and not is_known_title(text.capitalize())  # "ØKONOMI" may be both
    return shaped and open_ground and bool(WORD.search(text)) and not labelled


def spaced_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """Topic lines in running type, told by white space alone: room above, the text close below, most with a colon."""
    found = [at for at in range(begin, len(blocks) - 1) if is_spaced(blocks[at], blocks[at + 1])]
    colons = sum(blocks[at].text.rstrip().endswith(":") for at in found)
    if len(found) < 3 or ((colons < 2 or colons < len(found) / 2) and not carry_lists(found, blocks, begin)):
        return []
    return [topic(blocks, at, Reason.TOPIC_SPACED) for at in found]


def carry_lists(found: Sequence[int], blocks: Sequence[Block], begin: int) -> bool:
    """Is the document nothing but the lines `found` and the bullets under each, from its header on?"""
    kinds = [blocks[at + 1].kind for at in found]
    between = [
        at
        for at in range(begin, found[-1])
        if blocks[at].kind not in (BlockKind.BULLET, BlockKind.RUNNING) and at not in found
    ]
    led = all(kind is BlockKind.BULLET for kind in kinds)
    opens = not any(blocks[at].kind is BlockKind.BULLET for at in range(begin, found[0]))
    return led and opens and len(between) <= len(found) / 3


def outdented_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """Short lines with a colon that stand further out than everything below them, from the first one on."""
    body = [at for at in range(begin, len(blocks)) if blocks[at].kind in (BlockKind.TEXT, BlockKind.BULLET)]
    found = [
        at
        for at, after in pairwise(body)
        if is_led_in(blocks[at])
        and blocks[after].x0 > blocks[at].x0 + INDENT
        and not NOT_A_TOPIC.match(blocks[at].text)
    ]
    if len(found) < FEWEST_PLAIN:
        return []
    edge = min(blocks[at].x0 for at in found) + INDENT
    under = [at for at in body if found[0] < at < found[-1] and at not in found]
    further_in = sum(blocks[at].x0 > edge for at in under)
    even = all(blocks[at].x0 < edge for at in found)
    return [topic(blocks, at, Reason.TOPIC_SPACED) for at in found] if even and further_in >= 0.9 * len(under) else []


def is_led_in(block: Block) -> bool:
    return len(block.lines) == 1 and block.text.endswith(":") and 3 < len(block.text) < 60 and block.text[0].isupper()


def plain_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """Topic lines set like the rest, told by the turns alone: a short line without a stop, a paragraph, and so on."""
    body = [at for at in range(begin, len(blocks)) if blocks[at].kind is not BlockKind.RUNNING]
    short = [at for at in body if is_plain(blocks[at])]
    after = dict(pairwise(body))
    found = [at for at in short if at in after and is_paragraph(blocks[after[at]])]
    inside = [at for at in short if found and found[0] <= at <= found[-1]]
    if len(found) < FEWEST_PLAIN or len(inside) > len(found):
        return []
    return [topic(blocks, at, Reason.TOPIC_PLAIN) for at in found]


def known_topics(blocks: Sequence[Block], begin: int) -> list[Heading]:
    """Topic lines set like the rest or as bullets, most of them titles that agendas share, with statements below."""
    body = [at for at in range(begin, len(blocks)) if blocks[at].kind is not BlockKind.RUNNING]
    titles = {at for at in body if is_plain(blocks[at], BULLETS) and is_known_title(blocks[at].text)}
    found = [
        at
        for at, after in pairwise(body)
        if after not in titles and (at in titles or (is_plain(blocks[at], BULLETS) and tells(blocks[after])))
    ]
    known = sum(at in titles for at in found)
    if known < max(FEWEST_PLAIN, KNOWN * len(found)):
        return []
    return [topic(blocks, at, Reason.TOPIC_PLAIN) for at in found]


def is_plain(block: Block, kinds: Sequence[BlockKind] = (BlockKind.TEXT,)) -> bool:
    text = block.text
    alone = block.kind in kinds and len(block.lines) == 1 and 3 < len(text) < 60 and text[0].isupper()
    return alone and text[-1] not in ".,;:!?" and not NOT_A_TOPIC.match(text) and label_at(text) is None


def is_paragraph(block: Block) -> bool:
    return block.kind is BlockKind.TEXT and len(block.lines) > 1 and block.text.endswith((".", "!", "?"))


def is_spaced(block: Block, after: Block) -> bool:
    text = block.text
    if block.kind is not BlockKind.TEXT or not 3 < len(text) < 60 or len(block.lines) != 1 or not text[0].isupper():
        return False
    stops = text.endswith((".", ",", ";", "!", "?")) and not is_known_title(text)  # "Evt."
    if stops or label_at(text) is not None or NOT_A_TOPIC.match(text):
        return False
    below = after.kind in (BlockKind.TEXT, BlockKind.BULLET) and after.page == block.page
    return below and block.gap > 0.9 * block.size and after.gap < 0.6 * block.size


def header_end(blocks: Sequence[Block]) -> int:
    """The first block after the header: after the last labelled field, or the title with its day, among the first."""
    end, told = 0, False  # told: when the meeting was, or who was there
    for at, block in enumerate(blocks[:HEADER]):
        if len(block.text) > PROSE and len(sentence_spans(block.text)) > 1 and label_at(block.text) is None:
            break  # who wrote it may stand below the record
        if told and block.bold and is_known_title(block.text) and not NOT_A_TOPIC.match(block.text):
            return end or at  # who was elected may stand there as "Formand: Karen Holm", as in a header
        hit = label_at(block.text)
        dated = at < FRONT and bool(find_dates(block.text))
        told = told or dated or (hit is not None and hit[0] in LISTS)
        titled = dated and TITLE.match(block.text)
        if block.kind is BlockKind.CONTENTS or titled:
            end = at + 1
        elif hit is not None and hit[0] not in ("ignore", "location"):
            alone = hit[0] in LISTS and hit[3] >= len(block.text) and at + 1 < len(blocks)
            if alone and is_roll(blocks[at + 1].text):
                end = at + 2
            elif not block.bold:
                end = at + 1
    return end


def is_roll(text: str) -> bool:
    """Is the text nothing but names, parted by commas: "Karen Holm, Per Dam og Bo Lind"?"""
    return ROLL.fullmatch(text) is not None


def display(found: list[Heading], blocks: Sequence[Block], look: Typography) -> list[Heading]:
    """Where some topics are set clearly larger than the rest, those alone are the items; the rest are subheads."""
    large = [h for h in found if blocks[h.block].size > look.size * LARGE]
    if len(large) < 2:
        return found
    largest = max(round(blocks[h.block].size) for h in large)
    top = [h for h in large if round(blocks[h.block].size) == largest]
    if len(large) == len(found):
        labels = {round(b.size) for b in blocks if section_label(b) is not None}
        rest = {round(blocks[h.block].size) for h in found} - {largest}
        return top if len(top) >= 2 and rest <= labels else found
    return top if len(top) >= 2 else large


def has_text(blocks: Sequence[Block], at: int) -> bool:
    """Does running text or a section label stand under block `at`?"""
    below = (b for b in blocks[at + 1 : at + 4] if b.kind not in (BlockKind.RUNNING, BlockKind.CONTENTS))
    after = next(below, None)
    if after is None or (after.kind is BlockKind.TABLE and TASK_LIST.match(blocks[at].text)):
        return False
    subhead = after.size < blocks[at].size - SUBHEAD and label_at(after.text) is None
    return not after.bold or subhead or section_label(after) is not None
