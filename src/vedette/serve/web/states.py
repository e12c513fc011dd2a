"""What the pages of a state and of two states show: exercises over the years, partners, sizes, domains, first times, background."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from typing import Any

from vedette.model import Claim
from vedette.serve.web import view
from vedette.serve.web.asking import Asked
from vedette.serve.web.bits import Bits, positions
from vedette.serve.web.explore import SIZES, row
from vedette.serve.web.index import Index
from vedette.serve.web.names import party_name
from vedette.serve.web.network import layout
from vedette.serve.web.sources import Sources

PARTNERS = 22
"""Partners that the network shows."""
LISTED = 60
"""Partners that the list shows."""
SPAN = 16
"""Years of the chart at least."""
LATEST = 25
"""Exercises that are listed."""
READ = 60
"""Latest exercises whose reports are read for first times and background."""
TOLD = 12
"""First times and background statements that are shown."""
WIDTH, HEIGHT = 420.0, 300.0
"""The network's box, in units of its drawing."""
JOINED = 130
"""Lines of the network: the strongest."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year's exercises: held alone, by two, by more; the address of their list."""

    year: int
    alone: int
    two: int
    more: int
    href: str

    @property
    def all(self) -> int:
        """All together."""
        return self.alone + self.two + self.more


@dataclass(frozen=True, slots=True)
class Partner:
    """Who takes part as well: in how many exercises, the first and the last of them."""

    code: str
    name: str
    count: int
    href: str
    first: Mapping[str, Any]
    last: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A partner in the network."""

    partner: Partner
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Network:
    """Partners, and how often two of them took part together: (x, y, x, y, strength from 0 to 1, words)."""

    nodes: tuple[Node, ...]
    lines: tuple[tuple[float, float, float, float, float, str], ...]
    width: float = WIDTH
    height: float = HEIGHT


def together(index: Index, codes: tuple[str, ...]) -> dict[str, Any]:
    """The context of `country.html` (one code) and `pair.html` (two)."""
    bits = reduce(lambda held, code: held & index.facets["participant"].get(code, 0), codes, index.all)
    asked = Asked(participant=codes)
    places = list(positions(bits))
    partners = _partners(index, bits, codes)
    years = _years(index, places, asked)
    idents = [index.ids[n] for n in places[:LATEST]]
    return {
        "codes": codes,
        "names": [party_name(c) for c in codes],
        "count": len(places),
        "asked": asked,
        "years": years,
        "most": max((y.all for y in years), default=0),
        "partners": partners,
        "network": _network(index, bits, partners[:PARTNERS]),
        "sizes": _sizes(index, bits, asked),
        "domains": _values(index, "domain", bits, asked, str),
        "series": _values(index, "of_series", bits, asked, view.series_name)[:LATEST],
        "held_in": _values(index, "country", bits, asked, party_name)[:LATEST],
        "rows": [row(record, index.place_of[record["id"]]) for record in index.catalogue.records(idents)],
        "hosted": index.facets["country"].get(codes[0], 0).bit_count() if len(codes) == 1 else 0,
        **_told(index, places),
    }


def _years(index: Index, places: Iterable[int], asked: Asked) -> list[Year]:
    """All years from the first to the last, the empty ones too, and at least `SPAN` of them."""
    found: dict[int, tuple[int, int, int]] = {}
    for n in places:
        held = index.rows[n]
        if held["first"]:
            year = int(held["first"][:4])
            alone, two, more = found.get(year, (0, 0, 0))
            several = held["parties"] or 1
            found[year] = (alone + (several <= 1), two + (several == 2), more + (several > 2))
    if not found:
        return []
    first = min(*found, max(found) + 1 - SPAN)
    return [Year(y, *found.get(y, (0, 0, 0)), replace(asked, year_from=y, year_to=y).address()) for y in range(first, max(found) + 1)]


def _partners(index: Index, bits: Bits, codes: tuple[str, ...]) -> list[Partner]:
    out = []
    dated = (1 << sum(1 for r in index.rows if r["first"])) - 1
    for code, count in index.counts("participant", bits, LISTED + len(codes)):
        if code in codes or not count:
            continue
        shared = bits & index.facets["participant"][code]
        held = shared & dated or shared
        href = f"/pairs/{codes[0]}/{code}" if len(codes) == 1 else Asked(participant=(*codes, code)).address()
        out.append(Partner(code, party_name(code), count, href, _brief(index, _last(held)), _brief(index, _first(held))))
    return out


def _first(bits: Bits) -> int:
    """The first place of a set: the latest exercise."""
    return (bits & -bits).bit_length() - 1


def _last(bits: Bits) -> int:
    """The last place of a set: the earliest exercise."""
    return bits.bit_length() - 1


def _brief(index: Index, place: int) -> dict[str, Any]:
    held = index.rows[place]
    return {"id": held["id"], "name": view.shortened(held["name"] or "unnamed", 100), "year": (held["first"] or "")[:4]}


def _network(index: Index, bits: Bits, partners: Sequence[Partner]) -> Network | None:
    if len(partners) < 2:
        return None
    most = max(p.count for p in partners)
    radii = [8 + 9 * (p.count / most) ** 0.5 for p in partners]
    sets = [bits & index.facets["participant"][p.code] for p in partners]
    shared = {(a, b): n for a, b in combinations(range(len(partners)), 2) if (n := (sets[a] & sets[b]).bit_count())}
    # how much of what either does is done together
    strength = {(a, b): n / min(partners[a].count, partners[b].count) for (a, b), n in shared.items()}
    drawn = sorted(shared, key=lambda pair: (-shared[pair], pair))[:JOINED]
    places = layout(radii, {pair: 0.7 * strength[pair] for pair in drawn}, WIDTH, HEIGHT)
    strongest = max(shared.values(), default=1)
    lines = tuple(
        (*places[a], *places[b], shared[a, b] / strongest, f"{partners[a].name} and {partners[b].name}: {shared[a, b]}") for a, b in drawn
    )
    return Network(tuple(Node(p, *places[n], radius=radii[n]) for n, p in enumerate(partners)), lines)


def _sizes(index: Index, bits: Bits, asked: Asked) -> list[tuple[str, int, str]]:
    told = [(label, (bits & index.sized(low, high)).bit_count(), asked.but(size_min=low, size_max=high)) for low, high, label in SIZES]
    return [(label, n, question.address()) for label, n, question in told if n]


def _values(index: Index, kind: str, bits: Bits, asked: Asked, words: Any) -> list[tuple[str, int, str]]:
    field = {"of_series": "series", "country": "place"}.get(kind, kind)
    return [(words(v), n, asked.but(**{field: v}).address()) for v, n in index.counts(kind, bits, LATEST) if n]


def _told(index: Index, places: Sequence[int]) -> dict[str, Any]:
    """First times and records that reports of the latest exercises tell of, and their background statements, with their sources."""
    idents = [index.ids[n] for n in places[:READ]]
    accounts = index.catalogue.accounts_of(idents)
    homes = {a: e for e, held in index.catalogue.exercises(idents).items() for a in held}
    milestones = [(homes.get(a.id), c) for a in accounts for c in a.claims if c.property == "milestone"]
    reports = index.catalogue.reports({a.report for a in accounts})
    background = [
        c for r in reports for c in index.catalogue.report_claims(r) if c.property == "background" and isinstance(c.value, Mapping)
    ]
    background.sort(key=lambda c: (c.published or "", c.id), reverse=True)
    milestones.sort(key=lambda m: (m[1].published or "", m[1].id), reverse=True)
    used = {c.report for _, c in milestones[:TOLD]} | {c.report for c in background[:TOLD]}
    told = [*(c for _, c in milestones), *background]
    sources = Sources((r for i, r in reports.items() if i in used), told, (), ())
    names = {
        n["id"]: view.exercise_name(n["name"], n["participants"]) for n in index.catalogue.records(e for e, _ in milestones[:TOLD] if e)
    }
    return {
        "milestones": [{**_words(c), "exercise": e, "name": names.get(e or ""), "chip": sources.chip(c)} for e, c in milestones[:TOLD]],
        "background": [
            {"text": c.value["text"], "what": c.value["what"], "chip": sources.chip(c)}
            for c in background[:TOLD]
            if isinstance(c.value, Mapping)
        ],
        "sources": sources.list,
    }


def _words(claim: Claim) -> dict[str, Any]:
    value = claim.value if isinstance(claim.value, Mapping) else {"text": claim.value, "what": ""}
    return {"text": view.shortened(str(value["text"])), "what": value["what"]}
