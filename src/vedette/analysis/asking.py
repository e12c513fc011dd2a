"""What people ask by, set to what the catalogue holds: names of states to codes, dates to days, sizes to bounds."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from vedette.lexicon import PartyRow, load_csv
from vedette.resolve.names import naming
from vedette.schema import schema
from vedette.store import Filters
from vedette.values import first_day, fold, last_day

STATE_FORMS = frozenset(("name", "short", "abbreviation"))
"""Forms of a party's name that stand for the state or organisation itself."""
Bound = TypeVar("Bound", str, int)
_SIZE = re.compile(r"(\d{1,9})?(?:(\.\.)(\d{1,9})?)?")
"""Digits as many as columns of numbers hold in every database."""


class AnalysisError(ValueError):
    """A question cannot be understood; the message is one sentence for the user."""


class NotHeldError(AnalysisError):
    """Nothing of what is asked for by name is in the catalogue."""


class PlotError(AnalysisError):
    """A plot cannot be written."""


def filters(
    text: str = "",
    *,
    participants: Iterable[str] = (),
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    domain: str | None = None,
    series: str | None = None,
    status: str | None = None,
    people: str | None = None,
) -> Filters:
    """Filters from what people write: codes or names of states and organisations, EDTF dates (2018 is all of 2018), `people` as in `size`.

    A single participant may be given as it is, not in a list. Raises AnalysisError for what is not known, and dates that run backwards.
    """
    least, most = size(people) if people else (None, None)
    first, last = _day(since, first=True) if since else None, _day(until, first=False) if until else None
    if is_backwards(first, last):
        raise AnalysisError(f"The dates run backwards: {since} is after {until}.")
    for name, value in (("domain", domain), ("status", status)):
        if value is not None and value not in schema().vocabularies[name]:
            raise AnalysisError(f"There is no {name} {value!r}; it is one of {', '.join(schema().vocabularies[name])}.")
    return Filters(
        text=text,
        participants=tuple(party(p) for p in ([participants] if isinstance(participants, str) else participants)),
        place=_state(place) if place else None,
        since=first,
        until=last,
        domain=domain,
        series=series_key(series) if series else None,
        status=status,
        least=least,
        most=most,
    )


def is_backwards(low: Bound | None, high: Bound | None) -> bool:
    """Whether nothing can lie between two bounds, ISO 8601 days or numbers; None is no bound."""
    return low is not None and high is not None and low > high


def party(name: str) -> str:
    """The code of a state or organisation, from its code or one of its names; raises AnalysisError for one that is not known."""
    if name.upper() in _codes().values() or name in _codes().values():
        return name.upper() if name.upper() in _codes().values() else name
    known = _codes().get(fold(name))
    if known is None:
        raise AnalysisError(f"There is no state or organisation {name!r}; write a name, or a code as RU or NATO.")
    return known


def _state(place: str) -> str:
    """The code of a state where a place is one; a code is taken before an abbreviation, as AU for Australia."""
    return place if place in _codes().values() else _codes().get(fold(place), place)


def series_key(name: str) -> str:
    """What the exercises of a series are found by: its id if the lexicon has it under this or another spelling, else its spelling."""
    said = naming([name], (), frozenset(), ())
    return said.series or min(said.spellings, default=fold(name))


def size(words: str) -> tuple[int | None, int | None]:
    """Bounds of a number of people: `5000` (at least), `5000..20000`, `..500`; raises AnalysisError for anything else, and backwards."""
    match = _SIZE.fullmatch(words.replace(",", "").replace("+", ""))
    if match is None or not (match[1] or match[3]):
        raise AnalysisError(f"{words!r} is no size; write 5000 for at least as many, 5000..20000, or ..500.")
    least, most = (int(match[1]) if match[1] else None), (int(match[3]) if match[3] else None)
    if is_backwards(least, most):
        raise AnalysisError(f"The size {words!r} runs backwards: {least} is more than {most}.")
    return least, most


def _day(text: str, first: bool) -> str:
    try:
        return (first_day(text) if first else last_day(text)).isoformat()
    except ValueError as error:
        raise AnalysisError(str(error)) from error


@cache
def _codes() -> dict[str, str]:
    """Folded name → code, for states and organisations."""
    out: dict[str, str] = {}
    for lexicon in ("party_names", "organisations"):
        for row in load_csv(lexicon, PartyRow):
            if row.form in STATE_FORMS:
                out.setdefault(fold(row.name), row.id)
    return out
