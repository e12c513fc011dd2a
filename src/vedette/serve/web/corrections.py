"""The form for a corrected value, made from the schema of claims; what is filled in becomes a value; words of a report become one, too."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vedette.analysis import party
from vedette.annotate import annotate
from vedette.model import Document, Mention, Report, Span
from vedette.review import ReviewError
from vedette.schema import schema

TEXTS = ("text", "date", "party")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: `kind` is a type of the schema without its question mark, `options` the values of a closed list."""

    name: str
    label: str
    kind: str
    value: str
    required: bool
    options: tuple[str, ...] = ()


def fields(name: str, value: object) -> tuple[Field, ...]:
    """The form's fields for a property, filled with a value."""
    kind = schema().property(name).value
    shape = schema().shapes.get(kind)
    if shape is None:
        return (_field("value", schema().property(name).label, kind, value),)
    given = value if isinstance(value, Mapping) else {}
    return tuple(_field(f"value.{part}", part, k, given.get(part)) for part, k in shape.items())


def _field(name: str, label: str, kind: str, value: object) -> Field:
    bare = kind.rstrip("?")
    options = ("yes", "no") if bare == "yes-no" else schema().vocabularies.get(bare, ())
    shown = "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return Field(name, label, bare, shown, not kind.endswith("?"), tuple(options))


def filled(name: str, form: Mapping[str, str]) -> Any:
    """The value that a filled form says; raises ReviewError, or AnalysisError for an unknown state, where it cannot be read."""
    kind = schema().property(name).value
    shape = schema().shapes.get(kind)
    if shape is None:
        return _read(kind, form.get("value", ""), schema().property(name).label)
    return {part: _read(k, form.get(f"value.{part}", ""), part) for part, k in shape.items()}


def _read(kind: str, given: str, label: str) -> Any:
    text = given.strip()
    bare = kind.rstrip("?")
    if not text:
        return None
    if bare == "party":
        return party(text)
    if bare == "yes-no":
        return text == "yes"
    if bare in ("integer", "number"):
        try:
            return int(text.replace(",", "")) if bare == "integer" else float(text)
        except ValueError as error:
            raise ReviewError(f"The {label} {text!r} is no number.") from error
    return text


# marked words → a value


def from_words(report: Report, name: str, span: Span) -> dict[str, str]:
    """What the words of a span say as a value of a property: fields of the form with their values, as far as the coder can tell."""
    kind = schema().property(name).value
    words = " ".join(span.of(report.text).split())
    if kind in TEXTS[:1]:
        return {"value": words}
    doc = annotate(report)
    found = READERS[kind](doc, span) if kind in READERS else None
    if found is not None and kind in schema().shapes:
        return {f.name: f.value for f in fields(name, found)}
    if found is not None:
        return {"value": str(found)}
    shape = schema().shapes.get(kind, {})
    worded = next((part for part in ("name", "text", "type", "by") if part in shape), None)
    return {f"value.{worded}": words} if worded else {}


def _within(doc: Document, kinds: Iterable[str], span: Span) -> Mention | None:
    """The longest mention of some kinds that overlaps the span."""
    met = [m for kind in kinds for m in doc.of(kind) if m.span.overlaps(span)]
    return max(met, key=lambda m: (min(m.span.end, span.end) - max(m.span.start, span.start), m.span.start - m.span.end), default=None)


def _date(doc: Document, span: Span) -> str | None:
    found = _within(doc, ("date",), span)
    return (found.value.start or found.value.end) if found else None


def _party(doc: Document, span: Span) -> str | None:
    found = _within(doc, ("party",), span)
    return found.value.code if found else None


def _place(doc: Document, span: Span) -> dict[str, Any] | None:
    found = _within(doc, ("place",), span)
    if found is None:
        return None
    place = found.value
    return {"name": place.name, "country": place.country, "region": place.region, "lat": place.lat, "lon": place.lon, "kind": place.kind}


def _people(doc: Document, span: Span) -> dict[str, Any] | None:
    found = _within(doc, ("people",), span)
    if found is None:
        return None
    return {"low": found.value.quantity.low, "high": found.value.quantity.high, "party": found.value.party}


def _days(doc: Document, span: Span) -> int | None:
    found = _within(doc, ("date",), span)
    return found.value.days if found else None


READERS: Mapping[str, Callable[[Document, Span], Any]] = {
    "date": _date,
    "party": _party,
    "place": _place,
    "personnel": _people,
    "integer": _days,
}
"""Type of a value → what reads it out of marked words."""


def marked_span(report: Report, start: str, end: str) -> Span | None:
    """The words that a curator marked, None where none were; raises ReviewError for a span that is not in the text."""
    if not start or not end:
        return None
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(report.text)):
        raise ReviewError("The marked words are not in the text.")
    return Span(int(start), int(end))
