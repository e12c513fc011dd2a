"""An ingest that is killed goes on by the same command; two at once both come through. `benchmarks/kill.py` is the longer experiment."""

import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT
from vedette.store import Catalogue, Filters

sys.path.insert(0, str(ROOT / "benchmarks"))
from kill import ingest, reports


@pytest.mark.parametrize(("writers", "workers"), [(1, 1), (2, 1), (2, 2)])
def test_nothing_is_lost_by_kills_at_random_moments(writers: int, workers: int) -> None:
    words = [sys.executable, str(ROOT / "benchmarks" / "kill.py"), "--moments", "2", "--writers", str(writers), "--workers", str(workers)]
    words += ["--reports", "30" if workers == 1 else "120"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=600)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing lost, nothing twice" in done.stdout


def test_two_ingests_at_once(db: str, tmp_path: Path) -> None:
    files = [tmp_path / "one.jsonl", tmp_path / "other.jsonl"]
    reports(24, tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text().splitlines(keepends=True)
    # every report of the second half is read by both
    for file, chosen in zip(files, (lines[:16], lines[8:]), strict=True):
        file.write_text("".join(chosen))
    running = [ingest(file, db) for file in files]
    for process in running:
        _, told = process.communicate(timeout=300)
        assert (process.returncode, told.count(b"\n")) == (0, 1)
    with Catalogue(db, create=False) as catalogue, Catalogue(str(tmp_path / "alone.db")) as alone:
        assert len(catalogue.report_ids()) == 24
        assert catalogue.check() == []
        assert ingest(tmp_path / "all.jsonl", str(tmp_path / "alone.db")).wait() == 0
        assert sorted(map(sorted, catalogue.exercises().values())) == sorted(map(sorted, alone.exercises().values()))
        assert len(catalogue.find(Filters("joint exercise sailors"))) == len(catalogue.find(Filters()))
