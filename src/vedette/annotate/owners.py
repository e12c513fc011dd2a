"""Whose people, ships or weapons a phrase speaks of: from words before it, behind it, or from the one who sends them."""

from collections.abc import Sequence
from functools import cache

from vedette.grammar import Phrases, fold
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Sentence

OWN_FORMS = frozenset(("name", "short", "adjective", "demonym", "abbreviation", "prefix", "capital", "leader"))
"""Forms of a party's name that tell whose people or weapons are meant."""
MAX_SUBJECT = 12
"""Tokens between a subject and what it sends."""


@cache
def words(*kinds: str) -> frozenset[str]:
    """Folded words of some classes of words_*.csv."""
    return frozenset(fold(w) for w in words_of(*kinds))


@cache
def phrases(kind: str) -> Phrases[bool]:
    """The phrases of a class of words_*.csv."""
    found: Phrases[bool] = Phrases()
    for word in words_of(kind):
        found.add(word, True)
    return found


def single(codes: Sequence[str]) -> str | None:
    """The code if all are the same; None for several sides or none."""
    return codes[0] if len(set(codes)) == 1 else None


class Owners:
    """Answers for one document."""

    def __init__(self, doc: Document) -> None:
        self.tokens = doc.tokens
        self.units = doc.of("unit")
        parties = [m for m in doc.of("party") if m.value.form in OWN_FORMS]
        self.at: dict[int, Mention] = {m.first: m for m in parties}
        self.ending: dict[int, Mention] = {m.last: m for m in parties}

    def unit_at(self, i: int) -> str | None:
        """The side of the unit that stands at token i or right behind it."""
        for m in self.units:
            if m.first - 2 <= i < m.last:
                return str(m.value.party) if m.value.party else None
        return None

    def has_unit(self, i: int) -> bool:
        """Whether a unit stands at token i or right behind it."""
        return any(m.first - 2 <= i < m.last for m in self.units)

    def origins(self, i: int, sentence: Sentence) -> list[str]:
        """The parties listed from token i on: Ruritania, Elbonia and the Syldavian army."""
        codes: list[str] = []
        gap = 0
        while i < sentence.last and gap < 3:
            party = self.at.get(i)
            if party:
                codes.append(party.value.code)
                i, gap = party.last, 0
                continue
            token = self.tokens[i]
            if token.low in words("people_stop") and token.low not in words("people_det") or token.low[0].isdecimal():
                break
            if not (token.text[0].isalpha() or token.low in words("people_join")):
                break
            i, gap = i + 1, gap + 1
        return codes

    def behind(self, after: int, sentence: Sentence) -> tuple[bool, str | None]:
        """Whether the words from token `after` on tell where something comes from, and the side if it is a single one."""
        if after >= sentence.last or self.tokens[after].low not in words("people_from"):
            return False, None
        codes = self.origins(after + 1, sentence)
        if codes:
            return True, single(codes)
        if self.has_unit(after + 1):
            return True, self.unit_at(after + 1)
        return self.tokens[after].low in words("people_from_sure"), None

    def before(self, i: int, sentence: Sentence) -> str | None:
        """The party right before token i, as its owner: Ruritania's 3,000, the Ruritanian contingent."""
        party = self.ending.get(i)
        if party and party.first >= sentence.first and party.value.form in ("adjective", "prefix"):
            return str(party.value.code)
        for k in range(i - 1, max(sentence.first, i - 3), -1):
            party = self.ending.get(k)
            if party and self.tokens[k].low in words("people_possessive"):
                return str(party.value.code)
        return None

    def sender(self, i: int, sentence: Sentence) -> str | None:
        """The party that is the subject of a verb of sending right before token i."""
        tokens, k = self.tokens, i - 1
        seen = False
        steps = 0
        while k >= sentence.first and steps < MAX_SUBJECT:
            token = tokens[k]
            party = self.ending.get(k + 1)
            if party:
                if party.value.form in ("adjective", "demonym") and not seen:
                    return None
                joined = party.first > sentence.first and tokens[party.first - 1].low in words("people_join")
                listed = joined and party.first - 1 in self.ending
                return str(party.value.code) if seen and not listed else None
            if token.low in words("people_send"):
                seen = True
            elif not seen and token.low not in words("people_aux"):
                return None
            elif seen and not (token.text[0].isalpha() or token.low in words("people_possessive")):
                return None
            k, steps = k - 1, steps + 1
        return None
