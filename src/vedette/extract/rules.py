"""Runs the rules of one YAML file over the sentences of a document.

A rule's pattern begins with a word class or a mention (`{GOAL_NOUN} …`, `{exercise} …`) and is tried only where one of these first words
stands, so that the cost of a rule file is that of the few places that concern it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vedette.grammar import MACRO, Pattern, Tagged, tag, tokenize
from vedette.lexicon import LexiconError, Rule, load_rules, word_classes
from vedette.model import Document, Mention, Sentence

ONE = r"\{[A-Za-z][A-Za-z_-]*(?::\w+)?\}"
LEAD = re.compile(rf"(?:\(\?<[!=][^()]*\))*(?:\(\?P<\w+>)?(?P<leads>{ONE}|\(\?:{ONE}(?:\|{ONE})*\))")
"""How a pattern begins: assertions of what stands before, then a word class or a mention, or several in brackets to choose from."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a sentence where a rule matches."""

    rule: Rule
    sentence: Sentence
    tagged: Tagged
    match: re.Match[str]

    def tokens(self, group: str | int = 0) -> tuple[int, int] | None:
        """The half-open token range that a group of the pattern covers; None if it took no part in the match."""
        start, end = self.match.span(group)
        return self.tagged.tokens(start, end) if start >= 0 else None

    @property
    def first(self) -> int:
        """The token with which the match begins."""
        covered = self.tokens()
        return covered[0] if covered else self.sentence.first


class RuleBook:
    """The rules of one file, compiled, and the words that must stand in a sentence for each to be tried."""

    def __init__(self, name: str) -> None:
        self.patterns = tuple(Pattern(rule) for rule in load_rules(name))
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_kind: defaultdict[str, set[int]] = defaultdict(set)
        kinds: dict[str, None] = {}
        for number, pattern in enumerate(self.patterns):
            leads = _leads(pattern.rule)
            if not leads:
                raise LexiconError(f"{name}.yaml: rule {pattern.rule.id}: a pattern begins with a word class or a mention")
            for lead in leads:
                if lead.isupper():
                    for phrase in word_classes()[lead.lower()]:
                        self._by_word[tokenize(phrase)[0].low].add(number)
                else:
                    self._by_kind[lead].add(number)
            kinds.update(dict.fromkeys(m["name"] for m in MACRO.finditer(pattern.rule.pattern) if m["name"].islower()))
        self.kinds = tuple(kinds)

    def tagged(self, doc: Document, sentence: Sentence) -> Tagged:
        """The sentence as the patterns of this file see it: with the mentions that they speak of as tags."""
        return tag(doc, sentence, [m for kind in self.kinds for m in mentions_in(doc, kind, sentence.first, sentence.last)])

    def hits(self, doc: Document, sentence: Sentence) -> Iterator[Hit]:
        """All matches of all rules in a sentence, rule by rule; those of one rule do not overlap."""
        due: list[tuple[int, int]] = []
        for i in range(sentence.first, sentence.last):
            numbers = self._by_word.get(doc.tokens[i].low)
            if numbers:
                due.extend((number, i) for number in numbers)
        for kind, numbers in self._by_kind.items():
            due.extend((number, m.first) for m in mentions_in(doc, kind, sentence.first, sentence.last) for number in numbers)
        if not due:
            return
        tagged = self.tagged(doc, sentence)
        starts = {first: at for (first, _), at in zip(tagged.ranges, tagged.starts, strict=True)}
        done: dict[int, int] = {}
        for number, token in sorted(due):
            at = starts.get(token, -1)
            if at < done.get(number, 0):
                continue
            pattern = self.patterns[number]
            match = pattern.regex.match(tagged.text, at)
            if match:
                done[number] = match.end()
                yield Hit(pattern.rule, sentence, tagged, match)


def _leads(rule: Rule) -> list[str]:
    """The word classes and mentions that a rule's pattern may begin with; none if it begins otherwise."""
    lead = LEAD.match(rule.pattern)
    return [m["name"] for m in MACRO.finditer(lead["leads"])] if lead else []


@cache
def rule_book(name: str) -> RuleBook:
    """The compiled rules of `data/rules/<name>.yaml`; raises LexiconError if the file is wrong."""
    return RuleBook(name)


def mentions_in(doc: Document, kind: str, first: int, last: int) -> list[Mention]:
    """The mentions of one kind that begin in tokens [first, last), in reading order."""
    found = doc.of(kind)
    start = bisect_left(found, first, key=lambda m: m.first)
    out = []
    for mention in found[start:]:
        if mention.first >= last:
            break
        out.append(mention)
    return out
