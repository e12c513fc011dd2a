"""The sentences that claims stand in."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from vedette.grammar import document
from vedette.model import Report, Span

KEPT = 256
"""Reports whose sentences are kept in memory."""


def with_sentences(claims: Iterable[Mapping[str, Any]], reports: Mapping[str, Report]) -> list[dict[str, Any]]:
    """Flat claims, each with its sentence; None where its report is not among those given."""
    return [{**c, "sentence": sentence(reports[c["report"]], c["start"], c["end"]) if c["report"] in reports else None} for c in claims]


def sentence(report: Report, start: int, end: int) -> str:
    """The sentences that a span lies in, with their blanks made one each."""
    span = Span(start, end)
    met = [s for s in _sentences(report) if s.overlaps(span)]
    covering = Span(min([start, *(s.start for s in met)]), max([end, *(s.end for s in met)]))
    return " ".join(covering.of(report.text).split())


@lru_cache(maxsize=KEPT)
def _sentences(report: Report) -> tuple[Span, ...]:
    return tuple(s.span for s in document(report).sentences)
