"""Link annotations of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.extract.geometry import Frame
from pipeline.page import Link

_MAX_LINKS = 1_000
_MAX_ADDRESS = 2_048  # bytes


def page_links(document: Any, page: Any, frame: Frame) -> Iterator[Link]:
    """The links of an open page that lead to an address; links within the document are left out."""
    position, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(_MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < length <= _MAX_ADDRESS:
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        yield Link(buffer.value.decode("utf-8", "replace"), *frame.box(rect.left, rect.bottom, rect.right, rect.top))
