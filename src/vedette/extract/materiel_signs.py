"""The signs in the words around ships, aircraft, vehicles and weapons that say whether they take part in an exercise."""

from collections.abc import Iterator, Mapping
from functools import cache

from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.materiel_weights import BIAS, WEIGHTS
from vedette.grammar import word_set
from vedette.lexicon import CategoryRow, load_csv
from vedette.model import Document, Materiel, Mention

STRENGTHS = ("apart", "follows", "mentions")
"""Signs of the strengths of scopes."""
CUES = {
    "elsewhere": "materiel_elsewhere",
    "specs": "materiel_specs",
    "met": "venue_meeting",
    "watched": "observer_cue",
    "absent": "not_taking_part",
    "sent": "sending_verb",
    "past": "materiel_past",
    "bearers": "materiel_bearers",
    "judged": "stance_verb",
    "likened": "likened_cue",
    "harmed": "harm_word",
    "able": "materiel_able",
}
"""Signs that hold for all that a scope tells of, each with the class of words that give it."""
NEAR_CUES = {"practised": "practise_verb", "trained": "aim_act_ing"}
"""Signs of the words before a mention, each with the class of words that give it."""
REACH = 6
"""Tokens before a mention in which such words stand."""
SPECS_REACH = 8
"""Tokens before a mention in which words make it a part or a match of something else."""
FOE_REACH = 4
"""Tokens before a mention in which words make it an enemy's or a target."""
SHAM_REACH = 2
"""Tokens before a mention in which words make it a copy."""
SEVERAL = 3
"""Mentions of materiel in a sentence that lists them."""
SHOT = frozenset(("missile", "munition"))
"""The most general categories of what is fired."""


def is_plain(thing: Materiel) -> bool:
    """Whether a thing is told by a mere noun: neither counted nor named, nor said where it was made."""
    return thing.quantity is None and thing.sort == "noun" and thing.origin is None


@cache
def _roots() -> dict[str, str]:
    """The most general category above each category of materiel."""
    parents = {row.id: row.parent for row in load_csv("materiel_categories", CategoryRow)}
    return {category: _root(category, parents) for category in parents}


def _root(category: str, parents: Mapping[str, str | None]) -> str:
    above = parents.get(category)
    return _root(above, parents) if above else category


class MaterielSigns:
    """Reads the signs of the materiel, `told` mentions of it, in one scope; those that all of it shares are read once."""

    def __init__(self, doc: Document, frame: Frame, scope: Scope, told: int) -> None:
        self.doc, self.frame, self.scope = doc, frame, scope
        self.sentence = doc.sentences[scope.sentence]
        self.ends = {m.first: m.last for m in in_range(doc.of("materiel"), scope.first, scope.last)}
        self.shared = sum([WEIGHTS.get(sign, 0.0) for sign in self._of_scope(told)])

    def weight(self, mention: Mention) -> float:
        """How strongly the signs say that a thing takes part, in log-odds."""
        return BIAS + self.shared + sum([WEIGHTS.get(sign, 0.0) for sign in self._of_mention(mention)])

    def _of_scope(self, told: int) -> Iterator[str]:
        """The signs that hold for all materiel in the scope."""
        doc, scope = self.doc, self.scope
        strength = STRENGTHS[scope.strength]
        yield strength
        if not self.frame.main:
            yield f"side {strength}"
        if self.sentence.kind == "headline":
            yield "headline"
        if told == 1:
            yield "alone"
        elif told >= SEVERAL:
            yield "listed"
        if max((m.sentence for m in self.frame.mentions if m.sentence <= scope.sentence), default=scope.sentence) == scope.sentence - 1:
            yield "next"
        for sign, kind in CUES.items():
            if has_cue(doc, scope.first, scope.last, kind):
                yield sign

    def _of_mention(self, mention: Mention) -> Iterator[str]:
        """The signs of one mention."""
        doc, scope = self.doc, self.scope
        thing: Materiel = mention.value
        if thing.sort == "noun" and thing.origin is None:  # Ruritanian-made rifles are as particular as a type
            yield "noun"
        if thing.quantity:
            yield "counted"
        if scope.strength == 0 and is_plain(thing):
            yield "plain apart"
        root = _roots().get(thing.category or "", thing.category)
        yield f"a {root}"
        if root in SHOT and has_cue(doc, scope.first, scope.last, "materiel_shot"):
            yield "fired"
        if self._acts(mention):
            yield "acts"
        if is_plain(thing) and mention.first > scope.first and doc.tokens[mention.first - 1].low in word_set("materiel_article"):
            yield "known"
        for sign, kind in NEAR_CUES.items():
            if has_cue(doc, max(scope.first, mention.first - REACH), mention.first, kind):
                yield sign
        if self._is_part(mention):
            yield "specs near"
        if mention.last < self.sentence.last and doc.tokens[mention.last].low in word_set("materiel_goes_on"):
            yield "goes on"
        if has_cue(doc, max(scope.first, mention.first - SHAM_REACH), mention.last, "materiel_sham"):
            yield "sham"
        if has_cue(doc, max(scope.first, mention.first - FOE_REACH), mention.last, "materiel_foe"):
            hulk = has_cue(doc, mention.first, mention.last, "materiel_hulk")  # it is brought along to be sunk
            yield "hulk" if hulk else "foe"
        if any(t.low in word_set("materiel_modal") for t in doc.tokens[scope.first : mention.first]):
            yield "modal"

    def _acts(self, mention: Mention) -> bool:
        """Whether a verb of taking part follows on a thing, or on the list that it stands in: jets and two frigates | were deployed."""
        tokens, i, last = self.doc.tokens, mention.last, self.sentence.last
        while i < last and (i in self.ends or tokens[i].low in word_set("materiel_join", "materiel_comma", "materiel_det")):
            i = self.ends.get(i, i + 1)
        while i < last and tokens[i].low in word_set("materiel_aux"):
            i += 1
        return i < last and tokens[i].low in word_set("materiel_act")

    def _is_part(self, mention: Mention) -> bool:
        """Whether words before a thing make it a part or a match of another: jets armed with missiles; not: troops armed with mortars."""
        tokens, scope = self.doc.tokens, self.scope
        first = max(scope.first, mention.first - SPECS_REACH)
        bearing, bearers = word_set("materiel_bearing"), word_set("materiel_bearers")
        return any(
            tokens[i].low not in bearing or all(t.low not in bearers for t in tokens[max(scope.first, i - 2) : i])
            for i, _ in cue_ranges(self.doc, first, mention.first, "materiel_specs")
        )
