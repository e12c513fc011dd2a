"""Judgements from the web: made only while what the curator saw still holds, so that nobody overrules another unknowingly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from vedette import assemble
from vedette.model import Claim, Judgement
from vedette.review import PAIRED, VERDICTS, ReviewError, now
from vedette.schema import schema
from vedette.store import Catalogue

Numbers = frozenset[int]
"""Numbers of judgements: what a curator has seen of a question."""


class Changed(ReviewError):
    """Somebody judged since the curator looked: `new` are the judgements not seen, `gone` the numbers of those withdrawn meanwhile."""

    def __init__(self, new: tuple[Judgement, ...], gone: Numbers) -> None:
        super().__init__("Somebody else has judged this since you opened it.")
        self.new = new
        self.gone = gone


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a question is about: the claims whose values compete, or the two accounts of a pair."""

    claims: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()

    def idents(self) -> tuple[str, ...]:
        """The ids that judgements on the question name."""
        return self.claims or self.pair

    def of(self, judgements: Iterable[Judgement]) -> list[Judgement]:
        """Those of some judgements that answer the question."""
        if self.pair:
            return [j for j in judgements if j.kind in PAIRED and {j.subject, j.other} == set(self.pair)]
        return [j for j in judgements if j.kind in VERDICTS and j.subject in self.claims]


def holding(catalogue: Catalogue, subjects: Subjects) -> list[Judgement]:
    """The judgements on a question that hold, the earliest first."""
    return subjects.of(catalogue.judgements(subjects.idents()))


def judge(catalogue: Catalogue, judgement: Judgement, subjects: Subjects, seen: Numbers) -> int:
    """Adds a judgement and returns its number; raises Changed, and adds nothing, where other judgements hold than were `seen`.

    Looking and writing are one transaction: of two who answer at once, the second is told of the first.
    """
    with catalogue.writing() as writer:
        held = subjects.of(writer.judged(subjects.idents()))
        numbers = frozenset(j.number for j in held if j.number is not None)
        if numbers != seen:
            raise Changed(tuple(j for j in held if j.number not in seen), seen - numbers)
        if judgement.kind in VERDICTS:
            accounts = writer.accounts_with([judgement.subject])
            exercise = next(iter(writer.exercises_of(accounts).values()), None)
            only = judgement.other if len(accounts) == 1 else None
            judgement = replace(judgement, other=only, evidence={**judgement.evidence, "exercise": exercise})
        return assemble.judge(writer, judgement)


def verdict(
    claim: Claim,
    kind: str,
    who: str,
    *,
    why: str = "",
    value: Any = None,
    source: str | None = None,
    marked: Mapping[str, Any] | None = None,
) -> Judgement:
    """The judgement that accepts, corrects or rejects a claim; `marked` are the words of the report that a correction rests on.

    Raises ReviewError for an unknown kind, or a correction whose value breaks the rules of its property.
    """
    evidence = {"report": claim.report, "property": claim.property, "value": claim.value, "quote": claim.quote, "coder": claim.coder}
    made = partial(Judgement, subject=claim.id, who=who, when=now(), why=why, other=claim.account)
    if kind == "accept":
        return made("accept", evidence=evidence)
    if kind == "reject":
        return made("reject", evidence=evidence)
    if kind != "correct":
        raise ReviewError("Of a value the answer is to accept, correct or reject it.")
    if value is None:
        raise ReviewError("A correction needs a value.")
    for problem in schema().problems(replace(claim, value=value, derivation="stated", basis=())):
        raise ReviewError(f"The value cannot be taken: {problem}.")
    return made("correct", value=value, source=source, evidence={**evidence, "marked": marked} if marked else evidence)


def pairing(pair: tuple[str, ...], who: str, evidence: Mapping[str, Any], *, same: bool, why: str = "") -> Judgement:
    """The judgement that two accounts tell of one exercise, or of two."""
    return Judgement("same" if same else "not_same", pair[0], who, now(), why, pair[1], None, None, dict(evidence))
