"""The policy in a TOML file: a key that is not named has its careful default, one that means nothing is an error."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.errors import ReferatError
from pipeline.policy import Policy, domain_of


class PolicyError(ReferatError):
    """The policy file has a key or a value that means nothing."""

    exit_code = 2


CHOICES = {
    "closed_titles": ("named", "all"),
    "unchecked": ("hold", "publish"),
    "images": ("text", "all", "none"),
    "robots": ("none", "all"),
}
SECTIONS = {
    "mask": ("emails", "phones", "accounts", "addresses", "keep_contacts"),
    "hold": ("closed_titles", "unchecked", "images"),
    "site": ("robots",),
}
"""The tables of the file and their keys."""


def read_policy(path: Path) -> Policy:
    """The policy in the TOML file at `path`. Raises PolicyError for one that cannot be understood, whole or in part."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: {error}") from error
    values: dict[str, Any] = {}
    for section, table in given.items():
        if section not in SECTIONS or not isinstance(table, dict):
            raise PolicyError(f"{path}: there is no [{section}]; the tables are {', '.join(SECTIONS)}")
        for key, value in table.items():
            if key not in SECTIONS[section]:
                raise PolicyError(f"{path}: [{section}] has no key {key}; its keys are {', '.join(SECTIONS[section])}")
            values[key] = _checked(path, key, value)
    return Policy(**values)


def _checked(path: Path, key: str, value: Any) -> Any:
    default = {field.name: field.default for field in fields(Policy)}[key]
    if key in CHOICES:
        if value not in CHOICES[key]:
            raise PolicyError(f"{path}: {key} is {value!r}, not one of {', '.join(CHOICES[key])}")
    elif isinstance(default, bool):
        if not isinstance(value, bool):
            raise PolicyError(f"{path}: {key} is {value!r}, not true or false")
    elif not isinstance(value, list) or not all(isinstance(one, str) and "." in one for one in value):
        raise PolicyError(f'{path}: {key} is {value!r}, not a list of domains such as ["kommune.dk"]')
    else:
        return tuple(map(domain_of, value))
    return value
