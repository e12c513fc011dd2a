"""Who commands, leads or directs an exercise or the forces in it."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.grammar import phrases_of
from vedette.model import Document, Mention, Person

POSSESSIVE = frozenset(("'s", "'", "’"))
LED_REACH = 8
"""Tokens between "led by" and the person's name or rank, in which rank and office may stand."""
VERB_REACH = 14
"""Tokens behind the name in which "commands" may stand, an apposition between them."""
OBJECT_REACH = 6
"""Tokens behind "commands" or before "led by" in which the exercise or its forces are named."""
OFFICE_REACH = 9
"""Tokens before or behind the name in which the office is named."""


def commanders(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `commander` with {"name", "title", "party", "office"}, each person once."""
    drafts: dict[str, Draft] = {}
    for scope in frame.scopes:
        persons = in_range(doc.of("person"), scope.first, scope.last)
        for mention in persons:
            confidence = _leads(doc, frame, scope, mention)
            person: Person = mention.value
            if confidence and (person.name not in drafts or drafts[person.name].confidence < confidence):
                value = {"name": person.name, "title": person.title, "party": person.party, "office": person.office}
                drafts[person.name] = Draft("commander", value, mention.span, confidence)
    return list(drafts.values())


def _leads(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> float:
    """How sure it is that the person leads the exercise or forces in it; 0 if nothing says so."""
    if _led_by(doc, frame, scope, mention) or _commands(doc, frame, scope, mention):
        return 0.8 if scope.strength else 0.6
    if _holds_office(doc, scope, mention):
        return 0.7 if scope.strength else 0.5
    return 0.0


def _led_by(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> bool:
    """The exercise, led by X; a contingent under the command of X."""
    for first, last in cue_ranges(doc, max(scope.first, mention.first - LED_REACH - 5), mention.first, "command_by"):
        near = mention.first - last <= LED_REACH and _plain(doc, last, mention.first)
        alone = not in_range(doc.of("person"), last, mention.first)
        if near and alone and _object_in(doc, frame, max(scope.first, first - OBJECT_REACH - 4), first):
            return True
    return False


def _commands(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> bool:
    """X, head of Y, commands the exercise."""
    end = min(scope.last, mention.last + VERB_REACH)
    for first, last in cue_ranges(doc, mention.last, end, "command_verb"):
        others = in_range(doc.of("person"), mention.last, first)
        said = has_cue(doc, mention.last, first, "unit_says")
        if not others and not said and _object_in(doc, frame, last, min(scope.last, last + OBJECT_REACH)):
            return True
    return False


def _object_in(doc: Document, frame: Frame, first: int, last: int) -> bool:
    """Whether the exercise, or forces, are named in tokens [first, last)."""
    exercise = any(m.first < last and m.last > first for m in frame.mentions)
    own = [m for m in in_range(doc.of("unit"), first, last) if m.last == len(doc.tokens) or doc.tokens[m.last].low not in POSSESSIVE]
    return exercise or bool(own) or has_cue(doc, first, last, "command_object")


def _holds_office(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Exercise director X; X, commander of the contingent."""
    first, persons = max(scope.first, mention.first - OFFICE_REACH), doc.of("person")
    for _, last, _ in phrases_of("command_office").find(doc.tokens, first, mention.first):
        if mention.first - last <= 4 and _plain(doc, last, mention.first):
            return not in_range(persons, last, mention.first)
    behind = mention.last
    if behind < scope.last and not doc.tokens[behind].text[0].isalnum():
        for start, _, _ in phrases_of("command_office").find(doc.tokens, behind + 1, min(scope.last, behind + 1 + OFFICE_REACH)):
            return _plain(doc, behind + 1, start) and not in_range(persons, behind + 1, start)
    return False


def _plain(doc: Document, first: int, last: int) -> bool:
    """Whether nothing but words, commas and hyphens stands in tokens [first, last)."""
    return all(t.text[0].isalnum() or t.text in (",", "-") or t.low in POSSESSIVE for t in doc.tokens[first:last])
