"""CSV exports opened by the programs that people open them with: spreadsheets, which must run nothing, and R."""

import csv
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from export_support import FORMULA, exported
from vedette.export import FORMATS, reveal
from vedette.store import Catalogue, Filters

TABLES = [f.name for f in FORMATS.values() if f.suffix == ".csv"]
CALC = ("sh", "-c", 'soffice -env:UserInstallation=file://$PWD/office --headless "$@" *.csv', "soffice")
SPREADSHEETS = {
    "Gnumeric": ("sh", "-c", "for file in *.csv; do ssconvert $file ${file%.csv}.xlsx; done"),
    "LibreOffice": (*CALC, "--convert-to", "xlsx"),
    "LibreOffice, where semicolons part cells": (*CALC, "--infilter=CSV:59,34,76", "--convert-to", "xlsx"),
}
"""Spreadsheet → the command that opens CSV files as it does, and saves what it has made of the cells."""
INSTALLED = [name for name in SPREADSHEETS if name == "Gnumeric" or shutil.which("soffice")]
"""Gnumeric is small enough to be asked for everywhere; LibreOffice, of 280 MB, is tried where it is there."""
R_CLASSES = {
    "text": "character",
    "list": "character",
    "date": "Date",
    "integer": "integer",
    "number": "numeric",
    "yes-no": "logical",
}
"""Kind of column → the class that it has in R; columns of whole numbers alone are integer, whatever their kind."""
R = """
given <- commandArgs(TRUE)
frame <- read.csv(given[1], na.strings = given[2], encoding = "UTF-8")
for (name in given[-(1:2)]) frame[[name]] <- as.Date(frame[[name]])
for (name in names(frame)) cat(name, class(frame[[name]]), sum(is.na(frame[[name]])), sep = "\\t", fill = TRUE)
"""

needs_r = pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R: apt-get install r-base-core")
needs_gnumeric = pytest.mark.skipif(shutil.which("ssconvert") is None, reason="needs a spreadsheet: apt-get install gnumeric")

Cells = list[tuple[str, object]]


def opened(program: str, tables: Mapping[str, bytes], folder: Path) -> dict[str, list[Cells]]:
    """The rows of CSV files, by their names, as a spreadsheet takes them: (type, value) of each cell, type `f` for a formula."""
    for name, data in tables.items():
        (folder / f"{name}.csv").write_bytes(data)
    subprocess.run(SPREADSHEETS[program], check=True, cwd=folder, capture_output=True, timeout=120)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # Gnumeric writes no default style
        sheets = {name: openpyxl.load_workbook(folder / f"{name}.xlsx").worksheets[0] for name in tables}
    return {name: [[(cell.data_type, cell.value) for cell in row] for row in sheet.iter_rows()] for name, sheet in sheets.items()}


@needs_gnumeric
@pytest.mark.parametrize("program", INSTALLED)
def test_a_spreadsheet_runs_nothing_of_an_export(catalogue: Catalogue, tmp_path: Path, program: str) -> None:
    bare = StringIO(newline="")
    csv.writer(bare, lineterminator="\n").writerow([FORMULA])
    made = opened(program, {"bare": bare.getvalue().encode(), **{form: exported(form, catalogue) for form in TABLES}}, tmp_path)
    assert made.pop("bare")[0][0][0] == "f", "the program runs what is not guarded"
    for form, rows in made.items():
        assert len(rows) > 1
        assert not [cell for row in rows for kind, cell in row if kind == "f"], form


@needs_gnumeric
def test_a_spreadsheet_shows_the_cells_as_they_were(catalogue: Catalogue, tmp_path: Path) -> None:
    """Gnumeric takes the apostrophe for the mark of a text, as other spreadsheets do in their own cells."""
    head, *rows = opened("Gnumeric", {"a": exported("csv", catalogue)}, tmp_path)["a"]
    table = [dict(zip((str(name) for _, name in head), (value for _, value in row), strict=True)) for row in rows]
    hostile = next(r for r in table if r["participants"] == "NAM")
    assert (hostile["name"], hostile["lat"], hostile["lon"]) == (FORMULA, -22.56, 17.08)
    assert "NA" in [r["name"] for r in table if r["participants"] == "CHL"]


@needs_r
@pytest.mark.parametrize("form", TABLES)
def test_r_reads_each_column_as_what_it_holds(catalogue: Catalogue, tmp_path: Path, form: str) -> None:
    columns = {c.name: c for c in FORMATS[form].columns}
    rows = list(FORMATS[form].read(catalogue, Filters()))
    (tmp_path / "a.csv").write_bytes(exported(form, catalogue))
    days = [c.name for c in columns.values() if c.kind == "date"]
    told = subprocess.run(
        ["Rscript", "--vanilla", "-e", R, str(tmp_path / "a.csv"), FORMATS[form].missing or "", *days],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    found = {name: (kind, int(missing)) for name, kind, missing in (line.split("\t") for line in told.splitlines())}
    assert list(found) == list(columns)
    for n, (name, column) in enumerate(columns.items()):
        kind, missing = found[name]
        known = [str(row[n]).removesuffix(".0") for row in rows if row[n] not in (None, "", (), [])]
        assert missing == len(rows) - len(known), name
        if known:
            assert kind == ("integer" if all(k.lstrip("-").isdecimal() for k in known) else R_CLASSES[column.kind]), name


@needs_r
def test_r_takes_namibia_and_an_exercise_called_na_for_what_they_are(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(exported("csv", catalogue))
    script = """
    f <- read.csv("a.csv", encoding = "UTF-8")
    cat(sum(f$participants == "NAM"), f$name[f$participants == "CHL"], diff(range(as.Date(f$first_day), na.rm = TRUE)))
    """
    told = subprocess.run(["Rscript", "--vanilla", "-e", script], cwd=tmp_path, check=True, capture_output=True, text=True).stdout.split()
    assert told[0] == "1"
    assert reveal(told[1], "NA") == "NA"
    assert int(told[2]) > 365


@needs_r
def test_r_keeps_the_noughts_of_codes_that_it_is_told_are_text(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(exported("cameo", catalogue))
    script = 'cat(sort(unique(read.csv("a.csv", colClasses = c(cameo = "character"))$cameo)))'
    told = subprocess.run(["Rscript", "--vanilla", "-e", script], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert {"062", "0312", "150", "152"} >= set(told.split()) >= {"062"}
