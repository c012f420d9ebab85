"""Blocks -> spaCy Doc, passed through the components that models/da_referat/config.cfg names.

The Doc carries the blocks and no words: tokenising every page costs more than all components together, and only the
sentences of the record need words. `components/phrases.py` tokenises those, one sentence at a time, which spaCy caches.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.families import Family
from pipeline.page import Block


def annotate_blocks(nlp: Language, blocks: Sequence[Block], family: Family | None = None) -> Doc:
    """The Doc of one document, with `doc._.blocks` and what the components found in the other extensions."""
    doc = Doc(nlp.vocab)
    doc._.blocks = tuple(family.with_record_column(blocks) if family else blocks)
    doc._.family = family
    return nlp(doc)
