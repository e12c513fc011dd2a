"""How a scan grows: pages a second on one process and on several, with ten times the input, and the most memory of a process.

    python benchmarks/jobs.py [--pages N…] [--workers N] [--share SHARE]

Made are texts in a file of JSON Lines: a `--share` of them are example reports, the others news of no exercise, put together from phrases.
The scan runs as the command does, in a process of its own; by the clock, loading included.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
VEDETTE = Path(sys.executable).parent / "vedette"
SUBJECTS = ("The city council", "A regional court", "The football club", "Her new film", "The central bank", "The railway")
VERBS = ("put off", "welcomed", "turned down", "opened", "explained", "praised", "went back on", "paid for", "asked about", "forgot")
OBJECTS = ("the plan for the old harbour", "a second season", "the price of bread", "its budget for schools", "a ticket to the final",
           "the road to the coast", "a loan of 3 million", "the rain of last week", "a study of 400 families")  # fmt: skip
TAILS = ("on Monday.", "after a long debate.", "with little to show for it.", "and nobody was surprised.", "in two weeks.")
WORDS = 350
"""Words of a page, about the middle of news."""


def page(rng: random.Random) -> str:
    """A page of no exercise."""
    sentences: list[str] = []
    words = 0
    while words < WORDS:
        sentence = " ".join(map(rng.choice, (SUBJECTS, VERBS, OBJECTS, TAILS)))
        sentences.append(sentence)
        words += sentence.count(" ") + 1
    paragraphs = (" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
    return "\n\n".join(paragraphs)


def corpus(count: int, share: float, file: Path) -> None:
    """Writes pages as JSON Lines."""
    texts = [path.read_text() for path in sorted((ROOT / "examples").glob("*.txt"))]
    rng = random.Random(count)
    with file.open("w") as out:
        for number in range(count):
            text = f"Report {number}. {rng.choice(texts)}" if rng.random() < share else page(rng)
            out.write(json.dumps({"id": str(number), "text": text}) + "\n")


def scan(file: Path, folder: Path, workers: int) -> tuple[float, int]:
    """Seconds by the clock, and the most memory of a process in bytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.monotonic()
    subprocess.run([VEDETTE, "scan", file, "--out", folder, "--workers", str(workers)], check=True, capture_output=True)
    taken = time.monotonic() - began
    return taken, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024


def rows(sizes: list[int], workers: int, share: float, folder: Path) -> Iterator[tuple[int, int, float, int, int]]:
    """(pages, processes, seconds, bytes of memory, bytes of input) of each run."""
    for size in sizes:
        file = folder / f"{size}.jsonl"
        corpus(size, share, file)
        for processes in sorted({1, workers}):
            out = folder / f"{size}-{processes}"
            seconds, memory = scan(file, out, processes)
            yield size, processes, seconds, memory, file.stat().st_size
            shutil.rmtree(out)
        file.unlink()


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--share", type=float, default=0.01)
    given = parser.parse_args()
    print(f"{'pages':>10}{'processes':>11}{'seconds':>9}{'pages/s':>9}{'MB/s':>7}{'most memory, MB':>17}")
    with tempfile.TemporaryDirectory() as folder:
        for size, processes, seconds, memory, length in rows(given.pages, given.workers, given.share, Path(folder)):
            rate, speed = size / seconds, length / seconds / 1e6
            print(f"{size:>10,}{processes:>11}{seconds:>9.1f}{rate:>9.0f}{speed:>7.1f}{memory / 1e6:>17.0f}", flush=True)


if __name__ == "__main__":
    main()
