"""Accounts made from codings in the gold's form."""

from collections.abc import Iterator, Mapping
from typing import Any

from vedette.model import Account, Claim, Report, Span

Coding = Mapping[str, Any]


def report_of(coding: Coding) -> Report:
    """A report with the coding's metadata; its text is given or empty."""
    return Report(
        id=coding["id"],
        text=coding.get("text", ""),
        blocks=(),
        title=coding.get("title"),
        published=coding.get("published"),
        publisher=coding.get("publisher"),
    )


def accounts_of(coding: Coding) -> Iterator[Account]:
    """The accounts that a coding in the guideline's form holds."""
    report = report_of(coding)
    for exercise in coding["exercises"]:
        ident = f"{coding['id']}-{exercise['ref']}"
        claims = tuple(
            Claim(f"{ident}-{number}", report.id, ident, key, value, Span(0, 0), "", publisher=report.publisher, published=report.published)
            for number, (key, value) in enumerate(_values(exercise))
        )
        yield Account(ident, report.id, exercise["ref"], exercise.get("focus", True), claims)


def _values(exercise: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    single = {"name": "name", "status": "status", "start": "start", "end": "end", "duration_days": "duration", "parent": "parent"}
    many = {"aliases": "alias", "participants": "participant", "places": "place", "personnel": "personnel", "materiel": "materiel"}
    for key, prop in single.items():
        value = exercise.get(key)
        if isinstance(value, list):
            value = value[0]
        if value is not None:
            yield prop, value
    for key, prop in many.items():
        for value in exercise.get(key, ()):
            yield prop, value
