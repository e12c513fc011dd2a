"""How strongly the words around a list of parties say that they take part in an exercise.

Signs are tried in two rounds. Each of the decisive ones settles the matter if it is there, the first of them before the others; where none
is, the weights of the weak ones add up.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from vedette.extract.digests import listed
from vedette.extract.frames import Frame, cue_ranges, has_cue, in_range
from vedette.extract.mention_facts import MONTH, YEAR
from vedette.extract.party_asides import (
    TOLD,
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
from vedette.extract.party_context import Around
from vedette.extract.party_signs import DATELINE_MARKS, Group, in_setting, is_foe, place_tokens, within_name
from vedette.extract.place_links import is_dateline
from vedette.lexicon import words_of
from vedette.model import Document, is_state

MILD = -1.9
"""Least weight that several weak signs add up to: only words that speak against taking part are a veto."""
TAKES_PART = 2.0
"""Weight of a decisive sign that parties take part."""
LEADS = 1.5
"""Weight of those who lead the exercise: the U.S.-led drill."""
AWAY = -3.0
"""Weight of parties that are told to stay away."""
ASIDE = -0.5
"""Weight of a party that only tells where somebody or something comes from: Elbonian-born, Elbonian-made."""
LAND = -0.2
"""Weight of a party's name in the name of a place, or before it: China's Ningxia region."""
HOLD_REACH = 14
"""Tokens within which a verb of holding counts for a subject; found on the tuning set, 10 to 20 make no difference."""
LONG_LIST = 3
"""Parties; a list so long in a report on an exercise names those that take part unless words speak against it."""
AWAY_REACH = 10
"""Tokens between parties and the words that say that they do not take part."""
ANNOUNCED_REACH = 5
"""Tokens between "announced" and the exercise: announced on Tuesday new joint military drills."""
SAID_REACH = 4
"""Tokens between "announced" and "their participation"."""
SPEAKER = 5
"""Tokens from the comma before a speaker to his verb."""
ITSELF_REACH = 6
"""Tokens from a verb of speech to the pronoun that speaks of the speaker: said on Thursday that it …"""
SENT_REACH = 10
"""Tokens behind the parties that send something in which that stands."""
LED_REACH = 4
"""Tokens between "U.S.-led" and the exercise that it speaks of."""
ANCHOR_REACH = 9
"""Tokens before a preposition in which the noun or verb that it hangs on stands; found on the tuning set."""
BY_REACH = 5
"""The same for "by"."""
AGAIN_REACH = 24
"""The same, where the preposition is said once more."""
FORCES_OF = 7
"""Tokens before "of Elbonia" in which its forces stand: contingents and operational groups of …"""
LIST_HEAD = 4
"""Tokens of the words at the head of a list of those who take part: Participating nations include: …"""
CHAIN = 14
"""Tokens of words for forces before "of Elbonia": with two companies of the 3rd Brigade of the armed forces of …"""
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
LINE_REACH = 5
"""Tokens from the mark behind the head of a line to what is brought."""
MEMBER_REACH = 6
"""Tokens between an organisation and its members: the SCO, which comprises China and Russia."""


def weigh(doc: Document, frame: Frame, group: Group) -> float:
    """How strongly the words around a list of parties say that they take part: 1 or more says so, below 0 speaks against it."""
    around = Around(doc, frame, group)
    for sign in _decisive(around.preposition):
        weight = sign(around)
        if weight is not None:
            return weight
    return max(sum([sign(around) for sign in WEAK]), MILD)


# decisive signs: a weight if the sign is there, else None


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
    dated = following in DATELINE_MARKS or any(m.first == group.last + 1 for m in doc.of("date"))
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
    behind = range(around.last + 1, around.last + ROUTE_REACH)
    return 0.0 if any(m.first in behind for kind in ("party", "place") for m in around.doc.of(kind)) else None


def _made_by(around: Around) -> float | None:
    """Rockets supplied by Elbonia, reefs claimed by Elbonia and Ruritania; but: troops supplied by Elbonia."""
    made = not words_of("origin_by").isdisjoint(around.before[-2:-1])
    return 0.0 if made and not around.cue_before(MADE_REACH, "force_noun", "people_word") else None


def _land_between(around: Around) -> float | None:
    """The gap between Elbonia and the town of Strelsau."""
    if around.after != "and" or len(around.group.mentions) > 1:
        return None
    behind = range(around.last + 1, around.last + ROUTE_REACH)
    return 0.0 if any(m.first in behind for m in around.doc.of("place")) else None


def _heads_body(around: Around) -> float | None:
    """NATO Secretary General X, who once led Elbonia."""
    if any(m.value.form != "leader" for m in around.group.mentions):
        return None
    bodies = (m for m in around.doc.of("party") if not is_state(m.value.code))
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
    return VETO if around.scope.strength == 2 else None


def _stays_away(around: Around) -> float | None:
    """Elbonia will not send troops; not so where others are told to (Elbonia warns ships to stay away), nor where it boycotts a state."""
    cues = cue_ranges(around.doc, around.last, min(around.last + AWAY_REACH, around.end), "not_taking_part")
    if not cues or has_cue(around.doc, around.last, cues[0][0], "order_verb"):
        return None
    if any(m.first == cues[0][1] for m in around.doc.of("party")):
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
    if not any(s.sentence == sentence.index and not s.strength for s in around.frame.scopes):
        return None
    dates = (m.value for m in in_range(around.doc.of("date"), sentence.first, sentence.last) if m.value.kind == "date")
    starts = [date.start or date.end for date in dates]
    return 0.0 if any(start is not None and len(start) <= MONTH and start[:4] < published[:4] for start in starts) else None


def _comprised(around: Around) -> float | None:
    """The SCO, which comprises China and Russia."""
    organisations = (m for m in around.doc.of("party") if not is_state(m.value.code))
    return 0.0 if any(0 < around.first - m.last <= MEMBER_REACH for m in organisations) else None


def _one_by_one(around: Around) -> float | None:
    """A series of bilateral exercises with Elbonia, Ruritania and Syldavia: one with each."""
    long = len(around.group.mentions) >= LONG_LIST
    return 0.0 if long and has_cue(around.doc, around.sentence.first, around.first, "two_sided") else None


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
def _decisive(preposition: str) -> tuple[Sign, ...]:
    """The decisive signs that are tried behind a word."""
    return tuple(sign for sign in DECISIVE if sign not in BEHIND or preposition in words_of(*BEHIND[sign]))


# weak signs: what each adds


def _side(around: Around) -> float:
    """What the preposition says: with Elbonia, troops of Elbonia; or the head of a list: Participants: Elbonia, …; it unites Elbonia, …"""
    heads = around.tokens[around.first - 1].text == ":" or around.preposition in words_of("copula")
    if around.told and heads and around.cue_before(LIST_HEAD, "list_head"):
        return 1.0
    if around.told and around.preposition in words_of("gathering_verb"):
        return 1.0
    if around.preposition in words_of("side_with") and around.told and _anchored(around):
        return 1.0
    if around.told and around.preposition in words_of("instance_word") and not words_of("instance_head").isdisjoint(around.before[-2:-1]):
        aimed = words_of("not_with") - words_of("side_with")
        return 1.0 if aimed.isdisjoint(around.before[-3:-2]) else 0.0  # with countries like Elbonia, but: a threat to countries like …
    if (
        around.preposition in words_of("side_by")
        and around.told
        and around.forces
        and not words_of("helped").isdisjoint(around.before[-2:-1])
    ):
        return 1.0  # supported by Elbonian jets
    if around.preposition == "of":
        return _of(around)
    if around.preposition in words_of("side_for") and around.forces and any(around.first - 3 < m.last < around.first for m in around.own):
        return 0.0  # an exercise for Elbonian soldiers
    return -1.0 if around.preposition in words_of("not_with") else 0.0


def _of(around: Around) -> float:
    before = around.before
    if around.told and any(m.last == around.first - 1 - (around.tokens[around.first - 1].low != "of") for m in around.own):
        return 1.0  # the drills of
    if before[-2:-1] and before[-2] in words_of("member_noun") and around.scope.strength:
        return 0.0  # members of
    if around.told and (_has_officer(around) or _of_forces_with(around)):
        return 1.0
    if around.told and before[-2:-1] and before[-2] in words_of("that_of") and not words_of("side_with").isdisjoint(before[-3:-2]):
        return 1.0  # participating forces include those of
    if any(w in words_of("taking_part") for w in before[-3:]) or _with_forces_of(before) or _made_of(before):
        return 1.0
    if (
        not words_of("side_by").isdisjoint(before[-4:-2])
        and before[-2] in words_of("force_noun")
        and around.cue_before(ANCHOR_REACH, "hold")
    ):
        return 1.0  # held by the armies of
    if around.forces or _with_force_noun_of(around) or _with_materiel_of(around):
        return 0.5
    return -0.5 if words_of("state_noun").isdisjoint(before[-3:]) else 0.0


def _of_forces_with(around: Around) -> bool:
    """Whether a chain of words for forces hangs on "with" or "by": with units of the armed forces of; attended by several ships of the."""
    chain = words_of("force_noun", "people_word", "determiner", "number_small", "force_modifier", "of_word", "list_comma") | {"and"}
    i = around.first - 1
    while i > around.sentence.first and (around.tokens[i].low in chain or around.tokens[i].low[0].isdecimal()) and around.first - i < CHAIN:
        i -= 1
    low = around.tokens[i].low
    if around.first - i <= 2 or low not in words_of("side_with", "side_by"):
        return False
    near = max(around.sentence.first, i - BY_REACH)
    return any(near < m.last <= i for m in around.own) or has_cue(around.doc, near, i + 1, "hold", "host_cue", "taking_part_verb")


def _has_officer(around: Around) -> bool:
    """Whether an officer with his name stands before the parties, as one who leads a part of it: Commodore X of Elbonia is his deputy."""
    of = around.first - 1 - (around.tokens[around.first - 1].low != "of")
    if _verb_follows(around) == "speech" or has_cue(around.doc, around.sentence.first, around.end, "statesman"):
        return False
    return any(m.last == of and m.value.title and not m.value.office for m in around.doc.of("person"))


def _with_force_noun_of(around: Around) -> bool:
    """Whether a word for forces stands before the parties, and not only in the phrase for an exercise: contingents and groups of …"""
    first = max(around.sentence.first, around.first - FORCES_OF)
    return any(not around.in_exercise(at) for at, _ in cue_ranges(around.doc, first, around.first, "force_noun"))


def _with_materiel_of(around: Around) -> bool:
    """Whether the words before the parties name ships, planes or vehicles that are theirs: carriers of India and Japan."""
    return any(m.last == around.first - 1 for m in in_range(around.doc.of("materiel"), around.scope.first, around.first))


def _with_forces_of(before: Sequence[str]) -> bool:
    """Whether the words before the parties are "with soldiers of", "joined by troops of"."""
    words = [word for word in before[:-1] if word != "the"]
    return any(a in words_of("side_with") and b in words_of("force_noun") for a, b in pairwise(words[-3:]))


def _made_of(before: Sequence[str]) -> bool:
    """Whether the words before the parties are "made up of", "composed of"."""
    return any(" ".join(before[-n:]) in words_of("made_of") for n in (2, 3))


def _anchored(around: Around) -> bool:
    """Whether "with", "between" or "from" before the parties hangs on an exercise, an act of holding it, or forces.

    "From" also tells where things come from, and "by" who spoke against them: these hang on forces, or on an act of holding.
    """
    doc = around.doc
    joins = words_of("and_word", "also_word", *(("list_comma",) if around.preposition in words_of("side_from") else ()))
    again = not joins.isdisjoint(around.before[-2:-1])  # vessels from Elbonia and also from Ruritania
    first = max(around.sentence.first, around.first - (AGAIN_REACH if again else ANCHOR_REACH))
    if around.preposition in words_of("side_by"):
        near = max(first, around.first - BY_REACH)
        return any(near < m.last <= around.first for m in around.own) or has_cue(doc, near, around.first, "hold", "host_cue")
    if has_cue(doc, first, around.first, "force_noun", "partner_noun"):
        return True
    if around.preposition in words_of("side_from"):
        if not words_of("taking_part").isdisjoint(around.before[-3:]):
            return True  # with participation from
        forces = any(in_range(doc.of(kind), first, around.first) for kind in ("people", "unit", "materiel"))
        return forces or has_cue(doc, first, around.first, "people_word")
    return any(first < m.last <= around.first for m in around.own) or has_cue(doc, first, around.first, "hold")


def _with_forces(around: Around) -> float:
    """Elbonian troops; those that only say something weigh less: Elbonia's military said …"""
    if not around.forces:
        return 0.0
    return 1.0 if around.scope.strength == 2 and _verb_follows(around) != "speech" else 0.6


def _partners(around: Around) -> float:
    """All members will be there, as will partners Finland and Sweden."""
    noun = around.preposition in words_of("partner_noun") and around.preposition not in words_of("member_noun")
    return 1.0 if noun and around.scope.strength and around.tokens[around.first - 1].low == around.preposition else 0.0


def _verb(around: Around) -> float:
    """Elbonia holds …; Elbonia said …"""
    verb = _verb_follows(around)
    if verb == "speech" and not around.forces:
        return -1.0
    if verb == "hold" and around.preposition not in words_of("not_with", "side_by"):
        return 1.0 if around.scope.strength else 0.5
    return 0.0


def _verb_follows(around: Around) -> str | None:
    """What kind of verb comes first behind the parties: speech or hold."""
    tokens, doc, end = around.tokens, around.doc, min(around.end, around.last + HOLD_REACH)
    holding = dict(cue_ranges(doc, around.last, end, "hold"))
    speech, breaks = words_of("speech_verb"), words_of("clause_subordinate")
    for i in range(around.last, end):
        low = tokens[i].low
        if low in breaks:
            return None
        if low in speech and not _names(around, i) and holding.get(i, i) <= i + 1:  # but: called off
            if _said_by_another(around, i):
                return None
            told = has_cue(doc, i, min(around.end, i + SAID_REACH), "taking_part", "holding_noun")
            return "hold" if told or _announces(around, i) or _of_itself(around, i) else "speech"
        if i in holding and not (i == around.last + 1 and around.after == "'s"):
            return "hold"
        if low in (";", '"'):
            return None
    return None


def _names(around: Around, verb: int) -> bool:
    """Whether a verb that may be one of speech only names the exercise: exercises of three countries called "Tin Lantern"."""
    if around.tokens[verb].low not in words_of("naming"):
        return False
    return any(m.first < verb < m.last or (m.value.base and 0 < m.first - verb <= 2) for m in around.own)


def _said_by_another(around: Around, verb: int) -> bool:
    """Whether a speaker of its own stands between a comma or dash and a verb of speech: held by Elbonia in June, officials said."""
    tokens = around.tokens
    dashes = words_of("line_mark") - {":"}
    apart = (i for i in range(verb - 1, around.last - 1, -1) if tokens[i].low in dashes and tokens[i].start > tokens[i - 1].end)
    comma = next((i for i in range(verb - 1, around.last - 1, -1) if tokens[i].text == ","), next(apart, verb))
    comma += comma + 1 < verb and tokens[comma + 1].low in dashes
    return 1 < verb - comma <= SPEAKER and around.tokens[comma + 1].low not in words_of("clause_relative")


def _announces(around: Around, verb: int) -> bool:
    """Whether an exercise is what is announced: Elbonia announced on Tuesday a three-day drill, but not: announced that the drill …"""
    if around.tokens[verb].low not in words_of("announcing"):
        return False
    if any(m.first < verb < m.last for m in around.own):
        return True
    named = next((m.first for m in around.own if 0 < m.first - verb <= ANNOUNCED_REACH), None)
    if named is None or any(verb < m.first <= named for m in around.doc.of("party")):
        return False
    return words_of("clause_relative", "pronoun_it", "pronoun_they").isdisjoint(t.low for t in around.tokens[verb + 1 : named])


def _of_itself(around: Around, verb: int) -> bool:
    """Whether somebody tells what he himself did with an exercise: Elbonia said that it had postponed the drills."""
    doc, end = around.doc, min(around.end, verb + ITSELF_REACH)
    own = next((i for i in range(verb + 1, end) if around.tokens[i].low in words_of("pronoun_it", "pronoun_they")), None)
    if own is None or not around.own:
        return False
    did = cue_ranges(doc, own, min(around.end, own + ITSELF_REACH), "hold", "called_off")
    return bool(did) and words_of("clause_relative").isdisjoint(t.low for t in around.tokens[own : did[0][0]])


def _sends(around: Around) -> float:
    """Mongolia sent a few companies; Peru has brought a frigate: told apart from the exercise in a report on it."""
    last = around.scope.last
    if not around.told or not has_cue(around.doc, around.last, min(last, around.last + 4), "sending_verb"):
        return 0.0
    end = min(around.end, around.last + SENT_REACH)
    if any(in_range(around.doc.of(kind), around.last, end) for kind in ("people", "materiel")):
        return 1.0
    return 0.0 if around.scope.strength else 0.5


def _heads_line(around: Around) -> float:
    """Elbonia: two frigates; Ruritania – four jets from Strelsau: a line of a list that begins with who brings something."""
    doc, i = around.doc, around.last
    if not around.told or around.first - around.sentence.first > 1 or around.after not in words_of("line_mark"):
        return 0.0
    apart = around.after == ":" or doc.tokens[i].start > doc.tokens[i - 1].end
    brought = any(i < m.first <= i + LINE_REACH for kind in ("people", "materiel", "unit") for m in doc.of(kind))
    return 1.0 if apart and brought else 0.0


def _own_part(around: Around) -> float:
    """Elbonia's participation was confirmed on Friday; not: without Elbonia's participation."""
    i = around.last + 1
    owned = around.told and around.after in words_of("owner_mark") and i < around.end and around.tokens[i].low in words_of("own_part")
    return TAKES_PART if owned and around.preposition not in words_of("lacking") else 0.0


def _so_does(around: Around) -> float:
    """Elbonia has sent a company, and so has Ruritania."""
    so = (
        around.told and around.before[-2:-1] == ["so"] and around.preposition in words_of("aux_have", "aux_present_be", "copula", "so_verb")
    )
    sent = so and has_cue(around.doc, around.sentence.first, around.first, "hold", "sending_verb")
    return 1.0 if sent and not has_cue(around.doc, around.sentence.first, around.end, "observer_cue") else 0.0


def _among_them(around: Around) -> float:
    """Nine thousand people from 17 nations, Elbonia and Ruritania among them."""
    named = around.told and has_cue(around.doc, around.last, min(around.end, around.last + 2), "among_them")
    return 1.0 if named and around.cue_before(ANCHOR_REACH, "partner_noun") else 0.0


def _elliptic(around: Around) -> float:
    """Ruritania sent 500 soldiers, Syldavia 300 and Elbonia a platoon; Ruritania is represented by a frigate, Elbonia by two tugs."""
    i = around.last + (around.after in words_of("side_by"))
    while i < around.end and around.tokens[i].low in words_of("about_word"):
        i += 1
    number = i < around.end and (around.tokens[i].text[0].isdecimal() or around.tokens[i].low in words_of("number_small", "number_article"))
    if not number or around.preposition not in (",", "and", "while") or not around.told:
        return 0.0
    return 1.0 if has_cue(around.doc, around.sentence.first, around.first, "sending_verb") else 0.0


def _long_list(around: Around) -> float:
    """Elbonia, Ruritania, Syldavia and Borduria."""
    listed = len({m.first for m in around.group.mentions}) >= LONG_LIST and around.told
    return 1.0 if listed and around.preposition not in words_of("not_with") else 0.0


def _in_line(around: Around) -> float:
    """Wise Heron (Hungary, Slovakia): Papa, June 3-14: the line of a list names those that take part."""
    return 1.0 if around.scope.strength and around.sentence.block in listed(around.doc) else 0.0


WEAK: tuple[Callable[[Around], float], ...] = (
    _side,
    _with_forces,
    _partners,
    _verb,
    _sends,
    _elliptic,
    _long_list,
    _in_line,
    _heads_line,
    _among_them,
    _own_part,
    _so_does,
)
"""The signs that add up."""
