"""What the components found in a document, kept to run one of them alone when its own rules have changed.

Most changes of a rule change nothing of what is found in most documents, also where its words stand in all of them. To
tell so the component that reads the file of rules is run on what the others had found; nothing is laid out, assembled
or stored.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.decisions import DecisionSpan
from pipeline.components.reports import ReportedSpan
from pipeline.components.structure import Heading, SectionSpan
from pipeline.errors import Unexpected
from pipeline.families import load_families
from pipeline.minutes import Meeting, Participant
from pipeline.page import Block
from pipeline.rule_changes import ONE_READER


class Part(msgspec.Struct, frozen=True, array_like=True):
    """The minutes of one meeting in a document, as the components left them in its Doc."""

    family: str | None
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    meeting: Meeting
    sections: tuple[SectionSpan, ...]
    participants: tuple[Participant, ...]
    decisions: tuple[DecisionSpan, ...]
    reports: tuple[ReportedSpan, ...]


FOUND = Part.__struct_fields__[1:]


def pack_findings(docs: Sequence[Doc]) -> bytes:
    """The findings in the Docs of one document."""
    return msgspec.msgpack.encode([_part(doc) for doc in docs])


def finds_the_same(nlp: Language, findings: bytes, changed: Collection[str]) -> bool:
    """Whether the components find the same again, now that these files of `ONE_READER` have changed.

    Raises Unexpected where the findings are not what this version of the program keeps.
    """
    try:
        parts = _decoder().decode(findings)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unexpected(f"the findings are not to be read ({error})", stage="contract") from error
    families = {family.name: family for family in load_families()}
    readers = {ONE_READER[name] for name in changed}
    for part in parts:
        doc = Doc(nlp.vocab)
        for name in FOUND:
            setattr(doc._, name, getattr(part, name))
        doc._.family = families[part.family] if part.family else None
        for name, component in nlp.pipeline:
            if name in readers and _part(component(doc)) != part:
                return False
    return True


def _part(doc: Doc) -> Part:
    read = doc._  # asked once: each asking makes it anew
    return Part(read.family and read.family.name, *(getattr(read, name) for name in FOUND))


@cache
def _decoder() -> msgspec.msgpack.Decoder[list[Part]]:
    return msgspec.msgpack.Decoder(list[Part])
