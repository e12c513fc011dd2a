"""What the words around the parties of a report say of their part in an exercise.

Parties that stand in a list ("Russia, Belarus and Serbia") are judged together, by the words before the list, behind it and around it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.place_signs import is_dateline
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Sentence

INSIDE = 5.0
"""Weight of a party inside the phrase that names the exercise: the China-Russia exercise."""
VETO = -2.0
"""Weight from which on words speak against a party that other words speak for."""
MILD = -1.9
"""Least weight that several weak signs add up to: only words that speak against taking part are a veto."""
LINKS = frozenset((",", "and", "&", "/", "-", "the", "or", "'s"))
HOLD_REACH = 14
"""Tokens within which a verb of holding counts for a subject; found on the tuning set, 10 to 20 make no difference."""
LONG_LIST = 3
"""Parties; a list so long in a report on an exercise names those that take part unless words speak against it."""
FRAMEWORK_REACH = 12
"""Tokens between "as part of" and the organisation that it speaks of: others that lead it may be named between."""
PLACE_REACH = 3
"""Words between a party and what lies on its land: Ruritanian naval air bases."""
MOCK_REACH = 4
"""Tokens between a model and what it is a model of: a life-size mock-up of an Elbonian carrier."""
AWAY_REACH = 10
"""Tokens between parties and the words that say that they do not take part."""
MONTH = 7
"""Characters of a date that is a month."""
LIST_GAP = 5
"""Tokens between two parties of a list."""
SAID_REACH = 4
"""Tokens between "announced" and "their participation"."""
SENT_REACH = 10
"""Tokens behind the parties that send something in which that stands."""
LED_REACH = 4
"""Tokens between "U.S.-led" and the exercise that it speaks of."""
ANCHOR_REACH = 9
"""Tokens before a preposition in which the noun or verb that it hangs on stands; found on the tuning set."""


class Group(Struct, frozen=True):
    """Parties that stand in one list, in tokens [first, last) of one scope."""

    mentions: tuple[Mention, ...]
    first: int
    last: int
    scope: Scope


def groups(doc: Document, scope: Scope) -> Iterator[Group]:
    """The lists of parties in a scope."""
    run: list[Mention] = []
    for m in in_range(doc.of("party"), scope.first, scope.last):
        if run and not _linked(doc, run[-1], m):
            yield Group(tuple(run), run[0].first, run[-1].last, scope)
            run = []
        run.append(m)
    if run:
        yield Group(tuple(run), run[0].first, run[-1].last, scope)


def _linked(doc: Document, a: Mention, b: Mention) -> bool:
    between = doc.tokens[a.last : b.first]
    if len(between) > LIST_GAP:
        return False
    return all(t.low in LINKS or t.low in words_of("force_noun", "party_intro") for t in between) and not (
        between and between[0].low == "'s" and len(between) == 1
    )


def weigh(doc: Document, frame: Frame, group: Group) -> float:
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
    if tokens[group.last - 1].low == "-" and after in words_of("origin_suffix"):
        return -0.5
    if after == "-" and group.last + 1 < sentence.last and tokens[group.last + 1].low in words_of("led_suffix"):
        return 1.5 if any(0 <= m.first - group.last <= LED_REACH or m.first <= group.first < m.last for m in own) else 0.0
    if _in_dateline(doc, group, sentence) or in_setting(doc, frame, scope, group.first):
        return 0.0
    if inside and not within_name(doc, frame, group) and not _speaks_of(doc, group, own):
        return 2.0
    if before[-1:] == ["("] and any(m.last in (group.first - 1, group.first - 2) for m in own):
        return 2.0
    if len(group.mentions[-1].value.code) > len("xx") and after in words_of("member_noun"):
        behind = range(group.last + 1, group.last + 3)
        if any(m.first in behind for m in doc.of("party")):
            return 0.0  # NATO members Estonia and Latvia; two NATO members, Turkey and Hungary
    if after in words_of("border_word") or _place_follows(doc, group, sentence.last):
        return 0.0
    if before and before[-1] in words_of("no_word"):
        return VETO
    if is_mock(doc, sentence, group.first):
        return 0.0
    if before[-1:] and before[-1] in words_of("side_with") and has_cue(doc, max(sentence.first, group.first - 3), group.first, "tie_noun"):
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
    if within_name(doc, frame, group) or _of_a_place(doc, group):
        return -0.2
    preposition = before[-1] if before else ""
    if preposition in words_of("side_from") and all(m.value.form == "capital" for m in group.mentions):
        return 0.0  # a team works from the capital
    if preposition in words_of("side_with") and (scope.strength or frame.main) and _anchored(doc, group, own, preposition):
        weight += 1.0
    elif preposition == "of":
        weight += (
            1.0
            if any(w in words_of("taking_part") for w in before[-3:]) or _with_forces_of(before) or _made_of(before)
            else 0.5
            if forces or any(w in words_of("force_noun") for w in before[-4:]) or _with_materiel_of(doc, group)
            else 0.0
            if not words_of("state_noun").isdisjoint(before[-3:])
            else -0.5
        )
    elif preposition in words_of("not_with"):
        weight -= 1.0
    if forces:
        weight += 1.0 if scope.strength == 2 else 0.6
    if scope.strength and preposition in words_of("partner_noun") - words_of("member_noun") and group.first and tokens[group.first - 1].low == preposition:
        weight += 1.0  # all members will be there, as will partners Finland and Sweden
    verb = _verb_follows(doc, group, sentence.last)
    if verb == "speech" and not forces:
        weight -= 1.0
    elif verb == "hold" and preposition not in words_of("not_with"):
        weight += 1.0 if scope.strength else 0.5
    if frame.main and not scope.strength and _sends(doc, group):
        weight += 1.0 if _what_is_sent(doc, group, sentence.last) else 0.5
    if len(group.mentions) >= LONG_LIST and (scope.strength or frame.main) and preposition not in words_of("not_with"):
        weight += 1.0
    return max(weight, MILD)


def _with_materiel_of(doc: Document, group: Group) -> bool:
    """Whether the words before the parties name ships, planes or vehicles that are theirs: carriers of India and Japan."""
    return any(m.last == group.first - 1 for m in in_range(doc.of("materiel"), group.scope.first, group.first))


def _stays_away(doc: Document, group: Group, last: int) -> bool:
    """Whether words right behind the parties say that they do not take part, and not that they tell others to: China warns ships to …"""
    cues = cue_ranges(doc, group.last, min(group.last + AWAY_REACH, last), "not_taking_part")
    return bool(cues) and not has_cue(doc, group.last, cues[0][0], "order_verb")


def _is_history(doc: Document, frame: Frame, sentence: Sentence) -> bool:
    """Whether a sentence that does not speak of the exercise tells of an earlier year: the Charter was founded in 2003 by …"""
    published = doc.report.published
    if published is None or (frame.year and frame.year < published[:4]):
        return False
    if not any(s.sentence == sentence.index and not s.strength for s in frame.scopes):
        return False
    starts = [m.value.start or m.value.end for m in in_range(doc.of("date"), sentence.first, sentence.last) if m.value.kind == "date"]
    return any(start is not None and len(start) <= MONTH and start[:4] < published[:4] for start in starts)


def _with_forces_of(before: Sequence[str]) -> bool:
    """Whether the words before the parties are "with soldiers of", "joined by troops of"."""
    return any(a in words_of("side_with") and b in words_of("force_noun") for a, b in pairwise(before[-4:-1]))


def _made_of(before: Sequence[str]) -> bool:
    """Whether the words before the parties are "made up of", "composed of"."""
    return any(" ".join(before[-n:]) in words_of("made_of") for n in (2, 3))


def _before(doc: Document, group: Group) -> list[str]:
    first = doc.sentences[group.scope.sentence].first
    lows = [t.low for t in doc.tokens[max(first, group.first - 5) : group.first]]
    while lows and lows[-1] in ("the", "both", '"', "'", "a"):
        lows.pop()
    return lows


def _forces_follow(doc: Document, group: Group, last: int) -> bool:
    """Whether forces of the parties are named right behind them: Russian and Chinese troops, Norway's armed forces."""
    end = min(last, group.last + 4)
    first = group.last + 1 if group.last < last and doc.tokens[group.last].low == "'s" else group.last
    return any(has_cue(doc, i, min(end + 1, last), "force_noun") for i in (first,)) if first < end else False


def _speaks_of(doc: Document, group: Group, own: Sequence[Mention]) -> bool:
    """Whether a verb of speech stands between parties and the exercise, as in headlines: Official in A Denounces B-C Drill."""
    last = next(m.last for m in own if m.first <= group.first and group.last <= m.last)
    return any(token.low in words_of("speech_verb") for token in doc.tokens[group.last : last])


def is_mock(doc: Document, sentence: Sentence, first: int) -> bool:
    """Whether what begins at token `first` is only played or not there: a life-size model of an Elbonian carrier, no Elbonian ships."""
    return has_cue(doc, max(sentence.first, first - MOCK_REACH), first, "mock_word") or (
        first > sentence.first and doc.tokens[first - 1].low in words_of("no_word")
    )


def _place_follows(doc: Document, group: Group, last: int) -> bool:
    """Whether the parties only tell whose land or waters are meant: Ruritanian military bases, Elbonian airspace."""
    i = group.last
    while i < last and i - group.last < PLACE_REACH and doc.tokens[i].low in words_of("place_thing_modifier"):
        i += 1
    return i < last and doc.tokens[i].low in words_of("place_thing")


def in_setting(doc: Document, frame: Frame, scope: Scope, first: int) -> bool:
    """Whether token `first` stands behind words that tell against what background the exercise takes place: amid the withdrawal of …"""
    cues = cue_ranges(doc, scope.first, first, "setting_cue")
    return bool(cues) and not any(cues[-1][1] <= m.first < first for m in frame.mentions)


def _in_dateline(doc: Document, group: Group, sentence: Sentence) -> bool:
    """Whether a capital at the head of a paragraph tells where the report was written: MANAMA: …; Seoul, Feb. 27 (Agency) - …"""
    before = doc.tokens[sentence.first : group.first]
    if before and before[-1].text == "," and is_dateline(doc, group.mentions[-1]):
        return True
    if group.first != sentence.first or group.mentions[0].value.form != "capital" or group.last + 1 >= sentence.last:
        return False
    mark = doc.tokens[group.last].text
    dated = any(m.first == group.last + 1 for m in doc.of("date"))
    return mark in (":", "-", "–", "—", "(", "--") or (mark == "," and dated)


def within_name(doc: Document, frame: Frame, group: Group) -> bool:
    """Whether the party's word is only part of a longer name: New Mexico, Bersama Lima."""
    places = any(p.first <= group.first and group.last <= p.last and p.last - p.first > group.last - group.first for p in doc.of("place"))
    if places or group.mentions[0].value.form != "capital":
        return places
    span = group.mentions[0].span
    return any(m.value.name_span and span.within(m.value.name_span) for m in frame.mentions)


def _of_a_place(doc: Document, group: Group) -> bool:
    """Whether the party only tells where a place lies: China's Ningxia region."""
    i = group.last
    if i < len(doc.tokens) and doc.tokens[i].low == "'s":
        i += 1
    return any(p.first == i and p.last > i for p in doc.of("place"))


def _anchored(doc: Document, group: Group, own: Sequence[Mention], preposition: str) -> bool:
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


def _verb_follows(doc: Document, group: Group, last: int) -> str | None:
    """What kind of verb comes first behind the parties: speech or hold."""
    tokens, end = doc.tokens, min(last, group.last + HOLD_REACH)
    holding = {first for first, _ in cue_ranges(doc, group.last, end, "hold")}
    speech = words_of("speech_verb")
    for i in range(group.last, end):
        low = tokens[i].low
        if low in speech:
            return "hold" if has_cue(doc, i, min(last, i + SAID_REACH), "taking_part") else "speech"
        if i in holding and not (i == group.last + 1 and tokens[group.last].low == "'s"):
            return "hold"
        if low in (";", '"'):
            return None
    return None


def _sends(doc: Document, group: Group) -> bool:
    """Whether the parties are the subject of a verb of sending forces: Mongolia sent a few companies; Peru has brought a frigate."""
    end = min(group.scope.last, group.last + 4)
    return has_cue(doc, group.last, end, "sending_verb")


def _what_is_sent(doc: Document, group: Group, last: int) -> bool:
    """Whether people, ships or weapons stand right behind a verb of sending."""
    end = min(last, group.last + SENT_REACH)
    return any(in_range(doc.of(kind), group.last, end) for kind in ("people", "materiel"))


def observes(doc: Document, group: Group) -> bool:
    """Whether the parties only look on: a word of observing in their own clause, before the next parties."""
    if not has_cue(doc, group.scope.first, group.scope.last, "observer_cue"):
        return False
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


def frames_it(doc: Document, group: Group) -> bool:
    """Whether an organisation is only the frame in which states train: as part of the SCO, under the auspices of the UN."""
    first = max(group.scope.first, group.first - FRAMEWORK_REACH)
    return any(len(m.value.code) > 2 for m in group.mentions) and has_cue(doc, first, group.first, "framework_cue")


def is_host(doc: Document, group: Group) -> bool:
    return has_cue(doc, group.last, min(group.last + 4, group.scope.last), "host_cue") or has_cue(
        doc, max(group.scope.first, group.first - 3), group.first, "host_cue"
    )
