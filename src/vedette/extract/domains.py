"""In which domains an exercise is held: land, air, sea … from its kind, the forces and materiel that take part, and what is practised."""

from collections.abc import Sequence
from functools import cache

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, mentions_in
from vedette.grammar import Phrases
from vedette.lexicon import CategoryRow, DomainRow, load_csv, words_of
from vedette.model import Document, Span

DOMAINS = (
    "land",
    "air",
    "sea",
    "amphibious",
    "cyber",
    "space",
    "nuclear",
    "missile-defence",
    "special-forces",
    "command-post",
    "humanitarian",
    "counter-terrorism",
)
LEAST = 1.0
"""Votes that a domain needs; found on the tuning set (1, 1.5 and 2 give F1 0.78, 0.75 and 0.75)."""
KIND, MATERIEL, UNIT, WORD = 2.0, 2.0, 1.5, 1.0
"""Votes of an exercise's kind, of materiel, of a unit and of a word. Found on the tuning set."""
FAR = 0.5
"""Weight of a sentence that does not mention the exercise."""


@cache
def _table(kind: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in load_csv("domains", DomainRow):
        if row.kind == kind:
            table[row.name] = (*table.get(row.name, ()), row.id)
    return table


@cache
def _categories() -> dict[str, str]:
    """Category of materiel → its domain, its own or that of the nearest category above it that has one."""
    rows = {row.id: row for row in load_csv("materiel_categories", CategoryRow)}
    found: dict[str, str] = {}
    for ident, own in rows.items():
        row = own
        while not row.domain and row.parent:
            row = rows[row.parent]
        found[ident] = row.domain
    return found


@cache
def _phrases() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for domain in DOMAINS:
        for word in words_of("domain_" + domain.replace("-", "_")):
            phrases.add(word, domain)
    return phrases


class _Votes:
    def __init__(self) -> None:
        self.votes: dict[str, float] = {}
        self.where: dict[str, tuple[float, Span]] = {}
        self.seen: set[tuple[str, str]] = set()

    def add(self, domain: str, weight: float, span: Span, word: str) -> None:
        """Counts a vote; the same word counts once for a domain."""
        if domain not in DOMAINS or (domain, word) in self.seen:
            return
        self.seen.add((domain, word))
        self.votes[domain] = self.votes.get(domain, 0.0) + weight
        if domain not in self.where or weight > self.where[domain][0]:
            self.where[domain] = (weight, span)


def domains(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `domain`, each resting on the word that speaks for it most."""
    votes = _Votes()
    for mention in frame.mentions:
        for domain in _table("exercise").get(mention.value.kind, ()):
            votes.add(domain, KIND, mention.span, mention.value.kind)
    for scope in frame.scopes:
        if scope.strength or frame.main:
            _read(doc, scope, votes)
    held = [d for d in DOMAINS if votes.votes.get(d, 0.0) >= LEAST]
    return [Draft("domain", d, votes.where[d][1], min(0.95, 0.5 + 0.1 * votes.votes[d])) for d in held]


def _read(doc: Document, scope: Scope, votes: _Votes) -> None:
    near = 1.0 if scope.strength else FAR
    for mention in mentions_in(doc, "materiel", scope.first, scope.last):
        votes.add(_categories().get(mention.value.category or "", ""), near * MATERIEL, mention.span, mention.value.type)
    for mention in mentions_in(doc, "unit", scope.first, scope.last):
        for domain in _table("branch").get(mention.value.branch or "", ()):
            votes.add(domain, near * UNIT, mention.span, mention.value.name)
    for first, last, found in _phrases().find(doc.tokens, scope.first, scope.last):
        for domain in found:
            span = Span(doc.tokens[first].start, doc.tokens[last - 1].end)
            votes.add(domain, near * WORD, span, doc.tokens[first].low)
