"""Refusals, and what only looks like one: the error that costs a reader most is a refusal taken for an approval."""

from __future__ import annotations

import pytest

from pipeline.components.context import Context
from pipeline.components.outcomes import judge
from pipeline.components.phrases import PhraseRules
from pipeline.rules import load_rules

BOARD = Context(body="Bestyrelsen", date="2022-05-03")

REFUSED = [
    "Tilladelsen gives ikke.",
    "Dispensation meddeles ikke.",
    "Forvaltningens indstilling følges ikke.",
    "Intet flertal stemte for.",
    "Et flertal stemte for afvisning af forslaget.",
    "Det gør vi ikke.",
    "Ejeren får afslag på dispensation til carport.",
    "Ansøgningen får afslag som indstillet.",
    "Ansøger får afslag på orlov, da budgettet er vedtaget.",
    "Bestyrelsen besluttede ikke at støtte ansøgningen, selv om den var godkendt af udvalget.",
    "Bestyrelsen besluttede ikke at imødekomme klagen, og byggetilladelsen er fortsat godkendt.",
    "Bestyrelsen besluttede ikke at imødekomme ansøgningen, da lokalplanen netop er vedtaget.",
    "Bestyrelsen besluttede ikke at støtte klubben, idet der allerede er godkendt et tilskud.",
    "Bestyrelsen besluttede ikke at støtte klubben, men det blev godkendt, at den søger igen.",
    "Bestyrelsen besluttede efter at have hørt naboerne ikke at godkende hegnet.",
    "Afstemningen viste et snævert flertal for nej.",
    "Ved håndsoprækning var der ingen flertal for forslaget.",
    "Herefter viste det sig, at der manglede flertal for forslaget.",
    "Der var stort flertal imod forslaget.",
    "Det kunne bestyrelsen ikke gå med til.",
    "Bestyrelsen afviser enstemmigt at betale.",
]
ADOPTED = [
    "Bestyrelsen besluttede ikke at støtte ændringsforslaget, hvorefter planen blev godkendt.",
    "Bestyrelsen besluttede ikke at imødekomme indsigelserne, og planen blev vedtaget.",
    "Beretningen blev godkendt uden flertal imod.",
    "Der var flertal imod at afvise forslaget, som derfor blev godkendt.",
    "Venstre vil ikke gå med til afgiften, men bestyrelsen godkendte budgettet.",
]
NEITHER = [
    "Forslaget trækkes ikke.",
    "Planen opgives ikke.",
    "Revisor genvælges ikke.",
    "Tilladelsen gives af kommunen.",
    "Vi får nej fra kommunen.",
    "Der mangler grønt lys fra bestyrelsen.",
    "Der var flertal imod at udsætte forslaget.",
    "Naboen ville ikke gå med til hegnet.",
    "Bestyrelsen vil ikke gå med til at afvise forslaget.",
    "Kommunen kunne desværre ikke imødekomme vores ansøgning.",
    "Ansøgningen kunne desværre ikke imødekommes af fonden.",
    "Naboen havde intet at indvende mod hegnet.",
    "Vi får afslag på tilskud.",
]
# what is resolved is to go on with what was resolved before
GOES_ON = [
    ("Det blev besluttet at følge op på det, der blev vedtaget på sidste møde.", "decided"),
    ("Det blev aftalt, at vi holder fast i, at hegnet blev afvist på sidste møde.", "agreed"),
]
CHOSEN = [
    ("Bestyrelsen vælger enstemmigt Karen Holm som formand.", "elected"),
    ("Bestyrelsen vælger hende som formand.", "elected"),
    ("Bestyrelsen vælger ny entreprenør som leverandør.", "decided"),
    ("Man enedes om Per Dam, som blev valgt til formand.", "elected"),
    ("Referent er endnu ikke fundet.", None),
]
TAKEN_UP = [
    ("Punktet tages op i SFO.", "referred"),
    ("Punktet tages op i GF-regi.", "referred"),
    ("Punktet tages op i efteråret med kommunen.", "postponed"),
    ("Punktet tages op i det nye år.", "postponed"),
    ("Punktet tages op i bestyrelsen.", "postponed"),
]


@pytest.fixture(scope="module")
def rules() -> PhraseRules:
    return PhraseRules(load_rules("outcomes"))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        *((text, "rejected") for text in REFUSED),
        *((text, "approved") for text in ADOPTED),
        *((text, None) for text in NEITHER),
        *GOES_ON,
        *CHOSEN,
        *TAKEN_UP,
    ],
)
def test_outcome(text: str, outcome: str | None, rules: PhraseRules) -> None:
    verdict = judge(text, rules, BOARD)
    assert (verdict.outcome.value if verdict else None) == outcome, verdict
