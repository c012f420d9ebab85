"""The tables of persons and of what organisations and forums are called, written by linking; their Danish words."""

from __future__ import annotations

from pipeline.store.words import BODY, DATE, DOCUMENT, ITEM, MEETING, ORGANISATION, YEAR, TableText

PERSONS = """
CREATE TABLE organisation_identities (
    organisation_id TEXT PRIMARY KEY REFERENCES organisations(id) ON DELETE CASCADE,
    identity_id TEXT NOT NULL REFERENCES organisations(id) ON DELETE CASCADE,
    method TEXT NOT NULL REFERENCES identity_methods(code), kind TEXT, code TEXT, parent TEXT,
    valid_from TEXT, valid_to TEXT, successors TEXT, source TEXT
);
CREATE TABLE body_identities (
    body_id TEXT PRIMARY KEY REFERENCES bodies(id) ON DELETE CASCADE,
    identity_id TEXT NOT NULL REFERENCES bodies(id) ON DELETE CASCADE,
    organisation_id TEXT REFERENCES organisations(id) ON DELETE CASCADE,
    method TEXT NOT NULL REFERENCES identity_methods(code), kind TEXT NOT NULL REFERENCES body_kinds(code),
    successor_id TEXT REFERENCES bodies(id) ON DELETE SET NULL
);
CREATE TABLE abbreviations (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    abbreviation TEXT NOT NULL, name TEXT NOT NULL, method TEXT NOT NULL REFERENCES abbreviation_methods(code),
    body_id TEXT REFERENCES bodies(id) ON DELETE SET NULL, page INTEGER
);
CREATE TABLE persons (
    id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisations(id) ON DELETE CASCADE,
    group_key TEXT NOT NULL, name TEXT NOT NULL
);
CREATE TABLE person_names (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id) ON DELETE CASCADE, name TEXT NOT NULL,
    method TEXT NOT NULL REFERENCES name_methods(code), similarity REAL, evidence TEXT
);
CREATE TABLE attendance_persons (
    attendance_id TEXT PRIMARY KEY REFERENCES attendances(id) ON DELETE CASCADE ON UPDATE CASCADE,
    person_id TEXT NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
    substitute_for_id TEXT REFERENCES persons(id) ON DELETE SET NULL,
    method TEXT NOT NULL REFERENCES name_methods(code)
);
CREATE TABLE item_attendances (
    agenda_item_id TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE ON UPDATE CASCADE,
    attendance_id TEXT NOT NULL REFERENCES attendances(id) ON DELETE CASCADE ON UPDATE CASCADE,
    reason TEXT NOT NULL REFERENCES presence_reasons(code), presence TEXT NOT NULL REFERENCES presences(code),
    text TEXT NOT NULL,
    PRIMARY KEY (agenda_item_id, attendance_id, reason)
);
CREATE INDEX organisation_identities_identity ON organisation_identities(identity_id);
CREATE INDEX body_identities_identity ON body_identities(identity_id);
CREATE INDEX body_identities_organisation ON body_identities(organisation_id);
CREATE INDEX body_identities_successor ON body_identities(successor_id);
CREATE INDEX abbreviations_document ON abbreviations(document_id);
CREATE INDEX abbreviations_body ON abbreviations(body_id);
CREATE INDEX persons_organisation ON persons(organisation_id, name);
CREATE INDEX persons_group ON persons(group_key);
CREATE INDEX person_names_person ON person_names(person_id);
CREATE INDEX attendance_persons_person ON attendance_persons(person_id);
CREATE INDEX attendance_persons_substitute ON attendance_persons(substitute_for_id);
CREATE INDEX item_attendances_attendance ON item_attendances(attendance_id);
CREATE INDEX attendances_meeting ON attendances(meeting_id);
CREATE VIEW attendance AS
SELECT min(attendances.id) AS id, attendances.meeting_id, attendance_persons.person_id, persons.name,
    meetings.organisation_id, meetings.body_id, meetings.date, meetings.year,
    CASE WHEN max(attendances.status = 'absent') AND max(attendances.status != 'absent') THEN 'conflict'
        WHEN max(attendances.status = 'absent') THEN 'absent'
        WHEN max(coalesce(present_from, present_to)) IS NOT NULL THEN 'partial' ELSE 'present' END AS presence,
    group_concat(DISTINCT attendances.status) AS statuses, max(attendances.role) AS role,
    max(attendances.party) AS party, max(attendances.title) AS title, max(attendances.organisation) AS employer,
    min(present_from) AS present_from, max(present_to) AS present_to, max(substitute_for_id) AS substitute_for_id,
    count(*) AS statements, group_concat(DISTINCT attendances.name) AS names
FROM attendance_persons
JOIN attendances ON attendances.id = attendance_persons.attendance_id
JOIN persons ON persons.id = attendance_persons.person_id
JOIN meetings ON meetings.id = attendances.meeting_id
JOIN meeting_documents ON meeting_documents.meeting_id = attendances.meeting_id
    AND meeting_documents.document_id = attendances.document_id AND meeting_documents.status != 'superseded'
GROUP BY attendances.meeting_id, attendance_persons.person_id;
CREATE VIEW attendance_by_item AS
SELECT agenda_items.id || ' ' || attendance.person_id AS id, agenda_items.id AS agenda_item_id,
    attendance.meeting_id, attendance.person_id, attendance.name,
    CASE WHEN told.absent AND told.present THEN 'conflict'
        WHEN told.present AND attendance.presence = 'absent' THEN 'conflict'
        WHEN told.absent THEN 'absent' WHEN told.present THEN 'present' ELSE attendance.presence END AS presence,
    told.reasons, told.text
FROM agenda_items
JOIN meeting_documents ON meeting_documents.meeting_id = agenda_items.meeting_id
    AND meeting_documents.document_id = agenda_items.document_id AND meeting_documents.status != 'superseded'
JOIN attendance ON attendance.meeting_id = agenda_items.meeting_id
LEFT JOIN (
    SELECT item_attendances.agenda_item_id, attendance_persons.person_id, max(presence = 'absent') AS absent,
        max(presence = 'present') AS present, group_concat(DISTINCT reason) AS reasons, min(text) AS text
    FROM item_attendances JOIN attendance_persons USING (attendance_id) GROUP BY 1, 2
) AS told ON told.agenda_item_id = agenda_items.id AND told.person_id = attendance.person_id;
CREATE VIEW body_periods AS
SELECT body_identities.identity_id || '-' || (2002 + 4 * ((meetings.year - 2002) / 4)) AS id,
    body_identities.identity_id AS body_id, bodies.name, body_identities.organisation_id,
    2002 + 4 * ((meetings.year - 2002) / 4) AS period, min(meetings.date) AS first_date,
    max(meetings.date) AS last_date, count(*) AS meetings,
    group_concat(DISTINCT body_identities.body_id) AS printed_as, body_identities.successor_id
FROM meetings
JOIN body_identities ON body_identities.body_id = meetings.body_id
JOIN bodies ON bodies.id = body_identities.identity_id
JOIN organisation_identities ON organisation_identities.organisation_id = meetings.organisation_id
WHERE meetings.year >= 2002 AND (organisation_identities.kind IN ('municipality', 'region')
    OR body_identities.kind IN ('council', 'finance_committee', 'committee'))
GROUP BY 1;
"""
"""What is printed stays in `attendances`; these tables say who is meant. Municipal election periods begin in 2002,
2006, ... on 1 January (kommunal- og regionalvalgloven § 6)."""

ITEM_LINKS = ("item_attendances",)
"""Tables of links that repeat text of an item: withheld with it."""

PRESENCE = "Til stede, fraværende, delvis til stede eller modstridende oplysninger."
PERSON_TEXTS: dict[str, TableText] = {
    "persons": TableText(
        "Personer",
        "Personer på tværs af referaterne. Samme navn i to organisationer er to personer.",
        {
            "id": "Personens faste nøgle: organisationen og navnet.",
            "organisation_id": "Organisationen, hvis referater nævner personen; tom, når den ikke er kendt.",
            "group_key": "Organisationen, eller mødet, når organisationen ikke er kendt.",
            "name": "Det fyldigste navn, som det oftest er trykt.",
        },
    ),
    "person_names": TableText(
        "Personernes navne",
        "Alle måder, en persons navn er trykt på, og hvad de er samlet på.",
        {
            "id": "Rækkens faste nøgle.",
            "person_id": "Personen.",
            "name": "Navnet som trykt.",
            "method": "Hvordan navnet er ført til personen.",
            "similarity": "Hvor ens navnet og det, det er samlet med, er (0-1).",
            "evidence": "Hvad der ud over navnet taler for, at det er samme person.",
        },
    ),
    "attendance_persons": TableText(
        "Deltagere som personer",
        "Hvilken person en række i deltagerlisterne gælder.",
        {
            "attendance_id": "Rækken i deltagerlisten.",
            "person_id": "Personen.",
            "substitute_for_id": "Den person, der er mødt i stedet for.",
            "method": "Hvordan navnet er ført til personen.",
        },
    ),
    "item_attendances": TableText(
        "Deltagelse i enkelte punkter",
        "Hvad referatet siger om, hvem der deltog i et enkelt punkt: kom senere, gik, inhabil, fraværende.",
        {
            "agenda_item_id": ITEM,
            "attendance_id": "Personens række i deltagerlisten.",
            "reason": "Hvad oplysningen bygger på.",
            "presence": PRESENCE,
            "text": "Stedet som trykt.",
        },
    ),
    "attendance": TableText(
        "Fremmøde",
        "Hvem der var til stede på hvert møde, udledt af deltagerlisterne. Modstridende oplysninger er vist som det.",
        {
            "id": "Rækkens faste nøgle.",
            "meeting_id": MEETING,
            "person_id": "Personen.",
            "name": "Personens navn.",
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "date": DATE,
            "year": YEAR,
            "presence": PRESENCE,
            "statuses": "Hvad personen er opført som.",
            "role": "Hverv på mødet.",
            "party": "Parti eller liste.",
            "title": "Stilling som trykt.",
            "employer": "Hvem personen kommer fra, som trykt.",
            "present_from": "Kom til: klokkeslæt eller punkt, som trykt.",
            "present_to": "Gik igen: klokkeslæt eller punkt, som trykt.",
            "substitute_for_id": "Den person, der er mødt i stedet for.",
            "statements": "Antal rækker i deltagerlisterne.",
            "names": "Navnene som trykt.",
        },
    ),
    "attendance_by_item": TableText(
        "Fremmøde i hvert punkt",
        "Mødets fremmøde, punkt for punkt, med det, der er sagt om det enkelte punkt.",
        {
            "id": "Rækkens faste nøgle.",
            "agenda_item_id": ITEM,
            "meeting_id": MEETING,
            "person_id": "Personen.",
            "name": "Personens navn.",
            "presence": PRESENCE,
            "reasons": "Hvad oplysningen om punktet bygger på; tom, når mødets fremmøde gælder.",
            "text": "Stedet som trykt.",
        },
    ),
    "organisation_identities": TableText(
        "Organisationernes navne",
        "Hvilke navne der er samme organisation, og hvad registret over myndigheder siger om den.",
        {
            "organisation_id": "Organisationen som trykt.",
            "identity_id": "Den organisation, den er den samme som.",
            "method": "Hvordan det er afgjort.",
            "kind": "Kommune, region, amt eller andet (kode fra registret).",
            "code": "Kommune- eller regionskode.",
            "parent": "Den region, kommunen ligger i.",
            "valid_from": "Hvornår myndigheden begyndte.",
            "valid_to": "Hvornår den ophørte; tom, når den består.",
            "successors": "Hvad den gik op i.",
            "source": "Hvor oplysningen er fra.",
        },
    ),
    "body_identities": TableText(
        "Foraenes navne",
        "Hvilke navne der er samme forum i en organisation.",
        {
            "body_id": "Forummet som trykt.",
            "identity_id": "Det forum, det er det samme som.",
            "organisation_id": ORGANISATION,
            "method": "Hvordan det er afgjort.",
            "kind": "Forummets art.",
            "successor_id": "Det forum, der har afløst det.",
        },
    ),
    "body_periods": TableText(
        "Fora efter valgperiode",
        "Kommunale og regionale fora i hver valgperiode, hvor arkivet har møder.",
        {
            "id": "Rækkens faste nøgle.",
            "body_id": BODY,
            "name": "Navnet, som det oftest er trykt.",
            "organisation_id": ORGANISATION,
            "period": "Valgperiodens første år.",
            "first_date": "Periodens første møde i arkivet.",
            "last_date": "Periodens sidste møde i arkivet.",
            "meetings": "Antal møder.",
            "printed_as": "De navne (nøgler), forummet er trykt med.",
            "successor_id": "Det forum, der har afløst det.",
        },
    ),
    "abbreviations": TableText(
        "Forkortelser",
        "Forkortelser, som referaterne selv forklarer.",
        {
            "id": "Rækkens faste nøgle.",
            "document_id": DOCUMENT,
            "abbreviation": "Forkortelsen som trykt.",
            "name": "Hvad den står for.",
            "method": "Hvordan den er fundet.",
            "body_id": "Det forum, den står for.",
            "page": "Side i PDF-filen, talt fra 1.",
        },
    ),
}

PERSON_LOOKUPS = {
    "name_methods": (
        ("full", "Fuldt navn", "Navnet er det, personen kendes ved, eller er skrevet helt som det."),
        ("spelling", "Skrivemåde", "Samme navn med anden skrivemåde: bindestreg, accent, å og aa."),
        ("sound", "Samme udtale", "Stavet anderledes, men udtales ens, fx Krogh og Krog."),
        ("initial", "Forbogstav", "Et mellemnavn er skrevet som bogstav."),
        ("shorter", "Kortere", "Et mellemnavn er udeladt."),
        ("shape", "Læsefejl", "Bogstaver er læst som andre, der ligner, fx rn som m, ø som o."),
        ("slip", "Skrivefejl", "Bogstaver er forkerte, mangler eller er for mange i ét ord."),
        ("cut", "Uden efternavn", "Det sidste navn er udeladt eller kommet til."),
        ("renamed", "Andet efternavn", "For- og mellemnavne er ens, og det nye navn følger efter det gamle."),
        ("given", "Fornavn", "Kun fornavn, som én person i forummet har på den tid."),
        ("initials", "Initialer", "Kun initialer, som én person i forummet har på den tid."),
        ("alone", "Kun fornavn", "Personen er aldrig trykt med efternavn."),
        ("ruled", "Rettelse", "Afgjort af en rettelse."),
    ),
    "presences": (
        ("present", "Til stede", "Var til stede."),
        ("partial", "Delvis til stede", "Kom senere eller gik før."),
        ("absent", "Fraværende", "Var ikke til stede."),
        ("conflict", "Modstrid", "Referatet siger begge dele."),
    ),
    "presence_reasons": (
        ("came", "Kom senere", "Deltagerlisten siger, hvornår personen kom."),
        ("left", "Gik før", "Deltagerlisten siger, hvornår personen gik."),
        ("absent", "Anført fraværende", "Punktets tekst siger, at personen ikke deltog."),
        ("recused", "Inhabil", "Personen var inhabil."),
        ("voted", "Stemte", "Personen er nævnt ved navn i en afstemning."),
    ),
    "identity_methods": (
        ("alone", "Eget navn", "Navnet er det eneste eller det, andre føres til."),
        ("name", "Navnet", "Navnene er ens uden endelser, år og forkortelser."),
        ("registry", "Registret", "Navnet står i registret over myndigheder eller i brugerens egen fil."),
    ),
    "body_kinds": (
        ("council", "Råd", "Byråd, kommunalbestyrelse, borgerrepræsentation eller regionsråd."),
        ("finance_committee", "Økonomiudvalg", "Økonomiudvalg, forretningsudvalg eller magistrat."),
        ("committee", "Udvalg", "Udvalg, nævn eller kommission."),
        ("council_advisory", "Rådgivende råd", "Ældreråd, ungeråd og andre råd."),
        ("assembly", "Generalforsamling", "Generalforsamling, årsmøde, repræsentantskab."),
        ("board", "Bestyrelse", "Bestyrelse."),
        ("group", "Gruppe", "Styregruppe, arbejdsgruppe, chefforum."),
        ("other", "Andet", "Et andet forum."),
    ),
    "abbreviation_methods": (
        ("defined", "Forklaret", "Teksten sætter forkortelsen i parentes efter navnet."),
        ("listed", "Fra deltagerlisten", "Samme liste trykker begge former, og bogstaverne passer."),
    ),
}
PERSON_LOOKUP_TEXTS = {
    "name_methods": ("Navnenes metoder", "Hvordan et trykt navn føres til en person."),
    "presences": ("Fremmøde", "Om en person var til stede."),
    "presence_reasons": ("Grundlag for fremmøde", "Hvad en oplysning om fremmøde i et punkt bygger på."),
    "identity_methods": ("Navnefællesskab", "Hvordan det er afgjort, at to navne er samme organisation eller forum."),
    "body_kinds": ("Foraenes arter", "Hvad et forum kan være."),
    "abbreviation_methods": ("Forkortelsernes metoder", "Hvordan en forkortelse er fundet."),
}
