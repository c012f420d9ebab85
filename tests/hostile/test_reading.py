"""Each fault of a file has its outcome: text, or a refusal with the right reason; and none costs another document."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import DocumentError
from pipeline.extract import extract_pages
from pipeline.worker import Limits, Task, read_isolated

from .faults import FAULTS
from .make import SAID, one_page

LIMITS = Limits(cpu=4.0, memory=400 << 20)


def first_page(data: bytes, name: str) -> bytes:
    """What a reader sees: the pages, the text of the first, the doubts."""
    pages = extract_pages(data)
    text = " ".join(line.text for line in pages.pages[0].lines) or None
    return json.dumps([len(pages.pages), text, [code for code, _, _ in pages.doubts]]).encode()


def outcomes(names: list[str]) -> dict[str, bytes | DocumentError]:
    tasks = [Task(name, name, FAULTS[name].make()) for name in names]
    control = Task("control", "control", one_page())
    return dict(read_isolated(first_page, [*tasks, control], workers=2, limits=LIMITS))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_outcome_and_the_next_file_is_read(name: str) -> None:
    fault = FAULTS[name]
    found = outcomes([name])
    assert found["control"] == json.dumps([1, SAID, []]).encode()
    outcome = found[name]
    if not fault.read:
        assert isinstance(outcome, DocumentError)
        assert outcome.reason == fault.expected
        return
    assert isinstance(outcome, bytes), outcome
    count, text, doubts = json.loads(outcome)
    assert count > 0
    assert (text or "").startswith(fault.expected) if fault.expected else text is None
    assert doubts == ([fault.doubt] if fault.doubt else [])
