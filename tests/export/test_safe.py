"""Texts that a spreadsheet would run are kept from it, and come back as they were."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export_support import exported
from vedette.export import FORMATS, guard, reveal
from vedette.store import Catalogue

SIGNS = "=+-@＝＋－＠\t\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("- of note", "'- of note"),
        ("@home", "'@home"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("  =1+1", "  '=1+1"),
        ("a; =1+1", "a; '=1+1"),  # where a semicolon parts cells
        ("'=1+1", "''=1+1"),
        ("NA", "'NA"),
        ("-5", "-5"),
        ("-12.25", "-12.25"),
        ("1e5", "1e5"),
        ("NATO", "NATO"),
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("'tis", "'tis"),
    ],
)
def test_what_gets_an_apostrophe(text: str, cell: str) -> None:
    assert guard(text, "NA") == cell
    assert reveal(cell, "NA") == text


@given(st.text(alphabet=st.sampled_from([*SIGNS, *"'; NA019.x"])), st.sampled_from(["", "NA"]))
def test_every_text_comes_back_and_none_begins_as_a_formula(text: str, missing: str) -> None:
    cell = guard(text, missing)
    assert reveal(cell, missing) == text
    for part in cell.split(";"):
        start = part.lstrip(" ")
        assert start[:1] not in SIGNS or not start or start.strip(" 0123456789.,eE+-") == ""
    assert cell != missing or text == ""


@pytest.mark.parametrize("form", [f.name for f in FORMATS.values() if f.suffix == ".csv"])
def test_no_cell_of_an_export_runs(catalogue: Catalogue, form: str) -> None:
    rows = list(csv.reader(StringIO(exported(form, catalogue).decode(), newline="")))
    assert len(rows) > 1
    for cell in (c for row in rows for c in row):
        assert not cell.startswith(tuple(SIGNS)) or float(cell) < 0


def test_a_spreadsheet_takes_the_cells_for_texts_and_numbers(catalogue: Catalogue) -> None:
    """A workbook takes a cell that begins with an equals sign for a formula (type f), as spreadsheets do."""
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    for row in csv.reader(StringIO(exported("csv", catalogue).decode(), newline="")):
        sheet.append([float(c) if c.replace(".", "", 1).lstrip("-").isdigit() else c for c in row])
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    out = BytesIO()
    sheet.parent.save(out)
    names = [c.value for c in next(sheet.iter_cols(min_col=2, max_col=2))]
    assert any(str(n).startswith("'=HYPERLINK") for n in names)
