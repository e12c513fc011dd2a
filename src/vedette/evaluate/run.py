"""Runs the coder over the reports of a gold file. A report on which it crashes counts as one with nothing found."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from vedette.evaluate.credit import Template
from vedette.evaluate.gold import Gold, GoldError
from vedette.evaluate.score import Score, score
from vedette.evaluate.spans import SpanCheck, checked
from vedette.export.template import template
from vedette.extract.drafts import CODER
from vedette.ingest import files_in, load_all
from vedette.llm import Unavailable
from vedette.model import Coding, Report
from vedette.pipeline import Coder, code
from vedette.raw import BadInput, InputError
from vedette.read import read


@dataclass(frozen=True, slots=True)
class Crash:
    """A report that the coder could not code: its id, and what was raised."""

    report: str
    error: str


@dataclass(frozen=True, slots=True)
class Run:
    """A gold set coded and scored. `spans` holds the F1 of spans by slot, `seconds` how long
    the coder took over the report in the middle, reading left out; `coder` is its name."""

    gold: Gold
    reports: Mapping[str, Report]
    codings: Mapping[str, Coding]
    crashes: tuple[Crash, ...]
    score: Score
    spans: SpanCheck
    seconds: float
    coder: str


def run(gold: Gold, reports: Iterable[str], coder: Coder = code) -> Run:
    """Codes the reports in some files or folders that gold has, and scores them.

    Raises GoldError if one that gold has is not there, Unavailable if a language model as coder is not.
    """
    texts: dict[str, Report] = {}
    codings: dict[str, Coding] = {}
    crashes = []
    times = []
    for report in read_reports(reports):
        if report.id not in gold.reports or report.id in texts:
            continue
        texts[report.id] = report
        began = time.perf_counter()
        try:
            codings[report.id] = coder(report)
        except Unavailable:  # it says nothing of how well the coder does
            raise
        except Exception as error:  # a crash is a result of the coder's, to be counted and told of like any other
            crashes.append(Crash(report.id, f"{type(error).__name__}: {error}"))
        times.append(time.perf_counter() - began)
    lost = [r for r in gold.reports if r not in texts]
    if lost:
        raise GoldError(
            f"{len(lost)} of the {len(gold.reports)} reports of {str(gold.path)!r} are not among those given, the first is {lost[0]}."
        )
    found = {ident: as_template(coding) for ident, coding in codings.items()}
    scored = score(gold.reports, found)
    return Run(
        gold, texts, codings, tuple(crashes), scored, checked(scored, gold.reports, codings), median(times), getattr(coder, "name", CODER)
    )


def read_reports(paths: Iterable[str]) -> Iterable[Report]:
    """The reports in some files or folders; raises GoldError for one that cannot be read."""
    for raw in load_all(files_in(paths)):
        if isinstance(raw, BadInput):
            raise GoldError(raw.reason)
        try:
            yield read(raw)
        except InputError as error:
            raise GoldError(str(error)) from error


def as_template(coding: Coding) -> Template:
    """A coding in the form of gold, with plain lists and mappings."""
    plain: dict[str, Any] = json.loads(json.dumps(template(coding)))
    return plain


@dataclass(frozen=True, slots=True)
class Negative:
    """A text that should tell of no exercise but yields some: its id, title and what is found."""

    report: str
    title: str | None
    found: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Negatives:
    """How many texts were coded, and those that yield an exercise or crash the coder."""

    texts: int
    found: tuple[Negative, ...]
    crashes: tuple[Crash, ...]

    @property
    def rate(self) -> float:
        """The share of texts that yield an exercise, 0 to 1."""
        return len(self.found) / self.texts if self.texts else 0.0


def negatives(paths: Iterable[str], coder: Coder = code) -> Negatives:
    """Codes texts that are on other matters; raises as `run` does."""
    number = 0
    found, crashes = [], []
    for report in read_reports(paths):
        number += 1
        try:
            exercises = as_template(coder(report))["exercises"]
        except Unavailable:
            raise
        except Exception as error:  # as above
            crashes.append(Crash(report.id, f"{type(error).__name__}: {error}"))
            continue
        if exercises:
            found.append(Negative(report.id, report.title, tuple(exercises)))
    return Negatives(number, tuple(found), tuple(crashes))
