"""The hand-made data sets that can be imported: what their columns mean."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from vedette.importers.rows import Dataset, RowReader
from vedette.importers.table import Problem, read_table
from vedette.lexicon import Row, load_csv, words_of
from vedette.model import Coding
from vedette.values import fold

_QUOTED = re.compile(r"«([^»]+)»|“([^”]+)”|\"([^\"]+)\"")


def mme(row: RowReader) -> None:
    """A row of Multinational Military Exercises (D'Orazio and Galambos 2021, doi 10.7910/DVN/KHFODX)."""
    row.claim("name", "Ex_Name")
    if series := row.cell("Series_Name"):
        row.claim("series", "Series_Name", {"name": series, "id": None})
    row.place("Location", "lat", "lon")
    row.dates(("StartDate", "s.year", "s.month", "s.day"), ("EndDate", "e.year", "e.month", "e.day"))
    for column in row.cells:
        if column.startswith("State"):
            row.parties(column)
    for domain in _domains():
        row.flag(domain.name, domain.id)
    row.claim("objective", "FocusDescription")


@cache
def _domains() -> list[Row]:
    return load_csv("mme_domains", Row)


def jme(row: RowReader) -> None:
    """A row of Joint Military Exercises, the older version by the same team."""
    row.claim("name", "Exercise Name")
    if series := row.cell("Trimmed Name"):
        row.claim("series", "Trimmed Name", {"name": series, "id": None})
    row.place("Location2" if row.cell("Location2") else "Location1")
    row.dates(("Start Date", "s.year", "s.month", "s.day"), ("enddate", "e.year", "e.month", "e.day"))
    for column in row.cells:
        if column.startswith("State "):
            row.parties(column)
    if row.cell("AUS") == "1":
        row.claim("participant", "AUS", "AU")
    if "CPX" in row.cell("JME Type"):
        row.claim("domain", "JME Type", "command-post", words="CPX")
    if row.cell("Part of the Reforger Exercise?").lower() == "yes":
        row.claim("parent", "Part of the Reforger Exercise?", "Reforger", "derived")
    row.claim("objective", "What is the purpose of the JME?")


def russia(row: RowReader) -> None:
    """A row of the list of Russia's exercises with other states, 2009 to 2018: names in Russian, no dates but the year."""
    name = row.cell("name").strip("[] ")
    if quoted := _QUOTED.search(name):
        row.claim("name", "name", words=next(g for g in quoted.groups() if g))
    elif not words_of("dataset_noun") & set(fold(name).split()):
        row.claim("name", "name", words=name)  # what holds the word "exercise" is a description
    row.claim("participant", "name", "RU", "derived")
    for column in row.cells:
        if column.startswith("part"):
            row.parties(column)
    year = row.cell("yr")
    if year.isdecimal() and len(year) == 4:
        row.claim("start", "yr")
        row.claim("status", "yr", "completed", "derived")
    else:
        row.problem("yr", "no year")


DATASETS: Mapping[str, Dataset] = {
    d.key: d
    for d in (
        Dataset(
            "mme",
            "Multinational Military Exercises v7",
            "en",
            frozenset(("MMEID", "Ex_Name", "StartDate", "StateA")),
            lambda c: c.get("MMEID"),
            mme,
        ),
        Dataset("jme", "Joint Military Exercises v3", "en", frozenset(("Exercise Name", "Start Date", "State A")), lambda _: None, jme),
        Dataset(
            "russia", "Russian joint exercises 2009-2018", "ru", frozenset(("id", "name", "yr", "part1")), lambda c: c.get("id"), russia
        ),
    )
}
"""Key → data set."""


def read_dataset(key: str, path: str, problems: list[Problem]) -> Iterator[Coding]:
    """The codings of a data set's rows; what is wrong in them is added to `problems`.

    An id that is used twice gets a number, a row that stands there twice is passed over, and so is one that says nothing.
    Raises InputError if the file is not that data set, KeyError for an unknown key.
    """
    dataset = DATASETS[key]
    seen: dict[str, str] = {}
    for line in read_table(path, dataset.required, problems):
        row = RowReader(line, problems)
        dataset.read(row)
        coding = row.coding(dataset, dataset.ident(line.cells) or "")
        text = str(coding.report.raw_sha256)
        ident = dataset.ident(line.cells) or text[:10]
        if seen.get(ident) == text:
            problems.append(Problem(line.number, "", ident, "the same row twice; passed over"))
            continue
        if not row.drafts:
            problems.append(Problem(line.number, "", ident, "nothing is said of an exercise; passed over"))
            continue
        number = 2
        unique = ident
        while unique in seen:
            unique = f"{ident}-{number}"
            number += 1
        if unique != ident:
            problems.append(Problem(line.number, "", ident, f"an id that is used twice; now ends in -{number - 1}"))
        seen[unique] = text
        yield row.coding(dataset, unique)
