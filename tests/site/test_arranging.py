from __future__ import annotations

import sqlite3

import pytest

from pipeline.site.arrange import Grid, Paragraph, place_decisions, place_tables


def decision(text: str) -> sqlite3.Row:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    row: sqlite3.Row = db.execute("SELECT ? AS text", (text,)).fetchone()
    return row


def shape(parts: tuple[object, ...]) -> list[str]:
    marks = {Paragraph: "", Grid: "#", sqlite3.Row: "!"}
    return [
        marks[type(part)] + (part["text"] if isinstance(part, sqlite3.Row) else getattr(part, "text", ""))
        for part in parts
    ]


@pytest.mark.parametrize(
    ("text", "decisions", "parts", "left"),
    [
        ("Godkendt.", ["Godkendt."], ["!Godkendt."], []),
        ("Før. Godkendt. Efter.", ["Godkendt."], ["Før.", "!Godkendt.", "Efter."], []),
        ("Blev\nvedtaget.\nNN stemte imod.", ["Blev vedtaget."], ["!Blev vedtaget.", "NN stemte imod."], []),
        ("A. B.", ["A.", "B."], ["!A.", "!B."], []),
        ("A. B.", ["B.", "A."], ["A.", "!B."], ["A."]),
        ("Drøftet.", ["Godkendt."], ["Drøftet."], ["Godkendt."]),
        ("- et\n• to\n...\n", [], ["et", "to"], []),
        ("1,5 (mio.) kr.", ["1,5 (mio.) kr."], ["!1,5 (mio.) kr."], []),
    ],
)
def test_decisions_stand_where_their_words_stand(
    text: str, decisions: list[str], parts: list[str], left: list[str]
) -> None:
    unplaced = [decision(text) for text in decisions]
    assert shape(place_decisions(text, unplaced)) == parts
    assert [row["text"] for row in unplaced] == left


TABLE = Grid(None, ("Vej", "Pris"), (("Skovvej 1", "900,-"), ("Engvej", "")))


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["Før", "Vej Pris", "Skovvej 1 900,-", "Engvej", "Efter"], ["Før", "#", "Efter"]),
        (["Før", "Vej", "Skovvej", "Engvej", "Pris 1", "- 900"], ["Før", "#"]),
        (["Vej Pris", "Skovvej 1"], ["Vej Pris", "Skovvej 1", "#"]),
        (["Vej Pris Skovvej 1 900 Engvej og mere"], ["Vej Pris Skovvej 1 900 Engvej og mere", "#"]),
        ([], ["#"]),
    ],
)
def test_a_table_takes_the_place_of_its_words(lines: list[str], parts: list[str]) -> None:
    assert shape(place_tables([Paragraph(line, False) for line in lines], [TABLE])) == parts
