"""Spans scored apart from values: whether a right value rests on the words of the report that give it.

Gold has no spans, so its words are looked for in the text:
- name, place, kind of materiel, unit, objective, statement: wherever the words of gold stand literally (case and line breaks aside; a
  kind of materiel with the number before it). The claim's span must cover the same stretch: what both share is at least half of the
  longer one. Where gold's words stand nowhere as such, the span's own words must be as like gold's as a value has to be.
- participant: the span must touch a mention of that state or body, or of a unit, ship or person that is known to be its.
- start, end: the span must touch an expression of time, or hold the year (as a name may: "Vostok-2014"). Personnel: a number that is
  one of gold's bounds.
  For these three the span may be no longer than a phrase, so that a whole sentence does not count.
A status rests on a report as a whole and is left out. What mentions there are is read by the coder's own annotators: what is checked is
where the claim points, its value is checked against gold.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from vedette.annotate import annotate
from vedette.evaluate.credit import SAME_AIM, SAME_WORDING, Template
from vedette.evaluate.score import Outcome, Score, Tally
from vedette.evaluate.similar import alike, shared, words
from vedette.export.template import quotations
from vedette.model import Claim, Coding, Document, Report, Span

LEAST_OVERLAP = 0.5
"""The share of the longer of two stretches, in code points, that both must cover."""
LONGEST_PHRASE = 80
"""Code points that the span of a participant, a date or a number of people may have."""
COUNT_BEFORE = 40
"""Code points before a kind of materiel in which the number that belongs to it is looked for."""

PROPERTY = {
    "name": "name",
    "participants": "participant",
    "places": "place",
    "start": "start",
    "end": "end",
    "personnel": "personnel",
    "materiel": "materiel",
    "units": "unit",
    "objectives": "objective",
    "statements": "statement",
}
"""Slot → the property of the claims that fill it."""

WORDING = {"places": "name", "materiel": "type", "units": "name", "statements": "text"}
"""Slot → where a structured value has its wording."""


@dataclass(frozen=True, slots=True)
class SpanCheck:
    """Tallies of spans by slot, and the right values whose span is off, as (outcome, claim)."""

    tallies: Mapping[str, Tally]
    off: tuple[tuple[Outcome, Claim], ...]


def checked(score: Score, gold: Mapping[str, Template], codings: Mapping[str, Coding]) -> SpanCheck:
    """Checks the spans of all right values of a score."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    off = []
    docs: dict[str, Document] = {}
    for outcome in score.outcomes:
        if outcome.slot not in PROPERTY:
            continue
        good = False
        if outcome.credit > 0:
            claim = claim_of(outcome, codings[outcome.report])
            if outcome.report not in docs:
                docs[outcome.report] = annotate(codings[outcome.report].report)
            good = rests(outcome, claim.span, docs[outcome.report], gold[outcome.report])
            if not good:
                off.append((outcome, claim))
        tallies[outcome.slot].add(outcome, outcome.credit if good else 0.0)
    return SpanCheck({slot: tallies[slot] for slot in PROPERTY}, tuple(off))


def claim_of(outcome: Outcome, coding: Coding) -> Claim:
    """The claim that a found filler comes from."""
    if outcome.slot == "statements":
        return quotations(coding)[outcome.index]
    source = next(a.claims for a in coding.accounts if a.ref == outcome.ref)
    named = PROPERTY.get(outcome.slot, outcome.slot)
    return [c for c in source if c.property == named][outcome.index]


def rests(outcome: Outcome, span: Span, doc: Document, gold: Template) -> bool:
    """Whether the span of a right value covers the words that give it."""
    if outcome.slot in ("participants", "start", "end", "personnel"):
        return span.end - span.start <= LONGEST_PHRASE and any(span.overlaps(s) for s in signs(outcome, doc))
    report = doc.report
    wordings = _wordings(outcome, gold)
    stretches = [s for text in wordings for s in occurrences(text, report)]
    if outcome.slot == "materiel":
        stretches += [_with_count(s, doc) for s in stretches]
    if stretches:
        return any(overlap(span, s) >= LEAST_OVERLAP for s in stretches)
    covered = span.of(report.text)
    if outcome.slot in ("objectives", "statements"):
        return any(shared(words(covered), words(text)) >= SAME_AIM for text in wordings)
    return any(alike(covered, text) >= SAME_WORDING for text in wordings)


def _wordings(outcome: Outcome, gold: Template) -> list[str]:
    if outcome.slot == "name":
        named = [e for e in gold["exercises"] if e.get("name") == outcome.gold]
        return [outcome.gold, *(alias for e in named for alias in e.get("aliases") or ())]
    return [outcome.gold[WORDING[outcome.slot]] if outcome.slot in WORDING else outcome.gold]


def signs(outcome: Outcome, doc: Document) -> list[Span]:
    """The mentions that give a value that gold has not in words."""
    if outcome.slot == "participants":
        mentions = (m for kind in doc.mentions for m in doc.of(kind))
        return [m.span for m in mentions if outcome.gold in (getattr(m.value, "code", None), getattr(m.value, "party", None))]
    if outcome.slot == "personnel":
        wanted = {outcome.gold.get("low"), outcome.gold.get("high")} - {None}
        counted = [(m.span, getattr(m.value, "quantity", m.value)) for kind in ("quantity", "people") for m in doc.of(kind)]
        return [span for span, q in counted if {q.low, q.high} & wanted]
    years = {date[:4] for date in outcome.gold if date}
    return [m.span for m in doc.of("date")] + [s for year in sorted(years) for s in occurrences(year, doc.report)]


def occurrences(text: str, report: Report) -> list[Span]:
    """Where a wording stands in a report, case and white space aside."""
    parts = [re.escape(part) for part in text.split()]
    if not parts:
        return []
    return [Span(m.start(), m.end()) for m in re.finditer(r"\s+".join(parts), report.text, re.IGNORECASE)]


def _with_count(span: Span, doc: Document) -> Span:
    """A stretch with the number shortly before it, itself if there is none."""
    before = [m.span.start for m in doc.of("quantity") if span.start - COUNT_BEFORE <= m.span.start and m.span.end <= span.start]
    return Span(max(before), span.end) if before else span


def overlap(one: Span, other: Span) -> float:
    """The share of the longer stretch that both cover, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(one.end - one.start, other.end - other.start, 1)
