"""Words that tell what happens to an exercise (it begins, is held, ends, is called off) or something else, and in which tense."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.frames import mentions_in
from vedette.extract.memory import of_document
from vedette.grammar import Phrases, fold
from vedette.lexicon import word_classes, words_of
from vedette.model import Document, Span

Act = Literal["begin", "end", "last", "hold", "join", "plan", "cancel", "postpone", "say", "other"]
Tense = Literal["past", "perfect", "present", "progressive", "then", "future", "would", "infinitive", "participle", "noun"]

ACTS: tuple[Act, ...] = ("begin", "end", "last", "hold", "join", "plan", "cancel", "postpone", "say", "other")
FORMS = ("base", "stem", "present", "past", "ing", "participle", "noun")
AUXILIARIES = ("future", "would", "doubt", "present_be", "past_be", "have", "be", "been", "being", "did", "do", "to", "negative", "skip")
NAMES = ("exercise", "place", "unit", "date")
"""Mentions whose words are no verbs: "war games", "Training Area", "last month"."""
SUBJECT_REACH, OBJECT_REACH = 1, 4
"""Tokens between a verb and a noun before or after it that is its subject or object."""
TIME_REACH = 2
"""Tokens between "moved to" and a time, or between a verb and the exercise behind it."""
AIM_REACH = 12
"""Tokens between an aim and the verb that tells it: "the aim of this year's exercise is to test"."""
SKIPPED = ["skip"]
"""What words are that only stand between auxiliaries."""
AUXILIARY_REACH = 6
"""Tokens before a verb that are searched for its auxiliaries."""
MOVED_REACH = 12
"""Tokens between "moved" and the time that something is moved to."""
AHEAD = ("future", "would", "infinitive")
"""Tenses whose auxiliaries the next verb may share."""
PLAIN = frozenset(("base", "stem"))
"""Forms of a verb behind an auxiliary."""
NAMED_REACH = 6
"""Tokens between an exercise and a verb that says something of it only there: the exercise in the north has been stopped."""


class Event(Struct, frozen=True):
    """A verb (or noun) with what it says, in tokens [first, last): `first` is its first auxiliary, `word` where the verb itself begins."""

    act: Act
    tense: Tense
    first: int
    word: int
    last: int
    negative: bool = False
    passive: bool = False
    earlier: bool = False
    """Whether it was over before something else that is told: had been put off."""

    def span(self, doc: Document) -> Span:
        """The words of the event with its auxiliaries."""
        return Span(doc.tokens[self.first].start, doc.tokens[self.last - 1].end)


@cache
def _verbs() -> Phrases[tuple[Act, str]]:
    phrases: Phrases[tuple[Act, str]] = Phrases()
    for act in ACTS:
        for form in FORMS:
            kind = f"verb_{act}_{form}"
            if kind in _kinds():
                for word in sorted(words_of(kind)):
                    phrases.add(word, (act, form))
    return phrases


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word_classes())


@cache
def _auxiliaries() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for kind in AUXILIARIES:
        for word in sorted(words_of(f"aux_{kind}")):
            # "may" is no month
            phrases.add(word, kind, exact=kind == "doubt")
    return phrases


def events(doc: Document, first: int, last: int) -> list[Event]:
    """The events told in tokens [first, last) of one sentence, in reading order."""
    known, index = _known(doc), _sentence_at(doc, first)
    if index not in known:
        known[index] = _sentence_events(doc, index)
    return [e for e in known[index] if first <= e.word and e.last <= last]


@of_document
def _known(doc: Document) -> dict[int, tuple[Event, ...]]:
    """The events of the sentences that were read so far."""
    return {}


def _sentence_at(doc: Document, token: int) -> int:
    return bisect_right(doc.sentences, token, key=lambda s: s.first) - 1


def _sentence_events(doc: Document, index: int) -> tuple[Event, ...]:
    sentence = doc.sentences[index]
    first, last = sentence.first, sentence.last
    names, exercises, inside = _names(doc)
    out: list[Event] = []
    for a, b, payloads in _verbs().find(doc.tokens, first, last):
        past = "past" in {form for _, form in payloads}
        if a in names or (a in exercises and not past) or (a in inside and payloads[0][0] == ("other" if past else "join")):
            continue  # "a drill called X", "the multinational drill X"
        if (
            a > first
            and b in names
            and payloads[0] == ("other", "past")
            and (a - 1 in exercises or doc.tokens[a - 1].low in words_of("time_comma"))
        ):
            # "a drill, called X"
            continue
        event = _event(doc, first, a, b, payloads)
        if out and doc.tokens[a - 1].low in words_of("clause_and") and (event is None or (event.tense, event.first) == ("present", a)):
            event = _going_on(out[-1], a, b, payloads) or event
        if event is None:
            continue
        if event.tense == "participle" and out and out[-1].last == event.first:
            # "started training" tells of the start, "started arriving for the exercise" does not
            if out[-1].act == "begin" and event.act == "other" and out[-1].tense in ("past", "perfect"):
                out[-1] = replace(out[-1], act="other")
            continue
        if event.tense == "infinitive" and event.act == "other" and out and (out[-1].act, out[-1].last) == ("begin", event.first):
            out[-1] = replace(out[-1], act="other")  # have begun to arrive
            continue
        if event.tense == "infinitive" and out and out[-1].act == "plan" and out[-1].last == event.first:
            event = replace(event, tense="future", first=out.pop().first)
        elif out and out[-1].act == "plan" and event.first <= out[-1].first:
            out.pop()  # "is scheduled to last" is one verb
        out.append(event)
    return tuple(_of_another_thing(doc, e, out[k - 1] if k else None, out[k + 1] if k + 1 < len(out) else None) for k, e in enumerate(out))


def _going_on(before: Event, word: int, last: int, payloads: Sequence[tuple[Act, str]]) -> Event | None:
    """The event of a verb that shares the auxiliaries of the one before: will open on Monday and close on Friday."""
    shared = before.tense in AHEAD and not before.negative and not {form for _, form in payloads}.isdisjoint(PLAIN)
    return Event(payloads[0][0], before.tense, word, word, last) if shared else None


def _of_another_thing(doc: Document, event: Event, before: Event | None, after: Event | None) -> Event:
    """What is begun, ended or called off of a visit, talks or the like says nothing of an exercise."""
    if event.tense == "noun" and event.act in ("begin", "end") and doc.tokens[event.last - 1].low in words_of("of_word"):
        own = any(event.last <= m.first <= event.last + OBJECT_REACH or m.first < event.last < m.last for m in doc.of("exercise"))
        return event if own else replace(event, act="other")  # the end of the war
    if event.act not in ("begin", "end", "cancel", "postpone", "hold") or event.tense == "noun":
        return event
    subject = before is not None and before.act == "other" and before.tense == "noun" and event.first - before.last <= SUBJECT_REACH
    if subject and (doc.tokens[event.first - 1].low in words_of("time_comma") or (before is not None and _compared(doc, before))):
        subject = False
    if before is not None and before.act == "other" and before.tense == "noun" and _for_exercise(doc, before.last, event.first):
        subject = True  # the planning conference for the exercise ended
    thing = after is not None and after.act == "other" and after.tense == "noun" and after.first - event.last <= OBJECT_REACH
    if thing and after is not None and any(t.low in words_of("time_break") for t in doc.tokens[event.last : after.first]):
        thing = False  # called off because of the pandemic
    return replace(event, act="other") if subject or thing else event


def _compared(doc: Document, noun: Event) -> bool:
    """Whether a noun is only one since which something is the largest: the biggest drill since the Cold War began on Monday."""
    return any(t.low in words_of("time_since") for t in doc.tokens[max(0, noun.first - OBJECT_REACH) : noun.first])


def _for_exercise(doc: Document, first: int, last: int) -> bool:
    """Whether tokens [first, last) only say of what exercise something is: "for the exercise"."""
    if first >= last or doc.tokens[first].low not in words_of("of_exercise"):
        return False
    return any(m.last == last for m in mentions_in(doc, "exercise", first + 1, first + OBJECT_REACH + 1))


@of_document
def _names(doc: Document) -> tuple[set[int], set[int], set[int]]:
    """Tokens of names and times; of unnamed exercises, where only a verb of the past ("a planned drill") can be meant as one; and those
    beside the name of an exercise ("a drill called")."""
    names: set[int] = set()
    unnamed: set[int] = set()
    beside: set[int] = set()
    for kind in NAMES:
        for mention in doc.of(kind):
            covered = range(mention.first, mention.last)
            name = mention.value.name_span if kind == "exercise" else mention.span
            if name is None:
                unnamed.update(covered)
            else:
                named = {i for i in covered if doc.tokens[i].start >= name.start}
                names |= named
                beside.update(set(covered) - named)
    return names, unnamed, beside


def _event(doc: Document, limit: int, word: int, last: int, payloads: Sequence[tuple[Act, str]]) -> Event | None:
    """The event of a verb with what stands before it; None where the word cannot be a verb there."""
    act = payloads[0][0]
    forms = {form for _, form in payloads}
    if forms == {"noun"}:
        return Event(act, "noun", word, word, last)
    found: list[tuple[Sequence[str], int]] = []
    at = word
    while at > limit and word - at < AUXILIARY_REACH:
        step = _auxiliary_before(doc, limit, at) or _time_before(doc, limit, at)
        if step is None:
            break
        at = step[1]
        found.append(step)
    # words that only stand between ("also", "now") do not open the group
    while found and found[-1][0] == SKIPPED:
        found.pop()
    kinds = {kind for step, _ in found for kind in step}
    tense = _tense(forms, kinds)
    if tense is None:
        return Event(act, "noun", word, word, last) if "noun" in forms else None
    relative = forms == {"present"} and word > limit and doc.tokens[word - 1].low in words_of("aux_pronoun")  # an event that starts
    determined = not kinds and word > limit and doc.tokens[word - 1].low in words_of("aux_determiner")
    if tense in ("present", "participle") and determined and not relative:
        return Event(act, "noun", word, word, last) if "noun" in forms else None
    before = doc.tokens[word - 1].low if word > limit else ""
    behind = doc.tokens[last].low if last < len(doc.tokens) else ""
    if (not kinds and _of_noun(act, tense, before, behind)) or _of_else(doc, limit, word, last, act):
        return None
    start = found[-1][1] if found else word
    if tense == "future" and tells_aim(doc, limit, start, word):
        tense = "infinitive"
    passive = bool(kinds & {"be", "present_be", "past_be", "been"}) and bool(forms & {"past", "participle"})
    earlier = "have" in kinds and "to" not in kinds and any(doc.tokens[i].low in words_of("aux_had") for i in range(start, word))
    if earlier and tense == "progressive":
        tense = "then"  # had been training
    if act == "other" and doc.tokens[word].low in words_of("move_verb") and _moved(doc, limit, word, last):
        act = "postpone"  # moved the exercise from June to September
    if act == "other" and doc.tokens[word].low in words_of("come_verb") and any(m.last == start for m in doc.of("exercise")):
        act = "hold"  # the exercise returns to the north
    return Event(act, tense, start, word, last, "negative" in kinds, passive, earlier)


def _of_noun(act: Act, tense: Tense, before: str, behind: str) -> bool:
    """Whether a form without auxiliaries, between two words, belongs to a noun and tells no time."""
    if tense == "past":
        # an exercise led by …, but: launched by … on Monday; the largest exercise ever held
        return (act != "begin" and behind in words_of("aux_by")) or before in words_of("aux_ever")
    if tense == "present":
        # the third and last stage; the third stage of
        return (act == "last" and behind in words_of("exercise_part")) or (act == "hold" and behind in words_of("of_word"))
    return False


def _of_else(doc: Document, limit: int, word: int, last: int, act: Act) -> bool:
    """Whether what stands around the verb at tokens [word, last) shows that it tells of something else than an exercise."""
    verb = doc.tokens[word].low
    if act == "cancel" and last < len(doc.tokens) and verb in words_of("drop_verb") and _falls(doc, last):
        return True  # paratroopers dropped to the ground
    if act == "plan" and verb in words_of("plan_verb") and not _follows(doc, "exercise", last):
        return True  # prepare for war; considering an answer
    if act != "other" and fold(doc.words(word, last)) in words_of("near_verb") and not _exercise_near(doc, limit, word, last):
        return True  # stopped a tank
    if act == "postpone" and doc.tokens[last - 1].low in words_of("aux_to") and not _follows(doc, "date", last):
        return True  # moved to Japan, to its next phase
    joined = word > limit and doc.tokens[word - 1].text == "-" and doc.tokens[word - 1].end == doc.tokens[word].start
    return joined and act in ("other", "plan")  # home-made, larger-than-expected; but just-ended


def tells_aim(doc: Document, limit: int, first: int, word: int) -> bool:
    """Whether a verb whose auxiliaries are tokens [first, word), in a clause from `limit` on, only tells what something is for: the aim
    is to test."""
    is_to = doc.tokens[first].low in words_of("aux_present_be") and doc.tokens[word - 1].low in words_of("aux_to") and word - first == 2
    return is_to and any(doc.tokens[i].low in words_of("goal_noun") for i in range(max(limit, first - AIM_REACH), first))


def _follows(doc: Document, kind: str, i: int) -> bool:
    """Whether an exercise or a time is told right behind."""
    return bool(mentions_in(doc, kind, i, i + TIME_REACH + 1))


def _exercise_near(doc: Document, limit: int, word: int, last: int) -> bool:
    """Whether an exercise is named right behind a verb, or shortly before it."""
    near = mentions_in(doc, "exercise", limit, last + TIME_REACH + 1)
    return any(last <= m.first or 0 <= word - m.last <= NAMED_REACH for m in near)


def _moved(doc: Document, limit: int, word: int, last: int) -> bool:
    """Whether what is moved is an exercise, and it is moved to another time."""
    if not _exercise_near(doc, limit, word, last):
        return False
    times = mentions_in(doc, "date", last + 1, last + MOVED_REACH + 1)
    return any(doc.tokens[m.first - 1].low in words_of("aux_to") or m.value.kind == "interval" for m in times)


def _falls(doc: Document, i: int) -> bool:
    """Whether what is dropped falls: the word behind is one of place or the name of what falls."""
    falls = any(m.first <= i + 1 and i < m.last for kind in ("people", "materiel") for m in doc.of(kind))
    return falls or doc.tokens[i].low in words_of("drop_where")


def _auxiliary_before(doc: Document, limit: int, at: int) -> tuple[Sequence[str], int] | None:
    known = _auxiliaries()
    if not known.may_end(doc.tokens, at - 1):
        return None
    for i in range(max(limit, at - 4), at):
        hit = known.at(doc.tokens, i, at)
        if hit and hit[0] == at:
            return hit[1], i
    return None


def _time_before(doc: Document, limit: int, at: int) -> tuple[Sequence[str], int] | None:
    """A time between an auxiliary and its verb: will later this year hold; will in May host."""
    first = _times(doc).get(at)
    if first is None or first < limit:
        return None
    return SKIPPED, first - (first > limit and doc.tokens[first - 1].low in words_of("time_opening"))


@of_document
def _times(doc: Document) -> dict[int, int]:
    """The first token of each time by the token behind it."""
    return {m.last: m.first for m in doc.of("date")}


def _tense(forms: set[str], kinds: set[str]) -> Tense | None:
    if forms == {"stem"} and not kinds & {"future", "would", "doubt", "to", "did", "do"}:
        return None
    if "future" in kinds:
        return "future"
    if kinds & {"would", "doubt"} or ("be" in kinds and kinds <= {"be", "negative", "skip"}):
        return "would"
    if "ing" in forms:
        if kinds & {"have", "been"} or "present_be" in kinds:
            return "progressive"
        return "then" if "past_be" in kinds else "participle"
    if kinds & {"did", "do"} and forms & {"base", "stem"}:
        return "past" if "did" in kinds else "present"
    if "have" in kinds and forms & {"past", "participle"}:
        return "perfect"
    if "to" in kinds and forms & {"base", "stem", "past", "participle"}:
        return "infinitive"
    if "past_be" in kinds and forms & {"past", "participle"}:
        return "past"
    if "being" in kinds and "past_be" in kinds:
        return "then"
    if "being" in kinds and forms & {"past", "participle"}:
        return "progressive"
    if "present_be" in kinds and forms & {"past", "participle"}:
        return "present"
    if "past" in forms:
        return "past"
    if "present" in forms:
        return "present"
    if "base" in forms:
        return "present" if not kinds else None
    return None
