"""Ingest on several processes or a cluster keeps what ingest by itself keeps, whatever happens to the processes."""

import json
import multiprocessing
import os
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker

from conftest import Run
from support import EXAMPLES, ROOT
from vedette.jobs.coding import AHEAD, TASK, in_order
from vedette.pipeline import Coded, Input, ingest_all
from vedette.raw import BadInput, Raw
from vedette.store import Catalogue, Filters


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """The examples; a text that two publishers print, and one of them with a line less; two texts under one id; lines that are no reports
    and a file that is not there; and the first example once more."""
    texts = [(ROOT / name).read_text() for name in EXAMPLES if name.endswith(".txt")]
    rows: list[dict[str, str]] = [
        {"text": texts[0], "publisher": "Morning Post", "published": "2023-05-02"},
        {"text": texts[0], "publisher": "Coast Wire", "published": "2023-05-01"},
        {"text": texts[0].rpartition("\n\n")[0], "publisher": "Evening Star", "published": "2023-05-02"},
        {"id": "twice", "text": texts[1]},
        {"id": "twice", "text": texts[2]},
        *({"id": f"quiet{n}", "text": f"The bakery on Mill Street sold {n} loaves on Monday."} for n in range(30)),
    ]
    file = tmp_path / "more.jsonl"
    file.write_text("{no json\n" + "".join(json.dumps(row) + "\n" for row in rows) + '{"text": 7}\n')
    return [*(str(ROOT / name) for name in EXAMPLES), str(file), str(tmp_path / "missing.txt"), str(ROOT / EXAMPLES[0])]


def _told(paths: list[str], db: Path, **where: Any) -> list[tuple[str, str, bool]]:
    """Name, report or reason, and whether it is new, of each input."""
    with Catalogue(str(db)) as catalogue:
        mapped: dict[str, Any] = {"mapped": partial(in_order, **where), "rows": 20} if where else {}
        kept = list(ingest_all(paths, catalogue, **mapped))
        return [(k.name, k.reason, False) if isinstance(k, BadInput) else (k.name, k.report, k.new) for k in kept]


def _held(db: Path) -> tuple[object, ...]:
    with Catalogue(str(db), create=False) as catalogue:
        assert catalogue.check() == []
        ids = catalogue.report_ids()
        told = catalogue.reports(ids), [catalogue.printings(i) for i in ids], [catalogue.report_claims(i) for i in ids]
        return *told, catalogue.accounts(), catalogue.exercises(), catalogue.records(catalogue.find(Filters()))


def test_processes_and_a_cluster_keep_what_one_process_keeps(paths: list[str], tmp_path: Path, cluster: str) -> None:
    alone = _told(paths, tmp_path / "alone.db")
    assert [name for name, _, new in alone if not new][-2:] == [paths[-2], paths[-1]]
    held = _held(tmp_path / "alone.db")
    places: dict[str, dict[str, Any]] = {"many": {"workers": 3}, "there": {"cluster": cluster}}
    for name, where in places.items():
        assert _told(paths, tmp_path / f"{name}.db", **where) == alone
        assert _held(tmp_path / f"{name}.db") == held


def test_what_was_read_before_is_passed_over(paths: list[str], tmp_path: Path) -> None:
    first = _told(paths[:5], tmp_path / "x.db")
    told = _told(paths, tmp_path / "x.db", workers=2)
    assert [(name, report) for name, report, _ in first] == [(name, report) for name, report, _ in told[:5]]
    assert [new for *_, new in told[:6]] == [False] * 5 + [True]
    again = _told(paths, tmp_path / "x.db", workers=2)
    assert [(name, said) for name, said, _ in again] == [(name, said) for name, said, _ in told]
    assert not any(new for *_, new in again)


def _deadly(one: Input) -> Coded:
    """Ends the process at the input 7, and once at an input that names a file which is not there yet."""
    if one.name == "7":
        os._exit(9)
    if "/" in one.name and not Path(one.name).exists():
        Path(one.name).touch()
        os._exit(9)
    return _same(one)


def _given_up(one: Input) -> Coded:
    """At the input 7, what a scheduler tells when workers have ended with a task again and again."""
    if one.name == "7":
        raise KilledWorker("task", SimpleNamespace(address="tcp://127.0.0.1:9"), 3)  # type: ignore[arg-type]
    return _same(one)


@pytest.mark.parametrize("where", ["here", "cluster"])
def test_only_what_ends_each_process_is_given_up(where: str, tmp_path: Path, cluster: str) -> None:
    inputs: list[Input] = [Raw(b"", name, "") for name in (*map(str, range(20)), str(tmp_path / "once"))]
    work, address = (_deadly, None) if where == "here" else (_given_up, cluster)
    found = [made for made in in_order(work, inputs, workers=2, cluster=address) if isinstance(made, BadInput)]
    assert [made.name for made in found] == [one.name for one in inputs]
    assert [made.name for made in found if "given up" in made.reason] == ["7"]


def _same(one: Input) -> Coded:
    return BadInput(one.name, "")


def test_inputs_are_taken_no_faster_than_they_are_done() -> None:
    taken, before = list[str](), set(multiprocessing.active_children())

    def inputs() -> Iterator[Input]:
        for n in range(10_000):
            taken.append(str(n))
            yield Raw(b"x", str(n), "")

    found = in_order(_same, inputs(), workers=2)
    assert list(islice(found, 40)) == [BadInput(str(n), "") for n in range(40)]
    assert len(taken) <= 40 + (AHEAD * 2 + 1) * TASK
    del found
    assert set(multiprocessing.active_children()) <= before


def test_large_inputs_are_sent_alone() -> None:
    made = in_order(_same, (Raw(b"x" * 3_000_000, str(n), "") for n in range(5)), workers=2)
    assert [one.name for one in made if isinstance(one, BadInput)] == list("01234")


@pytest.mark.parametrize("where", ["here", "cluster"])
def test_the_command(where: str, tmp_path: Path, cluster: str, vedette: Run) -> None:
    words = ("--workers", "2") if where == "here" else ("--cluster", cluster)
    command = ("ingest", "examples", str(tmp_path / "missing.txt"), "--db", str(tmp_path / "x.db"), *words)
    for new in (18, 0):
        done = vedette(*command)
        assert done.returncode == 1
        assert done.stderr.count("There is no file") == 1
        assert done.stderr.splitlines()[-1].startswith(f"18 reports coded, {new} of them new, into ")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_the_command_without_a_scheduler(tmp_path: Path, vedette: Run, address: str) -> None:
    done = vedette("ingest", "examples", "--db", str(tmp_path / "x.db"), "--cluster", address)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("vedette: The cluster cannot be used: ")


def test_a_scan_without_a_scheduler(tmp_path: Path, vedette: Run) -> None:
    done = vedette("scan", "examples", "--out", str(tmp_path / "out"), "--cluster", "nowhere")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("vedette: The scan cannot go on: ")
