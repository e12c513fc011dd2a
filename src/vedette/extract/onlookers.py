"""States that a report on an exercise names though they are no part of it: those that take a stand on it, that it alarms or whose affairs
it touches, those that send something elsewhere, and those that an organisation is made up of."""

from vedette.extract.frames import cue_ranges, has_cue, mentions_in
from vedette.grammar import phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Sentence, is_state

WATCH_REACH = 12
"""Tokens between parties and the verb by which they keep watch: ships and patrol planes from Elbonia were maintaining constant …"""
WATCHED_REACH = 4
"""Tokens between that verb and the exercise."""
TALKS_REACH = 14
"""Tokens between a meeting of statesmen and the states that they come from: told reporters after talks with her counterparts from …"""
JOIN_REACH = 5
"""Tokens between parties and the verb by which they join an alliance: Elbonia and Ruritania, which joined …"""
LEAD_REACH = 9
"""Words between parties and their verb: Elbonia and Ruritania have both long …; Elbonia's foreign minister X has …"""
ALARM_REACH = 14
"""Tokens between those alarmed and the noun that says so: concern among the members on the eastern flank, particularly Elbonia and …"""
ALERT_REACH = 2
"""Tokens between those alarmed and the words that say so behind them: has put Elbonia, in particular, on high alert."""
MATTER_REACH = 3
"""Words between a party and what of it is spoken of: Elbonia's growing strategic clout."""
SENT_REACH = 12
"""Tokens between parties and the verb by which they send something: Elbonia announced last week that it would send …"""
GOAL_REACH = 14
"""Tokens from that verb to where it is sent."""
TO_REACH = 3
"""Tokens between "to" and the region."""
MADE_REACH = 16
"""Tokens from the founding of an organisation to its members: was founded on 7 October 2002 in Tashkent by Elbonia and …"""


def keeps_watch(doc: Document, sentence: Sentence, last: int) -> bool:
    """Whether the parties that end at token `last` only keep an eye on an exercise: ships from Elbonia were tracking the manoeuvres."""
    for _, end in cue_ranges(doc, last, min(last + WATCH_REACH, sentence.last), "watching_verb"):
        seen = [m for m in doc.of("exercise") if m.sentence == sentence.index and last <= m.first]
        return bool(seen) and end <= seen[0].first <= end + WATCHED_REACH
    return False


def meets(doc: Document, sentence: Sentence, first: int) -> bool:
    """Whether parties at token `first` only tell where statesmen come from: met with ministers from Elbonia; her counterpart from …"""
    start = max(sentence.first, first - TALKS_REACH)
    met = cue_ranges(doc, start, first, "talks_word")
    if not met or any(m.first < first and met[0][1] <= m.last for m in doc.of("exercise")):
        return False
    return not has_cue(doc, met[0][1], first, "hold", "statesman_force") and has_cue(doc, met[0][0], first, "statesman")


def joins_bloc(doc: Document, sentence: Sentence, last: int) -> bool:
    """Whether the parties that end at token `last` become members of something: Elbonia, which joined NATO in 2004, …"""
    joined = cue_ranges(doc, last, min(last + JOIN_REACH, sentence.last), "joining_verb")
    if not joined:
        return False
    i = joined[0][1]
    while i < sentence.last and doc.tokens[i].low in words_of("determiner", "bloc_modifier"):
        i += 1
    bloc = next((m.last for m in doc.of("party") if m.first == i and not is_state(m.value.code)), i)
    bloc += bloc == i and i < sentence.last and doc.tokens[i].low in words_of("bloc_noun")
    following = doc.tokens[bloc].low if bloc < sentence.last else ""
    inside = any(m.first <= bloc < m.last or m.first == bloc for m in doc.of("exercise"))
    return bloc > i and not inside and following not in words_of("force_noun", "owner_mark")


def takes_stand(doc: Document, sentence: Sentence, last: int) -> bool:
    """Whether the verb behind the parties that end at token `last` only tells what they think of something, or how they are placed."""
    lead, i = words_of("stance_lead"), last
    named = {k: m.last for m in mentions_in(doc, "person", max(sentence.first, last - 2), sentence.last) for k in range(m.first, m.last)}
    while i < sentence.last and i - last < LEAD_REACH and (i in named or doc.tokens[i].low in lead):
        i = named.get(i, i + 1)
    return phrases_of("stance_verb").at(doc.tokens, i, sentence.last) is not None


def is_alarmed(doc: Document, sentence: Sentence, first: int, last: int) -> bool:
    """Whether parties in tokens [first, last) are those that something worries: fears in Elbonia; it put Elbonia on high alert."""
    if has_cue(doc, last, min(last + ALERT_REACH + 2, sentence.last), "alert_phrase"):
        return True
    for _, end in cue_ranges(doc, max(sentence.first, first - ALARM_REACH), first, "alarm_noun"):
        if doc.tokens[end].low in words_of("alarm_link"):
            return not has_cue(doc, end, first, "hold") and not any(end <= m.first < first for m in doc.of("exercise"))
    return False


def is_matter(doc: Document, sentence: Sentence, last: int) -> bool:
    """Whether not the parties themselves but something of theirs is spoken of: Elbonia's sovereignty, the Elbonian determination to …"""
    i = last + (last < sentence.last and doc.tokens[last].low in words_of("owner_mark"))
    matter, modifiers = words_of("matter_noun"), words_of("matter_modifier")
    k = i
    while k < sentence.last and k - i < MATTER_REACH and doc.tokens[k].low in modifiers:
        k += 1
    if k >= sentence.last or doc.tokens[k].low not in matter:
        return False
    behind = doc.tokens[k + 1].low if k + 1 < sentence.last else ""
    return behind not in words_of("force_noun") and not any(m.first <= k < m.last for m in doc.of("exercise"))


def deploys(doc: Document, sentence: Sentence, last: int) -> bool:
    """Whether the parties that end at token `last` send something to a region rather than to an exercise: a frigate to the gulf."""
    sent = cue_ranges(doc, last, min(last + SENT_REACH, sentence.last), "sending_verb")
    if not sent or has_cue(doc, *sent[0], "list_head") or any(m.sentence == sentence.index for m in doc.of("exercise")):
        return False
    end, to = sent[0][1], words_of("deployment_to")
    goals = cue_ranges(doc, end, min(end + GOAL_REACH, sentence.last), "deployment_goal")
    return any(not to.isdisjoint(t.low for t in doc.tokens[max(end, goal - TO_REACH) : goal]) for goal, _ in goals)


def makes_up(doc: Document, sentence: Sentence, mentions: tuple[Mention, ...]) -> bool:
    """Whether a list of states is that of the members of an organisation: the SCO, founded in 2001 by …; the bloc's members are …"""
    first = mentions[0].first
    if len(mentions) < 2 or not all(is_state(m.value.code) for m in mentions):
        return False
    founding = cue_ranges(doc, max(sentence.first, first - MADE_REACH), first, "founding_verb")
    if not founding or any(m.sentence == sentence.index for m in doc.of("exercise")):
        return False
    began, made = founding[-1]
    if doc.tokens[began].low in words_of("side_with") and has_cue(doc, mentions[-1].last, sentence.last, "hold", "awaited"):
        return False  # members, including Elbonia and Ruritania, had been expected
    organised = has_cue(doc, sentence.first, began, "bloc_noun") or any(
        not is_state(m.value.code) and sentence.first <= m.first <= began for m in doc.of("party")
    )
    return organised and not has_cue(doc, made, first, "force_noun") and not has_cue(doc, sentence.first, first, "list_head")
