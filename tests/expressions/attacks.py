"""Lines made to let an expression backtrack, drawn from its own parse tree.

An expression takes more than linear time where a run of letters can be shared out between its parts in many ways, or
where it begins anew at each letter of a run that it then reads to the end. So each of its repeated parts is repeated,
behind the shortest text that leads up to it, by each kind of letter that the part accepts; and that whole beginning is
repeated too. Behind the run stands what no part accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LETTERS = "a1 A.,-æ:()/\n_§@"
ENDS = ("\x00",)
SAMPLE = 60  # letters by which two lines are told apart
MANY = 40  # a part that comes at most so often costs no more than so many times as much
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
CATEGORIES = {
    kinds.CATEGORY_DIGIT: r"\d",
    kinds.CATEGORY_NOT_DIGIT: r"\D",
    kinds.CATEGORY_SPACE: r"\s",
    kinds.CATEGORY_NOT_SPACE: r"\S",
    kinds.CATEGORY_WORD: r"\w",
    kinds.CATEGORY_NOT_WORD: r"\W",
}

Node = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Attack:
    """A line of any length: `unit` again and again behind `start`, and `end`."""

    start: str
    unit: str
    end: str

    def line(self, length: int) -> str:
        """As extraction would give it: no two spaces in a row."""
        text = " ".join((self.start + self.unit * (2 * length // len(self.unit) + 1)).split())
        return text[:length] + self.end


def attacks(pattern: re.Pattern[str]) -> Iterator[Attack]:
    """Each line once."""
    seen = set()
    for before, pump in pumps(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)):
        for start, unit in ((before, pump), ("", before + pump), ("", f"{before}{pump} ")):
            for end in ENDS:
                attack = Attack(start, unit, end)
                line = attack.line(SAMPLE)
                if unit.strip() and line not in seen:
                    seen.add(line)
                    yield attack


def pumps(nodes: Sequence[Node], before: str = "") -> Iterator[tuple[str, str]]:
    """For each part that may come often: the shortest text up to it, and what it may be repeated by."""
    for kind, value in nodes:
        if kind in REPEATS:
            least, most, part = value
            if most > MANY:
                yield from ((before, one) for one in samples(part))
            yield from pumps(part, before)
        elif kind is kinds.SUBPATTERN:
            yield from pumps(value[-1], before)
        elif kind is kinds.ATOMIC_GROUP:
            yield from pumps(value, before)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from pumps(value[1], before)
        elif kind is kinds.GROUPREF_EXISTS:
            yield from (found for branch in value[1:] if branch for found in pumps(branch, before))
        before += shortest((kind, value))


def samples(part: Sequence[Node]) -> list[str]:
    """What a repeated part may be: a letter of each kind that it begins with, or the whole of it."""
    found = [shortest(one) for one in [*part]]
    texts = ["".join(found)]
    for node in firsts(part):
        texts += [letter for letter in LETTERS if accepts(node, letter)]
    return list(dict.fromkeys(text for text in texts if text))


def firsts(nodes: Sequence[Node]) -> Iterator[Node]:
    for kind, value in nodes:
        if kind in REPEATS:
            yield from firsts(value[2])
        elif kind is kinds.SUBPATTERN:
            yield from firsts(value[-1])
        elif kind is kinds.ATOMIC_GROUP:
            yield from firsts(value)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from firsts(branch)
        elif kind in (kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY, kinds.IN):
            yield kind, value


def shortest(node: Node) -> str:
    """A short text that the part accepts; what it looks at without taking is left out."""
    kind, value = node
    if kind is kinds.LITERAL:
        return chr(value)
    if kind in (kinds.NOT_LITERAL, kinds.ANY, kinds.IN):
        return next((letter for letter in LETTERS if accepts(node, letter)), None) or first_of(value)
    if kind in REPEATS:
        return "".join(map(shortest, value[2])) * value[0]
    if kind is kinds.SUBPATTERN:
        return "".join(map(shortest, value[-1]))
    if kind is kinds.ATOMIC_GROUP:
        return "".join(map(shortest, value))
    if kind is kinds.BRANCH:
        return min(("".join(map(shortest, branch)) for branch in value[1]), key=len)
    return ""


def first_of(members: Sequence[Node]) -> str:
    """A letter of a class that has none of the usual ones."""
    for kind, value in members:
        if kind is kinds.LITERAL:
            return chr(value)
        if kind is kinds.RANGE:
            return chr(value[0])
    return "\x01"


def accepts(node: Node, letter: str) -> bool:
    kind, value = node
    if kind is kinds.LITERAL:
        return chr(value) == letter
    if kind is kinds.NOT_LITERAL:
        return chr(value) != letter
    if kind is kinds.ANY:
        return letter != "\n"
    members = [one for one in value if one[0] is not kinds.NEGATE]
    return any(has(one, letter) for one in members) != (len(members) < len(value))


def has(member: Node, letter: str) -> bool:
    kind, value = member
    if kind is kinds.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if kind is kinds.CATEGORY:
        return re.match(CATEGORIES[value], letter) is not None
    return bool(chr(value) == letter)
