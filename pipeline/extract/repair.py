"""A broken PDF written anew: qpdf finds the objects that are whole and the pages that can still be reached."""

from __future__ import annotations

import io
import logging

_MAX_BYTES = 100_000_000


def saved_anew(data: bytes) -> bytes | None:
    """The file as pikepdf saves it, its cross-reference table rebuilt; None where nothing can be made of it."""
    if len(data) > _MAX_BYTES:
        return None
    import pikepdf  # here, because it costs 0.1 s and few files are broken

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # it tells of every object that it mended
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            pdf.save(out)
    except MemoryError:
        raise
    except Exception:  # qpdf raises errors of many classes; the file is refused with pdfium's reason
        return None
    return out.getvalue()
