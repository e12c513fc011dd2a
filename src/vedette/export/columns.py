"""Columns of a table: what a cell holds, in which unit, and how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Kind = Literal["text", "integer", "number", "yes-no", "date", "list"]
Cell: TypeAlias = str | int | float | bool | date | Sequence[str] | None
Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is what its cells hold (a list is one of texts), `unit` None for what has none.

    `values` is the closed list of what may stand there, empty if there is none.
    """

    name: str
    kind: Kind
    about: str
    unit: str | None = None
    values: tuple[str, ...] = ()


JOINED = "; "
"""What stands between the values of a list in a cell of a CSV file."""
