"""Blocks -> spaCy Doc: each block is tokenised by itself, so that the edges of blocks are edges of tokens.

spaCy caches tokens for short texts and stops caching in a long one, so a document read block by block is several times
faster than one read as a whole (benchmarks/).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.page import Block, BlockKind

UNREAD = (BlockKind.RUNNING, BlockKind.CONTENTS, BlockKind.TABLE)


def annotate_blocks(nlp: Language, blocks: Sequence[Block]) -> Doc:
    """The Doc of one document with `doc._.blocks` and `doc.spans["blocks"]`, passed through the components of `nlp`.

    The span of a running line, a contents line or a table is empty: no component reads their words as sentences.
    """
    words: list[str] = []
    spaces: list[bool] = []
    edges: list[tuple[int, int]] = []
    for block in blocks:
        start = len(words)
        if block.kind not in UNREAD and block.text:
            for token in nlp.tokenizer(block.text):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
            spaces[-1] = True
        edges.append((start, len(words)))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc._.blocks = tuple(blocks)
    doc.spans["blocks"] = SpanGroup(doc, name="blocks", spans=[Span(doc, start, end) for start, end in edges])
    return nlp(doc)
