"""What is approved after it was changed: "Punktet sættes på som 5c. Dagsordenen blev herefter godkendt."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gated import Gated

BEFORE = 30  # letters before the change in which a negation is its own
NEAR = 2  # sentences before the approval in which the change stands
HENCE = Gated(
    r"""
    \b(?: herefter | derefter | dermed | ellers )\b
    | \b(?:det|den|de)\s+(?:reviderede|justerede|tilrettede|ændrede|reducerede)\s+\w+\s+(?:blev|er|bliver)\b
    """,
    re.I | re.X,
)
# "Vedtaget, efter at § 4 er ændret", "Vedtaget som udsendt, dog går …"
WITH_CHANGE = Gated(
    r",\s+efter\s+at\b[^.]{0,120}\b(?:ændret|rettet(?!\s+(?:henvendelse|mod|til)\b)|tilføjet|fjernet|flyttet|præciseret)\b"
    r"|\bsom\s+(?:udsendt|forelagt|indstillet|foreslået),\s+(?:idet\s+\w+\s+)?dog\b(?!\s+(?:tog|tager|stemte|med\s+forbehold)\b)"
)
CHANGED = Gated(
    r"""
    \b(?: tilføj(?:et|es|edes) | sættes\s+på | sat\s+på | (?:få|fik|blev)\s+medtaget | medtages | således\s+ændrede
      | ændre(?:t|s|des) | omformulere(?:t|de|s) | omskrevet | præcisere(?:t|s|des) | justere(?:t|s)
      | rette(?:t|s|des)(?!\s+(?:henvendelse|mod|til)\b) | reducere(?:t|s) | forhøje(?:t|s) | nedsættes | nedsat
      | fjerne(?:t|s) | flytte(?:t|s) | byttes | byttet | suppleres | suppleret )\b
    """,
    re.I | re.X,
)
# what is changed is a text or a sum, no bench
OF_A_TEXT = re.compile(
    r"""
    punkt | \bpkt\b | § | paragraf | ændringen | dagsorden | referat | budget | vedtægt | forslag | formulering
    | ordlyd | tekst | afsnit | \bstk\b | udkast | beløb | \bpost(?:en|erne)?\b | \bkr\b | titel | bilag
    | \bord(?:et|ene)?\b | kommentar | sætning | \bplan(?:en)?\b
    """,
    re.I | re.X,
)
REFUSED = re.compile(r"\b(?:forkastet|afvist|faldt|nedstemt|afslået)\b", re.I)
NOT = re.compile(r"\b(?:ikke|ingen|intet|foresl\w+|ønskede\s+ændret)\b", re.I)


def changed_before(text: str, before: Sequence[str]) -> bool:
    """Does the approval tell a change, or point back to one that it or a sentence right before it tells?"""
    if WITH_CHANGE.search(text):
        return True
    hence = HENCE.search(text)
    return hence is not None and any(map(tells_change, [*before[-NEAR:], text[: hence.start()]]))


def tells_change(text: str) -> bool:
    change = CHANGED.search(text)
    if change is None or OF_A_TEXT.search(text) is None or REFUSED.search(text):
        return False
    return NOT.search(text, max(0, change.start() - BEFORE), change.end()) is None
