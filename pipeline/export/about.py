"""The words beside the data: how to read the files, and how to cite them."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

from pipeline.export.files import Folder

CITATION = """cff-version: 1.2.0
message: "Bruger du disse data, så henvis til dem sådan. If you use these data, please cite them."
title: "Beslutninger fra referater{years}"
type: dataset
authors:
  - name: "The referat authors"
version: "{version}"
{released}abstract: >-
  {documents} documents, {meetings} meetings and {decisions} decisions read from Danish meeting minutes (referater) by
  rules, each with the page it stands on and the rule that found it.
"""


def write_about(db: sqlite3.Connection, folder: Folder) -> None:
    """Write README.md and CITATION.cff. The version is the program's that read the newest documents; the date, of the
    last run that read any."""
    documents, meetings, decisions = (
        f"{db.execute(f'SELECT count(*) FROM {counted}').fetchone()[0]:,}".replace(",", ".")
        for counted in ("documents", "meetings", "decisions WHERE scope = 'this_meeting'")
    )
    first, last = db.execute("SELECT min(year), max(year) FROM meetings").fetchone()
    years = "" if first is None else f", {first}" if first == last else f", {first}-{last}"
    version, day = db.execute(
        "SELECT max(documents.version), substr(max(runs.started), 1, 10) FROM documents"
        " LEFT JOIN runs ON runs.id = documents.run_id"
    ).fetchone()
    version = (version or "0").partition(".sources.")[0]  # without what the folder said of the files
    counts = {"documents": documents, "meetings": meetings, "decisions": decisions, "years": years}
    readme = files("pipeline.export").joinpath("readme.md").read_text(encoding="utf-8")
    folder.write("README.md", readme.format(**counts))
    released = f"date-released: {day}\n" if day else ""
    folder.write("CITATION.cff", CITATION.format(**counts, version=version, released=released))
