"""Are sums of money found in every form that minutes print, with their value in kroner, and nothing else?"""

from __future__ import annotations

import re
import time

import pytest

from pipeline import amounts
from pipeline.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "dkk"),
    [
        ("4.812.300 kr.", 4812300),
        ("kr. 4.250,00", 4250),
        ("kr. 1.000,-", 1000),
        ("kr. 119.500,-", 119500),
        ("kr. 1700,00", 1700),
        ("kr. 18.450,75", 18450.75),
        ("1.685.000,00 kr.", 1685000),
        ("1.500.00 kr.", 1500),
        ("12.50 kr.", 12.5),
        ("12,50 kr.", 12.5),
        ("1,000 kr.", 1000),
        ("250 000 kr.", 250000),
        ("1 250 000 kr.", 1250000),
        ("3\u00a0500 kr.", 3500),
        ("6.ooo kr.", 6000),
        ("13.000kr", 13000),
        ("KR. 500", 500),
        ("kr.500", 500),
        ("kr: 500", 500),
        ("Kr 500", 500),
        ("kr. ca. 90.000", 90000),
        ("500 kroner", 500),
        ("1 krone", 1),
        ("DKK 40.000", 40000),
        ("40.000 DKK", 40000),
        ("350,-", 350),
        ("350,--", 350),
        ("350,–", 350),
        ("4.150,-kr.", 4150),
        ("350,- kr.", 350),
        ("500.- kr.", 500),
        ("0 kr.", 0),
        ("kr. 0", 0),
        ("kr. -3.142", -3142),
        ("(-3.142 kr.)", -3142),
        ("1,5 mio. kr.", 1500000),
        ("1.5 mio. kr.", 1500000),
        ("2,1 mil. kr.", 2100000),
        ("2 mill. kr.", 2000000),
        ("9,640 mio.kr.", 9640000),
        ("9.640 mio. kr.", 9640000000),
        ("5 mio kr", 5000000),
        ("52.318 kr. og 12 øre", 52318.12),
        ("-52 kr. og 12 øre", -52.12),
        ("5 millioner kroner", 5000000),
        ("kr. 2. mio.", 2000000),
        ("kr. 2,5 mio.", 2500000),
        ("1,2 mia. kr.", 1200000000),
        ("2 milliarder kr.", 2000000000),
        ("25 tusind kr.", 25000),
        ("500 t.kr.", 500000),
        ("tkr. 300", 300000),
        ("t.kr. 1.250", 1250000),
        ("500 tkr.", 500000),
        ("en lille million kr.", 1000000),
        ("halvanden mio. kr.", 1500000),
        ("en halv million kroner", 500000),
        ("to millioner kroner", 2000000),
        ("fem hundrede kroner", 500),
        ("halvtreds kroner", 50),
        ("300 kr/t", 300),
        ("895 kr. pr. m2", 895),
        ("ca.150.000 kr.", 150000),
        ("kr. 200 pr. person", 200),
    ],
)
def test_one_sum(text: str, dkk: float) -> None:
    (found,) = find_amounts(f"Det er {text} i alt.")
    assert found.dkk == dkk
    assert type(found.dkk) is type(dkk)
    assert found.text == f"Det er {text} i alt."[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.200 – 1.800 kr.", [1200, 1800]),
        ("1.200-1.800 kr.", [1200, 1800]),
        ("10-12.000 kr.", [10000, 12000]),
        ("2-3 mio. kr.", [2000000, 3000000]),
        ("1,5-2 mio. kr.", [1500000, 2000000]),
        ("mellem 200 og 250 kr.", [200, 250]),
        ("henholdsvis 300 og 500 kr.", [300, 500]),
        ("fra 400 til 500 kr.", [400, 500]),
        ("kr. 1.000-2.000", [1000, 2000]),
        ("kr. 1.000 til kr. 2.000", [1000, 2000]),
        ("fra 310,- til 340,-", [310, 340]),
        ("( 12 x 210,- = 2.520,-)", [210, 2520]),
        ("300 kr. eller 400 kr.", [300, 400]),
        ("oktober 2012 kr. 1.750.000.", [1750000]),
        ("31/12 kr. 500", [500]),
        ("07.10.2022 kr. 500", [500]),
        ("pr. 21/9 08 kr. 83.000", [83000]),
        ("ultimo 2013 kr. ca. 67.000.", [67000]),
        ("2010: 42.500 kr. 2011: 0 kr.", [42500, 0]),
        ("i 2015 300.000 kr.", [300000]),
        ("sag 12 - 500 kr.", [500]),
        ("saldo på -500 kr. og netto -247.500 kr.", [-500, -247500]),
        ("kl. 19-21, pris 50 kr.", [50]),
    ],
)
def test_spans_and_company(text: str, expected: list[float]) -> None:
    assert [found.dkk for found in find_amounts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Status: 31.400 indestående på konto.", [31400]),
        ("Efterskolen betaler 3.800.", [3800]),
        ("Samlet tab er på ca. 2000.", [2000]),
        ("Pris pr. time er 75 (2016/2017).", [75]),
        ("Udgift i alt = 2840.", [2840]),
        ("Forslag til priser. Senior: 600. Junior: 350.", [600, 350]),
        ("Kontingentet hæves fra 400 til 500.", [400, 500]),
        ("Kontingentet hæves til 500.", [500]),
        ("Kontingentet stiger til 1.500 fra næste år.", [1500]),
        ("Kontingent på 500 pr. år", [500]),
        ("Klubben har en indtægt på kiosken på ca. 16.000. Alle er glade.", [16000]),
        ("Der mangler 55.000 fra beløbet til det samlede projekt på kr. 185.000.", [55000, 185000]),
        ("Det svarer til ca. 40.000 i timer samt ca. 310.000 kr. til drift.", [40000, 310000]),
        ("Hvor mange penge kan vi tage af kassen? Enighed om ca. 25.000.", [25000]),
        ("12.000 fra arv", [12000]),
        ("Turen koster 450 pr. deltager.", [450]),
        ("Et loft på 2,6 mio. Det er nok.", [2600000]),
        ("Overslaget lyder på 2,4 mio inkl. moms.", [2400000]),
    ],
)
def test_bare_sums(text: str, expected: list[float]) -> None:
    assert [found.dkk for found in find_amounts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ingen tal og ingen krav.",
        "Kommunen har 12.500 borgere.",
        "Tilskuddet går til 1.200 borgere.",
        "Budgettet dækker 2.500 m2 og 1.200 elever.",
        "Biler over 2.500kg betaler ikke.",
        "Kontingentet for 2014 er uændret.",
        "Kontingentet er uændret i 2015 og 2016.",
        "Budget 2017-20",
        "Udgift til 25 elever",
        "Prisen stiger med 25 %.",
        "Gebyret stiger 4,5 pct.",
        "Budgettet gennemgås på side 12.",
        "Regning nr. 345 er betalt.",
        "Betales til konto 1234 567890.",
        "Tilskuddet blev behandlet den 12.10.2021 under punkt 12.",
        "J.nr.: 01.02.03P19 Tilskud",
        "Beløb i 1.000 kr.",
        "Alle tal i hele 1.000 kr.",
        "1.000 kr., 2019 p/l 2019 2020 2021",
        "Mio. kr. 2019 2020 2021",
        "(i kr. 2019)",
        "Skole 4.340.000 kr. 5.705.000 kr.",
        "Støttemur + 75.000 kr. – 75.000 kr.",
        "Hegn 500.000 kr. + 555.000 kr. – 55.000 kr.",
        "De 3 krav og 12 kronblade",
        "500,- EUR",
        "Det koster ikke en krone.",
        "Møllerne lavede 3,91 mio. kWh.",
        "Regionen har 1,2 mio. borgere.",
        "1.-3. maj",
        "Tlf. 20 30 40 50",
        "Vandforbruget er 84 m3.",
        "Antallet af medlemmer steg til 1.200, og kontingentet er uændret.",
    ],
)
def test_no_sum(text: str) -> None:
    assert find_amounts(text) == []


def test_unit_beside_a_sum() -> None:
    assert [one.dkk for one in find_amounts("Tabellen er i 1.000 kr. Kontingentet er 1.000 kr.")] == [1000]
    assert [one.dkk for one in find_amounts("I alt 500 kr. + 200 kr. = 700 kr.")] == [500, 200, 700]


def test_letter_that_grows_when_lowered_moves_nothing() -> None:
    text = "İlhan betaler 500 kr."
    assert [text[one.start : one.end] for one in find_amounts(text)] == ["500 kr."]


@pytest.mark.parametrize("pattern", [amounts._FOREIGN, amounts._NUMBER_NEXT])
def test_a_run_of_spaces_is_searched_in_linear_time(pattern: re.Pattern[str]) -> None:
    begun = time.process_time()
    pattern.search(" " * 20_000 + "!")
    assert time.process_time() - begun < 0.5  # 5 s and more where each space looks at all that follow
