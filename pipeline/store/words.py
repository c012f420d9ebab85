"""The Danish words for all that hangs on an agenda item, and the phrases that the data dictionary repeats."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableText:
    """`label` is the table's Danish name, `columns` maps each column to its description, in the table's order."""

    label: str
    description: str
    columns: dict[str, str]


ITEM = "Dagsordenspunktet."
PAGE = "Side i PDF-filen, talt fra 1."
RULE = "Reglen, der fandt rækken."
POSITION = "Rækkefølge i dokumentet, talt fra 1."
PLACE = "Rækkefølge under punktet, talt fra 1."
MEETING = "Mødet."
ORGANISATION = "Myndigheden, foreningen eller selskabet."
BODY = "Det organ, der holdt mødet."
DATE = "Mødets dato (ÅÅÅÅ-MM-DD)."
YEAR = "Mødets år."
DOCUMENT = "Dokumentet, som rækken er læst i."

UNDER_ITEMS: dict[str, TableText] = {
    "sections": TableText(
        "Afsnit",
        "Punkternes afsnit: sagsfremstilling, indstilling, beslutning og andre.",
        {
            "id": "Afsnittets faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "kind": "Afsnittets art.",
            "heading": "Overskriften som trykt.",
            "text": "Teksten uden overskrift.",
            "page": PAGE,
            "rule": RULE,
        },
    ),
    "recommendations": TableText(
        "Indstillinger",
        "Hvad mødet blev anbefalet at beslutte, ét led for hver række.",
        {
            "id": "Indstillingens faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "label": "Nummer eller bogstav som trykt.",
            "text": "Ordret citat.",
            "page": PAGE,
            "rule": RULE,
            "recommender": "Hvem der indstiller, som skrevet.",
        },
    ),
    "votes": TableText(
        "Afstemninger",
        "Stemmetal og partier, hvor referatet nævner dem.",
        {
            "id": "Afstemningens faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "votes_for": "Stemmer for.",
            "votes_against": "Stemmer imod.",
            "votes_abstain": "Hverken for eller imod.",
            "parties_for": "Partier, der stemte for (JSON-liste).",
            "parties_against": "Partier, der stemte imod (JSON-liste).",
            "parties_abstain": "Partier, der hverken stemte for eller imod (JSON-liste).",
            "unanimous": "1, når referatet skriver, at det var enstemmigt.",
            "text": "Ordret citat.",
            "page": PAGE,
            "rule": RULE,
        },
    ),
    "vote_positions": TableText(
        "Stemmer",
        "Hvem der stemte hvad: ét parti eller medlem i hver række.",
        {
            "vote_id": "Afstemningen.",
            "position": "Rækkefølge i afstemningen, talt fra 1.",
            "choice": "For, imod eller hverken for eller imod.",
            "party": "Partiet som trykt; ved et navn det parti, der står bag navnet.",
            "name": "Medlemmets navn som trykt; tomt, når rækken er et parti.",
        },
    ),
    "standpoints": TableText(
        "Særstandpunkter",
        "Protokoltilførsler, forbehold, uenighed og inhabilitet.",
        {
            "id": "Rækkens faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "kind": "Særstandpunktets art.",
            "who": "Partier og personer som trykt (JSON-liste).",
            "text": "Ordret citat.",
            "page": PAGE,
        },
    ),
    "actions": TableText(
        "Opgaver",
        "Opgaver, som referaterne giver nogen.",
        {
            "id": "Opgavens faste nøgle.",
            "agenda_item_id": ITEM,
            "decision_id": "Beslutningen, som opgaven står i.",
            "position": PLACE,
            "task": "Ordret citat.",
            "responsible": "Den ansvarlige, som skrevet.",
            "deadline": "Fristen, som skrevet.",
            "deadline_date": "Fristens sidste dag (ÅÅÅÅ-MM-DD).",
            "precision": "Hvor nøjagtigt fristen er angivet.",
            "page": PAGE,
        },
    ),
    "attachments": TableText(
        "Bilag",
        "Bilag, som punkterne nævner.",
        {
            "id": "Bilagets faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "name": "Bilagets navn som trykt.",
        },
    ),
    "amounts": TableText(
        "Beløb",
        "Beløb i kroner, som punkternes tekst nævner. Beløb i tabeller er ikke med.",
        {
            "id": "Beløbets faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "text": "Beløbet som trykt.",
            "dkk": "Beløbet i kroner.",
            "page": PAGE,
        },
    ),
    "dates": TableText(
        "Datoer",
        "Datoer, som punkternes tekst nævner.",
        {
            "id": "Rækkens faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "text": "Datoen som trykt.",
            "date": "Datoen (ÅÅÅÅ-MM-DD); tom, når året ikke er trykt.",
            "page": PAGE,
        },
    ),
    "cross_references": TableText(
        "Henvisninger",
        "Punkter, møder, sager og bilag, som teksten henviser til.",
        {
            "id": "Henvisningens faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "kind": "Hvad der henvises til.",
            "text": "Henvisningen som trykt.",
            "target": "Punktets, sagens eller bilagets nummer, eller mødets dato.",
            "date": "Datoen for det møde, som et punkt hører til, når den står ved siden af.",
            "page": PAGE,
        },
    ),
    "data_tables": TableText(
        "Tabeller",
        "Tabeller i punkterne.",
        {
            "id": "Tabellens faste nøgle.",
            "agenda_item_id": ITEM,
            "position": PLACE,
            "caption": "Tabellens overskrift som trykt.",
            "rows": "Antal rækker.",
            "columns": "Antal kolonner.",
            "header": "1, når første række er kolonnernes navne.",
            "page": PAGE,
        },
    ),
    "table_cells": TableText(
        "Tabelceller",
        "Tabellernes celler. Tomme celler er ikke med.",
        {
            "data_table_id": "Tabellen.",
            "row": "Række, talt fra 1.",
            "col": "Kolonne, talt fra 1.",
            "text": "Teksten som trykt.",
            "number": "Tallet, når cellen er et tal.",
        },
    ),
}
