"""Whether two accounts tell of the same exercise: a list of reasons, each with its points.

Every reason is a function of two profiles that gives at most one `Reason`; `REASONS` lists them, `data/rules/resolution.yaml` has
their points.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from rapidfuzz import fuzz

from vedette.resolve.members import expand
from vedette.resolve.records import Count, Profile, Spot
from vedette.resolve.rules import threshold, weight
from vedette.resolve.sketches import near
from vedette.values import parse_edtf

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
    one, other = sorted((a, b), key=lambda p: p.id)
    found = [r for reason in REASONS if (r := reason(one, other))]
    return Score(sum(r.weight for r in found), tuple(found))


def hopeless(a: Profile, b: Profile) -> bool:
    """Whether a pair can be passed over without a score: of one report, of two series, of other years, or far apart in time."""
    if a.report == b.report or (a.series and b.series and a.series != b.series):
        return True
    if a.year and b.year and a.year != b.year:
        return True
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return a.first > b.last + HOPELESS or b.first > a.last + HOPELESS


def _because(name: str, words: str) -> Reason:
    return Reason(name, weight(name), words)


def report(a: Profile, b: Profile) -> Reason | None:
    """Accounts of one report are different exercises: the coder kept them apart."""
    return _because("same-report", f"both in report {a.report}") if a.report == b.report else None


def name(a: Profile, b: Profile) -> Reason | None:
    """Series, name, spelling, translation."""
    if a.series and b.series:
        if a.series == b.series:
            return _because("same-series", f"both of the series {a.series}")
        return _because("other-series", f"of the series {a.series} and {b.series}")
    if not a.names or not b.names:
        return None
    for kind, ours, theirs in (
        ("same-name", a.names, b.names),
        ("same-spelling", a.spellings, b.spellings),
        ("same-meaning", a.meanings, b.meanings),
    ):
        if common := ours & theirs:
            return _because(kind, f"“{a.name}” and “{b.name}”: {kind.replace('-', ' ')} ({min(common)})")
    if max(_ratio(x, y) for x in a.spellings for y in b.spellings) >= ALIKE:
        return _because("like-name", f"“{a.name}” and “{b.name}” are spelled alike")
    words = [(set(x.split()), set(y.split())) for x in a.meanings for y in b.meanings]
    if any(x <= y or y <= x for x, y in words):
        return _because("part-of-name", f"“{a.name}” and “{b.name}” share their words in part")
    return _because("other-name", f"“{a.name}” and “{b.name}” have nothing in common")


@cache
def _ratio(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(one, other)


def longer(a: Profile, b: Profile) -> Reason | None:
    """Names of one series of which one has more words: a branch of the series, as often as not."""
    if not a.series or a.series != b.series or a.meanings & b.meanings:
        return None
    words = [(set(x.split()), set(y.split())) for x in a.meanings for y in b.meanings]
    return _because("longer-name", f"“{a.name}” and “{b.name}”: one has a word more") if any(x < y or y < x for x, y in words) else None


def edition(a: Profile, b: Profile) -> Reason | None:
    """The running number, where both names have one."""
    if not a.edition or not b.edition or not a.names or not b.names:
        return None
    return _because("same-edition" if a.edition == b.edition else "other-edition", f"numbers {a.edition} and {b.edition}")


def year(a: Profile, b: Profile) -> Reason | None:
    """The year of edition or dates, which tells editions apart; exercises that run over New Year have two."""
    if not a.years or not b.years:
        return _because("no-year", "no year known") if a.years == b.years and a.names and b.names else None
    common = set(a.years) & set(b.years)
    if not common:
        return _because("other-year", f"of {_list(a.years)} and of {_list(b.years)}")
    if not a.names or not b.names:
        return None
    if a.year and b.year:
        return _because("same-year", f"of {a.year}")
    return _because("maybe-year", f"may both be of {_list(sorted(common))}")


def start(a: Profile, b: Profile) -> Reason | None:
    """The first days, where both are known to the day."""
    one, other = _day(a.start), _day(b.start)
    if one is None or other is None:
        return None
    if one == other:
        return _because("same-start", f"both start on {a.start}")
    if abs(one - other) <= NEAR_START:
        return _because("near-start", f"start on {a.start} and {b.start}")
    return _because("far-start" if abs(one - other) > PHASE else "other-start", f"start on {a.start} and {b.start}")


def end(a: Profile, b: Profile) -> Reason | None:
    """The last days, where both are known to the day."""
    one = _day(a.end)
    return _because("same-end", f"both end on {a.end}") if one is not None and one == _day(b.end) else None


def time(a: Profile, b: Profile) -> Reason | None:
    """How the times in which they lie overlap, with their precision."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    gap = max(a.first - b.last, b.first - a.last)
    if gap <= 0:
        sure = a.start and b.start and _day(a.start) is not None and _day(b.start) is not None
        return _because("overlap", "held at the same time") if sure else _because("maybe-time", "may be held at the same time")
    kind = "near-time" if gap <= PHASE else "far-time" if gap <= FAR else "very-far-time"
    return _because(kind, f"{gap} days between them")


def participants(a: Profile, b: Profile) -> Reason | None:
    """Who takes part; an alliance stands for its members."""
    ours, theirs = a.participants, b.participants
    if not ours or not theirs:
        return None
    if ours == theirs:
        return _because("same-participants" if len(ours) > 1 else "same-single", f"participants {_list(sorted(ours))}")
    wide_ours, wide_theirs = expand(ours), expand(theirs)
    if ours <= wide_theirs or theirs <= wide_ours:
        return _because("more-participants", f"participants {_list(sorted(ours))} and {_list(sorted(theirs))}")
    common = ours & theirs
    if not wide_ours & wide_theirs:
        return _because("other-participants", f"no participant in common: {_list(sorted(ours))} and {_list(sorted(theirs))}")
    if max(len(ours), len(theirs)) <= FEW:
        return _because("other-partner", f"partners differ: {_list(sorted(ours))} and {_list(sorted(theirs))}")
    return _because("some-participants", f"{_list(sorted(common)) or 'members'} in common")


def place(a: Profile, b: Profile) -> Reason | None:
    """The closest pair of places; against, only if all places of the one are away from all of the other."""
    pairs = [_places(x, y) for x in a.places for y in b.places]
    if not pairs:
        return None
    kind, words = max(pairs, key=lambda p: (weight(p[0]), p[1]))
    return _because(kind, words)


def parent(a: Profile, b: Profile) -> Reason | None:
    """The larger exercise that they are part of."""
    if a.parents & (b.names | {b.series}) or b.parents & (a.names | {a.series}):
        return _because("umbrella", f"“{a.name}” and “{b.name}”: one is part of the other")
    return _because("same-parent", f"both part of {min(a.parents & b.parents)}") if a.parents & b.parents else None


def headcount(a: Profile, b: Profile) -> Reason | None:
    """Figures of the same side: equal ones that are not round, ones that agree, ones far apart."""
    pairs = [(x, y) for x in a.personnel for y in b.personnel if x.party == y.party]
    kinds = {kind: (x, y) for x, y in pairs if (kind := _counts(x, y))}
    for kind in ("same-count", "like-count", "other-count"):
        if kind in kinds:
            return _because(kind, f"{_people(kinds[kind][0])} and {_people(kinds[kind][1])} people")
    return None


def text(a: Profile, b: Profile) -> Reason | None:
    """One agency's text in two papers."""
    if a.report != b.report and a.ref == b.ref and near(a.text, b.text):
        return _because("same-text", f"the same text in reports {a.report} and {b.report}")
    return None


REASONS: tuple[Callable[[Profile, Profile], Reason | None], ...] = (
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


@cache
def _day(value: str | None) -> int | None:
    """The ordinal of a date that is known to the day."""
    date = parse_edtf(value) if value else None
    return date.first.toordinal() if date and date.precision == "day" else None


def _places(x: Spot, y: Spot) -> tuple[str, str]:
    words = f"{x.name} and {y.name}"
    if x.name == y.name:
        return ("same-country" if x.kind in WIDE_PLACES else "same-region" if x.kind in SEAS else "same-place"), x.name
    wide = x.kind in WIDE_PLACES or y.kind in WIDE_PLACES
    apart = None if wide else distance(x, y)
    if apart is not None and apart <= SAME_KM and "region" not in (x.kind, y.kind):
        return "same-place", f"{words}, {apart:.0f} km apart"
    if x.country == y.country and ((x.region and x.region == y.region) or (apart is not None and apart <= NEAR_KM)):
        return "same-region", words
    if not x.country or not y.country:
        return ("far-place" if apart is not None and apart > 4 * FAR_KM else "same-country"), words
    if x.country != y.country:
        return "other-country", words
    return ("far-place" if apart is not None and apart > FAR_KM else "same-country"), words


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
