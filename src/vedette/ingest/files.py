"""Files, standard input and JSON Lines → raw inputs, hashed. A bad input is told of in one sentence, and the rest goes on."""

import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO

from vedette.raw import MAX_BYTES, BadInput, Raw

FIELDS = ("id", "text", "title", "published", "publisher", "url", "lang")
"""The fields of a JSON Lines record that are read; others (annotations of a data set) are left alone."""

JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})

SUFFIXES = JSONL_SUFFIXES | {".htm", ".html", ".txt", ".xhtml"}
"""Files of a folder that are taken for reports; a file that is named itself may have any suffix."""


def files_in(paths: Iterable[str]) -> Iterator[str]:
    """The paths, with folders replaced by the reports in them and in their folders, in order of name; a folder without any stays."""
    for path in paths:
        folder = Path(path)
        found = sorted(str(p) for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()) if folder.is_dir() else []
        yield from found or [path]


def load_all(paths: Iterable[str]) -> Iterator[Raw | BadInput]:
    """The raw inputs of several paths, in order."""
    return chain.from_iterable(load(path) for path in paths)


def load(path: str) -> Iterator[Raw | BadInput]:
    """The raw inputs of a file, or of standard input for `-`: one for a page or text, one a line for JSON Lines.

    JSON Lines are known by their suffix, on standard input by a first line that is a JSON object. Never raises for a bad input:
    yields a `BadInput` in its place, and for JSON Lines goes on with the next line.
    """
    try:
        if path == "-":
            yield from _stream(sys.stdin.buffer)
        else:
            yield from _file(Path(path), path)
    except (OSError, ValueError) as error:  # ValueError: a path that no file system can hold
        detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield BadInput(path, f"{path!r} cannot be read: {detail}.")


def _file(file: Path, name: str) -> Iterator[Raw | BadInput]:
    lines = file.suffix.lower() in JSONL_SUFFIXES
    if not file.exists():
        yield BadInput(name, f"There is no file {name!r}.")
    elif file.is_dir():
        yield BadInput(name, f"{name!r} is a folder, not a file.")
    elif not lines and file.stat().st_size > MAX_BYTES:
        yield BadInput(name, _too_large(name))
    else:
        with file.open("rb") as stream:
            if lines:
                yield from _records(stream, name)
            else:
                yield _whole(stream, name)


def _stream(stream: IO[bytes]) -> Iterator[Raw | BadInput]:
    first = stream.readline(MAX_BYTES + 1)
    if first.startswith((b"{", b"\xef\xbb\xbf{")) and isinstance(_record(first, "-"), Raw):
        yield from _records(stream, "-", first)
    else:
        yield _whole(stream, "-", first)


def _whole(stream: IO[bytes], name: str, first: bytes = b"") -> Raw | BadInput:
    """A stream as one report; `first` is what has been read of it already."""
    data = first + stream.read(MAX_BYTES + 1 - len(first))
    if len(data) > MAX_BYTES:
        return BadInput(name, _too_large(name))
    if not data.strip():
        return BadInput(name, f"{name!r} is empty.")
    return Raw(data, name, sha256(data).hexdigest())


def _records(stream: IO[bytes], name: str, first: bytes = b"") -> Iterator[Raw | BadInput]:
    """One input for each line that is not blank; `first` is the first line where it has been read already."""
    number = 0
    some = False
    line = first or stream.readline(MAX_BYTES + 1)
    while line:
        number += 1
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            some = True
            yield BadInput(where, _too_large(where))
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
        elif line.strip():
            some = True
            yield _record(line.rstrip(b"\r\n"), where)
        line = stream.readline(MAX_BYTES + 1)
    if not some:
        yield BadInput(name, f"{name!r} is empty.")


def _record(line: bytes, where: str) -> Raw | BadInput:
    """The raw input of one line of JSON Lines."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return BadInput(where, f"{where}: the line is not UTF-8.")
    except json.JSONDecodeError as error:
        return BadInput(where, f"{where}: the line is no JSON ({error.msg} at column {error.colno}).")
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, thousands of nested brackets
        return BadInput(where, f"{where}: the line is no JSON that can be read ({error}).")
    if not isinstance(record, dict):
        return BadInput(where, f"{where}: the line is no JSON object.")
    values = {name: str(v) if isinstance(v := record.get(name), int) and name in ("id", "published") else v for name in FIELDS}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            return BadInput(where, f"{where}: the field {name!r} must be text or null, not {json.dumps(value)[:40]}.")
    given = {name: value.strip() or None if name != "text" else value for name, value in values.items() if isinstance(value, str)}
    if not (given.get("text") or "").strip() and not given.get("title"):
        return BadInput(where, f"{where}: the record has neither a text nor a title.")
    text = given.pop("text", None) or ""
    return Raw(line, where, sha256(line).hexdigest(), text=text, **given)


def _too_large(name: str) -> str:
    return f"{name!r} is larger than {MAX_BYTES // 1_000_000} MB, too large for one report."
