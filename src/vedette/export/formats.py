"""All forms of the catalogue, by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from vedette.export import calendar, claims, exercises, geojson, jsonlist, mme, years
from vedette.export.columns import Column, Row
from vedette.export.loading import Found, found
from vedette.export.tabular import NOT_GIVEN, csv_pieces, parquet_pieces
from vedette.store import Catalogue, Filters

Rows = Callable[[Catalogue, Filters], Iterable[Row]]
Pieces = Callable[[Catalogue, Filters], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A form of the catalogue: what it is called, the ending of its files with the dot, its media type, and what makes it.

    `columns` are those of a table, empty for other forms.
    """

    name: str
    about: str
    suffix: str
    media: str
    pieces: Pieces
    columns: Sequence[Column] = ()


def write(name: str, catalogue: Catalogue, filters: Filters, out: BinaryIO) -> None:
    """Writes the exercises that fit, in the form of this name, to a file opened for bytes.

    Raises KeyError for a form that is not there, ExportError where its package is missing, CatalogueError if the catalogue cannot be read.
    """
    for piece in FORMATS[name].pieces(catalogue, filters):
        out.write(piece)


def _csv(name: str, about: str, columns: Sequence[Column], rows: Rows, missing: str = NOT_GIVEN) -> Format:
    return Format(name, about, ".csv", "text/csv; charset=utf-8", lambda c, f: csv_pieces(columns, rows(c, f), missing), columns)


def _parquet(name: str, about: str, columns: Sequence[Column], rows: Rows) -> Format:
    return Format(name, about, ".parquet", "application/vnd.apache.parquet", lambda c, f: parquet_pieces(columns, rows(c, f)), columns)


def _each(name: str, about: str, suffix: str, media: str, pieces: Callable[[Iterable[Found]], Iterator[bytes]]) -> Format:
    return Format(name, about, suffix, media, lambda c, f: pieces(found(c, f)))


FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        _csv("csv", "wide table: an exercise a row", exercises.COLUMNS, exercises.rows),
        _csv("csv-long", "long table: a claim a row", claims.COLUMNS, claims.rows),
        _parquet("parquet", "the wide table as Parquet", exercises.COLUMNS, exercises.rows),
        _parquet("parquet-long", "the long table as Parquet", claims.COLUMNS, claims.rows),
        _csv("mme", "columns of Multinational Military Exercises v7", mme.COLUMNS, mme.rows, missing=""),
        _csv("mme-long", "the same by exercise, participant and year", mme.LONG_COLUMNS, mme.long_rows),
        _csv("country-year", "counts by state and year", years.COUNTRY_COLUMNS, years.country_rows),
        _csv("dyad-year", "counts by two states and year", years.DYAD_COLUMNS, years.dyad_rows),
        _each("json", "records as a JSON array", ".json", "application/json", jsonlist.array_pieces),
        _each("jsonl", "records as JSON Lines", ".jsonl", "application/jsonl", jsonlist.line_pieces),
        _each("geojson", "places as GeoJSON, for QGIS and other maps", ".geojson", "application/geo+json", geojson.pieces),
        _each("ics", "days as iCalendar", ".ics", "text/calendar; charset=utf-8", calendar.pieces),
    )
}
"""Name → form."""
