"""Finds the proper names of exercises: known ones, and those that stand where names stand.

After "Exercise", before "drills", in quotation marks after "dubbed", at the head of a list's entry, with a year behind them. Names that a
report introduces are then found wherever they recur.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from vedette.annotate.exercise_known import EXPLAINED_REACH, LEAST_SHORT, KnownNames
from vedette.annotate.exercise_lexicon import (
    CUE_REACH,
    GLUED,
    MAX_NAME,
    NEAR_YEARS,
    OFTEN,
    QUOTE_CLOSERS,
    QUOTE_OPENERS,
    ROMAN,
    YEAR,
    Name,
    Noun,
    base_of,
    capital,
    noun_phrases,
)
from vedette.annotate.layout import between
from vedette.grammar import CLOSERS, OPENERS, Phrases, fold, phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, Sentence

TWO_DIGITS = 2


class NameFinder(KnownNames):
    """Asks a document for names of exercises; dates, parties, persons, places and units must have been annotated."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.cues = frozenset((*noun_phrases().places(self.tokens), *phrases_of("named_cue").places(self.tokens)))
        """Where nouns for exercises and words that give a name may begin."""

    def _names_of(self, sentence: Sentence, nouns: Sequence[Noun], told: int) -> Iterator[Name]:
        yield from self._lexicon_names(sentence, nouns)
        headline = sentence.kind == "headline" or self._in_capitals(sentence)
        for noun in nouns:
            if not headline:
                behind = list(self._after_noun(sentence, noun))
                yield from behind
                if not any(name.first == noun.last for name in behind):
                    yield from self._before_noun(sentence, noun)
                yield from self._before_apposition(sentence, noun)
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
        if next(self._after_noun(sentence, noun), None) is not None:
            return
        i = noun.first
        while (
            i > sentence.first
            and noun.first - i < 7
            and tokens[i - 1].low not in words_of("np_stop")
            and (tokens[i - 1].low[0].isalnum() or tokens[i - 1].low in ("-", "'s"))
        ):
            i -= 1
        end = i - 1
        while end > sentence.first and tokens[end].low in words_of("name_copula"):
            end -= 1
        copula = end < i - 1
        end += copula
        owned = any(tokens[k].low in words_of("owner_mark") for k in range(i, noun.first))
        if i - 2 < sentence.first or not (copula or tokens[end].text == ",") or not (owned or tokens[i].low in words_of("determiner")):
            return
        start = end
        while (
            start > sentence.first
            and end - start < MAX_NAME
            and (capital(tokens[start - 1]) or tokens[start - 1].text.isdigit() or self._joins(start - 1, sentence))
        ):
            start -= 1
        if self._is_thing(noun) or (copula and (end - start < LEAST_SHORT or not self._heads_clause(start, sentence))):
            return
        if start < end and not self._of_source(start, sentence) and not (start > sentence.first and tokens[start - 1].text == ","):
            yield from self._split_run(sentence, start, end)

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

    def _joins(self, i: int, sentence: Sentence) -> bool:
        """Whether a small word or mark joins capitalised words to one name: Chariots of Fire, Zapad/Interaction; no dash between blanks."""
        apart = i > sentence.first and self.tokens[i].low == "-" and self.tokens[i - 1].end < self.tokens[i].start
        return self.tokens[i].low in ("-", "/", "of") and i > sentence.first and capital(self.tokens[i - 1]) and not apart

    def _held_names(self, sentence: Sentence, told: bool) -> Iterator[Name]:
        """Names in quotation marks of what is held or named: the navy begins "Wise Heron" on Monday; Dubbed "Wise Heron", it …

        Where the sentence speaks of an exercise (`told`), a number is enough: the drills of the two navies, "Heron 17", end today.
        """
        tokens = self.tokens
        for i in between(self.layout.marks, sentence.first + 1, sentence.last):
            if tokens[i].text not in QUOTE_OPENERS:
                continue
            before = i - 2 if i - 2 >= sentence.first and tokens[i - 1].low in words_of("det_definite") else i - 1
            held = words_of("name_held") if before > sentence.first else words_of("naming")
            closing = next((k for k in range(i + 1, min(sentence.last, i + 2 + MAX_NAME)) if tokens[k].text in QUOTE_CLOSERS), i)
            if tokens[before].low not in held and not (told and self._ends_in_edition(i + 1, closing)):
                continue
            words = [t for t in tokens[i + 1 : closing] if t.text[0].isalpha() and t.low not in self.parts]
            if words and all(capital(t) for t in words) and self._is_name(i + 1, closing) and not self._unit_behind(closing):
                yield from self._from_quotes(i + 1, closing)

    def _ends_in_edition(self, first: int, last: int) -> bool:
        """Whether a number or year stands at the end of a quoted name of tokens [first, last)."""
        return any(self._edition_after(k, last)[1] and self._edition_after(k, last)[0] == last for k in range(first + 1, last))

    def _dated_names(self, sentence: Sentence, told: bool, often: bool) -> Iterator[Name]:
        """Names known by the year that they carry: Grom-2019 anywhere, Amber Shell 2026 where the report speaks often of exercises.

        Where the sentence speaks of one (`told`), a word and a year are enough, apart or in one: Grom 2019, AmberShell26.
        """
        tokens = self.tokens
        numbered = between(self.layout.digits, sentence.first, sentence.last)
        glued = [k for k in numbered if told and GLUED.fullmatch(tokens[k].text) and k not in self.blocked]
        yield from (Name(k, k + 1, k + 1, tokens[k].text[-2:], None, True) for k in glued)
        for k in numbered:
            short = (told or often) and len(tokens[k].text) == TWO_DIGITS and tokens[k].text.isdigit() and self._is_short_year(k, sentence)
            year = short or (tokens[k].text[0].isdigit() and YEAR.match(tokens[k].text))
            if not year or k == sentence.first or any(m.first <= k < m.last and m.last - m.first > 1 for m in self.doc.of("date")):
                continue
            hyphen = tokens[k - 1].text in ("-", "–") and tokens[k - 1].start == tokens[k - 2].end
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
            if start == base or tokens[base - 1].low in words_of("other_event") or (short and base - start < LEAST_SHORT):
                continue
            quoted = start > sentence.first and tokens[start - 1].text in QUOTE_OPENERS
            if hyphen and quoted and self.blocked.isdisjoint(range(start, base)):
                yield Name(start, k + 1, base, tokens[k].text, None, True)  # "Search-2024", an everyday word that is a name
            elif hyphen or ((told or often) and base - start > 1) or (told and start > sentence.first and self._is_event(start)):
                yield from self._split_run(sentence, start, k + 1)

    def _is_short_year(self, k: int, sentence: Sentence) -> bool:
        """Whether the two digits at token k are a year in a name, not a number of things: Amber Fist 26 will end; not Hill 26 soldiers."""
        plain = self.tokens[k - 1].text.isalpha() and self.tokens[k].start - self.tokens[k - 1].end == 1
        counts = k + 1 < sentence.last and (self._unit_or_month(k + 1) or self.tokens[k + 1].low in ("-", "/"))
        return plain and not counts and self._is_year(self.tokens[k].text)

    def _is_event(self, i: int) -> bool:
        """Whether a single capitalised word with a year, at token i, is one that is held, not where or when: concluded GROMEX 2019."""
        before = self.tokens[i - 1]
        listed = before.low in words_of("name_and") and bool(YEAR.match(self.tokens[i - 2].text))
        return before.low in words_of("name_held", "hold_event") or before.text in QUOTE_OPENERS or listed

    def _is_recent(self, year: str) -> bool:
        """Whether a year lies within a few of the year of publication."""
        published = self.doc.report.published
        return not published or abs(int(published[:4]) - int(year[:4])) <= NEAR_YEARS

    def _after_noun(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names behind the noun: Exercise Orion; exercises Key Resolve and Foal Eagle."""
        tokens = self.tokens
        given = self._skip_cue(noun.last, sentence.last)
        i = given or noun.last
        if self._run(i, sentence.last) is None:
            i = self._cue_behind(sentence, noun) or self._apposition(sentence, noun.last) or i
        while i < sentence.last:
            run = self._run(i, sentence.last)
            dated = run is not None and (given or i == noun.last) and self._is_dated_place(i, run, sentence)
            if run is not None and not dated and not self._is_name(i, run):
                run = self._plain_run(noun, i, run, sentence)
            if run is None:
                return
            end, edition = self._edition_after(run, sentence.last)
            yield Name(i, end, run, edition, None, True)
            if end + 1 < sentence.last and tokens[end].low in ("and", ",", "&") and tokens[noun.first].low.endswith("s"):
                i = end + 1
                continue
            return

    def _is_dated_place(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a run is a place's name with a year behind it: drills known as Aqaba 2016, exercise Tisza 2010."""
        named = any(m.first == first and m.last <= last for m in self.doc.of("place"))
        return named and first not in self.of_person_or_date and self._edition_after(last, sentence.last)[1] is not None

    def _apposition(self, sentence: Sentence, comma: int) -> int | None:
        """Where a name begins between commas or dashes behind a noun: the training exercise, Wise Heron 2024, …; the drill – Heron – …"""
        i = comma + 1
        dash = comma < sentence.last and self.tokens[comma].low == "-" and self.tokens[comma - 1].end < self.tokens[comma].start
        run = self._run(i, sentence.last) if dash or (i < sentence.last and self.tokens[comma].text == ",") else None
        if run is None or (run - i < 2 and not dash) or not self._is_name(i, run):
            return None
        end, edition = self._edition_after(run, sentence.last)
        closed = end < sentence.last and (self.tokens[end].low == "-" if dash else self.tokens[end].text in (",", ".", "("))
        return i if closed and (edition or self.blocked.isdisjoint(range(i, run))) else None

    def _cue_behind(self, sentence: Sentence, noun: Noun) -> int | None:
        """Where a name begins that a cue gives further behind the noun: an exercise between Greece and Egypt named Medusa-13."""
        naming = words_of("naming")
        for i in range(noun.last, min(sentence.last, noun.last + CUE_REACH)):
            begins = i in self.cues
            if self.tokens[i].text in (".", ";") or (begins and noun_phrases().at(self.tokens, i, sentence.last)):
                return None
            if self.tokens[i].low in naming or (begins and phrases_of("named_cue").at(self.tokens, i, sentence.last)):
                return self._skip_cue(i, sentence.last)
        return None

    def _skip_cue(self, i: int, last: int) -> int | None:
        tokens = self.tokens
        j = i
        if j < last and tokens[j].text == ",":
            j += 1
        cues = phrases_of("named_cue")
        hit = cues.at(tokens, j, last) if j in self.cues else None
        while hit is None and j < last and tokens[j].low in ("is", "was", "which", "has", "been", "officially"):
            j += 1
            hit = cues.at(tokens, j, last) if j in self.cues else None
        if hit is None:
            return None
        j = hit[0]
        opening = OPENERS | QUOTE_OPENERS | {":"}
        while j < last and (tokens[j].text in opening or tokens[j].low in ("the", "exercise", "as")):
            j += 1
        return j

    def _before_noun(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names before the noun: the Sea Breeze exercise; Key Resolve and Foal Eagle joint military exercises."""
        tokens = self.tokens
        i = noun.first
        if tokens[i].text[0].isupper() and noun.last - noun.first > 1:
            return
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
        end = i
        start = end
        if end > sentence.first and tokens[end - 1].text in CLOSERS:
            return (yield from self._glossed(sentence, end))
        while (
            start > sentence.first
            and end - start < MAX_NAME
            and (capital(tokens[start - 1]) or self._joins(start - 1, sentence) or tokens[start - 1].text.isdigit())
        ):
            start -= 1
        yield from self._split_run(sentence, start, end)

    def _glossed(self, sentence: Sentence, end: int) -> Iterator[Name]:
        """A name with its meaning in brackets before token `end`: the Kanzhar (Dagger) 2023 joint exercises."""
        opening = next((k for k in range(end - 2, max(sentence.first, end - MAX_NAME), -1) if self.tokens[k].text in "(["), sentence.first)
        start = opening
        while start > sentence.first and opening - start < MAX_NAME and capital(self.tokens[start - 1]):
            start -= 1
        after, edition = self._edition_after(end, end + 1) if self.tokens[end - 1].text in ")]" else (end, None)
        for name in self._split_run(sentence, start, opening) if start > sentence.first else ():
            yield replace(name, last=after, edition=edition) if edition and name.edition is None else name

    def _split_run(self, sentence: Sentence, start: int, end: int) -> Iterator[Name]:
        tokens = self.tokens
        leading = words_of("run_lead")
        while start < end and (
            start in self.blocked
            or tokens[start].low in leading
            or (start == sentence.first and self._opens_plainly(start, end))
            or tokens[start].low in ("-", "/", "'s", "of")
            or tokens[start].text.isdigit()
        ):
            start += 1
        if start >= end or not self.of_person_or_date.isdisjoint(range(start, end)):
            return
        base = end
        edition = None
        for k in range(start + 1, end):
            after, found = self._edition_after(k, end)
            if found and after == end:
                base, edition = k, found
                break
        single = base - start == 1 and edition is None
        if single and (start == sentence.first or tokens[start].low in words_of("name_stop") or self._beside_party(start, sentence)):
            return
        if self._is_name(start, base):
            yield Name(start, end, base, edition, None, True)
            before = start - 1
            if before > sentence.first and tokens[before].low == "and" and capital(tokens[before - 1]):
                first = before
                while first > sentence.first and capital(tokens[first - 1]):
                    first -= 1
                while first < before and (first in self.blocked or tokens[first].low in leading):
                    first += 1
                if first < before and self._is_name(first, before):
                    yield Name(first, before, before, None, None, True)

    def _beside_party(self, i: int, sentence: Sentence) -> bool:
        """Whether a capitalised word at token i goes on a list of parties, as one unknown: the Ruritanian and Elbonese navies."""
        joined = i - 1 > sentence.first and self.tokens[i - 1].low in words_of("name_and")
        return joined and any(m.last == i - 1 for m in self.doc.of("party"))

    def _quoted(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names in quotation marks next to the noun: the "Talisman Sabre" maneuvers; drills dubbed "Great Prophet 2"."""
        tokens = self.tokens
        i = noun.first - 1
        steps = 3
        while i > sentence.first and steps and tokens[i].text not in QUOTE_CLOSERS and tokens[i].text.islower():
            if tokens[i].low in words_of("determiner"):
                break  # another phrase begins: "Iron Wolf" opened the exercise
            i -= 1
            steps -= 1
        if i > sentence.first and tokens[i].text in QUOTE_CLOSERS:
            opening = next(
                (k for k in range(i - 1, max(sentence.first, i - 1 - MAX_NAME) - 1, -1) if tokens[k].text in QUOTE_OPENERS), None
            )
            if opening is not None and opening + 1 < i and capital(tokens[opening + 1]):
                yield from self._from_quotes(opening + 1, i)
        i = self._skip_cue(noun.last, sentence.last) or noun.last
        if i + 1 < sentence.last and tokens[i].text == "," and tokens[i + 1].text in QUOTE_OPENERS:
            i += 1
        if i < sentence.last and tokens[i].text in QUOTE_OPENERS:
            i += 1
        if i > sentence.first and tokens[i - 1].text in QUOTE_OPENERS:
            closing = next(
                (k for k in range(i, min(sentence.last, i + MAX_NAME + 1)) if tokens[k].text in QUOTE_CLOSERS or tokens[k].text == ","),
                None,
            )
            if closing is not None and closing > i and capital(tokens[i]):
                yield from self._from_quotes(i, closing)

    def _from_quotes(self, first: int, last: int) -> Iterator[Name]:
        if last > first and self.tokens[last - 1].text == ",":
            last -= 1
        if last - first > 2 and self.tokens[first].low in words_of("name_short") and self.tokens[first + 1].text == "-":
            first += 2
        base, edition, end = last, None, last
        for k in range(first + 1, last):
            after, found = self._edition_after(k, last)
            if found and after == last:
                base, edition = k, found
                break
        else:
            end, edition = self._edition_after(last, min(last + 4, len(self.tokens)))
        owned = edition is None and any(m.first <= first and base <= m.last for m in self.doc.of("party"))
        if (
            not owned
            and first not in self.of_person_or_date
            and any(t.low not in self.generic and t.text[0].isalpha() for t in self.tokens[first:base])
        ):
            yield Name(first, end, base, edition, None, True)

    def _trimmed(self, name: Name) -> Name:
        """A name without an exercise noun that only stands before it: "Maritime Exercise Granite Bay 2022"."""
        if name.series or name.base:
            return name
        for i in range(name.first, min(name.first + 3, name.base_last)):
            hit = noun_phrases().at(self.tokens, i, name.base_last)
            if (
                hit
                and self.tokens[hit[0] - 1].low in self.generic
                and self._is_name(hit[0], name.base_last)
                and all(t.low in self.generic for t in self.tokens[name.first : i])
            ):
                return replace(name, first=hit[0] + (self.tokens[hit[0]].low == "-"))  # Fleet Exercise-Granite Bay 2022
        return name

    def _run(self, i: int, last: int) -> int | None:
        """The end of a run of capitalised tokens that begins at i."""
        tokens = self.tokens
        if i >= last or not capital(tokens[i]):
            return None
        j = i + 1
        while j < last and j - i < MAX_NAME:
            if capital(tokens[j]) and not (j in self.blocked and tokens[j].start > tokens[j - 1].end):
                if self._edition_after(j, last)[1] and ROMAN.match(tokens[j].text):
                    break
                j += 1
            elif (
                tokens[j].low in self.parts
                and j + 1 < last
                and capital(tokens[j + 1])
                and tokens[j].low not in ("and", "to", "for", "'", "i")
                and not (tokens[j].low == "of" and any(m.first == j + 1 for m in self.doc.of("party")))
            ):
                if tokens[j].low in ("-", "/") and tokens[j].start != tokens[j - 1].end:
                    break
                j += 2
            else:
                break
        return j

    def _is_name(self, first: int, last: int) -> bool:
        """Whether a run of tokens can be a proper name: not only parties, dates, persons or everyday words."""
        own = [i for i in range(first, last) if self.tokens[i].text[0].isalpha()]
        noun = noun_phrases().at(self.tokens, first, last) if first in self.cues else None
        if noun and noun[0] == last:
            return False
        if not own or first in self.of_person_or_date:
            return False
        return any(i not in self.blocked and self.tokens[i].low not in self.generic for i in own)

    def _recurring(self, names: Sequence[Name]) -> Iterator[Name]:
        """Further places where the names that the report introduced stand, in headlines too."""
        phrases: Phrases[Name] = Phrases(lasting=False)
        known = set()
        heads: dict[str, Name] = {}
        for name in names:
            base = self.doc.words(name.first, name.base_last)
            if name.sure and base not in known and not (name.base_last - name.first == 1 and (len(base) < 4 or fold(base) in self.generic)):
                known.add(base)
                phrases.add(base, name)
                head = self.tokens[name.base_last - 1]
                if (
                    name.base_last - name.first > 1
                    and len(head.text) > 4
                    and head.text.isalpha()
                    and head.low not in self.generic
                    and head.low not in heads
                ):
                    heads[head.low] = replace(name, base=base_of(base))
        for low, name in heads.items():
            phrases.add(low, name)
        for short, name in self._short_forms(names):
            phrases.add(short, name)
        for sentence in self.doc.sentences:
            for first, last, payloads in phrases.find(self.tokens, sentence.first, sentence.last):
                whole = payloads[0]
                if (
                    not capital(self.tokens[first])
                    or first in self.of_person_or_date
                    or (whole.base and not self._stands_alone(first, last, sentence))
                ):
                    continue
                end, edition = self._edition_after(last, sentence.last)
                yield Name(first, end, last, edition, whole.series, True, whole.base)

    def _short_forms(self, names: Sequence[Name]) -> Iterator[tuple[str, Name]]:
        """The short forms in brackets behind names that the report introduces, each with its name: "Granite Bay 2022" (GB 22)."""
        tokens = self.tokens
        for name in names:
            i = name.last + (name.last < len(tokens) and tokens[name.last].text in QUOTE_CLOSERS)
            if i >= len(tokens) or tokens[i].text != "(" or not name.sure:
                continue
            closing = next((k for k in range(i + 2, min(i + 5, len(tokens))) if tokens[k].text == ")"), None)
            if closing is None:
                continue
            short = tokens[i + 1].text
            if len(short) > 1 and short.isupper() and short.isalpha() and short[0] == tokens[name.first].text[0].upper():
                text = self.doc.words(i + 1, closing)
                yield text, replace(name, base=name.base or base_of(self.doc.words(name.first, name.base_last)))

    def _stands_alone(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether no other capitalised word stands next to a short name, which would make it another name's part."""
        tokens = self.tokens
        before = first > sentence.first and (
            (capital(tokens[first - 1]) and first - 1 > sentence.first) or tokens[first - 1].text in ("-", "/")
        )
        after = last < sentence.last and (capital(tokens[last]) or tokens[last].text in ("-", "/"))
        return sentence.kind != "headline" and not before and not after and first not in self.blocked
