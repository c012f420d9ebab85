"""Turns that resolve without a formula, and what a section headed "Beslutning" states: invented sentences."""

from __future__ import annotations

import pytest

from pipeline.components.context import Context
from pipeline.components.errands import errand
from pipeline.components.outcomes import Verdict
from pipeline.components.stated import HEAD, stated
from pipeline.components.tasks import judge_plain
from pipeline.components.turns import turned
from pipeline.minutes import Outcome
from pipeline.reasons import Reason

BOARD = Context(body="Bestyrelsen", date="2022-05-03", labelled=False, names=frozenset({"thyge"}))
ASSEMBLY = Context(body="Generalforsamling", date="2022-05-03", labelled=False)

TURNS: dict[str, list[tuple[str, Outcome | None]]] = {
    "from now on": [
        ("Fra 1/9 låser vaskeriet klokken ti.", Outcome.DECIDED),
        ("Fra nu af ligger nøglen hos naboen.", Outcome.DECIDED),
        ("I stedet låner vi skolens projektor.", Outcome.DECIDED),
        ("Fra 1. juni er alle lejemål besat.", None),
        ("Fremover bør hegnet males oftere.", None),
        ("Fra skolen var fire elever mødt.", None),
        ("Fremover vil bilag blive godkendt af kassereren.", Outcome.DECIDED),
        ("Alle hold tager fremover en vagt.", Outcome.DECIDED),
        ("Alle hold bør fremover tage en vagt.", None),
        ("Skatten stiger fremover.", None),
        ("Fremover vil det blive sværere at få tilskud.", None),
        ("Sommerfesten afholdes af klubben.", None),
        ("Bestyrelsen stiller forslag om 100 kr. mere.", Outcome.DECIDED),
        ("Bøden betales af klubben denne gang.", Outcome.DECIDED),
        ("Bøden, der betales af klubben, er lille.", None),
    ],
    "prices": [
        ("Lejen: Prisen bliver 90 kr. pr. time.", Outcome.DECIDED),
        ("Kontingentet er uændret.", Outcome.DECIDED),
        ("Karen foreslog, at kontingentet er uændret.", None),
        ("Slutprisen blev højere end ventet.", None),
    ],
    "passed on": [
        ("Spørgsmålet om lys sendes til vejlauget.", Outcome.REFERRED),
        ("Dette gives videre til festudvalget.", Outcome.REFERRED),
        ("Rettelser sendes til KH.", None),
        ("Forslaget, der sendes til naboen, er kort.", None),
    ],
    "what waits": [
        ("Anvendelsen af overskuddet afventer regnskabet.", Outcome.POSTPONED),
        ("Terrassen afventer en tegning.", Outcome.POSTPONED),
        ("Karen afventer svar.", None),
    ],
    "the board as we": [
        ("Vi holder fast i fredagen.", Outcome.DECIDED),
        ("Der afsættes 4.000 kr. til lys.", Outcome.DECIDED),
        ("Der findes to nøgler.", None),
        ("Vi følger budgettet.", None),
    ],
    "tasks told behind something": [
        ("Pumpen larmer, det ser revisor på.", None),  # an idle verb
        ("Pumpen larmer, den reparerer Thyge.", Outcome.AGREED),
        ("Den får Thyge aldrig solgt.", None),
        ("Den får Thyge lavet inden påske.", Outcome.AGREED),
        ("Når prisen kendes, udsender vi en mail.", Outcome.AGREED),
        ("Viser det sig at være dyrt, vil Thyge spørge naboen.", Outcome.AGREED),
        ("Inden vi maler, vil vi afvente regnen.", Outcome.POSTPONED),
        ("Naboen har ringet, og KH skriver til ham.", Outcome.AGREED),
        ("Hvad vil vi bruge salen til?", None),
    ],
    "what is fine": [
        ("Køb af to spande ok.", Outcome.APPROVED),
        ("Det er ok.", Outcome.APPROVED),
        ("Økonomien ser ok ud.", None),
        ("Kloakken er ikke ok.", None),
    ],
    "what happens anyway": [
        ("Fra 1. januar gælder der nye regler for affald.", None),
        ("Fra 2018 lejer vi salen ud.", None),
        ("Prisen bliver fastsat af kommunen.", None),
        ("Pengene bruges til tryk af bladet hvert år.", None),
        ("Klubben får 40.000 kr. om året i tilskud.", None),
        ("Festudvalget får 4.000 kr.", Outcome.APPROVED),
        ("Hvis kommunen siger nej, mister vi tilskuddet.", None),
        ("Ellers vil vi tabe sagen.", None),
        ("På den baggrund vil bestyrelsen foreslå et nyt hegn.", None),
        ("Strømmen er dyr, og TV virker.", None),
        ("Det afviser formanden.", None),
        ("Kommunen afventer vores svar.", None),
        ("Der laves mad hver onsdag.", None),
    ],
}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bestyrelsen stiller forslag om 100 kr. mere.", Reason.PUT_FORWARD),
        ("Bøden betales af klubben denne gang.", Reason.PAID_BY),
        ("Alle hold tager fremover en vagt.", Reason.FROM_NOW),
    ],
)
def test_the_reason_says_what_was_found(text: str, reason: Reason) -> None:
    verdict = turned(text)
    assert verdict is not None and verdict.rule == reason


@pytest.mark.parametrize(
    ("text", "outcome"),
    [case for cases in TURNS.values() for case in cases],
    ids=[f"{idea}: {text}" for idea, cases in TURNS.items() for text, _ in cases],
)
def test_turns_and_errands(text: str, outcome: Outcome | None) -> None:
    assert outcome_of(errand(text, BOARD) or turned(text)) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Formanden lovede at se på hegnet.", Outcome.AGREED),
        ("Lågen binder; bestyrelsen lovede at smøre den.", Outcome.AGREED),
        ("Naboen lovede bedring.", None),
        ("Karen spurgte, hvorfor formanden lovede at feje.", None),
        ("Fra 1/9 låser vaskeriet klokken ti.", None),  # an assembly is told so
    ],
)
def test_an_assembly_is_promised_things(text: str, outcome: Outcome | None) -> None:
    assert outcome_of(judge_plain(text, ASSEMBLY)) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Udgiften tages af opsparingen.", Outcome.DECIDED),
        ("Farven bliver rød.", Outcome.DECIDED),
        ("Valg af farve afgøres først på næste møde.", Outcome.POSTPONED),
        ("Oplægget skrives af forvalteren.", Outcome.AGREED),
        ("Forvalteren indhenter priser.", Outcome.AGREED),
        ("Forvalteren kan sælge plænen.", Outcome.DELEGATED),
        ("Forvalteren oplyser prisen.", None),
        ("Bestyrelsen indhenter priser.", None),  # its own deeds are judged elsewhere
        ("Karen foreslog, at hegnet males.", None),
        ("Der ønskes flere bænke.", None),
        ("Kommunernes svar var sene.", None),
        ("Males hegnet i maj?", None),
        ("Vejret bliver koldt.", None),
        ("Beboerne klager over støj.", None),
        ("Karen takkes for indsatsen.", None),
        ("Husets tages tilstand er god.", None),
        ("Børnene kan lide at bade.", None),
        ("Sagen behandles for lukkede døre.", None),
    ],
)
def test_stated(text: str, outcome: Outcome | None) -> None:
    assert outcome_of(stated(text, BOARD)) == outcome


@pytest.mark.parametrize(
    ("head", "resolves"), [("Beslutning", True), ("KONKLUSION:", True), ("Referat", False), ("Beslutningstema", False)]
)
def test_which_heads_resolve(head: str, resolves: bool) -> None:
    assert bool(HEAD.match(head)) == resolves


def outcome_of(verdict: Verdict | None) -> Outcome | None:
    return verdict.outcome if verdict else None
