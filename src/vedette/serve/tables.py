"""Records as tables on a terminal, as JSON, as JSON Lines, or as CSV."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from vedette.safe import guard
from vedette.serve import render

OutputFormat = Literal["text", "json", "jsonl", "csv"]
LISTED = 6
"""Values of one kind that a line of a table holds."""


def put(
    records: Any,
    format: OutputFormat,
    table: RenderableType | Sequence[RenderableType],
    flat: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Prints `records` as JSON, `flat` (the records themselves if not given) as a line of JSON each or as CSV, or the tables."""
    if format == "json":
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    elif format == "jsonl":
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in (records if flat is None else flat))
    elif format == "csv":
        _put_csv(records if flat is None else flat)
    else:
        for one in table if isinstance(table, Sequence) and not isinstance(table, str) else [table]:
            render.put(one)


def _put_csv(records: Sequence[Mapping[str, Any]]) -> None:
    columns = list(dict.fromkeys(key for record in records for key in record))
    if not columns:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guard(_cell(record.get(c))) for c in columns] for record in records)


def _cell(value: Any) -> str:
    """A value in a cell: lists joined by `; `, structured values as their name, a count with its bounds, or JSON."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_cell(v) for v in value)
    if isinstance(value, Mapping):
        if value.get("type"):
            return " ".join(str(x) for x in (people(value), value["type"]) if x)
        if "low" in value:
            return people(value)
        return str(value["name"]) if value.get("name") else json.dumps(value, ensure_ascii=False)
    return str(value)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str | None = None) -> Table:
    """A plain table; None is shown as nothing."""
    made = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), title=title, title_justify="left", title_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold", no_wrap=column in ("id", "status"))
    for row in rows:
        made.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return made


def exercises(records: Sequence[Mapping[str, Any]], title: str | None = None) -> Table:
    """A list of exercises: id, name, status, dates, participants, places, people, reports."""
    columns = ("id", "exercise", "status", "when", "participants", "places", "people", "reports")
    rows = [
        (
            r["id"],
            r["name"] or f"unnamed exercise ({'-'.join(r['participants'][:4])})",
            r["status"],
            when(r),
            _joined(r["participants"]),
            _joined([p["name"] for p in r["places"]]),
            _joined([people(p) for p in r["personnel"]]),
            told_by(r),
        )
        for r in records
    ]
    return table(columns, rows, title)


def told_by(record: Mapping[str, Any]) -> str:
    """How many reports tell of an exercise, and, where that is fewer, how many of them are independent sources."""
    number, sources = len(record["reports"]), record.get("sources") or 0
    return f"{number} ({sources} independent)" if 0 < sources < number else str(number)


def when(record: Mapping[str, Any]) -> str:
    """Start and end."""
    return " to ".join(dict.fromkeys(str(record[k]) for k in ("start", "end") if record[k]))


def people(value: Mapping[str, Any]) -> str:
    """A count of people with its bounds and side."""
    low, high = value.get("low"), value.get("high")
    if low is None and high is None:
        return ""
    said = f"{low:,}+" if high is None else f"..{high:,}" if low is None else f"{low:,}" if low == high else f"{low:,}..{high:,}"
    return f"{said} ({value['party']})" if value.get("party") else said


def _joined(texts: Sequence[str]) -> str:
    more = len(texts) - LISTED
    return ", ".join(texts[:LISTED]) + (f" and {more} more" if more > 0 else "")
