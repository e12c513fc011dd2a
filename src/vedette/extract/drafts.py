"""Claims in the making, and how they become claims with ids."""

import hashlib
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.json import Encoder

import vedette
from vedette.model import Account, Claim, Derivation, Document, Mention, Modality, Report, Span, Speech, Value

_JSON = Encoder(order="deterministic")
CODER = f"rules-{vedette.__version__}"
"""Name and version of the coder that stands in every claim."""


class Draft(Struct, frozen=True):
    """A value found for a property, with the span that it rests on; `basis` are the drafts that a computed value follows from."""

    property: str
    value: Value
    span: Span
    confidence: float = 0.8
    derivation: Derivation = "stated"
    modality: Modality = "asserted"
    basis: tuple["Draft", ...] = ()


def digest(*parts: object) -> str:
    """The first 16 hex digits of the sha256 of the parts as JSON."""
    return hashlib.sha256(_JSON.encode(parts)).hexdigest()[:16]


def claim_id(report: Report, draft: Draft) -> str:
    """A claim's id: a hash of report, property, span and value, so that coding the same report again gives the same ids."""
    return digest(report.id, draft.property, draft.span.start, draft.span.end, draft.value)


def claims(doc: Document, account: str | None, drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """The claims that drafts make, each once, with speaker, publisher and date filled in."""
    out: dict[str, Claim] = {}
    report = doc.report
    speeches = doc.of("speech")
    for draft in drafts:
        ident = claim_id(report, draft)
        if ident in out:
            continue
        out[ident] = Claim(
            id=ident,
            report=report.id,
            account=account,
            property=draft.property,
            value=draft.value,
            span=draft.span,
            quote=draft.span.of(report.text),
            speaker=speaker_of(speeches, draft.span),
            publisher=report.publisher,
            published=report.published,
            modality=draft.modality,
            derivation=draft.derivation,
            basis=tuple(claim_id(report, b) for b in draft.basis),
            lang=report.lang,
            coder=CODER,
            confidence=draft.confidence,
        )
    return tuple(out.values())


def speaker_of(speeches: Sequence[Mention], span: Span) -> str | None:
    """Who is named as the source of the words of a span: the speaker of the speech that covers it most closely; None for the publisher."""
    start, end = span.start, span.end
    covering = [m for m in speeches if m.span.start < end and start < m.span.end and any(span.within(part) for part in m.value.parts)]
    if not covering:
        return None
    closest: Speech = min(covering, key=lambda m: sum(p.end - p.start for p in m.value.parts)).value
    return closest.speaker


def account(doc: Document, ref: str, anchor: Span, focus: bool, drafts: Iterable[Draft]) -> Account:
    """An account with its claims; its id follows from the report and the place of the first mention."""
    ident = digest(doc.report.id, "account", anchor.start, anchor.end, ref)
    return Account(id=ident, report=doc.report.id, ref=ref, focus=focus, claims=claims(doc, ident, drafts))
