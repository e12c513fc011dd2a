"""Reading a data set's file: bytes → rows of text, with what had to be mended told of."""

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from vedette.raw import InputError
from vedette.safe import reveal

FALLBACK = "cp1252"
"""Encoding of a file that is not UTF-8: what spreadsheets write on Windows in Western languages."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a row, and what was made of it: `line` counts from 1 with the header, `kind` is the same for all of its sort."""

    line: int
    column: str
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its line in the file, and the cells that are not empty, by column in order."""

    number: int
    cells: Mapping[str, str]


def read_table(path: str, required: frozenset[str], problems: list[Problem]) -> Iterator[Line]:
    """The rows of a CSV file (`-`: standard input), without the apostrophes that our exports put before formulas.

    What was mended is added to `problems`. Raises InputError, with a sentence that names the file, if it cannot be read, is no table, or
    lacks one of the `required` columns.
    """
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path!r} cannot be read: {error.strerror}.") from error
    reader = csv.reader(StringIO(_decode(data, problems), newline=""))
    try:
        columns = [c.strip() for c in next(reader, [])]
        missing = sorted(required - set(columns))
        if missing:
            raise InputError(f"{path!r} is not that data set: it has no column {missing[0]!r}.")
        for cells in reader:
            if any(c.strip() for c in cells):
                if len(cells) != len(columns):
                    problems.append(Problem(reader.line_num, "", str(len(cells)), "more or fewer cells than columns"))
                yield Line(reader.line_num, dict(_cells(columns, cells, reader.line_num, problems)))
    except csv.Error as error:
        raise InputError(f"{path!r}, line {reader.line_num}: {error}.") from error


def _decode(data: bytes, problems: list[Problem]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(line, "", repr(data[error.start : error.start + 1]), f"the file is not UTF-8; read as {FALLBACK}"))
        return data.decode(FALLBACK, errors="replace")


def _cells(columns: list[str], cells: list[str], line: int, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for column, cell in zip(columns, cells, strict=False):
        text = " ".join(reveal(cell).split())
        mended = _mended(text)
        if mended != text:
            problems.append(Problem(line, column, text, "encoded twice; set right"))
        if "�" in text:
            problems.append(Problem(line, column, text, "a letter is lost"))
        if mended:
            yield column, mended


def _mended(text: str) -> str:
    """A text whose UTF-8 was taken for Western letters and encoded once more, set right: `SÃ£o` → `São`."""
    if text.isascii():
        return text
    try:
        return text.encode(FALLBACK).decode("utf-8")
    except UnicodeError:
        return text
