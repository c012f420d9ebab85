"""Section labels: whole lines, run in before a colon or in bold, dated, leads, and the stems of unknown headings."""

from __future__ import annotations

import pytest
from factories import block, laid

from pipeline.components.labels import Label, label_of, section_label, stem_label

CASES: dict[str, tuple[str, str | None, str | None, str]] = {
    # printed, kind, heading, the section's text on the same line
    "phrase": ("Beslutning", "decision", "Beslutning", ""),
    "phrase in capitals with a colon": ("BESLUTNING:", "decision", "BESLUTNING", ""),
    "economy": ("Økonomi", "economy", "Økonomi", ""),
    "run in before a colon": ("Beslutning: Vedtaget.", "decision", "Beslutning", "Vedtaget."),
    "run in in bold": ("**Beslutning** Vedtaget.", "decision", "Beslutning", "Vedtaget."),
    "run in with a dash": ("**Indstilling** – Planen godkendes.", "recommendation", "Indstilling", "Planen godkendes."),
    "run in with a dash, not in bold": ("Beslutning - Godkendt.", "decision", "Beslutning", "Godkendt."),
    "a topic before a dash": ("Økonomi - kassereren fortæller.", None, None, ""),
    "from the column on the left": ("Beslutning Godkendt.", "decision", "Beslutning", "Godkendt."),
    "a name behind the word": ("Beslutning Kultur- og Fritidsudvalget", None, None, ""),
    "lower case before a colon is prose": ("beslutning: vedtaget.", None, None, ""),
    "behind a button of the web": ("fold dette punkt ind Resume", "summary", "Resume", ""),
    "a sentence that begins with a label": ("Beslutningen blev udsat.", None, None, ""),
    "dated": ("Beslutning Teknisk Udvalg den 03-05-2022", "dated", "Beslutning Teknisk Udvalg den 03-05-2022", ""),
    "lead": ("Det indstilles, at planen godkendes.", "lead", None, "Det indstilles, at planen godkendes."),
    "lead of an office": (
        "Forvaltningen indstiller, at planen godkendes.",
        "lead",
        None,
        "Forvaltningen indstiller, at planen godkendes.",
    ),
}


@pytest.mark.parametrize(("printed", "kind", "heading", "rest"), CASES.values(), ids=CASES)
def test_section_label(printed: str, kind: str | None, heading: str | None, rest: str) -> None:
    one = block(printed)
    label = section_label(one)
    if kind is None:
        assert label is None
    else:
        assert label is not None
        assert (label.kind, label.heading, one.text[label.rest :]) == (kind, heading, rest)


def test_a_label_in_the_column_on_the_left() -> None:
    (one,) = laid("Beslutning|Hegnet males i maj.")
    label = section_label(one)
    assert label is not None
    assert (label.kind, label.heading, one.text[label.rest :]) == ("decision", "Beslutning", "Hegnet males i maj.")


def test_dated_label_names_body_and_day() -> None:
    label = label_of("Beslutning Teknisk Udvalg den 03-05-2022")
    assert isinstance(label, Label)
    assert (label.body, label.date, label.run_in) == ("Teknisk Udvalg", "03-05-2022", False)


def test_tables_have_no_label() -> None:
    assert section_label(block("= Beslutning")) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Rådmandens indstilling", "recommendation"),
        ("Økonomiske konsekvenser for kassen", "economy"),
        ("Udvalgets beslutning", "decision"),
        ("Tidsplan", "process"),
        ("Medlemsforslag fra Venstre", "recommendation"),
        ("Legepladsens indretning:", "background"),
    ],
)
def test_stem_label(heading: str, kind: str) -> None:
    label = stem_label(heading)
    assert (label.kind, label.heading) == (kind, heading.rstrip(":"))
