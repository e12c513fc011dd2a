"""Codes of states as other data sets have them: ISO 3166-1 alpha-3, Gleditsch-Ward and Correlates of War numbers valid in a year."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from vedette.export.columns import Cell, Column
from vedette.lexicon import DATA, PartyRow, load_csv, read_csv

NAMED = ("name", "short", "abbreviation")
"""Forms of an organisation's name, the best first."""


STATE_COLUMNS = (
    Column("state", "text", "English name of the state, in the year"),
    Column("iso3", "text", "ISO 3166-1 alpha-3 (3166-3 for states that are no more) of the state in the year; the id of an organisation"),
    Column("gwno", "integer", "Gleditsch-Ward number in the year; missing where it was not independent, and for organisations"),
    Column("ccode", "integer", "Correlates of War number in the year; missing where it was no member of the system, and for organisations"),
)


class _State(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    iso3: str
    name: str


class _Number(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    scheme: str
    code: int
    since: int = Field(alias="from")
    until: int | None = Field(None, alias="to")


@cache
def _states() -> dict[str, _State]:
    rows = read_csv(DATA / "lexicons" / "countries.csv", _State)
    # an exclamation mark tells readers of reports that the name is also another word
    return {row.id: row.model_copy(update={"name": row.name.rstrip("!")}) for row in rows}


@cache
def _numbers() -> dict[tuple[str, str], list[_Number]]:
    out: dict[tuple[str, str], list[_Number]] = {}
    for row in load_csv("country_codes", _Number):
        out.setdefault((row.id, row.scheme), []).append(row)
    return out


class _Predecessor(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    predecessor: str


@cache
def _predecessors() -> dict[str, str]:
    return {row.id: row.predecessor for row in read_csv(DATA / "exports" / "predecessors.csv", _Predecessor)}


@cache
def _organisations() -> dict[str, str]:
    rows = sorted((r for r in load_csv("organisations", PartyRow) if r.form in NAMED and r.lang == "en"), key=lambda r: NAMED.index(r.form))
    out: dict[str, str] = {}
    for row in rows:
        out.setdefault(row.id, row.name)
    return out


def is_state(party: str) -> bool:
    """Whether a party's code is that of a state (else it is an organisation)."""
    return party in _states()


def code(party: str) -> str:
    """The code of a party as tables have it: ISO 3166-1 alpha-3 (3166-3 for states that are no more), or the organisation's id.

    Tables avoid alpha-2, since programs read Namibia's code NA as a missing value.
    """
    return _states()[party].iso3 if is_state(party) else party


def name(party: str) -> str:
    """The English name of a state or organisation."""
    return _states()[party].name if is_state(party) else _organisations().get(party, party)


@cache
def in_year(party: str, year: int) -> str:
    """The code of the state that a party was part of in a year: the Soviet Union's for Russia before 1992; else the party's own."""
    before = _predecessors().get(party)
    return before if before and not _valid(party, "gw", year) and _valid(before, "gw", year) else party


def gleditsch_ward(party: str, year: int) -> int | None:
    """The Gleditsch-Ward number that a state has in a year; None if it was not independent then."""
    return _valid(in_year(party, year), "gw", year)


def correlates_of_war(party: str, year: int) -> int | None:
    """The Correlates of War number that a state has in a year; None if it was no member of the system then."""
    return _valid(in_year(party, year), "cow", year)


@cache
def state_cells(party: str, year: int) -> tuple[Cell, ...]:
    """What stands in `STATE_COLUMNS` of a party in a year."""
    held = in_year(party, year)
    return name(held), code(held), gleditsch_ward(party, year), correlates_of_war(party, year)


def _valid(party: str, scheme: str, year: int) -> int | None:
    """The number; in a year of change (Germany in 1990) the new one."""
    fitting = [n for n in _numbers().get((party, scheme), ()) if n.since <= year and (n.until is None or year <= n.until)]
    return max(fitting, key=lambda n: n.since).code if fitting else None
