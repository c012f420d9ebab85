"""One document: what was parsed against what a careful reader marked.

A section or decision counts as found when what was parsed covers the same stretch of the document: at least 0.8 as an
intersection over union of letters. A section must also have the right kind and stand in the right item; `decisions`
wants the right outcome and item, `decisions.found` only the stretch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from pipeline.score.card import Scores
from pipeline.score.printed import SAME_STRETCH, Printed, letters, likeness

Fact = dict[str, Any]
Pairs = dict[int, int]  # place in gold to place in what was parsed

SAME_NAME = 94.0
SAME_FIELD = 90.0
SAME_TITLE = 85.0
NEAR_TITLE = 80.0  # enough to pair two items, not to count them as found
OTHER_NUMBER = 20.0  # what a differing number takes from the likeness of two items


def pair(
    golds: Sequence[Any],
    parseds: Sequence[Any],
    like: Callable[[Any, Any], float],
    threshold: float,
    prefer: Callable[[Any, Any], bool] = lambda gold, parsed: False,
) -> Pairs:
    """One-to-one pairs of places, the most alike first; among equals the preferred, then the nearest in order."""
    ranked = []
    for i, gold in enumerate(golds):
        for j, parsed in enumerate(parseds):
            if (score := like(gold, parsed)) >= threshold:
                ranked.append((score, prefer(gold, parsed), -abs(i / len(golds) - j / len(parseds)), i, j))
    pairs: Pairs = {}
    taken: set[int] = set()
    for *_, i, j in sorted(ranked, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def score_document(gold: Fact, parsed: Fact, printed: Printed) -> Scores:
    """Scores of one document; `gold` as annotated, `parsed` as the contract's JSON (or empty)."""
    scores = Scores()
    right_kind = gold["kind"] == parsed.get("kind")
    scores.count("kind", right_kind, 1, 1)
    if not right_kind:
        scores.misses.append(f"kind {parsed.get('kind')} for {gold['kind']}")
    score_meeting(gold.get("meeting") or {}, parsed.get("meeting") or {}, scores)
    score_participants(gold.get("participants") or [], parsed.get("participants") or [], scores)
    golds, parseds = gold.get("items") or [], parsed.get("items") or []
    mates = pair(golds, parseds, item_likeness, NEAR_TITLE)
    score_items(golds, parseds, mates, scores)
    score_lists(golds, parseds, mates, scores)
    score_sections(golds, parseds, mates, printed, scores)
    score_decisions(golds, parseds, mates, printed, scores)
    return scores


def score_meeting(gold: Fact, parsed: Fact, scores: Scores) -> None:
    for name in ("date", "start", "end", "body", "organisation", "location"):
        wanted, found = gold.get(name), parsed.get(name)
        if name in ("date", "start", "end"):
            right = bool(wanted) and wanted == found
        else:
            right = bool(wanted and found) and fuzz.token_sort_ratio(words(wanted), words(found)) >= SAME_FIELD
        scores.count(f"meeting.{name}", right, bool(wanted), bool(found))
        if not right and (wanted or found):
            scores.misses.append(f"meeting.{name}: {wanted!r} in gold, {found!r} parsed")


def words(text: str | None) -> str:
    return " ".join(filter(None, map(letters, str(text).split())))


def score_participants(golds: list[Fact], parseds: list[Fact], scores: Scores) -> None:
    named = pair(golds, parseds, lambda gold, parsed: likeness(gold["name"], parsed.get("name")), SAME_NAME)
    right = {i: j for i, j in named.items() if golds[i]["status"] == parseds[j].get("status")}
    scores.count("participants", len(right), len(golds), len(parseds))
    scores.judge(parseds, right.values())
    scores.count(
        "participants.role",
        sum(bool(golds[i].get("role")) and golds[i]["role"] == parseds[j].get("role") for i, j in named.items()),
        having(golds, "role"),
        having(parseds, "role"),
    )
    scores.misses += [f"participant missed: {golds[i]['name']}, {golds[i]['status']}" for i in left(golds, right)]
    invented = left(parseds, right.values())
    scores.misses += [f"participant wrong: {parseds[j].get('name')}, {parseds[j].get('status')}" for j in invented]


def having(facts: Iterable[Fact], name: str) -> int:
    return sum(bool(fact.get(name)) for fact in facts)


def left(facts: Sequence[Any], used: Iterable[int]) -> list[int]:
    """Places of `facts` not among `used`."""
    return sorted(set(range(len(facts))) - set(used))


def same_number(gold: Fact, parsed: Fact) -> bool:
    def plain(number: Any) -> str:
        return "" if number is None else letters(str(number))

    return plain(gold.get("number")) == plain(parsed.get("number"))


def item_likeness(gold: Fact, parsed: Fact) -> float:
    penalty = 0.0 if same_number(gold, parsed) else OTHER_NUMBER
    return likeness(gold.get("title"), parsed.get("title")) - penalty


def item_name(item: Fact) -> str:
    return f"{item.get('number')} {(item.get('title') or '')[:60]!r}"


def score_items(golds: list[Fact], parseds: list[Fact], mates: Pairs, scores: Scores) -> None:
    pairs = {i: (golds[i], parseds[j]) for i, j in mates.items()}
    right = {
        i: mates[i]
        for i, (gold, parsed) in pairs.items()
        if same_number(gold, parsed) and likeness(gold.get("title"), parsed.get("title")) >= SAME_TITLE
    }
    scores.count("items", len(right), len(golds), len(parseds))
    scores.judge(parseds, right.values())
    on_page = sum(golds[i]["page"] == parseds[j].get("page") for i, j in right.items())
    scores.count("items.page", on_page, len(right), len(right))
    for name in ("case_number", "start", "end"):
        equal = [bool(g.get(name)) and letters(str(g[name])) == letters(str(p.get(name))) for g, p in pairs.values()]
        scores.count(f"items.{name}", sum(equal), having(golds, name), having(parseds, name))
    both = sum(bool(gold.get("closed") and parsed.get("closed")) for gold, parsed in pairs.values())
    scores.count("items.closed", both, having(golds, "closed"), having(parseds, "closed"))
    scores.misses += [f"item missed: {item_name(golds[i])}" for i in left(golds, right)]
    scores.misses += [f"item wrong: {item_name(parseds[j])}" for j in left(parseds, right.values())]


def score_lists(golds: list[Fact], parseds: list[Fact], mates: Pairs, scores: Scores) -> None:
    """What an item mentions: attachments by name, amounts by value, votes by every figure."""
    like: dict[str, tuple[Callable[[Any, Any], float], float]] = {
        "attachments": (lambda gold, parsed: likeness(name_of(gold), name_of(parsed)), SAME_TITLE),
        "amounts": (lambda gold, parsed: abs((gold["dkk"] or 0) - float(parsed.get("dkk") or 0)) < 0.005, True),
        "votes": (lambda gold, parsed: tally(gold) == tally(parsed), True),
    }
    for name, (alike, threshold) in like.items():
        hits = sum(
            len(pair(gold.get(name) or [], parseds[mates[i]].get(name) or [], alike, threshold))
            for i, gold in enumerate(golds)
            if i in mates
        )
        wanted, found = (sum(len(item.get(name) or []) for item in items) for items in (golds, parseds))
        scores.count(name, hits, wanted, found)


def name_of(attachment: str | Fact) -> str:
    if isinstance(attachment, str):
        return attachment
    return attachment.get("name") or attachment.get("title") or attachment.get("text") or ""


def tally(vote: Fact) -> tuple[Any, ...]:
    unopposed = bool(vote.get("for")) and vote.get("against") == 0 and not vote.get("abstain")
    parties = (sorted(vote.get(side) or []) for side in ("parties_for", "parties_against"))
    counts = (vote.get("for"), vote.get("against"), vote.get("abstain") or None)
    return (*counts, *parties, bool(vote.get("unanimous")) or unopposed)


def within(items: list[Fact], name: str) -> Iterator[tuple[int, Fact]]:
    """(place of the item, fact) for each of the items' facts."""
    return ((place, fact) for place, item in enumerate(items) for fact in item.get(name) or [])


def score_sections(golds: list[Fact], parseds: list[Fact], mates: Pairs, printed: Printed, scores: Scores) -> None:
    wanted = list(within(golds, "sections"))
    found = [(j, section) for j, section in within(parseds, "sections") if letters(section.get("text"))]

    def like(gold: tuple[int, Fact], parsed: tuple[int, Fact]) -> float:
        if gold[1]["kind"] != parsed[1].get("kind") or mates.get(gold[0]) != parsed[0]:
            return 0.0
        return printed.covers(gold[1], parsed[1].get("text"))

    pairs = pair(wanted, found, like, SAME_STRETCH)
    scores.count("sections", len(pairs), len(wanted), len(found))
    scores.judge([section for _, section in found], pairs.values())
    for at in left(wanted, pairs):
        place, section = wanted[at]
        what = f"item {golds[place].get('number')} {section['kind']} {section.get('heading')!r}"
        scores.misses.append(f"section missed: {what}")


def score_decisions(golds: list[Fact], parseds: list[Fact], mates: Pairs, printed: Printed, scores: Scores) -> None:
    wanted = list(within(golds, "decisions"))
    found = [
        (j, one) for j, one in within(parseds, "decisions") if (one.get("scope") or "this_meeting") == "this_meeting"
    ]

    def placed(gold: tuple[int, Fact], parsed: tuple[int, Fact]) -> bool:
        return mates.get(gold[0]) == parsed[0]

    pairs = pair(wanted, found, lambda gold, one: printed.covers(gold[1], one[1].get("text")), SAME_STRETCH, placed)
    both = [(wanted[i], found[j]) for i, j in pairs.items()]
    right = [gold[1]["outcome"] == one[1].get("outcome") and placed(gold, one) for gold, one in both]
    scores.count("decisions.found", len(pairs), len(wanted), len(found))
    scores.count("decisions", sum(right), len(wanted), len(found))
    scores.judge([one for _, one in found], [j for j, good in zip(pairs.values(), right, strict=True) if good])
    on_page = sum(gold[1]["page"] == one[1].get("page") for gold, one in both)
    scores.count("decisions.page", on_page, len(pairs), len(pairs))

    def told(items: list[Fact], one: tuple[int, Fact]) -> str:
        quote = one[1].get("first") or one[1].get("text") or ""
        return f"item {items[one[0]].get('number')} [{one[1].get('outcome')}] {quote[:70]!r}"

    scores.misses += [f"decision missed: {told(golds, wanted[i])}" for i in left(wanted, pairs)]
    scores.misses += [f"decision invented: {told(parseds, found[j])}" for j in left(found, pairs.values())]
    wrong = [pair for pair, is_right in zip(both, right, strict=True) if not is_right]
    scores.misses += [f"decision wrong: {told(parseds, one)} for {told(golds, gold)}" for gold, one in wrong]
