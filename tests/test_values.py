"""Partial dates, quantities and names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.model import Quantity
from vedette.values import (
    PartialDate,
    add,
    add_days,
    clean_name,
    compare,
    contains,
    end_of,
    first_day,
    fold,
    how_specific,
    intersect,
    last_day,
    name_key,
    of_day,
    overlaps,
    parse_edtf,
    parse_interval,
    precision,
    same_name,
    span_days,
)

DAYS = st.dates()
EDTF = st.one_of(
    DAYS.map(str),
    DAYS.map(lambda d: f"{d.year:04d}"),
    DAYS.map(lambda d: f"{d.year:04d}-{d.month:02d}"),
    st.tuples(st.integers(1, 9999), st.integers(21, 24)).map(lambda p: f"{p[0]:04d}-{p[1]}"),
)
BOUNDS = st.one_of(st.none(), st.integers(0, 10**6))
QUANTITIES = st.builds(Quantity, BOUNDS, BOUNDS).filter(lambda q: q.low is None or q.high is None or q.low <= q.high)


@given(EDTF, st.sampled_from(["", "?", "~", "%"]))
def test_edtf_is_read_and_written_alike(text: str, mark: str) -> None:
    when = parse_edtf(text + mark)
    assert str(when) == text + mark
    assert when.first <= when.last


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-08-09", "2021-08-09", "2021-08-09", "day"),
        ("2021-21", "2021-03-01", "2021-05-31", "season"),
        ("2021-24", "2021-12-01", "2022-02-28", "season"),
        ("2021~", "2021-01-01", "2021-12-31", "year"),
    ],
)
def test_bounds_and_precision(text: str, first: str, last: str, kind: str) -> None:
    assert (first_day(text), last_day(text), precision(text)) == (date.fromisoformat(first), date.fromisoformat(last), kind)


@pytest.mark.parametrize(
    "text", ["", "21", "2021-13", "2021-02-30", "2021-21-01", "0000", "2021/2022", "2021-8-9", "August", "2021-08-09T12", "٢٠٢١"]
)
def test_other_texts_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'.*\.$"):
        parse_edtf(text)


def test_intervals() -> None:
    assert parse_interval("2021-08/2021-09-03") == (PartialDate(2021, 8), PartialDate(2021, 9, 3))
    assert parse_interval("../2021") == (None, PartialDate(2021))
    assert parse_interval("2021/") == (PartialDate(2021), None)
    assert parse_interval("2021") == (PartialDate(2021), PartialDate(2021))
    for wrong in ("../..", "2021/2020", "2020/2021/2022"):
        with pytest.raises(ValueError, match=r"\.$"):
            parse_interval(wrong)


def test_contains_overlaps_compare() -> None:
    assert [contains("2021", "2021-08-09"), contains("2021-08-09", "2021")] == [True, False]
    assert [overlaps("2021-24", "2022-01"), overlaps("2021-08", "2021-09")] == [True, False]
    assert [compare("2021-08", "2021-09"), compare("2021-09-01", "2021-08"), compare("2021", "2021"), compare("2021", "2021-08")] == [
        -1,
        1,
        0,
        None,
    ]
    assert [how_specific(t) for t in ("2021", "2021-22", "2021-08", "2021-08-09")] == [1, 2, 3, 4]


@given(EDTF, EDTF)
def test_compare_agrees_with_overlaps(one: str, other: str) -> None:
    order = compare(one, other)
    back = compare(other, one)
    assert back == (None if order is None else -order)
    assert (order in (-1, 1)) == (not overlaps(one, other))
    assert contains(one, other) <= overlaps(one, other)


def test_lengths() -> None:
    assert str(end_of("2021-08-09", 5)) == "2021-08-13"
    assert str(end_of("2021-12-31~", 2)) == "2022-01-01~"
    assert span_days("2021-08-09", "2021-08-13") == 5
    assert span_days("2021-08", "2021-08-13") is None
    assert span_days("2021-08-13", "2021-08-09") is None
    for start, days in (("2021-08-09", 0), ("2021-08", 3), ("9999-12-31", 3)):
        with pytest.raises(ValueError, match=r"\.$"):
            end_of(start, days)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(1, 10_000))
def test_end_and_length_agree(start: date, days: int) -> None:
    assert span_days(of_day(start), end_of(of_day(start), days)) == days
    assert add_days(add_days(of_day(start), days), -days) == of_day(start)


def test_quantities() -> None:
    at_least, about, most = Quantity(10_000, None), Quantity(12_000, 12_000, exact=False), Quantity(None, 9_000)
    assert intersect(at_least, about) == about
    assert intersect(at_least, most) is None
    assert add(at_least, about) == Quantity(22_000, None, exact=False)


@given(QUANTITIES, QUANTITIES)
def test_combined_bounds_are_in_order(one: Quantity, other: Quantity) -> None:
    both = intersect(one, other)
    assert both == intersect(other, one)
    assert both is None or both.low is None or both.high is None or both.low <= both.high


STRIP = ("exercise", "exercises", "drills", "the", "Ex.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exercise “Zapad–2021”", "ZAPAD-2021"),
        ("the Cold Response drills", "Cold Response"),
        ("Steadfast Défender", "steadfast defender"),
        ("Żubr 17", "ZUBR 17"),
        ("Anakonda‑16", "Anakonda 16"),
        ("Ex. İzmir", "izmir"),
        ("Østfold", "ostfold"),
    ],
)
def test_same_names(one: str, other: str) -> None:
    assert same_name(one, other, STRIP)


def test_different_names() -> None:
    assert not same_name("Zapad 2021", "Zapad 2017", STRIP)
    assert not same_name("", "—")
    assert clean_name("the Exercise", STRIP) == "the Exercise"
    assert clean_name("“Freedom’s Shield,”") == "Freedom’s Shield"
    assert name_key("Ulchi-Freedom  Shield") == "ulchi freedom shield"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert isinstance(clean_name(text, STRIP), str)
