"""One exercise as `vedette show` tells it: what is shown and why, what else is claimed, by whom, and what it belongs to."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from made import PLACE, coded, kenso, kenso_later
from vedette import analysis
from vedette.assemble import add
from vedette.serve import cli
from vedette.store import Catalogue


@pytest.fixture
def filled(tmp_path: Path) -> str:
    part = coded(
        "p1",
        "The landing drill Reef Lance 2019, held in Darwin from 3 July 2019 as part of Kenso Shield 2019, brings Australia and Japan in.",
        ("name", "Reef Lance 2019", "Reef Lance 2019"),
        ("status", "underway", "brings"),
        ("participant", "AU", "Australia"),
        ("participant", "JP", "Japan"),
        ("place", PLACE, "Darwin"),
        ("start", "2019-07-03", "3 July 2019"),
        ("parent", "Kenso Shield 2019", "Kenso Shield 2019"),
    )
    db = str(tmp_path / "c.db")
    with Catalogue(db) as catalogue:
        for coding in (kenso(), kenso_later(people=2500), kenso_later("r4", 400, publisher="Evening Gazette"), kenso("r3", 2017), part):
            with catalogue.writing() as writer:
                add(writer, [coding])
    return db


def ident(db: str, name: str) -> str:
    with Catalogue(db) as catalogue:
        return next(str(r["id"]) for r in catalogue.records(catalogue.exercises()) if r["name"] == name)


def told(db: str, name: str) -> dict[str, Any]:
    with Catalogue(db) as catalogue:
        made = analysis.exercise(catalogue, ident(db, name))
    assert made is not None
    return made


def shown(db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["vedette", *words, "--db", db])
    assert cli._run() == 0
    return capsys.readouterr().out


def test_everything_is_there(filled: str) -> None:
    made = told(filled, "Kenso Shield 2019")
    assert [(e["year"], e["held"]) for e in made["editions"]] == [(2017, "held"), (2019, "held")]
    assert [p["name"] for p in made["components"]] == ["Reef Lance 2019"]
    assert [s["status"] for s in made["history"]] == ["underway", "completed"]
    (people,) = made["properties"]["personnel"]
    assert people["shown"]["reasons"]
    assert [o["value"]["low"] for o in (people["shown"], *people["alternatives"])] == [2500, 400]
    assert made["vienna"]["covers"] is False
    assert {c["property"] for a in made["accounts"] for c in a["claims"]} >= {"name", "place", "personnel"}
    part = told(filled, "Reef Lance 2019")
    assert part["parent"]["name"] == "Kenso Shield 2019"
    assert part["components"] == []


def test_the_series_tells_of_parts(filled: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Catalogue(filled) as catalogue:
        (made,) = analysis.series(catalogue, "kenso shield")
    assert [[c["name"] for c in e["components"]] for e in made["editions"]] == [[], ["Reef Lance 2019"]]
    text = shown(filled, capsys, monkeypatch, "series", "kenso shield")
    assert "with the parts" in text
    assert "Reef Lance 2019" in text


def test_in_words(filled: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(filled, capsys, monkeypatch, "show", ident(filled, "Kenso Shield 2019")[:6])
    for words in (
        "editions of Kenso Shield: 2017 held",
        "with the parts Reef Lance 2019",
        "history: underway as of 2019-07-02; completed as of 2019-07-10",
        "or 400 (all sides)",
        "2 independent publishers",
        "“2500 troops” (Southern Courier, 2019-07-10)",
    ):
        assert words in text
    text = shown(filled, capsys, monkeypatch, "show", ident(filled, "Reef Lance 2019"))
    assert "part of Kenso Shield 2019" in text


def test_as_data(filled: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    name = ident(filled, "Kenso Shield 2019")
    made = json.loads(shown(filled, capsys, monkeypatch, "show", name, "--format", "json"))
    assert made["id"] == name
    rows = list(csv.DictReader(io.StringIO(shown(filled, capsys, monkeypatch, "show", name, "--format", "csv"))))
    assert {(r["property"], r["shown"], r["quote"]) for r in rows} >= {("personnel", "False", "400 troops"), ("place", "True", "Darwin")}
