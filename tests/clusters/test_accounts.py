"""Accounts that were written for this project, of real and likely exercises, with the exercise that each tells of.

They hold what resolution goes wrong on: the next edition of a series, another pair in the same month, an exercise and its parts, two
nameless drills of one pair, names in other scripts and translations.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from vedette.model import Account, Claim, Report, Span, Value
from vedette.resolve import Profile, profile, resolve
from vedette.resolve.series import parents, series_of_exercises

HERE = Path(__file__).parent
LEAST_F1 = 0.95


def accounts() -> Iterator[tuple[str, Profile]]:
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as lines:
        places = {row["name"]: row for row in csv.DictReader(lines)}
    with (HERE / "accounts.psv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE)):
            ident = f"a{number:03d}"
            report = Report(f"r{number:03d}", "", (), published=row["published"], publisher=row["publisher"])
            claims = tuple(
                Claim(f"{ident}-{i}", report.id, ident, name, value, Span(0, 0), "") for i, (name, value) in enumerate(values(row, places))
            )
            yield row["cluster"], profile(Account(ident, report.id, "E1", True, claims), report)


def values(row: Mapping[str, str], places: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Value]]:
    for number, name in enumerate(n for n in row["names"].split(";") if n):
        yield ("alias" if number else "name"), name
    for name in ("status", "start", "end", "parent"):
        if row[name]:
            yield name, row[name]
    for party in row["participants"].split():
        yield "participant", party
    for name in filter(None, row["places"].split("; ")):
        told = places[name]
        lat, lon = float(told["lat"]), float(told["lon"])
        yield "place", {**told, "country": told["country"] or None, "region": told["region"] or None, "lat": lat, "lon": lon}
    for told_people in filter(None, row["people"].split("; ")):
        party, _, figure = told_people.rpartition(":")
        number = int(figure.strip("+-"))
        low = None if figure.startswith("-") else number
        high = None if figure.endswith("+") else number
        yield "personnel", {"low": low, "high": high, "party": party or None}


ALL = list(accounts())
TRUE = {item.id: cluster for cluster, item in ALL}
PROFILES = [item for _, item in ALL]


def b_cubed(true: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering (Bagga and Baldwin 1998), averaged over items."""
    ours, theirs = defaultdict(set), defaultdict(set)
    for ident in true:
        ours[found[ident]].add(ident)
        theirs[true[ident]].add(ident)
    shared = {i: len(ours[found[i]] & theirs[true[i]]) for i in true}
    precision = sum(shared[i] / len(ours[found[i]]) for i in true) / len(true)
    recall = sum(shared[i] / len(theirs[true[i]]) for i in true) / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)


def test_enough_accounts() -> None:
    assert len(ALL) >= 150
    assert len(set(TRUE.values())) >= 50


def test_clusters() -> None:
    result = resolve(PROFILES)
    found = {account: e.id for e in result.exercises for account in e.accounts}
    precision, recall, f1 = b_cubed(TRUE, found)
    print(f"\n{len(ALL)} accounts, {len(set(TRUE.values()))} exercises: B-cubed {precision:.3f} {recall:.3f} {f1:.3f}")
    for exercise in result.exercises:
        if len({TRUE[a] for a in exercise.accounts}) > 1:
            print("together:", [(a, TRUE[a]) for a in exercise.accounts])
    for cluster in sorted(set(TRUE.values())):
        parts = {found[a] for a in TRUE if TRUE[a] == cluster}
        if len(parts) > 1:
            print("apart:", cluster, [[a for a in TRUE if TRUE[a] == cluster and found[a] == p] for p in sorted(parts)])
    assert f1 >= LEAST_F1


def test_order_does_not_matter() -> None:
    first = resolve(PROFILES)
    for seed in range(5):
        shuffled = random.Random(seed).sample(PROFILES, len(PROFILES))
        assert resolve(shuffled) == first


def test_a_name_in_four_languages() -> None:
    names = {PROFILES[int(a[1:])].name for e in resolve(PROFILES).exercises for a in e.accounts if "Xibu Unity-2021" in _names(e.accounts)}
    assert names >= {"ZAPAD/INTERACTION-2021", "Sibu/Cooperation-2021", "Запад/Взаимодействие-2021", "Xibu Unity-2021"}
    assert not names & {"Zapad-2021", "Запад-2021"}


def _names(idents: tuple[str, ...]) -> set[str | None]:
    return {PROFILES[int(a[1:])].name for a in idents}


def test_parts_and_editions() -> None:
    exercises = {e.id: [PROFILES[int(a[1:])] for a in e.accounts] for e in resolve(PROFILES).exercises}
    by_cluster = {TRUE[items[0].id]: ident for ident, items in exercises.items()}
    parent_of = parents(exercises)
    assert parent_of[by_cluster["nordic-response-2024"]] == by_cluster["steadfast-defender-2024"]
    assert parent_of[by_cluster["dragon-2024"]] == by_cluster["steadfast-defender-2024"]
    series = {s.id: s for s in series_of_exercises(exercises)}
    assert [e.year for e in series["zapad"].editions] == [2017, 2021, 2023]
    assert [e.status for e in series["zapad"].editions] == ["held", "held", "cancelled"]
    assert [e.year for e in series["rimpac"].editions] == [2022, 2024]


@pytest.mark.parametrize("cluster", ["balikatan-2023", "zapad-2021", "northern-interaction-2023"])
def test_a_nameless_report_finds_its_exercise(cluster: str) -> None:
    found = {account: e.id for e in resolve(PROFILES).exercises for account in e.accounts}
    assert len({found[a] for a in TRUE if TRUE[a] == cluster}) == 1
