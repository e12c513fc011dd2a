"""Review without a browser: nobody overrules another unknowingly, corrections follow the schema, large queues are made aside."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made import coded, kenso, kenso_later
from vedette import review
from vedette.analysis import AnalysisError
from vedette.model import Judgement, Span
from vedette.pipeline import store_all
from vedette.review import ReviewError
from vedette.schema import schema
from vedette.serve.web import corrections, judging, queues
from vedette.serve.web.history import history
from vedette.serve.web.judging import Subjects
from vedette.serve.web.problems import Refused
from vedette.serve.web.questions import of_claim, of_pair
from vedette.store import Catalogue, Filters

PEOPLE = "Some 900 soldiers of Chile trained in Darwin, Australia, from 3 to 9 July 2019, the ministry said."


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(str(tmp_path / "catalogue.db")) as made:
        for _ in store_all([kenso(), kenso_later(), kenso_later("r3", 2500, publisher="Top End News")], made):
            pass
        yield made


@pytest.fixture
def shared(db: str) -> Iterator[Catalogue]:
    """The same in either database: how writers wait for each other differs."""
    with Catalogue(db) as made:
        for _ in store_all([kenso(), kenso_later()], made):
            pass
        yield made


def claim_of(catalogue: Catalogue, report: str, name: str) -> str:
    return next(c.id for a in catalogue.accounts(report=report) for c in a.claims if c.property == name)


def answer(catalogue: Catalogue, claim: str, who: str, kind: str = "accept", seen: frozenset[int] = frozenset(), **more: Any) -> int:
    question = of_claim(catalogue, claim)
    chosen = next(c.claim for c in question.candidates if c.claim.id == claim)
    return judging.judge(catalogue, judging.verdict(chosen, kind, who, **more), question.subjects, seen)


# several at once


def test_the_second_to_judge_is_told_of_the_first(catalogue: Catalogue) -> None:
    one, other = claim_of(catalogue, "r2", "personnel"), claim_of(catalogue, "r3", "personnel")
    assert of_claim(catalogue, one).subjects == of_claim(catalogue, other).subjects  # they compete: it is one question
    number = answer(catalogue, one, "ada", why="the ministry's figure")
    with pytest.raises(judging.Changed) as changed:
        answer(catalogue, other, "bob")
    assert [(j.who, j.why) for j in changed.value.new] == [("ada", "the ministry's figure")]
    assert [j.who for j in catalogue.judgements()] == ["ada"]
    later = answer(catalogue, other, "bob", seen=frozenset((number,)))
    review.withdraw(catalogue, number, "ada")
    with pytest.raises(judging.Changed) as changed:
        answer(catalogue, one, "cyd", seen=frozenset((number, later)))
    assert (changed.value.new, changed.value.gone) == ((), frozenset((number,)))
    assert catalogue.check() == []


def test_of_many_who_answer_at_once_one_is_taken(shared: Catalogue) -> None:
    claim = claim_of(shared, "r2", "personnel")

    def judge(who: int) -> bool:
        try:
            answer(shared, claim, f"curator {who}")
        except judging.Changed:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(judge, range(6)))
    assert taken.count(True) == 1
    assert len(shared.judgements()) == 1


def test_pairs_are_one_question_whichever_account_is_named_first(catalogue: Catalogue) -> None:
    one, other = (catalogue.accounts(report=r)[0].id for r in ("r1", "r2"))
    question = of_pair(catalogue, one, other)
    assert {s.exercise for s in question.sides} == set(catalogue.exercises())
    assert question.total == sum(weight for weight, _ in question.reasons)
    judging.judge(catalogue, judging.pairing((one, other), "ada", question.evidence, same=False), question.subjects, frozenset())
    assert len(catalogue.exercises()) == 2
    with pytest.raises(judging.Changed):
        judging.judge(catalogue, judging.pairing((other, one), "bob", {}, same=True), Subjects(pair=(other, one)), frozenset())
    for pair in ((one, "none"), ("none", other), (one, one)):
        with pytest.raises(ReviewError):
            of_pair(catalogue, *pair)


def test_a_judgement_names_its_account_and_exercise(catalogue: Catalogue) -> None:
    answer(catalogue, claim_of(catalogue, "r2", "personnel"), "ada")
    (made,) = catalogue.judgements()
    assert made.other == catalogue.accounts(report="r2")[0].id
    assert made.evidence["exercise"] in catalogue.exercises()
    assert made.evidence["quote"] == "900 troops"


# corrections


@pytest.mark.parametrize("name", list(schema().by_id))
def test_every_property_has_a_form_that_says_what_it_was_filled_with(name: str) -> None:
    samples = {"text": "a", "integer": 3, "number": 1.5, "yes-no": True, "date": "2021-08", "party": "RU"}
    kind = schema().property(name).value
    vocabularies = {k: v[0] for k, v in schema().vocabularies.items()}
    told = samples | vocabularies
    value: Any = {f: told[k.rstrip("?")] for f, k in schema().shapes[kind].items()} if kind in schema().shapes else told[kind]
    fields = corrections.fields(name, value)
    assert corrections.filled(name, {f.name: f.value for f in fields}) == value
    empty = corrections.filled(name, {})
    assert empty is None or not any(empty.values())


def test_what_cannot_be_a_value_is_refused(catalogue: Catalogue) -> None:
    assert corrections.filled("participant", {"value": "Russia"}) == "RU"
    assert corrections.filled("personnel", {"value.low": "1,200"}) == {"low": 1200, "high": None, "party": None}
    with pytest.raises(ReviewError, match="no number"):
        corrections.filled("duration", {"value": "long"})
    with pytest.raises(AnalysisError):
        corrections.filled("participant", {"value": "Ruritania"})
    (claim,) = catalogue.claims_with([claim_of(catalogue, "r2", "start")])
    for value, said in ((None, "needs a value"), ("someday", "cannot be taken")):
        with pytest.raises(ReviewError, match=said):
            judging.verdict(claim, "correct", "ada", value=value)
    reckoned = replace(claim, derivation="derived", basis=("another",))  # a correction rests on what the curator knows
    assert judging.verdict(reckoned, "correct", "ada", value="2019-07-03").value == "2019-07-03"
    with pytest.raises(ReviewError, match="accept, correct or reject"):
        judging.verdict(claim, "same", "ada")


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("personnel", "900 soldiers", {"value.low": "900", "value.high": "900", "value.party": "CL"}),
        ("participant", "Australia", {"value": "AU"}),
        ("start", "from 3 to 9 July 2019", {"value": "2019-07-03"}),
        ("place", "Darwin", {"value.name": "Darwin", "value.country": "AU"}),
        ("objective", "trained in  Darwin".replace("  ", " "), {"value": "trained in Darwin"}),
        ("unit", "soldiers of Chile", {"value.name": "soldiers of Chile"}),
        ("status", "trained", {}),
    ],
)
def test_marked_words_become_a_value(name: str, words: str, said: dict[str, str]) -> None:
    report = coded("r", PEOPLE, published="2019-07-12").report
    start = PEOPLE.index(words)
    found = corrections.from_words(report, name, Span(start, start + len(words)))
    assert {k: found[k] for k in said} == said


def test_marked_words_lie_in_the_text() -> None:
    report = coded("r", PEOPLE).report
    assert corrections.marked_span(report, "", "") is None
    assert corrections.marked_span(report, "5", "8") == Span(5, 8)
    for start, end in (("8", "5"), ("0", "9999"), ("-1", "4"), ("x", "y")):
        with pytest.raises(ReviewError):
            corrections.marked_span(report, start, end)


# the queue and the history


def test_the_queue_of_a_large_catalogue_is_made_aside_and_keeps_up(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = queues.queue(catalogue, "ada", queues.Within())
    assert exact
    monkeypatch.setattr(queues, "SMALL", 0)
    assert queues.queue(catalogue, "ada", queues.Within()) is None
    deadline = time.monotonic() + 20
    while (kept := queues.queue(catalogue, "ada", queues.Within())) is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert kept == exact
    conflict = next(i for i in kept if i.kind == "conflict")
    review.judge_claim(catalogue, "accept", conflict.choices[0].claim, "bob")
    assert queues.queue(catalogue, "ada", queues.Within()) == kept
    review.judge_claim(catalogue, "accept", conflict.choices[-1].claim, "ada")
    left = queues.queue(catalogue, "ada", queues.Within())
    assert left is not None
    assert conflict not in left
    assert len(left) == len(kept) - 1


def test_the_queue_keeps_to_an_exercise_or_a_report(catalogue: Catalogue) -> None:
    exercise = catalogue.find(Filters())[0]
    assert queues.queue(catalogue, "ada", queues.Within(exercise=exercise)) == queues.queue(catalogue, "ada", queues.Within())
    of_report = queues.queue(catalogue, "ada", queues.Within(report="r1"))
    assert of_report is not None
    assert {i.property for i in of_report} >= {"name", "participant"}
    with pytest.raises(Refused):
        queues.queue(catalogue, "ada", queues.Within(exercise="none"))


def test_the_history_tells_what_was_judged_and_what_was_withdrawn(catalogue: Catalogue) -> None:
    people, exercise = claim_of(catalogue, "r2", "personnel"), catalogue.find(Filters())[0]
    first = answer(catalogue, people, "ada", "correct", value={"low": 950, "high": 950, "party": None}, why="a slip", source="a notice")
    review.withdraw(catalogue, first, "bob")
    review.judge(catalogue, Judgement("accept", "r2", "ada", review.now()))
    review.note(catalogue, exercise, "ada", "largest yet")
    rows = history(catalogue, exercise=exercise)["rows"]
    assert [(r["says"], r["value"], r["was"]) for r in rows] == [("note", "", ""), ("corrected", "950 (all sides)", "900 (all sides)")]
    assert rows[1]["withdrawn"].who == "bob"
    assert [r["says"] for r in history(catalogue, report="r2")["rows"]] == ["accepted", "corrected"]
    assert [r["says"] for r in history(catalogue, claim=people)["rows"]] == ["corrected"]
    assert len(history(catalogue)["rows"]) == 3
    for unknown in ({"exercise": "none"}, {"report": "none"}):
        with pytest.raises(Refused):
            history(catalogue, **unknown)
