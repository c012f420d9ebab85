"""What sentences say about who was there: absence, substitution, offices, coming late and leaving early."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.components.patterns import regex_of
from pipeline.components.persons import LOWER, NAME, UPPER, is_given_name, names_in
from pipeline.components.sentences import sentence_spans
from pipeline.rules import Rule, load_rules

LONGEST = 600  # letters of a sentence about presence
INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}")
ONE_WORD = re.compile(rf"[{UPPER}][{LOWER}]+")
FIRST_NAMES = re.compile(rf"[{UPPER}][{LOWER}]+(?:(?:,|\s(?:og|samt))\s+[{UPPER}][{LOWER}]+)+")
IN_PARENTHESES = re.compile(r"\(([A-ZÆØÅ]{2,4})\)")
SEVERAL = re.compile(r"(?i)\b(?:dirigenter|ordstyrere|referenter)\b")
TOLD_PRESENT = re.compile(r"\b(?:til\s?stede|mødt|deltog)\b|suppleant\sfor\b|stedfortræder\sfor\b", re.I)
WHILE = re.compile(r",?\s(?:mens|imens|men|hvorimod)\s")  # those before it were there
OFFICES = ("chair", "moderator", "minute_taker", "chosen")


@dataclass(frozen=True, slots=True)
class Statement:
    """One person in one sentence; `start` and `end` are offsets in the text that was read.

    `kind` is absent, substitute, guest, secretariat, chair, moderator, minute_taker, chosen, arrives or leaves.
    """

    kind: str
    name: str
    rule: str
    start: int
    end: int
    substitute_for: str | None = None
    time: str | None = None


@cache
def attendance_rules() -> tuple[Rule, ...]:
    return load_rules("attendance")


@cache
def rules_by_cue() -> dict[str, tuple[int, ...]]:
    """Each cue with the places of the rows that need it: a row is tried where one of its cues stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, rule in enumerate(attendance_rules()):
        if not names_choice(rule):
            for cue in rule.extra["cues"]:
                found[cue].append(at)
    return {cue: tuple(places) for cue, places in found.items()}


def rules_for(text: str, cues: Iterable[str]) -> tuple[list[str], list[Rule]]:
    """The cues that stand in the text, and the rows to try, in their order."""
    low = text.lower()
    hits = [cue for cue in cues if cue in low]
    by_cue, rules = rules_by_cue(), attendance_rules()
    return hits, [rules[at] for at in sorted({at for cue in hits for at in by_cue[cue]})]


def names_choice(rule: Rule) -> bool:
    """A row that is read only under an item that names the office."""
    return "chosen" in regex_of(rule).groupindex


def find_initials(text: str) -> dict[str, str]:
    """ "Karen Holm (KHO)" -> {"KHO": "Karen Holm"}."""
    found = {}
    for match in IN_PARENTHESES.finditer(text):
        before = list(NAME.finditer(text, max(0, match.start() - 60), match.start()))
        if before and not text[before[-1].end() : match.start()].strip():
            found[match.group(1)] = before[-1].group()
    return found


def read_statements(text: str, initials: Mapping[str, str] | None = None) -> Iterator[Statement]:
    """What the sentences of the text say of persons they name, in order."""
    near, _ = rules_for(text, rules_by_cue())
    if not near:
        return
    for start, end in sentence_spans(text):
        if end - start > LONGEST:
            continue
        sentence = text[start:end]
        named: set[str] = set()  # the first row that places a person in a sentence has it
        for rule in rules_for(sentence, near)[1]:
            for match in regex_of(rule).finditer(sentence):
                for statement in statements_of(rule, match, start, initials or {}):
                    if statement.kind not in ("absent", "substitute"):
                        yield statement
                    elif statement.name not in named:
                        named.add(statement.name)
                        yield statement


def statements_of(rule: Rule, match: re.Match[str], offset: int, initials: Mapping[str, str]) -> Iterator[Statement]:
    found = {
        kind: people(
            WHILE.split(printed)[-1] if kind == "absent" else printed, initials, alone=bool(rule.extra.get("alone"))
        )
        for kind, printed in match.groupdict().items()
        if printed and kind not in ("from", "to")
    }
    away, stand_ins = found.get("absent", []), found.get("substitute", [])
    for kind, names in found.items():
        if kind == "absent" and TOLD_PRESENT.search(match[kind]):
            names = names[-1:]  # "Til stede var Karen og Per som suppleant for Bo, der havde meldt afbud"
        if kind in OFFICES and names and not SEVERAL.search(match.group()):
            # an office has one holder: the name nearest the verb
            names = names[-1:] if match.start(kind) == match.start() else names[:1]
        for at, name in enumerate(names):
            place = match.string.find(name, match.start(kind))
            begin = place if place >= 0 else match.start(kind)
            other = away[at] if kind == "substitute" and len(away) == len(stand_ins) else None
            yield Statement(kind, name, rule.id, offset + begin, offset + begin + len(name), other, clock(match))


def people(printed: str, initials: Mapping[str, str], *, alone: bool = False) -> list[str]:
    """The names in what a row caught; a single word that is all of it may be an unknown given name with `alone`."""
    if INITIALS.fullmatch(printed.strip()):
        return [initials[printed.strip()]] if printed.strip() in initials else []
    bare = printed.strip()
    several = FIRST_NAMES.fullmatch(bare) and any(is_given_name(word) for word in re.findall(r"\w+", bare))
    return list(dict.fromkeys(names_in(printed, alone=alone and bool(ONE_WORD.fullmatch(bare) or several))))


def clock(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    printed = groups.get("from") or groups.get("to")
    if not printed:
        return None
    hour, minute = re.split(r"[.:]", printed)
    return f"{int(hour):02d}:{minute}"


def read_choice(sentence: str, initials: Mapping[str, str] | None = None) -> Iterator[Statement]:
    """Who is proposed or chosen in a sentence that does not name the office: read only under an item that does."""
    if len(sentence) > LONGEST:
        return
    for rule in attendance_rules():
        if names_choice(rule) and (match := regex_of(rule).search(sentence)):
            yield from statements_of(rule, match, 0, initials or {})
