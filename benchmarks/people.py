"""How well persons are told apart and put together: precision and recall of merges of differently printed names.

    python -m benchmarks.people [--seed N ...] [--sweep] [--ways] [--misses N]

Draws a crowd of invented people in twelve organisations' lists (`tests.archive.crowd`) and resolves it as an archive's
lists are. `--sweep` tries other thresholds of rapidfuzz, `--ways` tells the recall for each way in which two forms of a
name came about, `--misses` prints so many of what is wrong and missed. The rules were written with seeds 1 to 3 in
sight; 11 to 20 were drawn afterwards, and only their figures looked at.

The archive of minutes (PDFs, read as a user would read them) is measured by `python -m benchmarks.link_quality`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from pipeline.link import names
from pipeline.link.called import plain_organisation
from pipeline.link.evidence import Ruled
from pipeline.link.person_rows import full_rows, short_rows
from pipeline.link.profiles import Listing, Statement, day_of
from tests.archive.crowd import Listed, draw_crowd
from tests.archive.merges import Form, Merges, measure_merges

SEEDS = (1, 2, 3, *range(11, 21))
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)


@contextmanager
def threshold(slip: float) -> Iterator[None]:
    """Let words count as misspelled from another similarity on, within the block."""
    usual = names.SLIP
    try:
        names.SLIP = slip
        names.word_likeness.cache_clear()
        yield
    finally:
        names.SLIP = usual
        names.word_likeness.cache_clear()


def link_crowd(seed: int) -> Merges:
    """The merges of a crowd, resolved organisation by organisation."""
    entries = {f"{place:06d}": entry for place, entry in enumerate(draw_crowd(seed))}
    by_organisation: dict[str, list[Statement]] = defaultdict(list)
    for key, entry in entries.items():
        by_organisation[entry.organisation].append(statement_of(key, entry))
    linked: dict[str, str] = {}
    for organisation, statements in by_organisation.items():
        linked |= persons_of(organisation, statements)
    ways: dict[Form, Counter[str]] = defaultdict(Counter)
    for entry in entries.values():
        ways[form_of(entry)][entry.way] += 1
    commonest = {form: max(sorted(counted), key=counted.__getitem__) for form, counted in ways.items()}
    return measure_merges([(form_of(entry), linked.get(key)) for key, entry in entries.items()], commonest)


def persons_of(organisation: str, statements: Sequence[Statement]) -> dict[str, str]:
    """By statement: the person whom its name, full or short, means."""
    full, known = full_rows(organisation, organisation, statements, Ruled())
    listings = {one.id: one.listing for one in statements}
    listed: dict[Listing, set[str]] = defaultdict(set)
    for statement, person, _ in full.attendances:
        listed[listings[str(statement)]].add(str(person))
    who = {listing: frozenset(persons) for listing, persons in listed.items()}
    short = short_rows(organisation, organisation, statements, known, who)
    return {str(row[0]): str(row[1]) for row in (*full.attendances, *short.attendances)}


def statement_of(key: str, entry: Listed) -> Statement:
    employer = plain_organisation(entry.employer) if entry.employer else None
    status = "present" if entry.present else "absent"
    body = f"{entry.organisation}-{entry.body}"
    day = day_of(entry.date)
    return Statement(
        key,
        entry.name,
        status,
        None,
        entry.title,
        employer,
        entry.party,
        None,
        entry.document,
        body,
        day,
        entry.document,
    )


def form_of(entry: Listed) -> Form:
    return entry.organisation, entry.human, entry.name


def summed(found: Iterable[Merges]) -> str:
    """Precision, recall and F1 over the pairs of all crowds."""
    parts = list(found)
    right, made, wanted = (sum(getattr(part, what) for part in parts) for what in ("right", "made", "wanted"))
    return (
        f"precision {right / made:.3f}  recall {right / wanted:.3f}  f1 {2 * right / (made + wanted):.3f}  n {wanted}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--ways", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    chosen = parser.parse_args()
    crowds = {seed: link_crowd(seed) for seed in chosen.seed}
    for seed, found in crowds.items():
        print(f"crowd {seed:3}: {summed([found])}")
        for share, one, other in found.wrong[: chosen.misses]:
            print(f"    wrong  {share:.2f} {one[2]} ({one[1]}) and {other[2]} ({other[1]})")
        for share, one, other in found.missed[: chosen.misses]:
            print(f"    missed {share:.2f} {one[2]} and {other[2]} ({one[1]})")
    print(f"all      : {summed(crowds.values())}")
    if chosen.ways:
        shares: dict[str, list[float]] = defaultdict(list)
        for found in crowds.values():
            for way, recalled in found.ways.items():
                shares[way] += recalled
        for way, recalled in sorted(shares.items(), key=lambda one: -len(one[1])):
            print(f"    {way:24} recall {sum(recalled) / len(recalled):.3f}  n {len(recalled)}")
    for slip in THRESHOLDS if chosen.sweep else ():
        with threshold(slip):
            print(f"slip {slip:.2f}: {summed(link_crowd(seed) for seed in chosen.seed)}")


if __name__ == "__main__":
    main()
