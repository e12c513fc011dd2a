"""The whole path from a report to its coding."""

from vedette.annotate import annotate
from vedette.extract import extract
from vedette.model import Coding, Report


def code(report: Report) -> Coding:
    """Reads the exercises out of a report: accounts with claims, and claims about the report as a whole."""
    return extract(annotate(report))
