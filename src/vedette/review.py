"""What curators decide: the queue of open questions, judgements for ever, agreement of coders, gold from reviewed reports.

A judgement names the claim, the accounts or the exercise that it is about, who made it, when and why. Nothing takes it back but a
later one: coding again changes claims only, and a judgement whose claim is no more is listed by `gone`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from heapq import nsmallest
from itertools import combinations
from operator import attrgetter
from typing import Any, Literal

from vedette import assemble
from vedette.model import Account, Claim, Coding, Judgement, JudgementKind, Value
from vedette.resolve import Profile, score, unpack
from vedette.resolve.rules import threshold
from vedette.schema import schema
from vedette.store import Catalogue, Filters
from vedette.store.reading import chunks

VERDICTS: frozenset[str] = frozenset(("accept", "correct", "reject"))
PAIRED: frozenset[str] = frozenset(("same", "not_same"))
BATCH = 1000
"""Exercises whose weighing is in memory at once while the queue is made."""
UNSURE = 0.6
"""Confidence below which a value that rests on one claim is asked about: of the rules' values below it, about every second one is wrong."""
IMPORTANCE: Mapping[str, float] = {"participant": 3.0, "start": 3.0, "end": 2.0, "personnel": 2.0, "place": 2.0, "status": 1.5, "name": 1.5}
"""How much of an exercise's record hangs on a property; 1 for all others. Set by hand: what filters and figures use weighs most."""
TEMPLATE = frozenset(
    (
        "name",
        "alias",
        "status",
        "participant",
        "observer",
        "place",
        "start",
        "end",
        "duration",
        "personnel",
        "materiel",
        "unit",
        "domain",
        "objective",
        "statement",
    )
)
"""Properties that gold holds: a report is reviewed when all its claims of these are judged."""


class ReviewError(ValueError):
    """A judgement cannot be made; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may hold: the claim that gives it, in which account, and the words that speak for it."""

    claim: str
    account: str
    value: Value
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """An open question. `weight` is how much an answer would change; `subject` and `other` are what a judgement on it names.

    conflict: claims of a property disagree; claim: a value rests on one claim of low confidence; pair: two accounts may be of one exercise.
    """

    kind: Literal["conflict", "claim", "pair"]
    weight: float
    subject: str
    other: str | None
    title: str
    property: str = ""
    choices: tuple[Choice, ...] = ()
    words: tuple[str, ...] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree: Krippendorff's alpha (nominal) over `items` that at least two of them judged; None where it is not defined."""

    about: Literal["claims", "pairs"]
    coders: tuple[str, ...]
    items: int
    alpha: float | None


# the queue


def queue(catalogue: Catalogue, who: str, limit: int = 100, exercise: str | None = None) -> list[Item]:
    """The open questions that `who` has not answered, those whose answer would change most first."""
    mine = {(j.subject, j.other) for j in catalogue.judgements() if j.who == who}
    done = {subject for subject, _ in mine}
    idents = [exercise] if exercise else catalogue.find(Filters())
    open_ = (o for part in chunks(idents, BATCH) for ident, w in catalogue.weighed_of(part).items() for o in _open_of(ident, w, done))
    items = _asked(catalogue, nsmallest(limit, open_, key=attrgetter("rank")))
    items += _pairs(catalogue, None if exercise is None else {exercise}, mine, limit)
    return sorted(items, key=lambda i: (-i.weight, i.subject, i.other or ""))[:limit]


def of_report(catalogue: Catalogue, report: str, who: str) -> list[Item]:
    """The claims of a report that `who` has not judged, in order: for turning it into gold."""
    done = {j.subject for j in catalogue.judgements() if j.who == who}
    claims = [c for a in catalogue.accounts(report=report) for c in a.claims] + catalogue.report_claims(report)
    return [_claim_item(c, 1 - c.confidence, c.report) for c in claims if c.property in TEMPLATE and c.id not in done]


@dataclass(frozen=True, slots=True)
class _Open:
    """A question before its claims are read: a weighed property of an exercise, and its place in the queue."""

    rank: tuple[float, str, str, int]
    exercise: str
    name: str
    weighed: Mapping[str, Any]

    @property
    def options(self) -> list[Mapping[str, Any]]:
        """The values that claims give, the shown one first."""
        return [o for o in (self.weighed["shown"], *self.weighed["alternatives"]) if o and o["claims"]]


def _open_of(exercise: str, weighed: Mapping[str, Any], done: set[str]) -> Iterator[_Open]:
    for name, values in weighed.items():
        for n, w in enumerate(values if name != "history" else ()):
            if w["shown"] and w["shown"]["claims"] and _is_open(w):
                found = _Open((0.0, exercise, name, n), exercise, name, w)
                if not any(c in done for o in found.options for c in o["claims"]):
                    yield replace(found, rank=(-_weight(name, found.options, bool(w["conflict"])), exercise, name, n))


def _weight(name: str, options: Sequence[Mapping[str, Any]], conflict: bool) -> float:
    """How much an answer would change: of conflicts more the more reports and the closer the values, of others the less sure they are."""
    importance = IMPORTANCE.get(name, 1.0)
    if not conflict:
        return importance * (1 - float(options[0].get("confidence", 1.0)))
    margin: int = options[0]["points"] - max((o["points"] for o in options[1:]), default=0)
    return importance * len({r for o in options for r in o["reports"]}) / (1 + max(margin, 0) / 10)


def _asked(catalogue: Catalogue, chosen: Sequence[_Open]) -> list[Item]:
    """The questions with the words of their claims."""
    accounts = catalogue.exercises({o.exercise for o in chosen})
    names = {r["id"]: r.get("name") or f"unnamed exercise {r['id']}" for r in catalogue.records({o.exercise for o in chosen})}
    held = catalogue.claims_with({c for o in chosen for option in o.options for c in option["claims"][:1]})
    claims = {(c.account, c.id): c for c in held}
    items = []
    for o in chosen:
        pairs = [(claims.get((a, option["claims"][0])), option) for option in o.options for a in accounts[o.exercise]]
        choices = tuple(_choice(claim, option) for claim, option in pairs if claim)
        first = next((claim for claim, _ in pairs if claim), None)
        if first is not None:
            kind: Literal["conflict", "claim"] = "conflict" if o.weighed["conflict"] else "claim"
            evidence = _evidence(first, o.exercise)
            items.append(Item(kind, -o.rank[0], first.id, first.account, names[o.exercise], o.name, choices, (), evidence))
    return items


def _is_open(weighed: Mapping[str, Any]) -> bool:
    shown = weighed["shown"]
    return bool(weighed["conflict"]) or (len(shown["claims"]) == 1 and shown.get("confidence", 1.0) < UNSURE)


def _claim_item(claim: Claim, weight: float, exercise: str) -> Item:
    choice = Choice(claim.id, claim.account or "", claim.value, claim.quote)
    return Item("claim", weight, claim.id, claim.account, claim.property, claim.property, (choice,), (), _evidence(claim, exercise))


def _choice(claim: Claim, option: Mapping[str, Any]) -> Choice:
    who = ", ".join(x for x in (claim.speaker, claim.publisher, claim.published) if x)
    return Choice(
        claim.id, claim.account or "", option["value"], f"“{claim.quote}” ({who or claim.report}); {', '.join(option['reasons'])}"
    )


def _pairs(catalogue: Catalogue, exercises: set[str] | None, mine: Collection[tuple[str, str | None]], limit: int) -> list[Item]:
    """Questions about pairs of accounts, those first whose answer would move most accounts; of some exercises, or all."""
    near = [(a, b, total) for a, b, total in catalogue.near_pairs() if (a, b) not in mine and (b, a) not in mine]
    home = catalogue.homes({account for a, b, _ in near for account in (a, b)})
    met = [(a, b, total) for a, b, total in near if exercises is None or home.get(a) in exercises or home.get(b) in exercises]
    size = {e: len(accounts) for e, accounts in catalogue.exercises({home[x] for a, b, _ in met for x in (a, b)}).items()}

    def weight(pair: tuple[str, str, int]) -> float:
        one, other, total = pair
        closeness = 1 - abs(total - threshold("link")) / (threshold("near") + 1)
        return 2 * closeness * (1 if home[one] == home[other] else min(size[home[one]], size[home[other]]))

    chosen = nsmallest(limit, met, key=lambda pair: (-weight(pair), pair))
    profiles = {p.id: p for p in map(unpack, catalogue.profiles({x for a, b, _ in chosen for x in (a, b)}))}
    return [_pair_item(profiles[a], profiles[b], total, (home[a], home[b]), weight((a, b, total))) for a, b, total in chosen]


def _pair_item(a: Profile, b: Profile, total: int, homes: tuple[str, str], weight: float) -> Item:
    words = (
        *(f"{p.name or 'unnamed'}, {p.start or 'undated'}, {', '.join(sorted(p.participants))} ({p.report})" for p in (a, b)),
        *(f"{reason.weight:+d} {reason.words}" for reason in score(a, b).reasons),
        f"{total:+d} in all; now taken for {'one exercise' if homes[0] == homes[1] else 'two exercises'}",
    )
    evidence = {"reports": [a.report, b.report], "names": [a.name, b.name], "points": total, "exercises": list(homes)}
    return Item("pair", weight, a.id, b.id, "One exercise, or two?", words=words, evidence=evidence)


def _evidence(claim: Claim, exercise: str | None) -> dict[str, Any]:
    return {
        "report": claim.report,
        "property": claim.property,
        "value": claim.value,
        "quote": claim.quote,
        "coder": claim.coder,
        "exercise": exercise,
    }


# judging


def now() -> str:
    """This instant in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def judge(catalogue: Catalogue, judgement: Judgement) -> int:
    """Adds a judgement, and resolves and weighs what it touches; returns its number."""
    with catalogue.writing() as writer:
        return assemble.judge(writer, judgement)


def judge_claim(
    catalogue: Catalogue,
    kind: Literal["accept", "correct", "reject"],
    claim: str,
    who: str,
    why: str = "",
    *,
    value: Value = None,
    source: str | None = None,
) -> int:
    """Accepts, corrects (to `value`) or rejects a claim; raises ReviewError for one that is not there, or a correction to no value of its
    property."""
    found = catalogue.claims_with([claim])
    if not found:
        raise ReviewError(f"There is no claim {claim!r}.")
    if kind == "correct":
        if value is None:
            raise ReviewError("A correction needs a value.")
        for problem in schema().problems(replace(found[0], value=value, derivation="stated", basis=())):
            raise ReviewError(f"That is no value for it: {problem}.")
    exercise = catalogue.homes([str(found[0].account)]).get(str(found[0].account))
    only = found[0].account if len(found) == 1 else None
    return judge(catalogue, Judgement(kind, claim, who, now(), why, only, value, source, _evidence(found[0], exercise)))


def read_value(name: str, text: str) -> Value:
    """The value of a property that a curator wrote: JSON for structures and numbers, else the text; raises ReviewError for no JSON."""
    if schema().property(name).value in schema().shapes or (text.isdecimal() and schema().property(name).value == "integer"):
        try:
            value: Value = json.loads(text)
        except json.JSONDecodeError as error:
            raise ReviewError(f"{text!r} is no JSON: {error.msg}.") from error
        return value
    return text


def judge_pair(catalogue: Catalogue, one: str, other: str, who: str, why: str = "", *, same: bool) -> int:
    """Says that two accounts tell of the same exercise, or not; raises ReviewError for accounts that are not there."""
    accounts = {p.id: p for p in map(unpack, catalogue.profiles([one, other]))}
    for ident in (one, other):
        if ident not in accounts:
            raise ReviewError(f"There is no account {ident!r}.")
    if one == other:
        raise ReviewError("An account is the same as itself.")
    evidence = {"reports": [accounts[one].report, accounts[other].report], "names": [accounts[one].name, accounts[other].name]}
    return judge(catalogue, Judgement("same" if same else "not_same", one, who, now(), why, other, None, None, evidence))


def split(catalogue: Catalogue, exercise: str, accounts: Sequence[str], who: str, why: str = "") -> list[int]:
    """Takes accounts out of an exercise: they are not the same as those that stay. Returns the numbers of the judgements."""
    members = [a.id for a in catalogue.accounts(exercise=_there(catalogue, exercise))]
    leaving = [m for m in members if m in accounts]
    staying = [m for m in members if m not in accounts]
    if not leaving or not staying or len(leaving) != len(set(accounts)):
        raise ReviewError(f"Of the accounts of {exercise!r}, some must go and some must stay; it has {', '.join(members)}.")
    return _judge_pairs(catalogue, "not_same", [(one, other) for one in leaving for other in staying], who, why)


def merge(catalogue: Catalogue, one: str, other: str, who: str, why: str = "") -> list[int]:
    """Makes two exercises one: all accounts of both are judged the same as the first one, and so is every pair of them that
    was judged not the same.

    Returns the numbers of the judgements.
    """
    ours = [a.id for a in catalogue.accounts(exercise=_there(catalogue, one))]
    theirs = [a.id for a in catalogue.accounts(exercise=_there(catalogue, other))]
    if ours == theirs:
        raise ReviewError("They are one exercise already.")
    every = [*ours, *theirs]
    latest = {frozenset((j.subject, str(j.other))): j.kind for j in catalogue.judgements(every) if j.kind in PAIRED}
    barred = [(a, b) for a, b in combinations(every, 2) if latest.get(frozenset((a, b))) == "not_same"]
    return _judge_pairs(catalogue, "same", dict.fromkeys([*((every[0], a) for a in every[1:]), *barred]), who, why)


def set_series(catalogue: Catalogue, exercise: str, name: str | None, who: str, why: str = "", *, ident: str | None = None) -> int:
    """Says which series an exercise belongs to (None: to no series); `ident` is the id in series.csv if it is one of these."""
    value = {"name": name, "id": ident} if name else None
    return judge(catalogue, Judgement("series", _there(catalogue, exercise), who, now(), why, None, value))


def note(catalogue: Catalogue, subject: str, who: str, why: str) -> int:
    """Adds a note to an exercise, a report, an account or a claim; raises ReviewError where none of them has this id."""
    if not (catalogue.claims_with([subject]) or catalogue.homes([subject]) or catalogue.reports([subject])):
        found = catalogue.exercise(subject)
        if found is None:
            raise ReviewError(f"There is no claim, account, report or exercise {subject!r}.")
        subject = found
    return judge(catalogue, Judgement("note", subject, who, now(), why))


def withdraw(catalogue: Catalogue, number: int, who: str, why: str = "") -> int:
    """Takes a judgement back, by a judgement; raises ReviewError where there is none of that number that holds."""
    if not any(j.number == number for j in catalogue.judgements()):
        raise ReviewError(f"There is no judgement {number} that holds.")
    return judge(catalogue, Judgement("withdraw", str(number), who, now(), why))


def undo(catalogue: Catalogue, who: str) -> Judgement | None:
    """Withdraws the last judgement of `who` that holds, of this session or an earlier one; returns it, None if there is none."""
    last = next((j for j in reversed(catalogue.judgements()) if j.who == who), None)
    if last is not None and last.number is not None:
        withdraw(catalogue, last.number, who, "undone")
    return last


def _judge_pairs(catalogue: Catalogue, kind: JudgementKind, pairs: Iterable[tuple[str, str]], who: str, why: str) -> list[int]:
    when = now()
    with catalogue.writing() as writer:
        return [assemble.judge(writer, Judgement(kind, one, who, when, why, other)) for one, other in pairs]


def _there(catalogue: Catalogue, exercise: str) -> str:
    found = catalogue.exercise(exercise)
    if found is None:
        raise ReviewError(f"There is no exercise {exercise!r}.")
    return found


# what became of judgements


def gone(catalogue: Catalogue) -> list[Judgement]:
    """The judgements that hold, but whose claim, account, exercise or report is there no more."""
    held = catalogue.judgements()
    claims = {c.id for c in catalogue.claims_with({j.subject for j in held if j.kind not in PAIRED})}
    accounts = catalogue.homes({str(x) for j in held for x in (j.subject, j.other)})
    known = claims | set(catalogue.reports(j.subject for j in held)) | set(accounts)

    def is_there(judgement: Judgement) -> bool:
        if judgement.kind in PAIRED:
            return judgement.subject in known and str(judgement.other) in known
        return judgement.subject in known or (judgement.kind in ("series", "note") and catalogue.exercise(judgement.subject) is not None)

    return [j for j in held if not is_there(j)]


def agreement(judgements: Sequence[Judgement]) -> list[Agreement]:
    """Agreement on claims (accept, correct, reject) and on pairs (same, not same), of each coder's last judgement of each."""
    out = []
    kinds: tuple[tuple[Literal["claims", "pairs"], frozenset[str]], ...] = (("claims", VERDICTS), ("pairs", PAIRED))
    for about, verdicts in kinds:
        said: dict[Any, dict[str, str]] = {}
        for j in judgements:
            if j.kind in verdicts:
                subject: Any = frozenset((j.subject, j.other)) if verdicts is PAIRED else (j.subject, j.other)
                said.setdefault(subject, {})[j.who] = j.kind
        shared = [by for by in said.values() if len(by) > 1]
        coders = tuple(sorted({who for by in shared for who in by}))
        out.append(Agreement(about, coders, len(shared), _alpha(shared, coders, sorted(verdicts))))
    return out


def _alpha(shared: Sequence[Mapping[str, str]], coders: Sequence[str], verdicts: Sequence[str]) -> float | None:
    if not shared:
        return None
    import krippendorff  # with numpy, takes long to import
    import numpy

    table = numpy.array([[verdicts.index(by[who]) if who in by else numpy.nan for by in shared] for who in coders])
    if len({v for by in shared for v in by.values()}) < 2:
        return None  # all said the same of everything: there is nothing to measure chance by
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal", value_domain=list(range(len(verdicts)))))


def reviewed(catalogue: Catalogue) -> Iterator[Coding]:
    """The codings of reports that are reviewed: all claims that gold holds are judged, or the report was accepted as a whole.

    Rejected claims are left out, corrected ones have their new values.
    """
    held = catalogue.judgements()
    whole = {j.subject for j in held if j.kind == "accept"}
    last = {j.subject: j for j in held if j.kind in VERDICTS}
    touched = {c.report for c in catalogue.claims_with(last)} | set(catalogue.reports(whole))
    for report in catalogue.reports(touched).values():
        accounts, claims = catalogue.accounts(report=report.id), catalogue.report_claims(report.id)
        asked = [c for c in (*claims, *(c for a in accounts for c in a.claims)) if c.property in TEMPLATE]
        if report.id in whole or all(c.id in last for c in asked):
            kept = [replace(a, claims=_kept(a.claims, last)) for a in accounts]
            yield Coding(report, tuple(a for a in kept if _is_told(a)), _kept(claims, last))


def _kept(claims: Iterable[Claim], last: Mapping[str, Judgement]) -> tuple[Claim, ...]:
    out = []
    for claim in claims:
        verdict = last.get(claim.id)
        if verdict is None or verdict.kind == "accept":
            out.append(claim)
        elif verdict.kind == "correct":
            out.append(replace(claim, value=verdict.value))
    return tuple(out)


def _is_told(account: Account) -> bool:
    return any(c.property in TEMPLATE for c in account.claims)
