"""What must become of each fault of a file: `python -m tests.hostile.faults FOLDER` writes all the files.

`FAULTS` maps a name to the function that makes the file and to its outcome: a reason of `pipeline.errors`, or the text
that is read (None where the page has none). The letter before the name is the row of the fault: n no PDF, t torn,
e encrypted, p page tree, b bomb, m measures of the page, x text that deceives, u odd characters, a active, d metadata,
s scanned.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .make import (
    SAID,
    TEXT,
    composite,
    encrypted,
    flipped,
    laughs,
    mapped,
    one_page,
    pages,
    stream,
    tree,
    twice_packed,
    with_picture,
    zipped,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """`expected` is the reason of a refusal, or, with `read`, the text of the first page; `doubt` is told of it."""

    make: Callable[[], bytes]
    expected: str | None
    read: bool = True
    doubt: str | None = None


def refused(make: Callable[[], bytes], reason: str) -> Fault:
    return Fault(make, reason, read=False)


SPOOF = (
    b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7e> <0410> endbfrange endcmap"
)
SPOOFED = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"

FAULTS: dict[str, Fault] = {
    "n_empty": refused(lambda: b"", "empty_file"),
    "n_blanks": refused(lambda: b"\n\0 \n", "empty_file"),
    "n_html": refused(lambda: b"<!DOCTYPE html><h1>404 Siden findes ikke</h1>", "not_a_pdf"),
    "n_docx": refused(zipped, "not_a_pdf"),
    "n_png": refused(lambda: b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(4_000), "not_a_pdf"),
    "n_header_only": refused(lambda: b"%PDF-1.7\n", "damaged"),
    "t_cut_at_90": Fault(lambda: pages(40)[: int(0.9 * len(pages(40)))], SAID, doubt="repaired"),
    "t_cut_at_2": refused(lambda: pages(40)[: int(0.02 * len(pages(40)))], "damaged"),
    "t_bits_flipped": Fault(flipped, SAID, doubt="repaired"),
    "t_no_xref": Fault(lambda: one_page().partition(b"xref\n0")[0] + b"trailer<</Root 1 0 R>>", SAID),
    "t_prev_loop": Fault(lambda: one_page(trailer=b"/Prev 9"), SAID),
    "t_junk_before": Fault(lambda: bytes(2_000) + one_page(), SAID),
    "t_html_behind": Fault(lambda: one_page() + b"<html><script>alert(1)</script>", SAID),
    "t_crlf": Fault(lambda: one_page().replace(b"\n", b"\r\n"), SAID),
    "t_startxref_huge": Fault(lambda: one_page().replace(b"startxref\n", b"startxref\n" + b"9" * 400), SAID),
    "e_password_aes": refused(lambda: encrypted("hemmelig", strong=True), "encrypted"),
    "e_password_rc4": refused(lambda: encrypted("hemmelig", strong=False), "encrypted"),
    "e_owner_aes": Fault(lambda: encrypted("", strong=True), SAID),
    "e_owner_rc4": Fault(lambda: encrypted("", strong=False), SAID),
    "p_zero": refused(lambda: tree(b"", b"0"), "no_pages"),
    "p_own_kid": refused(lambda: tree(b"2 0 R 2 0 R", b"2"), "damaged"),
    "p_cycle": refused(lambda: tree(b"3 0 R", b"1", _3=b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"), "damaged"),
    "p_count_lies": Fault(lambda: one_page().replace(b"/Count 1>>", b"/Count 999999999>>"), SAID),
    "p_count_negative": Fault(lambda: one_page().replace(b"/Count 1>>", b"/Count -1>>"), SAID),
    "p_many": refused(lambda: pages(10_000), "too_many_pages"),
    "p_same_kid": refused(
        lambda: tree(b"3 0 R " * 200_000, b"200000", _3=b"<</Type/Page/Parent 2 0 R>>"), "too_many_pages"
    ),
    "b_nested_arrays": Fault(lambda: one_page(TEXT + b"[" * 100_000 + b"]" * 100_000), SAID),
    "b_many_q": Fault(lambda: one_page(TEXT + b" q" * 300_000, packed=True), SAID),
    "b_zeros": Fault(lambda: one_page(TEXT + bytes(50 << 20), packed=True), SAID),
    "b_lines": Fault(lambda: one_page(TEXT + b" 0 0 m 9 9 l S" * 200_000, packed=True), SAID, doubt="tables_skipped"),
    "b_form_draws_itself": Fault(
        lambda: one_page(
            TEXT + b" /X0 Do",
            resources=b"/XObject<</X0 10 0 R>>",
            more={
                10: stream(b"/X0 Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 10 0 R>>>>")
            },
        ),
        SAID,
    ),
    "b_laughs": refused(laughs, "crashed"),
    "b_twice_packed": refused(twice_packed, "crashed"),
    "b_bfrange": Fault(
        lambda: one_page(**composite(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")),
        None,
        doubt="garbled_text",
    ),
    "m_huge": Fault(lambda: one_page(box=b"[0 0 1000000000 1000000000]"), SAID),
    "m_user_unit": Fault(lambda: one_page(box=b"[0 0 14400 14400]", page=b"/UserUnit 75000"), SAID),
    "m_zero": Fault(lambda: one_page(box=b"[0 0 0 0]"), SAID),
    "m_backwards": Fault(lambda: one_page(box=b"[595 842 0 0]"), SAID),
    "m_letters": Fault(lambda: one_page(box=b"[(a) (b) (c) (d)]"), SAID),
    "m_missing": Fault(lambda: one_page(box=b" null"), SAID),
    "m_huge_picture": Fault(lambda: with_picture(b"/Width 2147483647/Height 2147483647", b"x"), None),
    "m_broken_jpeg": Fault(
        lambda: with_picture(b"/Width 9/Height 9/Filter/DCTDecode", b"\xff\xd8\xff" + bytes(99)), None
    ),
    "m_turned_90": Fault(lambda: one_page(page=b"/Rotate 90"), SAID),
    "m_turned_45": Fault(lambda: one_page(page=b"/Rotate 45"), SAID),
    "x_no_map": Fault(lambda: one_page(**composite(None)), None, doubt="garbled_text"),
    "x_false_map": Fault(lambda: one_page(font=SPOOFED, more={6: stream(SPOOF)}), "рѥўћѤ", doubt="garbled_text"),
    "x_replaced": Fault(
        lambda: one_page(b"/Span<</ActualText(Afvist)>>BDC " + TEXT + b" EMC"), "Afvist", doubt="engines_disagree"
    ),
    "x_bold_by_drawing_twice": Fault(lambda: one_page(TEXT + b" " + TEXT.replace(b"72 700", b"72.3 700")), SAID),
    "u_surrogate": Fault(lambda: mapped(b"<D800>"), "\ufffdB"),
    "u_nul": Fault(lambda: mapped(b"<0000>"), "B"),
    "u_bidi": Fault(lambda: mapped(b"<202E>"), "B"),
    "u_private": Fault(lambda: mapped(b"<E000>"), "\ue000B", doubt="garbled_text"),
    "u_control": Fault(lambda: mapped(b"<001B>"), "B", doubt="garbled_text"),
    "a_javascript": Fault(lambda: one_page(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), SAID),
    "a_launch": Fault(lambda: one_page(catalogue=b"/OpenAction<</S/Launch/F(calc.exe)>>"), SAID),
    "a_xfa": Fault(
        lambda: one_page(catalogue=b"/AcroForm<</XFA 10 0 R/Fields[]>>", more={10: stream(b"<xdp/>")}), SAID
    ),
    "a_outline_loop": Fault(
        lambda: one_page(catalogue=b"/Outlines 11 0 R", more={11: b"<</First 11 0 R/Next 11 0 R/Title(x)>>"}), SAID
    ),
    "d_long_title": Fault(lambda: one_page(trailer=b"/Info<</Title(" + b"A" * 1_000_000 + b")>>"), SAID),
    "d_bad_date": Fault(
        lambda: one_page(trailer=b"/Info<</CreationDate(D:99999999999999Z)/Author(\xfe\xff\xd8\x00)>>"), SAID
    ),
    "s_scan": Fault(lambda: with_picture(b"/Width 200/Height 280", b"\x80" * (200 * 280 * 3)), None),
}


def write_faults(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, fault in FAULTS.items():
        (folder / f"{name}.pdf").write_bytes(fault.make())
    return sorted(folder.glob("*.pdf"))


if __name__ == "__main__":
    print(len(write_faults(Path(sys.argv[1]))), "files")
