"""What every column and code means, in Danish and in English: a table for programs and a page for each language.

The Danish words are those of the data dictionary, and english.tsv has each of them in English: one source for all.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pipeline.export.files import Folder
from pipeline.store.describe import Schema
from pipeline.store.dictionary import TABLES
from pipeline.store.labels import LOOKUPS

HEAD = (
    "table", "table_label", "column", "type", "description", "description_en", "code", "code_label",
    "code_description", "code_description_en",
)  # fmt: skip
WORDS = {
    "da": ("Kodebog", "kolonne", "type", "betydning", "kode", "betegnelse", "betydning"),
    "en": ("Codebook", "column", "type", "meaning", "code", "label", "meaning"),
}


@cache
def english() -> dict[str, str]:
    """English for each Danish text of the data dictionary and the codes."""
    text = files("pipeline.export").joinpath("english.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def untranslated() -> list[str]:
    """The Danish texts that english.tsv does not have yet."""
    return sorted({text for text in danish_texts() if text not in english()})


def danish_texts() -> Iterator[str]:
    """The name and description of every table, of every column, and the description of every code."""
    for table in TABLES.values():
        yield from (table.label, table.description, *table.columns.values())
    for codes in LOOKUPS.values():
        yield from (description for _, _, description in codes)


def write_codebooks(schemas: Iterable[Schema], folder: Folder) -> None:
    """Write codebook.csv, kodebog.md and codebook.md. A text without English stands in Danish in the English page."""
    schemas = list(schemas)
    with folder.new("codebook.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([HEAD, *_rows(schemas)])
    folder.write("kodebog.md", "\n".join(_page(schemas, "da", {})))
    folder.write("codebook.md", "\n".join(_page(schemas, "en", english())))


def _rows(schemas: Iterable[Schema]) -> Iterator[tuple[str, ...]]:
    """One row for each column, and one for each code it may hold."""
    for schema in schemas:
        for field in schema.fields:
            meaning = (field.description, english().get(field.description, ""))
            start = (schema.name, TABLES[schema.name].label, field.name, field.type, *meaning)
            yield (*start, "", "", "", "")
            for code, label, description in LOOKUPS.get(field.codes or "", ()):
                yield (*start, code, label, description, english().get(description, ""))


def _page(schemas: Iterable[Schema], language: str, words: dict[str, str]) -> Iterator[str]:
    title, column, kind, meaning, code, label, of_code = WORDS[language]
    yield f"# {title}\n"
    for schema in schemas:
        text = TABLES[schema.name]
        yield f"## `{schema.name}`: {words.get(text.label, text.label)}\n"
        yield f"{words.get(text.description, text.description)}\n"
        yield f"| {column} | {kind} | {meaning} |\n| --- | --- | --- |"
        links = {columns[0]: other for columns, other, _ in schema.links}
        for field in schema.fields:
            to = f" → `{links[field.name]}`" if field.name in links else ""
            yield f"| `{field.name}` | {field.type}{to} | {words.get(field.description, field.description)} |"
        if codes := LOOKUPS.get(schema.name):
            yield f"\n| {code} | {label} | {of_code} |\n| --- | --- | --- |"
            for name, danish, description in codes:
                yield f"| `{name}` | {danish} | {words.get(description, description)} |"
        yield ""
