"""PDF to pages of lines, tables and links. The only package that opens a PDF."""

from pipeline.extract.document import extract_pages

__all__ = ["extract_pages"]
