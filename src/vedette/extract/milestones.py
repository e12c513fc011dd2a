"""What makes an exercise, or something done in it, stand out: the first, the largest, the longest, the 20th edition."""

from collections.abc import Sequence

from vedette.extract.clauses import clause_end, negated, token_span
from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, mentions_in
from vedette.extract.modality import clause_modality, clause_of, modality
from vedette.extract.rules import Hit, rule_book
from vedette.model import Document


def milestones(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `milestone` {"text", "what"}, in the report's words; each stretch of words once."""
    drafts: list[Draft] = []
    for scope in frame.scopes:
        if scope.strength or frame.main:
            for hit in rule_book("milestones").hits(doc, doc.sentences[scope.sentence]):
                draft = _draft(doc, scope, hit)
                if draft and not any(draft.span.overlaps(other.span) for other in drafts):
                    drafts.append(draft)
    return drafts


def _draft(doc: Document, scope: Scope, hit: Hit) -> Draft | None:
    whole = "act" in hit.match.re.groupindex
    core = hit.tokens("act" if whole else "text")
    if core is None or not scope.first <= core[0] < scope.last or negated(doc, hit.sentence, core[0]):
        return None
    matched = (hit.tokens() or core)[1]
    if scope.strength < 2 and not whole and not has_cue(doc, core[0], matched, "milestone_noun", "milestone_edition"):
        return None
    first = _act_first(doc, hit, *core) if whole else core[0]
    span = token_span(doc, first, _end(doc, hit, core[0], matched, whole))
    mode = modality(doc, first, core[1]) if whole else clause_modality(doc, hit.sentence, *core)
    return Draft("milestone", {"text": span.of(doc.report.text), "what": hit.rule.value}, span, hit.rule.confidence, modality=mode)


def _act_first(doc: Document, hit: Hit, first: int, last: int) -> int:
    """Where the words begin that tell what is done: with the clause, or the one before that it comments on ("…, something never tried").

    Words before what somebody is reported to have said are left out.
    """
    begin = clause_of(doc, hit.sentence, first, last)[0]
    comments = has_cue(doc, max(hit.sentence.first, begin - 1), begin + 1, "milestone_apposed")
    mark = begin - 1
    while mark > hit.sentence.first and doc.tokens[mark].text != ",":
        mark -= 1
    if comments and mark > hit.sentence.first:
        begin = clause_of(doc, hit.sentence, mark - 1, mark)[0]
    return max([begin, *(m.first for m in mentions_in(doc, "speech", begin, first))])


def _end(doc: Document, hit: Hit, first: int, matched: int, whole: bool) -> int:
    """Where the words end: with the clause, or for a noun phrase before its verb."""
    last = max(matched, clause_end(doc, hit.sentence, first))
    if whole:
        return last
    verbs = cue_ranges(doc, matched, last, "clause_finite", "milestone_stop")
    return verbs[0][0] if verbs else last
