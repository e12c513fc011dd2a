"""What kind of exercise it is: live-fire, naval, snap … as worded; bilateral, multilateral or single-country by who takes part."""

from collections.abc import Sequence
from functools import cache

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame
from vedette.extract.participants import participants
from vedette.grammar import Phrases
from vedette.lexicon import WordRow, load_csv
from vedette.model import Document, Span

REACH = 4
"""Tokens before a mention of the exercise in which an adjective still belongs to it."""


SIDES = {1: "single-country", 2: "bilateral"}
"""Number of states that take part → kind; more are multilateral."""


@cache
def _phrases() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for row in load_csv("words_kinds", WordRow):
        phrases.add(row.name, row.id)
    return phrases


def kinds(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `kind`, each once: those that the words give, then the one that follows from the number of states."""
    found: dict[str, Draft] = {}
    for mention in frame.mentions:
        if mention.value.kind != "generic":
            found.setdefault(mention.value.kind, Draft("kind", mention.value.kind, mention.span, 0.9))
        first = max(doc.sentences[mention.sentence].first, mention.first - REACH)
        for a, b, named in _phrases().find(doc.tokens, first, mention.last):
            if not any(t.text in ",.;" for t in doc.tokens[b : mention.first]):
                for kind in named:
                    found.setdefault(kind, Draft("kind", kind, Span(doc.tokens[a].start, doc.tokens[b - 1].end), 0.9))
    counted = _by_number(doc, frame, frames)
    if counted and counted.value not in found:
        found[str(counted.value)] = counted
    return list(found.values())


def _by_number(doc: Document, frame: Frame, frames: Sequence[Frame]) -> Draft | None:
    """The kind that follows from how many states take part, resting on them; an organisation stands for several states."""
    taking_part = [d for d in participants(doc, frame, frames) if d.property == "participant"]
    if not taking_part:
        return None
    organised = any(len(str(d.value)) > 2 for d in taking_part)
    kind = "multilateral" if organised else SIDES.get(len(taking_part), "multilateral")
    confidence = min(d.confidence for d in taking_part)
    return Draft("kind", kind, taking_part[0].span, confidence, "computed", basis=tuple(taking_part))
