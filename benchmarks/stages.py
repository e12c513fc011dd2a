"""What a page of a crawl costs, stage by stage, and what a year of news comes to.

    python benchmarks/stages.py [--pages N] [--folder FOLDER] [--year PAGES] [--kilobytes KB] [--price MONEY] [--json FILE]

The crawl is made as `crawl.py` tells. Processor time of one core; a stage that not every page comes to is told for all pages, and for
those that come to it. A year is reckoned from that: `--year` pages of `--kilobytes` on average, of which as many pass triage and tell of
exercises as here; what is done with the bytes of every page grows with its length. `--price` is that of a core for an hour.
"""

import gc
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from common import Figure, arguments, one_core, tell
from crawl import crawl

from vedette import triage
from vedette.ingest import load_all
from vedette.jobs import Piece, codings, scan_piece
from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read
from vedette.serve.cli import GARBAGE_THRESHOLD

YEAR, KILOBYTES = 180_000_000, 100.0
"""Pages of Common Crawl's news archive in a year, and kilobytes of one, unpacked: assumptions."""
PRICE = 0.03
"""Dollars for a core and an hour: an assumption of November 2026, about what virtual machines with 4 GB a core cost without a contract."""


@dataclass
class Stage:
    """What a stage took: seconds for all that came to it."""

    name: str
    seconds: float = 0.0
    came: int = 0

    def __call__(self, began: float) -> float:
        """Adds the time since `began`, once; returns the time now."""
        now = time.process_time()
        self.seconds += now - began
        self.came += 1
        return now


def figures(pages: int, folder: Path, year: int, kilobytes: float, price: float) -> Iterator[Figure]:
    """Goes through the pages as a scan does, with a watch in hand."""
    files = crawl(folder, pages)
    opened, sieved, parsed, coded = stages = [
        Stage(n) for n in ("unpacking the archive", "triage", "reading the page", "coding the report")
    ]
    size = 0
    now = time.process_time()
    for raw in load_all(map(str, files)):
        assert isinstance(raw, Raw)
        size += len(raw.data)
        now = opened(now)
        passes = triage.may_tell(raw.data)
        now = sieved(now)
        if passes:
            report = read(raw)
            now = parsed(now)
            code(report)
            now = coded(now)
    with tempfile.TemporaryDirectory() as out:
        found = sum(scan_piece(Piece((str(file),)), out).found for file in files)
        packed = sum(file.stat().st_size for file in Path(out).glob("*.parquet"))
        claims = sum(len(c.claims) + sum(len(a.claims) for a in c.accounts) for c in codings(Path(out)))
        assert sum(pq.read_metadata(file).num_rows for file in Path(out).glob("*.parquet")) == found
    yield Figure("a page, unpacked", size / pages / 1e3, "kB")
    for stage in stages:
        yield Figure(f"{stage.name}: a page that comes to it", stage.seconds / stage.came * 1e3, "ms")
        yield Figure(f"{stage.name}: a page of the crawl", stage.seconds / pages * 1e3, "ms")
    share = found / pages
    yield Figure("pages that pass triage", 100 * parsed.came / pages, "%")
    yield Figure("pages that tell of exercises", 100 * share, "%")
    yield Figure("claims of a report", claims / found, "")
    yield Figure("a coding in Parquet", packed / found / 1e3, "kB")
    longer = kilobytes * 1e3 * pages / size
    each = ((opened.seconds + sieved.seconds + parsed.seconds) * longer + coded.seconds) / pages
    hours = year * each / 3600
    yield Figure(f"a year of {year / 1e6:g} million pages of {kilobytes:g} kB", hours, "core-hours")
    yield Figure(f"the same, at {price:g} dollars a core and hour", hours * price, "dollars")
    yield Figure("reports of exercises in a year", year * share / 1e6, "million")


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the crawl is kept")
    parser.add_argument("--year", type=int, default=YEAR)
    parser.add_argument("--kilobytes", type=float, default=KILOBYTES)
    parser.add_argument("--price", type=float, default=PRICE)
    given = parser.parse_args()
    one_core()
    import vedette.jobs.warm  # noqa: F401  # loading is not counted

    gc.set_threshold(GARBAGE_THRESHOLD)
    with tempfile.TemporaryDirectory() as name:
        tell(figures(given.pages, given.folder or Path(name), given.year, given.kilobytes, given.price), given.json)


if __name__ == "__main__":
    main()
