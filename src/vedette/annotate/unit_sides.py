"""Whose units are: the side that the words around a unit name, or else the one that the report speaks of."""

from collections import Counter
from collections.abc import Mapping, Sequence

from vedette.annotate.unit_parts import Found, is_proper
from vedette.annotate.unit_words import bare_words
from vedette.grammar import begun_in, phrases_of, word_set
from vedette.model import Mention, Sentence, Token


class Sides:
    """Finds the sides of units in one report.

    `parties` are the mentions of sides that are no part of a place's name, `owners` those that can own a unit by the token behind them,
    `default` is the side whose units the report speaks of where it does not say.
    """

    def __init__(self, tokens: tuple[Token, ...], parties: Sequence[Mention], owners: Mapping[int, Mention], default: str | None) -> None:
        self.tokens, self.parties, self.owners, self.default = tokens, parties, owners, default
        self.counts = Counter(str(m.value.code) for m in parties)

    def named(self, sides: Sequence[str]) -> bool:
        """Whether the report names one of some sides."""
        return not self.counts.keys().isdisjoint(sides)

    def resolve(self, found: Sequence[Found], sentence: Sentence) -> None:
        """Gives the units of a sentence, in reading order, their sides."""
        if not found:
            return
        heads = {f.anchor_last - 1 for f in found}
        here = begun_in(self.parties, sentence.first, sentence.last)
        near = [m for m in here if m.last - 1 not in heads and not self._is_place(m, sentence)]
        codes = {m.value.code for m in near}
        only = next(iter(codes)) if len(codes) == 1 else None
        previous: Found | None = None
        for n, unit in enumerate(found):
            if unit.party is None:
                unit.party = self._of_unit(found, n)
            if unit.party is None:
                unit.party = self._of_party(unit) or self._of_people(unit, sentence) or self._from_list(previous, unit)
            if unit.party is None and unit.word.parties:
                unit.party = self._candidate(unit, near, only)
            nearest = self._nearest(unit, near) if is_proper(unit) else None
            if unit.party is None and unit.named and not unit.numbered:
                unit.party = nearest
            unit.party = unit.party or self.default or only or nearest
            previous = unit

    def _of_unit(self, found: Sequence[Found], n: int) -> str | None:
        """The side of the force that the unit is part of: the German Army's 41st Brigade, the 41st Brigade of the German Army."""
        unit = found[n]
        if n and self.tokens[unit.first - 1].low == "'s" and found[n - 1].last == unit.first - 1:
            return found[n - 1].party
        if n + 1 < len(found) and " ".join(t.low for t in self.tokens[unit.last : found[n + 1].first]) in word_set("unit_of"):
            return found[n + 1].party
        return None

    def _is_place(self, party: Mention, sentence: Sentence) -> bool:
        """Whether the words before a state's name make it a place: in Norway, off southern Chile; not so behind "according to"."""
        before = [t.low for t in self.tokens[max(sentence.first, party.first - 2) : party.first]]
        if phrases_of("unit_source").within(self.tokens, max(sentence.first, party.first - 3), party.first):
            return False
        return any(low in word_set("unit_place_before") for low in before[-1:] if party.value.form != "adjective") or (
            len(before) == 2 and before[0] in word_set("unit_place_before") and before[1] in word_set("unit_place_side")
        )

    def _nearest(self, unit: Found, near: Sequence[Mention]) -> str | None:
        """The side named last before the unit in its sentence."""
        before = [m for m in near if m.last <= unit.first]
        return str(before[-1].value.code) if before else None

    def _of_party(self, unit: Found) -> str | None:
        """The side named behind the unit: marines from France, the navies of Chile."""
        lows: list[str] = []
        for i in range(unit.last, min(unit.last + 3, len(self.tokens))):
            here = begun_in(self.parties, i, i + 1) if " ".join(lows) in word_set("unit_of") else ()
            if here:
                return str(here[0].value.code)
            lows.append(self.tokens[i].low)
        return None

    def _of_people(self, unit: Found, sentence: Sentence) -> str | None:
        """The side of the people before the unit: Bulgarian soldiers of the 2nd Battalion."""
        for reach in (1, 2, 3):
            i = unit.first - reach
            if i - 2 < sentence.first:
                return None
            if (
                " ".join(t.low for t in self.tokens[i : unit.first]) in word_set("unit_member_of")
                and self.tokens[i - 1].low in bare_words()
            ):
                owner = self.owners.get(i - 1)
                return str(owner.value.code) if owner is not None else None
        return None

    def _from_list(self, previous: Found | None, unit: Found) -> str | None:
        """The side of the unit before it in a list: the Indian army, navy and air force."""
        if previous is None or previous.party is None:
            return None
        between = self.tokens[previous.last : unit.first]
        return previous.party if len(between) <= 3 and all(t.low in word_set("unit_list") for t in between) else None

    def _candidate(self, unit: Found, near: Sequence[Mention], only: str | None) -> str | None:
        """Which of the sides that share a name is meant: one named in the sentence, else the report's own or the one that it names most."""
        parties = unit.word.parties
        here = next((str(m.value.code) for m in near if m.value.code in parties), None)
        if here is None and len(parties) == 1 and self.tokens[unit.anchor].text.isupper() and self.named(parties):
            return parties[0]  # an abbreviation of the one side that uses it
        most = max(self.counts, key=lambda code: (code in parties, self.counts[code]), default=None)
        fits = next((code for code in (only, self.default, most) if code in parties), None)
        return here or fits or only or self.default or most
