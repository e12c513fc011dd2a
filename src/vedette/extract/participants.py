"""Who takes part in an exercise, who only observes, who hosts it, and under which organisation it is held."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from msgspec.structs import replace

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range, mentions_in
from vedette.extract.memory import of_document, of_frame
from vedette.extract.onlookers import makes_up
from vedette.extract.party_asides import VETO
from vedette.extract.party_signs import (
    Group,
    frames_it,
    groups,
    in_setting,
    is_foe,
    is_host,
    is_mock,
    is_where,
    observes,
    within_name,
)
from vedette.extract.party_weights import weigh
from vedette.extract.places import places
from vedette.extract.sides import own_names
from vedette.grammar import fold, word_set
from vedette.lexicon import PublisherRow, load_csv, organisation_members, words_of
from vedette.model import Document, Mention, is_state
from vedette.values import first_day

SURE = 3.0
"""Votes from which on a party takes part though the report calls it an observer somewhere."""
COVERED = 0.6
"""Share of an organisation's members that a report names from which on it speaks of the states, not of the organisation."""
BESIDE = 3
"""Tokens between a force and the name of its party that stands next to it."""
BOTH_REACH = 8
"""Tokens between an exercise and "the two countries" that hold it."""
INTRODUCTION = 3
"""Sentences on the main exercise in which it is introduced."""
PAIR = 2
"""Parties."""
MEMBER_REACH = 4
"""Tokens of "member states of the" before an organisation."""
SOME_MEMBERS = 2
"""Members of an organisation that a report names from which on "NATO members" speaks of these."""


def _without_covered(drafts: Sequence[Draft], published: str | None) -> list[Draft]:
    """The participants without an organisation most of whose members are named: with the names it is the states that take part."""
    named = {str(d.value) for d in drafts}
    known = organisation_members(first_day(published).year if published else None)
    if named.isdisjoint(known):
        return list(drafts)
    covered = {code for code in known.keys() & named if len(known[code] & named) >= COVERED * len(known[code])}
    return [d for d in drafts if d.value not in covered]


def _stand_for_members(doc: Document, drafts: Sequence[Draft], speaking: Sequence[Mention]) -> set[str]:
    """The organisations that are only named for their members (NATO members Estonia and Latvia), where the report names some of these;
    `speaking` is where words say of a party that it takes part."""
    named = {str(d.value) for d in drafts}
    known = organisation_members()
    codes = {code for code in known.keys() & named if len(known[code] & named) >= SOME_MEMBERS}
    bare = {m.value.code for m in speaking if m.kind == "party" and m.value.code in codes and not _names_members(doc, m)}
    return codes - bare


def _names_members(doc: Document, m: Mention) -> bool:
    """Whether an organisation's name only says of what states are members: NATO members, member states of the SCO."""
    sentence = doc.sentences[m.sentence]
    behind = m.last < sentence.last and doc.tokens[m.last].low in words_of("member_noun")
    return behind or has_cue(doc, max(sentence.first, m.first - MEMBER_REACH), m.first, "member_of")


class _Count:
    """What the scopes of an exercise say of each party: `votes` that it takes part, the `best` of them, and who only looks on or hosts."""

    def __init__(self, doc: Document, frame: Frame, scopes: Sequence[Scope]) -> None:
        self.doc, self.frame = doc, frame
        self.votes: dict[str, float] = {}
        self.best: dict[str, tuple[float, Mention]] = {}
        self.watching: dict[str, Mention] = {}
        self.looking: dict[str, int] = {}
        self.hosts: dict[str, Mention] = {}
        self.framework: dict[str, Mention] = {}
        self.listed: set[str] = set()  # organisations in a list of states that take part
        self.speaking: list[Mention] = []  # where words say that a party takes part
        self.strength = {s.sentence: s.strength for s in frame.scopes}
        for scope in scopes:
            silent: set[int] = set()  # where parties stand whose forces are fought or stay away
            for group in groups(doc, scope):
                self._count(group, silent)
            for m in _with_forces(doc, frame, scope, silent):
                self._vote(m.value.party, 1.0, 1.0, m)

    def _count(self, group: Group, silent: set[int]) -> None:
        doc = self.doc
        if makes_up(doc, doc.sentences[group.scope.sentence], group.mentions):
            return
        if frames_it(doc, group):
            self.framework.update({m.value.code: m for m in group.mentions if not is_state(m.value.code)})
            return
        weight = weigh(doc, self.frame, group)
        lent = not weight and not is_state(group.mentions[-1].value.code)  # the NATO Response Force
        if weight <= VETO or lent or (not weight and is_foe(doc, group)):
            silent.update(m.first for m in group.mentions)
        observing = weight > VETO and observes(doc, group)
        if weight >= 1 and sum(is_state(m.value.code) for m in group.mentions) >= SOME_MEMBERS:
            self.listed.update(m.value.code for m in group.mentions if m.value.code.lower() in words_of("world_body"))
        for m in group.mentions:
            code = m.value.code
            if observing:
                self.watching.setdefault(code, m)
                self.looking[code] = max(self.looking.get(code, 0), self.strength.get(group.scope.sentence, group.scope.strength))
                continue
            if weight > 0 and is_host(doc, group):
                self.hosts.setdefault(code, m)
            self._vote(code, weight if weight >= 1 or weight <= VETO else 0.0, weight, m)

    def _vote(self, code: str, vote: float, weight: float, mention: Mention) -> None:
        self.votes[code] = self.votes.get(code, 0.0) + vote
        if vote > 0:
            self.speaking.append(mention)
        if code not in self.best or weight > self.best[code][0]:
            self.best[code] = (weight, mention)

    def taking_part(self) -> list[Draft]:
        """Those for whom the words around them speak, and who do not only look on."""
        drafts = []
        for code, total in self.votes.items():
            weight, mention = self.best[code]
            looks_on = code in self.watching and total < SURE and (weight <= 1 or self.looking[code] > 0)
            if weight >= 1 and total > 0 and not looks_on and (_may_hold(code) or code in self.listed):
                drafts.append(Draft("participant", code, mention.span, min(0.95, 0.6 + 0.1 * total)))
        drafts = [d for d in drafts if d.value not in _stand_for_members(self.doc, drafts, self.speaking)]
        return _without_covered(drafts, self.doc.report.published)


@of_frame
def participants(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `participant`, `observer`, `host` and `framework`, each code once."""
    lone = frame.main and len(frames) == 1
    scopes = [replace(s, strength=1) if lone and not s.strength else s for s in frame.scopes]
    scopes += _of_every(doc, scopes) if len(frames) > 1 else []
    count = _Count(doc, frame, scopes)
    drafts = count.taking_part()
    taking_part = {d.value for d in drafts}
    drafts += [Draft("observer", code, m.span, 0.8) for code, m in count.watching.items() if code not in taking_part]
    drafts += [Draft("host", code, m.span, 0.7) for code, m in count.hosts.items()]
    organisations = {
        str(d.value): d.span for d in drafts if d.property == "participant" and str(d.value).lower() in words_of("holding_organisation")
    }
    organisations.update({code: m.span for code, m in count.framework.items()})
    drafts += [Draft("framework", code, span, 0.7) for code, span in organisations.items()]
    for draft in (*_of_main(doc, frame, frames), *_of_both(doc, frame, frames)):
        if draft.value not in taking_part:
            taking_part.add(draft.value)
            drafts.append(draft)
    drafts += [d for d in _of_own(doc, scopes) if d.value not in taking_part]
    if not any(d.property == "participant" for d in drafts):
        drafts += (
            _of_forces(doc, scopes) or _fallback(doc, frame, 2) or _of_introduction(doc, frame, frames) or _of_place(doc, frame, frames)
        )
    drafts += _of_joint(doc, frame, frames, [d for d in drafts if d.property == "participant"])
    return drafts


def _of_every(doc: Document, scopes: Sequence[Scope]) -> list[Scope]:
    """The sentences that speak of every exercise told of before: contingents of Elbonia will take part in all three exercises."""
    own = {s.sentence for s in scopes if s.strength}
    first = min(own, default=len(doc.sentences))
    found = [s for s in doc.sentences if first < s.index and s.index not in own and has_cue(doc, s.first, s.last, "every_exercise")]
    return [Scope(s.index, s.first, s.last, 1) for s in found]


def _with_forces(doc: Document, frame: Frame, scope: Scope, silent: AbstractSet[int]) -> Iterator[Mention]:
    """The forces told of with the exercise, but not those of parties that stand only at the tokens `silent`."""
    for m in _force_parties(doc, scope, told=True):
        beside = _named_beside(doc, m)
        fought = beside and all(p.first in silent for p in beside)
        if not (fought or in_setting(doc, frame, scope, m.first) or is_mock(doc, doc.sentences[scope.sentence], m.first)):
            yield m


@of_document
def _named_parties(doc: Document) -> frozenset[str]:
    """The codes of all parties that the report names: a body that it names nowhere else has not sent its centre."""
    return frozenset(m.value.code for m in doc.of("party"))


def _force_parties(doc: Document, scope: Scope, told: bool) -> list[Mention]:
    """Units and headcounts of a known party where the exercise is told of; with `told` only those next to which the party itself stands."""
    if not scope.strength:
        return []
    return [
        m
        for kind in (("unit", "people", "materiel") if told else ("unit", "people"))
        for m in in_range(doc.of(kind), scope.first, scope.last)
        if m.value.party
        and " " not in m.value.party
        and not mentions_in(doc, "place", m.last, m.last + 1)  # RAF Lakenheath
        and not (m.kind == "materiel" and m.first and doc.tokens[m.first - 1].low in word_set("det_indefinite"))  # sent a hospital ship
        and (
            not told
            or _named_beside(doc, m)
            or (fold(m.span.of(doc.report.text)) in own_names() and (is_state(m.value.party) or m.value.party in _named_parties(doc)))
            or (m.kind == "materiel" and m.value.sort == "ship")
        )
    ]


def _named_beside(doc: Document, force: Mention) -> list[Mention]:
    """Where the party of a force is named next to it, in its sentence."""
    sentence = doc.sentences[force.sentence]
    near = mentions_in(doc, "party", sentence.first, min(sentence.last, force.last + BESIDE))
    return [p for p in near if p.value.code == force.value.party and force.first - p.last <= BESIDE]


def _of_forces(doc: Document, scopes: Sequence[Scope]) -> list[Draft]:
    """The parties of the units and people told of, where the report names no party with them."""
    found = {m.value.party: m for scope in scopes for m in reversed(_force_parties(doc, scope, told=False))}
    return [Draft("participant", code, m.span, 0.5, "derived") for code, m in found.items() if _may_hold(code)]


def _of_own(doc: Document, scopes: Sequence[Scope]) -> list[Draft]:
    """The state whose armed forces release the report, if units of theirs stand where the exercise is told of: these need no side there."""
    home = _homes().get(fold(doc.report.publisher)) if doc.report.publisher else None
    own = (m for scope in scopes for m in _force_parties(doc, scope, told=False) if m.kind == "unit" and m.value.party == home)
    first = next(own, None) if home else None
    return [Draft("participant", home, first.span, 0.5, "derived")] if home and first else []


@cache
def _homes() -> dict[str, str]:
    """The folded names and hosts under which armed forces and ministries publish, with their state."""
    rows = (r for r in load_csv("publishers", PublisherRow) if r.kind in ("military", "ministry") and r.country)
    homes: dict[str, str] = {}
    for row in rows:
        for name in (row.name, row.host):
            homes.setdefault(fold(name), row.country)
    return homes


def _of_main(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For another edition of the main exercise: those that the main one is introduced with, be they named with it or not."""
    main = frames[0]
    if frame.main or main.name is None or not (frame.series or (frame.name and frame.name.value.base == main.name.value.base)):
        return []
    return _introduced(doc, main)


def _of_both(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For "the X drills between the two countries": the two that the main exercise is introduced with."""
    around = ((m.first - BOTH_REACH, m.last + BOTH_REACH, doc.sentences[m.sentence]) for m in frame.mentions)
    if frame.main or not any(has_cue(doc, max(s.first, first), min(s.last, last), "both_parties") for first, last, s in around):
        return []
    found = _introduced(doc, frames[0])
    return found if len(found) == PAIR else []


def _of_introduction(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For an exercise of which the report names no participant at all: those of the main exercise, told of in the same breath."""
    return [] if frame.main else _introduced(doc, frames[0])


def _of_place(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For an exercise in a report that names no party with it, such as a local paper's: the state in which it is held."""
    for place in places(doc, frame, frames) if frame.main else ():
        country = place.value["country"] if isinstance(place.value, Mapping) else None
        if country and _may_hold(country):
            return [Draft("participant", country, place.span, 0.3, "derived")]
    return []


def _of_joint(doc: Document, frame: Frame, frames: Sequence[Frame], told: Sequence[Draft]) -> list[Draft]:
    """For a joint exercise of which the report names one state only: the other, on whose land it is held: a joint drill in Elbonia."""
    sole = str(told[0].value) if len(told) == 1 else None
    if not is_state(sole) or not any(has_cue(doc, m.first, m.last, "joint_word") for m in frame.mentions):
        return []
    lands = [p for p in places(doc, frame, frames) if isinstance(p.value, Mapping) and p.value["country"]]
    codes = {p.value["country"] for p in lands if isinstance(p.value, Mapping)}
    if len(codes) != 1 or sole in codes or not all(_may_hold(code) for code in codes) or not _lies_in(doc, lands[0]):
        return []
    return [Draft("participant", code, lands[0].span, 0.4, "derived") for code in codes]


def _lies_in(doc: Document, place: Draft) -> bool:
    """Whether a place is where something is or goes to, not what it goes round: in Elbonia, near the northern town of Strelsau."""
    skipped = words_of("determiner", "direction_adjective")
    before = bisect_left(doc.tokens, place.span.start, key=lambda t: t.start) - 1
    while before > 0 and doc.tokens[before].low in skipped:
        before -= 1
    land = isinstance(place.value, Mapping) and place.value["kind"] == "country"
    return before >= 0 and doc.tokens[before].low in (words_of("held_in") if land else words_of("held_in", "held_near"))


def _introduced(doc: Document, main: Frame) -> list[Draft]:
    """Participants, two at most in a list, with which the sentence that introduces the main exercise names it."""
    for scope in sorted((s for s in main.scopes if s.strength == 2), key=lambda s: s.sentence)[:INTRODUCTION]:
        found = {
            m.value.code: Draft("participant", m.value.code, m.span, 0.4, "derived")
            for group in groups(doc, scope)
            if len(group.mentions) <= PAIR and weigh(doc, main, group) >= 1 and not observes(doc, group)
            for m in group.mentions
            if _may_hold(m.value.code)
        }
        if found:
            return list(found.values())
    return []


def _fallback(doc: Document, frame: Frame, strength: int) -> list[Draft]:
    """Where nothing says who takes part: the parties, one or a list, that the report names most, in scopes of at least this strength."""
    best: tuple[int, Group] | None = None
    counts = Counter(m.value.code for m in doc.of("party"))
    for scope in frame.scopes:
        if scope.strength >= strength:
            for group in groups(doc, scope):
                known = sum(counts[m.value.code] for m in group.mentions if _may_hold(m.value.code))
                elsewhere = within_name(doc, frame, group) and not any(m.first <= group.first < m.last for m in frame.mentions)
                if elsewhere or observes(doc, group) or is_where(doc, scope, group.mentions[0]):
                    continue
                if known and (best is None or known > best[0]) and weigh(doc, frame, group) > -1:
                    best = known, group
    if best is None:
        return []
    found = {m.value.code: Draft("participant", m.value.code, m.span, 0.4) for m in best[1].mentions if _may_hold(m.value.code)}
    return list(found.values())


def _may_hold(code: str) -> bool:
    """Whether a state or an organisation of states that holds exercises has this code: no territory whose forces are another state's."""
    return code.lower() not in words_of("without_forces") if is_state(code) else code.lower() in words_of("holding_organisation")
