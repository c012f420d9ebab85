"""The stages of linking in their order; each may read what the earlier ones wrote."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.link.abbreviations import link_abbreviations
from pipeline.link.bodies import link_bodies
from pipeline.link.cases import link_cases
from pipeline.link.closings import link_closings
from pipeline.link.outcomes import link_outcomes
from pipeline.link.persons import link_persons
from pipeline.link.presence import link_presence
from pipeline.link.reports import link_reports


@dataclass(frozen=True, slots=True)
class Stage:
    """`link` brings the stage's tables up to date within the scope (see `pipeline.link`); gives the rows changed."""

    name: str
    link: Callable[[sqlite3.Connection], int]


STAGES: tuple[Stage, ...] = (
    Stage("bodies", link_bodies),  # first: it extends the touched organisations to all that are the same
    Stage("abbreviations", link_abbreviations),
    Stage("persons", link_persons),
    Stage("presence", link_presence),
    Stage("recommendation outcomes", link_outcomes),
    Stage("reported decisions", link_reports),
    Stage("cases", link_cases),
    Stage("closed actions", link_closings),
)
