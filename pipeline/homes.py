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
SOMEBODY = re.compile(
    r"\b(?:hos|privat\w*|bopæl\w*|bor(?:ende)?(?:\s+(?:på|i))?|hjemadresse\w*|(?:i|på)\s+adressen)\b[^\n;]{0,60}$",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"rådhus|skole|hus(?:et)?\b|kultur|bibliotek|hotel|kro(?:en)?\b|kirke|hal(?:len)?\b|klub|cent(?:er|ret)|lokale"
    r"|sal(?:en)?\b|kontor|restaurant|café|spiseri|spisested|spejder|institution|museum|idræt|stadion|forening|kantine|gymnasi|hospital"
    r"|region|kommune|a/s|aps",
    re.IGNORECASE,
)


def homes_in(text: str) -> Iterator[tuple[int, int]]:
    """The addresses in a text that is said to be somebody's, as ranges."""
    for found in ADDRESS.finditer(text):
        said = SOMEBODY.search(text[max(0, found.start() - 80) : found.start()])
        if said and not INSTITUTION.search(said[0]):
            yield found.span()


def place_of_home(place: str) -> Iterator[tuple[int, int]]:
    """The addresses in the place of a meeting, unless an institution is named there: most associations meet at home."""
    if not INSTITUTION.search(place):
        yield from (found.span() for found in ADDRESS.finditer(place))
