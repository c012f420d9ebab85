"""The decisions of a record: which statements resolve something, lists under a lead-in, and what is printed beside."""

from __future__ import annotations

import pytest
from factories import blocks

from pipeline.components.decisions import find_decisions
from pipeline.components.phrases import PhraseRules
from pipeline.components.structure import Heading, Piece, SectionSpan
from pipeline.minutes import Meeting, SectionKind
from pipeline.rules import load_rules


@pytest.fixture(scope="module")
def rules() -> PhraseRules:
    return PhraseRules(load_rules("outcomes"))


def decisions(
    record: str, rules: PhraseRules, *, title: str = "Hegn", body: str = "Bestyrelsen", labelled: bool = False
) -> list[tuple[str, str]]:
    """(outcome, text) of each decision of one item with this record."""
    printed = blocks(f"**1. {title}**\n{record}")
    heading = Heading(0, 0, len(printed[0].text), "1", title, "nummer-punktum")
    pieces = tuple(Piece(at, 0, len(b.text)) for at, b in enumerate(printed) if at and b.column is None)
    section = SectionSpan(0, SectionKind.DECISION, None, pieces, "uden-rubrik")
    meeting = Meeting(body=body, date="2022-05-03")
    found = find_decisions(printed, [heading], [section], meeting, rules, labelled, frozenset())
    return [(one.outcome.value, one.text) for one in found]


CASES = {
    "what became of what was recommended": (
        "Bestyrelsen anbefaler at støtte forslaget, men det blev forkastet.",
        [("rejected", "Bestyrelsen anbefaler at støtte forslaget, men det blev forkastet.")],
    ),
    "a refusal beside what was recommended": (
        "Bestyrelsen anbefaler planen og besluttede at afvise alternativ B.",
        [("rejected", "Bestyrelsen anbefaler planen og besluttede at afvise alternativ B.")],
    ),
    "what an arrow points at": (
        "Festen var god.\n→ Huset males i maj af et firma.",
        [("decided", "Huset males i maj af et firma.")],
    ),
    "what stands behind Aftale": (
        "Festen var god.\nAftale: Huset males i maj af et firma.",
        [("decided", "Aftale: Huset males i maj af et firma.")],
    ),
    "what is only told": ("Festen var god.\nHuset males i maj af et firma.", []),
    "minutes with a correction of who was there": (
        "Referatet blev godkendt med den rettelse, at Karen havde meldt afbud.",
        [("approved_amended", "Referatet blev godkendt med den rettelse, at Karen havde meldt afbud.")],
    ),
    "a proposal from the last meeting": (
        "Forslaget fra sidste møde om en ny låge blev vedtaget.",
        [("approved", "Forslaget fra sidste møde om en ny låge blev vedtaget.")],
    ),
    "boards that meet together": (
        "Bestyrelserne godkendte og underskrev rapporterne.",
        [("approved", "Bestyrelserne godkendte og underskrev rapporterne.")],
    ),
    "a recommendation, whatever it recommends": (
        "Bestyrelsen anbefaler, at forslaget oversendes til årsmødet.",
        [("recommended", "Bestyrelsen anbefaler, at forslaget oversendes til årsmødet.")],
    ),
    "each sentence that resolves": (
        "Planen blev godkendt. Der var mange ord. Budgettet blev udsat.",
        [("approved", "Planen blev godkendt."), ("postponed", "Budgettet blev udsat.")],
    ),
    "an empty lead-in and its bullets": (
        "Det blev besluttet:\n- at male hegnet\n- at udsætte legepladsen",
        [("decided", "at male hegnet"), ("decided", "at udsætte legepladsen")],
    ),
    "a lead-in that says no more than what was done": (
        "Det blev besluttet at støtte følgende:\n- Nordby Spejderne\n- Nordby Kor",
        [("decided", "Nordby Spejderne"), ("decided", "Nordby Kor")],
    ),
    "a bullet with an outcome of its own": (
        "Det blev besluttet:\n- at male hegnet\n- legepladsen blev udsat",
        [("decided", "at male hegnet"), ("postponed", "legepladsen blev udsat")],
    ),
    "a lead-in with content": (
        "Bestyrelsen godkendte planen, herunder:\n- et hegn\n- en låge",
        [("approved", "Bestyrelsen godkendte planen, herunder:"), ("approved", "et hegn"), ("approved", "en låge")],
    ),
    "what the body did, listed below its name": (
        "Bestyrelsen\n- godkendte planen\n- talte om hegnet\n- besluttede at male lågen",
        [("approved", "godkendte planen"), ("decided", "besluttede at male lågen")],
    ),
    "tasks below a body's name": (
        "Festudvalget\n- Karen bestiller kage\n- Bo indhenter tilbud\n- alle er glade",
        [("agreed", "Karen bestiller kage"), ("agreed", "Bo indhenter tilbud")],
    ),
    "nested bullets belong to theirs": (
        "Det blev besluttet:\n- at male hegnet\n    - og lågen\n- at så græs",
        [("decided", "at male hegnet og lågen"), ("decided", "at så græs")],
    ),
    "bullets without a lead-in": ("Der var mange ord om hegnet.\n- hegnet er rødt\n- lågen er grøn", []),
    "what stands behind a quotation that is marked outwards": (
        "Vi sang «Den signede dag», tre vers.\nRegnskabet blev godkendt.",
        [("approved", "Regnskabet blev godkendt.")],
    ),
    "a quotation resolves nothing": (
        "Planen blev godkendt. ”Hegnet er grimt. Budgettet blev godkendt. Slut.” Kontingentet blev udsat.",
        [("approved", "Planen blev godkendt."), ("postponed", "Kontingentet blev udsat.")],
    ),
    "attendance": ("Planen blev godkendt.\nFraværende: Bo Dam", [("approved", "Planen blev godkendt.")]),
    "attendance leaves the record alone": (
        "Ingen bemærkninger.\nFraværende: Bo Dam",
        [("no_remarks", "Ingen bemærkninger.")],
    ),
    "recusal": ("Bo Dam var inhabil.\nGodkendt.", [("approved", "Godkendt.")]),
    "a motion": (
        "Liste A stillede følgende ændringsforslag: at planen bliver godkendt.\nVedtaget.",
        [("approved", "Vedtaget.")],
    ),
    "a standpoint": (
        "Liste A ønskede tilført protokollen: Det blev besluttet for sent.\nVedtaget.",
        [("approved", "Vedtaget.")],
    ),
    "tasks under a name": (
        "Karen skal:\n- skrive til naboen\n- hente maling",
        [("agreed", "skrive til naboen"), ("agreed", "hente maling")],
    ),
    "the next meeting's date": ("Det blev aftalt, at næste bestyrelsesmøde holdes den 4. maj.", []),
    "a decoy": ("Skuret blev udsat for hærværk.", []),
    "a note": ("Note: Planen blev godkendt.", []),
}


@pytest.mark.parametrize(("record", "wanted"), CASES.values(), ids=CASES)
def test_decisions(record: str, wanted: list[tuple[str, str]], rules: PhraseRules) -> None:
    assert decisions(record, rules) == wanted


def test_report_tells_what_was_done(rules: PhraseRules) -> None:
    record = "Hegnet blev besluttet malet. Beretningen blev godkendt."
    assert decisions(record, rules, title="Formandens beretning") == [("approved", "Beretningen blev godkendt.")]


def test_a_bare_approval_of_a_report_is_the_assemblys(rules: PhraseRules) -> None:
    record = "Hegnet blev besluttet malet.\nEnstemmigt godkendt."
    assert decisions(record, rules, title="Formandens beretning") == [("approved", "Enstemmigt godkendt.")]


ELECTIONS = {
    "one a person": ("Karen Holm\nBo Dam", [("elected", "Karen Holm"), ("elected", "Bo Dam")]),
    "a sentence for all, then the board": (
        "Alle blev genvalgt.\nKaren Holm\nBo Dam",
        [("elected", "Alle blev genvalgt.")],
    ),
    "the board as it now stands": ("Bestyrelsen består herefter af:\nKaren Holm\nBo Dam", []),
    "a lead-in elects nobody": (
        "Følgende blev valgt:\n- Karen Holm\n- Bo Dam",
        [("elected", "Karen Holm"), ("elected", "Bo Dam")],
    ),
    "with a house number": (
        "Karen Holm 12, st. th.\nBo Dam nr. 7",
        [("elected", "Karen Holm 12, st. th."), ("elected", "Bo Dam nr. 7")],
    ),
    "an office behind the name": ("Karen Holm, kasserer", [("elected", "Karen Holm, kasserer")]),
}


@pytest.mark.parametrize(("record", "wanted"), ELECTIONS.values(), ids=ELECTIONS)
def test_elections(record: str, wanted: list[tuple[str, str]], rules: PhraseRules) -> None:
    assert decisions(record, rules, title="Valg til bestyrelsen", body="Generalforsamling") == wanted


def test_a_list_of_those_elected_under_another_title(rules: PhraseRules) -> None:
    record = "Bestyrelsen konstituerede sig herefter:\nKaren Holm, formand.\nBo Dam, kasserer\nHegnet er rødt."
    found = decisions(record, rules, title="Eventuelt", body="Generalforsamling")
    assert found == [("elected", "Karen Holm, formand."), ("elected", "Bo Dam, kasserer")]


@pytest.mark.parametrize("title", ["Suppleanter", "Revisorer og revisorsuppleant:", "Stemmetællere"])
def test_an_office_alone_as_title_is_an_election(title: str, rules: PhraseRules) -> None:
    assert decisions("Karen Holm og Bo Dam.", rules, title=title, body="Generalforsamling")


def test_what_it_is_like_is_agreed_without_being_resolved(rules: PhraseRules) -> None:
    assert decisions("Der var enighed om, at hegnet er for lavt.", rules) == []
    assert decisions("Der var enighed om, at hegnet males.", rules) == [
        ("agreed", "Der var enighed om, at hegnet males.")
    ]


def test_a_lead_in_that_states_something_leaves_its_list_to_itself(rules: PhraseRules) -> None:
    found = decisions("Fra 1/5 ligger nøglen hos naboen:\n- Karen Holm kontakter skolen.", rules, body="Bestyrelsen")
    assert [outcome for outcome, _ in found] == ["decided", "agreed"]


def test_task_whose_owner_stands_in_the_margin(rules: PhraseRules) -> None:
    record = "Der skal udarbejdes regler for hegnet.\n{}Bo\nDer skal udarbejdes regler for lågen."
    printed = blocks("**1. Hegn**\n" + record.format("@Ansvarlig@ "))
    owner = printed[2].lines[0]
    beside = owner.__class__(
        owner.text, 1, 450.0, printed[1].lines[0].top, 465.0, printed[1].lines[0].bottom, owner.size
    )
    printed[2] = printed[2].__class__(printed[2].kind, "Bo", 1, (beside,), starts=(0,), column="Ansvarlig")
    section = SectionSpan(
        0, SectionKind.DECISION, None, (Piece(1, 0, len(printed[1].text)), Piece(3, 0, len(printed[3].text))), "r"
    )
    heading = Heading(0, 0, len(printed[0].text), "1", "Hegn", "r")
    found = find_decisions(printed, [heading], [section], Meeting(body="Bestyrelsen"), rules, False, frozenset())
    assert [(one.text, one.rule) for one in found] == [("Der skal udarbejdes regler for hegnet.", "opgave-ansvarlig")]


def test_name_run_in_after_the_title_is_the_record(rules: PhraseRules) -> None:
    printed = blocks("1. Valg af dirigent: Karen Holm")
    begin = printed[0].text.index("Karen")
    heading = Heading(0, 0, begin, "1", "Valg af dirigent", "r")
    section = SectionSpan(0, SectionKind.DECISION, None, (Piece(0, begin, len(printed[0].text)),), "r")
    found = find_decisions(printed, [heading], [section], Meeting(body="Generalforsamling"), rules, False, frozenset())
    assert [one.text for one in found] == ["Karen Holm"]


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ("Otte medlemmer stemte for indstillingen.", ["Otte medlemmer stemte for indstillingen."]),
        ("Otte medlemmer stemte for indstillingen. Den blev vedtaget.", ["Den blev vedtaget."]),
    ],
)
def test_count_of_votes_is_the_decision_only_by_itself(record: str, wanted: list[str], rules: PhraseRules) -> None:
    assert [text for _, text in decisions(record, rules)] == wanted


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        pytest.param("Taget er tæt. Karen ringer til Per.", ["Karen ringer til Per."], id="a short report"),
        pytest.param("Hegnet blev malet i maj og vedtaget af alle.", [], id="what was done"),
        pytest.param("Vi havde et godt år. " * 12 + "Karen ringer til Per.", [], id="a report written out"),
    ],
)
def test_a_report_gives_tasks_where_it_is_short(record: str, wanted: list[str], rules: PhraseRules) -> None:
    assert [text for _, text in decisions(record, rules, title="Formandens beretning")] == wanted


def test_a_postponement_tells_who_was_away(rules: PhraseRules) -> None:
    record = "Punktet blev udsat, da Karen var forhindret."
    assert decisions(record, rules) == [("postponed", record)]


def test_a_motion_to_the_very_meeting_is_none_of_its_decisions(rules: PhraseRules) -> None:
    motion = "Bestyrelsen stiller forslag om et nyt hegn."
    assert decisions(motion, rules, body="Årsmøde") == []
    assert decisions(motion, rules) == [("decided", motion)]


def test_a_case_sent_back_is_returned(rules: PhraseRules) -> None:
    sent = "Bestyrelsen sender sagen tilbage til arbejdsgruppen."
    assert decisions(sent, rules) == [("returned", sent)]


def test_who_goes_back_to_somebody_sends_nothing_back(rules: PhraseRules) -> None:
    assert decisions("Karen går tilbage til smeden.", rules) == [("agreed", "Karen går tilbage til smeden.")]


@pytest.mark.parametrize(
    ("body", "found"),
    [("Teaterudvalget", 1), ("Festudvalget", 1), ("Teknisk Udvalg", 0), ("Plan- og Byggeudvalget", 0)],
)
def test_a_committee_of_an_association_is_no_council(body: str, found: int, rules: PhraseRules) -> None:
    assert len(decisions("Karen maler hegnet.", rules, body=body)) == found


def test_arrows_lead_answers(rules: PhraseRules) -> None:
    assert decisions("-> Karen maler hegnet.", rules) == [("agreed", "Karen maler hegnet.")]


def test_a_village_council_is_a_board_whose_tasks_count(rules: PhraseRules) -> None:
    assert decisions("Karen maler hegnet.", rules, body="Landsbyrådet") == [("agreed", "Karen maler hegnet.")]
    assert decisions("Karen maler hegnet.", rules, body="Byrådet") == []


@pytest.mark.parametrize(
    ("heading", "body", "found"),
    [
        pytest.param("Udestående", "Bestyrelsen", ["Karen kontakter skolen."], id="a board's"),
        pytest.param("Økonomi", "Bestyrelsen", [], id="another part"),
        pytest.param("Udestående", "Byrådet", [], id="a council's"),
    ],
)
def test_tasks_of_what_is_outstanding(heading: str, body: str, found: list[str], rules: PhraseRules) -> None:
    printed = blocks("**1. Hegn**\nHegnet blev godkendt i maj. Karen kontakter skolen.")
    item = Heading(0, 0, len(printed[0].text), "1", "Hegn", "nummer-punktum")
    section = SectionSpan(0, SectionKind.OTHER, heading, (Piece(1, 0, len(printed[1].text)),), "r")
    resolved = find_decisions(printed, [item], [section], Meeting(body=body), rules, False, frozenset())
    assert [one.text for one in resolved] == found


def test_the_result_of_an_election_belongs_to_the_persons_line(rules: PhraseRules) -> None:
    line = "Karen Holm er på valg, hun ønsker genvalg. Genvalgt."
    told = f"- {line}\n- Per Vang ønsker ikke genvalg. Bestyrelsen foreslog Bo Dam. Valgt."
    assert decisions(told, rules, title="Valg til bestyrelsen") == [
        ("elected", line),
        ("elected", "Per Vang ønsker ikke genvalg. Bestyrelsen foreslog Bo Dam. Valgt."),
    ]
    assert decisions(f"- {line}", rules)[-1] == ("elected", "Genvalgt.")
