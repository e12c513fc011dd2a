"""Views of a catalogue: lists, cooperation of two states, series, times, conflicts, what is to come, figures, thresholds."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from vedette.analysis.asking import AnalysisError, NotHeldError, series_key
from vedette.analysis.kin import kin
from vedette.model import Account, Claim
from vedette.resolve import Profile, unpack
from vedette.resolve.series import Edition, Series, series_of_exercises
from vedette.resolve.vienna import View, document, repeated, vienna
from vedette.store import Catalogue, Filters
from vedette.values import precision, span_days

Records = list[dict[str, Any]]

TOGETHER = 500
"""Exercises whose accounts are read at once, so that memory does not grow with the catalogue."""


def exercises(catalogue: Catalogue, chosen: Filters, limit: int | None = None) -> Records:
    """The exercises that fit: those whose own words match before those whose reports do, the latest first."""
    return catalogue.records(catalogue.find(chosen, limit=limit))


def pair(catalogue: Catalogue, one: str, other: str, chosen: Filters | None = None) -> dict[str, Any]:
    """Cooperation of two parties (codes): their exercises by date, and by year how many, of these only of the two, days, most people.

    `days` are summed where start and end are known to the day, `most` is the largest lower bound of people that is claimed.

    Raises AnalysisError for a party and itself.
    """
    if one == other:
        raise AnalysisError(f"A pair is of two: name another besides {one}.")
    both = replace(chosen or Filters(), participants=(one, other))
    rows = catalogue.rows(both)
    years: dict[str, dict[str, Any]] = {}
    for row in rows:
        row["bilateral"] = row["parties"] == 2
        if row["first"] is None:
            continue
        year = years.setdefault(row["first"][:4], {"year": int(row["first"][:4]), "exercises": 0, "bilateral": 0, "days": 0, "most": None})
        year["exercises"] += 1
        year["bilateral"] += row["bilateral"]
        year["days"] += (span_days(row["start"], row["end"]) or 0) if row["start"] and row["end"] else 0
        year["most"] = max((x for x in (year["most"], row["low"]) if x is not None), default=None)
    return {"parties": [one, other], "years": [years[y] for y in sorted(years)], "exercises": rows}


def series(catalogue: Catalogue, name: str) -> Records:
    """A series under any of its spellings, with its editions in order, what each is part of and what is part of it; several series
    where exercises of the name make more than one.

    Raises NotHeldError if no exercise is of it.
    """
    key = series_key(name)
    found = _series_of(catalogue, key, Filters(series=key))
    if not found:
        raise NotHeldError(f"No exercise of a series {name!r} is in the catalogue.")
    related = kin(catalogue, [e["id"] for _, made in found for e in made])
    return [
        {
            "id": s.id,
            "name": s.name if s.known else name,
            "known": s.known,
            "frequency": s.frequency,
            "editions": [{**e, "parent": related[e["id"]][0], "components": related[e["id"]][1]} for e in made],
        }
        for s, made in found
    ]


def editions(catalogue: Catalogue, key: str, among: frozenset[str] | None = None) -> Records:
    """The editions of the series with a key (as records have it) in order: id, name, edition, year, and whether they were held; of all
    its exercises, or of some that are known to be of it, which takes as long as these are many."""
    found = _series_of(catalogue, key, Filters(series=key) if among is None else Filters(among=among))
    return [{k: e[k] for k in ("id", "name", "edition", "year", "held")} for s, made in found if s.id == key for e in made]


def _series_of(catalogue: Catalogue, key: str, chosen: Filters) -> list[tuple[Series, Records]]:
    rows = {r["id"]: r for r in catalogue.rows(chosen)}
    members = catalogue.exercises(rows)
    profiles = {p.id: p for p in map(unpack, catalogue.profiles(a for accounts in members.values() for a in accounts))}
    told: dict[str, list[Profile]] = {e: [profiles[a] for a in accounts if a in profiles] for e, accounts in members.items()}
    judged = {j.subject: j.value for j in catalogue.judgements(rows) if j.kind == "series"}
    set_apart = {e: str(v.get("id") or series_key(str(v["name"]))) for e, v in judged.items() if isinstance(v, Mapping)}
    found = series_of_exercises(told, {**dict.fromkeys(rows, key), **set_apart})
    return [(s, [_edition(e, rows[e.exercise]) for e in s.editions]) for s in found]


def _edition(edition: Edition, row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "edition": row["edition"] or edition.number or edition.year, "year": edition.year, "held": edition.status}


def timeline(catalogue: Catalogue, chosen: Filters, by: str = "year") -> Records:
    """Periods (`year` or `month`) with how many exercises began in them, and which; without those whose beginning is not known so far.

    Raises AnalysisError for another period.
    """
    if by not in ("year", "month"):
        raise AnalysisError(f"There is no period {by!r}; it is one of year, month.")
    periods: dict[str, list[dict[str, Any]]] = {}
    matching = set(catalogue.find(chosen)) if chosen.text else None
    for row in catalogue.rows(replace(chosen, text="")):
        period = period_of(row["start"], row["first"], by)
        if period is not None and (matching is None or row["id"] in matching):
            periods.setdefault(period, []).append(row)
    return [{"period": p, "exercises": len(rows), "list": rows} for p, rows in sorted(periods.items())]


def period_of(start: str | None, first: str | None, by: str) -> str | None:
    """The year (`by` year) or month in which an exercise begins; None where it is not known so far.

    `start` is an EDTF date, which names no month where it is a year or a season; `first` the first day that it may have.
    """
    if by == "year":
        return (start or first or "")[:4] or None
    return start[:7] if start and precision(start) in ("month", "day") else None


def conflicts(catalogue: Catalogue, chosen: Filters) -> Records:
    """Where claims disagree: exercise, property, the value shown and the others, each with who claims it."""
    out: Records = []
    for record in exercises(catalogue, replace(chosen, conflicts=True)):
        for name, values in catalogue.weighed(record["id"]).items():
            for weighed in values if name != "history" else ():
                if weighed["conflict"]:
                    options = [o for o in (weighed["shown"], *weighed["alternatives"]) if o]
                    out.append(
                        {
                            "id": record["id"],
                            "name": record["name"],
                            "property": name,
                            "standing": weighed["standing"],
                            "values": [
                                {"value": o["value"], "reports": o["reports"], "reasons": o["reasons"], "voices": o["voices"]}
                                for o in options
                            ],
                        }
                    )
    return out


def upcoming(catalogue: Catalogue, today: date, chosen: Filters | None = None) -> Records:
    """Exercises that are not over on a day, as far as their dates go, and are not called off; the next first."""
    ahead = replace(chosen or Filters(), since=max(today.isoformat(), (chosen.since if chosen else None) or ""))
    found = catalogue.records(catalogue.find(ahead, latest_first=False))
    return [r for r in found if r["status"] not in ("cancelled", "completed")]


def stats(catalogue: Catalogue) -> dict[str, Any]:
    """Figures of the whole catalogue: how many of each thing, and the commonest values."""
    years = Counter(row["first"][:4] for row in catalogue.rows(Filters()) if row["first"])
    return {
        "counts": catalogue.count(),
        "years": [{"value": year, "exercises": n} for year, n in sorted(years.items())],
        "status": [{"value": value, "exercises": n} for value, n in catalogue.tally("exercise", "status")],
        "participants": [{"value": value, "exercises": n} for value, n in catalogue.commonest("participant")],
        "countries": [{"value": value, "exercises": n} for value, n in catalogue.commonest("country")],
        "domains": [{"value": value, "exercises": n} for value, n in catalogue.commonest("domain")],
        "publishers": [{"value": value, "reports": n} for value, n in catalogue.tally("report", "publisher")],
        "languages": [{"value": value, "reports": n} for value, n in catalogue.tally("report", "lang")],
    }


def vienna_view(catalogue: Catalogue, chosen: Filters) -> Records:
    """Which exercises reach the thresholds of the Vienna Document 2011, by which figures and whose.

    Exercises that it does not cover are left out, those whose dates lie before it unread. Each finding says `reaches`, `stays below` or
    `cannot tell`, with the paragraph and the reason. `within_three_years` names the States that held an `earlier` one of these exercises
    above the limit of paragraph 67.1 less than three calendar years before.
    """
    over = {row["id"] for row in catalogue.rows(chosen) if row["last"] and row["last"] < document().since}
    asked = [ident for ident in catalogue.find(chosen) if ident not in over]
    found = []
    for n in range(0, len(asked), TOGETHER):
        viewed = _vienna(catalogue, catalogue.records(asked[n : n + TOGETHER]))
        found += [(record, view) for record, view in viewed if view["covers"] is not False]
    large = {r["id"]: (int(r["start"][:4]), frozenset(r["participants"])) for r, v in found if r["start"] and _is_constrained(v)}
    again: dict[str, Records] = {}
    for state, earlier, later in repeated(large):
        again.setdefault(later, []).append({"state": state, "earlier": earlier})
    heads = ({k: r[k] for k in ("id", "name", "start")} for r, _ in found)
    return [{**head, **v, "within_three_years": again.get(head["id"], [])} for head, (_, v) in zip(heads, found, strict=True)]


def _is_constrained(view: Mapping[str, Any]) -> bool:
    return any(f["provision"] == "constraint" and f["answer"] == "reaches" for f in view["findings"])


def vienna_of(record: Mapping[str, Any], accounts: Sequence[Account], besides: Mapping[str, Sequence[Claim]]) -> dict[str, Any]:
    """The Document's view of one exercise: whether it `covers` it (None where that cannot be told), why, and the findings.

    It rests on the exercise's accounts, and on what reports claim besides of nothing in them (report id → claims).
    """
    return _told(vienna(accounts, [c for report in record["reports"] for c in besides.get(report, ())]))


def _vienna(catalogue: Catalogue, records: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Each exercise with the Document's view of it."""
    accounts = catalogue.accounts_of([r["id"] for r in records])
    homes = catalogue.homes(a.id for a in accounts)
    told: dict[str, list[Account]] = {}
    for account in accounts:
        told.setdefault(homes[account.id], []).append(account)
    besides = catalogue.claims_besides(report for r in records for report in r["reports"])
    for record in records:
        yield record, vienna_of(record, told.get(record["id"], ()), besides)


def _told(view: View) -> dict[str, Any]:
    keys = ("provision", "paragraph", "measure", "least", "answer", "reason")
    findings = [
        {
            **{k: getattr(f, k) for k in keys},
            "claims": [{"claim": b.claim, "answer": b.answer, "words": b.words} for b in f.bounds],
        }
        for f in view.findings
    ]
    return {"covers": view.covered, "covered": view.reason, "findings": findings}
