"""A small catalogue with what exports stumble over: hostile names, half-known dates, Namibia, places without coordinates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from export_support import FORMULA
from made import coded, kenso, kenso_later
from vedette.assemble import add
from vedette.model import Coding
from vedette.store import Catalogue

WINDHOEK = {"name": "Windhoek", "country": "NA", "region": None, "lat": -22.56, "lon": 17.08, "kind": "city"}
WATERS = {"name": "open waters", "country": None, "region": None, "lat": None, "lon": None, "kind": "sea"}


def hostile() -> Coding:
    """An exercise of Namibia alone, whose words a spreadsheet would run."""
    text = f"Namibia held {FORMULA} at Windhoek in March 2020, to =learn; +more, @night."
    made = coded(
        "r3",
        text,
        ("name", FORMULA, FORMULA),
        ("status", "completed", "held"),
        ("participant", "NA", "Namibia"),
        ("place", WINDHOEK, "Windhoek"),
        ("start", "2020-03", "March 2020"),
        ("objective", "=learn", "=learn"),
        ("objective", "+more, @night", "+more, @night"),
        published="2020-04-01",
        publisher="@Desert Herald",
    )
    return besides(made, ("statement", {"speaker": "@Herald", "text": "+more", "direct": True, "cue": None, "party": "NA"}, "+more"))


def besides(coding: Coding, *facts: tuple[str, Any, str]) -> Coding:
    """The coding with claims about its report as a whole."""
    told = coded(coding.report.id, coding.report.text, *facts).accounts[0].claims
    report = coding.report
    return replace(coding, claims=tuple(replace(c, account=None, publisher=report.publisher, published=report.published) for c in told))


def no_exercise() -> Coding:
    """A report that tells of none, but of what was before."""
    words = "Drills in the strait began in 1971."
    history = {"text": words, "what": "history", "modality": "asserted"}
    return besides(coded("r8", words, published="2016-01-01"), ("background", history, words))


def planned() -> Coding:
    """A joint exercise that is announced for a summer."""
    text = "Norway, Sweden and NATO plan Frost Bell for summer 2031 in open waters with 1,500 to 2,000 people; the United Kingdom watches."
    return coded(
        "r4",
        text,
        ("name", "Frost Bell", "Frost Bell"),
        ("status", "planned", "plan"),
        ("participant", "NO", "Norway"),
        ("participant", "SE", "Sweden"),
        ("participant", "NATO", "NATO"),
        ("observer", "GB", "United Kingdom"),
        ("place", WATERS, "open waters"),
        ("start", "2031-22", "summer 2031"),
        ("personnel", {"low": 1500, "high": 2000, "party": None}, "1,500 to 2,000 people"),
        ("domain", "sea", "waters"),
        published="2030-12-24",
        modality="planned",
    )


def snap() -> Coding:
    """A snap drill of one state, in a year that it was part of another."""
    text = "Russia called the snap drill Red Lantern on 5 May 1985."
    return coded(
        "r5",
        text,
        ("name", "Red Lantern", "Red Lantern"),
        ("status", "completed", "called"),
        ("kind", "snap", "snap"),
        ("participant", "RU", "Russia"),
        ("start", "1985-05-05", "5 May 1985"),
        ("end", "1985-05-05", "5 May 1985"),
        published="1985-05-06",
    )


def cancelled() -> Coding:
    """An exercise that did not take place."""
    text = "Japan and India called off Still Water, due on 1 June 2022."
    return coded(
        "r6",
        text,
        ("name", "Still Water", "Still Water"),
        ("status", "cancelled", "called off"),
        ("participant", "JP", "Japan"),
        ("participant", "IN", "India"),
        ("start", "2022-06-01", "1 June 2022"),
        published="2022-05-20",
    )


def undated() -> Coding:
    """An exercise of which no date is known."""
    return coded("r7", "Chile drilled as NA.", ("name", "NA", "NA"), ("participant", "CL", "Chile"), published="2015-01-01")


CODINGS = (kenso(), kenso_later(), hostile(), planned(), snap(), cancelled(), undated(), no_exercise())


@pytest.fixture(scope="session")
def told() -> Sequence[Coding]:
    """What the catalogue is made of."""
    return CODINGS


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the catalogue."""
    made = tmp_path_factory.mktemp("export") / "catalogue.db"
    with Catalogue(str(made)) as catalogue, catalogue.writing() as writer:
        add(writer, CODINGS)
    return made


@pytest.fixture(scope="session")
def catalogue(path: Path) -> Iterator[Catalogue]:
    """The catalogue."""
    with Catalogue(str(path), create=False) as opened:
        yield opened


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks the network fails."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
