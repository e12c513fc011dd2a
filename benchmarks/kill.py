"""Kills an ingest with SIGKILL at random moments and runs the same command again: nothing may be lost, nothing be there twice.

    python benchmarks/kill.py --reports 500 --moments 50 [--writers 2] [--workers 2] [--db postgresql://user@host/empty-database]

Each moment starts from an empty catalogue. With two writers, both ingest the same reports, the second from the last one on, and both are
killed at the same moment. Afterwards the catalogue must be sound and hold the same as one that was never interrupted.
Exits with 1 at the first difference. With a server, its database is emptied before each moment.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vedette.store import Catalogue, CatalogueError, Filters

STATES = ("Norway", "Sweden", "India", "Japan", "Chile", "Peru", "Kenya", "Egypt", "Poland", "Greece")
TOWNS = ("Bergen", "Malmo", "Goa", "Kure", "Iquique", "Callao", "Mombasa", "Alexandria", "Gdynia", "Patras")
NAMES = ("Silver Heron", "Quiet Harbour", "Long Mast", "Iron Ferry", "Amber Reef", "North Lantern", "Broad Anchor", "Swift Tern")


def reports(number: int, file: Path) -> None:
    """Writes reports of exercises as JSON Lines: about three tell of each exercise."""
    with file.open("w", encoding="utf-8") as out:
        for n in range(number):
            exercise = n // 3
            chosen = random.Random(exercise)
            one, other = chosen.sample(range(len(STATES)), 2)
            name, year, day = chosen.choice(NAMES), 1990 + exercise % 30, 1 + exercise % 28
            text = (
                f"The navies of {STATES[one]} and {STATES[other]} began the joint exercise {name} {year} off {TOWNS[one]} "
                f"on {day} May {year}. "
                f"About {chosen.randrange(2, 90) * 100} sailors take part, {STATES[other]} said, in bulletin {n}."
            )
            out.write(
                json.dumps({"id": f"r{n}", "text": f"Ships meet off {TOWNS[one]}\n\n{text}", "published": f"{year}-05-{day:02d}"}) + "\n"
            )


def ingest(file: Path, db: str, workers: int = 1) -> "subprocess.Popen[bytes]":
    """Starts the ingest."""
    command = [sys.executable, "-m", "vedette.serve", "ingest", str(file), "--db", db, "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def second(file: Path) -> Path:
    """The same reports in the opposite order, for a second writer."""
    turned = file.with_name("turned.jsonl")
    turned.write_text("".join(reversed(file.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")
    return turned


def held(db: str) -> tuple[object, ...]:
    """All that a catalogue holds, in a form to compare; raises SystemExit if it is not sound."""
    with Catalogue(db, create=False) as catalogue:
        problems = catalogue.check()
        if problems:
            raise SystemExit(f"The catalogue is not sound: {problems[:3]}")
        # which id an exercise keeps when accounts are regrouped follows from what came first, so that it is the same here
        return catalogue.report_ids(), catalogue.accounts(), catalogue.exercises(), catalogue.records(catalogue.find(Filters()))


def wait(running: "subprocess.Popen[bytes]", db: str, number: int) -> None:
    """Waits until an ingest has stored so many reports, or is over."""
    while running.poll() is None:
        if "://" in db or Path(db).exists():
            try:
                with Catalogue(db, create=False) as catalogue:
                    if catalogue.count()["report"] >= number:
                        return
            except CatalogueError:
                pass  # it is being made
        time.sleep(0.01)


def empty(db: str) -> None:
    """Makes a catalogue be no more."""
    if "://" in db:
        with Catalogue(db) as catalogue, catalogue.engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    else:
        for path in Path(db).parent.glob(Path(db).name + "*"):
            path.unlink()


def main() -> None:
    """Runs the experiment and tells what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--db", default=None, help="address of an empty database; an SQLite file if not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writers", type=int, default=1, choices=(1, 2))
    parser.add_argument("--workers", type=int, default=1, help="processes of each ingest that is killed")
    args = parser.parse_args()
    moments = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        file, db = Path(folder) / "reports.jsonl", args.db or str(Path(folder) / "killed.db")
        reports(args.reports, file)
        files = [file, second(file)][: args.writers]
        started = time.monotonic()
        if ingest(file, db).wait() != 0:
            raise SystemExit("The ingest failed without having been killed.")
        whole = time.monotonic() - started
        expected = held(db)
        stored = []
        for _ in range(args.moments):
            empty(db)
            running = [ingest(one, db, args.workers) for one in files]
            wait(running[0], db, moments.randrange(args.reports))
            time.sleep(moments.uniform(0.0, 0.05))  # anywhere between two reports
            for process in running:
                process.send_signal(signal.SIGKILL)
            for process in running:
                process.wait()
            with Catalogue(db) as catalogue:
                stored.append(catalogue.count()["report"])
                problems = catalogue.check()
            if problems:
                raise SystemExit(f"After the kill at {stored[-1]} reports the catalogue is not sound: {problems[:3]}")
            again = [ingest(one, db, args.workers) for one in files]
            told = [process.communicate()[1].decode() for process in again]
            if any(process.returncode for process in again):
                raise SystemExit(f"After the kill at {stored[-1]} reports the same command fails: {' '.join(told)}")
            if held(db) != expected:
                raise SystemExit(f"After the kill at {stored[-1]} reports something is lost, or there twice.")
        sys.stdout.write(
            f"{args.moments} kills of an ingest of {args.reports} reports ({whole:.1f} s){' with two writers' * (args.writers - 1)}, "
            f"with {', '.join(map(str, sorted(stored)))} reports stored: nothing lost, nothing twice, every catalogue sound.\n"
        )


if __name__ == "__main__":
    main()
