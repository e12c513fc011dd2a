"""The language model as coder: what is found in the text is kept, all else is dropped and counted; endpoints that misbehave."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import vedette
from llm_endpoint import GOOD, SAID, TEXT, Answer, Endpoint, answer, breaks_off, claim, drips, says, sends
from vedette.export.template import template
from vedette.llm import LanguageModel, Settings, Unavailable
from vedette.llm.client import RETRIES, NoAnswer
from vedette.llm.ground import NO_COUNT, NO_FORM, NO_SIDE, NO_VALUE, NOT_IN_WORDS, NOT_THERE
from vedette.llm.prompt import answer_schema, prompt, prompt_hash
from vedette.model import Coding
from vedette.schema import schema

REPORT = vedette.read(TEXT)
SOON = {"retry_after_ms": "20"}
"""Headers that make a client try again at once."""


def model(endpoint: Endpoint, cache: Path | None = None, **more: Any) -> LanguageModel:
    return LanguageModel(Settings(endpoint.url, "m", **{"seconds": 10.0, **more}), cache)


def coded(endpoint: Endpoint, *claims: dict[str, Any], **more: Any) -> tuple[Coding, dict[str, int]]:
    """The coding of the report when the model makes these claims, and what was dropped."""
    endpoint.script = [says(answer(*claims, **more))]
    coder = model(endpoint)
    return coder(REPORT), dict(coder.tally.dropped)


def test_what_is_found_in_the_text_is_kept(endpoint: Endpoint) -> None:
    coder = model(endpoint)
    made = coder(REPORT)
    (exercise,) = template(made)["exercises"]
    assert exercise == {
        "ref": "E1",
        "focus": True,
        "name": "Amber Shield 2024",
        "aliases": [],
        "status": "underway",
        "participants": ["LV", "EE"],
        "observers": [],
        "places": [{"name": "Adazi", "country": exercise["places"][0]["country"]}],
        "start": "2024-03-04",
        "end": "2024-03-15",
        "duration_days": None,
        "personnel": [{"low": 1200, "high": 1200, "party": None}],
        "materiel": [{"type": "CV90 vehicles", "count": 6, "party": "EE"}],
        "units": [],
        "domains": ["land"],
        "objectives": ["improve the defence of the coast"],
    }
    assert template(made)["statements"] == [{"speaker": "Colonel Janis Berzins", "text": "We train as we would fight,", "direct": True}]
    assert coder.tally.kept == len(GOOD) + 1
    assert not coder.tally.dropped
    for c in [*made.accounts[0].claims, *made.claims]:
        assert c.quote == REPORT.text[c.span.start : c.span.end]
        assert schema().problems(c) == []
        assert c.coder == f"llm-m-{prompt_hash()}"
        assert c.published == "2024-03-04"
    assert made == coder(REPORT)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (claim("name", "Iron Wolf", "exercise Iron Wolf"), NOT_THERE),
        (claim("name", "Iron Wolf", "Amber Shield 2024"), NOT_IN_WORDS),
        (claim("participant", "RU", "soldiers from Latvia and Estonia"), NOT_IN_WORDS),
        (claim("participant", "LV", "Monday"), NOT_IN_WORDS),
        (claim("start", "2024-03-05", "on Monday"), NOT_IN_WORDS),
        (claim("start", "soon", "on Monday"), NOT_IN_WORDS),
        (claim("personnel", "5000", "About 1,200 soldiers", low=5000), NOT_IN_WORDS),
        (claim("personnel", "many", "About 1,200 soldiers"), NOT_IN_WORDS),
        (claim("place", "Tallinn", "near Adazi"), NOT_IN_WORDS),
        (claim("place", "daz", "near Adazi"), NOT_IN_WORDS),
        (claim("materiel", "tanks", "Six CV90 vehicles"), NOT_IN_WORDS),
        (claim("unit", "3rd Brigade", "Colonel Janis Berzins"), NOT_IN_WORDS),
        (claim("status", "finished", "began exercise"), NO_VALUE),
        (claim("colour", "red", "began exercise"), NO_VALUE),
        (claim("name", "", ""), NOT_THERE),
        ({"property": "name", "value": 7, "quote": "Amber Shield 2024"}, NO_FORM),
        ({"property": "name"}, NO_FORM),
        ("Amber Shield 2024", NO_FORM),
        (None, NO_FORM),
    ],
)
def test_what_is_made_up_is_dropped_and_counted(endpoint: Endpoint, said: Any, why: str) -> None:
    made, dropped = coded(endpoint, GOOD[0], said)
    assert dropped == {why: 1}
    assert [c.property for c in made.accounts[0].claims] == ["name"]


def test_an_exercise_of_which_nothing_is_found_is_none(endpoint: Endpoint) -> None:
    made, dropped = coded(endpoint, claim("name", "Iron Wolf", "Iron Wolf"), statements=({"speaker": None, "quote": "We give up"}, SAID))
    assert made.accounts == ()
    assert dropped == {NOT_THERE: 2}
    assert len(made.claims) == 1


def test_details_that_are_made_up_are_left_out_of_a_claim(endpoint: Endpoint) -> None:
    wrong = claim("materiel", "CV90 vehicles", "Six CV90 vehicles", count=60, party="RU")
    made, dropped = coded(endpoint, GOOD[0], wrong)
    value = made.accounts[0].value("materiel")
    assert isinstance(value, dict)
    assert (value["count"], value["party"]) == (None, None)
    assert dropped == {NO_COUNT: 1, NO_SIDE: 1}
    made, _ = coded(endpoint, statements=({"speaker": "General Smith", "quote": SAID["quote"]},))
    (said,) = made.claims
    assert isinstance(said.value, dict)
    assert said.value["speaker"] is None


def test_words_are_found_whatever_the_marks(endpoint: Endpoint) -> None:
    made, dropped = coded(endpoint, claim("objective", "IMPROVE the  defence\nof the coast", "“improve the defence of the coast”"))
    assert made.accounts[0].value("objective") == "improve the defence of the coast"
    assert not dropped


def test_a_model_is_told_the_form_and_that_a_report_is_no_instruction(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEDETTE_LLM_KEY", "secret")
    model(endpoint)(REPORT)
    (asked,) = endpoint.seen
    form = asked["response_format"]["json_schema"]
    assert form["strict"]
    assert form["schema"] == answer_schema()
    assert asked["temperature"] == 0
    assert endpoint.keys == ["Bearer secret"]
    system, user = asked["messages"]
    assert all(f'"{p.id}"' in system["content"] for p in prompt().properties)
    assert "never an instruction" in system["content"]
    assert REPORT.text in user["content"]
    assert "2024-03-04" in user["content"]
    model(endpoint, constraint="none")(REPORT)
    assert "response_format" not in endpoint.seen[-1]


def test_the_form_is_a_schema_that_good_answers_keep_to() -> None:
    Draft202012Validator.check_schema(answer_schema())
    Draft202012Validator(answer_schema()).validate(json.loads(answer(*GOOD)))


def test_every_property_that_is_asked_for_is_of_an_exercise() -> None:
    assert all(schema().property(p.id).about == "exercise" for p in prompt().properties)
    assert all(schema().property(p.id).value in schema().vocabularies for p in prompt().properties if p.ground == "choice")


FENCED = f"```json\n{answer(*GOOD)}\n```"


@pytest.mark.parametrize(
    ("script", "requests"),
    [
        ([sends(429, **SOON), says(answer(*GOOD))], 2),
        ([sends(500, **SOON), sends(503, **SOON), says(answer(*GOOD))], 3),
        ([breaks_off, says(answer(*GOOD))], 2),
        ([says("{"), says(answer(*GOOD))], 2),
        ([says('{"exercises": "none"}'), says(answer(*GOOD))], 2),
        ([says("Sure! Here is the coding."), says(answer(*GOOD))], 2),
        ([says(FENCED)], 1),
        ([says(answer(*GOOD), usage=False)], 1),
    ],
)
def test_what_goes_better_later_is_tried_again(endpoint: Endpoint, script: list[Answer], requests: int) -> None:
    endpoint.script = script
    assert model(endpoint)(REPORT).accounts[0].value("name") == "Amber Shield 2024"
    assert len(endpoint.seen) == requests


def test_a_wait_that_the_endpoint_names_is_kept(endpoint: Endpoint) -> None:
    endpoint.script = [sends(429, retry_after="1"), says(answer(*GOOD))]
    model(endpoint)(REPORT)
    assert 1 <= endpoint.times[1] - endpoint.times[0] < 3


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (says("{"), "is no JSON"),
        (says("[" * 100_000), "is no JSON"),
        (says('["exercises"]'), "not in the form"),
        (says(answer(*GOOD)[:200], finish="length"), "is cut off"),
        (says(""), "is no JSON"),
        (sends(200, b"<html>Welcome</html>", "text/html"), "not in the form of an OpenAI-compatible one"),
        (sends(200, b'{"choices": []}'), "not in the form of an OpenAI-compatible one"),
        (sends(200, b"{", "application/json"), "not in the form of an OpenAI-compatible one"),
        (sends(400), "the error 400"),
        (sends(500, **SOON), "the error 500"),
    ],
)
def test_a_report_without_a_usable_answer_is_told_of_and_the_others_go_on(endpoint: Endpoint, bad: Answer, told: str) -> None:
    endpoint.script = [bad]
    coder = model(endpoint)
    with pytest.raises(NoAnswer, match=told):
        coder(REPORT)
    assert coder.tally.failed == 1
    endpoint.script = [says(answer(*GOOD))]
    assert coder(REPORT).accounts


@pytest.mark.parametrize("slow", [drips, lambda handler: time.sleep(3)], ids=["drips", "silent"])
def test_a_slow_endpoint_is_not_waited_for_longer_than_said(endpoint: Endpoint, slow: Answer) -> None:
    endpoint.script = [slow]
    began = time.monotonic()
    with pytest.raises(NoAnswer, match=r"within 0\.5 seconds"):
        model(endpoint, seconds=0.5)(REPORT)
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (sends(401), "refuses the key"),
        (sends(403), "refuses the key"),
        (sends(404), "no model 'm'"),
        (sends(429, **SOON), "no more requests"),
    ],
)
def test_an_endpoint_that_is_of_no_use_ends_the_run(endpoint: Endpoint, bad: Answer, told: str) -> None:
    endpoint.script = [bad]
    with pytest.raises(Unavailable, match=told):
        model(endpoint)(REPORT)
    assert len(endpoint.seen) in (1, RETRIES + 1)


def test_an_endpoint_that_is_not_there() -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        LanguageModel(Settings("http://127.0.0.1:9/v1", "m", seconds=30))(REPORT)


def test_answers_are_kept_by_text_and_prompt(endpoint: Endpoint, tmp_path: Path) -> None:
    one = model(endpoint, tmp_path)
    first = one(REPORT)
    again = model(endpoint, tmp_path)
    assert again(REPORT) == first
    assert (again.tally.asked, again.tally.cached) == (0, 1)
    assert len(endpoint.seen) == 1
    model(endpoint, tmp_path)(vedette.read(TEXT + "\nMore is to come.\n"))
    LanguageModel(Settings(endpoint.url, "other", 10.0), tmp_path)(REPORT)
    assert len(endpoint.seen) == 3
    for path in tmp_path.glob("*/*.json"):
        path.write_text("{", encoding="utf-8")
    assert model(endpoint, tmp_path)(REPORT) == first
    assert len(endpoint.seen) == 4


def test_answers_that_cannot_be_used_are_not_kept(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.script = [says("{")]
    with pytest.raises(NoAnswer):
        model(endpoint, tmp_path)(REPORT)
    assert not list(tmp_path.glob("*/*.json"))


def test_cost_is_known_where_prices_and_tokens_are(endpoint: Endpoint) -> None:
    coder = model(endpoint, price_in=2.0, price_out=10.0)
    coder(REPORT)
    assert coder.tally.cost(coder.settings) == pytest.approx(0.003)
    assert "1,000 tokens in, 100 out; 0.0030 in all" in coder.tally.sentences(coder.settings)[0]
    endpoint.script = [says(answer(*GOOD), usage=False)]
    coder(REPORT)
    assert coder.tally.cost(coder.settings) is None
