"""What kind of exercise it is: live-fire, naval, snap … as worded; bilateral, multilateral or single-country by who takes part."""

from collections.abc import Sequence
from functools import cache

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame
from vedette.grammar import Phrases
from vedette.lexicon import WordRow, load_csv
from vedette.model import Document, Span

REACH = 4
"""Tokens before a mention of the exercise in which an adjective still belongs to it."""


SIDES = {1: "single-country", 2: "bilateral"}
"""Number of states that take part → kind; more are multilateral."""
NO_KIND = frozenset(("generic", "edition"))
"""Kinds of nouns that tell of no kind of exercise."""
NUMBERED = frozenset(("single-country", "bilateral", "trilateral", "multilateral"))
STATE_CODE = 2
"""Letters of a state's code; those of organisations are longer."""


@cache
def _phrases() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for row in load_csv("words_kinds", WordRow):
        phrases.add(row.name, row.id)
    return phrases


def kinds(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `kind` that the words give, each once."""
    found: dict[str, Draft] = {}
    for mention in frame.mentions:
        if mention.value.kind not in NO_KIND:
            found.setdefault(mention.value.kind, Draft("kind", mention.value.kind, mention.span, 0.9))
        first = max(doc.sentences[mention.sentence].first, mention.first - REACH)
        for a, b, named in _phrases().find(doc.tokens, first, mention.last):
            if not any(t.text in ",.;" for t in doc.tokens[b : mention.first]):
                for kind in named:
                    found.setdefault(kind, Draft("kind", kind, Span(doc.tokens[a].start, doc.tokens[b - 1].end), 0.9))
    return list(found.values())


def counted(drafts: Sequence[Draft]) -> list[Draft]:
    """The claim `kind` that follows from how many states take part, resting on these claims; an organisation stands for several states.

    None where the words say it already, nobody is told to take part, or only one side of a joint exercise is.
    """
    taking_part = tuple(d for d in drafts if d.property == "participant")
    if not taking_part or any(d.property == "kind" and d.value in NUMBERED for d in drafts):
        return []
    if len(taking_part) == 1 and any(d.property == "kind" and d.value == "joint" for d in drafts):
        return []
    organised = any(len(str(d.value)) > STATE_CODE for d in taking_part)
    kind = "multilateral" if organised else SIDES.get(len(taking_part), "multilateral")
    confidence = min(d.confidence for d in taking_part)
    return [Draft("kind", kind, taking_part[0].span, confidence, "computed", basis=taking_part)]
