"""Time expressions: own sentences with expected values, the rules' own examples, and what must hold for any text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.annotate.date_values import BUILDERS
from vedette.annotate.dates import DateRules, date_grammar, find_dates
from vedette.annotate.token_pattern import TokenPattern
from vedette.grammar import document
from vedette.lexicon import DATA, TimeWord, load_csv, load_yaml
from vedette.model import Block, Document, Mention, Period, Report, Span
from vedette.values import parse_edtf

CASES = [json.loads(line) for line in (Path(__file__).parent / "expressions.jsonl").read_text(encoding="utf-8").splitlines()]
RULES = DateRules.model_validate(load_yaml(DATA / "rules" / "dates.yaml"))
WORDS = sorted(
    {row.name for row in load_csv("time_words", TimeWord)}
    | {"9", "13", "31", "2021", "08", "0900", "1990s", "9th", "FY24", "Q2", "24", "troops", "."}
)


def document_of(text: str, published: str | None = "2021-08-11", lang: str | None = "en") -> Document:
    blocks = (Block("body", Span(0, len(text))),)
    return document(Report("r", text, blocks, published=published, lang=lang))


def periods(text: str, published: str | None = "2021-08-11") -> list[tuple[str, Period]]:
    doc = document_of(text, published)
    return [(m.span.of(text), m.value) for m in find_dates(doc)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_expression(case: dict[str, Any]) -> None:
    found = periods(case["text"], case["published"])
    if case["words"] is None:
        assert found == []
        return
    values = [value for words, value in found if words == case["words"]]
    assert values, f"{case['words']!r} is not among {found}"
    value = values[-1]
    assert (value.kind, value.start, value.end, value.days, value.sense) == tuple(
        case[k] for k in ("kind", "start", "end", "days", "sense")
    )


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_rule_matches_its_example_and_not_its_counterexample(rule: Any) -> None:
    grammar = date_grammar("en")
    patterns = [p for r, p in grammar.rules if r.id == rule.id]

    def matches(text: str) -> bool:
        doc = document_of(text)
        line = grammar.line(doc, 0, len(doc.tokens))
        return any(pattern.match(line.codes, at) for at in range(len(line.codes)) for pattern in patterns)

    assert matches(rule.example)
    assert not matches(rule.counter)


def test_every_rule_has_a_builder_and_every_builder_a_rule() -> None:
    assert {rule.build for rule in RULES.rules} == set(BUILDERS)


def test_timex_values() -> None:
    timex = {
        words: value.timex
        for words, value in periods(
            "Last week, two days ago, on Friday night, in Q2 2020, every two years, for a decade, now and in the 1990s."
        )
    }
    assert timex == {
        "Last week": "2021-W31", "two days ago": "2021-08-09", "Friday night": "2021-08-06TNI", "Q2 2020": "2020-Q2",
        "every two years": "P2Y", "a decade": "P10Y", "now": "PRESENT_REF", "the 1990s": "199",
    }  # fmt: skip


def test_fiscal_years() -> None:
    assert [value.start for _, value in periods("From FY2024 on, in FY 25, fiscal year 2026 and this fiscal year.")] == [
        "2024",
        "2025",
        "2026",
        "2021",
    ]


def test_derived_only_where_reckoned() -> None:
    derived = {
        words: value.derived for words, value in periods("On Monday they met as on 9 August 2020, in 2019, on June 3 and for five days.")
    }
    assert derived == {"Monday": True, "9 August 2020": False, "2019": False, "June 3": True, "five days": False}


def test_a_dateline_counts_more_than_a_later_publication() -> None:
    text = "VALLETTA, Aug. 9 – The ships left port on Monday and return tomorrow."
    assert [(words, value.start) for words, value in periods(text, "2021-08-12")][1:] == [
        ("Monday", "2021-08-09"),
        ("tomorrow", "2021-08-10"),
    ]


def test_without_publication_a_year_is_never_guessed() -> None:
    found = periods("On August 9, on Monday, last week, in Q3 and in FY24 they trained.", None)
    assert len(found) == 5
    assert all(value.start is None and value.end is None for _, value in found)


def test_a_publication_month_resolves_months_but_not_days() -> None:
    found = dict(periods("They met last month and on Monday.", "2021-08"))
    assert found["last month"].start == "2021-07"
    assert found["Monday"].start is None


def test_impossible_dates_are_not_dates() -> None:
    assert all(value.start is None or value.start != "2021-02-30" for _, value in periods("On 30 February 2021 nothing happened."))


def test_a_published_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not an EDTF date"):
        find_dates(document_of("On Monday.", "yesterday"))


@pytest.mark.parametrize(
    ("lang", "text", "words", "start", "end"),
    [
        ("fr", "L'exercice se déroule du 9 au 13 août 2021.", "9 au 13 août 2021", "2021-08-09", "2021-08-13"),
        ("fr", "Il durera jusqu'au 1er septembre.", "1er septembre", None, "2021-09-01"),
        ("es", "El ejercicio se realiza del 9 al 13 de agosto de 2021.", "9 al 13 de agosto de 2021", "2021-08-09", "2021-08-13"),
        ("es", "Comenzó el lunes.", "lunes", "2021-08-09", "2021-08-09"),
        ("ru", "Учения пройдут с 9 по 13 августа 2021 года.", "9 по 13 августа 2021 года", "2021-08-09", "2021-08-13"),
        ("ru", "Они продлятся до 3 сентября.", "3 сентября", None, "2021-09-03"),
        ("de", "Im Oktober 2019 übten sie dort.", "Oktober 2019", "2019-10", "2019-10"),
        (None, "Учения начались в понедельник, сообщили военные.", "понедельник", "2021-08-09", "2021-08-09"),
        (None, "The drill began on Monday in the bay.", "Monday", "2021-08-09", "2021-08-09"),
    ],
)
def test_other_languages_are_rows_of_the_lexicon(lang: str | None, text: str, words: str, start: str | None, end: str | None) -> None:
    found = {m.span.of(text): m.value for m in find_dates(document_of(text, lang=lang))}
    assert (found[words].start, found[words].end) == (start, end)


def test_a_language_without_words_still_has_numeric_dates() -> None:
    doc = document_of("El 2021-08-10 y August 9.", lang="xx")
    assert [m.span.of(doc.report.text) for m in find_dates(doc)] == ["2021-08-10"]


@pytest.mark.parametrize("source", ["month (", "nosuchkind", "@nosuchmacro", "month?", "| ?", "%"])
def test_bad_patterns_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        TokenPattern(source, {"month": "m"}, {})


def check(doc: Document, mentions: tuple[Mention, ...]) -> None:
    """What holds for every mention of any text."""
    end = 0
    for m in mentions:
        assert m.kind == "date"
        assert m.span.of(doc.report.text) == doc.words(m.first, m.last) != ""
        assert end <= m.span.start < m.span.end
        sentence = doc.sentences[m.sentence]
        assert sentence.first <= m.first < m.last <= sentence.last
        end = m.span.end
        value: Period = m.value
        sides = [parse_edtf(side) for side in (value.start, value.end) if side]
        if len(sides) == 2:
            assert sides[0].first <= sides[1].last
        assert value.days is None or value.days > 0


@settings(max_examples=150, deadline=None)
@given(st.text(), st.sampled_from([None, "2021", "2021-08", "2021-08-11", "0001-01-01", "9999-12-31"]))
def test_never_raises_on_any_text(text: str, published: str | None) -> None:
    doc = document_of(text, published)
    check(doc, find_dates(doc))


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.sampled_from([None, "2021", "2021-08", "2021-08-11", "0001-01-01", "9998-12-31", "9999-12-31"]),
)
def test_never_raises_on_words_of_time(words: list[str], published: str | None) -> None:
    doc = document_of(" ".join(words), published)
    check(doc, find_dates(doc))


def test_lexicon_names_are_unique_in_a_kind() -> None:
    seen: set[tuple[str, str, str]] = set()
    for row in load_csv("time_words", TimeWord):
        key = (row.name, row.lang, row.kind)
        assert key not in seen, key
        seen.add(key)
        assert re.fullmatch(r"[a-z]{2,3}", row.lang)
