"""Scanning on several processes: what comes of it, whatever happens to the inputs and the workers."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import Nanny, Scheduler

from support import EXAMPLES, ROOT, local_cluster
from vedette import jobs, pipeline
from vedette.jobs import DEATHS, Outcome, Piece, codings, inputs, pieces, scan, scan_piece
from vedette.jobs.processes import each
from vedette.pipeline import Kept, code, ingest_all, load_codings
from vedette.raw import BadInput, Raw
from vedette.read import read
from vedette.store import Catalogue

OTHER = "The bakery on Mill Street reopened on Monday. Bread was cheap, and the queue was long."


def _lines(count: int) -> str:
    """JSON Lines in which every fourth text is an example's."""
    texts = [(ROOT / name).read_text() for name in EXAMPLES if name.endswith(".txt")]
    rows = ({"id": f"r{n}", "text": f"Report {n}.\n\n{texts[n % len(texts)]}" if n % 4 == 0 else f"{OTHER} {n}"} for n in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text(_lines(60))
    return file


def _files(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in sorted(folder.glob("*.parquet"))}


def _sum(told: list[Outcome]) -> tuple[int, int, int]:
    return sum(o.read for o in told), sum(o.passed for o in told), sum(o.found for o in told)


@pytest.mark.parametrize("size", [1, 100, 1_000, 10_000, 10_000_000])
def test_each_line_is_in_one_piece(corpus: Path, size: int) -> None:
    found = [raw for piece in pieces([str(corpus)], max(size, 50)) for raw in inputs(piece)]
    assert [raw.id for raw in found if not isinstance(raw, BadInput)] == [f"r{n}" for n in range(60)]


@pytest.fixture
def table(tmp_path: Path, corpus: Path) -> Path:
    """The corpus as Parquet, with other names of columns, in groups of ten rows."""
    rows = [json.loads(line) for line in corpus.read_text().splitlines()]
    file = tmp_path / "corpus.parquet"
    days = [datetime(2021, 8, 1 + n % 28, tzinfo=UTC) for n in range(len(rows))]
    columns = {"number": range(60), "body": [r["text"] for r in rows], "day": days, "left": [[n] for n in range(60)]}
    pq.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), file, row_group_size=10)
    return file


COLUMNS = {"id": "number", "text": "body", "published": "day"}


@pytest.mark.parametrize("size", [50, 20_000, 10_000_000])
def test_each_row_is_in_one_piece(table: Path, size: int) -> None:
    todo = list(pieces([str(table)], size, COLUMNS))
    found = [raw for piece in todo for raw in inputs(piece)]
    assert [raw.id for raw in found if isinstance(raw, Raw)] == [str(n) for n in range(60)]
    assert [raw.name for raw in found] == [f"{table}:{n + 1}" for n in range(60)]
    assert len({piece.key(1.0) for piece in todo}) == len(todo) == {50: 6, 20_000: len(todo), 10_000_000: 1}[size]


def test_a_table_in_parquet_gives_what_json_lines_give(table: Path, corpus: Path, tmp_path: Path) -> None:
    told = [_sum(list(scan(list(pieces([str(f)], columns=COLUMNS if f is table else None)), tmp_path / f.suffix))) for f in (corpus, table)]
    assert told[0] == told[1] == (60, 15, 15)
    assert {c.report.published for c in codings(tmp_path / ".parquet")} <= {f"2021-08-{day:02d}" for day in range(1, 29)}


def test_a_table_that_is_cut_off_is_told_of(table: Path, tmp_path: Path) -> None:
    whole = table.read_bytes()
    table.write_bytes(whole[: len(whole) // 2])
    (told,) = scan(list(pieces([str(table)], 50, COLUMNS)), tmp_path / "out")
    assert (told.read, told.found) == (1, 0)
    assert "no Parquet file, or is cut off" in told.bad[0][1]


def test_a_group_of_rows_that_is_broken_is_told_of_and_the_rest_read(table: Path) -> None:
    group = pq.read_metadata(table).row_group(2)
    at = group.column(1).dictionary_page_offset or group.column(1).data_page_offset
    with table.open("r+b") as out:
        out.seek(at)
        out.write(b"\xff" * group.column(1).total_compressed_size)
    found = [raw for piece in pieces([str(table)], columns=COLUMNS) for raw in inputs(piece)]
    assert [raw.id for raw in found if isinstance(raw, Raw)] == [str(n) for n in range(60) if not 20 <= n < 30]
    (bad,) = (raw for raw in found if isinstance(raw, BadInput))
    assert bad.name == f"{table}:21"


def test_a_table_without_a_text_and_cells_that_are_no_text_are_told_of(table: Path, tmp_path: Path) -> None:
    (lacking,) = (raw for piece in pieces([str(table)]) for raw in inputs(piece))
    assert isinstance(lacking, BadInput)
    assert "no column 'text'" in lacking.reason
    found = [raw for piece in pieces([str(table)], columns={"text": "left"}) for raw in inputs(piece)]
    assert all(isinstance(raw, BadInput) and "must be text or null" in raw.reason for raw in found)
    packed = tmp_path / "packed.parquet"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    (refused,) = (raw for piece in pieces([str(packed)]) for raw in inputs(piece))
    assert isinstance(refused, BadInput)
    assert "unpack it" in refused.reason


def test_what_a_scan_writes_is_not_read_by_it(table: Path, tmp_path: Path, vedette) -> None:  # type: ignore[no-untyped-def]
    command = ("scan", str(tmp_path), "--out", str(tmp_path / "out"), "--columns", "text=body,id=number")
    table.with_name("corpus.jsonl").unlink(missing_ok=True)
    for _ in range(2):
        done = vedette(*command)
        assert (done.returncode, "60 inputs read, 15 passed triage, 15 tell" in done.stderr) == (0, True)
    assert vedette(*command[:-1], "text").returncode == 2


def test_small_files_share_a_piece(tmp_path: Path) -> None:
    for n in range(10):
        (tmp_path / f"{n}.txt").write_text("x" * 1000)
    found = list(pieces([str(tmp_path)], 3_500))
    assert [len(p.paths) for p in found] == [3, 3, 3, 1]


def test_only_what_tells_of_exercises_is_kept(corpus: Path, tmp_path: Path) -> None:
    told = list(scan(list(pieces([str(corpus)])), tmp_path / "out"))
    assert _sum(told) == (60, 15, 15)
    assert len(list(codings(tmp_path / "out"))) == 15


def test_processes_and_a_cluster_give_what_one_process_gives(corpus: Path, tmp_path: Path, cluster: str) -> None:
    todo = list(pieces([str(corpus)], 5_000))
    alone, many = list(scan(todo, tmp_path / "alone")), list(scan(todo, tmp_path / "many", workers=2))
    there = list(scan(todo, tmp_path / "there", cluster=cluster))
    assert _sum(alone) == _sum(many) == _sum(there) == (60, 15, 15)
    assert _files(tmp_path / "alone") == _files(tmp_path / "many") == _files(tmp_path / "there")


def test_one_scan_at_a_time_writes_into_a_folder(corpus: Path, tmp_path: Path) -> None:
    todo, out = list(pieces([str(corpus)], 5_000)), tmp_path / "out"
    first = scan(todo, out)
    told = [next(first)]
    other = out / f"{todo[1].key(3.0)}.1.part"  # as if it were written just now
    other.touch()
    with pytest.raises(OSError, match="another scan writes into"):
        list(scan(todo, out))
    assert other.exists()
    told += first
    assert _sum(told) == _sum(list(scan(todo, out))) == (60, 15, 15)
    assert not other.exists()


def test_what_ends_each_process_is_given_up() -> None:
    assert dict(each(os._exit, [1, 2], 2)) == {1: None, 2: None}


def test_a_scan_goes_on_where_it_stopped(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    todo, out = list(pieces([str(corpus)], 5_000)), tmp_path / "out"
    first = list(scan(todo[:3], out))
    begun: list[Piece] = []
    monkeypatch.setattr(jobs, "inputs", lambda piece: begun.append(piece) or inputs(piece))
    told = list(scan(todo, out))
    assert begun == todo[3:]
    assert told[:3] == first
    assert _sum(told) == (60, 15, 15)


def test_bad_inputs_are_listed_and_the_rest_goes_on(corpus: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(_lines(8) + "{no json\n" + _lines(4))
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(b"\x1f\x8b\x08\x00torn")
    told = list(scan(list(pieces([str(broken), str(torn), str(tmp_path / "missing.txt")])), tmp_path / "out"))
    bad = [name for o in told for name, _ in o.bad]
    assert any("broken.jsonl" in name for name in bad)
    assert any("torn.warc.gz" in name for name in bad)
    assert any("missing.txt" in name for name in bad)
    assert sum(o.found for o in told) == 3


def test_an_error_of_the_coder_is_listed_with_its_input(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = pipeline.code, iter(range(100))

    def failing(report):  # type: ignore[no-untyped-def]
        if next(seen) == 2:
            raise RuntimeError("a defect")
        return real(report)

    monkeypatch.setattr(pipeline, "code", failing)
    (told,) = scan(list(pieces([str(corpus)])), tmp_path / "out")
    assert (told.found, len(told.bad)) == (14, 1)
    assert "RuntimeError: a defect" in told.bad[0][1]


def test_an_input_that_ends_the_process_is_given_up(corpus: Path, tmp_path: Path) -> None:
    """The third input that passes triage kills whoever codes it; each new process goes on until it is given up."""
    program = tmp_path / "dies.py"
    program.write_text(
        "import os, sys\nfrom vedette import jobs, pipeline\nreal = pipeline.code\n"
        "def code(report):\n    if report.id == 'r8': os._exit(9)\n    return real(report)\n"
        "pipeline.code = code\n"
        "print(jobs.scan_piece(jobs.Piece((sys.argv[1],)), sys.argv[2]).found)\n"
    )
    out = tmp_path / "out"
    out.mkdir()
    codes = [subprocess.run([sys.executable, str(program), str(corpus), str(out)], check=False).returncode for _ in range(DEATHS + 1)]
    assert codes == [9] * DEATHS + [0]
    told = scan_piece(Piece((str(corpus),)), str(out))
    assert told.found == 14
    assert ["given up" in reason for _, reason in told.bad] == [True]
    assert not list(out.glob("*.at"))


def test_a_folder_that_takes_no_more_leaves_no_half_file(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        (told,) = scan([Piece((str(corpus),))], tmp_path / "out")
    assert told.file is None
    assert "No space left" in told.bad[0][1]
    assert not [f for f in (tmp_path / "out").iterdir() if f.suffix != ".at" and f.name != jobs.LOCK]
    (told,) = scan([Piece((str(corpus),))], tmp_path / "out")
    assert told.found == 15


def _writing(folder: Path) -> set[int]:
    """The processes that write a file of this folder just now."""
    return {int(part.suffixes[-2][1:]) for part in folder.glob(f"*{jobs.PART}")}


@pytest.mark.parametrize("where", ["here", "cluster"])
def test_killed_workers_change_nothing(where: str, corpus: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Two are killed while they code a piece."""
    address = request.getfixturevalue("cluster") if where == "cluster" else None
    corpus.write_text(_lines(240))
    todo = list(pieces([str(corpus)], 15_000))
    list(scan(todo, tmp_path / "quiet"))
    stop = threading.Event()
    killed: set[int] = set()

    def kill() -> None:
        while len(killed) < 2 and not stop.wait(0.01):
            for worker in _writing(tmp_path / "killed") - killed:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                    killed.add(worker)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        told = list(scan(todo, tmp_path / "killed", workers=2, cluster=address))
    finally:
        stop.set()
        thread.join()
    assert len(killed) >= 2
    assert _sum(told)[2] == 60
    assert _files(tmp_path / "quiet") == _files(tmp_path / "killed")
    assert not _writing(tmp_path / "killed")


def test_a_worker_killed_with_what_it_has_done_is_not_waited_for(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two are killed when their pieces are done and what came of them is about to be fetched: nobody asks the dead for half a minute."""
    real, killed, began = Scheduler.gather, set[int](), list[float]()

    async def gather(scheduler: Scheduler, keys: list[str], serializers: list[str] | None = None) -> object:
        holders = {address for addresses in scheduler.get_who_has(keys).values() for address in addresses}
        for nanny in list(Nanny._instances) if len(killed) < 2 else ():
            if nanny.worker_address in holders and nanny.pid:
                os.kill(nanny.pid, signal.SIGKILL)
                killed.add(nanny.pid)
                began.append(time.monotonic())
        return await real(scheduler, keys=keys, serializers=serializers)

    monkeypatch.setattr(Scheduler, "gather", gather)
    with local_cluster() as address:
        told = list(scan(list(pieces([str(corpus)], 5_000)), tmp_path / "out", cluster=address))
        ended = time.monotonic()
    assert len(killed) >= 2
    assert _sum(told) == (60, 15, 15)
    assert ended - began[0] < 25


def _memory(_: int) -> tuple[int, int]:
    """Megabytes of this process, and those of them that are its own, after a page was coded."""
    code(read(Raw((ROOT / EXAMPLES[0]).read_bytes(), EXAMPLES[0], "")))
    told = dict(line.split()[:2] for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    return int(told["Rss:"]) // 1024, (int(told["Private_Clean:"]) + int(told["Private_Dirty:"])) // 1024


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="how memory is shared is told by Linux alone")
def test_workers_share_the_lexicons() -> None:
    for _, told in each(_memory, range(4), 2):
        assert told is not None
        whole, own = told
        assert whole > 120
        assert own < whole / 2


def test_loading_gives_what_ingest_gives(tmp_path: Path, vedette) -> None:  # type: ignore[no-untyped-def]
    one, other = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    assert vedette("ingest", "examples", "--db", one).returncode == 0
    assert vedette("scan", "examples", "--out", str(tmp_path / "out")).returncode == 0
    for new in ("18 of them new", "0 of them new"):
        done = vedette("load", str(tmp_path / "out"), "--db", other)
        assert (done.returncode, new in done.stderr) == (0, True)
    with Catalogue(one) as a, Catalogue(other) as b:
        assert sorted(map(sorted, a.exercises().values())) == sorted(map(sorted, b.exercises().values()))
        assert b.check() == []


def test_loading_keeps_printings_and_what_has_the_same_id_as_ingest_does(tmp_path: Path) -> None:
    first, second = [(ROOT / name).read_text() for name in EXAMPLES if name.endswith(".txt")][:2]
    rows = (
        {"text": first, "publisher": "Morning Post", "published": "2023-05-02"},
        {"text": first, "publisher": "Coast Wire", "published": "2023-05-01"},
        {"id": "1", "text": second},
        {"id": "1", "text": first.replace("a", "o", 1), "publisher": "Evening Star"},
    )
    file, out = tmp_path / "x.jsonl", tmp_path / "out"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    list(scan(list(pieces([str(file)])), out))
    held, news = [], list[int]()
    for n in range(2):
        with Catalogue(str(tmp_path / f"{n}.db")) as catalogue:
            if n == 0:
                assert all(isinstance(kept, Kept) for kept in ingest_all([str(file)], catalogue))
            else:
                news = [sum(load_codings(codings(out), catalogue)) for _ in range(2)]
            ids = catalogue.report_ids()
            held.append((ids, catalogue.reports(ids), [catalogue.printings(i) for i in ids], catalogue.exercises(), catalogue.check()))
    assert news == [3, 0]
    assert held[0] == held[1]


def test_a_load_that_was_cut_off_goes_on(corpus: Path, tmp_path: Path) -> None:
    list(scan(list(pieces([str(corpus)])), tmp_path / "out"))
    with Catalogue(str(tmp_path / "x.db")) as catalogue:
        with catalogue.writing() as writer:
            writer.store_all(list(codings(tmp_path / "out"))[:5])
        assert sum(load_codings(codings(tmp_path / "out"), catalogue)) == 10
        assert catalogue.check() == []
        assert {a for members in catalogue.exercises().values() for a in members} == {a.id for a in catalogue.accounts()}


@pytest.mark.parametrize("words", [("scan", "x.txt"), ("load", "nothing-here"), ("scan", "nofile.txt", "--out")])
def test_bad_words_get_one_sentence(words: tuple[str, ...], tmp_path: Path, vedette) -> None:  # type: ignore[no-untyped-def]
    done = vedette(*words, *([str(tmp_path)] if words[-1] == "--out" else []))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_scheduler_that_is_not_there(corpus: Path, tmp_path: Path, vedette) -> None:  # type: ignore[no-untyped-def]
    began = time.monotonic()
    done = vedette("scan", str(corpus), "--out", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "The scan cannot go on" in done.stderr
    assert time.monotonic() - began < 60
