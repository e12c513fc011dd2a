"""Scores codings against gold: exercises are aligned one to one by what they share, then the fillers of each slot are compared."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeVar

from vedette.evaluate.credit import ALL, CREDIT, SAME_NAME, SINGLE, SLOTS, Template, bounds, distinct, fillers, listed, name_likeness, names
from vedette.evaluate.similar import alike

LEAST_AFFINITY = 0.3
"""Below it two records are not taken to speak of the same exercise. This and the weights of `affinity` are those of the official scorer."""
RELATED_NAME = 0.6
"""Two named exercises whose names are less alike are never the same."""
SAME_VENUE = 0.8
"""How alike two place names must be to speak for the same exercise."""


G = TypeVar("G")
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a filler of gold, of a found one, or of both where they were paired.

    `gold` is None for what was wrongly found, `found` for what was missed. `exercise` names the exercise for people. `ref` and
    `index` tell where the found filler stands: the found exercise's ref (None for statements) and the place in its list.
    """

    report: str
    slot: str
    exercise: str
    gold: Any
    found: Any
    credit: float
    ref: str | None = None
    index: int = 0


@dataclass(slots=True)
class Tally:
    """Sums over fillers: what they earned, how many gold has and how many were found."""

    credit: float = 0.0
    gold: int = 0
    found: int = 0

    def add(self, outcome: Outcome, credit: float | None = None) -> None:
        """Counts an outcome; `credit` replaces what it earned."""
        self.credit += outcome.credit if credit is None else credit
        self.gold += outcome.gold is not None
        self.found += outcome.found is not None

    @property
    def precision(self) -> float:
        """Credit for each filler found, 0 to 1."""
        return self.credit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Credit for each filler of gold, 0 to 1."""
        return self.credit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """All outcomes of some reports, with the figures that follow. `reports` is the number of gold reports."""

    outcomes: tuple[Outcome, ...]
    reports: int
    tallies: Mapping[str, Tally] = field(init=False)

    def __post_init__(self) -> None:
        tallies: defaultdict[str, Tally] = defaultdict(Tally)
        for outcome in self.outcomes:
            tallies[outcome.slot].add(outcome)
        object.__setattr__(self, "tallies", {slot: tallies[slot] for slot in ("exercise", *ALL)})

    @property
    def headline(self) -> float:
        """The mean F1 of the slots that gold or the coder filled at all; every slot weighs the same. Rounded to four digits."""
        used = [round(self.tallies[s].f1, 4) for s in ALL if self.tallies[s].gold or self.tallies[s].found]
        return round(sum(used) / len(used), 4) if used else 0.0

    @property
    def exercise_f1(self) -> float:
        """F1 of finding the exercises, rounded to four digits."""
        return round(self.tallies["exercise"].f1, 4)

    def figures(self) -> dict[str, Any]:
        """The figures as the official scorer prints them, ready for JSON."""
        return {
            "reports": self.reports,
            "headline": self.headline,
            "exercise_f1": self.exercise_f1,
            "slots": {
                slot: {
                    "precision": round(t.precision, 4),
                    "recall": round(t.recall, 4),
                    "f1": round(t.f1, 4),
                    "gold": t.gold,
                    "predicted": t.found,
                }
                for slot, t in self.tallies.items()
            },
        }

    def of(self, reports: Iterable[str]) -> "Score":
        """The score of some of the reports."""
        wanted = set(reports)
        return Score(tuple(o for o in self.outcomes if o.report in wanted), len(wanted))

    def by_report(self) -> dict[str, list[Outcome]]:
        """The outcomes of each report that has any."""
        out: defaultdict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            out[outcome.report].append(outcome)
        return dict(out)

    def worst(self) -> list[tuple[float, str]]:
        """The reports that have an error, the one that lost most first: F1 over all its fillers, and its id."""
        out = []
        for report, outcomes in self.by_report().items():
            tally = Tally()
            for outcome in outcomes:
                tally.add(outcome)
            if any(o.credit < 1 for o in outcomes):
                out.append((round(tally.f1, 4), report))
        return sorted(out)


def score(gold: Mapping[str, Template], found: Mapping[str, Template]) -> Score:
    """Holds templates against gold, both by report id. A report without a template counts as one with nothing found."""
    outcomes = [o for report, wanted in gold.items() for o in outcomes_of(report, wanted, found.get(report, {}))]
    return Score(tuple(outcomes), len(gold))


def affinity(gold: Template, found: Template) -> float:
    """How likely two records speak of the same exercise: names, participants, and months, places and numbers of people in common."""
    total = 0.0
    if names(gold) and names(found):
        same = name_likeness(gold, found)
        if same < RELATED_NAME:
            return 0.0
        total += 1.5 * same
    g, f = set(listed(gold.get("participants"))), set(listed(found.get("participants")))
    if g and f:
        total += len(g & f) / len(g | f)
    total += 0.3 * bool(_months(gold) & _months(found))
    places = product(listed(gold.get("places")), listed(found.get("places")))
    total += 0.3 * any(alike(a.get("name"), b.get("name")) >= SAME_VENUE for a, b in places)
    total += 0.3 * bool({bounds(p) for p in listed(gold.get("personnel"))} & {bounds(p) for p in listed(found.get("personnel"))})
    return total


def _months(template: Template) -> set[str]:
    return {d[:7] for d in (*listed(template.get("start")), *listed(template.get("end"))) if d}


def pair(golds: Sequence[G], founds: Sequence[F], worth: Callable[[G, F], float], least: float = 0.0) -> dict[int, tuple[int, float]]:
    """Pairs one to one, the most worthy pair first: index in gold → index in found, and the worth. Pairs worth nothing, or less than
    `least`, are not made."""
    ranked = sorted(((worth(g, f), i, j) for (i, g), (j, f) in product(enumerate(golds), enumerate(founds))), key=lambda t: (-t[0], *t[1:]))
    out: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, i, j in ranked:
        if value > 0 and value >= least and i not in out and j not in taken:
            out[i] = (j, value)
            taken.add(j)
    return out


def outcomes_of(report: str, gold: Template, found: Template) -> list[Outcome]:
    """The outcomes of one report. An exercise found for one that gold mentions in passing is neither rewarded nor punished."""
    golds, founds = listed(gold.get("exercises")), listed(found.get("exercises"))
    pairs = pair(golds, founds, affinity, LEAST_AFFINITY)
    out: list[Outcome] = []
    for i, wanted in enumerate(golds):
        if wanted.get("focus", True):
            got = founds[pairs[i][0]] if i in pairs else None
            out += _exercise(report, wanted, got)
    aligned = {j for j, _ in pairs.values()}
    for j, extra in enumerate(founds):
        if j not in aligned:
            out += _exercise(report, None, extra)
    return out + _slot(report, "statements", "statements", gold, found)


def label(template: Template) -> str:
    """A short name for an exercise."""
    return str(template.get("name") or f"unnamed exercise ({'-'.join(listed(template.get('participants'))[:4]) or '?'})")


def _exercise(report: str, gold: Template | None, found: Template | None) -> list[Outcome]:
    known = gold if gold is not None else found
    assert known is not None
    called = label(known)
    whole = Outcome(
        report,
        "exercise",
        called,
        None if gold is None else label(gold),
        None if found is None else label(found),
        float(gold is not None and found is not None),
        found.get("ref") if found else None,
    )
    return [whole, *(o for slot in SLOTS for o in _slot(report, slot, called, gold or {}, found or {}))]


def _slot(report: str, slot: str, called: str, gold: Template, found: Template) -> list[Outcome]:
    g, f = fillers(gold, slot), fillers(found, slot)
    ref = found.get("ref")
    if slot == "participants" and gold and found:  # as the official scorer has it, which counts every one of an unaligned exercise
        g, f = distinct(g), distinct(f)
    if slot in SINGLE:
        worth = (
            float(name_likeness(gold, found) >= SAME_NAME) if slot == "name" else CREDIT[slot](g[0].value, f[0].value) if g and f else 0.0
        )
        pairs = {0: (0, worth)} if g and f else {}
    else:
        pairs = pair([x.value for x in g], [x.value for x in f], CREDIT[slot])
    out = [
        Outcome(report, slot, called, x.value, f[pairs[i][0]].value, pairs[i][1], ref, f[pairs[i][0]].index)
        if i in pairs
        else Outcome(report, slot, called, x.value, None, 0.0)
        for i, x in enumerate(g)
    ]
    taken = {j for j, _ in pairs.values()}
    return out + [Outcome(report, slot, called, None, x.value, 0.0, ref, x.index) for j, x in enumerate(f) if j not in taken]
