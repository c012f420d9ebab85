"""Across documents: what belongs together in an archive, worked out from its rows and written to tables of its own.

`link_archive` runs the stages of `pipeline.link.stages` in their order, in one transaction, after every ingest and in
full by `referat link`. What it writes is a function of what is stored now: the order in which documents arrived, and
whether they came one by one or all at once, leaves no trace.

**A stage** is a function `(db) -> int`. It reads rows with SQL, decides in pure functions over frozen dataclasses
(tested without a database), and hands all rows that ought to be there to `settle_rows`, which writes those that differ
and gives their number. Tables of links are keyed by what they link, refer to it with `ON DELETE CASCADE ON UPDATE
CASCADE` (the store renames the keys of an edition that is superseded), and are written by one stage only. A link has
the method or evidence that made it in its row or in a table beside it.

**Scope** (`pipeline.link.scope`). A stage looks at what has changed and what that can reach, never at the whole
archive:

- `temp.touched_meetings (id)`: the meetings of which a document was stored or removed since the last time, also those
  that are no more;
- `temp.touched_organisations (id)`: their organisations; '' stands for meetings whose organisation is not known;
- `_traces (organisation_id, kind, trace)`: what removed or replaced documents had said (`pipeline.store.traces`): the
  names, days and cases by which something elsewhere may hang on what is gone;
- `temp.touched_wholly`: not empty in a full relink, and where a name that was there before now means another.

The reach is the stage's own to choose, and must be closed: if a row outside the scope could change by what happened
inside, the scope was too small. A relation inside one item reaches the touched meetings; a case reaches whatever
shares a key (case number, title) with an item of a touched meeting, or with a link that such an item had; a person
reaches the names near its own (`person_reach`, `short_reach`), a report the other reports of its day (`report_reach`),
a task the sessions around its own (`closing_reach`). A stage that finds its scope as rows may use temp tables of its
own. Nothing in it may read all rows of an organisation (tests/link/test_growth.py). In a full relink all meetings and
organisations are touched; it takes linear time.

**Adding a stage**: a module here with the function; its tables in a migration (`pipeline.store.schema`) and in the
dictionary; its place in `STAGES`. Stages may read tables of earlier stages.
"""

from pipeline.link.archive import Linked, link_archive

__all__ = ["Linked", "link_archive"]
