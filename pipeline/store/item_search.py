"""The site's own search index: one entry for each agenda item, with all that is said under it.

`item_search` numbers the items by date, 1 is the newest, and holds what a search is filtered by; `item_search_fts` has
the words of each item under the same number, those of its title, of its decisions and of the rest in columns of their
own. So all words of a question may stand anywhere in an item, what stands in a title can be told from what stands in a
long section, and the newest items come first without any sorting.
"""

from __future__ import annotations

import sqlite3

from pipeline.store.database import run_statements
from pipeline.store.table_search import TOKENS, fill
from pipeline.store.words import BODY, ITEM, YEAR, TableText

TABLES = """
CREATE TABLE item_search (
    id INTEGER PRIMARY KEY, agenda_item_id TEXT NOT NULL, year INTEGER, body_id TEXT, outcomes INTEGER NOT NULL
);
CREATE TABLE item_parties (
    party TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (party, item)
) WITHOUT ROWID;
"""
"""`outcomes` has a bit for each outcome of the item's own decisions: 1 << the rowid of the outcome."""

TEXTS = {
    "item_search": TableText(
        "Søgningens punkter",
        "Hvad sidens egen søgning afgrænser og tæller efter: punkterne, nummereret efter dato.",
        {
            "id": "Punktets nummer i søgningen; 1 er det nyeste.",
            "agenda_item_id": ITEM,
            "year": YEAR,
            "body_id": BODY,
            "outcomes": "Udfaldene af punktets egne beslutninger, én bit for hvert.",
        },
    ),
    "item_parties": TableText(
        "Søgningens partier",
        "De punkter, hvor et partis stemme er nævnt.",
        {"party": "Partiet som trykt.", "item": "Punktets nummer i søgningen."},
    ),
}
"""Tables that only the published snapshot has."""

FILL = """
INSERT INTO item_search (agenda_item_id, year, body_id, outcomes)
SELECT agenda_items.id, agenda_items.year, agenda_items.body_id, coalesce((
    SELECT sum(DISTINCT 1 << outcomes.rowid) FROM decisions JOIN outcomes ON outcomes.code = decisions.outcome
    WHERE decisions.agenda_item_id = agenda_items.id AND decisions.scope = 'this_meeting'), 0)
FROM agenda_items
ORDER BY agenda_items.date DESC, agenda_items.meeting_id, agenda_items.document_id, agenda_items.position
"""

FILL_PARTIES = """
INSERT OR IGNORE INTO item_parties
SELECT trim(vote_positions.party), item_search.id FROM vote_positions
JOIN votes ON votes.id = vote_positions.vote_id
JOIN item_search ON item_search.agenda_item_id = votes.agenda_item_id
WHERE trim(coalesce(vote_positions.party, '')) != ''
"""

WORDS = """(rowid, title, decided, text)
SELECT item_search.id, with_terms(agenda_items.title),
    (SELECT with_terms(group_concat(text, ' ')) FROM decisions WHERE agenda_item_id = agenda_items.id),
    with_terms((SELECT group_concat(coalesce(heading, '') || ' ' || text, ' ')
        FROM sections WHERE agenda_item_id = agenda_items.id))
    || ' ' || coalesce(agenda_items.case_number, '') || ' ' || coalesce(agenda_items.presenter, '')
FROM item_search JOIN agenda_items ON agenda_items.id = item_search.agenda_item_id
ORDER BY item_search.id
"""


def build_item_search(db: sqlite3.Connection) -> None:
    """Make the index of a snapshot whose rows keep their numbers from now on. Runs in the caller's transaction."""
    run_statements(db, TABLES)
    db.execute("CREATE INDEX item_search_item ON item_search(agenda_item_id)")
    db.execute(
        f"CREATE VIRTUAL TABLE item_search_fts USING fts5(title, decided, text, content='', tokenize='{TOKENS}')"
    )
    db.execute(FILL)
    db.execute(FILL_PARTIES)
    fill(db, "item_search_fts", WORDS)
