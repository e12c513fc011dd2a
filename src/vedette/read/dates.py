"""The date that a line, an address or a metadata field states: numbers and month names only, strict, no guessing.

Dates inside sentences are another stage's work; here a date is wanted only where nothing else stands beside it.
"""

import re
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from vedette.lexicon import WordRow, load_csv
from vedette.model import Span


class MonthRow(WordRow):
    """A row of `time_words.csv`, or of `months.csv` (full names in other languages); for months `value` is the number 1-12."""

    value: str = ""


class Found(Struct, frozen=True):
    """A date in a line: its span in the line, and its EDTF value, None where the year is not told."""

    span: Span
    value: str | None


EARLIEST_YEAR = 1800
LATEST_YEAR = 2199
"""Years outside are numbers of something else (house numbers, unit numbers)."""

_ISO = re.compile(r"(?<![\w-])(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])")
_URL_DAY = re.compile(r"(?<=[/_=-])((?:19|20)\d\d)(?:([/_-])(\d{1,2}|[^\W\d_]{3,9})\2(\d{1,2})|(\d\d)(\d\d))(?=$|[/_.?&-])")
"""Without marks between them only eight digits are a date: shorter numbers in addresses are articles' numbers."""
_URL_MONTH = re.compile(r"(?<=/)((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")


def edtf(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The EDTF date of numbers, None if the calendar has no such day."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations, lower case without a final dot → 1-12."""
    rows = [*load_csv("months", MonthRow), *load_csv("time_words", MonthRow)]
    return {row.name.lower().rstrip("."): int(row.value) for row in rows if row.kind == "month"}


@cache
def _names() -> AhoCorasick:
    """Finds in one pass whether a line holds a month name at all; most lines do not."""
    return AhoCorasick(sorted(months()))


@cache
def _named() -> re.Pattern[str]:
    """Day, month name and year in any of the usual orders."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month = rf"(?P<{{}}>{names})\.?"
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|[.º°]|er)?"
    year = r"(?P<{}>\d{{4}})(?!\d)"
    link = r"(?:\s*,?\s+(?:(?:de|of|del)\s+)?|\s*[,.-]\s*)"
    forms = (
        rf"(?<!\w){month.format('m1')}(?:\s+|-){day.format('d1')}(?!\d)(?:{link}{year.format('y1')})?",
        rf"(?<!\d){day.format('d2')}(?:\s+(?:de\s+|of\s+)?|-){month.format('m2')}(?!\w)(?:{link}{year.format('y2')})?",
        rf"(?<!\w){month.format('m3')}(?!\w){link}{year.format('y3')}",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


_NUMERIC = re.compile(
    r"(?<![\w.])(?:(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[/.-])(?P<b>\d{1,2})(?P=s2)(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})\s*[年년]\s*(?P<m3>\d{1,2})\s*[月월]\s*(?P<d3>\d{1,2})\s*[日일])(?!\d)"
)


def find_date(line: str) -> Found | None:
    """The first date in a line, with or without its year."""
    numeric = _NUMERIC.search(line)
    if numeric:
        value = _numbers(numeric)
        return Found(Span(*numeric.span()), value) if value else None
    named = _named().search(line) if _names().find_matches_as_indexes(line.lower()) else None
    if named is None:
        return None
    parts = {k[0]: v for k, v in named.groupdict().items() if v}
    month = months()[parts["m"].lower()]
    day = int(parts["d"]) if "d" in parts else None
    if "y" not in parts:
        return Found(Span(*named.span()), None) if day and edtf(2000, month, day) else None
    value = edtf(int(parts["y"]), month, day)
    return Found(Span(*named.span()), value) if value else None


def _numbers(match: re.Match[str]) -> str | None:
    """The EDTF date of figures. `03/04/2021` may be March or April: it gives the year alone; dots put the day first."""
    parts = match.groupdict()
    for n in ("1", "3"):
        if parts[f"y{n}"]:
            return edtf(int(parts[f"y{n}"]), int(parts[f"m{n}"]), int(parts[f"d{n}"]))
    a, b, year = int(parts["a"]), int(parts["b"]), int(parts["y2"])
    if parts["s2"] == "." or a > 12 or a == b:
        return edtf(year, b, a)
    return edtf(year, a, b) if b > 12 else edtf(year)


def declared_date(text: str) -> str | None:
    """The EDTF date of a metadata field (`2021-08-10T09:00:00Z`, `2021-08`, `10 August 2021`); None if it is no date."""
    text = text.strip()
    iso = _ISO.match(text)
    if iso:
        return edtf(*(int(part) for part in iso.groups() if part))
    if re.fullmatch(r"\d{8}(?:T\S*)?", text):
        return edtf(int(text[:4]), int(text[4:6]), int(text[6:8]))
    found = find_date(text) if len(text) <= 60 else None
    return found.value if found else None


def url_date(url: str) -> str | None:
    """The EDTF date in the path of an address (`/2021/08/10/`, `/2021/aug/10/`, `-20210810.`, `/2021/08/`), else None."""
    path = url.split("://", 1)[-1].partition("/")[1:]
    rest = "".join(path)
    for match in _URL_DAY.finditer(rest):
        year = match[1]
        month, day = match[3] or match[5], match[4] or match[6]
        number = int(month) if month.isdigit() else months().get(month.lower(), 0)
        if number and (value := edtf(int(year), number, int(day))):
            return value
    short = _URL_MONTH.search(rest)
    return edtf(int(short[1]), int(short[2])) if short else None
