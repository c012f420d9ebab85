"""Is what is installed pinned by its hash, and newer than what is known to be unsafe?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKED = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ \\;]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE | re.IGNORECASE
)
UNSAFE = {"pdfminer-six": "20251230", "datasette": "0.65.4", "pillow": "12.1.1"}
"""The newest versions with a known advisory that reaches us: code run from a PDF (CVE-2025-64512, CVE-2025-70559),
permissions (0.65.4), a bomb unpacked (CVE-2026-40192)."""


def test_every_package_is_locked_with_its_hash_and_no_index_is_named() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = list(LOCKED.finditer(text))
    assert len(locked) > 50
    assert [found["name"] for found in locked if "--hash=sha256:" not in found["rest"]] == []
    assert not re.search(r"https?://|file:|--(?:extra-)?index|--find-links|(?m:^/)", text)


def test_nothing_older_than_a_known_advisory_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {one.name.replace(".", "-"): one for one in map(Requirement, project["dependencies"])}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    versions = {found["name"]: Version(found["version"]) for found in LOCKED.finditer(text)}
    for name, unsafe in UNSAFE.items():
        assert not wanted[name].specifier.contains(unsafe), name
        assert versions[name] > Version(unsafe), name
