"""The calendar and the page about the data without a browser: every exercise in its months, no figure that is not the documentation's."""

import csv
from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from made import coded
from serving import client, serving
from support import ROOT
from vedette.lexicon import DATA
from vedette.model import Coding
from vedette.pipeline import store_all
from vedette.serve.web import about, figures, months
from vedette.serve.web.asking import Asked
from vedette.serve.web.index import Index, index_of
from vedette.store import Catalogue


def held(ident: str, start: str, end: str | None, status: str = "completed") -> Coding:
    text = f"The navies of Chile and Peru held the exercise Andes {ident} from one day to another."
    facts = [
        ("name", f"Andes {ident}", f"Andes {ident}"),
        ("participant", "CL", "Chile"),
        ("status", status, "held"),
        ("start", start, "one day"),
    ]
    return coded(ident, text, *facts, *([("end", end, "another")] if end else []), published="2030-01-01")


REPORTS = (
    held("Anna", "2021-08-09", "2021-08-13"),
    held("Berta", "2021-08-28", "2021-10-02"),
    held("Clara", "2021-08", None),
    held("Dora", "2021", None),
    held("Emma", "2031-05-04", "2031-05-08", "planned"),
    held("Frida", "2031-06-04", "2031-06-08", "cancelled"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    db = str(tmp_path_factory.mktemp("calendar") / "catalogue.db")
    with Catalogue(db) as catalogue:
        for _ in store_all(REPORTS, catalogue):
            pass
    return db


@pytest.fixture(scope="module")
def index(path: str) -> Iterator[Index]:
    with Catalogue(path, create=False) as catalogue:
        yield index_of(catalogue)


@pytest.fixture(scope="module")
def web(path: str) -> Iterator[httpx.Client]:
    with serving(path, rate=0) as address, client(address, headers={"Accept": "text/html"}) as made:
        yield made


def test_every_exercise_counts_in_its_months_and_vague_ones_in_their_year(index: Index) -> None:
    assert months.counts(index, Asked()) == {"2021": 1, "2021-08": 3, "2021-09": 1, "2021-10": 1, "2031-05": 1, "2031-06": 1}
    assert months.counts(index, Asked(status="planned")) == {"2031-05": 1}


def test_a_month_is_shown_by_weeks_with_bars(index: Index) -> None:
    weeks, vague = months.month(index, Asked(), "2021-08")
    assert [e.name for e in vague] == ["Andes Clara"]
    told = {(b.event.name, b.column, b.days, b.before, b.after) for w in weeks for b in w.bars}
    assert told == {
        ("Andes Anna", 1, 5, False, False),
        ("Andes Berta", 6, 2, False, True),
        ("Andes Berta", 1, 7, True, True),
    }
    assert weeks[0].inside == (False,) * 6 + (True,)  # 1 August 2021 was a Sunday
    assert [d.day for d in weeks[0].days] == [26, 27, 28, 29, 30, 31, 1]


def test_what_is_to_come_is_told_unless_it_is_called_off(index: Index) -> None:
    assert [e.name for e in months.ahead(index, Asked(), date(2031, 1, 1))] == ["Andes Emma"]
    assert [e.name for e in months.ahead(index, Asked(), date(2031, 5, 6))] == ["Andes Emma"]
    assert months.ahead(index, Asked(), date(2031, 5, 9)) == []


def test_the_month_nearest_to_today_is_shown_first() -> None:
    held_in = ["2021", "2021-08", "2021-10", "2031-05"]
    assert months.nearest(held_in, date(2021, 9, 3)) == "2021-08"
    assert months.nearest(held_in, date(2021, 10, 3)) == "2021-10"
    assert months.nearest(held_in, date(2020, 1, 1)) == "2021-08"
    assert months.nearest([], date(2020, 1, 1)) == "2020-01"


def test_pages_of_the_calendar(web: httpx.Client) -> None:
    page = web.get("/calendar?month=2021-08&participant=CL").text
    assert "August 2021" in page
    assert "/api/v1/exercises.ics?participant=CL" in page
    assert "/calendar?participant=CL&amp;month=2021-09" in page
    wrong = web.get("/calendar?month=2021-13&participant=Ruritania")
    assert wrong.status_code == 200
    assert "is no month" in wrong.text
    assert "Ruritania" in wrong.text
    assert "Nothing in January 1980" in web.get("/calendar?month=1980-01").text


def test_the_figures_are_those_of_the_documentation() -> None:
    """Write them anew with: python -m vedette.serve.web.figures docs/accuracy.md"""
    assert figures.figures((ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")) == figures.packaged()


def test_figures_are_read_out_of_tables() -> None:
    page = """
<!-- figures: a.jsonl b.jsonl -->
| slot | a | b |
| --- | ---: | ---: |
| headline | **0.814** | **0.777** |
| name | 0.944 (0.940) | 0.889 |
| reports | 34 | 10 |
<!-- end -->
<!-- negatives: n.jsonl -->
1 of 20 texts.
<!-- end -->
"""
    made = figures.figures(page)
    assert made["sets"]["a"] == {"headline": 0.814, "slots": {"name": [0.944, 0.94]}, "reports": 34}
    assert made["sets"]["b"]["slots"] == {"name": [0.889, None]}
    assert made["negatives"] == "1 of 20 texts."
    with pytest.raises(ValueError, match="no figure"):
        figures.figures(page.replace("34", "many"))


def test_the_page_about_the_data_tells_what_there_is(web: httpx.Client) -> None:
    page = web.get("/about").text
    for name, rows, _, _ in about.lexicons():
        with DATA.joinpath("lexicons", f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert rows == sum(1 for _ in csv.reader(file)) - 1
        assert f"{rows:,}" in page
    for source in about.sources():
        assert source.id in page
    assert "GeoNames" in page
    assert "rules-" in page
