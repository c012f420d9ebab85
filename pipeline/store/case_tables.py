"""The tables that follow a matter across meetings: relations, cases, reported decisions, what closes a task, gaps."""

from __future__ import annotations

from pipeline.store.words import BODY, DATE, ITEM, ORGANISATION, TableText

LINKS_ITEM = "agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE ON UPDATE CASCADE"

CASE_TABLES = f"""
ALTER TABLE recommendations ADD COLUMN recommender TEXT;
ALTER TABLE decisions ADD COLUMN decided_by TEXT;
ALTER TABLE decisions ADD COLUMN decided_on TEXT;
CREATE TABLE recommendation_outcomes (
    recommendation_id TEXT NOT NULL REFERENCES recommendations(id) ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL, {LINKS_ITEM},
    decision_id TEXT REFERENCES decisions(id) ON DELETE CASCADE ON UPDATE CASCADE,
    relation TEXT NOT NULL REFERENCES relations(code), method TEXT NOT NULL REFERENCES relation_methods(code),
    removed TEXT, added TEXT,
    PRIMARY KEY (recommendation_id, position)
);
CREATE TABLE item_links (
    {LINKS_ITEM},
    earlier_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE ON UPDATE CASCADE,
    method TEXT NOT NULL REFERENCES link_methods(code), evidence TEXT NOT NULL,
    PRIMARY KEY (agenda_item_id, earlier_item_id)
);
CREATE TABLE cases (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id) ON DELETE CASCADE,
    title TEXT, case_number TEXT, kle TEXT,
    first_date TEXT, last_date TEXT, items INTEGER NOT NULL, bodies INTEGER NOT NULL
);
CREATE TABLE case_items (
    agenda_item_id TEXT PRIMARY KEY REFERENCES agenda_items(id) ON DELETE CASCADE ON UPDATE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    method TEXT REFERENCES link_methods(code), evidence TEXT
);
CREATE TABLE reported_decisions (
    decision_id TEXT PRIMARY KEY REFERENCES decisions(id) ON DELETE CASCADE ON UPDATE CASCADE,
    meeting_id TEXT REFERENCES meetings(id) ON DELETE CASCADE ON UPDATE CASCADE,
    original_item_id TEXT REFERENCES agenda_items(id) ON DELETE CASCADE ON UPDATE CASCADE,
    original_id TEXT REFERENCES decisions(id) ON DELETE CASCADE ON UPDATE CASCADE,
    status TEXT NOT NULL REFERENCES report_statuses(code)
);
CREATE TABLE action_closings (
    action_id TEXT PRIMARY KEY REFERENCES actions(id) ON DELETE CASCADE ON UPDATE CASCADE,
    {LINKS_ITEM}, date TEXT, method TEXT NOT NULL REFERENCES closing_methods(code), evidence TEXT NOT NULL
);
CREATE TABLE missing_meetings (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id) ON DELETE CASCADE,
    body_id TEXT REFERENCES bodies(id) ON DELETE CASCADE,
    body TEXT NOT NULL, date TEXT NOT NULL, mentions INTEGER NOT NULL,
    {LINKS_ITEM}
);
CREATE INDEX recommendation_outcomes_item ON recommendation_outcomes(agenda_item_id);
CREATE INDEX recommendation_outcomes_decision ON recommendation_outcomes(decision_id);
CREATE INDEX item_links_earlier ON item_links(earlier_item_id);
CREATE INDEX case_items_case ON case_items(case_id, position);
CREATE INDEX reported_decisions_original ON reported_decisions(original_id);
CREATE INDEX reported_decisions_item ON reported_decisions(original_item_id);
CREATE INDEX reported_decisions_meeting ON reported_decisions(meeting_id);
CREATE INDEX action_closings_item ON action_closings(agenda_item_id);
CREATE INDEX missing_meetings_item ON missing_meetings(agenda_item_id);
CREATE INDEX missing_meetings_body ON missing_meetings(body_id, date);
CREATE INDEX agenda_items_case_number ON agenda_items(case_number);
CREATE INDEX agenda_items_body_date ON agenda_items(body_id, date);
CREATE VIEW postponements AS
SELECT decisions.id, decisions.agenda_item_id, decisions.organisation_id, decisions.body_id, decisions.date,
    decisions.title, decisions.text, decisions.outcome, case_items.case_id,
    (SELECT later.id FROM case_items AS other JOIN agenda_items AS later ON later.id = other.agenda_item_id
        WHERE other.case_id = case_items.case_id AND later.date > decisions.date ORDER BY later.date, later.id LIMIT 1)
        AS next_item_id
FROM decisions LEFT JOIN case_items ON case_items.agenda_item_id = decisions.agenda_item_id
WHERE decisions.outcome IN ('postponed', 'returned') AND decisions.scope = 'this_meeting';
CREATE VIEW action_status AS
SELECT actions.id, actions.agenda_item_id, agenda_items.organisation_id, agenda_items.body_id, agenda_items.date,
    actions.task, actions.responsible, actions.deadline, actions.deadline_date, actions.precision,
    action_closings.agenda_item_id AS closing_item_id, action_closings.date AS closed_on, action_closings.evidence,
    actions.page
FROM actions JOIN agenda_items ON agenda_items.id = actions.agenda_item_id
LEFT JOIN action_closings ON action_closings.action_id = actions.id
"""
"""Links are worked out by `pipeline.link`; a link of rows that go goes with them."""

METHOD = "Hvordan sammenhængen er fundet."
EVIDENCE = "Det, som sammenhængen hviler på."

CASE_TEXTS: dict[str, TableText] = {
    "recommendation_outcomes": TableText(
        "Indstilling og beslutning",
        "Hvad der blev af hvert led i en indstilling, og hvilken beslutning der siger det.",
        {
            "recommendation_id": "Indstillingens led.",
            "position": "Løbenummer, når flere beslutninger angår samme led.",
            "agenda_item_id": ITEM,
            "decision_id": "Beslutningen; tom, når ingen beslutning nævner leddet.",
            "relation": "Hvad der blev af leddet.",
            "method": METHOD,
            "removed": "Ord i indstillingen, som beslutningen har ændret.",
            "added": "Ord, som beslutningen har sat i stedet eller føjet til.",
        },
    ),
    "item_links": TableText(
        "Punkter, der hører sammen",
        "To behandlinger af samme sag, og hvad der viser det.",
        {
            "agenda_item_id": "Den seneste behandling.",
            "earlier_item_id": "Den tidligere behandling.",
            "method": METHOD,
            "evidence": EVIDENCE,
        },
    ),
    "cases": TableText(
        "Sager",
        "Én sag på tværs af møder, organer og år. Kun sager med mindst to behandlinger i arkivet.",
        {
            "id": "Sagens faste nøgle.",
            "organisation_id": ORGANISATION,
            "title": "Overskriften på sagens seneste åbne punkt.",
            "case_number": "Journalnummeret, som oftest trykt.",
            "kle": "KLE-nummeret, som oftest trykt.",
            "first_date": "Første behandling.",
            "last_date": "Seneste behandling.",
            "items": "Antal behandlinger.",
            "bodies": "Antal organer.",
        },
    ),
    "case_items": TableText(
        "Sagernes behandlinger",
        "Hvilke punkter en sag består af, i tidens orden.",
        {
            "agenda_item_id": ITEM,
            "case_id": "Sagen.",
            "position": "Rækkefølge i sagen, talt fra 1.",
            "method": "Hvordan punktet er knyttet til en tidligere behandling; tom ved den første.",
            "evidence": EVIDENCE,
        },
    ),
    "reported_decisions": TableText(
        "Gengivne beslutninger",
        "Beslutninger fra andre organer eller tidligere møder, som et referat gengiver, holdt op mod det oprindelige "
        "referat.",
        {
            "decision_id": "Gengivelsen.",
            "meeting_id": "Mødet, der gengives fra; tom, når arkivet ikke har det.",
            "original_item_id": "Punktet på det møde.",
            "original_id": "Den oprindelige beslutning.",
            "status": "Om gengivelsen og originalen siger det samme.",
        },
    ),
    "action_closings": TableText(
        "Afsluttede opgaver",
        "Opgaver, som et senere referat siger er løst.",
        {
            "action_id": "Opgaven.",
            "agenda_item_id": "Punktet, der afslutter den.",
            "date": "Datoen for det møde.",
            "method": METHOD,
            "evidence": "Ordene, der siger det.",
        },
    ),
    "missing_meetings": TableText(
        "Møder, der mangler",
        "Møder, som referater henviser til, og som arkivet ikke har referat af.",
        {
            "id": "Mødets nøgle: organ og dato.",
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "body": "Organets navn.",
            "date": DATE,
            "mentions": "Antal punkter, der henviser til mødet.",
            "agenda_item_id": "Det første af dem.",
        },
    ),
}

CASE_VIEW_TEXTS: dict[str, TableText] = {
    "postponements": TableText(
        "Udsatte sager",
        "Hvad der er udsat eller sendt tilbage, og hvor sagen næste gang behandles.",
        {
            "id": "Beslutningen om at udsætte.",
            "agenda_item_id": ITEM,
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "date": DATE,
            "title": "Punktets overskrift.",
            "text": "Ordret citat fra referatet.",
            "outcome": "Udfaldet.",
            "case_id": "Sagen; tom, når punktet ikke er knyttet til andre.",
            "next_item_id": "Den næste behandling; tom, når arkivet ikke har nogen.",
        },
    ),
    "action_status": TableText(
        "Opgaver og deres afslutning",
        "Hver opgave med den frist, den har, og det punkt, der afslutter den.",
        {
            "id": "Opgavens faste nøgle.",
            "agenda_item_id": ITEM,
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "date": DATE,
            "task": "Opgaven, som skrevet.",
            "responsible": "Den ansvarlige, som skrevet.",
            "deadline": "Fristen, som skrevet.",
            "deadline_date": "Fristens sidste dag.",
            "precision": "Fristens nøjagtighed.",
            "closing_item_id": "Punktet, der afslutter opgaven; tom, når ingen siger, at den er løst.",
            "closed_on": "Datoen for det møde.",
            "evidence": "Ordene, der afslutter den.",
            "page": "Side i PDF-filen, talt fra 1.",
        },
    ),
}

CASE_LOOKUPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "relations": (
        ("adopted", "Fulgt", "Leddet er vedtaget, eller det er anbefalet over for et højere organ."),
        ("adopted_changed", "Fulgt med ændring", "Leddet er vedtaget med en ændring."),
        ("partly", "Delvis fulgt", "Kun en del af leddet er vedtaget."),
        ("rejected", "Ikke fulgt", "Leddet er afvist eller ikke godkendt."),
        ("postponed", "Udsat", "Leddet er udsat."),
        ("noted", "Taget til efterretning", "Leddet er taget til efterretning."),
        ("discussed", "Drøftet", "Leddet er drøftet; også når drøftelsen endte i en aftale."),
        ("referred", "Sendt videre", "Leddet er sendt til et andet organ eller tilbage til forvaltningen."),
        ("not_addressed", "Ikke omtalt", "Ingen beslutning siger noget om leddet."),
    ),
    "relation_methods": (
        ("reference", "Henvisning", "Beslutningen nævner leddet ved nummer, bogstav eller plads."),
        ("wording", "Ordlyd", "Beslutningen gentager leddets ord."),
        ("whole", "Hele indstillingen", "Beslutningen gælder indstillingen eller sagen som helhed."),
        ("only", "Eneste led", "Punktet har ét led og én beslutning."),
        ("kind", "Art", "Beslutningen svarer til det, leddet beder om: at drøfte, at vælge."),
        ("none", "Ingen", "Ingen beslutning nævner leddet."),
    ),
    "link_methods": (
        ("case_number", "Journalnummer", "Punkterne har samme journalnummer."),
        ("reference", "Henvisning", "Det senere punkt henviser til mødet, og overskrift eller punktnummer passer."),
        ("report", "Gengivelse", "Det senere punkt gengiver det tidligere organs beslutning i sagen."),
        ("title", "Overskrift", "Overskrifterne er ens eller næsten ens, og intet taler imod."),
    ),
    "report_statuses": (
        ("confirmed", "Bekræftet", "Originalen siger det samme."),
        ("contradicted", "Modsagt", "Originalen siger noget andet."),
        ("related", "Fundet", "Det oprindelige punkt er fundet, men ordene lader sig ikke sammenligne."),
        ("unknown_item", "Punkt ikke fundet", "Mødet er i arkivet, men punktet er ikke fundet."),
        ("not_held", "Mangler", "Arkivet har ikke referat af mødet."),
        ("undated", "Uden dato", "Gengivelsen siger ikke, hvilket møde det var."),
    ),
    "closing_methods": (
        ("said", "Sagt", "Et senere referat siger, at opgaven er løst, med dens egne ord."),
        ("product", "Fremlagt", "Det, som opgaven skulle munde ud i, er fremlagt i samme sag."),
    ),
}

CASE_LOOKUP_TEXTS = {
    "relations": ("Forhold til indstillingen", "Hvad der kan blive af et led i en indstilling."),
    "relation_methods": ("Sammenholdelsens grundlag", "Hvordan indstilling og beslutning er holdt sammen."),
    "link_methods": ("Sammenknytningens grundlag", "Hvordan punkter er knyttet til samme sag."),
    "report_statuses": ("Gengivelsens status", "Hvordan en gengivet beslutning forholder sig til originalen."),
    "closing_methods": ("Afslutningens grundlag", "Hvordan en opgave er fundet løst."),
}
