"""Are deadlines, the responsible and cross-references found, and words that only look like them left alone?"""

from __future__ import annotations

import pytest

from pipeline.deadlines import find_deadlines
from pipeline.references import find_references, find_responsible

MET = "2022-03-15"


@pytest.mark.parametrize(
    ("text", "printed", "iso", "precision"),
    [
        ("Svar senest den 1. maj.", "senest den 1. maj", "2022-05-01", "day"),
        ("skal afleveres senest 15. april 2023", "senest 15. april 2023", "2023-04-15", "day"),
        ("Tilmelding senest 1. marts", "senest 1. marts", "2023-03-01", "day"),
        ("Tilmelding senest 17/9", "senest 17/9", "2022-09-17", "day"),
        ("inden den 1. maj", "inden den 1. maj", "2022-05-01", "day"),
        ("inden udgangen af juni", "inden udgangen af juni", "2022-06-30", "month"),
        ("inden udgangen af februar", "inden udgangen af februar", "2023-02-28", "month"),
        ("Rapporten ligger klar ultimo maj.", "klar ultimo maj", "2022-05-31", "month"),
        ("Planen kommer i høring medio maj", "medio maj", "2022-05-20", "month"),
        ("Arbejdet skal begynde primo juni 2023", "primo juni 2023", "2023-06-10", "month"),
        ("ultimo juni/juli 2022", "ultimo juni/juli 2022", "2022-07-31", "month"),
        ("Fristen for bemærkninger fastsættes til den 12. juni 2022.",
         "Fristen for bemærkninger fastsættes til den 12. juni 2022", "2022-06-12", "day"),
        ("med svarfrist den 1. juni", "svarfrist den 1. juni", "2022-06-01", "day"),
        ("Der er deadline 22/8.", "deadline 22/8", "2022-08-22", "day"),
        ("Deadline til næste blad er 12. juni", "Deadline til næste blad er 12. juni", "2022-06-12", "day"),
        ("Deadline for tilbagemelding: 07.10.2022", "Deadline for tilbagemelding: 07.10.2022", "2022-10-07", "day"),
        ("senest i uge 20", "senest i uge 20", "2022-05-22", "week"),
        ("inden for 14 dage", "inden for 14 dage", "2022-03-29", "day"),
        ("inden 4 uger", "inden 4 uger", "2022-04-12", "day"),
        ("senest to måneder", "senest to måneder", "2022-05-15", "day"),
        ("senest 8 dage før generalforsamlingen", "senest 8 dage før generalforsamlingen", None, "event"),
        ("inden årets udgang", "inden årets udgang", "2022-12-31", "year"),
        ("inden sommerferien", "inden sommerferien", "2022-08-31", "season"),
        ("senest i 3. kvartal 2022", "senest i 3. kvartal 2022", "2022-09-30", "quarter"),
        ("senest 1. halvår 2023", "senest 1. halvår 2023", "2023-06-30", "half_year"),
        ("Punktet tages op på næste møde.", "på næste møde", None, "meeting"),
        ("Udvalget besluttede at udsætte sagen til næste møde.", "til næste møde", None, "meeting"),
        ("Sagen afventer til et kommende møde", "til et kommende møde", None, "meeting"),
    ],
)  # fmt: skip
def test_deadline(text: str, printed: str, iso: str | None, precision: str) -> None:
    (found,) = find_deadlines(text, MET)
    assert (found.text, found.iso, found.precision) == (printed, iso, precision)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Udvalget behandlede senest sagen i 2019.",
        "Sagen blev behandlet senest den 4. maj 2020.",
        "beretning for det senest forløbne år",
        "De seneste tre år",
        "rammen gælder senest fra 2024",
        "afklares senest ifm. budgetlægningen for 2023",
        "Udgifterne holdes inden for den afsatte ramme",
        "Inden budgettet godkendes, drøftes det.",
        "Indsatsen blev igangsat primo 2021.",
        "Formanden henvendte sig ultimo 2020 til ministeriet.",
        "Fristen er forlænget.",
        "Udvalget besluttede, at fristen for afmelding er tre dage.",
        "Referatet fra mødet den 4. maj 2021",
    ],
)
def test_no_deadline(text: str) -> None:
    assert find_deadlines(text, MET) == []


def test_deadline_without_a_meeting_date_guesses_no_year() -> None:
    assert [one.iso for one in find_deadlines("senest den 1. maj og inden udgangen af juni")] == [None, None]
    assert find_deadlines("senest i uge 53 2022")[0].iso is None
    assert find_deadlines("senest den 1. maj 2023")[0].iso == "2023-05-01"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ansvarlig: GH", "GH"),
        ("Ansvarlige: GH, BD", "GH, BD"),
        ("Tovholder: Anna Dam", "Anna Dam"),
        ("Tovholder er Bo", "Bo"),
        ("Ansvarlig: bestyrelsen", "bestyrelsen"),
        ("Anna kontakter skolen.", "Anna"),
        ("Aktion: Lene kontakter elektrikeren.", "Lene"),
        ("Anna og Bo undersøger prisen.", "Anna og Bo"),
        ("Anna, Bo og Carl laver en plan.", "Anna, Bo og Carl"),
        ("Bo S. tager kontakt.", "Bo S."),
        ("MS kontakter forbundet.", "MS"),
        ("Det blev besluttet, at Bo skal kontakte leverandøren.", "Bo"),
        ("Anna Dam vil undersøge prisen.", "Anna Dam"),
        ("Bestyrelsen undersøger, om maskinen kan lejes.", "Bestyrelsen"),
        ("Forvaltningen udarbejder et notat.", "Forvaltningen"),
        ("Administrationen bedes undersøge sagen.", "Administrationen"),
        ("Det undersøger bestyrelsen.", "bestyrelsen"),
        ("Ny flagstang (Jette)", "Jette"),
        ("Ny flagstang (SMS)", "SMS"),
        ("Det blev besluttet, at HAVN EL skal gå regnskabet igennem.", "HAVN EL"),
        ("Valgt blev Anna Dam (SF)", None),
        ("Tegninger skal efterfølgende sendes til kommunen.", None),
        ("Der vil blive fulgt op.", None),
        ("Der sørger vi for.", None),
        ("Vi sørger for kaffe.", None),
        ("Han kontakter skolen.", None),
        ("Anna Dam (A) blev valgt.", None),
        ("Udvalget vil gerne have et notat.", None),
        ("Sagen skal drøftes igen.", None),
        ("", None),
    ],
)
def test_responsible(text: str, who: str | None) -> None:
    assert find_responsible(text) == who


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jf. punkt 3", [("item", "3", None)]),
        ("se pkt. 3a", [("item", "3a", None)]),
        ("Udgår, jfr. sag nr. 342.", [("item", "342", None)]),
        ("Punkt 6 og 7 behandles under ét.", [("item", "6", None), ("item", "7", None)]),
        ("deltog ikke i punkterne 2 – 11", [("item", "2-11", None)]),
        ("dagsordenspunkt 8", [("item", "8", None)]),
        ("drøftet på mødet den 7. oktober 2022", [("meeting", "2022-10-07", None)]),
        ("Godkendelse af referat fra den 7. oktober 2022", [("meeting", "2022-10-07", None)]),
        ("Byrådet den 7. oktober 2022, pkt. 112.", [("meeting", "2022-10-07", None), ("item", "112", "2022-10-07")]),
        (
            "Byrådet den 7. oktober 2022, pkt. 112, og den 8. november 2022, pkt. 23.",
            [
                ("meeting", "2022-10-07", None),
                ("item", "112", "2022-10-07"),
                ("meeting", "2022-11-08", None),
                ("item", "23", "2022-11-08"),
            ],
        ),
        ("Punkt 28 om sag 13/39690 udsættes", [("item", "28", None), ("case", "13/39690", None)]),
        ("jf. sagsnr. 411-2012-700", [("case", "411-2012-700", None)]),
        ("se bilag 2", [("attachment", "2", None)]),
        ("Bilag 1 - Etapeplan", []),
        ("3 punkter på dagsordenen", []),
        ("Planen træder i kraft den 7. oktober 2022", []),
        ("punktafgift på 12 kr.", []),
        ("§ 17, stk. 4", []),
        ("", []),
    ],
)
def test_references(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = find_references(text)
    assert [(one.kind, one.target, one.date) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)
