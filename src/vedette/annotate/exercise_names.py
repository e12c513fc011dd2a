"""Finds the proper names of exercises: known ones, and those that stand where names stand.

After "Exercise", before "drills", in quotation marks after "dubbed", at the head of a list's entry, with a year behind them.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from vedette.annotate.exercise_known import EXPLAINED_REACH, LEAST_SHORT
from vedette.annotate.exercise_lexicon import (
    CUE_REACH,
    GLUED,
    MAX_NAME,
    NEAR_YEARS,
    OFTEN,
    QUOTE_CLOSERS,
    QUOTE_OPENERS,
    YEAR,
    Name,
    Noun,
    capital,
    dated_materiel,
    noun_phrases,
    series_phrases,
    series_words,
)
from vedette.annotate.exercise_runs import NameRuns
from vedette.annotate.gazetteer import gazetteer
from vedette.annotate.layout import alone_in_brackets, between
from vedette.grammar import CLOSERS, phrases_of
from vedette.lexicon import words_of
from vedette.model import Mention, Sentence

TWO_DIGITS = 2
OTHER_REACH = 4
"""Tokens of a thing with an indefinite article up to the word that names it."""
PHRASE_REACH = 7
"""Tokens of what tells where or with whom an exercise is, up to the comma before its name."""
EXPLAINING_REACH = 14
"""Tokens of a phrase up to the exercise noun that explains the name before it."""


class NameFinder(NameRuns):
    """Asks a document for names of exercises; dates, parties, persons, places and units must have been annotated."""

    def _names_of(self, sentence: Sentence, nouns: Sequence[Noun], told: int) -> Iterator[Name]:
        yield from self._lexicon_names(sentence, nouns)
        headline = sentence.kind == "headline" or self._in_capitals(sentence)
        for noun in nouns:
            if not headline:
                behind = list(self._after_noun(sentence, noun))
                yield from behind
                if not any(name.first == noun.last for name in behind):
                    yield from self._before_noun(sentence, noun)
                if not behind:
                    yield from self._before_apposition(sentence, noun)
                yield from self._instances(sentence, noun)
                yield from self._code_behind(sentence, noun)
            else:
                yield from (name for name in self._after_noun(sentence, noun) if self._is_year(name.edition))
            yield from self._quoted(sentence, noun)
        if told and not headline:
            yield from self._explained_names(sentence, nouns)
            yield from self._held_names(sentence, bool(nouns))
            yield from self._dated_names(sentence, bool(nouns), told >= OFTEN)

    def _before_apposition(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names that a phrase with the noun explains: Toros, the yearly exercise of …; Wise Heron is a drill that …"""
        tokens = self.tokens
        i = self._explaining(noun, sentence)
        end = i - 1
        while end > sentence.first and tokens[end].low in words_of("name_copula"):
            end -= 1
        copula = end < i - 1
        end += copula
        owned = any(tokens[k].low in words_of("owner_mark") for k in range(i, noun.first))
        if i - 2 < sentence.first or not (copula or tokens[end].text == ",") or not (owned or tokens[i].low in words_of("determiner")):
            return
        end = self._before_gloss(end, sentence)
        start = self._run_before(end, sentence)
        if self._is_thing(noun) or (copula and (end - start < LEAST_SHORT or not self._heads_clause(start, sentence))):
            return
        if start < end and not self._of_source(start, sentence) and not (start > sentence.first and tokens[start - 1].text == ","):
            place = next((m.last for m in self._near("place", start) if m.first == start), end)
            after, edition = self._edition_after(place, end)
            if edition and after == end and start not in self.of_person_or_date:
                yield Name(start, end, place, edition, None, True)  # Tisza 98, the largest exercise of …
            else:
                yield from self._split_run(sentence, start, end)

    def _explaining(self, noun: Noun, sentence: Sentence) -> int:
        """Where the phrase of a noun begins that may explain what stands before it: the South Asian League (SAL) brigade exercise.

        It may be one of a set: the yearly season of drills.
        """
        tokens, i = self.tokens, noun.first
        while i > sentence.first and noun.first - i < EXPLAINING_REACH:
            if tokens[i - 1].low in words_of("np_stop"):
                of = tokens[i - 1].low in words_of("of_word") and i - 2 >= sentence.first
                if not (of and tokens[i - 2].low in words_of("exercise_set")):
                    break
            if tokens[i - 1].text == ")":
                i = next((k for k in range(i - 2, max(sentence.first, i - MAX_NAME), -1) if tokens[k].text == "("), i)
                if tokens[i].text != "(":
                    break
                continue
            if not (tokens[i - 1].low[0].isalnum() or tokens[i - 1].low in ("-", "'s")):
                break
            i -= 1
        return i

    def _explained_names(self, sentence: Sentence, nouns: Sequence[Noun]) -> Iterator[Name]:
        """Names of parts, and those explained further on: a second part, Amber Fist, …; Amber Shell 1, described as the largest drill."""
        tokens = self.tokens
        for i in between(self.layout.marks, sentence.first + 1, sentence.last - 1):
            if tokens[i].text != ",":
                continue
            if tokens[i - 1].low in words_of("exercise_part") and (first := self._apposition(sentence, i)):
                run = self._run(first, sentence.last) or first
                end, edition = self._edition_after(run, sentence.last)
                yield Name(first, end, run, edition, None, True)
            start = i
            while start > sentence.first + 1 and (capital(tokens[start - 1]) or tokens[start - 1].text.isdigit()):
                start -= 1
            if i - start > 1 and tokens[start - 1].text != "," and tokens[i + 1].low in words_of("explains_apart"):
                noun = next((n for n in nouns if 0 < n.first - i <= EXPLAINED_REACH), None)
                if noun and not any(t.low in words_of("explain_stop") for t in tokens[i + 1 : noun.first]):
                    yield from self._split_run(sentence, start, i)

    def _of_source(self, start: int, sentence: Sentence) -> bool:
        """Whether the words before token `start` make what follows a source: According to the director of Public Affairs, the exercise …"""
        clause = start
        while clause > sentence.first and self.tokens[clause - 1].text != ",":
            clause -= 1
        return any(t.low in words_of("according") for t in self.tokens[clause:start])

    def _dated_names(self, sentence: Sentence, told: bool, often: bool) -> Iterator[Name]:
        """Names known by the year that they carry: Grom-2019 anywhere, Amber Shell 2026 where the report speaks often of exercises.

        Where the sentence speaks of one (`told`), a word and a year are enough, apart or in one: Grom 2019, AmberShell26.
        """
        tokens = self.tokens
        numbered = between(self.layout.digits, sentence.first, sentence.last)
        glued = [k for k in numbered if told and GLUED.fullmatch(tokens[k].text) and k not in self.blocked]
        yield from (Name(k, k + 1, k + 1, tokens[k].text[-2:], None, True) for k in glued)
        for k in numbered:
            if k == sentence.first:
                continue
            short = len(tokens[k].text) == TWO_DIGITS and tokens[k].text.isdigit() and self._is_short_year(k, sentence)
            year = short or (tokens[k].text[0].isdigit() and YEAR.match(tokens[k].text))
            if not year or any(m.first <= k < m.last and m.last - m.first > 1 for m in self._near("date", k)):
                continue
            hyphen = tokens[k - 1].text in ("-", "–") and k - 1 > sentence.first and tokens[k - 1].start == tokens[k - 2].end
            base = k - 1 if hyphen else k
            start = base
            while (
                start > sentence.first
                and base - start < MAX_NAME
                and (capital(tokens[start - 1]) or (tokens[start - 1].low in ("/", "-") and tokens[start - 1].end == tokens[start].start))
            ):
                start -= 1
            if hyphen and base - start == 1 and len(tokens[start].text) <= 3 and not self._is_recent(tokens[k].text):
                continue  # a type of aircraft or missile: KJ-2000
            if start == base or tokens[base - 1].low in words_of("other_event") or self._is_type(start, k, sentence):
                continue
            if short and base - start < LEAST_SHORT and self._is_code(tokens[start].text):
                yield Name(start, k + 1, base, tokens[k].text, None, True)  # DANEX 08
            if short and (base - start < LEAST_SHORT or not (told or often)):
                continue
            quoted = start > sentence.first and tokens[start - 1].text in QUOTE_OPENERS
            if hyphen and quoted and self.blocked.isdisjoint(range(start, base)):
                yield Name(start, k + 1, base, tokens[k].text, None, True)  # "Search-2024", an everyday word that is a name
            elif hyphen or ((told or often) and base - start > 1) or (told and start > sentence.first and self._is_event(start)):
                yield from self._split_run(sentence, start, k + 1)

    def _is_type(self, start: int, k: int, sentence: Sentence) -> bool:
        """Whether the number at token k is no year but part of the name of a known weapon that begins at token `start` or later."""
        hits = (dated_materiel().at(self.tokens, i, sentence.last) for i in range(start, k + 1))
        return any(hit is not None and hit[0] > k for hit in hits)

    @staticmethod
    def _is_code(word: str) -> bool:
        """Whether a word in capitals ends as those made for an exercise do: DANEX."""
        return word.isupper() and any(word.lower().endswith(ending) for ending in words_of("name_ending"))

    def _is_short_year(self, k: int, sentence: Sentence) -> bool:
        """Whether the two digits at token k are a year in a name, not a number of things: Amber Fist 26 will end; not Hill 26 soldiers."""
        plain = self.tokens[k - 1].text.isalpha() and self.tokens[k].start - self.tokens[k - 1].end == 1
        counts = k + 1 < sentence.last and (self._unit_or_month(k + 1) or self.tokens[k + 1].low in ("-", "/"))
        return plain and not counts and self._is_year(self.tokens[k].text)

    def _is_event(self, i: int) -> bool:
        """Whether a single capitalised word with a year, at token i, is one that is held, not where or when: concluded GROMEX 2019."""
        before = self.tokens[i - 1]
        listed = i > 1 and before.low in words_of("name_and") and bool(YEAR.match(self.tokens[i - 2].text))
        return before.low in words_of("name_held", "hold_event") or before.text in QUOTE_OPENERS or listed

    def _is_recent(self, year: str) -> bool:
        """Whether a year lies within a few of the year of publication."""
        published = self.doc.report.published
        return not published or abs(int(published[:4]) - int(year[:4])) <= NEAR_YEARS

    def _after_noun(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names behind the noun: Exercise Orion; exercises Key Resolve and Foal Eagle."""
        tokens = self.tokens
        given = self._skip_cue(noun.last, sentence.last)
        i = given or self._behind_code(sentence, noun)
        if self._run(i, sentence.last) is None:
            i = self._cue_behind(sentence, noun) or self._apposition(sentence, noun.last) or self._apposition_behind(sentence, noun) or i
        opened = i - 1 - (i - 1 > sentence.first and tokens[i - 1].low in words_of("det_definite"))  # dubbed "The Wise Heron"
        quoted = i - 1 > sentence.first and tokens[opened].text in QUOTE_OPENERS and (given != i or opened < i - 1)
        closing = self._closing(i, sentence) if quoted else None
        if closing is not None:
            return (yield from self._from_quotes(i, closing))
        while i < sentence.last:
            run = self._run(i, sentence.last)
            place = run is not None and self._is_named_place(i, run, noun, sentence)
            if run is not None and not place and not self._is_name(i, run):
                run = self._plain_run(noun, i, run, sentence)
            if run is None:
                return
            end, edition = self._edition_after(run, sentence.last)
            yield Name(i, end, run, edition, None, True)
            if end + 1 < sentence.last and tokens[end].low in ("and", ",", "&") and tokens[noun.last - 1].low.endswith("s"):
                i = end + 1
                continue
            return

    def _behind_code(self, sentence: Sentence, noun: Noun) -> int:
        """Where a name may begin behind a noun and its short form: the Combined Arms Training Exercise (CATEX) Heron, CATEX-Heron."""
        tokens, i = self.tokens, noun.last
        if i + 1 >= sentence.last or not capital(tokens[i - 1]):
            return i
        code = alone_in_brackets(tokens, i, sentence.last - 1)
        if code and code.isupper():
            i += 3
        elif tokens[i].low in words_of("heading_dash") and tokens[i - 1].text.isupper():
            i += 1
        return i + (noun.last < i < sentence.last - 1 and tokens[i].text in QUOTE_OPENERS)

    def _code_behind(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """The code word that a description is called by: the Coastal Cleaning Exercise (COCLEX); the cleaning drill, or Coclex, …"""
        marks = self.doc.words(noun.last, min(noun.last + 2, sentence.last))
        code = noun.last + 1 if marks.startswith("(") else noun.last + 2
        if code >= sentence.last:
            return  # a text that ends with the mark
        beside = marks.startswith("(") or (marks.startswith(",") and self.tokens[code - 1].low in words_of("name_or"))
        if beside and self._is_code(self.tokens[code].text.upper()) and self._is_name(code, code + 1):
            end, edition = self._edition_after(code + 1, sentence.last)
            yield Name(code, end, code + 1, edition, None, True)

    def _instances(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names of exercises given as instances of those told of: drills such as Heron and Wise Gate; drills of the bloc, including Heron.

        An everyday word alone is none: drills, including Search and Rescue.
        """
        begins = self._list_begins(sentence, noun)
        listed = list(self._listed(sentence, *begins)) if begins is not None else []
        yield from (name for name, sure in listed if sure or len(listed) > 1)

    def _listed(self, sentence: Sentence, first: int, beside: bool) -> Iterator[tuple[Name, bool]]:
        """The names of a list that begins at token `first`, and whether each is more than an everyday word.

        New names have several words and stand right `beside` the noun, or a number; other words must be known names.
        """
        tokens, i = self.tokens, first
        while i < sentence.last:
            i += tokens[i].text in QUOTE_OPENERS
            run = self._run(i, sentence.last)
            if run is None or not self.blocked.isdisjoint(range(i, run)):
                return
            end, edition = self._edition_after(run, sentence.last)
            hit = series_phrases().at(tokens, i, run)
            known = hit[1] if hit and hit[0] == run else []
            new = (edition is not None or (beside and run - i >= LEAST_SHORT)) and self._is_name(i, run)
            if not new and not known:
                return
            sure = new or any("ambiguous" not in row.note for row in known)
            yield Name(i, end, run, edition, known[0].id if known else None, True), sure
            i = end
            while i < sentence.last and (tokens[i].text in (",", "&") or tokens[i].text in QUOTE_CLOSERS):
                i += 1
            i += i < sentence.last and tokens[i].low in words_of("name_and")
            if i == end:
                return

    def _list_begins(self, sentence: Sentence, noun: Noun) -> tuple[int, bool] | None:
        """Where the instances of exercises begin, and whether right beside those: drills, including X; such drills as X; drills of the bloc
        next year, including X; the drills include X."""
        tokens, i = self.tokens, noun.last
        if not tokens[i - 1].low.endswith("s") or i + 1 >= sentence.last:
            return None
        if tokens[i].low in words_of("list_as") and noun.first > sentence.first and tokens[noun.first - 1].low in words_of("list_such"):
            return i + 1, True
        for first, last, _ in phrases_of("list_opener", "list_verb").find(tokens, i, min(i + CUE_REACH, sentence.last)):
            verb = tokens[first].low in words_of("list_verb")
            beside = first - i <= 1 and not verb
            return (last, beside) if beside or verb or tokens[first - 1].text == "," else None
        return None

    def _is_named_place(self, first: int, last: int, noun: Noun, sentence: Sentence) -> bool:
        """Whether a run is a place's name that an exercise is given, or one with a year behind it: drills called Tisza; Tisza 2010.

        A known place's name with a noun that names of exercises are made of is one right behind its noun: exercise Andes Bridge.
        """
        places = [m for m in self._near("place", first) if m.first == first and m.last <= last]
        if not places or first in self.of_person_or_date:
            return False
        if any(m.first == first for m in self._near("party", first)):
            places = []  # drills called Elbonia's answer
        cued = first > noun.last and self.tokens[first - 1].low in words_of("naming")
        dated = first == noun.last or self._skip_cue(noun.last, sentence.last) == first
        made = first == noun.last and any(m.last == last and self._coined(m) for m in places)
        return (cued and bool(places)) or made or (dated and self._edition_after(last, sentence.last)[1] is not None)

    def _coined(self, place: Mention) -> bool:
        """Whether a place's name goes beyond the known one by a word that names of exercises are made of."""
        known = gazetteer().at(self.tokens, place.first, place.last)
        return known is not None and known[0] < place.last and capital(last := self.tokens[place.last - 1]) and last.low in series_words()

    def _apposition(self, sentence: Sentence, comma: int, noun: Noun | None = None) -> int | None:
        """Where a name begins between commas or dashes behind a noun: the training exercise, Wise Heron 2024, …; the drill – Heron – …

        Behind a noun with a capital no second dash is needed: Exercise – Wise Heron.
        """
        i = comma + 1
        titled = capital(self.tokens[comma - 1]) and self.tokens[comma - 1].low in words_of("name_opener")
        dash = comma < sentence.last and self.tokens[comma].low == "-" and self.tokens[comma - 1].end < self.tokens[comma].start
        run = self._run(i, sentence.last) if dash or (i < sentence.last and self.tokens[comma].text == ",") else None
        if run is None or not self._is_name(i, run):
            return None
        end, edition = self._edition_after(run, sentence.last)
        if run - i < LEAST_SHORT and not (edition or (dash and not titled)):
            return None
        behind = self.tokens[end] if end < sentence.last else None
        closed = behind is not None and (behind.low == "-" if dash else behind.text in (",", ".", "("))
        head = noun.last - 1 if noun else comma - 1
        if behind is not None and behind.low in words_of("name_and") and self.tokens[head].low.endswith("s"):
            closed = self._closes(end + 1, sentence)  # the drills, Wise Heron and Amber Gate, …
        return i if (closed or (titled and dash)) and (edition or self.blocked.isdisjoint(range(i, run))) else None

    def _apposition_behind(self, sentence: Sentence, noun: Noun) -> int | None:
        """Where a name begins behind what tells where, when or with whom an exercise is: last year's drill in Togo, Amber Fist 97, …"""
        if noun.last >= sentence.last or self.tokens[noun.last].low not in words_of("place_in", "between_word", "side_with", "of_word"):
            return None
        for i in range(noun.last + 1, min(noun.last + PHRASE_REACH, sentence.last)):
            if self.tokens[i].text == ",":
                return self._apposition(sentence, i, noun)
            if self.tokens[i].low in words_of("clause_finite", "naming"):
                return None
        return None

    def _closing(self, i: int, sentence: Sentence) -> int | None:
        """The mark that closes a name in quotation marks of which the first word stands at token i; None where it is no name."""
        for k in range(i + 1, min(sentence.last, i + MAX_NAME + 1)):
            if self.tokens[k].text in QUOTE_CLOSERS:
                return k
            if self.tokens[k].text == "," and k + 1 < sentence.last and self.tokens[k + 1].text in QUOTE_CLOSERS:
                return k  # the comma belongs to the sentence: dubbed "Wise Heron," the drills …
            inner = self.tokens[k].low in self.parts or self.tokens[k].low in words_of("det_definite")
            if not (capital(self.tokens[k]) or self.tokens[k].text[0].isdigit() or inner):
                return None
        return None

    def _closes(self, i: int, sentence: Sentence) -> bool:
        """Whether a name that begins at token i ends before a mark."""
        run = self._run(i, sentence.last)
        end = self._edition_after(run, sentence.last)[0] if run is not None else i
        return i < end < sentence.last and self.tokens[end].text in (",", ".", "(")

    def _cue_behind(self, sentence: Sentence, noun: Noun) -> int | None:
        """Where a name begins that a cue gives further behind the noun: an exercise between Greece and Egypt named Medusa-13."""
        naming = words_of("naming")
        for i in range(noun.last, min(sentence.last, noun.last + CUE_REACH)):
            begins = i in self.cues
            if self.tokens[i].text in (".", ";") or (begins and noun_phrases().at(self.tokens, i, sentence.last)):
                return None
            if self.tokens[i].low in naming and self._names_other(i, noun):
                return None
            if self.tokens[i].low in naming or (begins and phrases_of("named_cue").at(self.tokens, i, sentence.last)):
                return self._skip_cue(i, sentence.last)
        return None

    def _names_other(self, cue: int, noun: Noun) -> bool:
        """Whether what is called by a name is another thing, told of for the first time: drills on a coup in a country called Redland."""
        for i in range(cue - 1, max(noun.last - 1, cue - OTHER_REACH), -1):
            if not self.tokens[i].text.islower():
                return False
            if self.tokens[i].low in words_of("article_indefinite"):
                return True
        return False

    def _before_noun(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names before the noun: the Sea Breeze exercise; Key Resolve and Foal Eagle joint military exercises."""
        tokens = self.tokens
        i = noun.first
        if tokens[i].text[0].isupper() and noun.last - noun.first > 1:
            return (yield from self._before_title(sentence, noun))
        lower_left = 6
        stops = words_of("np_stop")
        determiners = words_of("determiner")
        while i > sentence.first and lower_left and not capital(tokens[i - 1]) and tokens[i - 1].text not in CLOSERS:
            low = tokens[i - 1].low
            if low in stops or low in determiners or not (low[0].isalnum() or low == "-"):
                return
            if tokens[i - 1].text.isdigit() and i - 3 >= sentence.first and capital(tokens[i - 2 - (tokens[i - 2].text == "-")]):
                break
            i -= 1
            lower_left -= 1
        if i > sentence.first and tokens[i - 1].text in CLOSERS:
            return (yield from self._glossed(sentence, i))
        yield from self._split_run(sentence, self._run_before(i, sentence), i)

    def _before_title(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """A name before a noun with capitals that tells the kind of exercise: the Copper Heron Command Post Exercise.

        What the noun is joined to in the same title belongs to the name: the Copper Heron Relief Exercise and Exchange.
        """
        tokens, start = self.tokens, self._run_before(noun.first, sentence)
        own = {i for m in self._near("unit", noun.first) if m.last > noun.first for i in range(m.first, m.last)}
        blocked = self.blocked - own
        while start < noun.first and (start in blocked or tokens[start].low in self.generic or not capital(tokens[start])):
            start += 1
        plain = all(t.text.isalpha() and t.low not in self.generic for t in tokens[start : noun.first])
        if (
            noun.first - start != LEAST_SHORT
            or not plain
            or not capital(tokens[noun.last - 1])
            or not blocked.isdisjoint(range(start, noun.first))
        ):
            return
        joined = noun.last + 1 < sentence.last and tokens[noun.last].low in words_of("name_and") and capital(tokens[noun.last + 1])
        end = (self._run(noun.last + 1, sentence.last) or noun.first) if joined and noun.last + 1 not in self.blocked else noun.first
        yield Name(start, end, end, None, None, True)

    def _glossed(self, sentence: Sentence, end: int) -> Iterator[Name]:
        """A name with its meaning in brackets before token `end`: the Kanzhar (Dagger) 2023 joint exercises."""
        opening = next((k for k in range(end - 2, max(sentence.first, end - MAX_NAME), -1) if self.tokens[k].text in "(["), sentence.first)
        head = self.tokens[opening - 1].low if opening > sentence.first else ""
        if not head or (head in words_of("no_exercise_head") and head not in series_words()):
            return  # the Northern Security Initiative (NSI) drill
        start = opening
        while start > sentence.first and opening - start < MAX_NAME and capital(self.tokens[start - 1]):
            start -= 1
        after, edition = self._edition_after(end, end + 1) if self.tokens[end - 1].text in ")]" else (end, None)
        for name in self._split_run(sentence, start, opening) if start > sentence.first else ():
            yield replace(name, last=after, edition=edition) if edition and name.edition is None else name

    def _trimmed(self, name: Name) -> Name:
        """A name without an exercise noun before or behind it: "Maritime Exercise Granite Bay 2022", "Ex-Granite", "Granite Exercise"."""
        head = name.base_last - 1
        if head > name.first and self.tokens[head].low in words_of("name_opener") and name.last == name.base_last:
            return replace(name, last=head, base_last=head)
        if name.series or name.base:
            return name
        if self.tokens[name.first].low in words_of("name_short"):
            first = name.first + 1 + (self.tokens[name.first + 1].low == "-")
            return replace(name, first=first) if first < name.base_last and self._is_name(first, name.base_last) else name
        for i in range(name.first, min(name.first + 3, name.base_last)):
            hit = noun_phrases().at(self.tokens, i, name.base_last)
            if (
                hit
                and self.tokens[hit[0] - 1].low in self.generic
                and self._is_name(hit[0], name.base_last)
                and all(t.low in self.generic for t in self.tokens[name.first : i])
                and not (name.edition and all(weight == "weak" for _, weight in hit[1]))  # Training Bridge 2017
            ):
                return replace(name, first=hit[0] + (self.tokens[hit[0]].low == "-"))  # Fleet Exercise-Granite Bay 2022
        return name
