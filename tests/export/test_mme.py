"""The columns of MME v7: the data set taken in and written again, cell by cell, and other exercises beside it."""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from export_support import FORMULA, exported
from support import ROOT
from vedette.export import reveal
from vedette.export.mme import COLUMNS, NORMALISATIONS, STATES, state_name
from vedette.importers import Problem
from vedette.importers.cells import read_parties
from vedette.model import Judgement
from vedette.pipeline import import_all
from vedette.review import judge
from vedette.store import Catalogue, Filters

OWN = ROOT / "tests" / "datasets" / "mme.csv"
WHOLE = ROOT.parent / "shared" / "catalogues" / "mme_v7.csv"
HEAD = (
    "MMEID,Ex_Name,Series_Name,Location,lat,lon,StartDate,s.year,s.month,s.day,EndDate,e.year,e.month,e.day,CPX,Air,Land,Sea,Amphibious,Cyber,"
    "Warfighting,Peacekeeping,Humanitarian,FocusDescription,AdditionalParticipantInfo,StateA,StateB"
)
MISSING = ("", "-9", "-99")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def again(file: Path, folder: Path, problems: list[Problem]) -> list[dict[str, str]]:
    """What the export gives of a file that was taken in."""
    with Catalogue(str(folder / "mme.db")) as catalogue:
        for _ in import_all("mme", str(file), catalogue, problems):
            pass
        return rows(exported("mme", catalogue).decode())


def mended(text: str) -> str:
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def why(column: str, before: Mapping[str, str], after: Mapping[str, str], problems: Mapping[str, str]) -> str | None:
    """The normalisation that a cell that differs falls under; None where there is none that allows it."""
    was, now = before[column], after.get(column, "")
    if column.startswith("State"):
        return _why_states(before, after)
    if column == "MMEID":
        return "ids" if now.rpartition("-")[0] == was else None
    if " ".join(was.split()) == now:
        return "blanks"
    if mended(was) == now:
        return "encoding"
    if reveal(now) == was:
        return "formulas"
    if was in MISSING and now in MISSING:
        return "missing"
    if column in ("lat", "lon"):
        return "coordinates" if problems.get("lat") or was == "" else None
    if column[:2] in ("s.", "e.") or column.endswith("Date"):
        side = "StartDate" if column.startswith(("s.", "S")) else "EndDate"
        return "dates" if problems.get(side) else None
    return None


def _why_states(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    """Participants move up where a cell is missing; else they must be what the cells stand for, each once and in their order."""
    told = [before[s] for s in STATES if before.get(s, "") not in MISSING]
    kept = [after[s] for s in STATES if after.get(s, "")]
    meant = dict.fromkeys(code for cell in told for code in read_parties(mended(cell))[0])
    if kept == told:
        return "missing"
    return "states" if kept == [state_name(code, int(before["s.year"])) for code in meant] else None


def compared(file: Path, found: list[dict[str, str]], problems: list[Problem]) -> tuple[Counter[str], list[tuple[str, str, str, str]]]:
    """How often each normalisation was met, and the cells that none of them allows."""
    by_id = {r["MMEID"]: r for r in found}
    wrong: dict[int, dict[str, str]] = defaultdict(dict)
    for problem in problems:
        wrong[problem.line].setdefault(problem.column, problem.kind)
    counted: Counter[str] = Counter()
    left: list[tuple[str, str, str, str]] = []
    seen: Counter[str] = Counter()
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            seen[row["MMEID"]] += 1
            number = seen[row["MMEID"]]
            after = by_id.pop(row["MMEID"] if number == 1 else f"{row['MMEID']}-{number}")
            for column, cell in row.items():
                if cell != after[column]:
                    reason = why(column, row, after, wrong[reader.line_num])
                    if reason is None:
                        left.append((row["MMEID"], column, cell, after[column]))
                    else:
                        counted[reason] += 1
                else:
                    counted["same"] += 1
    assert not by_id, "no row comes from nowhere"
    return counted, left


def test_the_columns_are_those_of_the_data_set(catalogue: Catalogue) -> None:
    head = exported("mme", catalogue).decode().partition("\n")[0]
    assert head.startswith(HEAD)
    assert head.endswith(
        "StateY,StateZ,StateAA,StateAB,StateAC,StateAD,StateAE,StateAF,StateAG,StateAH,StateAI,StateAJ,StateAK,StateAL,StateAM"
    )
    assert len(COLUMNS) == 64


def test_rows_come_back_but_for_the_listed_normalisations(tmp_path: Path) -> None:
    problems: list[Problem] = []
    found = again(OWN, tmp_path, problems)
    counted, left = compared(OWN, found, problems)
    assert left == []
    assert set(counted) - {"same"} <= NORMALISATIONS.keys()
    by_id = {r["MMEID"]: r for r in found}
    assert [by_id["x1"][s] for s in STATES[:3]] == ["Australia", "Japan", ""]
    assert [by_id["x1-2"][s] for s in STATES[:3]] == ["Kuwait", "NATO", "Germany"]
    assert (by_id["x1"]["StartDate"], by_id["x1-2"]["StartDate"], by_id["x1-2"]["s.day"]) == ("7/1/19", "2019-02-xx", "xx")
    assert by_id["x3"]["StateB"] == "São Tomé & Príncipe"


@pytest.mark.skipif(not WHOLE.exists(), reason="the data set itself is not here; it is read from ../shared/catalogues")
def test_the_3707_rows_come_back_cell_by_cell(tmp_path: Path) -> None:
    problems: list[Problem] = []
    found = again(WHOLE, tmp_path, problems)
    assert len(found) == len({r["MMEID"] for r in found}) == 3707
    counted, left = compared(WHOLE, found, problems)
    assert left == []
    assert set(counted) - {"same"} <= NORMALISATIONS.keys()
    assert counted.total() == 3707 * 64
    assert counted["same"] > 0.995 * counted.total()


def test_other_exercises_are_rows_of_what_weighing_chose(catalogue: Catalogue) -> None:
    by_name = {r["Ex_Name"]: r for r in rows(exported("mme", catalogue).decode())}
    kenso = by_name["Kenso Shield 2019"]
    assert (kenso["MMEID"], kenso["Series_Name"], kenso["Location"]) == (catalogue.find(Filters("kenso"))[0], "Kenso Shield", "Darwin")
    assert (kenso["StartDate"], kenso["EndDate"], kenso["s.year"]) == ("7/1/19", "7/9/19", "2019")
    assert (kenso["Land"], kenso["Sea"], kenso["Warfighting"]) == ("1", "0", "")
    assert (kenso["StateA"], kenso["StateB"], kenso["StateC"]) == ("Australia", "Japan", "")
    assert float(kenso["lat"]) == -12.46
    bell = by_name["Frost Bell"]
    assert (bell["StartDate"], bell["s.month"], bell["EndDate"], bell["Location"]) == ("2031-xx-xx", "xx", "-9", "open waters")
    assert by_name["'" + FORMULA]["StateA"] == "Namibia"
    assert by_name["Red Lantern"]["StateA"] == "Russia"


def test_what_a_curator_set_is_in_the_row(tmp_path: Path) -> None:
    with Catalogue(str(tmp_path / "mme.db")) as catalogue:
        for _ in import_all("mme", str(OWN), catalogue, []):
            pass
        (account,) = catalogue.accounts(report="mme:x1")
        start = next(c for c in account.claims if c.property == "start")
        japan = next(c for c in account.claims if c.value == "JP")
        for kind, claim, value in (("correct", start, "2019-07-02"), ("reject", japan, None)):
            judge(catalogue, Judgement(kind, claim.id, "ada", "2026-01-01T00:00:00Z", other=account.id, value=value))
        row = next(r for r in rows(exported("mme", catalogue).decode()) if r["MMEID"] == "x1")
    assert (row["StartDate"], row["s.day"], row["StateA"], row["StateB"]) == ("7/2/19", "2", "Australia", "")


def test_the_long_form_has_a_row_for_each_state_and_year(catalogue: Catalogue) -> None:
    frame = pd.read_csv(StringIO(exported("mme-long", catalogue).decode()), keep_default_na=True)
    kenso = frame[frame.year == 2019]
    assert list(kenso.iso3) == ["AUS", "JPN"]
    assert list(kenso.gwno) == list(kenso.ccode) == [900, 740]
    assert set(kenso.bilateral) == {True}
    lantern = frame[frame.year == 1985].iloc[0]
    assert (lantern.iso3, lantern.gwno, lantern.ccode, lantern.state) == ("SUN", 365, 365, "Soviet Union")
    nato = frame[frame.iso3 == "NATO"].iloc[0]
    assert pd.isna(nato.gwno)
    assert "NAM" in set(frame.iso3)
