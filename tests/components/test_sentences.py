"""Where a Danish sentence ends, and where a full stop belongs to an abbreviation, an ordinal or an initial."""

from __future__ import annotations

import pytest

from pipeline.components.sentences import sentence_spans

CASES = {
    "two": ["Planen blev godkendt.", "Budgettet blev udsat."],
    "whose it is, behind the stop": [
        "Lampen skal skiftes. (KH)",
        "Per køber kage. (Per og Bo)",
        "Budgettet blev udsat.",
    ],
    "a remark behind the stop": ["Beretningen blev godkendt.", "(Enstemmigt) Regnskabet blev udsat."],
    "no full stop at the end": ["Planen blev godkendt.", "Budgettet udsat"],
    "question and call": ["Skal vejen lukkes?", "Ja!", "Forslaget blev vedtaget."],
    "quotation closed after the stop": ["Han sagde: ”Det er nok.”", "Derefter blev der stemt."],
    "hour": ["Mødet begynder kl. 19.30 i salen."],
    "number": ["Jf. pkt. 4 og bilag nr. 7 blev planen godkendt."],
    "a preposition at the end": ["Det gælder kommunen, pladsen ligger i.", "Gruppen mødes igen."],
    "votes": ["Forslaget blev vedtaget med 6 stemmer imod 3. 1 undlod at stemme."],
    "title and initial": ["Dr. Bo H. Dam holdt oplæg."],
    "the last of a list of parties": ["Imod stemte V, A, B, F og Ø.", "Forslaget blev dermed forkastet."],
    "a block's letter": ["Valgt blev Bo Dam, blok C.", "Referent er Per Holm."],
    "initials joined": ["Bo H. Dam og A. B. Holm holdt oplæg."],
    "staircase and lawyer": ["Karen spørger adv. Holm om opg. 12."],
    "assembly at the end": ["Det tages op på gf.", "Mødet sluttede."],
    "bl.a.": ["Der var bl.a. Spørgsmål om vejen."],
    "kroner inside": ["Der er afsat 300.000 kr. til legepladsen."],
    "kroner at the end": ["Prisen er 500 kr.", "Bestyrelsen godkendte den."],
    "mv. at the end": ["Der købes stole mv.", "Kassereren betaler."],
    "date": ["Næste møde er den 12. Marts holdes fri."],
    "day of a month": ["Mødet er den 3. maj 2021 i salen."],
    "ordinal": ["Valg af 1. suppleant og 2. næstformand blev udsat."],
    "list number": ["1. Godkendt.", "2. Udsat."],
    "ad number": ["Ad 3. Godkendt."],
    "ad several numbers": ["Ad 1-2. Godkendt.", "Ad 3 og 4. Udsat."],
    "ad a letter": ["Ad a. Godkendt som forsøg."],
    "the brothers of a firm": ["Tilbuddet fra Brdr. Holm er lavest."],
    "July by its short name": ["Mødet er den 3. jul. Klubben har lukket."],
    "a number's kind before a hyphen": ["Foreningen, CVR-nr. 12 34 56, blev godkendt."],
    "Christmas": ["Der bliver tid efter jul.", "Status blev taget til efterretning."],
    "year": ["Det skete i 2019.", "Planen står ved magt."],
}


@pytest.mark.parametrize("sentences", CASES.values(), ids=CASES)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_space_forgotten_behind_the_stop() -> None:
    assert sentence_spans("Bænken males i år.Karen Holm køber maling.") == [(0, 18), (18, 42)]


def test_a_dash_behind_the_stop_belongs_to_neither_sentence() -> None:
    assert sentence_spans("Bænken males i år. – Vedtaget.") == [(0, 18), (21, 30)]


def test_white_space_is_no_sentence() -> None:
    assert sentence_spans("   ") == []
