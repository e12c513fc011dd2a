"""Hand-made data sets of exercises → codings, a report for each row, so that rows and reports about one exercise meet."""

from vedette.importers.datasets import DATASETS, read_dataset
from vedette.importers.rows import Dataset, is_row
from vedette.importers.table import Problem

__all__ = ["DATASETS", "Dataset", "Problem", "is_row", "read_dataset"]
