"""Signs around a list of parties that settle whether they take part in an exercise: each gives a weight if it is there, else None."""

from collections.abc import Callable
from functools import lru_cache

from vedette.extract.frames import TOLD, cue_ranges, has_cue, in_range, mentions_in
from vedette.extract.mention_facts import MONTH, YEAR
from vedette.extract.party_asides import (
    VETO,
    afterwards,
    denied,
    excepted,
    guests,
    land,
    lends_name,
    mock,
    names_members,
    onlookers,
    reaction,
    statesmen,
    tied,
)
from vedette.extract.party_context import ANCHOR_REACH, HOLD_REACH, LONG_LIST, TAKES_PART, Around
from vedette.extract.party_signs import DATELINE_MARKS, in_setting, is_foe, place_tokens, within_name
from vedette.extract.place_links import is_dateline
from vedette.lexicon import words_of
from vedette.model import is_state

LEADS = 1.5
"""Weight of those who lead the exercise: the U.S.-led drill."""
AWAY = -3.0
"""Weight of parties that are told to stay away."""
ASIDE = -0.5
"""Weight of a party that only tells where somebody or something comes from: Elbonian-born, Elbonian-made."""
LAND = -0.2
"""Weight of a party's name in the name of a place, or before it: China's Ningxia region."""
AWAY_REACH = 10
"""Tokens between parties and the words that say that they do not take part."""
LED_REACH = 4
"""Tokens between "U.S.-led" and the exercise that it speaks of."""
WHOSE_REACH = 4
"""Tokens from "whose" to the forces."""
ROUTE_REACH = 4
"""Tokens from "to" to where something is taken, the article included."""
MADE_REACH = 4
"""Tokens before "supplied by" in which who is supplied stands."""
OFFICE = 3
"""Tokens between an organisation and the name of its head: NATO Secretary General X."""
TIME_BEFORE, TIME_BEHIND = 14, 6
"""Tokens before and behind parties in which "next year" speaks of them."""
MEMBER_REACH = 6
"""Tokens between an organisation and its members: the SCO, which comprises China and Russia."""


def _opposed(around: Around) -> float | None:
    """An anti-Elbonian drill, a drill against Elbonia, post-Elbonian states."""
    before = around.before
    joined = before[-1:] == ["-"] and before[-2:-1] in (["anti"], ["pro"], ["counter"], ["post"], ["ex"])
    if joined or before[-1:] == ["anti"]:
        return VETO
    if before[-1:] == ["against"]:
        drilled = any(around.first - ANCHOR_REACH <= m.last <= around.first for m in around.own)
        return VETO if drilled or around.cue_before(ANCHOR_REACH, "hold") else 0.0
    return None


def _attacked(around: Around) -> float | None:
    """A destroyer chased away an Elbonian submarine; Elbonia's navy threatened to close the strait."""
    return 0.0 if is_foe(around.doc, around.group) else None


def _origin(around: Around) -> float | None:
    """Elbonian-born, Elbonian-made."""
    own = around.tokens[around.last - 1].low == "-" and around.after in words_of("origin_suffix")
    return ASIDE if own or around.hyphened("origin_suffix") else None


def _leads(around: Around) -> float | None:
    """The U.S.-led drill, the British-led battle group; a U.S.-led coalition says nothing of the drill."""
    if not around.hyphened("led_suffix"):
        return None
    if any(0 <= m.first - around.last <= LED_REACH or m.first <= around.first < m.last for m in around.own):
        return LEADS
    formation = has_cue(around.doc, around.last + 2, min(around.end, around.last + 2 + LED_REACH), "led_formation")
    return 1.0 if formation and around.told else 0.0


def _dateline(around: Around) -> float | None:
    """A capital at the head of a paragraph tells where the report was written: MANAMA: …; Seoul, Feb. 27 (Agency) - …"""
    doc, group = around.doc, around.group
    before = doc.tokens[around.sentence.first : group.first]
    if before and before[-1].text == "," and is_dateline(doc, group.mentions[-1]):
        return 0.0
    if group.first != around.sentence.first or group.mentions[0].value.form != "capital" or group.last + 1 >= around.end:
        return None
    mark, following = doc.tokens[group.last].text, doc.tokens[group.last + 1].text
    dated = following in DATELINE_MARKS or mentions_in(doc, "date", group.last + 1, group.last + 2)
    return 0.0 if mark in DATELINE_MARKS or (mark == "," and dated) else None


def _background(around: Around) -> float | None:
    """Amid the withdrawal of Elbonia."""
    return 0.0 if in_setting(around.doc, around.frame, around.scope, around.first) else None


def _inside(around: Around) -> float | None:
    """The China-Russia exercise; not so where a verb of speech stands between, as in headlines: Official in A Denounces B-C Drill."""
    last = next((m.last for m in around.own if m.first < around.last <= m.last), None)
    if last is None or within_name(around.doc, around.frame, around.group):
        return None
    if any(token.low in words_of("apart_from_drill") for token in around.tokens[around.last : last]):
        return 0.0
    spoken = any(token.low in words_of("speech_verb") for token in around.tokens[around.last : last])
    return None if spoken else TAKES_PART


def _whose(around: Around) -> float | None:
    """It has uneasy relations with Elbonia, whose troops will also take part."""
    i = around.last + (around.after == ",")
    if not around.told or i >= around.end or around.tokens[i].low not in words_of("whose_word"):
        return None
    end = min(around.end, i + HOLD_REACH)
    if not has_cue(around.doc, i, min(end, i + WHOSE_REACH), "force_noun") or has_cue(around.doc, i, around.end, "not_taking_part"):
        return None
    return TAKES_PART if has_cue(around.doc, i, end, "taking_part_verb") else None


def _on_the_way(around: Around) -> float | None:
    """Vehicles shipped from Elbonia to the Ruritanian port of Strelsau."""
    if around.after not in words_of("route_to"):
        return None
    return 0.0 if _goes_on_with(around, "party", "place") else None


def _goes_on_with(around: Around, *kinds: str) -> bool:
    """Whether a name of these kinds follows on the word behind the parties, an article between or none."""
    end = min(around.end, around.last + ROUTE_REACH)
    return any(mentions_in(around.doc, kind, around.last + 1, end) for kind in kinds)


def _made_by(around: Around) -> float | None:
    """Rockets supplied by Elbonia, reefs claimed by Elbonia and Ruritania; but: troops supplied by Elbonia."""
    made = not words_of("origin_by").isdisjoint(around.before[-2:-1])
    return 0.0 if made and not around.cue_before(MADE_REACH, "force_noun", "people_word") else None


def _land_between(around: Around) -> float | None:
    """The gap between Elbonia and the town of Strelsau."""
    if around.after != "and" or len(around.group.mentions) > 1:
        return None
    return 0.0 if _goes_on_with(around, "place") else None


def _heads_body(around: Around) -> float | None:
    """NATO Secretary General X, who once led Elbonia."""
    if any(m.value.form != "leader" for m in around.group.mentions):
        return None
    parties = mentions_in(around.doc, "party", around.sentence.first, around.first)
    bodies = (m for m in parties if not is_state(m.value.code))
    return 0.0 if any(0 <= around.first - m.last <= OFFICE for m in bodies) else None


def _other_time(around: Around) -> float | None:
    """Next year it will be joined by Elbonia; as earlier with Elbonia: said of another edition, in a sentence that does not name it."""
    published, year = around.doc.report.published, around.frame.year
    if around.scope.strength == TOLD or (published and year and year != published[:4]):
        return None
    start, end = max(around.sentence.first, around.first - TIME_BEFORE), min(around.end, around.last + TIME_BEHIND)
    return 0.0 if has_cue(around.doc, start, around.first, "other_time") or has_cue(around.doc, around.last, end, "other_time") else None


def _bracketed(around: Around) -> float | None:
    """The exercise Amber Gate (Poland, Sweden)."""
    opened = around.before[-1:] == ["("] and any(m.last in (around.first - 1, around.first - 2) for m in around.own)
    return TAKES_PART if opened else None


def _target(around: Around) -> float | None:
    """Drills encircling Elbonia; a capital in its own surroundings says nothing."""
    if all(m.value.form == "capital" for m in around.group.mentions):
        return 0.0
    return VETO if around.scope.strength == TOLD else None


def _stays_away(around: Around) -> float | None:
    """Elbonia will not send troops; not so where others are told to (Elbonia warns ships to stay away), nor where it boycotts a state."""
    cues = cue_ranges(around.doc, around.last, min(around.last + AWAY_REACH, around.end), "not_taking_part")
    if not cues or has_cue(around.doc, around.last, cues[0][0], "order_verb"):
        return None
    if mentions_in(around.doc, "party", cues[0][1], cues[0][1] + 1):
        return 0.0
    return AWAY if around.scope.strength else 0.0


def _founders(around: Around) -> float | None:
    """The drill began in 2005 with Elbonia as host; the series dates back to 1998, when Elbonia and Ruritania first held it."""
    doc, sentence = around.doc, around.sentence
    year = (doc.report.published or "")[:4]
    for date in in_range(doc.of("date"), sentence.first, around.first):
        start = date.value.start or ""
        cue = has_cue(doc, max(sentence.first, date.first - 3), date.first, "inception_cue")
        if not cue or len(start) < YEAR or start[:YEAR] >= year:
            continue
        between = [t.low for t in around.tokens[date.last : around.first]]
        if "," not in between or (len(between) > 1 and between[1] in words_of("edition_when")):
            return 0.0
    return None


def _history(around: Around) -> float | None:
    """A sentence that does not speak of the exercise tells of an earlier year: the Charter was founded in 2003 by …"""
    published, sentence = around.doc.report.published, around.sentence
    if published is None or (around.frame.year and around.frame.year < published[:4]):
        return None
    dates = (m.value for m in in_range(around.doc.of("date"), sentence.first, sentence.last) if m.value.kind == "date")
    starts = [date.start or date.end for date in dates]
    if not any(start is not None and len(start) <= MONTH and start[:4] < published[:4] for start in starts):
        return None
    return 0.0 if any(s.sentence == sentence.index and not s.strength for s in around.frame.scopes) else None


def _comprised(around: Around) -> float | None:
    """The SCO, which comprises China and Russia."""
    parties = mentions_in(around.doc, "party", around.sentence.first, around.first)
    organisations = (m for m in parties if not is_state(m.value.code))
    return 0.0 if any(0 < around.first - m.last <= MEMBER_REACH for m in organisations) else None


def _one_by_one(around: Around) -> float | None:
    """A series of bilateral exercises with Elbonia, Ruritania and Syldavia: one with each; not one exercise with the three."""
    if len(around.group.mentions) < LONG_LIST or not has_cue(around.doc, around.sentence.first, around.first, "two_sided"):
        return None
    told = [m for m in around.doc.of("exercise") if m.sentence == around.sentence.index and m.first < around.first]
    return 0.0 if not told or any(m.value.plural for m in told) else None


def _place(around: Around) -> float | None:
    """New Mexico; China's Ningxia region."""
    i = around.last + (around.last < len(around.tokens) and around.tokens[around.last].low == "'s")
    named = i in place_tokens(around.doc) and any(p.first == i for p in around.doc.of("place"))
    return LAND if named or within_name(around.doc, around.frame, around.group) else None


def _located(around: Around) -> float | None:
    """The air base at Spangdahlem, Germany."""
    if around.preposition != "," or len(around.group.mentions) > 1:
        return None
    code, comma = around.group.mentions[0].value.code, around.first - 1
    return 0.0 if any(p.last == comma and p.value.country == code and p.value.kind != "country" for p in around.doc.of("place")) else None


def _from_capital(around: Around) -> float | None:
    """A team works from the capital."""
    return 0.0 if all(m.value.form == "capital" for m in around.group.mentions) else None


Sign = Callable[[Around], float | None]
DECISIVE: tuple[Sign, ...] = (
    _opposed,
    _whose,
    _on_the_way,
    _made_by,
    _land_between,
    _heads_body,
    _attacked,
    _origin,
    _leads,
    _dateline,
    _background,
    afterwards,
    _inside,
    _bracketed,
    _other_time,
    onlookers,
    lends_name,
    names_members,
    land,
    denied,
    mock,
    tied,
    excepted,
    guests,
    reaction,
    statesmen,
    _target,
    _stays_away,
    _founders,
    _history,
    _comprised,
    _one_by_one,
    _place,
    _located,
    _from_capital,
)
"""The signs that settle the matter, in the order in which they are tried."""
BEHIND: dict[Sign, tuple[str, ...]] = {
    afterwards: ("event_before",),
    denied: ("no_word",),
    tied: ("side_with",),
    excepted: ("except_word",),
    reaction: ("side_from", "side_by"),
    statesmen: ("side_from",),
    _target: ("target_word",),
    _comprised: ("member_word",),
    _from_capital: ("side_from",),
    _on_the_way: ("side_from",),
    _made_by: ("side_by",),
    _land_between: ("between",),
}
"""Those of them that only words of some classes right before the parties give, with these."""


@lru_cache(maxsize=4_096)
def decisive(preposition: str) -> tuple[Sign, ...]:
    """The decisive signs that are tried behind a word."""
    return tuple(sign for sign in DECISIVE if sign not in BEHIND or preposition in words_of(*BEHIND[sign]))
