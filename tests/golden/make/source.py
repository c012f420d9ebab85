"""Source texts: the words of an invented document with their annotation in the margin (see README.md beside them).

A text begins with `key: value` lines (file, family, style.*, and what the gold says of the meeting), then directives
(`@item`, `@section` ...) and paragraphs. Inside a paragraph `{outcome: words}` is a decision (it may run over several
paragraphs), `[1,5 mio. kr.=1500000]` an amount, `**words**` bold, `¬` a place where a word may be cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .blocks import Block, Break, Face, Para, Word
from .gold import OUTCOMES, SECTION_KINDS, Item, Quote, Record, vote
from .printer import Printer
from .style import Style, styled

TOKEN = re.compile(r"\{(\w+):\s*|(\})|(\*\*)|(\s+)|((?:[^\s{}*]|\*(?!\*))+)")
AMOUNT = re.compile(r"\[([^\[\]=]+)=(-?[\d.]+)\]")
# Between two consonants that vowels surround, two letters from either end: good enough a place to cut a Danish word.
SYLLABLE = re.compile(r"(?<=\w)([aeiouyæøå][bdfghjklmnprstv])(?=[bdfghjklmnprstv][aeiouyæøå]\w)")
MARKED = re.compile(r"(?P<mark>--|-|\+|\||#\S+)\s+(?P<rest>.*)")


@dataclass
class Source:
    """One document as read: blocks to draw, and the annotation whose pages the placer will tell."""

    head: dict[str, str]
    style: Style
    blocks: list[Block] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [item for record in self.records for item in record.items]


def read_source(text: str, contents: list[tuple[str, str, int]] | None = None) -> Source:
    """`contents` is what the contents list prints: number, title and page of each item, from an earlier pass."""
    lines = text.split("\n")
    cut = lines.index("")
    given = dict(line.split(": ", 1) for line in lines[:cut])
    style = styled({key[6:]: value for key, value in given.items() if key.startswith("style.")})
    source = Source({key: value for key, value in given.items() if not key.startswith("style.")}, style)
    source.records.append(Record(source.head))
    Reader(source, contents or []).read(lines[cut + 1 :])
    return source


class Reader(Printer):
    """Turns lines into blocks and annotation."""

    def __init__(self, source: Source, contents: list[tuple[str, str, int]]) -> None:
        super().__init__(source.blocks, source.style, contents)
        self.out = source
        self.decision: Quote | None = None
        self.lead: list[Word] = []  # a run-in heading waiting for its paragraph

    @property
    def item(self) -> Item | None:
        items = self.out.records[-1].items
        return items[-1] if items else None

    def read(self, lines: list[str]) -> None:
        pending: list[str] = []
        for line in [*lines, ""]:
            starts = line.startswith("@") or bool(MARKED.fullmatch(line))
            if (not line.strip() or starts) and pending:
                self.paragraph(" ".join(pending))
                pending = []
            if line.startswith("@"):
                name, _, rest = line[1:].partition(" ")
                getattr(self, "do_" + name)(rest.strip())
            elif line.strip():
                pending.append(line.strip())
        if self.decision:
            raise ValueError(f"decision left open: {self.decision.ends()}")

    # -- paragraphs ---------------------------------------------------------------------------------------------

    def paragraph(self, text: str) -> None:
        body = Face(self.style.font, self.variant, self.style.size)
        para = Para([], body, self.align, after=self.style.gap)
        found = MARKED.fullmatch(text)
        if not found:
            para.words = self.lead + self.words(text, body)
            self.lead = []
        else:
            mark, rest = found["mark"], found["rest"]
            if mark == "|":
                para.words, para.after, para.align = self.words(rest, body), 0.0, "left"
            elif mark == "+":
                name, _, number = rest.partition(" || ")
                if self.item:
                    self.item.attachments.append(name)
                para.words, para.after, para.align = self.words(f"{name} {number}", body), 1.0, "left"
            else:
                self._labelled(para, mark, rest, body)
        self.flows[-1].append(para)

    def _labelled(self, para: Para, mark: str, rest: str, body: Face) -> None:
        deep = 2 if mark == "--" else 1
        para.indent, para.after = self.style.indent * deep, 2.0
        para.label = Word(self.style.bullet if mark in ("-", "--") else mark[1:], body)
        if mark.startswith("#"):  # a list number is a word of the text it opens
            if opened := re.match(r"\{(\w+):\s*", rest):
                self._open(opened[1])
                rest = rest[opened.end() :]
            self._own(para.label)
        para.words = self.words(rest, body)

    def words(self, text: str, body: Face) -> list[Word]:
        """The words of a paragraph, each given to the section and decision it belongs to."""
        words: list[Word] = []
        bold = False
        for amount in AMOUNT.finditer(text):
            if self.item:
                value = float(amount[2])
                dkk = int(value) if value == int(value) else value
                self.item.amounts.append({"text": amount[1], "dkk": dkk})
        for opens, closes, stars, _, token in TOKEN.findall(AMOUNT.sub(r"\1", text).replace("kr..", "kr.")):
            if opens:
                self._open(opens)
            elif closes:
                self._close()
            elif stars:
                bold = not bold
            elif token:
                face = Face(body.family, "b" + body.variant.replace("b", ""), body.size) if bold else body
                cut = self.style.hyphens and len(token) > 8
                words.append(Word(SYLLABLE.sub(r"\1¬", token) if cut else token, face))
                self._own(words[-1])
        return words

    def _own(self, word: Word) -> None:
        if self.section:
            self.section.words.append(word)
        if self.decision:
            self.decision.words.append(word)

    def _open(self, outcome: str) -> None:
        if outcome not in OUTCOMES or self.decision or not self.section or not self.item:
            raise ValueError(f"a decision may not open here: {outcome}")
        self.decision = Quote(outcome)

    def _close(self) -> None:
        if not self.decision or not self.item:
            raise ValueError("no decision is open")
        self.item.decisions.append(self.decision)
        self.decision = None

    # -- items and sections -------------------------------------------------------------------------------------

    def do_item(self, rest: str) -> None:
        number, title, *more = (part.strip() for part in rest.split(" | "))
        facts = {key: value for key, _, value in (part.partition("=") for part in more)}
        item = Item(None if number == "-" else number, None if title == "-" else title, facts)
        self.section = None
        shown = {"n": "", "t": "", "time": "", "by": "", **facts}
        shown |= {"n": item.number or "", "t": item.title or ""}
        if self.style.item_page and self.item:
            self.flows[-1].append(Break())
        before = self.style.item_before
        for line in facts.get("as", self.style.item).split(" // "):
            spec, template = line.split(" ", 1)
            if "{case}" in template and "case" not in facts:
                continue
            para = self._plain(template.format(**shown), spec, before=before, after=2.0, keep=True)
            before = 0.0
            if not item.heading and ("{t}" in template or "{n}" in template or "as" in facts):
                item.heading = para.words
        self.out.records[-1].items.append(item)

    def do_section(self, rest: str) -> None:
        """`@section kind | heading`, `-` for none; a third part `inline` prints it in the paragraph that follows."""
        if not self.item:
            raise ValueError("a section before the first item")
        kind, heading, *how = (part.strip() for part in rest.split(" | "))
        if kind not in SECTION_KINDS:
            raise ValueError(f"no such section kind: {kind}")
        self.section = None
        if heading != "-":
            face = self.style.face(how[1] if len(how) > 1 else self.style.section)
            if how and how[0] == "inline":
                self.lead = [Word(word, face) for word in heading.split()]
            else:
                self._plain(heading + self.style.colon, self.style.section, before=4.0, after=1.0, keep=True)
        self.section = Quote(kind, None if heading == "-" else heading.rstrip(":"))
        self.item.sections.append(self.section)

    def do_end(self, _: str) -> None:
        self.section = None

    def do_vote(self, rest: str) -> None:
        assert self.item
        self.item.votes.append(vote(rest))

    def do_attach(self, rest: str) -> None:
        assert self.item
        self.item.attachments.append(rest)

    def do_meeting(self, rest: str) -> None:
        """`@meeting date=2020-01-01 | body=...`: another meeting in the PDF; the rest is as in the first."""
        facts = dict(part.strip().split("=", 1) for part in rest.split("|"))
        self.section = None
        self.out.records.append(Record({**self.out.head, "start": "", "end": "", **facts}))

    def do_person(self, rest: str) -> None:
        values = [part.strip() for part in rest.split("|")] + ["-"] * 4
        name, status, role, title, organisation = (None if v == "-" else v for v in values[:5])
        self.out.records[-1].people.append(
            {"name": name, "status": status or "present", "role": role, "title": title, "organisation": organisation}
        )

    def do_sub(self, rest: str) -> None:
        """A bold subheading inside a section, and part of its text."""
        face = self.style.face("b")
        self.flows[-1].append(Para(self.words(rest, face), face, before=3.0, after=1.0, keep=True))
