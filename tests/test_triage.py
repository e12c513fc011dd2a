"""Triage: which texts can tell of an exercise, on our own reports and, where it is at hand, on the shared gold."""

import json
import time
from pathlib import Path

import pytest

from support import EXAMPLES, ROOT
from vedette import triage

GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared" / "gold"
OTHERS = (
    "The bakery on Mill Street reopened on Monday after a fire drill that took an hour.",
    "Two companies began drilling for oil off the coast; the ministry said that operations would last until May.",
    "Shareholders may exercise their options until Friday, an analyst said.",
    "She trains six days a week. Training sessions begin at dawn, her coach says, and the army of fans waits outside.",
    "The army of ants moved on. Nothing else happened.",
)


def _reports(gold: Path) -> list[bytes]:
    """The reports with a focus exercise of a gold file."""
    texts = {}
    for line in gold.with_name(f"{gold.stem}-reports.jsonl").read_text().splitlines():
        row = json.loads(line)
        texts[row["id"]] = f"{row.get('title') or ''}\n{row['text']}".encode()
    rows = (json.loads(line) for line in gold.read_text().splitlines())
    return [texts[row["id"]] for row in rows if any(e["focus"] for e in row["exercises"])]


def _recall(reports: list[bytes]) -> float:
    return sum(triage.may_tell(r) for r in reports) / len(reports)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_passes_as_it_came(name: str) -> None:
    assert triage.may_tell((ROOT / name).read_bytes())


def test_reports_of_our_own_gold_pass() -> None:
    reports = [r for gold in sorted(GOLD.glob("*.jsonl")) if gold.with_name(f"{gold.stem}-reports.jsonl").exists() for r in _reports(gold)]
    assert _recall(reports) >= 0.995


@pytest.mark.parametrize("text", OTHERS)
def test_other_news_do_not_pass(text: str) -> None:
    assert not triage.may_tell(text.encode())


def test_a_page_passes_with_its_mark_up() -> None:
    assert triage.may_tell(b"<p>The <b>joint exercise</b> of both armies began; 300 soldiers take part.</p>")


@pytest.mark.parametrize(
    "text", ["Россия и Беларусь начали учения «Запад»; участвуют войска и солдаты", "中国军队与俄罗斯军队举行联合军事演习"]
)
def test_other_scripts_are_known(text: str) -> None:
    assert triage.weight(text.encode()) > 0


def test_a_greater_least_weight_lets_less_through() -> None:
    text = b"The exercise began. Soldiers of two battalions take part."
    assert triage.may_tell(text)
    assert not triage.may_tell(text, least=triage.weight(text) + 0.1)


def test_bytes_that_hold_no_ascii_are_left_to_the_reader() -> None:
    assert triage.may_tell("nothing of note".encode("utf-16"))


@pytest.mark.parametrize("unit", [b"joint military exercise ", b"exerciseexercise", b"a", b"\xff\xfe", b"drill\n"])
def test_time_grows_with_the_length_alone(unit: bytes) -> None:
    def seconds(size: int) -> float:
        data = unit * (size // len(unit))
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            triage.weight(data)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(4_000_000) < 40 * max(seconds(400_000), 0.001)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not here (../shared/gold)")
def test_shared_gold_and_negatives() -> None:
    assert _recall(_reports(SHARED / "tune.jsonl")) >= 0.995
    others = [json.loads(line)["text"].encode() for line in (SHARED / "negatives.jsonl").read_text().splitlines()]
    assert sum(map(triage.may_tell, others)) <= 0.03 * len(others)
