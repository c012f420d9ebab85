"""The option that writes the floors of the golden pairs anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-floors", action="store_true", help="write tests/golden/floors.json as measured now")
