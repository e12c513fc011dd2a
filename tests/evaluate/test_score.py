"""The scorer agrees with the official one, and counts as the guidelines say."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vedette.evaluate.credit import CREDIT, fillers
from vedette.evaluate.kinds import kinds
from vedette.evaluate.run import Run, as_template
from vedette.evaluate.score import affinity, score
from vedette.evaluate.similar import alike, shared, stems


def exercise(**fields: Any) -> dict[str, Any]:
    return {"ref": "E1", "focus": True, "name": None, "status": "unknown", "participants": [], **fields}


def one(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, Any]:
    """The slots' figures of one report."""
    figures = score({"r": {"id": "r", "exercises": gold}}, {"r": {"id": "r", "exercises": found}}).figures()
    slots: dict[str, Any] = figures["slots"]
    return slots


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl", "examples.jsonl", "tune.jsonl"])
def test_same_figures_as_the_official_scorer(name: str, gold_run: Callable[[str], Run], tmp_path: Path) -> None:
    run = gold_run(name)
    official = Path(__file__).parents[3] / "shared" / "gold" / "score.py"
    if not official.exists():
        pytest.skip("the official scorer is not at hand: there is no ../shared beside the project")
    found = tmp_path / "found.jsonl"
    found.write_text("".join(json.dumps(as_template(c)) + "\n" for c in run.codings.values()), encoding="utf-8")
    done = subprocess.run([sys.executable, official, run.gold.path, found, "--json"], capture_output=True, check=True, text=True)
    assert run.score.figures() == json.loads(done.stdout)


def test_what_is_coded_as_gold_has_it_is_all_right() -> None:
    gold = exercise(name="Granite Shield", participants=["FI", "NO"], start="2030-05-01", units=[{"name": "Jaeger Brigade", "party": "FI"}])
    slots = one([gold], [gold])
    assert {s: f["f1"] for s, f in slots.items() if f["gold"]} == {"exercise": 1, "name": 1, "participants": 1, "start": 1, "units": 1}


def test_other_names_do_not_match() -> None:
    slots = one([exercise(name="Granite Shield", participants=["FI"])], [exercise(name="Amber Tide", participants=["FI"])])
    assert (slots["exercise"]["gold"], slots["exercise"]["predicted"], slots["exercise"]["f1"]) == (1, 1, 0)
    assert slots["participants"]["f1"] == 0, "a missed and a spurious exercise lose all their fillers"


def test_an_alias_counts_as_the_name() -> None:
    gold = exercise(name="Kevadtorm", aliases=["Spring Storm"], participants=["EE"])
    assert one([gold], [exercise(name="Spring Storm", participants=["EE"])])["name"]["f1"] == 1


def test_passing_mentions_are_neither_rewarded_nor_punished() -> None:
    passing = exercise(name="Granite Shield", focus=False, participants=["FI"])
    assert one([passing], [exercise(name="Granite Shield", participants=["FI"])])["exercise"] == one([passing], [])["exercise"]
    assert one([passing], [])["exercise"]["gold"] == 0


def test_reports_without_a_template_count_as_missed() -> None:
    assert score({"r": {"exercises": [exercise(name="Granite Shield")]}}, {}).figures()["slots"]["exercise"]["recall"] == 0


def test_equal_participants_count_once_in_a_pair() -> None:
    slots = one([exercise(participants=["FI"])], [exercise(participants=["FI", "FI"])])
    assert (slots["participants"]["predicted"], slots["participants"]["f1"]) == (1, 1)


@pytest.mark.parametrize(
    ("slot", "gold", "found", "credit"),
    [
        ("start", ["2030-05-01"], ["2030-05-01"], 1),
        ("start", ["2030-05-01"], ["2030-05~"], 0.5),
        ("start", ["2030-05"], ["2030-05-03"], 0.5),
        ("start", ["2030-05-01", "2030-05"], ["2030-05"], 1),
        ("start", ["2030-05-01"], ["2030-06"], 0),
        ("places", {"name": "Gotland", "country": "SE"}, {"name": "Gotland", "country": None}, 0.5),
        ("places", {"name": "Gotland", "country": "SE"}, {"name": "Öland", "country": "SE"}, 0),
        ("personnel", {"low": 900, "high": 900, "party": "SE"}, {"low": 900, "high": 900, "party": None}, 0.5),
        ("personnel", {"low": 900, "high": None, "party": "SE"}, {"low": 900, "high": 900, "party": "SE"}, 0.5),
        ("personnel", {"low": 900, "high": None, "party": "SE"}, {"low": 900, "high": 900, "party": None}, 0),
        ("materiel", {"type": "landing ships", "count": 2}, {"type": "landing ship", "count": None}, 0.5),
        ("units", {"name": "7th Fleet", "party": "US"}, {"name": "the 7th Fleet", "party": None}, 1),
        ("objectives", "guard the sea lanes of the strait", "guard the sea lanes", 1),
        ("statements", {"speaker": "Lis", "text": "We go home on Friday."}, {"speaker": "Captain Lis", "text": "We go home on Friday"}, 1),
        ("statements", {"speaker": "Lis", "text": "We go home on Friday."}, {"speaker": "the mayor", "text": "We go home on Friday"}, 0.5),
    ],
)
def test_credit(slot: str, gold: Any, found: Any, credit: float) -> None:
    assert CREDIT[slot](gold, found) == credit


def test_words_that_do_not_count() -> None:
    assert stems("the joint military exercises") == ["the", "joint", "military", "exercise"], "where nothing else is left, all words count"
    assert stems("exercise of the Marines") == ["marine"]
    assert alike("Exercise Amber Tides", "amber tide") == 1
    assert shared([], ["a"]) == alike(None, "a") == 0


def test_affinity_needs_something_in_common() -> None:
    assert affinity(exercise(participants=["FI"]), exercise(participants=["FI"])) == 1
    assert affinity(exercise(start="2030-05-01"), exercise(end="2030-05-09")) == pytest.approx(0.3)
    assert affinity(exercise(), exercise()) == 0


def test_indirect_statements_and_unknown_values_do_not_count() -> None:
    said = {"statements": [{"text": "x", "direct": False}, {"text": "y", "direct": True}], "status": "unknown", "start": None}
    assert [(f.value["text"], f.index) for f in fillers(said, "statements")] == [("y", 1)]
    assert fillers(said, "status") == fillers(said, "start") == []


def test_kinds_of_errors() -> None:
    gold = {
        "r": {
            "exercises": [
                exercise(name="Granite Shield", participants=["FI", "NO"], status="planned", units=[{"name": "7th Fleet"}]),
                exercise(name="Amber Tide", participants=["PL"], status="completed", start="2030-05-01"),
                exercise(participants=["SE"], personnel=[{"low": 5, "high": 5, "party": "SE"}]),
            ]
        },
        "empty": {"exercises": [], "statements": [{"speaker": "Lis", "text": "We go home on Friday"}]},
    }
    found = {
        "r": {
            "exercises": [
                exercise(name="Granite Shield", participants=["FI"], status="underway"),
                exercise(name="Amber Tide", participants=["PL"], status="completed", start="2030-05", units=[{"name": "7th Fleet"}]),
                exercise(name="Amber Tide", participants=["DK"]),
            ]
        },
        "empty": {"exercises": [exercise(participants=["GB"])], "statements": [{"speaker": "Bo", "text": "We go home on Friday"}]},
    }
    assert kinds(score(gold, found)) == {
        ("status", "planned taken for underway"): 1,
        ("participants", "missed"): 1,
        ("units", "given to another exercise of the report"): 2,
        ("start", "too coarse or too fine"): 1,
        ("exercise", "missed, without a name"): 1,
        ("participants", "of an exercise that was missed"): 1,
        ("personnel", "of an exercise that was missed"): 1,
        ("exercise", "found twice"): 1,
        ("name", "of an exercise that is none"): 1,
        ("participants", "of an exercise that is none"): 2,
        ("exercise", "found in a report that tells of none"): 1,
        ("statements", "another speaker"): 1,
    }
