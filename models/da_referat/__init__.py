"""The Danish pipeline for minutes: rules as data. `load()` gives the spaCy pipeline that config.cfg describes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load() -> Language:
    """The pipeline, ready for `pipeline.annotate.annotate_blocks`. Raises OSError when config.cfg is missing."""
    with without_commands():
        from spacy.attrs import LOWER  # type: ignore[import-not-found]
        from spacy.util import load_config, load_model_from_config
        from spacy.vocab import Vocab

    vocab = Vocab(lex_attr_getters={LOWER: str.lower})  # of a word its lower case: to know more costs time
    with as_file(files(__package__) / "config.cfg") as path:
        return load_model_from_config(load_config(path), vocab=vocab, auto_fill=True)


@contextmanager
def without_commands() -> Iterator[None]:
    """Let spaCy load without its commands, which it loads for the sake of `spacy.info` alone.

    They, with a web client, templates and a terminal's colours, took 0.2 of the 0.5 s in which it loads.
    """
    if "spacy" in sys.modules:
        yield
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules.update({"spacy.cli": commands, "spacy.cli.info": info})
    try:
        yield
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]
