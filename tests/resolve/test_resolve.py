"""Order, one report at a time, ids that stay, judgements."""

import json
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from vedette.model import Account, Claim, Report, Span, Value
from vedette.pipeline import code_all
from vedette.raw import BadInput
from vedette.resolve import Neighbourhood, Profile, Resolution, SamePair, keys, pack, profile, resolve, resolve_new, score, unpack

EXAMPLES = Path(__file__).parents[2] / "examples"


def made(ident: str, published: str = "2021-08-10", **facts: Value | list[Value]) -> Profile:
    """The profile of an account with some claims; a list gives several claims of one property."""
    claims = [(name, v) for name, told in facts.items() for v in (told if isinstance(told, list) else [told])]
    report = Report(f"r-{ident}", "", (), published=published, publisher="The Paper")
    account = tuple(Claim(f"{ident}{n}", report.id, ident, name, value, Span(0, 0), "") for n, (name, value) in enumerate(claims))
    return profile(Account(ident, report.id, "E1", True, account), report)


@pytest.fixture(scope="module")
def examples() -> list[Profile]:
    paths = sorted(str(p) for p in EXAMPLES.iterdir() if p.suffix in (".html", ".txt"))
    codings = [c for c in code_all(paths) if not isinstance(c, BadInput)]
    return [profile(a, c.report) for c in codings for a in c.accounts]


class Store(Neighbourhood):
    """Accounts and their exercises in memory."""

    def __init__(self) -> None:
        self.items: dict[str, Profile] = {}
        self.held: dict[str, str] = {}
        self.judgements: list[SamePair] = []
        self.redirects: dict[str, str] = {}

    def with_keys(self, wanted: Collection[str]) -> Iterable[Profile]:
        return [p for p in self.items.values() if keys(p) & set(wanted)]

    def profiles(self, accounts: Collection[str]) -> Iterable[Profile]:
        return [self.items[a] for a in accounts if a in self.items]

    def judged(self, accounts: Collection[str]) -> Iterable[SamePair]:
        return [j for j in self.judgements if j.one in accounts or j.other in accounts]

    def exercises(self, accounts: Collection[str]) -> Mapping[str, str]:
        return {a: self.held[a] for a in accounts if a in self.held}

    def add(self, new: Sequence[Profile], gone: Sequence[Profile] = (), again: Collection[str] = ()) -> frozenset[str]:
        for item in gone:
            del self.items[item.id]
        result, touched = resolve_new(new, self, gone, again)
        for item in gone:
            self.held.pop(item.id, None)
        self.items.update({p.id: p for p in new})
        self.held.update({a: e.id for e in result.exercises for a in e.accounts})
        self.redirects.update(result.redirects)
        return touched


def groups(held: Mapping[str, str]) -> set[frozenset[str]]:
    return {frozenset(a for a, e in held.items() if e == exercise) for exercise in held.values()}


def held(result: Resolution) -> dict[str, str]:
    return {a: e.id for e in result.exercises for a in e.accounts}


def test_twenty_shuffles_of_the_examples(examples: list[Profile]) -> None:
    first = resolve(examples)
    for seed in range(20):
        assert resolve(random.Random(seed).sample(examples, len(examples))) == first


def test_one_report_at_a_time_gives_the_same(examples: list[Profile]) -> None:
    batch = held(resolve(examples))
    for seed in range(3):
        store = Store()
        for item in random.Random(seed).sample(examples, len(examples)):
            store.add([item])
        assert groups(store.held) == groups(batch)
        assert store.held == batch


def test_taking_reports_away_gives_the_same(examples: list[Profile]) -> None:
    store = Store()
    store.add(examples)
    some = random.Random(7).sample(examples, len(examples) // 3)
    for item in some:
        store.add([], gone=[item])
    left = [p for p in examples if p not in some]
    assert groups(store.held) == groups(held(resolve(left)))


def test_a_new_report_touches_its_neighbourhood_only(examples: list[Profile]) -> None:
    store = Store()
    store.add(examples)
    new = made("new", "2023-04-20", name="Balikatan 2023", participant=["PH", "US"], start="2023-04-11")
    touched = store.add([new])
    assert "new" in touched
    assert len(touched) < len(examples) / 2
    assert len({store.held[a] for a in touched if store.items[a].series == "balikatan" and store.items[a].year == 2023}) == 1


def test_a_profile_survives_json(examples: list[Profile]) -> None:
    for item in examples:
        assert unpack(json.loads(json.dumps(pack(item)))) == item


ZAPAD = {"participant": ["RU", "BY"]}
NAMES = ["Zapad/Interaction-2021", "Xibu/Interaction 2021", "Sibu/Cooperation-2021", "Запад/Взаимодействие-2021"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_one_exercise(name: str) -> None:
    one = made("a", name="Zapad/Interaction 2021", participant=["RU", "CN"], start="2021-08-09")
    other = made("b", name=name, participant=["CN", "RU"])
    assert score(one, other).same
    assert score(one, other) == score(other, one)


@pytest.mark.parametrize("name", NAMES)
def test_not_the_exercise_of_a_month_later(name: str) -> None:
    one = made("a", "2021-09-10", name="Zapad-2021", participant=["RU", "BY"], start="2021-09-10")
    other = made("b", name=name, participant=["CN", "RU"], start="2021-08-09")
    found = score(one, other)
    assert not found.same
    assert any(r.weight < 0 and r.words for r in found.reasons)


def test_an_account_that_is_told_otherwise_now_is_compared_anew() -> None:
    one, other = (made(ident, "2023-02-12", name="Cobra Gold", participant=["TH", "US"], start="2023-02-10") for ident in "ab")
    store = Store()
    store.add([one, other])
    assert store.held["a"] == store.held["b"]
    earlier = made("a", "2019-02-12", name="Cobra Gold", participant=["TH", "US"], start="2019-02-10")
    store.add([earlier], gone=[one])
    assert groups(store.held) == {frozenset("a"), frozenset("b")}
    store.add([one], gone=[earlier])
    assert groups(store.held) == {frozenset("ab")}


def test_next_years_edition_is_another() -> None:
    one = made("a", "2022-08-22", name="Ulchi Freedom Shield", participant=["KR", "US"], start="2022-08-22")
    other = made("b", "2023-08-21", name="Ulchi Freedom Shield", participant=["KR", "US"], start="2023-08-21")
    assert not score(one, other).same


def test_ids_stay_when_exercises_merge_and_split() -> None:
    one = made("a", "2021-08-09", participant=["RU", "TJ"], start="2021-08-05")
    other = made("b", "2021-08-10", participant=["KZ", "KG"], start="2021-08-20")
    store = Store()
    store.add([one])
    store.add([other])
    before = dict(store.held)
    assert before["a"] != before["b"]
    store.judgements.append(SamePair("a", "b", same=True, when="2024-01-01"))
    store.add([], again=["a", "b"])
    assert store.held == {"a": before["a"], "b": before["a"]}
    assert store.redirects == {before["b"]: before["a"]}
    store.judgements.append(SamePair("a", "b", same=False, when="2024-01-02"))
    store.add([], again=["a", "b"])
    assert store.held == before


def test_judgements_override_scores() -> None:
    one = made("a", name="Cobra Gold 2023", participant=["TH", "US"])
    other = made("b", name="Cobra Gold 2023", participant=["TH", "US"])
    third = made("c", name="Cobra Gold 2023", participant=["TH", "US"])
    assert len(resolve([one, other, third]).exercises) == 1
    parted = resolve([one, other, third], [SamePair("a", "b", same=False)])
    assert len(parted.exercises) == 2
    assert held(parted)["a"] != held(parted)["b"]


def test_later_reports_leave_the_id_and_older_ones_redirect_it() -> None:
    facts: dict[str, Value | list[Value]] = {"name": "Cobra Gold 2023", "participant": ["TH", "US"]}
    one, later, older = made("a", "2023-02-12", **facts), made("b", "2023-02-20", **facts), made("c", "2023-02-01", **facts)
    first = held(resolve([one]))
    assert set(held(resolve([one, later], (), first)).values()) == {first["a"]}
    result = resolve([one, later, older], (), first)
    assert result.redirects == {first["a"]: result.exercises[0].id}
