"""Chips of sources: which report says so, in which words, and who speaks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vedette.grammar import document
from vedette.model import Claim, Report, Span
from vedette.resolve.speakers import parties_of, voice
from vedette.serve.web.names import party_name
from vedette.serve.web.view import shortened

AROUND = 220
"""Code points on either side of the words that a chip shows of a long sentence."""
KINDS: Mapping[str, str] = {
    "participant": "an official of a participant",
    "opponent": "an opponent",
    "third party": "a third party",
    "publisher": "the publisher itself",
    "unknown": "a speaker whose side is not told",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One claim as a source: the report's number on the page, the sentence around the claim's words, and who says so."""

    number: int
    href: str
    kind: str
    before: str
    words: str
    after: str
    by: str
    notes: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report in the list at the end of a page."""

    number: int
    id: str
    title: str
    publisher: str
    published: str | None

    @property
    def href(self) -> str:
        """The report's page."""
        return f"/reports/{self.id}"


class Sources:
    """The reports that a page rests on, numbered in the order of publication, and chips for claims of them."""

    def __init__(
        self, reports: Iterable[Report], claims: Iterable[Claim], statements: Iterable[Claim], participants: Iterable[str]
    ) -> None:
        ordered = sorted(reports, key=lambda r: (r.published or "9999", r.publisher or "", r.id))
        self.reports = {r.id: r for r in ordered}
        self.list = tuple(
            Source(n, r.id, shortened(r.title or r.name or r.id), shortened(r.publisher or ""), r.published)
            for n, r in enumerate(ordered, 1)
        )
        self._number = {s.id: s.number for s in self.list}
        self._claims = {c.id: c for c in claims}
        self._known = parties_of(statements)
        self._participants = frozenset(participants)
        self._sentences: dict[str, Sequence[Span]] = {}

    def chips(self, idents: Iterable[str]) -> tuple[Chip, ...]:
        """Chips for claims by their ids, in the order of the reports; ids of claims that have gone are passed over."""
        found = [self._claims[i] for i in dict.fromkeys(idents) if i in self._claims]
        return tuple(self.chip(c) for c in sorted(found, key=lambda c: (self._number[c.report], c.span)))

    def chip(self, claim: Claim) -> Chip:
        """The chip of one claim."""
        said = voice(claim, self._participants, self._known)
        speaker = said.speaker if claim.speaker else None
        side = f" ({party_name(said.party)})" if said.party and claim.speaker else ""
        who = f"{speaker}{side}, {KINDS[said.kind]}" if speaker else ""
        printed = ", ".join(x for x in (claim.publisher, claim.published) if x)
        usual = (("stated", claim.derivation), ("asserted", claim.modality))
        report = self.reports[claim.report]
        before, words, after = around(report, claim.span, self._sentences_of(report))
        return Chip(
            self._number[claim.report],
            f"/reports/{claim.report}#claim-{claim.id}",
            said.kind,
            before,
            words,
            after,
            " · ".join(shortened(x) for x in (who, printed or f"report {self._number[claim.report]}") if x),
            tuple(now for normal, now in usual if now != normal),
            claim.id,
        )

    def _sentences_of(self, report: Report) -> Sequence[Span]:
        if report.id not in self._sentences:
            self._sentences[report.id] = tuple(s.span for s in document(report).sentences)
        return self._sentences[report.id]

    def claim(self, ident: str) -> Claim | None:
        """A claim of the page by its id."""
        return self._claims.get(ident)


def around(report: Report, span: Span, sentences: Iterable[Span]) -> tuple[str, str, str]:
    """The words of a span with the sentence around them: what stands before, the words, what stands behind."""
    inside = next((s for s in sentences if s.overlaps(span)), span)
    start, end = min(inside.start, span.start), max(inside.end, span.end)
    first, last = max(start, span.start - AROUND), min(end, span.end + AROUND)
    before = ("… " if first > start else "") + report.text[first : span.start].lstrip()
    after = report.text[span.end : last].rstrip() + (" …" if last < end else "")
    return before, shortened(report.text[span.start : span.end]), after
