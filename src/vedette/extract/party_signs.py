"""The lists of parties in a report, and what the words around one say of their place in an exercise: who only observes, hosts or is played.

Parties that stand in a list ("Russia, Belarus and Serbia") are judged together, by the words before the list, behind it and around it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range, mentions_in, tokens_of
from vedette.extract.memory import of_document
from vedette.grammar import phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Sentence, is_state

LINKS = frozenset((",", "and", "&", "/", "-", "the", "or", "'s", "both"))
FRAMEWORK_REACH = 12
"""Tokens between "as part of" and the organisation that it speaks of: others that lead it may be named between."""
FOUGHT_REACH = 3
"""Tokens between a verb such as "chase" and whom it is done to."""
THREAT_REACH = 6
"""Tokens behind parties in which a verb tells that they threaten, flee or withdraw."""
STRIFE_REACH = 6
"""Tokens between "fighting between" and those who fight."""
MOCK_REACH = 4
"""Tokens between a model and what it is a model of: a life-size mock-up of an Elbonian carrier."""
DATELINE_MARKS = frozenset((":", "-", "–", "—", "(", "--", "/"))
"""Marks behind the name of the town that a report comes from."""
CLOSED = 2
"""Parties of a list that "and" may close."""
AS_REACH = 24
"""Tokens between parties and "as observers", which speaks of their whole clause."""
OPENING = 3
"""Tokens at the head of a sentence within which "amid" opens it: Just days after Elbonia …"""
LIST_GAP = 6
"""Tokens between two parties of a list."""


class Group(Struct, frozen=True):
    """Parties that stand in one list, in tokens [first, last) of one scope."""

    mentions: tuple[Mention, ...]
    first: int
    last: int
    scope: Scope


def groups(doc: Document, scope: Scope) -> Iterator[Group]:
    """The lists of parties in a scope."""
    run: list[Mention] = []
    comma = _opening_end(doc, scope)
    for m in in_range(doc.of("party"), scope.first, scope.last):
        if _outside(doc, m):
            continue
        if run and (not _linked(doc, run[-1], m) or _begins_anew(doc, run, m) or run[-1].last <= comma < m.first):
            yield Group(tuple(run), run[0].first, run[-1].last, scope)
            run = []
        run.append(m)
    if run:
        yield Group(tuple(run), run[0].first, run[-1].last, scope)


def _opening_end(doc: Document, scope: Scope) -> int:
    """The comma behind a phrase of time or circumstance that opens a sentence, if one party alone stands in it; -1 if there is none."""
    first = doc.sentences[scope.sentence].first
    if scope.first != first or not has_cue(doc, first, min(first + OPENING, scope.last), "opening_cue"):
        return -1
    comma = next((i for i in range(first, scope.last) if doc.tokens[i].text == ","), -1)
    return comma if len(mentions_in(doc, "party", first, comma)) == 1 else -1


def _outside(doc: Document, m: Mention) -> bool:
    """Whether a word tells who does not belong to an organisation: non-NATO Finland."""
    return m.first > 1 and doc.tokens[m.first - 1].low == "-" and doc.tokens[m.first - 2].low in words_of("no_member")


def _in_longer_name(doc: Document, m: Mention) -> bool:
    """Whether a party's name is only part of that of a place, which is no member of a list: in the Gulf of Guinea, the Elbonian navy …"""
    return any(p.first <= m.first and m.last <= p.last for p in longer_places(doc).get(m.first, ()) if p.last - p.first > m.last - m.first)


def _linked(doc: Document, a: Mention, b: Mention) -> bool:
    if _in_longer_name(doc, a) or _in_longer_name(doc, b):
        return False
    between = doc.tokens[a.last : b.first]
    headed = a.value.form == "capital" and a.first == doc.sentences[a.sentence].first
    if headed and between and between[0].text in DATELINE_MARKS and between[0].start > a.span.end:
        return False  # MANAMA - The Elbonian navy …
    if between and between[0].text in ("(", ")"):  # the United Arab Emirates (UAE), Elbonia
        closed = next((n for n, t in enumerate(between) if t.text == ")"), len(between) - 1)
        between = between[closed + 1 :]
        if not between or between[0].low not in (",", "and"):
            return False
    if len(between) > LIST_GAP:
        return False
    if len(between) == 1 and between[0].low == "'s":
        return False
    words = [t.low for t in between if t.low not in LINKS]
    if " ".join(words) in words_of("list_link") or words_of("force_noun", "party_intro").issuperset(words):
        return True
    named = phrases_of("force_noun").at(doc.tokens, a.last, b.first)  # the Elbonian Air Force and the Ruritanian one
    return named is not None and LINKS.issuperset(t.low for t in doc.tokens[named[0] : b.first])


def _begins_anew(doc: Document, run: Sequence[Mention], m: Mention) -> bool:
    """Whether what a party's adjective belongs to stands behind the end of a list: Elbonia and Ruritania, the Syldavian agency said."""
    if len(run) < CLOSED or m.value.form != "adjective" or doc.tokens[m.first - 1].low not in words_of("determiner"):
        return False
    if doc.tokens[run[-1].last].text != ",":
        return False
    return doc.tokens[run[-1].first - 1].low in words_of("list_end") or doc.tokens[run[-1].first - 2].low in words_of("list_end")


def is_mock(doc: Document, sentence: Sentence, first: int) -> bool:
    """Whether what begins at token `first` is only played or not there: a life-size model of an Elbonian carrier, no Elbonian ships."""
    return has_cue(doc, max(sentence.first, first - MOCK_REACH), first, "mock_word") or (
        first > sentence.first and doc.tokens[first - 1].low in words_of("no_word")
    )


def is_foe(doc: Document, group: Group) -> bool:
    """Whether parties do or suffer something else: chased away an Elbonian tug; Elbonia's navy threatened to …; Elbonia's invasion of …"""
    scope, first, last = group.scope, group.first, group.last
    around = max(scope.first, first - STRIFE_REACH), min(last + THREAT_REACH, scope.last)
    if not has_cue(doc, *around, "fought", "strife", "threat_verb", "strife_noun", "trade_verb", "standing_verb"):
        return False
    if has_cue(doc, max(scope.first, first - FOUGHT_REACH), first, "fought"):
        return True
    if has_cue(doc, max(scope.first, first - STRIFE_REACH), first, "strife"):
        return True
    noun = last + (last < scope.last and doc.tokens[last].low in words_of("owner_mark"))
    if noun + 1 < scope.last and doc.tokens[noun].low in words_of("strife_noun") and doc.tokens[noun + 1].low in words_of("strife_on"):
        return True  # Elbonia's attack on …, but not Elbonian attack helicopters or war games
    if has_cue(doc, last, min(last + THREAT_REACH, scope.last), "threat_verb"):
        return True
    return not any(m.sentence == scope.sentence for m in doc.of("exercise")) and _trades(doc, group)


def _trades(doc: Document, group: Group) -> bool:
    """Whether a sentence without an exercise tells of what parties sell, or have standing somewhere: bought 12 aircraft from Elbonia."""
    scope, first, last = group.scope, group.first, group.last
    reach = min(last + THREAT_REACH, scope.last)
    if has_cue(doc, max(scope.first, first - STRIFE_REACH), first, "trade_verb") or has_cue(doc, last, reach, "trade_verb"):
        return True
    return has_cue(doc, last, reach, "standing_verb") and not has_cue(doc, last, scope.last, "hold")


def in_setting(doc: Document, frame: Frame, scope: Scope, first: int) -> bool:
    """Whether token `first` stands behind words that tell against what background the exercise takes place: amid the withdrawal of …"""
    cues = cue_ranges(doc, scope.first, first, "setting_cue")
    if cues and not any(cues[-1][1] <= m.first < first for m in frame.mentions):
        opens = cues[-1][0] - scope.first <= OPENING and any(t.text == "," for t in doc.tokens[cues[-1][1] : first])
        return not (opens and any(first <= m.last <= scope.last for m in frame.mentions))
    began = cue_ranges(doc, scope.first, first, "sequel_setting")
    if not began:
        return False
    start, end = began[-1]
    own = [m for m in frame.mentions if scope.first <= m.first < first]
    return any(m.last <= start for m in own) and not any(end <= m.first for m in own)


@of_document
def place_tokens(doc: Document) -> frozenset[int]:
    """The tokens of the names of places."""
    return tokens_of(doc.of("place"))


@of_document
def longer_places(doc: Document) -> dict[int, tuple[Mention, ...]]:
    """The names of places of several words, by the tokens that they cover."""
    found: dict[int, tuple[Mention, ...]] = {}
    for place in doc.of("place"):
        if place.last - place.first > 1:
            found.update({i: (*found.get(i, ()), place) for i in range(place.first, place.last)})
    return found


def within_name(doc: Document, frame: Frame, group: Group) -> bool:
    """Whether the party's word is only part of a longer name: New Mexico, Bersama Lima."""
    places = group.first in place_tokens(doc) and any(
        p.first <= group.first and group.last <= p.last and p.last - p.first > group.last - group.first for p in doc.of("place")
    )
    if places or group.mentions[0].value.form != "capital":
        return places
    span = group.mentions[0].span
    return any(m.value.name_span and span.within(m.value.name_span) for m in frame.mentions)


def observes(doc: Document, group: Group) -> bool:
    """Whether the parties only look on: a word of observing in their own clause, before the next parties."""
    if not has_cue(doc, group.scope.first, group.scope.last, "observer_cue"):
        return False
    others = [
        m
        for m in mentions_in(doc, "party", group.scope.first, group.scope.last)
        if m not in group.mentions and not is_where(doc, group.scope, m) and not _outside(doc, m)
    ]
    if is_where(doc, group.scope, group.mentions[0]):
        return False
    last = group.last
    for m in others:
        last = m.last if m.first >= last and _goes_on(doc, last, m.first) else last  # officers from Elbonia and one from Ruritania watched
    start = max([group.scope.first, group.first - 8, *(m.last for m in others if m.last <= group.first)])
    end = min([group.scope.last, last + 11, *(m.first for m in others if m.first >= last)])
    closing = words_of("and_word")
    stops = [
        i
        for i in range(last, end)
        if doc.tokens[i].text in (";", ".") or (i + 1 < end and doc.tokens[i].text == "," and doc.tokens[i + 1].low in closing)
    ]
    if end < group.scope.last and doc.tokens[end - 1].low in words_of("observer_of"):  # with observers from Elbonia
        stops += [i for i in range(group.last, end) if doc.tokens[i].low in words_of("observer_with")]
    before = cue_ranges(doc, start, group.first, "observer_cue")
    if before and doc.tokens[before[0][0] - 1].low in ("and", "&", ","):
        return False
    by = words_of("side_by")
    behind = cue_ranges(doc, group.last, min([end, *stops]), "observer_cue")
    if before or any(doc.tokens[min(last, group.scope.last - 1)].low not in by for _, last in behind):
        return True  # but: the participation of Elbonia and observed by others
    far = [m.first for m in others if m.first >= group.last]
    return has_cue(doc, group.last, min([group.scope.last, group.last + AS_REACH, *far]), "observing_as")


def _goes_on(doc: Document, last: int, first: int) -> bool:
    """Whether the words between two parties only go on with the list of where people come from: , and two more from the neighbouring"""
    between = [t.low for t in doc.tokens[last:first]]
    fill = words_of("and_word", "also_word", "number_small", "number_article", "side_from", "determiner", "people_word") | LINKS
    told = not words_of("side_from").isdisjoint(between)
    return told and len(between) <= LIST_GAP and all(low in fill or low.isdecimal() for low in between)


def is_where(doc: Document, scope: Scope, party: Mention) -> bool:
    """Whether a party only tells where something is: observers at the drills in eastern Elbonia."""
    before = party.first - 1
    if before > scope.first and doc.tokens[before].low in words_of("direction_adjective"):
        before -= 1
    return before >= scope.first and doc.tokens[before].low in words_of("place_in")


def frames_it(doc: Document, group: Group) -> bool:
    """Whether an organisation is only the frame in which states train: as part of the SCO, under the auspices of the UN."""
    first = max(group.scope.first, group.first - FRAMEWORK_REACH)
    return not all(is_state(m.value.code) for m in group.mentions) and has_cue(doc, first, group.first, "framework_cue")


def is_host(doc: Document, group: Group) -> bool:
    return has_cue(doc, group.last, min(group.last + 4, group.scope.last), "host_cue") or has_cue(
        doc, max(group.scope.first, group.first - 3), group.first, "host_cue"
    )
