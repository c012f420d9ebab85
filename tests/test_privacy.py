"""Does the mask find what must not be published, and leave alone what may?"""

import pytest
from stdnum.dk import cpr

from pipeline.policy import Policy
from pipeline.privacy import MASK, mask, mask_place, names_person

CPR_SPELLINGS = [
    "010180-1234", "0101801234", "010180 1234", "010180 - 1234", "010180–1234", "010180\u20111234", "010180\u22121234",
    "010180\u00ad1234", "010180\u200b-\u200b1234", "010180\u00a01234", "010180-\n1234", "010180\n1234", "010180.1234",
    "01.01.80-1234", "01-01-80-1234", "01/01/80-1234", "01 01 80 1234", "01 01 80-1234", "0 1 0 1 8 0 - 1 2 3 4",
    "0 1 0 1 8 0 1 2 3 4", "０１０１８０-１２３４", "010180_1234", "01011980-1234", "010180 12 34", "610180-1234",
    "0\u200b1\u200b0\u200b1\u200b8\u200b0\u200b1\u200b2\u200b3\u200b4", "290200-1234", "311299-9999", "010180—1234",
    "010180:1234", "910180-1234",
]  # fmt: skip


@pytest.mark.parametrize("number", CPR_SPELLINGS)
@pytest.mark.parametrize("around", ["{}", "CPR-nr. {}.", "cpr{}x", "Sag om NN ({}), født", "fil_{}.pdf", "a\n{}\nb"])
def test_cpr_is_covered(number: str, around: str) -> None:
    text = around.format(number)
    masked, counts = mask(text)
    assert counts == {"cpr": 1}
    assert len(masked) == len(text)
    before, after = around.split("{}")
    assert masked.startswith(before) and masked.endswith(after)
    assert not any(char.isdigit() for char in masked)


@pytest.mark.parametrize(
    "text", ["Lokale 2 03 03 20 6230", "nr. 2 1 4 0 2 3 5 2 5 3 5", "08_08_25-9825-45.pdf", "21 05 10\n8948 og"]
)
def test_a_number_beside_other_digits_is_covered(text: str) -> None:
    assert mask(text)[1] == {"cpr": 1}


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("Mødet er hos Jens Hansen, Skovvej 12", "address", "Mødet er hos Jens Hansen, "),
        ("Jens, bopæl Nørre Allé 5A, 2. tv", "address", "Jens, bopæl "),
        ("Reg.nr. 1234 kontonr. 1234567890", "account", "Reg.nr. 1234 kontonr. "),
        ("IBAN DK50 0040 0440 1162 43", "account", "IBAN "),
        ("E/F Skovparkens formand bor på adressen Skovvej 12", "address", "E/F Skovparkens formand bor på adressen "),
        ("Formand for E/F Skovparken på adressen Skovvej 12", "address", "Formand for E/F Skovparken på adressen "),
        ("naboerne, der bor på Skovvej 12", "address", "naboerne, der bor på "),
        ("Jens Hansen, som ikke bor på Skovvej 12", "address", "Jens Hansen, som ikke bor på "),
        ("lejer, som ikke bor på Skovvej 12", "address", "lejer, som ikke bor på "),
        ("ejerne, som ikke længere bor på Skovvej 12", "address", "ejerne, som ikke længere bor på "),
        ("ejerforeningens kasserer på adressen Skovvej 12", "address", "ejerforeningens kasserer på adressen "),
        (
            "Klage over Karen Holms ejendom på adressen Birkevej 7",
            "address",
            "Klage over Karen Holms ejendom på adressen ",
        ),
        (
            "Karen Holm har solgt matriklen på adressen Birkevej 7",
            "address",
            "Karen Holm har solgt matriklen på adressen ",
        ),
    ],
)
def test_homes_and_accounts_are_covered(text: str, kind: str, left: str) -> None:
    masked, counts = mask(text)
    assert counts == {kind: 1}
    assert masked == left + MASK * (len(text) - len(left))


@pytest.mark.parametrize(
    "text",
    [
        "Byggesag på Skovvej 12", "Hos Børnehuset, Engvej 3", "konto 250000 kr.", "Mad hos Bos Spiseri på Engvej 3a",
        "Generalforsamling i E/F Skovparken Eta-\npe 2 på adressen Skovvej 12",
        "Grundejerforeningen Engen på adressen Engvej 3",
        "de medlemmer, som ikke bor på Kajvej 2",
    ],
)  # fmt: skip
def test_public_places_and_sums_stay(text: str) -> None:
    assert mask(text) == (text, {})


@pytest.mark.parametrize(
    ("place", "home"), [("Skovvej 12", True), ("Rådhuset, Rådhusvej 2", False), ("Lokale 2", False)]
)
def test_a_meeting_at_home_has_its_address_covered(place: str, home: bool) -> None:
    assert (MASK in mask_place(place)[0]) is home
    assert mask_place(place, Policy(addresses=False)) == (place, {})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("skriv til a@by.dk. Bilag følger", "skriv til ███████. Bilag følger"),
        ("skriv til a@by.dk.\nBilag", "skriv til ███████.\nBilag"),
        ("skriv til a@post.by.dk", "skriv til ████████████"),
        ("skriv til a@by. dk", "skriv til ████████"),
    ],
)
def test_an_address_ends_with_its_sentence(text: str, left: str) -> None:
    assert mask(text) == (left, {"email": 1})


def test_a_kept_domain_keeps_its_addresses_and_the_numbers_beside_them() -> None:
    text = "skriv til a@by.kommune.dk, tlf. 12345678\nb@gmail.com, tlf. 87654321"
    masked, counts = mask(text, Policy(keep_contacts=("kommune.dk",)))
    assert masked.startswith("skriv til a@by.kommune.dk, tlf. 12345678\n")
    assert counts == {"email": 1, "phone": 1}


def test_what_stdnum_takes_for_a_cpr_number_is_covered() -> None:
    for number in (f"{day:02}{month:02}{year:02}{serial}" for day in range(0, 33, 3) for month in range(14)
                   for year in (0, 7, 36, 58, 99) for serial in ("0001", "4320", "6789", "9999")):  # fmt: skip
        if cpr.is_valid(number):
            assert mask(number)[1] == {"cpr": 1}, number


@pytest.mark.parametrize(
    "text",
    [
        "den 30.08.2023 kl. 13.00", "d. 12.03.21 1330", "320180-1234", "011380-1234", "1.010.180.123 kr.", "14/010180",
        "sagsnr. 010180-1234", "J.nr.: 0101801234", "Sag nr. 010180-1234", "Brevid: 0101801234", "12345678901234",
        "5798001234567", "2021-2024", "27.69.40-G01-1-14", "0101801234567", "side 12 af 14", "250.000 kr.",
        "2014 2015 2016", "i 2014 2015", "12345678", "CVR 12345678", "25 000 000 kr.", "sagsnr. 2015-1234", "2015-1234",
        "12 34 56 78 kr.", "mandat 12-15", "10 20 30 40 50 60", "punkt 1 2 3 4 5 6 7 8 9 10", "kl. 20.00-22.00",
        "snabel", "a(t)b", "Matr.nr. 12a", "EAN 5798 0099 1234 5",
    ],
)  # fmt: skip
def test_what_is_none_stays(text: str) -> None:
    assert mask(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("Skriv til navn.navnesen@firma.dk.", "email", "Skriv til {}."),
        ("navn @ firma.dk", "email", "{}"),
        ("navn(at)firma.dk, hej", "email", "{}, hej"),
        ("navn@\u200bfirma.dk", "email", "{}"),
        ("æble_1@post.kommune.dk;", "email", "{};"),
        ("Tlf. 12345678", "phone", "Tlf. {}"),
        ("tlf.: 12 34 56 78", "phone", "tlf.: {}"),
        ("Mobil 1234 5678.", "phone", "Mobil {}."),
        ("ring 98 76 54 32", "phone", "ring {}"),
        ("NN, 98 76 54 32", "phone", "NN, {}"),
        ("NN, 9876 5432", "phone", "NN, {}"),
        ("+45 12 34 56 78", "phone", "{}"),
        ("+4512345678", "phone", "{}"),
        ("0045 12345678", "phone", "{}"),
        ("telefon 123 45 678 hele dagen", "phone", "telefon {} hele dagen"),
        ("telefon 23 456 789", "phone", "telefon {}"),
    ],
)
def test_contacts_are_covered(text: str, kind: str, masked: str) -> None:
    result, counts = mask(text)
    assert counts == {kind: 1}
    before, after = masked.split("{}")
    assert result == before + MASK * (len(text) - len(before) - len(after)) + after


def test_masking_twice_changes_nothing() -> None:
    once, _ = mask("010180-1234, navn@firma.dk, tlf. 12345678 og 020280-4321")
    assert mask(once) == (once, {})


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Ansættelse af Jens Testmand", True),
        ("Sag om J. Testmand", True),
        ("Afskedigelse af Testmand", True),
        ("PERSONSAG JENS TESTMAND", True),
        ("Klage fra anne-mette", True),
        ("Hanne von Prøve", True),
        ("Salg af Prøvegården", False),
        ("Køb af ejendom", False),
        ("Ansættelse af direktør", False),
        ("Personalesag", False),
        ("Aftale med Prøveby Kommune", False),
        ("Lukket Punkt", False),
        ("LUKKET PUNKT", False),
        ("", False),
    ],
)
def test_titles_that_name_a_person(title: str, named: bool) -> None:
    assert names_person(title, frozenset({"Anne-Mette", "Bo"})) is named
