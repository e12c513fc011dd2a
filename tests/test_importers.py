"""Hand-made data sets: rows become reports whose claims rest on their cells; what is wrong is mended and told of."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from made import kenso
from support import ROOT
from vedette.assemble import add
from vedette.importers import DATASETS, Problem, is_row, read_dataset
from vedette.importers.cells import read_date, read_parties, read_place
from vedette.model import Coding
from vedette.pipeline import import_all, recode_all
from vedette.raw import InputError
from vedette.schema import schema
from vedette.store import Catalogue, Filters

CATALOGUES = ROOT.parent / "shared" / "catalogues"

FILES = {key: (ROOT / "tests" / "datasets" / f"{key}.csv").read_text(encoding="utf-8") for key in DATASETS}


def codings(key: str, folder: Path, problems: list[Problem], text: str | None = None) -> list[Coding]:
    path = folder / f"{key}.csv"
    path.write_text(text or FILES[key], encoding="utf-8")
    return list(read_dataset(key, str(path), problems))


def facts(coding: Coding) -> dict[str, list[object]]:
    (account,) = coding.accounts
    return {name: account.values(name) for name in dict.fromkeys(c.property for c in account.claims)}


@pytest.mark.parametrize("key", list(DATASETS))
def test_claims_rest_on_the_cells_of_their_row(key: str, tmp_path: Path) -> None:
    made = codings(key, tmp_path, [])
    assert made
    for coding in made:
        assert is_row(coding.report)
        for claim in coding.accounts[0].claims:
            assert claim.span.of(coding.report.text) == claim.quote
            assert schema().problems(claim) == []
            assert coding.report.text[: claim.span.start].rsplit("\n", 1)[-1].count(": ") >= 1


def test_a_row_of_mme(tmp_path: Path) -> None:
    problems: list[Problem] = []
    first, second, third = codings("mme", tmp_path, problems)
    told = facts(first)
    assert (told["name"], told["start"], told["end"], told["participant"]) == (
        ["Kenso Shield 19"],
        ["2019-07-01"],
        ["2019-07-09"],
        ["AU", "JP"],
    )
    assert told["series"] == [{"name": "Kenso Shield", "id": None}]
    assert told["domain"] == ["air"]
    assert told["place"] == [
        {"name": "Darwin, Australia", "country": "AU", "region": "AU-NT", "lat": -12.46, "lon": 130.84, "kind": "city"}
    ]
    told = facts(second)
    assert "name" not in told
    assert (told["start"], told["participant"], told["domain"]) == (["2019-02"], ["KW", "NATO", "DE"], ["command-post"])
    assert (first.report.id, second.report.id) == ("mme:x1", "mme:x1-2")
    told = facts(third)
    assert (told["start"], told["participant"]) == (["2019-03-09"], ["IS", "ST"])
    assert "end" not in told
    assert Counter(p.kind for p in problems) == {
        "an id that is used twice; now ends in -2": 1,
        "a name in the wrong case": 1,
        "encoded twice; set right": 1,
        "no state or organisation that is known": 1,
        "ends before it starts; the end is left out": 1,
        "coordinates more than 1500 km from the place": 1,
    }
    assert {p.line for p in problems} == {3, 4}


def test_a_row_of_jme(tmp_path: Path) -> None:
    problems: list[Problem] = []
    first, second, third = codings("jme", tmp_path, problems)
    told = facts(first)
    assert (told["start"], told["end"], told["participant"], told["domain"]) == (
        ["2019-07-01"],
        ["2019-07"],
        ["JP", "AU"],
        ["command-post"],
    )
    told = facts(second)
    assert (told["start"], told["end"], told["parent"], told["participant"]) == (["1977"], ["1977-10-17"], ["Reforger"], ["US", "DE"])
    told = facts(third)
    assert (told["start"], told["end"], told["participant"]) == (["2007-09-14"], ["2007-09-20"], ["NATO", "MT"])
    assert {p.kind for p in problems} >= {
        "a date written in another way",
        "the day stands before the month",
        "no date; read from the columns beside it",
        "the same row twice; passed over",
        "nothing is said of an exercise; passed over",
        "a name among other words",
    }


def test_a_row_of_the_russian_list(tmp_path: Path) -> None:
    made = [facts(c) for c in codings("russia", tmp_path, [])]
    assert [m.get("name") for m in made] == [["Дружба-2016"], ["Звезда"], None]
    assert [m["participant"] for m in made] == [["RU", "PK"], ["RU", "BG", "RO"], ["RU", "IT"]]
    assert [m["start"] for m in made] == [["2016"], ["2011"], ["2010"]]


@pytest.mark.parametrize(
    ("cell", "parts", "date", "wrong"),
    [
        ("8/9/80", ("1980", "8", "9"), "1980-08-09", False),
        ("8/9/80", ("", "", ""), None, True),  # a century is never guessed
        ("8/9/80", ("1979", "8", "9"), None, True),
        ("08/xx/1980", ("", "", ""), "1980-08", False),
        ("xx/xx/1980", ("", "", ""), "1980", False),
        ("1980-08-xx", ("1980", "8", "xx"), "1980-08", False),
        ("1980-08-09 00:00:00", ("", "", ""), "1980-08-09", False),
        ("08/xx1980", ("", "", ""), "1980-08", True),
        ("8/9//1980", ("", "", ""), "1980-08-09", True),
        ("20/8/1980", ("", "", ""), "1980-08-20", True),
        ("2/30/1980", ("", "", ""), "1980-02", True),
        ("1899-12-22 00:00:00", ("1999", "2", "-9"), "1999-02", True),
        ("-9", ("-9", "-9", "-9"), None, False),
        ("-9", ("", "", ""), None, False),
        ("soon", ("", "", ""), None, True),
    ],
)
def test_dates_in_many_forms(cell: str, parts: tuple[str, str, str], date: str | None, wrong: bool) -> None:
    found, problem = read_date(cell, parts)
    assert found == date
    assert (problem is not None) == wrong


def test_states_and_blocs() -> None:
    for cell, codes in {
        "USA": ("US",),
        "Baltic States": ("EE", "LV", "LT"),
        "NATO": ("NATO",),
        "German Democratic Republic": ("DD",),
    }.items():
        assert read_parties(cell) == (codes, None)
    assert read_parties("8 NATO members") == (("NATO",), "a name among other words")
    assert read_parties("Mordor")[0] == ()


def test_places() -> None:
    assert read_place("South Korea", "35.9", "127.8")[0]["kind"] == "country"
    assert read_place("waters nobody knows", "", "")[0] == {
        "name": "waters nobody knows", "country": None, "region": None, "lat": None, "lon": None, "kind": None
    }  # fmt: skip
    value, wrong = read_place("Darwin, Australia", "95", "0")
    assert (value["lat"], wrong) == (-12.46, "coordinates that are none")


def test_files_that_are_no_data_sets(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_dataset("mme", str(tmp_path / "none.csv"), []))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="is not that data set: it has no column"):
        list(read_dataset("mme", str(tmp_path / "other.csv"), []))
    problems: list[Problem] = []
    path = tmp_path / "western.csv"
    path.write_bytes(FILES["russia"].splitlines()[0].encode() + "\n4,Exercício,2012,Brazil,,,\n".encode("cp1252"))
    (coding,) = read_dataset("russia", str(path), problems)
    assert facts(coding)["name"] == ["Exercício"]
    assert [p.kind for p in problems] == ["the file is not UTF-8; read as cp1252"]


def test_rows_and_reports_of_one_exercise_meet(db: str, tmp_path: Path) -> None:
    with Catalogue(db) as catalogue:
        with catalogue.writing() as writer:
            add(writer, [kenso()])
        for key, text in FILES.items():
            (tmp_path / f"{key}.csv").write_text(text, encoding="utf-8")
            stored = list(import_all(key, str(tmp_path / f"{key}.csv"), catalogue, []))
            again = list(import_all(key, str(tmp_path / f"{key}.csv"), catalogue, []))
            assert stored == [(3, 3)]
            assert again == [(3, 0)]
        (exercise,) = catalogue.find(Filters("kenso"))
        (record,) = catalogue.records([exercise])
        assert len(record["reports"]) == 3
        assert {r.partition(":")[0] for r in record["reports"]} == {"r1", "mme", "jme"}
        assert catalogue.check() == []
        before = catalogue.accounts()
        assert len(list(recode_all(catalogue))) == 10
        rows = [a for a in catalogue.accounts() if ":" in a.report]
        assert rows == [a for a in before if ":" in a.report]  # rows are no reports: the coder leaves them alone


@pytest.mark.skipif(not CATALOGUES.exists(), reason="the data sets themselves are not here; they are read from ../shared/catalogues")
@pytest.mark.parametrize(
    ("key", "file", "rows"), [("mme", "mme_v7.csv", 3707), ("jme", "jme_v3.csv", 1789), ("russia", "russia_joint_exercises.csv", 99)]
)
def test_the_data_sets_themselves(key: str, file: str, rows: int) -> None:
    problems: list[Problem] = []
    made = list(read_dataset(key, str(CATALOGUES / file), problems))
    assert len(made) == rows
    assert len({c.report.id for c in made}) == rows
    with (CATALOGUES / file).open(encoding="utf-8", newline="") as lines:
        assert sum(1 for _ in csv.reader(lines)) - 1 - rows == sum(p.kind.endswith("passed over") for p in problems)
    doubled = [p for p in problems if p.kind.startswith("an id that is used twice")]
    assert len(doubled) == (3 if key == "mme" else 0)
