"""What may be published, as the one who publishes has decided; every default holds back.

CPR numbers, the bodies of closed items and text that is not seen on the printed page are never published: no
choice says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Policy:
    """What was decided.

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


def keeping(policy: Policy, domains: Iterable[str]) -> Policy:
    """The policy with more domains whose addresses stay."""
    return replace(policy, keep_contacts=(*policy.keep_contacts, *map(domain_of, domains)))


def domain_of(given: str) -> str:
    """A domain as it is compared, whether written "kommune.dk" or "@Kommune.dk"."""
    return given.casefold().lstrip("@.")
