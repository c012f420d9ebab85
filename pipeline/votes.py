"""Votes as minutes print them: counts, parties, named members.

Parties are kept as printed (letter, short form or name; `pipeline.parties` turns names into letters). A group that
split is not a party for or against: its named members are members. Nothing that is not printed is filled in, except
that counts per party and named members are added up where no total stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.ballots import ABSTAIN, AGAINST, FOR, OTHERWISE, UNANIMOUS, Said, clauses, may_vote, sentences
from pipeline.parties import Member, Side


@dataclass(frozen=True, slots=True)
class FoundVote:
    """`text[start:end]` tells of one vote. Counts are None where none is printed; members are (name, party) as printed,
    the party None where none is.
    """

    start: int
    end: int
    text: str
    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    parties_abstain: tuple[str, ...] = ()
    members_for: tuple[Member, ...] = ()
    members_against: tuple[Member, ...] = ()
    members_abstain: tuple[Member, ...] = ()
    unanimous: bool = False


@dataclass(slots=True)
class _Vote:
    start: int
    end: int
    sides: dict[str, Side] = field(default_factory=dict)
    unanimous: bool = False
    listed: bool = False  # "For stemte: ..." stands in it


def find_votes(text: str) -> list[FoundVote]:
    """The votes told in the text of one decision section, in order: an amendment's before the main vote.

    "uden afstemning", "med stort flertal" and an abstention that stands alone are no votes; neither are the numbers
    that candidates or alternatives got, nor who stood against a decision of which no other side is told.
    """
    if not may_vote(text):
        return []
    said: list[Said] = []
    for start, end in sentences(text):
        if not may_vote(text[start:end]):
            continue
        in_one = sorted(clauses(text[start:end]), key=lambda one: one.at)
        said += [replace(one, sentence=(start, end)) for one in in_one]
    found = (_finish(text, vote) for vote in _gather(said))
    return [vote for vote in found if vote]


def _gather(said: Iterable[Said]) -> list[_Vote]:
    """Clauses that speak of the same vote, together. A side told twice is a new vote unless it only adds names."""
    votes: list[_Vote] = []
    last: tuple[int, int] | None = None
    for one in said:
        start, end = one.sentence
        now = votes[-1] if votes else None
        if one.side == OTHERWISE:
            votes.append(_Vote(start, end))  # takes the abstentions that follow, and is dropped
        elif one.side == UNANIMOUS:
            if now is not None and _was_unanimous(now, last == one.sentence):
                now.unanimous, now.end = True, end
            else:
                votes.append(_Vote(start, end, unanimous=True))
        elif one.what.said:
            if now is None or (now.unanimous and last != one.sentence) or _clashes(now, one):
                now = _Vote(start, end)
                votes.append(now)
            before = now.sides.get(one.side, Side())
            now.sides[one.side] = _both(before, one.what)
            now.listed = now.listed or one.opens == "list"
            now.end = end
        last = one.sentence
    return votes


def _was_unanimous(vote: _Vote, same_sentence: bool) -> bool:
    """Whether "enstemmigt" may be said of `vote`: told in the same sentence, or nobody was against."""
    against = vote.sides.get(AGAINST, Side())
    if vote.unanimous:
        return False
    return same_sentence and not against.said or FOR in vote.sides and against.count == 0


def _both(first: Side, then: Side) -> Side:
    counted = first if first.count is not None else then
    named = first if first.named else then
    return replace(named, count=counted.count, derived=counted.derived)


def _clashes(vote: _Vote, one: Said) -> bool:
    before = vote.sides.get(one.side)
    if before is None:
        return False
    differs = before.count is not None and one.what.count is not None and before.count != one.what.count
    if one.opens == "tally":
        return before.count is not None and (differs or not before.named)
    if one.opens == "list":
        return differs or before.named
    return differs


def _finish(text: str, vote: _Vote) -> FoundVote | None:
    sides = {side: vote.sides.get(side, Side()) for side in (FOR, AGAINST, ABSTAIN)}
    if not _is_vote(vote, sides[FOR], sides[AGAINST], sides[ABSTAIN]):
        return None
    listed = {side: what.parties or what.members_parties for side, what in sides.items()}
    parties = {}
    for side, what in sides.items():  # the letter behind a name stands for the group only if the group did not split
        others = {party for other in sides if other != side for party in listed[other]}
        parties[side] = what.parties or tuple(party for party in listed[side] if party not in others)
    return FoundVote(
        vote.start, vote.end, text[vote.start : vote.end].strip(),
        sides[FOR].count, sides[AGAINST].count, sides[ABSTAIN].count,
        parties[FOR], parties[AGAINST], parties[ABSTAIN],
        sides[FOR].members, sides[AGAINST].members, sides[ABSTAIN].members,
        vote.unanimous,
    )  # fmt: skip


def _is_vote(vote: _Vote, for_: Side, against: Side, abstain: Side) -> bool:
    """A printed count, a list headed "For stemte", or names on two sides; names on one side are a standpoint."""
    if vote.unanimous or for_.counted or against.counted:
        return True
    return for_.said and (vote.listed or against.said or abstain.said)
