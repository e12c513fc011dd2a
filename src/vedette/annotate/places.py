"""Finds names of places: those that the gazetteers know, and unknown ones that a place noun or their neighbours give away.

Names of states are mentions of parties; here are all other places. A name of several places is resolved by what stands beside it,
by the states and places that the report names otherwise, by kind and by population.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from vedette.annotate.exercise_lexicon import ROMAN, series_phrases
from vedette.annotate.gazetteer import Known, Noun, gazetteer, noun_words, nouns, ship_states, ship_words
from vedette.annotate.institutions import institutions
from vedette.annotate.layout import between, layout
from vedette.annotate.place_lists import MAX_BARE, MAX_NAME, PlaceLists, inner_words, is_cased
from vedette.annotate.place_senses import OWNER_FORMS, SEAS, STATE_FORMS, Found, Senses
from vedette.grammar import CLOSERS, Phrases, phrases_of, word_set
from vedette.model import Document, Mention, Place, Sentence, Span, Token, is_state

QUOTES = frozenset("\"“«„‘'")
"""Marks that open a quoted name."""
GROUNDS = frozenset(("training-area", "base", "airport", "port"))
"""Kinds of places whose names stand in quotation marks in translated reports."""
SETTLED = frozenset(("village", "island", "port"))
"""Kinds of the nouns with "of" before the name of a town or an island."""
DATELINE = 5
"""Tokens of a dateline at most before the agency in brackets."""
SHORE = 3
"""Tokens of the words for a state's coast or waters at most."""
TITLE_WORDS = 4
"""Long capitalised words that a title has at least."""


def find_places(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `place` with a Place each, in reading order; its name is spelled as in the report."""
    return _Finder(doc).places()


class _Finder(PlaceLists):
    def places(self) -> tuple[Mention, ...]:
        begins = sorted({*layout(self.doc).names, *small_openers().places(self.tokens)})
        for sentence in self.doc.sentences:
            self._sentence(sentence, between(begins, sentence.first, sentence.last))
        mentions = []
        for f in Senses(self.doc, self.party_at, self.found).chosen():
            name = f"{self.doc.words(f.first, f.last)} {f.one}".rstrip()
            if self.tokens[f.first].text in QUOTES:
                name = "".join(c for c in name if c not in QUOTES and c not in CLOSERS)
            span = Span(self.tokens[f.first].start, self.tokens[f.last - 1].end)
            e = f.entry
            kind = f.kind or (e.kind if e else "place")
            place = Place(name, kind, e.country, e.region, e.lat, e.lon, e.id) if e else Place(name, kind, f.country, f.near)
            mentions.append(Mention("place", span, f.first, f.last, f.sentence, place))
        return tuple(mentions)

    # finding names

    def _sentence(self, sentence: Sentence, begins: Sequence[int]) -> None:
        """Finds the names of a sentence; `begins` are the tokens that they may begin with."""
        at = sentence.first
        capitals = between(layout(self.doc).capitals, sentence.first, sentence.last)
        title = len(capitals) >= TITLE_WORDS and _is_title(self.tokens[sentence.first : sentence.last])
        begin = len(self.found)
        for i in begins:
            hit = self._at(i, sentence, title) if i >= at else None
            if hit is not None:
                self.found.append(hit)
                at = hit.last
        own = self._listed_on(sentence, self.found[begin:])
        listed = self._lists(sentence, own)
        houses = institutions(self.doc, sentence, self.party_at)
        houses = [h for h in houses if not any(f.known and f.last == h.last and f.first <= h.first for f in listed)]
        rest = [f for f in listed if not any(h.first < f.last and f.first < h.last for h in houses)]
        self.found[begin:] = sorted([*rest, *houses], key=lambda f: f.first)

    def _at(self, i: int, sentence: Sentence, title: bool) -> Found | None:
        first = self.tokens[i].text[0]
        if not first.isalpha() or (i in self.person_at and self.person_at[i].first != i):
            return None
        shore = self._shore(i, sentence)
        if shore is not None:
            return shore
        known = self._known(i, sentence, title)
        made = self._made(i, sentence, title) if first.isupper() else None
        if known is None:
            return made or self._dateline(i, sentence) or self._beside(i, sentence, title)
        if made is None or made.last <= known.last:
            return known
        around = made.kind in ("island", "region") and all(k.entry.kind in SEAS for k in known.known)  # the Arabian Gulf region
        return known if around and self.tokens[made.last - 1].text[0].islower() else made

    def _shore(self, i: int, sentence: Sentence) -> Found | None:
        """The coast, waters or soil of a state behind its adjective: off the Norwegian coast, in Cuban territorial waters."""
        party = self.party_at.get(i)
        if party is None or party.first != i or party.value.form != "adjective" or not is_state(party.value.code):
            return None
        hit = phrases_of("place_shore").at(self.tokens, party.last, min(sentence.last, party.last + SHORE))
        if hit is None or not self._placed(i, sentence):
            return None
        end = hit[0]
        if end < sentence.last and self.tokens[end].low in word_set("place_shore_not"):
            return None
        return Found(i, end, sentence.index, kind="coast", country=party.value.code)

    def _known(self, i: int, sentence: Sentence, title: bool) -> Found | None:
        hit = gazetteer().at(self.tokens, i, sentence.last)
        if hit is None:
            return None
        first, last, known = i, hit[0], tuple(hit[1])
        if self.tokens[first].low == "the" and last - first > 1:
            inner = gazetteer().at(self.tokens, i + 1, sentence.last)
            if inner is not None and inner[0] > last:
                return None
            first += 1
        if all(k.short for k in known) and not self._is(i - 1, sentence, ","):
            return None
        if i - sentence.first < DATELINE and self._is(i - 1, sentence, "(") and self._is(last, sentence, ")"):
            return None
        if self._initials(first, sentence):
            return None
        if not self._capitals(first, last) or self._of_person(i, first, last, sentence):
            return None
        party = self.party_at.get(i)
        if party is not None and (party.last > last or party.first < i):
            return None
        if last - first == 1 and self.tokens[i].text.isupper() and not title and not self._upper_ok(i, last, sentence, known):
            return None
        if self._describes(last, sentence):
            return None
        found = Found(first, last, sentence.index, known)
        self._extend(found, sentence)
        state = party is not None and party.last == last == found.last and party.value.form in OWNER_FORMS
        if state and not self._like_georgia(found, sentence):
            return None
        if found.kind is None and not self._alone(found, sentence, title):
            return None
        return None if self._ship_before(first, sentence) else found

    def _of_person(self, i: int, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a name that begins at token i is somebody's; after a preposition of place it is not: sailed from Montgomery."""
        person = self.person_at.get(i)
        if person is None or person.last < last:
            return False
        whole = person.first == first and person.last == last
        from_there = self.tokens[first - 1].low in word_set("venue_from") if first > sentence.first else False
        return not (whole and (from_there or self._placed(first, sentence) or self._hinted(first, sentence) is not None))

    def _describes(self, i: int, sentence: Sentence) -> bool:
        """Whether a noun and "of" follow at token i before what is really named: the Siberian city of X, the Baltic port of X."""
        hit = nouns("after").at(self.tokens, i, sentence.last) if i in self.after and i < sentence.last else None
        if hit is None or not self.tokens[i].text[0].islower() or self.tokens[hit[0] - 1].low in word_set("place_shore"):
            return False
        return hit[1][0].kind in SETTLED and self._of_name(hit[0], sentence)

    def _of_name(self, i: int, sentence: Sentence) -> bool:
        """Whether "of" and a name stand at token i."""
        return i < sentence.last and self.tokens[i].low in word_set("venue_of") and self._upper(i + 1, sentence)

    def _initials(self, i: int, sentence: Sentence) -> bool:
        """Whether a word in brackets is the initials of those before it: the Philippine Army (PA)."""
        letters = self.tokens[i].text
        if not (self._is(i - 1, sentence, "(") and self._is(i + 1, sentence, ")") and letters.isupper()):
            return False
        before = self.tokens[max(sentence.first, i - 1 - len(letters)) : i - 1]
        return "".join(t.text[0] for t in before) == letters

    def _capitals(self, first: int, last: int) -> bool:
        """Whether the name is written with capitals; particles and place nouns in it need none."""
        some = False
        for token in self.tokens[first:last]:
            if not token.text[0].isalpha():
                continue
            if token.text[0].isupper() or not is_cased(token.text):
                some = True
            elif token.low not in noun_words() and token.low not in word_set("place_particle", "place_plural"):
                return False
        return some

    def _upper_ok(self, i: int, last: int, sentence: Sentence, known: tuple[Known, ...]) -> bool:
        """Whether a word all in capitals may be a place: an abbreviation, a long word, or one that a dateline's mark follows."""
        if any(k.short for k in known) or len(self.tokens[i].text) > 6:
            return True
        return last < sentence.last and self.tokens[last].text in (",", ":", "(", "-", "–", "—", "/") and i - sentence.first <= 3

    def _extend(self, found: Found, sentence: Sentence) -> None:
        """Takes in a place noun behind a known name: Vaziani military base, Caspian Sea coast."""
        hit = nouns("after").at(self.tokens, found.last, sentence.last) if found.last in self.after and found.last < sentence.last else None
        if hit is None or not hit[1][0].part:
            return
        kind = hit[1][0].kind
        if self._washed(found, hit[0], sentence):
            found.last, found.kind, found.known = hit[0], "region", ()
            return
        weak = self.tokens[found.last].text[0].islower() and self.tokens[hit[0] - 1].low in word_set("place_weak")
        if weak and hit[0] - found.last == 1 and kind not in ("base", "training-area"):
            return
        if found.last - found.first == 1 and self.tokens[found.first].low in word_set("venue_skip"):
            return
        if kind in ("island", "region") and self.tokens[found.last].text[0].islower() and all(k.entry.kind in SEAS for k in found.known):
            return
        if kind == "region" and self._upper(found.last, sentence) and self._upper(hit[0], sentence) and hit[0] not in self.date_at:
            return  # Lagos State Government
        whole = found.last - found.first > 1 and self.tokens[found.last - 1].low in noun_words()
        if whole and kind in ("region", "village", "water"):
            return
        found.last, found.kind = hit[0], kind
        more = nouns("after").at(self.tokens, found.last, sentence.last) if found.last in self.after else None
        if more is not None and more[1][0].kind == "training-area" and more[0] - found.last > 1:
            found.last, found.kind = more[0], "training-area"  # the Termez district training ground

    def _washed(self, found: Found, end: int, sentence: Sentence) -> bool:
        """Whether a sea tells which coast is meant, which the noun that ends at `end` says: along the Pacific coast."""
        sea = all(k.entry.kind in SEAS for k in found.known) and self.tokens[end - 1].low in word_set("place_shore")
        guard = end < sentence.last and self.tokens[end].low in word_set("place_shore_not")
        return sea and not guard and end - found.last == 1 and self.tokens[found.last].text[0].islower()

    def _like_georgia(self, found: Found, sentence: Sentence) -> bool:
        """Whether a state's name stands for another place of that name, as the place before it tells: Fort Stewart, Georgia."""
        countries = {k.entry.country for k in found.known}
        before = self.found[-1] if self.found and self.found[-1].sentence == sentence.index else None
        if before is None or not 0 < found.first - before.last <= 2 or self.tokens[found.first - 1].low not in (",", "in"):
            return False
        code = self.party_at[found.first].value.code
        own = {k.entry.country for k in before.known}
        return bool(own & countries) and code not in own

    def _alone(self, found: Found, sentence: Sentence, title: bool) -> bool:
        """Whether the name is no part of a longer one: Washington Post, Carl Vinson, Georgia Air National Guard."""
        if title:
            return True
        short = found.last - found.first == 1
        if short and self.tokens[found.first].low in word_set("venue_skip"):
            return False  # in Western and Central Africa
        if not self._free_behind(found, sentence, short) or (short and not self._free_before(found.first, sentence)):
            return False
        return not found.unsure or self._backed(found, sentence)

    def _free_behind(self, found: Found, sentence: Sentence, short: bool) -> bool:
        last = found.last
        if last >= sentence.last:
            return True
        after = self.tokens[last]
        if after.text == "-" and self._glued(last, sentence) and self._glued(last + 1, sentence):
            return not short and self.tokens[last + 1].low not in word_set("place_compound")
        if after.low in word_set("place_voice") or (short and after.low in word_set("place_ship_behind")):
            return False  # the Fars news agency, the amphibious Dokdo ship
        if not after.text[0].isupper() or self._glued(last, sentence):
            return True
        if after.low in word_set("place_after_time", "name_stop") or last in self.date_at or (last in self.party_at and not short):
            return True
        return not short and found.known[0].entry.kind not in ("region", "city", "sea", "ocean", "gulf")

    def _free_before(self, first: int, sentence: Sentence) -> bool:
        if first == sentence.first:
            return True
        before = self.tokens[first - 1]
        if self._glued(first, sentence):
            return before.text != "-"
        if not before.text[0].isupper() or not before.text[-1].isalpha() or first - 1 == sentence.first:
            return True
        if before.low in word_set("place_particle", "place_in", "place_from", "venue_skip", "name_stop"):
            return True
        return first - 1 in self.party_at or first - 1 in self.date_at or first - 1 in self.person_at

    def _backed(self, found: Found, sentence: Sentence) -> bool:
        """Whether a doubtful name has a preposition before it or a place or state beside it."""
        first, last = found.first, found.last
        i = first - 1
        while i >= sentence.first and self.tokens[i].low in word_set("venue_skip") and self.tokens[i].low != "of":
            i -= 1
        low = self.tokens[i].low if i >= sentence.first else ""
        if low in word_set("place_in", "place_from") or self.tokens[max(sentence.first, first - 1)].low in word_set("venue_owner"):
            return True
        if last + 1 in self.party_at and self._is(last, sentence, "(") and self._is(self.party_at[last + 1].last, sentence, ")"):
            return first > sentence.first and self.tokens[first - 1].low in word_set("place_and", "venue_of")
        if last + 1 < sentence.last and self.tokens[last].text == ",":
            if last + 1 in self.party_at:
                return True
            return self.tokens[last + 1].text[0].isupper() and gazetteer().at(self.tokens, last + 1, sentence.last) is not None
        before = self.found[-1] if self.found else None
        return before is not None and before.sentence == sentence.index and first - before.last <= 2

    def _ship_before(self, first: int, sentence: Sentence) -> bool:
        """Whether a word for ships stands before a name, or before the list that it goes on: HMS Boxer, Cape Ray and Westminster."""
        i = first - 1
        while i > sentence.first and self.tokens[i].low in word_set("place_and") and self._named(i - 1, sentence):
            i -= 1
            while i > sentence.first and self._named(i, sentence):
                i -= 1
            if i + 1 in self.ships_before:  # else time would grow with the square of a list's length
                return self.ships_before.setdefault(first, self.ships_before[i + 1])
        return self.ships_before.setdefault(first, i >= sentence.first and self.tokens[i].low in ship_words())

    def _named(self, i: int, sentence: Sentence) -> bool:
        """Whether token i goes on a name and is no word for ships."""
        return (self._upper(i, sentence) or self.tokens[i].low in inner_words()) and self.tokens[i].low not in ship_words()

    def _made(self, i: int, sentence: Sentence, title: bool) -> Found | None:
        """An unknown name with its place noun: Andravida Airbase, Camp Joseph T. Robinson."""
        if i > sentence.first and self.tokens[i - 1].text == "-" and self.tokens[i - 1].end == self.tokens[i].start:
            return None
        if i > sentence.first and self.tokens[i - 1].text in QUOTES:
            return self._quoted(i, sentence)
        if self.tokens[i].low in ship_states() and self.tokens[i].text.isupper():
            end = self._run(i, sentence)  # a ship, but at INS Chilka, which is a base on land
            ashore = i > sentence.first and self.tokens[i - 1].low in word_set("venue_at") and end > i + 1
            return Found(i, end, sentence.index, kind="base", country=ship_states()[self.tokens[i].low]) if ashore else None
        before = nouns("before").at(self.tokens, i, sentence.last) if i in self.before else None
        if before is not None and before[1][0].part and before[0] < sentence.last and not self._ship_before(i, sentence):
            j = before[0]
            end = self._run(j, sentence) if self.tokens[j].text[0].isupper() else j
            placed = i > sentence.first and self.tokens[i - 1].low in word_set("place_in")
            cut = self._is(end, sentence, "-") and self._glued(end, sentence)  # RAAF F-35As
            if end > j and not cut and not self._plain(j) and (placed or before[1][0].kind != "village"):
                last = self._noun_end(j, end, sentence) or (end, before[1][0])
                return Found(i, last[0], sentence.index, kind=before[1][0].kind)
        if not between(self.afters, i + 1, i + MAX_NAME + 2):
            return None  # no place noun in reach
        if self._plain(i) and not (i in self.party_at and self.party_at[i].value.form == "capital"):
            return None
        if i > sentence.first and self.tokens[i - 1].text[0].isupper() and not self._plain(i - 1) and not title:
            return None
        end = self._run(i, sentence)
        hit = self._noun_end(i + 1, end, sentence)
        if hit is None or self._ship_before(i, sentence) or self._one_of_many(i, hit[0], sentence) or self._seated(i, hit[0]):
            return None
        if hit[1].kind in SETTLED and self.tokens[hit[0] - 1].text[0].islower() and self._of_name(hit[0], sentence):
            return None
        return Found(i, hit[0], sentence.index, kind=hit[1].kind, country=self._begins(i, hit[0]))

    def _seated(self, first: int, last: int) -> bool:
        """Whether a name begins with where the place lies: the Riga-based Training Centre."""
        return any(self.tokens[k].text == "-" and self.tokens[k + 1].low in word_set("place_compound") for k in range(first, last - 1))

    def _one_of_many(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether "a" stands before a noun in capitals and its adjectives, which is no name: at an Operational Air Base."""
        before = self.tokens[first - 1].low if first > sentence.first else ""
        return before in word_set("place_indefinite") and all(t.text.isalpha() for t in self.tokens[first:last])

    def _quoted(self, i: int, sentence: Sentence) -> Found | None:
        """A name in quotation marks beside its noun: the "Matybulak" training ground, the training ground "Lyaur"."""
        end = self._run(i, sentence)
        if end >= sentence.last or self.tokens[end].text not in CLOSERS or self._plain(i):
            return None
        hit = nouns("after").at(self.tokens, end + 1, sentence.last) if end + 1 in self.after else None
        if hit is not None and hit[1][0].kind in GROUNDS and self.tokens[end + 1].text[0].islower():
            return Found(i - 1, hit[0], sentence.index, kind=hit[1][0].kind)
        for k in range(max(sentence.first, i - 4), i - 1):
            hit = nouns("after").at(self.tokens, k, i - 1) if k in self.after else None
            if hit is not None and hit[0] == i - 1 and hit[1][0].kind in GROUNDS and hit[0] - k > 1:
                return Found(i, end, sentence.index, kind=hit[1][0].kind)
        return None

    def _begins(self, first: int, last: int) -> str | None:
        """The only state in which the place lies that a longer name begins with: Choluteca plain."""
        hit = gazetteer().at(self.tokens, first, last)
        countries = {k.entry.country for k in hit[1]} if hit is not None else set()
        return countries.pop() if len(countries) == 1 else None

    def _noun_end(self, first: int, end: int, sentence: Sentence) -> tuple[int, Noun] | None:
        """The furthest end of a place noun that begins in [first, end]; None if there is none."""
        best: tuple[int, Noun] | None = None
        for k in range(first, min(end, sentence.last - 1) + 1):
            hit = nouns("after").at(self.tokens, k, sentence.last) if k in self.after else None
            if hit is not None and hit[0] == end - 1 and ROMAN.match(self.tokens[end - 1].text):
                hit = (end, hit[1])  # Harbour Camp III
            if hit is None or not hit[1][0].part or hit[0] < end:
                continue
            small = hit[0] - k == 1 and self.tokens[k].text[0].islower()
            weak = small and self.tokens[k].low in word_set("place_weak") and self.tokens[k].low not in word_set("place_weak_ok")
            if weak or (self._is(hit[0], sentence, "-") and self._glued(hit[0], sentence)):
                continue
            if best is None or hit[0] > best[0]:
                best = (hit[0], hit[1][0])
        return best

    def _dateline(self, i: int, sentence: Sentence) -> Found | None:
        """An unknown town in capitals that opens a paragraph, its state behind it: KHUJAND, Tajikistan."""
        if i != sentence.first or not self.tokens[i].text.isupper() or len(self.tokens[i].text) < 2 or i in self.party_at:
            return None
        end = i
        while end < sentence.last and self.tokens[end].text.isupper() and self.tokens[end].text.isalpha() and end not in self.party_at:
            end += 1
        if end - i == 1 and len(self.tokens[i].text) < 4:
            return None
        return Found(i, end, sentence.index, kind="place") if self._is(end, sentence, ",") and self._container(end + 1, sentence) else None

    def _beside(self, i: int, sentence: Sentence, title: bool) -> Found | None:
        """An unknown name that its neighbours give away: in Chilikemer, Kazakhstan; the village of X; near X."""
        small = self.tokens[i].text[0].islower()  # near al-Quwayra
        begin = i + 2 if small and self._is(i + 1, sentence, "-") and self._glued(i + 2, sentence) else i
        if not self._upper(begin, sentence) or i in self.person_at or i == sentence.first or title:
            return None
        article = self.tokens[i].low in word_set("place_article") and (small or (self._upper(i + 1, sentence) and not self._plain(i + 1)))
        if self._plain(i) and not article:
            return None
        end = self._run(begin, sentence)
        while end > i and (self._plain(end - 1)):
            end -= 1
        if end <= i or any(k in self.party_at for k in range(i, end)) or self._ship_before(i, sentence):
            return None
        if self.tokens[end - 1].low in word_set("place_never"):
            return None  # ashore in Assault Amphibious Vehicles
        if all(len(t.text) <= 6 and t.text.isupper() for t in self.tokens[i:end] if t.text[0].isalpha()):
            return None
        back = i - 1
        if self.tokens[back].low == "the":
            back -= 1
        kind = self._hinted(i, sentence)
        if kind is not None:
            return Found(i, end, sentence.index, kind=kind if kind != "water" else "place")  # off the coast of X
        if back < sentence.first or self.tokens[back].low not in word_set("place_in") or self._in_event(back, i, end, sentence):
            return None
        following = self.tokens[end].text if end < sentence.last else ""
        if following == "," and end + 1 < sentence.last and self._container(end + 1, sentence):
            return Found(i, end, sentence.index, kind="place")
        if following in word_set("venue_in") and end + 1 < sentence.last and self._container(end + 1, sentence):
            return Found(i, end, sentence.index, kind="place")
        if self.tokens[back].low in word_set("place_near") and self.tokens[back + 1].low != "the":
            return Found(i, end, sentence.index, kind="place")
        if back == i - 1 and self.tokens[back].low in word_set("place_at") and end - i <= MAX_BARE and self._ends(end, sentence):
            return Found(i, end, sentence.index, kind="place")
        return None

    def _hinted(self, i: int, sentence: Sentence) -> str | None:
        """The kind of place that the words right before token i say a name is: the village of X, the airbase of X."""
        for k in range(max(sentence.first, i - 4), i):
            hint = nouns("before").at(self.tokens, k, i) if k in self.before else None
            if hint is not None and hint[0] == i and not hint[1][0].part and hint[0] - k > 1:
                return hint[1][0].kind
        return None

    def _in_event(self, back: int, first: int, end: int, sentence: Sentence) -> bool:
        """Whether the preposition at token `back` stands before what somebody joins, or the name is a known exercise's: took part in X."""
        if back > sentence.first and self.tokens[back - 1].low in word_set("place_part"):
            return True
        known = series_phrases().at(self.tokens, first, sentence.last)
        return known is not None and known[0] == end

    def _container(self, i: int, sentence: Sentence) -> bool:
        """Whether a state or a known region begins at token i."""
        while i < sentence.last and self.tokens[i].low in word_set("venue_skip"):
            i += 1
        if i >= sentence.last:
            return False
        if i in self.party_at:
            return self.party_at[i].value.form in STATE_FORMS and is_state(self.party_at[i].value.code)
        hit = gazetteer().at(self.tokens, i, sentence.last)
        return hit is not None and self.tokens[i].text[0].isupper() and any(k.entry.kind == "region" for k in hit[1])


@cache
def joining_words() -> frozenset[str]:
    """Words that a title writes in small letters."""
    return word_set("place_in", "place_from", "place_particle", "venue_stop", "venue_after")


@cache
def small_openers() -> Phrases[None]:
    """Words with which a name may begin in small letters."""
    phrases: Phrases[None] = Phrases()
    for word in sorted(noun_words() | word_set("place_article")):
        phrases.add(word, None)
    return phrases


def _is_title(tokens: Iterable[Token]) -> bool:
    """Whether nearly all long words begin with a capital, so that capitals tell nothing."""
    words = [t for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    small = [t for t in words if not t.text[0].isupper()]
    return len(words) - len(small) >= TITLE_WORDS and len(small) <= 0.15 * len(words) and all(t.low in joining_words() for t in small)
