"""A coding or account with everything it holds, as JSON; `data/schema/coding.schema.json` describes it."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from vedette.lexicon import DATA
from vedette.model import Account, Coding, Lead, Report


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of what `coding` returns."""
    loaded: Mapping[str, Any] = json.loads((DATA / "schema" / "coding.schema.json").read_text(encoding="utf-8"))
    return loaded


def coding(coding: Coding) -> dict[str, Any]:
    """Everything that was made of one report: the report with its blocks, the accounts and all claims with their spans."""
    return {
        "report": report(coding.report),
        "accounts": [account(a) for a in coding.accounts],
        "claims": [c.flat() for c in coding.claims],
    }


def report(report: Report) -> dict[str, Any]:
    """A report with its kept text and the kinds of its blocks."""
    return {
        "id": report.id,
        "title": report.title,
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "lang": report.lang,
        "name": report.name,
        "raw_sha256": report.raw_sha256,
        "text": report.text,
        "blocks": [{"kind": b.kind, "start": b.span.start, "end": b.span.end} for b in report.blocks],
        "leads": [_lead(x) for x in report.leads],
        "credits": list(report.credits),
    }


def account(account: Account) -> dict[str, Any]:
    """An account with its claims."""
    return {
        "id": account.id,
        "report": account.report,
        "ref": account.ref,
        "focus": account.focus,
        "claims": [c.flat() for c in account.claims],
    }


def _lead(lead: Lead) -> dict[str, Any]:
    return {
        "title": lead.title,
        "url": lead.url,
        "start": lead.span.start if lead.span else None,
        "end": lead.span.end if lead.span else None,
    }
