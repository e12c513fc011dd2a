"""The columns of Multinational Military Exercises, version 7 (D'Orazio and Galambos 2021), wide and by country and year.

A row of that data set that was imported is given back as a row, with its id, from its own claims as curators left them; what the
catalogue has no property for comes from the kept row. Every other exercise is a row with the values that weighing chose.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from vedette.export import states
from vedette.export.columns import Cell, Column, Row
from vedette.export.loading import accounts_of, parts
from vedette.lexicon import DATA, load_csv, read_csv
from vedette.lexicon import Row as LexiconRow
from vedette.model import Account, Judgement, Value
from vedette.store import Catalogue, Dossier, Filters
from vedette.values import parse_edtf

ROWS = "dataset:mme#"
"""How the addresses of imported rows begin."""
MISSING = "-9"
"""What the data set writes for a name, a place or a date that is not known; other cells stay empty."""
STATES = tuple(f"State{prefix}{letter}" for prefix in ("", "A") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")[:39]
DOMAINS = {row.name: row.id for row in load_csv("mme_domains", LexiconRow)}
"""Columns of noughts and ones that tell of a domain."""
AIMS = ("Warfighting", "Peacekeeping")
"""Columns of noughts and ones that reports are not coded for."""
PLACES = 4
"""Decimal places of coordinates that claims have: 11 metres."""
_FLAG = ("0", "1")

COLUMNS = (
    Column("MMEID", "text", "id of the data set; for exercises that are not in it, the id in the catalogue"),
    Column("Ex_Name", "text", "name; -9 where none is known"),
    Column("Series_Name", "text", "name of the series"),
    Column("Location", "text", "place that is best supported; -9 where none is known"),
    Column("lat", "number", "latitude, WGS 84", "degrees north"),
    Column("lon", "number", "longitude, WGS 84", "degrees east"),
    Column("StartDate", "text", "M/D/YY, or YYYY-MM-xx and YYYY-xx-xx where the day or month is not known; -9 where nothing is"),
    Column("s.year", "text", "year of the start; -9 where it is not known"),
    Column("s.month", "text", "month of the start, 1 to 12; xx where it is not known", "months"),
    Column("s.day", "text", "day of the start, 1 to 31; xx where it is not known", "days"),
    Column("EndDate", "text", "as StartDate"),
    Column("e.year", "text", "as s.year"),
    Column("e.month", "text", "as s.month", "months"),
    Column("e.day", "text", "as s.day", "days"),
    Column("CPX", "text", "command-post exercise", values=_FLAG),
    Column("Air", "text", "air forces, or forces in the air", values=_FLAG),
    Column("Land", "text", "on land", values=_FLAG),
    Column("Sea", "text", "at sea", values=_FLAG),
    Column("Amphibious", "text", "landing from the sea", values=_FLAG),
    Column("Cyber", "text", "in computer networks", values=_FLAG),
    Column("Warfighting", "text", "as coded in the data set; empty for other exercises", values=_FLAG),
    Column("Peacekeeping", "text", "as coded in the data set; empty for other exercises", values=_FLAG),
    Column("Humanitarian", "text", "humanitarian help", values=_FLAG),
    Column("FocusDescription", "text", "aims in the words of the data set or of the reports"),
    Column("AdditionalParticipantInfo", "text", "as coded in the data set; for other exercises the participants that exceed the columns"),
    *(Column(s, "text", "a participant, by the data set's name of the state") for s in STATES),
)
"""The data set's columns, in its order."""

NORMALISATIONS = {
    "blanks": "Runs of blanks and line ends are one blank.",
    "encoding": "Letters that were encoded twice are set right.",
    "missing": "-9 in other columns than Ex_Name and Location is an empty cell; participants behind it move up.",
    "states": "States stand by one name each; what stands for several is these, each once; what is no state is left out.",
    "dates": "Dates are written in one way; those that cannot be are as precise as the columns beside them; an end before the start is -9.",
    "coordinates": "Coordinates more than 1,500 km from the place that is named are those of this place, and so are those that lack.",
    "ids": "An id that is used again gets a number: mme1, mme1-2.",
    "formulas": "A text that a spreadsheet would run has an apostrophe before it.",
    "rows": "The same row a second time, and a row that says nothing, are left out.",
}
"""What may differ where an imported data set is written again."""
NOTES = (
    "Rows of the data set that were imported are given back one by one, from their own claims as curators left them; all other exercises "
    "are a row each, with the values that weighing chose, and without what reports are not coded for.",
    *NORMALISATIONS.values(),
)


@dataclass(frozen=True, slots=True)
class Observation:
    """What a row is made of: values by property, and the cells of the imported row (empty for other exercises)."""

    ident: str
    exercise: str
    values: Mapping[str, Sequence[Value]]
    kept: Mapping[str, str]

    def one(self, name: str) -> Any:
        """The first value of a property, or None."""
        return next(iter(self.values.get(name, ())), None)


class _Name(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    name: str
    until: int | None = None


@cache
def _names() -> Mapping[str, Sequence[_Name]]:
    out: dict[str, list[_Name]] = {}
    for row in read_csv(DATA / "exports" / "mme_states.csv", _Name):
        out.setdefault(row.id, []).append(row)
    return out


def state_name(party: str, year: int | None) -> str:
    """The data set's name of a state in a year; organisations stand by their id, as NATO."""
    fitting = (n.name for n in _names().get(party, ()) if n.until is None or (year is not None and year <= n.until))
    return next(fitting, states.name(party) if states.is_state(party) else party)


def observations(catalogue: Catalogue, filters: Filters) -> Iterator[Observation]:
    """What the rows of the exercises that fit are made of, by date; raises CatalogueError if the catalogue cannot be read."""
    rulings = {j.subject: j for j in catalogue.judgements() if j.kind in ("accept", "correct", "reject")}
    for part in parts(catalogue, filters):
        imported = [e for e in part if any(_is_row(s.url) for s in e.sources)]
        kept = catalogue.reports(s.id for e in imported for s in e.sources if _is_row(s.url))
        accounts = accounts_of(catalogue, imported)
        for exercise in part:
            told = [a for a in accounts.get(exercise.id, ()) if a.report in kept]
            for account in told:
                text = kept[account.report].text
                yield Observation(account.report.partition(":")[2], exercise.id, _claimed(account, rulings), _cells(text))
            if not told:
                yield Observation(exercise.id, exercise.id, _weighed(exercise), {})


def rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """The data set's rows; raises CatalogueError if the catalogue cannot be read."""
    for observation in observations(catalogue, filters):
        yield row(observation)


def row(told: Observation) -> Row:
    """A row in the data set's columns."""
    place = told.one("place") or {}
    series = told.one("series") or {}
    year = parse_edtf(told.one("start")).year if told.one("start") else None
    named = [state_name(str(p), year) for p in told.values.get("participant", ())]
    domains = set(told.values.get("domain", ()))
    made: dict[str, Cell] = {
        "MMEID": told.ident,
        "Ex_Name": told.one("name") or MISSING,
        "Series_Name": series.get("name"),
        "Location": place.get("name") or MISSING,
        **{side: _degrees(place.get(side), told.kept.get(side)) for side in ("lat", "lon")},
        **_date("StartDate", "s", told.one("start")),
        **_date("EndDate", "e", told.one("end")),
        **{column: str(int(domain in domains)) for column, domain in DOMAINS.items()},
        **{column: told.kept.get(column) for column in AIMS},
        "FocusDescription": "; ".join(str(v) for v in told.values.get("objective", ())) or None,
        "AdditionalParticipantInfo": told.kept.get("AdditionalParticipantInfo") or "; ".join(named[len(STATES) :]) or None,
        **dict(zip(STATES, named, strict=False)),
    }
    return [made.get(c.name) for c in COLUMNS]


def _is_row(url: str | None) -> bool:
    return (url or "").startswith(ROWS)


def _cells(text: str) -> dict[str, str]:
    """The cells of an imported row, whose kept text has one a line."""
    return {column: cell for column, _, cell in (line.partition(": ") for line in text.splitlines())}


def _claimed(account: Account, rulings: Mapping[str, Judgement]) -> dict[str, list[Value]]:
    """The values of a row's own claims, as curators left them."""
    out: dict[str, list[Value]] = {}
    for claim in account.claims:
        ruling = rulings.get(claim.id)
        if ruling is None or ruling.kind != "reject":
            out.setdefault(claim.property, []).append(ruling.value if ruling and ruling.kind == "correct" else claim.value)
    return out


def _weighed(exercise: Dossier) -> dict[str, list[Value]]:
    values = {name: exercise.values(name) for name in ("name", "place", "start", "end", "domain", "objective")}
    participants = sorted(exercise.record["participants"], key=states.name)
    return {**values, "participant": participants, "series": [{"name": exercise.record["series"]}]}


def _degrees(value: float | None, kept: str | None) -> float | None:
    """A coordinate: the kept cell where the claim is that cell rounded."""
    if value is None or kept is None:
        return value
    return float(kept) if round(float(kept), PLACES) == value else value


def _date(column: str, prefix: str, value: str | None) -> dict[str, Cell]:
    """The four columns of a date."""
    names = (column, *(f"{prefix}.{part}" for part in ("year", "month", "day")))
    if value is None:
        return dict.fromkeys(names, MISSING)
    date = parse_edtf(value)
    month, day = (str(part) if part else "xx" for part in (date.month, date.day))
    whole = f"{month}/{day}/{date.year % 100:02d}" if date.day else f"{date.year}-{month.zfill(2)}-xx"
    return dict(zip(names, (whole, str(date.year), month, day), strict=True))


LONG_COLUMNS = (
    Column("MMEID", "text", "as in the wide form"),
    Column("exercise", "text", "id of the exercise in the catalogue; rows of the data set that tell of one exercise share it"),
    Column("year", "integer", "a year that it was held in"),
    *states.STATE_COLUMNS,
    Column("participants", "integer", "how many states and organisations take part", "parties"),
    Column("bilateral", "yes-no", "whether these are two states"),
    *(Column(c, "text", f"as {c} in the wide form", values=_FLAG) for c in (*DOMAINS, *AIMS)),
)
"""The columns of the long form: a row for each exercise, participant and year."""


def long_rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """A row for each exercise, participant and year from start to end; those without a year are left out."""
    for told in observations(catalogue, filters):
        parties = [str(p) for p in told.values.get("participant", ())]
        flags = dict(zip((c.name for c in COLUMNS), row(told), strict=True))
        bilateral = len(parties) == 2 and all(map(states.is_state, parties))
        for year in _years(told):
            for party in parties:
                tail: Iterable[Cell] = (flags[c] for c in (*DOMAINS, *AIMS))
                yield [told.ident, told.exercise, year, *states.state_cells(party, year), len(parties), bilateral, *tail]


def _years(told: Observation) -> range:
    dates = [parse_edtf(str(v)) for v in (told.one("start"), told.one("end")) if v]
    return range(dates[0].year, dates[-1].year + 1) if dates else range(0)
