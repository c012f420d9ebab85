"""The Danish pipeline for minutes: rules as data. `load()` gives the spaCy pipeline that config.cfg describes."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load() -> Language:
    """The pipeline, ready for `pipeline.annotate.annotate_blocks`. Raises OSError when config.cfg is missing."""
    from spacy.attrs import LOWER  # type: ignore[import-not-found]
    from spacy.util import load_config, load_model_from_config
    from spacy.vocab import Vocab

    vocab = Vocab(lex_attr_getters={LOWER: str.lower})  # of a word its lower case: to know more costs time
    with as_file(files(__package__) / "config.cfg") as path:
        return load_model_from_config(load_config(path), vocab=vocab, auto_fill=True)
