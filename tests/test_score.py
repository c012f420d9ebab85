"""Does the scorecard count what it says, and the same as the scorer of the gold set does?"""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import Damaged, ReferatError
from pipeline.score import Scorecard, score_folder
from pipeline.score.card import Scores, figures
from pipeline.score.document import pair, score_document
from pipeline.score.printed import Printed, letters

GOLD = Path(__file__).parents[2] / "shared" / "gold"
TEXT = (
    "Punkt 1 Vejbump på Kirkevej\nIndstilling\n"
    "Forvaltningen indstiller, at der anlægges to vejbump på Kirkevej i 2024.\n"
    "Beslutning\nByrådet godkendte indstillingen. Sagen om cykelstien blev udsat til næste møde.\n"
    "Punkt 2 Eventuelt\nIntet at bemærke."
)
MARKED: dict[str, Any] = {
    "kind": "minutes",
    "meeting": {"date": "2024-01-17", "body": "Byrådet", "start": None},
    "participants": [
        {"name": "Åse Ørsted", "status": "present", "role": "chair"},
        {"name": "Bo Dam", "status": "absent", "role": None},
    ],
    "items": [
        {
            "number": "1",
            "title": "Vejbump på Kirkevej",
            "page": 1,
            "closed": False,
            "sections": [
                {
                    "kind": "recommendation",
                    "heading": "Indstilling",
                    "first": "Forvaltningen indstiller, at der anlægges to",
                    "last": "to vejbump på Kirkevej i 2024.",
                },
                {"kind": "decision", "heading": "Beslutning", "first": "Byrådet godkendte", "last": "til næste møde."},
            ],
            "decisions": [
                {"first": "Byrådet godkendte indstillingen.", "last": None, "outcome": "approved", "page": 1},
                {"first": "Sagen om cykelstien blev", "last": "næste møde.", "outcome": "postponed", "page": 1},
            ],
            "votes": [{"for": 12, "against": 0, "abstain": None, "unanimous": False}],
            "attachments": ["Kort over Kirkevej"],
            "amounts": [{"text": "1,5 mio. kr.", "dkk": 1500000}],
        },
        {"number": "2", "title": "Eventuelt", "page": 1, "sections": [], "decisions": []},
    ],
}


def parsed_as(gold: dict[str, Any], printed: Printed) -> dict[str, Any]:
    """What a perfect parser would give: the quotes written out."""
    data = json.loads(json.dumps(gold))
    for item in data["items"]:
        for one in item.get("sections", []) + item.get("decisions", []):
            stretches = printed.stretches(one.pop("first"), one.pop("last"))
            one["text"] = printed.text[slice(*stretches[0])] if stretches else ""
    return data


def f1(gold: dict[str, Any], parsed: dict[str, Any]) -> dict[str, float]:
    scored = score_document(gold, parsed, Printed(TEXT)).figures()
    return {name: row["f1"] for name, row in scored.items() if row["gold"] or row["parsed"]}


def test_a_perfect_parse_scores_one_in_every_field() -> None:
    perfect = parsed_as(MARKED, Printed(TEXT))
    assert set(f1(MARKED, perfect).values()) == {1.0}


def test_nothing_parsed_scores_zero() -> None:
    scored = f1(MARKED, {})
    assert {name for name, value in scored.items() if value} == set()


def change(parsed: dict[str, Any], *path: str | int, to: Any) -> None:
    for step in path[:-1]:
        parsed = parsed[step]  # type: ignore[index]
    parsed[path[-1]] = to  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "to", "name", "precision", "recall"),
    [
        (("kind",), "agenda", "kind", 0.0, 0.0),
        (("meeting", "date"), "2024-01-18", "meeting.date", 0.0, 0.0),
        (("meeting", "body"), "Byrådet.", "meeting.body", 1.0, 1.0),
        (("meeting", "start"), "19:00", "meeting.start", 0.0, 1.0),
        (("participants", 1, "status"), "present", "participants", 0.5, 0.5),
        (("participants", 0, "role"), None, "participants.role", 1.0, 0.0),
        (("items", 1, "title"), "Noget helt andet", "items", 0.5, 0.5),
        (("items", 0, "number"), "7", "items", 0.5, 0.5),
        (("items", 0, "page"), 2, "items.page", 0.5, 0.5),
        (("items", 0, "closed"), True, "items.closed", 0.0, 1.0),
        (("items", 0, "sections", 0, "kind"), "background", "sections", 0.5, 0.5),
        (("items", 0, "sections", 1, "text"), "Byrådet godkendte indstillingen.", "sections", 0.5, 0.5),
        (("items", 0, "decisions", 0, "outcome"), "rejected", "decisions", 0.5, 0.5),
        (("items", 0, "decisions", 0, "outcome"), "rejected", "decisions.found", 1.0, 1.0),
        (("items", 0, "decisions", 0, "scope"), "other_body", "decisions", 1.0, 0.5),
        (("items", 0, "decisions", 1, "page"), 2, "decisions.page", 0.5, 0.5),
        (("items", 0, "votes", 0, "unanimous"), True, "votes", 1.0, 1.0),
        (("items", 0, "votes", 0, "for"), 11, "votes", 0.0, 0.0),
        (("items", 0, "attachments"), [{"name": "KORT OVER KIRKEVEJ"}], "attachments", 1.0, 1.0),
        (("items", 0, "amounts", 0, "dkk"), 150, "amounts", 0.0, 0.0),
    ],
)
def test_one_fault_costs_its_field(
    path: tuple[str | int, ...], to: Any, name: str, precision: float, recall: float
) -> None:
    parsed = parsed_as(MARKED, Printed(TEXT))
    change(parsed, *path, to=to)
    row = score_document(MARKED, parsed, Printed(TEXT)).figures()[name]
    assert (row["precision"], row["recall"]) == (precision, recall)


def test_each_rule_is_right_where_what_it_found_counts_as_a_hit() -> None:
    parsed = parsed_as(MARKED, Printed(TEXT))
    first, second = parsed["items"][0]["decisions"]
    first |= {"rule": "godkendte", "outcome": "rejected"}
    second["rule"] = "udsat"
    parsed["items"][1]["decisions"] = [{"text": "Intet at bemærke.", "outcome": "no_remarks", "rule": "intet"}]
    parsed["items"][0]["sections"][0]["rule"] = "indstilling"
    parsed["items"][1] |= {"rule": "punkt-nummer", "title": "Noget helt andet"}
    parsed["participants"][0]["rule"] = "til-stede"
    assert score_document(MARKED, parsed, Printed(TEXT)).rules() == {
        "godkendte": {"true_positives": 0, "false_positives": 1},
        "indstilling": {"true_positives": 1, "false_positives": 0},
        "intet": {"true_positives": 0, "false_positives": 1},
        "punkt-nummer": {"true_positives": 0, "false_positives": 1},
        "til-stede": {"true_positives": 1, "false_positives": 0},
        "udsat": {"true_positives": 1, "false_positives": 0},
    }


def test_figures_by_publisher_and_rule_and_fields_with_few_cases_are_told(tmp_path: Path, one_page_pdf: bytes) -> None:
    for name, organisation in (("a", "Nordby"), ("b", "Nordby"), ("c", None)):
        (tmp_path / f"{name}.pdf").write_bytes(one_page_pdf)
        gold = {**MARKED, "meeting": {**MARKED["meeting"], "organisation": organisation}}
        (tmp_path / f"{name}.gold.json").write_text(json.dumps(gold))
    found = {"text": "Referat", "outcome": "noted", "rule": "referat-ord"}
    card = score_folder(tmp_path, lambda pdf: {"items": [{"decisions": [found]}]})
    assert {name: scores.gold["decisions"] for name, scores in card.publishers.items()} == {
        "Nordby": 4,
        "(no organisation named)": 2,
    }
    assert "Nordby" in "\n".join(card.table("publisher"))
    assert "Nordby" not in "\n".join(card.table())
    assert [line.split() for line in card.rules_table()] == [["rule", "right", "wrong"], ["referat-ord", "0", "3"]]
    few = next(line for line in card.table() if line.startswith("fewer than 30 cases"))
    assert "decisions" in few
    assert "items.start" not in few  # none at all


def test_a_miss_is_told_in_words() -> None:
    parsed = parsed_as(MARKED, Printed(TEXT))
    del parsed["items"][0]["decisions"][1]
    parsed["items"][1]["decisions"] = [{"text": "Intet at bemærke.", "outcome": "no_remarks", "page": 1}]
    assert score_document(MARKED, parsed, Printed(TEXT)).misses == [
        "decision missed: item 1 [postponed] 'Sagen om cykelstien blev'",
        "decision invented: item 2 [no_remarks] 'Intet at bemærke.'",
    ]


def test_letters_leave_out_breaks_hyphens_and_case() -> None:
    assert letters("Rets-\nGrundlag, § 3 ﬁnder") == "retsgrundlag3finder"


def test_pairs_are_one_to_one_the_most_alike_first() -> None:
    likes = {("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.95, ("b", "y"): 0.1}
    assert pair(["a", "b"], ["x", "y"], lambda g, p: likes[g, p], 0.5) == {1: 0, 0: 1}


@pytest.mark.parametrize(
    ("counts", "f1"), [((0, 0, 0), 1.0), ((0, 3, 0), 0.0), ((0, 0, 3), 0.0), ((0, 2, 2), 0.0), ((1, 2, 1), 0.6667)]
)
def test_figures_of_nothing(counts: tuple[int, int, int], f1: float) -> None:
    assert figures(*counts)["f1"] == f1


def test_floors_are_told_when_not_reached() -> None:
    card = Scorecard(total=Scores())
    card.total.count("items", 8, 10, 10)
    assert card.below({"items": 0.8}) == []
    assert card.below({"items": 0.81}) == ["items: F1 0.8, floor 0.81"]
    assert card.below({"sections": 0.5}) == ["sections: F1 not scored, floor 0.5"]


def test_a_refused_document_scores_zero_and_is_named(tmp_path: Path, one_page_pdf: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(one_page_pdf)
    (tmp_path / "a.gold.json").write_text(json.dumps(MARKED))
    (tmp_path / "b-scan.gold.json").write_text("{}")

    def refuse(pdf: Path) -> dict[str, Any]:
        raise Damaged("The PDF cannot be opened.")

    card = score_folder(tmp_path, refuse, skip=["scan"])
    assert card.failed == ["a: The PDF cannot be opened."]
    assert card.to_json()["files"]["a"]["decisions"]["recall"] == 0.0


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReferatError, match="No annotations"):
        score_folder(tmp_path, lambda pdf: {})


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold set is not part of the project")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_those_of_the_gold_scorer(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("gold_scorer", GOLD / "score.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    chance = random.Random(seed)
    for path in sorted((GOLD / "dev").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        pdf = path.with_name(path.name.replace(".gold.json", ".pdf"))
        printed = Printed.of(pdf)
        parsed = spoil(parsed_as(gold, printed), chance)
        tally = scorer.Tally()
        scorer.score_document(pdf.stem, gold, parsed, scorer.Text(scorer.reference(pdf)), tally)
        assert score_document(gold, parsed, printed).figures() == dict(sorted(tally.rows())), pdf.stem


def spoil(value: Any, chance: random.Random) -> Any:
    """A parse with faults of every kind: parts lost, doubled, out of order, changed."""
    if isinstance(value, dict):
        return {name: spoil(one, chance) for name, one in value.items() if chance.random() > 0.02 or name in KEPT}
    if isinstance(value, list):
        kept = [spoil(one, chance) for one in value if chance.random() > 0.1]
        if kept and chance.random() < 0.2:
            kept.insert(chance.randrange(len(kept)), json.loads(json.dumps(chance.choice(kept))))
        return kept
    if isinstance(value, str) and chance.random() < 0.2:
        cut = chance.randrange(len(value) + 1)
        return chance.choice([value[:cut], value[cut:], value + " og mere", value[:cut] + "x" + value[cut:]])
    if isinstance(value, bool):
        return value is not (chance.random() < 0.1)
    return value + 1 if isinstance(value, int) and chance.random() < 0.1 else value


KEPT = ("name", "status", "kind", "number", "title", "dkk")
