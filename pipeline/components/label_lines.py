"""Section labels that layout left inside a paragraph, because no white space sets them off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from msgspec.structs import replace

from pipeline.components.labels import label_of, section_label
from pipeline.page import Block, BlockKind

OF_A_CASE = ("decision", "recommendation", "dated")
FINITE = re.compile(r"[a-zæøå]{3,}(?:ede|te|tog|drog|holdt|fandt|gav|valgte|sendte)\b")  # a verb in the past
ENDS = (".", ":", "!", "?")


def split_at_labels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with a line that is wholly a section label as a block of its own.

    Only where other labels of cases stand alone, and where it ends with a colon or the line above it ends a sentence: a
    word like "Økonomi" may end a line of any paragraph. A first line that names the body and the day is one as it is.
    """
    alone = (section_label(block) for block in blocks if len(block.lines) == 1)
    shown = (label for label in alone if label is not None and not label.run_in and label.kind in OF_A_CASE)
    if len(list(islice(shown, 2))) < 2:
        return tuple(blocks)
    return tuple(part for block in blocks for part in (parts(block) if len(block.starts) > 1 else (block,)))


def parts(block: Block) -> Iterator[Block]:
    if block.kind not in (BlockKind.TEXT, BlockKind.BULLET) or len(block.starts) != len(block.lines):
        yield block
        return
    stops = [*block.starts[1:], len(block.text)]
    texts = [block.text[a:b].strip() for a, b in zip(block.starts, stops, strict=True)]
    set_off = [text.endswith(":") or (at > 0 and texts[at - 1].endswith(ENDS)) for at, text in enumerate(texts)]
    labels = [
        at
        for at, text in enumerate(texts)
        if (set_off[at] and is_label(text)) or (at == 0 and is_dated(text) and begins_anew(texts[1]))
    ]
    cuts = sorted({0, len(texts), *labels, *(at + 1 for at in labels)})
    if len(cuts) == 2:
        yield block
        return
    for first, last in pairwise(cuts):
        begin, end = block.starts[first], stops[last - 1]
        yield replace(
            block,
            kind=block.kind if first == 0 else BlockKind.TEXT,
            text=block.text[begin:end].rstrip(),
            lines=block.lines[first:last],
            starts=tuple(start - begin for start in block.starts[first:last]),
            page=block.lines[first].page,
            gap=block.gap if first == 0 else 0.0,
            soft=block.soft and last == len(texts),
        )


def begins_anew(text: str) -> bool:
    """Does the line begin a record? "Byrådet den 3. maj 2022 / udsatte sagen" is one sentence and no label, where
    "Byrådet den 3. maj 2022 / udsat." is a label and its record."""
    return FINITE.match(text) is None


def is_label(text: str) -> bool:
    label = label_of(text)
    return label is not None and not label.run_in and label.kind not in ("lead", "attendance")


def is_dated(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.kind == "dated" and not label.run_in
