"""The Danish name and description of every table and column: one source for the site, the exports and the docs."""

from __future__ import annotations

from pipeline.store.case_tables import CASE_LOOKUP_TEXTS, CASE_TEXTS, CASE_VIEW_TEXTS
from pipeline.store.corrections import CORRECTED, CORRECTION_LOOKUP_TEXTS, CORRECTION_TEXTS
from pipeline.store.labels import LOOKUPS
from pipeline.store.ledger import LEDGER_TEXTS
from pipeline.store.persons import PERSON_LOOKUP_TEXTS, PERSON_TEXTS
from pipeline.store.summaries import SUMMARY_TEXTS
from pipeline.store.words import (
    BODY,
    DATE,
    DOCUMENT,
    ITEM,
    MEETING,
    ORGANISATION,
    PAGE,
    PLACE,
    POSITION,
    RULE,
    UNDER_ITEMS,
    YEAR,
    TableText,
)

MEETINGS: dict[str, TableText] = {
    "decisions": TableText(
        "Beslutninger",
        "Hvad møderne besluttede, én række for hver beslutning. Også beslutninger, som referatet kun gengiver fra "
        "andre møder og organer, er med: vælg rækkevidden »Dette møde«, når du vil tælle.",
        {
            "id": "Beslutningens faste nøgle: mødet, punktet og et løbenummer.",
            "agenda_item_id": ITEM,
            "meeting_id": MEETING,
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "date": DATE,
            "year": YEAR,
            "position": PLACE,
            "title": "Punktets overskrift.",
            "text": "Ordret citat fra referatet.",
            "outcome": "Udfaldet.",
            "scope": "Om mødet selv besluttede det, eller referatet gengiver en anden beslutning.",
            "relation": "Forholdet til indstillingen.",
            "responsible": "Den ansvarlige, som skrevet.",
            "deadline": "Fristen, som skrevet.",
            "document_id": DOCUMENT,
            "page": PAGE,
            "rule": RULE,
            "decided_by": "Hvem der besluttede det, når beslutningen er gengivet, som skrevet.",
            "decided_on": "Datoen for det møde, beslutningen er gengivet fra.",
            "corrected": CORRECTED,
        },
    ),
    "agenda_items": TableText(
        "Dagsordenspunkter",
        "Mødernes punkter i den rækkefølge, de er behandlet.",
        {
            "id": "Punktets faste nøgle: mødet og punktets nummer.",
            "meeting_id": MEETING,
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "date": DATE,
            "year": YEAR,
            "document_id": DOCUMENT,
            "position": POSITION,
            "number": "Punktets nummer som trykt.",
            "title": "Overskrift uden nummer, klokkeslæt og oplægsholder.",
            "parent_id": "Det punkt, som dette er et underpunkt til.",
            "page": "Siden, hvor punktet begynder.",
            "page_end": "Siden, hvor punktet slutter.",
            "start_time": "Planlagt begyndelse.",
            "end_time": "Planlagt slutning.",
            "presenter": "Den, der lægger op til punktet.",
            "case_number": "Sagens journalnummer som trykt.",
            "kle": "Emnenummer efter KLE, kommunernes emnesystematik.",
            "closed": "1, når punktet er behandlet for lukkede døre. Indholdet offentliggøres ikke.",
            "rule": RULE,
            "corrected": CORRECTED,
        },
    ),
    "meetings": TableText(
        "Møder",
        "Ét møde i ét organ på én dag. Oplysningerne er fra det gældende dokument.",
        {
            "id": "Mødets faste nøgle: organisation, organ og dato.",
            "organisation_id": ORGANISATION,
            "body_id": BODY,
            "title": "Mødets overskrift som trykt.",
            "date": DATE,
            "year": YEAR,
            "start_time": "Mødets begyndelse.",
            "end_time": "Mødets slutning.",
            "location": "Mødestedet.",
            "document_id": "Det gældende dokument.",
        },
    ),
    "bodies": TableText(
        "Organer",
        "Byråd, udvalg, bestyrelser, generalforsamlinger og andre, der holder møder.",
        {
            "id": "Organets faste nøgle.",
            "organisation_id": "Den organisation, organet hører til.",
            "name": "Navnet, som det oftest er trykt.",
        },
    ),
    "organisations": TableText(
        "Organisationer",
        "Myndigheder, foreninger og selskaber.",
        {
            "id": "Organisationens faste nøgle.",
            "name": "Navnet, som det oftest er trykt.",
        },
    ),
    "attendances": TableText(
        "Deltagelse",
        "Hvem referaterne opfører som deltagere, fraværende og gæster, som trykt.",
        {
            "id": "Rækkens faste nøgle.",
            "meeting_id": MEETING,
            "document_id": DOCUMENT,
            "position": POSITION,
            "name": "Navnet som trykt.",
            "status": "Til stede, fraværende, gæst, sekretariat eller stedfortræder.",
            "role": "Hverv på mødet.",
            "title": "Stilling som trykt.",
            "organisation": "Hvem personen kommer fra, som trykt.",
            "party": "Parti eller liste.",
            "substitute_for": "Den, personen møder i stedet for.",
            "present_from": "Kom til: klokkeslæt eller punkt, som trykt.",
            "present_to": "Gik igen: klokkeslæt eller punkt, som trykt.",
            "page": PAGE,
            "rule": RULE,
        },
    ),
}

DOCUMENTS: dict[str, TableText] = {
    "documents": TableText(
        "Dokumenter",
        "Én række for hver PDF-fil, der er læst.",
        {
            "id": "De første 16 tegn af filens sha256.",
            "sha256": "Filens sha256.",
            "filename": "Filens navn.",
            "path": "Filens plads på maskinen.",
            "kind": "Referat, dagsorden eller andet.",
            "pages": "Antal sider.",
            "text_layer": "Hvor godt filens tekst kan læses.",
            "family": "Skabelonen, hvis dokumentet følger en kendt.",
            "coverage": "Den del af teksten, der hører til et afsnit (0-1).",
            "source_url": "Hvor filen er hentet.",
            "sample": "1, når dokumentet er et opdigtet eksempel.",
            "version": "Den udgave af programmet, der læste filen.",
            "run_id": "Kørslen, der læste filen.",
        },
    ),
    "pages": TableText(
        "Sider",
        "Dokumenternes sider med deres tekst.",
        {
            "document_id": "Dokumentet.",
            "number": PAGE,
            "width": "Bredde i punkter (1/72 tomme).",
            "height": "Højde i punkter (1/72 tomme).",
            "has_text": "1, når siden har læsbar tekst.",
            "text": "Sidens tekst, én linje for hver trykt linje.",
            "open_text": "Sidens tekst uden lukkede punkter, når siden har nogen.",
            "image": "Navnet på billedet af siden; tom, når siden ikke vises som billede.",
        },
    ),
    "meeting_documents": TableText(
        "Mødernes dokumenter",
        "Hvilke dokumenter et møde har, og hvilket der gælder.",
        {
            "id": "Rækkens nøgle, som dokumentets punkter begynder med.",
            "meeting_id": MEETING,
            "document_id": "Dokumentet.",
            "position": "Mødets plads i dokumentet, når det rummer flere møder.",
            "kind": "Referat eller dagsorden.",
            "edition": "Udkast, referat eller rettet udgave.",
            "status": "Om dokumentet gælder, er afløst eller er sideløbende.",
            "organisation_id": ORGANISATION,
            "organisation": "Organisationen som trykt.",
            "body_id": BODY,
            "body": "Organet som trykt.",
            "title": "Mødets overskrift som trykt.",
            "date": DATE,
            "start_time": "Mødets begyndelse.",
            "end_time": "Mødets slutning.",
            "location": "Mødestedet.",
            "items": "Antal punkter i dokumentet.",
        },
    ),
    "boxes": TableText(
        "Steder",
        "Hvor på siden en række står, i punkter fra øverste venstre hjørne.",
        {
            "document_id": "Dokumentet.",
            "row_id": "Nøglen på rækken, fx en beslutning eller et punkt; én linje i teksten giver ét rektangel.",
            "line": "Linje, talt fra 1.",
            "page": PAGE,
            "x0": "Venstre kant.",
            "top": "Øverste kant.",
            "x1": "Højre kant.",
            "bottom": "Nederste kant.",
        },
    ),
    "issues": TableText(
        "Tvivl",
        "Hvad læsningen var i tvivl om.",
        {
            "id": "Rækkens faste nøgle.",
            "document_id": "Dokumentet.",
            "code": "Tvivlens art.",
            "message": "Hvad der er i vejen.",
            "page": PAGE,
        },
    ),
    "quarantine": TableText(
        "Karantæne",
        "Filer, der ikke kunne læses, med grund og råd.",
        {
            "id": "Rækkens nøgle.",
            "sha256": "Filens sha256; tom, når filen ikke kunne åbnes.",
            "filename": "Filens navn.",
            "path": "Filens plads på maskinen.",
            "stage": "Det trin, hvor det gik galt.",
            "reason": "Grunden som kode.",
            "message": "Hvad der skete.",
            "advice": "Hvad man kan gøre.",
            "version": "Den udgave af programmet, der prøvede.",
            "time": "Tidspunkt (UTC).",
            "exit_signal": "Det signal, som læseprocessen blev afsluttet med; tom, når den svarede selv.",
            "peak_memory": "Læseprocessens største hukommelse i byte.",
            "cpu_seconds": "Processortid brugt på filen i sekunder.",
        },
    ),
    "runs": TableText(
        "Kørsler",
        "Hvornår der er indlæst, og med hvilke programmer.",
        {
            "id": "Kørslens nøgle.",
            "started": "Begyndt (UTC).",
            "ended": "Færdig (UTC); tom, når kørslen blev afbrudt.",
            "version": "Programmets udgave.",
            "packages": "Hjælpeprogrammernes udgaver (JSON).",
            "stored": "Antal dokumenter indlæst.",
            "skipped": "Antal dokumenter, der var læst før.",
            "quarantined": "Antal filer i karantæne.",
            "pages": "Antal sider indlæst.",
        },
    ),
    "rules": TableText(
        "Regler",
        "Reglerne, der finder oplysningerne.",
        {
            "id": "Reglens navn.",
            "component": "Den del af programmet, der bruger reglen.",
            "label": "Hvad reglen finder.",
            "pattern": "Reglens mønster.",
            "example": "Et eksempel, som reglen rammer.",
        },
    ),
    "rule_scores": TableText(
        "Reglernes træfsikkerhed",
        "Hvor ofte hver regel ramte rigtigt på opmærkede referater.",
        {
            "rule_id": "Reglen.",
            "corpus": "De opmærkede referater.",
            "true_positives": "Rigtige fund.",
            "false_positives": "Forkerte fund.",
        },
    ),
    "party_letters": TableText(
        "Partibogstaver",
        "Partiernes bogstaver i hver valgperiode.",
        {
            "period": "Året for det kommunalvalg, der indleder perioden.",
            "letter": "Partiets bogstav.",
            "name": "Partiets navn eller forkortelse.",
        },
    ),
    "decisions_full": TableText(
        "Beslutninger, samlet",
        "Én flad række for hver beslutning, til regneark. Også beslutninger, som referatet kun gengiver fra andre "
        "møder og organer, er med: vælg rækkevidden »Dette møde«, når du vil tælle, hvad møderne selv besluttede.",
        {
            "id": "Beslutningens faste nøgle.",
            "organisation": ORGANISATION,
            "body": BODY,
            "date": DATE,
            "year": YEAR,
            "meeting_id": "Mødets nøgle.",
            "item_number": "Punktets nummer som trykt.",
            "item_title": "Punktets overskrift.",
            "case_number": "Sagens journalnummer som trykt.",
            "text": "Ordret citat fra referatet.",
            "outcome": "Udfaldet som kode.",
            "outcome_label": "Udfaldet på dansk.",
            "scope": "Rækkevidden som kode.",
            "scope_label": "Rækkevidden på dansk.",
            "relation": "Forholdet til indstillingen.",
            "responsible": "Den ansvarlige, som skrevet.",
            "deadline": "Fristen, som skrevet.",
            "recommendations": "Punktets indstillinger, én på hver linje.",
            "votes_for": "Stemmer for.",
            "votes_against": "Stemmer imod.",
            "votes_abstain": "Hverken for eller imod.",
            "unanimous": "1, når referatet skriver, at det var enstemmigt.",
            "page": PAGE,
            "rule": RULE,
            "rule_precision": "Den del af reglens fund på opmærkede referater, der var rigtige (0-1).",
            "rule_findings": "Antal fund, som andelen er regnet af; få fund siger lidt.",
            "filename": "Filens navn.",
            "sha256": "Filens sha256.",
            "version": "Den udgave af programmet, der læste filen.",
            "sample": "1, når dokumentet er et opdigtet eksempel.",
            "source_link": "Henvisning til siden i den hentede fil.",
        },
    ),
}

FACTS = MEETINGS | PERSON_TEXTS | CORRECTION_TEXTS | UNDER_ITEMS | CASE_TEXTS | DOCUMENTS

LOOKUP_COLUMNS = {"code": "Koden.", "label": "Betegnelsen på dansk.", "description": "Hvad koden står for."}
LOOKUP_TEXTS = (
    {
        "outcomes": ("Udfald", "Hvad der kan blive af en sag."),
        "scopes": ("Rækkevidde", "Hvem og hvornår en beslutning er fra."),
        "section_kinds": ("Afsnittenes arter", "De arter, som afsnit deles i."),
        "attendance_statuses": ("Former for deltagelse", "Hvordan en person kan være opført."),
        "roles": ("Hverv", "Hverv på mødet."),
        "vote_choices": ("Stemmens art", "Hvad man kan stemme."),
        "standpoint_kinds": (
            "Særstandpunkternes arter",
            "Hvad der kan være ført til protokol ved siden af en beslutning.",
        ),
        "reference_kinds": ("Henvisningernes arter", "Hvad der kan henvises til."),
        "precisions": ("Fristernes nøjagtighed", "Hvor nøjagtigt en frist er angivet."),
        "document_kinds": ("Dokumenternes arter", "Hvad et dokument kan være."),
        "document_editions": ("Udgaver", "Udkast, referat eller rettet udgave."),
        "document_statuses": ("Gyldighed", "Hvilket af et mødes dokumenter der gælder."),
        "text_layers": ("Tekstlag", "Hvor godt en fils tekst kan læses."),
    }
    | PERSON_LOOKUP_TEXTS
    | CASE_LOOKUP_TEXTS
    | CORRECTION_LOOKUP_TEXTS
)
LOOKUP_TABLES = {name: TableText(*LOOKUP_TEXTS[name], LOOKUP_COLUMNS) for name in LOOKUPS}

TABLES: dict[str, TableText] = FACTS | CASE_VIEW_TEXTS | SUMMARY_TEXTS | LEDGER_TEXTS | LOOKUP_TABLES

WORKING_ONLY = (
    *(("documents", "path"), ("quarantine", "path"), ("pages", "open_text")),
    *(("quarantine", "exit_signal"), ("quarantine", "peak_memory"), ("quarantine", "cpu_seconds")),
)
"""Columns that the published snapshot does not have."""

SNAPSHOT_ONLY = (("pages", "image"),)
"""Columns that only the published snapshot has, and its exports leave out; its full-text indexes are `decisions_fts`,
`agenda_items_fts` and `sections_fts`."""
