"""What goes into an export, counted while it is written: for the codebook."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from vedette.export.columns import Cell, Column

T = TypeVar("T")


class Tally:
    """Counts of rows, and by column of missing values and of the values of closed lists; the least and largest number or day."""

    def __init__(self, columns: Sequence[Column] = ()) -> None:
        self.columns = columns
        self.rows = 0
        self.missing: Counter[str] = Counter()
        self.values: dict[str, Counter[str]] = {c.name: Counter() for c in columns if c.values}
        self.least: dict[str, Any] = {}
        self.largest: dict[str, Any] = {}

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """The items as they are, counted as they pass. They are rows, or not looked into where they are no sequences."""
        for item in items:
            self.rows += 1
            if isinstance(item, list):
                for column, cell in zip(self.columns, item, strict=True):
                    self._count(column, cell)
            yield item

    def _count(self, column: Column, cell: Cell) -> None:
        if cell is None or cell in ("", [], ()):
            self.missing[column.name] += 1
        elif column.values:
            self.values[column.name].update([str(cell)] if isinstance(cell, str) else [str(x) for x in cell])  # type: ignore[union-attr]
        elif column.kind in ("integer", "number", "date") and isinstance(cell, int | float | date):
            least, largest = self.least.get(column.name), self.largest.get(column.name)
            self.least[column.name] = cell if least is None or cell < least else least
            self.largest[column.name] = cell if largest is None or cell > largest else largest
