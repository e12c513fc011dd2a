"""Runs all benchmarks at small size, writes their figures as a table, and tells what has changed since the last time: make bench

    python benchmarks/run.py [NAME…] [--no-peers] [--page FILE] [--results FILE]

Each runs as a program of its own, one after the other, in under ten minutes together on two cores, once the other packages are installed.
The page gets a table in Markdown, the results' file a line of history for each commit, the newest last. A figure counts as worse if its
ratio to what it is measured against, or without such its value, has got worse by more than `NOISE`. NAMEs choose some of the benchmarks;
then the page and the results stay as they are. Exits with 1 if one cannot be run, or a figure is not as it has to be.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import HEAD, ROOT, Figure, number

HERE = Path(__file__).parent
NEGATIVES = ROOT.parent / "shared" / "gold" / "negatives.jsonl"
FIGURES = {
    "coding": ("--rounds", "3"),
    "dates": (),
    "quotations": (),
    "triage": tuple(f"--negatives={NEGATIVES}" for _ in range(NEGATIVES.exists())),
    "jobs": ("--pages", "1000", "10000", "--several-pages", "60000", "--peer-pages", "300"),
    "load": ("--reports", "8000", "--before", "5000"),
}
"""Benchmarks that give figures, with what makes them small."""
EXPERIMENTS = {
    "queries": ("--exercises", "5000"),
    "resolution": ("1000", "5000"),
    "kill": ("--reports", "40", "--moments", "3"),
    "killed_workers": ("--pages", "6000", "--archive", "50", "--every", "2"),
    "soak": ("--minutes", "0.5"),
}
"""Benchmarks that hold or fail; the last line that they print tells how."""
PEERS = frozenset(("coding", "dates", "quotations", "jobs"))
LESS = frozenset(("s", "ms", "MB"))
"""Units of which less is better."""
NOISE = 0.15
KEPT = 30
"""Lines of history."""
BUSY = os.getloadavg()[0]
"""How many programs were running when this one began."""


def figures(name: str, options: Sequence[str]) -> list[Figure]:
    """What a benchmark measures; raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        _run(name, [*options, "--json", str(file)])
        return [Figure(**told) for told in json.loads(file.read_text())]


def experiment(name: str, options: Sequence[str]) -> str:
    """The last line that an experiment prints; raises CalledProcessError."""
    return [line for line in _run(name, options).splitlines() if line.strip()][-1].strip()


def _run(name: str, options: Sequence[str]) -> str:
    done = subprocess.run([sys.executable, HERE / f"{name}.py", *options], capture_output=True, text=True, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, name, done.stdout, done.stderr)
    return done.stdout


def machine() -> str:
    """What the figures were measured on."""
    model = next(
        (line.split(":")[1].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")), platform.processor()
    )
    return f"{model}, {os.cpu_count()} cores, {BUSY:.1f} other programs running, Python {platform.python_version()}"


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def commit() -> str:
    """The commit that is measured, with a plus if files differ from it."""
    done = subprocess.run(["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def told(figure: Figure) -> dict[str, Any]:
    """What is kept of a figure."""
    return {"value": round(figure.value, 4), "unit": figure.unit, "ratio": None if figure.ratio is None else round(figure.ratio, 4)}


def key(figure: Figure) -> str:
    """What a figure is called in the history."""
    return f"{figure.name} ({figure.peer})" if figure.peer else figure.name


def changes(before: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> Iterator[tuple[str, float, bool]]:
    """(name, how many times as good as before, whether that is worse by more than noise) of each figure that was there before."""
    for name, new in now.items():
        old = before.get(name)
        if old is None:
            continue
        which = "ratio" if old["ratio"] and new["ratio"] else "value"
        if old[which] and new[which]:
            less = new["unit"] in LESS
            better = old[which] / new[which] if less else new[which] / old[which]
            yield name, better, better < 1 - NOISE


def page(rows: Sequence[Figure], lines: Sequence[tuple[str, str]], taken: float) -> str:
    """The page with the table."""
    when = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    return (
        "# How fast it is\n\n"
        f"Measured on {when}, commit {commit()}, {machine()}, with all benchmarks at small size (`make bench`, {taken / 60:.0f} minutes). "
        "What each figure means stands at the head of its script in `benchmarks/`; larger runs are told of in [Scale](scale.md).\n\n"
        + "\n".join((HEAD, *(row.row() for row in rows)))
        + "\n\n| experiment | what came of it |\n|---|---|\n"
        + "\n".join(f"| {name} | {line} |" for name, line in lines)
        + "\n"
    )


def main() -> int:
    """Runs, writes and prints; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *FIGURES, *EXPERIMENTS], help="benchmarks; all if none is named")
    parser.add_argument("--no-peers", action="store_true", help="measure Vedette alone")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    given = parser.parse_args()
    began = time.monotonic()
    rows: list[Figure] = []
    lines: list[tuple[str, str]] = []
    failed = 0
    print(HEAD)
    for name in given.names or [*FIGURES, *EXPERIMENTS]:
        try:
            if name in FIGURES:
                found = figures(name, [*FIGURES[name], *(["--no-peers"] if given.no_peers and name in PEERS else [])])
                rows += found
                print(*(row.row() for row in found), sep="\n", flush=True)
            else:
                lines.append((name, experiment(name, EXPERIMENTS[name])))
                print(f"| {lines[-1][0]} | {lines[-1][1]} | | | |", flush=True)
        except subprocess.CalledProcessError as error:
            failed += 1
            sys.stderr.write(f"{name}: {(error.stderr or error.stdout).strip()}\n")
    now = {key(row): told(row) for row in rows}
    history = json.loads(given.results.read_text()) if given.results.exists() else []
    before = history[-1] if history else {"commit": "", "figures": {}}
    for name, better, worse in changes(before["figures"], now):
        print(f"{name}: {number(better)} times as good as at {before['commit']}{'  WORSE' if worse else ''}")
    if not given.names and not failed:
        line = {"commit": commit(), "date": datetime.now(UTC).date().isoformat(), "machine": machine(), "figures": now}
        kept = [entry for entry in history if entry["commit"] != line["commit"]][-KEPT + 1 :]
        given.results.write_text("[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in [*kept, line]) + "\n]\n")
        given.page.write_text(page(rows, lines, time.monotonic() - began))
    missed = [row.name for row in rows if not row.held]
    print(f"{time.monotonic() - began:.0f} s; {len(missed)} figures are not as they have to be{': ' if missed else ''}{', '.join(missed)}")
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main())
