"""Values in words, as the pages show them: dates, counts of people, names of exercises, places and parties."""

from calendar import month_abbr
from collections.abc import Mapping, Sequence
from typing import Any

from vedette.resolve.names import series_rows
from vedette.serve.web.names import party_name
from vedette.values import PartialDate, parse_edtf

MONTHS = tuple(month_abbr)
"""Their short names, which `calendar` would make anew each time."""
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
LONGEST = 400
"""Characters of a value that a page shows; the whole is in the data."""
NAMED_PARTIES = 4
"""Participants that stand for the name of an exercise without one."""


def date_words(edtf: str | None) -> str:
    """A date as people write it, no more precise than it is; what is no date of ours stays as it is."""
    if not edtf:
        return ""
    try:
        found = parse_edtf(edtf)
    except ValueError:
        return edtf
    return f"{_doubt(found)}{_plain(found)}"


def span_words(start: str | None, end: str | None) -> str:
    """When something is held, without saying twice what both dates share: "9–13 Aug 2021"."""
    if not start or not end or start == end:
        if end and not start:
            return f"until {date_words(end)}"
        return date_words(start)
    try:
        first, last = parse_edtf(start), parse_edtf(end)
    except ValueError:
        return f"{start} – {end}"
    doubt = _doubt(first) or _doubt(last)
    if first.day and last.day and first.year == last.year:
        if first.month == last.month:
            return f"{doubt}{first.day}–{_plain(last)}"
        return f"{doubt}{first.day} {MONTHS[first.month or 1]} – {_plain(last)}"
    if not first.day and not last.day and first.month and last.month and first.year == last.year:
        return f"{doubt}{MONTHS[first.month]} – {_plain(last)}"
    return f"{doubt}{_plain(first)} – {_plain(last)}"


def precision(edtf: str | None) -> str:
    """How precise a date is, in words."""
    if not edtf:
        return ""
    try:
        found = parse_edtf(edtf)
    except ValueError:
        return ""
    said = f"to the {found.precision}"
    return said + (", uncertain" if found.uncertain else "") + (", about" if found.approximate else "")


def count_words(value: Mapping[str, Any]) -> str:
    """A count with its bounds."""
    low, high = value.get("low"), value.get("high")
    if low is None and high is None:
        low = high = value.get("count")
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def exercise_name(name: str | None, participants: Sequence[str]) -> str:
    """The name of an exercise, or who takes part where it has none."""
    if name:
        return shortened(name)
    if not participants:
        return "Unnamed exercise"
    told = [party_name(code) for code in participants[:NAMED_PARTIES]]
    if len(participants) > NAMED_PARTIES:
        return f"Unnamed exercise of {', '.join(told)} and {len(participants) - NAMED_PARTIES} more"
    return f"Unnamed exercise of {' and '.join([', '.join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]}"


_SERIES: dict[str, str] = {}


def series_name(key: str) -> str:
    """The name of a series by its id, or by what its spellings share."""
    if not _SERIES:
        for row in series_rows():
            _SERIES.setdefault(row.id, row.name)
    return _SERIES.get(key) or key.title()


def shortened(text: str, most: int = LONGEST) -> str:
    """A text that is not too long for a page."""
    return text if len(text) <= most else text[: most - 1] + "…"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _doubt(date: PartialDate) -> str:
    return ("perhaps " if date.uncertain else "") + ("about " if date.approximate else "")


def _plain(date: PartialDate) -> str:
    if date.season:
        return f"{SEASONS[date.season]} {date.year}"
    parts = [str(date.day) if date.day else "", MONTHS[date.month] if date.month else "", str(date.year)]
    return " ".join(p for p in parts if p)
