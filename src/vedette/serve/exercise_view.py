"""One exercise for people: each property as weighed, with the alternatives, why, and the words of all claims."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from vedette.schema import schema
from vedette.serve import render

Record = Mapping[str, Any]


def exercise_view(made: Record) -> RenderableType:
    """The view of what `vedette.analysis.exercise` gives."""
    number = len(made["reports"])
    sources = made.get("sources") or number
    told = f"exercise {made['id']}, told by {number} report{'s' if number != 1 else ''}"
    told += f" of {sources} independent source{'s' if sources != 1 else ''}" if sources < number else ""
    name = made["name"] or f"unnamed exercise ({'-'.join(made['participants'][:4])})"
    lines = [Text.assemble((name, "bold"), "  ", (told, "dim")), *(Text(line) for line in _head(made))]
    return Group(*lines, Padding(_properties(made), (1, 0, 0, 2)), *(Text(line) for line in _foot(made)))


def _head(made: Record) -> Iterator[str]:
    """What the exercise is called otherwise, what it belongs to, and how it went on."""
    if made["aliases"]:
        yield f"also known as {', '.join(made['aliases'])}"
    if made["former_ids"]:
        yield f"former ids: {', '.join(made['former_ids'])}"
    if len(made["editions"]) > 1:
        editions = [f"{e['edition'] or e['year'] or '?'} {e['held']} ({e['id']})" for e in made["editions"]]
        yield f"editions of {made['series'] or made['series_key']}: {', '.join(editions)}"
    if made["parent"]:
        yield f"part of {_named(made['parent'])}"
    if made["components"]:
        yield f"with the parts {', '.join(map(_named, made['components']))}"
    if made["history"]:
        yield f"history: {'; '.join(step['words'] for step in made['history'])}"


def _foot(made: Record) -> Iterator[str]:
    """Thresholds that are reached, and what curators said."""
    for finding in made["vienna"]["findings"]:
        if finding["answer"] == "reaches":
            reached = f"reaches {finding['least']:,} {finding['measure']}; {finding['reason']}"
            yield f"\nVienna Document 2011, paragraph {finding['paragraph']}: {reached}"
    for j in made["judgements"]:
        if j["kind"] == "note":
            yield f"\nnote of {j['who']}, {j['when']}: {j['why']}"


def _named(kin: Record) -> str:
    return f"{kin['name'] or 'unnamed exercise'} ({kin['id']})"


def _properties(made: Record) -> RenderableType:
    claims = {c["id"]: c for a in made["accounts"] for c in a["claims"]}
    table = render.three_columns()
    for prop in schema().properties:
        label = prop.label
        for weighed in made["properties"].get(prop.id, ()):
            options = [(o, n == 0) for n, o in enumerate((weighed["shown"], *weighed["alternatives"])) if o]
            for option, shown in options:
                value = render.value_words(prop.id, option["value"])
                said = "denied: " if option["denied"] else "" if shown else "or "
                table.add_row(label, Text(said + value), Text(_why(option, weighed["standing"] if shown else "")))
                for words in dict.fromkeys(_words(claims[c], option) for c in option["claims"] if c in claims):
                    table.add_row("", "", Text(f"  {words}"))
                label = ""
    return table


def _why(option: Record, standing: str) -> str:
    """The reasons in words, after what kind of value it is: declared by a participant, reported, or disputed."""
    return ": ".join(x for x in (standing, ", ".join(option["reasons"])) if x)


def _words(claim: Record, option: Record) -> str:
    """A claim's words, whose they are and on which side that is, and where they were printed; how the value came about."""
    sides = {v["speaker"]: v for v in option["voices"] if v["kind"] != "publisher"}
    side = sides.get(claim["speaker"] or claim["publisher"])
    said = claim["speaker"] or ""
    if side:
        said = f"{claim['speaker'] or 'the publisher'}, {SIDES[side['kind']]}" + (f" ({side['party']})" if side["party"] else "")
    printed = ", ".join(x for x in (claim["publisher"], claim["published"]) if x) or f"report {claim['report']}"
    notes = ", ".join(note for note, usual in ((claim["derivation"], "stated"), (claim["modality"], "asserted")) if note != usual)
    return render.quoted(claim["quote"]) + (f" — {said}" if said else "") + f" ({printed})" + (f" [{notes}]" if notes else "")


SIDES: Mapping[str, str] = {
    "participant": "of a participant",
    "opponent": "of an opponent",
    "third party": "of a third party",
    "unknown": "whose side is not told",
}
"""Kinds of voices in words."""


def flat(made: Record) -> Sequence[Record]:
    """A row for each claim of the exercise, with whether its value is shown and the reasons for it."""
    rows = []
    claims = {c["id"]: c for a in made["accounts"] for c in a["claims"]}
    for name, values in made["properties"].items():
        for weighed in values:
            for n, option in enumerate((weighed["shown"], *weighed["alternatives"])):
                for claim in (claims[c] for c in (option["claims"] if option else ()) if c in claims):
                    shown = {"exercise": made["id"], "property": name, "shown": n == 0, "standing": weighed["standing"]}
                    rows.append({**shown, "weighed": option["value"], "reasons": option["reasons"], **claim})
    return rows
