"""Claims → the value shown for each property, its alternatives, and the reasons in words.

A pure function of accounts and judgements; nothing is dropped: every value that is claimed is an `Option`, with who claims it. The points
of the reasons stand in `data/rules/weighing.yaml`.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from vedette.lexicon import DATA, LexiconError, load_yaml
from vedette.model import Account, Claim, Value
from vedette.resolve.figures import combine, disputes
from vedette.resolve.history import Step, history
from vedette.resolve.speakers import Voice, parties_of, voice
from vedette.values import compare, contains, fold, how_specific, parse_edtf

SINGLE = frozenset(("name", "series", "edition", "status", "start", "end", "duration"))
"""Properties of which one value at most is true; all others are lists."""
DATES = frozenset(("start", "end"))
FIGURES = frozenset(("personnel", "materiel"))
"""Properties with counts, which are combined as intervals side by side."""


DETAILS = frozenset(("lat", "lon", "region", "kind", "category"))
"""Fields of structured values that follow from the others."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A curator's decision on a claim: accept, reject, or correct with `value`; the latest on a claim counts.

    The claim of a correction may be there no more: the value that was set stays. `claim` is None for one that was never tied to a claim.
    """

    property: str
    claim: str | None
    decision: Literal["accept", "correct", "reject"]
    value: Value = None
    when: str = ""
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value with the claims that give it, their points, the reasons in words, and who claims it."""

    value: Value
    points: int
    reasons: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    publishers: int
    voices: tuple[Voice, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A property: the option shown (None where all were rejected or denied), the alternatives, and whether they contradict it.

    `standing` tells what kind of figure or value is shown: declared by a participant's official, reported by others, or disputed,
    where a voice of another side gives a value that cannot hold as well.
    """

    property: str
    shown: Option | None
    alternatives: tuple[Option, ...]
    standing: Literal["declared", "reported", "disputed"]


@dataclass(frozen=True, slots=True)
class Record:
    """An exercise as weighed: single properties; lists of values (the best first; figures by side); the history of its status."""

    single: Mapping[str, Weighed]
    lists: Mapping[str, tuple[Weighed, ...]]
    history: tuple[Step, ...]

    def value(self, name: str) -> Value:
        """The value shown of a single property, or None."""
        weighed = self.single.get(name)
        return weighed.shown.value if weighed and weighed.shown else None

    def values(self, name: str) -> list[Value]:
        """The values shown of a property with several."""
        return [w.shown.value for w in self.lists.get(name, ()) if w.shown]


def weigh(
    accounts: Sequence[Account], copies: Mapping[str, str] | None = None, statements: Iterable[Claim] = (), rulings: Sequence[Ruling] = ()
) -> Record:
    """What the accounts of one exercise come to.

    `copies` leads from a report's id to that of the text it is a near-duplicate of (`sketches.groups`), `statements` are the reports'
    own claims, which tell the sides of speakers.
    """
    table = _Table(accounts, copies or {}, parties_of(statements), rulings)
    single: dict[str, Weighed] = {}
    lists: dict[str, tuple[Weighed, ...]] = {}
    for name in sorted(table.claims.keys() | {r.property for r in rulings}):
        if name == "status":
            continue
        if name in SINGLE:
            single[name] = table.weigh_single(name)
        elif name in FIGURES:
            lists[name] = table.weigh_figures(name)
        else:
            lists[name] = table.weigh_list(name)
    if {"start", "end"} <= single.keys():
        single.update(table.in_order(single["start"], single["end"]))
    steps = history(table.claims.get("status", ()), single["start"].shown.value if "start" in single and single["start"].shown else None)
    if "status" in table.claims or any(r.property == "status" for r in rulings):
        single["status"] = table.weigh_status(steps)
    return Record(single, lists, steps)


def sources(told: Iterable[tuple[str, str | None]], copies: Mapping[str, str]) -> frozenset[str]:
    """Independent sources among (report, its publisher): one a publisher, and one a text however many print it."""
    seen: dict[str, str] = {}
    for report, publisher in told:
        seen.setdefault(copies.get(report, report), fold(publisher) if publisher else report)
    return frozenset(seen.values())


class _Table:
    """The claims of one exercise by property, with what is needed to weigh them."""

    def __init__(
        self, accounts: Sequence[Account], copies: Mapping[str, str], known: Mapping[tuple[str, str], str], rulings: Sequence[Ruling]
    ) -> None:
        self.copies = copies
        self.focus = {a.id for a in accounts if a.focus}
        self.ruled = {(r.claim or r.property): r for r in sorted(rulings, key=lambda r: r.when)}
        told = (_corrected(c, self.ruled.get(c.id)) for a in accounts for c in a.claims)
        ordered = sorted(told, key=lambda c: (c.published or "", c.report, c.id))
        self.participants = frozenset(str(c.value) for c in ordered if c.property == "participant" and c.modality != "denied")
        self.voices = {c.id: voice(c, self.participants, known) for c in ordered}
        self.latest = max((c.published or "" for c in ordered), default="")
        self.claims: dict[str, list[Claim]] = {}
        for claim in ordered:
            ruling = self.ruled.get(claim.id)
            if ruling is None or ruling.decision != "reject":
                self.claims.setdefault(claim.property, []).append(claim)
        there = {c.id for c in ordered}
        self.set: dict[str, list[Ruling]] = {}
        """Values that no claim gives: of a property with one value the latest decision on it, if that is a correction; of lists all
        whose claim has gone."""
        for ruling in sorted(self.ruled.values(), key=lambda r: r.when):
            if ruling.property in SINGLE and ruling.decision != "reject":
                self.set[ruling.property] = [ruling] if ruling.decision == "correct" else []
            elif ruling.decision == "correct" and ruling.claim not in there:
                self.set.setdefault(ruling.property, []).append(ruling)

    def weigh_single(self, name: str) -> Weighed:
        """One value: options by equal value, dates supported by vaguer ones that hold them."""
        options = self._options(name)
        if name in DATES:
            options = [self._supported(o, options) for o in options]
        return self._choose(name, self._with_correction(name, options), _agree_dates if name in DATES else _equal)

    def in_order(self, start: Weighed, end: Weighed) -> dict[str, Weighed]:
        """Start and end such that the end is not before the start: of all such pairs the one with the most points."""
        starts, ends = ([o for o in (w.shown, *w.alternatives) if o and not o.denied] for w in (start, end))
        pairs = [(a, b) for a in starts for b in ends if _ordered(a.value, b.value)]
        if not pairs:
            return {}
        first, last = max(pairs, key=lambda p: (p[0].points + p[1].points, _key(p[0].value), _key(p[1].value)))
        return {"start": self._choose("start", starts, _agree_dates, first), "end": self._choose("end", ends, _agree_dates, last)}

    def weigh_status(self, steps: Sequence[Step]) -> Weighed:
        """The last step of the history, unless a curator set it."""
        options = self._with_correction("status", self._options("status"))
        last = steps[-1].status if steps else None
        judged = _points("accepted"), _points("corrected")
        best = max(options, key=lambda o: (sum(o.points >= p for p in judged), o.value == last, o.points, _key(o.value)), default=None)
        return Weighed("status", best, tuple(o for o in options if o is not best), "reported")

    def weigh_list(self, name: str) -> tuple[Weighed, ...]:
        """Each value by itself; one that is denied as well as claimed is disputed.

        Values that are only computed exclude each other: the one that rests on most claims is shown ("bilateral" of two participants, not
        "single-country" of a report that names but one).
        """
        basis = {c.id: len(c.basis) for c in self.claims.get(name, ()) if c.derivation == "computed"}
        options = sorted(self._with_correction(name, self._options(name)), key=lambda o: (-o.points, _key(o.value)))
        computed = [o for o in options if o.claims and all(c in basis for c in o.claims) and o.points < _points("accepted")]
        best = max(computed, key=lambda o: max(basis[c] for c in o.claims), default=None)
        out = []
        for option in (o for o in options if o is best or o not in computed):
            standing = self._standing(option, ())
            others = tuple(o for o in computed if o is not best) if option is best else ()
            shown, rest = (None, (option, *others)) if option.denied else (option, others)
            out.append(Weighed(name, shown, rest, standing))
        return tuple(out)

    def weigh_figures(self, name: str) -> tuple[Weighed, ...]:
        """Counts side by side: bounds that can hold together become one interval, others stay as alternatives."""
        sides: dict[str, list[Option]] = {}
        for option in self._with_correction(name, self._options(name)):
            sides.setdefault(_side(option.value), []).append(option)
        out = []
        for side in sorted(sides):
            ranked = sorted(sides[side], key=lambda o: (-o.points, _key(o.value)))
            shown, rest = combine(ranked) if ranked[0].points < _points("corrected") else (ranked[0], ranked[1:])
            against = [o for o in rest if disputes(shown.value, o.value)]
            out.append(Weighed(name, shown, tuple(rest), self._standing(shown, against)))
        return tuple(out)

    def _options(self, name: str) -> list[Option]:
        groups: dict[str, list[Claim]] = {}
        for claim in self.claims.get(name, ()):
            groups.setdefault(_key(claim.value), []).append(claim)
        return [self._option(name, claims) for _, claims in sorted(groups.items())]

    def _option(self, name: str, claims: Sequence[Claim]) -> Option:
        voices = tuple(dict.fromkeys(self.voices[c.id] for c in claims))
        publishers = len(sources(((c.report, c.publisher) for c in claims), self.copies))
        kinds = {v.kind for v in voices}
        specific = _specific(claims[0].value) if name in DATES else 0
        corrections = [r for c in claims if name not in SINGLE and (r := self.ruled.get(c.id)) and r.decision == "correct"]
        told = [
            ("accepted", int(any(r.decision == "accept" for c in claims if (r := self.ruled.get(c.id))))),
            ("participant", int("participant" in kinds)),
            ("precision", specific),
            ("stated", int(any(c.derivation == "stated" for c in claims))),
            ("publisher", publishers),
            ("opponent", int(kinds == {"opponent"})),
            ("later", int(any((c.published or "") == self.latest for c in claims))),
            ("focus", int(any(c.account in self.focus for c in claims))),
            ("hedged", int(all(c.modality != "asserted" for c in claims))),
        ]
        points = sum(_points(row) * n for row, n in told) + (_points("corrected") if corrections else 0)
        reasons = (*dict.fromkeys(map(_set_by, corrections)), *(_words(row, n) for row, n in told if n))
        denied = [c for c in claims if c.modality == "denied"]
        reports = tuple(dict.fromkeys(c.report for c in claims))
        return Option(
            claims[0].value, points, reasons, tuple(c.id for c in claims), reports, publishers, voices, 2 * len(denied) > len(claims)
        )

    def _supported(self, option: Option, options: Sequence[Option]) -> Option:
        """With the points of vaguer dates that hold this one."""
        vaguer = [o for o in options if o is not option and _holds(o.value, option.value)]
        count = sum(o.publishers for o in vaguer)
        if not count:
            return option
        points, reasons = option.points + _points("supported") * count, (*option.reasons, _words("supported", count))
        return Option(option.value, points, reasons, option.claims, option.reports, option.publishers, option.voices, option.denied)

    def _with_correction(self, name: str, options: list[Option]) -> list[Option]:
        """The options with those that a curator set; what claims give as well gains the points."""
        out = {_key(o.value): o for o in options}
        for ruling in self.set.get(name, ()):
            same = out.get(_key(ruling.value), Option(ruling.value, 0, (), (), (), 0, ()))
            points, reasons = same.points + _points("corrected"), (_set_by(ruling), *same.reasons)
            out[_key(ruling.value)] = replace(same, value=ruling.value, points=points, reasons=reasons, denied=False)
        return list(out.values())

    def _choose(self, name: str, options: Sequence[Option], agree: Callable[[Value, Value], bool], chosen: Option | None = None) -> Weighed:
        standing = [o for o in options if not o.denied]
        best = chosen or max(standing, key=lambda o: (o.points, _key(o.value)), default=None)
        rest = sorted((o for o in options if o is not best), key=lambda o: (-o.points, _key(o.value)))
        against = [o for o in rest if best and not agree(best.value, o.value)]
        return Weighed(name, best, tuple(rest), self._standing(best, against))

    def _standing(self, shown: Option | None, against: Sequence[Option]) -> Literal["declared", "reported", "disputed"]:
        declared = shown is not None and any(v.kind == "participant" for v in shown.voices)
        others = {v.kind for o in against for v in o.voices}
        if shown is None or shown.denied or (others - {"participant"} if declared else "participant" in others):
            return "disputed"
        return "declared" if declared else "reported"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    points: int
    words: str
    why: str


@cache
def reasons() -> Mapping[str, _Row]:
    """The documented list of reasons, in order of importance; raises LexiconError where the file is wrong."""
    path = DATA / "rules" / "weighing.yaml"
    try:
        rows = TypeAdapter(list[_Row]).validate_python(load_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return {row.id: row for row in rows}


def _points(row: str) -> int:
    return reasons()[row].points


def _words(row: str, n: int) -> str:
    if row == "publisher" and n == 1:
        return "one publisher"
    return reasons()[row].words.format(n=n)


def _corrected(claim: Claim, ruling: Ruling | None) -> Claim:
    """A claim of a list with the value that a curator set in its place; of a single property all claims stay, and the correction wins."""
    if ruling is None or ruling.decision != "correct" or claim.property in SINGLE:
        return claim
    return replace(claim, value=ruling.value)


def _set_by(ruling: Ruling) -> str:
    """That a curator set a value: who, and why."""
    return _words("corrected", 1) + (f": {ruling.who}" if ruling.who else "") + (f" ({ruling.why})" if ruling.why else "")


def _key(value: Value) -> str:
    """What equal values share: text without case and marks, places by name, series by id."""
    if isinstance(value, Mapping):
        told = {k: fold(v) if isinstance(v, str) else v for k, v in value.items() if k not in DETAILS}
        if value.get("id"):
            told = {"id": value["id"]}
        return json.dumps(told, sort_keys=True, ensure_ascii=False)
    return (fold(value) or value) if isinstance(value, str) and not _is_date(value) else json.dumps(value, ensure_ascii=False)


def _side(value: Value) -> str:
    """What figures must share to be combined: side, and kind of materiel."""
    if not isinstance(value, Mapping):
        return ""
    return json.dumps([value.get("party") or "", fold(str(value.get("type") or ""))])


def _is_date(value: str) -> bool:
    try:
        parse_edtf(value)
    except ValueError:
        return False
    return True


def _specific(value: Value) -> int:
    return how_specific(value) if isinstance(value, str) and _is_date(value) else 0


def _holds(outer: Value, inner: Value) -> bool:
    return isinstance(outer, str) and isinstance(inner, str) and _is_date(outer) and _is_date(inner) and contains(outer, inner)


def _ordered(start: Value, end: Value) -> bool:
    if not (isinstance(start, str) and isinstance(end, str) and _is_date(start) and _is_date(end)):
        return True
    return compare(end, start) != -1


def _agree_dates(one: Value, other: Value) -> bool:
    return _holds(one, other) or _holds(other, one)


def _equal(one: Value, other: Value) -> bool:
    return _key(one) == _key(other)
