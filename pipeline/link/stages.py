"""The stages of linking in their order; each may read what the earlier ones wrote."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """`link` brings the stage's tables up to date within the scope (see `pipeline.link`); gives the rows changed."""

    name: str
    link: Callable[[sqlite3.Connection], int]


STAGES: tuple[Stage, ...] = ()
