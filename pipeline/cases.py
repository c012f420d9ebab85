"""Case numbers, KLE numbers, and the lines that give nothing else.

A case number is kept as printed. It is known by its label ("Sagsnr.", "Sagsid.", "J.nr.", "Brevid") or by standing
alone on its line in a shape that little else has; a number inside a sentence belongs to another matter.
"""

from __future__ import annotations

import re

from pipeline.gated import Gated

_DIGIT = re.compile(r"[0-9]")
# 17/20456, 411-2012-700, 1-02-34-56-17, 2019-0123456, 01.02.03-A00-4-19, 01.02.03P19, 01.02.03P19-0012, 312456,
# EMN-2019-01234
_NUMBER = r"(?:[A-ZÆØÅ]{1,4}-?)?\d[\dA-ZÆØÅ]*(?:[./-][\dA-ZÆØÅ]+)*"
_KLE_SHAPE = r"\d(?<![\w.-]\d)\d\.\d{2}\.\d{2}(?:[.-]?[A-ZÆØÅ]\d{2})?"  # its digit first: the engine skips to one
_SERIAL = r"(?:-\d{4}(?![\d/-])|-\d+(?:-\d{2}|/\d{4}))?"

_LABELLED = Gated(
    r"(?<![^\W\d_])(?P<label>sagsn(?:umme)?r|sags\snr|sagnr|sag\snr|sags?[\s-]?id|brev\s?id|esdh[-\s]?sag(?:snr)?"
    r"|journal\s?n(?:umme)?r|j\.\s?nr|jnr)\b\.?\s*:?\s*"
    rf"(?P<number>{_NUMBER})(?![\w/])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\b(?:jf|jfr|se|vedr|vedrørende|i|af|til|ad|under|på|som|med|og|ved)\.?\s*$")
_SAG = re.compile(r"\(?Sag:?\s+(?P<number>\d{3}-\d{4}-\d+|(?<=:\s)\d{2,4}[/-]\d{3,})\b\)?")
_ITEM_NUMBER = re.compile(r"sag\snr\.?\s*:?\s*\d{1,4}\b(?![/.-])", re.IGNORECASE)  # "Sag nr. 12" heads an agenda item
_IN_TITLE = Gated(r"\s*\((?P<number>\d{4}-\s?\d{4,7})\)\s*$")  # the number may break over two lines
_ALONE = re.compile(
    rf"\(?(?P<number>\d{{2}}/\d{{4,6}}|\d{{8}}|\d{{3}}-\d{{4}}-\d{{2,7}}|\d{{4}}-\d{{5,7}}"
    rf"|[A-ZÆØÅ]{{2,5}}-\d{{4}}-\d{{3,7}}|\d-\d{{1,2}}-\d{{1,2}}-\d{{1,4}}(?:-\d{{2,4}})?|\d{{2}}\.\d{{2}}\.\d{{2}}[.-]?[A-ZÆØÅ]\d{{2}}{_SERIAL})\)?"
)
_DATE_SHAPE = re.compile(
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|1[0-2])/(?:19|20)\d\d|(?:19|20)\d\d-(?:19|20)\d\d"
)
_KLE = re.compile(rf"(?P<kle>{_KLE_SHAPE})(?={_SERIAL}(?![\w.]))")
_KLE_LABEL = re.compile(r"\bkle\b|\bj\.\s?nr|\bjournal|\bemne", re.IGNORECASE)

_FIELD_LABEL = (
    r"(?:sagsn(?:umme)?r|sags\snr|sagnr|sag\snr|sags?[\s-]?id|brev\s?id|journal\s?n(?:umme)?r|j\.\s?nr|jnr"
    r"|esdh[-\s]?sag(?:snr)?|dok(?:ument)?\.?\s?(?:nr|nummer)|kle(?:[-\s]?(?:emne|nr|nummer))?|emne\s?nr|bilags?\s?nr)"
)
_LABEL = re.compile(
    r"(?:sagsn(?:umme)?r|sags\snr|sagnr|sags?[\s-]?id|brev\s?id|esdh[-\s]?sag(?:snr)?|journal\s?n(?:umme)?r|j\.\s?nr|jnr)\.?\s*:?",
    re.IGNORECASE,
)
_STATUS = (
    r"(?:\((?:åben|åbent|lukket)(?:\s(?:sag|punkt|dagsordenspunkt))?\)"
    r"|(?:åben|åbent|lukket)(?:\s(?:sag|punkt|dagsordenspunkt))?\b)\.?"
)
_PERSON_LABEL = r"(?:øvrige\s)?sagsbehandlere?|sagsbeh\.?|sagsinitialer|sagsansvarlig|forfatter|initialer|init\.?"
_FIELD = re.compile(
    rf"\s*(?:{_FIELD_LABEL}\b\.?\s*:?\s*(?:{_NUMBER}(?![\w/])|(?=$|\s{{2}}))"
    rf"|(?:{_PERSON_LABEL})\s*:\s*.{{0,60}}?(?=$|\s(?:{_FIELD_LABEL}|{_PERSON_LABEL}|åben|lukket)\b)"
    rf"|(?:{_PERSON_LABEL})\s*$|{_STATUS}(?=\s|$)|{_ALONE.pattern.replace('?P<number>', '?:')}(?=\s|$))\s*[.,;|]?",
    re.IGNORECASE,
)
_STARTS_FIELD = re.compile(
    rf"\s*(?:{_FIELD_LABEL}\b|{_PERSON_LABEL}|[(]?(?:åben|lukket)|[(]?\d|sag:?\s\d"
    r"|[A-ZÆØÅ]{2,5}-\d{4}-\d)",
    re.IGNORECASE,
)
_FIRST = frozenset("sbjedkøfiål([0123456789")  # the letters that such a line begins with, but for "EMN-2019-01234"
_BODY_BETWEEN = Gated(rf"\s*{_FIELD_LABEL}\b\.?\s*:?\s*{_NUMBER}\s+[^.:;]{{3,60}}\s{_STATUS}\s*", re.IGNORECASE)


def find_case_number(line: str) -> str | None:
    """The case number that `line` gives, as printed; None if it gives none.

    A label gives it ("Sagsnr.: 17/20456"; the first one, so before the journal number), a case-shaped number in
    parentheses ends a title, or the line holds nothing else ("31245678"). A reference in a sentence ("jf. sagsnr.
    17/20456") gives nothing, nor does the number of an agenda item ("Sag nr. 12").
    """
    if not _DIGIT.search(line):
        return None
    for match in _LABELLED.finditer(line):
        if not _ITEM_NUMBER.match(line, match.start()) and not _QUOTED.search(line, 0, match.start()):
            return match["number"]
    if named := _SAG.match(line.strip()) or _IN_TITLE.search(line):
        return named["number"].replace(" ", "")
    alone = _ALONE.fullmatch(line.strip())
    return alone["number"] if alone and not _DATE_SHAPE.fullmatch(alone["number"]) else None


def without_case_number(title: str) -> str:
    """The title without the case number in parentheses that some authorities print behind it."""
    return _IN_TITLE.sub("", title)


def find_kle(line: str) -> str | None:
    """The KLE number (subject, and facet if printed, without a serial) in `line`, as printed; None if there is none.

    A bare subject ("01.02.03") has the shape of a date too and needs a label.
    """
    for match in _KLE.finditer(line):
        if len(match["kle"]) > 8 or _KLE_LABEL.search(line, 0, match.start()):
            return match["kle"]
    return None


def is_case_label(line: str) -> bool:
    """Whether `line` is a label ("Journalnummer", "Sagsnr.:") that has its number on the next line."""
    return bool(_LABEL.fullmatch(line.strip()))


def is_case_line(line: str) -> bool:
    """Whether `line` only gives numbers, case officers or initials, or open/closed; such a line is no section text."""
    line = line.strip()
    if line[:1].lower() not in _FIRST and "-" not in line[2:6]:
        return False
    if not line or not _STARTS_FIELD.match(line) or _ITEM_NUMBER.match(line):
        return False
    if _BODY_BETWEEN.fullmatch(line) or _SAG.fullmatch(line):
        return True
    if _DATE_SHAPE.fullmatch(line):
        return False
    at = 0
    while at < len(line):
        field = _FIELD.match(line, at)
        if not field or field.end() == at:
            return False
        at = field.end()
    return True
