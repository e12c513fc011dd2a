"""What the matched rules of `dates.yaml` mean: one function for each `build` name, from captured words to a `Period`.

Relative words are reckoned from the day of publication or the dateline (`Context.anchor`); what cannot be resolved stays None.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from vedette.model import Period
from vedette.values import PartialDate, how_specific, of_day

DAYS = {"D": 1, "W": 7, "2W": 14, "M": 30, "Y": 365, "DE": 3652, "CE": 36524}
"""Length of units in days; months, years and more are rounded down to the whole days of a usual one."""
YEARS = {"Y": 1, "DE": 10, "CE": 100}
SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
AGAINST_FUTURE, AGAINST_PAST, UNTOLD_FUTURE = 5.0, 3.0, 1.5
"""A day and month without a year is the nearest one to the publication, where distances count so many times: into the past against
a future tense, into the future against a past tense (which the words nearby tell less surely), into the future where no tense is told.
So whatever is within two months stays whatever the tense. Set by hand on news; tests/annotate/expressions.jsonl holds the cases."""


@dataclass(slots=True)
class Context:
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
    told: PartialDate | None = None
    """The last day told of before, for "three days later"."""


Fields = Mapping[str, str]
Builder = Callable[[Fields, Context], Period | None]


@dataclass(frozen=True, slots=True)
class Point:
    """A resolved side of a range, or None with what is known of it in TIMEX3."""

    when: PartialDate | None
    derived: bool
    timex: str
    extra: Mapping[str, str] = field(default_factory=dict)


def _safe(year: int, month: int | None = None, day: int | None = None, season: int | None = None) -> PartialDate | None:
    """A partial date, None if the calendar does not have it."""
    if not 1 <= year <= 9998 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and (month is None or not 1 <= day <= monthrange(year, month)[1]):
        return None
    return PartialDate(year, month, day, season)


def _day(anchor: PartialDate | None) -> date | None:
    return anchor.first if anchor is not None and anchor.precision == "day" else None


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _months(when: PartialDate, n: int) -> PartialDate | None:
    year, month = divmod(when.year * 12 + (when.month or 1) - 1 + n, 12)
    return _safe(year, month + 1)


def _century(two: int, context: Context) -> int | None:
    """The year with these last two digits nearest to the anchor; without an anchor the century is not guessed."""
    base = context.anchor or context.year_from
    return None if base is None else min((base.year // 100 * 100 + c + two for c in (-100, 0, 100)), key=lambda y: abs(y - base.year))


def _numeric(fields: Fields, side: str) -> tuple[int, int] | None:
    """Month and day of `10/08/2021`: day first unless only the other order is possible."""
    first, second = fields["ab" + side].split(".") if "ab" + side in fields else (fields["a" + side], fields["b" + side])
    a, b = int(first), int(second)
    return (b, a) if b <= 12 and a <= 31 else (a, b) if a <= 12 and b <= 31 else None


def _year(fields: Fields, side: str, context: Context) -> tuple[int | None, bool]:
    """The year that a side states, and whether it was reckoned ("last year", two digits)."""
    if "y" + side in fields:
        return int(fields["y" + side]), False
    if "yy" + side in fields:
        return _century(int(fields["yy" + side]), context), True
    if "yr" + side in fields and context.anchor:
        return context.anchor.year + int(fields["yr" + side]), True
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


def _resolve(fields: Fields, side: str, context: Context) -> Point:
    """One date of an expression: a day, a month, a season or a year."""
    get = fields.get
    year, derived = _year(fields, side, context)
    month = int(fields["m" + side]) if "m" + side in fields else None
    day = int(fields["d" + side]) if "d" + side in fields else None
    if "a" + side in fields or "ab" + side in fields:
        numbers = _numeric(fields, side)
        if numbers is None:
            return Point(None, False, "")
        month, day = numbers
    if "hol" + side in fields:
        month, day = (int(part) for part in fields["hol" + side].split("-"))
    season = int(fields["s" + side]) if "s" + side in fields else None
    if relday := get("rd" + side):
        base = _day(context.anchor)
        moved = _shift(base, int(relday)) if base else None
        return Point(of_day(moved) if moved else None, True, "XXXX-XX-XX")
    if month is None and season is None:
        if day is not None:
            return _day_of_month(day, context)
        if "w" + side in fields:
            return _weekday(int(fields["w" + side]), get("rel" + side), get("rw" + side), context)
        when = _safe(year) if year else None
        return Point(when, derived, str(when or "XXXX"))
    unknown = f"XXXX-{SEASONS[season]}" if season else f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    if year is not None:
        when = _safe(year, month, day, season)
        return Point(when, derived, unknown if when is None else _timex(when))
    if context.year_told and "rel" + side not in fields:
        when = _safe(context.year_told, month, day, season)
        return Point(when, True, _timex(when) if when else unknown)
    base_date = context.anchor or context.year_from
    if base_date is None or "yr" + side in fields or "yy" + side in fields:
        return Point(None, False, unknown)
    options = [o for y in range(base_date.year - 4, base_date.year + 5) if (o := _safe(y, month, day, season))]
    if rel := get("rel" + side):
        return _relative_month(int(rel), options, base_date, unknown)
    if day is not None and "w" + side in fields:
        options = [o for o in options if o.first.isoweekday() == int(fields["w" + side]) and abs(o.year - base_date.year) <= 1] or options
    best = _nearest(options, context)
    return Point(best, True, _timex(best) if best else unknown)


def _relative_month(rel: int, options: list[PartialDate], base: PartialDate, unknown: str) -> Point:
    if rel == 0:
        chosen = next((o for o in options if o.year == base.year), None)
    elif rel < 0:
        chosen = max((o for o in options if o.last < base.first), key=lambda o: o.first, default=None)
    else:
        chosen = min((o for o in options if o.first > base.last), key=lambda o: o.first, default=None)
    return Point(chosen, True, _timex(chosen) if chosen else unknown)


def _weekday(number: int, rel: str | None, rel_week: str | None, context: Context) -> Point:
    unknown = f"XXXX-WXX-{number}"
    day = _day(context.anchor)
    if day is None:
        return Point(None, False, unknown)
    offset = number - day.isoweekday()
    if rel_week is not None or rel == "1":
        moved = _shift(day, offset + 7 * int(rel_week or 1))
    elif rel in ("-1", "+1"):
        moved = _shift(day, (offset % 7 or 7) if rel == "+1" else offset % 7 - 7)
    elif rel == "0":
        moved = _shift(day, offset if context.tense() <= 0 or offset >= 0 else offset + 7)
    else:
        moved = _shift(day, offset % 7 if context.tense() > 0 else -(-offset % 7))
    return Point(of_day(moved) if moved else None, True, unknown)


def _day_of_month(number: int, context: Context) -> Point:
    unknown = f"XXXX-XX-{number:02d}"
    if context.anchor is None or context.anchor.precision != "day":
        return Point(None, False, unknown)
    options = [o for n in (-1, 0, 1) if (m := _months(context.anchor, n)) and (o := _safe(m.year, m.month, number))]
    best = min(options, key=lambda o: abs((o.first - context.anchor.first).days if context.anchor else 0), default=None)
    return Point(best, True, unknown)


def _timex(when: PartialDate) -> str:
    return f"{when.year:04d}-{SEASONS[when.season]}" if when.season else str(when)


def _date(point: Point, timex: str | None = None) -> Period:
    text = str(point.when) if point.when else None
    return Period("date", text, text, derived=point.derived and text is not None, timex=timex or (_timex(point.when) if point.when else point.timex or None))


def _interval(start: PartialDate, end: PartialDate, derived: bool, timex: str | None = None, days: int | None = None) -> Period:
    return Period("interval", str(start), str(end), days, derived, timex=timex or f"{_timex(start)}/{_timex(end)}")


def point(fields: Fields, context: Context) -> Period | None:
    """A single date; None where the calendar does not have it (31 June)."""
    found = _resolve(fields, "1", context)
    return _date(found) if found.when or found.timex else None


def between(fields: Fields, context: Context) -> Period | None:
    """A range: each side takes what it lacks from the other; the end is the first such day that is not before the start."""
    sides = dict(fields)
    borrowed = {"1": False, "2": False}
    for name in ("m", "y", "yy", "yr"):
        for side, other in (("1", "2"), ("2", "1")):
            if name + side not in sides and name + other in sides and (name != "m" or "d" + side in sides or "y" + side in sides):
                if name == "m" or not any(k + side in sides for k in ("y", "yy", "yr", "w", "rd")) or "m" + side in sides:
                    sides[name + side] = sides[name + other]
                    borrowed[side] |= name != "m"
    first, second = _resolve(sides, "1", context), _resolve(sides, "2", context)
    start, end = first.when, second.when
    derived = first.derived or second.derived
    if start and end and end.last < start.first:
        if borrowed["1"]:
            start = _safe(start.year - 1, start.month, start.day, start.season)
        elif borrowed["2"] or (second.derived and end.month and "w2" not in sides and "rd2" not in sides):
            end = _next_year(start, end)
    if start and "w2" in sides and "d2" not in sides and start.precision == "day":
        moved = _shift(start.first, (int(sides["w2"]) - start.first.isoweekday()) % 7)
        end = of_day(moved) if moved else None
    if "j" in fields and not context.listed and not _consecutive(sides, start, end):
        return None
    if start is None or end is None:
        return Period("interval", str(start) if start else None, str(end) if end else None, timex=f"{first.timex}/{second.timex}") if first.timex else None
    return _interval(start, end, derived) if start.first <= end.last else None


def _next_year(start: PartialDate, end: PartialDate) -> PartialDate | None:
    """The same day or month as `end` in the first year in which it is not before `start`."""
    return next((o for y in (start.year, start.year + 1) if (o := _safe(y, end.month, end.day, end.season)) and o.last >= start.first), None)


def _consecutive(sides: Fields, start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether "A and B" can be read as a range: two days or months in a row, or a list of days."""
    if "more" in sides:
        return True
    if start and end:
        return (end.first - start.last).days == 1
    if "d1" in sides and "d2" in sides and sides.get("m1") == sides.get("m2"):
        return int(sides["d2"]) == int(sides["d1"]) + 1
    return False


def years(fields: Fields, context: Context) -> Period | None:
    """`2009-2010`, `2003-04`, and `2021-08`, which is a month where the second number cannot be the end of a range of years."""
    start = int(fields["y1"])
    if "y2" in fields:
        end = int(fields["y2"])
    else:
        two = int(fields["yy2"])
        end = start // 100 * 100 + two
        if end <= start:
            month = _safe(start, two)
            return _date(Point(month, False, "")) if month else None
    return _interval(PartialDate(start), PartialDate(end), False) if start < end else None


def _count(fields: Fields) -> int | None:
    """How many; None for "several"."""
    if "v" in fields or ("n" not in fields and "t" not in fields and "one" not in fields):
        return None
    return int(fields.get("t", 0)) + int(fields.get("n", 0)) if "one" not in fields else 1


def _length(count: int | None, unit: str) -> tuple[int | None, str]:
    """Days and TIMEX3 value of so many units."""
    size = 1
    if unit == "2W":
        size, unit = 2, "W"
    if unit == "H":
        days = count // 24 if count and count % 24 == 0 else None
        return days, f"PT{'X' if count is None else count}H"
    days = None if count is None else count * size * DAYS[unit]
    years_each = YEARS.get(unit, 1)
    number = "X" if count is None else str(count * size * years_each)
    code = "M" if unit == "Q" else unit if count is None or unit not in YEARS else "Y"
    return days, f"P{number}{code}"


def duration(fields: Fields, context: Context) -> Period | None:
    """A length of time; `days` only where a number is given."""
    unit = fields.get("u", "")
    if unit == "Q" or not unit:
        return None
    days, timex = _length(None if "half" in fields or "low" in fields else _count(fields), unit)
    return Period("duration", None, None, days, timex=timex)


def long_word(fields: Fields, context: Context) -> Period | None:
    """`weeklong`, `month-long`."""
    days, timex = _length(1, fields["u"])
    return Period("duration", None, None, days, timex=timex)


def _move(base: PartialDate, count: int, unit: str, whole: bool) -> Period | None:
    """The period so many units from a date, as precise as the unit; `whole` counts days and weeks as such from a day."""
    if unit in ("W", "2W") and base.precision == "day":
        moved = _shift(base.first, 7 * count * (2 if unit == "2W" else 1))
        return _iso_week(moved) if moved else None
    if unit == "D" and base.precision == "day":
        moved = _shift(base.first, count)
        return _date(Point(of_day(moved), True, "")) if moved else None
    if unit == "M" and base.month:
        return _date(Point(_months(base, count), True, "")) if _months(base, count) else None
    if unit == "Q" and base.month:
        first = _months(PartialDate(base.year, (base.month - 1) // 3 * 3 + 1), 3 * count)
        return _quarter(first.year, ((first.month or 1) - 1) // 3 + 1, True) if first else None
    if unit == "Y" or (unit in YEARS and whole):
        when = _safe(base.year + count * YEARS[unit])
        return _date(Point(when, True, "")) if when else None
    if unit in ("DE", "CE"):
        size = YEARS[unit]
        return _era(base.year // size + count, size, True)
    return None


def _iso_week(day: date) -> Period | None:
    first = _week(day)
    last = _shift(first, 6)
    iso = first.isocalendar()
    return _interval(of_day(first), of_day(last), True, f"{iso.year}-W{iso.week:02d}") if last else None


def unit(fields: Fields, context: Context) -> Period | None:
    """`this week`, `last month`, `the end of the year`: the whole unit."""
    if fields["u"] in ("D", "H") or (fields["u"] in ("DE", "CE") and fields.get("rel", "0") != "0"):
        return None
    blank = Period("date", None, None, timex={"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(fields["u"]))
    return (context.anchor and _move(context.anchor, int(fields.get("rel", 0)), fields["u"], False)) or blank


def context_unit(fields: Fields, context: Context) -> Period | None:
    """`the following day`, `the previous year`: reckoned from the last day told of."""
    if fields["u"] in ("H", "DE", "CE"):
        return None
    return (context.told and _move(context.told, int(fields["c"]), fields["u"], False)) or Period("date", None, None, timex="XXXX-XX-XX" if fields["u"] == "D" else None)


def ago(fields: Fields, context: Context) -> Period | None:
    """`three weeks ago`, `ten days from now`; hours are part of the day only if they are whole days."""
    return _moved(fields, context.anchor, int(fields["ago"]))


def offset(fields: Fields, context: Context) -> Period | None:
    """`three days later`, `a year earlier`: reckoned from the last day told of."""
    return _moved(fields, context.told, int(fields["off"]))


def _moved(fields: Fields, base: PartialDate | None, sign: int) -> Period | None:
    count = _count(fields)
    if base is not None and count is not None and (found := _move(base, sign * count, fields["u"], True)):
        return found
    return Period("date", None, None, timex="PAST_REF" if sign < 0 else "FUTURE_REF")


def lately(fields: Fields, context: Context) -> Period | None:
    """`the past two days`, `the next few months`: a duration that ends or begins with the anchor."""
    if fields["u"] == "Q":
        return None
    counted = "v" in fields or "n" in fields or "t" in fields or "one" in fields
    days, timex = _length(_count(fields) if counted else None if "plural" in fields else 1, fields["u"])
    day = _day(context.anchor)
    if day is None or days is None:
        return Period("duration", None, None, days, timex=timex)
    other = _shift(day, -days if "past" in fields else days)
    if other is None:
        return None
    return Period("duration", str(of_day(min(day, other))), str(of_day(max(day, other))), days, True, timex=timex)


def run(fields: Fields, context: Context) -> Period | None:
    """`three days from May 30`: start, end and length; the first day counts."""
    first = _resolve(fields, "1", context)
    count = _count(fields)
    days, timex = _length(count, fields["u"])
    if days is None or fields["u"] not in ("D", "W", "2W") or first.when is None or first.when.precision != "day":
        start = str(first.when) if first.when else None
        return Period("interval", start, None, days, first.derived, timex=timex)
    end = _shift(first.when.first, days - 1)
    return _interval(first.when, of_day(end), True, days=days) if end else None


def weekend(fields: Fields, context: Context) -> Period | None:
    """Saturday and Sunday of the last, this or next weekend."""
    day = _day(context.anchor)
    if day is None:
        return Period("interval", None, None, timex="XXXX-WXX-WE")
    saturday = _week(day) + timedelta(days=5)
    rel = int(fields["rel"]) if "rel" in fields else None
    if rel is None:
        back = context.tense() <= 0 and saturday > day
        rel = -1 if back else 0
    elif rel < 0 and day.weekday() >= 5:
        rel = -1
    first = _shift(saturday, 7 * rel)
    last = _shift(first, 1) if first else None
    if first is None or last is None:
        return None
    iso = first.isocalendar()
    return _interval(of_day(first), of_day(last), True, f"{iso.year}-W{iso.week:02d}-WE")


def week_of(fields: Fields, context: Context) -> Period | None:
    """`the week of August 16`, `the weekend of August 14`: the calendar week around a day."""
    found = _resolve(fields, "1", context)
    if found.when is None or found.when.precision != "day":
        return None
    if "we" in fields:
        return weekend({"rel": "0"}, Context(found.when, None, lambda: 0))
    return _iso_week(found.when.first)


def part(fields: Fields, context: Context) -> Period | None:
    """`Monday afternoon`, `this morning`, `last night`."""
    if "rel" in fields:
        if fields["rel"] not in ("0", "-1") or (fields["rel"] == "-1" and fields["p"] not in ("NI", "EV")):
            return None
        found = _resolve({"rd1": fields["rel"]}, "1", context)
    else:
        found = _resolve(fields if len(fields) > 1 else {"rd1": "0"}, "1", context)
    return _date(found, f"{found.when or found.timex}T{fields['p']}")


def clock(fields: Fields, context: Context) -> Period | None:
    """A time of day, with its day if it is told; `start` and `end` are the day."""
    get = fields.get
    if "cw" in fields:
        time = fields["cw"]
    elif "hm" in fields:
        time = f"{fields['hm'][:2]}:{fields['hm'][2:]}"
    else:
        hour, minute = int(fields["h"]), get("mi")
        if "ap" in fields:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + int(fields["ap"])
        time = f"{hour:02d}:{minute}" if minute else f"{hour:02d}"
    has_day = any(k in fields for k in ("m1", "d1", "w1", "rd1", "y1"))
    found = _resolve(fields, "1", context) if has_day else Point(None, False, "XXXX-XX-XX")
    return _date(found, f"{found.when or found.timex}T{time}")


def _quarter(year: int, number: int, derived: bool) -> Period:
    return _interval(PartialDate(year, 3 * number - 2), PartialDate(year, 3 * number), derived, f"{year:04d}-Q{number}")


def quarter(fields: Fields, context: Context) -> Period | None:
    """`Q2 2024`, `the second quarter`: its first and last month."""
    number = int(fields["q"])
    if not 1 <= number <= 4:
        return None
    year, derived = _year(fields, "1", context)
    if year is None and not {"y1", "yy1", "yr1"} & fields.keys() and context.anchor:
        year, derived = context.anchor.year, True
    return Period("interval", None, None, timex=f"XXXX-Q{number}") if year is None else _quarter(year, number, derived)


def fiscal(fields: Fields, context: Context) -> Period | None:
    """`FY24`: the year by which it is named; its bounds differ from state to state and are not reckoned."""
    year, derived = _year(fields, "1", context)
    return Period("date", str(year) if year else None, str(year) if year else None, derived=derived and year is not None, timex=str(year) if year else "XXXX")


def _era(number: int, size: int, derived: bool) -> Period | None:
    first, last = (_safe(number * size + n) for n in ((0, size - 1) if size == 10 else (1, size)))
    return _interval(first, last, derived, str(number)) if first and last else None


def decade(fields: Fields, context: Context) -> Period | None:
    """`the 1990s`: 1990 to 1999."""
    return _era(int(fields["dec"]) // 10, 10, False)


def century(fields: Fields, context: Context) -> Period | None:
    """`the 21st century`: 2001 to 2100."""
    number = int(fields.get("t", 0)) + int(fields["o"])
    return _era(number - 1, 100, False) if 1 < number < 99 else None


SetUnit = Literal["D", "W", "M", "Y"]
SETS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


def repeated(fields: Fields, context: Context) -> Period | None:
    """`annually`, `every two years`, `every Monday`: a set."""
    if "set" in fields:
        return Period("set", None, None, timex=fields["set"])
    if "w" in fields:
        return Period("set", None, None, timex=f"XXXX-WXX-{fields['w']}")
    if "s" in fields:
        return Period("set", None, None, timex=f"XXXX-{SEASONS[int(fields['s'])]}")
    if "p" in fields:
        return Period("set", None, None, timex=f"XXXX-XX-XXT{fields['p']}")
    count = 2 if "other" in fields else _count(fields) or 1
    if count == 1 and fields["u"] in SETS:
        return Period("set", None, None, timex=SETS[fields["u"]])
    return Period("set", None, None, timex=_length(count, fields["u"])[1]) if fields["u"] != "Q" else None


def reference(fields: Fields, context: Context) -> Period | None:
    """`now`: a time without bounds."""
    return Period("date", None, None, timex=fields["now"])


def nothing(fields: Fields, context: Context) -> Period | None:
    """Words that look like a time but are none (ages): taken, so that no other rule reads them."""
    return None


BUILDERS: dict[str, Builder] = {
    f.__name__: f
    for f in (
        point, between, years, duration, long_word, unit, context_unit, ago, offset, lately, run, week_of, weekend, part, clock, quarter, fiscal,
        decade, century, repeated, reference, nothing,
    )
}  # fmt: skip


def more_specific(one: Period, other: Period | None) -> bool:
    """Whether a resolved date is at least as precise as another."""
    return other is None or other.start is None or (one.start is not None and how_specific(one.start) >= how_specific(other.start))
