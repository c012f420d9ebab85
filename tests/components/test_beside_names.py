"""What stands beside a name in a list: title, organisation, party, role, status, times and whom one stands in for."""

from __future__ import annotations

import pytest

from pipeline.components.roster import read_entries
from pipeline.minutes import Role, Status

CASES: dict[str, tuple[str, str, object]] = {
    "a title with og": ("Karen Holm, økonomi- og planchef", "title", "økonomi- og planchef"),
    "a title before the name": ("Redaktør Karen Holm", "title", "Redaktør"),
    "a role is no title": ("Karen Holm (referent)", "title", None),
    "an organisation before a role": ("Karen Holm, Nordby Kommune (medformand)", "organisation", "Nordby Kommune"),
    "an organisation behind a dash": ("Karen Holm – Solgården", "organisation", "Solgården"),
    "a part of an estate": ("Karen Holm, etape 2", "organisation", "etape 2"),
    "a party behind a comma": ("Karen Holm, A", "party", "A"),
    "a mayor leads": ("Overborgmester Karen Holm (A)", "role", Role.CHAIR),
    "a national chair": ("Karen Holm (landsformand)", "role", Role.CHAIR),
    "chair, shortened": ("Karen Holm (fmd.)", "role", Role.CHAIR),
    "chair of another body": ("Karen Holm, formand for elevrådet", "role", None),
    "a deputy mayor, numbered": ("Karen Holm (A), 1. viceborgmester", "role", Role.VICE_CHAIR),
    "deputy chair": ("Karen Holm (næstforperson)", "role", Role.VICE_CHAIR),
    "a mayor who is deputy chair here": ("Borgmester Karen Holm (næstformand)", "role", Role.VICE_CHAIR),
    "co-chair": ("Karen Holm, Nordby Kommune (medformand)", "role", Role.CO_CHAIR),
    "who leads the meeting": ("Karen Holm, Nordby Kommune (mødeleder)", "role", Role.MODERATOR),
    "minute-taker": ("Karen Holm (referent)", "role", Role.MINUTE_TAKER),
    "a substitute who writes, shortened": ("Karen Holm (supp., ref.)", "role", Role.MINUTE_TAKER),
    "who typed": ("Karen (sopran, tastede)", "role", Role.MINUTE_TAKER),
    "whoever signs": ("Undertegnede (Karen Holm)", "role", Role.MINUTE_TAKER),
    "there, behind a colon": ("Karen Holm: Deltog", "status", Status.PRESENT),
    "not there, in the next column": ("Karen Holm (A) Forhindret", "status", Status.ABSENT),
    "there, without a vote, in the next column": ("Karen Holm (A) Ikke stemmeberettiget", "status", None),
    "there, but for two items": ("Karen Holm (A) deltog ikke i punkt 5 og 6", "status", Status.PRESENT),
    "there, a nurse": ("Karen Holm (A) Sygeplejerskeuddannelsen", "status", None),
    "not there, behind a glued dash": ("Karen Holm (O)- afbud", "status", Status.ABSENT),
    "a substitute, shortened": ("Karen Holm (supp., ref.)", "status", Status.SUBSTITUTE),
    "a substitute for someone is one": (
        "Karen Holm, Nordby Kommune (suppleant for Per Vang)",
        "status",
        Status.SUBSTITUTE,
    ),
    "a guest for one item": ("Karen Holm, projektleder (gæst under punkt 7)", "status", Status.GUEST),
    "of the secretariat before minute-taker": (
        "Karen Holm, konsulent (sekretariat, referent)",
        "status",
        Status.SECRETARIAT,
    ),
    "for whom, behind the name": ("Karen Holm for Per Vang, Nordby Kommune", "substitute_for", "Per Vang"),
    "for whom, in brackets": ("Karen Holm, Nordby Kommune (suppleant for Per Vang)", "substitute_for", "Per Vang"),
    "from a time": ("Karen Holm, direktør (fra kl. 10.30)", "from_", "10:30"),
    "until a time": ("Karen Holm (kun til kl. 20)", "to", "20:00"),
    "for one item alone": ("Karen Holm (punkt 4)", "from_", "punkt 4"),
}


@pytest.mark.parametrize(("text", "field", "value"), CASES.values(), ids=CASES)
def test_what_stands_beside_a_name(text: str, field: str, value: object) -> None:
    (entry,) = read_entries(text)
    assert getattr(entry, field) == value
