"""The spaCy factories that models/da_referat/config.cfg names: each reads a document's Doc and adds what it found.

The Doc carries the blocks in `doc._.blocks` and the results in `doc._.headings`, `doc._.meeting`, `doc._.sections`,
`doc._.participants`, `doc._.decisions` and `doc._.reports`.
"""

from __future__ import annotations

from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.context import Context
from pipeline.components.decisions import find_decisions, judge_words
from pipeline.components.items import find_headings
from pipeline.components.label_lines import split_at_labels
from pipeline.components.labels import section_labels
from pipeline.components.meeting import find_meeting
from pipeline.components.participants import find_participants
from pipeline.components.phrases import PhraseRules
from pipeline.components.reports import find_reports
from pipeline.components.sections import find_sections, has_labels
from pipeline.components.structure import SectionSpan
from pipeline.families import Family
from pipeline.minutes import Meeting
from pipeline.reasons import TASKS
from pipeline.rules import load_rules

EXTENSIONS = {
    "blocks": (),
    "family": None,
    "headings": (),
    "meeting": Meeting(),
    "sections": (),
    "participants": (),
    "decisions": (),
    "reports": (),
}


def add_extensions() -> None:
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


add_extensions()


@Language.component("referat_items")
def items(doc: Doc) -> Doc:
    doc._.blocks = split_at_labels(doc._.blocks)
    doc._.headings = tuple(find_headings(doc._.blocks))
    return doc


@Language.component("referat_meeting")
def meeting(doc: Doc) -> Doc:
    doc._.meeting = find_meeting(doc._.blocks, doc._.headings)
    return doc


@Language.component("referat_sections")
def sections(doc: Doc) -> Doc:
    read = doc._  # asked once: each asking makes it anew
    found = find_sections(read.blocks, read.headings, read.meeting)
    family = read.family
    read.sections = tuple(filed(section, family) for section in found)
    return doc


def filed(section: SectionSpan, family: Family | None) -> SectionSpan:
    """The section under the kind that its family gives the heading, if it does."""
    kind = family.kind_of(section.heading) if family else None
    return replace(section, kind=kind, rule=family.rule) if family and kind else section


@Language.component("referat_participants")
def participants(doc: Doc) -> Doc:
    doc._.participants = tuple(find_participants(doc._.blocks, doc._.headings, doc._.sections, doc._.meeting))
    return doc


class Decisions:
    """Judges the sentences of the record with the rows of outcomes.jsonl."""

    def __init__(self, nlp: Language):
        self.rules = PhraseRules(load_rules("outcomes"), nlp.tokenizer)

    def __call__(self, doc: Doc) -> Doc:
        read = doc._  # asked once: each asking makes it anew
        blocks, sections, meeting, family = read.blocks, read.sections, read.meeting, read.family
        names = frozenset(word.lower() for person in read.participants for word in person.name.split()[:1])
        labelled = has_labels(section_labels(blocks), read.headings)
        found = find_decisions(blocks, read.headings, sections, meeting, self.rules, labelled, names)
        tasks = family is None or family.tasks
        read.decisions = tuple(one for one in found if tasks or one.rule not in TASKS)
        context = Context(body=None, date=None, title="", alone=True, labelled=True, council=True, names=names)
        read.reports = tuple(
            find_reports(blocks, sections, meeting, lambda text: judge_words(text, context, self.rules))
        )
        return doc


@Language.factory("referat_decisions")
def decisions(nlp: Language, name: str) -> Decisions:
    return Decisions(nlp)


__all__ = ["Decisions", "decisions", "items", "meeting", "participants", "sections"]
