"""What a search is filtered and counted by, held in memory: the year, organ, outcomes and parties of every item.

The snapshot numbers the items (see its table `item_search`), so an item's facts are found by its number without asking
the database, and a hundred thousand hits are counted by year, organ and outcome in a few milliseconds. It takes about
20 bytes an item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:  # Datasette loads its plugins before these exist
    from datasette.database import Database

Numbers = NDArray[numpy.int64]

TABLES = ("item_search", "item_parties")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Arrays over the items' numbers (place 0 is no item) and what their values stand for."""

    years: Numbers
    """0 where the meeting has no date."""
    bodies: Numbers
    """Places in `body_keys`; 0 is none."""
    outcomes: Numbers
    """Bits of `outcome_bits`."""
    parties: Mapping[str, Numbers]
    """The items, in order, where a party's vote is told."""
    body_keys: tuple[str, ...]
    body_names: Mapping[str, str]
    same_body: Mapping[str, tuple[int, ...]]
    """The places of the forums that are the same organ as the one with this key, where there are several."""
    outcome_bits: Mapping[str, int]
    outcome_labels: Mapping[str, str]

    @property
    def size(self) -> int:
        """How many items there are."""
        return len(self.years) - 1

    def bodies_called(self, name: str) -> list[int]:
        """The places in `body_keys` of the organ with this key, or else of those with this in their name."""
        if name in self.same_body:
            return list(self.same_body[name])
        if name in self.body_names:
            return [self.body_keys.index(name)]
        wanted = name.casefold()
        return [place for place, key in enumerate(self.body_keys) if key and wanted in self.body_names[key].casefold()]


async def read_catalogue(database: Database) -> Catalogue:
    """The catalogue of a snapshot, to be read once."""
    catalogue: Catalogue = await database.execute_fn(_read_all)
    return catalogue


def _read_all(connection: Any) -> Catalogue:
    bodies = connection.execute(
        """SELECT bodies.id, bodies.name, organisations.name FROM bodies
        LEFT JOIN organisations ON organisations.id = bodies.organisation_id ORDER BY bodies.id"""
    ).fetchall()
    keys = ("", *(key for key, *_ in bodies))
    places = {key: place for place, key in enumerate(keys)}
    outcomes = connection.execute("SELECT rowid, code, label FROM outcomes ORDER BY rowid").fetchall()
    rows = connection.execute("SELECT id, year, body_id, outcomes FROM item_search ORDER BY id")
    values = numpy.fromiter(
        (fact for _, year, body, bits in rows for fact in (year or 0, places.get(body or "", 0), bits)), numpy.int64
    ).reshape(-1, 3)
    values = numpy.vstack([numpy.zeros((1, 3), numpy.int64), values])
    parties: dict[str, list[int]] = {}
    for party, item in connection.execute("SELECT party, item FROM item_parties ORDER BY party, item"):
        parties.setdefault(party, []).append(item)
    return Catalogue(
        years=values[:, 0].astype(numpy.int64),
        bodies=values[:, 1].astype(numpy.int64),
        outcomes=values[:, 2].astype(numpy.int64),
        parties={party: numpy.array(items, numpy.int64) for party, items in parties.items()},
        body_keys=keys,
        body_names={
            key: name if not organisation or organisation in name else f"{name}, {organisation}"
            for key, name, organisation in bodies
        },
        same_body=_same_bodies(connection, places),
        outcome_bits={code: 1 << rowid for rowid, code, _ in outcomes},
        outcome_labels={code: label for _, code, label in outcomes},
    )


def _same_bodies(connection: Any, places: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """See `Catalogue.same_body`; a snapshot that is not linked has none."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    groups: dict[str, list[str]] = {}
    if "body_identities" in tables:
        for body, identity in connection.execute("SELECT body_id, identity_id FROM body_identities ORDER BY body_id"):
            groups.setdefault(identity, []).append(body)
    several = (group for group in groups.values() if len(group) > 1)
    return {body: tuple(places[one] for one in group) for group in several for body in group}
