"""A PDF file to `Pages`."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from pipeline.errors import Damaged, DocumentError, EmptyFile, Encrypted, NoPages, NotAPdf, TooManyPages
from pipeline.extract.glyphs import Faces
from pipeline.extract.repair import saved_anew
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

    pdfium reads; where it cannot open the file, or more than half of its pages, it is tried once more on the file
    saved anew, which keeps tables and links, and then pdfplumber on the file as it is.

    With `printed_only` the characters that a reader of the printed page does not see are left out, which takes some
    twenty times as long; what pdfium cannot read is left out then too.

    Raises EmptyFile, NotAPdf, Damaged, Encrypted, NoPages, TooManyPages, and OSError
    where the file cannot be read. Not thread-safe, for pdfium is not: read documents at once in processes.
    """
    data = _pdf_bytes(source if isinstance(source, bytes) else source.read_bytes())
    try:
        return _read_bytes(data, printed_only)
    except (Damaged, Encrypted, NoPages) as refusal:
        return _rescued(data, refusal, printed_only)


def _pdf_bytes(data: bytes) -> bytes:
    if not data.strip(b"\0\t\n\f\r "):
        raise EmptyFile("The file is empty.")
    start = data.find(b"%PDF-", 0, _HEADER_WITHIN)
    if start < 0 and b"endobj" in data:
        return b"%PDF-1.4\n" + data  # only the head is lost
    if start < 0:
        raise NotAPdf("No PDF header in the file.")
    return data[start:] if start > _PDFIUM_LOOKS_WITHIN else data


def _read_bytes(data: bytes, printed_only: bool) -> Pages:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Encrypted("The file asks for a password.") if locked else Damaged("The PDF cannot be opened.")
    try:
        return _read(document, SecondOpinion(data), printed_only)
    finally:
        pdfium.FPDF_CloseDocument(document)


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


def _rescued(data: bytes, refusal: DocumentError, printed_only: bool) -> Pages:
    """What can be read of a file that pdfium refused; raises `refusal` if that is nothing.

    The repaired file counts if it has text, else what pdfplumber reads; a scan has pages without any.
    """
    repaired = _repaired(data, printed_only)
    if repaired and any(page.has_text for page in repaired.pages):
        return repaired
    pages = (None if printed_only else _read_by_the_other(data)) or repaired
    if pages is None:
        raise refusal
    return pages


def _repaired(data: bytes, printed_only: bool) -> Pages | None:
    mended = saved_anew(data)
    if mended is None:
        return None
    try:
        pages = _read_bytes(mended, printed_only)
    except DocumentError:
        return None
    doubt = ("repaired", "Filen er beskadiget; den er læst efter en reparation, og sider kan mangle.", None)
    return replace(pages, doubts=(doubt, *pages.doubts))


def _read_by_the_other(data: bytes) -> Pages | None:
    try:
        pages = SecondOpinion(data).pages()
    except MemoryError:
        raise
    except Exception:  # pdfminer raises errors of any class, and the file is refused with pdfium's
        return None
    if not any(page.has_text for page in pages):
        return None
    texts = [PageText(sum(len(line.text) for line in page.lines)) for page in pages]
    doubt = ("repaired", "Filen er beskadiget; den er læst med en nødløsning, og tabeller og links er ikke med.", None)
    return Pages(tuple(pages), text_layer(texts), (doubt,))
