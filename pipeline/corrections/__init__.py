"""Corrections by people: rows of CSV that are applied after every parse, shown with who and why, and never lost.

A correction names a row by its key and quotes its text; it holds as long as the text is there, whatever a better rule
makes of the document, and is reported as stale when it is gone. docs/corrections.md tells how to write one.
"""

from pipeline.corrections.apply import Applied, correct_minutes
from pipeline.corrections.rows import FOLDER, Correction, CorrectionError, add_correction, read_corrections

__all__ = [
    "FOLDER",
    "Applied",
    "Correction",
    "CorrectionError",
    "add_correction",
    "correct_minutes",
    "read_corrections",
]
