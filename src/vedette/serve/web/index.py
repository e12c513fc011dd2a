"""All exercises of a catalogue in memory, as lists and facets need them: sets of exercises are integers, one bit an exercise.

Counting a facet's value within any selection is one `&` and one `bit_count`: 300 values of 100,000 exercises take about 2 ms, which no
query to a database does. The words of a search still come from the catalogue's full-text index. An exercise's place, its bit, is that in
the list by date: the latest first, those without a date last.
"""

import threading
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from vedette.serve.web.asking import Asked, Box
from vedette.serve.web.bits import Bits, Thresholds, mask, positions
from vedette.store import Catalogue, Filters, Revision
from vedette.values import fold

T = TypeVar("T")
FACETS = ("participant", "country", "domain", "series", "place")
COUNTED = ("participant", "country", "domain")
"""Facets whose values are kept by exercise as well, so that those of small selections are counted one by one."""
LARGE = 5_000
"""Exercises above which a changed catalogue is read again behind the scenes, while the list as it was is shown; reading 100,000 takes
some seconds."""
SPARSE = 4_000
"""Exercises of a selection up to which its commonest values are counted one by one, beyond by those that are common in all."""
COMMON = 300
"""Values of a facet, the commonest in all, that are counted in large selections."""
FEW = 30
"""One in how many exercises a selection may hold at most to be sorted by itself, and not picked out of all in order."""
MOST_YEARS = 6
"""Years that one exercise counts in at most; longer spans come from dates that are told vaguely."""


@dataclass(frozen=True, slots=True)
class Found:
    """The exercises that fit a question: as a set, and how many."""

    bits: Bits
    count: int


class Index:
    """The exercises of one revision of a catalogue. Nothing changes it once it is made; any number of threads may read it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.revision: Revision = catalogue.revision()
        rows = catalogue.rows(Filters())
        rows.sort(key=lambda r: r["first"] or "", reverse=True)  # an empty text sorts behind all days
        self.rows: list[dict[str, Any]] = rows
        self.ids: list[str] = [r["id"] for r in rows]
        self.place_of: dict[str, int] = {ident: n for n, ident in enumerate(self.ids)}
        self.size = len(rows)
        self.all: Bits = (1 << self.size) - 1
        self._values: dict[str, list[Sequence[str]]] = {"of_series": [[r["series"]] if r["series"] else () for r in rows]}
        self.facets: dict[str, dict[str, Bits]] = {kind: self._facet(kind) for kind in FACETS}
        self.facets["status"] = self._sets((n, [r["status"] or "unknown"]) for n, r in enumerate(rows))
        self.facets["of_series"] = self._sets(enumerate(self._values["of_series"]))
        self.facets["year"] = self._sets((n, _years(r["first"], r["last"])) for n, r in enumerate(rows))
        self.conflicts: Bits = self.set_of(catalogue.find(Filters(conflicts=True)))
        self.reviewed: Bits = self.set_of(_reviewed(catalogue))
        self.points = _points(catalogue, self.ids)
        self._by = {name: Thresholds([r[name] for r in rows]) for name in ("first", "last", "low", "high")}
        self._texts = _texts(catalogue, self.place_of)
        self._text = lru_cache(256)(self._with_words)
        self.sized = lru_cache(64)(self._sized)
        self._order = lru_cache(8)(self._sorted)
        self.remembered = lru_cache(256)(self._make)

    def _make(self, how: Callable[..., T], *args: Hashable) -> T:
        """What a function makes of this index; `remembered` keeps it as long as the index lives."""
        return how(self, *args)

    # sets

    def set_of(self, idents: Iterable[str]) -> Bits:
        """The set of some exercises; ids that are not in it are passed over."""
        return self._mask(n for i in idents if (n := self.place_of.get(i)) is not None)

    def _mask(self, places: Iterable[int]) -> Bits:
        return mask(places, self.size)

    def _sets(self, values: Iterable[tuple[int, Sequence[str]]]) -> dict[str, Bits]:
        places: dict[str, list[int]] = {}
        for n, held in values:
            for value in held:
                places.setdefault(value, []).append(n)
        ordered = sorted(places.items(), key=lambda p: (-len(p[1]), p[0]))
        return {value: self._mask(held) for value, held in ordered}

    def _facet(self, kind: str) -> dict[str, Bits]:
        found = self.catalogue.facets(kind, Filters())
        if kind in COUNTED:
            self._values[kind] = [found.get(i, ()) for i in self.ids]
        return self._sets((n, found[i]) for i, n in self.place_of.items() if i in found)

    def _sized(self, least: int | None, most: int | None) -> Bits:
        """The exercises that so many people are claimed of."""
        enough = self.all if least is None else self._by["low"].at_least(least)
        return enough if most is None else enough & self._by["high"].at_most(most)

    def pack(self, bits: Bits) -> bytes:
        """The set as bytes, bit n of the whole at bit n % 8 of byte n // 8."""
        return bits.to_bytes((self.size + 7) // 8, "little")

    # asking

    def parts(self, asked: Asked) -> dict[str, Bits]:
        """The sets that the parts of a question ask for, by the name of the facet that they belong to."""
        out: dict[str, Bits] = {}
        if asked.q:
            own, told = self._text(asked.q)
            out["text"] = own | told
        for code in asked.participant:
            out["participant"] = out.get("participant", self.all) & self.facets["participant"].get(code, 0)
        for kind in ("status", "domain"):
            if value := getattr(asked, kind):
                out[kind] = self.facets[kind].get(value, 0)
        if asked.series:
            out["series"] = self.facets["series"].get(asked.series, 0) | self.facets["series"].get(fold(asked.series), 0)
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
                out[kind] = held if wanted else self.all & ~held
        return out

    def find(self, asked: Asked) -> Found:
        """The exercises that fit."""
        return self.joined(self.parts(asked))

    def joined(self, parts: dict[str, Bits]) -> Found:
        """The exercises that fit all parts."""
        bits = self.without(parts, "")
        return Found(bits, bits.bit_count())

    def without(self, parts: dict[str, Bits], kind: str) -> Bits:
        """What fits all parts but one: what the values of a facet are counted in of which one only can be chosen."""
        bits = self.all
        for name, part in parts.items():
            if name != kind:
                bits &= part
        return bits

    def counts(self, kind: str, bits: Bits, limit: int, keep: Iterable[str] = ()) -> list[tuple[str, int]]:
        """The commonest values of a facet within a selection, the commonest first, and those to `keep` whatever their number."""
        sets = self.facets[kind]
        if bits == self.all:
            found = [(value, held.bit_count()) for value, held in _first(sets.items(), limit)]
        elif kind in self._values and bits.bit_count() <= SPARSE:
            counted = Counter(chain.from_iterable(map(self._values[kind].__getitem__, positions(bits))))
            found = sorted(counted.items(), key=lambda c: (-c[1], c[0]))[:limit]
        else:
            told = ((value, (held & bits).bit_count()) for value, held in _first(sets.items(), COMMON))
            found = sorted((c for c in told if c[1]), key=lambda c: (-c[1], c[0]))[:limit]
        held_already = {value for value, _ in found}
        return found + [(v, (sets[v] & bits).bit_count()) for v in keep if v in sets and v not in held_already]

    def page(self, asked: Asked, found: Found, length: int) -> list[str]:
        """The ids of one page of the list, in the order asked for."""
        first = min(asked.cursor, found.count)
        return [self.ids[n] for n in islice(self._in_order(asked, found), first, first + length)]

    def _in_order(self, asked: Asked, found: Found) -> Iterator[int]:
        if asked.order == "latest" or (asked.order == "relevance" and not asked.q):
            return positions(found.bits)
        if asked.order == "relevance":
            own = self._text(asked.q)[0]
            return chain(positions(found.bits & own), positions(found.bits & ~own))
        order, rank = self._order(asked.order)
        if found.count * FEW < self.size:
            return iter(sorted(positions(found.bits), key=rank.__getitem__))
        held = self.pack(found.bits)
        return (n for n in order if held[n >> 3] >> (n & 7) & 1)

    # parts of questions

    def _with_words(self, words: str) -> tuple[Bits, Bits]:
        """The exercises that hold all words themselves, and those of which a report does."""
        hits = self.catalogue.hits(words)
        held = [[n for hit in hits for n in places.get(hit, ())] for places in self._texts]
        return self._mask(held[0]), self._mask(held[1])

    def _place(self, place: str | None) -> Bits:
        if place is None:
            return self.all
        return self.facets["country"].get(place, 0) | self.facets["place"].get(fold(place), 0)

    def _days(self, since: str | None, until: str | None) -> Bits:
        """Exercises some day of which may lie between two days."""
        begun = self._by["first"].known if until is None else self._by["first"].at_most(until)
        return begun if since is None else begun & self._by["last"].at_least(since)

    def _bbox(self, box: Box) -> Bits:
        west, south, east, north = (round(100 * x) for x in box)
        lon, lat, several = self._spots
        inside = lat.between(south, north)
        inside &= lon.between(west, east) if west <= east else lon.at_least(west) | lon.at_most(east)
        return inside | self._mask(n for n, x, y in several if south <= y <= north and _within(x, west, east))

    @cached_property
    def _spots(self) -> tuple[Thresholds, Thresholds, list[tuple[int, int, int]]]:
        """Longitudes and latitudes of exercises with one point, and the points of those with several."""
        told = list(zip(self.points["at"], self.points["lon"], self.points["lat"], strict=True))
        counted = Counter(self.points["at"])
        lon: list[int | None] = [None] * self.size
        lat: list[int | None] = [None] * self.size
        for n, x, y in told:
            if counted[n] == 1:
                lon[n], lat[n] = x, y
        return Thresholds(lon), Thresholds(lat), [point for point in told if counted[point[0]] > 1]

    def warm(self) -> None:
        """Works out what is asked for sooner or later: orders of the list, and what a part of the map is found by."""
        for name in ("earliest", "name", "size", "reports"):
            self._order(name)
        self._spots  # noqa: B018 (worked out when it is first looked at)

    def _sorted(self, name: str) -> "tuple[array[int], array[int]]":
        """The places in an order, and the rank of each place in it."""
        rows = self.rows
        keys: dict[str, Callable[[int], Any]] = {
            "earliest": lambda n: (rows[n]["first"] is None, rows[n]["first"] or "", n),
            "name": lambda n: (rows[n]["name"] is None, fold(rows[n]["name"] or ""), n),
            "size": lambda n: (-(rows[n]["low"] or rows[n]["high"] or 0), n),
            "reports": lambda n: (-(rows[n]["reports"] or 0), n),
        }
        order = array("l", sorted(range(self.size), key=keys[name]))
        rank = array("l", bytes(order.itemsize * self.size))
        for place, n in enumerate(order):
            rank[n] = place
        return order, rank


def _within(x: int, west: int, east: int) -> bool:
    return west <= x <= east if west <= east else x >= west or x <= east


def _texts(catalogue: Catalogue, place_of: Mapping[str, int]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Number of a text in the full-text index → places: of the exercise that it is of itself; of those that a report tells of."""
    out: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for number, kind, exercise in catalogue.texts():
        if exercise in place_of:
            out[kind != "exercise"].setdefault(number, []).append(place_of[exercise])
    return out


def _first(items: Iterable[tuple[str, Bits]], limit: int) -> Iterator[tuple[str, Bits]]:
    for n, item in enumerate(items):
        if n >= limit:
            return
        yield item


def _years(first: str | None, last: str | None) -> list[str]:
    if not first or not last:
        return []
    start, end = int(first[:4]), int(last[:4])
    return [f"{year:04d}" for year in range(start, min(end, start + MOST_YEARS - 1) + 1)]


def _reviewed(catalogue: Catalogue) -> set[str]:
    """Exercises of which a curator judged a claim or an account, or the series."""
    judged = catalogue.judgements()
    claims = catalogue.claims_with({j.subject for j in judged if j.kind in ("accept", "correct", "reject")})
    accounts = {a for c in claims if (a := c.account)} | {a for j in judged for a in (j.subject, j.other) if a}
    return {e for e, held in catalogue.exercises().items() if e in accounts or not accounts.isdisjoint(held)} if accounts else set()


def _points(catalogue: Catalogue, idents: Sequence[str]) -> "dict[str, array[int]]":
    """Where exercises are held: for each point the place of its exercise, and longitude and latitude in hundredths of a degree.

    A whole state or ocean is a point only of an exercise of which nothing narrower is told.
    """
    out = {name: array("i") for name in ("at", "lon", "lat")}
    held: dict[str, list[tuple[str | None, int, int]]] = {}
    for ident, kind, lat, lon in catalogue.spots():
        held.setdefault(ident, []).append((kind, round(100 * lon), round(100 * lat)))
    for n, ident in enumerate(idents):
        known = held.get(ident, [])
        narrow = [spot for spot in known if spot[0] not in ("country", "ocean", "continent")]
        for _, lon, lat in sorted({(None, *spot[1:]) for spot in narrow or known}):
            out["at"].append(n)
            out["lon"].append(lon)
            out["lat"].append(lat)
    return out


def _made(catalogue: Catalogue) -> Index:
    with catalogue.patient():
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
