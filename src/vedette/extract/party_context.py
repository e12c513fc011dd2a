"""The words around a list of parties, by which it is judged whether they take part."""

from vedette.extract.frames import Frame, cue_ranges, has_cue, mentions_in
from vedette.extract.party_signs import Group
from vedette.lexicon import organisation_members, words_of
from vedette.model import Document

TAKES_PART = 2.0
"""Weight of a decisive sign that parties take part."""
HOLD_REACH = 14
"""Tokens within which a verb of holding counts for a subject; found on the tuning set, 10 to 20 make no difference."""
LONG_LIST = 3
"""Parties; a list so long in a report on an exercise names those that take part unless words speak against it."""
ANCHOR_REACH = 9
"""Tokens before a preposition in which the noun or verb that it hangs on stands; found on the tuning set."""
MINISTERS = 10
"""Tokens between statesmen and those whom they meet: ministers are meeting their Elbonian counterparts."""


class Around:
    """The words around a list of parties, folded: `before` the last five without articles, counts and quotation marks, `after` the next."""

    def __init__(self, doc: Document, frame: Frame, group: Group) -> None:
        self.doc, self.frame, self.group, self.scope = doc, frame, group, group.scope
        self.tokens = doc.tokens
        self.sentence = doc.sentences[group.scope.sentence]
        self.first, self.last = group.first, group.last
        self.end = self.sentence.last
        self.own = [m for m in frame.mentions if m.sentence == group.scope.sentence]
        self.before = [t.low for t in doc.tokens[max(self.sentence.first, group.first - 5) : group.first]]
        while self.before and self.before[-1] in ("the", "both", "all", '"', "'", "a"):
            self.before.pop()
        if self.before[-1:] == [":"] and self.before[-2:-1] and self.before[-2] in words_of("side_with"):
            self.before.pop()  # nations participating include: Elbonia, …
        if self.before and self.before[-1][0].isdecimal() and self.before[-2:-1] and self.before[-2] in words_of("side_with", "side_by"):
            self.before.pop()  # joined by 130 Elbonian troops
        self._drop_membership()
        self._drop_companion()
        self._drop_direction()
        self.preposition = self.before[-1] if self.before and " ".join(self.before[-3:]) not in words_of("besides") else ""
        self.after = doc.tokens[group.last].low if group.last < self.end else ""
        self._forces: bool | None = None

    def _drop_membership(self) -> None:
        """Drops the words that only say of what the parties are members: hosted by NATO-member Elbonia, with EU partners Elbonia and …"""
        if not self.before or self.before[-1] not in words_of("partner_noun"):
            return
        behind = range(self.first - 2, self.first)
        of = next((m for m in self.doc.of("party") if m.last in behind and m.first > self.sentence.first), None)
        if of is not None and of.value.code in organisation_members():
            self.before = [t.low for t in self.tokens[max(self.sentence.first, of.first - 5) : of.first]]
            while self.before and self.before[-1] in ("the", "-", "non"):
                self.before.pop()

    def _drop_companion(self) -> None:
        """Drops a unit, or allies without names, that "and" joins to the parties: sponsored by the Eastern Command and Elbonia."""
        if self.before[-1:] != ["and"]:
            return
        joint = next(i for i in range(self.first - 1, self.sentence.first - 1, -1) if self.tokens[i].low == "and")
        start = next((m.first for m in self.doc.of("unit") if m.last == joint and m.first > self.sentence.first), joint)
        if start == joint and joint > self.sentence.first and self.tokens[joint - 1].low in words_of("partner_noun"):
            start -= 1
        if start == joint:
            return
        skipped = words_of("determiner", "number_small", "all_word")
        while start > self.sentence.first and (self.tokens[start - 1].low in skipped or self.tokens[start - 1].text.isdecimal()):
            start -= 1
        if self.tokens[start - 1].low in words_of("side_with", "side_by"):
            self.before = [t.low for t in self.tokens[max(self.sentence.first, start - 5) : start]]

    def _drop_direction(self) -> None:
        """Drops a word for a part of the world behind a preposition: with troops from northern Elbonia, from neighbouring Elbonia."""
        behind = len(self.before) > 1 and self.before[-2] in words_of("side_with", "side_by")
        if behind and self.before[-1] in words_of("direction_adjective"):
            self.before.pop()

    @property
    def forces(self) -> bool:
        """Whether forces of the parties are named right behind them: Russian and Chinese troops, Norway's armed forces."""
        if self._forces is None:
            self._forces = self._names_forces()
        return self._forces

    def _names_forces(self) -> bool:
        first = self.last + 1 if self.after == "'s" else self.last
        found = cue_ranges(self.doc, first, min(self.last + 5, self.end), "force_noun")
        apart = words_of("forces_apart", "determiner", "aux_to", "aux_have", "aux_future", "aux_would", "aux_past_be", "aux_present_be")
        if any(m.value.sort != "noun" for m in mentions_in(self.doc, "materiel", first, first + 1)):
            return True  # Elbonian F-16s
        if has_cue(self.doc, max(self.sentence.first, self.first - MINISTERS), self.first, "statesman"):
            found = [(at, end) for at, end in found if self.tokens[at].low not in words_of("statesman")]
        found = [(at, end) for at, end in found if not (end < self.end and self.tokens[end].low in words_of("matter_noun", "force_matter"))]
        return any(not self.in_exercise(at) and apart.isdisjoint(t.low for t in self.tokens[first:at]) for at, _ in found)

    def in_exercise(self, token: int) -> bool:
        """Whether a token is a word of the phrase for the exercise: the military of "military drills" is no force."""
        return any(m.first <= token < m.last and not (m.first < self.last and self.first < m.last) for m in self.own)

    @property
    def told(self) -> bool:
        """Whether the scope speaks of the exercise, or the report is about it."""
        return bool(self.scope.strength) or self.frame.main

    def cue_before(self, reach: int, *kinds: str) -> bool:
        """Whether a word of these classes stands in so many tokens before the parties."""
        return has_cue(self.doc, max(self.sentence.first, self.first - reach), self.first, *kinds)

    def hyphened(self, kind: str) -> bool:
        """Whether a word of a class is joined to the parties by a hyphen: U.S.-led."""
        return self.after == "-" and self.last + 1 < self.end and self.tokens[self.last + 1].low in words_of(kind)
