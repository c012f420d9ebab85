"""Draws invented Danish minutes as PDFs together with their gold annotations.

`python -m tests.golden.make` from the repository root rewrites every pair; the same sources give the same bytes.
"""
