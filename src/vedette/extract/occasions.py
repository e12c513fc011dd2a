"""How often an exercise is held, and who made it known and when."""

from functools import cache

from vedette.extract.drafts import Draft
from vedette.extract.events import Event, events
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.grammar import Phrases
from vedette.lexicon import WordRow, load_csv
from vedette.model import Document, Party, Span
from vedette.values import precision

BESIDE = 6
"""Tokens between a speaker and the verb of saying."""


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
    dates = [m for m in in_range(doc.of("date"), scope.first, scope.last) if m.value.kind == "date"]
    near = [m for m in dates if 0 <= m.first - event.last <= 2 or 0 <= event.first - m.last <= 1]
    when = [m for m in near if m.value.start and precision(m.value.start) == "day"]
    named = [m for kind in ("person", "unit", "party") for m in in_range(doc.of(kind), scope.first, event.first)]
    speakers = [m for m in named if event.first - m.last <= BESIDE]
    if not speakers:
        return None
    by = max(speakers, key=lambda m: m.last)
    party = by.value if isinstance(by.value, Party) else None
    code = party.code if party else getattr(by.value, "party", None)
    value = {"by": by.span.of(doc.report.text), "party": code, "when": when[0].value.start if when else None}
    return Draft("announcement", value, Span(by.span.start, doc.tokens[event.last - 1].end), 0.6)
