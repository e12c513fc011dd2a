"""How many rows of one hand-made data set find their row in another by the same team, and how many of the links are right.

    python benchmarks/overlap.py mme_v7.csv jme_v3.csv [--sample 100 --seed 7]

Imports both into a new catalogue. Of the JME rows with a name and a first day known to the day, those count as having a counterpart
that were linked to one, or for which the MME has, by a measure that resolution does not use, a row of a name alike in eight letters of
ten (token sort ratio) that starts within 30 days. With --sample it prints that many linked rows, drawn by chance, beside their MME
rows, to be read by a person: a link is right if name, dates and participants leave no doubt that both rows code one exercise. Read so in
the first version, 101 of the 103 links of 100 rows were right; both wrong ones were nameless rows of the same day in another place.
"""

import argparse
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from rapidfuzz import fuzz

from vedette.model import Account
from vedette.pipeline import import_all
from vedette.store import Catalogue
from vedette.values import fold, parse_edtf

ALIKE, NEAR_DAYS = 80, 30


def days(account: Account) -> tuple[int, int] | None:
    """First and last day (ordinals) on which the exercise may have begun."""
    start = account.value("start")
    date = parse_edtf(start) if isinstance(start, str) else None
    return (date.first.toordinal(), date.last.toordinal()) if date else None


def told(account: Account) -> str:
    """A row in a line."""
    place = account.value("place")
    where = place.get("name") if isinstance(place, dict) else None
    parties = ",".join(sorted(map(str, account.values("participant"))))
    return " | ".join(str(x) for x in (account.value("name"), account.value("start"), account.value("end"), parties, where))


def has_counterpart(row: Account, others: list[Account]) -> bool:
    """Whether a row of about the same name and time is among others."""
    own, name = days(row), fold(str(row.value("name")))
    for other in others:
        its = days(other)
        alike = fuzz.token_sort_ratio(name, fold(str(other.value("name") or ""))) >= ALIKE
        if alike and own and its and max(own[0] - its[1], its[0] - own[1]) <= NEAR_DAYS:
            return True
    return False


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mme")
    parser.add_argument("jme")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Catalogue(str(Path(folder) / "overlap.db")) as catalogue:
        for key, file in (("mme", args.mme), ("jme", args.jme)):
            rows = sum(stored for stored, _ in import_all(key, file, catalogue, []))
            sys.stdout.write(f"{rows} rows of {key}\n")
        accounts = {a.id: a for a in catalogue.accounts()}
        members = catalogue.exercises()
    home = {a: e for e, group in members.items() for a in group}
    by_year: dict[str, list[Account]] = defaultdict(list)
    for account in accounts.values():
        if account.report.startswith("mme:") and account.value("start"):
            by_year[str(account.value("start"))[:4]].append(account)
    asked = [a for a in accounts.values() if a.report.startswith("jme:") and a.value("name") and (d := days(a)) and d[0] == d[1]]
    links = {a.id: [accounts[m] for m in members[home[a.id]] if accounts[m].report.startswith("mme:")] for a in asked}
    found = [a for a in asked if links[a.id]]
    missed = [a for a in asked if not links[a.id] and has_counterpart(a, by_year[str(a.value("start"))[:4]])]
    sys.stdout.write(
        f"{len(asked)} JME rows have a name and a full start date; {len(found)} found an MME row ({len(found) / len(asked):.1%}); "
        f"{len(missed)} have one that they did not find: {len(found) / (len(found) + len(missed)):.1%} of those that have one\n"
    )
    for row in random.Random(args.seed).sample(found, min(args.sample, len(found))):
        sys.stdout.write(told(row) + "\n")
        for other in links[row.id]:
            sys.stdout.write(f"    {told(other)}\n")


if __name__ == "__main__":
    main()
