"""The errors of referat. Each class owns its exit code, and its message tells the user what to do next."""

from __future__ import annotations

from dataclasses import dataclass


class ReferatError(Exception):
    """Base of every expected error; printed as one line on stderr."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Spent:
    """What a document cost its reader: CPU seconds, the peak bytes of its memory, the signal that ended it."""

    cpu: float
    memory: int
    signal: str | None = None


class DocumentError(ReferatError):
    """One document could not be read: it is quarantined with `reason` and `advice`, the run goes on."""

    exit_code = 3
    reason = "unreadable"
    advice = "Åbn filen i en PDF-læser; hvis den kan vises, så gem den igen som PDF og læg den tilbage."

    def __init__(self, message: str, *, stage: str = "extract"):
        super().__init__(message)
        self.stage = stage
        self.spent: Spent | None = None  # known of what was tried in a process of its own


class NotAPdf(DocumentError):
    reason = "not_a_pdf"
    advice = "Filen er ikke en PDF. Hent den igen, eller gem den som PDF."


class EmptyFile(DocumentError):
    reason = "empty_file"
    advice = "Filen er tom. Hent den igen fra kilden."


class Damaged(DocumentError):
    reason = "damaged"
    advice = "Filen er beskadiget eller afkortet. Hent den igen fra kilden."


class Encrypted(DocumentError):
    reason = "encrypted"
    advice = "Filen kræver adgangskode. Gem en kopi uden adgangskode og læg den tilbage."


class NoPages(DocumentError):
    reason = "no_pages"
    advice = "Filen har ingen sider. Hent den igen fra kilden."


class TooManyPages(DocumentError):
    reason = "too_many_pages"
    advice = "Filen har flere sider, end der læses i ét dokument. Del den i flere filer og læg dem tilbage."


class TimedOut(DocumentError):
    reason = "timed_out"
    advice = "Læsningen tog for lang tid. Gem filen igen som PDF (udskriv til PDF) og prøv igen."


class Crashed(DocumentError):
    reason = "crashed"
    advice = "Læseren gik ned på filen. Gem den igen som PDF (udskriv til PDF) og prøv igen."


class Unchecked(DocumentError):
    reason = "unchecked"
    advice = (
        "Filen blev ikke fundet eller kunne ikke tegnes, så det vides ikke, om den skjuler tekst; derfor er den ikke "
        "offentliggjort. Læg den tilbage, kør `referat ingest` på mappen og udgiv igen."
    )


class Unexpected(DocumentError):
    reason = "unexpected"
    advice = "En fejl i programmet. Meld den med filens sha256; resten af kørslen er ikke berørt."


class RuleError(ReferatError):
    """A rule row or family file is not valid."""

    exit_code = 4


class StorageError(ReferatError):
    """Disk full, folder not writable, or the database is newer than this version."""

    exit_code = 74


class DatabaseBusy(ReferatError):
    """Another run holds the database."""

    exit_code = 75
