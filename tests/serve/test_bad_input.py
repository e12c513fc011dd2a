"""Bad input, for real: each is told of in one sentence, the exit code is not 0, and the other inputs are coded all the same."""

import json
import os
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from conftest import Run
from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read
from vedette.store import Catalogue, CatalogueError

GOOD = "Norway and Sweden began a naval exercise called Fjord Wind 2022 off Bergen on May 2, 2022."


def _missing(folder: Path) -> None:
    pass


def _empty(folder: Path) -> None:
    (folder / "input").write_bytes(b"")


def _blank(folder: Path) -> None:
    (folder / "input").write_bytes(b" \n\n\t\n")


def _folder(folder: Path) -> None:
    (folder / "input").mkdir()


def _binary(folder: Path) -> None:
    (folder / "input").write_bytes(bytes(range(256)) * 40)


def _picture(folder: Path) -> None:
    (folder / "input").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(20_000).replace(b"\x00", b"\x01"))


def _encoding(folder: Path) -> None:
    (folder / "input").write_bytes(GOOD.encode("utf-16-be"))


def _mixed_encoding(folder: Path) -> None:
    (folder / "input").write_bytes(b"\x8d\x9d\x81 \xff\xfe\xfd " * 3)


def _huge(folder: Path) -> None:
    (folder / "input").write_bytes(b"The drills went on and on. " * 1_900_000)  # 51 MB


def _page(folder: Path) -> None:
    (folder / "input").write_text("<!doctype html><html><head><title>Shop</title></head><nav><a href='/'>Home</a></nav></html>")


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (_missing, "There is no file"),
    "empty": (_empty, "is empty"),
    "blank": (_blank, "is empty"),
    "folder": (_folder, "is a folder, not a file"),
    "binary": (_binary, "is not text but binary data"),
    "picture": (_picture, "is "),
    "utf-16 without a mark": (_encoding, "is not text but binary data"),
    "no encoding": (_mixed_encoding, "is in no encoding that can be told"),
    "50 MB": (_huge, "is larger than 20 MB"),
    "no article": (_page, "is a web page without an article"),
}


def test_bad_files_are_named_and_the_good_ones_coded(vedette: Run, tmp_path: Path) -> None:
    files = []
    for name, (make, _) in BAD.items():
        folder = tmp_path / name
        folder.mkdir()
        make(folder)
        files.append(str(folder / "input"))
    good = [tmp_path / "first.txt", tmp_path / "last.txt"]
    for n, file in enumerate(good):
        file.write_text(f"{GOOD} It is the {n + 2}nd.", encoding="utf-8")
    done = vedette("code", str(good[0]), *files, str(good[1]), "--format", "template")
    assert done.returncode == 1
    assert [json.loads(line)["exercises"][0]["name"] for line in done.stdout.splitlines()] == ["Fjord Wind 2022"] * 2
    told = done.stderr.splitlines()
    assert len(told) == len(BAD)
    for line, file, (_, sentence) in zip(told, files, BAD.values(), strict=True):
        assert line.startswith("vedette: ")
        assert line.endswith(".")
        assert file in line
        assert sentence in line


def test_broken_lines_are_named_and_the_others_coded(vedette: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "1", "text": GOOD}).encode(),
        b'{"id": "2", "text": "cut off',
        b"[1, 2]",
        b'{"id": "4", "text": "\xff\xfe"}',
        json.dumps({"id": "5", "text": 5}).encode(),
        json.dumps({"id": "6"}).encode(),
        json.dumps({"id": "7", "text": GOOD, "published": "the day after"}).encode(),
        json.dumps({"id": "8", "text": GOOD}).encode(),
    ]
    file = tmp_path / "r.jsonl"
    file.write_bytes(b"\n".join(lines))
    done = vedette("code", str(file), "--format", "template")
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "8"]
    told = done.stderr.splitlines()
    assert [line.split(":")[2] for line in told] == ["2", "3", "4", "5", "6", "7"]
    for line, sentence in zip(
        told, ("is no JSON", "no JSON object", "not UTF-8", "must be text", "neither a text nor a title", "is no date"), strict=True
    ):
        assert sentence in line


@pytest.mark.parametrize("day", ["yesterday", "2021-02-30"])
def test_a_date_that_is_none(vedette: Run, day: str) -> None:
    done = vedette("code", "--published", day, "examples/malabar-2020-b.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"vedette: The day of publication {day!r} is no date; write it as 2021-08-10.\n"


def _told(done_stderr: str, path: object) -> str:
    """What the one line on standard error says of a path."""
    (line,) = done_stderr.splitlines()
    assert line.startswith(f"vedette: {str(path)!r}: ")
    return line


@pytest.mark.parametrize("command", [("list",), ("ingest", "examples/malabar-2020-b.txt")])
def test_a_file_that_is_no_database(vedette: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy bread, and call the harbour master. " * 40)
    done = vedette(*command, "--db", str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert "not a catalogue (not an SQLite database)" in _told(done.stderr, path)
    assert path.read_text().startswith("Buy bread")


def test_a_database_of_another_program(vedette: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE report (title TEXT)")
    connection.close()
    done = vedette("ingest", "examples/malabar-2020-b.txt", "--db", str(path))
    assert done.returncode == 3
    assert "not a catalogue of Vedette" in _told(done.stderr, path)


def test_a_catalogue_of_a_later_version(vedette: Run, tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    Catalogue(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = vedette("list", "--db", str(path))
    assert done.returncode == 3
    assert "another version of Vedette" in _told(done.stderr, path)


def test_a_catalogue_that_is_not_there(vedette: Run, tmp_path: Path) -> None:
    done = vedette("list", "--db", str(tmp_path / "none.db"))
    assert done.returncode == 3
    assert done.stderr == f"vedette: There is no catalogue at {str(tmp_path / 'none.db')!r}; make one with 'vedette ingest'.\n"
    assert not (tmp_path / "none.db").exists()


def test_a_catalogue_that_is_a_device(vedette: Run) -> None:
    done = vedette("ingest", "examples/malabar-2020-b.txt", "--db", "/dev/null")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "vedette: '/dev/null' is no catalogue file: it is a device, a pipe or a socket.\n"


def test_a_folder_that_may_not_be_written(vedette: Run, tmp_path: Path) -> None:
    """As an ordinary user in a folder of another; where the tests run as one already, in a folder without the right to write."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    if os.geteuid() == 0:  # the superuser may write anywhere: the system's own read-only folder
        folder = Path("/proc/sys/kernel")
    done = vedette("ingest", "examples/malabar-2020-b.txt", "--db", str(folder / "c.db"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be opened" in _told(done.stderr, folder / "c.db")


def test_a_catalogue_that_may_only_be_read(vedette: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    assert vedette("ingest", "examples/malabar-2020-b.txt", "--db", str(path)).returncode == 0
    shown = vedette("list", "--db", str(path))
    path.chmod(0o444)
    assert vedette("list", "--db", str(path)).stdout == shown.stdout


def test_a_disk_that_is_full_while_storing(vedette: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    limit = 150_000

    def narrow() -> None:  # no file of the process may grow beyond: the system refuses the write as it does on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = vedette("ingest", "examples", "--db", str(path), preexec_fn=narrow)
    assert (done.returncode, done.stdout) == (3, "")
    assert "the disk takes no more" in _told(done.stderr, path)
    assert path.stat().st_size <= limit
    with Catalogue(str(path), create=False) as catalogue:  # what was stored before is whole
        for ident in catalogue.report_ids():
            assert catalogue.accounts(report=ident)


def test_a_database_that_is_full(tmp_path: Path) -> None:
    with Catalogue(str(tmp_path / "c.db")) as catalogue:

        @event.listens_for(catalogue.engine, "connect")
        def narrow(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")

        catalogue.engine.dispose()
        coding = code(read(Raw(GOOD.encode() + b" The winter was long." * 5000, "long.txt", "")))
        with pytest.raises(CatalogueError, match="the disk is full"):
            catalogue.add([coding])
        assert catalogue.report_ids() == []


def test_a_name_that_is_not_utf_8(vedette: Run, tmp_path: Path) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    for name in (b"a.txt", b"b\xff.txt", b"c.txt"):
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text(f"{GOOD} It is told in {name.hex()}.")
    done = vedette("ingest", str(folder), "--db", str(tmp_path / "c.db"), "--format", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    assert "b\\udcff.txt" in json.loads(done.stdout.splitlines()[1])["name"]
    scanned = vedette("scan", str(folder), "--out", str(tmp_path / "out"), "--least", "0")
    assert (scanned.returncode, "3 tell of exercises" in scanned.stderr) == (0, True)


def test_fields_that_no_database_takes(vedette: Run, tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    lines = [{"id": "1\ud800"}, {"publisher": "\x00"}, {"title": "A\ud800 B\x00 C"}]
    file.write_text("".join(json.dumps({"text": GOOD, **line}) + "\n" for line in lines))
    done = vedette("ingest", str(file), "--db", str(tmp_path / "c.db"))
    assert done.returncode == 1
    first, second, counted = done.stderr.splitlines()
    assert first == f"vedette: {file}:1: the field 'id' holds a character that is no text ('1\\ud800')."
    assert second == f"vedette: {file}:2: the field 'publisher' holds a character that is no text ('\\x00')."
    assert counted.startswith("1 reports coded")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_of_another_encoding(vedette: Run, encoding: str) -> None:
    done = vedette("code", "examples/malabar-2020-b.txt", env={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, "")
    assert "“Malabar 2020”" in done.stdout


def test_a_backup_that_is_none_is_what_is_named(vedette: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy bread. " * 400)
    done = vedette("restore", str(path), "--db", str(tmp_path / "c.db"))
    assert done.returncode == 3
    assert f"{str(path)!r} is no backup (the file is not a catalogue" in _told(done.stderr, tmp_path / "c.db")


@pytest.mark.parametrize("words", [("--piece", "nan"), ("--piece", "0"), ("--piece", "inf"), ("--least", "nan")])
def test_a_number_that_is_none(vedette: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = vedette("scan", "examples/malabar-2020-b.txt", "--out", str(tmp_path / "out"), *words)
    assert done.returncode == 2
    assert "Must be" in done.stdout + done.stderr


def test_a_folder_that_is_a_file(vedette: Run, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    done = vedette("scan", "examples/malabar-2020-b.txt", "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (1, f"vedette: The scan cannot go on: {str(tmp_path / 'out')!r}: File exists.\n")


def test_a_feed_that_is_no_address(vedette: Run, tmp_path: Path) -> None:
    done = vedette("watch", "news", "--once", "--db", str(tmp_path / "c.db"))
    assert done.returncode == 1
    sentence = "vedette: 'news' is not read: only addresses that begin with http:// or https:// are fetched."
    assert done.stderr.splitlines()[0] == sentence


def test_an_output_that_takes_no_more(vedette: Run) -> None:
    with open("/dev/full", "wb") as full:
        done = vedette("code", "examples/malabar-2020-b.txt", stdout=full)
    assert done.returncode == 3
    assert done.stderr == "vedette: The output cannot be written: No space left on device.\n"


def test_a_reader_that_has_seen_enough(vedette: Run) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = vedette("code", "examples/malabar-2020-b.txt", stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
