"""Tables as the programs read them that people use: pandas, polars, DuckDB, and R's rules for CSV."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from export_support import FORMULA, exported
from vedette import export
from vedette.export import reveal
from vedette.export.claims import COLUMNS as LONG
from vedette.export.exercises import COLUMNS as WIDE
from vedette.store import Catalogue, Filters


def test_pandas_reads_the_wide_table(catalogue: Catalogue) -> None:
    frame = pd.read_csv(BytesIO(exported("csv", catalogue)), index_col="name", parse_dates=["first_day", "last_day"])
    assert len(frame) == 6
    kenso = frame.loc["Kenso Shield 2019"]
    assert (kenso["participants"], kenso["days"], kenso["people_low"], kenso["lat"]) == ("AUS; JPN", 9, 900, -12.46)
    assert kenso["first_day"] == pd.Timestamp("2019-07-01")
    assert (kenso["reports"], kenso["publishers"], kenso["country"]) == (2, 2, "AUS")
    assert frame.dtypes["lat"] == frame.dtypes["lon"] == "float64"
    bell = frame.loc["Frost Bell"]
    assert (bell["start"], bell["start_precision"], bell["people_by_side"]) == ("2031-22", "season", "1500..2000")
    assert bell["last_day"] == pd.Timestamp("2031-08-31")
    assert pd.isna(bell["lat"])
    hostile = frame.loc["'" + FORMULA]
    assert hostile["participants"] == "NAM"  # Namibia is not missing
    assert hostile["lat"] == -22.56


def test_polars_reads_the_wide_table(catalogue: Catalogue) -> None:
    frame = pl.read_csv(BytesIO(exported("csv", catalogue)), null_values="NA", try_parse_dates=True)
    assert frame.schema["first_day"] == pl.Date
    assert frame.schema["lat"] == pl.Float64
    assert frame.schema["reports"] == pl.Int64
    row = frame.row(by_predicate=pl.col("series") == "Kenso Shield", named=True)
    assert (row["last_day"], row["days"], row["people_high"]) == (date(2019, 7, 9), 9, 900)


def test_csv_follows_the_conventions_of_r(catalogue: Catalogue) -> None:
    text = exported("csv", catalogue).decode()
    assert "\r" not in text
    rows = list(csv.DictReader(StringIO(text)))
    assert list(rows[0]) == [c.name for c in WIDE]
    kinds = {c.name: c.kind for c in WIDE}
    for row in rows:
        for name, cell in row.items():
            assert cell != ""  # NA it is, as read.csv and readr take it for missing in columns of any type
            if cell != "NA" and kinds[name] == "date":
                assert date.fromisoformat(cell).isoformat() == cell
            if cell != "NA" and kinds[name] in ("integer", "number"):
                float(cell)
    assert next(r for r in rows if r["participants"] == "CHL")["name"] == "'NA"  # an exercise of this name is not missing


def test_the_long_table_has_every_claim_with_its_words(catalogue: Catalogue) -> None:
    frame = pd.read_csv(BytesIO(exported("csv-long", catalogue)))
    assert len(frame) == catalogue.count()["claim"]
    assert set(frame["exercise"].dropna()) == set(catalogue.exercises())
    reports = catalogue.reports(set(frame["report"]))
    for row in frame.itertuples():
        assert reports[row.report].text[row.quote_start : row.quote_end] == reveal(row.quote, "NA")
    people = frame[frame.property == "personnel"].set_index("exercise_name").loc["Frost Bell"]
    assert (people.low, people.high, people.value) == (1500, 2000, "1500..2000")
    assert json.loads(people.json) == {"high": 2000, "low": 1500, "party": None}
    namibia = frame[(frame.property == "participant") & (frame.report == "r3")].iloc[0]
    assert (namibia.value, namibia.party, json.loads(namibia.json)) == ("NAM", "NAM", "NA")
    statuses = frame[(frame.property == "status") & frame.exercise_name.str.startswith("Kenso", na=False)]
    assert dict(zip(statuses.value, statuses.shown, strict=True)) == {"underway": False, "completed": True}


def test_claims_about_reports_stand_without_an_exercise(catalogue: Catalogue) -> None:
    frame = pd.read_csv(BytesIO(exported("csv-long", catalogue)))
    besides = frame[frame["exercise"].isna()]
    assert list(besides.index) == [len(frame) - 2, len(frame) - 1]  # at the end, by day of publication
    assert list(besides["report"]) == ["r8", "r3"]
    assert list(besides["property"]) == ["background", "statement"]
    assert list(besides["value"]) == ["Drills in the strait began in 1971.", "'+more"]
    assert list(besides["party"].fillna("")) == ["", "NAM"]
    assert besides[["account", "exercise_name", "shown"]].isna().all(axis=None)
    of_namibia = pl.read_parquet(BytesIO(exported("parquet-long", catalogue, Filters(participants=("NA",)))))
    assert of_namibia.filter(pl.col("exercise").is_null())["property"].to_list() == ["statement"]  # of reports of what fits alone


@pytest.mark.parametrize(("form", "columns"), [("parquet", WIDE), ("parquet-long", LONG)])
def test_parquet_is_read_by_duckdb_pandas_and_polars(catalogue: Catalogue, tmp_path: Path, form: str, columns: object) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(exported(form, catalogue))
    frame = pd.read_parquet(file)
    assert list(frame.columns) == [c.name for c in columns]  # type: ignore[attr-defined]
    assert pl.read_parquet(file).height == len(frame)
    assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall() == [(len(frame),)]


def test_lists_are_lists_in_parquet(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(exported("parquet", catalogue))
    found = duckdb.sql(
        f"SELECT name, year(first_day) FROM '{file}' WHERE list_contains(participants, 'JPN') AND days > 3 ORDER BY first_day"
    ).fetchall()
    assert found == [("Kenso Shield 2019", 2019)]
    ((aims,),) = duckdb.sql(f"SELECT objectives FROM '{file}' WHERE country = 'NAM'").fetchall()
    assert sorted(aims) == ["+more, @night", "=learn"]  # nothing runs a formula here: texts are as they are
    frame = pl.read_parquet(file)
    assert frame.schema["participants"] == pl.List(pl.String)
    assert frame.schema["first_day"] == pl.Date


def test_filters_are_those_of_search(catalogue: Catalogue) -> None:
    rows = list(csv.DictReader(StringIO(exported("csv", catalogue, Filters("kenso")).decode())))
    assert [r["name"] for r in rows] == ["Kenso Shield 2019"]
    assert exported("csv", catalogue, Filters("nothing of this name")).decode().splitlines() == [",".join(c.name for c in WIDE)]
    assert len(pd.read_parquet(BytesIO(exported("parquet", catalogue, Filters("nothing of this name"))))) == 0
    assert json.loads(exported("json", catalogue, Filters("nothing of this name"))) == []


def test_json_and_json_lines_have_the_records_with_their_reports(catalogue: Catalogue) -> None:
    array = json.loads(exported("json", catalogue))
    lines = [json.loads(line) for line in exported("jsonl", catalogue).splitlines()]
    assert array == lines
    kenso = next(r for r in array if r["name"] == "Kenso Shield 2019")
    assert [(s["publisher"], s["published"]) for s in kenso["reports"]] == [
        ("The Harbour Post", "2019-07-02"),
        ("Southern Courier", "2019-07-10"),
    ]
    (record,) = catalogue.records([kenso["id"]])
    assert {**kenso, "reports": [s["id"] for s in kenso["reports"]]} == record


def test_no_piece_grows_with_the_catalogue(catalogue: Catalogue) -> None:
    for form in export.FORMATS.values():
        assert b"".join(form.pieces(catalogue, Filters())) == exported(form.name, catalogue) or form.name == "ics"


def test_a_missing_package_is_named_in_a_sentence(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(export.ExportError, match=r"needs the package pyarrow: pip install 'vedette\[exchange\]'"):
        exported("parquet", catalogue)
