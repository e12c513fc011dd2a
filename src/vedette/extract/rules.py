"""Runs the rules of one YAML file over the sentences of a document.

A rule's pattern begins with a word class or a mention (`{GOAL_NOUN} …`, `{exercise} …`) and is tried only where one of these first words
stands, so that the cost of a rule file is that of the few places that concern it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from vedette.extract.frames import mentions_in
from vedette.extract.memory import of_document
from vedette.grammar import MACRO, Pattern, Phrases, Tagged, tag
from vedette.lexicon import LexiconError, Rule, load_rules, word_classes
from vedette.model import Document, Sentence

ONE = r"\{[A-Za-z][A-Za-z_-]*(?::\w+)?\}"
LEAD = re.compile(rf"(?:\(\?<[!=][^()]*\))*(?:\(\?P<\w+>)?(?P<leads>{ONE}|\(\?:{ONE}(?:\|{ONE})*\))")
"""How a pattern begins: assertions of what stands before, then a word class or a mention, or several in brackets to choose from."""
AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
GROUP = re.compile(r"\((?:\?:|\?P<\w+>)?(?P<inner>[^()]*)\)(?P<times>[?*]|\{0)?")
NEEDED = re.compile(r"\{(?P<kind>[A-Z][A-Z_]*)(?::\w+)?\}(?![?*]|\{0)|(?<!\S)(?P<word>[a-z]{2,})(?!\S)")
"""A word class or a word that a pattern goes on with."""


class Hit(Struct, frozen=True):
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
        self._needed = tuple(tuple(_words(name) for name in needed(pattern.rule)) for pattern in self.patterns)
        """What must stand behind the place where each pattern is tried."""
        self._asking: defaultdict[Phrases[None], set[int]] = defaultdict(set)
        """The same the other way round: the patterns that need some words."""
        self._leads: Phrases[frozenset[int]] = Phrases()
        """Numbers of patterns by the first two tokens of the words that they may begin with."""
        self._by_kind: defaultdict[str, set[int]] = defaultdict(set)
        by_phrase: defaultdict[str, set[int]] = defaultdict(set)
        kinds: dict[str, None] = {}
        for number, pattern in enumerate(self.patterns):
            leads = _leads(pattern.rule)
            if not leads:
                raise LexiconError(f"{name}.yaml: rule {pattern.rule.id}: a pattern begins with a word class or a mention")
            for lead in leads:
                if lead.isupper():
                    for phrase in word_classes()[lead.lower()]:
                        by_phrase[phrase].add(number)
                else:
                    self._by_kind[lead].add(number)
            kinds.update(dict.fromkeys(m["name"] for m in MACRO.finditer(pattern.rule.pattern) if m["name"].islower()))
            for words in self._needed[number]:
                self._asking[words].add(number)
        for phrase, numbers in by_phrase.items():
            self._leads.add(phrase, frozenset(numbers))
        self.kinds = tuple(kinds)

    def tagged(self, doc: Document, sentence: Sentence) -> Tagged:
        """The sentence as the patterns of this file see it: with the mentions that they speak of as tags."""
        return _sheet(doc).tagged(sentence, self.kinds)

    def hits(self, doc: Document, sentence: Sentence) -> Sequence[Hit]:
        """All matches of all rules in a sentence, rule by rule; those of one rule do not overlap."""
        sheet = _sheet(doc)
        found = sheet.hits.get(self)
        if found is None:
            found = sheet.hits[self] = self._read(doc, sheet)
        return found.get(sentence.index, ())

    def _read(self, doc: Document, sheet: "_Sheet") -> dict[int, list[Hit]]:
        """The matches in the whole document, by sentence."""
        tokens = doc.tokens
        idle = set().union(*(numbers for words, numbers in self._asking.items() if not words.places(tokens)))
        leads = self._leads
        tried = {token: set().union(*leads.may_begin(tokens, token)) - idle for token in leads.places(tokens)}
        for kind, numbers in self._by_kind.items():
            told = numbers - idle
            for mention in doc.of(kind) if told else ():
                tried[mention.first] = tried.get(mention.first, set()) | told
        due: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for token, left in tried.items():
            sentence = sheet.sentence_of(token)
            while left:
                number = left.pop()
                absent = next((words for words in self._needed[number] if not words.within(tokens, token, sentence.last)), None)
                if absent is None:
                    due[sentence.index].append((number, token))
                else:
                    left.difference_update(self._asking[absent])
        return {index: list(self._match(doc.sentences[index], sheet, sorted(places))) for index, places in due.items()}

    def _match(self, sentence: Sentence, sheet: "_Sheet", places: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        tagged = sheet.tagged(sentence, self.kinds)
        done: dict[int, int] = {}
        for number, token in places:
            at = tagged.start(token)
            if at is None or at < done.get(number, 0):
                continue
            pattern = self.patterns[number]
            match = pattern.regex.match(tagged.text, at)
            if match:
                done[number] = match.end()
                yield Hit(pattern.rule, sentence, tagged, match)


class _Sheet:
    """What is read of one document for all rule files: its sentences as strings, and the matches found so far."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.hits: dict[RuleBook, dict[int, list[Hit]]] = {}
        self._firsts = [s.first for s in doc.sentences]
        self._tagged: dict[tuple[int, tuple[str, ...]], Tagged] = {}

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that a token stands in."""
        return self.doc.sentences[bisect_right(self._firsts, token) - 1]

    def tagged(self, sentence: Sentence, kinds: tuple[str, ...]) -> Tagged:
        """A sentence with the mentions of some kinds as tags."""
        key = (sentence.index, kinds)
        if key not in self._tagged:
            mentions = [m for kind in kinds for m in mentions_in(self.doc, kind, sentence.first, sentence.last)]
            self._tagged[key] = tag(self.doc, sentence, mentions)
        return self._tagged[key]


_sheet = of_document(_Sheet)


def _leads(rule: Rule) -> list[str]:
    """The word classes and mentions that a rule's pattern may begin with; none if it begins otherwise."""
    lead = LEAD.match(rule.pattern)
    return [m["name"] for m in MACRO.finditer(lead["leads"])] if lead else []


def needed(rule: Rule) -> list[str]:
    """The word classes (in capitals) and words that must stand in whatever a rule matches, behind its beginning."""
    pattern = AROUND.sub("", rule.pattern)
    while "(" in pattern:
        plain = GROUP.sub(lambda group: " " if group["times"] or "|" in group["inner"] else group["inner"], pattern)
        if plain == pattern:
            return []
        pattern = AROUND.sub("", plain)
    found = [m["kind"] or m["word"] for m in NEEDED.finditer(pattern)]
    return [] if "|" in pattern else [name for name in found if name not in _leads(rule)]


@cache
def _words(name: str) -> Phrases[None]:
    """A word, or in capitals the words of a class."""
    phrases: Phrases[None] = Phrases()
    for phrase in word_classes()[name.lower()] if name.isupper() else (name,):
        phrases.add(phrase, None)
    return phrases


@cache
def rule_book(name: str) -> RuleBook:
    """The compiled rules of `data/rules/<name>.yaml`; raises LexiconError if the file is wrong."""
    return RuleBook(name)
