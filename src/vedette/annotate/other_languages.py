"""Names of exercises in languages that there are no rules for: what stands in quotation marks beside a word for an exercise, and series
that are known by their names in any script. The words are in `words_other_languages.csv`.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from vedette.annotate.exercise_lexicon import MAX_NAME, base_of, capital, series_phrases
from vedette.grammar import READ_KINDS
from vedette.lexicon import SeriesRow, WordRow, load_csv
from vedette.model import Block, Document, ExerciseRef, Mention, Span

LONGEST = 60
"""Code points of the longest name in quotation marks; longer ones are quoted words."""
REACH_BEFORE, REACH_AFTER = 60, 20
"""Code points before a name in which a word for an exercise ends, and behind one in which it begins: 「…」 joint field exercise."""
COMMON = frozenset(("mul", "en"))
"""Languages whose names stand in reports of all languages."""

_WIDE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Scripts without blanks between words, or whose words take endings without one: Thai, kana, Han, Hangul."""
_PAIRS = ("«»", "»«", "„“", "„”", "“”", "「」", "『』", "《》", "〈〉", '""', "‘’", "''")
_APOSTROPHES = frozenset("'‘\"")
"""Marks that stand within words as well: they open only where no letter is before them."""


def _between(opening: str, closing: str) -> str:
    told = rf"{opening}([^{opening}{closing}\n]{{2,{LONGEST}}}){closing}"
    return rf"(?<!\w){told}(?!\w)" if opening in _APOSTROPHES else told


_QUOTED = re.compile("|".join(_between(pair[0], pair[1]) for pair in _PAIRS))
_MARKS = re.compile("[" + re.escape("".join({c for pair in _PAIRS for c in pair} - set("'’"))) + "]")
_PROSE = re.compile(r"[.!?;:,。！？；：，、…](?:\s|$|[^\W\d])")
_APPOSED = re.compile(r"\s*[(/（]\s*")
_YEAR_BEHIND = re.compile(rf"[\s\-–—/·]{{0,2}}((?:19|20)\d\d)(?!\d)|(?:[-–—'’]|(?<=[{_WIDE}]))(\d\d)(?![\d%])")
_YEAR_AT_END = re.compile(rf"(?<=[\W{_WIDE}])((?:19|20)\d\d|\d\d)$|((?:19|20)\d\d)$")


def find_names(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `exercise` with a name each, in reading order, not overlapping; none where no word for an exercise stands."""
    lang = doc.report.lang or ""
    found: list[tuple[Span, str | None]] = []
    for block in doc.report.blocks:
        if block.kind in READ_KINDS and _words(lang, "exercise_before_name", "exercise_after_name").search(
            doc.report.text, block.span.start, block.span.end
        ):
            found += chain(_beside_nouns(doc.report.text, block, lang), _known(doc, block, lang))
    kept: list[tuple[Span, str | None]] = []
    for span, series in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, series))
    return tuple(_mention(doc, span, series) for span, series in kept)


def _beside_nouns(text: str, block: Block, lang: str) -> Iterator[tuple[Span, str | None]]:
    """Names in quotation marks next to a word for an exercise, or in brackets behind such a name."""
    last = -1
    for match in _QUOTED.finditer(text, block.span.start, block.span.end):
        span = Span(*match.span(match.lastindex or 0))
        words = span.of(text)
        if _PROSE.search(words) or len(words.split()) > MAX_NAME or not _may_begin(words):
            continue
        behind = _YEAR_BEHIND.match(text, match.end(), block.span.end)
        end = behind.end() if behind and not _YEAR_AT_END.search(words) else match.end()
        again = last >= 0 and _APPOSED.fullmatch(text, last, match.start())
        before = text[max(block.span.start, match.start() - REACH_BEFORE) : match.start()]
        after = text[end : min(block.span.end, end + REACH_AFTER + LONGEST)]
        if again or _before(lang).search(before) or _after(lang).match(after) or _series_of(words):
            last = end
            yield Span(span.start, end if end > match.end() else span.end), _series_of(words)


def _known(doc: Document, block: Block, lang: str) -> Iterator[tuple[Span, str | None]]:
    """Names of known series without quotation marks; everyday words only with a year behind them."""
    text = doc.report.text
    of_block = [s for s in doc.sentences if block.span.start <= s.span.start < block.span.end]
    for sentence in of_block:
        for first, last, rows in series_phrases().find(doc.tokens, sentence.first, sentence.last):
            fitting = [row for row in rows if row.lang in COMMON or row.lang == lang]
            if fitting and capital(doc.tokens[first]):
                yield from _with_year(text, Span(doc.tokens[first].start, doc.tokens[last - 1].end), fitting[0])
    for match in _wide_names().finditer(text, block.span.start, block.span.end):
        yield from _with_year(text, Span(*match.span()), _wide_rows()[match[0]])


def _with_year(text: str, span: Span, row: SeriesRow) -> Iterator[tuple[Span, str | None]]:
    behind = _YEAR_BEHIND.match(text, span.end)
    if behind or ("ambiguous" not in row.note and len(span.of(text)) > 1):
        yield Span(span.start, behind.end() if behind else span.end), row.id


def _mention(doc: Document, span: Span, series: str | None) -> Mention:
    name = _MARKS.sub("", span.of(doc.report.text)).strip()
    year = _YEAR_AT_END.search(name)
    first = next(i for i, t in enumerate(doc.tokens) if t.end > span.start)
    last = next((i for i in range(first, len(doc.tokens)) if doc.tokens[i].start >= span.end), len(doc.tokens))
    sentence = next((s.index for s in doc.sentences if s.first <= first < s.last), 0)
    value = ExerciseRef(
        name=name,
        name_span=span,
        base=base_of(name),
        edition=year[1] or year[2] if year else None,
        series=series,
        kind="generic",
        noun=None,
        definite=False,
        contrast=False,
        plural=False,
        generic=False,
    )
    return Mention("exercise", span, first, last, sentence, value)


def _may_begin(words: str) -> bool:
    """Whether a name may begin so: with a capital, or a letter of a script that has none."""
    return words[0].isalpha() and words[0] == words[0].upper()


def _series_of(name: str) -> str | None:
    """The known series that a name in quotation marks is one of, if it is no everyday word."""
    rows = _by_name().get(base_of(name), ())
    return next((row.id for row in rows if "ambiguous" not in row.note), None)


@cache
def _by_name() -> dict[str, list[SeriesRow]]:
    out: dict[str, list[SeriesRow]] = {}
    for row in load_csv("series", SeriesRow):
        out.setdefault(base_of(row.name), []).append(row)
    return out


@cache
def _wide_rows() -> dict[str, SeriesRow]:
    return {row.name: row for row in load_csv("series", SeriesRow) if re.match(f"[{_WIDE}]", row.name)}


@cache
def _wide_names() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_wide_rows(), key=len, reverse=True))))


@cache
def _words(lang: str, *kinds: str) -> re.Pattern[str]:
    """Any word of these kinds in a language; where words are set apart by blanks, whole ones only."""
    names = [row.name for row in load_csv("words_other_languages", WordRow) if row.lang == lang and row.kind in kinds]
    some = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    return re.compile(some if re.search(f"[{_WIDE}]", some) else rf"(?<!\w)(?:{some})(?!\w)", re.IGNORECASE)


@cache
def _before(lang: str) -> re.Pattern[str]:
    noun, naming = _words(lang, "exercise_before_name").pattern, _words(lang, "naming_between").pattern
    return re.compile(rf"(?:{noun})(?:[\s,]*(?:{naming}))?[\s:\-–—]{{0,3}}$", re.IGNORECASE)


@cache
def _after(lang: str) -> re.Pattern[str]:
    noun = _words(lang, "exercise_after_name").pattern
    return re.compile(rf"[^.!?;,。，；、«“「『《\"\n]{{0,{REACH_AFTER}}}?(?:{noun})", re.IGNORECASE)
