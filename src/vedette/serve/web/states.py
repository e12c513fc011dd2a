"""What the pages of a state and of two states show: exercises over the years, partners, sizes, domains, first times, background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vedette.model import Claim
from vedette.serve.web import view
from vedette.serve.web.asking import Asked, Way
from vedette.serve.web.explore import SIZES, row
from vedette.serve.web.index import Index
from vedette.serve.web.names import party_name
from vedette.serve.web.network import layout
from vedette.serve.web.sets import Held, Numbers, places
from vedette.serve.web.sources import Sources

PARTNERS = 22
"""Partners that the network shows."""
LISTED = 60
"""Partners that the list shows."""
SPAN = 16
"""Years of the chart at least."""
LATEST = 25
"""Exercises that are listed."""
TOLD = 12
"""First times and background statements that are shown."""
WIDTH, HEIGHT = 420.0, 300.0
"""The network's box, in units of its drawing."""
JOINED = 130
"""Lines of the network: the strongest."""


Told = tuple[Numbers, Numbers]
"""Who takes part in some exercises: places of exercises, and numbers of participants."""


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
    """The context of `_country.html` (one code) and `_pair.html` (two)."""
    asked = Asked(participant=codes)
    held = index.find(asked).held
    told = index.facets["participant"].told(held)
    partners = _partners(index, held, told, codes)
    way = asked.ways()
    years = _years(index, held, way)
    idents = [index.ids[n] for n in places(held)[:LATEST].tolist()]
    return {
        "codes": codes,
        "names": [party_name(c) for c in codes],
        "count": int(np.count_nonzero(held)),
        "asked": asked,
        "years": years,
        "most": max((y.all for y in years), default=0),
        "partners": partners,
        "network": _network(index, told, partners[:PARTNERS]),
        "sizes": _sizes(index, held, way),
        "domains": _values(index, "domain", held, way, str),
        "series": _values(index, "of_series", held, way, view.series_name)[:LATEST],
        "held_in": _values(index, "country", held, way, party_name)[:LATEST],
        "rows": [row(index, record) for record in index.catalogue.records(idents)],
        "hosted": int(np.count_nonzero(index.facets["country"].having(codes[0]))) if len(codes) == 1 else 0,
        **_told(index, held),
    }


def _years(index: Index, held: Held, way: Way) -> list[Year]:
    """All years from the first to the last, the empty ones too, and at least `SPAN` of them."""
    dated = held & index.dated
    years, parties = index.years[dated], index.parties[dated]
    if not len(years):
        return []
    last = int(years.max())
    first = min(int(years.min()), last + 1 - SPAN)
    alone, two, more = (
        np.bincount(years[some] - first, minlength=last + 1 - first).tolist() for some in (parties <= 1, parties == 2, parties > 2)
    )
    counted = enumerate(zip(alone, two, more, strict=True), first)
    return [Year(year, a, b, c, way(year_from=year, year_to=year)) for year, (a, b, c) in counted]


def _partners(index: Index, held: Held, told: Told, codes: tuple[str, ...]) -> list[Partner]:
    out = []
    facet = index.facets["participant"]
    earliest, latest = _ends(index, told, len(facet.names))
    for code, count in facet.commonest(held, LISTED + len(codes)):
        if code not in codes:
            href = f"/pairs/{codes[0]}/{code}" if len(codes) == 1 else Asked(participant=(*codes, code)).address()
            first, last = (_brief(index, int(ends[facet.number[code]])) for ends in (earliest, latest))
            out.append(Partner(code, party_name(code), count, href, first, last))
    return out


def _ends(index: Index, told: Told, size: int) -> tuple[Numbers, Numbers]:
    """The places of the first and of the last exercise of each participant, by the participant's number; the latest stand first in the
    list, those without a date last, and are the first only where there is no other."""
    at, numbers = told
    earliest, latest = np.full(size, -1), np.full(size, index.size)
    np.minimum.at(latest, numbers, at)
    dated = index.dated[at]
    np.maximum.at(earliest, numbers[dated], at[dated])
    undated = earliest[numbers] < 0
    np.maximum.at(earliest, numbers[undated], at[undated])
    return earliest, latest


def _brief(index: Index, place: int) -> dict[str, Any]:
    held = index.rows[place]
    return {"id": held.id, "name": view.shortened(held.name or "unnamed", 100), "year": (held.first or "")[:4]}


def _network(index: Index, told: Told, partners: Sequence[Partner]) -> Network | None:
    if len(partners) < 2:
        return None
    most = max(p.count for p in partners)
    radii = [8 + 9 * (p.count / most) ** 0.5 for p in partners]
    shared = _shared(told, [index.facets["participant"].number[p.code] for p in partners])
    # how much of what either does is done together
    strength = {(a, b): n / min(partners[a].count, partners[b].count) for (a, b), n in shared.items()}
    drawn = sorted(shared, key=lambda pair: (-shared[pair], pair))[:JOINED]
    at = [(round(x, 1), round(y, 1)) for x, y in layout(radii, {pair: 0.7 * strength[pair] for pair in drawn}, WIDTH, HEIGHT)]
    strongest = max(shared.values(), default=1)
    lines = tuple(
        (*at[a], *at[b], shared[a, b] / strongest, f"{partners[a].name} and {partners[b].name}: {shared[a, b]}") for a, b in drawn
    )
    return Network(tuple(Node(p, *at[n], radius=radii[n]) for n, p in enumerate(partners)), lines)


def _shared(told: Told, partners: Sequence[int]) -> dict[tuple[int, int], int]:
    """How many exercises each two partners share: their places among the partners, which are known by their numbers."""
    at, numbers = told
    order = np.full(int(numbers.max()) + 1, -1)
    order[list(partners)] = np.arange(len(partners))
    of = order[numbers]
    exercises, columns = np.unique(at, return_inverse=True)
    takes_part = np.zeros((len(partners), len(exercises)), np.float32)
    takes_part[of[of >= 0], columns[of >= 0]] = 1
    both = np.triu(takes_part @ takes_part.T, 1)
    return {(a, b): int(both[a, b]) for a, b in zip(*(n.tolist() for n in np.nonzero(both)), strict=True)}


def _sizes(index: Index, held: Held, way: Way) -> list[tuple[str, int, str]]:
    told = [(label, int(np.count_nonzero(held & index.sized(low, high))), way(size_min=low, size_max=high)) for low, high, label in SIZES]
    return [(label, n, href) for label, n, href in told if n]


def _values(index: Index, kind: str, held: Held, way: Way, words: Any) -> list[tuple[str, int, str]]:
    field = {"of_series": "series", "country": "place"}.get(kind, kind)
    return [(words(v), n, way(**{field: v})) for v, n in index.facets[kind].commonest(held, LATEST)]


def _told(index: Index, held: Held) -> dict[str, Any]:
    """The latest first times and records that reports of the exercises tell of, and background statements, with their sources."""
    milestones, background = (_claims(index, index.tellings[name].latest(held, TOLD)) for name in ("milestone", "background"))
    homes = index.catalogue.homes(c.account for c in milestones if c.account)
    of = [homes.get(c.account or "") for c in milestones]
    names = {n["id"]: view.exercise_name(n["name"], n["participants"]) for n in index.catalogue.records(e for e in of if e)}
    told = [*milestones, *background]
    sources = Sources(index.catalogue.reports({c.report for c in told}).values(), told, (), ())
    return {
        "milestones": [
            {**_words(c), "exercise": e, "name": names.get(e or ""), "chip": sources.chip(c)} for c, e in zip(milestones, of, strict=True)
        ],
        "background": [{**_words(c), "chip": sources.chip(c)} for c in background],
        "sources": sources.list,
    }


def _claims(index: Index, idents: Sequence[str]) -> list[Claim]:
    """Claims in the order of their ids, each once."""
    found = {c.id: c for c in index.catalogue.claims_with(idents)}
    return [found[i] for i in idents if i in found]


def _words(claim: Claim) -> dict[str, Any]:
    value = claim.value if isinstance(claim.value, Mapping) else {"text": claim.value, "what": ""}
    return {"text": view.shortened(str(value["text"])), "what": value["what"]}
