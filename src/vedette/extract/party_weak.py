"""Signs around a list of parties that only together say whether they take part in an exercise: what each of them adds."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from vedette.extract.digests import listed
from vedette.extract.frames import TOLD, cue_ranges, has_cue, in_range, mentions_in
from vedette.extract.party_context import ANCHOR_REACH, HOLD_REACH, LONG_LIST, TAKES_PART, Around
from vedette.lexicon import words_of

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
BY_REACH = 5
"""Tokens before "by" in which the noun or verb that it hangs on stands."""
AGAIN_REACH = 24
"""Tokens before a preposition that is said once more, in which the noun or verb that the first hangs on stands."""
FORCES_OF = 7
"""Tokens before "of Elbonia" in which its forces stand: contingents and operational groups of …"""
LIST_HEAD = 4
"""Tokens of the words at the head of a list of those who take part: Participating nations include: …"""
CHAIN = 14
"""Tokens of words for forces before "of Elbonia": with two companies of the 3rd Brigade of the armed forces of …"""
SUPPORT_REACH = 5
"""Tokens between "with" and those from whom support comes: with additional logistic support from …"""
LINE_REACH = 5
"""Tokens from the mark behind the head of a line to what is brought."""


def _side(around: Around) -> float:
    """What the preposition says: with Elbonia, troops of Elbonia; or the head of a list: Participants: Elbonia, …; it unites Elbonia, …"""
    colon = around.first > around.sentence.first and around.tokens[around.first - 1].text == ":"
    heads = colon or around.preposition in words_of("copula")
    if around.told and heads and (around.cue_before(LIST_HEAD, "list_head") or _explains_nations(around)):
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


def _explains_nations(around: Around) -> bool:
    """Whether a list behind a colon tells which nations are spoken of that take part: it will be joined by two nations: Elbonia and …"""
    colon = around.first - 1
    while colon > around.sentence.first and around.tokens[colon].low in words_of("determiner"):
        colon -= 1
    if colon <= around.sentence.first or around.tokens[colon].text != ":":
        return False
    named = around.tokens[colon - 1].low in words_of("nation_noun")
    return named and has_cue(around.doc, around.sentence.first, colon, "hold", "taking_part", "list_head", "taking_part_verb")


def _of(around: Around) -> float:
    before = around.before
    if around.told and any(m.last == _of_at(around) for m in around.own):
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


def _of_at(around: Around) -> int:
    """The token "of" before the parties, an article between left aside."""
    return around.first - 1 - (around.tokens[around.first - 1].low != "of")


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
    if _verb_follows(around) == "speech" or has_cue(around.doc, around.sentence.first, around.end, "statesman"):
        return False
    people = mentions_in(around.doc, "person", around.sentence.first, around.first)
    return any(m.last == _of_at(around) and m.value.title and not m.value.office for m in people)


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
        if around.before[-2:-1] and around.before[-2] in words_of("support_noun") and around.cue_before(SUPPORT_REACH, "support_with"):
            return True  # with additional support from
        forces = any(in_range(doc.of(kind), first, around.first) for kind in ("people", "unit", "materiel"))
        return forces or has_cue(doc, first, around.first, "people_word")
    return any(first < m.last <= around.first for m in around.own) or has_cue(doc, first, around.first, "hold")


def _with_forces(around: Around) -> float:
    """Elbonian troops; those that only say something weigh less: Elbonia's military said …"""
    if not around.forces:
        return 0.0
    return 1.0 if around.scope.strength == TOLD and _verb_follows(around) != "speech" else 0.6


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
    if named is None or mentions_in(around.doc, "party", verb + 1, named + 1):
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
    end = min(around.end, i + 1 + LINE_REACH)
    brought = any(mentions_in(doc, kind, i + 1, end) for kind in ("people", "materiel", "unit"))
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
