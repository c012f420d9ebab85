"""Text layers in which a font's space comes out as another sign ("Valg!af!dirigent")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.page import Line, Page

SHARE = 0.1  # of letters and digits: how often a sign must stand to be the document's space
ENOUGH = 20  # characters looked through for each sign, before those of the whole document are counted
SIGN = re.compile(r"[^\w\s.,:;/()’'\"–-]")
INSIDE = re.compile(r"(?<=\w)([^\w\s.,:;/()’'\"–-])(?=\w)")


def restore_spaces(pages: Sequence[Page]) -> list[Page]:
    """The pages with spaces for the sign that stands between their words; as they are when none does.

    The sign must stand between two letters or digits for a tenth of all letters and digits, which no sign of a real
    text does.
    """
    sign = sign_for_space([line.text for page in pages for line in page.lines])
    if sign is None:
        return list(pages)
    return [
        replace(page, lines=tuple(mended for line in page.lines if (mended := mend(line, sign)).text)) for page in pages
    ]


def sign_for_space(texts: Iterable[str]) -> str | None:
    text = "\n".join(texts)
    most = max((text.count(sign) for sign in SIGN.findall("".join(set(text)))), default=0)
    if most <= SHARE * _letters(text[: ENOUGH * most]):
        return None  # as a rule: the beginning has letters enough
    found = Counter(INSIDE.findall(text))
    if not found:
        return None
    sign, times = found.most_common(1)[0]
    return sign if times > SHARE * _letters(text) else None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def mend(line: Line, sign: str) -> Line:
    text = re.sub(r"\s+", " ", line.text.replace(sign, " ")).strip()
    bold = len(text) if line.bold else min(line.bold_head, len(text))
    return replace(line, text=text, bold_head=bold)
