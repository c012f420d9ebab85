"""One document as a tree that a person reads: what was found, on which page, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.minutes import AgendaItem, Decision, Meeting, Minutes, Participant, Scope, Section, Vote

WIDTH = 100  # letters of a quote


@dataclass(frozen=True, slots=True)
class Node:
    """A line and what hangs on it."""

    text: str
    children: tuple[Node, ...] = ()


def explain_minutes(minutes: Minutes) -> str:
    """The tree of a parsed document, several lines."""
    return "\n".join(draw(document_node(minutes)))


def draw(node: Node) -> Iterator[str]:
    yield node.text
    for child in node.children:
        last = child is node.children[-1]
        first, *rest = draw(child)
        yield ("└─ " if last else "├─ ") + first
        yield from (("   " if last else "│  ") + line for line in rest)


def document_node(minutes: Minutes) -> Node:
    document = minutes.document
    about = [minutes.kind.value, f"{len(document.pages.pages)} pages", f"text layer {document.pages.text_layer.value}"]
    if document.family:
        about.append(f"family {document.family}")
    if minutes.coverage is not None:
        about.append(f"{minutes.coverage:.0%} of the text in sections")
    parts = [
        meeting_node(minutes.meeting),
        Node(f"participants ({len(minutes.participants)})", tuple(map(participant_node, minutes.participants))),
        Node(f"items ({len(minutes.items)})", tuple(map(item_node, minutes.items))),
    ]
    if minutes.issues:
        doubts = tuple(Node(f"{issue.code}{page(issue.page)}: {issue.message}") for issue in minutes.issues)
        parts.append(Node(f"doubts ({len(doubts)})", doubts))
    parts += [Node("another meeting", document_node(other).children) for other in minutes.more_meetings]
    return Node(f"{document.filename}: {', '.join(about)}", tuple(parts))


def meeting_node(meeting: Meeting) -> Node:
    hours = "–".join(filter(None, (meeting.start, meeting.end)))
    said = (meeting.title, meeting.body, meeting.organisation, meeting.date, hours, meeting.location)
    return Node(f"meeting: {', '.join(filter(None, said)) or 'nothing found'}")


def participant_node(person: Participant) -> Node:
    said = [person.status.value, person.role and person.role.value, person.title, person.organisation, person.party]
    if person.substitute_for:
        said.append(f"for {person.substitute_for}")
    if person.from_:
        said.append(f"from {person.from_}")
    if person.to:
        said.append(f"to {person.to}")
    return Node(f"{person.name}: {', '.join(filter(None, said))}{page(person.page)}{rule(person.rule)}")


def item_node(item: AgendaItem) -> Node:
    name = " ".join(filter(None, (item.number, item.title))) or "(no number, no title)"
    under = f" under {item.parent}" if item.parent else ""
    closed = ", closed" if item.closed else ""
    said = tuple(
        Node(f"{label}: {value}")
        for label, value in (
            ("time", "–".join(filter(None, (item.start, item.end)))),
            ("presenter", item.presenter),
            ("case number", item.case_number),
            ("KLE", item.kle),
            ("attachments", "; ".join(item.attachments)),
            ("amounts", "; ".join(f"{amount.text} = {amount.dkk:,} DKK" for amount in item.amounts)),
        )
        if value
    )
    advised = tuple(
        Node(f"recommendation {one.label or ''}{page(one.page)}{rule(one.rule)}: {quote(one.text)}".replace("  ", " "))
        for one in item.recommendations
    )
    tables = tuple(Node(f"table of {len(table.rows)} rows{page(table.page)}") for table in item.tables)
    return Node(
        f"{name}{under}{closed}{page(item.page, item.page_end)}{rule(item.rule)}",
        (
            *said,
            *map(section_node, item.sections),
            *advised,
            *map(decision_node, item.decisions),
            *map(vote_node, item.votes),
            *tables,
        ),
    )


def section_node(section: Section) -> Node:
    heading = f" {section.heading!r}" if section.heading else ""
    return Node(f"{section.kind.value}{heading}{page(section.page)}{rule(section.rule)}: {quote(section.text)}")


def decision_node(decision: Decision) -> Node:
    scope = "" if decision.scope is Scope.THIS_MEETING else f" of {decision.scope.value.replace('_', ' ')}"
    said = [
        f"{label} {value}"
        for label, value in (
            ("responsible", decision.responsible),
            ("deadline", decision.deadline),
            ("relation", decision.relation),
        )
        if value
    ]
    more = f" ({', '.join(said)})" if said else ""
    where = f"{page(decision.page)}{rule(decision.rule)}"
    return Node(f"DECISION {decision.outcome.value}{scope}{where}{more}: {quote(decision.text)}")


def vote_node(vote: Vote) -> Node:
    sides = [
        " ".join(
            filter(None, ("?" if count is None else str(count), side, f"({', '.join(parties)})" if parties else ""))
        )
        for side, count, parties in (
            ("for", vote.for_, vote.parties_for),
            ("against", vote.against, vote.parties_against),
            ("abstaining", vote.abstain, vote.parties_abstain),
        )
        if count is not None or parties
    ]
    said = ["unanimous"] * vote.unanimous + sides
    return Node(f"vote{page(vote.page)}{rule(vote.rule)}: {', '.join(said)}")


def page(first: int | None, last: int | None = None) -> str:
    if first is None:
        return ""
    return f", p. {first}–{last}" if last and last != first else f", p. {first}"


def rule(name: str | None) -> str:
    return f" [{name}]" if name else ""


def quote(text: str) -> str:
    """The text on one line, cut to `WIDTH` letters."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= WIDTH else f"“{line[: WIDTH - 1].rstrip()}…”"
