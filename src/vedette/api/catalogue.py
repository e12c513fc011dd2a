"""A catalogue as the public interface gives it: questions with typed answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

from vedette import analysis, model, store
from vedette.api import records
from vedette.api.records import Card, Coding, Conflict, Exercise, Pair, PairYear, Period, Query, Report
from vedette.api.table import Kind, Table
from vedette.export.extra import ExportError
from vedette.model import Claim
from vedette.raw import BadInput, InputError

if TYPE_CHECKING:
    from vedette.store import Filters

Form = Literal["csv", "csv-long", "dyad-year", "country-year", "mme", "mme-long", "cameo"]
"""Forms of export that are tables."""
CONFLICT: Mapping[str, Kind] = {
    "exercise": "text",
    "name": "text",
    "property": "text",
    "standing": "text",
    "values": "json",
}
PAIR_YEAR: Mapping[str, Kind] = {"year": "integer", "exercises": "integer", "bilateral": "integer", "days": "integer", "most": "integer"}
PERIOD: Mapping[str, Kind] = {"period": "text", "exercises": "integer", "ids": "texts"}


class Catalogue:
    """A catalogue of exercises: an SQLite file, or a PostgreSQL database at a `postgresql://` address.

    Raises CatalogueError if it cannot be opened; AnalysisError for questions that name what is not known. Close it, or use it in a `with`.
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = False) -> None:
        """Opens a catalogue; with `create` makes one where there is none."""
        self._store = store.Catalogue(str(path), create=create)
        self.path = self._store.path

    def close(self) -> None:
        """Releases the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self._store.count()
        return f"<Catalogue {self.path!r}: {counts['report']} reports, {counts['exercise']} exercises, {counts['claim']} claims>"

    # adding

    def add(self, codings: Iterable[model.Coding]) -> int:
        """Stores codings with the exercises that they change, one transaction each; returns how many reports are new."""
        from vedette.pipeline import store_all

        return sum(new for _, new in store_all(codings, self._store))

    def ingest(self, *paths: str | PathLike[str]) -> Iterator[str]:
        """Reads, codes and stores the reports of some files and folders, as `vedette ingest`; yields the id of each report.

        Raises InputError at the first that cannot be read; all before it are stored.
        """
        from vedette.ingest import files_in
        from vedette.pipeline import ingest_all

        for kept in ingest_all(list(files_in(map(str, paths))), self._store):
            if isinstance(kept, BadInput):
                raise InputError(kept.reason)
            yield kept.report

    # asking

    def exercises(self, text: str = "", *, limit: int | None = None, **query: Unpack[Query]) -> Table[Exercise]:
        """The exercises that fit, by date; with `text`, those that hold the words themselves before those whose reports do."""
        found = self._store.find(_filters(text, query), latest_first=False)
        return records.exercises(self._store.records(found[:limit]))

    def exercise(self, ident: str) -> Card:
        """One exercise with its sources, by its id or how that begins; raises KeyError if there is no such exercise."""
        known = self._store.exercise(ident)
        if known is None:
            raise KeyError(ident)
        record = self._store.records([known])[0]
        accounts = tuple(self._store.accounts(exercise=known))
        return Card(records.exercise(record), records.weighed(self._store.weighed(known)), accounts)

    def claims(self, text: str = "", *, property: str | None = None, **query: Unpack[Query]) -> Table[Claim]:
        """Every claim of the exercises that fit, of one property or all."""
        found = self._store.find(_filters(text, query), latest_first=False)
        order = {ident: n for n, ident in enumerate(found)}
        held = {account: ident for ident, accounts in self._store.exercises().items() if ident in order for account in accounts}
        made = [c for a in self._store.accounts_of(found) for c in a.claims if property in (None, c.property)]
        return records.claims(sorted(made, key=lambda c: order[held[c.account or ""]]), held)

    def report(self, ident: str) -> Coding:
        """A report with all that was read out of it, by its id or how that begins; raises KeyError if there is no such report."""
        kept = self._store.report(ident)
        if kept is None:
            raise KeyError(ident)
        return Coding(records.report(kept), tuple(self._store.accounts(report=kept.id)), tuple(self._store.report_claims(kept.id)))

    def reports(self) -> Iterator[Report]:
        """All reports, by day of publication."""
        for ident in self._store.report_ids():
            kept = self._store.report(ident)
            if kept is not None:
                yield records.report(kept)

    def conflicts(self, text: str = "", **query: Unpack[Query]) -> Table[Conflict]:
        """Where reports disagree, the value shown first."""
        made = [
            Conflict(c["id"], c["name"], c["property"], c["standing"], tuple(records.option(v) for v in c["values"]))
            for c in analysis.conflicts(self._store, _filters(text, query))
        ]
        return Table(made, CONFLICT, _conflict_row, "conflicts")

    def pair(self, one: str, other: str, **query: Unpack[Query]) -> Pair:
        """The exercises of two states or organisations (codes or names) over time."""
        parties = analysis.party(one), analysis.party(other)
        made = analysis.pair(self._store, *parties, _filters("", query))
        years = Table((PairYear(**y) for y in made["years"]), PAIR_YEAR, asdict, "years")
        return Pair(parties, years, records.exercises(self._store.records(e["id"] for e in made["exercises"])))

    def table(self, form: Form, text: str = "", **query: Unpack[Query]) -> Table[Mapping[str, Any]]:
        """The columns that `vedette export` writes in a form: states by the codes that statistics use, dates as days.

        `csv` has an exercise a row, `csv-long` a claim, `dyad-year` and `country-year` counts, `mme` and `mme-long` the columns of
        Multinational Military Exercises, `cameo` events. Rows are mappings from column to value.
        """
        from vedette.export.formats import FORMATS

        columns: dict[str, Kind] = {c.name: "texts" if c.kind == "list" else c.kind for c in FORMATS[form].columns}
        rows = FORMATS[form].read(self._store, _filters(text, query))
        return Table([dict(zip(columns, row, strict=True)) for row in rows], columns, dict, "rows")

    def export(self, form: str, path: str | PathLike[str], text: str = "", **query: Unpack[Query]) -> int:
        """Writes the exercises that fit to a file, in a form of `vedette export`, with its codebook and data package beside it.

        Returns how many records it has. Raises ExportError for a form that is not there, where the form's package is missing, or where the
        file cannot be written.
        """
        from vedette.export import FORMATS, save

        if form not in FORMATS:
            raise ExportError(f"There is no form {form!r}; the forms are {', '.join(FORMATS)}.")
        return save(form, self._store, _filters(text, query), str(path)).tally.rows

    def timeline(self, text: str = "", *, by: Literal["year", "month"] = "year", **query: Unpack[Query]) -> Table[Period]:
        """How many exercises began in each year or month; those whose beginning is not known so far are not told of."""
        made = analysis.timeline(self._store, _filters(text, query), by)
        return Table((Period(p["period"], p["exercises"], tuple(e["id"] for e in p["list"])) for p in made), PERIOD, asdict, "periods")

    def upcoming(self, today: date | None = None, **query: Unpack[Query]) -> Table[Exercise]:
        """Exercises that are under way or to come on a day (today if not given), the next first."""
        return records.exercises(analysis.upcoming(self._store, today or date.today(), _filters("", query)))


def _filters(text: str, query: Query) -> "Filters":
    return analysis.filters(text, **query)


def _conflict_row(conflict: Conflict) -> dict[str, Any]:
    return {**asdict(conflict), "values": [{"value": o.value, "reports": o.reports} for o in conflict.values]}
