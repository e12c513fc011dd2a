"""iCalendar (RFC 5545): an all-day event an exercise, for those whose days are known at least to the month."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from vedette.export import states
from vedette.export.extra import needed
from vedette.store import Dossier
from vedette.values import precision

SURE = frozenset(("day", "month"))
"""Precisions of a start that a calendar can show; an event as long as a year would stand before all others."""
PRODUCT = "-//Vedette//Exercises//EN"
NOTES = (
    "An event is an exercise, from the first day that it may begin on to the last that it may end on; where these are not exactly known, "
    "its summary says so, and X-VEDETTE-START and X-VEDETTE-END have what is.",
    "Exercises whose start is known to the season or year only, or not at all, are not in it; records counts them too.",
    "Planned and postponed exercises are TENTATIVE.",
)
STATUS = {"cancelled": "CANCELLED", "planned": "TENTATIVE", "postponed": "TENTATIVE"}
"""Status → what RFC 5545 calls it; the others are confirmed."""


def pieces(found: Iterable[Dossier], now: datetime | None = None) -> Iterator[bytes]:
    """A calendar; `now` is the instant that the events are stamped with. Raises ExportError where icalendar is not installed."""
    calendar = needed("icalendar").Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Military exercises")
    head, end, tail = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for exercise in found:
        if fits(exercise):
            yield event(exercise, now or datetime.now(UTC))
    yield end + tail


def fits(exercise: Dossier) -> bool:
    """Whether a calendar can show an exercise."""
    start = exercise.record["start"]
    return start is not None and precision(start) in SURE


def event(exercise: Dossier, now: datetime) -> bytes:
    """An exercise as a VEVENT: from the first day that it may begin on to the last that it may end on."""
    record = exercise.record
    made = needed("icalendar").Event()
    made.add("uid", f"{exercise.id}@vedette")
    made.add("dtstamp", now)
    exact = all(precision(record[side]) == "day" for side in ("start", "end") if record[side])
    made.add("summary", exercise.title if exact else f"{exercise.title} (days not exactly known)")
    first = date.fromisoformat(str(exercise.first))
    made.add("dtstart", first)
    made.add("dtend", max(first, date.fromisoformat(str(exercise.last))) + timedelta(days=1))  # the day after the last, RFC 5545 3.6.1
    made.add("status", STATUS.get(record["status"], "CONFIRMED"))
    made.add("transp", "TRANSPARENT")  # nobody is busy because of it
    places = record["places"]
    if places:
        made.add("location", ", ".join(p["name"] for p in places))
    point = next((p for p in places if p.get("lat") is not None and p.get("lon") is not None), None)
    if point:
        made.add("geo", (point["lat"], point["lon"]))
    if record["domains"]:
        made.add("categories", record["domains"])
    made.add("description", _description(exercise))
    for source in exercise.sources[:1]:
        if source.url and "://" in source.url:
            made.add("url", source.url)
    made.add("x-vedette-start", record["start"])
    if record["end"]:
        made.add("x-vedette-end", record["end"])
    text: bytes = made.to_ical()
    return text


def _description(exercise: Dossier) -> str:
    record = exercise.record
    parties = ", ".join(states.name(p) for p in record["participants"])
    lines = [f"Participants: {parties}"] if parties else []
    lines += [f"Status: {record['status']}", "Reports:"]
    lines += [", ".join(x for x in (s.publisher, s.published, s.title, s.url) if x) or s.id for s in exercise.sources]
    return "\n".join(lines)
