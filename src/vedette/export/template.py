"""A coding in the form of the gold set's guidelines: one JSON object a report."""

from collections.abc import Mapping
from typing import Any

from vedette.model import Account, Claim, Coding, Value


def template(coding: Coding) -> dict[str, Any]:
    """The coding of one report as filled templates, ready for json.dumps."""
    report = coding.report
    return {
        "id": report.id,
        "title": report.title,
        "published": report.published,
        "publisher": report.publisher,
        "exercises": [_exercise(a) for a in coding.accounts],
        "statements": [_pick(c.value, "speaker", "text", "direct") for c in quotations(coding)],
    }


def quotations(coding: Coding) -> list[Claim]:
    """The statements that are direct quotations, the only ones that the form holds, in its order."""
    return [c for c in coding.claims if c.property == "statement" and isinstance(c.value, Mapping) and c.value["direct"]]


def _exercise(account: Account) -> dict[str, Any]:
    return {
        "ref": account.ref,
        "focus": account.focus,
        "name": account.value("name"),
        "aliases": account.values("alias"),
        "status": account.value("status") or "unknown",
        "participants": account.values("participant"),
        "observers": account.values("observer"),
        "places": [_pick(v, "name", "country") for v in account.values("place")],
        "start": account.value("start"),
        "end": account.value("end"),
        "duration_days": account.value("duration"),
        "personnel": [_pick(v, "low", "high", "party") for v in account.values("personnel")],
        "materiel": [_pick(v, "type", "count", "party") for v in account.values("materiel")],
        "units": [_pick(v, "name", "party") for v in account.values("unit")],
        "domains": account.values("domain"),
        "objectives": account.values("objective"),
    }


def _pick(value: Value, *keys: str) -> dict[str, Any]:
    assert isinstance(value, dict)
    return {key: value.get(key) for key in keys}
