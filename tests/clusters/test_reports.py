"""Reports as the coder reads them: the examples, and short ones that are easily taken for each other."""

import json
import random
from collections import defaultdict
from pathlib import Path

import pytest

from vedette.assemble import add
from vedette.model import Report
from vedette.pipeline import code, code_all
from vedette.raw import BadInput, Raw
from vedette.read import read
from vedette.resolve import profile, resolve
from vedette.store import Catalogue, Filters

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
    for ident, cluster in true.items():
        wanted[cluster].add(ident)
    assert found == {frozenset(accounts) for accounts in wanted.values()}


OWN = [
    (
        "en",
        "2021-08-05",
        "China and Russia will hold the joint exercise Xibu/Interaction-2021 in Ningxia from August 9, the ministry in Beijing said.",
    ),
    (
        "en",
        "2021-08-11",
        "Russian crews flew Su-30SM jets over the Qingtongxia range in China on Wednesday as the Sibu/Cooperation-2021 exercise went on."
        " About 10,000 Chinese and Russian soldiers train until Friday.",
    ),
    (
        "en",
        "2021-08-14",
        "Zapad/Interaction-2021, a drill of the Chinese and Russian armies with 13,000 troops, ended in Ningxia on Friday.",
    ),
    ("ru", "2021-08-02", "Военные двух стран готовятся к учению «Сибу» («Взаимодействие»), которое примет полигон в Нинся."),
    ("ru", "2021-08-13", "В Китае завершилось учение «Запад/Взаимодействие-2021». Летчики и десантники возвращаются домой."),
    ("zh", "2021-08-10", "“西部·联合-2021”演习9日在青铜峡拉开序幕，两军官兵混合编组，共用一套指挥系统。"),
]
OTHER = ("ru", "2021-09-11", "В Белоруссии и России идет учение «Запад-2021», за ним следят наблюдатели.")


def test_one_exercise_in_three_languages() -> None:
    profiles = []
    for number, (lang, published, text) in enumerate((*OWN, OTHER)):
        report = read(Raw(text.encode(), f"{number}.txt", f"{number:064d}", lang=lang), published=published)
        profiles += [profile(a, report) for a in code(report).accounts[:1]]
    assert len(profiles) == len(OWN) + 1
    exercises = {frozenset(e.accounts) for e in resolve(profiles).exercises}
    assert exercises == {frozenset(p.id for p in profiles[:-1]), frozenset((profiles[-1].id,))}


def test_all_aliases_stand_in_the_catalogue(tmp_path: Path) -> None:
    with Catalogue(str(tmp_path / "c.db")) as catalogue:
        for number, (lang, published, text) in enumerate(OWN):
            report = read(Raw(text.encode(), f"{number}.txt", f"{number:064d}", lang=lang), published=published)
            with catalogue.writing() as writer:
                add(writer, [code(report)])
        (record,) = catalogue.records(catalogue.find(Filters()))
        weighed = catalogue.weighed(record["id"])
    assert {record["name"], *record["aliases"]} == {
        "Xibu/Interaction-2021",
        "Sibu/Cooperation-2021",
        "Zapad/Interaction-2021",
        "Сибу",
        "Взаимодействие",
        "Запад/Взаимодействие-2021",
        "西部·联合-2021",
    }
    assert (record["edition"], len(record["reports"])) == ("2021", len(OWN))
    (people,) = weighed["personnel"]
    assert [o["value"]["low"] for o in (people["shown"], *people["alternatives"])] == [13000, 10000]


SHARED = ROOT.parent / "shared" / "gold" / "tune-reports.jsonl"


@pytest.mark.skipif(not SHARED.exists(), reason="the reports to be measured with are not beside this checkout: ../shared/gold")
def test_reports_of_others_meet() -> None:
    cluster_of = {str(r["id"]): r.get("cluster") for r in map(json.loads, SHARED.read_text(encoding="utf-8").splitlines())}
    codings = [c for c in code_all([str(SHARED)]) if not isinstance(c, BadInput)]
    profiles = [profile(a, c.report) for c in codings for a in c.accounts]
    report_of = {p.id: p.report for p in profiles if p.ref == "E1"}
    holding = [{report_of[a] for a in e.accounts if a in report_of} for e in resolve(profiles).exercises]
    for cluster in {c for c in cluster_of.values() if c}:
        wanted = {r for r, c in cluster_of.items() if c == cluster}
        assert [reports for reports in holding if reports & wanted] == [wanted], cluster


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


def test_twenty_shuffles_of_the_examples_give_the_same_catalogue(tmp_path: Path) -> None:
    codings = [c for c in code_all(str(p) for p in sorted((ROOT / "examples").glob("*-*-*.*"))) if not isinstance(c, BadInput)]
    assert len(codings) >= 18
    held = []
    for seed in range(21):
        with Catalogue(str(tmp_path / f"{seed}.db")) as catalogue:
            shuffled = random.Random(seed).sample(codings, len(codings)) if seed else codings
            together = 1 + seed % 6  # one by one, and some at a time
            for first in range(0, len(shuffled), together):
                with catalogue.writing() as writer:
                    add(writer, shuffled[first : first + together])
            exercises = catalogue.exercises()
            held.append((exercises, catalogue.records(sorted(exercises)), {e: catalogue.weighed(e) for e in exercises}))
    assert all(one == held[0] for one in held)
