"""The periods that exercises are counted in."""

import pytest

from vedette.analysis import period_of


@pytest.mark.parametrize(
    ("start", "first", "year", "month"),
    [
        ("2018-07-03", "2018-07-03", "2018", "2018-07"),
        ("2018-07", "2018-07-01", "2018", "2018-07"),
        ("2018-22", "2018-06-01", "2018", None),
        ("2018", "2018-01-01", "2018", None),
        (None, "2018-06-11", "2018", None),
        (None, None, None, None),
    ],
)
def test_a_period_is_told_as_far_as_the_beginning_is_known(
    start: str | None, first: str | None, year: str | None, month: str | None
) -> None:
    assert (period_of(start, first, "year"), period_of(start, first, "month")) == (year, month)
