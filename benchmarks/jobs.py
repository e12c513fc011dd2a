"""How a scan of a crawl grows: pages a second, ten times the input, two processes, and what others would take for the same pages.

    python benchmarks/jobs.py [--pages N…] [--workers N] [--folder FOLDER] [--peer-pages N] [--no-peers] [--json FILE]

The crawl is made as `crawl.py` tells: pages in web archives, of which 1 in 100 tells of an exercise. The scan runs as the command does, in
a process of its own, loading included; time is the processor's for one process, and by the clock for several. Peers get the first pages of
the same crawl: trafilatura and spaCy's parser and named entities on every page (what people write today), and a multiprocessing.Pool that
has our coder in its workers, one archive a task. A folder keeps the crawl for other runs: a million pages take 6 GB and minutes to make.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from common import LOAD_SPACY, SCRIPTS, SPACY, Cost, Figure, Unavailable, arguments, cost, peer, tell
from crawl import crawl, marked_up

from vedette.jobs.processes import each
from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read

SMAPS = Path("/proc/self/smaps_rollup")
MOST_TIME, MOST_MEMORY, MOST_BYTES = 11.0, 1.2, 1e9
LEAST_PAGES, LEAST_WORKERS = 20.0, 1.8
SCANNED = 10_000
"""Pages that are scanned beside the first of them that trafilatura and spaCy get."""
TRAFILATURA = ("trafilatura>=2,<3", "lxml_html_clean")
WHOLE = f"""
import json, sys, time
import trafilatura
{LOAD_SPACY}
nlp("Warm.")
began = time.process_time()
found = 0
for html in json.load(sys.stdin):
    text = trafilatura.extract(html)
    if text:
        found += len(nlp(text).ents)
print(json.dumps(time.process_time() - began))
"""
POOL = """
import multiprocessing, sys
from pathlib import Path
from vedette.jobs import pieces, scan_piece
if __name__ == "__main__":
    folder, workers, *files = sys.argv[1:]
    Path(folder).mkdir()
    with multiprocessing.Pool(int(workers)) as pool:
        pool.starmap(scan_piece, [(piece, folder) for piece in pieces(files)], chunksize=1)
"""


def scan(files: Sequence[Path], workers: int = 1) -> Cost:
    """Scans archives into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as out:
        return cost([SCRIPTS / "vedette", "scan", *files, "--out", Path(out) / "out", "--workers", str(workers)])


def growth(sizes: Sequence[int], folder: Path) -> Iterator[Figure]:
    """One process with ten times as many pages each time."""
    before: Cost | None = None
    for size in sizes:
        done = scan(crawl(folder, size))
        pages = f"{size:,} pages"
        yield Figure(f"{pages}: a second of one core", size / done.processor, "pages/s")
        yield Figure(f"{pages}: time by the clock", done.seconds, "s")
        if before is None:
            yield Figure(f"{pages}: time", done.processor, "s")
            yield Figure(f"{pages}: memory", done.memory / 1e6, "MB", most=MOST_BYTES / 1e6)
        else:
            name, time_, memory = "a tenth of them", done.processor / before.processor, done.memory / before.memory
            yield Figure(f"{pages}: time", done.processor, "s", name, before.processor, time_, most=MOST_TIME)
            yield Figure(f"{pages}: memory", done.memory / 1e6, "MB", name, before.memory / 1e6, memory, most=MOST_MEMORY)
        before = done


def several(size: int, workers: int, folder: Path, pool: bool) -> Iterator[Figure]:
    """Several processes beside one, by the clock, and beside a Pool."""
    files = crawl(folder, size)
    one, many = scan(files).seconds, scan(files, workers).seconds
    name = f"{workers} processes, {size:,} pages"
    yield Figure(name, size / many, "pages/s", "one process", size / one, one / many, least=LEAST_WORKERS)
    if pool:
        with tempfile.TemporaryDirectory() as out:
            began = time.monotonic()
            command = [sys.executable, "-c", POOL, Path(out) / "out", str(workers), *files]
            subprocess.run(list(map(str, command)), check=True, capture_output=True)
            theirs = time.monotonic() - began
        yield Figure(name, size / many, "pages/s", "multiprocessing.Pool", size / theirs, theirs / many)


def own(_: int) -> dict[str, float]:
    """Megabytes of this process after it has coded a page: all (Rss), its share of what several have in common (Pss), its own (Uss)."""
    code(read(Raw(next(marked_up(1, share=1.0)).encode(), "page.html", "")))
    told = {line.split(":")[0]: float(line.split()[1]) / 1e3 for line in SMAPS.read_text().splitlines()[1:]}
    return {"Rss": told["Rss"], "Pss": told["Pss"], "Uss": told["Private_Clean"] + told["Private_Dirty"]}


def shared(workers: int) -> Iterator[Figure]:
    """How much of the memory of a worker is its own; Linux only."""
    if SMAPS.exists():
        told = [found for _, found in each(own, range(2 * workers), workers) if found][-workers:]  # when all are there
        rss, pss, uss = (max(one[kind] for one in told) for kind in ("Rss", "Pss", "Uss"))
        yield Figure(f"memory of one of {workers} workers, its share of what is common (PSS)", pss, "MB", "all of it (RSS)", rss, rss / pss)
        yield Figure(f"memory of one of {workers} workers, its own (USS)", uss, "MB", "all of it (RSS)", rss, rss / uss)


def whole(size: int, folder: Path) -> Iterator[Figure]:
    """Every page through trafilatura and spaCy, loading left out, beside a scan of more of them, with loading."""
    seconds = peer("pages", [*SPACY, *TRAFILATURA], WHOLE, list(marked_up(size)))
    ours, theirs = SCANNED / scan(crawl(folder, SCANNED)).processor, size / seconds
    yield Figure("mixed crawl, one process", ours, "pages/s", "trafilatura and spaCy", theirs, ours / theirs, least=LEAST_PAGES)


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--several-pages", type=int, default=20_000, help="pages for several processes; 0 leaves that out")
    parser.add_argument("--peer-pages", type=int, default=500)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the crawl is kept")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())

    def figures() -> Iterator[Figure]:
        yield from growth(given.pages, folder)
        if given.several_pages:
            yield from several(given.several_pages, given.workers, folder, not given.no_peers)
        yield from shared(given.workers)
        if not given.no_peers:
            yield from whole(given.peer_pages, folder)

    try:
        tell(figures(), given.json)
    except Unavailable as error:
        sys.exit(str(error))
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
