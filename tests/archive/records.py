"""How a body records what became of a recommendation, in the ways real minutes do, with what that makes true."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .cast import COUNCIL, FINANCE
from .matters import Point

Relation = tuple[int, str, int | None]
ORDINALS = ("Første", "Andet", "Tredje")


@dataclass
class Record:
    """The paragraphs to print ("- " and "#1. " mark list entries), the decisions among them, and the relations."""

    lines: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def add(self, text: str, *relations: tuple[int, str], mark: str = "") -> None:
        self.lines.append(f"{mark}{text}")
        self.decisions.append(text)
        self.relations += [(point, relation, len(self.decisions) - 1) for point, relation in relations]


def whole(text: str, points: list[Point], relation: str) -> Record:
    record = Record()
    record.add(text, *((place, relation) for place in range(len(points))))
    return record


def adopted(points: list[Point], body: str, dice: Random) -> Record:
    if len(points) > 1 and dice.random() < 0.3:
        return restated(points, body, dice, changed=None)
    text = dice.choice([
        "Godkendt.", "Godkendt som indstillet.", "Indstillingen blev godkendt.", f"{body} godkendte indstillingen.",
        "Som indstillet.", "Indstillingen tiltrådt.", "Indstillingen blev enstemmigt godkendt.", "Vedtaget.",
        f"{body} tiltrådte indstillingen.", "Indstillingen følges.", "Tiltrådt som indstillet.",
    ])  # fmt: skip
    return whole(text, points, "adopted")


def recommended(points: list[Point], body: str, dice: Random) -> Record:
    text = dice.choice([
        "Anbefales godkendt.", "Anbefales.", "Indstilles godkendt.", "Indstillingen anbefales.",
        f"{body} anbefaler over for {COUNCIL}, at indstillingen godkendes.",
        f"{body} indstiller til {COUNCIL}, at sagen godkendes som indstillet.",
    ])  # fmt: skip
    return whole(text, points, "adopted")


def restated(points: list[Point], body: str, dice: Random, changed: int | None) -> Record:
    """The points in words of the record; one may be changed."""
    record = Record()
    listed = dice.random() < 0.4 and changed is None
    if listed:
        record.lines.append(f"{body} besluttede")
        for place, point in enumerate(points):
            record.add(point.asks, (place, _as_asked(point)), mark="- ")
        return record
    for place, point in enumerate(points):
        if place == changed:
            record.add(point.altered, (place, "adopted_changed"))
        else:
            record.add(point.adopts, (place, _as_asked(point)))
    return record


def _as_asked(point: Point) -> str:
    return "noted" if "efterretning" in point.asks else "adopted"


def amended(points: list[Point], body: str, dice: Random) -> Record:
    """Adopted with a change that touches one of the points."""
    place = next(place for place, point in enumerate(points) if point.change)
    change = points[place].change
    form = dice.randrange(4 if len(points) > 1 else 3)
    if form == 3:
        return restated(points, body, dice, changed=place)
    text = (
        f"Godkendt med den ændring, at {change}.",
        f"Indstillingen blev godkendt, dog således at {change}.",
        f"{body} godkendte indstillingen med den ændring, at {change}.",
    )[form]
    record = Record()
    record.add(text, *((p, "adopted_changed" if p == place else "adopted") for p in range(len(points))))
    return record


def point_by_point(points: list[Point], fates: list[str], dice: Random) -> Record:
    """Each point has its own fate: adopted, adopted_changed, rejected, postponed or not_addressed."""
    said = {
        "adopted": "Godkendt.",
        "rejected": "Ikke godkendt.",
        "postponed": "Udsat til næste møde.",
        "noted": "Taget til efterretning.",
    }
    form = dice.randrange(4)
    if form == 3 and "adopted_changed" not in fates:
        return _grouped(fates)
    record = Record()
    for place, fate in enumerate(fates):
        if fate == "not_addressed":
            record.relations.append((place, fate, None))
            continue
        text = f"Godkendt med den ændring, at {points[place].change}." if fate == "adopted_changed" else said[fate]
        lead = (f"Ad {place + 1}: ", f"Ad {place + 1}) ", f"{ORDINALS[place]} at-punkt: ", f"Ad {place + 1}: ")[form]
        record.add(lead + text, (place, fate))
    return record


def _grouped(fates: list[str]) -> Record:
    record = Record()
    verbs = {
        "adopted": "blev godkendt",
        "rejected": "blev ikke godkendt",
        "postponed": "blev udsat til næste møde",
        "noted": "blev taget til efterretning",
    }
    for fate in dict.fromkeys(fates):
        places = [place for place, one in enumerate(fates) if one == fate]
        if fate == "not_addressed":
            record.relations += [(place, fate, None) for place in places]
            continue
        numbers = " og ".join(str(place + 1) for place in places)
        record.add(f"Punkt {numbers} {verbs[fate]}.", *((place, fate) for place in places))
    return record


def rejected(points: list[Point], body: str, dice: Random) -> Record:
    text = dice.choice([
        "Indstillingen blev ikke godkendt.", "Forslaget blev forkastet.", "Indstillingen blev forkastet.",
        f"{body} kan ikke godkende indstillingen.", "Ikke godkendt.", "Afvist.",
        f"{body} besluttede at afvise indstillingen.",
    ])  # fmt: skip
    return whole(text, points, "rejected")


def postponed(points: list[Point], body: str, dice: Random, until: str) -> Record:
    text = dice.choice([
        "Udsat.", "Sagen blev udsat til næste møde.", f"Sagen udsættes til mødet den {until}.", "Udsat til næste møde.",
        f"{body} besluttede at udsætte sagen med henblik på nærmere belysning af økonomien.",
        "Punktet blev udsat.", "Sagen udsættes med henblik på yderligere oplysninger.",
    ])  # fmt: skip
    return whole(text, points, "postponed")


def noted(points: list[Point], body: str, dice: Random) -> Record:
    text = dice.choice([
        "Taget til efterretning.", "Orienteringen blev taget til efterretning.", "Til efterretning.",
        f"{body} tog orienteringen til efterretning.", "Orienteringen taget til efterretning.",
    ])  # fmt: skip
    return whole(text, points, "noted")


def discussed(points: list[Point], body: str, dice: Random) -> Record:
    return whole(
        dice.choice(["Drøftet.", "Sagen blev drøftet.", f"{body} drøftede sagen.", "Projektet blev drøftet."]),
        points, "discussed",
    )  # fmt: skip


def referred(points: list[Point], body: str, dice: Random, to: str = FINANCE) -> Record:
    text = dice.choice([
        f"Oversendes til {to}.", f"{body} besluttede at oversende forslaget til {to}.",
        f"Forslaget blev henvist til {to}.", f"Sagen oversendes til behandling i {to}.",
    ])  # fmt: skip
    return whole(text, points, "referred")
