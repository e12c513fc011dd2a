"""What the number of a day tells: on the third day of the exercise, on Wednesday, it has gone on since Monday."""

from collections.abc import Sequence
from functools import cache

from vedette.extract.bounds import LEAST, NEWS_DAYS, Bound
from vedette.extract.frames import Scope, has_cue, in_range
from vedette.grammar import Phrases
from vedette.lexicon import WordRow, load_csv
from vedette.model import Document, Mention, Span
from vedette.values import add_days, first_day, precision

ENTER_REACH = 3
"""Tokens of "entered its", "is now on its"."""
OF_REACH = 3
"""Tokens between the number of a day and the exercise: "of the", "of its"."""
DAY_REACH = 12
"""Tokens between the number of a day and the day."""
WEIGHT = LEAST + 0.1
"""Less than that of a beginning that is told itself."""
EARLY = 2
"""The last sentence of the lead."""
LAST = 0
"""The number that stands for the last day."""


@cache
def _numbers() -> Phrases[int]:
    """Second day, day two → 2; last day → 0."""
    phrases: Phrases[int] = Phrases()
    for row in load_csv("words_times", WordRow):
        if row.kind == "time_day_number":
            phrases.add(row.name, int(row.id))
    return phrases


def numbered_day(doc: Document, scope: Scope, own: Sequence[Mention]) -> tuple[Bound | None, Bound | None]:
    """Candidates for the first and the last day of the exercise whose mentions in the scope are `own`; in a headline the day is that of
    publication, elsewhere it stands in the same sentence; if none does, in the lead, it is the day of the news."""
    for first, last, numbers in _numbers().find(doc.tokens, scope.first, scope.last):
        if not any(0 <= m.first - last <= OF_REACH for m in own) and not _entered(doc, scope, first, own):
            continue
        days = [m for m in in_range(doc.of("date"), scope.first, scope.last) if _is_day(m)]
        near = min(days, key=lambda m: abs(m.first - first), default=None)
        value = near.value.start if near and abs(near.first - first) <= DAY_REACH else None
        number = numbers[0]
        if value is None and doc.sentences[scope.sentence].kind == "headline":
            value = doc.report.published
        elif value is None and near is None and number != LAST and scope.sentence <= EARLY:
            value = _news_day(doc)
        if value is None or precision(value) != "day":
            continue
        day = str(add_days(value, 1 - number)) if number != LAST else value
        span = near.span if near else Span(doc.tokens[first].start, doc.tokens[last - 1].end)
        bound = Bound(day, span, WEIGHT, True, "asserted", first)
        return (None, bound) if number == LAST else (bound, None)
    return None, None


def _entered(doc: Document, scope: Scope, first: int, own: Sequence[Mention]) -> bool:
    """Whether the number of a day at token `first` is that of an exercise told of before: the drill entered its third day."""
    return any(m.last <= first for m in own) and has_cue(doc, max(scope.first, first - ENTER_REACH), first, "time_entered")


def _news_day(doc: Document) -> str | None:
    """The last day but for a few before publication that the first sentences tell of, otherwise the day of publication."""
    published = doc.report.published
    if published is None or precision(published) != "day":
        return None
    told = (m.value.start for m in doc.of("date") if m.sentence <= EARLY + 1 and _is_day(m))
    return next((day for day in told if 0 <= (first_day(published) - first_day(day)).days <= NEWS_DAYS), published)


def _is_day(date: Mention) -> bool:
    start = date.value.start
    return date.value.kind == "date" and start is not None and start == date.value.end and precision(start) == "day"
