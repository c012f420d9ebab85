"""Does a sentence with a word for choosing elect somebody: not a tender, not in an earlier year, not only welcome?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.persons import is_given_name
from pipeline.components.word_order import has

FULL_NAME = re.compile(r"[A-ZÆØÅ][a-zæøå-]+\s+(?:[A-ZÆØÅ]\.?\s+)?[A-ZÆØÅ][a-zæøå]")
ELECTED_IN = re.compile(r"\bvalgt\s+(?:i\s+)?(\d{4})\b")
CHOOSES = re.compile(r"\bvælger\s+(?P<who>[^.,;:]{2,80}?)\s+som\s+(?P<office>\w+)")
OFFICE = re.compile(
    r"(?:\w*formand|forperson|\w*kasserer|\w*sekretær|\w*revisor|\w*suppleant|\w*repræsentant|\w*medlem|dirigent|ordstyrer"
    r"|referent|mødeleder|stemmetæller|tovholder|kontaktperson|webmaster|administrator)(?:er|mer|e)?"
)
THING = re.compile(
    r"""
    \b(?: tilbud(?:det)? | \w*løsning(?:en)? | modell?(?:en)? | scenarie | variant(?:en)? | farven? | leverandør(?:en)?
        | firma(?:et)? | entreprenør(?:en)? | ApS | A/S | dato(?:en)? | (?:én|en|et)\ af\ (?:dem|disse) )\b
    | \bvalgt\s+ikke\s+at\b | billigste | \bvalgte\s+den\s+\d
    | ^(?:det|den)\s+(?:sidste|første|anden|andet|tredje|nederste|øverste|dyreste|store|lille|mindste|største)
      \s+(?:blev\s+|er\s+)?valgt\b
    """,
    re.I | re.X,
)


def chooses_thing(text: str, words: Sequence[str]) -> bool:
    """ "Det billigste tilbud blev valgt" elects nobody."""
    return bool(THING.search(text)) and not names_somebody(words)


def chooses_somebody(text: str) -> bool:
    """ "Bestyrelsen vælger igen Karen Holm som dirigent", "… hende som formand", not "… sort tegl som tagdækning"."""
    chosen = CHOOSES.search(text)
    return chosen is not None and OFFICE.fullmatch(chosen["office"]) is not None


def welcomed(before: Sequence[str]) -> bool:
    """ "Velkommen til Karen, der blev valgt" elects nobody; "bød velkommen og foreslog NN, som blev valgt" does."""
    return "velkommen" in before and "foreslog" not in before


def elects(text: str, words: Sequence[str], date: str | None, *, present: bool) -> bool:
    """ "NN, valgt 2013" tells of another year than `date` (ISO); the present ("vælges") needs somebody to elect."""
    if date and (year := ELECTED_IN.search(text)):
        return year.group(1) == date[:4]
    if "ikke på valg" in text:
        return False  # whose term goes on
    named = has(words, "alle", "begge", "bestyrelsen") or bool(FULL_NAME.search(text))
    return not present or named or names_somebody(words)


def names_somebody(words: Sequence[str]) -> bool:
    return any(is_given_name(word.title()) for word in words)
