"""How often an exercise is held, and who made it known and when."""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from vedette.extract.bounds import NEWS_DAYS, Timing
from vedette.extract.drafts import Draft
from vedette.extract.events import Event, events
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.grammar import Phrases, fold
from vedette.lexicon import WordRow, load_csv, words_of
from vedette.model import Document, Mention, Party, Span, Speech
from vedette.values import compare, first_day, precision

BESIDE = 6
"""Tokens between a speaker and the verb of saying."""
BEFORE = 2
"""Tokens between a day and the speaker behind it (a comma, an article), and before a day that opens a sentence."""
BEGUN = ("past", "perfect")
"""Tenses of what has begun."""
NAME_MARKS = frozenset(("'s", "'", "’", "-"))
"""Marks within a body's name."""


@cache
def _frequencies() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for row in load_csv("words_times", WordRow):
        if row.kind == "frequency":
            phrases.add(row.name, row.id)
    return phrases


def frequency(doc: Document, frame: Frame) -> Draft | None:
    """How often the exercise is held, from the words in or right around its mentions."""
    for mention in frame.mentions:
        sentence = doc.sentences[mention.sentence]
        first, last = max(sentence.first, mention.first - 3), min(sentence.last, mention.last + 10)
        for a, b, found in _frequencies().find(doc.tokens, first, last):
            return Draft("frequency", found[0], Span(doc.tokens[a].start, doc.tokens[b - 1].end), 0.8)
    return None


def announcement(doc: Document, frame: Frame) -> Draft | None:
    """Who made the exercise known and when: the first sentence on it with a verb of saying that has a day."""
    for scope in frame.scopes:
        if scope.strength < 2 or doc.sentences[scope.sentence].kind == "headline":
            continue
        for event in events(doc, scope.first, scope.last):
            if event.act != "say" or event.tense not in ("past", "perfect", "present"):
                continue
            if not has_cue(doc, event.word, event.last, "announce_verb"):
                continue
            return _announced(doc, scope, event)
    return None


def _announced(doc: Document, scope: Scope, event: Event) -> Draft | None:
    named = _speech_of(doc, scope, event) or _named(doc, scope, event)
    if named is None:
        return None
    by, party, span = named
    first = min(span.start, doc.tokens[event.word].start)
    last = max(span.end, doc.tokens[event.last - 1].end)
    when = next((m.value.start for m in _days(doc, scope, event, Span(first, last))), None)
    return Draft("announcement", {"by": by, "party": party, "when": when}, Span(first, last), 0.6)


def announced_start(doc: Document, frame: Frame, told: Timing) -> Timing:
    """The times with a start added where it is only made known as news: what has "begun, the navy announced Monday", began that day."""
    published = doc.report.published
    if told.start or not frame.main or published is None or precision(published) != "day":
        return told
    known = announcement(doc, frame)
    when = known.value["when"] if known and isinstance(known.value, dict) else None
    scope = next((s for s in frame.scopes if known and known.span.within(doc.sentences[s.sentence].span)), None)
    if scope is None or not when or not 0 <= (first_day(published) - first_day(when)).days <= NEWS_DAYS:
        return told
    dates = [m for m in in_range(doc.of("date"), scope.first, scope.last) if m.value.kind in ("date", "interval")]
    begun = any(e.act == "begin" and e.tense in BEGUN and not e.negative for e in events(doc, scope.first, scope.last))
    if not begun or len(dates) != 1 or (told.end and compare(when, str(told.end.value)) == 1):
        return told
    return replace(told, start=Draft("start", when, dates[0].span, 0.5, "derived"))


def _speech_of(doc: Document, scope: Scope, event: Event) -> tuple[str, str | None, Span] | None:
    """The speaker, with the side and the words, of the speech that the event reports."""
    sentence, cue = doc.sentences[scope.sentence], fold(doc.words(event.word, event.last))
    for mention in doc.of("speech"):
        speech: Speech = mention.value
        if speech.speaker and speech.speaker_span and speech.speaker_span.within(sentence.span) and fold(speech.cue or "") == cue:
            return speech.speaker, speech.party, speech.speaker_span
    return None


def _named(doc: Document, scope: Scope, event: Event) -> tuple[str, str | None, Span] | None:
    """The person, unit or body named last before the event; a body whose name goes on behind the state's has it up to the verb."""
    mentions = [m for kind in ("person", "unit", "party") for m in in_range(doc.of(kind), scope.first, event.first)]
    near = [m for m in mentions if event.first - m.last <= BESIDE]
    if not near:
        return None
    by = max(near, key=lambda m: m.last)
    whole = isinstance(by.value, Party) and all(t.text[0].isalnum() or t.text in NAME_MARKS for t in doc.tokens[by.last : event.first])
    owner = next((m for m in mentions if m.last == by.first - 1 and doc.tokens[m.last].low in NAME_MARKS), by)
    span = Span(owner.span.start, doc.tokens[event.first - 1].end if whole else by.span.end)
    return span.of(doc.report.text), by.value.code if isinstance(by.value, Party) else by.value.party, span


def _days(doc: Document, scope: Scope, event: Event, said: Span) -> Iterator[Mention]:
    """The days named right before or behind the words `said`, or behind words that tell how it was said ("in a statement on Monday")."""
    skipped = words_of("speech_skip")
    for m in in_range(doc.of("date"), scope.first, scope.last):
        if m.value.kind != "date" or not m.value.start or precision(m.value.start) != "day":
            continue
        behind = m.first >= event.last and all(t.low in skipped for t in doc.tokens[event.last : m.first])
        between = [t.text for t in doc.tokens[m.last : event.word] if t.end <= said.start]
        opens = m.first - doc.sentences[scope.sentence].first <= BEFORE
        if behind or (m.span.end <= said.start and len(between) <= BEFORE and (opens or "," not in between)):
            yield m
