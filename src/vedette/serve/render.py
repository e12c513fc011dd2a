"""Codings and catalogues for people, on a terminal: each value with the words it rests on and who said them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from vedette.model import Account, Claim, Report, Value
from vedette.schema import schema

if TYPE_CHECKING:  # coding alone needs no catalogue, which takes long to import
    from vedette.store.copies import Printing

QUOTE_WIDTH = 160
"""Characters of a quotation that are shown; the whole is in the JSON."""
PIPED_WIDTH = 140
"""Columns of the output where it is no terminal."""


def put(view: RenderableType, rule: bool = False) -> None:
    """Prints a view on standard output, after a line if `rule`; without colours and trailing blanks where that is no terminal."""
    shown = Group(Rule(style="dim"), view) if rule else view
    if sys.stdout.isatty():
        Console(highlight=False).print(shown)
        return
    buffer = StringIO()
    Console(file=buffer, highlight=False, width=PIPED_WIDTH, no_color=True, force_terminal=False).print(shown)
    sys.stdout.writelines(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


T = TypeVar("T")


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """The items; shows a bar with the remaining time while standard error is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield from bar.track(items, total=total)


def coding_view(report: Report, accounts: Sequence[Account], claims: Sequence[Claim]) -> RenderableType:
    """All that was read out of one report."""
    parts: list[RenderableType] = [report_head(report)]
    if not accounts:
        parts.append(Text("No military exercise is told of.", style="italic"))
    parts += [account_view(a) for a in accounts]
    if claims:
        parts.append(Text("\nWhat the report says besides", style="bold"))
        parts.append(Padding(claims_table(_each_said_once(claims)), (0, 0, 0, 2)))
    return Group(*parts)


def _each_said_once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without the statements whose words are told as an attributed claim as well."""
    told = {c.span for c in claims if c.property == "attributed_claim"}
    return [c for c in claims if c.property != "statement" or c.span not in told]


def report_head(report: Report) -> RenderableType:
    """Title, publisher, date and address of a report."""
    line = " · ".join(x for x in (report.publisher, report.published or "undated", report.url, f"report {report.id}") if x)
    return Group(Text(report.title or report.name or report.id, style="bold"), Text(line, style="dim"))


def printings_view(report: Report, printings: "Sequence[Printing]") -> RenderableType:
    """Who else printed a report's text."""
    told = []
    for p in printings:
        line = " · ".join(x for x in (p.publisher or "unknown publisher", p.published or "undated", p.url) if x)
        told.append(f"  {line} · " + ("the same text" if p.report == report.id else f"report {p.report}, {p.shared:.0%} the same"))
    return Group(Text("\nFurther publishers of this text", style="bold"), *map(Text, told))


def account_title(account: Account) -> str:
    """A short name for an account: the exercise's name, or who held it."""
    name = account.value("name")
    if isinstance(name, str):
        return name
    parties = "-".join(str(v) for v in account.values("participant")[:4])
    return f"unnamed exercise ({parties})" if parties else "unnamed exercise"


def account_view(account: Account) -> RenderableType:
    """One account: every value with its words and its speaker."""
    note = "" if account.focus else "  (mentioned in passing)"
    head = Text.assemble("\n", (f"{account.ref}  ", "bold cyan"), (account_title(account), "bold"), (note, "dim"))
    return Group(head, Padding(claims_table(account.claims), (0, 0, 0, 2)))


def claims_table(claims: Iterable[Claim]) -> Table:
    """Claims as rows: label, value, the words, and who says so."""
    order = {name: n for n, name in enumerate(schema().by_id)}
    table = three_columns()
    shown = ("", "")
    for claim in sorted(claims, key=lambda c: order[c.property]):
        row = (schema().property(claim.property).label, value_text(claim) + mark(claim))
        table.add_row(row[0] if row[0] != shown[0] else "", Text(row[1] if row != shown else ""), Text(words(claim)))
        shown = row
    return table


def three_columns() -> Table:
    """An empty table for label, value, and what the value rests on."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(style="dim", overflow="fold", ratio=3)
    return table


def mark(claim: Claim) -> str:
    """What has to be said of a value besides: how it came about, and how sure the report is."""
    notes = [note for note, usual in ((claim.derivation, "stated"), (claim.modality, "asserted")) if note != usual]
    return f"  [{', '.join(notes)}]" if notes else ""


def words(claim: Claim) -> str:
    """The quotation with its speaker, unless the value names that."""
    said = f" — {claim.speaker}" if claim.speaker and "speaker" not in as_dict(claim.value) else ""
    return quoted(claim.quote) + said


def quoted(text: str) -> str:
    """Words of a report in quotation marks, shortened where they are long."""
    quote = " ".join(text.split())
    return f"“{quote}”" if len(quote) <= QUOTE_WIDTH else f"“{quote[: QUOTE_WIDTH - 1]}…”"


def as_dict(value: Any) -> Mapping[str, Any]:
    """A claim's value if it is structured, else an empty mapping."""
    return value if isinstance(value, Mapping) else {}


def value_text(claim: Claim) -> str:
    """A claim's value in words."""
    return value_words(claim.property, claim.value)


def value_words(name: str, value: Value) -> str:
    """The value of a property in words."""
    if isinstance(value, Mapping):
        shape = SHAPES.get(name)
        return shape(value) if shape else ", ".join(str(v) for v in value.values() if v is not None)
    unit = schema().property(name).unit
    return f"{value} {unit}" if unit else str(value)


def _bounds(value: Mapping[str, Any]) -> str:
    low, high = value.get("low"), value.get("high")
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "some"


def _personnel(value: Mapping[str, Any]) -> str:
    return f"{_bounds(value)} ({value.get('party') or 'all sides'})"


def _materiel(value: Mapping[str, Any]) -> str:
    count = f"{value['count']:,} " if value.get("count") is not None else ""
    shown = ("party", "origin", "user", "category") if value.get("user") != value.get("party") else ("party", "origin", "category")
    notes = ", ".join(f"{key} {value[key]}" for key in shown if value.get(key))
    return f"{count}{value['type']}" + (f" ({notes})" if notes else "")


def _place(value: Mapping[str, Any]) -> str:
    notes = [value.get("region"), value.get("country")]
    where = f" {value['lat']:.2f}, {value['lon']:.2f}" if value.get("lat") is not None else ""
    inside = ", ".join(str(n) for n in notes if n)
    return str(value["name"]) + (f" ({inside})" if inside else "") + where


def _named(value: Mapping[str, Any]) -> str:
    return str(value["name"]) + (f" ({value['party']})" if value.get("party") else "")


def _said(value: Mapping[str, Any]) -> str:
    return f"{value.get('speaker') or 'unnamed'}: {value.get('text')}"


def _announced(value: Mapping[str, Any]) -> str:
    return f"by {value['by']}" + (f" on {value['when']}" if value.get("when") else "")


def _termed(value: Mapping[str, Any]) -> str:
    return f"{value['what']}: {value['text']}"


SHAPES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "personnel": _personnel,
    "materiel": _materiel,
    "place": _place,
    "unit": _named,
    "commander": _named,
    "series": lambda value: str(value["name"]),
    "announcement": _announced,
    "milestone": _termed,
    "statement": _said,
    "attributed_claim": _said,
    "background": _termed,
}
"""How structured values are written, by property."""
