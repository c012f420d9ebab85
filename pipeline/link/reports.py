"""Reported decisions beside the minutes they speak of: found, confirmed or contradicted; meetings the archive lacks."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.link.called import plain_body
from pipeline.link.matters import best_match
from pipeline.link.report_reach import reach_reports
from pipeline.link.scope import DOCUMENTS, SCOPE
from pipeline.link.settle import Value, settle_rows
from pipeline.link.treatments import OWN, Organisation, read_forums, read_organisations
from pipeline.minutes import Outcome
from pipeline.wording import likeness

GENERAL = frozenset({"udvalg", "raad", "bestyrelse", "direktion", "gruppe", "forum", "naevn", "forsamling"})
"""Plain names that mean the forum whose minutes they stand in."""

FATES = (
    frozenset({"approved", "approved_amended", "decided", "agreed", "recommended", "delegated", "elected"}),
    frozenset({"postponed"}),
    frozenset({"rejected"}),
)
"""Outcomes that exclude those of another group: what was adopted was neither put off nor turned down."""

COLUMNS = ("decision_id", "meeting_id", "original_item_id", "original_id", "status")
MISSING = ("id", "organisation_id", "body_id", "body", "date", "mentions", "agenda_item_id")
ISSUE = "report_contradicts"
CONTRADICTED = "-modsagt"
REACHED = "SELECT id FROM temp.reached_reports"
SPOKEN = "SELECT id FROM temp.spoken_items"
OF_ALL = f"document_id IN (SELECT document_id FROM agenda_items WHERE {SCOPE})"
OF_REACHED = f"document_id IN ({DOCUMENTS}) OR id IN (SELECT id || '{CONTRADICTED}' FROM temp.reached_reports)"
ON_DAYS = """
id IN (SELECT lacked.id FROM temp.reached_days CROSS JOIN missing_meetings AS lacked
    WHERE lacked.organisation_id = reached_days.organisation_id AND lacked.date = day)
"""


@dataclass(frozen=True, slots=True)
class Report:
    """A reported decision as stored, with the organisation and forum of the minutes it stands in."""

    id: str
    item: str
    document: str
    page: int
    text: str
    outcome: str
    by: str | None
    on: str | None
    scope: str


@dataclass(frozen=True, slots=True)
class Original:
    """A decision of a meeting of its own."""

    id: str
    text: str
    outcome: str


def link_reports(db: sqlite3.Connection) -> int:
    """Write `reported_decisions`, `missing_meetings` and an issue for each report that its original contradicts."""
    wholly = reach_reports(db)
    forums = {(whole, plain_body(name, owner)): forum for whole, forum, name, owner in read_forums(db)}
    names = dict(db.execute(f"SELECT id, name FROM bodies WHERE {SCOPE}"))
    rows: list[tuple[Value, ...]] = []
    issues: list[tuple[Value, ...]] = []
    missing: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for whole, organisation in read_organisations(db, f"item.id IN ({SPOKEN})"):
        originals, reports = _originals(db), _reports(db)
        for item, treatment in organisation.items.items():
            for report in reports.get(item, ()):
                forum = forum_of(report, treatment.body, whole, forums)
                row, original = settle_report(report, forum, organisation, originals)
                rows.append(row)
                if row[4] == "not_held" and forum and report.on:
                    missing[whole, forum, report.on].append(item)
                if row[4] == "contradicted" and original:
                    issues.append(contradiction(report, original, names.get(forum or "", "")))
    gaps = [
        (f"{forum}-{date}", whole, forum, names.get(forum, forum), date, len(set(items)), min(items))
        for (whole, forum, date), items in sorted(missing.items())
    ]
    mine = f"decision_id IN ({REACHED})"
    _note_changes(db, mine, rows)
    changes = settle_rows(db, "reported_decisions", COLUMNS, rows, where=mine)
    changes += settle_rows(
        db, "issues", ("id", "document_id", "code", "message", "page"), issues,
        where=f"code = '{ISSUE}' AND ({OF_ALL if wholly else OF_REACHED})",
    )  # fmt: skip
    return changes + settle_rows(db, "missing_meetings", MISSING, gaps, where=SCOPE if wholly else ON_DAYS)


def _originals(db: sqlite3.Connection) -> dict[str, list[Original]]:
    """By item of the organisation in hand: what was decided there."""
    found: dict[str, list[Original]] = defaultdict(list)
    for item, key, text, outcome in db.execute(
        "SELECT agenda_item_id, id, text, outcome FROM decisions"
        f" WHERE agenda_item_id IN ({OWN}) AND scope = 'this_meeting' ORDER BY id"
    ):
        found[item].append(Original(key, text, outcome))
    return found


def _reports(db: sqlite3.Connection) -> dict[str, list[Report]]:
    """By item of the organisation in hand: the reached reports that stand there."""
    found: dict[str, list[Report]] = defaultdict(list)
    for row in db.execute(
        "SELECT id, agenda_item_id, document_id, page, text, outcome, decided_by, decided_on, scope FROM decisions"
        f" WHERE agenda_item_id IN ({OWN}) AND id IN ({REACHED}) ORDER BY id"
    ):
        found[row[1]].append(Report(*row))
    return found


def _note_changes(db: sqlite3.Connection, mine: str, rows: Sequence[tuple[Value, ...]]) -> None:
    """Tell what follows matters which items now report something else (`temp.report_changes`), before it is written."""
    before = set(db.execute(f"SELECT {', '.join(COLUMNS)} FROM reported_decisions WHERE {mine}"))
    changed = sorted({(row[0],) for row in before ^ set(rows)}, key=repr)
    db.executemany(
        "INSERT OR IGNORE INTO temp.report_changes SELECT agenda_item_id FROM decisions WHERE id = ?", changed
    )
    reported = [(row[2],) for row in before - set(rows) if row[2]]
    db.executemany("INSERT OR IGNORE INTO temp.report_changes VALUES (?)", reported)


def forum_of(report: Report, own: str, whole: str, forums: dict[tuple[str, str], str]) -> str | None:
    """The forum that a report speaks of: the minutes' own one where it names none or only "udvalget"."""
    if not report.by:
        return own if report.scope == "earlier_meeting" else None
    plain = plain_body(report.by, None)
    if plain in GENERAL:
        return own if report.scope == "earlier_meeting" else None
    return forums.get((whole, plain)) or (own if report.scope == "earlier_meeting" else None)


def settle_report(
    report: Report, forum: str | None, organisation: Organisation, originals: dict[str, list[Original]]
) -> tuple[tuple[Value, ...], Original | None]:
    """The row of a report, and the decision it was held against."""
    if not report.on:
        return (report.id, None, None, None, "undated"), None
    meeting = organisation.meetings.get((forum or "", report.on))
    if not meeting:
        return (report.id, None, None, None, "not_held"), None
    own = organisation.items[report.item]
    found = best_match(own.title, own.case_number, meeting)
    if found is None or found.id == own.id:
        return (report.id, meeting[0].meeting, None, None, "unknown_item"), None
    said = originals.get(found.id, [])
    if not said:
        return (report.id, found.meeting, found.id, None, "related"), None
    status, original = compare(report, said)
    return (report.id, found.meeting, found.id, original.id, status), original


def compare(report: Report, said: Sequence[Original]) -> tuple[str, Original]:
    """Whether the original says what is reported, and which of its decisions was held against it."""
    same = [one for one in said if one.outcome == report.outcome or _fate(one.outcome) == _fate(report.outcome) != -1]
    nearest = max(same or said, key=lambda one: (likeness(one.text, report.text), one.id))
    if same:
        return "confirmed", nearest
    fates = {_fate(one.outcome) for one in said} - {-1}
    contradicts = _fate(report.outcome) != -1 and fates and Outcome.DISCUSSED not in {one.outcome for one in said}
    return ("contradicted" if contradicts else "related"), nearest


def contradiction(report: Report, original: Original, forum: str) -> tuple[Value, ...]:
    message = f"Referatet gengiver en beslutning fra {forum} som “{report.text}”; originalen siger “{original.text}”."
    return (f"{report.id}{CONTRADICTED}", report.document, ISSUE, message, report.page)


def _fate(outcome: str) -> int:
    return next((place for place, group in enumerate(FATES) if outcome in group), -1)
