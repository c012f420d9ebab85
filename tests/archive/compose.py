"""The minutes of one meeting as a source text: four layouts for three bodies, another one after the election."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from random import Random

from . import cast
from .cast import COMMITTEE, COUNCIL, ELECTION, FINANCE, OFFICIALS, ORGANISATION, Person
from .plan import Entry, digits, spelled, told_of
from .truth import Meeting, Task, Told, Treatment

STYLES = {
    (COUNCIL, 1): "engine=reportlab font=Times size=11 h1=b17 section=b11 item=n9_Sagsid.:_{case}_//_b12_{n}._{t}",
    (COUNCIL, 2): "engine=fpdf font=Helvetica size=10 h1=b16 section=b10 item=b13_{n}._{t}_//_n9_{case}",
    (FINANCE, 1): "engine=fpdf font=Helvetica size=10 h1=b18 section=b10 item=b13_{n}._{t}_//_n10_Sagsnummer:_{case}",
    (FINANCE, 2): "engine=reportlab font=Helvetica size=10 section=b10 item=b12_{t}_//_n10_Sag_nr._{n}_//_n10_{case}",
    (COMMITTEE, 1): "engine=reportlab font=Helvetica size=10 section=b10 item=b13_{n}._{t}_//_n9_{case}",
    (COMMITTEE, 2): "engine=fpdf font=Times size=11 section=b11 item=b13_Punkt_{n}:_{t}",
}
NUMBERLESS = (COMMITTEE, 2)  # prints no case numbers


@dataclass
class Held:
    """A meeting with its treatments in the order of its agenda."""

    body: str
    date: datetime.date
    entries: list[Entry]

    @property
    def term(self) -> int:
        return 1 if self.date.year < ELECTION else 2


class Composer:
    """Writes the source text of a meeting and fills in its truth."""

    def __init__(self, held: Held, dice: Random, liars: set[tuple[str, str]], done: list[tuple[Task, str]]) -> None:
        self.held = held
        self.done = done  # tasks that this meeting is told are done
        self.dice = dice
        self.liars = liars  # treatment, and the earlier one that it reports wrongly
        self.lines: list[str] = []
        self.meeting = Meeting(self.name + ".pdf", held.body, held.date.isoformat())

    @property
    def name(self) -> str:
        body = {COUNCIL: "byraadet", FINANCE: "oekonomiudvalget", COMMITTEE: "teknik-og-miljoeudvalget"}[self.held.body]
        return f"lindhede-{body}-{self.held.date.isoformat()}"

    def compose(self) -> str:
        self.head()
        self.people()
        self.lines += ["@h2 Indholdsfortegnelse", "@toc", "@page"]
        self.standing("Godkendelse af dagsorden", "Dagsordenen blev godkendt.")
        for entry in self.held.entries:
            self.entry(entry)
        held = all(entry.held for entry in self.held.entries)
        for task, _ in self.done:
            task.closed = f"{self.meeting.key} {len(self.meeting.items) + 1}" if held else None
        told = " ".join(text for _, text in self.done)
        self.standing("Meddelelser", "Taget til efterretning.", told or "Formanden orienterede om aktuelle sager.")
        self.standing("Eventuelt", "Intet.")
        return "\n".join(self.lines) + "\n"

    def head(self) -> None:
        body, day, term = self.held.body, self.held.date, self.held.term
        chair, _ = cast.chair(body, day.year)
        self.lines += [
            "family: archive", f"organisation: {ORGANISATION}", f"body: {body}", f"date: {day.isoformat()}",
            f"style.head: {ORGANISATION}||{body} {digits(day)}", "style.foot: ||Side {page} af {pages}",
            "style.bottom: 70",
        ]  # fmt: skip
        for setting in STYLES[body, term].split():
            key, _, value = setting.partition("=")
            self.lines.append(f"style.{key}: {value.replace('_', ' ')}")
        self.lines.append("")
        start = {COUNCIL: "17:00", FINANCE: "14:00", COMMITTEE: "15:30"}[body]
        if term == 1:
            self.lines += ["@h1 Referat", f"@line n10 fra mødet i {body} {spelled(day)} kl. {start} i Byrådssalen"]
        else:
            self.lines += ["@h1 Referat", f"@field Forum: | {body}", f"@field Mødedato: | {digits(day)}"]
            self.lines += [f"@field Mødetid: | kl. {start}", "@field Mødested: | Byrådssalen, Lindhede Rådhus"]

    def people(self) -> None:
        body, year, dice = self.held.body, self.held.date.year, self.dice
        seated = cast.seated(body, year)
        absent = [one for one in seated if dice.random() < 0.08 and one.name != cast.chair(body, year)[0]]
        names = {one: cast.printed(one, body, year, seated, dice) for one in seated}
        self.absent = [names[one] for one in absent]
        chair, role = cast.chair(body, year)
        shown = [
            f"{names[one]} ({one.party})" + (f", {role}" if one.name == chair else "")
            for one in seated if one not in absent
        ]  # fmt: skip
        officials = [f"{self.called(one)}, {one.title}" for one in cast.seated(body, year, OFFICIALS)]
        away = [f"{names[one]} ({one.party})" for one in absent]
        for label, people in (("Medlemmer:", shown), ("Afbud:", away), ("Fra forvaltningen:", officials)):
            for place, one in enumerate(people):
                self.lines.append(f"@field {label if place == 0 else ''} | {one}")
        self.meeting.people += [(names[one], one.party or "", one.key) for one in seated]

    def called(self, one: Person) -> str:
        name = cast.printed(one, self.held.body, self.held.date.year, [], self.dice)
        self.meeting.people.append((name, one.title or "", one.key))
        return name

    def standing(self, title: str, decision: str, text: str = "") -> None:
        number = str(len(self.meeting.items) + 1)
        self.lines.append(f"@item {number} | {title}")
        if text:
            self.lines += ["@section background | Sagsfremstilling", text, ""]
        self.lines += [f"@section decision | {self.decision_heading}", decision, ""]
        self.meeting.items.append(Treatment(number, title, None, decisions=[decision]))

    @property
    def decision_heading(self) -> str:
        if self.held.term == 1 and self.held.body != COMMITTEE:
            return f"Beslutning {self.held.body} den {digits(self.held.date)}"
        return "Beslutning"

    def entry(self, entry: Entry) -> None:
        number = entry.truth.number
        shown = (self.held.body, self.held.term) != NUMBERLESS and self.dice.random() > 0.06
        self.lines.append(f"@item {number} | {entry.truth.title}" + (f" | case={entry.case}" if shown else ""))
        self.lines += ["@section background | Sagsfremstilling", entry.text, ""]
        self.went_before(entry, numberless=not shown)
        self.lines += ["@section recommendation | Indstilling", self.recommender(entry), ""]
        if len(entry.points) == 1 and self.dice.random() < 0.4:
            self.lines[-2] = self.lines[-2].rstrip(",:") + f", {entry.points[0].asks}."
        else:
            mark = self.dice.choice(("- ", "#{}. ", "- "))
            for place, point in enumerate(entry.points, 1):
                self.lines += [mark.format(place) + point.asks]
            self.lines.append("")
        self.stacked(entry)
        self.lines.append(f"@section decision | {self.decision_heading}")
        listed = False
        for line in entry.record.lines:
            was, listed = listed, line.startswith(("- ", "#"))
            self.lines += [line] if listed else ["", line, ""] if was else [line, ""]
        if self.absent and self.dice.random() < 0.4:
            self.lines += ["", f"Fraværende: {', '.join(self.absent)}"]
        elif self.held.body == COUNCIL and entry.fate == "adopted" and self.dice.random() < 0.4:
            self.lines += ["", "For stemte: A, B, F, V og Ø.", "", "Imod stemte: O."]
        elif self.dice.random() < 0.08:
            self.lines += ["", "Tage Overmark (O) kunne ikke tiltræde indstillingen."]
        self.lines.append("")
        self.meeting.items.append(entry.truth)

    def recommender(self, entry: Entry) -> str:
        if entry.matter.startswith("medlemsforslag"):
            return self.dice.choice(("Det foreslås,", "Forslagsstillerne indstiller,"))
        return self.dice.choice(("Forvaltningen indstiller,", "Direktionen indstiller til " + entry.body + ","))

    def went_before(self, entry: Entry, numberless: bool) -> None:
        """What the case text says of earlier treatments, and the section that lists them."""
        earlier = entry.earlier
        if earlier and earlier.body == entry.body and earlier.fate == "postponed":
            self.lines += [self.dice.choice((
                f"Sagen blev udsat på mødet den {spelled(earlier.date)}.",
                f"Sagen var på dagsordenen på mødet den {spelled(earlier.date)} (punkt {earlier.truth.number}), hvor "
                "den blev udsat.",
                f"Udsat fra mødet den {digits(earlier.date)}.",
            )), ""]  # fmt: skip
            entry.truth.told.append(told_of(earlier, entry, False))
        elif earlier and earlier.fate in ("adopted", "amended", "discussed", "noted"):
            verb = {"discussed": "drøftede sagen", "noted": "blev orienteret om sagen"}.get(
                earlier.fate, "godkendte " + self.object_of(earlier)
            )
            on = spelled(earlier.date) + (f" (punkt {earlier.truth.number})" if numberless else "")
            self.lines += [self.dice.choice((
                f"{earlier.body} {verb} på mødet den {on}.",
                f"På mødet den {on} {verb.split()[0]} {earlier.body} {' '.join(verb.split()[1:])}.",
            )), ""]  # fmt: skip
            entry.truth.told.append(told_of(earlier, entry, False))
        if entry.before and self.form == "course":
            self.lines.append("@section other | Sagens forløb")
            for one in entry.before:
                told = self.tell(entry, one)
                self.lines += [f"| {digits(one.date)} {one.body}", told.quote, ""]

    @staticmethod
    def object_of(earlier: Entry) -> str:
        return "sagen" if len(earlier.points) > 1 else "indstillingen"

    @property
    def form(self) -> str:
        """How these minutes print what earlier bodies decided."""
        return {(COUNCIL, 1): "stacked", (COUNCIL, 2): "course", (FINANCE, 1): "stacked", (FINANCE, 2): "comma"}.get(
            (self.held.body, self.held.term), "none"
        )

    def stacked(self, entry: Entry) -> None:
        """Each earlier body's decision under a heading of its own above this one's."""
        if self.form in ("course", "none"):
            return
        for one in entry.before:
            told = self.tell(entry, one)
            heading = f"Beslutning {one.body} den {digits(one.date)}"
            if self.form == "comma":
                heading = f"{one.body}, {digits(one.date)}, pkt. {one.truth.number}"
            self.lines += [f"@section other | {heading}", told.quote, ""]

    def tell(self, entry: Entry, one: Entry) -> Told:
        told = told_of(one, entry, (entry.key, one.key) in self.liars)
        entry.truth.told.append(told)
        return told
