"""Hand-made data sets of exercises → codings, a report for each row."""

from vedette.importers.rows import is_row

__all__ = ["is_row"]
