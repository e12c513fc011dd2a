"""Tables in Parquet files: one report a row, read group of rows by group of rows."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

from vedette.ingest.records import made, places
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw, too_large

ROWS = 200
"""Rows that are held in memory at a time."""


def rows(stream: IO[bytes], name: str, columns: Mapping[str, str] | None = None, groups: range | None = None) -> Iterator[Raw | BadInput]:
    """One input for each row, or each row of some groups; a group that is broken is told of, and the next one read.

    `columns` leads from fields to the names of their columns; fields that it does not name are in the columns of their own names. Raises
    InputError if the package is missing, or the file is none or cut off: what is in it stands at its end.
    """
    with _opened(stream) as file:
        found = places(list(file.schema_arrow.names), columns or {})
        if isinstance(found, str):
            yield BadInput(name, f"{name!r} {found}")
            return
        if not file.metadata.num_rows:
            yield BadInput(name, f"{name!r} is empty.")
        at = 1
        for group in range(file.num_row_groups):
            if groups is None or group in groups:
                yield from _group(file, group, found, name, at)
            at += file.metadata.row_group(group).num_rows


def cuts(path: str, size: int) -> Iterator[tuple[int, int]]:
    """The bounds [first, last) of runs of groups of rows with about `size` bytes each; raises as `rows` does, and OSError."""
    with open(path, "rb") as stream, _opened(stream) as file:
        first = total = 0
        for group in range(file.num_row_groups):
            about = file.metadata.row_group(group)
            total += sum(about.column(n).total_compressed_size for n in range(about.num_columns))
            if total >= size:
                yield first, group + 1
                first, total = group + 1, 0
        if first < file.num_row_groups:
            yield first, file.num_row_groups


def _opened(stream: IO[bytes]) -> Any:
    """The open file; raises InputError."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise InputError("Parquet files need the package pyarrow: pip install 'vedette[exchange]'") from error
    try:
        return pq.ParquetFile(stream)
    except (pa.ArrowException, OSError) as error:
        raise InputError("it is no Parquet file, or is cut off") from error


def _group(file: Any, group: int, found: Mapping[str, int], name: str, at: int) -> Iterator[Raw | BadInput]:
    import pyarrow as pa

    names = [file.schema_arrow.names[place] for place in found.values()]
    try:
        for batch in file.iter_batches(ROWS, row_groups=[group], columns=names, use_threads=False):
            cells = {field: batch.column(column) for field, column in zip(found, names, strict=True)}
            for number in range(batch.num_rows):
                yield _row(cells, number, f"{name}:{at}")
                at += 1
    except (pa.ArrowException, OSError) as error:
        said = str(error).splitlines()
        yield BadInput(f"{name}:{at}", f"{name}:{at}: this group of rows is broken from here on ({said[0] if said else error!r}).")


def _row(cells: Mapping[str, Any], number: int, where: str) -> Raw | BadInput:
    """The input of a row; dates are told as ISO 8601 has them."""
    try:
        values = {field: column[number].as_py() for field, column in cells.items()}
    except UnicodeDecodeError:
        return BadInput(where, f"{where}: the row is not UTF-8.")
    told = {field: value.isoformat() if isinstance(value, date) else value for field, value in values.items()}
    data = json.dumps(told, ensure_ascii=False, default=repr).encode()
    return made(told, data, where) if len(data) <= MAX_BYTES else BadInput(where, too_large(where))
