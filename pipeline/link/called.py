"""Names of organisations and forums as they are compared: without what printing, grammar and the year add to them."""

from __future__ import annotations

import re

from pipeline.store.ids import slug

SHORT_FORMS = {
    "e-f": "ejerforening", "ef": "ejerforening", "g-f": "grundejerforening", "gf": "grundejerforening",
    "a-b": "andelsboligforening", "ab": "andelsboligforening",
}  # fmt: skip
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
PERIOD = re.compile(r"(?:^|-)(?:19|20)?\d\d-(?:19|20)?\d\d(?=-|$)")  # "18-21", "2018-2021", before or behind
PREFIX = re.compile(
    r"^(?:det-|den-)?(?:ordinaere?|ordinaert|ekstraordinaere?|ekstraordinaert|konstituerende|aarlige?|stiftende)-"
)
KINDS = (
    ("council", r"byraad|kommunalbestyrelse|borgerrepraesentation|regionsraad|amtsraad"),
    ("finance_committee", r"oekonomi.*udvalg|forretningsudvalg|magistrat"),
    ("assembly", r"generalforsamling|repraesentantskab|aarsmoede|delegeretmoede|afdelingsmoede|beboermoede|sognemoede"),
    ("board", r"bestyrelse"),
    ("council_advisory", r"raad(?:et)?$|raad-"),
    ("committee", r"udvalg|naevn|kommission"),
    ("group", r"gruppe|forum|styregruppe"),
)  # fmt: skip
DEFINITE = re.compile(
    r"(forening|bestyrelse|forsamling|klub|gruppe|kommission|repraesentation)(?:n|en|ben)(?=-|$)"
    r"|(udvalg|raad|naevn|forum|laug|moede|selskab|repraesentantskab)(?:et|t|met)(?=-|$)"
)


def plain_organisation(name: str) -> str:
    """ "E/F Fjordparken 2", "Ejerforeningen Fjordparken II" and "ejerforening Fjordparken 2" are one."""
    text = slug(name)
    for short, long in SHORT_FORMS.items():
        if text.startswith(f"{short}-") and not re.fullmatch(rf"{short}-\d+", text):
            text = long + text[len(short) :]
    words = _indefinite(text).split("-")
    while len(words) > 2 and (words[-1] in MONTHS or re.fullmatch(r"(?:19|20)\d\d", words[-1])):
        words.pop()
    return "-".join([*words[:-1], ROMAN.get(words[-1], words[-1])] if len(words) > 1 else words)


def plain_body(name: str, organisation: str | None) -> str:
    """ "Byrådet (2018-2021)", "BYRÅD" and "Nordby Byråd" of Nordby Kommune are one."""
    text = re.sub(r"-(?:og|&)(?=-)", "", re.sub(r"\bog\b", "-", PERIOD.sub("", slug(name.replace("&", "og")))))
    text = PREFIX.sub("", re.sub(r"-+", "-", text).strip("-"))
    if organisation:
        whole = slug(organisation)
        place = re.sub(r"s?-(?:kommune|regionskommune)$", "", whole)
        for own in (whole, place, f"{place}s"):
            text = re.sub(rf"^{re.escape(own)}-|-{re.escape(own)}$", "", text)
    return _indefinite(text)


def body_kind(plain: str) -> str:
    """What kind of forum a name tells."""
    return next((kind for kind, pattern in KINDS if re.search(pattern, plain)), "other")


def _indefinite(text: str) -> str:
    return DEFINITE.sub(lambda found: found[1] or found[2], text)
