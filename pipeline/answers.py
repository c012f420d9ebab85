"""What passes between the run and its readers: a PDF or a kept answer goes in, an answer with its letters comes out.

An answer is what `pipeline.contract.to_bytes` makes. Behind it, on a line of their own, stand the letters of the
document's text, from which `pipeline.rule_changes` tells which rules can reach it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

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
_LETTERS = re.compile(r"[^\W_]*")
_SHA256 = 64  # characters
_LARGEST = 1 << 30  # bytes of an answer


def is_kept(data: bytes) -> bool:
    """Whether the data is a kept answer; nothing that lies in a folder may look like one."""
    return data.startswith(_KEPT)


def kept_task(compressed: bytes, sha256: str, *, compare: bool) -> bytes:
    """The kept answer of the document `sha256` as the data of a task. With `compare` the reader may say `SAME`."""
    return b"".join((_KEPT, _FLAGS[compare], sha256.encode(), compressed))


def open_kept(data: bytes) -> tuple[bytes, bool, str, Pages]:
    """Of a kept task: the old answer, whether to compare, the document's sha256 and its pages.

    Raises Unexpected where these are not what this version of the program keeps.
    """
    flag, start = len(_KEPT), len(_KEPT) + 1 + _SHA256
    answer = zlib.decompressobj().decompress(memoryview(data)[start:], _LARGEST)
    return answer, data[flag : flag + 1] == _FLAGS[True], data[flag + 1 : start].decode(), pages_of(answer)


def pack_answer(minutes: Minutes, blocks: Sequence[Block], *, unless: bytes | None = None) -> bytes:
    """The answer of a reader, or `SAME` if it would be the answer `unless`."""
    answer = to_bytes(minutes)
    return SAME if answer == unless else b"\n".join((answer, letters_in(minutes.document.pages, blocks).encode()))


def unpack_answer(result: bytes) -> tuple[bytes, str | None]:
    """The answer and the letters; None where the reader gave none. Raises Unexpected if they are no letters."""
    answer, line, letters = result.partition(b"\n")
    if not line:
        return answer, None
    try:
        text = letters.decode()
    except UnicodeDecodeError as error:
        raise Unexpected("the letters are no text", stage="contract") from error
    if not _LETTERS.fullmatch(text):
        raise Unexpected("the letters are none", stage="contract")
    return answer, text


def letters_in(pages: Pages, blocks: Sequence[Block]) -> str:
    """The letters of all text that a rule may see, in every order in which a phrase may run on.

    As printed; as joined over line breaks; without running lines, tables and margins, over which the record runs on;
    and the cells of tables.
    """
    orders = (
        (line.text for page in pages.pages for line in page.lines),
        (block.text for block in blocks),
        (block.text for block in blocks if block.kind in RECORD and block.column is None),
        (cell for page in pages.pages for table in page.tables for row in table.rows for cell in row if cell),
    )
    return "".join(dict.fromkeys(letters_of(" ".join(texts)) for texts in orders))
