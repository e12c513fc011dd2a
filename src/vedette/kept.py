"""What is kept of a report: its text, and the claims and accounts that a coder makes of it; and curators' judgements.

All offsets are code points (not bytes) into the kept text of one report, half-open, and stay valid for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from msgspec import Struct

Modality = Literal["asserted", "planned", "expected", "denied", "hinted"]
Derivation = Literal["stated", "derived", "computed"]
BlockKind = Literal["headline", "date_line", "byline", "body", "caption", "related", "source"]
JudgementKind = Literal["accept", "correct", "reject", "same", "not_same", "series", "note", "withdraw"]
Value = str | int | float | Mapping[str, Any] | None


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open stretch of the kept text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether both cover at least one common character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether `other` covers all of this span."""
        return other.start <= self.start and self.end <= other.end


class Block(Struct, frozen=True):
    """A paragraph-like part of the kept text; only `headline`, `body` and `caption` are read for facts."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Lead:
    """A link or line that points to another report; a hint to follow, never a fact of this one."""

    title: str
    url: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """One document as kept.

    `text` is final: headline, body and furniture in reading order, blocks separated by blank lines.
    `published` is an EDTF date or None, `publisher` a name or None, `lang` an ISO 639-1 code or None.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
    leads: tuple[Lead, ...] = ()
    credits: tuple[str, ...] = ()
    raw_sha256: str | None = None
    name: str | None = None
    """Where the input came from (file name or address), for messages."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One value with all that it rests on: a flat row.

    `account` is None for claims about the report as a whole (statements, background). `speaker` is whoever the report names as
    its source, None where the publisher speaks. `basis` holds the ids of the claims that a computed value follows from.
    `confidence` is between 0 and 1.
    """

    id: str
    report: str
    account: str | None
    property: str
    value: Value
    span: Span
    quote: str
    speaker: str | None = None
    publisher: str | None = None
    published: str | None = None
    modality: Modality = "asserted"
    derivation: Derivation = "stated"
    basis: tuple[str, ...] = ()
    lang: str | None = None
    coder: str = ""
    confidence: float = 1.0

    def flat(self) -> dict[str, Any]:
        """The fields by name; the span as `start` and `end`, the basis as a list."""
        return {
            "id": self.id,
            "account": self.account,
            "report": self.report,
            "property": self.property,
            "value": self.value,
            "start": self.span.start,
            "end": self.span.end,
            "quote": self.quote,
            "speaker": self.speaker,
            "publisher": self.publisher,
            "published": self.published,
            "modality": self.modality,
            "derivation": self.derivation,
            "basis": list(self.basis),
            "lang": self.lang,
            "coder": self.coder,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of one exercise. `ref` numbers the accounts of a report (E1, E2 …); `focus` is False for a passing mention."""

    id: str
    report: str
    ref: str
    focus: bool
    claims: tuple[Claim, ...]

    def values(self, name: str) -> list[Value]:
        """The values of all claims of one property, in order."""
        return [c.value for c in self.claims if c.property == name]

    def value(self, name: str) -> Value:
        """The value of the first claim of a property, or None."""
        return next(iter(self.values(name)), None)


@dataclass(frozen=True, slots=True)
class Coding:
    """All that a coder makes of one report: accounts of exercises, and claims about the report as a whole."""

    report: Report
    accounts: tuple[Account, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A curator's decision, kept for ever: only a later judgement changes what holds.

    `subject` is the id of what is judged: a claim (accept, correct, reject), an account (same, not_same), an exercise (series, note), a
    report (accept as a whole, note), or the number of a judgement (withdraw). `other` is the second account of same and not_same, for
    a claim the account that it stands in. `value` is the corrected value, or the series as {"name", "id"}. `source` says what a
    correction rests on, None where the curator read the same words otherwise. `evidence` is what the curator saw, as it was then.
    `who` names the curator, `when` is an ISO 8601 instant in UTC, `number` the place among all judgements (None before it is stored).
    """

    kind: JudgementKind
    subject: str
    who: str
    when: str
    why: str = ""
    other: str | None = None
    value: Value = None
    source: str | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    number: int | None = None
