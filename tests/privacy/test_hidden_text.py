"""Is what a reader of the printed page does not see left out, and nothing else?"""

from __future__ import annotations

import pytest
from hidden_text import HIDDEN, SEEN, Variant, make_pdf, variants

from pipeline.errors import Damaged
from pipeline.extract import extract_pages
from pipeline.extract.inspect import inspect_pages

PARTS = [HIDDEN[start : start + 4] for start in range(len(HIDDEN) - 3)]


def read(variant: Variant, *, printed_only: bool) -> str:
    pages = extract_pages(make_pdf(variant), printed_only=printed_only).pages
    return "\n".join(line.text for page in pages for line in page.lines)


@pytest.mark.parametrize("variant", list(variants()), ids=lambda variant: variant.name)
def test_hidden_words_are_left_out_and_counted(variant: Variant) -> None:
    """The word is read otherwise, so that the test cannot hold by itself."""
    assert HIDDEN in read(variant, printed_only=False)
    printed = read(variant, printed_only=True)
    assert not [part for part in PARTS if part in printed]
    assert [words for words in SEEN if words not in printed] == []
    (check,) = inspect_pages(make_pdf(variant))
    assert check.hidden >= len(HIDDEN) - 2  # a letter may lie right under the same letter
    assert bool(check.covered) is variant.meant


def test_an_ordinary_page_hides_nothing() -> None:
    plain = Variant("plain")
    assert read(plain, printed_only=True) == read(plain, printed_only=False)
    (check,) = inspect_pages(make_pdf(plain))
    assert (check.hidden, check.covered, check.notes) == (0, 0, ())
    assert check.letters == sum(char.isalnum() for words in SEEN for char in words)


def test_a_file_that_cannot_be_drawn_is_not_checked() -> None:
    with pytest.raises(Damaged):
        inspect_pages(b"%PDF-1.4 nothing")
