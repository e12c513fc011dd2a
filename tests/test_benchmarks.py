"""The benchmarks run: each on next to nothing, and what is told of the figures is right. `make bench` runs them for their figures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

BENCHMARKS = ROOT / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from common import Figure, number  # type: ignore[import-not-found]  # noqa: E402
from crawl import crawl  # type: ignore[import-not-found]  # noqa: E402
from run import changes, key, page, told  # type: ignore[import-not-found]  # noqa: E402

SMALL = {
    "coding": ("--rounds", "1", "--no-peers"),
    "dates": ("--no-peers",),
    "quotations": ("--no-peers",),
    "triage": (),
    "jobs": ("--pages", "20", "200", "--several-pages", "0", "--no-peers"),
    "load": ("--reports", "50", "--before", "50"),
    "stages": ("--pages", "300"),
}


@pytest.mark.parametrize("name", SMALL)
def test_each_gives_figures(name: str, tmp_path: Path) -> None:
    command = [sys.executable, str(BENCHMARKS / f"{name}.py"), *SMALL[name], "--json", str(tmp_path / "x.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = [Figure(**row) for row in json.loads((tmp_path / "x.json").read_text())]
    assert figures
    assert all(figure.value >= 0 for figure in figures)
    assert done.stdout.splitlines()[2:] == [figure.row() for figure in figures]


def test_killed_workers_of_a_cluster_change_nothing() -> None:
    command = [sys.executable, str(BENCHMARKS / "killed_workers.py"), "--pages", "6000", "--archive", "50"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "byte for byte" in done.stdout


def test_a_page_of_a_crawl_is_always_the_same(tmp_path: Path) -> None:
    (one,), (other,) = (crawl(tmp_path / name, 30) for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()
    (longer,) = crawl(tmp_path / "c", 40)
    assert longer.read_bytes().startswith(one.read_bytes())


def test_what_has_got_slower_is_seen() -> None:
    fast = [
        Figure("coding", 90.0, "reports/s", "spaCy", 9.0, 10.0, least=10.0),
        Figure("search", 20.0, "ms"),
        Figure("load", 5.0, "claims/s"),
    ]
    slow = [
        Figure("coding", 30.0, "reports/s", "spaCy", 6.0, 5.0, least=10.0),
        Figure("search", 40.0, "ms"),
        Figure("load", 4.9, "claims/s"),
    ]
    before, now = ({key(f): told(f) for f in figures} for figures in (fast, slow))
    seen = [(name, round(better, 3), worse) for name, better, worse in changes(before, now)]
    assert seen == [("coding (spaCy)", 0.5, True), ("search", 0.5, True), ("load", 0.98, False)]
    assert [f.held for f in (*fast, *slow)] == [True, True, True, False, True, True]
    assert "| coding | 30 reports/s | spaCy: 6 | 5 × | ≥ 10 **missed** |" in page(slow, [("kill", "nothing lost")], 60.0)


@pytest.mark.parametrize(("value", "shown"), [(1234.5, "1,234"), (99.94, "99.9"), (0.01234, "0.0123"), (0.0, "0"), (1.0, "1")])
def test_numbers_have_three_digits_that_count(value: float, shown: str) -> None:
    assert number(value) == shown
