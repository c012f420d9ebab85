"""Are votes read as printed: who won, which party stood where, and is what only sounds like a vote left alone?"""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.votes import FoundVote, find_votes


def told(text: str) -> list[dict[str, Any]]:
    """The votes of `text`, without what is empty; of members the names."""
    fields = (
        "for_", "against", "abstain", "parties_for", "parties_against", "parties_abstain",
        "members_for", "members_against", "members_abstain", "unanimous",
    )  # fmt: skip

    def value_of(vote: FoundVote, name: str) -> Any:
        value = getattr(vote, name)
        return tuple(member for member, _ in value) if name.startswith("members") else value

    return [
        {name: value for name in fields if (value := value_of(vote, name)) or value == 0 and value is not False}
        for vote in find_votes(text)
    ]


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        # counts
        ("Indstillingen blev tiltrådt med 19 stemmer imod 6.", [{"for_": 19, "against": 6}]),
        ("Godkendt med 19 stemmer mod 6.", [{"for_": 19, "against": 6}]),
        (
            "For stemte 12, imod stemte 3, og 2 undlod at stemme.",
            [{"for_": 12, "against": 3, "abstain": 2}],
        ),
        ("Et flertal på 9 mod 4 stemte for forslaget.", [{"for_": 9, "against": 4}]),
        ("Stemmetal: For 31 / Imod 14 / Undlod 3", [{"for_": 31, "against": 14, "abstain": 3}]),
        ("For stemte 6, imod 3, 1 undlod.", [{"for_": 6, "against": 3, "abstain": 1}]),
        ("For: 4.105. Imod: 1.560. Blanke: 323.", [{"for_": 4105, "against": 1560, "abstain": 323}]),
        ("Resultat: Ja 81, nej 29, blank 8.", [{"for_": 81, "against": 29, "abstain": 8}]),
        ("Ja: 12. Nej: 4.", [{"for_": 12, "against": 4}]),
        ("Ved håndsoprækning var 22 for og 3 imod, 2 sagde ikke noget.", [{"for_": 22, "against": 3, "abstain": 2}]),
        ("Vedtoges med 28 stemmer mod 4, to afholdt sig.", [{"for_": 28, "against": 4, "abstain": 2}]),
        ("Forslaget blev vedtaget med alle stemmer på nær én.", [{"against": 1}]),
        ("Forslaget faldt med stemmerne 9 mod 5.", [{"for_": 5, "against": 9}]),
        ("Vedtaget 5 mod 4.", [{"for_": 5, "against": 4}]),
        ("For forslaget 17 stemmer. Imod forslaget 6 stemmer.", [{"for_": 17, "against": 6}]),
        ("Seks var for, én imod.", [{"for_": 6, "against": 1}]),
        ("Fem medlemmer gik ind for forslaget, fire var imod.", [{"for_": 5, "against": 4}]),
        ("Tre var for gamle. Forslaget faldt 3-4 gange. To ved ikke, om de stemmer.", []),
        (
            "Der var 12 for forslaget, 3 imod og 4 der ikke stemte.",
            [{"for_": 12, "against": 3, "abstain": 4}],
        ),
        ("Ændringsforslaget blev forkastet med 19 stemmer imod 6.", [{"for_": 6, "against": 19}]),
        (
            "Forslaget blev ikke vedtaget med 1 stemme mod 8. 1 undlod at stemme.",
            [{"for_": 1, "against": 8, "abstain": 1}],
        ),
        ("Forslaget blev forkastet med 20 stemmer imod og 1 for.", [{"for_": 1, "against": 20}]),
        ("8 for, 24 imod, forslaget faldt.", [{"for_": 8, "against": 24}]),
        ("22 for, 6 imod, 4 undlader. Forslaget er vedtaget.", [{"for_": 22, "against": 6, "abstain": 4}]),
        ("Vedtaget med 26 stemmer for og 2 imod.", [{"for_": 26, "against": 2}]),
        ("Vedtaget med 1.870 stemmer for og 655 imod.", [{"for_": 1870, "against": 655}]),
        ("Stemmetal: 2.204 for, 3.377 imod.", [{"for_": 2204, "against": 3377}]),
        ("Taget til følge mod 3 stemmer.", [{"against": 3}]),
        ("Herefter blev Karen valgt med 19 stemmer mod 14.", []),
        ("Vedtaget med 26 stemmer for.", [{"for_": 26}]),
        ("Vedtaget med stort flertal (40 for og 3 imod).", [{"for_": 40, "against": 3}]),
        ("Kun 1 stemte for, 16 imod.", [{"for_": 1, "against": 16}]),
        ("12 stemte for, mens tre stemte imod. Ingen undlod at stemme.", [{"for_": 12, "against": 3, "abstain": 0}]),
        ("To stemte imod, og en undlod.", [{"against": 2, "abstain": 1}]),
        ("Det var der ingen, der stemte for.", [{"for_": 0}]),
        ("Et flertal på 15 mod fem støttede forslaget.", [{"for_": 15, "against": 5}]),
        ("Vedtaget med stemmerne 8-3.", [{"for_": 8, "against": 3}]),
        ("JA = 28 - NEJ = 1", [{"for_": 28, "against": 1}]),
        ("Afstemning: 18 ja og 12 nej, forholdstal: 1705 ja 1123 nej", [{"for_": 18, "against": 12}]),
        ("47 stemmer for JA, og 8 stemmer for NEJ.", [{"for_": 47, "against": 8}]),
        (
            "I alt stemte 49 af foreningens medlemmer for forslaget. 2 medlemmer stemte imod.",
            [{"for_": 49, "against": 2}],
        ),
        (
            "Forslaget blev vedtaget med 18 stemmer mod 5 (Ø og F).",
            [{"for_": 18, "against": 5, "parties_against": ("Ø", "F")}],
        ),
        (
            "22 stemte ja, 5 stemte nej og 3 stemte blankt.",
            [{"for_": 22, "against": 5, "abstain": 3}],
        ),
        ("Ja: 45, Nej: 12, Blanke: 3", [{"for_": 45, "against": 12, "abstain": 3}]),
        ("For 12, imod 3, hverken/eller 2.", [{"for_": 12, "against": 3, "abstain": 2}]),
        (
            "For stemte L og Ø (3), imod stemte de øvrige (14).",
            [{"for_": 3, "against": 14, "parties_for": ("L", "Ø")}],
        ),
        (
            "For stemte A (5). V og C undlod at stemme (2 stemmer).",
            [{"for_": 5, "abstain": 2, "parties_for": ("A",), "parties_abstain": ("V", "C")}],
        ),
        (
            "Et flertal (5 medlemmer: A og V) godkendte planen, mens et mindretal (2 medlemmer: Ø) stemte imod.",
            [{"for_": 5, "against": 2, "parties_for": ("A", "V"), "parties_against": ("Ø",)}],
        ),
        (
            "For stemte: A (7). Imod stemte: V (8). Hverken for eller imod: O (1).",
            [
                {
                    "for_": 7,
                    "against": 8,
                    "abstain": 1,
                    "parties_for": ("A",),
                    "parties_against": ("V",),
                    "parties_abstain": ("O",),
                }
            ],
        ),
        # lists after the verb
        (
            "For stemte: A, B, F og Ø. Imod stemte: C og V. Undlod at stemme: Å.",
            [{"parties_for": ("A", "B", "F", "Ø"), "parties_against": ("C", "V"), "parties_abstain": ("Å",)}],
        ),
        (
            "Vedtaget med 9 stemmer imod 5.\nFor stemte: A, B og Ø.\nImod stemte: C og V.",
            [{"for_": 9, "against": 5, "parties_for": ("A", "B", "Ø"), "parties_against": ("C", "V")}],
        ),
        (
            "For indstillingen stemte 7 (A og V). Imod stemte 2 (F og Ø).",
            [{"for_": 7, "against": 2, "parties_for": ("A", "V"), "parties_against": ("F", "Ø")}],
        ),
        (
            "For stemte 5 (A og V), imod stemte 1 (O).",
            [{"for_": 5, "against": 1, "parties_for": ("A", "V"), "parties_against": ("O",)}],
        ),
        (
            "For forslaget stemte F (4) og Ø (1). Imod stemte A, C og V, i alt 32.",
            [{"for_": 5, "against": 32, "parties_for": ("F", "Ø"), "parties_against": ("A", "C", "V")}],
        ),
        (
            "Imod stemte: Æ, I – i alt 2 med følgende bemærkning: Vi A, B og C ønsker mere.",
            [{"against": 2, "parties_against": ("Æ", "I")}],
        ),
        (
            "For stemte 11 (Radikale Venstre, Socialdemokratiet, Oplandslisten). Undlod at stemme 5 (Venstre).",
            [
                {
                    "for_": 11,
                    "abstain": 5,
                    "parties_for": ("Radikale Venstre", "Socialdemokratiet", "Oplandslisten"),
                    "parties_abstain": ("Venstre",),
                }
            ],
        ),
        # lists before the verb
        (
            "11 medlemmer (B, O og V) stemte for indstillingen. 6 medlemmer (A og F) stemte imod. A og F stemte imod, "
            "idet man ønsker en plan.",
            [{"for_": 11, "against": 6, "parties_for": ("B", "O", "V"), "parties_against": ("A", "F")}],
        ),
        (
            "Forslaget bortfaldt med 2 stemmer for (SF) og 7 imod (A og V). 1 undlod at stemme.",
            [{"for_": 2, "against": 7, "abstain": 1, "parties_for": ("SF",), "parties_against": ("A", "V")}],
        ),
        (
            "5 medlemmer (A+V+C) anbefaler forslaget. 2 medlemmer (N+Ø) tager forbehold.",
            [{"for_": 5, "parties_for": ("A", "V", "C")}],
        ),
        (
            "Godkendt med 7 stemmer imod 1. Liste B stemte imod, idet man savner en plan.",
            [{"for_": 7, "against": 1, "parties_against": ("B",)}],
        ),
        # the number behind the list, and behind each party
        (
            "For stemte: A, B, F, C og V (6).\nImod stemte: Ø (1).",
            [{"for_": 6, "against": 1, "parties_for": ("A", "B", "F", "C", "V"), "parties_against": ("Ø",)}],
        ),
        (
            "Forslag: ”At det udgår.” For forslaget stemte A (2), F (1) og Ø (1), i alt 4. Imod stemte V (1).",
            [{"for_": 4, "against": 1, "parties_for": ("A", "F", "Ø"), "parties_against": ("V",)}],
        ),
        (
            "For stemte: Ø (1), i alt 1.\nImod stemte: A (4), V (2), i alt 6.\nUndlod at stemme: B (1).\nI alt 8.",
            [
                {
                    "for_": 1,
                    "against": 6,
                    "abstain": 1,
                    "parties_for": ("Ø",),
                    "parties_against": ("A", "V"),
                    "parties_abstain": ("B",),
                }
            ],
        ),
        (
            "For indstillingen stemmer 2 (F og A). Imod stemmer 2 (V og O). Indstillingen er dermed bortfaldet.",
            [{"for_": 2, "against": 2, "parties_for": ("F", "A"), "parties_against": ("V", "O")}],
        ),
        ("Efter afstemning stemte 18 ud af 24 huse for nedlæggelse af ordningen.", [{"for_": 18}]),
        ("Vedtaget med 24 stemmer for og 5 imod. To stemmer var blanke.", [{"for_": 24, "against": 5, "abstain": 2}]),
        # people
        (
            "For stemte: O, V og Lars Holm (I). Imod stemte: A og B.",
            [{"parties_for": ("O", "V"), "members_for": ("Lars Holm",), "parties_against": ("A", "B")}],
        ),
        (
            "For: 2 (Anna Dam (A), Bo Holm (A)) Imod: 1 (Carl Lund (V))",
            [
                {
                    "for_": 2,
                    "against": 1,
                    "parties_for": ("A",),
                    "parties_against": ("V",),
                    "members_for": ("Anna Dam", "Bo Holm"),
                    "members_against": ("Carl Lund",),
                }
            ],
        ),
        (
            "Et flertal (Anna Dam og Bo Holm) stemte for. Et mindretal (Carl Lund) stemte imod.",
            [{"for_": 2, "against": 1, "members_for": ("Anna Dam", "Bo Holm"), "members_against": ("Carl Lund",)}],
        ),
        (
            "Anna Dam og Bo Holm følger indstillingen. Carl Lund stemmer imod, indstillingen nedstemt.",
            [{"for_": 2, "against": 1, "members_for": ("Anna Dam", "Bo Holm"), "members_against": ("Carl Lund",)}],
        ),
        # people named one by one voted for themselves, people in parentheses tell which groups the number is made of
        (
            "For stemte 2: Anna Dam (V) og Bo Holm (V).\nImod stemte 2: Carl Lund (A) og Dorte Friis (F).",
            [
                {
                    "for_": 2,
                    "against": 2,
                    "members_for": ("Anna Dam", "Bo Holm"),
                    "members_against": ("Carl Lund", "Dorte Friis"),
                }
            ],
        ),
        (
            "For ændringsforslaget: 2 (Anna Dam (Ø), Bo Holm (F))\nImod: 3 (Carl Lund (A), Dan Friis (A), Else Bo (V))",
            [
                {
                    "for_": 2,
                    "against": 3,
                    "parties_for": ("Ø", "F"),
                    "parties_against": ("A", "V"),
                    "members_for": ("Anna Dam", "Bo Holm"),
                    "members_against": ("Carl Lund", "Dan Friis", "Else Bo"),
                }
            ],
        ),
        # a group that split is for neither side
        (
            "For: 1 (Anna Dam (F)). Imod: 2 (Bo Holm (F), Carl Lund (V)).",
            [
                {
                    "for_": 1,
                    "against": 2,
                    "parties_against": ("V",),
                    "members_for": ("Anna Dam",),
                    "members_against": ("Bo Holm", "Carl Lund"),
                }
            ],
        ),
        (
            "For stemte O og 1 medlem af C (Anna Dam). Imod stemte A og C med undtagelse af 1 medlem.",
            [{"parties_for": ("O",), "members_for": ("Anna Dam",), "parties_against": ("A", "C")}],
        ),
        # "A. Holm" is a person, "V. Lars" the end of a list
        (
            "For stemte: C, A. Holm (løsgænger), O. Imod stemte: V. Lars Holm (V) var gået.",
            [{"parties_for": ("C", "O"), "members_for": ("A. Holm",), "parties_against": ("V",)}],
        ),
        # unanimous
        ("Forslaget blev enstemmigt vedtaget.", [{"unanimous": True}]),
        ("Eenstemmigt vedtaget.", [{"unanimous": True}]),
        ("FORSLAG ENSTEMMIGT VEDTAGET", [{"unanimous": True}]),
        ("Enstemmigt vedtaget med 51 for og et fordelingstal på 4861.", [{"for_": 51, "unanimous": True}]),
        (
            "For stemte: A (4) og V (2), i alt 6.\nImod stemte: 0.\nUndlod at stemme: 0.\nDet er enstemmigt anbefalet.",
            [{"for_": 6, "against": 0, "abstain": 0, "parties_for": ("A", "V"), "unanimous": True}],
        ),
        ("Regnskabet blev enstemmigt godkendt. Budgettet blev enstemmigt godkendt.", [{"unanimous": True}] * 2),
        # several votes, each its own row
        (
            "Ændringsforslaget faldt med 12 stemmer mod 3. Indstillingen blev vedtaget med 12 stemmer mod 3.",
            [{"for_": 3, "against": 12}, {"for_": 12, "against": 3}],
        ),
        (
            "Ændringsforslag 1: For stemte: A. Imod stemte: V og C. "
            "Ændringsforslag 2: For stemte: A og V. Imod stemte: C.",
            [
                {"parties_for": ("A",), "parties_against": ("V", "C")},
                {"parties_for": ("A", "V"), "parties_against": ("C",)},
            ],
        ),
        (
            "Forslaget blev forkastet med 8 stemmer imod 2. Indstillingen blev herefter enstemmigt godkendt.",
            [{"for_": 2, "against": 8}, {"unanimous": True}],
        ),
        (
            "Forslaget blev forkastet med 33 stemmer imod 19. Løsning 1 fik 15 stemmer, løsning 2 fik 36, mens 1 "
            "stemte blankt. To stemmer var blanke.",
            [{"for_": 19, "against": 33}],
        ),
        (
            "For stemte 2 (F), imod stemte 8 (A og V). Indstillingen blev herefter godkendt uden afstemning.",
            [{"for_": 2, "against": 8, "parties_for": ("F",), "parties_against": ("A", "V")}],
        ),
    ],
)
def test_votes(text: str, votes: list[dict[str, Any]]) -> None:
    assert told(text) == votes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Godkendt.",
        "Godkendt uden afstemning.",
        "Vedtaget med stort flertal.",
        "Forkastet med stort flertal imod.",
        "Blev ikke enstemmigt vedtaget.",
        "Valgt uden modkandidater.",
        "Venstre undlod at stemme.",
        "Liberal Alliance kunne ikke tiltræde indstillingen.",
        "Anna fik 10 stemmer og Bo fik 3 stemmer.",
        "Kandidaterne blev valgt med hhv. 10 stemmer hver.",
        "37 stemmer for løsning A, 14 stemmer for løsning B.",
        "Et medlem stemte for rødt hegn, mens resten stemte for grønt hegn.",
        "Forslaget blev sat til afstemning.",
        "Der var en debat for og imod forslaget.",
        "Det faldt sammen med en for mange møder.",
        "Bestyrelsen er imod sammenlægningen.",
        "Størstedelen af forsamlingen stemte imod.",
        "Det stemmer overens med budgettet.",
        # one side alone, by name: a standpoint
        "Godkendt. Liste O stemte imod.",
        "Enhedslisten stemte imod.",
        "Anna Dam (F) og Bo Holm (Ø) stemte imod.",
        "Anna Dam (O) stemmer imod, og anbefaler, at sagen udsættes.",
        "Forslaget blev forkastet, idet kun Anna Dam stemte for.",
        "Et flertal (A, F og Anna Dam (V)) indstiller sagen godkendt. Bo Holm tager forbehold.",
        "Bestyrelsen er stemt for en løsning.",
    ],
)
def test_no_vote(text: str) -> None:
    assert find_votes(text) == []


def test_text_covers_the_sentences_of_the_vote() -> None:
    text = "Vi talte om det. For stemte: A. Imod stemte: V. Sagen sluttede."
    (vote,) = find_votes(text)
    assert vote.text == "For stemte: A. Imod stemte: V."
    assert text[vote.start : vote.end] == vote.text


def test_members_keep_the_party_printed_behind_the_name() -> None:
    (vote,) = find_votes("For stemte 2: Anna Dam (V) og Bo Holm. Imod stemte 1: Carl Lund (A).")
    assert vote.members_for == (("Anna Dam", "V"), ("Bo Holm", None))
    assert vote.members_against == (("Carl Lund", "A"),)
