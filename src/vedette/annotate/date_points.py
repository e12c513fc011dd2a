"""The dates that captured words of a time expression stand for, resolved against an anchor: the day of publication or the dateline.

A side of an expression is a mapping of fields to lexicon values, the fields of `dates.yaml` followed by the number of the side.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from vedette.values import PartialDate, of_day

SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
AGAINST_FUTURE, AGAINST_PAST, UNTOLD_FUTURE = 5.0, 3.0, 1.5
"""A day and month without a year is the nearest one to the publication, where distances count so many times: into the past against
a future tense, into the future against a past tense (which the words nearby tell less surely), into the future where no tense is told.
So whatever is within two months stays whatever the tense. Set by hand on news; tests/annotate/expressions.jsonl holds the cases."""


NEWS_DAYS = 7
"""A day told of is the day of the news itself if it is so many days older at most."""


class Context(Struct):
    """What the words around an expression tell. `tense` is -1 for past, 1 for future, 0 for unknown."""

    anchor: PartialDate | None
    """The day that relative words are reckoned from."""
    year_from: PartialDate | None
    """Where no day of publication is known: a full date of the same text, for days and months without a year."""
    tense: Callable[[], int]
    listed: bool = False
    """Whether the words stand after "between", so that "and" joins the ends of a range."""
    year_told: int | None = None
    """A year told of before in the same sentence ("In 2018 … on Oct. 29")."""
    month_told: PartialDate | None = None
    """A month told of before in this sentence or the last ("in May … on the 23rd")."""
    told: PartialDate | None = None
    """The last day told of before, for "three days later"."""
    year_before: Callable[[], int | None] = lambda: None
    """The last year that stands before in the same sentence, be it in a name, for "late that year"."""


Fields = Mapping[str, str]


class Point(Struct, frozen=True):
    """What one side of an expression says: a date, or None with what is known of it in TIMEX3; `derived` if reckoned."""

    when: PartialDate | None
    derived: bool
    timex: str


def partial(year: int, month: int | None = None, day: int | None = None, season: int | None = None) -> PartialDate | None:
    """A partial date, None if the calendar does not have it."""
    if not 1 <= year <= 9998 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and (month is None or not 1 <= day <= monthrange(year, month)[1]):
        return None
    return PartialDate(year, month, day, season)


def day_of(anchor: PartialDate | None) -> date | None:
    return anchor.first if anchor is not None and anchor.precision == "day" else None


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(when: PartialDate, n: int) -> PartialDate | None:
    year, month = divmod(when.year * 12 + (when.month or 1) - 1 + n, 12)
    return partial(year, month + 1)


def _century(two: int, context: Context) -> int | None:
    """The year with these last two digits nearest to the anchor; without an anchor the century is not guessed."""
    base = context.anchor or context.year_from
    return None if base is None else min((base.year // 100 * 100 + c + two for c in (-100, 0, 100)), key=lambda y: abs(y - base.year))


def _numeric(fields: Fields, side: str, year: int | None, context: Context) -> tuple[int, int] | None:
    """Month and day of `10/08/2021`: day first unless only the other order is possible, or only the other is a day of these days."""
    first, second = fields["ab" + side].split(".") if "ab" + side in fields else (fields["a" + side], fields["b" + side])
    a, b = int(first), int(second)
    if year and not _is_near(partial(year, b, a), context) and _is_near(partial(year, a, b), context):
        return a, b
    return (b, a) if b <= 12 and a <= 31 else (a, b) if a <= 12 and b <= 31 else None


def year_of(fields: Fields, side: str, context: Context) -> tuple[int | None, bool]:
    """The year that a side states, and whether it was reckoned ("last year", two digits)."""
    if "y" + side in fields:
        return int(fields["y" + side]), False
    if "yy" + side in fields:
        digits = fields["yy" + side]
        return (int(digits), False) if len(digits) == 4 else (_century(int(digits), context), True)
    if "yr" + side in fields and context.anchor:
        return context.anchor.year + int(fields["yr" + side]), True
    if "ty" + side in fields:
        before = context.year_before() or (context.told.year if context.told else None)
        return (before + int(fields["ty" + side]) if before else None), True
    return None, False


def _nearest(options: list[PartialDate], context: Context) -> PartialDate | None:
    base = context.anchor or context.year_from
    if base is None or not options:
        return None
    day = base.first if base.precision == "day" else base.first + (base.last - base.first) / 2

    def distance(option: PartialDate) -> int:
        return (option.first - day).days if option.first > day else min(0, (option.last - day).days)

    tense = context.tense() if context.anchor else 0

    def cost(option: PartialDate) -> float:
        days = distance(option)
        if days > 0:
            return days * (AGAINST_PAST if tense < 0 else UNTOLD_FUTURE if tense == 0 else 1.0)
        return -days * (AGAINST_FUTURE if tense > 0 else 1.0)

    return min(options, key=cost)


def resolve(fields: Fields, side: str, context: Context) -> Point:
    """One date of an expression: a day, a month, a season or a year."""
    get = fields.get
    year, derived = year_of(fields, side, context)
    month = int(fields["m" + side]) if "m" + side in fields else None
    day = int(fields["d" + side]) if "d" + side in fields else None
    if "a" + side in fields or "ab" + side in fields:
        numbers = _numeric(fields, side, year, context)
        if numbers is None:
            return Point(None, False, "")
        month, day = numbers
    if "hol" + side in fields:
        month, day = (int(part) for part in fields["hol" + side].split("-"))
    season = int(fields["s" + side]) if "s" + side in fields else None
    if relday := get("rd" + side):
        base = day_of(context.anchor)
        moved = shift(base, int(relday)) if base else None
        return Point(of_day(moved) if moved else None, True, "XXXX-XX-XX")
    if month is None and season is None:
        if day is not None:
            return _day_of_month(day, context)
        if "w" + side in fields:
            found = _weekday(int(fields["w" + side]), "+1" if "wk" + side in fields else get("rel" + side), get("rw" + side), context)
            later = shift(found.when.first, 7) if found.when and "wk" + side in fields else None
            return Point(of_day(later), True, found.timex) if later else found
        when = partial(year) if year else None
        return Point(when, derived, str(when or "XXXX"))
    unknown = f"XXXX-{SEASONS[season]}" if season else f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    if year is not None:
        when = partial(year, month, day, season)
        return Point(when, derived, unknown if when is None else timex_of(when))
    if context.year_told and "rel" + side not in fields and not (day and month and _of_these_days(month, day, context)):
        when = partial(context.year_told, month, day, season)
        return Point(when, True, timex_of(when) if when else unknown)
    base_date = context.anchor or context.year_from
    if base_date is None or "yr" + side in fields or "yy" + side in fields:
        return Point(None, False, unknown)
    options = [o for y in range(base_date.year - 4, base_date.year + 5) if (o := partial(y, month, day, season))]
    if rel := get("rel" + side):
        return _relative_month(int(rel), options, base_date, unknown)
    if day is not None and "w" + side in fields:
        options = [o for o in options if o.first.isoweekday() == int(fields["w" + side]) and abs(o.year - base_date.year) <= 1] or options
    best = _nearest(options, context)
    return Point(best, True, timex_of(best) if best else unknown)


def _of_these_days(month: int, day: int, context: Context) -> bool:
    """Whether a day told of beside a year to come is the anchor or up to a week before it: to be held in 2027, he said on 3 May."""
    anchor = day_of(context.anchor)
    when = partial(anchor.year, month, day) if anchor else None
    ahead = anchor is not None and context.year_told is not None and context.year_told > anchor.year
    return ahead and anchor is not None and when is not None and 0 <= (anchor - when.first).days <= NEWS_DAYS


def _is_near(day: PartialDate | None, context: Context) -> bool:
    """Whether a day is within a week of the anchor."""
    anchor = day_of(context.anchor)
    return anchor is not None and day is not None and abs((anchor - day.first).days) <= NEWS_DAYS


def _relative_month(rel: int, options: list[PartialDate], base: PartialDate, unknown: str) -> Point:
    if rel == 0:
        chosen = next((o for o in options if o.year == base.year), None)
    elif rel < 0:
        chosen = max((o for o in options if o.last < base.first), key=lambda o: o.first, default=None)
    else:
        chosen = min((o for o in options if o.first > base.last), key=lambda o: o.first, default=None)
    return Point(chosen, True, timex_of(chosen) if chosen else unknown)


def _weekday(number: int, rel: str | None, rel_week: str | None, context: Context) -> Point:
    unknown = f"XXXX-WXX-{number}"
    day = day_of(context.anchor)
    if day is None:
        return Point(None, False, unknown)
    offset = number - day.isoweekday()
    if rel_week is not None or rel == "1":
        moved = shift(day, offset + 7 * int(rel_week or 1))
    elif rel in ("-1", "+1"):
        moved = shift(day, (offset % 7 or 7) if rel == "+1" else offset % 7 - 7)
    elif rel == "0":
        tense = context.tense()
        moved = shift(day, offset + (7 if tense > 0 > offset else -7 if tense < 0 < offset else 0))
    else:
        moved = shift(day, offset % 7 if context.tense() > 0 else -(-offset % 7))
    return Point(of_day(moved) if moved else None, True, unknown)


def _day_of_month(number: int, context: Context) -> Point:
    unknown = f"XXXX-XX-{number:02d}"
    if context.month_told and (day := partial(context.month_told.year, context.month_told.month, number)):
        return Point(day, True, unknown)
    if context.anchor is None or context.anchor.precision != "day":
        return Point(None, False, unknown)
    options = [o for n in (-1, 0, 1) if (m := shift_months(context.anchor, n)) and (o := partial(m.year, m.month, number))]
    tense, base = context.tense(), context.anchor.first
    told = [o for o in options if tense * (o.first - base).days >= 0]
    best = min(told or options, key=lambda o: abs((o.first - base).days), default=None)
    return Point(best, True, unknown)


def timex_of(when: PartialDate) -> str:
    return f"{when.year:04d}-{SEASONS[when.season]}" if when.season else str(when)
