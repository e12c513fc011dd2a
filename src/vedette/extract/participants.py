"""Who takes part in an exercise, who only observes, who hosts it, and under which organisation it is held.

Parties that stand in a list ("Russia, Belarus and Serbia") are judged together, by the words before the list, behind it and around it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.place_signs import is_dateline
from vedette.extract.places import places
from vedette.grammar import fold
from vedette.lexicon import Row, load_csv, organisation_members, words_of
from vedette.model import Document, Mention, Sentence

INSIDE = 5.0
"""Weight of a party inside the phrase that names the exercise: the China-Russia exercise."""
SURE = 3.0
"""Votes from which on a party takes part though the report calls it an observer somewhere."""
VETO = -2.0
"""Weight from which on words speak against a party that other words speak for."""
LINKS = frozenset((",", "and", "&", "/", "-", "the", "or", "'s"))
HOLD_REACH = 14
"""Tokens within which a verb of holding counts for a subject; found on the tuning set, 10 to 20 make no difference."""


LONG_LIST = 3
"""Parties; a list so long in a report on an exercise names those that take part unless words speak against it."""
FRAMEWORK_REACH = 12
"""Tokens between "as part of" and the organisation that it speaks of: others that lead it may be named between."""
COVERED = 0.5
"""Share of an organisation's members that a report names from which on it speaks of the states, not of the organisation."""
BESIDE = 3
"""Tokens between a force and the name of its party that stands next to it."""
INTRODUCTION = 3
"""Sentences on the main exercise in which it is introduced."""
AWAY_REACH = 10
"""Tokens between parties and the words that say that they do not take part."""
MONTH = 7
"""Characters of a date that is a month."""
LIST_GAP = 5
"""Tokens between two parties of a list."""
SAID_REACH = 4
"""Tokens between "announced" and "their participation"."""
SOME_MEMBERS = 2
"""Members of an organisation that a report names from which on "NATO members" speaks of these."""
LED_REACH = 4
"""Tokens between "U.S.-led" and the exercise that it speaks of."""
ANCHOR_REACH = 9
"""Tokens before a preposition in which the noun or verb that it hangs on stands; found on the tuning set."""


class _Group(Struct, frozen=True):
    """Parties that stand in one list, in tokens [first, last) of one scope."""

    mentions: tuple[Mention, ...]
    first: int
    last: int
    scope: Scope


def _without_covered(drafts: Sequence[Draft]) -> list[Draft]:
    """The participants without an organisation most of whose members are named: with the names it is the states that take part."""
    named = {str(d.value) for d in drafts}
    if named.isdisjoint(organisation_members()):
        return list(drafts)
    covered = {code for code, members in organisation_members().items() if len(members & named) >= COVERED * len(members)}
    return [d for d in drafts if d.value not in covered]


def _stand_for_members(doc: Document, drafts: Sequence[Draft]) -> set[str]:
    """The organisations that are only named for their members (NATO members Estonia and Latvia), where the report names some of these."""
    named = {str(d.value) for d in drafts}
    codes = {code for code, members in organisation_members().items() if code in named and len(members & named) >= SOME_MEMBERS}
    bare = {m.value.code for m in doc.of("party") if m.value.code in codes and not _names_members(doc, m)}
    return codes - bare


def _names_members(doc: Document, m: Mention) -> bool:
    """Whether an organisation's name only says of what states are members: NATO members, member states of the SCO."""
    behind = doc.tokens[m.last].low in words_of("member_noun") if m.last < len(doc.tokens) else False
    return behind or has_cue(doc, max(0, m.first - 4), m.first, "member_of")


class ForceRow(Row):
    """A name of armed forces."""

    party: str
    branch: str
    form: str
    case: str


@cache
def _own_names() -> frozenset[str]:
    """Folded names of armed forces that tell their state by themselves: IDF, Royal Navy."""
    return frozenset(fold(row.name) for row in load_csv("forces", ForceRow) if "ambiguous" not in row.note)


def participants(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `participant`, `observer`, `host` and `framework`, each code once."""
    lone = frame.main and len(frames) == 1
    votes: dict[str, float] = {}
    best: dict[str, tuple[float, Mention]] = {}
    watching: dict[str, Mention] = {}
    looking: dict[str, int] = {}
    strength = {s.sentence: s.strength for s in frame.scopes}
    hosts: dict[str, Mention] = {}
    framework: dict[str, Mention] = {}
    scopes = [replace(s, strength=1) if lone and not s.strength else s for s in frame.scopes]
    for scope in scopes:
        for group in _groups(doc, scope):
            framed = _frames_it(doc, group)
            if framed:
                framework.update({m.value.code: m for m in group.mentions if len(m.value.code) > 2})
                continue
            weight = _weigh(doc, frame, group)
            observing = weight > -2 and _observes(doc, group)
            for m in group.mentions:
                code = m.value.code
                if observing and weight < INSIDE:
                    watching.setdefault(code, m)
                    looking[code] = max(looking.get(code, 0), strength[scope.sentence])
                    continue
                if weight > 0 and _hosts(doc, group):
                    hosts.setdefault(code, m)
                votes[code] = votes.get(code, 0.0) + (weight if weight >= 1 or weight <= VETO else 0.0)
                if code not in best or weight > best[code][0]:
                    best[code] = (weight, m)
        for m in _force_parties(doc, scope, told=True):
            if _in_setting(doc, frame, scope, m.first):
                continue
            code = m.value.party
            votes[code] = votes.get(code, 0.0) + 1.0
            if code not in best or best[code][0] < 1.0:
                best[code] = (1.0, m)
    drafts = []
    for code, total in votes.items():
        weight, mention = best[code]
        looks_on = code in watching and weight < INSIDE and total < SURE and (weight <= 1 or looking[code] > 0)
        if weight >= 1 and total > 0 and not looks_on and _may_hold(code):
            drafts.append(Draft("participant", code, mention.span, min(0.95, 0.6 + 0.1 * total)))
    drafts = _without_covered([d for d in drafts if d.value not in _stand_for_members(doc, drafts)])
    taking_part = {d.value for d in drafts}
    drafts += [Draft("observer", code, m.span, 0.8) for code, m in watching.items() if code not in taking_part]
    drafts += [Draft("host", code, m.span, 0.7) for code, m in hosts.items()]
    organisations = {
        str(d.value): d.span for d in drafts if d.property == "participant" and str(d.value).lower() in words_of("holding_organisation")
    }
    organisations.update({code: m.span for code, m in framework.items()})
    drafts += [Draft("framework", code, span, 0.7) for code, span in organisations.items()]
    for draft in _of_main(doc, frame, frames):
        if draft.value not in taking_part:
            taking_part.add(draft.value)
            drafts.append(draft)
    if not any(d.property == "participant" for d in drafts):
        drafts += (
            _of_forces(doc, scopes) or _fallback(doc, frame, 2) or _of_introduction(doc, frame, frames) or _of_place(doc, frame, frames)
        )
    return drafts


def _groups(doc: Document, scope: Scope) -> Iterator[_Group]:
    """The lists of parties in a scope."""
    run: list[Mention] = []
    for m in in_range(doc.of("party"), scope.first, scope.last):
        if run and not _linked(doc, run[-1], m):
            yield _Group(tuple(run), run[0].first, run[-1].last, scope)
            run = []
        run.append(m)
    if run:
        yield _Group(tuple(run), run[0].first, run[-1].last, scope)


def _linked(doc: Document, a: Mention, b: Mention) -> bool:
    between = doc.tokens[a.last : b.first]
    if len(between) > LIST_GAP:
        return False
    return all(t.low in LINKS or t.low in words_of("force_noun", "party_intro") for t in between) and not (
        between and between[0].low == "'s" and len(between) == 1
    )


def _weigh(doc: Document, frame: Frame, group: _Group) -> float:
    """How strongly the words around a list of parties say that they take part: 1 or more says so, below 0 speaks against it."""
    tokens, scope = doc.tokens, group.scope
    sentence = doc.sentences[scope.sentence]
    before = _before(doc, group)
    after = tokens[group.last].low if group.last < sentence.last else ""
    own = [m for m in frame.mentions if m.sentence == scope.sentence]
    inside = any(m.first <= group.first and group.last <= m.last for m in own)
    if (before and before[-1] in ("anti", "against")) or (
        len(before) > 1 and before[-1] == "-" and before[-2] in ("anti", "pro", "counter")
    ):
        return -2.0
    if after == "-" and group.last + 1 < sentence.last and tokens[group.last + 1].low in words_of("origin_suffix"):
        return -0.5
    if after == "-" and group.last + 1 < sentence.last and tokens[group.last + 1].low in words_of("led_suffix"):
        return 1.5 if any(0 <= m.first - group.last <= LED_REACH or m.first <= group.first < m.last for m in own) else 0.0
    if _in_dateline(doc, group, sentence) or _in_setting(doc, frame, scope, group.first):
        return 0.0
    if inside and not _within_name(doc, frame, group):
        return 2.0
    if before[-1:] == ["("] and any(m.last in (group.first - 1, group.first - 2) for m in own):
        return 2.0
    if len(group.mentions[-1].value.code) > len("xx") and after in words_of("member_noun"):
        behind = range(group.last + 1, group.last + 3)
        if any(m.first in behind for m in doc.of("party")):
            return 0.0  # NATO members Estonia and Latvia; two NATO members, Turkey and Hungary
    if after in words_of("border_word"):
        return 0.0
    forces = _forces_follow(doc, group, sentence.last)
    if scope.strength == 2 and before and before[-1] in words_of("target_word"):
        return VETO
    if _stays_away(doc, group, sentence.last):
        return -3.0 if scope.strength else 0.0
    if _is_history(doc, frame, sentence):
        return 0.0
    weight = 0.0
    if (
        before
        and before[-1] in words_of("member_word")
        and any(len(m.value.code) > 2 and 0 < group.first - m.last <= 6 for m in doc.of("party"))
    ):
        return 0.0
    if _within_name(doc, frame, group) or _of_a_place(doc, group):
        return -0.2
    preposition = before[-1] if before else ""
    if preposition in words_of("side_from") and all(m.value.form == "capital" for m in group.mentions):
        return 0.0  # a team works from the capital
    if preposition in words_of("side_with") and (scope.strength or frame.main) and _anchored(doc, group, own, preposition):
        weight += 1.0
    elif preposition == "of":
        weight += (
            1.0
            if any(w in words_of("taking_part") for w in before[-3:]) or _with_forces_of(before)
            else 0.5
            if forces or any(w in words_of("force_noun") for w in before[-4:])
            else 0.0
            if not words_of("state_noun").isdisjoint(before[-3:])
            else -0.5
        )
    elif preposition in words_of("not_with"):
        weight -= 1.0
    if forces:
        weight += 1.0 if scope.strength == 2 else 0.6
    verb = _verb_follows(doc, group, sentence.last)
    if verb == "speech" and not forces:
        weight -= 1.0
    elif verb == "hold" and preposition not in words_of("not_with"):
        weight += 1.0 if scope.strength else 0.5
    if frame.main and not scope.strength and _sends(doc, group):
        weight += 0.5
    if len(group.mentions) >= LONG_LIST and (scope.strength or frame.main) and preposition not in words_of("not_with"):
        weight += 1.0
    return weight


def _stays_away(doc: Document, group: _Group, last: int) -> bool:
    """Whether words right behind the parties say that they do not take part, and not that they tell others to: China warns ships to …"""
    cues = cue_ranges(doc, group.last, min(group.last + AWAY_REACH, last), "not_taking_part")
    return bool(cues) and not has_cue(doc, group.last, cues[0][0], "order_verb")


def _is_history(doc: Document, frame: Frame, sentence: Sentence) -> bool:
    """Whether a sentence that does not speak of the exercise tells of an earlier year: the Charter was founded in 2003 by …"""
    published = doc.report.published
    elsewhere = any(s.sentence == sentence.index and not s.strength for s in frame.scopes)
    if not elsewhere or published is None or (frame.year and frame.year < published[:4]):
        return False
    starts = [m.value.start or m.value.end for m in in_range(doc.of("date"), sentence.first, sentence.last) if m.value.kind == "date"]
    return any(start is not None and len(start) <= MONTH and start[:4] < published[:4] for start in starts)


def _with_forces_of(before: Sequence[str]) -> bool:
    """Whether the words before the parties are "with soldiers of", "joined by troops of"."""
    return any(a in words_of("side_with") and b in words_of("force_noun") for a, b in pairwise(before[-4:-1]))


def _before(doc: Document, group: _Group) -> list[str]:
    first = doc.sentences[group.scope.sentence].first
    lows = [t.low for t in doc.tokens[max(first, group.first - 5) : group.first]]
    while lows and lows[-1] in ("the", "both", '"', "'", "a"):
        lows.pop()
    return lows


def _forces_follow(doc: Document, group: _Group, last: int) -> bool:
    """Whether forces of the parties are named right behind them: Russian and Chinese troops, Norway's armed forces."""
    end = min(last, group.last + 4)
    first = group.last + 1 if group.last < last and doc.tokens[group.last].low == "'s" else group.last
    return any(has_cue(doc, i, min(end + 1, last), "force_noun") for i in (first,)) if first < end else False


def _in_setting(doc: Document, frame: Frame, scope: Scope, first: int) -> bool:
    """Whether token `first` stands behind words that tell against what background the exercise takes place: amid the withdrawal of …"""
    cues = cue_ranges(doc, scope.first, first, "setting_cue")
    return bool(cues) and not any(cues[-1][1] <= m.first < first for m in frame.mentions)


def _in_dateline(doc: Document, group: _Group, sentence: Sentence) -> bool:
    """Whether a capital at the head of a paragraph tells where the report was written: MANAMA: …; Seoul, Feb. 27 (Agency) - …"""
    before = doc.tokens[sentence.first : group.first]
    if before and before[-1].text == "," and is_dateline(doc, group.mentions[-1]):
        return True
    if group.first != sentence.first or group.mentions[0].value.form != "capital" or group.last + 1 >= sentence.last:
        return False
    mark = doc.tokens[group.last].text
    dated = any(m.first == group.last + 1 for m in doc.of("date"))
    return mark in (":", "-", "–", "—", "(", "--") or (mark == "," and dated)


def _within_name(doc: Document, frame: Frame, group: _Group) -> bool:
    """Whether the party's word is only part of a longer name: New Mexico, Bersama Lima."""
    places = any(p.first <= group.first and group.last <= p.last and p.last - p.first > group.last - group.first for p in doc.of("place"))
    span = group.mentions[0].span
    names = any(m.value.name_span and span.within(m.value.name_span) for m in frame.mentions)
    return places or (names and group.mentions[0].value.form == "capital")


def _of_a_place(doc: Document, group: _Group) -> bool:
    """Whether the party only tells where a place lies: China's Ningxia region."""
    i = group.last
    if i < len(doc.tokens) and doc.tokens[i].low == "'s":
        i += 1
    return any(p.first == i and p.last > i for p in doc.of("place"))


def _anchored(doc: Document, group: _Group, own: Sequence[Mention], preposition: str) -> bool:
    """Whether "with", "between" or "from" before the parties hangs on an exercise, an act of holding it, or forces.

    "From" also tells where things come from, and "by" who spoke against them: these hang on forces, or on an act of holding.
    """
    first = max(doc.sentences[group.scope.sentence].first, group.first - ANCHOR_REACH)
    if has_cue(doc, first, group.first, "force_noun", "partner_noun"):
        return True
    if preposition in words_of("side_from"):
        forces = any(in_range(doc.of(kind), first, group.first) for kind in ("people", "unit", "materiel"))
        return forces or has_cue(doc, first, group.first, "people_word")
    if preposition in words_of("side_by"):
        return has_cue(doc, max(first, group.first - 5), group.first, "hold", "host_cue")
    return any(first < m.last <= group.first for m in own) or has_cue(doc, first, group.first, "hold")


def _verb_follows(doc: Document, group: _Group, last: int) -> str | None:
    """What kind of verb comes first behind the parties: speech or hold."""
    tokens, end = doc.tokens, min(last, group.last + HOLD_REACH)
    holding = {first for first, _ in cue_ranges(doc, group.last, end, "hold")}
    for i in range(group.last, end):
        low = tokens[i].low
        if low in words_of("speech_verb"):
            return "hold" if has_cue(doc, i, min(last, i + SAID_REACH), "taking_part") else "speech"
        if i in holding:
            return "hold"
        if low in (";", '"'):
            return None
    return None


def _sends(doc: Document, group: _Group) -> bool:
    """Whether the parties are the subject of a verb of sending forces: Mongolia sent a few companies; Peru has brought a frigate."""
    end = min(group.scope.last, group.last + 4)
    return has_cue(doc, group.last, end, "sending_verb")


def _observes(doc: Document, group: _Group) -> bool:
    """Whether the parties only look on: a word of observing in their own clause, before the next parties."""
    others = [m for m in doc.of("party") if group.scope.first <= m.first < group.scope.last and m not in group.mentions]
    start = max([group.scope.first, group.first - 8, *(m.last for m in others if m.last <= group.first)])
    end = min([group.scope.last, group.last + 11, *(m.first for m in others if m.first >= group.last)])
    closing = words_of("and_word")
    stops = [
        i
        for i in range(group.last, end)
        if doc.tokens[i].text in (";", ".") or (i + 1 < end and doc.tokens[i].text == "," and doc.tokens[i + 1].low in closing)
    ]
    before = cue_ranges(doc, start, group.first, "observer_cue")
    if before and doc.tokens[before[0][0] - 1].low in ("and", "&", ","):
        return False
    return bool(before) or has_cue(doc, group.last, min([end, *stops]), "observer_cue")


def _frames_it(doc: Document, group: _Group) -> bool:
    """Whether an organisation is only the frame in which states train: as part of the SCO, under the auspices of the UN."""
    first = max(group.scope.first, group.first - FRAMEWORK_REACH)
    return any(len(m.value.code) > 2 for m in group.mentions) and has_cue(doc, first, group.first, "framework_cue")


def _hosts(doc: Document, group: _Group) -> bool:
    return has_cue(doc, group.last, min(group.last + 4, group.scope.last), "host_cue") or has_cue(
        doc, max(group.scope.first, group.first - 3), group.first, "host_cue"
    )


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
        and (
            not told
            or any(p.first - m.last < BESIDE and m.first - p.last <= BESIDE for p in doc.of("party") if p.value.code == m.value.party)
            or fold(m.span.of(doc.report.text)) in _own_names()
        )
    ]


def _of_forces(doc: Document, scopes: Sequence[Scope]) -> list[Draft]:
    """The parties of the units and people told of, where the report names no party with them."""
    found = {m.value.party: m for scope in scopes for m in reversed(_force_parties(doc, scope, told=False))}
    return [Draft("participant", code, m.span, 0.5, "derived") for code, m in found.items()]


def _of_main(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For another edition of the main exercise of which the report names no participant: those that the main one is introduced with."""
    main = frames[0]
    if frame.main or main.name is None or not (frame.series or (frame.name and frame.name.value.base == main.name.value.base)):
        return []
    return _introduced(doc, main)


def _of_introduction(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For an exercise of which the report names no participant at all: those of the main exercise, told of in the same breath."""
    return [] if frame.main else _introduced(doc, frames[0])


def _of_place(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """For an exercise in a report that names no party with it, such as a local paper's: the state in which it is held."""
    for place in places(doc, frame, frames) if frame.main else ():
        country = place.value["country"] if isinstance(place.value, Mapping) else None
        if country:
            return [Draft("participant", country, place.span, 0.3, "derived")]
    return []


def _introduced(doc: Document, main: Frame) -> list[Draft]:
    """Participants, two at most in a list, with which the sentence that introduces the main exercise names it."""
    for scope in sorted((s for s in main.scopes if s.strength == 2), key=lambda s: s.sentence)[:INTRODUCTION]:
        found = {
            m.value.code: Draft("participant", m.value.code, m.span, 0.4, "derived")
            for group in _groups(doc, scope)
            if len(group.mentions) <= 2 and _weigh(doc, main, group) >= 1 and not _observes(doc, group)
            for m in group.mentions
            if _may_hold(m.value.code)
        }
        if found:
            return list(found.values())
    return []


def _fallback(doc: Document, frame: Frame, strength: int) -> list[Draft]:
    """Where nothing says who takes part: the parties, one or a list, that the report names most, in scopes of at least this strength."""
    best: tuple[int, _Group] | None = None
    counts = Counter(m.value.code for m in doc.of("party"))
    for scope in frame.scopes:
        if scope.strength >= strength:
            for group in _groups(doc, scope):
                known = sum(counts[m.value.code] for m in group.mentions if _may_hold(m.value.code))
                elsewhere = _within_name(doc, frame, group) and not any(m.first <= group.first < m.last for m in frame.mentions)
                if elsewhere or _observes(doc, group):
                    continue
                if known and (best is None or known > best[0]) and _weigh(doc, frame, group) > -1:
                    best = known, group
    if best is None:
        return []
    found = {m.value.code: Draft("participant", m.value.code, m.span, 0.4) for m in best[1].mentions if _may_hold(m.value.code)}
    return list(found.values())


def _may_hold(code: str) -> bool:
    """Whether a state or an organisation of states that holds exercises has this code."""
    return len(code) == 2 or code.lower() in words_of("holding_organisation")
