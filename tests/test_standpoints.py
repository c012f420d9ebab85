"""Are minority statements, reservations and recusals kept with those who made them?"""

from __future__ import annotations

import pytest

from pipeline.standpoints import find_standpoints
from pipeline.votes import find_votes


@pytest.mark.parametrize(
    ("text", "kind", "who", "said"),
    [
        (
            "Godkendt. Venstre afgav følgende protokolbemærkning: ”Det er dyrt. Meget dyrt.” Mødet sluttede.",
            "statement",
            ("Venstre",),
            "Venstre afgav følgende protokolbemærkning: ”Det er dyrt. Meget dyrt.”",
        ),
        ("Protokoltilførsel fra A og F: Vi ønsker en plan.", "statement", ("A", "F"), None),
        ('SF ønskede følgende bemærkning tilført protokollen: "Nej tak."', "statement", ("SF",), None),
        ("Protokolbemærkning: Dansk Folkeparti finder det dyrt.", "statement", ("Dansk Folkeparti",), None),
        ("Anna Dam (F) tog forbehold.", "reservation", ("Anna Dam",), None),
        ("2 medlemmer (N+Ø) tager forbehold.", "reservation", ("N", "Ø"), None),
        ("V og C tog forbehold.", "reservation", ("V", "C"), None),
        ("Forbehold: V og C.", "reservation", ("V", "C"), None),
        ("Godkendt. Liste O stemte imod.", "dissent", ("O",), "Liste O stemte imod."),
        ("Imod stemte V og Anna Dam (F), idet sagen haster.", "dissent", ("V", "Anna Dam"), None),
        ("Anna Dam (F) og Bo Holm (Ø) stemte imod.", "dissent", ("Anna Dam", "Bo Holm"), None),
        ("Anna Dam stemmer imod, og anbefaler, at sagen udsættes.", "dissent", ("Anna Dam",), None),
        (
            "Vedtaget med 7 stemmer for og 2 imod. Venstre stemte imod, idet gruppen fandt sagen oplyst.",
            "dissent",
            ("Venstre",),
            "Venstre stemte imod, idet gruppen fandt sagen oplyst.",
        ),
        ("Bo Holm kan ikke tiltræde.", "dissent", ("Bo Holm",), None),
        ("Liberal Alliance kunne ikke tiltræde indstillingen.", "dissent", ("Liberal Alliance",), None),
        ("Mindretalsudtalelse fra Anna Dam (Ø): ”Nej.”", "minority", ("Anna Dam",), None),
        ("Bo Holm erklærede sig inhabil og forlod mødet.", "recusal", ("Bo Holm",), None),
        ("Bo Holm (V) deltog ikke i sagen på grund af inhabilitet.", "recusal", ("Bo Holm",), None),
    ],
)
def test_standpoints(text: str, kind: str, who: tuple[str, ...], said: str | None) -> None:
    (found,) = find_standpoints(text, find_votes(text))
    assert (found.kind, found.who, found.text) == (kind, who, said or text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Godkendt.",
        "Godkendt med forbehold for ministeriets accept.",
        "Byrådet fandt, at Anna Dam ikke er inhabil.",
        "Udvalget kan ikke anbefale forslaget.",
        "Referatet blev godkendt med tilføjelsen ”Venstre tog forbehold for beløbet”.",
        # part of a vote
        "Anna Dam stemte for. Bo Holm stemte imod.",
        "11 medlemmer (B, O og V) stemte for. 6 medlemmer (A og F) stemte imod.",
        "To stemte imod.",
    ],
)
def test_no_standpoint(text: str) -> None:
    assert find_standpoints(text, find_votes(text)) == []
