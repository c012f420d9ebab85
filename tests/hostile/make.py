"""PDFs written by hand, object by object, so that each can have one thing wrong."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SAID = "Punkt 1. Godkendt"
TEXT = b"BT /F1 12 Tf 72 700 Td (Punkt 1. Godkendt) Tj ET"


def document(objects: Mapping[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Numbered objects as a PDF with a right cross-reference table; object 1 is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xc3\xa6\xc3\xb8\xc3\xa5\n")
    at = {}
    for number, body in sorted(objects.items()):
        at[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % at[number] if number in at else b"0000000000 65535 f \n")
    out.write(b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def one_page(
    content: bytes = TEXT,
    *,
    box: bytes = b"[0 0 595 842]",
    page: bytes = b"",
    resources: bytes = b"",
    catalogue: bytes = b"",
    font: bytes = HELVETICA,
    more: Mapping[int, bytes] | None = None,
    trailer: bytes = b"",
    packed: bool = False,
) -> bytes:
    """A PDF of one page that draws `content`, with what is to be wrong put in its place."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>%b>>"
        % (box, resources, page),
        4: stream(content, packed=packed),
        5: font,
    }
    return document({**objects, **(more or {})}, trailer=trailer)


def pages(count: int) -> bytes:
    """A PDF of many pages that share one content."""
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    tree = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)}
    return document({**tree, 4: stream(TEXT), 5: HELVETICA, **dict.fromkeys(range(10, 10 + count), leaf)})


def tree(kids: bytes, count: bytes, **more: bytes) -> bytes:
    """A PDF whose page tree has these kids; `more` are objects by their number behind an underscore."""
    objects = {int(name[1:]): body for name, body in more.items()}
    return document(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[%b]/Count %b>>" % (kids, count), **objects}
    )


def composite(to_unicode: bytes | None) -> dict[str, Any]:
    """A font of two-byte codes; `to_unicode` is the body of its map to letters."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>]%b>>"
    )
    codes = b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET"
    if to_unicode is None:
        return {"content": codes.replace(b"00410042", b"000300040005"), "font": font % b""}
    head = b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    return {
        "content": codes,
        "font": font % b"/ToUnicode 6 0 R",
        "more": {6: stream(head + to_unicode + b" endcmap end")},
    }


def mapped(letters: bytes) -> bytes:
    return one_page(**composite(b"1 beginbfchar <0041> %b endbfchar" % letters))


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def encrypted(user: str, *, strong: bool) -> bytes:
    out = io.BytesIO()
    kind = {"R": 6} if strong else {"R": 3, "aes": False, "metadata": False}
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="ejer", **kind))
    return out.getvalue()


def flipped() -> bytes:
    """Every two-hundredth byte of a long file has one wrong bit."""
    chance, data = random.Random(4), bytearray(pages(40))
    for at in chance.sample(range(len(data)), len(data) // 200):
        data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def laughs() -> bytes:
    """A form that draws ten of the next, ten deep."""
    forms = {}
    for depth in range(10):
        draws = b"/X%d Do " % (depth + 1) * 10 if depth < 9 else TEXT
        inner = b"/XObject<</X%d %d 0 R>>" % (depth + 1, 11 + depth)
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>%b>>" % inner
        forms[10 + depth] = stream(draws, form)
    return one_page(b"/X0 Do", resources=b"/XObject<</X0 10 0 R>>", more=forms)


def twice_packed() -> bytes:
    """A hundred and sixty megabytes of drawing, and that packed once more."""
    drawing = zlib.compress(zlib.compress(b"0 0 m 9 9 l S " * (12 << 20), 9), 9)
    return one_page(more={4: stream(drawing, b"/Filter[/FlateDecode/FlateDecode]")})


def picture(entries: bytes, data: bytes) -> dict[int, bytes]:
    return {10: stream(data, b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceRGB" + entries)}


def with_picture(entries: bytes, data: bytes, content: bytes = b"q 595 0 0 842 0 0 cm /I Do Q") -> bytes:
    return one_page(content, resources=b"/XObject<</I 10 0 R>>", more=picture(entries, data))
