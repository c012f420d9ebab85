"""What may be published, as the one who publishes has decided: a TOML file whose every default holds back.

CPR numbers, the bodies of closed items and text that is not seen on the printed page are never published: no key of the
file says otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pipeline.errors import ReferatError


class PolicyError(ReferatError):
    """The policy file has a key or a value that means nothing."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Policy:
    """The keys of the file, each with what holds when it is not named.

    `keep_contacts` names domains: an e-mail address of one stays, and so does a telephone number on the same line.
    """

    emails: bool = True
    phones: bool = True
    accounts: bool = True
    addresses: bool = True
    keep_contacts: tuple[str, ...] = ()
    closed_titles: str = "named"
    """Titles of closed items: "named" holds back those that seem to name a person, "all" every one."""
    unchecked: str = "hold"
    """Documents that could not be checked for hidden text: "hold" or "publish"."""
    images: str = "text"
    """Pages shown as images: "text" those whose text was read and checked, "all" those of scans too, "none"."""
    robots: str = "none"
    """Whether search engines may list the site: "none" or "all"."""


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
        return tuple(map(_domain, value))
    return value


def keeping(policy: Policy, domains: Iterable[str]) -> Policy:
    """The policy with more domains whose addresses stay."""
    return replace(policy, keep_contacts=(*policy.keep_contacts, *map(_domain, domains)))


def _domain(given: str) -> str:
    return given.casefold().lstrip("@.")
