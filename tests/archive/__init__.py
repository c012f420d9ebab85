"""Draws an invented municipal archive and its truth: three bodies over five years, with all that links their minutes.

`python -m tests.archive FOLDER [--seed N]` writes the PDFs and `truth.json`; one seed gives the same bytes each time.
"""
