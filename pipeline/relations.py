"""What became of each point of a recommendation: the relation between what was asked and what was decided.

Five signs, the stronger before the weaker; the method of a relation names the one that made it:

- `reference`: the decision names the point ("Ad 2: Godkendt", "Punkt 1 og 3 blev godkendt", "andet at-punkt");
- `wording`: the decision says the point's own words; what it says otherwise is the change;
- `whole`: the decision is about the recommendation or the matter as such ("Som indstillet", "Udsat.");
- `only`: the item has one point, and one thing was resolved;
- `kind`: a decision says what became of the points that ask for its like ("Drøftet." of those that ask to discuss).

A point that no decision reaches is `not_addressed`. Nothing here knows of documents or tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from pipeline.gated import Gated
from pipeline.minutes import Outcome, Relation
from pipeline.wording import change_of, likeness, restates, says_besides, stems

ADOPTING = frozenset(
    {Outcome.APPROVED, Outcome.DECIDED, Outcome.RECOMMENDED, Outcome.AGREED, Outcome.ELECTED, Outcome.DELEGATED}
)
BY_OUTCOME: Mapping[Outcome, Relation] = {
    **dict.fromkeys(ADOPTING, Relation.ADOPTED),
    Outcome.APPROVED_AMENDED: Relation.ADOPTED_CHANGED,
    Outcome.REJECTED: Relation.REJECTED,
    Outcome.POSTPONED: Relation.POSTPONED,
    Outcome.NOTED: Relation.NOTED,
    Outcome.NO_REMARKS: Relation.NOTED,
    Outcome.DISCUSSED: Relation.DISCUSSED,
    Outcome.REFERRED: Relation.REFERRED,
    Outcome.RETURNED: Relation.REFERRED,
    Outcome.WITHDRAWN: Relation.NOT_ADDRESSED,
}

_ORDINALS = {
    "først": 1, "anden": 2, "andet": 2, "andre": 2, "tredj": 3, "fjerd": 4, "femte": 5, "sjett": 6, "syven": 7,
}  # fmt: skip
_ORDINAL = r"(?i:første|anden|andet|tredje|fjerde|femte|sjette|syvende)"
_NUMBERS = r"\d{1,2}(?:\.(?=\s*(?:,|og|samt|-|–|til)))?(?:\s*(?:,|og|samt|&|-|–|til)\s*\d{1,2}(?!\d|\.\d))*"
REFERENCE = re.compile(
    rf"""
    (?: \b[Aa]d\.?\s*(?:(?:punkt|pkt|nr)\.?\s*)? (?P<ad>{_NUMBERS}) (?!\d|\.\d)
      | (?:(?<=\.\s)|(?<=;\s)|(?<=,\s)|(?<=og\s)|^|\b[Ii]ndstilling(?:en)?s\s+|\bmedlemsforslagets\s+)
        (?:(?:at-)?[Pp]unkt(?:erne|et|er)?|[Pp]kt\.?|[Ii]ndstillingspunkt(?:erne|et|er)?|[Aa]t-punkt(?:erne)?)
        \.?\s*(?:nr\.?\s*)?
        (?P<point>{_NUMBERS}) (?!\d|\.\d)
      | \b(?:for\s+så\s+vidt\s+angår\s+)?(?P<ordinal>{_ORDINAL}(?:\s*(?:,|og|samt)\s*{_ORDINAL}){{0,8}})
        \s+(?:at[-\s]?punkt|punkt|led|del|pind|prik|dot|at)\b
      | (?P<nth>\d{{1,2}}\.(?:\s*(?:,|og|samt)\s*\d{{1,2}}\.){{0,20}})\s*(?:at[-\s]?punkt|at\b|pind|led|del|punkt)
      | ^(?P<list>\d{{1,2}})[.)]\s
      | \banbefaling(?:erne|er)?\s+(?P<letters>[A-Z](?:\s*(?:,|og|samt|-|–)\s*[A-Z])*)\b
    )
    """,
    re.X,
)
_DIGIT = re.compile(r"[0-9]")
_IN_WORDS = Gated(rf"{_ORDINAL}|anbefaling")  # stands in every reference without a digit
_FROM_TO = re.compile(r"(?<!\d)(\d+)\s*(?:-|–|til)\s*(\d+)")
WHOLE = re.compile(
    r"""
    \bsom\s+indstillet\b
    | \bindstilling(?:en|erne|ens)?\b
    | ^\W*(?:(?:sagen|punktet|forslaget|forslagene|medlemsforslaget|orienteringen|redegørelsen|ansøgningen|det
           |alle\s+punkter|anbefalingen|anbefalingerne|beslutningsforslaget
           |(?:[\wæøåÆØÅ]+-?,?\s+(?:og|&)\s+)?(?:\w[\wæøåÆØÅ-]*)?(?:udvalget|rådet|bestyrelsen|gruppen|forum|styrelsen|forsamlingen))\s+)?
      (?:(?:blev|er|blev\s+herefter|herefter|enstemmigt|kan|kunne|besluttede|vedtog|enige\s+om|tog|at)\s+)*
      (?:ikke\s+)?
      (?:godkend\w*|tiltr[åæ]\w*|vedtag\w*|vedtog\w*|anbefal\w*|indstill\w*|udsat|udsæt\w*|udskudt|drøft\w*|forkast\w*
        |afvis\w*|afslå\w*|oversend\w*|henvis\w*|taget|til|tog|sendt|sendes|sende|imødekomm\w*|følges|udgår
        |bevilget|bevilges|nedstemt|bortfald\w*)\b
    """,
    re.I | re.X,
)
OF_THE_WHOLE = Gated(
    r"\bindstilling(?:en|er|erne)?\b|\bsom\s+indstillet\b"
    r"|^\W*(?:godkendt|tiltrådt|vedtaget|anbefales|anbefalet|udsat|afvist|forkastet)\b(?!\s+[a-zæøå]+(?:en|et)\b)",
    re.I,
)
PROPOSALS = Gated(r"\banbefaling(?:er|erne)\b", re.I)
LETTER = re.compile(r"[A-Z](?:\.[a-z])?$")
TOO_EARLY = Gated(r"\bfor\s+tidligt\b.{0,60}\b(?:tage\s+stilling|beslutte|afgøre|godkende)", re.I)
OPEN_QUESTION = re.compile(
    r"\W*(?:i\s+hvilken|i\s+hvilket|hvordan|hvorvidt|hvad|hvilke\w*|om\b|mulighed(?:en)?\s+for)", re.I
)
SENDS = Gated(r"\b(?:høring|oversend\w*|sende\w*|henvis\w*|videresend\w*|fremsend\w*)\b", re.I)
MANY = 3  # points that share a word which then tells none from another
MOTION = Gated(r"\b(?:under)?ændringsforslag\w*|\bmellemforslag\w*", re.I)
PARTLY = Gated(r"\b(?:delvist?|til\s+dels)\b", re.I)
CHANGE = Gated(
    r"\b(?:med\s+(?:den|følgende|de)\s+(?:ændring(?:er)?|tilføjelse(?:r)?|bemærkning(?:er)?|rettelse(?:r)?|præcisering(?:er)?)"
    r"|dog\s+(?:således|sådan|med)|idet|således|med\s+forbehold|under\s+forudsætning)\b\s*,?\s*(?:at\s+)?(?P<what>.+)$",
    re.I | re.S,
)
DISCUSS = Gated(r"\bdrøft\w*|\bdiskuter\w*|\bmed\s+henblik\s+på\s+drøftelse", re.I)
NOTE = Gated(r"\befterretning\b|\bad\s+notam\b|\btil\s+orientering\b|\borienter\w*\s+om\b", re.I)
ELECT = Gated(r"\b(?:vælge\w*|udpege\w*|valg\s+af|indstille\w*\s+kandidat)", re.I)
CLAUSES = Gated(r"[,;]\s+(?:mens\s+|og\s+)?(?=(?:punkt|pkt|ad)\b)|\bog\s+(?=(?:punkt|pkt)\b)", re.I)
FATES = (
    (re.compile(r"\b(?:udsat|udsæt\w*|udskudt|afvent\w*)\b", re.I), Outcome.POSTPONED),
    (re.compile(r"\bikke\s+(?:\w+\s+)?(?:godkendt?|vedtaget|tiltrådt|anbefalet)\b", re.I), Outcome.REJECTED),
    (re.compile(r"\b(?:forkast\w*|afvist|afvises|afslag)\b", re.I), Outcome.REJECTED),
    (re.compile(r"\b(?:oversend\w*|henvis\w*|tilbage\s+til)\b", re.I), Outcome.REFERRED),
    (re.compile(r"\b(?:godkend\w*|tiltr[åæ]\w*|vedtag\w*|anbefal\w*|bevilg\w*|indstilles)\b", re.I), Outcome.APPROVED),
    (re.compile(r"\befterretning\b", re.I), Outcome.NOTED),
    (re.compile(r"\bdrøft\w*\b", re.I), Outcome.DISCUSSED),
)  # fmt: skip


class Asked(Struct, frozen=True):
    """A point of a recommendation: its text and its label as printed."""

    text: str
    label: str | None = None


class Resolved(Struct, frozen=True):
    """A decision of this meeting on the item."""

    text: str
    outcome: Outcome
    task: bool = False  # somebody is given a task: that is no answer to a recommendation


class Related(Struct, frozen=True):
    """Point number `asked` met decision number `resolved` (None where no decision reaches it).

    `removed` and `added` are the words in which an adopted point was changed, None where it was not.
    """

    asked: int
    resolved: int | None
    relation: Relation
    method: str
    removed: str | None = None
    added: str | None = None


def relate(asked: Sequence[Asked], resolved: Sequence[Resolved]) -> list[Related]:
    """The relations of one item's points to its decisions, in the order of the points; each point has one or more."""
    if not asked:
        return []
    found: dict[int, list[Related]] = {place: [] for place in range(len(asked))}
    free: list[int] = []  # decisions that name no point
    for place, one in enumerate(resolved):
        if one.task:
            continue
        named = list(_by_reference(asked, place, one))
        if not named:
            free.append(place)
        for related in named:
            found[related.asked].append(related)
    worded, general = [], []
    for place in free:
        hits = list(_by_wording(asked, place, resolved[place]))
        worded += hits
        if not hits:
            general.append(place)
    for related in worded:
        if not any(one.method == "reference" for one in found[related.asked]):
            found[related.asked].append(related)
    open_points = [place for place, related in found.items() if not related]
    for related in _by_whole(asked, open_points, [(place, resolved[place]) for place in general]):
        found[related.asked].append(related)
    for place in free:
        if PROPOSALS.search(resolved[place].text) and resolved[place].outcome in ADOPTING:
            for point in open_points:
                if not found[point] and LETTER.match(asked[point].label or ""):
                    found[point].append(Related(point, place, Relation.ADOPTED, "whole"))
    left = [place for place, related in found.items() if not related]
    if len(left) == 1 and (len(asked) == 1 or _kind(asked[left[0]].text) is Outcome.DISCUSSED):
        found[left[0]] += _only(asked, left[0], [(place, resolved[place]) for place in general])
    rows: list[Related] = []
    for place, reached in found.items():
        rows += reached or [Related(place, None, Relation.NOT_ADDRESSED, "none")]
    return rows


def relation_of_decision(relations: Iterable[Related], place: int) -> Relation | None:
    """The relation that decision number `place` tells as a whole: its only one, or `partly` where they differ."""
    told = {one.relation for one in relations if one.resolved == place}
    if not told:
        return None
    if len(told) == 1:
        return told.pop()
    if told == {Relation.ADOPTED, Relation.ADOPTED_CHANGED}:
        return Relation.ADOPTED_CHANGED
    return Relation.PARTLY


def _by_reference(asked: Sequence[Asked], place: int, one: Resolved) -> Iterator[Related]:
    """The points that a decision names; each clause of it may tell another fate."""
    if not _may_refer(one.text):
        return
    clauses = [clause for clause in CLAUSES.split(one.text) if clause]
    fates: dict[int, tuple[Outcome, str]] = {}
    for clause in clauses:
        named = REFERENCE.finditer(clause) if _may_refer(clause) else ()
        points = [point for match in named for point in _points(match, asked)]
        own = _fate(clause) if len(clauses) > 1 else None
        for point in points:
            fates.setdefault(point, (own or one.outcome, clause))
    for point, (outcome, clause) in sorted(fates.items()):
        yield _related(asked, point, place, outcome, clause, "reference")


def _may_refer(text: str) -> bool:
    return bool(_DIGIT.search(text) or _IN_WORDS.may_match(text))


def _points(match: re.Match[str], asked: Sequence[Asked]) -> Iterator[int]:
    """The points (from 0) that a reference names: by their labels if these tell them apart, else by their order."""
    labels = {(one.label or "").upper(): place for place, one in enumerate(asked)}
    if letters := match["letters"]:
        yield from (labels[letter] for letter in re.findall(r"[A-Z]", letters) if letter in labels)
        return
    if ordinal := match["ordinal"]:
        numbers = [_ORDINALS[word[:5].lower()] for word in re.findall(_ORDINAL, ordinal, re.I)]
    else:
        text = match["ad"] or match["point"] or match["nth"] or match["list"]
        spread = _FROM_TO.sub(lambda m: " ".join(map(str, range(int(m[1]), min(int(m[2]), 99) + 1))), text)
        numbers = [int(number) for number in re.findall(r"\d+", spread)]
    told_apart = len(labels) == len(asked) and all(label.isdigit() for label in labels)
    for number in numbers:
        if told_apart and str(number) in labels:
            yield labels[str(number)]
        elif not told_apart and 1 <= number <= len(asked):
            yield number - 1


def _fate(clause: str) -> Outcome | None:
    return next((outcome for pattern, outcome in FATES if pattern.search(clause)), None)


def _by_wording(asked: Sequence[Asked], place: int, one: Resolved) -> Iterator[Related]:
    """The point that a decision says again; one that joins several points says all of them."""
    if MOTION.search(one.text) or OF_THE_WHOLE.search(one.text):
        return
    common = _common_words(asked)
    points = [point for point, wish in enumerate(asked) if restates(wish.text, one.text, common)]
    best = max(points, key=lambda point: likeness(asked[point].text, one.text), default=None)
    for point in points:
        if point == best or _says_beside(asked, point, points, one.text):
            yield _related(asked, point, place, one.outcome, one.text, "wording")


def _says_beside(asked: Sequence[Asked], point: int, points: Sequence[int], text: str) -> bool:
    """Does a decision say this point too, in words that no other point has?"""
    others = frozenset(word for other in points if other != point for word in stems(asked[other].text))
    return says_besides(asked[point].text, text, others)


def _common_words(asked: Sequence[Asked]) -> frozenset[str]:
    """Words that many points have, and that tell none from another."""
    counts = Counter(word for wish in asked for word in stems(wish.text))
    return frozenset(word for word, number in counts.items() if number >= MANY)


def _by_whole(
    asked: Sequence[Asked], points: Sequence[int], resolved: Sequence[tuple[int, Resolved]]
) -> Iterator[Related]:
    """What decisions about the recommendation or the matter as such say of the points that are still open."""
    whole = [(place, one) for place, one in resolved if WHOLE.search(one.text) and not MOTION.search(one.text)]
    adopted = any(one.outcome in ADOPTING or one.outcome is Outcome.APPROVED_AMENDED for _, one in whole)
    if adopted:  # "Forslaget blev forkastet. Indstillingen blev herefter godkendt.": a motion fell
        whole = [(place, one) for place, one in whole if one.outcome is not Outcome.REJECTED]
    for point in points:
        for place, one in _fitting(asked[point], whole):
            yield _whole(asked, point, points, place, one)


def _fitting(wish: Asked, whole: Sequence[tuple[int, Resolved]]) -> list[tuple[int, Resolved]]:
    """Of several decisions on the whole, those that answer what a point asks for; else the one that weighs most."""
    if len(whole) < 2:
        return list(whole)
    kind = _kind(wish.text)
    fitting = [(place, one) for place, one in whole if one.outcome is kind]
    if fitting:
        return fitting[:1]
    resolving = [pair for pair in whole if pair[1].outcome not in (Outcome.NOTED, Outcome.DISCUSSED)]
    return (resolving or list(whole))[:1]


def _kind(text: str) -> Outcome | None:
    if NOTE.search(text):
        return Outcome.NOTED
    if DISCUSS.search(text):
        return Outcome.DISCUSSED
    return None


def _whole(asked: Sequence[Asked], point: int, points: Sequence[int], place: int, one: Resolved) -> Related:
    """A change of the whole changes the point that it speaks of; the others are adopted as they were."""
    change = CHANGE.search(one.text)
    if one.outcome is Outcome.APPROVED_AMENDED and change and len(points) > 1:
        likest = sorted(points, key=lambda other: likeness(asked[other].text, change["what"]), reverse=True)
        first, second = (likeness(asked[other].text, change["what"]) for other in likest[:2])
        if first > second and point != likest[0]:
            return Related(point, place, Relation.ADOPTED, "whole")
    return _related(asked, point, place, one.outcome, one.text, "whole")


def _only(asked: Sequence[Asked], point: int, resolved: Sequence[tuple[int, Resolved]]) -> Iterator[Related]:
    """The only point left and what was resolved besides."""
    wish = asked[point]
    usable = [(place, one) for place, one in resolved if not MOTION.search(one.text)]
    kind = _kind(wish.text)
    if kind is Outcome.DISCUSSED and usable:
        place = next((place for place, one in usable if one.outcome is Outcome.DISCUSSED), usable[0][0])
        yield Related(point, place, _discussed(dict(usable)[place].outcome), "kind")
    elif len(usable) == 1:
        place, one = usable[0]
        if one.outcome is Outcome.ELECTED and ELECT.search(wish.text):
            yield Related(point, place, Relation.ADOPTED, "kind")
        elif one.outcome not in ADOPTING or stems(wish.text) & stems(one.text):
            yield _related(asked, point, place, one.outcome, one.text, "only")


def _discussed(outcome: Outcome) -> Relation:
    """What became of a wish to discuss: agreeing on something is how a discussion ends."""
    relation = BY_OUTCOME[outcome]
    return Relation.DISCUSSED if relation in (Relation.ADOPTED, Relation.ADOPTED_CHANGED) else relation


def _related(asked: Sequence[Asked], point: int, place: int, outcome: Outcome, text: str, method: str) -> Related:
    relation = BY_OUTCOME[outcome]
    if PARTLY.search(text) and relation in (Relation.ADOPTED, Relation.ADOPTED_CHANGED):
        return Related(point, place, Relation.PARTLY, method)
    if method == "wording":
        if relation is Relation.REFERRED and SENDS.search(asked[point].text):
            relation = Relation.ADOPTED  # the point asks for just that
        if relation is Relation.NOTED and not NOTE.search(asked[point].text):
            relation = Relation.ADOPTED
        if relation is Relation.ADOPTED and TOO_EARLY.search(text):
            relation = Relation.POSTPONED
        if relation is Relation.ADOPTED and OPEN_QUESTION.match(asked[point].text):
            return Related(point, place, relation, method)  # a question has no wording that could be changed
        if relation is Relation.ADOPTED_CHANGED and not CHANGE.search(text):
            relation = Relation.ADOPTED
        if relation is Relation.ADOPTED and (change := change_of(asked[point].text, text)):
            return Related(point, place, Relation.ADOPTED_CHANGED, method, change.removed, change.added)
    if relation is Relation.ADOPTED_CHANGED:
        change_said = CHANGE.search(text)
        return Related(point, place, relation, method, None, change_said["what"].strip(" .") if change_said else None)
    return Related(point, place, relation, method)
