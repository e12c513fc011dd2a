"""Who takes part in an exercise, who only observes, who hosts it, and under which organisation it is held.

Parties that stand in a list ("Russia, Belarus and Serbia") are judged together, by the words before the list, behind it and around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.lexicon import load_csv, words_of
from vedette.model import Document, Mention, Party

LINKS = frozenset((",", "and", "&", "/", "-", "the", "or", "'s"))
HOLD_REACH = 14
"""Tokens within which a verb of holding counts for a subject; found on the tuning set, 10 to 20 make no difference."""


ANCHOR_REACH = 9
"""Tokens before a preposition in which the noun or verb that it hangs on stands; found on the tuning set."""


class MemberRow(BaseModel):
    """A state's membership in an organisation."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    member: str
    since: str = Field("", alias="from")
    until: str = Field("", alias="to")
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """Parties that stand in one list, in tokens [first, last) of one scope."""

    mentions: tuple[Mention, ...]
    first: int
    last: int
    scope: Scope


@cache
def _organisations() -> frozenset[str]:
    """Organisations of states, which hold exercises; other bodies of organisations.csv do not."""
    return frozenset(row.id for row in load_csv("organisation_members", MemberRow)) | {"UN", "AFU"}


def participants(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `participant`, `observer`, `host` and `framework`, each code once."""
    votes: dict[str, float] = {}
    best: dict[str, tuple[float, Mention]] = {}
    watching: dict[str, Mention] = {}
    hosts: dict[str, Mention] = {}
    for scope in frame.scopes:
        for group in _groups(doc, scope):
            weight = _weigh(doc, frame, group)
            observing = weight > -2 and _observes(doc, group)
            for m in group.mentions:
                code = m.value.code
                if observing:
                    watching.setdefault(code, m)
                    continue
                if weight > 0 and _hosts(doc, group):
                    hosts.setdefault(code, m)
                votes[code] = votes.get(code, 0.0) + weight
                if code not in best or weight > best[code][0]:
                    best[code] = (weight, m)
        for m in _unit_parties(doc, frame, scope):
            code = m.value.party
            votes[code] = votes.get(code, 0.0) + 1.0
            if code not in best or best[code][0] < 1.0:
                best[code] = (1.0, m)
    drafts = []
    for code, total in votes.items():
        weight, mention = best[code]
        if weight >= 1 and total > 0 and code not in watching and (len(code) == 2 or code in _organisations()):
            drafts.append(Draft("participant", code, mention.span, min(0.95, 0.6 + 0.1 * total)))
    taking_part = {d.value for d in drafts}
    drafts += [Draft("observer", code, m.span, 0.8) for code, m in watching.items()]
    drafts += [Draft("host", code, m.span, 0.7) for code, m in hosts.items()]
    drafts += [Draft("framework", d.value, d.span, 0.7) for d in drafts if d.property == "participant" and d.value in _organisations()]
    return drafts if taking_part else drafts + _fallback(doc, frame)


def _groups(doc: Document, scope: Scope) -> Iterator[_Group]:
    """The lists of parties in a scope."""
    run: list[Mention] = []
    for m in in_range(doc.of("party"), scope.first, scope.last):
        if run and not _linked(doc, run[-1], m):
            yield _Group(tuple(run), run[0].first, run[-1].last, scope)
            run = []
        run.append(m)
    if run:
        yield _Group(tuple(run), run[0].first, run[-1].last, scope)


def _linked(doc: Document, a: Mention, b: Mention) -> bool:
    between = doc.tokens[a.last : b.first]
    if len(between) > 4:
        return False
    return all(t.low in LINKS or t.low in words_of("force_noun") for t in between) and not (between and between[0].low == "'s" and len(between) == 1)


def _weigh(doc: Document, frame: Frame, group: _Group) -> float:
    """How strongly the words around a list of parties say that they take part: 1 or more says so, below 0 speaks against it."""
    tokens, scope = doc.tokens, group.scope
    sentence = doc.sentences[scope.sentence]
    before = _before(doc, group)
    after = tokens[group.last].low if group.last < sentence.last else ""
    own = [m for m in frame.mentions if m.sentence == scope.sentence]
    inside = any(m.first <= group.first and group.last <= m.last for m in own)
    if before and before[-1] in ("anti", "against") or len(before) > 1 and before[-1] == "-" and before[-2] in ("anti", "pro", "counter"):
        return -2.0
    if after == "-" and group.last + 1 < sentence.last and tokens[group.last + 1].low in words_of("origin_suffix"):
        return -0.5
    if inside:
        return 2.0
    forces = _forces_follow(doc, group, sentence.last)
    if has_cue(doc, group.last, min(group.last + 6, sentence.last), "not_taking_part"):
        return -3.0
    weight = 0.0
    if any(p.first <= group.first and group.last < p.last for p in doc.of("place")) or _of_a_place(doc, group):
        return -0.2
    preposition = before[-1] if before else ""
    if preposition in words_of("side_with") and scope.strength and _anchored(doc, group, own):
        weight += 1.0
    elif preposition == "of":
        weight += 0.5 if forces or any(w in words_of("force_noun") for w in before[-4:]) else -0.5
    elif preposition in words_of("not_with"):
        weight -= 1.0
    if forces:
        weight += 1.0 if scope.strength == 2 else 0.6
    verb = _verb_follows(doc, group, sentence.last)
    if verb == "speech" and not forces:
        weight -= 1.0
    elif verb == "hold" and preposition not in words_of("not_with"):
        weight += 1.0 if scope.strength else 0.5
    if len(group.mentions) >= 3 and scope.strength == 2 and preposition not in words_of("not_with"):
        weight += 1.0
    return weight


def _before(doc: Document, group: _Group) -> list[str]:
    first = doc.sentences[group.scope.sentence].first
    lows = [t.low for t in doc.tokens[max(first, group.first - 5) : group.first]]
    while lows and lows[-1] in ("the", "both", '"', "'", "a"):
        lows.pop()
    return lows


def _forces_follow(doc: Document, group: _Group, last: int) -> bool:
    """Whether forces of the parties are named right behind them: Russian and Chinese troops, Norway's armed forces."""
    end = min(last, group.last + 4)
    first = group.last + 1 if group.last < last and doc.tokens[group.last].low == "'s" else group.last
    return any(has_cue(doc, i, min(end + 1, last), "force_noun") for i in (first,)) if first < end else False


def _of_a_place(doc: Document, group: _Group) -> bool:
    """Whether the party only tells where a place lies: China's Ningxia region."""
    i = group.last
    if i < len(doc.tokens) and doc.tokens[i].low == "'s":
        i += 1
    return any(p.first == i and p.last > i for p in doc.of("place"))


def _anchored(doc: Document, group: _Group, own: Sequence[Mention]) -> bool:
    """Whether "with", "between" or "from" before the parties hangs on an exercise, an act of holding it, or forces: drills with X, troops from X."""
    first = max(doc.sentences[group.scope.sentence].first, group.first - ANCHOR_REACH)
    return any(first < m.last <= group.first for m in own) or has_cue(doc, first, group.first, "hold", "force_noun", "partner_noun")


def _verb_follows(doc: Document, group: _Group, last: int) -> str | None:
    """What kind of verb comes first behind the parties, up to a comma or another party: speech or hold."""
    tokens = doc.tokens
    for i in range(group.last, min(last, group.last + HOLD_REACH)):
        low = tokens[i].low
        if low in words_of("speech_verb"):
            return "speech"
        if low in words_of("hold"):
            return "hold"
        if low in (";", '"'):
            return None
    return None


def _observes(doc: Document, group: _Group) -> bool:
    first = max(group.scope.first, group.first - 8)
    before = has_cue(doc, first, group.first, "observer_cue")
    after = has_cue(doc, group.last, min(group.last + 6, group.scope.last), "observer_cue")
    return before or after


def _hosts(doc: Document, group: _Group) -> bool:
    return has_cue(doc, group.last, min(group.last + 4, group.scope.last), "host_cue") or has_cue(doc, max(group.scope.first, group.first - 3), group.first, "host_cue")


def _unit_parties(doc: Document, frame: Frame, scope: Scope) -> list[Mention]:
    if scope.strength == 0 and not frame.main:
        return []
    return [m for m in in_range(doc.of("unit"), scope.first, scope.last) if m.value.party and len(m.value.party) <= 5 and scope.strength]


def _fallback(doc: Document, frame: Frame) -> list[Draft]:
    """Where nothing says who takes part: the party named most around the mentions without words against it."""
    counts: dict[str, int] = {}
    where: dict[str, Mention] = {}
    for scope in frame.scopes:
        if scope.strength == 2:
            for group in _groups(doc, scope):
                if _weigh(doc, frame, group) >= 0 and not _observes(doc, group):
                    for m in group.mentions:
                        party: Party = m.value
                        counts[party.code] = counts.get(party.code, 0) + 1
                        where.setdefault(party.code, m)
    return [Draft("participant", code, where[code].span, 0.4) for code in counts]
