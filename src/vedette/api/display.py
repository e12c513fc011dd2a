"""How records show themselves in a notebook: HTML that needs nothing else and runs no script, on light and dark ground."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vedette import model
from vedette.model import Account, Claim
from vedette.schema import schema

if TYPE_CHECKING:
    from vedette.api.records import Card, Option

CELL = 60
"""Characters of a cell that are shown; frames hold the whole."""
COLUMN = 28
"""Characters of a column in a table without HTML."""
HUES: Mapping[str, int] = {
    "name": 48,
    "alias": 48,
    "series": 48,
    "edition": 48,
    "participant": 210,
    "observer": 210,
    "host": 210,
    "framework": 210,
    "place": 130,
    "start": 25,
    "end": 25,
    "duration": 25,
    "personnel": 275,
    "materiel": 320,
    "unit": 320,
    "commander": 320,
    "status": 175,
}
"""Hue of the mark of a property, in degrees of the colour circle; others are grey."""
MUTED = "opacity:.7;font-size:90%"
LINE = "border-bottom:1px solid rgba(128,128,128,.3);padding:.2em .6em .2em 0;vertical-align:top;text-align:left"


def heading(report: model.Report) -> str:
    """Title and day of publication."""
    return f"{report.title or report.name or report.id!r} ({report.published or 'undated'})"


def account_title(account: Account) -> str:
    """The exercise's name, or who held it."""
    from vedette.serve.render import account_title as title

    return title(account)


def report(kept: model.Report, claims: Iterable[Claim], accounts: Sequence[Account] = ()) -> str:
    """A report with the words marked that claims rest on, and below it the claims of each exercise."""
    made = list(claims)
    about = " · ".join(x for x in (kept.publisher, kept.published or "undated", kept.url, f"report {kept.id}") if x)
    blocks = "".join(_block(kept, block, made) for block in kept.blocks if block.span.of(kept.text) != kept.title)
    told = "".join(_account(a) for a in accounts)
    rest = [c for c in made if c.account is None]
    besides = f"<h4>What the report says besides</h4>{_claims(rest)}" if rest else ""
    return (
        f'<article lang="{escape(kept.lang or "")}"><h3>{escape(kept.title or kept.name or kept.id)}</h3>'
        f'<p style="{MUTED}">{escape(about)}</p>{blocks}{told}{besides}</article>'
    )


def card(made: "Card") -> str:
    """An exercise: each value with the others that are claimed, why it is shown, and by how many reports."""
    exercise = made.exercise
    name = exercise.name or f"unnamed exercise ({'-'.join(exercise.participants[:4])})"
    when = " to ".join(dict.fromkeys(x for x in (exercise.start, exercise.end) if x)) or "undated"
    about = " · ".join((when, exercise.status, _reports(len(exercise.reports)), f"exercise {exercise.id}"))
    rows = []
    for weighed in made.weighed:
        if weighed.shown is None:
            continue
        others = "".join(f"<br>instead: {_option(weighed.property, o)}" for o in weighed.alternatives)
        note = f' <b style="color:#c33">{escape(weighed.standing)}</b>' if weighed.conflict else ""
        why = "; ".join(weighed.shown.reasons)
        label = schema().property(weighed.property).label
        rows.append(
            f'<tr><th scope="row" style="{LINE}">{escape(label)}</th>'
            f'<td style="{LINE}">{_option(weighed.property, weighed.shown)}{note}<span style="{MUTED}">{others}</span></td>'
            f'<td style="{LINE};{MUTED}">{escape(why)}</td></tr>'
        )
    return (
        f'<section><h3>{escape(name)}</h3><p style="{MUTED}">{escape(about)}</p>'
        f'<table style="border-collapse:collapse">{"".join(rows)}</table></section>'
    )


def table(columns: Iterable[str], rows: Sequence[Mapping[str, Any]], total: int, what: str) -> str:
    """The first rows of a table; columns without any value are left out."""
    filled = [n for n in columns if any(r[n] not in (None, []) for r in rows)]
    head = "".join(f'<th scope="col" style="{LINE}">{escape(n)}</th>' for n in filled)
    body = "".join("<tr>" + "".join(f'<td style="{LINE}">{escape(_cut(_cell(r[n]), CELL))}</td>' for n in filled) + "</tr>" for r in rows)
    more = f", the first {len(rows)} of them" if total > len(rows) else ""
    return (
        '<div style="overflow-x:auto"><table style="border-collapse:collapse">'
        f'<caption style="{MUTED}">{total} {escape(what)}{more}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def plain_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as text in columns."""
    cells = [list(columns), *([_cut(_cell(r[n]), COLUMN) for n in columns] for r in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in cells)


def _block(kept: model.Report, block: model.Block, claims: Sequence[Claim]) -> str:
    style = "" if block.kind in ("headline", "body", "caption") else f' style="{MUTED}"'
    return f"<p{style}>{_marked(kept.text, block.span, claims)}</p>"


def _marked(text: str, span: model.Span, claims: Sequence[Claim]) -> str:
    """A stretch of the text with a mark wherever claims rest on it; what overlaps is cut at each claim's ends."""
    inside = [c for c in claims if c.span.overlaps(span)]
    cuts = {span.start, span.end, *(p for c in inside for p in (c.span.start, c.span.end) if span.start < p < span.end)}
    parts = []
    for start, end in pairwise(sorted(cuts)):
        words = escape(text[start:end]).replace("\n", "<br>")
        here = [c for c in inside if c.span.start <= start and end <= c.span.end]
        parts.append(_mark(words, here) if here else words)
    return "".join(parts)


def _mark(words: str, claims: Sequence[Claim]) -> str:
    """Words with the colour of the narrowest claim, all claims in the tip."""
    closest = min(claims, key=lambda c: c.span.end - c.span.start)
    tip = "\n".join(dict.fromkeys(f"{schema().property(c.property).label}: {_value(c)}" for c in claims))
    hue = HUES.get(closest.property)
    colour = f"hsla({hue},85%,55%,.32)" if hue is not None else "rgba(128,128,128,.16)"
    return f'<mark style="background:{colour};color:inherit" title="{escape(tip)}">{words}</mark>'


def _account(account: Account) -> str:
    note = "" if account.focus else f' <span style="{MUTED}">mentioned in passing</span>'
    return f"<h4>{escape(account.ref)} {escape(account_title(account))}{note}</h4>{_claims(account.claims)}"


def _claims(claims: Iterable[Claim]) -> str:
    rows = "".join(
        f'<tr><th scope="row" style="{LINE}">{escape(schema().property(c.property).label)}</th><td style="{LINE}">{escape(_value(c))}</td>'
        f'<td style="{LINE};{MUTED}">{escape(_words(c))}</td></tr>'
        for c in claims
    )
    return f'<table style="border-collapse:collapse">{rows}</table>'


def _value(claim: Claim) -> str:
    from vedette.serve.render import mark, value_text

    return value_text(claim) + mark(claim)


def _words(claim: Claim) -> str:
    from vedette.serve.render import words

    return words(claim)


def _option(property: str, option: "Option") -> str:
    from vedette.serve.render import value_words

    return f'{escape(value_words(property, option.value))} <span style="{MUTED}">({_reports(len(option.reports))})</span>'


def _reports(number: int) -> str:
    return f"{number} report{'s' if number != 1 else ''}"


def _cell(value: Any) -> str:
    """A cell in words."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(_cell, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_cell(v)}" for key, v in value.items() if v is not None)
    return " ".join(str(value).split())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
