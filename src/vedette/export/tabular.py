"""Rows of a table as CSV or Parquet, in pieces, so that a table of any length takes the memory of a few thousand rows."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from typing import Any

from vedette.export.columns import JOINED, Cell, Column, Row
from vedette.export.extra import needed
from vedette.safe import NOT_GIVEN, guard
from vedette.store.reading import chunks

CSV_ROWS = 500
"""Rows of CSV in a piece."""
GROUP_ROWS = 5_000
"""Rows in a row group of Parquet: all that is in memory at a time; smaller groups make larger and slower files."""


def csv_pieces(columns: Sequence[Column], rows: Iterable[Row], missing: str = NOT_GIVEN) -> Iterator[bytes]:
    """The table as CSV: UTF-8, a header, `\\n`, RFC 4180 quotes, days as ISO 8601, TRUE and FALSE, `missing` for what is not known."""
    yield _lines([[c.name for c in columns]])
    for some in chunks(rows, CSV_ROWS):
        yield _lines([[_cell(c, missing) for c in row] for row in some])


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    held = StringIO(newline="")
    csv.writer(held, lineterminator="\n").writerows(rows)
    return held.getvalue().encode()


def _cell(value: Cell, missing: str) -> str:
    if value is None:
        return missing
    if isinstance(value, str):
        return guard(value, missing)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"  # R takes no small letters
    if isinstance(value, int | float):
        return repr(value).removesuffix(".0")
    if isinstance(value, date):
        return value.isoformat()
    return guard(JOINED.join(v.replace(";", ",") for v in value), missing) if value else missing


def parquet_pieces(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as Parquet; lists are lists. Raises ExportError where pyarrow is not installed."""
    pa, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    schema = arrow_schema(columns)
    sink = _Sink()
    with parquet.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for some in chunks(rows, GROUP_ROWS):
            writer.write_table(arrow_table(columns, some))
            yield sink.taken()
    yield sink.taken()


def arrow_table(columns: Sequence[Column], rows: Sequence[Row]) -> Any:
    """The rows as a pyarrow.Table; raises ExportError where pyarrow is not installed."""
    pa = needed("pyarrow")
    schema = arrow_schema(columns)
    cells: list[Sequence[Cell]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(cells, schema, strict=True)], schema=schema)


def arrow_schema(columns: Sequence[Column]) -> Any:
    """The types of the columns as a pyarrow.Schema, each with what it is about."""
    pa = needed("pyarrow")
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "yes-no": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(c.name, types[c.kind], metadata=_told(c)) for c in columns])


def _told(column: Column) -> dict[str, str]:
    return {"description": column.about, **({"unit": column.unit} if column.unit else {})}


class _Sink:
    """A file that is only written to, and gives out what has been written so far."""

    closed = False

    def __init__(self) -> None:
        self.held: list[bytes] = []
        self.length = 0

    def write(self, data: Any) -> int:
        """Takes bytes."""
        self.held.append(bytes(data))
        self.length += len(self.held[-1])
        return len(self.held[-1])

    def tell(self) -> int:
        """How many bytes were written."""
        return self.length

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        out = b"".join(self.held)
        self.held.clear()
        return out
