"""The working database's tables, as migrations that are never edited once released.

Keys are readable text (see `pipeline.store.ids`). Facts hang on their agenda item, agenda items and attendances on
their document, and every such link deletes downwards, so that removing a document removes all it said. The Danish
descriptions are in `pipeline.store.dictionary`, the codes with their Danish labels in `pipeline.store.labels`.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from pipeline.parties import letters_by_period
from pipeline.store.bookkeeping import PLACES
from pipeline.store.case_tables import CASE_LOOKUPS, CASE_TABLES
from pipeline.store.checks import PRIVACY
from pipeline.store.corrections import CORRECTION_LOOKUPS, CORRECTIONS
from pipeline.store.flat import DECISIONS_FULL
from pipeline.store.labels import LOOKUPS
from pipeline.store.persons import PERSON_LOOKUPS, PERSONS
from pipeline.store.publications import PUBLICATIONS
from pipeline.store.summaries import MORE_SUMMARIES, SUMMARIES
from pipeline.store.traces import REACH

migrations = Migrations("referat")

YEAR = "year INTEGER GENERATED ALWAYS AS (CAST(substr(date, 1, 4) AS INTEGER)) VIRTUAL"

TABLES = f"""
CREATE TABLE runs (
    id TEXT PRIMARY KEY, started TEXT NOT NULL, ended TEXT, version TEXT NOT NULL, packages TEXT,
    stored INTEGER, skipped INTEGER, quarantined INTEGER, pages INTEGER
);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, filename TEXT NOT NULL, path TEXT,
    kind TEXT NOT NULL REFERENCES document_kinds(code), pages INTEGER NOT NULL,
    text_layer TEXT NOT NULL REFERENCES text_layers(code), family TEXT, coverage REAL, source_url TEXT,
    sample INTEGER NOT NULL DEFAULT 0, version TEXT NOT NULL,
    run_id TEXT REFERENCES runs(id) ON DELETE SET NULL
);
CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    width REAL NOT NULL, height REAL NOT NULL, has_text INTEGER NOT NULL, text TEXT NOT NULL, open_text TEXT,
    PRIMARY KEY (document_id, number)
);
CREATE TABLE organisations (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE bodies (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id), name TEXT NOT NULL
);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id), body_id TEXT REFERENCES bodies(id),
    title TEXT, date TEXT, {YEAR}, start_time TEXT, end_time TEXT, location TEXT,
    document_id TEXT REFERENCES documents(id) ON DELETE SET NULL
);
CREATE TABLE meeting_documents (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings(id),
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES document_kinds(code), edition TEXT NOT NULL REFERENCES document_editions(code),
    status TEXT NOT NULL REFERENCES document_statuses(code),
    organisation_id TEXT REFERENCES organisations(id), organisation TEXT,
    body_id TEXT REFERENCES bodies(id), body TEXT,
    title TEXT, date TEXT, start_time TEXT, end_time TEXT, location TEXT, items INTEGER NOT NULL
);
CREATE TABLE attendances (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings(id),
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    name TEXT NOT NULL, status TEXT NOT NULL REFERENCES attendance_statuses(code), role TEXT REFERENCES roles(code),
    title TEXT, organisation TEXT, party TEXT, substitute_for TEXT, present_from TEXT, present_to TEXT,
    page INTEGER NOT NULL, rule TEXT
);
CREATE TABLE agenda_items (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings(id),
    organisation_id TEXT REFERENCES organisations(id), body_id TEXT REFERENCES bodies(id), date TEXT, {YEAR},
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    number TEXT, title TEXT, parent_id TEXT REFERENCES agenda_items(id) ON DELETE CASCADE,
    page INTEGER NOT NULL, page_end INTEGER NOT NULL, start_time TEXT, end_time TEXT, presenter TEXT,
    case_number TEXT, kle TEXT, closed INTEGER NOT NULL, rule TEXT
);
CREATE TABLE sections (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL REFERENCES section_kinds(code), heading TEXT, text TEXT NOT NULL,
    page INTEGER NOT NULL, rule TEXT
);
CREATE TABLE recommendations (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, label TEXT, text TEXT NOT NULL, page INTEGER NOT NULL, rule TEXT
);
CREATE TABLE decisions (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    meeting_id TEXT NOT NULL REFERENCES meetings(id), organisation_id TEXT REFERENCES organisations(id),
    body_id TEXT REFERENCES bodies(id), date TEXT, {YEAR}, position INTEGER NOT NULL, title TEXT, text TEXT NOT NULL,
    outcome TEXT NOT NULL REFERENCES outcomes(code), scope TEXT NOT NULL REFERENCES scopes(code), relation TEXT,
    responsible TEXT, deadline TEXT,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, page INTEGER NOT NULL, rule TEXT NOT NULL
);
CREATE TABLE votes (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, votes_for INTEGER, votes_against INTEGER, votes_abstain INTEGER,
    parties_for TEXT NOT NULL, parties_against TEXT NOT NULL, parties_abstain TEXT NOT NULL,
    unanimous INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER, rule TEXT
);
CREATE TABLE attachments (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, name TEXT NOT NULL
);
CREATE TABLE amounts (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, text TEXT NOT NULL, dkk REAL, page INTEGER NOT NULL
);
CREATE TABLE data_tables (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, caption TEXT, rows INTEGER NOT NULL, columns INTEGER NOT NULL,
    header INTEGER NOT NULL, page INTEGER NOT NULL
);
CREATE TABLE table_cells (
    data_table_id TEXT NOT NULL REFERENCES data_tables(id) ON DELETE CASCADE ON UPDATE CASCADE,
    row INTEGER NOT NULL, col INTEGER NOT NULL, text TEXT NOT NULL, number REAL,
    PRIMARY KEY (data_table_id, row, col)
);
CREATE TABLE boxes (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, row_id TEXT NOT NULL,
    line INTEGER NOT NULL, page INTEGER NOT NULL, x0 REAL NOT NULL, top REAL NOT NULL, x1 REAL NOT NULL,
    bottom REAL NOT NULL,
    PRIMARY KEY (document_id, row_id, line)
) WITHOUT ROWID;
CREATE TABLE issues (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    code TEXT NOT NULL, message TEXT NOT NULL, page INTEGER
);
CREATE TABLE quarantine (
    id TEXT PRIMARY KEY, sha256 TEXT, filename TEXT NOT NULL, path TEXT, stage TEXT NOT NULL,
    reason TEXT NOT NULL, message TEXT NOT NULL, advice TEXT NOT NULL, version TEXT NOT NULL, time TEXT NOT NULL
);
CREATE TABLE rules (
    id TEXT PRIMARY KEY, component TEXT NOT NULL, label TEXT NOT NULL, pattern TEXT NOT NULL, example TEXT
);
CREATE TABLE rule_scores (
    rule_id TEXT NOT NULL REFERENCES rules(id) ON DELETE CASCADE, corpus TEXT NOT NULL,
    true_positives INTEGER NOT NULL, false_positives INTEGER NOT NULL,
    PRIMARY KEY (rule_id, corpus)
);
CREATE INDEX documents_run ON documents(run_id);
CREATE INDEX bodies_organisation ON bodies(organisation_id);
CREATE INDEX meetings_organisation ON meetings(organisation_id);
CREATE INDEX meetings_body ON meetings(body_id, date);
CREATE INDEX meetings_document ON meetings(document_id);
CREATE INDEX meeting_documents_meeting ON meeting_documents(meeting_id);
CREATE INDEX meeting_documents_document ON meeting_documents(document_id);
CREATE INDEX meeting_documents_organisation ON meeting_documents(organisation_id, organisation);
CREATE INDEX meeting_documents_body ON meeting_documents(body_id, organisation_id, body);
CREATE INDEX attendances_document ON attendances(document_id);
CREATE INDEX agenda_items_meeting ON agenda_items(meeting_id);
CREATE INDEX agenda_items_document ON agenda_items(document_id);
CREATE INDEX agenda_items_parent ON agenda_items(parent_id);
CREATE INDEX sections_item ON sections(agenda_item_id);
CREATE INDEX recommendations_item ON recommendations(agenda_item_id);
CREATE INDEX decisions_item ON decisions(agenda_item_id);
CREATE INDEX decisions_document ON decisions(document_id);
CREATE INDEX votes_item ON votes(agenda_item_id);
CREATE INDEX attachments_item ON attachments(agenda_item_id);
CREATE INDEX amounts_item ON amounts(agenda_item_id);
CREATE INDEX data_tables_item ON data_tables(agenda_item_id);
CREATE INDEX issues_document ON issues(document_id);
CREATE VIEW decisions_full AS
SELECT decisions.id, organisations.name AS organisation, bodies.name AS body, decisions.date, decisions.year,
    decisions.meeting_id, agenda_items.number AS item_number, agenda_items.title AS item_title,
    agenda_items.case_number, decisions.text, decisions.outcome, outcomes.label AS outcome_label, decisions.scope,
    scopes.label AS scope_label, decisions.relation, decisions.responsible, decisions.deadline,
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM recommendations
        WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position)) AS recommendations,
    (SELECT votes_for FROM votes WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position LIMIT 1)
        AS votes_for,
    (SELECT votes_against FROM votes WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position LIMIT 1)
        AS votes_against,
    (SELECT votes_abstain FROM votes WHERE agenda_item_id = decisions.agenda_item_id ORDER BY position LIMIT 1)
        AS votes_abstain,
    (SELECT max(unanimous) FROM votes WHERE agenda_item_id = decisions.agenda_item_id) AS unanimous,
    decisions.page, decisions.rule, documents.filename, documents.sha256, documents.version, documents.sample,
    documents.source_url || '#page=' || decisions.page AS source_link
FROM decisions
JOIN agenda_items ON agenda_items.id = decisions.agenda_item_id
JOIN documents ON documents.id = decisions.document_id
JOIN outcomes ON outcomes.code = decisions.outcome
JOIN scopes ON scopes.code = decisions.scope
LEFT JOIN bodies ON bodies.id = decisions.body_id
LEFT JOIN organisations ON organisations.id = decisions.organisation_id;
"""

MENTIONS = """
CREATE TABLE vote_positions (
    vote_id TEXT NOT NULL REFERENCES votes(id) ON DELETE CASCADE ON UPDATE CASCADE, position INTEGER NOT NULL,
    choice TEXT NOT NULL REFERENCES vote_choices(code), party TEXT, name TEXT,
    PRIMARY KEY (vote_id, position)
);
CREATE TABLE standpoints (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL REFERENCES standpoint_kinds(code), who TEXT NOT NULL,
    text TEXT NOT NULL, page INTEGER NOT NULL
);
CREATE TABLE actions (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL, task TEXT NOT NULL, responsible TEXT, deadline TEXT, deadline_date TEXT,
    precision TEXT REFERENCES precisions(code), page INTEGER NOT NULL
);
CREATE TABLE dates (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, text TEXT NOT NULL, date TEXT, page INTEGER NOT NULL
);
CREATE TABLE cross_references (
    id TEXT PRIMARY KEY, agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL REFERENCES reference_kinds(code), text TEXT NOT NULL,
    target TEXT NOT NULL, date TEXT, page INTEGER NOT NULL
);
CREATE TABLE party_letters (
    period INTEGER NOT NULL, letter TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (period, letter, name)
);
CREATE INDEX standpoints_item ON standpoints(agenda_item_id);
CREATE INDEX actions_item ON actions(agenda_item_id);
CREATE INDEX actions_decision ON actions(decision_id);
CREATE INDEX dates_item ON dates(agenda_item_id);
CREATE INDEX cross_references_item ON cross_references(agenda_item_id);
"""


@migrations()
def m001_first_tables(db: Database) -> None:
    for name in LOOKUPS:
        db.execute(f"CREATE TABLE {name} (code TEXT PRIMARY KEY, label TEXT NOT NULL, description TEXT NOT NULL)")
    for statement in TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m002_mentions(db: Database) -> None:
    for name in LOOKUPS:  # those that came with this migration are not there in an older database
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {name} (code TEXT PRIMARY KEY, label TEXT NOT NULL, description TEXT NOT NULL)"
        )
    for statement in MENTIONS.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.conn.executemany("INSERT INTO party_letters VALUES (?, ?, ?)", letters_by_period())


LINKING = """
CREATE TABLE _unlinked (meeting_id TEXT PRIMARY KEY, organisation_id TEXT);
CREATE TABLE _linked (version TEXT NOT NULL);
"""
"""What linking has not seen yet: meetings of which a document was stored or removed, written with it; and the version
that last linked. Neither is published."""


@migrations()
def m003_linking(db: Database) -> None:
    for statement in LINKING.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m010_summaries(db: Database) -> None:
    for statement in (*SUMMARIES.split(";\n"), "DROP VIEW decisions_full", DECISIONS_FULL):
        if statement.strip():
            db.execute(statement)


@migrations()
def m020_places(db: Database) -> None:
    for statement in PLACES.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m035_cost_of_refusals(db: Database) -> None:
    for column in ("exit_signal TEXT", "peak_memory INTEGER", "cpu_seconds REAL"):
        db.execute(f"ALTER TABLE quarantine ADD COLUMN {column}")


@migrations()
def m030_persons(db: Database) -> None:
    for name in PERSON_LOOKUPS:
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {name} (code TEXT PRIMARY KEY, label TEXT NOT NULL, description TEXT NOT NULL)"
        )
    for statement in PERSONS.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m040_cases(db: Database) -> None:
    for name in CASE_LOOKUPS:
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {name} (code TEXT PRIMARY KEY, label TEXT NOT NULL, description TEXT NOT NULL)"
        )
    for statement in CASE_TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m040_privacy(db: Database) -> None:
    for statement in PRIVACY.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m040_more_summaries(db: Database) -> None:
    for statement in MORE_SUMMARIES.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m045_corrections(db: Database) -> None:
    for name in CORRECTION_LOOKUPS:
        db.execute(
            f"CREATE TABLE IF NOT EXISTS {name} (code TEXT PRIMARY KEY, label TEXT NOT NULL, description TEXT NOT NULL)"
        )
    for statement in CORRECTIONS.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m045_scope_of_links(db: Database) -> None:
    """What linking reads of one organisation must not cost a look at all others."""
    for table in ("agenda_items", "decisions", "cases", "missing_meetings"):
        db.execute(f"CREATE INDEX {table}_organisation ON {table}(organisation_id)")


@migrations()
def m050_matter_keys(db: Database) -> None:
    """What linking compares items by (`pipeline.link.reach`); also of items that are gone, until then."""
    db.execute(
        "CREATE TABLE _matter_keys (item_id TEXT NOT NULL, key TEXT NOT NULL, meeting_id TEXT NOT NULL,"
        " PRIMARY KEY (item_id, key)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX _matter_keys_key ON _matter_keys(key)")
    db.execute("CREATE INDEX _matter_keys_meeting ON _matter_keys(meeting_id)")


@migrations()
def m060_publications(db: Database) -> None:
    db.execute(PUBLICATIONS)


@migrations()
def m060_reach(db: Database) -> None:
    """One new document is linked without a look at all others."""
    for statement in REACH.split(";\n"):
        if statement.strip():
            db.execute(statement)
