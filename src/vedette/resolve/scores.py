"""Whether two accounts tell of the same exercise: a list of reasons, each with its points.

Every reason is a function of two profiles that gives at most one `Reason`; `REASONS` lists them, `data/rules/resolution.yaml` has
their points.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from rapidfuzz import fuzz

from vedette.lexicon import words_of
from vedette.resolve.members import expand
from vedette.resolve.names import meaning
from vedette.resolve.records import Count, Profile, Spot
from vedette.resolve.rules import threshold, weight
from vedette.resolve.sketches import near
from vedette.values import fold, parse_edtf

ALIKE = 88
"""`token_sort_ratio` from which names differ by a letter or two: lower takes "Steadfast Duel" for "Steadfast Dart"."""
NEAR_START, PHASE, FAR = 3, 14, 42
"""Days between exercises up to which their starts count as near, they may be phases, they are apart."""
HOPELESS = 120
"""Days between exercises from which a pair is not looked at: no name makes up for that."""
FEW = 4
"""Participants that a report of a small exercise lists in full."""
SAME_KM, NEAR_KM, FAR_KM = 30.0, 150.0, 400.0
"""Kilometres between places that count as the same, as in the same region, as apart."""
ROUND = 1000
"""Headcounts that are multiples of this many people are round: two exercises often share them."""
WIDE_PLACES = frozenset(("country", "ocean", "continent"))
"""Kinds of places that hold too much to tell two exercises of one country apart."""

SEAS = frozenset(("sea", "gulf", "strait", "bay"))
"""Kinds of places where many exercises are held at once."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair is or is not the same: a row of resolution.yaml, its points, and what it rests on in words."""

    name: str
    weight: int
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the points of all reasons of a pair."""

    total: int
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether the pair, looked at by itself, counts as the same exercise."""
        return self.total >= threshold("link")

    @property
    def words(self) -> str:
        """All reasons in one line."""
        return "; ".join(f"{r.words} ({r.weight:+d})" for r in self.reasons)


def score(a: Profile, b: Profile) -> Score:
    """How far two accounts tell of the same exercise, with the reasons; `score(a, b)` and `score(b, a)` are the same."""
    one, other = (a, b) if a.id < b.id else (b, a)
    found = [Reason(f.name, weight(f.name), f.words()) for reason in REASONS if (f := reason(one, other)) is not None]
    return Score(sum(r.weight for r in found), tuple(found))


def total(a: Profile, b: Profile) -> int:
    """The total of `score`, without putting the reasons into words: a quarter of the time."""
    one, other = (a, b) if a.id < b.id else (b, a)
    return sum(weight(f.name) for reason in REASONS if (f := reason(one, other)) is not None)


def hopeless(a: Profile, b: Profile) -> bool:
    """Whether a pair can be passed over without a score: of one report, of two series, of other years, or apart in time."""
    if a.report == b.report or (a.series and b.series and a.series != b.series):
        return True
    if a.year and b.year and a.year != b.year:
        return True
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    gap = max(a.first - b.last, b.first - a.last)
    if gap > HOPELESS:
        return True
    if (a.series and a.series == b.series) or not a.spellings.isdisjoint(b.spellings) or not a.meanings.isdisjoint(b.meanings):
        return False
    # without a name in common the points of all else do not make up for the time between them, nor for other days
    if gap > 0:
        return gap > PHASE or bool(a.spellings and b.spellings)
    if a.spellings and b.spellings and (a.start or "") != b.start and (a.end or "") != b.end and not _begin_alike(a, b):
        return True
    return abs(a.first - b.first) > NEAR_START and a.end != b.end and day_of(a.start) is not None and day_of(b.start) is not None


class _Found(NamedTuple):
    """A reason that holds: a row of resolution.yaml, and its words once they are asked for."""

    name: str
    words: Callable[[], str]


def _begin_alike(a: Profile, b: Profile) -> bool:
    """Whether any two names begin with the same two letters, as names do that are spelled alike."""
    return not {n[:2] for n in a.spellings}.isdisjoint([n[:2] for n in b.spellings])


def report(a: Profile, b: Profile) -> "_Found | None":
    """Accounts of one report are different exercises: the coder kept them apart."""
    return _Found("same-report", lambda: f"both in report {a.report}") if a.report == b.report else None


def name(a: Profile, b: Profile) -> "_Found | None":
    """Series, name, spelling, translation."""
    if a.series and b.series:
        if a.series == b.series:
            return _Found("same-series", lambda: f"both of the series {a.series}")
        return _Found("other-series", lambda: f"of the series {a.series} and {b.series}")
    if not a.names or not b.names:
        return None
    if common := a.names & b.names:
        return _Found("same-name", lambda: f"“{a.name}” and “{b.name}”: the same name ({min(common)})")
    if alike := a.spellings & b.spellings:
        return _Found("same-spelling", lambda: f"“{a.name}” and “{b.name}”: the same but for spelling ({min(alike)})")
    if meant := a.meanings & b.meanings:
        return _Found("same-meaning", lambda: f"“{a.name}” and “{b.name}”: the same in translation ({min(meant)})")
    if max(_ratio(x, y) for x in a.spellings for y in b.spellings) >= ALIKE:
        return _Found("like-name", lambda: f"“{a.name}” and “{b.name}” are spelled alike")
    words = [(set(x.split()), set(y.split())) for x in a.meanings for y in b.meanings]
    if any(x <= y or y <= x for x, y in words):
        return _Found("part-of-name", lambda: f"“{a.name}” and “{b.name}” share their words in part")
    return _Found("other-name", lambda: f"“{a.name}” and “{b.name}” have nothing in common")


@lru_cache(maxsize=65_536)
def _ratio(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(one, other)


def longer(a: Profile, b: Profile) -> "_Found | None":
    """Names of one series of which one has more words: a branch of the series, as often as not; surely if the words tell a service."""
    if not a.series or a.series != b.series or a.meanings & b.meanings:
        return None
    more = [x ^ y for x, y in ((set(x.split()), set(y.split())) for x in a.meanings for y in b.meanings) if x < y or y < x]
    if not more:
        return None
    if all(words <= _branches() for words in more):
        return _Found("other-branch", lambda: f"“{a.name}” and “{b.name}”: one is of a service alone")
    return _Found("longer-name", lambda: f"“{a.name}” and “{b.name}”: one has a word more")


@cache
def _branches() -> frozenset[str]:
    """The concepts of words that tell which service an exercise is of."""
    return frozenset(concept for word in words_of("branch_word") for concept in meaning(fold(word)).split())


def edition(a: Profile, b: Profile) -> "_Found | None":
    """The running number, where both names have one."""
    if not a.edition or not b.edition or not a.names or not b.names:
        return None
    return _Found("same-edition" if a.edition == b.edition else "other-edition", lambda: f"numbers {a.edition} and {b.edition}")


def year(a: Profile, b: Profile) -> "_Found | None":
    """The year of edition or dates, which tells editions apart; exercises that run over New Year have two."""
    if not a.years or not b.years:
        return _Found("no-year", lambda: "no year known") if a.years == b.years and a.names and b.names else None
    common = set(a.years) & set(b.years)
    if not common:
        return _Found("other-year", lambda: f"of {_list(a.years)} and of {_list(b.years)}")
    if not a.names or not b.names:
        return None
    if a.year and b.year:
        return _Found("same-year", lambda: f"of {a.year}")
    return _Found("maybe-year", lambda: f"may both be of {_list(sorted(common))}")


def start(a: Profile, b: Profile) -> "_Found | None":
    """The first days, where both are known to the day."""
    one, other = day_of(a.start), day_of(b.start)
    if one is None or other is None:
        return None
    if one == other:
        return _Found("same-start", lambda: f"both start on {a.start}")
    if abs(one - other) <= NEAR_START:
        return _Found("near-start", lambda: f"start on {a.start} and {b.start}")
    return _Found("far-start" if abs(one - other) > PHASE else "other-start", lambda: f"start on {a.start} and {b.start}")


def end(a: Profile, b: Profile) -> "_Found | None":
    """The last days, where both are known to the day."""
    one = day_of(a.end)
    return _Found("same-end", lambda: f"both end on {a.end}") if one is not None and one == day_of(b.end) else None


def time(a: Profile, b: Profile) -> "_Found | None":
    """How the times in which they lie overlap, with their precision."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    gap = max(a.first - b.last, b.first - a.last)
    if gap <= 0:
        sure = a.start and b.start and day_of(a.start) is not None and day_of(b.start) is not None
        return _Found("overlap", lambda: "held at the same time") if sure else _Found("maybe-time", lambda: "may be held at the same time")
    kind = "near-time" if gap <= PHASE else "far-time" if gap <= FAR else "very-far-time"
    return _Found(kind, lambda: f"{gap} days between them")


def participants(a: Profile, b: Profile) -> "_Found | None":
    """Who takes part; an alliance stands for its members."""
    ours, theirs = a.participants, b.participants
    if not ours or not theirs:
        return None
    if ours == theirs:
        return _Found("same-participants" if len(ours) > 1 else "same-single", lambda: f"participants {_list(sorted(ours))}")
    wide_ours, wide_theirs = expand(ours), expand(theirs)
    if ours <= wide_theirs or theirs <= wide_ours:
        return _Found("more-participants", lambda: f"participants {_list(sorted(ours))} and {_list(sorted(theirs))}")
    common = ours & theirs
    if not wide_ours & wide_theirs:
        return _Found("other-participants", lambda: f"no participant in common: {_list(sorted(ours))} and {_list(sorted(theirs))}")
    if max(len(ours), len(theirs)) <= FEW:
        return _Found("other-partner", lambda: f"partners differ: {_list(sorted(ours))} and {_list(sorted(theirs))}")
    return _Found("some-participants", lambda: f"{_list(sorted(common)) or 'members'} in common")


def place(a: Profile, b: Profile) -> "_Found | None":
    """The closest pair of places; against, only if all places of the one are away from all of the other."""
    if not a.places or not b.places:
        return None
    kinds = [(_places(x, y), x, y) for x in a.places for y in b.places]
    best = max((kind for kind, _, _ in kinds), key=weight)
    return _Found(best, lambda: min(f"{x.name} and {y.name}" for kind, x, y in kinds if kind == best))


def parent(a: Profile, b: Profile) -> "_Found | None":
    """The larger exercise that they are part of."""
    if a.parents & (b.names | {b.series}) or b.parents & (a.names | {a.series}):
        return _Found("umbrella", lambda: f"“{a.name}” and “{b.name}”: one is part of the other")
    return _Found("same-parent", lambda: f"both part of {min(a.parents & b.parents)}") if a.parents & b.parents else None


def headcount(a: Profile, b: Profile) -> "_Found | None":
    """Figures of the same side: equal ones that are not round, ones that agree, ones far apart."""
    pairs = [(x, y) for x in a.personnel for y in b.personnel if x.party == y.party]
    kinds = {kind: (x, y) for x, y in pairs if (kind := _counts(x, y))}
    best = next((kind for kind in ("same-count", "like-count", "other-count") if kind in kinds), None)
    if best is None:
        return None
    x, y = kinds[best]
    return _Found(best, lambda: f"{_people(x)} and {_people(y)} people")


def text(a: Profile, b: Profile) -> "_Found | None":
    """One agency's text in two papers."""
    if a.report != b.report and a.ref == b.ref and near(a.text, b.text):
        return _Found("same-text", lambda: f"the same text in reports {a.report} and {b.report}")
    return None


REASONS: tuple[Callable[[Profile, Profile], _Found | None], ...] = (
    report,
    name,
    longer,
    edition,
    year,
    start,
    end,
    time,
    participants,
    place,
    parent,
    headcount,
    text,
)
"""All reasons, in the order in which they are shown."""


@lru_cache(maxsize=16_384)
def day_of(value: str | None) -> int | None:
    """The ordinal of a date that is known to the day."""
    date = parse_edtf(value) if value else None
    return date.first.toordinal() if date and date.precision == "day" else None


def _places(x: Spot, y: Spot) -> str:
    """How two places stand to each other: a row of resolution.yaml."""
    if x.name == y.name:
        return "same-country" if x.kind in WIDE_PLACES else "same-region" if x.kind in SEAS else "same-place"
    wide = x.kind in WIDE_PLACES or y.kind in WIDE_PLACES
    apart = None if wide else distance(x, y)
    if apart is not None and apart <= SAME_KM and "region" not in (x.kind, y.kind):
        return "same-place"
    if x.country == y.country and ((x.region and x.region == y.region) or (apart is not None and apart <= NEAR_KM)):
        return "same-region"
    if not x.country or not y.country:
        return "far-place" if apart is not None and apart > 4 * FAR_KM else "same-country"
    if x.country != y.country:
        return "other-country"
    return "far-place" if apart is not None and apart > FAR_KM else "same-country"


def distance(x: Spot, y: Spot) -> float | None:
    """Kilometres on a sphere of 6,371 km radius; None where a place has no coordinates."""
    if x.lat is None or x.lon is None or y.lat is None or y.lon is None:
        return None
    phi, psi = radians(x.lat), radians(y.lat)
    h = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(y.lon - x.lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(min(1.0, h)))


def _counts(x: Count, y: Count) -> str | None:
    if x.low is not None and x.low == x.high == y.low == y.high:
        return "like-count" if x.low % ROUND == 0 else "same-count"
    for small, large in ((x, y), (y, x)):
        if small.high is not None and large.low is not None and small.high < large.low:
            return "other-count" if small.high * 3 < large.low else None
    return "like-count"


def _people(count: Count) -> str:
    if count.low == count.high:
        return f"{count.low:,}"
    if count.high is None:
        return f"{count.low:,} and more"
    return f"up to {count.high:,}" if count.low is None else f"{count.low:,} to {count.high:,}"


def _list(items: Iterable[object] | Collection[object]) -> str:
    return ", ".join(map(str, items))
