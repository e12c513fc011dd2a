"""Partial dates, quantities with bounds and names: how to read, compare and combine them.

Pure functions without state. Dates are EDTF (ISO 8601-2, the level 1 subset that reports need): `2021`, `2021-08`,
`2021-08-09`, seasons `2021-21` (spring) to `2021-24` (winter), each optionally followed by `?` (uncertain), `~` (approximate)
or `%` (both); intervals `a/b` with `..` for an open side. Days are reckoned with the standard library's `datetime`.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vedette.model import Quantity

Precision = Literal["year", "season", "month", "day"]
Order = Literal[-1, 0, 1]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)
_RANK: dict[Precision, int] = {"year": 1, "season": 2, "month": 3, "day": 4}
# ISO 8601-2 leaves the bounds of seasons open; meteorological seasons of the northern hemisphere, winter running into the next year
_SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


class PartialDate(Struct, frozen=True):
    """A date as precise as its source: year (1 to 9999), month (1 to 12), day (1 to 31) or season (21 to 24)."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    uncertain: bool = False
    approximate: bool = False

    def __str__(self) -> str:
        tail = "%" if self.uncertain and self.approximate else "?" if self.uncertain else "~" if self.approximate else ""
        parts = [self.season] if self.season else [part for part in (self.month, self.day) if part]
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in parts)]) + tail

    @property
    def precision(self) -> Precision:
        """The smallest unit that is known."""
        return "season" if self.season else "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The first day that the date may mean."""
        month = _SEASON_FIRST_MONTH[self.season] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        if self.season:
            year, month = divmod(self.year * 12 + _SEASON_FIRST_MONTH[self.season] + 1, 12)
            if year > date.max.year:
                return date.max
        else:
            year, month = self.year, (self.month or 12) - 1
        return date(year, month + 1, self.day or monthrange(year, month + 1)[1])


DateLike = str | PartialDate


def of_day(day: date) -> PartialDate:
    """A day of the calendar as a partial date."""
    return PartialDate(day.year, day.month, day.day)


@lru_cache(maxsize=4096)  # a report's few dates are compared with one another many times
def parse_edtf(text: str) -> PartialDate:
    """Read a date of the EDTF subset.

    Raises ValueError with a sentence that names the text, for intervals too (see `parse_interval`).
    """
    match = _EDTF.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an EDTF date: expected YYYY, YYYY-MM, YYYY-MM-DD or a season YYYY-21 to YYYY-24.")
    year, second, day = (int(part) if part else None for part in match.groups()[:3])
    mark = match[4]
    uncertain, approximate = mark in ("?", "%"), mark in ("~", "%")
    if not year:
        raise ValueError(f"{text!r} has the year 0000, which is out of range.")
    if second in _SEASON_FIRST_MONTH:
        if day is not None:
            raise ValueError(f"{text!r} gives a day of a season; a season has no days.")
        return PartialDate(year, season=second, uncertain=uncertain, approximate=approximate)
    if second is not None and not 1 <= second <= 12:
        raise ValueError(f"{text!r} has the month {second:02d}; expected 01 to 12, or a season 21 to 24.")
    if day is not None and second is not None and not 1 <= day <= monthrange(year, second)[1]:
        raise ValueError(f"{text!r} has the day {day:02d}, which {year:04d}-{second:02d} does not have.")
    return PartialDate(year, second, day, None, uncertain, approximate)


def parse_interval(text: str) -> tuple[PartialDate | None, PartialDate | None]:
    """Read an EDTF interval `a/b`; an open side (`..` or nothing) is None, a single date is both sides.

    Raises ValueError with a sentence if a side is no date or the end lies before the start.
    """
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(f"{text!r} is not an EDTF interval: expected one slash.")
    start, end = (None if side in ("", "..") else parse_edtf(side) for side in (sides[0], sides[-1]))
    if start is None and end is None:
        raise ValueError(f"{text!r} is not an EDTF interval: both sides are open.")
    if start and end and end.last < start.first:
        raise ValueError(f"{text!r} ends before it starts.")
    return start, end


def _partial(value: DateLike) -> PartialDate:
    return parse_edtf(value) if isinstance(value, str) else value


def precision(value: DateLike) -> Precision:
    """The smallest unit that is known: year, season, month or day."""
    return _partial(value).precision


def first_day(value: DateLike) -> date:
    """The first day that a date may mean."""
    return _partial(value).first


def last_day(value: DateLike) -> date:
    """The last day that a date may mean."""
    return _partial(value).last


def how_specific(value: DateLike) -> int:
    """1 for a year, 2 for a season, 3 for a month, 4 for a day."""
    return _RANK[_partial(value).precision]


def contains(outer: DateLike, inner: DateLike) -> bool:
    """Whether every day that `inner` may mean is one that `outer` may mean."""
    a, b = _partial(outer), _partial(inner)
    return a.first <= b.first and b.last <= a.last


def overlaps(one: DateLike, other: DateLike) -> bool:
    """Whether both may mean the same day."""
    a, b = _partial(one), _partial(other)
    return a.first <= b.last and b.first <= a.last


def compare(one: DateLike, other: DateLike) -> Order | None:
    """-1 if `one` is earlier, 1 if later, 0 if both mean the same days, None if that cannot be told."""
    a, b = _partial(one), _partial(other)
    if (a.first, a.last) == (b.first, b.last):
        return 0
    return -1 if a.last < b.first else 1 if b.last < a.first else None


def add_days(value: DateLike, days: int) -> PartialDate:
    """The day that is `days` after (before, if negative) a date of day precision.

    Raises ValueError if the date is less precise than a day or the result is out of the calendar.
    """
    given = _partial(value)
    if given.precision != "day":
        raise ValueError(f"Days cannot be added to {given}, which is not a day.")
    try:
        moved = of_day(given.first + timedelta(days=days))
    except OverflowError as error:
        raise ValueError(f"{days} days from {given} is out of the calendar.") from error
    return replace(moved, uncertain=given.uncertain, approximate=given.approximate)


def end_of(start: DateLike, days: int) -> PartialDate:
    """The last day of something that starts on `start` and lasts `days` days, the first one counted.

    Raises ValueError if `start` is no day or `days` is less than 1.
    """
    if days < 1:
        raise ValueError(f"A length of {days} days is not positive.")
    return add_days(start, days - 1)


def span_days(start: DateLike, end: DateLike) -> int | None:
    """The length in days from `start` to `end`, both counted; None unless both are days and in order."""
    if isinstance(start, str) and isinstance(end, str) and _DAY.fullmatch(start) and _DAY.fullmatch(end):
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1  # a fifth of the time
        return days if days > 0 else None
    a, b = _partial(start), _partial(end)
    if a.precision != "day" or b.precision != "day" or b.first < a.first:
        return None
    return (b.first - a.first).days + 1


# Quantities -----------------------------------------------------------------------------------------------------------


def _max(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else max(one, other)


def _min(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


def intersect(one: Quantity, other: Quantity) -> Quantity | None:
    """What holds if both hold: the narrower bounds; None if they contradict each other."""
    low, high = _max(one.low, other.low), _min(one.high, other.high)
    if low is not None and high is not None and low > high:
        return None
    return Quantity(low, high, exact=one.exact and other.exact)


def add(one: Quantity, other: Quantity) -> Quantity:
    """The sum of two quantities; a side that is open in one is open in the sum."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Quantity(low, high, exact=one.exact and other.exact)


# Names ----------------------------------------------------------------------------------------------------------------

# Letters that Unicode does not decompose into a base letter and a mark
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"})
_APOSTROPHES = "'’"
_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Text for comparing: case, accents, kinds of dashes and quotation marks, punctuation and runs of blanks do not count.

    Not for finding spans: offsets differ from those of the text.
    """
    if text.isascii():
        return " ".join(_WORDS.findall(text.lower()))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(plain.translate(_LETTERS)))


def clean_name(name: str, strip: Collection[str] = ()) -> str:
    """A name as written, without quotation marks and without the words of `strip` at its beginning and end.

    `strip` holds words in any case ("exercise", "drills", "the"); inner words stay, and a name made of such words only is kept.
    """
    unwanted = {fold(word) for word in strip}
    words = "".join(c for c in name if c in _APOSTROPHES or not (c == '"' or unicodedata.category(c) in ("Pi", "Pf"))).split()
    first, last = 0, len(words)
    while first < last and fold(words[first]) in unwanted:
        first += 1
    while last > first and fold(words[last - 1]) in unwanted:
        last -= 1
    kept = words[first:last] if last > first else words
    return " ".join(kept).strip(" ,;:.‘" + _APOSTROPHES)


def name_key(name: str, strip: Collection[str] = ()) -> str:
    """The folded, cleaned form under which equal names meet: "Ex. ZAPAD–2021" and "Zapad 2021" with `strip` ("ex.",)."""
    return fold(clean_name(name, strip))


def same_name(one: str, other: str, strip: Collection[str] = ()) -> bool:
    """Whether two names are the same but for case, accents, punctuation and the words of `strip` around them."""
    key = name_key(one, strip)
    return bool(key) and key == name_key(other, strip)
