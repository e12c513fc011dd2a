"""What a reader learns from the report that the project began with, fact by fact (F) and trap by trap (N).

The same holds for the project's own restatement of that report (always) and for the report itself (where it is at hand, in a folder
`shared` beside the checkout: it belongs to its publisher and is not part of the project).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from support import ROOT, all_claims
from vedette.model import Account, Claim, Coding
from vedette.pipeline import code_all

SEED = ROOT.parent / "shared" / "seed" / "moscow-times-2021-08-10.txt"
OWN = ROOT / "examples" / "zapad-interaction-2021-a.txt"


@pytest.fixture(scope="module", params=[pytest.param(OWN, id="restated"), pytest.param(SEED, id="seed")])
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    if not path.exists():
        pytest.skip("the report itself is not at hand (../shared/seed); its facts are tested on the restated one")
    return path


@pytest.fixture(scope="module")
def coding(file: Path) -> Coding:
    (made,) = code_all([str(file)])
    assert isinstance(made, Coding)
    return made


@pytest.fixture
def a(coding: Coding) -> Account:
    """Exercise A: Zapad/Interaction 2021."""
    return next(x for x in coding.accounts if "Interaction" in str(x.value("name")))


@pytest.fixture
def b(coding: Coding) -> Account:
    """Exercise B: the exercises of September."""
    return next(x for x in coding.accounts if "Interaction" not in str(x.value("name")))


def claims(source: Account | Coding, name: str) -> list[Claim]:
    return [c for c in source.claims if c.property == name]


def dicts(source: Account | Coding, name: str) -> list[Mapping[str, Any]]:
    return [c.value for c in claims(source, name) if isinstance(c.value, Mapping)]


def body(coding: Coding) -> str:
    return " ".join(x.span.of(coding.report.text) for x in coding.report.blocks if x.kind == "body")


# The report


def test_f1_headline(coding: Coding, file: Path) -> None:
    assert coding.report.title == next(line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def test_f2_published_f3_publisher_f7_language(coding: Coding) -> None:
    assert (coding.report.published, coding.report.publisher, coding.report.lang) == ("2021-08-10", "The Moscow Times", "en")


def test_f4_original_url(coding: Coding) -> None:
    assert coding.report.url == "https://www.themoscowtimes.com/2021/08/10/russia-china-kick-off-joint-military-drills-a74740"
    assert "http" not in body(coding)
    assert "Original url" not in body(coding)


def test_f5_picture_credit(coding: Coding) -> None:
    assert any("China Central Television (CCTV)" in c for c in coding.report.credits)
    assert "CCTV" not in body(coding)


def test_f6_related_article(coding: Coding) -> None:
    (lead,) = coding.report.leads
    assert "Tajikistan" in lead.title
    assert "Tajikistan" not in body(coding)


def test_f7_offsets(coding: Coding) -> None:
    assert "<u>" not in coding.report.text
    for claim in all_claims(coding):
        assert claim.quote == coding.report.text[claim.span.start : claim.span.end]


# Exercise A


def test_f10_name(a: Account) -> None:
    assert a.value("name") == "Zapad/Interaction 2021"
    assert [v["name"] for v in dicts(a, "series")] == ["Zapad/Interaction"]
    assert a.value("edition") == "2021"
    assert a.focus


def test_f11_kind(a: Account) -> None:
    assert {"joint", "bilateral"} <= set(a.values("kind"))


def test_f12_participants_n4_no_others(a: Account) -> None:
    assert set(a.values("participant")) == {"RU", "CN"}


def test_f13_status(a: Account) -> None:
    assert a.value("status") == "underway"


def test_f14_start_n1_not_2005_n5_not_the_day_of_publication(a: Account) -> None:
    (start,) = claims(a, "start")
    assert (start.value, start.derivation) == ("2021-08-09", "derived")
    assert "Monday" in start.quote


def test_f15_length(a: Account) -> None:
    assert a.value("duration") == 5


def test_f16_end(a: Account) -> None:
    (end,) = claims(a, "end")
    assert (end.value, end.derivation) == ("2021-08-13", "computed")
    basis = {c.id: c.property for c in a.claims}
    assert {basis[b] for b in end.basis} == {"start", "duration"}


def test_f17_place_n2_not_tajikistan(a: Account) -> None:
    (place,) = dicts(a, "place")
    assert "Ningxia Hui autonomous region" in place["name"]
    assert (place["country"], place["region"]) == ("CN", "CN-NX")
    assert place["lat"] == pytest.approx(37.2, abs=1.5)
    assert place["lon"] == pytest.approx(106.0, abs=1.5)


def test_f18_people_n6_neither_exact_nor_of_one_side(a: Account) -> None:
    assert [(v["low"], v["high"], v["party"]) for v in dicts(a, "personnel")] == [(10000, None, None)]


def test_f19_equipment(a: Account) -> None:
    (fighters,) = [v for v in dicts(a, "materiel") if "Su-30SM" in v["type"]]
    assert fighters["party"] == "RU"
    assert fighters["category"] in ("aircraft", "fighter")


def test_f20_units(a: Account) -> None:
    units = {v["name"].lower(): v["party"] for v in dicts(a, "unit")}
    assert {name: units.get(name) for name in ("motorized rifle units", "management personnel")} == {
        "motorized rifle units": "RU",
        "management personnel": "RU",
    }


def test_f21_equipment_used_n7_not_of_the_chinese_only(a: Account) -> None:
    (weapons,) = [v for v in dicts(a, "materiel") if "weapons" in v["type"]]
    assert weapons["origin"] == "CN"
    assert "RU" in (weapons.get("user"), weapons.get("party"))


def test_f22_milestone(a: Account) -> None:
    (first,) = claims(a, "milestone")
    assert first.speaker is not None
    assert "Kommersant" in first.speaker
    assert first.modality in ("planned", "expected")


def test_f23_objectives(a: Account) -> None:
    aims = " ".join(str(v) for v in a.values("objective"))
    for words in ("comprehensive partnership", "military cooperation and friendship", "fight terrorism", "peace and stability"):
        assert words in aims


def test_f24_announced(a: Account) -> None:
    (announced,) = dicts(a, "announcement")
    assert "Defense" in announced["by"]
    assert (announced["party"], announced["when"]) == ("RU", "2021-08-09")


def test_f25_domains(a: Account) -> None:
    assert {"air", "land"} <= set(a.values("domain"))


def test_f26_setting(a: Account) -> None:
    assert any("Afghanistan" in str(v) for v in a.values("setting"))


# Exercise B


def test_f30_status(b: Account) -> None:
    assert b.value("status") == "planned"


def test_f31_when_n3_not_merged(b: Account) -> None:
    assert b.value("start") == "2021-09"


def test_f32_participants(b: Account) -> None:
    assert {"RU", "CN"} <= set(b.values("participant")) <= {"RU", "CN", "SCO"}


def test_f33_framework(b: Account) -> None:
    assert b.values("framework") == ["SCO"]


def test_f34_no_name(b: Account) -> None:
    assert b.value("name") is None


# Who said what


def statements(coding: Coding) -> Iterator[Mapping[str, Any]]:
    return (v for v in dicts(coding, "statement") if v["direct"])


def test_f40_f41_statements(coding: Coding) -> None:
    said = list(statements(coding))
    (first,) = [v for v in said if "comprehensive partnership and strategic cooperation" in v["text"]]
    (second,) = [v for v in said if "military cooperation and friendship" in v["text"]]
    assert "military" in first["speaker"]
    assert first["party"] == "RU"
    assert second["speaker"] == first["speaker"]


@pytest.mark.parametrize(
    ("fact", "speaker", "words"),
    [
        ("f42", "Defense", ("cooperation", "closer ties")),
        ("f43", "Kommersant", ("Chinese-made weapons",)),
        ("f44", "military", ("Su-30SM",)),
    ],
)
def test_f42_f43_f44_attributed_claims(coding: Coding, fact: str, speaker: str, words: tuple[str, ...]) -> None:
    told = [v for v in dicts(coding, "attributed_claim") if any(w in v["text"] for w in words)]
    assert any(speaker in str(v["speaker"]) for v in told), fact


# Background


@pytest.mark.parametrize(
    ("fact", "what", "words"),
    [
        ("f50", "history", "2005"),
        ("f51", "trend", "in recent years|over recent years"),
        ("f52", "tension", "Crimea"),
        ("f53", "prospect", "alliance"),
        ("f54", "tension", "Afghanistan|Central Asia"),
    ],
)
def test_f50_to_f54_background(coding: Coding, fact: str, what: str, words: str) -> None:
    told = [v["text"] for v in dicts(coding, "background") if v["what"] == what]
    assert any(word in text for text in told for word in words.split("|")), fact


def test_f53_n8_the_alliance_is_hinted_at(coding: Coding) -> None:
    (alliance,) = [c for c in claims(coding, "background") if "alliance" in str(c.value)]
    assert alliance.modality == "hinted"


# Traps


def test_n1_n3_two_exercises_and_no_more(coding: Coding) -> None:
    assert [("Interaction" in str(x.value("name"))) for x in coding.accounts] == [True, False]
    assert not any("2005" in str(c.value) for account in coding.accounts for c in account.claims)


def test_n2_nothing_of_the_related_article(coding: Coding) -> None:
    assert not any("Tajikistan" in str(c.value) or c.value == "TJ" for c in all_claims(coding))
