"""Of what year the edition of an exercise is that a frame speaks of."""

from vedette.extract.frames import Frame
from vedette.model import Document

TWO_DIGITS = 2
NEW_CENTURY = 40
"""Two digits below this are a year of this century where nothing in the report tells the century."""
NEWS_YEARS = 2
"""Years from publication within which two digits in the name of the exercise that the news is of are believed to be its year."""
NEAR_EDITION = 15
"""Years from publication within which two digits in a name are believed to be its year."""


def edition_year(doc: Document, frame: Frame) -> str | None:
    """The year of the edition that a frame speaks of, None where it is not told or not to be believed.

    Two digits in a name may be a number or a year of another calendar, and a passing "last year" is not the year of the main exercise.
    """
    published = doc.report.published
    if frame.year is None and published is None:
        return _year_in_name(doc, frame)
    if frame.year is None or published is None:
        return frame.year
    editions = {m.value.edition for m in frame.mentions if m.value.edition}
    named = frame.name.value.edition if frame.name else None
    if frame.main and named and len(named) == TWO_DIGITS and named.isdigit() and frame.year[-TWO_DIGITS:] != named:
        return None
    if named and len(named) == TWO_DIGITS and (frame.year > published[:4] or (frame.main and _old(frame.year, published))):
        return None  # more likely a number: Bridge 18 in October 2017, Bridge-16 in 2024
    if frame.year in editions:
        return frame.year
    if editions and abs(int(frame.year) - int(published[:4])) > NEAR_EDITION:
        return None
    dated = [m for m in frame.mentions if m.value.year == frame.year]
    if frame.main and not editions and frame.year != published[:4] and 2 * len(dated) <= len(frame.mentions):
        return None
    return frame.year


def _old(year: str, published: str) -> bool:
    """Whether a year is too far back for the edition that the news is of."""
    return int(published[:4]) - int(year) > NEWS_YEARS


def _year_in_name(doc: Document, frame: Frame) -> str | None:
    """The year that two digits in a name stand for in a report without a day of publication; other years of the report tell the century."""
    named = frame.name.value.edition if frame.name else None
    told = next((int(m.value.start[:4]) for m in doc.of("date") if m.value.start), None)
    if not named or len(named) != TWO_DIGITS or not named.isdigit():
        return None
    if told is None:
        return f"20{named}" if int(named) < NEW_CENTURY else f"19{named}"
    year = min((told // 100 * 100 + c + int(named) for c in (-100, 0, 100)), key=lambda y: abs(y - told))
    return str(year) if abs(year - told) <= 2 * NEAR_EDITION else None


def past_edition(doc: Document, frame: Frame) -> bool:
    """Whether the exercise is an edition of a year before the day of publication."""
    published, year = doc.report.published, edition_year(doc, frame)
    return bool(year and published and not frame.main and year < published[:4])
