"""Which place a name stands for: what stands beside it, the states and places that the report names otherwise, kind and population."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct

from vedette.annotate.gazetteer import Entry, Known
from vedette.grammar import word_set
from vedette.model import Document, Mention, Party, is_state

STATE_FORMS = frozenset(("name", "short", "abbreviation"))
"""Forms of a party's name that can stand for the state's territory."""
OWNER_FORMS = STATE_FORMS | {"adjective", "prefix"}
KIND_WEIGHT = {"region": 0.6, "sea": 5.0, "ocean": 5.0, "gulf": 5.0, "strait": 5.0, "training-area": 0.5, "base": 0.4, "island": 0.5}
"""How much likelier a kind is than another of the same name, in decades of population; chosen so that seas win over villages."""
SEAS = frozenset(("sea", "ocean", "strait", "gulf", "channel"))
"""Kinds of waters that are no state's."""
OPENING = 3
"""Tokens from the beginning of a sentence in which the name stands that its first phrase holds."""
OVER = frozenset(",.;:-–—()")
"""Marks behind a state that only tells where the place before it lies."""
AND = 2
"""Tokens between two names of a list at most: ", and"."""
SPOKEN_OF = 4.0
"""Names of a state and of places in it from which a report is about that state."""
WELL_KNOWN = 300_000
"""Inhabitants from which a town is known without its state being named."""


class Found(Struct):
    """A name in the making: tokens [first, last), what it may stand for, and the kind that its place noun gives."""

    first: int
    last: int
    sentence: int
    known: tuple[Known, ...] = ()
    kind: str | None = None
    entry: Entry | None = None
    country: str | None = None
    one: str = ""
    near: str | None = None
    """The region that stands beside it, as an ISO 3166-2 code."""

    @property
    def unsure(self) -> bool:
        return bool(self.known) and self.kind is None and all(k.ambiguous or k.namesake for k in self.known)


class Senses:
    """Chooses among the places of the same name for all names of one report."""

    def __init__(self, doc: Document, party_at: Mapping[int, Mention], found: list[Found]) -> None:
        self.doc, self.tokens, self.party_at, self.found = doc, doc.tokens, party_at, found

    def chosen(self) -> list[Found]:
        """The names with what they stand for; those that are more likely no place are left out."""
        self._contain()
        self._resolve()
        return self.found

    def _contain(self) -> None:
        """Notes the state or region that stands beside a name: Tawang, Arunachal Pradesh; Belarus' Lepel; a town in Poland."""
        for n, f in enumerate(self.found):
            following = self.found[n + 1] if n + 1 < len(self.found) and self.found[n + 1].sentence == f.sentence else None
            last = self.doc.sentences[f.sentence].last
            i = f.last
            comma = i < last and self.tokens[i].text in (",", "(")
            if comma or (i < last and self.tokens[i].low in word_set("place_in")):
                k = i + 1
                while k < last and self.tokens[k].low in word_set("venue_skip"):
                    k += 1
                party = self.party_at.get(k)
                taken = following is not None and following.first == k
                state = party is not None and party.first == k and party.value.form in STATE_FORMS and is_state(party.value.code)
                open_sea = f.kind in SEAS or (bool(f.known) and all(k.entry.kind in SEAS for k in f.known))
                named = party is not None and party.last < last and self._names_more(party.last)
                if party is not None and state and not taken and not open_sea and not named and not (comma and self._apart(f, party)):
                    f.country = party.value.code
                    if comma and all(k.entry.country != f.country for k in f.known):
                        f.known = ()
                elif following is not None and following.first == k and following.kind in (None, "region"):
                    self._inside(f, following, comma)
            if f.country is None:
                f.country = self._owner(f)

    def _apart(self, f: Found, party: Mention) -> bool:
        """Whether a state behind a comma does not tell where a name lies.

        It is an item of a list that ends in a third (Lapland, Norway and Iceland) or what the sentence speaks of (In X, Ruritania began).
        """
        opens = f.first - self.doc.sentences[f.sentence].first < OPENING
        if opens and party.last < len(self.tokens) and self.tokens[party.last].text not in OVER:
            return True
        elsewhere = bool(f.known) and all(k.entry.kind == "region" and k.entry.country != party.value.code for k in f.known)
        behind = self.tokens[party.last].low if party.last < len(self.tokens) else ""
        return elsewhere and behind in word_set("place_and")

    def _names_more(self, i: int) -> bool:
        """Whether a state's name goes on as that of its forces or officers: off Gotland, U.S. Navy officials said."""
        token = self.tokens[i]
        return token.text[0].isupper() and not any(m.first == i for m in self.doc.of("date"))

    def _inside(self, inner: Found, outer: Found, comma: bool) -> None:
        regions = [k.entry for k in outer.known if k.entry.kind == "region"]
        if not regions or (inner.country and all(e.country != inner.country for e in regions)):
            return
        of_inner = {k.entry.country for k in inner.known}
        fitting = [e for e in regions if not of_inner or e.country in of_inner] or ([] if of_inner else regions)
        if not fitting and comma and all(k.entry.kind == "region" for k in outer.known):
            inner.known, fitting = (), regions
        if fitting and (comma or not inner.known):
            region_match = [e for e in fitting if any(k.entry.region == e.region for k in inner.known)]
            chosen = (region_match or fitting)[0]
            inner.country, inner.near = chosen.country, chosen.region
            if region_match:
                outer.country, outer.near = chosen.country, chosen.region

    def _owner(self, f: Found) -> str | None:
        """The state whose adjective or genitive stands before the name."""
        i, low = f.first - 1, self.doc.sentences[f.sentence].first
        steps = 0
        while i >= low and steps < 5:
            party: Mention | None = self.party_at.get(i)
            if party is not None:
                value: Party = party.value
                return value.code if value.form in OWNER_FORMS and is_state(value.code) else None
            if self.tokens[i].low not in word_set("venue_skip"):
                return None
            i -= 1
            steps += 1
        return None

    def _resolve(self) -> None:
        votes = self._evidence()
        self._agree()
        told = Counter(self.doc.words(f.first, f.last) for f in self.found)
        for f in self.found:
            if f.kind is not None and all(k.ambiguous and not votes[k.entry.country or ""] for k in f.known):
                f.known = ()  # the South West Coast, of whatever state
            if f.known:
                f.entry = max(f.known, key=lambda k: self._weigh(f, k, votes)).entry
                if self._abroad(f, f.entry, votes, told):
                    f.known, f.entry, f.kind = (), None, "city"
        self.found = [f for f in self.found if not f.known or self._sure(f, votes)]
        for f in self.found:
            if f.entry is not None and f.entry.country is not None:
                votes[f.entry.country] += 1.0
        for f in self.found:
            if not f.known and f.country is None and f.kind not in SEAS:
                f.country = self._nearest(f) or (max(votes, key=lambda code: votes[code]) if votes else None)

    def _abroad(self, f: Found, e: Entry, votes: Mapping[str, float], told: Mapping[str, int]) -> bool:
        """Whether a small town lies in a state that the report does not speak of while it speaks of another: an unknown namesake there."""
        if e.kind != "city" or e.country is None or f.country == e.country or e.population > WELL_KNOWN:
            return False
        own = told[self.doc.words(f.first, f.last)]
        others = max((v for code, v in votes.items() if code != e.country), default=0.0)
        return others >= SPOKEN_OF and votes[e.country] <= own

    def _agree(self) -> None:
        """Gives a name in a list the only state of the names beside it: Zulia, Apure and Amazonas."""
        for a, b in pairwise(self.found):
            between = self.tokens[a.last : b.first]
            if a.sentence != b.sentence or len(between) > AND or not all(t.low in word_set("place_and") for t in between):
                continue
            for f, other in ((a, b), (b, a)):
                sure = {k.entry.country for k in other.known} if other.country is None else {other.country}
                if f.country is None and len(sure) == 1 and any(k.entry.country in sure for k in f.known) and len(f.known) > 1:
                    f.country = next(iter(sure))

    def _nearest(self, f: Found) -> str | None:
        """The state of the nearest known place in the sentence, or else the only state that it names."""
        known = [(abs(g.first - f.first), g.entry.country) for g in self.found if g.sentence == f.sentence and g.entry and g.entry.country]
        named = {m.value.code for m in self.doc.of("party") if m.sentence == f.sentence and m.value.form in OWNER_FORMS}
        only = next(iter(named)) if len(named) == 1 else ""
        return min(known)[1] if known else only if len(only) == 2 else None

    def _evidence(self) -> dict[str, float]:
        """How strongly the report speaks of each state: by the state's own names and by the names of places that are in no doubt."""
        votes: defaultdict[str, float] = defaultdict(float)
        for m in self.doc.of("party"):
            if is_state(m.value.code) and m.value.form in OWNER_FORMS:
                before = self.tokens[m.first - 1].low if m.first else ""
                votes[m.value.code] += 1.5 if before in word_set("place_in") else 1.0
        for f in self.found:
            countries = {k.entry.country for k in f.known}
            if len(countries) == 1 and not f.unsure:
                votes[next(iter(countries)) or ""] += 1.0
            if f.country:
                votes[f.country] += 1.0
        votes.pop("", None)
        return votes

    def _weigh(self, f: Found, k: Known, votes: dict[str, float]) -> float:
        e = k.entry
        weight = math.log10(e.population + 10) / 2 + KIND_WEIGHT.get(e.kind, 0.0) - 0.8 * k.ambiguous - 0.5 * k.namesake
        if f.near and e.region == f.near:
            weight += 8
        if f.country:
            weight += 6 if e.country == f.country else -3
        if f.kind:
            weight += 1 if f.kind == e.kind else 0
        if e.country:
            weight += min(votes[e.country], 4.0)
        return weight

    def _sure(self, f: Found, votes: dict[str, float]) -> bool:
        """Whether a doubtful name has some support: what stands beside it, or its state being spoken of."""
        if not f.unsure or f.entry is None or f.entry.country is None:
            return True
        if f.country == f.entry.country or votes[f.entry.country] > 0:
            return True
        return f.entry.population > WELL_KNOWN and not any(k.ambiguous for k in f.known)
