"""Whose people, ships or weapons a phrase speaks of: from words before it, behind it, or from the one who sends them."""

from collections.abc import Sequence

from vedette.grammar import OPENERS, begun_in, phrases_of, word_set
from vedette.model import Document, Mention, Sentence

BRACKETS = {"(": ")", "[": "]"}
"""Opening and closing brackets."""
BRACKET_REACH = 5
"""Tokens within brackets that give a name's abbreviation."""
MAX_GAP = 3
"""Tokens between the names of two sides in a list."""
FIRST_GAP = 4
"""Tokens before the first of them: from the host country, Ruritania."""
ORIGIN_REACH = 7
"""Tokens between "of" and "from": a contingent of soldiers and police officers from Ruritania."""
OTHERS_REACH = 6
"""Tokens between a side and the word for others without names: and | several other West African countries."""
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
        parts = {m.last for m in self.places if not m.value.country and m.last - m.first > 1}
        parties = [m for m in doc.of("party") if m.value.form in OWN_FORMS and m.last not in parts]  # Central | America is no side
        self.parties = parties
        self.at: dict[int, Mention] = {m.first: m for m in parties}
        self.ending: dict[int, Mention] = {m.last: m for m in parties}
        self.unit_starts: dict[int, Mention] = {m.first: m for m in self.units}
        self.unit_ends: dict[int, Mention] = {m.last: m for m in self.units if m.value.party}
        self.ship_starts: dict[int, Mention] = {m.first: m for m in doc.of("materiel") if m.value.sort == "ship"}
        self.place_starts: dict[int, Mention] = {m.first: m for m in doc.of("place") if m.value.country}
        self.region_starts = {m.first for m in doc.of("place") if not m.value.country}
        self.counts = {m.first for m in doc.of("quantity")}

    def origins(self, i: int, sentence: Sentence) -> list[str]:
        """The parties listed from token i on: Ruritania, Elbonia and the Syldavian army; for a place or unit its state."""
        return self._origins_to(i, sentence)[0]

    def _origins_to(self, i: int, sentence: Sentence) -> tuple[list[str], int]:
        """The parties listed from token i on, and the index after the last of them."""
        codes: list[str] = []
        gap, most, end = 0, FIRST_GAP, i
        while i < sentence.last and gap < (MAX_GAP if codes else most):
            i = self._past_part(i, sentence)
            unit = self.unit_starts.get(i)
            party = self.at.get(i)
            place = self.place_starts.get(i)
            if unit and unit.value.party and not self._any_side(unit):
                codes.append(unit.value.party)
                shared = self.unit_ends.get(unit.last)
                if shared:  # the Ruritanian and the Elbonian Army
                    codes.append(shared.value.party)
                i, gap = unit.last, 0
                end = i
                if i + 1 < sentence.last and self.tokens[i].low in word_set("venue_of"):
                    i += 1  # naval units of | Ruritania and Elbonia
                continue
            if party:
                codes.append(party.value.code)
                i, gap = party.last, 0
                end = i
                continue
            if codes and self.tokens[i].text in BRACKETS:
                i = self._past_bracket(i, sentence)
                continue
            if place:
                codes.append(place.value.country)
                i, gap = place.last, 0
                end = i
                continue
            token = self.tokens[i]
            if codes and token.low in word_set("people_from_sure") and self.tokens[i - 1].low in word_set("people_join"):
                i += 1
                continue
            if codes and (i in self.counts or token.low in word_set("det_indefinite")):
                break  # other things: two frigates of the Ruritanian Navy and four Elbonian jets
            if codes and token.text == "," and self._says(i + 1, sentence):
                break  # from the Ruritanian Army, the Elbonian ministry said
            if (token.low in word_set("people_stop") and token.low not in word_set("people_det")) or token.low[0].isdecimal():
                break
            if not (token.text[0].isalpha() or token.low in word_set("people_join", "people_possessive")):
                break
            most = MAX_GAP if token.text[0].isupper() else most  # a name that is no side's
            i, gap = i + 1, gap + 1
        return codes, end

    def _any_side(self, unit: Mention) -> bool:
        """Whether a word for the forces of several sides stands alone, so that what it was taken to be of is a guess: from navies."""
        hit = phrases_of("people_sides").at(self.tokens, unit.first, unit.last)
        return hit is not None and hit[0] == unit.last and self.tokens[unit.first].text.islower()

    def _unknown_side(self, i: int, sentence: Sentence) -> bool:
        """Whether an abbreviation that no side is known by stands at token i, joined to another side: of the RLF | and the ENA."""
        if i < sentence.last and self.tokens[i].low in word_set("people_det"):
            i += 1
        if i + 1 >= sentence.last or self.tokens[i + 1].low not in word_set("people_join"):
            return False
        name = self.tokens[i].text
        return name.isupper() and len(name) > 1 and i not in self.at and i not in self.unit_starts and i not in self.place_starts

    def _past_part(self, i: int, sentence: Sentence) -> int:
        """The index of the whole behind a part that token i begins: the 1st Battalion, | RBLF; different units of | the navy; else i."""
        unit = self.unit_starts.get(i)
        if unit and unit.last + 1 < sentence.last and self.tokens[unit.last].text == ",":
            whole = self.unit_starts.get(unit.last + 1)
            named = any(k in self.at for k in range(unit.first, unit.last))
            return unit.last + 1 if whole and whole.value.party and not named else i
        if i + 2 >= sentence.last or self.tokens[i].low not in word_set("people_other"):
            return i
        return i + 2 if self.tokens[i + 1].low in word_set("people_from") else i

    def _says(self, i: int, sentence: Sentence) -> bool:
        """Whether what token i begins says what stands before it, with no comma between."""
        for token in self.tokens[i : min(sentence.last, i + MAX_SUBJECT)]:
            if token.low in word_set("people_says"):
                return True
            if not token.text[0].isalnum() and token.low not in word_set("people_possessive"):
                return False
        return False

    def _and_others(self, i: int, sentence: Sentence) -> bool:
        """Whether sides without names, or a part of the world, follow on the sides that end before token i: Ruritania | and its allies."""
        if i >= sentence.last or self.tokens[i].low not in word_set("people_join", "materiel_comma"):
            return False
        for k in range(i + 1, min(sentence.last, i + 1 + OTHERS_REACH)):
            token = self.tokens[k]
            if token.low in word_set("people_others") or k in self.region_starts:
                return True
            if token.low in word_set("people_stop") and token.low not in word_set("people_det", "people_join"):
                return False
            if not (token.text[0].isalnum() or token.low == "-"):
                return False
        return False

    def behind(self, after: int, sentence: Sentence) -> tuple[bool, str | None]:
        """Whether the words from token `after` on tell where something comes from, and the side if it is a single one."""
        if after >= sentence.last:
            return False, None
        if self.tokens[after].low not in word_set("people_from"):
            return self._made_of(after, sentence)
        if self.tokens[after].low in word_set("people_with"):
            holder = next((m for k in range(after + 1, after + 3) for m in (self.unit_starts.get(k), self.ship_starts.get(k)) if m), None)
            return (True, str(holder.value.party)) if holder and holder.value.party else (False, None)
        codes, end = self._origins_to(after + 1, sentence)
        if codes and end + 1 < sentence.last and self.tokens[end].low in word_set("people_to") and self._side_at(end + 1):
            return True, None  # from Ruritania to Elbonia
        if codes and self._unknown_side(after + 1, sentence):
            return True, None
        if codes:
            return True, None if self._of_sides(after + 1, sentence) or self._and_others(end, sentence) else single(codes)
        if self.tokens[after].low in word_set("people_from_sure"):
            return True, None
        origin = self._origin_behind(after, sentence)
        return self.behind(origin, sentence) if origin else (False, None)

    def _side_at(self, i: int) -> bool:
        """Whether a side or a place begins at token i."""
        return i in self.at or i in self.place_starts or i in self.region_starts

    def _past_bracket(self, i: int, sentence: Sentence) -> int:
        """The index behind a short bracket that opens at token i; behind the opening alone if it is long."""
        close = BRACKETS[self.tokens[i].text]
        ends = range(i + 1, min(sentence.last, i + BRACKET_REACH))
        return next((k for k in ends if self.tokens[k].text == close), i) + 1

    def _made_of(self, after: int, sentence: Sentence) -> tuple[bool, str | None]:
        """The side of a body of people behind "drawn from", "consisting of", also behind a comma."""
        comma = self.tokens[after].text == "," and after + 1 < sentence.last
        hit = phrases_of("people_made_of").at(self.tokens, after + comma, sentence.last)
        codes = self.origins(hit[0], sentence) if hit else []
        return (True, single(codes)) if codes else (False, None)

    def _origin_behind(self, of: int, sentence: Sentence) -> int | None:
        """The index of "from" behind plain words for people: a contingent | of soldiers and police officers from Ruritania."""
        for k in range(of + 1, min(sentence.last, of + ORIGIN_REACH)):
            token = self.tokens[k]
            if token.low in word_set("people_from_sure"):
                return k
            if token.low in word_set("people_stop") or not (token.text.islower() or token.low in word_set("people_join")):
                return None
        return None

    def _of_sides(self, i: int, sentence: Sentence) -> bool:
        """Whether both or several sides are spoken of without their names: from both armies, from the three participating navies."""
        k, told = i, False
        while k < sentence.last and k - i < BRACKET_REACH and not (told and phrases_of("people_sides").at(self.tokens, k, sentence.last)):
            told = told or k in self.counts or self.tokens[k].low in word_set("people_both")
            if not (told or self.tokens[k].low in word_set("people_det")) or k in self.at:
                return False
            k += 1
        return k < sentence.last and k - i < BRACKET_REACH

    def before(self, i: int, sentence: Sentence) -> str | None:
        """The party right before token i, as its owner: Ruritania's 3,000, the Ruritanian contingent, the Ruritanian Navy contingent."""
        party = self.ending.get(i)
        if party and party.first >= sentence.first and party.value.form in ("adjective", "prefix"):
            return str(party.value.code)
        listed = self.ending.get(i - 1) if i > sentence.first and self.tokens[i - 1].text == ":" else None
        if listed and listed.first >= sentence.first:
            return str(listed.value.code)  # Ruritania: 450 soldiers
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
        if k > sentence.first and tokens[k].low in word_set("people_det", "det_indefinite"):
            k -= 1
        seen = k > sentence.first and tokens[k].low in word_set("people_along") and tokens[k - 1].low in word_set("people_joining")
        if seen:
            k -= 2
        elif k > sentence.first and tokens[k].low in word_set("people_along"):
            holder = self.unit_ends.get(k) or self.ending.get(k) or self._first_before_comma(k - 1, sentence)
            return self._subjects(holder, sentence) if holder and not self._lies_in(holder, sentence) else []
        steps = 0
        while k >= sentence.first and steps < MAX_SUBJECT:
            low = tokens[k].low
            owner = self.unit_ends.get(k + 1) or self.ending.get(k + 1)
            if owner and owner.first >= sentence.first:
                return self._subjects(owner, sentence) if seen and not self._sets_the_scene(owner, sentence) else []
            if low in word_set("people_send"):
                seen = True
            elif seen and low in word_set("people_others"):
                return []  # Ruritania and its allies send
            elif not (low in word_set("people_aux") or (seen and (low[0].isalpha() or low in word_set("people_possessive")))):
                return []
            k, steps = k - 1, steps + 1
        return []

    def _first_before_comma(self, k: int, sentence: Sentence) -> Mention | None:
        """The side with which the sentence begins, if a comma at token k stands behind it: the Ruritanian Army, with 900 men."""
        holder = (self.unit_ends.get(k) or self.ending.get(k)) if self.tokens[k].text == "," else None
        return holder if holder and 0 <= holder.first - sentence.first <= 1 else None

    def opening(self, i: int, sentence: Sentence) -> str | None:
        """The side that a phrase before token i says they come from: from Ruritania's side, 900 men; on the Ruritanian side 900 men."""
        k = i - 1
        if k > sentence.first and self.tokens[k].text == ",":
            k -= 1
        if k > sentence.first and self.tokens[k].low in word_set("people_side"):
            k -= 1
        if k > sentence.first and self.tokens[k].low in word_set("people_possessive"):
            k -= 1
        party = self.ending.get(k + 1)
        if party is None or k + 1 == i or party.first <= sentence.first:
            return None
        k = party.first - 1
        if k > sentence.first and self.tokens[k].low in word_set("people_det"):
            k -= 1
        begins = sentence.first + (self.tokens[sentence.first].text in OPENERS)
        return str(party.value.code) if k == begins and self.tokens[k].low in word_set("people_opening") else None

    def _lies_in(self, party: Mention, sentence: Sentence) -> bool:
        """Whether a state's name tells where something is: in northern Elbonia with 900 men, in the Gulf of Elbonia with two ships."""
        size = party.last - party.first
        near = begun_in(self.places, sentence.first, party.first + 1)
        if any(party.last <= p.last and p.last - p.first > size for p in near):
            return True
        k = party.first - 1
        while k > sentence.first and self.tokens[k].low in word_set("venue_skip", "venue_of"):
            k -= 1
        if k < sentence.first or self.tokens[k].low in word_set("people_be"):
            return False
        return self.tokens[k].low in word_set("people_stop", "place_in")

    def _sets_the_scene(self, owner: Mention, sentence: Sentence) -> bool:
        """Whether a state is where others are brought together: the drill in Ruritania will bring 900 soldiers; not "in R, which sends"."""
        if owner.kind != "party" or owner.first <= sentence.first:
            return False
        relative = owner.last + 1 < sentence.last and self.tokens[owner.last + 1].low in word_set("clause_relative")
        if self.tokens[owner.last].text == "," and relative:
            return False
        return self.tokens[owner.first - 1].low in word_set("people_in")

    def source(self, sentence: Sentence) -> str | None:
        """The party whose word a sentence gives on its own forces: according to the Ruritanian military; None if it names others too."""
        parties = begun_in(self.parties, sentence.first, sentence.last)
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
        if k - 1 > sentence.first and self.tokens[k - 1].low in word_set("people_host"):
            k -= 1
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
