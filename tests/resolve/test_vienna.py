"""Thresholds of the Vienna Document 2011, by the figures claimed."""

import pytest

from vedette.model import Account, Claim, Span, Value
from vedette.resolve.vienna import View, document, in_zone, repeated, vienna

POLAND = {"name": "Poland", "country": "PL", "region": None, "lat": 52.0, "lon": 19.5, "kind": "country"}


def view(*people: tuple[int | None, int | None, str | None], places: tuple[Value, ...] = (POLAND,), **facts: Value | list[Value]) -> View:
    told: dict[str, Value | list[Value]] = {"participant": ["PL", "US"], "start": "2016-06-06", **facts}
    pairs = [(name, v) for name, value in told.items() for v in (value if isinstance(value, list) else [value])]
    pairs += [("place", p) for p in places]
    pairs += [("personnel", {"low": low, "high": high, "party": party}) for low, high, party in people]
    claims = tuple(
        Claim(f"c{i}", "r", "a", name, value, Span(0, 0), "", publisher="The Paper", published="2016-06-06")
        for i, (name, value) in enumerate(pairs)
    )
    return vienna([Account("a", "r", "E1", True, claims)])


def answer(found: View, provision: str, measure: str = "troops") -> str:
    return next(f.answer for f in found.findings if f.provision == provision and f.measure == measure)


@pytest.mark.parametrize(
    ("figure", "notification", "observation", "constraint"),
    [
        ((8999, 8999, None), "stays below", "stays below", "stays below"),
        ((9000, 9000, None), "reaches", "stays below", "stays below"),
        ((10000, None, None), "reaches", "cannot tell", "cannot tell"),
        ((None, 12700, None), "cannot tell", "stays below", "stays below"),
        ((13000, 13000, None), "reaches", "reaches", "stays below"),
        ((40000, 40000, None), "reaches", "reaches", "stays below"),
        ((40001, 40001, None), "reaches", "reaches", "reaches"),
        ((12000, 12000, "PL"), "reaches", "cannot tell", "cannot tell"),
        ((2000, 2000, "PL"), "cannot tell", "cannot tell", "cannot tell"),
    ],
)
def test_troops(figure: tuple[int | None, int | None, str | None], notification: str, observation: str, constraint: str) -> None:
    found = view(figure)
    assert found.covered
    assert answer(found, "notification") == notification
    assert answer(found, "observation") == observation
    assert answer(found, "constraint") == constraint


def test_figures_that_disagree_are_told_with_who_claims_them() -> None:
    found = view((12700, 12700, None), (100000, 100000, None))
    finding = next(f for f in found.findings if f.provision == "observation" and f.measure == "troops")
    assert finding.answer == "cannot tell"
    assert "12,700" in finding.reason
    assert "100,000" in finding.reason
    assert finding.paragraph == "47.4"


def test_landings_have_lower_thresholds() -> None:
    assert not view((3000, 3000, None)).reaches("notification")
    assert view((3000, 3000, None), domain="amphibious").reaches("notification")
    assert not view((3000, 3000, None), domain="amphibious").reaches("observation")


def test_tanks_and_vehicles() -> None:
    tanks: Value = {"type": "tanks", "low": 290, "high": 290, "count": 290, "category": "tank", "party": None}
    found = view(materiel=tanks)
    assert answer(found, "notification", "tanks") == "reaches"
    assert answer(found, "observation", "tanks") == "stays below"
    assert answer(found, "notification", "armoured vehicles") == "cannot tell"
    typed: Value = {"type": "T-72 tanks", "count": 80, "low": 80, "high": 80, "category": "tank", "party": "PL"}
    assert answer(view(materiel=typed), "notification", "tanks") == "cannot tell"


@pytest.mark.parametrize(("kind", "expected"), [("155-mm howitzers", "reaches"), ("82mm mortars", "cannot tell"), ("howitzers", "reaches")])
def test_artillery_counts_from_its_calibre_on(kind: str, expected: str) -> None:
    pieces: Value = {"type": kind, "count": 260, "low": 260, "high": 260, "category": "artillery", "party": None}
    assert answer(view(materiel=pieces), "notification", "artillery") == expected


def test_only_in_the_zone_and_for_participating_states() -> None:
    siberia: Value = {"name": "Tsugol", "country": "RU", "region": "RU-ZAB", "lat": 50.6, "lon": 115.6, "kind": "training-area"}
    assert view((300000, 300000, None), places=(siberia,), participant=["RU"]).covered is False
    assert view((300000, 300000, None), participant=["KR", "JP"]).covered is False
    assert view((30000, 30000, None), start="2006-06-06").covered is False
    both = view((30000, 30000, None), places=(siberia, POLAND), participant=["RU"])
    nowhere = view((30000, 30000, None), places=())
    for found in (both, nowhere):
        assert found.covered in (None, False) or answer(found, "notification") != "reaches"
    assert answer(nowhere, "notification") == "cannot tell"


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        (("RU", "RU-KGD", 54.7, 20.5), True),
        (("RU", "RU-CHE", 55.2, 61.4), False),
        (("RU", "RU-ORE", 51.8, 55.1), True),
        (("RU", None, None, None), None),
        (("KZ", None, 43.2, 76.9), True),
        (("TR", None, 38.4, 27.1), True),
        (("US", "US-AK", 64.0, -150.0), False),
        (("CN", "CN-NX", 37.0, 106.0), False),
        ((None, None, 58.0, 20.0), True),
        ((None, None, 10.0, 120.0), False),
        ((None, None, None, None), None),
    ],
)
def test_zone(place: tuple[str | None, str | None, float | None, float | None], inside: bool | None) -> None:
    assert in_zone(*place) is inside


def test_one_in_three_years() -> None:
    both = {"a": (2017, frozenset({"RU", "BY"})), "b": (2019, frozenset({"RU"})), "c": (2020, frozenset({"RU"}))}
    assert repeated(both) == (("RU", "a", "b"), ("RU", "b", "c"))


def test_the_document() -> None:
    assert len(document().states) == len(set(document().states)) == 57
    assert document().notice_days == 42
