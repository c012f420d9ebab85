"""Items without numbers whose titles open their paragraphs, and paragraphs that only begin with a label."""

from __future__ import annotations

import pytest
from printed_items import Numbered, numbered

HEAD = "**Generalforsamling 3. maj 2022**\nReferat fra generalforsamling i Birkely den 3. maj 2022\n\n"

CASES: dict[str, tuple[str, Numbered]] = {
    "colons and dashes": (
        "Formandens beretning: Karen fortalte om det nye hegn ved stien og om sommerfesten.\n\n"
        "Valg af revisorer: Per havde givet tilsagn om at fortsætte og blev genvalgt.\n\n"
        "Indkomne forslag – Et forslag om en bænk blev vedtaget med alle stemmer.\n\n"
        "Eventuelt – Karen takkede for et godt år og for det store arbejde med stien.\n\n"
        "For referatet – Bo Lund og Karen Holm, som begge var med fra begyndelsen.",
        [
            (None, "Formandens beretning"),
            (None, "Valg af revisorer"),
            (None, "Indkomne forslag"),
            (None, "Eventuelt"),
        ],
    ),
    "bold print and full stops": (
        "**Hegnet.** Karen fortalte om det nye hegn ved stien og om sommerfesten i juni.\n\n"
        "**Lågen.** Per havde givet tilsagn om at male den, når vejret er til det.\n\n"
        "**Stien.** Den er blevet fejet af alle, og det var en god dag for os.\n\n"
        "**Bænken.** Den står nu, hvor den skal, og alle er glade for den.",
        [(None, "Hegnet"), (None, "Lågen"), (None, "Stien"), (None, "Bænken")],
    ),
    "capitals and dashes": (
        "HEGNET – Karen fortalte om det nye hegn ved stien og om sommerfesten i juni.\n\n"
        "LÅGEN – Per havde givet tilsagn om at male den, når vejret er til det.\n\n"
        "STIEN – Den er blevet fejet af alle, og det var en god dag for os.\n\n"
        "BÆNKEN – Den står nu, hvor den skal, og alle er glade for den.",
        [(None, "HEGNET"), (None, "LÅGEN"), (None, "STIEN"), (None, "BÆNKEN")],
    ),
    "sentences of one word in plain type": (
        "Hegnet. Karen fortalte om det nye hegn ved stien og om sommerfesten i juni.\n\n"
        "Lågen. Per havde givet tilsagn om at male den, når vejret er til det.\n\n"
        "Stien. Den er blevet fejet af alle, og det var en god dag for os.\n\n"
        "Bænken. Den står nu, hvor den skal, og alle er glade for den.",
        [(None, None)],
    ),
    "labels that no agenda has": (
        "Hegnet: Karen fortalte om det nye hegn ved stien og om sommerfesten i juni.\n\n"
        "Lågen: Per havde givet tilsagn om at male den, når vejret er til det.\n\n"
        "Stien: Den er blevet fejet af alle, og det var en god dag for os.\n\n"
        "Bænken: Den står nu, hvor den skal, og alle er glade for den.",
        [(None, None)],
    ),
}


@pytest.mark.parametrize(("record", "wanted"), CASES.values(), ids=CASES)
def test_run_in_topics(record: str, wanted: Numbered) -> None:
    assert numbered(HEAD + record) == wanted
