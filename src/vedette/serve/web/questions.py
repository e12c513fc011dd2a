"""Open questions as a curator sees them: the values that compete, with the words for each, or two accounts side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vedette.model import Account, Claim, Judgement, Report, Span
from vedette.resolve import score, unpack
from vedette.review import Item, ReviewError
from vedette.schema import schema
from vedette.serve.render import account_title
from vedette.serve.web.judging import Subjects, holding
from vedette.serve.web.marking import Marked, marked
from vedette.serve.web.reading import homes, text_of
from vedette.serve.web.view import exercise_name
from vedette.store import Catalogue

AROUND = 160
"""Characters of the text that are shown before and after the words of a claim."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may hold, with the words of one claim that gives it, the text before and after them, and why it counts."""

    claim: Claim
    value: str
    before: str
    after: str
    report: Report
    reasons: tuple[str, ...] = ()
    others: int = 0
    """How many further claims give the same value."""


@dataclass(frozen=True, slots=True)
class Side:
    """One account of a pair, with its exercise in the catalogue and its words in the text of its report."""

    account: Account
    title: str
    report: Report
    exercise: str | None
    facts: tuple[tuple[str, str], ...]
    text: Marked


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `candidates` for the property `about`, or the two `sides` of a pair with the `reasons` for and against.

    `judged` are the judgements on it that hold, the latest last; `exercise` is (id, title) of the exercise concerned.
    """

    ident: str
    title: str
    subjects: Subjects
    judged: tuple[Judgement, ...]
    exercise: tuple[str, str] | None = None
    about: str = ""
    candidates: tuple[Candidate, ...] = ()
    sides: tuple[Side, ...] = ()
    reasons: tuple[tuple[int, str], ...] = ()
    total: int = 0
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What names the question in an address."""
        return f"{'accounts' if self.sides else 'claim'}={self.ident}"

    def asks(self, item: Item) -> bool:
        """Whether it is the question of an item of the queue."""
        if item.kind == "pair":
            return {item.subject, item.other} == set(self.subjects.pair)
        return item.subject in self.subjects.claims

    @property
    def seen(self) -> str:
        """The numbers of the judgements that hold, as a form carries them."""
        return ",".join(str(j.number) for j in self.judged)


def key_of(item: Item) -> str:
    """What names a question in an address: `claim=…` or `accounts=…,…`."""
    return f"accounts={item.subject},{item.other}" if item.kind == "pair" else f"claim={item.subject}"


def of_claim(catalogue: Catalogue, ident: str) -> Question:
    """The question whether a claim's value holds, with those that compete with it; raises ReviewError if there is no such claim."""
    found = catalogue.claims_with([ident])
    if not found:
        raise ReviewError(f"There is no claim {ident!r}.")
    claim = found[0]
    accounts = [a for a in catalogue.accounts(report=claim.report) if a.id == claim.account]
    exercise = homes(catalogue, accounts).get(str(claim.account))
    options = _options(catalogue, exercise, claim) if exercise else []
    wanted = {c for o in options for c in o["claims"]} | {ident}
    claims = {c.id: c for c in catalogue.claims_with(wanted)} | {ident: claim}
    reports = catalogue.reports({c.report for c in claims.values()})
    chosen = [_chosen(o, claims, ident) for o in options] if options else [(claim, (), 0)]
    candidates = tuple(_candidate(c, reports[c.report], reasons, others) for c, reasons, others in chosen if c is not None)
    label = schema().property(claim.property).label
    subjects = Subjects(claims=tuple(sorted(wanted)))
    named = _named(catalogue, exercise)
    title = f"{label} of {named[1]}" if named else label
    return Question(ident, title, subjects, tuple(holding(catalogue, subjects)), named, claim.property, candidates)


def of_pair(catalogue: Catalogue, one: str, other: str) -> Question:
    """The question whether two accounts tell of one exercise; raises ReviewError if one is not there."""
    profiles = {p.id: p for p in map(unpack, catalogue.profiles([one, other]))}
    for ident in (one, other):
        if ident not in profiles:
            raise ReviewError(f"There is no account {ident!r}.")
    if one == other:
        raise ReviewError("An account is the same as itself.")
    ends = [profiles[one], profiles[other]]
    accounts = [a for p in ends for a in catalogue.accounts(report=p.report) if a.id == p.id]
    reports = catalogue.reports(p.report for p in ends)
    home = homes(catalogue, accounts)
    found = score(*ends)
    evidence = {
        "reports": [p.report for p in ends],
        "names": [p.name for p in ends],
        "points": found.total,
        "exercises": [home.get(p.id) for p in ends],
    }
    subjects = Subjects(pair=(one, other))
    return Question(
        ident=f"{one},{other}",
        title="One exercise, or two?",
        subjects=subjects,
        judged=tuple(holding(catalogue, subjects)),
        exercise=_named(catalogue, home.get(one)),
        sides=tuple(_side(a, reports[a.report], home.get(a.id)) for a in accounts),
        reasons=tuple((r.weight, r.words) for r in found.reasons),
        total=found.total,
        evidence=evidence,
    )


def _named(catalogue: Catalogue, exercise: str | None) -> tuple[str, str] | None:
    if exercise is None:
        return None
    record = next(iter(catalogue.records([exercise])), {})
    return exercise, exercise_name(record.get("name"), record.get("participants", ()))


def _options(catalogue: Catalogue, exercise: str, claim: Claim) -> list[Mapping[str, Any]]:
    """The values that weighing set side by side for what the claim tells, that of the claim among them; the one shown first."""
    for weighed in catalogue.weighed(exercise).get(claim.property, []):
        options = [o for o in (weighed["shown"], *weighed["alternatives"]) if o and o["claims"]]
        if any(claim.id in o["claims"] for o in options):
            return options
    return []


def _chosen(option: Mapping[str, Any], claims: Mapping[str, Claim], asked: str) -> tuple[Claim | None, tuple[str, ...], int]:
    """The claim that stands for an option: the one asked about, or the first."""
    there = [c for c in option["claims"] if c in claims]
    ident = asked if asked in there else next(iter(there), None)
    return (claims[ident] if ident else None), tuple(option["reasons"]), len(there) - 1


def _candidate(claim: Claim, report: Report, reasons: Iterable[str], others: int) -> Candidate:
    return Candidate(
        claim, text_of(claim), _before(report.text, claim.span), _after(report.text, claim.span), report, tuple(reasons), others
    )


def _before(text: str, span: Span) -> str:
    """What stands before a span in its paragraph, from the beginning of a word."""
    found = text[max(0, span.start - AROUND) : span.start].rpartition("\n\n")[2]
    return f"… {found.partition(' ')[2]}" if len(found) == AROUND else found


def _after(text: str, span: Span) -> str:
    found = text[span.end : span.end + AROUND].partition("\n\n")[0]
    return f"{found.rpartition(' ')[0]} …" if len(found) == AROUND else found


def _side(account: Account, report: Report, exercise: str | None) -> Side:
    told = ("name", "start", "end", "participant", "place", "personnel", "status")
    facts = [(schema().property(name).label, ", ".join(_values(account.claims, name))) for name in told]
    return Side(account, account_title(account), report, exercise, tuple(f for f in facts if f[1]), marked(report, account.claims))


def _values(claims: Sequence[Claim], name: str) -> list[str]:
    return list(dict.fromkeys(text_of(c) for c in claims if c.property == name))
