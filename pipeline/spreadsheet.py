"""Cells that a spreadsheet would run as a formula, made harmless.

Excel and LibreOffice take a cell of a CSV file for a formula when it begins with = + - or @, also behind blanks and in
full width, and Excel drops a tab or a line break before it looks. A straight apostrophe in front makes it text. The
list is OWASP's ("CSV Injection"); a number with a sign is left alone, as it is what it says.
"""

from __future__ import annotations

import re

RUNS = re.compile(r"[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\0]")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*", re.ASCII)


def neutralise(text: str) -> str:
    """`text` with an apostrophe before it if a spreadsheet would run it: "=1+1" is "'=1+1", "-5,3" stays."""
    return f"'{text}" if RUNS.match(text) and not NUMBER.fullmatch(text) else text
