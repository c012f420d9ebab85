"""Where people live, as minutes print it: a street and a number with words that say it is somebody's home."""

from __future__ import annotations

import re
from collections.abc import Iterator

STREET = (
    "vej(?:en)?|gade(?:n)?|all[eé](?:en)?|stræde(?:t)?|vænge(?:t)?|have(?:n)?|park(?:en)?|bakke(?:n)?|toft(?:en)?|krogen"
    "|sving(?:et)?|sti(?:en)?|lund(?:en)?|eng(?:en)?|mark(?:en)?|ager(?:en)?|vang(?:en)?|dal(?:en)?|kær(?:et)?|mose(?:n)?"
    "|kaj(?:en)?|brink(?:en)?|høj(?:en)?|skrænt(?:en)?|bo(?:en)?|hegn(?:et)?|led(?:det)?|plads(?:en)?|torv(?:et)?"
)
"""What the names of streets end in."""
FLAT = r"(?:,?\s?(?:\d{1,2}\.?|st\.?|kl\.?)\s?(?:sal)?,?\s?(?:tv|th|mf)\b\.?)?"
ADDRESS = re.compile(
    rf"(?<!\w)(?=[A-ZÆØÅ])(?:[A-ZÆØÅ][\w.'-]{{0,20}}\s){{0,3}}[\w.'-]{{0,25}}(?i:{STREET})"
    rf"\s+\d{{1,3}}\s?[A-ZÆØÅa-z]?(?![\w-]){FLAT}"
)
HOME = r"\b(?:hos|privat\w*|bopæl\w*|bor(?:ende)?(?:\s+(?:på|i))?|hjemadresse\w*|(?:i|på)\s+adressen)\b"
SAID, SOMEBODY = re.compile(HOME, re.IGNORECASE), re.compile(rf"{HOME}[^\n;]{{0,60}}$", re.IGNORECASE)
INSTITUTION = re.compile(
    r"rådhus|skole|hus(?:et)?\b|kultur|bibliotek|hotel|kro(?:en)?\b|kirke|hal(?:len)?\b|klub|cent(?:er|ret)|lokale"
    r"|sal(?:en)?\b|kontor|restaurant|café|spiseri|spisested|spejder|institution|museum|idræt|stadion|forening|kantine|gymnasi|hospital"
    r"|region|kommune|a/s|aps",
    re.IGNORECASE,
)


WRAPPED = re.compile(r"(?<=[a-zæøå])-\n(?=[a-zæøå])")
NOBODY = re.compile(r"\b[a-zæøå]*(?:ere|erne|mer|merne),?\s+(?:som|der)\s+ikke\s+bor\s+(?:på|i)\s*$")
"""Said of people of a kind, in the plural: nobody's home is told."""
THE_ASSOCIATIONS = re.compile(
    r"\b(?:[EAG]/F|A/B|(?i:\w*forening(?:en)?|\w*laug(?:et)?))"
    r"(?:\s+(?:[A-ZÆØÅ][\w.-]*|\d{1,3}|[IVX]+))*,?\s+(?:på|i)\s+adressen\s*$"
)
"""The association itself is at the address. A property may be somebody's home: in doubt it is covered."""
OF_SOMEBODY = re.compile(
    r"formand|kasserer|sekretær|medlem|suppleant|revisor|(?:ejer|lejer|beboer|nabo)(?:en|e|ne|s)?\b|ægte|enke|familie",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.:;!?]\s+(?=[A-ZÆØÅ])|\n\s*\n")


def homes_in(text: str) -> Iterator[tuple[int, int]]:
    """The addresses in a text that is said to be somebody's, as ranges."""
    for found in ADDRESS.finditer(text) if SAID.search(text) else ():
        before = text[max(0, found.start() - 80) : found.start()]
        said = SOMEBODY.search(before)
        if said and not INSTITUTION.search(said[0]) and not _is_nobodys(before):
            yield found.span()


def _is_nobodys(before: str) -> bool:
    """Whether what stands before an address says that it is an association's, or where people do not live."""
    said = SENTENCE.split(WRAPPED.sub("", before))[-1]
    if NOBODY.search(said):
        return True
    return bool(THE_ASSOCIATIONS.search(said)) and not OF_SOMEBODY.search(said)


def place_of_home(place: str) -> Iterator[tuple[int, int]]:
    """The addresses in the place of a meeting, unless an institution is named there: most associations meet at home."""
    if not INSTITUTION.search(place):
        yield from (found.span() for found in ADDRESS.finditer(place))
