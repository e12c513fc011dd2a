"""A row of a data set → a report whose text is the row, and a coding whose claims rest on its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import vedette
from vedette.extract.drafts import Draft, claim_id, digest
from vedette.importers.cells import is_missing, read_date, read_parties, read_place
from vedette.importers.table import Line, Problem
from vedette.model import Account, Block, Claim, Coding, Derivation, Report, Span, Value

SCHEME = "dataset:"
"""How the addresses of rows begin."""
CODED = 0.95
"""Confidence of a value that people wrote down; a slip in a few of a hundred cells is what comparing two such sets shows."""


def is_row(report: Report) -> bool:
    """Whether a report is a row of a data set that was imported."""
    return (report.url or "").startswith(SCHEME)


class RowReader:
    """One row in the making: its text, and the claims about its exercise."""

    def __init__(self, line: Line, problems: list[Problem]) -> None:
        self.cells = line.cells
        self.line = line.number
        self.problems = problems
        self.spans: dict[str, Span] = {}
        parts: list[str] = []
        length = 0
        for column, cell in line.cells.items():
            start = length + len(column) + 2
            self.spans[column] = Span(start, start + len(cell))
            parts.append(f"{column}: {cell}\n")
            length += len(parts[-1])
        self.text = "".join(parts)
        self.drafts: list[Draft] = []

    def cell(self, column: str) -> str:
        """The cell of a column; an empty text for a missing value."""
        text = self.cells.get(column, "")
        return "" if is_missing(text) else text

    def problem(self, column: str, kind: str | None) -> None:
        """Tells of what is wrong with a cell, if anything is."""
        if kind:
            self.problems.append(Problem(self.line, column, self.cells.get(column, ""), kind))

    def claim(self, name: str, column: str, value: Value = None, derivation: Derivation = "stated", words: str | None = None) -> None:
        """Adds a claim that rests on a cell (or on `words` in it); the value is the cell itself if none is given."""
        cell = self.cell(column)
        if not cell:
            return
        span = self.spans[column]
        if words is not None:
            start = span.start + cell.index(words)
            span = Span(start, start + len(words))
        self.drafts.append(Draft(name, span.of(self.text) if value is None else value, span, CODED, derivation))

    def flag(self, column: str, domain: str) -> None:
        """Adds a domain where a column of ones and noughts has a one."""
        cell = self.cell(column)
        if cell == "1":
            self.claim("domain", column, domain, words="1")
        elif cell not in ("", "0"):
            self.problem(column, "neither 0 nor 1")

    def parties(self, column: str) -> None:
        """Adds the participants that a cell names."""
        if cell := self.cell(column):
            found, wrong = read_parties(cell)
            self.problem(column, wrong)
            for code in found:
                if not any(d.property == "participant" and d.value == code for d in self.drafts):
                    self.claim("participant", column, code)

    def dates(self, start: tuple[str, str, str, str], end: tuple[str, str, str, str]) -> None:
        """Adds start and end; each is given by the columns of the date, its year, its month and its day."""
        made: dict[str, tuple[str, str]] = {}
        for name, (column, *parts) in (("start", start), ("end", end)):
            year, month, day = (self.cells.get(p, "") for p in parts)
            date, wrong = read_date(self.cells.get(column, ""), (year, month, day))
            self.problem(column, wrong)
            rests_on = column if self.cell(column) else parts[0]
            if date:
                made[name] = date, rests_on
        if made.keys() == {"start", "end"} and made["end"][0][: len(made["start"][0])] < made["start"][0][: len(made["end"][0])]:
            self.problem(end[0], "ends before it starts; the end is left out")
            del made["end"]
        for name, (date, column) in made.items():
            self.claim(name, column, date)
        told = made.get("end") or made.get("start")
        if told:
            self.claim("status", told[1], "completed", "derived")

    def place(self, column: str, lat: str = "", lon: str = "") -> None:
        """Adds the place that a cell names, with the coordinates of two others."""
        if cell := self.cell(column):
            value, wrong = read_place(cell, self.cell(lat), self.cell(lon))
            self.problem(lat or column, wrong)
            self.claim("place", column, value)

    def coding(self, dataset: "Dataset", ident: str) -> Coding:
        """The report and its one account."""
        name = next((str(d.value) for d in self.drafts if d.property == "name"), None)
        report = Report(
            id=f"{dataset.key}:{ident}",
            text=self.text,
            blocks=(Block("body", Span(0, len(self.text.rstrip("\n")))),),
            title=name or f"{dataset.name}: {ident}",
            publisher=dataset.name,
            url=f"{SCHEME}{dataset.key}#{ident}",
            lang=dataset.lang,
            raw_sha256=sha256(self.text.encode()).hexdigest(),
            name=f"{dataset.key}:{self.line}",
        )
        account = digest(report.id, "account", 0)
        claims: dict[str, Claim] = {}
        for draft in self.drafts:
            made = claim_id(report, draft)
            claims[made] = Claim(
                id=made,
                report=report.id,
                account=account,
                property=draft.property,
                value=draft.value,
                span=draft.span,
                quote=draft.span.of(report.text),
                publisher=report.publisher,
                derivation=draft.derivation,
                lang=report.lang,
                coder=f"import-{dataset.key}-{vedette.__version__}",
                confidence=draft.confidence,
            )
        return Coding(report, (Account(account, report.id, "E1", True, tuple(claims.values())),))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set: how it is called, and how a row is read.

    `ident` gives a row's id (None for one that has none: its id follows from its text), `read` adds the claims.
    """

    key: str
    name: str
    lang: str
    required: frozenset[str]
    ident: Callable[[Mapping[str, Any]], str | None]
    read: Callable[[RowReader], None]
