"""The order of the stages: one document down the stair."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.answers import SAME, check_of, is_kept, open_kept, pack_answer
from pipeline.families import choose_family, load_families
from pipeline.fingerprints import linking_fingerprint
from pipeline.minutes import Document, Minutes
from pipeline.page import Block, Line, Page, Pages, TextLayer
from pipeline.rules import rules_fingerprint

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def parse_document(data: bytes, filename: str, *, families: bool = True, printed_only: bool = False) -> Minutes:
    """One PDF down the stair; its later meetings are `more_meetings`. Raises DocumentError if it cannot be read.

    With `printed_only` what a reader of the printed page does not see is left out.
    """
    pages = read_pages(data, printed_only=printed_only)
    return parse_pages(pages, hashlib.sha256(data).hexdigest(), filename, families=families)[0]


def read_pages(data: bytes, *, printed_only: bool = False) -> Pages:
    from pipeline.extract import extract_pages

    return extract_pages(data, printed_only=printed_only)


def parse_pages(
    pages: Pages, sha256: str, filename: str, *, families: bool = True
) -> tuple[Minutes, Sequence[Block], list[Doc]]:
    """The pages of a PDF down the rest of the stair, the blocks they were laid out in, and the Docs of its meetings."""
    from pipeline.annotate import annotate_blocks
    from pipeline.assemble import assemble_minutes
    from pipeline.layout import layout_blocks, split_meetings

    blocks = layout_blocks(pages)
    family = choose_family(blocks) if families else None
    name = filename.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # of bytes that are no text too
    document = Document(sha256, name, pages, family.name if family else None)
    docs = [annotate_blocks(language(), part, family) for part in split_meetings(blocks)]
    first, *others = (assemble_minutes(doc, document) for doc in docs)
    return (replace(first, more_meetings=tuple(others)) if others else first), blocks, docs


@cache
def language() -> Language:
    """The spaCy pipeline, loaded once; a second or two. Raises RuleError for a family file that is wrong."""
    load_families()  # at once, not in each document
    import da_referat

    return da_referat.load()


def load_all() -> None:
    """All that reading needs, loaded and tried on a page, for a process whose readers each read little: a reader that
    is forked off a process that has only the language spends a quarter of a second on the rest."""
    language()
    from pipeline.extract.tables import table_finder
    from pipeline.findings import pack_findings

    table_finder()
    line = Line("Referat", 1, x0=57.0, top=57.0, x1=100.0, bottom=68.0, size=11.0)
    _, _, docs = parse_pages(Pages((Page(1, 595.0, 842.0, (line,)),), TextLayer.FULL), "", "")
    pack_findings(docs)


def parse_to_bytes(data: bytes, filename: str) -> bytes:
    """What a reader process does: a PDF, or what was kept of one, to the answer of `pipeline.answers`."""
    from pipeline.findings import finds_the_same, pack_findings

    unless = None
    if is_kept(data):
        check = check_of(data)
        if check and finds_the_same(language(), check.findings, check.changed):
            return SAME
        answer, compare, sha256, pages = open_kept(data)
        unless = answer if compare else None
    else:
        sha256, pages = hashlib.sha256(data).hexdigest(), read_pages(data)
    minutes, blocks, docs = parse_pages(pages, sha256, filename)
    return pack_answer(minutes, blocks, pack_findings(docs), unless=unless)


@cache
def program_version() -> str:
    """What reads the documents: this program and its rules. Bytes read by the same version are not read again."""
    return f"{version_of('referat')}+rules.{rules_fingerprint()}"


@cache
def linking_version() -> str:
    """What links the documents: this program and the data it does so with. Rows that read the same link the same."""
    return f"{version_of('referat')}+linking.{linking_fingerprint()}"
