"""The forms that a coding is given out in: all of it as JSON, and as filled templates."""

import json

import jsonschema
import pytest

from vedette.export import jsonform
from vedette.export.template import template
from vedette.model import Account, Block, Claim, Coding, Lead, Report, Span, Value
from vedette.schema import schema

TEXT = "Fjord Wind 2022 began with 500 sailors. “All went well today,” said Captain Berg."
REPORT = Report(
    id="r1",
    text=TEXT,
    blocks=(Block("body", Span(0, len(TEXT))),),
    title="Fjord Wind",
    published="2022-05-03",
    publisher="The Fjord Post",
    lang="en",
    leads=(Lead("Other drills", "https://a.example/1", None),),
    credits=("A. Lee",),
)


def claim(name: str, value: Value, words: str, account: str | None = "a1") -> Claim:
    start = TEXT.index(words)
    return Claim(f"{name}-{value}", "r1", account, name, value, Span(start, start + len(words)), words, publisher="The Fjord Post")


ACCOUNT = Account(
    "a1",
    "r1",
    "E1",
    True,
    (
        claim("name", "Fjord Wind 2022", "Fjord Wind 2022"),
        claim("status", "underway", "began"),
        claim("participant", "NO", "Fjord"),
        claim("participant", "SE", "Fjord"),
        claim("personnel", {"low": 500, "high": 500, "party": None}, "500 sailors"),
        claim("place", {"name": "Bergen", "country": "NO", "lat": 60.4, "lon": 5.3}, "Fjord"),
        claim("start", "2022-05-02", "began"),
        claim("duration", 5, "began"),
    ),
)
SAID = claim(
    "statement", {"speaker": "Captain Berg", "text": "All went well today,", "direct": True, "cue": "said"}, "All went well today,", None
)
CODING = Coding(REPORT, (ACCOUNT,), (SAID,))


def test_the_template_is_that_of_the_gold_set() -> None:
    assert template(CODING) == {
        "id": "r1",
        "title": "Fjord Wind",
        "published": "2022-05-03",
        "publisher": "The Fjord Post",
        "exercises": [
            {
                "ref": "E1",
                "focus": True,
                "name": "Fjord Wind 2022",
                "aliases": [],
                "status": "underway",
                "participants": ["NO", "SE"],
                "observers": [],
                "places": [{"name": "Bergen", "country": "NO"}],
                "start": "2022-05-02",
                "end": None,
                "duration_days": 5,
                "personnel": [{"low": 500, "high": 500, "party": None}],
                "materiel": [],
                "units": [],
                "domains": [],
                "objectives": [],
            }
        ],
        "statements": [{"speaker": "Captain Berg", "text": "All went well today,", "direct": True}],
    }


def test_a_report_without_exercises_has_an_empty_template() -> None:
    empty = template(Coding(REPORT, (), ()))
    assert (empty["exercises"], empty["statements"]) == ([], [])


def test_json_has_everything_and_follows_its_schema() -> None:
    made = json.loads(json.dumps(jsonform.coding(CODING)))
    jsonschema.Draft202012Validator(jsonform.schema()).validate(made)
    (account,) = made["accounts"]
    assert [c["property"] for c in account["claims"]] == [c.property for c in ACCOUNT.claims]
    for told in (*account["claims"], *made["claims"]):
        assert told["quote"] == made["report"]["text"][told["start"] : told["end"]]
    assert made["report"]["leads"] == [{"title": "Other drills", "url": "https://a.example/1", "start": None, "end": None}]


@pytest.mark.parametrize("change", [{"colour": "red"}, {"modality": "perhaps"}, {"start": -1}, {"confidence": 2}, {"quote": None}])
def test_the_json_schema_refuses_what_is_off(change: dict[str, object]) -> None:
    made = jsonform.coding(CODING)
    made["claims"][0].update(change)
    assert list(jsonschema.Draft202012Validator(jsonform.schema()).iter_errors(made))


def test_the_made_coding_follows_the_rules_of_claims() -> None:
    assert [p for c in (*ACCOUNT.claims, SAID) for p in schema().problems(c)] == []
