"""Printed characters to plain text: controls, ligatures, private-use bullets, letterspacing."""

from __future__ import annotations

import re
import unicodedata

# pdfium writes a hyphen at a line end as one of the first two; the third is the soft hyphen of the file itself.
_LINE_END_HYPHENS = "\x02\ufffe\u00ad"
_HYPHENS = _LINE_END_HYPHENS + "-\u2010"

# Symbol and Wingdings draw their bullets at private-use code points; \x1f is an "fi" ligature without a text map, and
# Ɵ and Ʃ are the ligatures "ti" and "tt" of Calibri as one common printer driver names them (so do Ō and ł, see below).
_CHARACTERS = {
    0x1F: "fi",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0A8: "•",
    0xF076: "•",
    0xF06E: "•",
    0xF071: "•",
    0xF06C: "•",
    0xF06F: "o",
    0xF0D8: "•",
    0xF0FC: "•",
    0xF0E0: "→",
    0xF0DF: "←",
    0xF02D: "-",
    0xF020: " ",
    0xF04A: "☺",
    0x019F: "ti",
    0x01A9: "tt",
    0x00AD: "-",
    0xFEFF: None,
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0x200E: None,
    0x200F: None,
    **dict.fromkeys(range(0x202A, 0x202F)),
    **dict.fromkeys(range(0x2066, 0x206A)),
    **dict.fromkeys([*range(0x09), *range(0x0E, 0x1F), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]),
    **dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0, 0x202F, *range(0x2000, 0x200B), 0x2028, 0x2029], " "),
}
_ODD = re.compile("[^ -~¡-¬®-ÿ–—‘’“”„•…€]")
_FT, _FJ = re.compile("(?<=[a-zæøå])Ō"), re.compile(r"\bł(?=[a-zæøå])")  # where no name has these letters
# Within a line a soft hyphen is drawn as a hyphen, unless it is a mere break point inside a word.
_BREAK_POINT = re.compile("(?<=[a-zæøå])\u00ad(?=[a-zæøå])")
_SPACES = re.compile(" {2,}")


def clean_text(raw: str) -> str:
    """The text of one line as it should be stored: NFC, no controls, single spaces, no spaces at the ends."""
    if _ODD.search(raw):
        raw = raw.rstrip()
        if raw and raw[-1] in _LINE_END_HYPHENS:
            raw = raw[:-1] + "-"
        raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        raw = _BREAK_POINT.sub("", raw)
        raw = unicodedata.normalize("NFC", _FJ.sub("fj", _FT.sub("ft", raw)).translate(_CHARACTERS))
    if "  " in raw:
        raw = _SPACES.sub(" ", raw)
    return raw.strip()


def ends_broken(raw: str) -> bool:
    """Whether the last word of a line is broken by its end: a hyphen stands there right behind a letter."""
    end = raw.rstrip()
    return len(end) > 1 and end[-1] in _HYPHENS and end[-2].isalpha()
