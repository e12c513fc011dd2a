"""Whole reports: what holds for every coding, shown on the examples and on any text."""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import EXAMPLES, ROOT, all_claims
from vedette.export import jsonform
from vedette.ingest import load
from vedette.lexicon import Row, load_csv
from vedette.model import Coding, Report
from vedette.pipeline import code
from vedette.raw import InputError, Raw
from vedette.read import read
from vedette.schema import schema

NAMES = [name.removeprefix("examples/") for name in EXAMPLES]
FACES = ("\U0001f6a2", "İ", "e\u0301", "\u200b", "ß", "\u0130stanbul", "ﬁ", "𝐙", "\u202e", "ΐ")
"""What shifts offsets where they are taken on changed copies of a text: signs of several bytes or two surrogates, letters that become two
in lower case or when composed, combining and invisible ones."""


class _Organisation(Row):
    kind: str = ""
    note: str = ""
    model_config = {"extra": "ignore"}


@cache
def organisations() -> frozenset[str]:
    return frozenset(row.id for row in load_csv("organisations", _Organisation))


def check(coding: Coding) -> None:
    """What holds for every coding."""
    text = coding.report.text
    claims = all_claims(coding)
    accounts = {a.id for a in coding.accounts}
    known = {c.id: c for c in claims}
    for claim in claims:
        assert claim.quote == text[claim.span.start : claim.span.end] != ""
        assert schema().problems(claim) == []
        assert claim.account is None or claim.account in accounts
        assert 0.0 < claim.confidence <= 1.0
        assert claim.derivation != "computed" or claim.basis, f"{claim.property} is computed from nothing"
        for basis in claim.basis:
            assert known[basis].property in schema().property(claim.property).computed_from
    for account in coding.accounts:
        for prop in schema().properties:
            assert not prop.single or len(account.values(prop.id)) <= 1, f"{prop.id} has several values"
    assert [a.ref for a in coding.accounts] == [f"E{n + 1}" for n in range(len(coding.accounts))]


def text_report(text: str) -> Report:
    """A plain text as read; raises InputError if it holds no text."""
    return read(Raw(text.encode(), "test.txt", "", text=text))


@pytest.mark.parametrize("name", NAMES)
def test_what_holds_for_every_coding_holds_for_the_example(name: str, codings: dict[str, Coding]) -> None:
    check(codings[name])
    assert codings[name].accounts


@pytest.mark.parametrize("name", NAMES)
def test_parties_of_claims_are_those_of_the_lexicon(name: str, codings: dict[str, Coding]) -> None:
    for claim in all_claims(codings[name]):
        value = claim.value if isinstance(claim.value, dict) else {"party": claim.value} if claim.property == "participant" else {}
        for key in ("party", "origin", "user"):
            code_ = value.get(key)
            assert code_ is None or len(code_) == 2 or code_ in organisations()


def _signature(coding: Coding) -> str:
    return json.dumps(jsonform.coding(coding), sort_keys=True)


def test_coding_again_gives_the_same(codings: dict[str, Coding]) -> None:
    for coding in codings.values():
        assert _signature(code(coding.report)) == _signature(coding)


def test_another_process_with_other_hashes_gives_the_same(codings: dict[str, Coding]) -> None:
    files = [name for name in EXAMPLES if name.endswith("a.txt")]
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "vedette.serve", "code", "--format", "json", *files],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@cache
def _example_texts() -> tuple[str, ...]:
    out = []
    for name in EXAMPLES:
        (raw,) = load(str(ROOT / name))
        assert isinstance(raw, Raw)
        out.append(read(raw).text)
    return tuple(out)


def _with(text: str, places: Sequence[float], signs: Sequence[str]) -> str:
    """The text with signs put in at shares of its length."""
    for place, sign in sorted(zip(places, signs, strict=True), reverse=True):
        at = int(place * len(text))
        text = text[:at] + sign + text[at:]
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.integers(0, len(EXAMPLES) - 1),
    signs=st.lists(st.sampled_from(FACES) | st.characters(codec="utf-8"), min_size=1, max_size=8),
    data=st.data(),
)
def test_offsets_survive_any_character(which: int, signs: list[str], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.floats(0, 1), min_size=len(signs), max_size=len(signs)))
    check(code(text_report(_with(_example_texts()[which], places, signs))))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(which=st.integers(0, len(EXAMPLES) - 1), first=st.floats(0, 1), length=st.integers(1, 60))
def test_reports_cut_anywhere_can_be_coded(which: int, first: float, length: int) -> None:
    words = _example_texts()[which].split(" ")
    begin = int(first * (len(words) - 1))
    check(code(text_report(" ".join(words[begin : begin + length]))))


@pytest.mark.parametrize("text", ["US,", "GREECE AND", "ARMY/", "- Greece,"])
def test_headings_that_break_off_can_be_coded(text: str) -> None:
    check(code(text_report(text)))


VOCABULARY = (
    "exercise drills Exercise joint the of and in on from to since Russia U.S. China's NATO 10,000 troops Monday August 9 2021 2021-08-09 "
    "Vostok-2018 Zapad/Interaction will began ended “ ” \" ' , . - – ( ) said Gen. Navy warships Su-30SM fighters first time in history "
    "Operation Camp Academy Oslo largest named is was last next years until weeks "
    "aimed at amid postponed called off \n \n\n %s {0} <party:1> <exercise:2> [ ] * + ? \\ İ \u0301 \U0001f6a2"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS | st.text(max_size=6), min_size=1, max_size=80).map(" ".join))
def test_any_text_can_be_coded(text: str) -> None:
    try:
        report = text_report(text)
    except InputError:
        return
    check(code(report))


def test_a_text_that_goes_on_and_on_is_coded_in_time() -> None:
    check(code(text_report("The drills of Russia and China " * 3000)))
    check(code(text_report("exercise " * 5000 + "\n\n" + "(" * 5000 + "\n\n" + "“" * 2000 + ", and " * 2000)))
