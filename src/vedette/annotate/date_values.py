"""What the matched rules of `dates.yaml` mean: one function for each `build` name, from captured words to a `Period`.

Each returns None where the words are no time after all; what cannot be resolved has neither start nor end.
"""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from vedette.annotate.date_points import (
    SEASONS,
    Context,
    Fields,
    Point,
    day_of,
    monday,
    partial,
    resolve,
    shift,
    shift_months,
    timex_of,
    year_of,
)
from vedette.model import Period
from vedette.values import PartialDate, of_day

DAYS = {"D": 1, "W": 7, "2W": 14, "M": 30, "Y": 365, "DE": 3652, "CE": 36524}
"""Length of units in days; months, years and more are rounded down to the whole days of a usual one."""
YEARS = {"Y": 1, "DE": 10, "CE": 100}

Builder = Callable[[Fields, Context], Period | None]


def _date(point: Point, timex: str | None = None) -> Period:
    if point.when is None:
        return Period("date", None, None, timex=timex or point.timex or None)
    text = str(point.when)
    return Period("date", text, text, derived=point.derived, timex=timex or timex_of(point.when))


def _interval(start: PartialDate, end: PartialDate, derived: bool, timex: str | None = None, days: int | None = None) -> Period:
    return Period("interval", str(start), str(end), days, derived, timex=timex or f"{timex_of(start)}/{timex_of(end)}")


def point(fields: Fields, context: Context) -> Period | None:
    """A single date; None where the calendar does not have it (31 June)."""
    found = resolve(fields, "1", context)
    return _date(found) if found.when or found.timex else None


def _borrowed(fields: Fields) -> tuple[Fields, set[str]]:
    """The fields of a range where each side has taken month and year from the other if it lacks them; the sides whose year is taken."""
    out, taken = dict(fields), set[str]()
    for side, other in (("1", "2"), ("2", "1")):
        if "m" + other in fields and "m" + side not in fields and "d" + side in fields:
            out["m" + side] = fields["m" + other]
    for side, other in (("1", "2"), ("2", "1")):
        if "m" + side in out or "s" + side in out:
            for name in ("y", "yy", "yr"):
                if name + other in fields and not {"y" + side, "yy" + side, "yr" + side} & fields.keys():
                    out[name + side] = fields[name + other]
                    taken.add(side)
    return out, taken


def between(fields: Fields, context: Context) -> Period | None:
    """A range: each side takes what it lacks from the other; the end is the first such day that is not before the start."""
    sides, taken = _borrowed(fields)
    first, second = resolve(sides, "1", context), resolve(sides, "2", context)
    start, end = first.when, second.when
    if start and end and start.first > end.last and "w1" in sides and not {"d1", "w2"} & sides.keys():
        moved = shift(start.first, -7)  # from Tuesday, which is past, to the 13th
        start = of_day(moved) if moved else None
    if start and end and end.last < start.first:
        if "1" in taken:
            start = partial(start.year - 1, start.month, start.day, start.season)
        elif "2" in taken or (second.derived and "m2" in sides):
            end = _next_year(start, end)
    if start and start.precision == "day" and "w2" in sides and "d2" not in sides:
        moved = shift(start.first, (int(sides["w2"]) - start.first.isoweekday()) % 7)
        end = of_day(moved) if moved else None
    if "j" in fields and not context.listed and not _consecutive(sides, start, end):
        return None
    if start and end:
        return _interval(start, end, first.derived or second.derived) if start.first <= end.last else None
    timex = f"{first.timex}/{second.timex}"
    return Period("interval", str(start) if start else None, str(end) if end else None, timex=timex) if first.timex else None


def _next_year(start: PartialDate, end: PartialDate) -> PartialDate | None:
    """The same day or month as `end` in the first year in which it is not before `start`."""
    return next(
        (o for y in (start.year, start.year + 1) if (o := partial(y, end.month, end.day, end.season)) and o.last >= start.first), None
    )


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
            month = partial(start, two)
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
        moved = shift(base.first, 7 * count * (2 if unit == "2W" else 1))
        return _iso_week(moved) if moved else None
    if unit == "D" and base.precision == "day":
        moved = shift(base.first, count)
        return _date(Point(of_day(moved), True, "")) if moved else None
    if unit == "M" and base.month:
        return _date(Point(shift_months(base, count), True, "")) if shift_months(base, count) else None
    if unit == "Q" and base.month:
        first = shift_months(PartialDate(base.year, (base.month - 1) // 3 * 3 + 1), 3 * count)
        return _quarter(first.year, ((first.month or 1) - 1) // 3 + 1, True) if first else None
    if unit == "Y" or (unit in YEARS and whole):
        when = partial(base.year + count * YEARS[unit])
        return _date(Point(when, True, "")) if when else None
    if unit in ("DE", "CE"):
        size = YEARS[unit]
        return _era(base.year // size + count, size, True)
    return None


def _iso_week(day: date) -> Period | None:
    first = monday(day)
    last = shift(first, 6)
    iso = first.isocalendar()
    return _interval(of_day(first), of_day(last), True, f"{iso.year}-W{iso.week:02d}") if last else None


def unit(fields: Fields, context: Context) -> Period | None:
    """`this week`, `last month`, `the end of the year`: the whole unit."""
    if fields["u"] in ("D", "H") or (fields["u"] in ("DE", "CE") and fields.get("rel", "0") != "0"):
        return None
    blank = Period("date", None, None, timex={"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(fields["u"]))
    # "began on 14 July and runs to the end of the month"
    base = context.month_told if fields["u"] == "M" and "rel" not in fields and context.month_told else context.anchor
    return (base and _move(base, int(fields.get("rel", 0)), fields["u"], False)) or blank


def unit_of_year(fields: Fields, context: Context) -> Period | None:
    """`two years ago this month`, `this week last year`: the month, as weeks move from year to year."""
    if fields["u"] not in ("M", "W"):
        return None
    months = 12 * int(fields["yr"]) + (int(fields["rel"]) if fields["u"] == "M" else 0)
    when = shift_months(context.anchor, months) if context.anchor and context.anchor.month else None
    return _date(Point(when, True, "XXXX-XX"))


def day_of_unit(fields: Fields, context: Context) -> Period | None:
    """`the 10th of next month`."""
    if fields["u"] != "M":
        return None
    base = context.month_told if "rel" not in fields and context.month_told else context.anchor
    month = shift_months(base, int(fields.get("rel", 0))) if base else None
    when = partial(month.year, month.month, int(fields["d1"])) if month else None
    return Period("date", str(when), str(when), derived=True, timex=str(when)) if when else None


def days_of_units(fields: Fields, context: Context) -> Period | None:
    """`the 31st of this month to the 13th of next month`."""
    sides = ({"u": fields["u" + n], "d1": fields["d" + n]} | ({"rel": fields["rel" + n]} if "rel" + n in fields else {}) for n in "12")
    first, last = (day_of_unit(side, context) for side in sides)
    if first is None or last is None or first.start is None or last.end is None or first.start > last.end:
        return None
    return Period("interval", first.start, last.end, derived=True, timex=f"{first.timex}/{last.timex}")


def context_unit(fields: Fields, context: Context) -> Period | None:
    """`the following day`, `the previous year`: reckoned from the last day told of."""
    if fields["u"] in ("H", "DE", "CE"):
        return None
    found = _move(context.told, int(fields["c"]), fields["u"], False) if context.told else None
    return found or Period("date", None, None, timex="XXXX-XX-XX" if fields["u"] == "D" else None)


def ago(fields: Fields, context: Context) -> Period | None:
    """`three weeks ago`, `ten days from now`; hours are part of the day only if they are whole days."""
    return _moved(fields, context.anchor, int(fields["ago"]))


def ago_day(fields: Fields, context: Context) -> Period | None:
    """`a week ago today`, `two weeks from Monday`: so long before or after the day that it names."""
    found, count = resolve(fields, "1", context), _count(fields)
    if found.when is None or count is None or fields["u"] not in ("D", "W", "2W"):
        return None
    days, _ = _length(count, fields["u"])
    moved = shift(found.when.first, int(fields["ago"]) * (days or 0))
    return _date(Point(of_day(moved), True, "")) if moved else None


def in_time(fields: Fields, context: Context) -> Period | None:
    """`will begin in two weeks`; a length where nothing is to come."""
    return _moved(fields, context.anchor, 1) if "v" not in fields and context.tense() > 0 else None


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
    if fields["u"] == "Q" or (fields["u"] == "D" and "plural" not in fields):
        return None  # "the last day" is more often the last one of something
    counted = "v" in fields or "n" in fields or "t" in fields or "one" in fields
    days, timex = _length(_count(fields) if counted else None if "plural" in fields else 1, fields["u"])
    day = day_of(context.anchor)
    if day is None or days is None:
        return Period("duration", None, None, days, timex=timex)
    other = shift(day, -days if "past" in fields else days)
    if other is None:
        return None
    return Period("duration", str(of_day(min(day, other))), str(of_day(max(day, other))), days, True, timex=timex)


def run(fields: Fields, context: Context) -> Period | None:
    """`three days from May 30`: start, end and length; the first day counts."""
    first = resolve(fields, "1", context)
    count = _count(fields)
    days, timex = _length(count, fields["u"])
    if days is None or fields["u"] not in ("D", "W", "2W") or first.when is None or first.when.precision != "day":
        start = str(first.when) if first.when else None
        return Period("interval", start, None, days, first.derived, timex=timex)
    end = shift(first.when.first, days - 1)
    return _interval(first.when, of_day(end), True, days=days) if end else None


def run_range(fields: Fields, context: Context) -> Period | None:
    """`one week, from May 20 to 27`: first and last day as told, and the length."""
    found = between(fields, context)
    days, _ = _length(_count(fields), fields["u"])
    return found and replace(found, days=days)


def weekend(fields: Fields, context: Context) -> Period | None:
    """Saturday and Sunday of the last, this or next weekend."""
    day = day_of(context.anchor)
    if day is None:
        return Period("interval", None, None, timex="XXXX-WXX-WE")
    saturday = monday(day) + timedelta(days=5)
    rel = int(fields["rel"]) if "rel" in fields else None
    if rel is None:
        back = context.tense() <= 0 and saturday > day
        rel = -1 if back else 0
    elif rel < 0 and day.weekday() >= 5:
        rel = -1
    first = shift(saturday, 7 * rel)
    last = shift(first, 1) if first else None
    if first is None or last is None:
        return None
    iso = first.isocalendar()
    return _interval(of_day(first), of_day(last), True, f"{iso.year}-W{iso.week:02d}-WE")


def week_of(fields: Fields, context: Context) -> Period | None:
    """`the week of August 16`, `the weekend of August 14`: the calendar week around a day."""
    found = resolve(fields, "1", context)
    if found.when is None or found.when.precision != "day":
        return None
    if "we" in fields:
        return weekend({"rel": "0"}, Context(found.when, None, lambda: 0))
    return _iso_week(found.when.first)


def week_from(fields: Fields, context: Context) -> Period | None:
    """`the week beginning August 16`: the first day, as five or seven may follow."""
    found = resolve(fields, "1", context)
    if found.when is None or found.when.precision != "day":
        return None
    return Period("date", str(found.when), None, derived=found.derived, sense="from", timex=timex_of(found.when))


def part(fields: Fields, context: Context) -> Period | None:
    """`Monday afternoon`, `this morning`, `last night`."""
    if "rel" in fields:
        if fields["rel"] not in ("0", "-1") or (fields["rel"] == "-1" and fields["p"] not in ("NI", "EV")):
            return None
        found = resolve({"rd1": fields["rel"]}, "1", context)
    else:
        found = resolve(fields if len(fields) > 1 else {"rd1": "0"}, "1", context)
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
    found = resolve(fields, "1", context) if has_day else Point(None, False, "XXXX-XX-XX")
    return _date(found, f"{found.when or found.timex}T{time}")


def _quarter(year: int, number: int, derived: bool) -> Period | None:
    first, last = partial(year, 3 * number - 2), partial(year, 3 * number)
    return _interval(first, last, derived, f"{year:04d}-Q{number}") if first and last else None


def quarter(fields: Fields, context: Context) -> Period | None:
    """`Q2 2024`, `the second quarter`: its first and last month."""
    number = int(fields["q"])
    if not 1 <= number <= 4:
        return None
    year, derived = year_of(fields, "1", context)
    if year is None and not {"y1", "yy1", "yr1"} & fields.keys() and context.anchor:
        year, derived = context.anchor.year, True
    return Period("interval", None, None, timex=f"XXXX-Q{number}") if year is None else _quarter(year, number, derived)


def fiscal(fields: Fields, context: Context) -> Period | None:
    """`FY24`: the year by which it is named; its bounds differ from state to state and are not reckoned."""
    year, derived = year_of(fields, "1", context)
    return _date(Point(partial(year) if year else None, derived, "XXXX"))


def _era(number: int, size: int, derived: bool) -> Period | None:
    first, last = (partial(number * size + n) for n in ((0, size - 1) if size == 10 else (1, size)))
    return _interval(first, last, derived, str(number)) if first and last else None


def decade(fields: Fields, context: Context) -> Period | None:
    """`the 1990s`: 1990 to 1999."""
    return _era(int(fields["dec"]) // 10, 10, False)


def century(fields: Fields, context: Context) -> Period | None:
    """`the 21st century`: 2001 to 2100."""
    number = int(fields.get("t", 0)) + int(fields["o"])
    return _era(number - 1, 100, False) if 1 < number < 99 else None


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


_ALL: tuple[Builder, ...] = (
    *(point, between, years, duration, long_word, unit, unit_of_year, day_of_unit, days_of_units, context_unit, ago, ago_day),
    *(in_time, offset, lately, run, run_range, week_of, week_from, weekend, part, clock),
    *(quarter, fiscal, decade, century, repeated, reference, nothing),
)
BUILDERS: dict[str, Builder] = {builder.__name__: builder for builder in _ALL}
"""The builders by the names under which rules refer to them."""
