"""Reports as the coder reads them: the examples, and short ones that are easily taken for each other."""

import json
from collections import defaultdict
from pathlib import Path

from vedette.model import Report
from vedette.pipeline import code, code_all
from vedette.raw import BadInput, Raw
from vedette.read import read
from vedette.resolve import profile, resolve

ROOT = Path(__file__).parents[2]

SHORT = [
    (
        "malabar-2021",
        "2021-08-26",
        "The navies of India, the United States, Japan and Australia began the Malabar 2021 exercise off Guam"
        " on Thursday. It ends on August 29.",
    ),
    (
        "malabar-2021",
        "2021-08-30",
        "Exercise Malabar 2021 ended on Sunday near Guam."
        " Ships of Australia, India, Japan and the United States had trained together since August 26.",
    ),
    (
        "malabar-2022",
        "2022-11-08",
        "Japan hosts the Malabar 2022 exercise, which began on Tuesday"
        " with warships of India, Australia, Japan and the United States off Yokosuka.",
    ),
    (
        "druzhba-2021",
        "2021-09-28",
        "Russian and Pakistani special forces began the Druzhba-2021 exercise in the Krasnodar region on Tuesday."
        " It lasts until October 9.",
    ),
    (
        "druzhba-2021",
        "2021-10-09",
        "The joint exercise Druzhba 2021 of Russia and Pakistan ended on Saturday in the Krasnodar region.",
    ),
    (
        "peace-mission-2021",
        "2021-09-20",
        "The Peace Mission 2021 exercise of the Shanghai Cooperation Organization began on Monday in the Orenburg region of Russia."
        " Troops of Russia, China, India, Pakistan and Kazakhstan take part.",
    ),
]


def test_short_reports() -> None:
    profiles, true = [], {}
    for number, (cluster, published, text) in enumerate(SHORT):
        report = read(Raw(text.encode(), f"{number}.txt", f"{number:064d}"), published=published)
        for account in code(report).accounts[:1]:
            profiles.append(profile(account, report))
            true[account.id] = cluster
    assert len(profiles) == len(SHORT)
    found = {frozenset(e.accounts) for e in resolve(profiles).exercises}
    wanted = defaultdict(set)
    for account, cluster in true.items():
        wanted[cluster].add(account)
    assert found == {frozenset(accounts) for accounts in wanted.values()}


def test_examples_meet() -> None:
    with (ROOT / "tests" / "gold" / "examples.jsonl").open(encoding="utf-8") as lines:
        cluster_of = {row["file"]: row["cluster"] for row in map(json.loads, lines)}
    codings = [c for c in code_all(str(ROOT / "examples" / name) for name in cluster_of) if not isinstance(c, BadInput)]
    reports: dict[str, Report] = {c.report.id: c.report for c in codings}
    accounts = {a.id: a for c in codings for a in c.accounts}
    held: dict[str, set[str]] = defaultdict(set)
    result = resolve(profile(a, reports[a.report]) for a in accounts.values())
    for exercise in result.exercises:
        mains = {cluster_of[Path(reports[accounts[a].report].name or "").name] for a in exercise.accounts if accounts[a].ref == "E1"}
        assert len(mains) <= 1
        for cluster in mains:
            held[cluster].add(exercise.id)
    assert all(len(ids) == 1 for ids in held.values()), dict(held)
