"""The meeting's header on invented first pages: day, hours, place, forum and organisation."""

from __future__ import annotations

import pytest
from factories import blocks, laid, line

from pipeline.components.fields import header_rows
from pipeline.components.items import find_headings
from pipeline.components.meeting import find_meeting
from pipeline.minutes import Meeting
from pipeline.page import Block, BlockKind, Table

ITEMS = "\n\n**1. Hegn**\nHegnet males i maj.\n\n**2. Låge**\nLågen males i juni."


def meeting(header: str, items: str = ITEMS) -> Meeting:
    """The meeting of a document with this header; "|" parts the columns of a row."""
    printed = blocks(header + items)
    return find_meeting(printed, find_headings(printed))


FIELDS: dict[str, list[tuple[str, str | None]]] = {
    "date": [
        ("Bestyrelsesmøde 3.5.22", "2022-05-03"),
        ("Mødedato: 3. maj 2022", "2022-05-03"),
        ("Dato: tirsdag den 3. maj 2022", "2022-05-03"),
        ("Referat af bestyrelsesmøde 3. maj 2022", "2022-05-03"),
        ("Referat af bestyrelsesmøde\n03-05-2022", "2022-05-03"),
        ("Ordinær generalforsamling tirsdag 3/5 2022", "2022-05-03"),
        ("År 2022, den 3. maj holdtes generalforsamling", "2022-05-03"),
        ("Referat\nMaj 2022\nDato: 3. maj", "2022-05-03"),
        ("Udskrevet 1. juni 2022\nMøde den 3. maj 2022", "2022-05-03"),
        ("Næste møde: 7. juni 2022\nReferat af møde 3. maj 2022", "2022-05-03"),
        ("Udsendt 9. maj 2022\nReferat af møde den 3. maj 2022", "2022-05-03"),
        ("Nordby, d. 5.5.22\nMøde tirsdag den 3. maj kl. 19", "2022-05-03"),
        ("Bestyrelsesmøde i Nordby Havn den 3. maj\n2022 kl. 19", "2022-05-03"),
        ("Referat af bestyrelsesmøde", None),
        ("Sagsbehandler: KH\nDato: 9. maj 2022\nReferat af møde tirsdag den 3. maj 2022", "2022-05-03"),
        ("Sagsbehandler: KH\nDato: 3. maj 2022\nReferat af bestyrelsesmøde", "2022-05-03"),
        ("Referat Dato 9.5.2022\nSagsbehandler Karen Holm\naf mødet i Byrådet\ntirsdag den 3. maj 2022", "2022-05-03"),
        ("Dato: 4. marts\nSted: Klubhuset\n\nSom vedtaget 22-10-2021", None),
    ],
    "start": [
        ("Mødedato: 3. maj 2022 kl. 19.00-21.30", "19:00"),
        ("Starttidspunkt: 19.00", "19:00"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19", "19:00"),
        ("Bestyrelsesmøde tirsdag den 3. maj 2022 kl.\n19.30 i Fælleshuset", "19:30"),
        ("Bestyrelsesmøde 3. maj 2022\nNordby Kommune · kl. 8.30-11 · Lokale 2", "08:30"),
        ("Bestyrelsesmøde 3. maj 2022", None),
    ],
    "end": [
        ("Mødedato: 3. maj 2022 kl. 19.00-21.30", "21:30"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00\nSluttidspunkt: 21.15", "21:15"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00", None),
    ],
    "location": [
        ("Referat\nAfholdt i fælleshuset den 3. maj 2022 kl. 19.00", "fælleshuset"),
        ("Referat\nTid og sted: 3/5-2022 kl. 19.00, klubhuset", "klubhuset"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.30\nHos Per", "Hos Per"),
        ("Referat fra møde d. 3.5.2022 i Solbys Beboerforening", None),
        ("Mødested: Salen, Birkevej 7", "Salen, Birkevej 7"),
        ("Referat 2-2022 i rådet, onsdag den 4. maj 2022, kl. 13-15, Møllen 4, lokale 2.115", "Møllen 4, lokale 2.115"),
        ("Sted: Fælleshuset\nTlf. 12 34 56 78", "Fælleshuset"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00 i Fælleshuset", "Fælleshuset"),
        ("Bestyrelsesmøde tirsdag 3. maj 2022\ni Fælleshuset på Birkevej", "Fælleshuset på Birkevej"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00 hos Karen, nr. 14", "hos Karen, nr. 14"),
        ("Mødet holdes den 3. maj 2022 kl. 19 på Birkevej 7, st. baghuset", "Birkevej 7, st. baghuset"),
        ("Bestyrelsesmøde 3. maj 2022, i Fælleshuset kl 19", "Fælleshuset"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00, klubhuset, 1. sal", "klubhuset, 1. sal"),
        ("Bestyrelsesmøde 3. maj 2022\nNordby Kommune · kl. 8.30-11 · Lokale 2", "Lokale 2"),
        ("Dato: 3. maj 2022 Tid: 16-18 Sted: Biblioteket", "Biblioteket"),
        ("Udvalgsmøde 3. maj 2022 kl. 15-17\nSognegården, Torvet 4", "Sognegården, Torvet 4"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00, til stede var alle", None),
        ("BESTYRELSESMØDE 3. MAJ 2022 KL. 19 I FÆLLESHUSET", "FÆLLESHUSET"),
        ("BESTYRELSESMØDE 3. MAJ 2022 KL. 19 PÅ SKOLENS\nLÆRERVÆRELSE", "SKOLENS LÆRERVÆRELSE"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00 i Solby\nForsamlingshus", "Solby Forsamlingshus"),
        ("Bestyrelsesmøde 3. maj 2022 kl. 19.00, Birkevej 7,\nmødelokale Eg", "Birkevej 7, mødelokale Eg"),
        ("Bestyrelsesmøde hos Karen, tirsdag 3. maj 2022 kl. 19", "hos Karen"),
        ("Referat\nMøde 3. maj 2022 kl. 9.00 – 11.00 · Virtuelt møde via Teams", "Virtuelt møde via Teams"),
        ("Referat 3. maj 2022\nNordby Kommune | kl. 17 i Ungehuset (pizza fra 16.30)", "Ungehuset"),
        ("Referat\n3. maj 2022 kl. 10.00-15.00\nSolby, Hotel Birkely", "Solby, Hotel Birkely"),
        ("Referat\n03-05-2022 13:00 - 15:00\nLokale 1.22 / Teams", "Lokale 1.22 / Teams"),
        ("Referat af møde 3. maj 2022. Mødet afholdtes i husets kælder, Birkevej 7.", "husets kælder, Birkevej 7"),
        (
            "År 2022, den 3. maj afholdtes ordinær generalforsamling i\n"
            "Ejerforeningen Birkely i Medborgerhuset, Sal 2. Til stede var 20.",
            "Medborgerhuset, Sal 2",
        ),
        ("Den 3. maj 2022 kl. 19.30 i Solby Lokaludvalg", None),
        ("Mødested: Birkehuset, Birkevej 7\nMødet fandt sted fra kl. 16.00 til 19.30", "Birkehuset, Birkevej 7"),
        ("Bestyrelsesmøde 3. maj 2022", None),
    ],
    "body": [
        ("Referat af møde 3-2022 i akademisk råd, onsdag den 4. maj 2022", "Akademisk råd"),
        ("Referat fra møde i Teknisk Udvalg den 3. maj 2022", "Teknisk Udvalg"),
        ("Referat møde i Ungdomsrådet d. 14/11 - 2017", "Ungdomsrådet"),
        ("Møde i Sundhedsklynge Nord, politisk niveau\n3. maj 2022", "Sundhedsklynge Nord, politisk niveau"),
        ("Beredskabskommissionen for Nordby Brand I/S | 26-09-2016 | Stationen", "Beredskabskommissionen"),
        ("Referat af bestyrelsesmøde 3. maj 2022", "Bestyrelsen"),
        ("Bestyrelsesmøde 3. maj 2022\nHUSK GENERALFORSAMLING 11. APRIL", "Bestyrelsen"),
        ("Referat af OB-møde 3. maj 2022", "Organisationsbestyrelsen"),
        ("Referat af ordinær  generalforsamling", "Ordinær generalforsamling"),
        ("Udvalg: Klima, natur og energi", "Klima, natur og energi"),
        ("Byrådet, Nordby Kommune\n3. maj 2022", "Byrådet"),
        ("Chefforum Sundhedsklynge Nord d.\n3. maj 2022", "Chefforum Sundhedsklynge Nord"),
        ("Referat\nForretningsudvalget\n3. maj 2022", "Forretningsudvalget"),
        ("Referat\nAfdelingsbestyrelsen i Østby Fagforening", "Afdelingsbestyrelsen"),
        ("Ældrerådet i Nordby Kommune\n3. maj 2022", "Ældrerådet"),
        ("Referat\nMøde i faglig-strategisk gruppe\n3. maj 2022", "faglig-strategisk gruppe"),
        ("bestyrelsen@birkely.example\nReferat af bestyrelsesmøde 3. maj 2022", "Bestyrelsen"),
        ("Referat af møde nr. 4 i havnebestyrelsen d. 3. maj 2022", "Havnebestyrelsen"),
        ("Nordby IF – Hovedbestyrelsen\n3. maj 2022", "Hovedbestyrelsen"),
        ("Institutrådet, møde nr. 4-2022\n3. maj 2022", "Institutrådet"),
        ("Referat: Koordinationsgruppen for Fælleslog\n3. maj 2022", "Koordinationsgruppen for Fælleslog"),
        ("Til stede: Karen (KH)\n(BV) fra ungdomsudvalget\nReferat 3. maj 2022", None),
        ("Mødereferat - HovedMED\n3. maj 2022", "HovedMED"),
        ("Referat af ordinært HMU-møde\n3. maj 2022", "HMU"),
        ("Referat af møde nr. 6/2022 i Studienævnet for Kunst og Arkiv", "Studienævnet for Kunst og Arkiv"),
        ("Udvalg: Ældrerådet, Nordby Kommune", "Ældrerådet"),
        ("Referat af møde nr. 12 i Solrådet den 3/5 22", "Solrådet"),
        ("Referat 3. maj 2022", None),
    ],
    "organisation": [
        ("Nordby Kommune\nByrådet", "Nordby Kommune"),
        ("NORDBY KOMMUNE\nByrådet", "Nordby Kommune"),
        ("Referat af Nr. Birk og Omegns Jagtforenings generalforsamling", "Nr. Birk og Omegns Jagtforening"),
        ("Sdr. Birk Vandværk\nBestyrelsesmøde", "Sdr. Birk Vandværk"),
        ("Grundejerforeningen Birkely\nBestyrelsesmøde", "Grundejerforeningen Birkely"),
        ("Generalforsamling i Birkely Varme A.m.b.a., 3. maj 2022", "Birkely Varme A.m.b.a"),
        ("Referat af møde i Sundhedsklynge Nord", "Sundhedsklynge Nord"),
        ("REGION NORDSUND\nRegionsrådets møde", "Region Nordsund"),
        ("Bestyrelsesmøde Birkely IF\n3. maj 2022", "Birkely IF"),
        ("Haveforeningen Birkely af 1934\nBestyrelsesmøde", "Haveforeningen Birkely af 1934"),
        ("Lokalhistorisk Forening for Nordby Sogn\nGeneralforsamling", "Lokalhistorisk Forening for Nordby Sogn"),
        ("Grundejerforeningen Birkely for 2009\nGeneralforsamling", "Grundejerforeningen Birkely"),
        ("Nordby Gymnasium og HF\nBestyrelsesmøde", "Nordby Gymnasium og HF"),
        ("Nordby Museums Venner\nBestyrelsesmøde 3. maj 2022", "Nordby Museums Venner"),
        ("NORDBY LYSTFISKERE\nBestyrelsesmøde 3. maj 2022", "Nordby Lystfiskere"),
        ("Møde i bestyrelsen for Nationalpark Nordsund den 3. maj 2022", "Nationalpark Nordsund"),
        (
            "Ordinær generalforsamling for grundejerforeningen ” BIRKELY VEST ”\n3. maj",
            "Grundejerforeningen BIRKELY VEST",
        ),
        ("SOLBY - BIRKELY VANDVÆRK\nBestyrelsesmøde 3. maj 2022", "Solby - Birkely Vandværk"),
        ("SOLBY HAVN\nKommunal selvstyrehavn, Nordby Kommune\nReferat 3. maj 2022", "Solby Havn"),
        ("Generalforsamling BIRKSOL den 3. maj 2022", "BIRKSOL"),
        ("Karen Holm\nBestyrelsesmøde 3. maj 2022", None),
        ("# Bestyrelsesmøde\n\ni Solby Antenneforening\n3. maj 2022", "Solby Antenneforening"),
        ("Referat fra møde d. 3.5.2022 i Solbys Beboerforening", "Solbys Beboerforening"),
        ("SOLBY UNIVERSITET\nMøde i Studienævnet for Kunst og Arkiv", "Solby Universitet"),
        ("**Referat – Solby Vandværk**\nBestyrelsesmøde 3. maj 2022", "Solby Vandværk"),
        ("Bestyrelsesmøde MANDAG den 3. maj 2022", None),
        ("Møde med naboforeningen ”Birkely”\nGrundejerforeningen Solby\n3. maj 2022", "Grundejerforeningen Solby"),
        ("Referat af bestyrelsesmøde i SOLBY SENIORRÅD\n3. maj 2022", "SOLBY SENIORRÅD"),
        ("Bestyrelsesmøde 3. maj 2022", None),
    ],
}


@pytest.mark.parametrize(
    ("field", "header", "value"),
    [(field, header, value) for field, cases in FIELDS.items() for header, value in cases],
    ids=[f"{field}: {header}" for field, cases in FIELDS.items() for header, _ in cases],
)
def test_field(field: str, header: str, value: str | None) -> None:
    assert getattr(meeting(header), field) == value


def test_organisation_in_a_title_over_two_lines() -> None:
    title = "# Referat af den ordinære generalforsamling, der holdtes i maj i Grundejerforeningen\n# Birkely"
    header = laid(f"{title}\n\nDen 3. maj 2022")
    assert header[0].text.endswith("Grundejerforeningen Birkely")
    assert find_meeting(header, []).organisation == "Grundejerforeningen Birkely"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Solby og Omegns Rideklub", "Solby og Omegns Rideklub"),
        ("Koret Skovsangen", "Koret Skovsangen"),
        ("Birkelyskolen, onsdag den 3. maj 2022", "Birkelyskolen"),
        ("Faglærtes Forbund, Kreds 4", "Faglærtes Forbund, Kreds 4"),
        ("Solby Søfartsmuseum", "Solby Søfartsmuseum"),
        ("Bestyrelsesmøde hos Karen, tirsdag den 3. maj 2022", None),
    ],
)
def test_the_name_of_an_association(title: str, name: str | None) -> None:
    assert find_meeting(laid(f"{title}\n\nReferat\n\nDen 3. maj 2022"), []).organisation == name


@pytest.mark.parametrize(
    "told", ["Slut kl. 22.10", "Mødet sluttede 22.10.", "Dirigenten takkede for god ro og orden kl. 22.10."]
)
def test_turns_that_end_the_meeting(told: str) -> None:
    assert meeting("Bestyrelsesmøde 3. maj 2022 kl. 19.00", ITEMS + f"\n{told}").end == "22:10"


def test_label_in_the_middle_of_its_cell_belongs_to_the_first_line_beside_it() -> None:
    label, value = (
        line("Til stede", top=107.0),
        [line("Karen Holm,", top=100.0, x0=200), line("Bo Vang", top=114, x0=200)],
    )
    table = Table(
        1, 55, 98, 400, 130, (("Til stede", "Karen Holm, Bo Vang"),), cells=(((55, 98, 195, 130), (195, 98, 400, 130)),)
    )
    printed = Block(BlockKind.TABLE, "", 1, (value[0], label, value[1]), table=table)
    assert [row.text for row in header_rows([printed], 1)] == ["Til stede Karen Holm,", "Bo Vang"]


def test_end_is_told_in_prose() -> None:
    items = "\n\n**1. Hegn**\nHegnet males i maj.\n\n**2. Eventuelt**\nMødet blev hævet kl. 17.25."
    assert meeting("Bestyrelsesmøde 3. maj 2022 kl. 15", items).end == "17:25"


def test_forum_is_told_in_decision_headings_only() -> None:
    items = "\n\n**1. Hegn**\nBeslutning Teknisk Udvalg den 03-05-2022\nGodkendt.\n\n**2. Låge**\nBeslutning\nUdsat."
    assert meeting("Referat\nMødedato: 3. maj 2022", items).body == "Teknisk Udvalg"


def test_a_bare_council_has_the_name_that_the_text_gives_it() -> None:
    items = "\n\n**1. Hegn**\nSeniorrådet godkendte planen.\n\n**2. Låge**\nSeniorrådet drøftede lågen."
    assert meeting("# Rådsmøde 3. maj 2022", items).body == "Seniorrådet"
    assert meeting("# Rådsmøde 3. maj 2022").body == "Rådet"
