"""Invented one-page PDFs that hide a word in every way met with, each beside words that are seen.

`python tests/privacy/hidden_text.py DIR` writes them all as files to look at.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

WIDTH, HEIGHT = 595, 842
SEEN = ("Referat af moede i udvalget", "Udvalget godkendte forslaget", "Naeste moede er i maj")
HIDDEN = "Hemmeligord"


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to hide a word: what a page prints before and after the words that are seen, and what it needs for it."""

    name: str
    before: str = ""
    after: str = ""
    resources: str = ""
    page: str = ""
    catalog: str = ""
    objects: tuple[bytes, ...] = ()
    meant: bool = False
    """Someone meant to hide it: the alarm of a bad redaction must ring."""


FIRST_FREE = 6


def text(x: float, y: float, size: float, words: str = HIDDEN, *, mode: str = "0 g") -> str:
    return f"q BT {mode} /F1 {size} Tf {x} {y} Td ({words}) Tj ET Q\n"


def box(x: float, y: float, width: float, height: float, colour: str = "0 g") -> str:
    return f"q {colour} {x} {y} {width} {height} re f Q\n"


def stream(content: bytes, head: str = "") -> bytes:
    return f"<< {head} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def image(pixels: bytes, width: int, height: int) -> bytes:
    head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    return stream(zlib.compress(pixels), f"{head} /Filter /FlateDecode")


def make_pdf(variant: Variant) -> bytes:
    """The PDF of a variant."""
    y = HEIGHT - 90
    words = "".join(text(72, y - 40 * row, 11, words) for row, words in enumerate(SEEN))
    content = (variant.before + words + variant.after).encode("latin-1")
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {variant.catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> {variant.resources} >> {variant.page} >>"
        ).encode(),
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *variant.objects,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


SIZES = (7, 9, 11, 16, 28)
X, Y = 90, 420


def wide(size: float) -> float:
    """How far the hidden word reaches, generously."""
    return 6.2 * size


def variants() -> Iterator[Variant]:
    for size in SIZES:
        yield from pale(size)
        yield from covered(size)
        yield from unprinted(size)
        yield from imaged(size)
        yield from noted(size)
        yield from overprinted(size)
    yield from away()
    yield from tiny()
    for turn in (90, 180, 270):
        for size in (9, 14):
            for one in chain(covered(size), pale(size)):
                yield Variant(
                    f"turned-{turn}-{one.name}", one.before, one.after, one.resources, f"/Rotate {turn}", one.catalog,
                    one.objects, one.meant,
                )  # fmt: skip


def pale(size: float) -> Iterator[Variant]:
    """Printed in the colour of what it stands on."""
    for name, colour in (
        ("white", "1 g"),
        ("nearly-white", "0.97 g"),
        ("white-rgb", "1 1 1 rg"),
        ("cmyk", "0 0 0 0 k"),
    ):
        yield Variant(f"{name}-{size}", text(X, Y, size, mode=colour))
    yield Variant(f"white-outline-{size}", text(X, Y, size, mode="1 G 1 Tr"))
    for name, shade in (("black", "0 g"), ("blue", "0.1 0.2 0.6 rg"), ("grey", "0.8 g")):
        ground = box(X - 4, Y - 6, wide(size), size + 9, shade)
        yield Variant(f"{name}-on-{name}-{size}", ground + text(X, Y, size, mode=shade), meant=True)


def covered(size: float) -> Iterator[Variant]:
    """Printed as the rest, with something drawn over it."""
    here = (X - 3, Y - 0.3 * size, wide(size), 1.35 * size)
    x, y, width, height = here
    for name, colour in (("black", "0 g"), ("white", "1 g"), ("grey", "0.5 g"), ("red", "0.8 0 0 rg")):
        yield Variant(f"{name}-box-{size}", text(X, Y, size), box(*here, colour), meant=True)
    yield Variant(
        f"framed-box-{size}", text(X, Y, size), f"q 0 g 1 0 0 RG {x} {y} {width} {height} re B Q\n", meant=True
    )
    yield Variant(
        f"stroke-{size}", text(X, Y, size),
        f"q 0 G {1.4 * size} w {x} {Y + 0.35 * size} m {x + width} {Y + 0.35 * size} l S Q\n", meant=True,
    )  # fmt: skip
    yield Variant(f"tight-box-{size}", text(X, Y, size), box(x, Y - 0.16 * size, width, 0.9 * size), meant=True)
    letters = "".join(box(X - 2 + n * width / 6, y, width / 6 + 0.4, height) for n in range(6))
    yield Variant(f"boxes-{size}", text(X, Y, size), letters, meant=True)
    form = stream(box(*here).encode(), f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}]")
    yield Variant(
        f"form-box-{size}", text(X, Y, size), "/Fm Do\n", f"/XObject << /Fm {FIRST_FREE} 0 R >>", objects=(form,),
        meant=True,
    )  # fmt: skip
    whole = (text(X, Y, size) + box(*here)).encode()
    head = f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 5 0 R >> >>"
    yield Variant(
        f"within-form-{size}", "/Fm Do\n", "", f"/XObject << /Fm {FIRST_FREE} 0 R >>", objects=(stream(whole, head),),
        meant=True,
    )  # fmt: skip


def unprinted(size: float) -> Iterator[Variant]:
    """Never printed, whatever it stands on."""
    yield Variant(f"mode-3-{size}", text(X, Y, size, mode="3 Tr"))
    yield Variant(f"mode-7-{size}", text(X, Y, size, mode="7 Tr"))
    yield Variant(f"clipped-{size}", f"q 10 10 20 20 re W n\n{text(X, Y, size)}Q\n")
    yield Variant(
        f"transparent-{size}", f"q /Clear gs\n{text(X, Y, size)}Q\n",
        resources="/ExtGState << /Clear << /ca 0 /CA 0 >> >>",
    )  # fmt: skip
    yield Variant(
        f"nearly-transparent-{size}", f"q /Clear gs\n{text(X, Y, size)}Q\n",
        resources="/ExtGState << /Clear << /ca 0.03 /CA 0.03 >> >>",
    )  # fmt: skip
    yield Variant(
        f"layer-off-{size}", f"/OC /Layer BDC\n{text(X, Y, size)}EMC\n",
        resources=f"/Properties << /Layer {FIRST_FREE} 0 R >>",
        catalog=f"/OCProperties << /OCGs [{FIRST_FREE} 0 R] /D << /OFF [{FIRST_FREE} 0 R] >> >>",
        objects=(b"<< /Type /OCG /Name (Skjult) >>",),
    )  # fmt: skip


def imaged(size: float) -> Iterator[Variant]:
    """An image lies over it."""
    noise = bytes((x * 37 + y * 91 + x * y * 7) % 256 for y in range(24) for x in range(90))
    for name, pixels in (("black", bytes(90 * 24)), ("white", b"\xff" * 90 * 24), ("photo", noise)):
        place = f"q {wide(size)} 0 0 {1.6 * size} {X - 3} {Y - 0.4 * size} cm /Im Do Q\n"
        yield Variant(
            f"{name}-image-{size}", text(X, Y, size), place, f"/XObject << /Im {FIRST_FREE} 0 R >>",
            objects=(image(pixels, 90, 24),), meant=True,
        )  # fmt: skip


def noted(size: float) -> Iterator[Variant]:
    """An annotation lies over it, or a redaction was planned there."""
    x, y, right, top = X - 3, Y - 0.3 * size, X + wide(size), Y + 1.1 * size
    black = stream(
        box(0, 0, right - x, top - y).encode(), f"/Type /XObject /Subtype /Form /BBox [0 0 {right - x} {top - y}]"
    )
    for name, kind in (("square", "Square"), ("stamp", "Stamp"), ("highlight", "Highlight")):
        points = f"/QuadPoints [{x} {top} {right} {top} {x} {y} {right} {y}]"
        note = (
            f"<< /Type /Annot /Subtype /{kind} /Rect [{x} {y} {right} {top}] {points} /F 4 "
            f"/AP << /N {FIRST_FREE + 1} 0 R >> >>"
        ).encode()
        yield Variant(
            f"{name}-{size}", text(X, Y, size), page=f"/Annots [{FIRST_FREE} 0 R]", objects=(note, black), meant=True
        )
    planned = f"<< /Type /Annot /Subtype /Redact /Rect [{x} {y} {right} {top}] /IC [0 0 0] /F 4 >>".encode()
    yield Variant(
        f"redact-{size}", text(X, Y, size), page=f"/Annots [{FIRST_FREE} 0 R]", objects=(planned,), meant=True
    )


def overprinted(size: float) -> Iterator[Variant]:
    """Other words stand in its place."""
    here = (X - 3, Y - 0.3 * size, wide(size), 1.35 * size)
    label = text(X, Y, size, "udeladt xxx", mode="1 g")
    yield Variant(f"label-on-box-{size}", text(X, Y, size), box(*here) + label, meant=True)
    yield Variant(f"white-under-words-{size}", text(X, Y, size, mode="1 g"), text(X, Y, size, "Bilag til sag"))


def away() -> Iterator[Variant]:
    """Off the page."""
    for x, y in ((-300, 400), (700, 400), (90, -60), (90, 900), (3000, 3000)):
        yield Variant(f"away-{x}-{y}", text(x, y, 11))
    yield Variant("cropped-foot", text(X, 40, 11), page=f"/CropBox [0 100 {WIDTH} {HEIGHT}]")
    yield Variant("cropped-side", text(480, Y, 11), page=f"/CropBox [0 0 450 {HEIGHT}]")


def tiny() -> Iterator[Variant]:
    for size in (0.1, 0.5, 1, 1.5):
        yield Variant(f"tiny-{size}", text(X, Y, size))
        yield Variant(
            f"squeezed-{size}", f"q {size / 20} 0 0 {size / 20} 0 0 cm\n{text(X * 20 / size, Y * 20 / size, 20)}Q\n"
        )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(variants(), 1):
        (folder / f"{number:03}-{one.name}.pdf").write_bytes(make_pdf(one))
