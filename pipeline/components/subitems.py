"""Items under items: numbered or lettered headings inside one item, and lettered groups of numbered items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from string import ascii_lowercase

from msgspec.structs import replace

from pipeline.components.candidates import UNIT, Candidate, is_known_title
from pipeline.components.chain import best_chain
from pipeline.components.headings import as_heading
from pipeline.components.labels import section_label
from pipeline.components.structure import Heading
from pipeline.components.typography import Typography
from pipeline.minutes import SectionKind
from pipeline.page import Block, BlockKind

# ids of rows in item_headings.jsonl: the forms that sub-items may have, the surest first, and how many make a list
DECIMAL, PROPOSAL, LETTER, NUMBER = "under-decimal", "under-forslag", "under-bogstav", "nummer-punktum"
COLON, BOTH, BARE = "under-bogstav-kolon", "under-nummer-bogstav", "under-bogstav-bart"
LEAST = {DECIMAL: 1, BOTH: 1, PROPOSAL: 1, COLON: 2, LETTER: 2, BARE: 2, NUMBER: 2}
ALSO = {NUMBER: (NUMBER, "nummer-kolon"), DECIMAL: (DECIMAL, "under-decimal-ord")}
FEWEST_LETTERED = 4
FEWEST_DECIMALS = 3  # items that bear the meeting's number before their own
SHOWN = 0.8  # points of display type that a heading needs
MOTION = re.compile(r"(?:(?<!\w)\w*forslag|ændring|valg|godkendelse|køb|salg|ansøgning)\b", re.I)
SAYS = re.compile(r"\b(?:blev|har|vil|skal|kan|er|var|ikke|vi|at)\b")
QUOTED = re.compile(r"[”“\"»«].*[”“\"»«]")  # the name of a motion may be a sentence
SIGNS = tuple("•▪◦●○■□-–—*·o")  # "- 2.1 Kursusplan" is an entry of a list
TOPIC = re.compile(r"\w\s?[.)]\s*(?P<title>[^:.;?!]{2,40}?)\s?:(?:\s+(?=\S)|$)")
STOPPED = re.compile(
    r"\w\s?[.)]\s*(?P<title>[A-ZÆØÅ][^:.;?!]{2,40}?\.)\s+(?=[A-ZÆØÅ])"
)  # "a) Klubhus – status. Karen køber …"
CASE = re.compile(r"(?:ved|hvis|når|såfremt)\b", re.I)  # "a. Ved frost: …" tells when something holds
LONGEST_TITLE = 60  # letters of a title that is told by what stands below it alone
PROSE = (BlockKind.TEXT, BlockKind.BULLET)
ENDS_SENTENCE = re.compile(r"[.!?]$")


def sub_items(
    parent: Candidate,
    heading: Heading,
    stop: int,
    candidates: Sequence[Candidate],
    blocks: Sequence[Block],
    look: Typography,
) -> list[Heading]:
    """The headings between `heading` and block `stop`: a list that begins at 1, a or A, or at "5.1" or "5a" under 5."""
    inside = [c for c in candidates if heading.last < c.block < stop and blocks[c.block].marker not in SIGNS]
    for form, least in LEAST.items():
        group = [c for c in inside if c.rule in ALSO.get(form, (form,))]
        if form in (DECIMAL, BOTH):
            group = [c for c in group if not is_enclosure(c, heading, blocks) and not UNIT.match(c.title)]
            group = [c for c in group if c.number.split(".")[0].rstrip(ascii_lowercase) == parent.number]
        found = RUNS.get(form, counted)(group)
        fills = bool(found) and all(b.kind is BlockKind.RUNNING for b in blocks[heading.last + 1 : found[0].block])
        if form == LETTER and fills and (named := by_topic(found, stop, blocks)):
            return [as_heading(c, blocks, heading.number) for c in named]
        if form == LETTER and len(found) >= least and carry_labels(found, stop, blocks):
            return [as_heading(with_topic(c, blocks[c.block].text) or c, blocks, heading.number) for c in found]
        told = form == LETTER and head_records(found, stop, blocks)
        alone = form == LETTER and [c.number for c in found] == ["A"] and found[0].bold and " " in found[0].title
        on_its_line = heading.rest < len(blocks[heading.last].text)  # the record of the item itself
        run_on = form == BOTH and (on_its_line or fills) and bool(found) and all(runs_on(c, blocks) for c in found)
        if told or run_on or ((len(found) >= least or alone) and all(is_heading(c, blocks, look, form) for c in found)):
            return with_inner(found, form, heading, stop, candidates, blocks, look)
    return []


def with_inner(
    found: Sequence[Candidate],
    form: str,
    heading: Heading,
    stop: int,
    candidates: Sequence[Candidate],
    blocks: Sequence[Block],
    look: Typography,
) -> list[Heading]:
    """The sub-items of `heading`, each decimal one ("3.1") with the bold list 1, 2, 3 … of headings inside it."""
    headings: list[Heading] = []
    for c, end in zip(found, [*(c.block for c in found[1:]), stop], strict=True):
        one = as_heading(c, blocks, heading.number)
        headings.append(one)
        if form == DECIMAL:
            inner = counted([o for o in candidates if one.last < o.block < end and o.rule in ALSO[NUMBER] and o.bold])
            shown = len(inner) >= LEAST[NUMBER] and all(is_heading(o, blocks, look, NUMBER) for o in inner)
            headings += [as_heading(o, blocks, one.number) for o in inner] if shown else []
    return headings


def counted(group: Sequence[Candidate]) -> list[Candidate]:
    """The run 1, 2, 3 … (a, b, c …; 5.1, 5.2 …; 5a, 5b …) within the group; under 5 it may begin at 5.0."""
    run: list[Candidate] = []
    for c in group:
        tail = c.number.split(".")[-1]
        tail = tail.lstrip("0123456789") or tail
        value = int(tail) if tail.isdigit() else ord(tail[0].lower()) - 96
        first = 0 if run and run[0].number.endswith(".0") else 1
        if value == len(run) + first or (not run and c.number.endswith(".0")):
            run.append(c)
    return run


def rising(group: Sequence[Candidate]) -> list[Candidate]:
    """The letters from a on, each after the one before; some may be left out."""
    run: list[Candidate] = []
    for c in group:
        if c.number > run[-1].number if run else c.number == "a":
            run.append(c)
    return run


def with_displaced(group: Sequence[Candidate]) -> list[Candidate]:
    """The run, and the proposal that was taken up before it is due: E before A, B, C and D."""
    run = counted(group)
    early = next((c for c in group if c not in run and c.value == len(run) + 1 and c.score > SHOWN), None)
    return sorted([*run, early], key=lambda c: c.block) if run and early else run


def with_taken_out(group: Sequence[Candidate]) -> list[Candidate]:
    """The run of decimals, and those of its look behind a number that is left out: 5.2 was taken up elsewhere."""
    run = counted(group)
    if not run:
        return run
    taken = {c.number for c in run}
    others = [c for c in group if c.number not in taken and is_like(c, run[0])]
    alone = [c for c in others if sum(c.number == other.number for other in others) == 1]
    return sorted([*run, *alone], key=lambda c: c.block)


def decimal_items(candidates: Sequence[Candidate], blocks: Sequence[Block], look: Typography) -> list[Candidate]:
    """The items 23.1, 23.2, 23.3 … of meeting 23, where nothing is numbered 23 and each is a heading."""
    decimals = [c for c in candidates if c.rule in ALSO[DECIMAL] and c.number.count(".") == 1]
    meetings = Counter(c.number.split(".")[0] for c in decimals)
    if not meetings:
        return []
    meeting, often = meetings.most_common(1)[0]
    found = counted([c for c in decimals if c.number.split(".")[0] == meeting])
    headings = all(c.title[:1].isupper() and is_heading(c, blocks, look, DECIMAL) for c in found)
    alone = not any(c.number == meeting for c in candidates)
    return found if often >= FEWEST_DECIMALS <= len(found) and headings and alone else []


def is_like(c: Candidate, other: Candidate) -> bool:
    """Is the candidate set like the other: weight, size and left edge?"""
    return c.bold == other.bold and abs(c.size - other.size) < 0.3 and abs(c.x0 - other.x0) < 8


# how the entries of a form follow on each other, where not 1, 2, 3 …
RUNS: Mapping[str, Callable[[Sequence[Candidate]], list[Candidate]]] = {
    BARE: rising,
    PROPOSAL: with_displaced,
    DECIMAL: with_taken_out,
}


def displaced_decimals(
    headings: Sequence[Heading], candidates: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Heading]:
    """The headings, with the decimals that were taken up under another item: 5.2 between 3 and 4.

    They are set like the decimals that stand under their own item, which lack their numbers.
    """
    number = {c.block: c for c in candidates if c.rule in ALSO[DECIMAL]}
    found = {h.number: number[h.block] for h in headings if h.parent and h.block in number}
    taken = {h.block for h in headings}
    parents = {c.number.split(".")[0] for c in found.values()}
    first = next(iter(found.values()), None)
    early = [
        c
        for c in number.values()
        if first and c.block not in taken and c.number not in found and is_like(c, first)
        if c.number.split(".")[0] in parents and headings[0].block < c.block
        if first.bold or not ENDS_SENTENCE.search(blocks[c.block].text)
    ]
    added = [
        as_heading(c, blocks, c.number.split(".")[0])
        for c in early
        if sum(c.number == other.number for other in early) == 1
    ]
    return sorted([*headings, *added], key=lambda h: h.block)


def is_heading(c: Candidate, blocks: Sequence[Block], look: Typography, form: str) -> bool:
    """Is the candidate a heading with a record of its own rather than an entry of a list?"""
    text = blocks[c.block].text
    shown = look.stands_out(blocks[c.block]) > SHOWN
    if form == PROPOSAL:
        return shown or len(c.title) < 90
    if form == COLON:
        return shown or (len(text) < 90 and not ENDS_SENTENCE.search(text))
    if form in (DECIMAL, BOTH):
        bare = text.rstrip("0123456789.")  # a number alone is a heading, a sentence is not
        return shown or not bare or (len(text) < 90 and not ENDS_SENTENCE.search(bare))
    leads = text.rstrip().endswith(":") and c.block + 1 < len(blocks)
    return (shown or leads or stands_alone(c, blocks)) and len(text) < 120


def runs_on(c: Candidate, blocks: Sequence[Block]) -> bool:
    """Is it a short title with its record on the same line: "4a Skolepenge. Forslaget blev vedtaget."?"""
    return c.rest < len(blocks[c.block].text) and len(c.title) <= LONGEST_TITLE and not SAYS.search(c.title)


def head_records(group: Sequence[Candidate], stop: int, blocks: Sequence[Block]) -> bool:
    """Has each letter of the list a record of its own below its short title?"""
    told = (SAYS.search(c.title) is not None and not QUOTED.fullmatch(c.title) for c in group)
    if len(group) < LEAST[LETTER] or any(told) or any(len(c.title) > LONGEST_TITLE for c in group):
        return False
    return all(any(b.kind in PROSE for b in below) for below in parts_below(group, stop, blocks))


def carry_labels(group: Sequence[Candidate], stop: int, blocks: Sequence[Block]) -> bool:
    """Has each letter of the list a labelled record of its own ("Beslutning: …") before the next letter?"""
    return all(any(map(is_record, below)) for below in parts_below(group, stop, blocks))


def parts_below(group: Sequence[Candidate], stop: int, blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks below each entry of the list, up to the next entry; below the last, up to block `stop`."""
    ends = [*(c.block for c in group[1:]), stop]
    return (blocks[c.block + 1 : end] for c, end in zip(group, ends, strict=True))


def is_enclosure(c: Candidate, heading: Heading, blocks: Sequence[Block]) -> bool:
    """Is it an entry of a list of enclosures ("2.1 Udkast til referat" under "Bilag"), none of which is an item?"""
    if c.bold:
        return False
    for above in reversed(blocks[heading.last + 1 : c.block]):
        if label := section_label(above):
            return label.kind == SectionKind.ATTACHMENTS
        if above.kind not in PROSE or not above.text[:1].isdigit():
            return False
    return False


def is_record(block: Block) -> bool:
    """Does the block begin with the label of a record?"""
    label = section_label(block)
    return label is not None and label.kind == SectionKind.DECISION


def by_topic(group: Sequence[Candidate], stop: int, blocks: Sequence[Block]) -> list[Candidate]:
    """The list with what stands before the colon as titles ("a) formanden: Provstiet indbyder …"), where all have one.

    The record stands behind the colon or below it. One of the records behind a colon must be longer than an entry in
    a list of elections, or of who does what.
    """
    colons = sum(TOPIC.match(blocks[c.block].text) is not None for c in group)
    named = [
        one
        for c, below in zip(group, parts_below(group, stop, blocks), strict=True)
        if (one := with_topic(c, blocks[c.block].text, stopped=2 * colons >= len(group) > colons)) is not None
        if below or one.rest < len(blocks[c.block].text)
    ]
    if len(named) < max(len(group), LEAST[LETTER]):
        return []
    return named if max(len(blocks[c.block].text) - c.rest for c in named) > LONGEST_TITLE else []


def with_topic(c: Candidate, text: str, *, stopped: bool = False) -> Candidate | None:
    """The candidate with what stands before its colon as title; with `stopped` a full stop may part them too."""
    topic = TOPIC.match(text) or (STOPPED.match(text) if stopped else None)
    if topic is None or SAYS.search(topic["title"]) or CASE.match(topic["title"]):
        return None
    return replace(c, title=topic["title"], rest=topic.end())


def stands_alone(c: Candidate, blocks: Sequence[Block]) -> bool:
    """Is it a lettered motion on a line of its own, with room above and prose below: "a) Forslag om nye vedtægter"?"""
    block = blocks[c.block]
    if c.rule != LETTER or c.block + 1 >= len(blocks) or ENDS_SENTENCE.search(block.text):
        return False
    below = blocks[c.block + 1]
    prose = below.kind is BlockKind.TEXT and ENDS_SENTENCE.search(below.text.rstrip()) and below.gap < block.gap
    return bool(prose) and block.gap > 0.5 * block.size and MOTION.match(c.title) is not None


def lettered_groups(
    candidates: Sequence[Candidate], chain: Sequence[Candidate], look: Typography, blocks: Sequence[Block]
) -> list[Candidate]:
    """The headings A, B, C … when they, and not the numbers under them, divide the document; a, b, c … without any."""
    shown = [c for c in candidates if c.rule == LETTER and look.stands_out(blocks[c.block]) > SHOWN]
    plain = not any(look.stands_out(blocks[c.block]) > SHOWN for c in chain)  # a list inside one of the items
    letters = counted([c for c in shown if c.number.isupper() or plain])
    if len(letters) < (2 if letters and letters[0].number.isupper() else 3) or (
        chain and chain[0].block < letters[0].block
    ):
        return []
    largest = max((c.size for c in chain), default=0.0)
    return letters if all(c.size >= largest - 0.3 for c in letters) else []


def lettered_agenda(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[Heading]:
    """The items a, b, c … in running type, where agendas share most of their titles and each has a record below it."""
    letters = counted([c for c in candidates if c.rule == LETTER])
    known = sum(is_known_title(c.title) for c in letters)
    if len(letters) < FEWEST_LETTERED or 2 * known < len(letters) or not head_records(letters, len(blocks), blocks):
        return []
    return [as_heading(c, blocks) for c in letters]


def grouped(groups: Sequence[Candidate], candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[Heading]:
    """Lettered items with the numbered items under them as sub-items; the numbers may run through all letters."""
    items = [c for c in candidates if c.label == "item"]
    running = best_chain([c for c in items if c.block > groups[0].block], blocks)
    headings: list[Heading] = []
    for one, stop in zip(groups, [*(c.block for c in groups[1:]), len(blocks)], strict=True):
        heading = as_heading(one, blocks)
        inside = [c for c in running if heading.last < c.block < stop]
        inside = inside or best_chain([c for c in items if heading.last < c.block < stop], blocks)
        headings += [heading, *(as_heading(c, blocks, heading.number) for c in inside)]
    return headings
