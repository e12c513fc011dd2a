"""Judgements: what they change, that they outlive coding, how far coders agree, and gold from reviewed reports."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from made import coded, kenso, kenso_later
from vedette import review
from vedette.assemble import add
from vedette.export.template import template
from vedette.model import Coding, Judgement
from vedette.review import ReviewError
from vedette.store import Catalogue, Filters

MAST = (
    ("name", "Long Mast 2019", "Long Mast 2019"),
    ("participant", "CL", "Chile"),
    ("participant", "PE", "Peru"),
    ("edition", "2019", "2019"),
)


@pytest.fixture
def catalogue(db: str) -> Iterator[Catalogue]:
    with Catalogue(db) as opened:
        store(opened, kenso(), kenso_later(people=2500), kenso("r3", 2017))
        yield opened


def store(catalogue: Catalogue, *codings: Coding) -> None:
    for coding in codings:
        with catalogue.writing() as writer:
            add(writer, [coding])


def claim_of(catalogue: Catalogue, report: str, name: str) -> str:
    return next(c.id for a in catalogue.accounts(report=report) for c in a.claims if c.property == name)


def shown(catalogue: Catalogue, name: str) -> object:
    (record,) = catalogue.records(catalogue.find(Filters(since="2019-01-01")))
    return record[name]


def test_accept_correct_and_reject(catalogue: Catalogue) -> None:
    people, start, partner = (claim_of(catalogue, "r2", p) for p in ("personnel", "start", "participant"))
    review.judge_claim(catalogue, "reject", people, "Ada", "another exercise's")
    assert shown(catalogue, "personnel") == []
    review.judge_claim(catalogue, "accept", people, "Bob", "no, this one's")
    assert shown(catalogue, "personnel") == [{"low": 2500, "high": 2500, "party": None}]
    review.judge_claim(catalogue, "correct", start, "Ada", "a slip of the paper", value="2019-07-03", source="https://example.org/notice")
    assert shown(catalogue, "start") == "2019-07-03"
    review.judge_claim(catalogue, "correct", partner, "Ada", value="NZ")
    assert "NZ" in str(shown(catalogue, "participants"))
    with pytest.raises(ReviewError, match="needs a value"):
        review.judge_claim(catalogue, "correct", start, "Ada")
    with pytest.raises(ReviewError, match="no date"):
        review.judge_claim(catalogue, "correct", start, "Ada", value="the third of July")
    with pytest.raises(ReviewError, match="no fields"):
        review.judge_claim(catalogue, "correct", people, "Ada", value=3000)
    with pytest.raises(ReviewError, match="no claim"):
        review.judge_claim(catalogue, "accept", "none", "Ada")
    assert catalogue.check() == []


def test_values_as_curators_write_them() -> None:
    assert review.read_value("edition", "2021") == "2021"
    assert review.read_value("duration", "5") == 5
    assert review.read_value("personnel", '{"low": 5, "high": null}') == {"low": 5, "high": None}
    with pytest.raises(ReviewError, match="no JSON"):
        review.read_value("personnel", "many")


def test_each_value_of_a_list_is_corrected_by_itself(catalogue: Catalogue) -> None:
    partners = [c.id for c in catalogue.accounts(report="r2")[0].claims if c.property == "participant"]
    assert len(partners) == 2
    for claim, value in zip(partners, ("NZ", "FJ"), strict=True):
        review.judge_claim(catalogue, "correct", claim, "Ada", value=value)
    assert {"NZ", "FJ"} <= set(str(shown(catalogue, "participants")).split("'"))
    review.judge_claim(catalogue, "correct", partners[1], "Ada", "a slip", value="TO")
    assert {"NZ", "TO"} <= set(str(shown(catalogue, "participants")).split("'"))
    assert "FJ" not in str(shown(catalogue, "participants"))
    without = kenso_later(people=2500)
    bare = replace(without.accounts[0], claims=tuple(c for c in without.accounts[0].claims if c.property != "participant"))
    store(catalogue, replace(without, accounts=(bare,)))
    assert {"NZ", "TO"} <= set(str(shown(catalogue, "participants")).split("'"))  # the claims have gone, what was set stays
    review.undo(catalogue, "Ada")
    assert {"NZ", "FJ"} <= set(str(shown(catalogue, "participants")).split("'"))


def test_a_corrected_count_is_not_narrowed_by_others(catalogue: Catalogue) -> None:
    people = claim_of(catalogue, "r2", "personnel")
    store(catalogue, kenso_later("r4", people=400, publisher="Evening Gazette"))
    review.judge_claim(catalogue, "correct", people, "Ada", value={"low": 300, "high": None, "party": None})
    assert shown(catalogue, "personnel") == [{"low": 300, "high": None, "party": None}]


def test_undo_withdraws_one_by_one(catalogue: Catalogue) -> None:
    people, start = (claim_of(catalogue, "r2", p) for p in ("personnel", "start"))
    before = catalogue.records(catalogue.find(Filters()))
    review.judge_claim(catalogue, "reject", people, "Ada")
    review.judge_claim(catalogue, "correct", start, "Ada", value="2019-07-03")
    review.judge_claim(catalogue, "reject", start, "Bob")
    undone = [review.undo(catalogue, "Ada") for _ in range(3)]
    assert [j.kind if j else None for j in undone] == ["correct", "reject", None]
    review.withdraw(catalogue, next(j.number for j in catalogue.judgements() if j.who == "Bob") or 0, "Ada")
    assert catalogue.records(catalogue.find(Filters())) == before
    assert len(catalogue.judgements(holding=False)) == 6
    with pytest.raises(ReviewError):
        review.withdraw(catalogue, 4711, "Ada")


def test_split_merge_and_series(catalogue: Catalogue) -> None:
    exercise = catalogue.find(Filters(since="2019-01-01"))[0]
    one, other = catalogue.exercises()[exercise]
    with pytest.raises(ReviewError, match="some must stay"):
        review.split(catalogue, exercise, [one, other], "Ada")
    review.split(catalogue, exercise, [other], "Ada", "the second phase")
    halves = catalogue.find(Filters(since="2019-01-01"))
    assert len(halves) == 2
    review.set_series(catalogue, next(h for h in halves if h != exercise), "Kenso Phases", "Ada")
    assert catalogue.find(Filters(series="kenso phases")) == [h for h in halves if h != exercise]
    review.merge(catalogue, *halves, "Ada", "one after all")
    assert catalogue.find(Filters(since="2019-01-01")) == [exercise]
    # the series that was set for a part holds for the whole that it went into
    assert catalogue.records([exercise])[0]["series"] == "Kenso Phases"
    review.set_series(catalogue, exercise, None, "Ada")
    assert catalogue.records([exercise])[0]["series"] is None
    with pytest.raises(ReviewError, match="already"):
        review.merge(catalogue, *halves, "Ada")
    assert catalogue.check() == []


def test_exercises_that_have_little_in_common_become_one(catalogue: Catalogue) -> None:
    store(catalogue, *(coded(f"s{n}", f"Chile and Peru held Long Mast 2019, day {n}.", *MAST, published=f"2019-05-0{n}") for n in (1, 2)))
    one, other = catalogue.find(Filters(since="2019-06-01"))[0], catalogue.find(Filters(participants=("CL",)))[0]
    assert [len(catalogue.exercises()[e]) for e in (one, other)] == [2, 2]
    review.merge(catalogue, one, other, "Ada", "one and the same")
    (made,) = catalogue.find(Filters(participants=("CL", "AU")))
    assert len(catalogue.exercises()[made]) == 4
    assert {catalogue.exercise(e) for e in (one, other)} == {made}
    assert catalogue.check() == []


def test_coding_again_keeps_judgements_and_lists_those_without_evidence(catalogue: Catalogue) -> None:
    people, start = (claim_of(catalogue, "r2", p) for p in ("personnel", "start"))
    account = catalogue.accounts(report="r2")[0]
    review.judge_claim(catalogue, "accept", people, "Ada")
    review.judge_claim(catalogue, "correct", start, "Ada", value="2019-07-03")
    review.judge_pair(catalogue, account.id, catalogue.accounts(report="r1")[0].id, "Ada", same=True)
    review.note(catalogue, catalogue.find(Filters())[0], "Ada", "largest yet")
    assert review.gone(catalogue) == []
    coding = kenso_later(people=2500)
    fewer = replace(coding.accounts[0], claims=tuple(c for c in coding.accounts[0].claims if c.property not in ("personnel", "start")))
    store(catalogue, replace(coding, accounts=(fewer,)))
    assert [j.subject for j in review.gone(catalogue)] == [people, start]
    assert shown(catalogue, "start") == "2019-07-03"  # the decision stays, though the claim has gone
    store(catalogue, coding)
    assert review.gone(catalogue) == []
    assert len(catalogue.judgements()) == 4


def test_the_queue_asks_first_what_changes_most_and_each_coder_once(catalogue: Catalogue) -> None:
    store(catalogue, kenso_later("r4", people=400, publisher="Evening Gazette"))
    weak = coded(
        "r5", "Navies of Chile and Peru meet off Iquique.", ("participant", "CL", "Chile"), ("participant", "PE", "Peru"), confidence=0.4
    )
    store(catalogue, weak)
    items = review.queue(catalogue, "Ada")
    assert [i.weight for i in items] == sorted((i.weight for i in items), reverse=True)
    conflict = next(i for i in items if i.kind == "conflict")
    assert (conflict.property, len(conflict.choices)) == ("personnel", 2)
    assert {i.kind for i in items} >= {"conflict", "claim"}
    review.judge_claim(catalogue, "accept", conflict.choices[1].claim, "Ada")
    left = review.queue(catalogue, "Ada")
    assert len(left) == len(items) - 1
    assert [i.subject for i in review.queue(catalogue, "Bob") if i.property == "personnel"] != []
    assert {i.property for i in review.of_report(catalogue, "r5", "Ada")} == {"participant"}


def test_pairs_near_the_threshold_are_asked_about(catalogue: Catalogue) -> None:
    facts = [("participant", "CL", "Chile"), ("participant", "PE", "Peru")]
    for ident, day in (("p1", "2"), ("p2", "3"), ("p3", "4"), ("p4", "9")):
        text = f"Ships of Chile and Peru train together on {day} May 2020."
        store(
            catalogue,
            coded(ident, text, *facts, ("start", f"2020-05-0{day}", f"{day} May 2020"), published=f"2020-05-0{day}", publisher=ident),
        )
    pairs = [i for i in review.queue(catalogue, "Ada") if i.kind == "pair"]
    assert pairs
    assert any("in all; now taken for" in w for w in pairs[0].words)
    together = len(catalogue.find(Filters(since="2020-01-01")))
    review.judge_pair(catalogue, pairs[0].subject, str(pairs[0].other), "Ada", same="one exercise" not in pairs[0].words[-1])
    assert len(catalogue.find(Filters(since="2020-01-01"))) != together
    assert pairs[0].subject not in [i.subject for i in review.queue(catalogue, "Ada") if i.other == pairs[0].other]
    with pytest.raises(ReviewError, match="the same as itself"):
        review.judge_pair(catalogue, pairs[0].subject, pairs[0].subject, "Ada", same=True)


def judged(who: str, verdicts: str) -> list[Judgement]:
    kinds = {"a": "accept", "c": "correct", "r": "reject"}
    return [Judgement(kinds[v], f"claim{n}", who, "2024-01-01T00:00:00Z", number=n) for n, v in enumerate(verdicts) if v in kinds]  # type: ignore[arg-type]


def test_agreement_is_krippendorffs_alpha() -> None:
    # ten claims by two coders, eight agreed: observed disagreement 4/20; expected from counts 9 a, 7 r, 4 c of 20: 254/380
    claims, pairs = review.agreement(judged("Ada", "aaaaarrrcc.") + judged("Bob", "aaaarrrrac."))
    assert claims.coders == ("Ada", "Bob")
    assert claims.items == 10
    counts = {"a": 10, "r": 7, "c": 3}
    expected = sum(counts[x] * counts[y] for x in counts for y in counts if x != y) / (20 * 19)
    assert claims.alpha == pytest.approx(1 - (4 / 20) / expected)
    assert (pairs.items, pairs.alpha) == (0, None)
    assert review.agreement(judged("Ada", "aa") + judged("Bob", "aa"))[0].alpha is None
    # only the last judgement of each coder counts
    assert (
        review.agreement([*judged("Bob", "r"), *judged("Ada", "a"), *judged("Ada", "r"), *judged("Ada", ".a"), *judged("Bob", ".a")])[
            0
        ].alpha
        == 1.0
    )


def test_reviewed_reports_become_gold(catalogue: Catalogue) -> None:
    assert list(review.reviewed(catalogue)) == []
    items = review.of_report(catalogue, "r2", "Ada")
    for item in items:
        if item.property == "personnel":
            review.judge_claim(catalogue, "reject", item.subject, "Ada")
        elif item.property == "start":
            review.judge_claim(catalogue, "correct", item.subject, "Ada", value="2019-07-03")
        else:
            assert list(review.reviewed(catalogue)) == []
            review.judge_claim(catalogue, "accept", item.subject, "Ada")
    review.judge(catalogue, Judgement("accept", "r3", "Ada", review.now()))
    gold = {g["id"]: g for g in map(template, review.reviewed(catalogue))}
    assert set(gold) == {"r2", "r3"}
    (exercise,) = gold["r2"]["exercises"]
    assert (exercise["start"], exercise["end"], exercise["personnel"]) == ("2019-07-03", "2019-07-09", [])
    assert gold["r3"]["exercises"][0]["participants"] == ["AU", "JP"]
