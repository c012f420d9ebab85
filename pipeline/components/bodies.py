"""Names of forums: does a word mean the body whose meeting this is, and do two spellings name one body?"""

from __future__ import annotations

import re

OWN_ALWAYS = frozenset("vi man forsamlingen mødet alle medlemmerne deltagerne forum flertal flertallet".split())
BARE = frozenset("bestyrelse udvalg råd gruppe styregruppe forum".split())  # any forum's name for itself
PUBLIC = frozenset({"byråd", "regionsråd", "kommunalbestyrelse", "direktion"})  # another's, where none is known
ABBREVIATED = {
    "ob": "organisationsbestyrelse",
    "hb": "hovedbestyrelse",
    "mr": "menighedsråd",
    "m-rådet": "menighedsråd",
    "ksg": "klyngestyregruppe",
}
KIND = (
    "(?:udvalg|råd|bestyrelse|gruppe|nævn|forsamling|kommission|direktion|repræsentation|repræsentantskab|forum"
    "|magistrat|afdelingsmøde)"
)
DEFINITE = re.compile(rf"((?<!\w)\w*{KIND})(?:et|en|n|t)?")
NAMED = re.compile(rf"{KIND}|møde\b(?<!projektmøde)|med\b|mu\b")  # its name tells what kind of forum it is
KIND_ALONE = re.compile(rf"(?<!\w)({KIND})s?møde")  # "Rådsmøde" does not say of which council
# committees of staff and management: the level's own name, and what any of them is called ("MED" is a preposition too)
MED = re.compile(r"(?:hoved|center|område|lokal|fælles|afdelings)-?med|[hlforca]mu")
ANY_MED = frozenset("udvalget med-udvalget samarbejdsudvalget".split())
IS_MED = re.compile(r"[Ss]amarbejdsudvalg|MED\b|MED-udvalg|\b[HLFORCA]MU\b")
FRAME = re.compile(
    r"""
    ^(?:i|fra|på|mødet\ i)\s+
    | \b(?:ordinært|ekstraordinært|møde|mødet)\b
    | \(.{0,80}?\)
    | \d{4}\s*[-–]\s*\d{2,4}
    """,
    re.I | re.X,
)


def is_own(word: str, body: str | None, public: bool = False) -> bool:
    """Is the word (in lower case) a name for `body`, the forum of this meeting? Any forum is, where none is known."""
    if word in OWN_ALWAYS:
        return True
    own = (body or "").lower()
    if MED.fullmatch(word):
        return not own or word.replace("-", "") in own.replace("-", "")
    if word in ANY_MED and IS_MED.search(body or ""):
        return True
    word = "bestyrelsen" if word == "bestyrelserne" else word  # of companies that meet together
    match = DEFINITE.fullmatch(word)
    stem = ABBREVIATED.get(word) or (match.group(1) if match else None)
    if stem is None:
        return (len(word) > 4 and word.isalpha() and word in own.split()) or word in initials(own)
    if not NAMED.search(own):
        return (not own and (public or stem not in PUBLIC)) or stem in BARE
    if stem == "bestyrelse":
        return "generalforsamling" not in own and "bestyrelse" in own
    alone = KIND_ALONE.search(own)
    return stem in own or (alone is not None and stem not in PUBLIC and stem.endswith(alone.group(1)))


def initials(own: str) -> frozenset[str]:
    """What the minutes call a body for short: "sr" for "seniorrådet"."""
    named = DEFINITE.search(own)
    kind = re.search(KIND, named.group(1)) if named else None
    short = named is not None and kind is not None and kind.start() > 0
    return frozenset({named.group(1)[0] + kind.group()[0]} - {"er"}) if short and named and kind else frozenset()


def same_body(one: str, other: str) -> bool:
    """Do two printed names mean one body: alike but for endings, or the one within the other?"""
    a, b = bare_name(one), bare_name(other)
    return a == b or (len(a) > 4 and a in b) or (len(b) > 4 and b in a)


def bare_name(name: str) -> str:
    """The name's letters without years, brackets and endings."""
    name = FRAME.sub(" ", name).lower().strip()
    return re.sub(r"(?:et|en|s)$", "", re.sub(r"(?:s|ens|ets)$|[^a-zæøå]+", "", name))
