"""Every expression of the package and of its rules, and how each is applied."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pipeline
from pipeline.components.presence import LONGEST
from pipeline.gated import Gated
from pipeline.rules import LABELS, load_rules

ROOT = Path(pipeline.__file__).parent
SKIPPED = {"pipeline.__main__"}  # which is the command line itself
IMPORT = re.compile(r"^from \S+ import (?:\([^)]*\)|.*)$", re.MULTILINE)
MATCHED = {f"pipeline.components.decisions.{name}" for name in ("ATTENDANCE", "MOTION", "NOTE", "NEXT_MEETING")}
"""What is handed on to where it is matched."""
GIVEN = {"pipeline.bare_sums._PRICED": 80, "pipeline.bare_sums._FROM_NUMBER": 80}
"""Letters that an expression is given at most, where its caller sees to that."""
WAYS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


@dataclass(frozen=True, slots=True)
class Expression:
    """`way` is how it is applied: fullmatch, match, or finditer for all that begin anywhere.

    `longest` is the longest text that it is given, where its caller sees to that.
    """

    place: str
    pattern: re.Pattern[str]
    way: str
    longest: int | None = None


def expressions() -> Iterator[Expression]:
    """Each pattern once, by the widest way in which it is applied."""
    found: dict[tuple[str, int, int | None], Expression] = {}
    for one in (*of_modules(), *inside_functions(), *of_rules()):
        key = (one.pattern.pattern, one.pattern.flags, one.longest)
        if key not in found or order(one.way) > order(found[key].way):
            found[key] = one
    yield from found.values()


def order(way: str) -> int:
    return ("fullmatch", "match", "finditer").index(way)


def widest(ways: set[str]) -> str:
    """Of the methods by which an expression is applied, the one that does most; of none known, all."""
    for way in ("fullmatch", "match"):
        if ways and ways <= {"fullmatch", way}:
            return way
    return "finditer"


def of_modules() -> Iterator[Expression]:
    """What a module compiles when it is loaded, also within tuples and dicts."""
    sources = {name_of(path): path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")}
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name in SKIPPED:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for at, pattern in patterns_in(value):
                place = f"{module.name}.{name}"
                way = "match" if place in MATCHED else applied(sources, module.name, name)
                yield Expression(f"{place}{at}", pattern, way, GIVEN.get(place))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def patterns_in(value: object, at: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, Gated):
        yield at, value.expression
    elif isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield at, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from patterns_in(one, f"{at}[{key!r}]")
    elif isinstance(value, tuple | list):
        for place, one in enumerate(value):
            yield from patterns_in(one, f"{at}[{place}]")


def applied(sources: dict[str, str], module: str, name: str) -> str:
    """How the module, or one that imports the name from it, applies an expression."""
    imports = re.compile(rf"^from {re.escape(module)} import (?:\([^)]*|[^(\n]*)\b{name}\b", re.MULTILINE)
    by_name = re.compile(rf"(?<![\w.]){name}(?:\[\w+\])?\.({'|'.join(WAYS)})\(")
    elsewhere = re.compile(rf"(?<![\w.]){name}\b(?! *[:=])")
    ways = set()
    for other, source in sources.items():
        if other == module or (name in source and imports.search(source)):
            text = IMPORT.sub("", source)
            ways |= set(by_name.findall(text))
            if elsewhere.search(by_name.sub("", text)):
                return "finditer"  # it is handed on
    return widest(ways)


def inside_functions() -> Iterator[Expression]:
    """What stands as a literal in a call of `re`, as `re.sub(r"\\s+", " ", text)`."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                    args=[ast.Constant(value=str(pattern)), *_],
                ) if way in WAYS or way == "compile":
                    flags = 0
                    if re.search(r"\bre\.(?:I|IGNORECASE)\b", ast.unparse(node)):
                        flags |= re.I
                    if re.search(r"\bre\.(?:X|VERBOSE)\b", ast.unparse(node)):
                        flags |= re.X
                    if way != "compile":  # those are found in their modules, where their use shows
                        yield Expression(f"{name_of(path)}:{node.lineno}", re.compile(pattern, flags), widest({way}))


def of_rules() -> Iterator[Expression]:
    for name in LABELS:
        longest = LONGEST if name == "attendance" else None
        for rule in load_rules(name):
            if isinstance(rule.pattern, re.Pattern):
                yield Expression(rule.place, rule.pattern, "finditer", longest)
