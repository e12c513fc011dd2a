"""How long exports of a large catalogue take, and how much memory.

    python benchmarks/exports.py [--exercises 100000] [--db FILE] [FORM …]

Makes a catalogue as `queries.py` does, with some ten claims for each exercise, and writes it in every form, each in a process of its
own: seconds by the clock and of the processor, megabytes written, and the most memory that the process took beyond the start. Exits
with 1 if one takes more than MOST_MB. A catalogue that is there already is used as it is.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from queries import BATCH, one
from resolution import Chance

from vedette.export import FORMATS
from vedette.export.tally import Tally
from vedette.model import Account, Block, Claim, Coding, Report, Span, Value
from vedette.store import Catalogue, Filters, Shown

MOST_MB = 200.0
"""Memory that an export may take beyond the start, whatever the size of the catalogue: ids of 100,000 exercises, batches, and libraries."""


def fill(catalogue: Catalogue, number: int) -> None:
    """Stores exercises with one account of some ten claims each."""
    chance = Chance(1)
    for first in range(0, number, BATCH):
        made = [with_claims(*one(chance, n)) for n in range(first, min(first + BATCH, number))]
        with catalogue.writing() as writer:
            writer.store_all([coding for coding, _ in made])
            writer.assign([(s.id, [f"a{s.id}"]) for _, s in made], {}, (), ())
            writer.show([s for _, s in made])


def with_claims(coding: Coding, shown: Shown) -> tuple[Coding, Shown]:
    """The coding with a claim for each value shown, and the exercise with what these weigh."""
    text = coding.report.text
    report = Report(
        coding.report.id,
        text,
        (Block("body", Span(0, len(text))),),
        "Drills",
        shown.start,
        "The Harbour Post",
        f"https://a.example/{shown.id}",
    )
    claims = [
        Claim(f"{shown.id}-{n}", report.id, f"a{shown.id}", name, value, Span(0, 9), text[:9], None, report.publisher, report.published)
        for n, (name, value) in enumerate(values(shown))
    ]
    weighed: dict[str, Any] = {}
    for claim in claims:
        option = {
            "value": claim.value,
            "claims": [claim.id],
            "reports": [report.id],
            "reasons": ["one publisher"],
            "points": 10,
            "voices": [],
        }
        weighed.setdefault(claim.property, []).append({"shown": option, "alternatives": [], "standing": "reported", "conflict": False})
    account = Account(f"a{shown.id}", report.id, "E1", True, tuple(claims))
    return Coding(report, (account,)), replace(shown, weighed=weighed)


def values(shown: Shown) -> Iterator[tuple[str, Value]]:
    """The values that an exercise shows, by property."""
    if shown.name:
        yield "name", shown.name
        yield "series", {"name": shown.series_name, "id": None}
    yield from (("participant", p) for p in shown.participants)
    yield from (("place", {**p, "region": None, "lat": -12.5, "lon": 130.8, "kind": "area"}) for p in shown.places)
    yield from (("domain", d) for d in shown.domains)
    yield from (("personnel", dict(p)) for p in shown.personnel)
    yield from (("start", shown.start), ("end", shown.end), ("status", shown.status), ("objective", "train together"))


def measure(db: str, form: str) -> dict[str, float]:
    """Makes one form; in megabytes and seconds, by the clock and of the processor."""
    made = FORMATS[form]
    with Catalogue(db, create=False) as catalogue:
        next(iter(made.pieces(catalogue, Filters("nothing of this name"))), b"")  # loads the libraries
        tally, written, most = Tally(made.columns), 0, 0.0
        before, started, worked = own_memory(), time.perf_counter(), time.process_time()
        for piece in made.pieces(catalogue, Filters(), tally):
            written += len(piece)
            most = max(most, own_memory() - before)
    taken, busy = time.perf_counter() - started, time.process_time() - worked
    return {"rows": tally.rows, "seconds": taken, "busy": busy, "written": written / 1e6, "memory": most}


def own_memory() -> float:
    """Megabytes of memory that are the process's own: without the parts of files that are mapped, which SQLite does with the catalogue."""
    _, resident, shared, *_ = Path("/proc/self/statm").read_text().split()
    return (int(resident) - int(shared)) * resource.getpagesize() / 1e6


def main() -> int:
    """Runs the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", nargs="*", metavar="FORM", default=list(FORMATS))
    parser.add_argument("--exercises", type=int, default=100_000)
    parser.add_argument("--db")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.measure:
        sys.stdout.write(json.dumps(measure(told.db, told.forms[0])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        db = told.db or f"{folder}/catalogue.db"
        if not Path(db).exists():
            with Catalogue(db) as catalogue:
                fill(catalogue, told.exercises)
        worst = 0.0
        sys.stdout.write(f"{'form':16}{'rows':>12}{'seconds':>9}{'busy':>8}{'MB':>8}{'memory MB':>11}\n")
        for form in told.forms:
            command = [sys.executable, __file__, form, "--db", db, "--measure"]
            m = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            worst = max(worst, m["memory"])
            line = f"{m['rows']:>12,}{m['seconds']:>9.1f}{m['busy']:>8.1f}{m['written']:>8.1f}{m['memory']:>11.0f}"
            sys.stdout.write(f"{form:16}{line}\n")
            sys.stdout.flush()
    return 1 if worst > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
