"""Codings and catalogues for people, on a terminal: each value with the words it rests on and who said them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vedette.lexicon import DATA, LexiconError, load_yaml
from vedette.model import Account, Claim, Report

QUOTE_WIDTH = 160
"""Characters of a quotation that are shown; the whole is in the JSON."""


class Label(BaseModel):
    """How a property is shown: its label, and the order among the others (the order of the file)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    property: str
    label: str


@cache
def labels() -> Mapping[str, str]:
    """Property → label, in the order in which a record is told; raises LexiconError for a wrong file."""
    rows = load_yaml(DATA / "schema" / "labels.yaml")
    if not isinstance(rows, list):
        raise LexiconError("labels.yaml: expected a list")
    return {label.property: label.label for label in map(Label.model_validate, rows)}


def coding_view(report: Report, accounts: Sequence[Account], claims: Sequence[Claim]) -> RenderableType:
    """All that was read out of one report."""
    parts: list[RenderableType] = [report_head(report)]
    if not accounts:
        parts.append(Text("No military exercise is told of.", style="italic"))
    parts += [account_view(a) for a in accounts]
    if claims:
        parts.append(Text("\nWhat the report says besides", style="bold"))
        parts.append(Padding(claims_table(claims, speaker=True), (0, 0, 0, 2)))
    return Group(*parts)


def report_head(report: Report) -> RenderableType:
    """Title, publisher, date and address of a report."""
    line = " · ".join(x for x in (report.publisher, report.published or "undated", report.url, f"report {report.id}") if x)
    return Group(Text(report.title or report.name or report.id, style="bold"), Text(line, style="dim"))


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


def claims_table(claims: Iterable[Claim], speaker: bool = False, source: bool = False) -> Table:
    """Claims as rows: label, value, the words, and who says so; with `source` the publisher and date as well."""
    order = {name: n for n, name in enumerate(labels())}
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(style="dim", overflow="fold", ratio=3)
    shown = None
    for claim in sorted(claims, key=lambda c: order.get(c.property, len(order))):
        label = labels().get(claim.property, claim.property)
        table.add_row(label if label != shown else "", Text(value_text(claim) + mark(claim)), Text(words(claim, source)))
        shown = label
    return table


def mark(claim: Claim) -> str:
    """What has to be said of a value besides: how it came about, and how sure the report is."""
    notes = [x for x in (claim.derivation if claim.derivation != "stated" else "", claim.modality if claim.modality != "asserted" else "") if x]
    return f"  [{', '.join(notes)}]" if notes else ""


def words(claim: Claim, source: bool = False) -> str:
    """The quotation with its speaker, and with `source` its publisher and date."""
    quote = " ".join(claim.quote.split())
    quote = quote if len(quote) <= QUOTE_WIDTH else quote[: QUOTE_WIDTH - 1] + "…"
    said = f" — {claim.speaker}" if claim.speaker and not isinstance(claim.value, dict) or claim.speaker and "speaker" not in as_dict(claim.value) else ""
    printed = f" ({', '.join(x for x in (claim.publisher, claim.published) if x)})" if source and (claim.publisher or claim.published) else ""
    return f"“{quote}”{said}{printed}"


def as_dict(value: Any) -> Mapping[str, Any]:
    """A claim's value if it is structured, else an empty mapping."""
    return value if isinstance(value, Mapping) else {}


def value_text(claim: Claim) -> str:
    """A claim's value in words."""
    value = claim.value
    if not isinstance(value, Mapping):
        return f"{value} days" if claim.property == "duration" else str(value)
    shape = SHAPES.get(claim.property)
    return shape(value) if shape else ", ".join(str(v) for v in value.values() if v not in (None, [], ""))


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
    notes = ", ".join(f"{key} {value[key]}" for key in ("party", "origin", "user", "category") if value.get(key))
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


SHAPES = {"personnel": _personnel, "materiel": _materiel, "place": _place, "unit": _named, "commander": _named, "series": lambda v: str(v["name"]), "statement": _said, "attributed_claim": _said, "milestone": lambda v: str(v["text"]), "background": lambda v: f"{v['what']}: {v['text']}"}
"""How structured values are written, by property."""


def exercises_table(rows: Iterable[Sequence[str]]) -> Table:
    """A list of exercises: id, name, status, dates, participants, places, people, reports."""
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("id", "exercise", "status", "when", "participants", "places", "people", "reports"):
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "when"))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def console(stderr: bool = False) -> Console:
    """A console that wraps at the terminal's width, and not at all where the output is no terminal."""
    made = Console(stderr=stderr, highlight=False)
    return made if made.is_terminal else Console(stderr=stderr, highlight=False, width=200)
