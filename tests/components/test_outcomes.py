"""What a sentence resolves: each form of a row, and each thing in the sentence that undoes it."""

from __future__ import annotations

import pytest
import spacy
from msgspec import structs

from pipeline.components.clause import Clause
from pipeline.components.context import Context
from pipeline.components.outcomes import PRECEDENCE, judge
from pipeline.components.phrases import Found, PhraseRules
from pipeline.minutes import Outcome
from pipeline.rules import Rule, load_rules

BOARD = Context(body="Bestyrelsen", date="2022-05-03")
COUNCIL = Context(body="Byrådet", date="2022-05-03", council=True)
PLAIN = Context(body="Bestyrelsen", date="2022-05-03", labelled=False)
ALONE = Context(body="Bestyrelsen", date="2022-05-03", alone=True)
ASSEMBLY = Context(body="Ordinær generalforsamling", date="2022-05-03", labelled=False)

CASES: dict[str, list[tuple[str, Context, str | None]]] = {
    "participle": [
        ("Godkendt.", BOARD, "approved"),
        ("Enstemmigt vedtaget.", BOARD, "approved"),
        ("Regnskabet blev godkendt, men Karen spurgte til renten.", BOARD, "approved"),
        ("Planen blev godkendt.", BOARD, "approved"),
        ("Planen er hermed vedtaget.", BOARD, "approved"),
        ("Sagen blev forelagt, drøftet og godkendt.", BOARD, "approved"),
        ("Ansøgningen blev imødekommet.", BOARD, "approved"),
        ("Det blev besluttet at male hegnet.", BOARD, "decided"),
        ("Det blev aftalt, at vejen fejes.", BOARD, "agreed"),
        ("Sagen blev udsat.", BOARD, "postponed"),
        ("Bestyrelsen har besluttet at male hegnet.", BOARD, "decided"),
        ("Regnskabet blev godkendt af generalforsamlingen.", ASSEMBLY, "approved"),
        ("Bestyrelsen besluttede at fremlægge planen på generalforsamlingen.", BOARD, "decided"),
        ("Det blev aftalt at følge op på punkterne fra sidste møde.", BOARD, "agreed"),
        ("Formanden oplyste, at planen blev vedtaget på generalforsamlingen.", BOARD, None),
        ("På Regionsrådsmødet blev det vedtaget at bygge.", BOARD, None),
        ("På bestyrelsesmødet blev det besluttet at bygge.", BOARD, "decided"),
        ("Ingen talte imod beretningen, der herefter var godkendt.", ASSEMBLY, "approved"),
        ("Solcelleløsningen blev valgt.", BOARD, "decided"),
        ("Bestyrelsen valgte én af dem.", BOARD, "decided"),
        ("Det blev aftalt at spørge den maler, som blev valgt.", BOARD, "agreed"),
        ("Formanden foreslog Karen Holm, som blev valgt.", BOARD, "elected"),
    ],
    "participle that resolves nothing": [
        ("Det godkendte regnskab ligger på nettet.", BOARD, None),
        ("Planen skal være godkendt inden jul.", BOARD, None),
        ("Karen foreslog taksten fastholdt på 400 kr.", BOARD, None),
        ("Planen kan blive godkendt senere.", BOARD, None),
        ("Naboerne har besluttet at sælge.", BOARD, None),
        ("Regnskabet blev godkendt af revisor i marts.", BOARD, None),
        ("Vejen, som er godkendt til cykler, er glat.", BOARD, None),
    ],
    "active verb": [
        ("Bestyrelsen godkendte budgettet.", BOARD, "approved"),
        ("Herefter godkendte bestyrelsen budgettet.", BOARD, "approved"),
        ("Vi besluttede at male hegnet.", BOARD, "decided"),
        ("Byrådet vedtog planen.", COUNCIL, "approved"),
        ("Forsamlingen vedtog forslaget.", ASSEMBLY, "approved"),
        ("Godkendte dagsordenen.", ALONE, "approved"),
        ("Kommunen har bestemt, at vejen lukkes.", ALONE, None),
        ("SF kan ikke gå med til besparelsen.", structs.replace(COUNCIL, alone=True), None),
        ("Karen havde været til møde i vejlauget, hvor det blev vedtaget at hæve afgiften.", BOARD, None),
        ("På den ordinære generalforsamling i april blev det vedtaget at male skuret.", ASSEMBLY, None),
        ("Bestyrelsen besluttede i marts at male skuret.", structs.replace(ASSEMBLY, alone=True), None),
        ("Bestyrelsen anbefaler forslaget.", structs.replace(ASSEMBLY, alone=True), None),
        ("Naboforeningen godkendte regnskabet.", BOARD, None),
        ("Skatteudvalget besluttede at hæve taksten.", COUNCIL, None),
        ("Der var tvivl om, hvorfor bestyrelsen godkendte planen.", BOARD, None),
    ],
    "active verb in a relative clause, and in a clause of its own": [
        ("Karen foreslog en fest, hvilket bestyrelsen vedtog.", BOARD, "approved"),
        ("Karen foreslog, at festen flyttes, hvilket blev vedtaget.", BOARD, "approved"),
        ("Karen foreslog en fest, hvilket naboen vedtog.", BOARD, None),
        ("Forretningsudvalget indstillede, at bestyrelsen godkendte planen.", BOARD, None),
        ("Planen blev godkendt af den tidligere bestyrelse.", BOARD, None),
        ("Forslag om at male hegnet vedtages.", BOARD, "approved"),
        ("Sidste år valgte vi at afvente.", BOARD, None),
        ("Som næstformand Karen Holm valgt.", BOARD, "elected"),
        ("Bestyrelsens forslag om at lukke vejen blev vedtaget, og alle klappede.", BOARD, "approved"),
        ("Forslag om at give alle en nøgle blev ikke imødekommet, da låsen er ny.", BOARD, "rejected"),
        ("Vi har valgt ikke at holde fest.", BOARD, "decided"),
        ("Borgeren spurgte, hvilket udvalg der godkendte planen.", COUNCIL, None),
        ("I fjor valgte vi at afvente.", BOARD, None),
        ("fra sidste bestyrelsesmøde godkendt", Context(body="Bestyrelsen", title="Referat"), "approved"),
        ("fra sidste bestyrelsesmøde godkendt", Context(body="Bestyrelsen", title="Budget"), None),
        ("På næste møde tages spørgsmålet ikke op.", BOARD, None),
        ("Indstillingen var der ikke bemærkninger til, og den blev fulgt.", BOARD, "approved"),
        ("Et flertal (A, F og B) godkendte indstillingen.", COUNCIL, "approved"),
    ],
    "passive": [
        ("Budgettet godkendes.", BOARD, "approved"),
        ("Sagen udsættes.", BOARD, "postponed"),
        ("Budgettet skal godkendes af alle.", BOARD, None),
        ("De planer, som godkendes i dag, trykkes.", BOARD, None),
    ],
    "the reason for a result, and what was so before": [
        ("Da planen ikke blev vedtaget, gik mødet videre.", BOARD, None),
        ("Da planen ikke blev vedtaget, blev sagen udsat.", BOARD, "postponed"),
        ("Afslag, da udgiften henvises til næste år.", BOARD, "rejected"),
        ("Drøftet, idet sagen udsættes.", BOARD, "postponed"),
        ("Planen blev godkendt, da alle var enige, og lågen blev udsat.", BOARD, "postponed"),
        ("Forslaget var enstemmigt vedtaget.", BOARD, "approved"),
        ("Arbejdet gennemføres af kommunen.", BOARD, None),
        ("Træerne fældes hvert år.", BOARD, None),
        ("Pumpen var godkendt pr. mail.", BOARD, None),
        ("Forslaget var dermed vedtaget.", BOARD, "approved"),
        ("Resultatet på 3 kr. som udsættes.", BOARD, None),
    ],
    "conditions": [
        ("Planen blev godkendt med mindre tilføjelser.", BOARD, "approved_amended"),
        ("Planen blev godkendt, idet ingen stemte imod.", BOARD, "approved"),
        ("Godkendt, når navnet er rettet.", BOARD, "approved_amended"),
        ("Festen blev godkendt, og når vejret er godt, griller vi.", BOARD, "approved"),
        ("I den ændrede form blev planen vedtaget.", BOARD, "approved_amended"),
    ],
    "granted, advised, compared with last year": [
        ("Beboeren fik lov til at bygge.", BOARD, "approved"),
        ("Beboeren kunne få lov til at bygge.", BOARD, None),
        ("Karen havde givet tilsagn om hjælp.", BOARD, None),
        ("Karen Holm stemte imod og anbefaler, at sagen stilles i bero.", COUNCIL, None),
        ("Byrådet anbefaler, at sagen stilles i bero.", COUNCIL, "postponed"),
        ("Forslaget blev vedtaget, hvis prisen er som sidste år.", BOARD, "approved_amended"),
        ("Forslaget blev vedtaget til sidste års pris.", BOARD, "approved"),
        ("Sidste år blev forslaget vedtaget.", BOARD, None),
        ("Den daværende bestyrelse besluttede at male.", BOARD, None),
        ("I april 2022 blev det besluttet at male.", BOARD, None),
        ("I 2021 blev det besluttet at male.", BOARD, None),
        ("I maj 2022 blev det besluttet at male.", BOARD, "decided"),
        ("Støtte til festen: afslag.", BOARD, "rejected"),
        ("Med disse rettelser blev referatet godkendt.", BOARD, "approved_amended"),
        ("Karen Holm er valgt for to år og ikke på valg.", ASSEMBLY, None),
    ],
    "present tense of a body": [
        ("Bestyrelsen godkender budgettet.", BOARD, "approved"),
        ("Byrådet tiltræder indstillingen.", COUNCIL, "approved"),
        ("Udvalget anbefaler planen.", Context(body="Teknisk Udvalg", council=True), "recommended"),
    ],
    "infinitive under a decision": [
        ("Bestyrelsen besluttede at udsætte sagen.", BOARD, "postponed"),
        ("Det blev besluttet at godkende regnskabet.", BOARD, "approved"),
        ("Det blev besluttet ikke at godkende regnskabet.", BOARD, "rejected"),
        ("Formanden foreslog at godkende regnskabet.", BOARD, None),
    ],
    "phrases": [
        ("Taget til efterretning.", BOARD, "noted"),
        ("Orienteringen blev taget til efterretning.", BOARD, "noted"),
        ("Der var opbakning til forslaget.", BOARD, "agreed"),
        ("Punktet udgår.", BOARD, "withdrawn"),
        ("Godkendt som indstillet.", COUNCIL, "approved"),
        ("Formanden fik mandat til at indhente tilbud.", BOARD, "delegated"),
    ],
    "whole record": [
        ("Indstillingen anbefales.", PLAIN, "recommended"),
        ("Ingen bemærkninger.", ALONE, "no_remarks"),
        ("Intet.", ALONE, "no_remarks"),
        ("Ingen.", ALONE, "no_remarks"),
        ("Ingen fremsendte forslag.", ALONE, "no_remarks"),
        ("Julefrokost: ingen fælles i år.", ALONE, None),
        ("Ingen bemærkninger.", BOARD, None),
        ("Bestyrelsen blev orienteret.", ALONE, "noted"),
        ("Bestyrelsen blev orienteret.", BOARD, None),
        ("Orienteret.", BOARD, "noted"),
    ],
    "discussion": [
        ("Drøftet.", BOARD, "discussed"),
        ("Sagen blev drøftet.", BOARD, "discussed"),
        ("Budgettet blev drøftet.", PLAIN, None),
        ("Sagen blev drøftet, og mange gode ideer om legepladsen kom frem.", BOARD, None),
    ],
    "negation": [
        ("Planen blev ikke godkendt.", BOARD, "rejected"),
        ("Bestyrelsen godkendte ikke planen.", BOARD, "rejected"),
        ("Ikke godkendt.", BOARD, "rejected"),
        ("Der er ikke enighed om planen.", BOARD, None),
        ("Bestyrelsen besluttede ikke at sælge grunden.", BOARD, "decided"),
        ("Sagen blev ikke drøftet.", BOARD, None),
    ],
    "condition and hypothesis": [
        ("Hvis planen godkendes, males hegnet.", BOARD, None),
        ("Når planen er godkendt, males hegnet.", BOARD, None),
        ("Såfremt regnskabet godkendes, udbetales der.", BOARD, None),
        ("Der blev spurgt, om planen er godkendt.", BOARD, None),
    ],
    "reported speech": [
        ("Formanden oplyste, at planen er godkendt.", BOARD, None),
        ("Kassereren foreslog, at kontingentet blev godkendt.", BOARD, None),
        ("Der blev stillet forslag om, at planen blev vedtaget.", BOARD, None),
        ("Der blev vedtaget et forslag om, at hegnet males.", BOARD, "approved"),
        ("Administrationen indstiller, at planen godkendes.", COUNCIL, None),
    ],
    "question": [("Blev planen godkendt?", BOARD, None), ("”Er det vedtaget?”", BOARD, None)],
    "earlier meetings and other assemblies": [
        ("På sidste møde blev planen godkendt.", BOARD, None),
        ("Det blev sidste år besluttet at male hegnet.", BOARD, None),
        ("Det er tidligere besluttet at vente.", BOARD, None),
        ("På generalforsamlingen blev kontingentet vedtaget.", BOARD, None),
        ("På generalforsamlingen blev kontingentet vedtaget.", ASSEMBLY, "approved"),
        ("Referatet fra sidste møde blev godkendt.", BOARD, "approved"),
    ],
    "amended": [
        ("Godkendt med den ændring, at punkt 8 udgår.", BOARD, "approved_amended"),
        ("Planen blev godkendt med følgende rettelser: hegnet males.", BOARD, "approved_amended"),
        ("Med den ændring, at vejen lukkes, blev planen godkendt.", BOARD, "approved_amended"),
        ("Godkendt, dog uden hegn.", BOARD, "approved_amended"),
        ("Godkendt. Vejen fejes dog først til sommer.", BOARD, "approved"),
        ("Det blev besluttet at vente, idet prisen er for høj.", BOARD, "decided"),
    ],
    "precedence": [
        ("Sagen blev drøftet og udsat.", BOARD, "postponed"),
        ("Regnskabet blev taget til efterretning og godkendt.", BOARD, "approved"),
    ],
    "labels before the sentence": [
        ("Ad 1: Godkendt.", BOARD, "approved"),
        ("2. og 3. at Godkendt.", BOARD, "approved"),
        ("Ad pkt. 4. Udsat.", BOARD, "postponed"),
    ],
    "who stood where is no change": [
        ("Indstillingen godkendes, idet Karen Holm (A) tager forbehold.", COUNCIL, "approved"),
        ("Godkendt, idet beløbet nedsættes til 5.000 kr.", COUNCIL, "approved_amended"),
        ("Forvaltningen har indstillet, at planen godkendes.", BOARD, None),
        ("Der var enighed om, at det havde været en god fest.", BOARD, None),
        ("Ingen stemte for forslaget.", ASSEMBLY, "rejected"),
    ],
    "elections by formula": [
        ("Karen Holm blev valgt som dirigent.", ASSEMBLY, "elected"),
        ("Bestyrelsen blev genvalgt.", ASSEMBLY, "elected"),
        ("Karen Holm, valgt 2019.", ASSEMBLY, None),
        ("Velkommen til Karen Holm, der blev valgt til bestyrelsen.", BOARD, None),
    ],
    "nothing to judge": [("Formanden bød velkommen.", BOARD, None), ("", BOARD, None)],
}


def test_the_rules_leave_the_words_of_the_pipeline_as_they_are() -> None:
    nlp = spacy.blank("da")
    PhraseRules(load_rules("outcomes"))
    assert nlp.make_doc("Hegnet")[0].is_alpha


@pytest.fixture(scope="module")
def rules() -> PhraseRules:
    return PhraseRules(load_rules("outcomes"))


@pytest.mark.parametrize(
    ("text", "context", "outcome"),
    [case for cases in CASES.values() for case in cases],
    ids=[f"{idea}: {text}" for idea, cases in CASES.items() for text, *_ in cases],
)
def test_judge(text: str, context: Context, outcome: str | None, rules: PhraseRules) -> None:
    verdict = judge(text, rules, context)
    assert (verdict.outcome.value if verdict else None) == outcome, verdict


def test_every_outcome_has_a_rank() -> None:
    assert sorted(PRECEDENCE) == sorted(Outcome)


def test_unknown_form_is_refused() -> None:
    row = Rule("approved", "ny-form", "godkendt", ("Godkendt.",), ("Nej.",), {"form": "gerund"}, "outcomes.jsonl", 7)
    clause = Clause.of(["godkendt", "."], "Godkendt.", BOARD)
    with pytest.raises(ValueError, match="outcomes.jsonl:7 ny-form"):
        clause.outcome(Found(row, 0, 1), ())
