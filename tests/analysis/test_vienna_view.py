"""The arms-control view of a whole catalogue: which exercises reach thresholds, and which repeat what may be held once in three years."""

from pathlib import Path

from made import coded
from vedette.analysis import filters, vienna_view
from vedette.assemble import add
from vedette.model import Coding
from vedette.store import Catalogue

BREST = {"name": "Brest", "country": "BY", "region": "BY-BR", "lat": 52.1, "lon": 23.7, "kind": "city"}


def large(year: int, people: int) -> Coding:
    text = f"Belarus and Russia opened Western Bolt {year} near Brest on 3 September {year} with {people} soldiers."
    return coded(
        f"r{year}",
        text,
        ("name", f"Western Bolt {year}", f"Western Bolt {year}"),
        ("participant", "BY", "Belarus"),
        ("participant", "RU", "Russia"),
        ("place", BREST, "Brest"),
        ("start", f"{year}-09-03", f"3 September {year}"),
        ("personnel", {"low": people, "high": people, "party": None}, f"{people} soldiers"),
        published=f"{year}-09-04",
    )


def test_one_in_three_years(tmp_path: Path) -> None:
    with Catalogue(str(tmp_path / "c.db")) as catalogue:
        for coding in (large(2015, 45000), large(2017, 50000), large(2019, 12000), large(2021, 41000)):
            with catalogue.writing() as writer:
                add(writer, [coding])
        made = {str(v["start"])[:4]: v for v in vienna_view(catalogue, filters())}
    reached = {y: sorted({f["paragraph"] for f in v["findings"] if f["answer"] == "reaches"}) for y, v in made.items()}
    assert reached == {
        "2015": ["40.1.1", "47.4", "67.1"],
        "2017": ["40.1.1", "47.4", "67.1"],
        "2019": ["40.1.1"],
        "2021": ["40.1.1", "47.4", "67.1"],
    }
    assert [(a["state"], a["earlier"]) for a in made["2017"]["within_three_years"]] == [
        ("BY", made["2015"]["id"]),
        ("RU", made["2015"]["id"]),
    ]
    assert [v["within_three_years"] for y, v in made.items() if y != "2017"] == [[], [], []]
