"""What was missed and what was wrong in a report, with the words and the sentence that each stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from vedette.annotate import annotate
from vedette.evaluate.run import Run
from vedette.evaluate.score import Outcome
from vedette.evaluate.spans import PROPERTY, WORDING, claim_of, occurrences, signs
from vedette.model import Document, Report, Span

Kind = Literal["missed", "wrong", "off"]
"""missed: only gold has it; wrong: only the coder has it; off: both have it, but not alike."""


@dataclass(frozen=True, slots=True)
class Error:
    """An outcome that is not all right. `span` is where the value stands in the kept text, `sentence` the sentence around it, both
    None where gold's words stand nowhere as such."""

    kind: Kind
    outcome: Outcome
    span: Span | None
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A report with its errors and with the spans of what is right."""

    report: Report
    f1: float
    errors: tuple[Error, ...]
    right: tuple[tuple[Outcome, Span], ...]
    crash: str | None = None


def marked(run: Run, ident: str, f1: float) -> Marked:
    """The errors of one report."""
    report = run.reports[ident]
    doc = annotate(report)
    crash = next((c.error for c in run.crashes if c.report == ident), None)
    outcomes = [o for o in run.score.outcomes if o.report == ident]
    right = [(o, _span(o, run, doc)) for o in outcomes if o.credit == 1 and o.slot in PROPERTY]
    errors = tuple(_error(o, run, doc) for o in outcomes if o.credit < 1)
    return Marked(report, f1, errors, tuple((o, s) for o, s in right if s is not None), crash)


def worst(run: Run, number: int | None = None) -> list[Marked]:
    """The reports with errors, the worst first; `number` of them, or all."""
    ranked = run.score.worst()
    crashed = [(0.0, c.report) for c in run.crashes if c.report not in {ident for _, ident in ranked}]
    return [marked(run, ident, f1) for f1, ident in [*crashed, *ranked][:number]]


def _error(outcome: Outcome, run: Run, doc: Document) -> Error:
    kind: Kind = "missed" if outcome.found is None else "wrong" if outcome.gold is None else "off"
    span = _span(outcome, run, doc)
    return Error(kind, outcome, span, _sentence(span, doc) if span else None)


def _span(outcome: Outcome, run: Run, doc: Document) -> Span | None:
    if outcome.found is not None:
        if outcome.slot == "exercise":
            return next(iter(occurrences(str(outcome.found), doc.report)), None)
        return claim_of(outcome, run.codings[outcome.report]).span
    return next(iter(_places(outcome, doc)), None)


def _places(outcome: Outcome, doc: Document) -> Sequence[Span]:
    """Where a value of gold stands."""
    if outcome.slot in ("participants", "personnel"):
        return signs(outcome, doc)
    if outcome.slot in ("start", "end"):
        return [m.span for m in doc.of("date") if {m.value.start, m.value.end} & set(outcome.gold)]
    if outcome.slot == "status":
        return ()
    wording: Any = outcome.gold[WORDING[outcome.slot]] if outcome.slot in WORDING else outcome.gold
    return occurrences(wording, doc.report)


def _sentence(span: Span, doc: Document) -> str | None:
    covering = next((s for s in doc.sentences if span.overlaps(s.span)), None)
    return " ".join(covering.span.of(doc.report.text).split()) if covering else None


def value_text(slot: str, value: Any) -> str:
    """A value for people, in few words."""
    if slot in ("start", "end"):
        return " or ".join(map(str, value))
    if slot == "statements":
        return f"{value.get('speaker')}: “{value['text']}”"
    if slot == "personnel":
        low, high = value.get("low"), value.get("high")
        number = (
            f"{low:,}"
            if low == high and low is not None
            else f"{'' if low is None else format(low, ',')}–{'' if high is None else format(high, ',')}"
        )
        return f"{number} of {value['party']}" if value.get("party") else number
    if isinstance(value, dict):
        wording = value[WORDING[slot]]
        count = f"{value['count']} × " if value.get("count") is not None else ""
        owner = value.get("country") or value.get("party")
        return f"{count}{wording}" + (f" ({owner})" if owner else "")
    return str(value)
