"""What the tests of the evaluation share: gold files scored once, and small reports of their own."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from support import ROOT
from vedette.evaluate.gold import Gold, read_gold, reports_beside
from vedette.evaluate.run import Run, run

SHARED = ROOT.parent / "shared" / "gold"
"""Where other people's reports are kept, outside the project; not everyone who works on it has them."""
OWN = ("a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl", "e.jsonl", "f.jsonl", "g.jsonl", "h.jsonl", "held.jsonl", "examples.jsonl")

Files = Callable[..., Path]


def path_of(name: str) -> Path:
    return (ROOT / "tests" / "gold" if name in OWN else SHARED) / name


@cache
def scored(name: str) -> Run:
    gold = read_gold(str(path_of(name)))
    return run(gold, [str(ROOT / "examples") if name == "examples.jsonl" else str(reports_beside(gold.path))])


@pytest.fixture
def gold_run() -> Callable[[str], Run]:
    """Scores a gold file of the project or of ../shared; skips the test where that is not at hand."""

    def score(name: str) -> Run:
        if not path_of(name).exists():
            pytest.skip(f"{name} is not at hand: there is no ../shared beside the project")
        return scored(name)

    return score


TEXT = (
    "Navies open Amber Tide\n\n"
    "GDYNIA, 2 June 2031. Some 1,200 sailors of Poland and Sweden began the exercise Amber Tide 31 off Hel on Monday. Six frigates of the "
    "Polish Navy take part. It runs until 9 June and is meant to practise the hunt for submarines.\n\n"
    '"We hunt until the last battery is flat," said Captain Ewa Lis.'
)
GOLD: dict[str, Any] = {
    "id": "amber",
    "title": "Navies open Amber Tide",
    "published": "2031-06-02",
    "exercises": [
        {
            "ref": "E1",
            "focus": True,
            "name": "Amber Tide 31",
            "aliases": [],
            "status": "underway",
            "participants": ["PL", "SE"],
            "observers": [],
            "places": [{"name": "Hel", "country": "PL"}],
            "start": "2031-06-02",
            "end": "2031-06-09",
            "duration_days": None,
            "personnel": [{"low": 1200, "high": 1200, "party": None}],
            "materiel": [{"type": "frigates", "count": 6, "party": "PL"}],
            "units": [{"name": "Polish Navy", "party": "PL"}],
            "domains": ["sea"],
            "objectives": ["practise the hunt for submarines"],
        }
    ],
    "statements": [{"speaker": "Captain Ewa Lis", "text": "We hunt until the last battery is flat,", "direct": True}],
}
REPORT = {"id": "amber", "title": None, "published": "2031-06-02", "publisher": "Test <Post>", "text": TEXT}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Writes gold and its report; keyword arguments replace fields of gold's exercise."""

    def write(**changes: Any) -> Path:
        gold = {**GOLD, "exercises": [{**GOLD["exercises"][0], **changes}]}
        (tmp_path / "g.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
        (tmp_path / "g-reports.jsonl").write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
        return tmp_path / "g.jsonl"

    return write


@pytest.fixture
def small(files: Files) -> Callable[..., Run]:
    """Scores the small report; keyword arguments as for `files`."""

    def score(**changes: Any) -> Run:
        gold: Gold = read_gold(str(files(**changes)))
        return run(gold, [str(reports_beside(gold.path))])

    return score
