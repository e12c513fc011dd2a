"""Every kind of input that comes in, and every kind that is refused with one sentence."""

import gzip
import io
import json
import os
import sys
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest

from vedette.ingest import MAX_BYTES, BadInput, Options, Raw, load, load_all


def only(path: str) -> Raw | BadInput:
    (found,) = load(path)
    return found


def reason(path: str) -> str:
    found = only(path)
    assert isinstance(found, BadInput)
    assert found.reason.endswith(".")
    assert "\n" not in found.reason
    return found.reason


def write_lines(path: Path, *lines: object) -> str:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def test_a_file_comes_whole_and_hashed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Drill begins\n\nIt began.")
    raw = only(str(file))
    assert isinstance(raw, Raw)
    assert raw.data == file.read_bytes()
    assert raw.sha256 == sha256(raw.data).hexdigest()
    assert raw.name == str(file)
    assert raw.text is None


def test_json_lines_give_one_input_a_line(tmp_path: Path) -> None:
    record = {
        "id": "x1",
        "text": "T",
        "title": "H",
        "published": "2021-08-10",
        "publisher": "P",
        "url": "http://e.org",
        "lang": "en",
        "more": [1],
    }
    path = write_lines(tmp_path / "r.jsonl", record, "", {"text": "U", "id": 7, "published": None})
    first, second = load(path)
    assert isinstance(first, Raw)
    assert isinstance(second, Raw)
    assert (first.id, first.text, first.title, first.published, first.publisher, first.url, first.lang) == tuple(
        record[k] for k in ("id", "text", "title", "published", "publisher", "url", "lang")
    )
    assert first.name == f"{path}:1"
    assert second.name == f"{path}:3"
    assert second.id == "7"
    assert second.published is None
    assert second.publisher is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": "a",}', "no JSON"),
        ("[1]", "no JSON object"),
        ('{"title": null}', "neither a text nor a title"),
        ('{"text": " "}', "neither a text nor a title"),
        ('{"text": ["a"]}', "'text' must be text"),
        ('{"text": "a", "published": {"y": 1}}', "'published' must be text"),
        ('{"text": ' + "9" * 5000 + "}", "no JSON"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_broken_line_is_told_and_the_others_go_on(tmp_path: Path, line: str, words: str) -> None:
    path = write_lines(tmp_path / "r.jsonl", {"text": "good"}, line, {"text": "good too"})
    first, bad, last = load(path)
    assert isinstance(first, Raw)
    assert isinstance(last, Raw)
    assert isinstance(bad, BadInput)
    assert bad.name == f"{path}:2"
    assert words in bad.reason
    assert f"{path}:2" in bad.reason


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "\xe9"}\n{"text": "b"}')
    kinds = [type(found) for found in load(str(file))]
    assert kinds == [Raw, BadInput, Raw]


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "a"}\n{"text": "')
        out.write(b"x" * (MAX_BYTES + 10))
        out.write(b'"}\n{"text": "b"}\n')
    first, bad, last = load(str(file))
    assert isinstance(first, Raw)
    assert isinstance(bad, BadInput)
    assert isinstance(last, Raw)
    assert "larger than 20 MB" in bad.reason
    assert last.name == f"{file}:3"


def test_of_a_large_file_no_more_is_read_than_a_report_may_have(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as out:
        out.truncate(500_000_000)
    tracemalloc.start()
    assert "larger than 20 MB" in reason(str(file))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * MAX_BYTES


def test_missing_empty_and_folder(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "empty.jsonl").write_bytes(b"\n\n")
    assert "no file" in reason(str(tmp_path / "none.txt"))
    assert "empty" in reason(str(tmp_path / "empty.txt"))
    assert "empty" in reason(str(tmp_path / "empty.jsonl"))
    assert "folder" in reason(str(tmp_path))
    assert "\0" not in reason("bad\0name.txt")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, os.strerror(13), str(file))

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: Permission denied" in reason(str(file))


def test_several_paths_go_on_after_a_bad_one(tmp_path: Path) -> None:
    good = tmp_path / "b.txt"
    good.write_text("x")
    assert [type(found) for found in load_all([str(tmp_path / "a.txt"), str(good)])] == [BadInput, Raw]


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"Drill begins\n\nIt began.", [Raw]),
        (b'{"text": "a"}\n{"text": \n{"text": "c"}\n', [Raw, BadInput, Raw]),
        (b'{"curly": "but no report"}', [Raw]),
        (b"", [BadInput]),
        (b"x" * (MAX_BYTES + 1), [BadInput]),
        (gzip.compress(b"Drill begins\n\nIt began."), [Raw]),
        (b"PK\x03\x04", [BadInput]),
        (b"WARC/1.0\r\n", [BadInput]),
    ],
)
def test_standard_input(data: bytes, kinds: list[type], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = list(load("-"))
    assert [type(f) for f in found] == kinds
    assert all(f.name.startswith("-") for f in found)


def test_a_table_on_standard_input_is_one_where_columns_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"nr;body\n1;It began.\n2;It ended.\n"))
    found = list(load("-", Options(columns={"text": "body", "id": "nr"})))
    assert [(f.id, f.text) for f in found if isinstance(f, Raw)] == [("1", "It began."), ("2", "It ended.")]
