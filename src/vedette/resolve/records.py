"""What resolution compares: a profile of each account, and the judgements of curators about pairs of accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vedette.model import Account, Report, Value
from vedette.resolve.names import Naming, naming
from vedette.resolve.sketches import sketch
from vedette.values import PartialDate, fold, parse_edtf

LONGEST = 30
"""Days that an exercise lasts at most where only one end is known: 95 of 100 in the catalogue MME v7 are no longer."""

_AROUND: Mapping[str, tuple[int, int]] = {
    "planned": (-7, 400),
    "underway": (-LONGEST, LONGEST),
    "resumed": (-LONGEST, LONGEST),
    "completed": (-180, 7),
    "postponed": (-60, 400),
    "cancelled": (-60, 400),
    "unknown": (-180, 400),
}
"""Days before and after publication within which an exercise lies that the report gives no date for, by its status."""


@dataclass(frozen=True, slots=True)
class SamePair:
    """A curator's judgement that two accounts tell of the same exercise, or not. `when` is an ISO 8601 instant; the later one counts."""

    one: str
    other: str
    same: bool
    when: str = ""
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as compared.

    `name` is folded, `country` ISO 3166-1 alpha-2, `region` ISO 3166-2, `lat` and `lon` are degrees, `kind` is as in the gazetteer.
    """

    name: str
    country: str | None
    region: str | None
    lat: float | None
    lon: float | None
    kind: str


@dataclass(frozen=True, slots=True)
class Count:
    """A headcount with its bounds (people); `party` is None for the whole."""

    low: int | None
    high: int | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What of an account is compared with other accounts.

    `name` is as spelled; `names` are folded names and aliases without edition, `spellings` the same reduced to what spellings and
    transliterations share, `meanings` the same with translated words set to one language. `series` is an id of series.csv,
    `edition` a running number, `year` the year if it is certain, `years` all that are possible. `first` and `last` are the days
    (proleptic ordinals) between which the exercise must lie, None where nothing is known. `parents` are folded names of the umbrella
    exercise. `text` is the sketch of the report's text, equal in part for near-duplicates.
    """

    id: str
    report: str
    ref: str
    published: str | None
    publisher: str | None
    name: str | None
    names: frozenset[str]
    spellings: frozenset[str]
    meanings: frozenset[str]
    series: str | None
    edition: str | None
    year: int | None
    years: tuple[int, ...]
    start: str | None
    end: str | None
    first: int | None
    last: int | None
    participants: frozenset[str]
    places: tuple[Spot, ...]
    parents: frozenset[str]
    personnel: tuple[Count, ...]
    status: str
    text: tuple[int, ...]

    @property
    def age(self) -> tuple[str, str]:
        """What older accounts are smaller by: day of publication (undated ones last), then id."""
        return (self.published or "9999", self.id)


def profile(account: Account, report: Report, text: tuple[int, ...] | None = None) -> Profile:
    """The profile of an account; `text` is the report's sketch if it is at hand (it is the same for all accounts of a report)."""
    participants = frozenset(str(v) for v in account.values("participant"))
    published = _date(report.published)
    start, end = _date(account.value("start")), _date(account.value("end"))
    status = str(account.value("status") or "unknown")
    names = [str(v) for p in ("name", "alias") for v in account.values(p) if v]
    known = [(v.get("id"), v.get("name")) for v in account.values("series") if isinstance(v, Mapping)]
    named = naming(names, known, participants, _near_years(start, end, published))
    first, last = window(start, end, named.year, published, status)
    years = (named.year,) if named.year else _years(first, last)
    return Profile(
        id=account.id,
        report=report.id,
        ref=account.ref,
        published=report.published,
        publisher=report.publisher,
        name=names[0] if names else None,
        names=named.names,
        spellings=named.spellings,
        meanings=named.meanings,
        series=named.series,
        edition=named.edition,
        year=years[0] if len(years) == 1 else None,
        years=years[:4],
        start=str(start) if start else None,
        end=str(end) if end else None,
        first=first,
        last=last,
        participants=participants,
        places=tuple(s for v in account.values("place") if (s := _spot(v))),
        parents=_parents(account),
        personnel=tuple(Count(v.get("low"), v.get("high"), v.get("party")) for v in account.values("personnel") if isinstance(v, Mapping)),
        status=status,
        text=sketch(report.text) if text is None else text,
    )


def window(
    start: PartialDate | None, end: PartialDate | None, year: int | None, published: PartialDate | None, status: str
) -> tuple[int | None, int | None]:
    """The days (ordinals) between which an exercise must lie, from its dates, else from its edition and the report's day and status."""
    if start and end and end.last >= start.first:
        return start.first.toordinal(), end.last.toordinal()
    if start:
        return start.first.toordinal(), min(start.last.toordinal() + LONGEST, date.max.toordinal())
    if end:
        return max(end.first.toordinal() - LONGEST, 1), end.last.toordinal()
    before, after = _AROUND.get(status, _AROUND["unknown"])
    around = None
    if published:
        around = max(published.first.toordinal() + before, 1), min(published.last.toordinal() + after, date.max.toordinal())
    if year is None:
        return around or (None, None)
    whole = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if around is None or around[0] > whole[1] or around[1] < whole[0]:
        return whole
    return max(whole[0], around[0]), min(whole[1], around[1])


def pack(item: Profile) -> dict[str, Any]:
    """A profile as JSON, to be kept beside its account."""
    out: dict[str, Any] = {field: getattr(item, field) for field in Profile.__slots__}
    for field, value in out.items():
        if isinstance(value, frozenset):
            out[field] = sorted(value)
    out["places"] = [[getattr(s, f) for f in Spot.__slots__] for s in item.places]
    out["personnel"] = [[c.low, c.high, c.party] for c in item.personnel]
    out["years"], out["text"] = list(item.years), list(item.text)
    return out


def unpack(row: Mapping[str, Any]) -> Profile:
    """The profile that `pack` wrote."""
    values = dict(row)
    for field in ("names", "spellings", "meanings", "participants", "parents"):
        values[field] = frozenset(values[field])
    values["places"] = tuple(Spot(*s) for s in values["places"])
    values["personnel"] = tuple(Count(*c) for c in values["personnel"])
    values["years"], values["text"] = tuple(values["years"]), tuple(values["text"])
    return Profile(**values)


def _date(value: Value) -> PartialDate | None:
    """A claim's date; alternatives and values that are no dates of the EDTF subset say nothing."""
    if not isinstance(value, str):
        return None
    try:
        return parse_edtf(value)
    except ValueError:
        return None


def _years(first: int | None, last: int | None) -> tuple[int, ...]:
    if first is None or last is None:
        return ()
    return tuple(range(date.fromordinal(first).year, date.fromordinal(last).year + 1))


def _near_years(*dates: PartialDate | None) -> tuple[int, ...]:
    """The years of the first date that is known, with the neighbours of a day of publication: "Anakonda 16" is told of in 2015 to 2017."""
    start, end, published = dates
    if start or end:
        return tuple({d.year for d in (start, end) if d})
    return (published.year, published.year - 1, published.year + 1, published.year + 2) if published else ()


def _spot(value: Value) -> Spot | None:
    if not isinstance(value, Mapping) or not value.get("name"):
        return None
    country, region, lat, lon = (value.get(key) for key in ("country", "region", "lat", "lon"))
    return Spot(fold(str(value["name"])), country, region, lat, lon, value.get("kind") or "")


def _parents(account: Account) -> frozenset[str]:
    told = [v.get("name") if isinstance(v, Mapping) else v for v in account.values("parent")]
    found: Naming = naming([str(t) for t in told if t], (), frozenset(), ())
    return found.names | ({found.series} if found.series else frozenset())
