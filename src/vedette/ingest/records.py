"""JSON Lines and tables: one report a line or row."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import IO, Any

from vedette.raw import MAX_BYTES, BadInput, InputError, Raw, marked_encoding, too_large
from vedette.safe import NOT_GIVEN, reveal

FIELDS = ("id", "text", "title", "published", "publisher", "url", "lang")
"""The fields of a record that are read; others (annotations of a data set) are left alone."""

CLEANED = frozenset({"text", "title"})
"""Fields that are rid of characters that are no text when they are read."""

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of surrogate pairs: what no database takes."""

DELIMITERS = ",;\t|"
"""What may stand between the cells of a table: the one that the first line has most of."""


def lines(stream: IO[bytes], name: str, first: bytes = b"") -> Iterator[Raw | BadInput]:
    """One input for each line of JSON Lines that is not blank; `first` is the first line where it has been read already."""
    number = 0
    some = False
    line = first or stream.readline(MAX_BYTES + 1)
    while line:
        number += 1
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            some = True
            yield BadInput(where, too_large(where))
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
        elif line.strip():
            some = True
            yield record(line.rstrip(b"\r\n"), where)
        line = stream.readline(MAX_BYTES + 1)
    if not some:
        yield BadInput(name, f"{name!r} is empty.")


def record(line: bytes, where: str) -> Raw | BadInput:
    """The raw input of one line of JSON Lines."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return BadInput(where, f"{where}: the line is not UTF-8.")
    except json.JSONDecodeError as error:
        return BadInput(where, f"{where}: the line is no JSON ({error.msg} at column {error.colno}).")
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, thousands of nested brackets
        return BadInput(where, f"{where}: the line is no JSON that can be read ({error}).")
    if not isinstance(found, dict):
        return BadInput(where, f"{where}: the line is no JSON object.")
    return made(found, line, where)


def made(record: Mapping[str, Any], data: bytes, where: str) -> Raw | BadInput:
    """The raw input of a record's fields; `data` is what the record was read from."""
    values = {name: str(v) if isinstance(v := record.get(name), int) and name in ("id", "published") else v for name in FIELDS}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            return BadInput(where, f"{where}: the field {name!r} must be text or null, not {json.dumps(value, default=str)[:40]}.")
    given = {name: value.strip() or None if name != "text" else value for name, value in values.items() if isinstance(value, str)}
    for name, value in given.items():
        if name not in CLEANED and value is not None and _NO_TEXT.search(value):
            return BadInput(where, f"{where}: the field {name!r} holds a character that is no text ({ascii(value)[:40]}).")
    if not (given.get("text") or "").strip() and not given.get("title"):
        return BadInput(where, f"{where}: the record has neither a text nor a title.")
    text = given.pop("text", None) or ""
    return Raw(data, where, sha256(data).hexdigest(), text=text, **given)


# tables


def mapping(words: str) -> dict[str, str]:
    """Field → column, from `text=body,title=headline`; raises InputError for what is no such list, or a field that there is not."""
    out: dict[str, str] = {}
    for part in words.split(","):
        field, equals, column = (p.strip() for p in part.partition("="))
        if not equals or not column:
            raise InputError(f"The columns {words!r} cannot be read; write them as text=body,title=headline.")
        if field not in FIELDS:
            raise InputError(f"There is no field {field!r}; the fields are {', '.join(FIELDS)}.")
        out[field] = column
    return out


def rows(stream: IO[bytes], name: str, columns: Mapping[str, str] | None = None) -> Iterator[Raw | BadInput]:
    """One input for each row of a table with a header row (CSV, in UTF-8 or, with a byte order mark, UTF-16 or UTF-32).

    `columns` leads from fields to the names of their columns; fields that it does not name are in the columns of their own names. Cells
    are read as our exports and R write them: `NA` is a missing value, and an apostrophe that keeps a spreadsheet from running a text goes.
    """
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    encoding = marked_encoding(head) or "utf-8-sig"
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    try:
        yield from _rows(text, name, columns or {})
    finally:
        text.detach()  # the stream belongs to who opened it


def _rows(text: io.TextIOWrapper, name: str, columns: Mapping[str, str]) -> Iterator[Raw | BadInput]:
    first = text.readline(MAX_BYTES)
    if not first.strip():
        yield BadInput(name, f"{name!r} is empty.")
        return
    delimiter = max(DELIMITERS, key=first.count)
    header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter))]
    found = places(header, columns)
    if isinstance(found, str):
        yield BadInput(name, f"{name!r} {found}")
        return
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        try:
            row = next(reader, None)
        except (csv.Error, UnicodeError) as error:
            yield BadInput(name, f"{name}:{reader.line_num + 1}: the table cannot be read from here on ({error}).")
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            cells = {field: row[place] for field, place in found.items() if place < len(row)}
            yield _row({field: reveal(c, NOT_GIVEN) for field, c in cells.items() if c != NOT_GIVEN}, f"{name}:{reader.line_num + 1}")


def _row(found: Mapping[str, str], where: str) -> Raw | BadInput:
    try:
        data = json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return BadInput(where, f"{where}: the row is not UTF-8; save the table as UTF-8.")
    return made(found, data, where)


def places(header: list[str], columns: Mapping[str, str]) -> dict[str, int] | str:
    """Field → place of its column in the row, or what is wrong."""
    names = {name.casefold(): n for n, name in reversed(list(enumerate(header)))}
    out: dict[str, int] = {}
    for field in FIELDS:
        column = columns.get(field, field)
        place = names.get(column.casefold())
        if place is not None:
            out[field] = place
        elif field in columns:
            return f"has no column {column!r}; it has {', '.join(header)[:200]}."
    if "text" not in out:
        return f"has no column 'text'; say which one it is with --columns text=…: it has {', '.join(header)[:200]}."
    return out
