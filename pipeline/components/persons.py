"""What a person's name looks like in Danish minutes."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

WORD = r"[A-ZÆØÅÉÖÄ][a-zæøåéöäüA-ZÆØÅ'’]*(?:-[A-ZÆØÅ]?[a-zæøåéöäü]+)*\.?"
NAME = re.compile(rf"{WORD}(?:\s+(?:(?:von|van|de|af|du|la|el|al|der)\s+)?{WORD}){{0,4}}")
NOT_A_NAME = re.compile(
    r"(?i)\b(?:ingen|vakant|ikke|alle|kommune|region|udvalg\w*|råd\w*|bestyrelse\w*|forvaltning\w*|afdeling\w*|forening\w*|a/s|aps|i/s|direktion\w*|"
    r"sekretariat\w*|mødet?|punkt|sag|kl|tlf|skole\w*|center|centret|møde\w*|dagsorden\w*|referat\w*|gruppe\w*|klynge\w*|hospital\w*|kontor\w*|generalforsamling\w*)\b"
)


@cache
def given_names() -> frozenset[str]:
    """Common given names in Denmark: data, not a closed list; a name that is not among them needs other evidence."""
    return frozenset((files("da_referat") / "given_names.txt").read_text(encoding="utf-8").split())


def is_given_name(word: str) -> bool:
    return word in given_names() or word.split("-")[0] in given_names()


def starts_with_person(text: str) -> re.Match[str] | None:
    """A person's name at the start of the text: its first word is a known given name."""
    match = NAME.match(text)
    return match if match and is_given_name(match.group().split()[0].rstrip(".")) else None
