"""What the page of exercises shows for a question: facets with counts, the list, and what the map and the timeline need."""

import json
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from markupsafe import Markup

from vedette.serve.web import view
from vedette.serve.web.asking import SORTS, Asked, Way
from vedette.serve.web.index import Found, Index
from vedette.serve.web.names import party_name
from vedette.serve.web.sets import Held
from vedette.serve.web.templating import environment

EPOCH = date(1970, 1, 1)
PAGE = 50
"""Exercises of one page of the list."""
MOST_LINES = 100_000
"""Lines of the list that are kept as they were written, some 60 MB; beyond, lines are written each time."""
AT_ONCE = 200
"""Lines that are written at once behind other work."""
MOST = 24
"""Values of a facet at most."""
SIZES: Sequence[tuple[int | None, int | None, str]] = (
    (None, 999, "below 1,000"),
    (1_000, None, "1,000 or more"),
    (5_000, None, "5,000 or more"),
    (9_000, None, "9,000 or more"),
    (13_000, None, "13,000 or more"),
    (40_000, None, "40,000 or more"),
)
"""Sizes that are offered; 9,000, 13,000 and 40,000 are those of the Vienna Document."""
FORMATS: Mapping[str, str] = {
    "csv": "CSV",
    "json": "JSON",
    "geojson": "GeoJSON",
    "ics": "iCalendar",
    "parquet": "Parquet",
    "jsonld": "JSON-LD",
    "ftm": "FollowTheMoney",
    "cameo": "CAMEO",
    "plover": "PLOVER",
    "mme": "MME",
}
"""Forms that the list can be downloaded in, with their names; the page about the data has all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many exercises have it, whether it is chosen, and the address that chooses it or takes it back."""

    label: str
    count: int
    chosen: bool
    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise as lists show it, in words; `at` is its place in the index, `sides` are (party, people)."""

    id: str
    at: int
    name: str
    is_named: bool
    status: str
    when: str
    parties: list[tuple[str, str]]
    places: list[str]
    people: str
    sides: list[tuple[str, str]]
    reports: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with its values."""

    key: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def most(self) -> int:
        """The largest count, for bars."""
        return max((c.count for c in self.choices), default=1) or 1


def explore(index: Index, asked: Asked, wrong: Sequence[str]) -> dict[str, Any]:
    """The context of `_found.html`."""
    parts = index.parts(asked)
    found = index.joined(parts)
    idents = index.page(asked, found, PAGE)
    listed = lines(index, idents)
    shown = min(asked.cursor, found.count)
    way = asked.ways()
    return {
        "asked": asked,
        "wrong": wrong,
        "count": found.count,
        "total": index.size,
        "groups": [g for g in _groups(index, asked, way, parts, found.held) if g.choices],
        "chosen": chosen(asked),
        "about": _about(asked.participant),
        "lines": listed,
        "first": shown + 1 if listed else 0,
        "last": shown + len(listed),
        "back": way(cursor=max(0, shown - PAGE)) if shown else None,
        "on": way(cursor=shown + PAGE) if shown + PAGE < found.count else None,
        "sorts": [(key, label, way(sort=key), key == asked.order) for key, label in SORTS.items() if key != "relevance" or asked.q],
        "downloads": [(label, f"/api/v1/exercises.{key}{way()[1:]}") for key, label in FORMATS.items()],
        "revision": str(index.revision),
        "bits": packed(index, found),
        "years": _years(index, asked, way, parts),
        "pairs": asked.but().pairs(),
    }


def packed(index: Index, found: Found) -> str:
    """The exercises found, for the map and the timeline: base64 of one bit an exercise, or `all`."""
    return "all" if found.count == index.size else b64encode(np.packbits(found.held, bitorder="little").tobytes()).decode()


def chosen(asked: Asked) -> list[tuple[str, str, str]]:
    """The parts of the question: what each is, its value in words, and the address without it."""
    out: list[tuple[str, str, str]] = []
    way = asked.ways()

    def part(what: str, words: str, **without: Any) -> None:
        out.append((what, words, way(**without)))

    if asked.q:
        part("words", asked.q, q="", sort=None if asked.sort == "relevance" else asked.sort)
    for code in asked.participant:
        part("with", party_name(code), participant=tuple(c for c in asked.participant if c != code))
    if asked.year_from or asked.year_to:
        years = f"{asked.year_from or '…'}–{asked.year_to or '…'}" if asked.year_from != asked.year_to else str(asked.year_from)
        part("years", years, year_from=None, year_to=None)
    if asked.since:
        part("from", view.date_words(asked.since), since=None)
    if asked.until:
        part("to", view.date_words(asked.until), until=None)
    for name, words in (("status", asked.status), ("domain", asked.domain)):
        if words:
            part(name, words, **{name: None})
    if asked.size_min is not None or asked.size_max is not None:
        part("people", view.count_words({"low": asked.size_min, "high": asked.size_max}), size_min=None, size_max=None)
    if asked.place:
        part("in", party_name(asked.place), place=None)
    if asked.bbox:
        part("map", "the part in view", bbox=None)
    if asked.series:
        part("series", view.series_name(asked.series), series=None)
    for name, value, yes, no in (
        ("conflict", asked.conflict, "reports disagree", "reports agree"),
        ("reviewed", asked.reviewed, "reviewed", "not reviewed"),
    ):
        if value is not None:
            part("only", yes if value else no, **{name: None})
    return out


def _about(codes: tuple[str, ...]) -> tuple[str, str] | None:
    """Name and address of the page on one state or two that are asked for."""
    match codes:
        case (one,):
            return party_name(one), f"/countries/{one}"
        case (one, other):
            return f"{party_name(one)} and {party_name(other)}", f"/pairs/{one}/{other}"
    return None


def _groups(index: Index, asked: Asked, way: Way, parts: Mapping[str, Held], held: Held) -> list[Group]:
    def single(key: str, kind: str, label: str, names: Callable[[str], str]) -> Group:
        wanted = getattr(asked, key)
        told = index.facets[kind].commonest(index.without(parts, key), MOST, [wanted] if wanted else [])
        choices = [Choice(names(v), n, v == wanted, way(**{key: None if v == wanted else v})) for v, n in told if n or v == wanted]
        return Group(key, label, tuple(sorted(choices, key=lambda c: not c.chosen)))

    return [
        _participants(index, asked, way, held),
        single("place", "country", "Held in", party_name),
        single("status", "status", "Status", str),
        single("domain", "domain", "Domain", str),
        _sizes(index, asked, way, parts),
        single("series", "of_series", "Series", view.series_name),
        _yes_no(index, asked, way, parts),
    ]


def _participants(index: Index, asked: Asked, way: Way, held: Held) -> Group:
    told = index.facets["participant"].commonest(held, MOST, asked.participant)
    choices = []
    for code, n in told:
        is_chosen = code in asked.participant
        others = tuple(c for c in asked.participant if c != code)
        choices.append(Choice(party_name(code), n, is_chosen, way(participant=others if is_chosen else (*others, code)), code))
    return Group("participant", "Participants", tuple(sorted(choices, key=lambda c: not c.chosen)))


def _sizes(index: Index, asked: Asked, way: Way, parts: Mapping[str, Held]) -> Group:
    inside = index.without(parts, "size")
    choices = []
    for least, most, label in SIZES:
        count = int(np.count_nonzero(inside & index.sized(least, most)))
        is_chosen = (asked.size_min, asked.size_max) == (least, most)
        bounds = {"size_min": None, "size_max": None} if is_chosen else {"size_min": least, "size_max": most}
        if count or is_chosen:
            choices.append(Choice(label, count, is_chosen, way(**bounds)))
    return Group("size", "People", tuple(choices))


def _yes_no(index: Index, asked: Asked, way: Way, parts: Mapping[str, Held]) -> Group:
    choices = []
    for name, held, yes, no in (
        ("conflict", index.conflicts, "Reports disagree", "Reports agree"),
        ("reviewed", index.reviewed, "Reviewed", "Not reviewed"),
    ):
        inside = index.without(parts, name)
        whole, with_it = int(np.count_nonzero(inside)), int(np.count_nonzero(inside & held))
        for value, label, count in ((True, yes, with_it), (False, no, whole - with_it)):
            is_chosen = getattr(asked, name) is value
            if count or is_chosen:
                choices.append(Choice(label, count, is_chosen, way(**{name: None if is_chosen else value})))
    return Group("checked", "Record", tuple(choices))


def _years(index: Index, asked: Asked, way: Way, parts: Mapping[str, Held]) -> list[tuple[str, int, str, bool]]:
    """Years with exercises in order: year, how many fit, the address that chooses it or takes it back, whether it is chosen."""
    years = index.facets["year"]
    counts = years.counts(index.without(parts, "year")).tolist()
    out = []
    for year, count in sorted(zip(years.names, counts, strict=True)):
        is_chosen = asked.year_from == asked.year_to == int(year)
        bound = None if is_chosen else int(year)
        out.append((year, count, way(year_from=bound, year_to=bound, since=None, until=None), is_chosen))
    return out


def lines(index: Index, idents: Sequence[str]) -> list[Markup]:
    """Exercises as lines of the list; most are written already."""
    told = {ident: Markup(line.decode()) for ident in idents if (line := index.lines.get(ident)) is not None}
    write = environment().get_template("macros/line.html").module.line  # type: ignore[attr-defined]
    new = {record["id"]: write(row(index, record)) for record in index.catalogue.records(i for i in idents if i not in told)}
    if len(index.lines) < MOST_LINES:
        index.lines.update((ident, line.encode()) for ident, line in new.items())
    told.update(new)
    return [told[ident] for ident in idents if ident in told]


@contextmanager
def writing_lines(index: Index) -> Iterator[None]:
    """Writes the lines that are asked for sooner or later, the latest first, behind what is done within, and no longer than that."""
    over = threading.Event()

    def write() -> None:
        for first in range(0, min(index.size, MOST_LINES), AT_ONCE):
            if over.is_set():
                break
            lines(index, index.ids[first : first + AT_ONCE])

    writer = threading.Thread(target=write, name="vedette-lines")
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def row(index: Index, record: Mapping[str, Any]) -> Row:
    """An exercise as lists show it."""
    figures = record.get("personnel") or []
    whole = next((f for f in figures if not f.get("party")), None)
    participants = record.get("participants") or []
    return Row(
        id=record["id"],
        at=index.place_of[record["id"]],
        name=view.exercise_name(record.get("name"), participants),
        is_named=bool(record.get("name")),
        status=record.get("status") or "unknown",
        when=view.span_words(record.get("start"), record.get("end")),
        parties=[(code, party_name(code)) for code in participants],
        places=[view.shortened(p["name"], 100) for p in record.get("places") or [] if p.get("name")],
        people=view.count_words(whole) if whole else "",
        sides=[(f["party"], view.count_words(f)) for f in figures if f.get("party")],
        reports=len(record.get("reports") or []),
        conflicts=record.get("conflicts") or 0,
    )


def points(index: Index) -> bytes:
    """What the map and the timeline draw: the first and last day of each exercise (days since 1970, null without a date), and the places
    of exercises with longitude and latitude in hundredths of a degree."""
    rows = index.rows
    return json.dumps(
        {
            "revision": str(index.revision),
            "size": index.size,
            "first": [_days(r.first) for r in rows],
            "last": [_days(r.last) for r in rows],
            **{name: values.tolist() for name, values in index.points.items()},
        },
        separators=(",", ":"),
    ).encode()


def rows_at(index: Index, places: Sequence[int]) -> list[Row]:
    """The exercises at some places of the list."""
    return [row(index, record) for record in index.catalogue.records(index.ids[n] for n in places)]


def _days(day: str | None) -> int | None:
    return (date.fromisoformat(day) - EPOCH).days if day else None
