"""All exercises of a catalogue in memory, as lists and facets need them: sets of exercises are integers, one bit an exercise.

Counting a facet's value within any selection is one `&` and one `bit_count`: 300 values of 100,000 exercises take about 2 ms, which no
query to a database does. The words of a search still come from the catalogue's full-text index.
"""

import threading
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from vedette.serve.web.asking import Asked, Box
from vedette.store import Catalogue, Filters, Revision
from vedette.values import fold

T = TypeVar("T")
Bits = int
"""A set of exercises: bit n stands for the exercise at place n, the latest first, those without a date last."""

FACETS = ("participant", "country", "domain", "series", "place")
LARGE = 5_000
"""Exercises above which a changed catalogue is read again behind the scenes, while the list as it was is shown; reading 100,000 takes
some seconds."""
SPARSE = 2_000
"""Exercises of a selection up to which its commonest values are counted one by one, beyond by those that are common in all."""
COMMON = 300
"""Values of a facet, the commonest in all, that are counted in large selections."""
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
        self.facets: dict[str, dict[str, Bits]] = {kind: self._facet(kind) for kind in FACETS}
        self.facets["status"] = self._sets((n, [r["status"] or "unknown"]) for n, r in enumerate(rows))
        self.facets["of_series"] = self._sets((n, [r["series"]]) for n, r in enumerate(rows) if r["series"])
        self.facets["year"] = self._sets((n, _years(r["first"], r["last"])) for n, r in enumerate(rows))
        self.conflicts: Bits = self.set_of(catalogue.find(Filters(conflicts=True)))
        self.reviewed: Bits = self.set_of(_reviewed(catalogue))
        self.points = _points(catalogue, self.ids)
        self._dated = [r["first"] for r in rows if r["first"]]
        self._dated.reverse()
        self._cached: dict[str, Callable[..., Any]] = {
            "text": lru_cache(512)(self._text),
            "place": lru_cache(256)(self._place),
            "days": lru_cache(256)(self._days),
            "size": lru_cache(256)(self._size),
            "bbox": lru_cache(128)(self._bbox),
            "order": lru_cache(8)(self._order),
        }
        self.remembered = lru_cache(256)(self._make)

    def _make(self, how: Callable[..., T], *args: Hashable) -> T:
        """What a function makes of this index; `remembered` keeps it as long as the index lives."""
        return how(self, *args)

    # sets

    def set_of(self, idents: Iterable[str]) -> Bits:
        """The set of some exercises; ids that are not in it are passed over."""
        return self._mask(n for i in idents if (n := self.place_of.get(i)) is not None)

    def _mask(self, places: Iterable[int]) -> Bits:
        held = bytearray(self.size // 8 + 1)
        for n in places:
            held[n >> 3] |= 1 << (n & 7)
        return int.from_bytes(held, "little")

    def _sets(self, values: Iterable[tuple[int, Sequence[str]]]) -> dict[str, Bits]:
        places: dict[str, list[int]] = {}
        for n, held in values:
            for value in held:
                places.setdefault(value, []).append(n)
        ordered = sorted(places.items(), key=lambda p: (-len(p[1]), p[0]))
        return {value: self._mask(held) for value, held in ordered}

    def _facet(self, kind: str) -> dict[str, Bits]:
        found = self.catalogue.facets(kind, Filters())
        return self._sets((n, found[i]) for i, n in self.place_of.items() if i in found)

    def sized(self, least: int | None, most: int | None) -> Bits:
        """The exercises that so many people are claimed of."""
        found: Bits = self._cached["size"](least, most)
        return found

    def pack(self, bits: Bits) -> bytes:
        """The set as bytes, bit n of the whole at bit n % 8 of byte n // 8."""
        return bits.to_bytes((self.size + 7) // 8, "little")

    # asking

    def parts(self, asked: Asked) -> dict[str, Bits]:
        """The sets that the parts of a question ask for, by the name of the facet that they belong to."""
        out: dict[str, Bits] = {}
        if asked.q:
            out["text"] = self._cached["text"](asked.q)[0]
        for code in asked.participant:
            out["participant"] = out.get("participant", self.all) & self.facets["participant"].get(code, 0)
        for kind in ("status", "domain"):
            if value := getattr(asked, kind):
                out[kind] = self.facets[kind].get(value, 0)
        if asked.series:
            out["series"] = self.facets["series"].get(asked.series, 0) | self.facets["series"].get(fold(asked.series), 0)
        if asked.place:
            out["place"] = self._cached["place"](asked.filters().place)
        if any(asked.days):
            out["year"] = self._cached["days"](*asked.days)
        if asked.size_min is not None or asked.size_max is not None:
            out["size"] = self._cached["size"](asked.size_min, asked.size_max)
        if asked.bbox:
            out["bbox"] = self._cached["bbox"](asked.bbox)
        for kind, held in (("conflict", self.conflicts), ("reviewed", self.reviewed)):
            if (wanted := getattr(asked, kind)) is not None:
                out[kind] = held if wanted else self.all & ~held
        return out

    def find(self, asked: Asked) -> Found:
        """The exercises that fit."""
        bits = self.all
        for part in self.parts(asked).values():
            bits &= part
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
        elif len(sets) > COMMON and kind == "of_series" and bits.bit_count() <= SPARSE:
            found = Counter(s for n in positions(bits) if (s := self.rows[n]["series"])).most_common(limit)
        else:
            told = ((value, (held & bits).bit_count()) for value, held in _first(sets.items(), COMMON))
            found = sorted((c for c in told if c[1]), key=lambda c: (-c[1], c[0]))[:limit]
        held_already = {value for value, _ in found}
        return found + [(v, (sets[v] & bits).bit_count()) for v in keep if v in sets and v not in held_already]

    def page(self, asked: Asked, found: Found, length: int) -> list[str]:
        """The ids of one page of the list, in the order asked for."""
        first = min(asked.cursor, found.count)
        if asked.order == "latest" or found.count <= 1:
            return [self.ids[n] for n in _slice(positions(found.bits), first, length)]
        held = self.pack(found.bits)
        order = self._cached["text"](asked.q)[1] if asked.order == "relevance" and asked.q else self._cached["order"](asked.order)
        fitting = (n for n in order if held[n >> 3] >> (n & 7) & 1)
        return [self.ids[n] for n in _slice(fitting, first, length)]

    # parts of questions

    def _text(self, words: str) -> "tuple[Bits, array[int]]":
        order = array("l", (n for i in self.catalogue.find(Filters(text=words)) if (n := self.place_of.get(i)) is not None))
        return self._mask(order), order

    def _place(self, place: str) -> Bits:
        return self.facets["country"].get(place, 0) | self.facets["place"].get(fold(place), 0)

    def _days(self, since: str | None, until: str | None) -> Bits:
        """Exercises some day of which may lie between two days: places run from the latest first day to the earliest."""
        dated = len(self._dated)
        skipped = dated - (bisect_right(self._dated, until) if until else dated)
        return self._mask(n for n in range(skipped, dated) if since is None or self.rows[n]["last"] >= since)

    def _size(self, least: int | None, most: int | None) -> Bits:
        def fits(row: dict[str, Any]) -> bool:
            low, high = row["low"], row["high"]
            return (least is None or (low is not None and low >= least)) and (most is None or (high is not None and high <= most))

        return self._mask(n for n, row in enumerate(self.rows) if fits(row))

    def _bbox(self, box: Box) -> Bits:
        west, south, east, north = (round(100 * x) for x in box)
        told = zip(self.points["at"], self.points["lon"], self.points["lat"], strict=True)
        if west <= east:
            return self._mask(n for n, x, y in told if west <= x <= east and south <= y <= north)
        return self._mask(n for n, x, y in told if (x >= west or x <= east) and south <= y <= north)

    def _order(self, name: str) -> "array[int]":
        rows = self.rows
        keys: dict[str, Callable[[int], Any]] = {
            "earliest": lambda n: (rows[n]["first"] is None, rows[n]["first"] or "", n),
            "name": lambda n: (rows[n]["name"] is None, fold(rows[n]["name"] or ""), n),
            "size": lambda n: (-(rows[n]["low"] or rows[n]["high"] or 0), n),
            "reports": lambda n: (-(rows[n]["reports"] or 0), n),
        }
        return array("l", sorted(range(self.size), key=keys.get(name, lambda n: n)))


def positions(bits: Bits) -> Iterator[int]:
    """The places of a set in order."""
    text = bin(bits)[:1:-1]
    n = text.find("1")
    while n >= 0:
        yield n
        n = text.find("1", n + 1)


def _slice(places: Iterator[int], first: int, length: int) -> Iterator[int]:
    for n, place in enumerate(places):
        if n >= first + length:
            return
        if n >= first:
            yield place


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
    for n, record in enumerate(catalogue.records(idents)):
        known = [p for p in record.get("places", ()) if p.get("lat") is not None and p.get("lon") is not None]
        narrow = [p for p in known if p.get("kind") not in ("country", "ocean", "continent")]
        seen = {(round(100 * p["lon"]), round(100 * p["lat"])) for p in narrow or known}
        for lon, lat in sorted(seen):
            out["at"].append(n)
            out["lon"].append(lon)
            out["lat"].append(lat)
    return out


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
                self.index = Index(catalogue)
            return self.index

    def _renew_aside(self, catalogue: Catalogue) -> None:
        with self.lock:
            if self.renewing:
                return
            self.renewing = True

        def renew() -> None:
            try:
                self.index = Index(catalogue)
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
