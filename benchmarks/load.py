"""How many claims a second are loaded into a catalogue in bulk, and how long searching takes meanwhile.

    python benchmarks/load.py [--reports N] [--before N] [--json FILE]

Made are codings as `queries.py` makes them, with as many claims as a long report has. A catalogue with some exercises takes them in as
`vedette load` does, without grouping accounts into exercises, which `resolution.py` measures; another process asks it all the while what
people ask. Time is by the clock, since the disk counts, and the loading process's alone, which other programs do not disturb.
"""

import json
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from common import Figure, arguments, tell
from queries import MOST_MS, fill, one
from resolution import Chance

from vedette import analysis
from vedette.model import Claim, Coding, Span
from vedette.pipeline import store_many
from vedette.store import Catalogue

LEAST_CLAIMS = 20_000
CLAIMS = 25
"""Claims of a report; the examples have 24 on average."""
WORDS_ASKED = ("Amber Anvil", "Storm Wolf 2004", "naval", "frigates ministry", "演习")


def codings(number: int, first: int) -> Iterator[Coding]:
    """Codings with one account each, numbered from `first` on."""
    chance = Chance(first)
    for n in range(first, first + number):
        coding, _ = one(chance, n)
        report, (account,) = coding.report, coding.accounts
        words = coding.report.text.split(" ", CLAIMS)
        claims = tuple(
            Claim(f"c{report.id}-{k}", report.id, account.id, "objective", word, Span(0, len(word)), word, published=report.published)
            for k, word in enumerate(words[:CLAIMS])
        )
        yield Coding(report, (replace(account, claims=claims),))


def ask(file: str) -> None:
    """Asks a catalogue until standard input ends; prints a line when it has begun, and the milliseconds of each question as JSON."""
    taken = []
    with Catalogue(file) as catalogue:
        while len(taken) < len(WORDS_ASKED) + 2 or not select.select([sys.stdin], [], [], 0.02)[0]:
            words = WORDS_ASKED[len(taken) % len(WORDS_ASKED)]
            began = time.perf_counter()
            analysis.exercises(catalogue, analysis.filters(words), 50)
            taken.append((time.perf_counter() - began) * 1000)
            if len(taken) == len(WORDS_ASKED):  # the first of each has filled the caches; two more make a quantile
                print("begun", flush=True)
    print(json.dumps(taken[len(WORDS_ASKED) :]))


def figures(reports: int, before: int) -> Iterator[Figure]:
    """Loads, and asks meanwhile."""
    with tempfile.TemporaryDirectory() as folder, Catalogue(str(Path(folder) / "load.db")) as catalogue:
        fill(catalogue, before)
        made = list(codings(reports, before))
        asking = subprocess.Popen(
            [sys.executable, __file__, "--ask", catalogue.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert asking.stdout is not None
        asking.stdout.readline()
        began, worked = time.perf_counter(), time.process_time()
        stored = sum(store_many(made, catalogue))
        seconds, busy = time.perf_counter() - began, time.process_time() - worked
        assert stored == reports
        taken = json.loads(asking.communicate()[0])
        yield Figure("claims loaded into SQLite, searched meanwhile", reports * CLAIMS / seconds, "claims/s", least=LEAST_CLAIMS)
        yield Figure("the same, of processor time", reports * CLAIMS / busy, "claims/s")
        yield Figure("a search meanwhile, the median", statistics.median(taken), "ms", most=MOST_MS)
        yield Figure("a search meanwhile, the slowest of 20", statistics.quantiles(taken, n=20)[-1], "ms")


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--before", type=int, default=20_000, help="exercises that are there before")
    parser.add_argument("--ask", help="asks a catalogue; this program starts itself so")
    given = parser.parse_args()
    if given.ask:
        ask(given.ask)
    else:
        tell(figures(given.reports, given.before), given.json)


if __name__ == "__main__":
    main()
