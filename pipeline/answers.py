"""What passes between the run and its readers: a PDF or a kept answer goes in, an answer with its letters comes out.

An answer is what `pipeline.contract.to_bytes` makes. Behind it, on a line of their own, stand the letters of the
document's text, from which `pipeline.rule_changes` tells which rules can reach it, and then what the components found
(`pipeline.findings`).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.contract import pages_of, to_bytes
from pipeline.errors import Unexpected
from pipeline.minutes import Minutes
from pipeline.needed import letters_of
from pipeline.page import Block, BlockKind, Pages

SAME = b"="
"""The answer of a reader that finds what was found before."""

_KEPT = b"\0kept answer of referat\0"
_FLAGS = {True: b"1", False: b"0"}
RECORD = (BlockKind.TEXT, BlockKind.BULLET)
_SHA256 = 64  # characters
_SIZE = struct.Struct(">Q")  # of what is asked to be looked at first
_ASKED = len(_KEPT) + 1 + _SHA256 + _SIZE.size  # where it begins
_LARGEST = 1 << 30  # bytes of an answer


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader told beside its answer: the letters of the text, and the findings."""

    letters: str
    findings: bytes


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the components find the same in a document, now that these files of rules have changed.

    On its way to the reader the findings are compressed.
    """

    changed: Collection[str]
    findings: bytes


def is_kept(data: bytes) -> bool:
    """Whether the data is a kept answer; nothing that lies in a folder may look like one."""
    return data.startswith(_KEPT)


def kept_task(compressed: bytes, sha256: str, *, compare: bool, check: Check | None = None) -> bytes:
    """The kept answer of the document `sha256` as the data of a task. With `compare` the reader may say `SAME`.

    It need not read the document to say so if the `check` holds.
    """
    asked = b"\n".join((",".join(sorted(check.changed)).encode(), check.findings)) if check else b""
    return b"".join((_KEPT, _FLAGS[compare], sha256.encode(), _SIZE.pack(len(asked)), asked, compressed))


def check_of(data: bytes) -> Check | None:
    """What a kept task asks to look at first."""
    (size,) = _SIZE.unpack_from(data, _ASKED - _SIZE.size)
    names, line, findings = data[_ASKED : _ASKED + size].partition(b"\n")
    return Check(names.decode().split(","), inflate(findings)) if line else None


def open_kept(data: bytes) -> tuple[bytes, bool, str, Pages]:
    """Of a kept task: the old answer, whether to compare, the document's sha256 and its pages.

    Raises Unexpected where these are not what this version of the program keeps.
    """
    flag, sha256 = len(_KEPT), len(_KEPT) + 1
    (size,) = _SIZE.unpack_from(data, _ASKED - _SIZE.size)
    answer = inflate(memoryview(data)[_ASKED + size :])
    compare = data[flag:sha256] == _FLAGS[True]
    return answer, compare, data[sha256 : sha256 + _SHA256].decode(), pages_of(answer)


def inflate(compressed: bytes | memoryview) -> bytes:
    return zlib.decompressobj().decompress(compressed, _LARGEST)


def pack_answer(
    minutes: Minutes, blocks: Sequence[Block], findings: bytes = b"", *, unless: bytes | None = None
) -> bytes:
    """The answer of a reader, `SAME` in its place if it would be the answer `unless`; and what is told beside it."""
    answer = to_bytes(minutes)
    letters = letters_in(minutes.document.pages, blocks).encode()
    return b"\n".join((SAME if answer == unless else answer, letters, findings))


def unpack_answer(result: bytes) -> tuple[bytes, Told | None]:
    """The answer, and what was told beside it; None where nothing was. Raises Unexpected if the letters are none."""
    answer, line, rest = result.partition(b"\n")
    letters, _, findings = rest.partition(b"\n")
    if not line:
        return answer, None
    try:
        text = letters.decode()
    except UnicodeDecodeError as error:
        raise Unexpected("the letters are no text", stage="contract") from error
    if text and not text.isalnum():
        raise Unexpected("the letters are none", stage="contract")
    return answer, Told(text, findings)


def letters_in(pages: Pages, blocks: Sequence[Block]) -> str:
    """The letters of all text that a rule may see, in every order in which a phrase may run on.

    As printed; as joined over line breaks; without running lines, tables and margins, over which the record runs on;
    and the cells of tables.
    """
    orders = (
        [line.text for page in pages.pages for line in page.lines],
        [block.text for block in blocks],
        [block.text for block in blocks if block.kind in RECORD and block.column is None],
        [cell for page in pages.pages for table in page.tables for row in table.rows for cell in row if cell],
    )
    return "".join(dict.fromkeys(letters_of(" ".join(texts)) for texts in orders))
