"""The server for assistants (Model Context Protocol): tools that ask a catalogue and code texts, with the words and sources of every value.

Nothing is written unless the server was started for that.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Annotated, Any, ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

import vedette
from vedette import analysis
from vedette.ingest import MAX_BYTES
from vedette.model import Coding, Report
from vedette.pipeline import code, store_all
from vedette.raw import InputError, Raw
from vedette.read import read
from vedette.store import Catalogue, CatalogueError, Filters

P = ParamSpec("P")
Record = dict[str, Any]

MOST = 100
"""The most exercises or conflicts that one answer holds: more would fill an assistant's context."""
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
INSTRUCTIONS = """A catalogue of military exercises, read out of news reports. Every value rests on words of a report: quote them and name
publisher and date when you use a value. Vedette tells what reports say, not what is true; where they disagree, tell so (see conflicts).
States are ISO 3166-1 alpha-2 codes, organisations ids such as NATO. Dates are EDTF, as precise as the report. Missing is unknown."""

Words = Annotated[str, Field(description="Words that must all be found in the exercise or its reports, in any script; may be empty.")]
Parties = Annotated[list[str], Field(description="States and organisations that must all take part, by code (RU, NATO) or name.")]
Since = Annotated[str | None, Field(description="Held on or after this date: 2018, 2018-08 or 2018-08-09.")]
Until = Annotated[str | None, Field(description="Held on or before this date.")]
Limit = Annotated[int, Field(description=f"How many at most, up to {MOST}.", ge=1, le=MOST)]
Ident = Annotated[str, Field(description="An id, or how it begins.", min_length=1)]
Text = Annotated[str, Field(description="A report: its plain text or the HTML of its page.", min_length=1)]
Published = Annotated[str | None, Field(description="Day of publication, as 2021-08-09; wins over what the report says.")]
Url = Annotated[str | None, Field(description="Address that the report was taken from.")]
Publisher = Annotated[str | None, Field(description="Who published it.")]


def told(tool: Callable[P, Record]) -> Callable[P, Record]:
    """The tool with what it cannot do told in one sentence to the assistant."""

    @wraps(tool)
    def run(*args: P.args, **more: P.kwargs) -> Record:
        try:
            return tool(*args, **more)
        except (analysis.AnalysisError, CatalogueError, InputError) as error:
            raise ToolError(str(error)) from error

    return run


class Tools:
    """The tools, on one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def search_exercises(
        self,
        text: Words = "",
        *,
        participants: Parties = [],  # noqa: B006 (read only; its JSON Schema needs the default)
        place: Annotated[str | None, Field(description="A place by name, or the state that it lies in.")] = None,
        since: Since = None,
        until: Until = None,
        series: Annotated[str | None, Field(description="A series under any of its spellings, as Zapad.")] = None,
        status: Annotated[str | None, Field(description="planned, underway, completed, cancelled, postponed or unknown.")] = None,
        limit: Limit = 20,
    ) -> Record:
        """Search the exercises of the catalogue; all that is given must hold. The latest come first."""
        chosen = analysis.filters(text, participants=participants, place=place, since=since, until=until, series=series, status=status)
        found = self.catalogue.find(chosen)
        return {"found": len(found), "exercises": self.catalogue.records(found[:limit])}

    def get_exercise(self, id: Ident) -> Record:
        """One exercise with its sources: each property's value, the values that others claim, why it is shown, and the words of each
        report with speaker, publisher, date and address."""
        made = analysis.exercise(self.catalogue, id)
        if made is None:
            raise ToolError(f"No single exercise has an id that begins with {id!r}.")
        reports = self.catalogue.reports(made["reports"])
        claims = {c["id"]: _source(c, reports) for a in made["accounts"] for c in a["claims"]}
        values = {
            name: [
                {
                    "standing": w["standing"],
                    "conflict": w["conflict"],
                    "values": [_with_words(o, claims) for o in (w["shown"], *w["alternatives"]) if o],
                }
                for w in several
            ]
            for name, several in made["properties"].items()
        }
        head = self.catalogue.records([made["id"]])[0]
        return {**head, "properties": values, "reports": [_head(r) for r in reports.values()]}

    def code_text(self, text: Text, published: Published = None, url: Url = None, publisher: Publisher = None) -> Record:
        """Read the exercises out of a report, with the words that each value rests on. Nothing is stored."""
        made = code(_read(text, published, url, publisher))
        return {
            "report": _head(made.report),
            "exercises": [{"ref": a.ref, "in_passing": not a.focus, "claims": [_claim(c.flat()) for c in a.claims]} for a in made.accounts],
            "claims": [_claim(c.flat()) for c in made.claims],
        }

    def find_conflicts(self, text: Words = "", participants: Parties = [], since: Since = None, limit: Limit = 20) -> Record:  # noqa: B006
        """Where reports of the same exercise disagree: the value shown first, then the others, with the reports that claim each."""
        found = analysis.conflicts(self.catalogue, analysis.filters(text, participants=participants, since=since))
        return {"found": len(found), "conflicts": found[:limit]}

    def pair_history(
        self,
        one: Annotated[str, Field(description="A state or organisation, by code or name.")],
        other: Annotated[str, Field(description="Another.")],
        since: Since = None,
        until: Until = None,
    ) -> Record:
        """The exercises of two states or organisations together over time: by year, and each by date."""
        made = analysis.pair(self.catalogue, analysis.party(one), analysis.party(other), analysis.filters(since=since, until=until))
        return {**made, "found": len(made["exercises"]), "exercises": made["exercises"][-MOST:]}

    def upcoming_exercises(
        self,
        today: Annotated[str | None, Field(description="The day to look ahead from, as 2021-08-10; today if not given.")] = None,
        participants: Parties = [],  # noqa: B006
        limit: Limit = 20,
    ) -> Record:
        """Exercises that are under way or to come, the next first."""
        try:
            day = date.fromisoformat(today) if today else date.today()
        except ValueError as error:
            raise ToolError(f"{today!r} is no day; write it as 2021-08-10.") from error
        chosen: Filters = analysis.filters(participants=participants)
        found = analysis.upcoming(self.catalogue, day, chosen)
        return {"found": len(found), "exercises": found[:limit]}

    def add_report(self, text: Text, published: Published = None, url: Url = None, publisher: Publisher = None) -> Record:
        """Code a report and keep it in the catalogue, with the exercises that it changes; the same report is kept once."""
        made = code(_read(text, published, url, publisher))
        ((_, new),) = store_all([made], self.catalogue)
        return {"report": made.report.id, "new": new, "exercises": self._exercises_of(made)}

    def _exercises_of(self, made: Coding) -> list[str]:
        accounts = {a.id for a in made.accounts}
        return [e for e, members in self.catalogue.exercises().items() if accounts & set(members)]


def server(catalogue: Catalogue, write: bool = False) -> MCPServer[Any]:
    """The server on a catalogue; with `write` it may add reports as well."""
    made: MCPServer[Any] = MCPServer(
        "vedette", title="Vedette", instructions=INSTRUCTIONS, version=vedette.__version__, log_level="WARNING"
    )
    tools = Tools(catalogue)
    reading = (
        tools.search_exercises,
        tools.get_exercise,
        tools.code_text,
        tools.find_conflicts,
        tools.pair_history,
        tools.upcoming_exercises,
    )
    for tool in reading:
        made.add_tool(told(tool), annotations=READS)
    if write:
        made.add_tool(told(tools.add_report), annotations=WRITES)
    return made


def _read(text: str, published: str | None, url: str | None, publisher: str | None) -> Report:
    data = text.encode()
    if len(data) > MAX_BYTES:
        raise ToolError(f"The text is larger than {MAX_BYTES // 1_000_000} MB, too large for one report.")
    return read(Raw(data, "text", sha256(data).hexdigest(), charset="utf-8"), published, url, publisher)


def _head(report: Report) -> Record:
    return {name: getattr(report, name) for name in ("id", "title", "publisher", "published", "url")}


def _claim(flat: Mapping[str, Any]) -> Record:
    """What an assistant needs of a claim."""
    names = ("property", "value", "quote", "speaker", "modality", "derivation", "start", "end")
    return {name: flat[name] for name in names if flat[name] is not None}


def _source(flat: Mapping[str, Any], reports: Mapping[str, Report]) -> Record:
    """The words of a claim and where they stand."""
    report = reports.get(flat["report"])
    shown = {name: flat[name] for name in ("quote", "speaker", "modality", "publisher", "published", "report")}
    return {**{k: v for k, v in shown.items() if v is not None}, **({"url": report.url} if report and report.url else {})}


def _with_words(option: Mapping[str, Any], claims: Mapping[str, Record]) -> Record:
    """A weighed value with its reasons and sources."""
    return {
        "value": option["value"],
        "reasons": option["reasons"],
        "denied": option["denied"],
        "sources": [claims[c] for c in option["claims"] if c in claims],
    }
