"""The sections of an item: labels in any order, own and earlier bodies, columns, italics, and what belongs to none."""

from __future__ import annotations

import pytest
from factories import blocks, laid

from pipeline.components.items import find_headings
from pipeline.components.label_lines import split_at_labels
from pipeline.components.sections import find_sections
from pipeline.minutes import Meeting
from pipeline.page import HEAD_ROW

MEETING = Meeting(body="Byrådet", date="2022-05-03")
SECOND = "\n\n**2. Låge**\nBeslutning\nUdsat.\n"  # so that the document has several items and labels its sections

Sections = list[tuple[str, str | None, str]]


def sections(text: str, meeting: Meeting = MEETING) -> list[Sections]:
    """(kind, heading, text) of the sections, item by item."""
    printed = blocks(text)
    headings = find_headings(printed)
    found: list[Sections] = [[] for _ in headings]
    for one in find_sections(printed, headings, meeting):
        words = " ".join(printed[p.block].text[p.start : p.end].strip() for p in one.pieces)
        found[one.item].append((one.kind.value, one.heading, words))
    return found


CASES: dict[str, tuple[str, Sections]] = {
    "labels in order": (
        "Sagsfremstilling\nHegnet er gammelt.\nIndstilling\nHegnet males.\nBeslutning\nGodkendt.",
        [
            ("background", "Sagsfremstilling", "Hegnet er gammelt."),
            ("recommendation", "Indstilling", "Hegnet males."),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "the decision first": (
        "Beslutning\nGodkendt.\nSagsfremstilling\nHegnet er gammelt.",
        [("decision", "Beslutning", "Godkendt."), ("background", "Sagsfremstilling", "Hegnet er gammelt.")],
    ),
    "text before the first label": (
        "Hegnet er gammelt.\nBeslutning\nGodkendt.",
        [("background", None, "Hegnet er gammelt."), ("decision", "Beslutning", "Godkendt.")],
    ),
    "the forum with the case's number": (
        "Udvalget for klima Brevid: 4310772\nBeslutning\nGodkendt.",
        [("decision", "Beslutning", "Godkendt.")],
    ),
    "a web page's way back to its contents": (
        "Beslutning\nGodkendt.\nTil indholdsfortegnelse",
        [("decision", "Beslutning", "Godkendt.")],
    ),
    "run-in labels": (
        "Indstilling: Hegnet males.\nBeslutning: Godkendt.",
        [("recommendation", "Indstilling", "Hegnet males."), ("decision", "Beslutning", "Godkendt.")],
    ),
    "a run-in label of the case's text": (
        "Sagen afgøres i: Byrådet\nSagsfremstilling: Hegnet er gammelt.\nBeslutning: Godkendt.",
        [
            ("other", "Sagen afgøres i", "Byrådet"),
            ("background", "Sagsfremstilling", "Hegnet er gammelt."),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "a lead without a heading": (
        "Hegnet er gammelt.\nDet indstilles, at hegnet males.\nBeslutning\nGodkendt.",
        [
            ("background", None, "Hegnet er gammelt."),
            ("recommendation", None, "Det indstilles, at hegnet males."),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "a lead under its heading": (
        "Indstilling\nDet indstilles, at hegnet males.\nBeslutning\nGodkendt.",
        [
            ("recommendation", "Indstilling", "Det indstilles, at hegnet males."),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "an earlier body": (
        "Beslutning Teknisk Udvalg den 20-04-2022\nAnbefales.\nBeslutning Byrådet den 03-05-2022\nGodkendt.",
        [
            ("other", "Beslutning Teknisk Udvalg den 20-04-2022", "Anbefales."),
            ("decision", "Beslutning Byrådet den 03-05-2022", "Godkendt."),
        ],
    ),
    "another body on the same day": (
        "Beslutning Teknisk Udvalg den 03-05-2022\nAnbefales.\nBeslutning Byrådet den 03-05-2022\nGodkendt.",
        [
            ("other", "Beslutning Teknisk Udvalg den 03-05-2022", "Anbefales."),
            ("decision", "Beslutning Byrådet den 03-05-2022", "Godkendt."),
        ],
    ),
    "history told in dated lines": (
        "Sagens forløb\nBeslutning Byrådet den 03-05-2021\nUdsat.\nBeslutning\nGodkendt.",
        [
            ("other", "Sagens forløb", "Beslutning Byrådet den 03-05-2021 Udsat."),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "absence belongs to the record": (
        "Beslutning\nGodkendt.\nFraværende: Bo Dam",
        [("decision", "Beslutning", "Godkendt. Fraværende: Bo Dam")],
    ),
    "enclosures end where sentences begin": (
        f"Bilag\nKort over hegnet\n{'Hegnet er gammelt og trænger til maling. ' * 2}\nBeslutning\nGodkendt.",
        [
            ("attachments", "Bilag", "Kort over hegnet"),
            ("background", None, ("Hegnet er gammelt og trænger til maling. " * 2).strip()),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "a subhead inside the case": (
        "Sagsfremstilling\nHegnet er gammelt.\n**Hegnets farve**\nDet er rødt.\nBeslutning\nGodkendt.",
        [
            ("background", "Sagsfremstilling", "Hegnet er gammelt."),
            ("background", "Hegnets farve", "Det er rødt."),
            ("decision", "Beslutning", "Godkendt."),
        ],
    ),
    "a heading without text is no section": (
        "Økonomi\nBeslutning\nGodkendt.",
        [("decision", "Beslutning", "Godkendt.")],
    ),
    "a trailing table is not quoted": (
        "Økonomi\nHegnet koster:\n= 2021 300\nBeslutning\nGodkendt.",
        [("economy", "Økonomi", "Hegnet koster:"), ("decision", "Beslutning", "Godkendt.")],
    ),
    "case line, open mark and web buttons": (
        "Sagsnr. 22/1234\nÅben\nTil toppen\nSagsfremstilling\nHegnet er gammelt.\nBeslutning\nGodkendt.",
        [("background", "Sagsfremstilling", "Hegnet er gammelt."), ("decision", "Beslutning", "Godkendt.")],
    ),
    "running lines": (
        "Beslutning\nGodkendt.\n~Side 3\nHegnet males.",
        [("decision", "Beslutning", "Godkendt. Hegnet males.")],
    ),
    "a record in bold type before the next item": (
        "Beslutning\nHegnet er gammelt.\n**Regnskabet blev godkendt**",
        [("decision", "Beslutning", "Hegnet er gammelt. Regnskabet blev godkendt")],
    ),
    "a group's heading with a verb": (
        "Beslutning\nGodkendt.\n**Punkter, der blev udsat**",
        [("decision", "Beslutning", "Godkendt.")],
    ),
    "the heading of the next item's group": (
        "Beslutning\nGodkendt.\n**Lukkede punkter**",
        [("decision", "Beslutning", "Godkendt.")],
    ),
}


@pytest.mark.parametrize(("item", "wanted"), CASES.values(), ids=CASES)
def test_sections(item: str, wanted: Sections) -> None:
    first, _ = sections(f"**1. Hegn**\n{item}{SECOND}")
    assert first == wanted


UNLABELLED: dict[str, tuple[str, list[Sections]]] = {
    "the text is the record": (
        "**1. Hegn**\nHegnet males.\n\n**2. Låge**\nLågen males.",
        [[("decision", None, "Hegnet males.")], [("decision", None, "Lågen males.")]],
    ),
    "agenda in roman, record in italic": (
        "**1. Hegn**\nHegnet er gammelt.\n_Hegnet males._\n\n**2. Låge**\nLågen er skæv.\n_Lågen rettes._",
        [
            [("background", None, "Hegnet er gammelt."), ("decision", None, "Hegnet males.")],
            [("background", None, "Lågen er skæv."), ("decision", None, "Lågen rettes.")],
        ],
    ),
    "a table of columns": (
        "**1. Hegn**\n@Emne@ Hegnet er gammelt.\n@Referat@ Hegnet males.\n@Ansvarlig@ Bo\n\n"
        f"**2. Låge**\n@{HEAD_ROW}@ Emne Referat\n@Emne@ Lågen er skæv.\n@Referat@ Lågen rettes.",
        [
            [("background", None, "Hegnet er gammelt."), ("decision", None, "Hegnet males.")],
            [("background", None, "Lågen er skæv."), ("decision", None, "Lågen rettes.")],
        ],
    ),
    "closing lines belong to no item": (
        "**1. Hegn**\nHegnet males.\n\n**2. Eventuelt**\nIntet.\nMødet sluttede kl. 21.\nReferent: Bo Dam\n______",
        [[("decision", None, "Hegnet males.")], [("decision", None, "Intet.")]],
    ),
    "the next meeting, all that the last item says": (
        "**1. Hegn**\nHegnet males.\n\n**2. Eventuelt**\nNæste møde er 7. juni. Karen bager.",
        [[("decision", None, "Hegnet males.")], [("decision", None, "Næste møde er 7. juni. Karen bager.")]],
    ),
    "the next meeting, at the very end": (
        "**1. Hegn**\nHegnet males.\n\n**2. Eventuelt**\nIntet.\nNæste møde er 7. juni.",
        [[("decision", None, "Hegnet males.")], [("decision", None, "Intet.")]],
    ),
    "thanks, with much printed below them": (
        "**1. Hegn**\nHegnet males.\n\n**2. Eventuelt**\nIntet.\nFormanden takkede for det flotte fremmøde.\n"
        "Godkendt:\n\nKaren Holm\n\nPer Vang\n\nBo Dam\n\nInga Lund",
        [[("decision", None, "Hegnet males.")], [("decision", None, "Intet.")]],
    ),
    "names that sign": (
        "**1. Hegn**\nHegnet males.\n\n**2. Eventuelt**\nIntet.\nKaren Holm / Per Vang",
        [[("decision", None, "Hegnet males.")], [("decision", None, "Intet.")]],
    ),
    "a closing line under an earlier item stays": (
        "**1. Hegn**\nMødet sluttede uden hegn.\n\n**2. Eventuelt**\nIntet.",
        [[("decision", None, "Mødet sluttede uden hegn.")], [("decision", None, "Intet.")]],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), UNLABELLED.values(), ids=UNLABELLED)
def test_documents_without_labels(text: str, wanted: list[Sections]) -> None:
    assert sections(text) == wanted


def test_labels_in_one_case_make_no_cases_of_the_others() -> None:
    text = "".join(f"**{number}. Sag {number}**\nHegnet er malet rødt.\n\n" for number in range(1, 6))
    *others, last = sections(f"{text}**6. Hegn**\nDrøftelse\nMange mente noget.\nBeslutning\nGodkendt.")
    assert all(one == [("decision", None, "Hegnet er malet rødt.")] for one in others)
    assert ("decision", "Beslutning", "Godkendt.") in last


def test_large_type_is_display_type_too() -> None:
    case = "# {}. Hegn\n^ Beslutning\nForkastet.\n^ Beslutningsforslag fra V\n" + 9 * "Hegnet males i maj. " + "\n\n"
    for one in sections(case.format(1) + case.format(2)):
        assert one == [
            ("decision", "Beslutning", "Forkastet."),
            ("recommendation", "Beslutningsforslag fra V", (9 * "Hegnet males i maj. ").strip()),
        ]


def test_a_dated_line_heads_the_paragraph_that_runs_on_below_it() -> None:
    dated = "Behandling i Teknisk Udvalg tirsdag den 3. maj 2022, pkt. {}"
    text = f"**1. Hegn**\nIndstilling\nHegnet males.\n{dated.format(1)}\nGodkendt, da vejret er godt.\n\n"
    text += f"**2. Låge**\nIndstilling\nLågen males.\n{dated.format(2)}\nUdsat, da vejret er koldt."
    printed = split_at_labels(laid(text))
    headings = find_headings(printed)
    found = find_sections(printed, headings, Meeting(body="Teknisk Udvalg", date="2022-05-03"))
    assert [str(one.kind) for one in found] == ["recommendation", "decision"] * 2


def test_a_label_that_says_all_on_its_line_ends_with_it() -> None:
    cases = "".join(f"**{number}. Hegn**\n**Mål:** Drøftelse\n\nHegnet males i maj.\n\n" for number in (1, 2))
    for one in sections(cases):
        assert one == [("other", "Mål", "Drøftelse"), ("decision", None, "Hegnet males i maj.")]


def test_a_record_needs_no_label_where_it_begins_as_one() -> None:
    text = "**1. Hegn**\nUdsat, da tegningen mangler.\n\n**2. Bænk**\nBænken er gammel.\n\n"
    cases = "".join(f"**{number}. Låge**\nSagsfremstilling\nLågen.\nBeslutning\nGodkendt.\n\n" for number in (3, 4))
    first, second, *_ = sections(text + cases)
    assert (first[0][0], second[0][0]) == ("decision", "background")


def test_a_record_needs_no_label_where_a_sentence_of_it_is_one() -> None:
    text = "**1. Dagsorden**\nPunkt 3 er flyttet. Udsat.\n\n**2. Godkendelse af dagsorden**\nDen blev så godkendt.\n\n"
    cases = "".join(f"**{number}. Låge**\nSagsfremstilling\nLågen.\nBeslutning\nGodkendt.\n\n" for number in (3, 4))
    first, second, *_ = sections(text + cases)
    assert (first[0][0], second[0][0]) == ("decision", "decision")
    told = "**1. Hegn**\nHegnet er gammelt. Intet tyder på råd.\n\n**2. Sti**\nStien er ny. Afslag kom i 2015.\n\n"
    assert [one[0][0] for one in sections(told + cases)[:2]] == ["background", "background"]


def test_what_became_of_a_proposal_is_no_part_of_it() -> None:
    cases = "".join(f"**{number}. Hegn**\nUdvalget indstiller, at hegnet males.\nGodkendt.\n\n" for number in (1, 2))
    run_on = "**3. Låge**\nUdvalget indstiller, at lågen males. Indstillingen følges. Karen maler.\n\n"
    body = "**4. Sti**\nUdvalget indstiller, at stien fejes. Bestyrelsen vedtog dette. Per fejer.\n\n"
    *_, told, did, _ = sections(cases + run_on + body + "**5. Evt.**\nIntet.")
    assert did[1] == ("decision", None, "Bestyrelsen vedtog dette. Per fejer.")
    assert told == [
        ("recommendation", None, "Udvalget indstiller, at lågen males."),
        ("decision", None, "Indstillingen følges. Karen maler."),
    ]


def test_the_record_stands_behind_the_labelled_parts() -> None:
    case = "**{}. Hegn**\nIndstilling\nHegnet males.\nSagsfremstilling\nDer er 500 kr.\n{}\n\n"
    told, untold = case.format(1, "Indstillingen blev godkendt. Karen deltog ikke."), case.format(2, "Godkendt.")
    for one in sections(told + untold):
        assert [kind for kind, *_ in one] == ["recommendation", "background", "decision"]
    agenda = "".join(case.format(number, "Der vedlægges et kort.") for number in (1, 2))
    assert [kind for kind, *_ in sections(agenda)[0]] == ["recommendation", "background"]


def test_header_without_a_body_takes_the_one_named_on_its_day() -> None:
    text = (
        "**1. Hegn**\nBeslutning Teknisk Udvalg den 20-04-2022\nAnbefales.\n"
        "Beslutning Kulturudvalget den 03-05-2022\nGodkendt." + SECOND
    )
    first, _ = sections(text, Meeting(body=None, date="2022-05-03"))
    assert [kind for kind, *_ in first] == ["other", "decision"]


def test_political_treatment_is_the_record_where_no_other_label_is() -> None:
    case = "Sagsfremstilling\nHegnet er gammelt.\nIndstilling\nDet males.\nPolitisk behandling\nGodkendt.\n\n"
    item = "**{n}. {title}**\n" + case
    text = item.format(n=1, title="Hegn") + item.format(n=2, title="Låge")
    assert [kind for one in sections(text) for kind, *_ in one] == ["background", "recommendation", "decision"] * 2
    labelled = text.replace("Godkendt.", "Byrådet.\nBeslutning\nGodkendt.")
    assert [kind for one in sections(labelled) for kind, *_ in one] == [
        "background",
        "recommendation",
        "other",
        "decision",
    ] * 2


def test_labels_of_motions_say_nothing_of_the_items_above_them() -> None:
    motions = "".join(
        f"**3.{at} {name}**\nForslag\nDet males.\nResultat\nVedtaget.\n" for at, name in enumerate(("Hegn", "Låge"), 1)
    )
    found = sections(f"# 1. Regnskab\nKaren gik det igennem.\n# 2. Budget\nDet holder.\n# 3. Forslag\n{motions}")
    assert [[kind for kind, _, _ in one] for one in found] == [
        ["decision"],
        ["decision"],
        [],
        ["recommendation", "decision"],
        ["recommendation", "decision"],
    ]
