"""First times and background come from all exercises of a set, the latest first, each once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from made import coded
from vedette.model import Coding, Span
from vedette.pipeline import store_all
from vedette.serve.web.index import Index, index_of
from vedette.serve.web.sets import holding
from vedette.serve.web.states import together
from vedette.store import Catalogue

YEARS = range(1950, 2020)


def first(year: int) -> Coding:
    """A report of an exercise of its own; that of the earliest year tells of a first time and of background."""
    text = f"Chile held Quiet Harbour {year} on 3 May {year}, the first of its kind. The two had signed a pact."
    facts = [
        ("name", f"Quiet Harbour {year}", f"Quiet Harbour {year}"),
        ("participant", "CL", "Chile"),
        ("start", f"{year}-05-03", f"3 May {year}"),
    ]
    if year != YEARS[0]:
        return coded(f"q{year}", text, *facts, published=f"{year}-05-04")
    milestone = ("milestone", {"text": "the first of its kind", "what": "first"}, "the first of its kind")
    made = coded(f"q{year}", text, *facts, milestone, published=f"{year}-05-04")
    start = text.index("The two")
    value = {"text": "The two had signed a pact", "what": "agreement", "modality": "asserted"}
    claim = replace(made.accounts[0].claims[0], id="b1950", account=None, property="background", value=value)
    return replace(made, claims=(replace(claim, span=Span(start, start + 25), quote=text[start : start + 25]),))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path: Path = tmp_path_factory.mktemp("telling")
    with Catalogue(str(path / "catalogue.db")) as catalogue:
        for _ in store_all(map(first, YEARS), catalogue):
            pass
        yield index_of(catalogue)


def test_a_state_tells_of_its_earliest_exercise_as_well(index: Index) -> None:
    shown = together(index, ("CL",))
    assert shown["count"] == len(YEARS)
    assert [(m["text"], m["name"]) for m in shown["milestones"]] == [("the first of its kind", "Quiet Harbour 1950")]
    assert [b["text"] for b in shown["background"]] == ["The two had signed a pact"]
    assert [s.id for s in shown["sources"]] == ["q1950"]


def test_only_what_is_told_of_the_set_is_found(index: Index) -> None:
    told = index.tellings["background"]
    assert told.latest(index.all, 5) == ["b1950"]
    assert told.latest(index.all, 0) == []
    assert told.latest(holding([0, 1], index.size), 5) == []
