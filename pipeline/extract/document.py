"""A PDF file to `Pages`."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.errors import Damaged, DocumentError, EmptyFile, Encrypted, NoPages, NotAPdf, TooManyPages
from pipeline.extract.glyphs import Faces
from pipeline.extract.second import SecondOpinion
from pipeline.extract.sheet import read_page
from pipeline.extract.spaces import restore_spaces
from pipeline.extract.verdict import PageText, text_layer
from pipeline.page import Pages

MAX_PAGES = 5_000
_HEADER_WITHIN = 65_536  # bytes of other matter (a mail's head, a web server's notice) that may precede the PDF
_PDFIUM_LOOKS_WITHIN = 1_024


def extract_pages(source: bytes | Path, *, printed_only: bool = False) -> Pages:
    """The pages of a PDF with lines, tables and links; a page that cannot be read is empty and has a doubt.

    With `printed_only` the characters that a reader of the printed page does not see are left out, which takes some
    twenty times as long.

    Raises EmptyFile, NotAPdf, Damaged, Encrypted, NoPages, TooManyPages, and OSError
    where the file cannot be read. Not thread-safe, for pdfium is not: read documents at once in processes.
    """
    data = _pdf_bytes(source if isinstance(source, bytes) else source.read_bytes())
    second = SecondOpinion(data)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        refusal = Encrypted("The file asks for a password.") if locked else Damaged("The PDF cannot be opened.")
        return _rescued(second, refusal)
    try:
        return _read(document, second, printed_only)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pdf_bytes(data: bytes) -> bytes:
    if not data.strip(b"\0\t\n\f\r "):
        raise EmptyFile("The file is empty.")
    start = data.find(b"%PDF-", 0, _HEADER_WITHIN)
    if start < 0 and b"endobj" in data:
        return b"%PDF-1.4\n" + data  # only the head is lost
    if start < 0:
        raise NotAPdf("No PDF header in the file.")
    return data[start:] if start > _PDFIUM_LOOKS_WITHIN else data


def _read(document: Any, second: SecondOpinion, printed_only: bool) -> Pages:
    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise NoPages("The PDF has no pages.")
    if count > MAX_PAGES:
        raise TooManyPages(f"The PDF has {count} pages, more than {MAX_PAGES}.")
    faces = Faces()
    read = [read_page(document, number, faces, second, printed_only) for number in range(1, count + 1)]
    pages, texts, doubts = zip(*read, strict=True)
    told = tuple(chain.from_iterable(doubts))
    unreadable = sum(code == "page_unreadable" for code, _, _ in told)
    if 2 * unreadable > count:
        raise Damaged(f"{unreadable} of the PDF's {count} pages cannot be read.")
    return Pages(tuple(restore_spaces(pages)), text_layer(texts), told)


def _rescued(second: SecondOpinion, refusal: DocumentError) -> Pages:
    """What pdfplumber makes of a file that pdfium cannot open; raises `refusal` if that is nothing."""
    try:
        pages = second.pages()
    except MemoryError:
        raise
    except Exception as error:  # pdfminer raises errors of any class
        raise refusal from error
    if not any(page.has_text for page in pages):
        raise refusal
    texts = [PageText(sum(len(line.text) for line in page.lines)) for page in pages]
    doubt = ("repaired", "Filen er beskadiget; den er læst med en nødløsning, og tabeller og links er ikke med.", None)
    return Pages(tuple(pages), text_layer(texts), (doubt,))
