"""A row of a table as a report."""

from vedette.model import Report

SCHEME = "dataset:"
"""How the addresses of rows begin."""


def is_row(report: Report) -> bool:
    """Whether a report is a row of a data set that was imported."""
    return (report.url or "").startswith(SCHEME)
