"""Records of the model ↔ rows of the tables."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import RowMapping

from vedette.model import Account, Block, Claim, Judgement, Lead, Report, Span
from vedette.store.bulk import Columns

Row: TypeAlias = RowMapping | dict[str, Any]


def report_row(report: Report) -> dict[str, Any]:
    """A report as a row."""
    return {
        "id": report.id,
        "text": report.text,
        "blocks": [[b.kind, b.span.start, b.span.end] for b in report.blocks],
        "title": report.title,
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "lang": report.lang,
        "leads": [[x.title, x.url, x.span.start if x.span else None, x.span.end if x.span else None] for x in report.leads],
        "credits": list(report.credits),
        "raw_sha256": report.raw_sha256,
        "name": report.name,
    }


def report_of(row: Row) -> Report:
    """The report that a row holds."""
    return Report(
        id=row["id"],
        text=row["text"],
        blocks=tuple(Block(kind, Span(start, end)) for kind, start, end in row["blocks"]),
        title=row["title"],
        published=row["published"],
        publisher=row["publisher"],
        url=row["url"],
        lang=row["lang"],
        leads=tuple(Lead(title, url, Span(start, end) if start is not None else None) for title, url, start, end in row["leads"]),
        credits=tuple(row["credits"]),
        raw_sha256=row["raw_sha256"],
        name=row["name"],
    )


def account_row(account: Account) -> dict[str, Any]:
    """An account as a row, without its claims."""
    return {"id": account.id, "report": account.report, "ref": account.ref, "focus": account.focus}


def claim_columns(claims: Sequence[Claim], numbers: Sequence[int]) -> Columns:
    """Claims as rows, column by column, since there are many; `numbers` are their places among the claims of their accounts."""
    return {
        "id": [c.id for c in claims],
        "account": [c.account or "" for c in claims],
        "report": [c.report for c in claims],
        "number": numbers,
        "property": [c.property for c in claims],
        "value": [c.value for c in claims],
        "start": [c.span.start for c in claims],
        "end": [c.span.end for c in claims],
        "quote": [c.quote for c in claims],
        "speaker": [c.speaker for c in claims],
        "publisher": [c.publisher for c in claims],
        "published": [c.published for c in claims],
        "modality": [c.modality for c in claims],
        "derivation": [c.derivation for c in claims],
        "basis": [c.basis for c in claims],
        "lang": [c.lang for c in claims],
        "coder": [c.coder for c in claims],
        "confidence": [c.confidence for c in claims],
    }


def claim_of(row: Row) -> Claim:
    """The claim that a row holds."""
    return Claim(
        id=row["id"],
        report=row["report"],
        account=row["account"] or None,
        property=row["property"],
        value=row["value"],
        span=Span(row["start"], row["end"]),
        quote=row["quote"],
        speaker=row["speaker"],
        publisher=row["publisher"],
        published=row["published"],
        modality=row["modality"],
        derivation=row["derivation"],
        basis=tuple(row["basis"]),
        lang=row["lang"],
        coder=row["coder"],
        confidence=row["confidence"],
    )


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """A judgement as a row, without its number, which the database gives."""
    return {
        "kind": judgement.kind,
        "subject": judgement.subject,
        "other": judgement.other,
        "value": judgement.value,
        "source": judgement.source,
        "evidence": dict(judgement.evidence),
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
    }


def judgement_of(row: Row) -> Judgement:
    """The judgement that a row holds."""
    return Judgement(
        **{key: row[key] for key in ("kind", "subject", "who", "when", "why", "other", "value", "source", "evidence", "number")}
    )
