"""The order of the stages: one document down the stair."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import cache
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

from pipeline.contract import to_bytes
from pipeline.families import choose_family, load_families
from pipeline.minutes import Document, Minutes
from pipeline.rules import rules_fingerprint

if TYPE_CHECKING:
    from spacy.language import Language


def parse_document(data: bytes, filename: str, *, families: bool = True) -> Minutes:
    """One PDF down the stair; its later meetings are `more_meetings`. Raises DocumentError if it cannot be read."""
    from pipeline.annotate import annotate_blocks
    from pipeline.assemble import assemble_minutes
    from pipeline.extract import extract_pages
    from pipeline.layout import layout_blocks, split_meetings

    pages = extract_pages(data)
    blocks = layout_blocks(pages)
    family = choose_family(blocks) if families else None
    document = Document(hashlib.sha256(data).hexdigest(), filename, pages, family.name if family else None)
    parts = split_meetings(blocks)
    first, *others = (assemble_minutes(annotate_blocks(language(), part, family), document) for part in parts)
    return replace(first, more_meetings=tuple(others)) if others else first


@cache
def language() -> Language:
    """The spaCy pipeline, loaded once; a second or two. Raises RuleError for a family file that is wrong."""
    load_families()  # at once, not in each document
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process with threads cannot safely be forked
    import da_referat

    return da_referat.load()


def parse_to_bytes(data: bytes, filename: str) -> bytes:
    return to_bytes(parse_document(data, filename))


@cache
def program_version() -> str:
    """What reads the documents: this program and its rules. Bytes read by the same version are not read again."""
    return f"{version_of('referat')}+rules.{rules_fingerprint()}"
