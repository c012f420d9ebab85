"""A crowd of invented people in many lists, with the truth of who is who: harder than any one municipality.

Twelve organisations over twelve years, with the trouble that lists of Danish minutes give: near-twins, families,
father and son of one name, middle names that come and go, marriages, slips of pen, ear and scanner, party letters that
are left out, officials by title, short names and initials. How often each happens is set here, before any rule is
measured, and no rule of linking is used in drawing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from .names_of_danes import MEN, RARE, WOMEN, draw_name, misread, misspelt, mistyped

YEARS = range(2008, 2020)
MEETINGS = 6  # a forum and year
TITLES = (
    "borgmester", "kommunaldirektør", "teknisk direktør", "økonomichef", "skolechef", "jurist", "konsulent", "planchef",
    "sundhedschef", "ledende overlæge", "oversygeplejerske", "specialkonsulent", "centerleder",
    "kultur- og fritidschef",
)  # fmt: skip
EMPLOYERS = (
    "Nordby Kommune", "Sydby Kommune", "Vestby Kommune", "Region Midtlandet", "Østby Sygehus", "Almen praksis",
)  # fmt: skip
PARTIES = "ABCFIOVØ"

# Of a hundred people:
TWIN = 0.05  # has a sibling or stranger in the organisation whose name differs by a letter of the given name
FAMILY = 0.04  # shares given and last name with another who has one more name behind (Kirsten Holm, Kirsten Holm Lund)
JUNIOR = 0.03  # father and son: one name, two people
MARRIED = 0.04  # takes a new last name on the way: half keep the old one as middle name
TURNCOAT = 0.02  # goes over to another party
SITS_TWICE = 0.35  # sits in two forums of the organisation
STAND_INS = 6  # people of an organisation who only ever sit in for somebody
KIN = (
    0.5  # of those, who share the last name of a member and the first letter of the given name, or nearly the other way
)
# Of a hundred times that a name is printed:
SCAN, EAR, FINGERS = 0.006, 0.006, 0.006
UNMARKED = 0.10  # without the party letter, title or employer that the forum prints, unless somebody has the same name
ABSENT = 0.1
STOOD_IN_FOR = 0.2  # of those who are absent, who then are not listed if the stand-in is


@dataclass
class Human:
    """One person: a name that may change in a year, and what is printed beside it."""

    id: str
    name: tuple[str, ...]
    party: str | None = None
    title: str | None = None
    employer: str | None = None
    later: tuple[str, ...] | None = None  # the name from `since` on
    later_party: str | None = None
    since: int = 9999
    seats: list[tuple[str, int, int]] = field(default_factory=list)

    def called(self, year: int) -> tuple[str, ...]:
        return self.later if self.later and year >= self.since else self.name

    def voted(self, year: int) -> str | None:
        return self.later_party if self.later_party and year >= self.since else self.party


@dataclass(frozen=True)
class Listed:
    """One entry of one list, as printed, and who it is."""

    organisation: str
    body: str
    document: str
    year: int
    date: str
    name: str
    party: str | None
    title: str | None
    employer: str | None
    present: bool
    human: str
    way: str  # how the name is printed: full, shorter, initial, scan, ear, fingers, given, letters, spelling


def draw_crowd(seed: int) -> list[Listed]:
    """Every entry of every list, in the order of the lists."""
    dice = Random(f"crowd {seed}")
    entries: list[Listed] = []
    names: list[tuple[str, ...]] = []
    for number in range(12):
        kind = ("council", "council", "cluster", "board")[number % 4]
        humans = _people(f"org-{number}", kind, dice, names)
        names += [human.name for human in humans]
        entries += _lists(f"org-{number}", kind, humans, dice)
    return entries


def _people(organisation: str, kind: str, dice: Random, others: list[tuple[str, ...]]) -> list[Human]:
    """The people of an organisation, each with seats; some have the name of somebody in another organisation."""
    humans: list[Human] = []
    for _ in range({"council": 60, "cluster": 50, "board": 24}[kind]):
        name = dice.choice(others) if others and dice.random() < 0.08 else draw_name(dice)
        if any(one.name == name for one in humans):
            continue
        drawn = [name]
        chance = dice.random()
        if chance < TWIN and (twin := _twin(name, dice)):
            drawn.append(twin)
        elif chance < TWIN + FAMILY:
            drawn.append((*name, dice.choice(RARE)))
        elif chance < TWIN + FAMILY + JUNIOR and kind != "board":
            drawn.append(name)
        for place, one in enumerate(drawn):
            human = Human(f"{organisation}-{len(humans)}", one)
            _mark(human, kind, dice, apart_from=humans[-1] if place else None)
            _seat(human, kind, dice)
            _change(human, dice)
            humans.append(human)
    members = list(humans)
    for _ in range(STAND_INS):
        name = draw_name(dice)
        if dice.random() < KIN and (kin := _kin(dice.choice(members).name, dice)):
            name = kin
        if not any(one.name == name for one in humans):
            human = Human(f"{organisation}-{len(humans)}", name)
            _mark(human, kind, dice, apart_from=None)
            humans.append(human)
    return humans


def _twin(name: tuple[str, ...], dice: Random) -> tuple[str, ...] | None:
    """The name with a given name that differs by a letter or two."""
    near = [
        one for one in (*WOMEN, *MEN)
        if one != name[0] and one[0] == name[0][0] and abs(len(one) - len(name[0])) < 2 and one[:2] == name[0][:2]
    ]  # fmt: skip
    return (dice.choice(near), *name[1:]) if near else None


def _kin(name: tuple[str, ...], dice: Random) -> tuple[str, ...] | None:
    """Another given name with the same letter, or another last name that begins like it."""
    given = [one for one in (*WOMEN, *MEN) if one != name[0] and one[0] == name[0][0]]
    last = [one for one in RARE if one != name[-1] and one[:3] == name[-1][:3]]
    if last and dice.random() < 0.5:
        return (*name[:-1], dice.choice(last))
    return (dice.choice(given), *name[1:]) if given else None


def _mark(human: Human, kind: str, dice: Random, apart_from: Human | None) -> None:
    """Party of a member, title of an official, employer and title of a delegate: nothing in a board.

    Two of one name are told apart by what is printed beside them, as their own minutes must do.
    """
    other = apart_from or Human("", ())
    if kind == "council" and (other.party or not other.title and dice.random() < 0.75):
        human.party = dice.choice(PARTIES.replace(other.party or "-", ""))
    elif kind == "council":
        human.title = dice.choice([one for one in TITLES if one != other.title])
    elif kind == "cluster":
        human.employer = dice.choice([one for one in EMPLOYERS if one != other.employer])
        human.title = dice.choice(TITLES) if dice.random() < 0.7 else None


def _seat(human: Human, kind: str, dice: Random) -> None:
    bodies = {"council": ("Byrådet", "Økonomiudvalget", "Teknikudvalget"), "cluster": ("Styregruppen", "Chefforum"),
              "board": ("Bestyrelsen",)}[kind]  # fmt: skip
    first = dice.choice(YEARS[:-1])
    last = min(YEARS[-1], first + dice.choice((1, 3, 3, 4, 7)))
    chosen = dice.sample(bodies, 2 if len(bodies) > 1 and dice.random() < SITS_TWICE else 1)
    human.seats = [(body, first, last) for body in sorted(chosen)]


def _change(human: Human, dice: Random) -> None:
    """A marriage or a change of party, halfway through the seats."""
    first, last = human.seats[0][1:]
    human.since = (first + last + 1) // 2
    if dice.random() < MARRIED:
        new = dice.choice(RARE)
        human.later = (*human.name, new) if dice.random() < 0.5 else (*human.name[:-1], new)
    elif human.party and dice.random() < TURNCOAT:
        human.later_party = dice.choice(PARTIES.replace(human.party, ""))


def _lists(organisation: str, kind: str, humans: list[Human], dice: Random) -> list[Listed]:
    entries = []
    names = Counter(key for h in humans for key in {(n[0], n[-1]) for n in (h.name, h.later or h.name)})
    namesakes = {key: times > 1 for key, times in names.items()}  # who share a name are always marked
    habits: dict[tuple[str, str, int], str] = {}
    for body in sorted({body for human in humans for body, _, _ in human.seats}):
        for year in YEARS:
            style = dice.random()
            way = "given" if kind == "board" and style < 0.12 else "letters" if kind == "board" and style < 0.2 else ""
            for meeting in range(MEETINGS):
                date = f"{year}-{2 * meeting + 1:02d}-15"
                document = f"{organisation}-{body}-{date}"
                seated = [h for h in humans if any(b == body and a <= year <= z for b, a, z in h.seats)]
                for human in seated:
                    present = dice.random() >= ABSENT
                    if not present and dice.random() < STOOD_IN_FOR:
                        human, present = dice.choice([h for h in humans if not h.seats]), True
                        if any(one.human == human.id and one.document == document for one in entries[-60:]):
                            continue
                    habit = habits.setdefault((human.id, body, year // 2), _habit(human, dice))
                    short = way if meeting in (2, 3, 4) else ""
                    name, how = _printed(human.called(year), short or habit, dice)
                    if any(name in _forms(other.called(year), short) for other in seated if other is not human):
                        name, how = " ".join(human.called(year)), "full"  # whoever writes it knows it would not do
                    bare = dice.random() < UNMARKED and not namesakes[human.called(year)[0], human.called(year)[-1]]
                    marks = (None, None, None) if bare else (human.voted(year), human.title, human.employer)
                    entries.append(
                        Listed(organisation, body, document, year, date, name, *marks, present, human.id, how)
                    )
    return entries


def _habit(human: Human, dice: Random) -> str:
    """How one forum prints somebody for two years."""
    return dice.choice(("full", "full", "full", "shorter", "initial", "spelling"))


def _printed(name: tuple[str, ...], habit: str, dice: Random) -> tuple[str, str]:
    """The name as printed, and how."""
    if habit in ("given", "letters"):
        return _short(name, habit), habit
    how, words = "full", list(name)
    if habit in ("shorter", "initial") and len(name) > 2:
        how, words = habit, [name[0], name[-1]] if habit == "shorter" else [name[0], f"{name[1][0]}.", *name[2:]]
    text = " ".join(words)
    if habit == "spelling" and (spelled := _respelled(text)) != text:
        how, text = "spelling", spelled
    chance = dice.random()
    for share, slip, reader in ((SCAN, "scan", misread), (EAR, "ear", misspelt), (FINGERS, "fingers", mistyped)):
        if chance < share:
            wrong = reader(text, dice)
            return (wrong, slip) if wrong != text else (text, how)
        chance -= share
    return text, how


def _respelled(text: str) -> str:
    """Another way of writing the same: å and aa, two names joined by a hyphen."""
    if "gaard" in text or "gård" in text:
        return text.replace("gaard", "gård") if "gaard" in text else text.replace("gård", "gaard")
    first, *rest = text.split(" ", 2)
    return f"{first}-{' '.join(rest)}" if len(rest) == 2 else text


def _forms(name: tuple[str, ...], short: str) -> set[str]:
    """The forms of one person that another must not be printed with in the same list."""
    return {_short(name, short)} if short else {" ".join(name), f"{name[0]} {name[-1]}"}


def _short(name: tuple[str, ...], way: str) -> str:
    return name[0] if way == "given" else "".join(word[0] for word in name)
