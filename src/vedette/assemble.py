"""Codings → the catalogue's exercises: where resolution, weighing and the store meet. Every function works within a writer's transaction.

A new report touches only its neighbourhood: the accounts that it is compared with, and the exercises whose accounts or judgements change.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from vedette.lexicon import PartyRow, load_csv
from vedette.model import Account, Claim, Coding, Judgement, Report
from vedette.resolve import Neighbourhood, Profile, SamePair, keys, pack, profile, resolve_new, unpack
from vedette.resolve import copies as alike
from vedette.resolve.names import naming, series_rows
from vedette.resolve.records import LONGEST
from vedette.resolve.sketches import groups, sketch
from vedette.resolve.weigh import Option, Record, Ruling, Weighed, sources, weigh
from vedette.store import Shown, Writer, copies
from vedette.values import contains, fold, parse_edtf

BATCH = 500
"""Exercises weighed at a time: their claims are in memory together."""
EXACT = frozenset(("start", "end", "duration"))
"""Single properties of which two values that do not hold together are a conflict; names and statuses may well be several."""


def add(writer: Writer, codings: Sequence[Coding], compare: bool = False) -> int:
    """Stores codings of different reports and resolves what they touch, after `note_copies` if `compare`; returns how many of the reports
    are new."""
    old = writer.account_ids(c.report.id for c in codings)
    gone = [unpack(p) for p in writer.profiles(old)]
    had = writer.exercises_of(old)
    new = writer.store_all(codings)
    if compare:
        note_copies(writer, [c.report for c in codings])
    _resolve(writer, _profiles(codings), gone, had)
    return new


def note_copies(writer: Writer, reports: Iterable[Report]) -> None:
    """Compares the texts of reports with all others that are there, and notes which are near-duplicates; without the package rensa
    nothing is compared, and weighing compares only the reports of one exercise."""
    if not alike.can_sketch():
        return
    for report in reports:
        hashes = alike.sketch(alike.told(report))
        keys = set(alike.bands(hashes))
        copies.keep_sketch(writer.connection, report.id, hashes, keys)
        near = {
            ident: share
            for ident, other, published in copies.sketches_with(writer.connection, keys)
            if ident != report.id and alike.together(report.published, published) and (share := alike.near(hashes, other)) is not None
        }
        copies.keep_copies(writer.connection, report.id, near)


def remove(writer: Writer, report: str) -> None:
    """Takes a report out, with all that only it told of."""
    old = writer.account_ids([report])
    gone = [unpack(p) for p in writer.profiles(old)]
    had = writer.exercises_of(old)
    writer.forget(report)
    _resolve(writer, [], gone, had)


def resolve_again(writer: Writer, codings: Iterable[Coding]) -> None:
    """Resolves all of a catalogue's accounts anew, from its own codings; ids and judgements stay."""
    new = _profiles(codings)
    had = writer.exercises_of(p.id for p in new)
    _resolve(writer, new, [], had, ask=_Everything(writer, had))


def judge(writer: Writer, judgement: Judgement) -> int:
    """Adds a judgement and makes it felt; returns its number."""
    number = writer.judge(judgement)
    felt: Judgement | None = judgement
    if judgement.kind == "withdraw":
        felt = writer.judgement(int(judgement.subject))
    if felt is None or felt.kind in ("note", "withdraw"):
        return number
    if felt.kind in ("same", "not_same"):
        pair = writer.there([felt.subject, str(felt.other)])
        met = set(writer.exercises_of(pair).values())
        again = {a.id for a in writer.accounts(met)} | pair
        _resolve(writer, [], [], {}, again=again)
        return number
    if felt.kind == "series":
        exercise = writer.current(felt.subject)
        show(writer, [exercise] if exercise else [])
        return number
    show(writer, set(writer.exercises_of([*writer.accounts_with([felt.subject]), str(felt.other)]).values()))
    return number


class _Stored(Neighbourhood):
    """What resolution asks the store for; `had` are the exercises of accounts that are being replaced."""

    def __init__(self, writer: Writer, had: Mapping[str, str]) -> None:
        self.writer = writer
        self.had = had

    def with_keys(self, wanted: Collection[str]) -> list[Profile]:
        return [unpack(p) for p in self.writer.profiles_with(wanted)]

    def profiles(self, accounts: Collection[str]) -> list[Profile]:
        return [unpack(p) for p in self.writer.profiles(accounts)]

    def judged(self, accounts: Collection[str]) -> list[SamePair]:
        found = self.writer.judged(accounts)
        return [
            SamePair(j.subject, str(j.other), j.kind == "same", f"{j.number:012d}", j.who, j.why)
            for j in found
            if j.kind in ("same", "not_same")
        ]

    def exercises(self, accounts: Collection[str]) -> Mapping[str, str]:
        return {**{a: e for a, e in self.had.items() if a in accounts}, **self.writer.exercises_of(accounts)}


class _Everything(_Stored):
    """For when all accounts are new: there is nothing more to meet."""

    def with_keys(self, wanted: Collection[str]) -> list[Profile]:
        return []


def _profiles(codings: Iterable[Coding]) -> list[Profile]:
    out: list[Profile] = []
    for coding in codings:
        text = sketch(coding.report.text)
        out += [profile(account, coding.report, text) for account in coding.accounts]
    return out


def _resolve(
    writer: Writer,
    new: Sequence[Profile],
    gone: Sequence[Profile],
    had: Mapping[str, str],
    *,
    ask: _Stored | None = None,
    again: Collection[str] = (),
) -> None:
    found, _ = resolve_new(new, ask or _Stored(writer, had), gone, again)
    writer.keep_profiles((p.id, pack(p), keys(p)) for p in new)
    near = [(n.one, n.other, n.total) for n in found.pairs_near_threshold]
    changed = writer.assign([(e.id, e.accounts) for e in found.exercises], found.redirects, had.values(), near)
    told = {p.id for p in new}
    show(writer, changed | {e.id for e in found.exercises if not told.isdisjoint(e.accounts)})


# what exercises show


def show(writer: Writer, exercises: Collection[str]) -> None:
    """Weighs exercises anew and sets what they show."""
    ordered = sorted(exercises)
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        accounts = writer.accounts(part)
        home = writer.exercises_of(a.id for a in accounts)
        members: dict[str, list[Account]] = {}
        for account in accounts:
            members.setdefault(home[account.id], []).append(account)
        profiles = {p.id: p for p in map(unpack, writer.profiles(a.id for a in accounts))}
        statements: dict[str, list[Claim]] = {}
        for claim in writer.statements({a.report for a in accounts}):
            statements.setdefault(claim.report, []).append(claim)
        once = writer.redirected_to(part)
        judged = [
            replace(j, subject=once.get(j.subject, j.subject)) if j.kind == "series" else j
            for j in writer.judged([*(c.id for a in accounts for c in a.claims), *(a.id for a in accounts), *part, *once])
        ]
        pairs = copies.pairs(writer.connection, {a.report for a in accounts})
        missing = {j.other for j in judged if j.other} - writer.there(j.other for j in judged if j.other)
        writer.show(
            [
                _shown(
                    exercise,
                    group,
                    [profiles[a.id] for a in group if a.id in profiles],
                    [c for a in group for c in statements.get(a.report, ())],
                    [j if j.other not in missing else replace(j, other=None) for j in judged],
                    pairs=pairs,
                )
                for exercise, group in members.items()
            ]
        )


def _shown(
    exercise: str,
    accounts: Sequence[Account],
    profiles: Sequence[Profile],
    statements: Sequence[Claim],
    judged: Sequence[Judgement],
    *,
    pairs: Sequence[tuple[str, str]],
) -> Shown:
    texts = {p.report: p.text for p in profiles}
    same = groups(texts, [pair for pair in pairs if texts.keys() >= set(pair)])
    record = weigh(accounts, same, statements, _rulings(accounts, judged))
    name = record.value("name")
    names = [str(v) for v in (*_alternatives(record.single.get("name")), *record.values("alias"))]
    aliases = {fold(n): n for n in reversed(names) if not name or fold(n) != fold(str(name))}
    series, series_name = _series(exercise, record, profiles, judged)
    start, end = record.value("start"), record.value("end")
    first, last = _bounds(start, end)
    figures = [v for v in record.values("personnel") if isinstance(v, Mapping)]
    whole = next((v for v in figures if v.get("party") is None), {})
    return Shown(
        id=exercise,
        name=str(name) if name else None,
        aliases=tuple(dict.fromkeys(aliases[fold(n)] for n in names if fold(n) in aliases)),
        series=series,
        series_name=series_name,
        edition=_text(record.value("edition")),
        status=str(record.value("status") or "unknown"),
        start=_text(start),
        end=_text(end),
        first=first,
        last=last,
        participants=tuple(sorted(str(v) for v in record.values("participant"))),
        observers=tuple(sorted(str(v) for v in record.values("observer"))),
        places=tuple(v for v in record.values("place") if isinstance(v, Mapping)),
        domains=tuple(sorted(str(v) for v in record.values("domain"))),
        low=max((v["low"] for v in figures if v.get("low") is not None), default=None),
        high=whole.get("high"),
        personnel=tuple(figures),
        reports=tuple(dict.fromkeys(a.report for a in accounts)),
        sources=len(sources(((p.report, p.publisher) for p in sorted(profiles, key=lambda p: (p.published or "", p.report))), same)),
        conflicts=sum(_is_conflict(w) for w in _all(record)),
        weighed=_packed(record, {c.id: c.confidence for a in accounts for c in a.claims}),
        words=_words(record),
        bases=tuple(
            sorted(
                {b for p in profiles for b in (p.names | p.spellings | p.meanings)}
                | {s for s in (series, _spelled(series_name or "")) if s}
            )
        ),
        parents=tuple(sorted({name for p in profiles for name in p.parents})),
    )


def _rulings(accounts: Sequence[Account], judged: Sequence[Judgement]) -> list[Ruling]:
    """What curators decided of these accounts' claims. A correction stays where its claim has gone, as long as the account is there."""
    claims = {c.id: c.property for a in accounts for c in a.claims}
    idents = {a.id for a in accounts}
    out: list[Ruling] = []
    for j in judged:
        if j.kind not in ("accept", "correct", "reject") or (j.other is not None and j.other not in idents):
            continue
        if j.subject in claims or (j.kind == "correct" and j.other in idents):
            told = claims.get(j.subject) or str(j.evidence.get("property"))
            out.append(Ruling(told, j.subject, j.kind, j.value, f"{j.number:012d}", j.who, j.why))
    return out


def _series(exercise: str, record: Record, profiles: Sequence[Profile], judged: Sequence[Judgement]) -> tuple[str | None, str | None]:
    """Key and name of the series: a curator's choice, else that of most accounts, else the spelling that editions share, with no name
    unless a claim gives one."""
    chosen = next((j for j in reversed(judged) if j.kind == "series" and j.subject == exercise), None)
    value = chosen.value if chosen else record.value("series")
    if chosen:
        return (value.get("id") or _spelled(str(value["name"])), str(value["name"])) if isinstance(value, Mapping) else (None, None)
    known = Counter(p.series for p in profiles if p.series)
    name = str(value["name"]) if isinstance(value, Mapping) and value.get("name") else None
    if known:
        ident = min(known, key=lambda s: (-known[s], s))
        return ident, _series_names().get(ident, name)
    spelled = Counter(s for p in profiles for s in p.spellings)
    return min(spelled, key=lambda s: (-spelled[s], s), default=None), name


def _spelled(name: str) -> str:
    """What spellings of a series' name share."""
    return min(naming([name], (), frozenset(), ()).spellings, default=fold(name))


@cache
def _series_names() -> Mapping[str, str]:
    """Series id → its first name."""
    out: dict[str, str] = {}
    for row in series_rows():
        out.setdefault(row.id, row.name)
    return out


@cache
def _party_words() -> Mapping[str, str]:
    """Code → the names of a state or organisation in all languages, for searching."""
    out: dict[str, list[str]] = {}
    for lexicon in ("party_names", "organisations"):
        for row in load_csv(lexicon, PartyRow):
            if row.form in ("name", "short"):
                out.setdefault(row.id, []).append(row.name)
    return {code: " ".join(names) for code, names in out.items()}


def _words(record: Record) -> str:
    """Further words that an exercise is found by: names of its participants and host states, units, materiel, aims."""
    codes = [str(v) for p in ("participant", "observer", "host", "framework") for v in record.values(p)]
    named = [str(v.get("name") or v.get("type")) for p in ("unit", "materiel") for v in record.values(p) if isinstance(v, Mapping)]
    told = [str(v) for p in ("objective", "parent", "kind", "scenario") for v in record.values(p)]
    return "\n".join([*(_party_words().get(c, "") for c in codes), *named, *told])


def _bounds(start: object, end: object) -> tuple[str | None, str | None]:
    """The days that an exercise lies between; where only one end is known, it is taken to last a month at most."""
    one = parse_edtf(start) if isinstance(start, str) else None
    other = parse_edtf(end) if isinstance(end, str) else None
    if one is None and other is None:
        return None, None
    first = one.first if one else _moved(other.first, -LONGEST) if other else None
    last = other.last if other else _moved(one.last, 0) if one else None
    assert first is not None
    assert last is not None
    return first.isoformat(), max(first, last).isoformat()


def _moved(day: date, days: int) -> date:
    return day + timedelta(days=days) if day.toordinal() + days >= 1 else date.min


def _is_conflict(weighed: Weighed) -> bool:
    """Whether claims of a property cannot hold together."""
    if weighed.standing == "disputed":
        return True
    others = [o for o in weighed.alternatives if not o.denied]
    if weighed.shown is None or (weighed.property not in EXACT and weighed.property != "personnel"):
        return False
    return any(not _agree(weighed.shown.value, o.value) for o in others)


def _agree(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return contains(one, other) or contains(other, one)
    return False


def _all(record: Record) -> list[Weighed]:
    return [*record.single.values(), *(w for weighed in record.lists.values() for w in weighed)]


def _alternatives(weighed: Weighed | None) -> list[Any]:
    return [o.value for o in weighed.alternatives if not o.denied] if weighed else []


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _packed(record: Record, sure: Mapping[str, float]) -> dict[str, Any]:
    """Every value with its alternatives and the reasons, as JSON."""
    out: dict[str, Any] = {}
    for weighed in _all(record):
        out.setdefault(weighed.property, []).append(
            {
                "shown": _option(weighed.shown, sure),
                "alternatives": [_option(o, sure) for o in weighed.alternatives],
                "standing": weighed.standing,
                "conflict": _is_conflict(weighed),
            }
        )
    if record.history:
        out["history"] = [{"status": s.status, "since": s.since, "claims": list(s.claims), "words": s.words} for s in record.history]
    return out


def _option(option: Option | None, sure: Mapping[str, float]) -> dict[str, Any] | None:
    if option is None:
        return None
    return {
        "value": option.value,
        "points": option.points,
        "reasons": list(option.reasons),
        "claims": list(option.claims),
        "reports": list(option.reports),
        "publishers": option.publishers,
        "voices": [{"kind": v.kind, "speaker": v.speaker, "party": v.party} for v in option.voices],
        "denied": option.denied,
        "confidence": max((sure[c] for c in option.claims if c in sure), default=1.0),
    }
