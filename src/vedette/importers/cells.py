"""What cells of hand-made data sets say: dates in their many forms, states and blocs, places."""

import re
from collections.abc import Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from pydantic import BaseModel, ConfigDict

from vedette.annotate.parties import find_parties
from vedette.annotate.places import find_places
from vedette.grammar import document
from vedette.lexicon import DATA, PartyRow, Row, load_csv, read_csv
from vedette.model import Block, Document, Report, Span
from vedette.values import PartialDate, fold, parse_edtf

MISSING = frozenset(("", "-9", "-99", "na", "n/a", "none", "unknown"))
"""What stands for no value, in small letters."""
STATE_FORMS = frozenset(("name", "short", "abbreviation"))
"""Forms of a party's name that stand for the state itself."""
FAR_KM = 1500
"""Kilometres from the place that is named, from which coordinates are taken for a slip: no region that a name stands for is as wide,
but for states and seas, which are not checked."""
FIRST_YEAR = 1900
"""Years before this are slips of spreadsheets, which count days from the end of 1899."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}|xx)(?:[ T].*)?", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2}|xx)([/.]*)(\d{1,2}|xx)([/.]*)(\d{2}|\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_USUAL = re.compile(r"(?:\d{1,2}|xx)/(?:\d{1,2}|xx)/(?:\d{2}|\d{4})|\d{4}-\d\d-(?:\d\d|xx)(?: 00:00:00)?")


class CountryRow(BaseModel):
    """A state with its codes; coordinates of its middle in degrees."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    iso3: str = ""
    name: str
    lat: float | None = None
    lon: float | None = None


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.strip().lower() in MISSING


def read_date(cell: str, parts: tuple[str, str, str]) -> tuple[str | None, str | None]:
    """A date as EDTF, and what is wrong with how it is written (None if nothing).

    `cell` is as 8/9/80, 08/xx/1980, 1980-08-xx or 1980-08-09 00:00:00, and forms that slipped; `parts` are the year, month and day of
    the columns beside it, which tell the century of a year of two digits and stand in for a date that cannot be read.
    """
    year, month, day = (int(p) if p.isdecimal() else None for p in parts)
    text = cell.strip()
    found = _numbers(text)
    if found is None or (found[0] is not None and 100 <= found[0] < FIRST_YEAR):
        said = None if is_missing(text) else "no date"
        return _edtf(year, month, day)[0] if year else None, f"{said}; read from the columns beside it" if said and year else said
    problem = None if _USUAL.fullmatch(text.lower()) else "a date written in another way"
    told, moon, sun = found
    if told is not None and told < 100:
        if year is None or year % 100 != told:
            return None, "a year of two digits, and no century"
        told = year
    elif year is not None and told != year:
        problem = "the date and the column of the year disagree"
    if moon is not None and sun is not None and moon > 12 >= sun:
        moon, sun, problem = sun, moon, "the day stands before the month"
    made, wrong = _edtf(told, moon, sun)
    return made, wrong or problem


def _numbers(text: str) -> tuple[int | None, int | None, int | None] | None:
    """Year, month and day; None where a part is `xx`; None for all if it is no date."""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _SLASHED.fullmatch(text):
        month, _, day, _, year = match.groups()
    elif match := _MONTH.fullmatch(text):
        month, year, day = match[1], match[2], "xx"
    else:
        return None
    return tuple(int(p) if p.isdecimal() else None for p in (year, month, day))  # type: ignore[return-value]


def _edtf(year: int | None, month: int | None, day: int | None) -> tuple[str | None, str | None]:
    """The most precise date that the calendar has."""
    if year is None:
        return None, "no year"
    for parts in ((month, day), (month, None), (None, None)):
        if parts[0] is None and parts[1] is not None:
            continue
        try:
            made = str(parse_edtf(str(PartialDate(year, *parts))))
        except ValueError:
            continue
        exact = parts == (month, day) or day is None or month is None
        return made, None if exact else "a day that the calendar does not have"
    return None, "no date"


@cache
def _parties() -> Mapping[str, tuple[str, ...]]:
    """Folded name or ISO 3166-1 alpha-3 code → codes of the states that it stands for."""
    out: dict[str, tuple[str, ...]] = {}
    for lexicon in ("party_names", "organisations"):
        for row in load_csv(lexicon, PartyRow):
            if row.form in STATE_FORMS:
                out.setdefault(fold(row.name), (row.id,))
    for country in countries().values():
        out[fold(country.iso3)] = (country.id,)
    special: dict[str, list[str]] = {}
    for special_row in load_csv("dataset_parties", Row):
        special.setdefault(fold(special_row.name), []).append(special_row.id)
    return {**out, **{name: tuple(codes) for name, codes in special.items()}}


@cache
def countries() -> Mapping[str, CountryRow]:
    """Code → state."""
    return {row.id: row for row in read_csv(DATA / "lexicons" / "countries.csv", CountryRow)}


def read_parties(cell: str) -> tuple[tuple[str, ...], str | None]:
    """The states or organisations that a cell stands for, and what is wrong with how it is written."""
    known = _parties().get(fold(cell))
    if known:
        return known, None if cell != cell.lower() and not (len(cell) == 3 and not cell.isupper()) else "a name in the wrong case"
    doc = _document(cell)
    found = tuple(dict.fromkeys(m.value.code for m in doc.of("party")))
    return found, "a name among other words" if found else "no state or organisation that is known"


def read_place(cell: str, lat: str, lon: str) -> tuple[dict[str, Any], str | None]:
    """A place as claimed (the cell's words, with the state, region and coordinates of what they name), and what is wrong with these."""
    doc = _document(cell)
    places = [m.value for m in doc.of("place")]
    states = [m.value.code for m in doc.of("party") if m.value.form in STATE_FORMS and m.value.code in countries()]
    best = max(places, key=lambda p: (p.region is not None, p.lat is not None), default=None)
    given = _degrees(lat, 90), _degrees(lon, 180)
    problem = "coordinates that are none" if None in given and not (is_missing(lat) and is_missing(lon)) else None
    point = given if None not in given else (None, None)
    if best is None:
        country = states[0] if len(set(states)) == 1 else None
        whole = bool(states) and _parties().get(fold(cell)) == (states[0],)
        return {
            "name": cell,
            "country": country,
            "region": None,
            "lat": point[0],
            "lon": point[1],
            "kind": "country" if whole else None,
        }, problem
    if best.lat is not None and point[0] is not None and best.kind not in ("sea", "ocean", "gulf", "region", "area"):
        apart = kilometres((best.lat, best.lon), point)
        if apart > FAR_KM:
            point, problem = (best.lat, best.lon), f"coordinates more than {FAR_KM} km from the place"
    if point[0] is None:
        point = (best.lat, best.lon)
    country = best.country or (states[0] if len(set(states)) == 1 else None)
    return {"name": cell, "country": country, "region": best.region, "lat": point[0], "lon": point[1], "kind": best.kind}, problem


def kilometres(one: tuple[Any, Any], other: tuple[Any, Any]) -> float:
    """The distance of two points (degrees) on a sphere of 6,371 km radius."""
    phi, psi = radians(one[0]), radians(other[0])
    h = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * 6371 * asin(sqrt(min(1.0, h)))


def _degrees(cell: str, most: int) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return round(value, 4) if -most <= value <= most else None


@cache
def _document(cell: str) -> Document:
    """A cell as a document with its states and places."""
    doc = document(Report("cell", cell, (Block("body", Span(0, len(cell))),)))
    doc = Document(doc.report, doc.tokens, doc.sentences, {"party": find_parties(doc)})
    return Document(doc.report, doc.tokens, doc.sentences, {**doc.mentions, "place": find_places(doc)})
