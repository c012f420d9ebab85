"""pdfium's functions that are called for every character or object, without the cost of typed pointers.

A call costs half of what it does through pypdfium2's own prototypes; a tenth to a fifth of the rest is saved by keeping
the interpreter's lock, for they are over in less time than it takes to hand that over. The functions declared without
argument types take a page as `ctypes.c_void_p` and what they fill as `ctypes.byref`, unchecked; the others take
addresses as integers. All give addresses as integers.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_P, _INT, _UINT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float


def address(pointer: Any) -> int:
    """The address behind one of pypdfium2's own pointers or functions, 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _bare(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


char_box = _bare("FPDFText_GetCharBox", _INT)
char_origin = _bare("FPDFText_GetCharOrigin", _INT)
char_matrix = _bare("FPDFText_GetMatrix", _INT)
char_size = _bare("FPDFText_GetFontSize", ctypes.c_double)
char_object = _bare("FPDFText_GetTextObject", _P)
char_unicode = _bare("FPDFText_GetUnicode", _UINT)
char_unmapped = _bare("FPDFText_HasUnicodeMapError", _INT)

text_font = _bare("FPDFTextObj_GetFont", _P, _P)
text_mode = _bare("FPDFTextObj_GetTextRenderMode", _INT, _P)
font_name = _bare("FPDFFont_GetBaseFontName", ctypes.c_ulong, _P, _P, ctypes.c_ulong)
font_flags = _bare("FPDFFont_GetFlags", _INT, _P)
font_weight = _bare("FPDFFont_GetWeight", _INT, _P)
glyph_width = _bare("FPDFFont_GetGlyphWidth", _INT, _P, _UINT, _FLOAT, _P)

page_count = _bare("FPDFPage_CountObjects", _INT, _P)
page_object = _bare("FPDFPage_GetObject", _P)
form_count = _bare("FPDFFormObj_CountObjects", _INT, _P)
form_object = _bare("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
set_active = _bare("FPDFPageObj_SetIsActive", _INT, _P, _INT)
object_type = _bare("FPDFPageObj_GetType", _INT, _P)
object_matrix = _bare("FPDFPageObj_GetMatrix", _INT, _P, _P)
object_marks = _bare("FPDFPageObj_CountMarks", _INT, _P)
object_mark = _bare("FPDFPageObj_GetMark", _P, _P, ctypes.c_ulong)
mark_string = _bare("FPDFPageObjMark_GetParamStringValue", _INT, _P, _P, _P, ctypes.c_ulong, _P)
object_bounds = _bare("FPDFPageObj_GetBounds", _INT, _P, _P, _P, _P, _P)
object_fill = _bare("FPDFPageObj_GetFillColor", _INT, _P, _P, _P, _P, _P)
path_draw_mode = _bare("FPDFPath_GetDrawMode", _INT, _P, _P, _P)
path_count = _bare("FPDFPath_CountSegments", _INT, _P)
path_segment = _bare("FPDFPath_GetPathSegment", _P, _P, _INT)
segment_point = _bare("FPDFPathSegment_GetPoint", _INT, _P, _P, _P)
segment_type = _bare("FPDFPathSegment_GetType", _INT, _P)
