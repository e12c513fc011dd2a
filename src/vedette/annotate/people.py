"""Finds headcounts: how many troops, and whose.

A headcount is a count with a noun for people behind it (3,000 Ruritanian soldiers), glued to it (a 150-man team), or before it
(a contingent of 45); or a count that leaves its noun out because an earlier one holds for it too (1,200 of them from Ruritania).
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from vedette.annotate.owners import BRACKETS, Owners, single
from vedette.grammar import Phrases, fold, phrases_of, word_set
from vedette.lexicon import PeopleRow, load_csv
from vedette.model import Document, Headcount, Mention, Quantity, Sentence, Span, is_state

MAX_GAP = 7
"""Tokens between a number and its noun."""
MAX_WEAK = 4
"""The same, without the names of sides, for a noun that stands for others than soldiers too."""
HIGHEST_WEAK = 1_000_000
"""A nation has more people, an exercise has not."""
PUT_REACH = 22
"""Tokens before a count in which the words for what is counted stand."""
LEAST_SURE = 1000
"""Larger numbers without a noun, in a passage about headcounts, are headcounts."""
LEAST_LISTED = 50
"""Smaller numbers in a list that a headcount begins count anything."""
MAX_COMING = 4
"""Tokens of a verb of coming: will be coming."""
LEAST_BARE = 10
"""Smaller numbers without a noun count anything."""
YEAR_DIGITS = 4
CENTURIES = frozenset(("19", "20"))
"""How the years of modern exercises begin."""
ADJECTIVE = "adjective"
"""In the note of a noun that is an adjective too."""
LISTED_FORMS = frozenset(("name", "short", "abbreviation", "capital"))
"""Forms of a side's name that stand before its number in a list whose verb is told once."""


@cache
def people_nouns() -> Phrases[PeopleRow]:
    """All nouns for people."""
    phrases: Phrases[PeopleRow] = Phrases()
    for row in load_csv("people_nouns", PeopleRow):
        if row.id != "strong":
            phrases.add(row.name, row)
    return phrases


def find_people(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `people` with a Headcount each, in reading order."""
    finder = _Finder(doc)
    return tuple(mention for sentence in doc.sentences for mention in finder.read(sentence))


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.owners = Owners(doc)
        self.party_at = self.owners.at
        self.blocked = {i for kind in ("exercise", "date", "person") for m in doc.of(kind) for i in range(m.first, m.last)}
        inside = (i for m in doc.of("unit") for i in range(m.first, m.last) if self.tokens[i].low[0].isdecimal())
        counting = word_set("unit_counting")
        self.numbered = {i for i in inside if i == 0 or self.tokens[i - 1].low not in counting}  # not: a platoon of 30 divers
        self.by_sentence: dict[int, list[Mention]] = {}
        for m in doc.of("quantity"):
            self.by_sentence.setdefault(m.sentence, []).append(m)
        self.quantity_at = {m.first: m for m in doc.of("quantity")}
        self.thing_tokens = {i for m in doc.of("materiel") for i in range(m.first, m.last)}
        self.last_found: Mention | None = None

    def read(self, sentence: Sentence) -> list[Mention]:
        """The headcounts of one sentence."""
        found: list[Mention] = []
        for quantity in self.by_sentence.get(sentence.index, ()):
            core = quantity.last - 1
            if core in self.blocked or core in self.numbered or self._is_change(quantity, sentence):
                continue
            if quantity.first in self.thing_tokens and not self._first_of_list(quantity):
                continue
            mention = self._bracketed(quantity, sentence) or self._listed(quantity, sentence, found) or self._labelled(quantity, sentence)
            mention = mention or self._with_noun(quantity, sentence) or self._grouped(quantity, sentence)
            mention = mention or self._elliptic(quantity, sentence, found)
            if mention:
                found.append(mention)
                self.last_found = mention
        return found

    def _is_change(self, quantity: Mention, sentence: Sentence) -> bool:
        """Whether it is told by how much a headcount changes: an increase of 2,000; they will raise the number of troops by 2,000."""
        at = quantity.first - 1
        if at <= sentence.first or self.tokens[at].low not in word_set("people_change_by"):
            return False
        if self.tokens[at - 1].low in word_set("people_change"):
            return True
        if self.tokens[at].low not in word_set("people_by"):
            return False
        told = [token.low for token in self.tokens[max(sentence.first, at - PUT_REACH) : at]]
        return not word_set("people_number").isdisjoint(told) and not word_set("people_change").isdisjoint(told)

    def _first_of_list(self, quantity: Mention) -> bool:
        """Whether people stand right behind a count, in a list with things: 1,700 personnel and combat vehicles."""
        hit = people_nouns().at(self.tokens, quantity.last, len(self.tokens)) if quantity.last < len(self.tokens) else None
        strong = hit is not None and any(row.weight == "strong" for row in hit[1])
        return strong and hit is not None and hit[0] < len(self.tokens) and self.tokens[hit[0]].low in word_set("people_join")

    def _mention(self, quantity: Mention, first: int, last: int, noun: str | None, party: str | None) -> Mention:
        value: Quantity = quantity.value
        span = Span(self.tokens[first].start, self.tokens[last - 1].end)
        return Mention("people", span, first, last, quantity.sentence, Headcount(value, noun, party))

    # troops from Ruritania (300) and Elbonia [200]

    def _bracketed(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        """The count in brackets right behind a side, with a noun in the brackets or before the side."""
        tokens, i, end = self.tokens, quantity.first - 1, quantity.last
        close = BRACKETS.get(tokens[i].text) if i > sentence.first else None
        side = (self.owners.unit_ends.get(i) or self.owners.ending.get(i)) if close else None
        code = self._side_before(side, i, sentence) if close else None
        if code is None:
            return None
        hit = people_nouns().at(tokens, end, sentence.last) if end < sentence.last else None
        noun = self.doc.words(end, hit[0]) if hit else None
        end = hit[0] if hit else end
        if end >= sentence.last or tokens[end].text != close:
            return None
        known = [k for k in range(sentence.first, i) if people_nouns().at(tokens, k, i)]
        if noun is None and (not known or self._thing_between(known[-1], i)):
            return None
        return self._mention(quantity, quantity.first, end, noun, code)

    def _side_before(self, side: Mention | None, i: int, sentence: Sentence) -> str | None:
        """The code of a side that ends before token i, or that a body of people there is of: a Ruritanian company | (120 soldiers)."""
        if side is not None:
            return str(side.value.code if side.kind == "party" else side.value.party)
        hit = phrases_of("people_group").at(self.tokens, i - 1, i)
        return self.owners.before(i - 1, sentence) if hit else None

    # Ruritania sent 300 soldiers, | Elbonia 200 and Syldavia 150

    def _listed(self, quantity: Mention, sentence: Sentence, found: Sequence[Mention]) -> Mention | None:
        """The count right behind the name of the next side of a list, whose verb is left out."""
        tokens, first = self.tokens, self._about(quantity, sentence)
        side = self.owners.ending.get(first)
        if side is None and first - 1 > sentence.first and tokens[first - 1].low in word_set("people_along"):
            side = self.owners.ending.get(first - 1)
        if side is None or side.value.form not in LISTED_FORMS or not found or found[-1].value.party == side.value.code:
            return None
        if self._is_year(quantity):
            return None
        between = self.tokens[found[-1].last : side.first]
        joint = word_set("people_join", "materiel_comma")
        if len(between) > 2 or not all(t.low in joint or t.text in BRACKETS for t in between):
            return None
        end, noun = quantity.last, None
        hit = people_nouns().at(self.tokens, end, sentence.last) if end < sentence.last else None
        if hit:
            end, noun = hit[0], self.doc.words(end, hit[0])
        elif not (self._ends_phrase(end, sentence) or self.tokens[end].low in word_set("people_join")):
            return None
        return self._mention(quantity, quantity.first, end, noun, side.value.code)

    def _about(self, quantity: Mention, sentence: Sentence) -> int:
        """The first token of a count and the words before it that say how exact it is: Elbonia | roughly 200."""
        first = quantity.first
        while first - 1 > sentence.first and self.tokens[first - 1].low in word_set("quantity_about"):
            first -= 1
        return first

    # Personnel: 1,800

    def _labelled(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        """The count behind the label of a line: Personnel: 1,800 (Ruritania 1,000)."""
        colon, at = self._about(quantity, sentence) - 1, sentence.first
        while at < colon and not self.tokens[at].text[0].isalnum():
            at += 1  # • Personnel: …
        if colon <= at or self.tokens[colon].text != ":" or (quantity.value.low or quantity.value.high or 0) < LEAST_BARE:
            return None
        label = next((k for k in range(at, colon) if (hit := people_nouns().at(self.tokens, k, colon)) and hit[0] == colon), None)
        bare = quantity.last >= sentence.last or not self.tokens[quantity.last].text[0].isalpha()
        if label is None or not bare:
            return None
        return self._mention(quantity, quantity.first, quantity.last, self.doc.words(label, colon), None)

    # 3,000 soldiers

    def _with_noun(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        glued = self._glued(quantity, sentence)
        if glued:
            return glued
        tokens = self.tokens
        start = i = self._of_them(quantity, sentence)
        limit = min(sentence.last, i + MAX_GAP)
        codes: list[str] = []
        named = 0
        service: Mention | None = None
        while i < limit:
            if i in self.quantity_at and (codes or i == start or (i == start + 1 and self._respective(start, sentence))):
                return self._shared(quantity, self.quantity_at[i], i, codes, sentence)
            party = self.party_at.get(i)
            form = party.value.form if party else None
            if party and (form == "demonym" or (form == "adjective" and self._stands_alone(party, sentence))):
                codes.append(party.value.code)
                following = self._next_quantity(party.last, sentence)
                many = (quantity.value.low or quantity.value.high or 0) >= LEAST_SURE
                known = self.last_found is not None and sentence.index - self.last_found.sentence <= 1
                if form == "demonym" or following or many or known:
                    return self._mention(quantity, quantity.first, party.last, tokens[i].text, single(codes))
            hit = None if party else people_nouns().at(tokens, i, sentence.last)
            if hit and not self._goes_on(hit[0], sentence) and not self._modifies(hit, sentence):
                if service and set(codes) == {service.value.party} and self._of_several(hit[0], service, sentence):
                    codes.clear()
                return self._counted(quantity, hit, (start, i, named), codes, sentence)
            if party:
                codes.append(party.value.code)
                named += party.last - i
                i = party.last
                continue
            unit = self.owners.unit_starts.get(i)
            if unit and is_state(unit.value.party):
                codes.append(unit.value.party)
                service = unit
            home = self.owners.place_starts.get(i) if not unit and i == start else None
            if home:
                codes.append(home.value.country)  # 110 Texas soldiers
            if not self._passes(i, start):
                return None
            named += tokens[i].low in word_set("people_service", "people_join")  # civilian and military aid workers
            i += 1
        return None

    def _respective(self, i: int, sentence: Sentence) -> bool:
        """Whether the count behind a joint at token i has its noun for the one before it too: 200 | and 300 men respectively."""
        if self.tokens[i].low not in word_set("people_join"):
            return False
        return any(t.low in word_set("people_respectively") for t in self.tokens[i : min(sentence.last, i + PUT_REACH)])

    def _stands_alone(self, party: Mention, sentence: Sentence) -> bool:
        """Whether a side told by its adjective ends the phrase, and is not the first of some: 2,500 Ruritanian, Elbonian and … troops."""
        following = self.party_at.get(party.last + 1)
        listed = following is not None and following.value.form == "adjective" and self.tokens[party.last].low in word_set("materiel_comma")
        return not listed and self._ends_phrase(party.last, sentence)

    def _counted(
        self, quantity: Mention, hit: tuple[int, list[PeopleRow]], gap: tuple[int, int, int], codes: list[str], sentence: Sentence
    ) -> Mention | None:
        """The headcount with the noun behind the gap (its ends and its tokens that name sides), unless it is too far or counts states."""
        start, i, named = gap
        strong = any(row.weight == "strong" for row in hit[1])
        value: Quantity = quantity.value
        if not strong and (i - start - named > MAX_WEAK or (value.low or value.high or 0) >= HIGHEST_WEAK or not all(map(is_state, codes))):
            return None
        if not strong and any(token.low in word_set("people_bloc") for token in self.tokens[start:i]):
            return None
        unit = self.owners.unit_ends.get(hit[0])
        if not codes and unit and not self._of_several(hit[0], unit, sentence):
            codes.append(unit.value.party)
        party = single(codes) if codes else self._owner(quantity, hit[0], sentence)
        if codes and any(token.low in word_set("people_foreign") for token in self.tokens[start : hit[0]]):
            party = None
        return self._mention(quantity, quantity.first, hit[0], self.doc.words(i, hit[0]), party)

    def _of_several(self, i: int, unit: Mention, sentence: Sentence) -> bool:
        """Whether a service behind a number is that of several sides: 12,000 marines from the two countries; 500 members of the armed
        forces of Ruritania and Elbonia."""
        at = self._past_coming(i, sentence)
        if at >= sentence.last or self.owners.behind(at, sentence) != (True, None):
            return False
        if self._of_states(at + 1, sentence):
            return True  # 3,000 Naval Forces from 13 countries
        wide = at + 1 < sentence.last and self.tokens[at + 1].low in word_set("people_across")
        sure = self.tokens[at].low in word_set("people_from_sure") and (wide or unit.span.of(self.doc.report.text).islower())
        return sure or len(set(self.owners.origins(at + 1, sentence))) > 1

    def _next_quantity(self, i: int, sentence: Sentence) -> Mention | None:
        """The count that follows after a joint: 300 Ruritanian and | 200 Elbonian soldiers."""
        k = i
        while k < sentence.last and k - i < 2 and self.tokens[k].low in word_set("people_join"):
            k += 1
        return self.quantity_at.get(k) if k > i else None

    def _shared(self, quantity: Mention, following: Mention, i: int, codes: list[str], sentence: Sentence) -> Mention | None:
        """A count whose noun stands with the one that follows: 300 Ruritanian and 200 Elbonian soldiers; 30 of the 400 men."""
        after = self._with_noun(following, sentence)
        if after is None:
            return None
        party = single(codes) if codes else self._owner(quantity, quantity.last, sentence)
        last = i if codes else quantity.last
        while last > quantity.last and self.tokens[last - 1].low in word_set("people_join"):
            last -= 1
        return self._mention(quantity, quantity.first, last, after.value.noun, party)

    def _of_them(self, quantity: Mention, sentence: Sentence) -> int:
        """The index after "of its", "of the" where these lead from the number to its noun."""
        hit = phrases_of("people_of_joint").at(self.tokens, quantity.last, sentence.last) if quantity.last < sentence.last else None
        if hit and hit[0] > quantity.last + 1:
            return hit[0]
        bracket = quantity.last < sentence.last and self.tokens[quantity.last].text == ")"
        return quantity.last + 1 if bracket else quantity.last

    def _goes_on(self, i: int, sentence: Sentence) -> bool:
        """Whether the noun is part of a compound: 20 soldier-athletes, twelve member states."""
        tokens = self.tokens
        if i < sentence.last and tokens[i].low in word_set("people_states"):
            return True
        if i + 1 >= sentence.last or fold(tokens[i].text) != "-":
            return False
        return tokens[i].start == tokens[i - 1].end and tokens[i + 1].start == tokens[i].end

    def _modifies(self, hit: tuple[int, list[PeopleRow]], sentence: Sentence) -> bool:
        """Whether the noun is an adjective of the one behind it: 100 military vehicles, 1,000 air force | troops."""
        i = hit[0]
        following = people_nouns().at(self.tokens, i, sentence.last) if i < sentence.last else None
        if following and any(row.weight == "strong" for row in following[1]):
            return True
        if i >= sentence.last or not any(row.note == ADJECTIVE for row in hit[1]):
            return False
        stops = word_set("people_stop", "people_aux", "people_join", "people_part")
        return self.tokens[i].text.islower() and self.tokens[i].low not in stops

    def _passes(self, i: int, start: int) -> bool:
        """Whether a word may stand between a number and its noun."""
        token = self.tokens[i]
        if i in self.thing_tokens or token.low in word_set("people_stop", "people_other"):
            return False
        if token.text[0].isalpha():
            return True
        if token.low in word_set("materiel_comma"):
            return i in self.owners.ending or i in self.owners.unit_ends or self.tokens[i - 1].low in word_set("people_service")
        return i > start and token.low in word_set("people_join")

    # a 150-man team, 600-strong

    def _glued(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        tokens, i = self.tokens, quantity.last
        if i >= sentence.last:
            return None
        hyphen = fold(tokens[i].text) == "-"
        at = i + 1 if hyphen else i
        if at >= sentence.last or tokens[at].low not in word_set("people_suffix"):
            return None
        strong = people_strong(tokens[at].low)
        if not hyphen and not strong:
            return None
        group = self._group_near(at + 1, sentence)
        if not strong and group is None:
            return None
        named = self.party_at.get(at + 1)
        inside = named.value.code if named and group and named.last < group and named.value.form == "adjective" else None
        party = inside or self._owner(quantity, group or at + 1, sentence)
        return self._mention(quantity, quantity.first, at + 1, tokens[at].text, party)

    def _group_near(self, i: int, sentence: Sentence) -> int | None:
        """The index after a word for a body of people that stands right here or a few words on."""
        for k in range(i, min(i + 4, sentence.last)):
            hit = phrases_of("people_group").at(self.tokens, k, sentence.last)
            if hit:
                return hit[0]
            if not self.tokens[k].text[0].isalpha() and fold(self.tokens[k].text) != "-":
                return None
        return None

    # a contingent of 45

    def _grouped(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        group = self._group_before(quantity.first, sentence)
        if group is None:
            return None
        made = self.tokens[group[1]].low not in word_set("people_from") and self.tokens[group[1]].text not in BRACKETS
        after = range(quantity.last, min(quantity.last + 3, sentence.last))
        if (made and not self._ends_phrase(quantity.last, sentence)) or any(
            k in self.thing_tokens or self.tokens[k].low in word_set("people_other") for k in after
        ):
            return None
        party = self.owners.before(group[0], sentence) or self._owner(quantity, quantity.last, sentence)
        return self._mention(quantity, quantity.first, quantity.last, self.doc.words(*group), party)

    def _group_before(self, i: int, sentence: Sentence) -> tuple[int, int] | None:
        """Where a word for a body of people stands that "of" joins to the count at token i: a force (Opfor) of 150."""
        tokens, end = self.tokens, self._joint_before(i, sentence)
        if end <= sentence.first:
            return None
        if tokens[end - 1].text == ")":
            end -= 1
            while end > sentence.first and tokens[end].text != "(":
                end -= 1
        for k in range(max(sentence.first, end - 3), end):
            hit = phrases_of("people_group").at(tokens, k, end)
            if hit and hit[0] == end:
                return k, end
        return None

    def _joint_before(self, i: int, sentence: Sentence) -> int:
        """The index of the "of", ", consisting of" or the like that ends before token i; the first of the sentence if there is none."""
        tokens, first = self.tokens, sentence.first
        for k in range(max(first, i - 3), i):
            hit = phrases_of("people_made_of").at(tokens, k, i)
            if hit and hit[0] == i:
                linked = k > first and (tokens[k - 1].text == "," or tokens[k - 1].low in word_set("people_be"))
                return k - 1 if linked else k
        return i - 1 if i > first and tokens[i - 1].low in word_set("people_from") else first

    def _ends_phrase(self, i: int, sentence: Sentence) -> bool:
        """Whether no noun follows the number."""
        if i >= sentence.last:
            return True
        token = self.tokens[i]
        return (not token.text[0].isalnum() and fold(token.text) != "-") or token.low in word_set(
            "people_stop", "people_send", "people_det"
        )

    # 1,200 of them from Ruritania

    def _elliptic(self, quantity: Mention, sentence: Sentence, found: Sequence[Mention]) -> Mention | None:
        tokens, i, first = self.tokens, quantity.last, quantity.first
        value = quantity.value.low or quantity.value.high or 0
        if first > sentence.first and i < sentence.last and BRACKETS.get(tokens[first - 1].text) == tokens[i].text:
            return None  # the sixtieth edition (60)
        if value < LEAST_BARE or self._is_year(quantity) or self._thing_between(max(sentence.first, found[-1].last if found else 0), first):
            return None
        at = self._past_coming(i, sentence)
        sure = at < sentence.last and tokens[at].low in word_set("people_from_sure")
        origin = self.owners.behind(at, sentence)[1] if sure else None
        if origin and value >= LEAST_SURE:
            return self._mention(quantity, first, i, None, origin)
        if value >= LEAST_SURE and ((sure and self._of_states(at + 1, sentence)) or self._put_at(first, sentence)):
            return self._mention(quantity, first, i, None, None)
        previous = self.last_found
        together = phrases_of("people_altogether").at(tokens, i, sentence.last) if i < sentence.last else None
        if (origin or together) and self._told_before(first, sentence):
            return self._mention(quantity, first, i, None, origin)
        if previous is None or sentence.index - previous.sentence > 1:
            return self._mention(quantity, first, i, None, None) if self._takes_part(i, sentence) else None
        hit = phrases_of("people_of").at(tokens, i, sentence.last) if i < sentence.last else None
        if hit:
            party = self._party_near(hit[0], sentence)
            code = party.value.code if party else self.owners.sender(first, sentence) or previous.value.party
            return self._mention(quantity, first, party.last if party else hit[0], None, code)
        if origin:
            return self._mention(quantity, first, i, None, origin)
        if self._follows(first, sentence, "people_of"):
            party = self._is_party(i, sentence)
            return self._mention(quantity, first, i, None, party.value.code if party else previous.value.party)
        if not self._ends_phrase(i, sentence):
            return None
        party = self._is_party(i, sentence)
        code = party.value.code if party else self._owner(quantity, i, sentence)
        listed = (found and value >= LEAST_LISTED) or first == sentence.first
        told = self._takes_part(i, sentence) or self._follows(first, sentence, "people_compare")
        return self._mention(quantity, first, i, None, code) if code or listed or told or value >= LEAST_SURE else None

    def _told_before(self, i: int, sentence: Sentence) -> bool:
        """Whether soldiers or the like are spoken of before token i: troops of both sides, | 210 from Ruritania; marines, | 600 in all."""
        begin = max(sentence.first, i - PUT_REACH)
        hits = (people_nouns().at(self.tokens, k, i) for k in range(begin, i))
        return any(hit is not None and any(row.weight == "strong" for row in hit[1]) for hit in hits)

    def _is_year(self, quantity: Mention) -> bool:
        """Whether a bare number reads as a year: the drills of 2024 joined by, not the 2,024 joined by."""
        text = quantity.span.of(self.doc.report.text)
        return text.isdecimal() and len(text) == YEAR_DIGITS and text[:2] in CENTURIES

    def _past_coming(self, i: int, sentence: Sentence) -> int:
        """The index of "from" behind a verb of coming, else the index given: 12,000 will come from Ruritania."""
        k = i
        while k < sentence.last and k - i < MAX_COMING and self.tokens[k].low in word_set("people_coming", "people_aux"):
            k += 1
        come = k > i and k < sentence.last and self.tokens[k].low in word_set("people_from_sure")
        return k if come else i

    def _of_states(self, i: int, sentence: Sentence) -> bool:
        """Whether a number of states stands at token i: 45,000 from 31 countries."""
        states = self.quantity_at.get(i)
        return states is not None and states.last < sentence.last and self.tokens[states.last].low in word_set("people_states")

    def _put_at(self, i: int, sentence: Sentence) -> bool:
        """Whether a count before token i is said to be so many: the number of soldiers is …, puts the troops in the field at …"""
        if i <= sentence.first or self.tokens[i - 1].low not in word_set("people_put_at"):
            return False
        begin = max(sentence.first, i - PUT_REACH)
        number = any(self.tokens[k].low in word_set("people_number") for k in range(begin, i))
        verb = next((k for k in range(begin, i) if self.tokens[k].low in word_set("people_put")), None)
        counted = verb is not None and any(people_nouns().at(self.tokens, k, i) for k in range(verb, i))
        return (number or counted) and not self._thing_between(begin, i)

    def _follows(self, i: int, sentence: Sentence, kind: str) -> bool:
        """Whether a phrase of a class stands right before token i."""
        for k in range(max(sentence.first, i - 4), i):
            hit = phrases_of(kind).at(self.tokens, k, i)
            if hit and hit[0] == i:
                return True
        return False

    def _takes_part(self, i: int, sentence: Sentence) -> bool:
        """Whether a verb of taking part stands at token i, or right behind an auxiliary."""
        if i + 1 < sentence.last and self.tokens[i].low in word_set("people_aux"):
            i += 1
        if i + 1 < sentence.last and self.tokens[i + 1].low in word_set("people_states"):
            return False  # 50 participating countries
        return i < sentence.last and phrases_of("people_part").at(self.tokens, i, sentence.last) is not None

    def _is_party(self, i: int, sentence: Sentence) -> Mention | None:
        """The party that the words behind a count say they are: 3,000 are Ruritanian."""
        if i < sentence.last and self.tokens[i].low in word_set("people_be"):
            return self._party_near(i + 1, sentence)
        return None

    def _thing_between(self, first: int, last: int) -> bool:
        return any(i in self.thing_tokens for i in range(first, last))

    def _party_near(self, i: int, sentence: Sentence) -> Mention | None:
        """A party within the next few words: of them (were) Ruritanian, of them from Ruritania."""
        for k in range(i, min(i + 4, sentence.last)):
            if k in self.party_at:
                return self.party_at[k]
            if not self.tokens[k].text[0].isalpha():
                return None
        return None

    # whose they are

    def _owner(self, quantity: Mention, after: int, sentence: Sentence) -> str | None:
        """The side of a headcount whose phrase ends before token `after`: from behind it, from before it, or the one who sends."""
        told, party = self.owners.behind(after, sentence)
        if told:
            return party
        is_party = self._is_party(after, sentence)
        if is_party:
            return str(is_party.value.code)
        group = self._group_before(quantity.first, sentence)
        if group:
            unit = self.owners.unit_ends.get(group[1])
            return str(unit.value.party) if unit else self.owners.before(group[0], sentence) or self.owners.sender(group[0], sentence)
        first = quantity.first
        told_before = self.owners.before(first, sentence) or self.owners.sender(first, sentence) or self.owners.opening(first, sentence)
        return told_before or self._with_next(after, sentence)

    def _with_next(self, after: int, sentence: Sentence) -> str | None:
        """The side of the headcount that is joined on, if that is told behind both: four officers and | 40 men from Ruritania."""
        following = self._next_quantity(after, sentence)
        hit = people_nouns().at(self.tokens, following.last, sentence.last) if following and following.last < sentence.last else None
        return self.owners.behind(hit[0], sentence)[1] if hit else None


@lru_cache(maxsize=16_384)
def people_strong(word: str) -> bool:
    """Whether a word makes a headcount of a number by itself: 600-strong."""
    return word in {fold(row.name).lstrip("-") for row in load_csv("people_nouns", PeopleRow) if row.id == "strong"}
