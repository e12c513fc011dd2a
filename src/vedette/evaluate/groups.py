"""Figures for parts of a gold set: by publisher, language or length of the reports."""

from collections import defaultdict
from typing import Literal

from vedette.evaluate.run import Run
from vedette.evaluate.score import Score
from vedette.model import Report

By = Literal["slot", "publisher", "language", "length"]

LENGTHS = (200, 400, 800)
"""Words at which a report counts as longer: a brief, an agency dispatch, a newspaper story, an analysis."""


def groups(run: Run, by: By) -> list[tuple[str, Score]]:
    """The score of each group, the largest first (lengths from short to long)."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for ident in run.gold.reports:
        members[_group(run.reports[ident], by)].append(ident)
    ranked = sorted(members.items(), key=lambda kv: _length_rank(kv[0]) if by == "length" else (-len(kv[1]), kv[0]))
    return [(name, run.score.of(idents)) for name, idents in ranked]


def _group(report: Report, by: By) -> str:
    if by == "publisher":
        return report.publisher or "unknown"
    if by == "language":
        return report.lang or "unknown"
    words = len(report.text.split())
    limit = next((n for n in LENGTHS if words < n), None)
    return f"under {limit} words" if limit else f"{LENGTHS[-1]} words and more"


def _length_rank(name: str) -> tuple[int, str]:
    names = [f"under {n} words" for n in LENGTHS]
    return (names.index(name) if name in names else len(names), name)
