"""Where a clause ends, and whether its verb is negated: what rules need that know only how a phrase begins."""

from collections.abc import Sequence

from vedette.extract.frames import cue_ranges
from vedette.grammar import CLOSERS
from vedette.lexicon import words_of
from vedette.model import Document, Sentence, Span, Token

QUOTES = frozenset('"“”„«»')
HARD = frozenset(";:—?!…")
LOOK_AHEAD = 8
"""Tokens after a comma or "and" in which a finite verb shows that a new clause begins; 6 to 10 make no difference on the tuning set."""
SPEECH_AHEAD = 14
"""Tokens after a comma in which a verb of saying shows that the words name a source: ", a spokesman for the fleet, Ann Lee, said"."""
LONGEST = 45
"""Tokens; what goes on longer than this has lost its clause."""


def inside_quotation(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether a quotation that is opened in the sentence before token `at` is still open there."""
    return sum(t.text in QUOTES for t in tokens[sentence.first : at]) % 2 == 1


def clause_end(doc: Document, sentence: Sentence, first: int) -> int:
    """The index after the last token of the clause that token `first` begins.

    A clause ends before its source (", he said"), a relative or adverbial clause set off by a comma, a new finite clause after "and", the
    closing mark of a quotation that holds it, or the end of the sentence. Lists go on over their commas.
    """
    tokens = doc.tokens
    last = min(sentence.last, first + LONGEST)
    quoted = inside_quotation(tokens, sentence, first)
    starts_quoted = tokens[first].text in QUOTES
    goes_on = words_of("aim_act_ing")  # "to build trust while improving the command"
    stops = {a for a, b in cue_ranges(doc, first + 1, last, "clause_stop") if tokens[min(b, last - 1)].low not in goes_on}
    stops -= {a for a, _ in cue_ranges(doc, first + 1, last, "clause_goes_on")}
    opened = False
    for i in range(first, last):
        if tokens[i].text in QUOTES:
            if quoted and i + 1 < last and tokens[i + 1].low in words_of("subject_modifier") - words_of("clause_sub"):
                quoted, starts_quoted = False, False  # "to “build trust” between the crews"
                continue
            if quoted or (opened and starts_quoted) or (not opened and _closes(tokens, i)):
                return _trim(tokens, first, i)
            opened = not opened
        elif opened and tokens[i].text == "," and i + 1 < last and tokens[i + 1].text in QUOTES:
            continue  # the comma that stands within the closing quotation marks
        elif i > first and (i in stops or _breaks(doc, first, i, last, quoted)):
            return _trim(tokens, first, i)
    return _trim(tokens, first, last)


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Whether the mark at token i closes a quotation that began in an earlier sentence: it stands behind a comma without a blank."""
    return i > 0 and tokens[i - 1].text == "," and tokens[i - 1].end == tokens[i].start


def _breaks(doc: Document, first: int, i: int, last: int, quoted: bool) -> bool:
    """Whether the clause that token `first` begins breaks off before token i; it ends before token `last` at the latest."""
    token = doc.tokens[i]
    if token.text in HARD or _dash(doc.tokens, i, last):
        return True
    if token.text == ",":
        return _ends_at_comma(doc, first, i, last, quoted)
    if token.low not in words_of("clause_and") or doc.tokens[i - 1].text == "," or _subject_open(doc.tokens, first, i):
        return False
    return not _same_form(doc.tokens[first], doc.tokens[i + 1 : last]) and _new_clause(doc.tokens, i + 1, last)


def _subject_open(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether the next finite verb is that of a clause within tokens [first, i): "show that crews (, divers and pilots can …)"."""
    for token in reversed(tokens[first:i]):
        if token.low in words_of("clause_finite") or token.text in HARD:
            return False
        if token.low in words_of("clause_complement"):
            return True
    return False


def _same_form(verb: Token, following: Sequence[Token]) -> bool:
    """Whether a second aim in the form of the first follows: "test (the procedures and) determine what each agency will do"."""
    forms = ("aim_act_base", "aim_act_ing")
    return bool(following) and any(verb.low in words_of(form) and following[0].low in words_of(form) for form in forms)


def appositions_end(doc: Document, sentence: Sentence, last: int) -> int:
    """The index after what follows a clause that ends at token `last`, set off by commas, without being a clause or a source itself."""
    tokens = doc.tokens
    while last + 1 < sentence.last and tokens[last].text == ",":
        j = last + 1
        if _begins(doc, j, min(j + 3, sentence.last), "clause_comma_stop"):
            break
        if _source_follows(tokens, j, sentence.last) or _new_clause(tokens, j, sentence.last):
            break
        marks = (k for k in range(j, sentence.last) if tokens[k].text == "," or tokens[k].text in HARD or tokens[k].text in QUOTES)
        last = next(marks, sentence.last)
    return last


def _dash(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether token i is a dash between words, not a hyphen within one."""
    return tokens[i].low == "-" and 0 < i < last - 1 and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start


def _ends_at_comma(doc: Document, first: int, comma: int, last: int, quoted: bool) -> bool:
    """Whether the clause that token `first` begins ends at a comma: before its source or another clause, or where no list goes on."""
    tokens = doc.tokens
    j = comma + 1
    if j >= last or (quoted and tokens[j].text in QUOTES):
        return True
    near = min(j + 3, last)
    if _begins(doc, j, near, "clause_comma_stop") and not _begins(doc, j, near, "clause_and"):
        return True
    if tokens[j].low in words_of("clause_article") and any(t.low in words_of("clause_relative") for t in tokens[j + 1 : near + 1]):
        return True
    if _source_follows(tokens, j, last):
        return True
    if tokens[j].low in words_of("clause_and") and j + 1 < last and tokens[j + 1].low in words_of("clause_relative"):
        return not _subject_open(tokens, first, comma)
    listed = tokens[j].low not in words_of("clause_and") or any(t.text == "," for t in tokens[first:comma])
    if listed and _subject_open(tokens, first, comma) and _list_goes_on(doc, j, last):
        return False
    return _new_clause(tokens, j, last) or not _list_goes_on(doc, j, last)


def _begins(doc: Document, first: int, last: int, kind: str) -> bool:
    """Whether tokens [first, last) begin with a word or phrase of a class."""
    return any(a == first for a, _ in cue_ranges(doc, first, last, kind))


def _source_follows(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a verb of saying follows within reach, before a mark of quotation and, unless a person or body is named first, a comma."""
    named = tokens[first].text[0].isupper() or tokens[first].low in words_of("clause_article")
    for token in tokens[first : min(first + SPEECH_AHEAD, last)]:
        if token.text in QUOTES or (token.text == "," and not named):
            return False
        if token.low in words_of("clause_said"):
            return True
    return False


def _list_goes_on(doc: Document, first: int, last: int) -> bool:
    """Whether a conjunction follows, as in the last item of a list, before the sentence breaks off."""
    breaks = next((i for i in range(first, last) if doc.tokens[i].text in HARD), last)
    return bool(cue_ranges(doc, first, breaks, "clause_and"))


def _new_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a finite verb of its own follows within reach, so that the words are no further item of a list."""
    finite, joins = words_of("clause_finite"), words_of("clause_and")
    for token, before in zip(tokens[first : min(first + LOOK_AHEAD, last)], tokens[first - 1 : last], strict=False):
        if token.low in finite:
            return token is tokens[first] or before.low not in joins  # "on trust (and speed and) is held yearly"
        if token.low in words_of("clause_sub") or token.text == "," or token.text in HARD:
            return False
    return False


def _trim(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of tokens [first, last) without marks that close nothing within, and without a dangling conjunction."""
    while last > first:
        word = tokens[last - 1]
        if word.text[0].isalnum() and word.low not in words_of("clause_dangling"):
            break
        if word.text in CLOSERS and _opened(tokens, first, last):
            break
        last -= 1
    return last


def _opened(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the closing mark before `last` closes what is opened from `first` on."""
    mark = tokens[last - 1].text
    if mark == ")":
        return any(t.text == "(" for t in tokens[first : last - 1])
    return mark in QUOTES and sum(t.text in QUOTES for t in tokens[first:last]) % 2 == 0 and tokens[first].text not in QUOTES


def negated(doc: Document, sentence: Sentence, at: int, reach: int = 3) -> bool:
    """Whether a negation stands within `reach` tokens before token `at` in its sentence; "not only" is none."""
    found = cue_ranges(doc, max(sentence.first, at - reach), at, "clause_negation")
    return any(last >= sentence.last or doc.tokens[last].low not in words_of("clause_only") for _, last in found)


def token_span(doc: Document, first: int, last: int) -> Span:
    """The characters of tokens [first, last)."""
    return Span(doc.tokens[first].start, doc.tokens[last - 1].end)


def with_marks(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Tokens [first, last) with the quotation mark just before or behind them that belongs to one within: "“build trust” between crews"."""
    odd = sum(t.text in QUOTES for t in tokens[first:last]) % 2 == 1
    if odd and first > 0 and tokens[first - 1].text in QUOTES:
        return first - 1, last
    return first, last + (odd and last < len(tokens) and tokens[last].text in QUOTES)
