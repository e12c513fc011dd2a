"""Finds counts: numbers in digits or words with their bounds and ranges.

What is no count is left out: years and dates, designations (F-16), distances, money, shares, ages and times of day. Vague words (dozens,
thousands) are no count either, as they give no number.
"""

from collections.abc import Sequence
from functools import cache

from vedette.annotate.layout import between, layout
from vedette.grammar import Phrases, fold
from vedette.lexicon import WordRow, load_csv
from vedette.model import Document, Mention, Quantity, Sentence, Span, Token

LONGEST_NUMBER = 15
"""Digits; a longer number counts nothing (and Python refuses to read one of thousands of digits)."""
LEXICON = "words_quantities"
HIGHEST = 10**8
"""Larger numbers count no people or weapons."""
Number = tuple[int, int]
"""The value of a number and the index of the token after it."""


@cache
def _rows() -> dict[str, dict[str, str]]:
    """Word class → folded word → id; the id of a number word is its value."""
    out: dict[str, dict[str, str]] = {}
    for row in load_csv(LEXICON, WordRow):
        out.setdefault(row.kind, {})[fold(row.name)] = row.id
    return out


@cache
def _values(kind: str) -> dict[str, int]:
    """Number words of a class → their value."""
    return {word: int(value) for word, value in _rows()[kind].items()}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_rows()[kind])


@cache
def _bounds(side: str) -> Phrases[str]:
    """Phrases that bound a number: those that stand before it, or (`_after`) behind it → low, high, about or exact."""
    phrases: Phrases[str] = Phrases()
    for kind, words in _rows().items():
        if kind in {f"quantity_{sense}{side}" for sense in ("low", "high", "about", "exact")}:
            for word in words:
                phrases.add(word, kind.split("_")[1])
    return phrases


@cache
def _units() -> Phrases[bool]:
    phrases: Phrases[bool] = Phrases()
    for word in _words("quantity_unit"):
        phrases.add(word, True)
    return phrases


@cache
def _starters() -> frozenset[str]:
    """Folded words with which a number in words can begin."""
    return frozenset((*_words("number_small"), *_words("number_group"), *_words("number_article"), *_words("number_half")))


@cache
def _beginnings() -> Phrases[None]:
    """The same, to be looked up in documents."""
    phrases: Phrases[None] = Phrases()
    for word in _starters():
        phrases.add(word, None)
    return phrases


def find_quantities(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `quantity` with a Quantity each, in reading order; the span takes in the words that bound the number."""
    finder = _Finder(doc)
    return tuple(mention for sentence in doc.sentences for mention in finder.read(sentence))


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.dates = {i for m in doc.of("date") for i in range(m.first, m.last)}
        self.starters = _starters()
        self.begins = sorted({*_beginnings().places(doc.tokens), *layout(doc).digits})
        """Where numbers may begin."""

    def read(self, sentence: Sentence) -> list[Mention]:
        """The counts of one sentence."""
        found: list[Mention] = []
        at = floor = sentence.first
        for i in between(self.begins, sentence.first, sentence.last):
            low = self.tokens[i].low
            if i < at or i in self.dates or not (low in self.starters or low[0].isdecimal()):
                continue
            number = self._number(i, sentence.last)
            if number:
                mention = self._count(i, number, sentence, floor)
                at = max(mention.last if mention else 0, number[1])
                if mention:
                    found.append(mention)
                    floor = at
        return found

    # numbers

    def _number(self, i: int, last: int) -> Number | None:
        """The number that begins at token i."""
        return self._digits(i, last) if self.tokens[i].low[0].isdecimal() else self._spelled(i, last)

    def _digits(self, i: int, last: int) -> Number | None:
        tokens = self.tokens
        text = tokens[i].low
        if self._glued(i):
            return None
        after = i + 1
        whole, dot, fraction = text.replace(",", "").partition(".")
        if not whole.isdecimal() or (dot and not fraction.isdecimal()) or not whole.isascii():
            return self._suffixed(i, text)
        if dot and len(fraction) == 3 and len(whole) <= 3 and not self._scale(after, last):
            whole, dot = whole + fraction, ""
        elif not dot and len(whole) <= 3 and "," not in text:
            while after < last and _is_group(tokens, after) and after not in self.dates:
                whole += tokens[after].text
                after += 1
        if len(whole) > LONGEST_NUMBER:
            return None
        scale = self._scale(after, last)
        if scale:
            value = round(float(f"{whole}{dot}{fraction if dot else ''}") * scale)
            return value, after + 1
        return None if dot else (int(whole), after)

    def _suffixed(self, i: int, text: str) -> Number | None:
        """A number written together with its scale: 10k."""
        scale = _values("number_scale").get(text[-1])
        return (int(text[:-1]) * scale, i + 1) if scale and text[:-1].isdecimal() and len(text) <= 4 else None

    def _glued(self, i: int) -> bool:
        """Whether the digits are part of a designation, a date or a time: F-16, 24/7, 10:30."""
        tokens = self.tokens
        if i == 0 or tokens[i - 1].end != tokens[i].start:
            return False
        before = tokens[i - 1].text
        if before in "/:.,'’#$€£¥₹₽₩":
            return True
        if before == "-" or fold(before) == "-":
            return i < 2 or tokens[i - 2].end != tokens[i - 1].start or not tokens[i - 2].text.replace(",", "").isdecimal()
        return False

    def _scale(self, i: int, last: int) -> int | None:
        return _values("number_scale").get(self.tokens[i].low) if i < last and i not in self.dates and len(self.tokens[i].low) > 1 else None

    def _spelled(self, i: int, last: int) -> Number | None:
        """A number in words: twelve thousand, two and a half thousand, twenty-five, a hundred and fifty, half a dozen."""
        tokens, start = self.tokens, i
        small, groups = _values("number_small"), _values("number_group")
        if tokens[i].low in _words("number_half"):
            return self._half(i, last)
        total, part, half, seen = 0, 0, 0.0, False
        while i < last and i not in self.dates:
            low = tokens[i].low
            scale = self._scale(i, last) if seen else None
            if low in small:
                if seen and part % 10 and part < 100:
                    break
                part, seen = part + small[low], True
            elif not seen and self._article(i, last):
                part, seen = 1, True
            elif scale == 100:
                part, half = round((part + half) * scale), 0.0
            elif scale:
                total, part, half = total + round((part + half) * scale), 0, 0.0
            elif low in groups and (seen or (start == i and low in _words("number_group_alone"))):
                return (part or 1) * groups[low], self._skip_of(i + 1, last)
            elif seen and self._and_a_half(i, last):
                half, i = 0.5, i + 2
            elif not seen or not self._joins(i, last, part, total):
                break
            i += 1
        return (total + part, i) if seen and not half else None

    def _half(self, i: int, last: int) -> Number | None:
        """Half a dozen, a half-dozen."""
        tokens, j = self.tokens, i + 1
        while j < last and (fold(tokens[j].text) == "-" or tokens[j].low in _words("number_article")):
            j += 1
        value = _values("number_group").get(tokens[j].low) if j < last else None
        return (value // 2, self._skip_of(j + 1, last)) if value else None

    def _article(self, i: int, last: int) -> bool:
        """Whether an article stands for one here: a hundred, a dozen."""
        if i + 1 >= last or self.tokens[i].low not in _words("number_article"):
            return False
        return bool(self._scale(i + 1, last)) or self.tokens[i + 1].low in _values("number_group")

    def _and_a_half(self, i: int, last: int) -> bool:
        kinds = ("number_and", "number_article", "number_half")
        return i + 3 <= last and all(self.tokens[i + k].low in _words(kind) for k, kind in enumerate(kinds))

    def _joins(self, i: int, last: int, part: int, total: int) -> bool:
        """Whether token i joins two words of one number: a hundred and fifty, twenty-five."""
        if i + 1 >= last:
            return False
        small = self.tokens[i + 1].low in _values("number_small")
        if self.tokens[i].low in _words("number_and"):
            return small and (part >= 100 or total > 0)
        if fold(self.tokens[i].text) != "-":
            return False
        return (small and part >= 20) or bool(self._scale(i + 1, last))

    def _skip_of(self, i: int, last: int) -> int:
        """The index after the "of" that joins a group word to what it counts."""
        return i + 1 if i < last and self.tokens[i].low in _words("number_group_of") else i

    # bounds

    def _count(self, i: int, number: Number, sentence: Sentence, floor: int) -> Mention | None:
        """The count with its bounds, or None if the number counts nothing."""
        value, after = number
        low: int | None = value
        high: int | None = value
        upper = self._range(i, number, sentence)
        if upper:
            high, after = upper
        if not self._counts(i, after, value, sentence):
            return None
        exact = True
        first, sense = self._bound_before(i, floor)
        if (upper and sense == "between") or (upper and sense is None):
            first = first if sense else i
        elif sense == "between":
            first, sense = i, None
        if sense is None or sense == "exact":
            hit = _bounds("_after").at(self.tokens, after, sentence.last) if after < sentence.last else None
            if hit and not (fold(self.tokens[after].text) == "-" and after + 1 >= sentence.last):
                sense, after = hit[1][0], hit[0]
            elif self._odd(after, sentence.last):
                sense, after = "about", after + 2
        if sense == "low" and not upper:
            high = None
        elif sense == "high" and not upper:
            low = None
        elif sense == "about":
            exact = False
        span = Span(self.tokens[first].start, self.tokens[after - 1].end)
        return Mention("quantity", span, first, after, sentence.index, Quantity(low, high, exact))

    def _odd(self, i: int, last: int) -> bool:
        """Whether thirty is followed by -odd."""
        return i + 1 < last and fold(self.tokens[i].text) == "-" and self.tokens[i + 1].low in _words("number_odd")

    def _range(self, i: int, number: Number, sentence: Sentence) -> Number | None:
        """The upper end of a range that begins with this number: 200 to 300, 3,000-4,000, between 200 and 300."""
        tokens, (value, after) = self.tokens, number
        if after + 1 >= sentence.last or fold(tokens[after].text) not in _words("quantity_to"):
            return None
        joint = fold(tokens[after].text)
        if joint in _words("number_and") and not (i > sentence.first and tokens[i - 1].low in _words("quantity_between")):
            return None
        if not (tokens[after + 1].low[0].isdecimal() or tokens[after + 1].low in self.starters) or after + 1 in self.dates:
            return None
        upper = self._number(after + 1, sentence.last)
        if upper is None:
            return None
        return upper if value < upper[0] <= max(value * 5, 20) else None

    def _bound_before(self, i: int, floor: int) -> tuple[int, str | None]:
        """Where the count begins with the words that bound it, and their sense; the outermost bound that is one decides."""
        sense: str | None = None
        first = i
        while True:
            hit = self._phrase_ending(first, floor)
            if hit is None:
                return first, sense
            start, found = hit
            first = start
            if (sense in (None, "exact", "about") and found != "exact") or sense is None:
                sense = found

    def _phrase_ending(self, end: int, floor: int) -> tuple[int, str] | None:
        """The longest bounding phrase that ends before token `end`."""
        if end - 1 >= floor and self.tokens[end - 1].low in _words("quantity_between"):
            return end - 1, "between"
        bounds = _bounds("")
        for start in range(max(floor, end - 4), end) if bounds.may_end(self.tokens, end - 1) else ():
            hit = bounds.at(self.tokens, start, end)
            if hit and hit[0] == end:
                return start, hit[1][0]
        return None

    # what is no count

    def _counts(self, i: int, after: int, value: int, sentence: Sentence) -> bool:
        tokens = self.tokens
        if value > HIGHEST or any(k in self.dates for k in range(i, after)):
            return False
        if i > sentence.first and tokens[i - 1].low in _words("quantity_no_before") and tokens[i].low[0].isdecimal():
            return False
        if after < sentence.last:
            following = tokens[after]
            glued = following.start == tokens[after - 1].end
            unit_at = after + 1 if fold(following.text) == "-" and glued else after
            if glued and following.text in "/:.'’" and after + 1 < sentence.last and tokens[after + 1].start == following.end:
                return False
            if unit_at < sentence.last and _units().at(tokens, unit_at, sentence.last):
                return False
            if unit_at > after and unit_at < sentence.last and tokens[unit_at].text[0].isdecimal():
                return False
        return True


def _is_group(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a group of three digits that goes on from the token before it: 5 355."""
    token, before = tokens[i], tokens[i - 1]
    return len(token.text) == 3 and token.text.isdecimal() and token.start == before.end + 1
