"""How the time of resolution grows: accounts made by chance from the distributions of a hand-made catalogue.

    python benchmarks/resolution.py [SIZE …] [--seed N] [--repeat N]

`resolution_distribution.csv` holds counts from Multinational Military Exercises 1980-2010 (version 7): years, months, lengths in days,
numbers of participants, states, sets of participants that occur at least three times, shares of named exercises and of dates known to
the day, editions a series. All sizes lie in the same years: a hundred times the accounts are a hundred times as dense. An exercise
gets between 1 and 40 reports (a geometric number with a mean of 4); each report leaves things out, is less precise or off by a little.

Printed are seconds of the processor, microseconds an account, B-cubed F1 against the exercises that the accounts were made from, the time
of adding one more report, and the ratio of the time an account at the largest size to that at the smallest, which must not pass 1.5.
"""

import argparse
import csv
import random
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from vedette.model import Account, Claim, Report, Span, Value
from vedette.resolve import Neighbourhood, Profile, SamePair, keys, profile, resolve, resolve_new

SIZES = (1_000, 10_000, 100_000)
MOST_RATIO = 1.5
LEAST_MEASURED = 20_000
"""Accounts that are resolved at least for one figure: small sizes are measured on several sets, each seen for the first time."""
MORE = 20
"""Reports that are added one by one afterwards."""
MEAN_REPORTS, MOST_REPORTS = 4, 40
FIRST = (
    "Amber", "Birch", "Cobalt", "Copper", "Crimson", "Desert", "Eager", "Eastern", "Emerald", "Falcon", "Fierce", "Frosty",
    "Gallant", "Golden", "Granite", "Harbor", "Iron", "Ivory", "Keen", "Lunar", "Marble", "Mighty", "Nimble", "Noble", "Northern",
    "Ocean", "Olive", "Proud", "Quick", "Rapid", "River", "Royal", "Rugged", "Saber", "Scarlet", "Silent", "Silver", "Solar",
    "Southern", "Stone", "Storm", "Summit", "Swift", "Thunder", "Timber", "Urban", "Valiant", "Velvet", "Violet", "Western", "Wild",
    "Winter", "Zephyr",
)  # fmt: skip
SECOND = (
    "Anvil", "Archer", "Arrow", "Badger", "Banner", "Beacon", "Bison", "Bridge", "Castle", "Cavalier", "Comet", "Condor", "Cougar",
    "Crane", "Crest", "Dagger", "Drum", "Ember", "Forge", "Fox", "Gate", "Glacier", "Hammer", "Heron", "Hound", "Hunter", "Jaguar",
    "Javelin", "Kestrel", "Lance", "Lantern", "Ledger", "Lynx", "Mantle", "Otter", "Panther", "Pilgrim", "Quest", "Raven", "Ridge",
    "Saddle", "Scout", "Spear", "Stag", "Talon", "Tower", "Trail", "Trumpet", "Venture", "Viper", "Voyager", "Walrus", "Wolf",
    "Yeoman",
)  # fmt: skip


class Chance:
    """Draws from the table of counts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        table: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        with Path(__file__).with_name("resolution_distribution.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                table[row["what"]][0].append(row["value"])
                table[row["what"]][1].append(int(row["count"]))
        self.table = dict(table)

    def of(self, what: str) -> str:
        values, counts = self.table[what]
        return self.random.choices(values, counts)[0]

    def sometimes(self, share: float) -> bool:
        return self.random.random() < share

    def states(self) -> list[str]:
        """A set of participants: three in five from the common sets, as in the catalogue, others by the share of each state."""
        if self.sometimes(0.6):
            return self.of("set").split()
        wanted = int(self.of("participants"))
        found: set[str] = set()
        while len(found) < wanted:
            found.add(self.of("state"))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Held:
    """An exercise as it was."""

    called: str | None
    states: list[str]
    host: str
    start: date
    end: date
    spot: tuple[int, float, float]
    people: int


def accounts(count: int, seed: int) -> Iterator[tuple[int, Profile]]:
    """(number of the exercise, profile) of `count` accounts."""
    chance, made, exercise = Chance(seed), 0, 0
    series: list[tuple[str, list[str], str]] = []
    left = 0
    while made < count:
        if left == 0:
            number = len(series)
            rounds, place = divmod(number, len(FIRST) * len(SECOND))
            name = f"{FIRST[place % len(FIRST)]} {SECOND[place // len(FIRST)]}{' Star' * rounds}"
            states = chance.states()
            series.append((name, states, chance.random.choice(states)))
            left = int(chance.of("editions"))
            year = int(chance.of("year"))
        left -= 1
        name, states, host = series[-1]
        start = date(year, int(chance.of("month")), chance.random.randint(1, 28))
        end = start + timedelta(days=int(chance.of("days")) - 1)
        spot = (chance.random.randint(1, 9), chance.random.uniform(-60, 60), chance.random.uniform(-170, 170))
        people = chance.random.randint(2, 400) * 50
        called = f"{name} {year}" if chance.of("name") == "named" else None
        reports = min(MOST_REPORTS, 1 + int(chance.random.expovariate(1 / (MEAN_REPORTS - 1))))
        for _ in range(min(reports, count - made)):
            yield exercise, _account(chance, made, Held(called, states, host, start, end, spot, people))
            made += 1
        year += 1
        exercise += 1


def _account(chance: Chance, number: int, held: Held) -> Profile:
    called, states, host, start, end = held.called, held.states, held.host, held.start, held.end
    ident = f"{chance.random.getrandbits(64):016x}"
    published = start + timedelta(days=chance.random.randint(-3, (end - start).days + 2))
    claims: list[tuple[str, Value]] = []
    if called and not chance.sometimes(0.12):
        claims.append(("name", called if chance.sometimes(0.6) else called[:-5]))
    claims.append(("status", "planned" if published < start else "underway" if published <= end else "completed"))
    told = list(states)
    if len(states) > 3 and not chance.sometimes(0.3):
        told = chance.random.sample(states, max(2, len(states) - chance.random.randint(0, 4)))
    claims += [("participant", s) for s in told]
    day = chance.of("precision") == "day"
    if chance.sometimes(0.65):
        claims.append(("start", start.isoformat() if day else start.isoformat()[:7]))
    if chance.sometimes(0.5):
        claims.append(("end", end.isoformat() if day else end.isoformat()[:7]))
    if chance.sometimes(0.7):
        region, lat, lon = held.spot
        where = {"lat": lat + chance.random.uniform(-0.2, 0.2), "lon": lon + chance.random.uniform(-0.2, 0.2), "kind": "training-area"}
        claims.append(("place", {"name": f"{host} {region}", "country": host, "region": f"{host}-{region}", **where}))
    if chance.sometimes(0.4):
        claims.append(("personnel", {"low": held.people, "high": held.people, "party": None}))
    report = Report(f"r{ident}", "", (), published=published.isoformat(), publisher=f"Paper {number % 97}")
    made = tuple(Claim(f"{ident}-{i}", report.id, ident, name, value, Span(0, 0), "") for i, (name, value) in enumerate(claims))
    return profile(Account(ident, report.id, "E1", True, made), report)


class Memory(Neighbourhood):
    """A store of accounts in memory, for adding one report."""

    def __init__(self, items: Iterable[Profile], assigned: Mapping[str, str]) -> None:
        self.items = {p.id: p for p in items}
        self.assigned = assigned
        self.blocks: dict[str, list[str]] = defaultdict(list)
        for item in self.items.values():
            for key in keys(item):
                self.blocks[key].append(item.id)

    def with_keys(self, wanted: Collection[str]) -> Iterable[Profile]:
        return [self.items[i] for i in sorted({i for key in wanted for i in self.blocks.get(key, ())})]

    def profiles(self, accounts: Collection[str]) -> Iterable[Profile]:
        return [self.items[a] for a in accounts if a in self.items]

    def judged(self, accounts: Collection[str]) -> Iterable[SamePair]:
        return ()

    def exercises(self, accounts: Collection[str]) -> Mapping[str, str]:
        return {a: self.assigned[a] for a in accounts if a in self.assigned}


def b_cubed(true: Mapping[str, int], found: Mapping[str, str]) -> float:
    """B-cubed F1."""
    both: dict[tuple[str, int], int] = defaultdict(int)
    ours: dict[str, int] = defaultdict(int)
    theirs: dict[int, int] = defaultdict(int)
    for ident, exercise in true.items():
        both[found[ident], exercise] += 1
        ours[found[ident]] += 1
        theirs[exercise] += 1
    precision = sum(both[found[i], t] / ours[found[i]] for i, t in true.items()) / len(true)
    recall = sum(both[found[i], t] / theirs[t] for i, t in true.items()) / len(true)
    return 2 * precision * recall / (precision + recall)


def main() -> int:
    """Measures and prints; 1 if time an account grows too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3, help="each figure is the best of so many runs")
    options = parser.parse_args()
    each: list[float] = []
    print(f"{'accounts':>9} {'seconds':>8} {'µs each':>8} {'exercises':>9} {'B³ F1':>6} {'one more, ms':>12}")
    for size in options.sizes:
        sets = [list(accounts(size + MORE, options.seed + n)) for n in range(max(1, LEAST_MEASURED // size))]
        seconds = float("inf")
        for _ in range(options.repeat):
            began = time.process_time()
            for made in sets:
                profiles = [item for _, item in made[:size]]
                result = resolve(profiles)
            seconds = min(seconds, (time.process_time() - began) / len(sets))
        found = {a: e.id for e in result.exercises for a in e.accounts}
        each.append(seconds / size)
        store = Memory(profiles, found)
        began = time.process_time()
        for _, item in made[size:]:
            resolve_new([item], store)
        more = (time.process_time() - began) / MORE
        f1 = b_cubed({item.id: exercise for exercise, item in made[:size]}, found)
        print(f"{size:9,} {seconds:8.2f} {each[-1] * 1e6:8.0f} {len(result.exercises):9,} {f1:6.3f} {more * 1e3:12.1f}", flush=True)
    ratio = each[-1] / each[0]
    print(f"time an account at {options.sizes[-1]:,} to that at {options.sizes[0]:,}: {ratio:.2f} (at most {MOST_RATIO})")
    return int(ratio > MOST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
