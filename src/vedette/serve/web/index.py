"""All exercises of a catalogue in memory, as lists and facets need them: sets of exercises are arrays, see sets.py.

Counting a facet's values within any selection takes less than a millisecond for 100,000 exercises, which no query to a database does. The
words of a search still come from the catalogue's full-text index. An exercise's place is that in the list by date: the latest first,
those without a date last.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial, reduce
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary, WeakMethod

import numpy as np
import numpy.typing as npt

from vedette.analysis import editions
from vedette.serve.web.asking import Asked, Box
from vedette.serve.web.sets import Column, Facet, Held, Numbers, Pairs, holding, placed, places
from vedette.serve.web.telling import TOLD, Telling
from vedette.store import Catalogue, Revision
from vedette.values import fold

T = TypeVar("T")
FACETS = ("participant", "country", "domain", "series", "place")
"""Kinds of values that the catalogue keeps; `of_series`, `status` and `year` are made of its narrow rows."""
LARGE = 5_000
"""Exercises above which a changed catalogue is read again behind the scenes, while the list as it was is shown; reading 100,000 takes
some seconds."""
MOST_SERIES = 4_000
"""Series whose editions are kept as they were read."""
MOST_YEARS = 6
"""Years that one exercise counts in at most; longer spans come from dates that are told vaguely."""


COLUMNS = ("id", "name", "series", "status", "start", "end", "first", "last", "low", "high", "reports", "conflicts", "parties")
"""What is read of each exercise."""


class Narrow(NamedTuple):
    """An exercise as charts and calendars need it: `start` and `end` are EDTF dates, `first` and `last` the days that bound them."""

    id: str
    name: str | None
    status: str | None
    start: str | None
    end: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """The exercises that fit a question: as a set, and how many."""

    held: Held
    count: int


def _kept(most: int, method: Callable[..., T]) -> Callable[..., T]:
    """A method of an index that remembers its latest results. It does not hold the index: one that gives way to a newer one goes at once,
    not when Python looks for garbage next, by when there may be dozens of them."""
    own = WeakMethod(method)

    @lru_cache(most)
    def remembering(*args: Hashable) -> T:
        bound = own()
        assert bound is not None  # whoever asks holds the index
        return bound(*args)

    return remembering


class Index:
    """The exercises of one revision of a catalogue. Nothing changes it once it is made; any number of threads may read it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.revision: Revision = catalogue.revision()
        told = dict(zip(COLUMNS, catalogue.every(*COLUMNS), strict=True))
        order = sorted(range(len(told["id"])), key=told["id"].__getitem__)
        order.sort(key=lambda n: told["first"][n] or "", reverse=True)  # an empty text sorts behind all days
        told = {name: [column[n] for n in order] for name, column in told.items()}
        same: dict[str | None, str | None] = {}  # of days and statuses there are few: each is kept once
        self.rows: list[Narrow] = list(
            map(Narrow, told["id"], told["name"], *([same.setdefault(v, v) for v in told[name]] for name in Narrow._fields[2:]))
        )
        self.ids: list[str] = told["id"]
        self.place_of: dict[str, int] = {ident: n for n, ident in enumerate(self.ids)}
        self.size = len(self.ids)
        self.all: Held = np.ones(self.size, np.bool_)
        self._first, self._last = (Column([_number(day) for day in told[side]]) for side in ("first", "last"))
        self._low, self._high = Column(told["low"]), Column(told["high"])
        self._reports = np.array([n or 0 for n in told["reports"]], np.int64)
        self.years: Numbers = self._first.values // 10_000
        self.parties: Numbers = np.array([n or 1 for n in told["parties"]], np.int64)
        self.facets: dict[str, Facet] = {kind: self._facet(*placed(self.place_of, *catalogue.facets(kind))) for kind in FACETS}
        self.facets["status"] = self._facet(range(self.size), [status or "unknown" for status in told["status"]])
        in_series = [n for n, series in enumerate(told["series"]) if series]
        self.facets["of_series"] = self._facet(in_series, [told["series"][n] for n in in_series])
        self.facets["year"] = self._facet(*self._all_years())
        self.conflicts: Held = np.array([bool(n) for n in told["conflicts"]], np.bool_)
        self.reviewed: Held = self.set_of(_reviewed(catalogue))
        self.lines: dict[str, bytes] = {}
        self.points = _points(self.size, *placed(self.place_of, *catalogue.spots()))
        self._texts = tuple(self._pairs(*catalogue.texts(kind)) for kind in ("exercise", "report"))
        self._text = _kept(64, self._with_words)
        self.sized = _kept(32, self._sized)
        self._order = _kept(8, self._sorted)
        self.editions = lru_cache(MOST_SERIES)(partial(editions, catalogue))
        self.remembered = _kept(256, self._make)

    def _make(self, how: Callable[..., T], *args: Hashable) -> T:
        """What a function makes of this index; `remembered` keeps it as long as the index lives."""
        return how(self, *args)

    # sets

    def set_of(self, idents: Iterable[str]) -> Held:
        """The set of some exercises; ids that are not in it are passed over."""
        return holding([n for i in idents if (n := self.place_of.get(i)) is not None], self.size)

    def _facet(self, at: Numbers | Sequence[int], values: Sequence[str]) -> Facet:
        return Facet(at, values, self.size)

    def _pairs(self, numbers: Sequence[int], exercises: Sequence[str]) -> Pairs:
        """Number of a text in the full-text index → places of the exercises that it is of."""
        at, known = placed(self.place_of, exercises, numbers)
        return Pairs(known, at)

    def _all_years(self) -> tuple[Numbers, list[str]]:
        """The places of exercises, with each of the years that they are held in."""
        at = places(self._first.known & self._last.known)
        first, last = (column.values[at] // 10_000 for column in (self._first, self._last))
        lengths = np.clip(last - first + 1, 0, MOST_YEARS)
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(at, lengths), [f"{year:04d}" for year in (np.repeat(first, lengths) + within).tolist()]

    def _sized(self, least: int | None, most: int | None) -> Held:
        """The exercises that so many people are claimed of."""
        enough = self.all if least is None else self._low.at_least(least)
        return enough if most is None else enough & self._high.at_most(most)

    # asking

    def parts(self, asked: Asked) -> dict[str, Held]:
        """The sets that the parts of a question ask for, by the name of the facet that they belong to."""
        out: dict[str, Held] = {}
        if asked.q:
            own, told = self._text(asked.q)
            out["text"] = own | told
        if asked.participant:
            out["participant"] = reduce(np.logical_and, map(self.facets["participant"].having, asked.participant))
        for kind in ("status", "domain"):
            if value := getattr(asked, kind):
                out[kind] = self.facets[kind].having(value)
        if asked.series:
            out["series"] = self.facets["series"].having(asked.series) | self.facets["series"].having(fold(asked.series))
        if asked.place:
            out["place"] = self._place(asked.filters().place)
        if any(asked.days):
            out["year"] = self._days(*asked.days)
        if asked.size_min is not None or asked.size_max is not None:
            out["size"] = self.sized(asked.size_min, asked.size_max)
        if asked.bbox:
            out["bbox"] = self._bbox(asked.bbox)
        for kind, held in (("conflict", self.conflicts), ("reviewed", self.reviewed)):
            if (wanted := getattr(asked, kind)) is not None:
                out[kind] = held if wanted else ~held
        return out

    def find(self, asked: Asked) -> Found:
        """The exercises that fit."""
        return self.joined(self.parts(asked))

    def joined(self, parts: Mapping[str, Held]) -> Found:
        """The exercises that fit all parts."""
        held = self.without(parts, "")
        return Found(held, int(np.count_nonzero(held)))

    def without(self, parts: Mapping[str, Held], kind: str) -> Held:
        """What fits all parts but one: what the values of a facet are counted in of which one only can be chosen."""
        return reduce(np.logical_and, (part for name, part in parts.items() if name != kind), self.all)

    def page(self, asked: Asked, found: Found, length: int) -> list[str]:
        """The ids of one page of the list, in the order asked for."""
        first = min(asked.cursor, found.count)
        return [self.ids[n] for n in self._in_order(asked, found)[first : first + length].tolist()]

    def _in_order(self, asked: Asked, found: Found) -> Numbers:
        if asked.order == "latest" or (asked.order == "relevance" and not asked.q):
            return places(found.held)
        if asked.order == "relevance":
            own = self._text(asked.q)[0]
            return np.concatenate((places(found.held & own), places(found.held & ~own)))
        order = self._order(asked.order)
        return order[found.held[order]]

    # parts of questions

    def _with_words(self, words: str) -> tuple[Held, Held]:
        """The exercises that hold all words themselves, and those of which a report does."""
        hits = np.array(self.catalogue.hits(words), np.int64)
        own, told = (holding(texts.of(hits), self.size) for texts in self._texts)
        return own, told

    def _place(self, place: str | None) -> Held:
        if place is None:
            return self.all
        return self.facets["country"].having(place) | self.facets["place"].having(fold(place))

    def _days(self, since: str | None, until: str | None) -> Held:
        """Exercises some day of which may lie between two days."""
        begun = self._first.known if until is None else self._first.at_most(_number(until) or 0)
        return begun if since is None else begun & self._last.at_least(_number(since) or 0)

    def _bbox(self, box: Box) -> Held:
        west, south, east, north = (round(100 * x) for x in box)
        at, lon, lat = (self.points[name] for name in ("at", "lon", "lat"))
        inside = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        return holding(at[inside & (lat >= south) & (lat <= north)], self.size)

    @property
    def dated(self) -> Held:
        """The exercises that have a date."""
        return self._first.known

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """First times and records, and background, that reports tell of; read when they are first asked for."""
        with self.catalogue.patient():
            return {name: Telling(self.catalogue, name, self.place_of) for name in TOLD}

    def warm(self) -> None:
        """Works out what is asked for sooner or later: the orders of the list, what is told besides."""
        for name in ("earliest", "name", "size", "reports"):
            self._order(name)
        self.tellings  # noqa: B018 (read when it is first looked at)

    def _sorted(self, name: str) -> Numbers:
        """The places in an order."""
        match name:
            case "earliest":
                keys: tuple[npt.NDArray[Any], ...] = (self._first.values, ~self._first.known)
            case "name":
                names = [fold(row.name) if row.name else "" for row in self.rows]
                number = {held: n for n, held in enumerate(sorted(set(names)))}
                keys = (np.array([number[held] for held in names], np.int64), np.array([row.name is None for row in self.rows], np.bool_))
            case "size":
                keys = (-np.where(self._low.values, self._low.values, self._high.values),)
            case _:
                keys = (-self._reports,)
        return np.lexsort(keys)  # places that are alike stay in their order


def _number(day: str | None) -> int | None:
    """A day as a number that is larger the later it is: 2021-08-09 is 20210809."""
    return int(day.replace("-", "")) if day else None


def _reviewed(catalogue: Catalogue) -> set[str]:
    """Exercises of which a curator judged a claim or an account, or the series."""
    judged = catalogue.judgements()
    claims = catalogue.claims_with({j.subject for j in judged if j.kind in ("accept", "correct", "reject")})
    accounts = {a for c in claims if (a := c.account)} | {a for j in judged for a in (j.subject, j.other) if a}
    return {e for e, held in catalogue.exercises().items() if e in accounts or not accounts.isdisjoint(held)} if accounts else set()


def _points(size: int, at: Sequence[int], kinds: Sequence[str | None], lats: Sequence[float], lons: Sequence[float]) -> dict[str, Numbers]:
    """Where exercises are held: for each point the place of its exercise, and longitude and latitude in hundredths of a degree.

    A whole state or ocean is a point only of an exercise of which nothing narrower is told.
    """
    narrow = np.array([kind not in ("country", "ocean", "continent") for kind in kinds], np.bool_)
    told = np.column_stack([np.rint(100 * np.asarray(x, np.float64)).astype(np.int64) for x in (lons, lats)])
    found = np.column_stack((np.asarray(at, np.int64), told))
    kept = np.unique(found[narrow | ~holding(found[narrow, 0], size)[found[:, 0]]], axis=0)
    return {name: np.ascontiguousarray(kept[:, n]) for n, name in enumerate(("at", "lon", "lat"))}


def _made(catalogue: Catalogue) -> Index:
    with catalogue.patient(), catalogue.at_once():
        return Index(catalogue)


class _Kept:
    """The index of a catalogue, made anew when the catalogue has changed."""

    def __init__(self) -> None:
        self.index: Index | None = None
        self.lock = threading.Lock()
        self.renewing = False

    def now(self, catalogue: Catalogue) -> Index:
        held = self.index
        if held is not None and held.revision == catalogue.revision():
            return held
        if held is not None and held.size > LARGE:
            self._renew_aside(catalogue)
            return held
        with self.lock:
            if self.index is None or self.index.revision != catalogue.revision():
                self.index = _made(catalogue)
            return self.index

    def _renew_aside(self, catalogue: Catalogue) -> None:
        with self.lock:
            if self.renewing:
                return
            self.renewing = True

        def renew() -> None:
            try:
                self.index = _made(catalogue)
            finally:
                self.renewing = False

        threading.Thread(target=renew, name="vedette-index", daemon=True).start()


_KEPT: WeakKeyDictionary[Catalogue, _Kept] = WeakKeyDictionary()
_GUARD = threading.Lock()


def index_of(catalogue: Catalogue) -> Index:
    """The index of a catalogue as it is now; of a large one that changed, as it was up to some seconds ago."""
    with _GUARD:
        kept = _KEPT.setdefault(catalogue, _Kept())
    return kept.now(catalogue)
