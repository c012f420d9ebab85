from __future__ import annotations

import random
import re
from pathlib import Path

from pipeline.lemmas import base_form, compound_parts, word_list
from pipeline.wordforms import kernels, outline

TEXTS = Path(__file__).parent / "golden" / "make" / "texts"


def test_a_word_holds_a_kernel_of_all_that_it_is_found_by() -> None:
    printed = {word for path in TEXTS.glob("*/*.txt") for word in re.findall(r"[^\W\d_]+", path.read_text().lower())}
    listed = {form.lower() for form in random.Random(0).sample(sorted(word_list()), 5000) if form.isalpha()}
    for word in sorted(printed | listed):
        for lemma in (base_form(word), *compound_parts(base_form(word))):
            assert any(kernel in outline(word) for kernel in kernels(lemma)), (word, lemma)


def test_few_words_hold_a_kernel_of_another() -> None:
    words = [word.lower() for word in random.Random(1).sample(sorted(word_list()), 300) if word.isalpha()]
    held = sum(any(kernel in outline(word) for kernel in kernels(other)) for word in words for other in words)
    assert held < 0.05 * len(words) ** 2
