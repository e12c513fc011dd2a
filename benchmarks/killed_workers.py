"""Kills a random worker of a cluster again and again during a scan: the result must be that of a scan that nothing disturbed.

    python benchmarks/killed_workers.py [--pages N] [--archive N] [--every SECONDS] [--workers N] [--folder FOLDER] [--seed N]

The crawl is made as `crawl.py` tells. A scheduler with workers runs here, `vedette scan --cluster` gives it the work. All codings of both
scans are compared byte for byte after sorting. Exits with 1 at a difference, or if none was killed.
"""

import argparse
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path

import dask
import pyarrow.parquet as pq
from common import SCRIPTS
from crawl import ARCHIVE, crawl
from distributed import LocalCluster


def rows(folder: Path) -> list[str]:
    """All that the files of a scan hold, sorted."""
    return sorted(str(row) for file in folder.glob("*.parquet") for row in pq.read_table(file).to_pylist())


def scan(files: list[Path], out: Path, address: str) -> float:
    """Scans on a cluster; returns the seconds that it took. Exits with what the scan says if it fails."""
    began = time.monotonic()
    command = [SCRIPTS / "vedette", "scan", *files, "--out", out, "--cluster", address, "--piece", "0.05"]
    done = subprocess.run(list(map(str, command)), check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return time.monotonic() - began


class Killer(threading.Thread):
    """Kills a random worker every so many seconds, until it is told to stop."""

    def __init__(self, cluster: LocalCluster, every: float, seed: int) -> None:
        super().__init__(daemon=True)
        self.cluster, self.every, self.random = cluster, every, random.Random(seed)
        self.over = threading.Event()
        self.killed = 0

    def run(self) -> None:
        while not self.over.wait(self.every):
            with suppress(ProcessLookupError, IndexError):  # one that has just died
                os.kill(self.random.choice([nanny.pid for nanny in self.cluster.workers.values() if nanny.pid]), signal.SIGKILL)
                self.killed += 1


def main() -> None:
    """Runs the experiment and tells what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--archive", type=int, default=ARCHIVE, help="pages of an archive, each of which is one task")
    parser.add_argument("--every", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the crawl is kept")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    multiprocessing.set_forkserver_preload(["distributed", "vedette.jobs.warm"])
    forkserver.ensure_running()  # so that a worker that is killed is replaced within a second
    dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
    options = {"threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": 50, "memory_limit": 0}
    with tempfile.TemporaryDirectory() as name, LocalCluster(n_workers=given.workers, **options) as cluster:  # type: ignore[no-untyped-call]
        folder, address = Path(name), cluster.scheduler_address
        files = crawl(given.folder or folder / "crawl", given.pages, archive_pages=given.archive)
        quiet = scan(files, folder / "quiet", address)
        killer = Killer(cluster, min(given.every, quiet / 2), given.seed)  # a short scan sees one killed, too
        killer.start()
        try:
            taken = scan(files, folder / "killed", address)
        finally:
            killer.over.set()
            killer.join()
        whole, found = rows(folder / "quiet"), rows(folder / "killed")
    if found != whole:
        raise SystemExit(f"After {killer.killed} kills {len(set(whole) ^ set(found))} rows differ.")
    if not killer.killed:
        raise SystemExit("The scan was over before a worker was killed; take more pages.")
    sys.stdout.write(
        f"{killer.killed} workers killed in a scan of {given.pages:,} pages ({taken:.0f} s, {quiet:.0f} s undisturbed): "
        f"the same {len(whole)} codings, byte for byte.\n"
    )


if __name__ == "__main__":
    main()
