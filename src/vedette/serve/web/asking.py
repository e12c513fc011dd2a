"""What a page of exercises is asked for: its address's query, read, checked and written again. All state of the page stands in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote_plus

from starlette.datastructures import QueryParams

from vedette.analysis import AnalysisError, filters, party, series_key
from vedette.analysis.asking import is_backwards
from vedette.store import Filters
from vedette.values import first_day, last_day

SORTS: Mapping[str, str] = {
    "relevance": "best match",
    "latest": "latest first",
    "earliest": "earliest first",
    "name": "name",
    "size": "most people",
    "reports": "most reports",
}
"""Orders of a list, with their names."""
LONGEST_TEXT = 300
"""Characters of a search; what is longer is cut."""
MOST_VALUES = 20
"""Values of one repeated parameter that are read."""

Way: TypeAlias = Callable[..., str]
"""Gives the address of a question with some fields changed."""
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees; west is greater than east across 180°."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an address has it; fields are named as their parameters, `since` and `until` are `from` and `to`.

    Dates are EDTF as typed, `participant` holds codes that must all take part, `size_min` and `size_max` bound the people claimed.
    """

    q: str = ""
    participant: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    domain: str | None = None
    size_min: int | None = None
    size_max: int | None = None
    place: str | None = None
    bbox: Box | None = None
    series: str | None = None
    conflict: bool | None = None
    reviewed: bool | None = None
    sort: str | None = None
    cursor: int = 0

    @property
    def order(self) -> str:
        """The order of the list: as asked for, else by match for words and the latest first without."""
        return self.sort or ("relevance" if self.q.strip() else "latest")

    def filters(self) -> Filters:
        """The part that the catalogue's own filters know; raises AnalysisError for what is not known."""
        first, last = self.days
        made = filters(
            self.q,
            participants=self.participant,
            place=self.place,
            domain=self.domain,
            series=self.series,
            status=self.status,
        )
        return replace(made, since=first, until=last, least=self.size_min, most=self.size_max, conflicts=bool(self.conflict))

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and last day between which exercises are asked for, ISO 8601."""
        starts = [f"{self.year_from:04d}-01-01" if self.year_from else None, _day(self.since, first_day)]
        ends = [f"{self.year_to:04d}-12-31" if self.year_to else None, _day(self.until, last_day)]
        return max((s for s in starts if s), default=None), min((e for e in ends if e), default=None)

    def but(self, **changes: Any) -> "Asked":
        """The same question with some fields changed, from the first page of its list."""
        return replace(self, **{"cursor": 0, **changes})

    def query(self) -> str:
        """The question as an address has it, without what is not asked for."""
        return "&".join(filter(None, (_parameter(name, getattr(self, name)) for name in FIELDS)))

    def address(self, path: str = "/") -> str:
        """An address that asks for it."""
        query = self.query()
        return f"{path}?{query}" if query else path

    def ways(self, path: str = "/") -> "Way":
        """The addresses that ask the same with some fields changed, from the first page of its list: `but` for many, and quicker."""
        first = self.but()
        told = [_parameter(name, getattr(first, name)) for name in FIELDS]

        def way(**changes: Any) -> str:
            changed = told.copy()
            for name, value in changes.items():
                changed[NUMBERS[name]] = _parameter(name, value)
            query = "&".join(filter(None, changed))
            return f"{path}?{query}" if query else path

        return way

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters with their values."""
        out: list[tuple[str, str]] = []
        for name in FIELDS:
            value = getattr(self, name)
            if value is None or value in ("", ()) or (name == "cursor" and not value):
                continue
            if name == "participant":
                out += [(name, code) for code in value]
            else:
                out.append((PARAMETERS.get(name, name), _written(value)))
        return out


FIELDS = tuple(f.name for f in fields(Asked))
NUMBERS = {name: number for number, name in enumerate(FIELDS)}
PARAMETERS = {"since": "from", "until": "to"}
"""Fields whose parameters are Python's own words or mean something else there."""


def _parameter(name: str, value: Any) -> str:
    """A field as an address has it; an empty text where it is not asked for."""
    if value is None or value in ("", ()) or (name == "cursor" and not value):
        return ""
    if name == "participant":
        return "&".join(f"{name}={_quoted(code)}" for code in value)
    return f"{PARAMETERS.get(name, name)}={_quoted(_written(value))}"


@lru_cache(maxsize=10_000)
def _quoted(text: str) -> str:
    return quote_plus(text, safe=",")


def read(params: QueryParams) -> tuple[Asked, list[str]]:
    """The question of an address, and a sentence for each part of it that cannot be understood and is passed over."""
    wrong: list[str] = []

    def take(name: str, how: Callable[[str], Any]) -> Any:
        text = params.get(name, "").strip()
        if not text:
            return None
        try:
            return how(text)
        except ValueError as error:
            wrong.append(str(error))
            return None

    def codes(texts: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for text in texts:
            try:
                found[party(text)] = None
            except AnalysisError as error:
                wrong.append(str(error))
        return tuple(found)

    pair = take("pair", _pair) or ()
    named = [t.strip() for t in (*params.getlist("participant")[:MOST_VALUES], *pair) if t.strip()]
    made = Asked(
        q=params.get("q", "").strip()[:LONGEST_TEXT],
        participant=codes(named),
        year_from=take("year_from", _year),
        year_to=take("year_to", _year),
        since=take("from", _date),
        until=take("to", _date),
        status=take("status", _known("status")),
        domain=take("domain", _known("domain")),
        size_min=take("size_min", _number),
        size_max=take("size_max", _number),
        place=take("place", str),
        bbox=take("bbox", _box),
        series=take("series", series_key),
        conflict=take("conflict", _yes_no),
        reviewed=take("reviewed", _yes_no),
        sort=take("sort", _sort),
        cursor=take("cursor", _number) or 0,
    )
    if is_backwards(*made.days):
        wrong.append(f"The dates run backwards: {' is after '.join(map(str, made.days))}.")
        made = replace(made, year_from=None, year_to=None, since=None, until=None)
    if is_backwards(made.size_min, made.size_max):
        wrong.append(f"The size runs backwards: {made.size_min} is more than {made.size_max}.")
        made = replace(made, size_min=None, size_max=None)
    return made, wrong


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(f"{v:g}" for v in value)
    return str(value)


def _day(text: str | None, bound: Callable[[str], Any]) -> str | None:
    return bound(text).isoformat() if text else None


def _date(text: str) -> str:
    first_day(text)
    return text


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:5]) < 10_000):
        raise ValueError(f"{text!r} is no year; write it as 2021.")
    return int(text)


def _number(text: str) -> int:
    plain = text.replace(",", "").replace("+", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
        raise ValueError(f"{text!r} is no number.")
    return int(plain)


def _pair(text: str) -> tuple[str, ...]:
    named = tuple(filter(None, map(str.strip, text.split(","))))
    if len(named) != 2:
        raise ValueError(f"{text!r} is no pair; write it as RU,CN.")
    return named


def _known(name: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        filters(**{name: text})  # raises for what is not in the vocabulary
        return text

    return check


def _box(text: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise ValueError(f"{text!r} is no part of the map; write it as west,south,east,north in degrees.") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(f"{text!r} is no part of the map: degrees of longitude go to 180, those of latitude to 90.")
    return west, south, east, north


def _yes_no(text: str) -> bool:
    said = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(text.lower())
    if said is None:
        raise ValueError(f"{text!r} is neither yes nor no.")
    return said


def _sort(text: str) -> str:
    if text not in SORTS:
        raise ValueError(f"There is no order {text!r}; it is one of {', '.join(SORTS)}.")
    return text
