"""Claim kinds: the shipped file is sound, a wrong one is refused with what is the matter, and claims are held against it."""

from pathlib import Path

import pytest

from vedette.model import Claim, Span, Value
from vedette.schema import FILE, SchemaError, read_schema, schema

GOOD = """
vocabularies: {status: [planned, underway]}
shapes: {place: {name: text, "country": party}}
properties:
  - {id: status, label: status, about: exercise, value: status}
  - {id: place, label: place, about: exercise, value: place, computed_from: [status]}
"""


def claim(name: str, value: Value, account: str | None = "a") -> Claim:
    return Claim("c", "r", account, name, value, Span(0, 1), "x")


def test_the_shipped_schema_is_sound() -> None:
    assert len(schema().by_id) == len(schema().properties) > 25
    assert next(iter(schema().by_id)) == "name"
    assert FILE.name == "claims.yaml"


@pytest.mark.parametrize(
    ("old", "new", "matter"),
    [
        ("value: place", "value: plaice", "property place has the unknown type 'plaice'"),
        ("name: text", "name: txt", "shape place: name has the unknown type 'txt'"),
        ("[status]}", "[state]}", "computed from 'state', which is no property"),
        ("{id: place,", "{id: status,", "status is defined twice"),
        ("{status: [", "{text: [], status: [", "text is defined twice"),
        ("label: place", "lable: place", "properties.1.label: Field required"),
        ("about: exercise, value: status", "about: ship, value: status", "properties.0.about"),
        ("shapes: {", "shapes: {{", "expected"),
    ],
)
def test_a_wrong_schema_is_refused(tmp_path: Path, old: str, new: str, matter: str) -> None:
    assert old in GOOD
    file = tmp_path / "claims.yaml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SchemaError) as refused:
        read_schema(file)
    assert str(refused.value).startswith("claims.yaml: ")
    assert matter in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Vostok 2018"),
        ("status", "planned"),
        ("participant", "RU"),
        ("participant", "NATO"),
        ("duration", 5),
        ("start", "2021-08-09"),
        ("start", "2021-08"),
        ("start", "2021-21"),
        ("personnel", {"low": 10000, "high": None, "party": None}),
        ("personnel", {"low": 10000}),
        ("place", {"name": "Ningxia", "country": "CN", "lat": 37.2, "lon": 106}),
    ],
)
def test_a_claim_that_follows_the_rules(name: str, value: Value) -> None:
    assert schema().problems(claim(name, value)) == []


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("colour", "red", "there is no property 'colour'"),
        ("name", "", "name: '' is no text"),
        ("name", None, "name: no value"),
        ("status", "begun", "status: 'begun' is no status"),
        ("participant", "Russia and China", "participant: 'Russia and China' is no party"),
        ("duration", True, "duration: True is no integer"),
        ("duration", -1, "duration: -1 is no integer"),
        ("start", "2021-13", "start: '2021-13' is no date"),
        ("start", "Monday", "start: 'Monday' is no date"),
        ("personnel", 10000, "personnel: 10000 has no fields"),
        ("personnel", {"low": 1, "hihg": 2}, "personnel: there is no field 'hihg'"),
        ("unit", {"party": "RU"}, "unit.name: no value"),
        ("statement", {"speaker": None, "text": "so", "direct": True}, "statement: told of the exercise, not of the report"),
    ],
)
def test_a_claim_that_breaks_a_rule(name: str, value: Value, problem: str) -> None:
    assert problem in schema().problems(claim(name, value))


def test_only_what_is_computed_has_a_basis() -> None:
    stated = Claim("c", "r", "a", "duration", 5, Span(0, 1), "x", basis=("b",))
    assert schema().problems(stated) == ["duration: a value that is stated has no basis"]
