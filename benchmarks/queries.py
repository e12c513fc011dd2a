"""How long questions to a large catalogue take.

    python benchmarks/queries.py [--exercises 100000] [--db FILE or postgresql://…]

Makes a catalogue of exercises by chance from the distributions of a hand-made catalogue (see `resolution.py`), with a report of some
eighty words each, and asks it what people ask: the median of 20 times, in milliseconds, warm. Exits with 1 if one takes 100 ms or more.
A catalogue that is there already is used as it is.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from resolution import FIRST, SECOND, Chance

from vedette import analysis
from vedette.model import Account, Block, Coding, Report, Span
from vedette.store import Catalogue, Shown

MOST_MS = 100.0
TIMES = 20
BATCH = 1000
DOMAINS = ("land", "air", "sea", "amphibious", "cyber", "command-post")
SHARE = 0.1
"""Of the reports, how many hold each word that is searched for: "naval" stands in about one in ten descriptions of the catalogue."""
WORDS = ("naval", "frigates", "ministry", "helicopters", "演习", "учения")
RARE = tuple(f"word{n}" for n in range(5000))


def fill(catalogue: Catalogue, number: int) -> None:
    """Stores exercises with one account each."""
    chance = Chance(1)
    for first in range(0, number, BATCH):
        codings, shown = [], []
        for n in range(first, min(first + BATCH, number)):
            coding, made = one(chance, n)
            codings.append(coding)
            shown.append(made)
        with catalogue.writing() as writer:
            writer.store_all(codings)
            writer.assign([(s.id, [f"a{s.id}"]) for s in shown], {}, (), ())
            writer.show(shown)


def one(chance: Chance, n: int) -> tuple[Coding, Shown]:
    """A report, and the exercise that it tells of."""
    series = f"{chance.random.choice(FIRST)} {chance.random.choice(SECOND)}"
    start = date(int(chance.of("year")), int(chance.of("month")), chance.random.randint(1, 28))
    end = start + timedelta(days=int(chance.of("days")) - 1)
    states, people = chance.states(), chance.random.randint(2, 400) * 50
    name = f"{series} {start.year}" if chance.of("name") == "named" else None
    words = [*chance.random.choices(RARE, k=80), *(w for w in WORDS if chance.sometimes(SHARE))]
    text = f"{name or 'The drill'} {' '.join(words)} {n}."
    ident = f"{n:012x}"
    made = Shown(
        id=ident,
        name=name,
        series=series.lower() if name else None,
        series_name=series if name else None,
        status="completed",
        start=start.isoformat(),
        end=end.isoformat(),
        first=start.isoformat(),
        last=end.isoformat(),
        participants=tuple(states),
        places=({"name": f"{states[0]} range {chance.random.randint(1, 9)}", "country": states[0]},),
        domains=(chance.random.choice(DOMAINS),),
        low=people,
        high=people,
        personnel=({"low": people, "high": people, "party": None},),
        reports=(f"r{ident}",),
    )
    report = Report(f"r{ident}", text, (Block("body", Span(0, len(text))),), published=start.isoformat())
    return Coding(report, (Account(f"a{ident}", report.id, "E1", True, ()),)), made


def medians(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock and of this process's processor time, which other programs do not disturb."""
    ask()
    times, busy = [], []
    for _ in range(TIMES):
        started, worked = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return statistics.median(times), statistics.median(busy)


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercises", type=int, default=100_000)
    parser.add_argument("--db", default=None)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Catalogue(args.db or str(Path(folder) / "queries.db")) as catalogue:
        if not catalogue.count()["exercise"]:
            started = time.perf_counter()
            fill(catalogue, args.exercises)
            sys.stdout.write(f"{args.exercises} exercises stored in {time.perf_counter() - started:.0f} s\n")

        def search(text: str = "", **chosen: object) -> Callable[[], object]:
            return lambda: analysis.exercises(catalogue, analysis.filters(text, **chosen), 50)  # type: ignore[arg-type]

        asked: dict[str, Callable[[], object]] = {
            "search of a rare name": search("Amber Anvil"),
            "search of a name and a year": search("Storm Wolf 2004"),
            "search of a common word": search("naval"),
            "search of two common words": search("frigates ministry"),
            "search in another script": search("演习"),
            "search by a pair": search(participants=["US", "KR"]),
            "search by a word and a pair": search("helicopters", participants=["US", "KR"]),
            "search by a state, times and a domain": search(participants=["FR"], since="2004", until="2006", domain="sea"),
            "search by place, size and status": search(place="JP", people="5000..10000", status="completed"),
            "the commonest pair": lambda: analysis.pair(catalogue, "US", "KR"),
            "a rare pair": lambda: analysis.pair(catalogue, "CL", "FR"),
            "a series": lambda: catalogue.rows(analysis.filters(series="Amber Anvil")),
        }
        slowest = 0.0
        for name, ask in asked.items():
            taken, busy = medians(ask)
            slowest = max(slowest, taken)
            sys.stdout.write(f"{taken:8.1f} ms ({busy:.1f} ms of processor)  {name}\n")
    sys.stdout.write(f"the slowest of {len(asked)} kinds of question takes {slowest:.1f} ms, the median of {TIMES} times\n")
    return 1 if slowest >= MOST_MS else 0


if __name__ == "__main__":
    sys.exit(main())
