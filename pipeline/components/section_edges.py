"""What stands between items and belongs to none: closing lines, signatures, group headings, case lines, web buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.cases import is_case_line
from pipeline.components.persons import is_given_name
from pipeline.components.structure import Heading, Piece
from pipeline.gated import Gated
from pipeline.page import Block, BlockKind

OPEN_LINE = re.compile(r"(?:åbent?(?:\s+(?:sag|punkt|dagsorden))?|lukket(?:\s+(?:sag|punkt))?)\.?", re.I)
# the forum and the case's number on one line: "Udvalget for klima Brevid: 4310772"
FORUM_AND_CASE = Gated(r"[A-ZÆØÅ][^.:;]{3,60}\s(?:Brevid|Sagsn(?:umme)?r|Sagsid|J\.?\s?nr)\.?:\s*[\w./-]+")
GROUP_LINE = re.compile(
    r"""
    (?: til\s+\w+\s*[-–]\s*for\s+(?:åbne|lukkede)\s+døre
      | (?:åbne|lukkede)\s+(?:dagsordens)?punkter
      | (?:sager|punkter)\s+til\s+\w+
      | for\s+(?:åbne|lukkede)\s+døre
      | lukket\s+(?:møde|dagsorden) | åben\s+dagsorden | lukkede\s+sager | åbne\s+sager
      | (?:beslutnings|orienterings|drøftelses)(?:punkter|sager) )
    \s*:?
    """,
    re.I | re.X,
)
WEB_BUTTON = re.compile(
    r"""
    (?: (?:tilbage\ )?til\ (?:toppen|indholdsfortegnelsen?) | udskriv | print | fold\ dette\ punkt\ (?:ind|ud) | luk
      | vis\ bilag
      | se\ alle\ bilag | hent\ bilag ) \s*
    """,
    re.I | re.X,
)
END_OF_RECORD = re.compile(
    r"""
    (?:da\ der\ ikke\ (?:var|er)\ (?:flere|yderligere)\b.{0,80})?
    (?:dirigent\w*|formanden|ordstyreren)\b.{0,120}\b
        (?:hævede|takkede\ for\ god\ ro|afsluttede\ generalforsamlingen)
    | (?:mødet|generalforsamlingen|dirigenten)\b.{0,60}\b(?:hævet|sluttede|slut|afsluttet|hævede)\b
    | som\ dokumentation\ for | (?:underskrifterne\ i\ )?dette\ dokument | underskrevet\b
    | (?:referent|ref\.)\s*: | som\s+(?:dirigent|referent)\s*:
    | underskrift(?:er)?\b | underskrives | godkendt\s+(?:af|den)\s*:? | således\s+godkendt | dato\s+og\s+underskrift
    | (?:dirigent|formand|referent|bestyrelsen?)\s*:?\s*$
    | p\.?\s?b\.?\s?v\.?(?:\s|$) | på\ bestyrelsens\ vegne\s*[,.]?\s*$ | (?:med\ )?(?:venlig|kærlig)\ hilsen\b | mvh\b
    | (?:aktionsliste|aktionspunkter|aktioner)\s*:?\s*$ | opgaveliste | huskeliste
    | _{5,} | \.{8,}
    """,
    re.I | re.X,
)
NAMED = r"[A-ZÆØÅ][\w.-]+(?:\s[A-ZÆØÅ][\w.-]*){1,3}"
WRITER = re.compile(r"Ref(?:\.|erent)\s+(?=[A-ZÆØÅ])")  # signs below the record
SIGNED = re.compile(rf"{NAMED}(?:\s*/\s*{NAMED})+|{WRITER.pattern}[A-ZÆØÅ][\w.-]+(?:\s[A-ZÆØÅ][\w.-]*){{0,3}}")
CLOSING = re.compile(
    r"""
    næste\s+(?:ordinære\s+)?\w*møde\b
    | [A-ZÆØÅ]\s*=\s*\w+                                # the key to an abbreviation: "A = administrationen"
    """,
    re.I | re.X,
)
# the last words of the meeting, however much is printed below them
THANKS = re.compile(
    r"(?:formanden|dirigenten)\s+takke(?:de|r)\b[^.]{0,60}(?:fremmøde|mødeledelse|god\s+ro(?:\s+og\s+orden)?)[.!]?",
    re.I,
)
# "Regnskabet blev godkendt" in bold type is a record; "Punkter, der blev udsat" and "Hvem er vi" are headings
RESOLVES = re.compile(
    r"^(?!hv|.*,\s(?:der|som)\b).*(?:\b(?:blev|bliver|er|blevet)\b|(?:kendt|taget|valgt|udsat)\.?$)", re.I
)
LONGEST_CLOSING = 160  # letters
LAST_BLOCKS = 4  # among which a weaker closing line may stand


def ends_record(text: str, blocks_left: int, begun: bool) -> bool:
    """Is the text under the last item a closing line or signature? `blocks_left` counts from it to the end.

    Where the item has no text yet (not `begun`), the next meeting's day is what it says.
    """
    if len(text) >= LONGEST_CLOSING:
        return False
    return bool(
        END_OF_RECORD.match(text)
        or (begun and THANKS.fullmatch(text.strip()))
        or (begun and blocks_left <= LAST_BLOCKS and is_signed(text.strip()))
        or (begun and blocks_left <= LAST_BLOCKS and CLOSING.match(text))
    )


def is_signed(text: str) -> bool:
    """Is it nothing but the names of people who sign: "Karen Holm / Per Dam", "Ref. Karen"?"""
    if not SIGNED.fullmatch(text):
        return False
    return all(is_given_name(name.split()[0]) for name in re.split(r"\s*/\s*", WRITER.sub("", text)))


def is_outside(text: str) -> bool:
    """A line that stands above or below any section: the case's number, or that it is open or closed."""
    bare = text.strip()
    return is_case_line(bare) or bool(OPEN_LINE.fullmatch(bare) or FORUM_AND_CASE.fullmatch(bare))


def trimmed(pieces: Sequence[Piece], blocks: Sequence[Block], after: Heading | None) -> list[Piece]:
    """Pieces with text, without what ends a section but is no part of it: a table, and what heads the item `after`."""
    kept = [p for p in pieces if blocks[p.block].text[p.start : p.end].strip()]
    while kept:
        last, only = blocks[kept[-1].block], len(kept) == 1
        table = last.kind is BlockKind.TABLE and not only
        if not table and not (after is not None and heads_next(last, after, only)):
            break
        kept.pop()
    return kept


def heads_next(block: Block, after: Heading, only: bool) -> bool:
    """Case line, group heading or first printing of the next item's title; `only`: the section has no other text."""
    text = block.text.strip()
    if is_outside(text) or GROUP_LINE.fullmatch(text):
        return True
    title = after.title or ""
    if title and len(text) < len(title) + 15 and text.rstrip(".").endswith(title.rstrip(".")):
        return True
    return not only and is_bare_heading(block)


def is_bare_heading(block: Block) -> bool:
    """A line in display type with nothing under it: the heading of a group of items."""
    if block.kind is not BlockKind.TEXT or not block.bold:
        return False
    return len(block.text) < 60 and not block.text.endswith((".", ",")) and not RESOLVES.search(block.text)
