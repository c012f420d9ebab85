"""How far the text of a document can be trusted: its `TextLayer`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.marks import COVERING
from pipeline.page import TextLayer

_STAMP = 100  # letters: what a scan may carry of visible text (an archive's stamp) and still be unread
# Not \x02, pdfium's hyphen, \x1f, a ligature, or what lies above U+F000, Symbol's bullets.
_ODD = re.compile("[\x00\x01\x03-\x08\x0e-\x1e\x7f-\x9f\ue000-\uefff\ufffd]")
_ODD_SHARE = 0.15
_FOREIGN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")  # Greek, Cyrillic, ... Chinese: what no Danish text is set in
_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 40
# The commonest words of Danish, and of the languages that stand beside it in minutes.
_COMMON = frozenset(
    "af at blev de den der det du en er et for fra har i ikke ikkje jeg kan kl med men nr og om på punkt sig skal som "
    "til var ved vi vil och att är av inte the of and to in is a on was with die das und ist nicht von".split()
)
_TELLING = (" og ", " at ", " er ", " til ")  # these alone clear most pages
_COMMON_SHARE = 0.03
_VOWELS = frozenset("aeiouyæøåäöü")
_VOWEL_SHARE = (0.27, 0.55)  # of the letters in running text of these languages: 0.33 to 0.45


@dataclass(frozen=True, slots=True)
class PageText:
    """What the verdict needs to know of one page.

    `unread`: it draws text of which nothing readable came out. `hidden`: its text is drawn without ink or under an
    image, as recognised text is. `covered`: the share of the page that images cover.
    """

    letters: int
    garbled: bool = False
    unread: bool = False
    hidden: bool = False
    covered: float = 0.0


def is_garbled(raw: str) -> bool:
    """Whether raw text is none that a Danish document prints: control characters, foreign letters, or no language.

    No language is text without common words and with odd vowels.
    """
    if not _ODD.search(raw) and sum(map(raw.count, _TELLING)) > _COMMON_SHARE * raw.count(" "):
        return False
    printed = "".join(raw.split())
    if not printed:
        return False
    if len(_ODD.findall(printed)) > _ODD_SHARE * len(printed) or 2 * len(_FOREIGN.findall(printed)) > len(printed):
        return True
    words = _WORD.findall(raw.lower())
    if len(words) < _MIN_WORDS or sum(word in _COMMON for word in words) >= _COMMON_SHARE * len(words):
        return False
    letters = "".join(words)
    low, high = _VOWEL_SHARE
    return not low <= sum(letter in _VOWELS for letter in letters) / len(letters) <= high


def text_layer(pages: Sequence[PageText]) -> TextLayer:
    """The verdict on a document.

    "garbled" and "ocr" are what holds for most of its text; "partial" is a document with a scanned page without text.
    """
    read = [page for page in pages if page.letters and not _only_stamped(page)]
    total = sum(page.letters for page in read)
    if not total:
        return TextLayer.NONE
    if 2 * sum(page.letters for page in read if page.garbled) > total:
        return TextLayer.GARBLED
    if 2 * sum(page.letters for page in read if page.hidden and page.covered > COVERING) > total:
        return TextLayer.OCR
    if any(page.covered > COVERING and page not in read for page in pages):
        return TextLayer.PARTIAL
    return TextLayer.FULL


def _only_stamped(page: PageText) -> bool:
    return page.covered > COVERING and page.letters < _STAMP
