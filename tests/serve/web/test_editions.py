"""The page of an exercise shows the editions next to it, however long the series is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from made import coded
from vedette.analysis import editions
from vedette.pipeline import store_all
from vedette.serve.web.editions import NEAR, in_series, near
from vedette.serve.web.index import Index, index_of
from vedette.store import Catalogue

YEARS = range(1990, 2012)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path: Path = tmp_path_factory.mktemp("editions")
    reports = (
        coded(
            f"q{year}",
            f"Chile held Quiet Harbour {year} on 3 May {year}.",
            ("name", f"Quiet Harbour {year}", f"Quiet Harbour {year}"),
            ("participant", "CL", "Chile"),
            ("start", f"{year}-05-03", f"3 May {year}"),
        )
        for year in YEARS
    )
    with Catalogue(str(path / "catalogue.db")) as catalogue:
        assert list(store_all(reports, catalogue))
        yield index_of(catalogue)


@pytest.mark.parametrize("year", [1990, 1993, 2000, 2010, 2011])
def test_those_next_to_an_exercise_are_shown_in_order(index: Index, year: int) -> None:
    (ident,) = (row.id for row in index.rows if row.name == f"Quiet Harbour {year}")
    told = near(index, "quiet harbour", ident)
    assert [e["year"] for e in told] == [y for y in YEARS if abs(y - year) <= NEAR]
    whole = {e["id"]: e for e in editions(index.catalogue, "quiet harbour")}
    assert all(whole[e["id"]] == e for e in told)


def test_all_of_a_series_are_counted(index: Index) -> None:
    assert in_series(index, "quiet harbour") == len(YEARS)
    assert in_series(index, None) == 0


def test_an_exercise_that_the_index_does_not_know_yet_is_shown_itself(index: Index) -> None:
    index.place_of.pop(index.ids[0])
    assert near(index, "quiet harbour", index.ids[0])[-1]["id"] == index.ids[0]
