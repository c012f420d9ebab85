"""Two engines and a repair: is no text lost that one of them sees, and are they caught when they disagree?"""

from __future__ import annotations

import io

import pikepdf
import pytest

from pipeline.errors import Damaged, DocumentError, Encrypted
from pipeline.extract import extract_pages
from pipeline.extract.replaced import not_drawn, words_in
from pipeline.extract.verdict import is_garbled


def texts(pages) -> list[str]:
    return [" ".join(line.text for line in page.lines) for page in pages.pages]


def codes(pages) -> list[str]:
    return [code for code, _, _ in pages.doubts]


@pytest.fixture
def three(draw) -> bytes:
    def paint(page) -> None:
        for text in ("Side et", "Side to", "Side tre"):
            page.setFont("Helvetica", 11)
            page.drawString(72, 700, text)
            page.showPage()
        page.drawString(72, 700, "Side fire")

    return draw(paint)


def test_a_file_cut_off_behind_its_pages_is_repaired(three):
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(three)) as pdf:
        pdf.save(whole)  # the catalogue first
    data = whole.getvalue()
    pages = extract_pages(data[: int(len(data) * 0.8)])
    assert texts(pages) == ["Side et", "Side to", "Side tre", "Side fire"]
    assert codes(pages) == ["repaired"]


def test_what_cannot_be_repaired_is_refused_with_the_first_reason(three):
    with pytest.raises(Damaged, match="cannot be opened"):
        extract_pages(three[:400])


def test_a_password_is_not_guessed(three):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(three)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="hemmelig", owner="x", R=6))
    with pytest.raises(Encrypted):
        extract_pages(out.getvalue())


def marked(draw, replacement: str, *, drawn: str = "Godkendt") -> bytes:
    """A page that draws one word and says that it stands for another."""

    def paint(page) -> None:
        page.drawString(72, 720, "Beslutning")
        page._code.append(f"/Span <</ActualText ({replacement})>> BDC")
        page.drawString(72, 700, drawn)
        page._code.append("EMC")

    return draw(paint)


def test_engines_that_disagree_on_a_word_are_told(draw):
    pages = extract_pages(marked(draw, "Afvist"))
    assert "Afvist" in texts(pages)[0]  # pdfium believes the file: that is why the other engine is asked
    assert [(code, number) for code, _, number in pages.doubts] == [("engines_disagree", 1)]


@pytest.mark.parametrize(("replacement", "drawn"), [("Godkendt", "Godkendt"), ("fi", "x"), ("-", "~"), (" ", "_")])
def test_a_replacement_that_changes_no_word_is_no_doubt(draw, replacement, drawn):
    assert codes(extract_pages(marked(draw, replacement, drawn=drawn))) == []


def test_a_page_that_is_not_compared_says_so(draw, monkeypatch):
    monkeypatch.setattr("pipeline.extract.second._MAX_COMPARED", 0)
    assert codes(extract_pages(marked(draw, "Afvist"))) == ["engines_not_compared"]


def test_words_are_compared_without_the_signs_between_them():
    assert list(words_in("Enhedslisten (Ø) 4 stem-mer")) == ["enhedslisten", "stemmer"]
    assert not_drawn(["enhedslisten", "afvist"], ["Enheds-", "listen godkendt"]) == ["afvist"]


def test_only_the_other_engine_sees_the_text_of_a_page(draw, monkeypatch):
    def paint(page) -> None:
        for row in range(30):
            page.drawString(72, 800 - 20 * row, f"Punkt {row}")

    from pipeline.extract import glyphs

    monkeypatch.setattr(glyphs, "_decode", lambda buffer, length: "?")
    monkeypatch.setattr(glyphs.Glyphs, "_spelled", lambda self, count: "?")
    (page,) = extract_pages(draw(paint)).pages
    assert len(page.lines) == 30
    assert page.lines[0].text == "Punkt 0"


def test_a_page_that_pdfium_cannot_load_is_read_by_the_other_engine(three, monkeypatch):
    from pipeline.extract import sheet

    load = sheet.pdfium.FPDF_LoadPage
    monkeypatch.setattr(sheet.pdfium, "FPDF_LoadPage", lambda document, at: None if at == 1 else load(document, at))
    pages = extract_pages(three)
    assert texts(pages) == ["Side et", "Side to", "Side tre", "Side fire"]
    assert [(code, number) for code, _, number in pages.doubts] == [("page_repaired", 2)]


def test_no_file_is_read_as_one_without_pages():
    catalogue = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    for rest in (b"", b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>"):
        with pytest.raises(DocumentError):
            extract_pages(catalogue + rest)


def test_letters_that_no_danish_text_has_are_garbled():
    assert is_garbled("Удгсадфт") and is_garbled("Παράδειγμα κειμένου")
    assert not is_garbled("Godkendt") and not is_garbled("Godkendt af Дума")
