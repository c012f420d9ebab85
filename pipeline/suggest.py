"""`referat suggest`: what the records say in words that no rule knows, so that an analyst sees which row to add next.

The sentences of decision sections that no decision covers are filed by their shape (`pipeline.components.shapes`): the
verb and the words after it that they share with most others.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pipeline.components.asides import ATTENDANCE, MOTION, NOTE
from pipeline.components.sentences import sentence_spans
from pipeline.components.shapes import Words, generalise, row_of, runs
from pipeline.errors import StorageError
from pipeline.store.database import open_database

EXAMPLES = 3
WIDE = 160  # letters of an example on the screen
TOO_LONG = 400  # letters: a longer "sentence" is a list or table that lost its lines
DOCUMENTS = 3_000  # read at most: enough to tell what is frequent, in some ten seconds
PAGES = 3  # pages of an item that are looked through for a sentence

RECORDS = """
    SELECT sections.text, documents.id, documents.filename, agenda_items.number, sections.page,
        (SELECT group_concat(text, char(10)) FROM decisions WHERE agenda_item_id = agenda_items.id),
        (SELECT group_concat(text, char(10)) FROM votes WHERE agenda_item_id = agenda_items.id)
    FROM documents
    CROSS JOIN agenda_items ON agenda_items.document_id = documents.id
    CROSS JOIN sections ON sections.agenda_item_id = agenda_items.id
    WHERE sections.kind = 'decision' AND documents.kind = 'minutes' AND documents.rowid % :each = 0
    AND NOT EXISTS (SELECT 1 FROM meeting_documents WHERE document_id = documents.id AND status = 'superseded')
    ORDER BY documents.rowid
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as printed, and where it stands."""

    text: str
    document: str
    page: int
    item: str | None


@dataclass(slots=True)
class Saying:
    """All sentences that read alike once generalised."""

    words: Words  # placeholders and words in lower case; signs part the clauses
    count: int = 0
    places: list[tuple[str, str, str, str | None, int]] = field(default_factory=list)  # the first few, as read
    documents: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Sentences that share `words`: how many, in how many documents, with examples and the row to begin with."""

    words: Words
    count: int
    documents: int
    examples: tuple[Example, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def to_json(self) -> dict[str, object]:
        examples = [
            {"text": one.text, "document": one.document, "page": one.page, "item": one.item} for one in self.examples
        ]
        return {"pattern": self.text, "count": self.count, "documents": self.documents, "examples": examples}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`sentences` stand in the records, `unmatched` were found by no rule, `shaped` of these could resolve something.

    One in `each` documents was read. `patterns` come with the most frequent first.
    """

    sentences: int
    unmatched: int
    shaped: int
    each: int
    patterns: tuple[Pattern, ...]

    def to_json(self) -> dict[str, object]:
        patterns = [pattern.to_json() for pattern in self.patterns]
        counts = {"sentences": self.sentences, "unmatched": self.unmatched, "shaped": self.shaped, "each": self.each}
        return {**counts, "patterns": patterns, "row": self.row()}

    def lines(self) -> Iterator[str]:
        yield (
            f"{self.unmatched} of {self.sentences} sentences in the records were matched by no rule;"
            f" {self.shaped} of them have the form of a resolution"
        )
        if self.each > 1:
            yield f"one in {self.each} documents was read"
        for pattern in self.patterns:
            noun = "document" if pattern.documents == 1 else "documents"
            yield f"\n{pattern.count:5}  {pattern.text}  ({pattern.documents} {noun})"
            for one in pattern.examples:
                yield f"       {one.document} p. {one.page}: {shorten(one.text)}"
        if self.patterns:
            yield "\nIf the first resolves something, begin with this row in rules/outcomes.jsonl (docs/rules.md):"
            yield json.dumps(self.row(), ensure_ascii=False)

    def row(self) -> dict[str, object] | None:
        """The row to begin with for the first pattern: OUTCOME and the counter-example are the analyst's to fill in."""
        return row_of(self.patterns[0].words, self.patterns[0].examples[0].text) if self.patterns else None


def suggest_rows(database: Path, limit: int = 20, documents: int = DOCUMENTS) -> Suggestion:
    """The `limit` most frequent patterns among the sentences of the records that no decision or vote covers.

    Attendance, motions and notes are left out. Of a larger database about `documents` documents are read, one in so
    many. Raises StorageError when there is no database.
    """
    if not database.exists():
        raise StorageError(f"{database} is not there: run `referat ingest` first")
    db = open_database(database)
    try:
        sayings: dict[Words, Saying] = {}
        sentences = 0
        each = -(-db.execute("SELECT count(*) FROM documents").fetchone()[0] // documents) or 1
        for text, document, filename, number, page, decided, voted in db.execute(RECORDS, {"each": each}):
            known = letters(f"{decided or ''} {voted or ''}")
            for sentence in sentences_of(text):
                sentences += 1
                if letters(sentence) in known or not speaks(sentence):
                    continue
                words = generalise(sentence)
                saying = sayings.setdefault(words, Saying(words))
                saying.count += 1
                saying.documents.add(document)
                if len(saying.places) < EXAMPLES:
                    saying.places.append((sentence, filename, document, number, page))
        unmatched = sum(saying.count for saying in sayings.values())
        groups = grouped(sayings)
        counts = {words: sum(saying.count for saying in group) for words, group in groups.items()}
        first = sorted(counts, key=lambda words: (-counts[words], words))[:limit]
        patterns = tuple(pattern_of(db, words, groups[words]) for words in first)
        return Suggestion(sentences, unmatched, sum(counts.values()), each, patterns)
    finally:
        db.close()


def sentences_of(text: str) -> Iterator[str]:
    for paragraph in text.split("\n"):
        for start, end in sentence_spans(paragraph):
            yield paragraph[start:end]


def shorten(text: str) -> str:
    return text if len(text) <= WIDE else f"{text[: WIDE - 1]}…"


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def speaks(sentence: str) -> bool:
    """Can the sentence be a statement of what was resolved?"""
    if len(sentence) > TOO_LONG or sentence.endswith(("?", ":")) or not any(map(str.islower, sentence)):
        return False
    return not (ATTENDANCE.match(sentence) or MOTION.match(sentence) or NOTE.match(sentence))


def grouped(sayings: Mapping[Words, Saying]) -> dict[Words, list[Saying]]:
    """Each saying that has the shape of a resolution under its verb and the words after it that most others share."""
    shared: Counter[Words] = Counter()
    shaped = [(saying, found) for saying in sayings.values() if (found := list(runs(saying.words)))]
    for saying, found in shaped:
        for run in found:
            shared[run] += saying.count
    groups: dict[Words, list[Saying]] = defaultdict(list)
    for saying, found in shaped:
        groups[max(found, key=lambda run: (shared[run] * (1 + len(run)), len(run)))].append(saying)
    return groups


def pattern_of(db: sqlite3.Connection, words: Words, group: list[Saying]) -> Pattern:
    group.sort(key=lambda saying: (-saying.count, len(saying.words)))
    first = [saying.places[0] for saying in group[:EXAMPLES]]
    places = first if len(group) >= EXAMPLES else [place for saying in group for place in saying.places][:EXAMPLES]
    documents = {document for saying in group for document in saying.documents}
    examples = tuple(
        Example(text, filename, page_of(db, document, text, page), number)
        for text, filename, document, number, page in places
    )
    return Pattern(words, sum(saying.count for saying in group), len(documents), examples)


def page_of(db: sqlite3.Connection, document: str, sentence: str, first: int) -> int:
    """The page on which a sentence of a section stands or begins: a section knows only its first page."""
    pages = db.execute(
        "SELECT number, text FROM pages WHERE document_id = ? AND number BETWEEN ? AND ? ORDER BY number",
        (document, first, first + PAGES),
    ).fetchall()
    wanted = letters(sentence)
    texts = [(number, letters(text)) for number, text in pages]
    for number, text in texts:
        if wanted in text:
            return int(number)
    for (number, text), (_, following) in pairwise(texts):
        if wanted in text + following:
            return int(number)
    return first
