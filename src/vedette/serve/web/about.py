"""What the page about the data tells: the coder and its word lists, how often it is right, what the catalogue holds, sources."""

import csv
from datetime import date
from io import StringIO
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

import vedette
from vedette.export import FORMATS
from vedette.extract.drafts import CODER
from vedette.lexicon import DATA, compiled, read_csv
from vedette.serve.web import figures
from vedette.serve.web.api.exercises import Form
from vedette.serve.web.index import Index
from vedette.serve.web.names import party_name

COMMONEST = 15
"""Values of a kind that are listed."""
SETS = {
    "held": "by writers who did not know the coder, and kept apart: nobody looks at what it gets wrong there",
    "tune": "reports of agencies, ministries and newspapers, that rules are tuned on",
    "": "written for the project in many house styles, and looked through for what the coder gets wrong",
    "examples": "the examples that come with Vedette",
}
"""What each set of reports coded by hand is, the one that tells most of unseen reports first; the nameless stands for all others."""


class Source(BaseModel):
    """Where facts of the word lists are from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    licence: str = ""
    url: str = ""
    note: str = ""


@compiled
def lexicons() -> list[tuple[str, int, int, int]]:
    """The word lists: name, rows, things that the rows name, languages; the longest first."""
    out = []
    for path in DATA.joinpath("lexicons").iterdir():
        if path.name.endswith(".csv") and not path.name.startswith("sources"):
            rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"), newline="")))
            things, languages = ({r[column] for r in rows if r.get(column)} for column in ("id", "lang"))
            out.append((path.name.removesuffix(".csv"), len(rows), len(things), len(languages - {"mul"})))
    return sorted(out, key=lambda row: (-row[1], row[0]))


@compiled
def sources() -> list[Source]:
    """The sources of the word lists by their keys; each once."""
    found: dict[str, Source] = {}
    for path in sorted(DATA.joinpath("lexicons").iterdir(), key=lambda p: p.name):
        if path.name.startswith("sources") and path.name.endswith(".csv"):
            found = {**{s.id: s for s in read_csv(path, Source)}, **found}
    return sorted(found.values(), key=lambda s: s.id.lower())


def about(index: Index) -> dict[str, Any]:
    """The context of `about.html`."""
    catalogue = index.catalogue
    told = figures.packaged()
    groups = [([name] if name else sorted(set(told["sets"]) - set(SETS)), note) for name, note in SETS.items()]
    groups = [([n for n in names if n in told["sets"]], note) for names, note in groups]
    sets = {name: told["sets"][name] for names, _ in groups for name in names}
    version = f"Vedette, version {vedette.__version__}"
    return {
        "coder": CODER,
        "coders": catalogue.tally("claim", "coder"),
        "lexicons": lexicons(),
        "entries": sum(rows for _, rows, _, _ in lexicons()),
        "sets": sets,
        "notes": [(", ".join(names), note) for names, note in groups if names],
        "slots": list(next(iter(sets.values()))["slots"]) if sets else [],
        "negatives": told["negatives"],
        "counts": catalogue.count(),
        "publishers": catalogue.tally("report", "publisher", COMMONEST),
        "languages": catalogue.tally("report", "lang", COMMONEST),
        "participants": [(code, party_name(code), n) for code, n in index.facets["participant"].commonest(index.all, COMMONEST)],
        "domains": index.facets["domain"].commonest(index.all, COMMONEST),
        "sources": sources(),
        "downloads": [(name, FORMATS[name].about, f"/api/v1/exercises.{name}") for name in get_args(Form)],
        "revision": str(index.revision),
        "cite": f"{version}. Catalogue of {index.size:,} exercises, revision {index.revision}, {date.today():%-d %B %Y}.",
    }
