"""Every rule finds what its examples state and nothing in its counterexamples, and no rule takes long on long sentences."""

import time
from collections.abc import Iterator

import pytest

from vedette.annotate import annotate
from vedette.extract.rules import Hit, RuleBook, needed, rule_book
from vedette.grammar import Pattern
from vedette.lexicon import DATA, LexiconError, Rule
from vedette.model import Document
from vedette.raw import Raw
from vedette.read import read

OTHER_FORMAT = {"dates", "resolution", "vienna", "weighing"}
"""Rule files with a syntax of their own, tested beside what reads them."""
BOOKS = sorted({p.name.removesuffix(".yaml") for p in (DATA / "rules").iterdir() if p.name.endswith(".yaml")} - OTHER_FORMAT)


def rules() -> Iterator[tuple[str, Rule]]:
    for book in BOOKS:
        for pattern in rule_book(book).patterns:
            yield book, pattern.rule


HEADLINE = "Troops and warships ready for military exercise"
"""Speaks of armed forces, so that "drill" and "exercise" mean theirs."""


def document(text: str) -> Document:
    return annotate(read(Raw(f"{HEADLINE}\n\n{text}".encode(), "report.txt", "0" * 64)))


def hits(book: str, rule: str, text: str) -> tuple[Document, list[Hit]]:
    doc = document(text)
    return doc, [h for s in doc.sentences[1:] for h in rule_book(book).hits(doc, s) if h.rule.id == rule]


ALL = list(rules())


@pytest.mark.parametrize(("book", "rule"), ALL, ids=[f"{b}-{r.id}" for b, r in ALL])
def test_examples(book: str, rule: Rule) -> None:
    for example in rule.examples:
        doc, found = hits(book, rule.id, example.text)
        assert found, example.text
        for group, words in example.finds.items():
            texts = [doc.words(*covered) for h in found if (covered := h.tokens(group))]
            assert words in texts, (group, example.text)


@pytest.mark.parametrize(("book", "rule"), ALL, ids=[f"{b}-{r.id}" for b, r in ALL])
def test_counterexamples(book: str, rule: Rule) -> None:
    for text in rule.counterexamples:
        assert not hits(book, rule.id, text)[1], text


@pytest.mark.parametrize("book", BOOKS)
def test_long_sentences_take_no_time(book: str) -> None:
    """A sentence that repeats what a rule begins with as often as a sentence may be long costs milliseconds, not minutes."""
    for pattern in rule_book(book).patterns:
        for example in pattern.rule.examples:
            words = example.text.rstrip(".").split()
            doc = document(" ".join(words[:-1] * 60) + ".")
            began = time.perf_counter()
            for sentence in doc.sentences:
                list(pattern.find(rule_book(book).tagged(doc, sentence)))
            assert time.perf_counter() - began < 0.25, pattern.rule.id


def test_a_pattern_begins_with_a_class_or_a_mention(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule(id="x", kind="objective", lang="en", pattern="the aim is", examples=[], counterexamples=[])
    monkeypatch.setattr("vedette.extract.rules.load_rules", lambda name: [rule])
    assert Pattern(rule).rule is rule
    with pytest.raises(LexiconError, match="rule x"):
        RuleBook("any")


@pytest.mark.parametrize(
    ("pattern", "stand"),
    [
        (r"{AIM_WE} (?:{AIM_ADVERB} )?{SEEK_VERB} to (?P<aim>\S+)", ["SEEK_VERB", "to"]),
        (r"(?:{exercise}|{AIM_WE}) (?:(?!that )\S+ ){0,3}?(?P<text>(?:{ORDINAL} ){1,2}(?:- )?{AIM_EVENT})", ["ORDINAL", "AIM_EVENT"]),
        (r"{exercise} (?:{GOAL_IS}|{AIM_AUX}) about (?:the )?(?P<aim>\S+)", ["about"]),
        (r"{exercise} {GOAL_IS}? [a-z]+ing", []),
    ],
)
def test_what_may_be_left_out_of_a_rule_is_not_waited_for(pattern: str, stand: list[str]) -> None:
    assert needed(Rule(id="any", kind="any", lang="en", pattern=pattern, examples=[], counterexamples=[])) == stand
