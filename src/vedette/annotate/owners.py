"""Whose people, ships or weapons a phrase speaks of: from words before it, behind it, or from the one who sends them."""

from collections.abc import Sequence

from vedette.grammar import phrases_of, word_set
from vedette.model import Document, Mention, Sentence

OWN_FORMS = frozenset(("name", "short", "adjective", "demonym", "abbreviation", "prefix", "capital", "leader"))
"""Forms of a party's name that tell whose people or weapons are meant."""
MAX_SUBJECT = 12
"""Tokens between a subject and what it sends."""


def single(codes: Sequence[str]) -> str | None:
    """The code if all are the same; None for several sides or none."""
    return codes[0] if len(set(codes)) == 1 else None


class Owners:
    """Answers for one document."""

    def __init__(self, doc: Document) -> None:
        self.tokens = doc.tokens
        self.places = doc.of("place")
        self.units = doc.of("unit")
        parties = [m for m in doc.of("party") if m.value.form in OWN_FORMS]
        self.at: dict[int, Mention] = {m.first: m for m in parties}
        self.ending: dict[int, Mention] = {m.last: m for m in parties}
        self.unit_starts: dict[int, Mention] = {m.first: m for m in self.units}
        self.unit_ends: dict[int, Mention] = {m.last: m for m in self.units if m.value.party}
        self.ship_starts: dict[int, Mention] = {m.first: m for m in doc.of("materiel") if m.value.sort == "ship"}
        self.place_starts: dict[int, Mention] = {m.first: m for m in doc.of("place") if m.value.country}
        self.counts = {m.first for m in doc.of("quantity")}

    def origins(self, i: int, sentence: Sentence) -> list[str]:
        """The parties listed from token i on: Ruritania, Elbonia and the Syldavian army; for a place or unit its state."""
        codes: list[str] = []
        gap = 0
        while i < sentence.last and gap < 3:
            unit = self.unit_starts.get(i)
            party = self.at.get(i)
            place = self.place_starts.get(i)
            if unit and unit.value.party:
                codes.append(unit.value.party)
                i, gap = unit.last, 0
                continue
            if party:
                codes.append(party.value.code)
                i, gap = party.last, 0
                continue
            if place:
                codes.append(place.value.country)
                i, gap = place.last, 0
                continue
            token = self.tokens[i]
            if codes and (i in self.counts or token.low in word_set("det_indefinite")):
                break  # other things: two frigates of the Ruritanian Navy and four Elbonian jets
            if (token.low in word_set("people_stop") and token.low not in word_set("people_det")) or token.low[0].isdecimal():
                break
            if not (token.text[0].isalpha() or token.low in word_set("people_join", "people_possessive")):
                break
            i, gap = i + 1, gap + 1
        return codes

    def behind(self, after: int, sentence: Sentence) -> tuple[bool, str | None]:
        """Whether the words from token `after` on tell where something comes from, and the side if it is a single one."""
        if after >= sentence.last or self.tokens[after].low not in word_set("people_from"):
            return False, None
        if self.tokens[after].low in word_set("people_with"):
            holder = next((m for k in range(after + 1, after + 3) for m in (self.unit_starts.get(k), self.ship_starts.get(k)) if m), None)
            return (True, str(holder.value.party)) if holder and holder.value.party else (False, None)
        codes = self.origins(after + 1, sentence)
        if codes:
            return True, single(codes)
        return self.tokens[after].low in word_set("people_from_sure"), None

    def before(self, i: int, sentence: Sentence) -> str | None:
        """The party right before token i, as its owner: Ruritania's 3,000, the Ruritanian contingent, the Ruritanian Navy contingent."""
        party = self.ending.get(i)
        if party and party.first >= sentence.first and party.value.form in ("adjective", "prefix"):
            return str(party.value.code)
        for k in range(i, max(sentence.first, i - 3), -1):
            party, unit = self.ending.get(k), self.unit_ends.get(k)
            if unit and (k == i or self.tokens[k].low in word_set("people_possessive")):
                return str(unit.value.party)
            if party and k < i and self.tokens[k].low in word_set("people_possessive"):
                return str(party.value.code)
        return None

    def sender(self, i: int, sentence: Sentence) -> str | None:
        """The party that is the subject of a verb of sending right before token i."""
        codes = self.senders(i, sentence)
        return codes[0] if len(codes) == 1 else None

    def senders(self, i: int, sentence: Sentence) -> list[str]:
        """The parties that are the subject of a verb of sending right before token i, the last first."""
        tokens, k = self.tokens, i - 1
        if k > sentence.first and tokens[k].low in word_set("people_det"):
            k -= 1
        seen = k > sentence.first and tokens[k].low in word_set("people_along") and tokens[k - 1].low in word_set("people_joining")
        if seen:
            k -= 2
        elif k > sentence.first and tokens[k].low in word_set("people_along"):
            holder = self.unit_ends.get(k) or self.ending.get(k)
            return self._subjects(holder, sentence) if holder and not self._lies_in(holder, sentence) else []
        steps = 0
        while k >= sentence.first and steps < MAX_SUBJECT:
            low = tokens[k].low
            owner = self.unit_ends.get(k + 1) or self.ending.get(k + 1)
            if owner and owner.first >= sentence.first:
                return self._subjects(owner, sentence) if seen else []
            if low in word_set("people_send"):
                seen = True
            elif not (low in word_set("people_aux") or (seen and (low[0].isalpha() or low in word_set("people_possessive")))):
                return []
            k, steps = k - 1, steps + 1
        return []

    def _lies_in(self, party: Mention, sentence: Sentence) -> bool:
        """Whether a state's name tells where something is: in northern Elbonia with 900 men, in the Gulf of Elbonia with two ships."""
        size = party.last - party.first
        if any(p.first <= party.first and party.last <= p.last and p.last - p.first > size for p in self.places):
            return True
        k = party.first - 1
        while k > sentence.first and self.tokens[k].low in word_set("venue_skip", "venue_of"):
            k -= 1
        return k >= sentence.first and self.tokens[k].low in word_set("people_stop", "place_in")

    def source(self, sentence: Sentence) -> str | None:
        """The party whose word a sentence gives on its own forces: according to the Ruritanian military; None if it names others too."""
        parties = [m for i, m in self.at.items() if sentence.first <= i < sentence.last]
        if len({m.value.code for m in parties}) != 1:
            return None
        first = parties[0].first
        for k in range(max(sentence.first, first - 3), first):
            hit = phrases_of("people_source").at(self.tokens, k, first)
            if hit and hit[0] == first:
                return str(parties[0].value.code)
        return None

    def _subjects(self, owner: Mention, sentence: Sentence) -> list[str]:
        """The codes of a party or unit and of those listed before it."""
        codes = [_code(owner)]
        k = owner.first
        while k - 1 > sentence.first and self.tokens[k - 1].low in word_set("people_join"):
            while k - 1 > sentence.first and self.tokens[k - 1].low in word_set("people_join"):
                k -= 1
            other = self.unit_ends.get(k) or self.ending.get(k)
            if other is None:
                break
            codes.append(_code(other))
            k = other.first
        return codes


def _code(owner: Mention) -> str:
    """The code of the side that a mention of a party or unit stands for."""
    return str(owner.value.code if owner.kind == "party" else owner.value.party)
