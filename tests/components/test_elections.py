"""Elections without a formula: lines that name who was elected, and lines of elections that do not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.components.context import Context
from pipeline.components.tasks import judge_plain
from pipeline.minutes import Outcome

BOARD = Context(body="Bestyrelsen", date="2022-05-03", labelled=False, names=frozenset({"thyge"}))
ELECTION = Context(body="Generalforsamling", date="2022-05-03", title="Valg af bestyrelse", labelled=False)

CASES: dict[str, list[tuple[str, Context, bool]]] = {
    "groups and seats": [
        ("Festudvalg: Karen, Bo og Mads", BOARD, True),
        ("Festudvalg: mødes i maj", BOARD, False),
        ("Festudvalg: Karen, Bo og Mads (er spurgt)", BOARD, True),
        ("Til skolens råd: Karen Holm", ELECTION, True),
        ("Nordby Kommune: Karen Holm og Bo Vang", ELECTION, True),
        ("Til stede: Karen Holm", ELECTION, False),
    ],
    "offices cut short": [
        ("Best.formand, 2 år: Karen Holm (genvalg)", ELECTION, True),
        ("Forældrerepr.: Karen Holm (ny)", ELECTION, True),
        ("Ungdomsrep. Karen Holm", ELECTION, True),
        ("Anden suppleant blev Karen Holm", ELECTION, True),
        ("Fmd. Karen Holm", ELECTION, True),
        ("Forældrerepr.: vakant", ELECTION, False),
    ],
    "who came in": [
        ("I udvalget kom Karen, Per og Bo.", BOARD, True),
        ("I udvalget kom mange forslag.", BOARD, False),
        ("I stedet for Per Vang, som er flyttet, kom Karen ind.", BOARD, True),
        ("Som sædvanlig Karen Holm.", ELECTION, True),
        ("Endnu en gang Karen Holm.", ELECTION, True),
    ],
    "elected in a list": [
        ("Karen Holm", ELECTION, True),
        ("Karen Holm (modtager genvalg)", ELECTION, True),
        ("Karen Holm (modtog ikke genvalg)", ELECTION, False),
        ("Repræsentanter til vejlauget: Karen Holm og Bo Vang", BOARD, True),
        ("GF-repræsentanter bliver Karen og Bo.", BOARD, True),
        ("”Hegns”-gruppen: Karen, Bo og Per.", BOARD, True),
        ("Karen Holm, Birkevej 7", ELECTION, True),
        ("Formand: Karen Holm", ELECTION, True),
        ("Karen Holm (valgt 2022)", ELECTION, True),
        ("Karen Holm (valgt 2019)", ELECTION, False),
        ("Karen, Per og Mads", ELECTION, True),
        ("Karen og Per som bestyrelsesmedlemmer", ELECTION, True),
        ("Begge fortsætter", ELECTION, True),
        ("Karen Holm er på valg", ELECTION, False),
        ("Karen Holm modtager genvalg", ELECTION, False),
        ("Karen Holm modtager genvalg.", ELECTION, True),
        ("Hun modtager også genvalg.", ELECTION, True),
        ("Bo Vang, der modtager genvalg.", ELECTION, False),
        ("Karen blev formand.", ELECTION, True),
        ("Karen blev formand.", BOARD, False),
        ("Karen", ELECTION, False),
        ("Formand: vakant", ELECTION, False),
        ("Karen Holm", BOARD, False),
        ("Karen mødeleder og Per Vang ordstyrer", ELECTION, True),
        ("Karen referent denne gang", ELECTION, True),
        ("Stemmetællere Karen og Per.", ELECTION, True),
        ("Karen afløser Per Vang som kasserer.", BOARD, True),
        ("Naboen afløser Per Vang som kasserer.", BOARD, False),
        ("Karen fortsætter for ledelsen.", ELECTION, True),
        ("Karen Holm (A) fik 10 stemmer, Per Vang (V) fik 6 stemmer.", ELECTION, False),
        ("Tre var indstillet: Karen Holm, Per Vang og Bo Lund.", ELECTION, False),
        ("Suppleanter er stadig Karen og Per Vang.", ELECTION, True),
        ("Best.medl.: Karen Holm, nr. 22", ELECTION, True),
        ("1. suppl.: Karen Holm, nr. 27", ELECTION, True),
        ("Formand Karen Holm (genvalg) 2 år", ELECTION, True),
        ("Formand Karen Holm bød velkommen.", ELECTION, False),
        ("Formand: Karen Holm bød velkommen.", ELECTION, False),
        ("Kasserer Per Vang fremlagde regnskabet.", ELECTION, False),
        ("Per er altså ny formand.", ELECTION, True),
        ("Tal & Søn A/S fortsætter.", ELECTION, True),
        ("Tal & Søn fortsætter som revisor.", ELECTION, True),
        ("Karen Holm tager en periode mere.", ELECTION, True),
        ("Ny i bestyrelsen bliver Karen Holm.", BOARD, True),
        ("Ind træder Karen og Per.", BOARD, True),
        ("Ind træder vi i en ny tid.", BOARD, False),
        ("Karen (på valg i 2025)", ELECTION, True),
        ("Motion: Karen Holm", ELECTION, True),
        ("Motion: Karen Holm", BOARD, False),
        ("Fra kommunerne: Karen Holm", ELECTION, True),
        ("Fra salen: Karen Holm spurgte til hegnet.", ELECTION, False),
        ("Medlem: Gartner Karen Holm, Solby", ELECTION, True),
        ("Karen 10 og Per 28", ELECTION, True),
        ("Thyge", replace(BOARD, title="Valg af referent"), True),
        ("Thyge", replace(BOARD, title="Valg af bestyrelse"), False),
        ("Thyge", replace(BOARD, title="Valg af bestyrelse", alone=True), True),
        ("RR ordstyrer, SH referent.", ELECTION, True),
        ("Formand: Heimo Dalsgaard", ELECTION, True),
        ("Grønne områder: Karen Holm (nr. 28)", ELECTION, True),
        ("Fodbold: Karen Holm, Bo Vang, Per Dam.", ELECTION, True),
        ("Fodbold: Karen Holm, Bo Vang, Per Dam.", BOARD, False),
        ("Fodbold: Karen Holm, hal 2", ELECTION, False),
        ("1. Karen Holm", ELECTION, True),
        ("Karen er ordstyrer.", ELECTION, True),
        ("Afbud: Karen Holm, Bo Vang", ELECTION, False),
        ("Stemmer for: Karen Holm, Bo Vang", ELECTION, False),
        ("Afbud: Karen Holm", ELECTION, False),
        ("Stemmer for: Karen Holm", ELECTION, False),
        ("Blomster til: Karen Holm", ELECTION, False),
        ("Revisor: Deloitte Aalborg", ELECTION, False),
        ("Karen Holm som eventuel stemmetæller.", ELECTION, True),
        ("Ny kontaktperson for skolen bliver Karen Holm.", BOARD, True),
        ("Karen, Per og Bo udgør festudvalget.", BOARD, True),
        ("Udgiften udgør en gruppe af poster.", BOARD, False),
    ],
}


@pytest.mark.parametrize(
    ("text", "context", "elected"),
    [case for cases in CASES.values() for case in cases],
    ids=[f"{idea}: {text}, {context.title}" for idea, cases in CASES.items() for text, context, _ in cases],
)
def test_elections(text: str, context: Context, elected: bool) -> None:
    verdict = judge_plain(text, context)
    assert (verdict is not None and verdict.outcome is Outcome.ELECTED) == elected
