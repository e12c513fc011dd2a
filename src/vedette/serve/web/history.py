"""What was judged of a record, in the order in which it was judged, with what was withdrawn and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from vedette.model import Claim, Judgement
from vedette.review import PAIRED, VERDICTS
from vedette.schema import schema
from vedette.serve.web.problems import Refused
from vedette.serve.web.reading import text_of
from vedette.serve.web.view import exercise_name
from vedette.store import Catalogue

SAYS: Mapping[str, str] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "same": "one exercise",
    "not_same": "two exercises",
    "series": "series set",
    "note": "note",
    "withdraw": "withdrawn",
}
"""What each kind of judgement says, in words."""
LATEST = 200
"""Judgements that the history of the whole catalogue shows."""


def history(catalogue: Catalogue, exercise: str = "", report: str = "", claim: str = "") -> dict[str, Any]:
    """The context of `history.html`, the latest judgement first; raises Refused where the record is not there."""
    title, subjects = _subjects(catalogue, exercise, report, claim)
    everything = catalogue.judgements(subjects, holding=False)
    told = {str(j.number) for j in everything}
    taken = {j.subject: j for j in (catalogue.judgements(told, holding=False) if told else []) if j.kind == "withdraw"}
    shown = [j for j in everything if j.kind != "withdraw"][-LATEST:]
    claims = {c.id: c for c in catalogue.claims_with(j.subject for j in shown if j.kind in VERDICTS)}
    homes: Mapping[int | None, tuple[str, str]] = {} if exercise else _homes(catalogue, shown, claims)
    rows = [{**row(j, claims, taken.get(str(j.number))), "exercise": homes.get(j.number)} for j in reversed(shown)]
    return {"title": title, "rows": rows, "exercise": exercise, "report": report, "claim": claim}


def row(judgement: Judgement, claims: Mapping[str, Claim], withdrawn: Judgement | None = None) -> dict[str, Any]:
    """A judgement as a line: what was said of what, by whom, when and why."""
    claim = claims.get(judgement.subject)
    told = str(judgement.evidence.get("property") or (claim.property if claim else ""))
    known = schema().by_id.get(told)
    return {
        "number": judgement.number,
        "says": SAYS[judgement.kind],
        "kind": judgement.kind,
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
        "source": judgement.source,
        "property": known.label if known else "",
        "was": _words(told, judgement.evidence.get("value"), claim),
        "value": _words(told, judgement.value, claim) if judgement.value is not None else "",
        "quote": (judgement.evidence.get("marked") or judgement.evidence).get("quote", ""),
        "link": _link(judgement),
        "withdrawn": withdrawn,
    }


def _homes(catalogue: Catalogue, judgements: Iterable[Judgement], claims: Mapping[str, Claim]) -> dict[int | None, tuple[str, str]]:
    """Number of a judgement → id and name of the exercise that it is about, where it is about one."""
    about = {j.number: str(claims[j.subject].account) if j.subject in claims else j.subject for j in judgements}
    homes = catalogue.homes(about.values())
    found = {number: homes.get(subject, subject) for number, subject in about.items()}  # a series is set of an exercise itself
    names = {r["id"]: exercise_name(r["name"], r["participants"]) for r in catalogue.records(sorted(set(found.values())))}
    return {number: (ident, names[ident]) for number, ident in found.items() if ident in names}


def _words(told: str, value: Any, claim: Claim | None) -> str:
    """A value in words; as it stands where its claim has gone."""
    if value is None:
        return ""
    return text_of(replace(claim, value=value)) if claim and claim.property == told else str(value)


def _link(judgement: Judgement) -> str:
    if judgement.kind in VERDICTS:
        return f"/review?claim={judgement.subject}"
    return f"/review?accounts={judgement.subject},{judgement.other}" if judgement.kind in PAIRED else ""


def _subjects(catalogue: Catalogue, exercise: str, report: str, claim: str) -> tuple[str, Iterable[str] | None]:
    if claim:
        return f"claim {claim}", [claim]
    if report:
        found = catalogue.report(report)
        if found is None:
            raise Refused(404, f"There is no report {report!r}.")
        accounts = catalogue.accounts(report=found.id)
        claims = [*catalogue.report_claims(found.id), *(c for a in accounts for c in a.claims)]
        return found.title or f"report {found.id}", [found.id, *(a.id for a in accounts), *(c.id for c in claims)]
    if exercise:
        home = catalogue.exercise(exercise)
        if home is None:
            raise Refused(404, f"There is no exercise {exercise!r}.")
        accounts = catalogue.accounts(exercise=home)
        name = next(iter(catalogue.records([home])), {}).get("name")
        return str(name or f"unnamed exercise {home}"), [home, *(a.id for a in accounts), *(c.id for a in accounts for c in a.claims)]
    return "All judgements", None
