"""Tokens, sentences, phrase look-up and patterns over tagged sentences: what all annotators and extractors match with.

Nothing here knows a language: words come from the lexicons.
"""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from operator import add
from typing import Any, ClassVar, Final, Generic, TypeAlias, TypeVar

from msgspec import Struct

from vedette.lexicon import PartyRow, Rule, WordRow, coded_languages, compiled, load_csv, word_classes, words_of
from vedette.model import Block, BlockKind, Document, Mention, Report, Sentence, Span, Token

READ_KINDS: frozenset[BlockKind] = frozenset(("headline", "body"))
"""Kinds of blocks that are read for facts."""

TOKEN = re.compile(
    r"""[^\W\d_][^\W_]+                               # most words; the other forms take longer to try
      | (?:[^\W\d_]\.){2,}                            # initialisms: U.S.
      | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)            # thousands
      | \d+\.\d+(?!\w)                                # decimals
      | (?<=[^\W\d_])['’][^\W\d_]{1,2}(?!\w)          # clitics: 's
      | [^\W_]+                                       # words, numbers and mixtures
      | \.\.\.
      | \S""",
    re.VERBOSE,
)
CLOSERS = frozenset("\"')]”’»")
ENDS = frozenset(".!?…")
"""Last characters of the tokens that may close a sentence."""
OPENERS = frozenset("\"'([“‘«")
DASHES = frozenset("-–—")
LIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "—", "‐": "-", "‑": "-", "−": "-"}
)
LEAST_DEFINITE = 0.05
"""Share of definite determiners from which a text is in a language with rules, whatever its code says: detection takes short texts full
of foreign names for another language. Half of English news texts have 0.08 and more, 95 of 100 more than 0.05."""
MAX_SENTENCE = 200
"""Tokens; a longer stretch without a full stop is cut, so that no pattern works on unbounded text."""


@cache
def _fold_char(char: str) -> str:
    """One code point in lower case without accent, always one code point."""
    base = unicodedata.normalize("NFD", char)[0] if ord(char) > 127 else char
    low = base.lower()
    return low if len(low) == 1 else base


def fold(text: str) -> str:
    """Lower case without accents and with plain quotes and hyphens, one code point for one, so that offsets hold."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_char, text.translate(LIKE)))


@cache
def abbreviations() -> frozenset[str]:
    """Words that keep their full stop, as they are written."""
    return frozenset(row.name for row in load_csv("abbreviations", WordRow) if row.kind != "opener")


@cache
def sentence_openers() -> frozenset[str]:
    """Folded words that begin a sentence after an abbreviation that may end one."""
    return frozenset(fold(row.name) for row in load_csv("abbreviations", WordRow) if row.kind == "opener")


@compiled
def state_openers() -> frozenset[str]:
    """Folded names of states of one word: behind "the U.S." they begin a sentence."""
    return frozenset(fold(row.name) for row in load_csv("party_names", PartyRow) if row.form == "name" and row.name.isalpha())


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets into the whole text."""
    kept = abbreviations()
    out: list[Token] = []
    stop = len(text) if end is None else end
    position: int | None = start
    while position is not None:
        matches, position = TOKEN.finditer(text, position, stop), None
        for match in matches:
            a, b = match.span()
            word = match[0]
            if (
                b < stop
                and text[b] == "."
                and word[0].isalpha()
                and "." not in word
                and (word + "." in kept or (len(word) == 1 and word.isupper()))
            ):
                position = b = b + 1
                word = text[a:b]
            out.append(Token(a, b, word, word.lower() if word.isascii() else fold(word)))
            if position is not None:
                break
    return out


def _ends_sentence(tokens: list[Token], i: int) -> int | None:
    """If token i closes a sentence: the index after it and its closing quotes; None otherwise."""
    token = tokens[i]
    last = len(tokens)
    if token.text in ("!", "?", ".", "...", "…"):
        j = i + 1
        while j < last and tokens[j].text in CLOSERS and tokens[j].start == tokens[j - 1].end:
            j += 1
        if j == last:
            return j
        following = tokens[j]
        if following.start == tokens[j - 1].end:
            return _glued_end(tokens, i, j)
        if following.low in words_of("after_day" if following.text[0].isupper() else "after_day_small") and _is_day(tokens, i):
            return None
        first = following.text[0]
        return (
            j
            if first.isupper()
            or first.isdigit()
            or first in OPENERS
            or not first.isalnum()
            or (following.text.isalpha() and token.text == ".")
            else None
        )
    if (
        token.text.endswith(".")
        and len(token.text) > 2
        and i + 1 < last
        and tokens[i + 1].low in sentence_openers()
        and tokens[i + 1].text[0].isupper()
    ):
        return i + 1
    initials = "." in token.text[:-1] and i + 2 < last and tokens[i + 1].low in state_openers() and tokens[i + 2].text[0].islower()
    return i + 1 if initials and tokens[i + 1].text[0].isupper() else None


def _glued_end(tokens: list[Token], i: int, j: int) -> int | None:
    """Where a sentence ends that token i closes, if the next begins at token j and no blank parts them: "ended.The next", not "News.Az"."""
    opens = tokens[j - 1].text == '"' and not _is_quoted(tokens, j - 1)
    end = j - 1 if opens else j
    word = tokens[j].text
    if i == 0 or tokens[i - 1].end != tokens[i].start or not word[0].isupper():
        return end if opens or word[0] in OPENERS else None
    domain = j + 1 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 1].start == tokens[j].end
    plain = len(tokens[i - 1].text) > 2 and tokens[i - 1].text.islower() and word[1:].islower()
    return end if not domain and (plain or tokens[j].low in sentence_openers()) else None


def _is_quoted(tokens: list[Token], mark: int) -> bool:
    """Whether the quotation mark before a token, of one shape for both ends, opened a quotation: a blank stands before it."""
    last = next((k for k in range(mark - 1, max(-1, mark - MAX_SENTENCE), -1) if tokens[k].text == '"'), None)
    return last is not None and (last == 0 or tokens[last - 1].end < tokens[last].start)


def _is_day(tokens: list[Token], i: int) -> bool:
    """Whether the full stop at token i makes a number a day of a month, as in "the 9. of June", and none has named its month before."""
    month = i > 1 and tokens[i - 2].low in words_of("after_day")
    return i > 0 and tokens[i - 1].text.isdigit() and len(tokens[i - 1].text) <= len("31") and not month


def document(report: Report) -> Document:
    """The report cut into tokens and sentences; only the blocks that are read for facts."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, block in enumerate(report.blocks):
        if block.kind in READ_KINDS:
            _add_block(report, number, block, tokens, sentences)
    return Document(report, tuple(tokens), tuple(sentences))


def _add_block(report: Report, number: int, block: Block, tokens: list[Token], sentences: list[Sentence]) -> None:
    own = tokenize(report.text, block.span.start, block.span.end)
    base, first, end = len(tokens), 0, len(own) - 1
    tokens.extend(own)

    def cut(after: int) -> None:
        nonlocal first
        span = Span(own[first].start, own[after - 1].end)
        sentences.append(Sentence(len(sentences), base + first, base + after, span, number, block.kind))
        first = after

    ends = [i for i, token in enumerate(own) if token.text[-1] in ENDS]
    if end >= 0 and ends[-1:] != [end]:
        ends.append(end)
    for i in ends:
        while i - first >= MAX_SENTENCE:
            cut(first + MAX_SENTENCE)
        if i >= first:
            after = _ends_sentence(own, i) if own[i].text[-1] in ENDS else None
            if after is not None:
                cut(after)
            elif i == end or i - first + 1 == MAX_SENTENCE:
                cut(i + 1)


P = TypeVar("P")
Piece = TypeVar("Piece", Mention, Sentence)
UNKNOWN = sys.maxsize
"""The number of a set of phrases that has none yet."""
_Entry: TypeAlias = tuple[tuple[str, ...], str | None, P]
"""The folded tokens of a phrase, for an exact one how it is written (without blanks), and what it stands for."""


def begun_in(pieces: Sequence[Piece], first: int, last: int) -> Sequence[Piece]:
    """Those of some mentions or sentences in reading order that begin in tokens [first, last)."""
    if not pieces or pieces[-1].first < first or pieces[0].first >= last:  # as for most
        return ()
    begin = _from(pieces, first, 0)
    return pieces[begin : _from(pieces, last, begin)]


def _from(pieces: Sequence[Piece], token: int, low: int) -> int:
    """The index from `low` on of the first piece that begins at a token or behind: where the coder is compiled, `bisect` takes longer."""
    high = len(pieces)
    while low < high:
        middle = (low + high) // 2
        if pieces[middle].first < token:
            low = middle + 1
        else:
            high = middle
    return low


def has_rules(doc: Document) -> bool:
    """Whether there are rules for a document's language: by its code if it has one, else, where that may be wrong, by its own words."""
    if doc.report.lang is None or doc.report.lang in coded_languages():
        return True
    known = words_of("det_definite")
    return sum(t.text.lower() in known for t in doc.tokens) >= len(doc.tokens) * LEAST_DEFINITE


class Phrases(Generic[P]):
    """A set of phrases, each with payloads, looked up in tokens; the longest match wins.

    `exact` phrases must agree in capital letters (a text all in capitals agrees with any).
    """

    def __init__(self, lasting: bool = True) -> None:
        """`lasting` is False for a set that serves one document only."""
        self._by_first: dict[str, dict[str, list[_Entry[P]]]] = {}
        """Phrases by their first and second token ("" for phrases of one), the longest first: some first words begin hundreds of names."""
        self._lasting = lasting
        self._number = UNKNOWN
        """Which of the lasting sets that were looked up in documents it is; UNKNOWN before."""
        self._asked = False
        self._closers: frozenset[str] | None = None
        """The last tokens of all phrases, once somebody asks for them."""

    def __getstate__(self) -> dict[str, dict[str, list[_Entry[P]]]]:
        return self._by_first

    def __setstate__(self, state: dict[str, dict[str, list[_Entry[P]]]]) -> None:
        self.__init__()  # type: ignore[misc]
        self._by_first = state

    def add(self, phrase: str, payload: P, exact: bool = False) -> None:
        """Adds a phrase; raises ValueError for an empty one, or once the set was looked up in a document."""
        lows = tuple(t.low for t in tokenize(phrase))
        if not lows:
            raise ValueError("an empty phrase")
        if self._asked:
            raise ValueError("a phrase too late")
        self._add(lows, phrase.replace(" ", "") if exact else None, payload)

    def add_word(self, low: str, payload: P) -> None:
        """Adds a phrase of one token, folded as `Token.low` is; raises ValueError once the set was looked up in a document."""
        if self._asked:
            raise ValueError("a phrase too late")
        self._add((low,), None, payload)

    def _add(self, lows: tuple[str, ...], written: str | None, payload: P) -> None:
        entries = self._by_first.setdefault(lows[0], {}).setdefault(lows[1] if len(lows) > 1 else "", [])
        entries.append((lows, written, payload))
        entries.sort(key=lambda e: -len(e[0]))

    def at(self, tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, list[P]] | None:
        """The longest phrase that begins at token i and ends by `last`: (index after it, payloads)."""
        by_second = self._by_first.get(tokens[i].low) if i < last else None
        if by_second is None:
            return None
        if i + 1 < last:
            entries = by_second.get(tokens[i + 1].low)
            hit = _longest(entries, tokens, i, last) if entries is not None else None
            if hit is not None:
                return hit
        entries = by_second.get("")
        return _longest(entries, tokens, i, last) if entries is not None else None

    def find(self, tokens: tuple[Token, ...], first: int, last: int) -> Sequence[tuple[int, int, list[P]]]:
        """All matches in tokens[first:last], leftmost longest, not overlapping: (first, last, payloads); `last` may lie beyond the end."""
        begins = _LATEST[0]
        known = begins.tokens is tokens and self._number < begins.known
        places = begins.places[self._number] if known else self.places(tokens)
        if not places or places[-1] < first or places[0] >= last:  # as for most: no need to look between
            return ()
        last = min(last, len(tokens))
        out: list[tuple[int, int, list[P]]] = []
        for k in range(bisect_left(places, first), len(places)):
            place = places[k]
            if place >= last:
                break
            if place >= first:
                hit = self.at(tokens, place, last)
                if hit is not None:
                    first = hit[0]
                    out.append((place, *hit))
        return out

    def within(self, tokens: tuple[Token, ...], first: int, last: int) -> bool:
        """Whether any of the phrases stands in tokens[first:last]; `last` may lie beyond the end."""
        begins = _LATEST[0]
        known = begins.tokens is tokens and self._number < begins.known
        places = begins.places[self._number] if known else self.places(tokens)
        if not places or places[-1] < first or places[0] >= last:
            return False
        last = min(last, len(tokens))
        for k in range(bisect_left(places, first), len(places)):
            if places[k] >= last:
                return False
            if self.at(tokens, places[k], last) is not None:
                return True
        return False

    def may_end(self, tokens: tuple[Token, ...], i: int) -> bool:
        """Whether token i is the last one of any phrase: before looking for the phrases that end there, one by one."""
        if self._closers is None:
            entries = (entry for by_second in self._by_first.values() for found in by_second.values() for entry in found)
            self._closers = frozenset(lows[-1] for lows, _, _ in entries)
        return tokens[i].low in self._closers

    def may_begin(self, tokens: tuple[Token, ...], i: int) -> list[P]:
        """The payloads of the phrases whose first two tokens stand at token i."""
        by_second = self._by_first[tokens[i].low]
        seconds = (tokens[i + 1].low, "") if i + 1 < len(tokens) else ("",)
        return [entry[2] for second in seconds for entry in by_second.get(second, ())]

    def places(self, tokens: tuple[Token, ...]) -> list[int]:
        """The tokens with which a phrase may begin, in order: its first two are there."""
        begins = _LATEST[0]
        if begins.tokens is not tokens:
            begins = _LATEST[0] = _Begins(tokens)
        self._asked = True
        if self._number == UNKNOWN and self._lasting:
            self._number = _Begins.register(self._by_first)
        return begins.places[self._number] if self._number < begins.known else begins.late(self, self._by_first)


class _Begins:
    """Where the phrases of all sets may begin in the tokens of one document, which are gone through once for all sets."""

    _registered: ClassVar[int] = 0
    """How many lasting sets were looked up in a document so far."""
    _sets: ClassVar[dict[str, tuple[tuple[int, ...], dict[str, tuple[int, ...]] | None]]] = {}
    """By first token: the numbers of the sets that have it as a phrase, and of the others by the second token."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.known = self._registered
        self.places: list[list[int]] = [[] for _ in range(self.known)]
        """The places of the lasting sets that were known when the tokens were gone through, by number."""
        self._late: dict[Phrases[Any], list[int]] = {}
        self._lows = lows = [t.low for t in tokens]
        lows.append("")  # what stands behind the last token
        places, sets = self.places, self._sets
        for i, low in enumerate(lows):
            found = sets.get(low)
            if found is not None:
                alone, pairs = found
                for number in alone:
                    places[number].append(i)
                if pairs:
                    for number in pairs.get(lows[i + 1], ()):
                        places[number].append(i)

    def late(self, phrases: Phrases[Any], by_first: dict[str, dict[str, list[_Entry[Any]]]]) -> list[int]:
        """The places of a set that does not last, or that was first looked up when the tokens had been gone through."""
        if phrases not in self._late:
            self._late[phrases] = [i for i, low in enumerate(self._lows) if low in by_first]
        return self._late[phrases]

    @classmethod
    def register(cls, by_first: dict[str, dict[str, list[_Entry[Any]]]]) -> int:
        """The number of a lasting set from now on."""
        number = cls._registered
        cls._registered += 1
        for low, by_second in by_first.items():
            alone, pairs = cls._sets.get(low, ((), None))
            if "" in by_second:
                alone += (number,)
            else:
                pairs = (pairs or {}) | {second: (*(pairs or {}).get(second, ()), number) for second in by_second}
            cls._sets[low] = alone, pairs
        return number


@cache
def word_set(*kinds: str) -> frozenset[str]:
    """The words of some classes of `words_*.csv`, folded as `Token.low` is."""
    return frozenset(fold(word) for word in words_of(*kinds))


@cache
def phrases_of(*kinds: str) -> Phrases[str]:
    """The words and phrases of some classes of `words_*.csv`, each with itself."""
    phrases: Phrases[str] = Phrases()
    for word in words_of(*kinds):
        phrases.add(word, word)
    return phrases


_LATEST: Final = [_Begins(())]
"""That of the document that phrases were looked up in last."""


def _longest(entries: list[_Entry[P]], tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, list[P]] | None:
    """The longest of some phrases that agree in their first two tokens with those at token i, and their payloads."""
    length, found = 0, []
    for lows, written, payload in entries:
        n = len(lows)
        if n < length:
            break
        if n > 2 and (i + n > last or tokens[i + 2].low != lows[2] or (n > 3 and tuple([t.low for t in tokens[i : i + n]]) != lows)):
            continue
        if written is None or _same_case("".join([t.text for t in tokens[i : i + n]]), written):
            length = n
            found.append(payload)
    return (i + length, found) if found else None


def _same_case(surface: str, written: str) -> bool:
    """Whether letters agree with those of a phrase in being capitals."""
    if surface == written or (surface.isupper() and len(surface) > 3):
        return True
    return len(surface) == len(written) and all(a.isupper() == b.isupper() for a, b in zip(surface, written, strict=True))


class Tagged(Struct, frozen=True):
    """A sentence as one string for patterns: folded tokens joined by blanks, mentions replaced by tags such as `<party:3>`.

    `starts` gives for each item its offset in `text`, `ranges` its token range; tags refer to `mentions` by number.
    """

    text: str
    starts: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open token range that text[start:end] covers; None if it covers no whole item."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return (self.ranges[first][0], self.ranges[last - 1][1]) if first < last else None

    def start(self, token: int) -> int | None:
        """Where the item that begins with a token stands in `text`; None if none does."""
        number = bisect_left(self.ranges, (token, 0))
        return self.starts[number] if number < len(self.ranges) and self.ranges[number][0] == token else None

    def mention(self, tag: str) -> Mention:
        """The mention that a captured tag refers to."""
        return self.mentions[int(tag[tag.index(":") + 1 : -1])]


def tag(doc: Document, sentence: Sentence, mentions: Iterable[Mention]) -> Tagged:
    """The sentence with the given mentions as tags; of overlapping mentions the first given wins."""
    chosen: dict[int, Mention] = {}
    taken: set[int] = set()
    for mention in mentions:
        covered = range(mention.first, mention.last)
        if mention.sentence == sentence.index and taken.isdisjoint(covered):
            taken.update(covered)
            chosen[mention.first] = mention
    parts: list[str] = []
    firsts: list[int] = []
    used: list[Mention] = []
    lows = [token.low for token in doc.tokens[sentence.first : sentence.last]]
    at = sentence.first
    for number, mention in enumerate(sorted(chosen.values(), key=lambda m: m.first)):
        parts += lows[at - sentence.first : mention.first - sentence.first]
        firsts += range(at, mention.first)
        parts.append(f"<{mention.kind}:{number}>")
        firsts.append(mention.first)
        used.append(mention)
        at = mention.last
    parts += lows[at - sentence.first :]
    firsts += range(at, sentence.last)
    starts = map(add, accumulate(map(len, parts), initial=0), range(len(parts)))
    return Tagged(" ".join(parts), tuple(starts), tuple(pairwise([*firsts, max(at, sentence.last)])), tuple(used))


MACRO = re.compile(r"\{(?P<name>[A-Z][A-Z_]*|[a-z][a-z-]*)(?::(?P<group>\w+))?\}")


def expand(pattern: str) -> str:
    """A rule's pattern as a regular expression over `Tagged.text`.

    `{CLASS}` stands for any word of that class of words_*.csv, `{kind}` for a tag of that kind, `{kind:group}` captures it.
    """

    def replace(match: re.Match[str]) -> str:
        name, group = match["name"], match["group"]
        if name.isupper():
            words = sorted((" ".join(t.low for t in tokenize(w)) for w in word_classes()[name.lower()]), key=len, reverse=True)
            body = "(?:" + "|".join(map(re.escape, words)) + r")(?![^\s])"
        else:
            body = rf"<{name}:\d+>"
        return f"(?P<{group}>{body})" if group else body

    return MACRO.sub(replace, pattern)


class Pattern:
    """A rule, compiled when it is first tried: few reports need all rules, and large word classes take long to compile."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        """The rule as a regular expression over `Tagged.text`; raises ValueError, naming the rule, if it is none."""
        if self._regex is None:
            try:
                self._regex = re.compile(r"(?<!\S)(?:" + expand(self.rule.pattern) + ")")
            except (re.error, KeyError) as error:
                raise ValueError(f"rule {self.rule.id}: {error}") from error
        return self._regex

    def find(self, tagged: Tagged) -> Iterator[re.Match[str]]:
        """All matches in a tagged sentence."""
        return self.regex.finditer(tagged.text)
