"""The codebook of an export, for people (Markdown) and for programs (a Frictionless data package): what is in the file, and from what."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

import vedette
from vedette.export.columns import JOINED, Column
from vedette.export.formats import Format
from vedette.export.tally import Tally
from vedette.lexicon import DATA, read_csv
from vedette.store import Filters

FIELD_TYPES = {"text": "string", "integer": "integer", "number": "number", "yes-no": "boolean", "date": "date", "list": "string"}
"""Kind of column → type of a field of the Table Schema."""
KINDS = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "yes-no": "true or false",
    "date": "day, ISO 8601",
    "list": "list of texts",
}
"""Kind of column → words for people."""
EDTF = "Dates that are as precise as the reports are EDTF (ISO 8601-2): `2021`, `2021-08`, `2021-08-09`, seasons `2021-21` to `2021-24`."
RIGHTS = "Words of reports are their publishers'; they are quoted as evidence."


class _Citation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    coder: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Made:
    """An export that was written: its file's name, length in bytes and SHA-256, and what went into it."""

    form: Format
    file: str
    size: int
    sha256: str
    tally: Tally
    filters: Filters
    when: datetime
    catalogue: Mapping[str, int]
    """How many rows of each thing the catalogue has."""
    coders: Mapping[str, int]
    """Name and version of a coder → how many claims of the catalogue it made."""


def citations(export: Made) -> list[str]:
    """How to cite the export and the data sets in the catalogue."""
    day = export.when.date().isoformat()
    own = (
        f"Military exercises coded with Vedette {vedette.__version__} ({export.when.year}): {export.form.about}; {export.tally.rows} "
        f"records, exported on {day}, SHA-256 {export.sha256[:12]}."
    )
    return [own, *(f"{c.text} {c.url}" for c in _citations() if any(coder.startswith(c.coder) for coder in export.coders))]


@cache
def _citations() -> list[_Citation]:
    return read_csv(DATA / "exports" / "citations.csv", _Citation)


def chosen(filters: Filters) -> dict[str, Any]:
    """The filters that were set; of exercises that were chosen one by one their number."""
    held = {f.name: getattr(filters, f.name) for f in fields(filters)}
    return {
        name: list(v) if isinstance(v, tuple) else f"{len(v)} exercises" if isinstance(v, frozenset) else v
        for name, v in held.items()
        if v != getattr(Filters(), name)
    }


# for programs


def datapackage(export: Made) -> str:
    """The descriptor of a Frictionless data package with the file as its one resource, as JSON."""
    form = export.form
    name = "".join(c if c.isalnum() else "-" for c in export.file.partition(".")[0].lower()) or "export"
    resource: dict[str, Any] = {
        "name": name,
        "path": export.file,
        "title": form.about,
        "format": form.suffix.rpartition(".")[2],
        "mediatype": form.media.partition(";")[0],
        "bytes": export.size,
        "hash": f"sha256:{export.sha256}",
    }
    if form.suffix == ".csv":
        resource |= {"type": "table", "encoding": "utf-8", "schema": _schema(export)}
    else:
        resource["type"] = "file"  # validated by length and hash; programs read the columns' types from the file itself
    package = {
        "name": name,
        "title": f"Military exercises: {form.about}",
        "created": export.when.isoformat(timespec="seconds"),
        "version": vedette.__version__,
        "description": RIGHTS,
        "sources": [{"title": text} for text in citations(export)[1:]] or [{"title": "reports named in the catalogue"}],
        "vedette": {
            "version": vedette.__version__,
            "form": form.name,
            "filters": chosen(export.filters),
            "records": export.tally.rows,
            "catalogue": dict(export.catalogue),
            "coders": dict(export.coders),
            "citation": citations(export)[0],
        },
        "resources": [resource],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _schema(export: Made) -> dict[str, Any]:
    missing = export.form.missing or ""
    return {"fields": [_field(c, export.tally) for c in export.form.columns], "missingValues": [missing]}


def _field(column: Column, tally: Tally) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": FIELD_TYPES[column.kind], "description": column.about}
    if column.kind == "yes-no":
        made |= {"trueValues": ["TRUE"], "falseValues": ["FALSE"]}
    if column.kind == "list":
        made["vedette:separator"] = JOINED
    if column.unit:
        made["unit"] = column.unit
    if column.values and column.kind != "list":
        made["constraints"] = {"enum": list(column.values)}
    return {**made, "vedette:missing": tally.missing[column.name]}


# for people


def markdown(export: Made) -> str:
    """The codebook as Markdown."""
    return "\n".join(_lines(export)) + "\n"


def _lines(export: Made) -> Iterator[str]:
    form, tally = export.form, export.tally
    yield f"# Codebook of {export.file}"
    yield ""
    yield f"Military exercises from a catalogue of [Vedette](https://pypi.org/project/vedette/): {form.about}."
    yield ""
    yield from _table(
        ("", ""),
        [
            ("records", f"{tally.rows:,}"),
            ("exported", export.when.isoformat(timespec="seconds")),
            ("by", f"Vedette {vedette.__version__}, `vedette export {form.name}`"),
            ("filters", ", ".join(f"{k}: {_words(v)}" for k, v in chosen(export.filters).items()) or "none: the whole catalogue"),
            ("catalogue", ", ".join(f"{n:,} {name}s" for name, n in export.catalogue.items())),
            ("coders", ", ".join(f"{coder} ({n:,} claims)" for coder, n in export.coders.items())),
            ("file", f"{export.size:,} bytes, {form.media}, SHA-256 `{export.sha256}`"),
        ],
    )
    if form.columns:
        yield ""
        yield "## Columns"
        yield ""
        yield from _table(("column", "holds", "unit", "missing", "values", "meaning"), [_column(c, tally) for c in form.columns])
    yield ""
    yield "## How to read it"
    yield ""
    for note in (*_conventions(form), EDTF, *form.notes, "What no report says is missing: no value is filled in.", RIGHTS):
        yield f"- {note}"
    yield ""
    yield "## How to cite it"
    yield ""
    for text in citations(export):
        yield f"- {text}"


def _conventions(form: Format) -> list[str]:
    if form.suffix != ".csv":
        return []
    stands = f"`{form.missing}` stands" if form.missing else "An empty cell stands"
    lists = any(c.kind == "list" for c in form.columns)
    return [
        "UTF-8, comma, a header, quotes as in RFC 4180, lines end with LF.",
        f"{stands} for a missing value.",
        *([f"Lists are joined by `{JOINED}`; a semicolon inside of a value is written as a comma."] if lists else []),
        "A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or an end of line, and is no number) "
        "or that reads like the missing value, has an apostrophe before it; `vedette.reveal` takes it away.",
    ]


def _column(column: Column, tally: Tally) -> Sequence[str]:
    share = tally.missing[column.name] / tally.rows if tally.rows else 0.0
    missing = f"{tally.missing[column.name]:,} ({share:.0%})"
    return f"`{column.name}`", KINDS[column.kind], column.unit or "", missing, _values(column, tally), column.about


def _values(column: Column, tally: Tally) -> str:
    if column.values:
        told = tally.values[column.name]
        return ", ".join(f"{v} ({told[v]:,})" for v in column.values)
    if column.name in tally.least:
        return f"{tally.least[column.name]} to {tally.largest[column.name]}"
    return ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line(head)
    yield "|" + "---|" * len(head)
    yield from map(_line, rows)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
