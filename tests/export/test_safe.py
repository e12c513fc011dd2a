"""Texts that a spreadsheet would run are kept from it, and come back as they were."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export_support import FORMULA, exported
from vedette.export import FORMATS, guard, reveal
from vedette.ingest import Options, load
from vedette.pipeline import import_all
from vedette.raw import Raw
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


def test_texts_of_an_export_come_back_by_ingest_as_they_were(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(exported("csv-long", catalogue))
    again = list(load(str(file), Options(columns={"text": "quote", "id": "claim"})))
    assert all(isinstance(raw, Raw) for raw in again)
    claims = {c.id: c for a in catalogue.accounts() for c in a.claims} | {
        c.id: c for found in catalogue.claims_besides(catalogue.report_ids()).values() for c in found
    }
    sources = catalogue.sources_of(catalogue.report_ids())
    for raw in again:
        assert isinstance(raw, Raw)
        source = sources[claims[str(raw.id)].report]
        assert (raw.text, raw.title, raw.url) == (claims[str(raw.id)].quote, source.title, source.url)
        assert (raw.publisher, raw.published) == (source.publisher, source.published)
    assert {FORMULA, "=learn", "+more, @night"} <= {raw.text for raw in again if isinstance(raw, Raw)}
    assert "@Desert Herald" in {raw.publisher for raw in again if isinstance(raw, Raw)}


def test_a_data_set_that_was_written_is_taken_in_as_it_was(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "mme.csv").write_bytes(exported("mme", catalogue))
    with Catalogue(str(tmp_path / "again.db")) as again:
        for _ in import_all("mme", str(tmp_path / "mme.csv"), again, []):
            pass
        names = {c.value for a in again.accounts() for c in a.claims if c.property == "name"}
        once_more = exported("mme", again)
    assert FORMULA in names
    assert f"'{FORMULA}".replace('"', '""') in once_more.decode()


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
