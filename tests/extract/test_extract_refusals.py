"""Files that are no PDF, or broken, or locked: each ends in its own error, and a page lost is told."""

from __future__ import annotations

import io
from pathlib import Path

import fpdf
import pypdfium2
import pytest

from pipeline.errors import Damaged, DocumentError, EmptyFile, Encrypted, NoPages, NotAPdf
from pipeline.extract import document, extract_pages


@pytest.fixture
def plain(draw) -> bytes:
    return draw(lambda page: page.drawString(72, 700, "Referat"))


def locked(*, user: str = "", owner: str) -> bytes:
    pdf = fpdf.FPDF()
    pdf.set_encryption(owner_password=owner, user_password=user)
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.cell(text="Referat")
    return bytes(pdf.output())


def without_pages(data: bytes) -> bytes:
    pdf = pypdfium2.PdfDocument(data)
    del pdf[0]
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda data: b"", EmptyFile),
        (lambda data: b"\n\0 \n", EmptyFile),
        (lambda data: b"<!DOCTYPE html><h1>404</h1>", NotAPdf),
        (lambda data: b"PK\x03\x04" + bytes(500), NotAPdf),
        (lambda data: data[:9], Damaged),
        (lambda data: data[: len(data) // 2], Damaged),
        (lambda data: locked(user="hemmelig", owner="hemmelig"), Encrypted),
        (without_pages, NoPages),
    ],
)
def test_refusals(plain, spoil, error):
    with pytest.raises(DocumentError) as caught:
        extract_pages(spoil(plain))
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data,
        lambda data: locked(owner="kun ejeren"),
        lambda data: bytes(3_000) + data,
        lambda data: data + b"<html>",
        lambda data: data.replace(b"startxref", b"startxxxx"),
        lambda data: data.partition(b"\n")[2],
    ],
    ids=["whole", "owner password", "junk before", "junk behind", "no startxref", "no header"],
)
def test_what_can_be_read_is_read(plain, change):
    (page,) = extract_pages(change(plain)).pages
    assert [line.text for line in page.lines] == ["Referat"]


def test_pdfplumber_reads_what_pdfium_cannot_open(draw, monkeypatch):
    def paint(page) -> None:
        text = page.beginText(72, 700)
        text.setFont("Helvetica-Bold", 12)
        text.textOut("Beslutning: ")
        text.setFont("Helvetica", 12)
        text.textOut("Vedta-")
        page.drawText(text)

    data = draw(paint)
    monkeypatch.setattr(document.pdfium, "FPDF_LoadMemDocument64", lambda *_: None)
    pages = extract_pages(data)
    (line,) = pages.pages[0].lines
    assert (line.text, line.hyphen, line.bold_head, line.size) == ("Beslutning: Vedta-", True, 11, 12)
    assert line.top < 142 < line.bottom
    assert [code for code, _, _ in pages.doubts] == ["repaired"]


def test_a_path_is_read(plain, tmp_path: Path):
    path = tmp_path / "møde.pdf"
    path.write_bytes(plain)
    assert extract_pages(path) == extract_pages(plain)


def test_too_many_pages_are_refused(draw, monkeypatch):
    monkeypatch.setattr(document, "MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="2 pages"):
        extract_pages(draw(lambda page: page.showPage()))


def test_a_page_that_cannot_be_read_is_empty_and_told(draw):
    def paint(page) -> None:
        for text in ("første", "anden"):
            page.drawString(72, 700, text)
            page.showPage()
        page.drawString(72, 700, "tredje")

    before, second, rest = draw(paint).split(b"/Type /Page\n", 2)
    pages = extract_pages(before + b"/Type /Page\n" + second + b"/Type /Xxxx\n" + rest)
    assert [[line.text for line in page.lines] for page in pages.pages] == [["første"], [], ["tredje"]]
    assert [(code, number) for code, _, number in pages.doubts] == [("page_unreadable", 2)]


def test_the_same_bytes_give_the_same_pages(plain):
    assert extract_pages(plain) == extract_pages(plain)
