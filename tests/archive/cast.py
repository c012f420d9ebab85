"""The people of the invented municipality, who sits where in which years, and how each body prints their names."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

COUNCIL, FINANCE, COMMITTEE = "Byrådet", "Økonomiudvalget", "Teknik- og Miljøudvalget"
ORGANISATION = "Lindhede Kommune"
ELECTION = 2022  # first year of the second council


@dataclass(frozen=True)
class Person:
    """`name` is the full one; `forms` are others that some minutes print; `slips` are single misprints; `later` is the
    name from the second council on."""

    name: str
    party: str | None
    seats: tuple[tuple[str, int, int], ...]  # body, first year, last year
    forms: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    title: str | None = None
    later: str | None = None

    @property
    def key(self) -> str:
        """Tells even two of one name apart."""
        return f"{self.name} ({self.party or self.title})"


def _member(
    name: str, party: str, council: str, *committees: str, forms: str = "", slips: str = "", later: str | None = None
) -> Person:
    years = {"1": (2019, 2021), "2": (2022, 2023), "12": (2019, 2023)}
    seats = [(COUNCIL, *years[council])]
    for one in committees:
        body, term = one.split(":")
        seats.append(({"F": FINANCE, "T": COMMITTEE}[body], *years[term]))
    return Person(
        name,
        party,
        tuple(seats),
        tuple(filter(None, forms.split(";"))),
        tuple(filter(None, slips.split(";"))),
        later=later,
    )


MEMBERS = (
    _member("Birgit Ellegaard Kjær", "V", "12", "F:12", forms="Birgit Kjær;Birgit E. Kjær"),
    _member("Hans Ulrik Mosegaard", "A", "12", "F:12", "T:1", forms="Hans Mosegaard;Hans Ulrik Mosegård"),
    _member(
        "Karen-Margrethe Toftlund", "F", "12", "T:12", forms="Karen Margrethe Toftlund", slips="Karen-Margrete Toftlund"
    ),
    _member("Jens Peter Vestergren", "V", "12", "F:1", "T:1", forms="Jens P. Vestergren"),
    _member("Jens Vestergren", "O", "1", "T:1"),
    _member("Lone Hvidbak", "A", "1", "F:1", slips="Lone Hvidbæk"),
    _member("Lene Hvidbak", "B", "12", "T:2"),
    _member("Poul Erik Stenrøjel", "C", "1", "F:1", forms="Poul Stenrøjel;Poul Erik Stenrøjl"),
    _member("Ayse Demirkan", "A", "12", "F:2", "T:12"),
    _member("Mads Tornby-Lassen", "B", "2", "T:2", forms="Mads Tornby Lassen"),
    _member("Kirsten Agerskov Holt", "Ø", "12", "T:12", forms="Kirsten Holt;Kirsten A. Holt"),
    _member("Søren Wedelhøj", "I", "2", "F:2", slips="Søren Wedelhøi"),
    _member("Inger-Lise Brandtoft", "A", "2", "F:2", "T:2", forms="Inger Lise Brandtoft"),
    _member("Frode Nygaard Skibdal", "V", "2", "T:2", forms="Frode Skibdal"),
    _member("Tage Overmark", "O", "12", slips="Tage Overmarck;Tage Overrnark"),
    # what is hard: two women and two men a letter apart, one name within another, father and son, marriages
    _member("Hanne Lyng", "A", "12", "T:2", slips="Hannne Lyng;Hannc Lyng"),
    _member("Hanna Lyng", "V", "12", "F:2", slips="Hamna Lyng"),
    _member("Jens Brinkvold", "C", "1", "T:1", slips="Jen Brinkvold;Jens Brinkvolcl"),
    _member("Jes Brinkvold", "F", "2", "T:2", slips="Jes Brinckvold"),
    _member("Kirsten Holm", "I", "1", "F:1", slips="Kirsten Hohn"),
    _member("Kirsten Holm Larsen", "Ø", "2", "F:2", forms="Kirsten H. Larsen", slips="Kirsten Holm Larscn"),
    _member("Niels Overby Kragh", "V", "12", "F:12", forms="Niels Kragh;Niels O. Kragh", slips="Niels Overby Krag"),
    _member("Niels Overby Kragh", "A", "2", "T:2", forms="Niels O. Kragh"),
    _member("Lise Damsø", "B", "12", "T:12", slips="Lise Damso", later="Lise Damsø Friis"),
    _member("Merete Bjarnesen", "O", "12", "F:1", slips="Merete Bjamesen;Merethe Bjarnesen"),
    _member("Jørgen Skødt", "A", "1", "T:1", forms="Jørgen Schødt", slips="Jorgen Skodt"),
)
CHAIRS = {COUNCIL: ("Birgit Ellegaard Kjær", "borgmester"), FINANCE: ("Birgit Ellegaard Kjær", "formand")}
COMMITTEE_CHAIRS = {1: "Hans Ulrik Mosegaard", 2: "Kirsten Agerskov Holt"}
OFFICIALS = (
    Person("Dorte Lynggaard", None, ((COUNCIL, 2019, 2023), (FINANCE, 2019, 2023)), title="kommunaldirektør"),
    Person("Ulrik Bækgaard Thorsen", None, ((COMMITTEE, 2019, 2021),), ("Ulrik Thorsen",), title="teknisk direktør"),
    Person("Signe Rytterholm", None, ((COMMITTEE, 2022, 2023),), title="direktør for teknik og miljø"),
    Person("Kirsten Larsen", None, ((FINANCE, 2019, 2023),), title="økonomichef"),
    Person("Jens Brinkvold", None, ((COMMITTEE, 2022, 2023),), title="jurist"),
)


def seated(body: str, year: int, people: tuple[Person, ...] = MEMBERS) -> list[Person]:
    return [one for one in people if any(seat == body and first <= year <= last for seat, first, last in one.seats)]


def printed(person: Person, body: str, year: int, others: list[Person], dice: Random) -> str:
    """The name as these minutes print it. A short form is not used where another seated person could be meant."""
    renamed = person.later is not None and year >= ELECTION
    if person.slips and not renamed and dice.random() < 0.08:
        return dice.choice(person.slips)
    name = person.later if renamed and person.later else person.name
    taken = {form for other in others if other is not person for form in (other.name, *other.forms)}
    forms = [form for form in person.forms if form not in taken]
    # each body has its own habit, which changes now and then
    habit = (len(body) + year + len(person.name)) % (len(forms) + 1)
    choice = habit if dice.random() < 0.85 else dice.randrange(len(forms) + 1)
    return ([name, *forms])[choice]


def chair(body: str, year: int) -> tuple[str, str]:
    if body == COMMITTEE:
        return COMMITTEE_CHAIRS[1 if year < ELECTION else 2], "formand"
    return CHAIRS[body]
