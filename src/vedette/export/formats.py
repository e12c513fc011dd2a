"""All forms of the catalogue, by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from vedette.export import calendar, claims, events, exercises, ftm, geojson, jsonld, jsonlist, mme, years
from vedette.export.columns import Column, Row
from vedette.export.loading import found, told
from vedette.export.tabular import csv_pieces, parquet_pieces
from vedette.export.tally import Tally
from vedette.safe import NOT_GIVEN
from vedette.store import Catalogue, Filters

Rows = Callable[[Catalogue, Filters], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Format:
    """A form of the catalogue: what it is called, the ending of its files with the dot, its media type, and what makes it.

    `read` gives the rows or exercises, `encode` makes bytes of them. `columns` are those of a table (of GeoJSON: the properties), empty
    for other forms; `missing` is what stands in a cell for a missing value. `notes` are what a codebook says besides.
    """

    name: str
    about: str
    suffix: str
    media: str
    read: Callable[[Catalogue, Filters], Iterable[Any]]
    encode: Callable[[Iterable[Any]], Iterator[bytes]]
    columns: Sequence[Column] = ()
    missing: str | None = None
    notes: Sequence[str] = ()

    def pieces(self, catalogue: Catalogue, filters: Filters, tally: Tally | None = None) -> Iterator[bytes]:
        """The exercises that fit, in this form, a piece at a time; what goes in is counted in `tally`.

        Raises ExportError where the form's package is missing, CatalogueError if the catalogue cannot be read.
        """
        items = self.read(catalogue, filters)
        return self.encode(tally.counted(items) if tally else items)


def write(name: str, catalogue: Catalogue, filters: Filters, out: BinaryIO, tally: Tally | None = None) -> None:
    """Writes the exercises that fit, in the form of this name, to a file opened for bytes.

    Raises KeyError for a form that is not there, ExportError where its package is missing, CatalogueError if the catalogue cannot be read.
    """
    for piece in FORMATS[name].pieces(catalogue, filters, tally):
        out.write(piece)


def _csv(name: str, about: str, columns: Sequence[Column], rows: Rows, *, missing: str = NOT_GIVEN, notes: Sequence[str] = ()) -> Format:
    encode = partial(csv_pieces, columns, missing=missing)
    return Format(name, about, ".csv", "text/csv; charset=utf-8", rows, encode, columns, missing, notes)


def _parquet(name: str, about: str, columns: Sequence[Column], rows: Rows) -> Format:
    return Format(name, about, ".parquet", "application/vnd.apache.parquet", rows, partial(parquet_pieces, columns), columns)


FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        _csv("csv", "wide table: an exercise a row", exercises.COLUMNS, exercises.rows),
        _csv("csv-long", "long table: a claim a row", claims.COLUMNS, claims.rows, notes=claims.NOTES),
        _parquet("parquet", "the wide table as Parquet", exercises.COLUMNS, exercises.rows),
        _parquet("parquet-long", "the long table as Parquet", claims.COLUMNS, claims.rows),
        _csv("mme", "columns of Multinational Military Exercises v7", mme.COLUMNS, mme.rows, missing="", notes=mme.NOTES),
        _csv("mme-long", "the same by exercise, participant and year", mme.LONG_COLUMNS, mme.long_rows),
        _csv("country-year", "counts by state and year", years.COUNTRY_COLUMNS, years.country_rows, notes=years.NOTES),
        _csv("dyad-year", "counts by two states and year", years.DYAD_COLUMNS, years.dyad_rows, notes=years.NOTES),
        Format("json", "records as a JSON array", ".json", "application/json", found, jsonlist.array_pieces),
        Format("jsonl", "records as JSON Lines", ".jsonl", "application/jsonl", found, jsonlist.line_pieces),
        Format(
            "geojson",
            "places as GeoJSON, for QGIS and other maps",
            ".geojson",
            "application/geo+json",
            found,
            geojson.pieces,
            geojson.COLUMNS,
            notes=geojson.NOTES,
        ),
        Format("ics", "days as iCalendar", ".ics", "text/calendar; charset=utf-8", found, calendar.pieces, notes=calendar.NOTES),
        Format(
            "jsonld", "linked data with the terms of schema.org", ".jsonld", "application/ld+json", told, jsonld.pieces, notes=jsonld.NOTES
        ),
        Format("ftm", "entities of FollowTheMoney", ".ftm.jsonl", "application/jsonl", found, ftm.entity_pieces, notes=ftm.NOTES),
        Format(
            "ftm-statements",
            "statements of FollowTheMoney",
            ".statements.jsonl",
            "application/jsonl",
            told,
            ftm.statement_pieces,
            notes=ftm.NOTES,
        ),
        _csv("cameo", "events as CAMEO codes them, by source and target", events.COLUMNS, events.cameo_rows, notes=events.NOTES),
        Format("plover", "events as PLOVER codes them", ".jsonl", "application/jsonl", found, events.plover_pieces, notes=events.NOTES),
    )
}
"""Name → form."""
