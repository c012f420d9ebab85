"""Tasks without a formula: who is given something to do, and what only sounds so."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.components.context import Context
from pipeline.components.tasks import judge_plain
from pipeline.minutes import Outcome
from pipeline.reasons import DESCRIPTIONS, TASKS, Reason

BOARD = Context(body="Bestyrelsen", date="2022-05-03", labelled=False, names=frozenset({"thyge"}))
COUNCIL = Context(body="Byrådet", date="2022-05-03", council=True)
ASSEMBLY = Context(body="Generalforsamling", date="2022-05-03", labelled=False)
ELECTION = Context(body="Generalforsamling", date="2022-05-03", title="Valg af bestyrelse", labelled=False)

CASES: dict[str, list[tuple[str, Context, Reason | None]]] = {
    "a person acts": [
        ("Karen kontakter skolen.", BOARD, Reason.TASK_PERSON),
        ("Karen og Bo undersøger priser på hegn.", BOARD, Reason.TASK_PERSON),
        ("Thyge maler hegnet.", BOARD, Reason.TASK_PERSON),
        ("MH indhenter tilbud.", BOARD, Reason.TASK_PERSON),
        ("Bestyrelsen indhenter tilbud på hegnet.", BOARD, Reason.TASK_PERSON),
        ("Karen tager kontakt til skolen.", BOARD, Reason.TASK_PERSON),
        ("Legepladsgruppen bestiller sand.", BOARD, Reason.TASK_PERSON),
    ],
    "behind a list's letter, brackets or an adverb": [
        ("a. Thyge tager kontakt til skolen.", BOARD, Reason.TASK_PERSON),
        ("3) Thyge tager kontakt til skolen.", BOARD, Reason.TASK_PERSON),
        ("Festudvalget (Karen, Per og Bo) booker musik.", BOARD, Reason.TASK_PERSON),
        ("Thyge (formand) ringer til skolen.", BOARD, Reason.TASK_PERSON),
        ("Thyge (formand) er glad.", BOARD, None),
        ("Bestyrelsen arbejder nu videre med hegnet.", BOARD, Reason.TASK_PERSON),
        ("Thyge får to priser hjem.", BOARD, Reason.TASK_PERSON),
        ("Thyge får to piger til marts.", BOARD, None),
        ("Thyge og Karen mødes den 3. maj.", BOARD, Reason.TASK_PERSON),
        ("Thyge og Karen mødes ofte.", BOARD, None),
        ("Kommunen kontaktes.", BOARD, Reason.TASK_PASSIVE),
        ("Kommunen bør kontaktes.", BOARD, None),
        ("Kommunen kontaktes normalt.", BOARD, None),
        ("Det undersøger administrationen og vender tilbage.", COUNCIL, Reason.TASK_OFFICE),
        ("Det undersøger naboen.", COUNCIL, None),
        ("Det undersøger administrationen løbende.", COUNCIL, None),
        ("Det ser forvaltningen ingen grund til.", COUNCIL, None),
        ("Planen sendes af forvaltningen i høring hvert år.", COUNCIL, None),
        ("Thyge arbejder nu på biblioteket.", BOARD, None),
        ("Thyge får altid gode tilbud.", BOARD, None),
        ("Thyge og Karen mødes med skolen hver uge.", BOARD, None),
        ("Kommunen kontaktes af mange borgere.", BOARD, None),
        ("Formand og kasserer tegner foreningen.", BOARD, None),
        ("Vi søger fonden (Thyge).", BOARD, Reason.TASK_PERSON),
        ("Rod i kælderen (Thyge)", BOARD, None),
        ("Foreningen kører mod et underskud.", BOARD, None),
        ("Foreløbig tager Karen initiativet.", BOARD, Reason.TASK_WILL),
        ("Tallene fremsendes af administrationen til næste møde.", COUNCIL, Reason.TASK_OFFICE),
        ("Tallene fremsendes af naboen til næste møde.", COUNCIL, None),
        ("Dagtilbudschefen vender tilbage i november.", COUNCIL, Reason.TASK_OFFICE),
        ("Formand og næstformand skriver svaret.", BOARD, Reason.TASK_PERSON),
        ("Thyge deltager på et møde i Nordby.", BOARD, Reason.TASK_PERSON),
        ("Thyge deltager i debatten og mener noget.", BOARD, None),
    ],
    "errands, and tasks behind a topic, a reason or a doubt": [
        ("Der indhentes tilbud på nyt hegn.", BOARD, Reason.TASK_PASSIVE),
        ("Der indhentes normalt to tilbud.", BOARD, None),
        ("Da for få var mødt, indkaldes til ny generalforsamling.", BOARD, Reason.TASK_PASSIVE),
        ("Nøgler: Karen bestiller ti nye.", BOARD, Reason.TASK_PERSON),
        ("Karen ved det ikke, men hun undersøger sagen.", BOARD, Reason.TASK_PERSON),
        ("Hegnet skal males - Thyge.", BOARD, Reason.TASK_MARKED),
        ("Hegnet skal males - i maj.", BOARD, None),
    ],
    "promises, what we do, and what is somebody's": [
        ("Karen lovede at ringe til skolen.", BOARD, Reason.TASK_WILL),
        ("Formanden lovede, at bestyrelsen ser på det.", BOARD, Reason.TASK_WILL),
        ("Karen havde lovet at ringe til skolen.", BOARD, None),
        ("Vi indhenter to tilbud.", BOARD, Reason.TASK_WILL),
        ("Vi sender altid to breve.", BOARD, None),
        ("Vi mangler overblik over hegnet.", BOARD, None),
        ("Vi indhenter to tilbud.", ASSEMBLY, None),
        ("Formanden og Karen søger om tilskud.", BOARD, Reason.TASK_PERSON),
        ("Adm. rykker ejeren.", BOARD, Reason.TASK_PERSON),
        ("Musik: Thyge (låner et anlæg)", BOARD, Reason.TASK_PERSON),
        ("Musik: Ukendt", BOARD, None),
        ("Referent: Thyge", BOARD, None),
        ("Tilstede: Thyge", BOARD, None),
        ("Sne: Thyge", replace(ELECTION, names=frozenset({"thyge"})), Reason.ELECTED_IN_LIST),
        ("Bilagene mangler, dem finder Karen.", BOARD, Reason.TASK_WILL),
        ("Præsten spørger vi - det gør Karen.", BOARD, Reason.TASK_WILL),
        ("Det gør Naboen.", BOARD, None),
        ("Karen og pedellen sætter hegnet op.", BOARD, Reason.TASK_PERSON),
        ("Rykke skiltemanden – SB – nu", BOARD, Reason.TASK_PERSON),
        ("Skrive brev – Thyge – 1/4", BOARD, Reason.TASK_PERSON),
        ("Et hegn – Ukendt – i maj", BOARD, None),
        ("Karen orienterer ejerne om hegnet.", BOARD, Reason.TASK_PERSON),
        ("Karen får maleren til at give en pris.", BOARD, Reason.TASK_PERSON),
        ("Karen svarer naboen.", BOARD, Reason.TASK_PERSON),
        ("Karen svarer, at det er dyrt.", BOARD, None),
        ("I stedet laver forvaltningen en kampagne.", COUNCIL, Reason.TASK_OFFICE),
        ("I stedet mener forvaltningen noget andet.", COUNCIL, None),
        ("Formanden og direktøren finder en dato.", COUNCIL, Reason.TASK_OFFICE),
        ("Til det møde bestiller forvaltningen nye tal.", COUNCIL, Reason.TASK_OFFICE),
        ("På den baggrund laver forvaltningen en liste.", COUNCIL, Reason.TASK_OFFICE),
        ("Til det møde kom forvaltningen ikke.", COUNCIL, None),
        ("Forvaltningen skal til mødet i maj undersøge prisen.", COUNCIL, Reason.TASK_OFFICE),
        ("Udvalget skal vende tilbage til byrådet i maj.", COUNCIL, Reason.TASK_OFFICE),
        ("Forvaltningen skal overholde loven.", COUNCIL, None),
        ("Administrationen kommer på mødet i juni med et katalog.", COUNCIL, Reason.TASK_OFFICE),
        ("Administrationen kommer til mødet i juni.", COUNCIL, None),
        ("Borgmesteren kommer til festen med sin kone.", COUNCIL, None),
        ("Kommunal forvaltning bygger på loven.", COUNCIL, None),
        ("Til daglig sender sekretariatet post ud.", COUNCIL, None),
        ("Forvaltningen skal vende tilbage til normal drift.", COUNCIL, None),
        ("Det går Karen godt.", BOARD, None),
        ("Tilbuddet er dyrt – XYZ betaler det halve.", BOARD, None),
        ("Forvaltningen giver på et møde en status for hegnet.", COUNCIL, Reason.TASK_OFFICE),
        ("Forvaltningen giver de besøgende kaffe.", COUNCIL, None),
        ("Annoncen i avisen – KH står for dette.", BOARD, Reason.TASK_PERSON),
        ("Vejen er lukket – KH mener, at det er godt.", BOARD, None),
        ("Kurset er dyrt, men XYZ betaler det halve.", BOARD, None),
    ],
    "what a person shall do, and what only a body shall": [
        ("Karen skal kontakte skolen.", BOARD, Reason.TASK_WILL),
        ("Men Thyge skal vende tilbage.", BOARD, Reason.TASK_WILL),
        ("Karen skal også betale.", BOARD, None),
        ("Foreningen skal betale for hegnet.", BOARD, None),
        ("Karen skal tages med på råd.", BOARD, None),
        ("Den kommende bestyrelse skal vælge en farve.", BOARD, Reason.TASK_WILL),
        ("Dette må den kommende bestyrelse se på.", BOARD, Reason.TASK_WILL),
    ],
    "the actor elsewhere in the sentence": [
        ("Oplægget skrives af Karen.", BOARD, Reason.TASK_PERSON),
        ("Naboen ringes op af Thyge.", BOARD, Reason.TASK_PERSON),
        ("Huset ejes af Karen.", BOARD, None),
        ("Kurset undervises af Karen.", BOARD, None),
        ("Oplægget skrives af Karen.", ASSEMBLY, None),
        ("Klubben tæller 300 medlemmer.", BOARD, None),
        ("Klubben sørger for kaffe.", BOARD, Reason.TASK_PERSON),
        ("Karen stopper nu.", BOARD, None),
        ("Det ser Karen frem til.", BOARD, None),
        ("Karen og Thyge tilmeldes.", BOARD, Reason.TASK_PERSON),
        ("Vi søger fonden (Thyge).", BOARD, Reason.TASK_PERSON),
        ("Brevet er sendt (Thyge).", BOARD, None),
        ("Vi søger fonden (Ukendt).", BOARD, None),
        ("Det lovede Karen.", BOARD, Reason.TASK_WILL),
        ("En ny lås; det lovede kassereren at købe.", BOARD, Reason.TASK_WILL),
        ("B. D. og K. H. ringer til skolen.", BOARD, Reason.TASK_PERSON),
        ("Karen stopper pumpen, hvis det regner.", BOARD, Reason.TASK_PERSON),
        ("Karen stopper i bestyrelsen.", BOARD, None),
        ("Karen og Thyge deltager.", BOARD, Reason.TASK_PERSON),
        ("Karen deltager i møder.", BOARD, None),
        ("Bygherreforvaltningen udarbejder et notat.", BOARD, Reason.TASK_PERSON),
    ],
    "behind the passive, and with an office before the name": [
        ("Forslaget vil blive skrevet af Karen.", BOARD, Reason.TASK_PERSON),
        ("Krattet ryddes af Karen og Bo.", BOARD, Reason.TASK_PERSON),
        ("Krattet ryddes af naboen.", BOARD, None),
        ("Svaret skrives af formanden.", BOARD, Reason.TASK_PERSON),
        ("Mødet ledes af formanden.", BOARD, None),
        ("Låsene repareres af varmemesteren.", BOARD, Reason.TASK_PERSON),
        ("Når planen er klar, skal Karen sende den ud.", BOARD, Reason.TASK_WILL),
        ("Ellers må Thyge hjælpe til.", BOARD, Reason.TASK_WILL),
        ("Karen har tilbudt at male hegnet.", BOARD, Reason.TASK_WILL),
        ("Formand Karen Holm tilmelder rådet.", BOARD, Reason.TASK_PERSON),
        ("Formand kontakter skolen.", BOARD, Reason.TASK_PERSON),
        ("Skolebestyrelsen finder en dato.", BOARD, Reason.TASK_PERSON),
        ("Indkøb af maling (Thyge)", BOARD, Reason.TASK_PERSON),
        ("Planen laves som særskilt punkt (Thyge).", BOARD, Reason.TASK_PERSON),
        ("Thyge holder møde med skolen den 1. juli.", BOARD, Reason.TASK_PERSON),
        ("Thyge læser beretningen op.", BOARD, None),
        ("Thyge vil overveje sagen.", BOARD, None),
        ("Thyge vil gerne stå for festen.", BOARD, Reason.TASK_WILL),
        ("Thyge vil gerne have en stol.", BOARD, None),
        ("Thyge mangler et bilag og rykker naboen.", BOARD, Reason.TASK_PERSON),
        ("Thyge har en bil og kører stærkt.", BOARD, None),
        ("Han indkøber en ny sæk.", BOARD, Reason.TASK_PERSON),
        ("Han sender sig selv en hilsen.", BOARD, None),
        ("Der er to sager, som Thyge og Karen tager sig af.", BOARD, Reason.TASK_WILL),
        ("Regnskab for banen (Thyge sender)", BOARD, Reason.TASK_PERSON),
        ("Omstille låsen (Thyge)", BOARD, Reason.TASK_PERSON),
        ("Thyge har ansvaret for revyen.", BOARD, Reason.TASK_PERSON),
        ("Thyge sørger for tre udgaver: én stor og to små.", BOARD, Reason.TASK_PERSON),
        ("Thyge spørger, om Bo Lund vil bage.", BOARD, None),
        ("Thyge spørger om Bo Lund vil bage.", BOARD, Reason.TASK_PERSON),
        ("Thyge spørger om hegnet.", BOARD, None),
        ("Reparation af taget (BBR)", BOARD, None),
        ("Kommunens svar (KL skriver om sagen)", BOARD, None),
        ("Han tager afstand fra forslaget.", BOARD, None),
        ("De finder prisen for høj.", BOARD, None),
        ("Foreningen tegnes af Karen og Per.", BOARD, None),
        ("Når bestyrelsen mødes, må Karen ikke deltage.", BOARD, None),
        ("Thyge vil gerne tage ordet.", BOARD, None),
        ("Thyge roser festudvalget og følger sagen.", BOARD, None),
        ("Kommunalbestyrelsen behandler sagen i maj.", BOARD, None),
        ("Thyge = telt og borde", BOARD, Reason.TASK_MARKED),
        ("Karens datter var med.", BOARD, None),
        ("Hegn:Thyge maler det.", BOARD, Reason.TASK_PERSON),
    ],
    "routine, and what goes on during the meeting": [
        ("Karen henter nøglen, som hun plejer.", BOARD, None),
        ("Karen ringer til skolen under mødet.", BOARD, None),
        ("Karen lægger vægt på farven.", BOARD, None),
        ("Bestyrelsen for i år ser således ud:", BOARD, None),
        ("Karen trækker sig som tovholder.", BOARD, None),
    ],
    "yes and no": [
        ("Nej.", BOARD, Reason.ANSWER),
        ("Tilskud til koret: Nej tak.", BOARD, Reason.ANSWER),
        ("Ja, hvis prisen er under 500 kr.", BOARD, Reason.ANSWER),
        ("OK, under 10 m2.", BOARD, Reason.ANSWER),
        ("Nej, ikke endnu.", BOARD, None),
        ("Nej, svarede formanden.", BOARD, None),
        ("Ja, vi har fået svar.", BOARD, None),
        ("Ja, den 3. maj.", BOARD, None),
        ("Ja, men det er dyrt.", BOARD, None),
        ("Nej.", ASSEMBLY, None),
    ],
    "a person tells, thinks or is": [
        ("Karen oplyser, at skolen er lukket.", BOARD, None),
        ("Karen er glad for hegnet.", BOARD, None),
        ("Karen tager imod gæsterne.", BOARD, None),
        ("Karen spørger om prisen.", BOARD, None),
        ("Karen redegør og orienterer om hegnet.", BOARD, None),
        ("Hegnet trænger til maling.", BOARD, None),
        ("Kontakter Karen skolen?", BOARD, None),
    ],
    "will": [
        ("Karen vil undersøge priser.", BOARD, Reason.TASK_WILL),
        ("Bestyrelsen vil undersøge sagen.", BOARD, Reason.TASK_WILL),
        ("Det vil bestyrelsen undersøge.", BOARD, Reason.TASK_WILL),
        ("Karen vil gerne have et hegn.", BOARD, None),
        ("Det vil bestyrelsen ikke undersøge.", BOARD, None),
    ],
    "marked last": [
        ("Prisen undersøges nærmere (aktion: Karen & Bo)", BOARD, Reason.TASK_MARKED),
        ("Forslaget rundsendes. Action Karen.", BOARD, Reason.TASK_MARKED),
        ("Der er en aktion i gang.", BOARD, None),
        ("Prisen undersøges nærmere (aktion: Karen)", COUNCIL, None),
    ],
    "marked": [
        ("Aktion: Karen ringer til skolen.", BOARD, Reason.TASK_MARKED),
        ("Opgave: hegnet males.", COUNCIL, Reason.TASK_MARKED),
        ("Opgaver: hegnet og stien.", BOARD, None),
        ("Opgaverne er mange.", BOARD, None),
    ],
    "whose verb is none, or denied": [
        ("Karen skriver ikke til naboen.", BOARD, None),
        ("Det blev drøftet, hvilke emner Karen skulle nævne.", BOARD, None),
        ("Andre foreninger bruger en sensor.", BOARD, None),
        ("Alle referater vil være at finde her.", BOARD, None),
    ],
    "keeper": [
        ("Karen er tovholder på hegnet.", BOARD, Reason.TASK_KEEPER),
        ("Tovholder: Karen", BOARD, Reason.TASK_KEEPER),
        ("Hvis Karen er tovholder, går det.", BOARD, None),
    ],
    "a council's department": [
        ("Teknik & Miljø undersøger, om der kan sættes lys op.", COUNCIL, Reason.TASK_OFFICE),
        ("Karen og Per er enige.", COUNCIL, None),
        ("Forvaltningen holder møde med vejlauget inden sommer.", COUNCIL, Reason.TASK_OFFICE),
    ],
    "a council's office": [
        ("Forvaltningen udarbejder et notat.", COUNCIL, Reason.TASK_OFFICE),
        ("Forvaltningen oplyser, at vejen er lukket.", COUNCIL, None),
        ("Karen kontakter skolen.", COUNCIL, None),
    ],
}


@pytest.mark.parametrize(
    ("text", "context", "reason"),
    [case for cases in CASES.values() for case in cases],
    ids=[f"{idea}: {text}" for idea, cases in CASES.items() for text, *_ in cases],
)
def test_judge_plain(text: str, context: Context, reason: Reason | None) -> None:
    verdict = judge_plain(text, context)
    assert (verdict.rule if verdict else None) == reason
    if verdict and reason is not Reason.ANSWER:
        assert verdict.outcome is (Outcome.ELECTED if reason is Reason.ELECTED_IN_LIST else Outcome.AGREED)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Nej.", Outcome.REJECTED),
        ("OK.", Outcome.APPROVED),
        ("Ja, hvis prisen er under 500 kr.", Outcome.APPROVED_AMENDED),
    ],
)
def test_what_an_answer_says(text: str, outcome: Outcome) -> None:
    verdict = judge_plain(text, BOARD)
    assert verdict is not None and verdict.outcome is outcome


def test_every_reason_is_described() -> None:
    assert set(DESCRIPTIONS) == set(Reason)
    assert {Reason.TASK_WILL, Reason.TASK_OWNED} <= TASKS < set(Reason)
    assert Reason.ELECTED_IN_LIST not in TASKS
