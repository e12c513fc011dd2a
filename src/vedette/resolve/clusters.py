"""Groups accounts that tell of the same exercise.

Pairs that share a blocking key are scored; pairs at or above the link threshold are linked. Within each set of accounts that links
connect, groups grow from single accounts: the two groups whose pairs have the highest average score become one, as long as that
reaches the merge threshold (average linkage). All sums are of whole numbers and ties go by the smallest account id: the result
depends on the set of accounts alone and not on their order, and a new account can change only what links connect it to.
"""

import gc
import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from vedette.resolve.blocks import keys
from vedette.resolve.ids import assign
from vedette.resolve.records import Profile, SamePair
from vedette.resolve.rules import threshold
from vedette.resolve.scores import hopeless, total

Pair = tuple[str, str]
"""Two account ids, the smaller one first."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise and the ids of the accounts that tell of it, the oldest first."""

    id: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two accounts whose score is close to the threshold: a curator may know better."""

    one: str
    other: str
    total: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Exercises by the age of their oldest account; `redirects` leads from ids that are no more to those that hold their accounts now."""

    exercises: tuple[Exercise, ...]
    redirects: Mapping[str, str]
    pairs_near_threshold: tuple[NearPair, ...]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector of reference cycles: none are made here, and it would walk all accounts over and over (a sixth of the time)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Neighbourhood:
    """What `resolve_new` asks a store for; a store subclasses it or has the same methods."""

    def with_keys(self, wanted: Collection[str]) -> Iterable[Profile]:
        """The profiles of all stored accounts that have at least one of these blocking keys."""
        raise NotImplementedError

    def profiles(self, accounts: Collection[str]) -> Iterable[Profile]:
        """The profiles of stored accounts by id; ids that are not there are left out."""
        raise NotImplementedError

    def judged(self, accounts: Collection[str]) -> Iterable[SamePair]:
        """All judgements that name at least one of these accounts."""
        raise NotImplementedError

    def exercises(self, accounts: Collection[str]) -> Mapping[str, str]:
        """Account id → exercise id, for those of these accounts that have one."""
        raise NotImplementedError


def resolve(profiles: Iterable[Profile], judged: Sequence[SamePair] = (), previous: Mapping[str, str] | None = None) -> Resolution:
    """All accounts → exercises. `previous` holds the exercise ids that were given out before (account id → exercise id)."""
    items = {p.id: p for p in profiles}
    ruled = _judgements(judged, items)
    with _no_collection():
        scored, near = _score_blocks(items)
        groups = _groups(items, scored, ruled)
        return _resolution(items, groups, near, previous or {})


def resolve_new(
    new: Sequence[Profile], ask: Neighbourhood, gone: Sequence[Profile] = (), again: Collection[str] = ()
) -> tuple[Resolution, frozenset[str]]:
    """The exercises of new accounts and of all stored ones that they touch, and the ids of those accounts.

    `gone` are the profiles of accounts that were taken away (of a report that is coded anew), `again` the ids of stored accounts to look at
    again (after a judgement). The result is what `resolve` gives for the same accounts; exercises without a touched account stay.
    """
    fresh = {p.id: p for p in new}
    index = _Index(new)
    absent = {p.id for p in gone}
    items: dict[str, Profile] = {}
    scored: dict[Pair, int] = {}
    near: list[NearPair] = []
    ruled: dict[Pair, bool] = {}

    def stored(found: Iterable[Profile]) -> dict[str, Profile]:
        return {p.id: p for p in found if p.id not in fresh and p.id not in absent}

    def around(centre: Mapping[str, Profile]) -> dict[str, Profile]:
        """What links and judgements connect to some accounts; notes them on the way."""
        judgements = list(ask.judged(centre))
        others = {a for j in judgements for a in (j.one, j.other)}
        by_id = {**stored(ask.profiles(others)), **{k: fresh[k] for k in others & fresh.keys()}, **centre}
        told = _judgements(judgements, by_id)
        ruled.update(told)
        out = {k: by_id[k] for pair, same in told.items() if same for k in pair}
        wanted = frozenset(k for p in centre.values() for k in keys(p))
        both = _Index((*stored(ask.with_keys(wanted)).values(), *index.with_keys(wanted)))
        for item in centre.values():
            for other in both.with_keys(keys(item)):
                pair = _pair(item.id, other.id)
                if other.id == item.id or pair in scored or hopeless(item, other):
                    continue
                scored[pair] = points = total(item, other)
                if abs(points - threshold("link")) <= threshold("near"):
                    near.append(NearPair(*pair, points))
                if points >= threshold("link") and ruled.get(pair) is not False:
                    out[other.id] = other
        return out

    waiting = {**stored(ask.profiles(again)), **fresh, **around({p.id: p for p in gone})}
    scored.clear()  # as they were with what is gone, of which some may be there anew under the same id
    near.clear()
    while waiting := {k: p for k, p in waiting.items() if k not in items and (k in fresh or k not in absent)}:
        items.update(waiting)
        waiting = around(waiting)
    scored = {p: t for p, t in scored.items() if p[0] in items and p[1] in items}
    ruled = {p: same for p, same in ruled.items() if p[0] in items and p[1] in items}
    kept = sorted({n for n in near if n.one in items and n.other in items}, key=lambda n: (n.one, n.other))
    groups = _groups(items, scored, ruled)
    return _resolution(items, groups, kept, ask.exercises(frozenset(items) | absent)), frozenset(items)


class _Index:
    """Accounts by blocking key."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.blocks: dict[str, list[Profile]] = {}
        for item in profiles:
            for key in keys(item):
                self.blocks.setdefault(key, []).append(item)

    def with_keys(self, wanted: Iterable[str]) -> Iterator[Profile]:
        seen: set[str] = set()
        for key in wanted:
            for item in self.blocks.get(key, ()):
                if item.id not in seen:
                    seen.add(item.id)
                    yield item


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _judgements(judged: Iterable[SamePair], known: Collection[str]) -> dict[Pair, bool]:
    """What holds of each pair of known accounts: the latest judgement."""
    ordered = sorted(judged, key=lambda j: (j.when, j.one, j.other, j.same))
    return {_pair(j.one, j.other): j.same for j in ordered if j.one in known and j.other in known and j.one != j.other}


def _score_blocks(items: Mapping[str, Profile]) -> tuple[dict[Pair, int], list[NearPair]]:
    """The points of all pairs that share a block and are not hopeless, and the pairs near the threshold."""
    # accounts of one time are looked at together, which keeps what they share at hand; the result is the same in any order
    order = sorted(items.values(), key=lambda p: (p.first or 0, p.id))
    blocks: dict[str, list[int]] = {}
    scored: dict[Pair, int] = {}
    near: list[NearPair] = []
    link, margin = threshold("link"), threshold("near")
    for number, item in enumerate(order):
        met: set[int] = set()
        for key in keys(item):
            block = blocks.setdefault(key, [])
            met.update(block)
            block.append(number)
        for other in map(order.__getitem__, met):
            if hopeless(item, other):
                continue
            pair = _pair(other.id, item.id)
            scored[pair] = points = total(other, item)
            if abs(points - link) <= margin:
                near.append(NearPair(*pair, points))
    return scored, sorted(near, key=lambda n: (n.one, n.other))


def _groups(items: Mapping[str, Profile], scored: Mapping[Pair, int], ruled: Mapping[Pair, bool]) -> list[list[str]]:
    """Accounts by exercise: each connected set is divided by itself."""
    roots, link = _Roots(items), threshold("link")
    for pair, points in scored.items():
        if points >= link and ruled.get(pair) is not False:
            roots.join(*pair)
    for pair, same in ruled.items():
        if same:
            roots.join(*pair)
    sets: dict[str, list[str]] = {}
    for ident in sorted(items):
        sets.setdefault(roots.of(ident), []).append(ident)
    out: list[list[str]] = []
    for members in sets.values():
        out += _Divider(members, items, scored, ruled).groups() if len(members) > 1 else [members]
    return out


class _Roots:
    """Disjoint sets."""

    def __init__(self, idents: Iterable[str]) -> None:
        self.up = {ident: ident for ident in idents}

    def of(self, ident: str) -> str:
        while self.up[ident] != ident:
            self.up[ident] = self.up[self.up[ident]]
            ident = self.up[ident]
        return ident

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self.of(one), self.of(other)))
        self.up[b] = a


class _Divider:
    """Average linkage within one connected set."""

    def __init__(
        self, members: Sequence[str], items: Mapping[str, Profile], scored: Mapping[Pair, int], ruled: Mapping[Pair, bool]
    ) -> None:
        self.members: dict[str, list[str]] = {m: [m] for m in members}
        self.sums: dict[str, dict[str, int]] = {m: {} for m in members}
        self.barred: dict[str, set[str]] = {m: set() for m in members}
        cap = threshold("cap")
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                said = ruled.get((one, other))
                points = scored.get((one, other))
                if said is not None:
                    points = cap if said else -cap
                elif points is None:
                    points = -cap if hopeless(items[one], items[other]) else total(items[one], items[other])
                self.sums[one][other] = self.sums[other][one] = max(-cap, min(cap, points))
                if said is False:
                    self.barred[one].add(other)
                    self.barred[other].add(one)
        for one, other in sorted(pair for pair, same in ruled.items() if same and pair[0] in self.sums and pair[1] in self.sums):
            a, b = self._home(one), self._home(other)
            if a != b and b not in self.barred[a]:
                self._merge(*_pair(a, b))

    def groups(self) -> list[list[str]]:
        """The groups, each sorted."""
        least = threshold("merge")
        heap = [entry for a in self.sums for b in self.sums[a] if a < b and (entry := self._entry(a, b))]
        heapq.heapify(heap)
        while heap:
            worth, a, b, sizes = heapq.heappop(heap)
            if -worth < least:
                break
            if a not in self.members or b not in self.members or sizes != (len(self.members[a]), len(self.members[b])):
                continue
            self._merge(a, b)
            for other in self.sums[a]:
                if entry := self._entry(*_pair(a, other)):
                    heapq.heappush(heap, entry)
        return [sorted(group) for group in self.members.values()]

    def _entry(self, a: str, b: str) -> tuple[float, str, str, tuple[int, int]] | None:
        if b in self.barred[a]:
            return None
        sizes = len(self.members[a]), len(self.members[b])
        return -self.sums[a][b] / (sizes[0] * sizes[1]), a, b, sizes

    def _home(self, ident: str) -> str:
        return next(key for key, group in self.members.items() if ident in group)

    def _merge(self, a: str, b: str) -> None:
        """Takes group b into a, the one with the smaller id."""
        self.members[a] += self.members.pop(b)
        sums = self.sums.pop(b)
        for other, points in sums.items():
            del self.sums[other][b]
            if other != a:
                self.sums[a][other] += points
                self.sums[other][a] = self.sums[a][other]
        for other in self.barred.pop(b):
            self.barred[other].discard(b)
            self.barred[a].add(other)
            self.barred[other].add(a)


def _resolution(
    items: Mapping[str, Profile],
    groups: Iterable[Sequence[str]],
    near: Sequence[NearPair],
    previous: Mapping[str, str],
) -> Resolution:
    """Groups with their ids. A curator's eye is needed only for pairs that the groups decide by little."""
    ordered = sorted((sorted((items[i] for i in group), key=lambda p: p.age) for group in groups), key=lambda g: g[0].age)
    ids, redirects = assign(ordered, previous)
    exercises = tuple(Exercise(ident, tuple(p.id for p in group)) for ident, group in zip(ids, ordered, strict=True))
    return Resolution(exercises, redirects, tuple(near))
