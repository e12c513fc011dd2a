"""Where an exercise is held: the most specific named place for each distinct location."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.grammar import fold
from vedette.lexicon import Row, load_csv, words_of
from vedette.model import Document, Mention, Place, Sentence

STATE_FORMS = frozenset(("name", "short", "abbreviation", "region"))
"""Forms of a party's name that can stand for its territory."""
STRENGTHS = ("apart", "follows", "mentions")
PREPOSITIONS = ("in", "at", "near", "off", "on", "from", "to", "against")
LOCATIVE = frozenset(("in", "at", "near", "off", "on"))
KIND_SIGNS = {
    "training-area": "range", "base": "base", "airport": "base", "port": "base", "city": "town", "village": "town", "island": "island", "region": "region",
    "sea": "water", "ocean": "water", "gulf": "water", "strait": "water", "bay": "water", "lake": "water", "river": "water", "water": "water",
}
WEIGHTS: dict[str, float] = {
    "after date": 1.3, "after exercise": 1.2, "after hold": 0.5, "after mark": -0.6, "after name": -0.4, "against": -0.6,
    "apart": -0.3, "at": 0.9, "bare": -0.2, "base": 1.2, "capital": -1.2, "conflict": -0.8, "covered": 0.6, "elsewhere": -1.5,
    "exercise behind": 0.5, "exercise far": 0.5, "exercise next": 0.4, "followed": -0.2, "from": -0.7, "headline": -0.4, "held": 0.9,
    "held far": 0.7, "in": 0.4, "inside": 0.2, "island": 1.7, "listed": 0.5, "loose base": 0.9, "loose island": 2.3,
    "loose place": -0.4, "loose range": 0.9, "loose town": 0.2, "loose vague": -0.9, "loose water": 1.5, "mentions": 0.4, "near": 1.0,
    "of": -0.5, "off": 0.4, "on": 1.5, "opening": 2.3, "owner": -0.3, "place": -0.8, "quoted": -0.2, "range": 2.1, "rare": -0.5,
    "region": 1.5, "side": 0.3, "state": -0.4, "state against": -1.3, "state apart": -0.8, "state at": -0.7, "state bare": -0.3,
    "state follows": -0.6, "state from": -1.1, "state headline": 1.4, "state in": 1.3, "state listed": -0.9, "state near": -0.5,
    "state of": -1.4, "state off": 1.5, "state on": -1.7, "state to": 0.5, "to": 0.6, "town": 0.4, "usual": 0.3, "vague": -1.2,
    "water": 0.6,
}
"""Log-odds of each sign."""
DOUBT = 0.4
"""So much less weight is enough for the only place that an exercise has."""
GAP = 2.8
"""A place with so much less weight than the best one of the exercise is left out; found on the tuning set."""
LIST_LOSS = 0.2
"""What a place of a list has less weight than the one before it."""
WALK = 12
"""Tokens between a name and its preposition at most."""
GOVERN = 5
"""Tokens before the preposition in which the word stands that it hangs on."""
LEAST = 1.7
"""The weight from which a place counts as a venue; found on the tuning set."""
SPECIFIC = {"training-area": 0.6, "base": 0.2, "airport": 0.2, "village": 0.2}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place or state that may be where the exercise is held."""

    mention: Mention
    place: Place
    state: bool
    around: bool
    weight: float


def places(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `place` with {"name", "country", "region", "lat", "lon", "kind"}, each place once, without those that contain another."""
    found = [c for scope in frame.scopes for c in _candidates(doc, frame, scope)]
    best = max((c.weight for c in found), default=0.0)
    least = max(LEAST, best - GAP) if best >= LEAST else best if best >= LEAST - DOUBT else math.inf
    chosen = _chosen(doc, [c for c in found if c.weight >= least])
    if frame.main and all(c.state for c in chosen):
        chosen = _written_from(doc, found, chosen) or chosen
    return [_draft(c) for c in chosen]


def _written_from(doc: Document, found: Sequence[_Candidate], states: Sequence[_Candidate]) -> list[_Candidate]:
    """The place of the dateline, where the report names no other or only its state, and it is no capital, where correspondents sit."""
    capitals = {m.first for m in doc.of("party") if m.value.form == "capital"}
    for c in found:
        if not c.state and c.place.kind != "region" and c.mention.first not in capitals and _dateline(doc, c.mention):
            if not states or c.place.country in {s.place.country for s in states}:
                return [c]
    return []


def _draft(c: _Candidate) -> Draft:
    p = c.place
    value = {"name": p.name, "country": p.country, "region": p.region, "lat": p.lat, "lon": p.lon, "kind": p.kind}
    return Draft("place", value, c.mention.span, min(0.95, max(0.3, 0.35 + 0.15 * c.weight)))


def _candidates(doc: Document, frame: Frame, scope: Scope) -> list[_Candidate]:
    own = [m for m in frame.mentions if m.sentence == scope.sentence]
    named = [m.value.name_span for m in doc.of("exercise") if m.sentence == scope.sentence and m.value.name_span]
    spots = [m for m in in_range(doc.of("place"), scope.first, scope.last) if not any(m.span.overlaps(s) for s in named)]
    taken = {i for m in spots for i in range(m.first, m.last)}
    states = [
        m
        for m in in_range(doc.of("party"), scope.first, scope.last)
        if m.value.form in STATE_FORMS and m.value.code in _centres() and taken.isdisjoint(range(m.first, m.last)) and not any(m.span.overlaps(s) for s in named)
    ]
    out: list[_Candidate] = []
    previous: tuple[Mention, int | None] | None = None
    for m in sorted([*spots, *states], key=lambda m: m.first):
        linked = previous is not None and _linked(doc, previous[0], m)
        at = previous[1] if previous is not None and linked else _preposition(doc, scope, m)
        previous = (m, at)
        state = m.kind == "party"
        place = _territory(doc, m) if state else m.value
        preposition = _preposition_sign(doc, at)
        weight = sum(WEIGHTS.get(sign, 0.0) for sign in _signs(doc, frame, scope, m, at, linked, own))
        if linked and out[-1].state == state and preposition in LOCATIVE:
            weight = max(weight, out[-1].weight - LIST_LOSS)
        out.append(_Candidate(m, place, state, preposition in ("off", "near"), weight))
    return out


def _territory(doc: Document, m: Mention) -> Place:
    lat, lon = _centres().get(m.value.code, (None, None))
    return Place(_bare(m.span.of(doc.report.text)), "country", m.value.code, None, lat, lon, m.value.code)


def _bare(name: str) -> str:
    """The name without an article."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold(first) == "the" else name


class CountryRow(Row):
    """A state with the middle of its territory in degrees."""

    iso3: str
    region: str
    lat: float | None = None
    lon: float | None = None
    lang: str = ""


@cache
def _centres() -> dict[str, tuple[float | None, float | None]]:
    return {row.id: (row.lat, row.lon) for row in load_csv("countries", CountryRow)}


@cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words_of(*kinds))


def _linked(doc: Document, a: Mention, b: Mention) -> bool:
    """Whether b goes on a list that a belongs to, or tells where a lies."""
    between = doc.tokens[a.last : b.first]
    return len(between) <= 4 and all(t.low in (",", "and", "&", "or", "as", "well", "the", "(", "/") or t.low in _words("venue_skip") for t in between) and not any(t.low == "'s" for t in between)


def _preposition(doc: Document, scope: Scope, m: Mention) -> int | None:
    """The token of the preposition that governs a name, with articles, directions and nouns of places between skipped."""
    first = doc.sentences[scope.sentence].first
    parties = {i for p in doc.of("party") if p.sentence == m.sentence for i in range(p.first, p.last)}
    i = m.first - 1
    while i >= first and m.first - i <= WALK:
        low = doc.tokens[i].low
        if low in _words("place_in") or (low in _words("place_from") and low != "of"):
            return i
        if low == "of" and (i == first or doc.tokens[i - 1].low not in _words("venue_skip")):
            return i
        if low not in _words("venue_skip") and i not in parties:
            return None
        i -= 1
    return None


def _signs(doc: Document, frame: Frame, scope: Scope, m: Mention, at: int | None, linked: bool, own: Sequence[Mention]) -> list[str]:
    """What the words around a name say about whether the exercise is held there: names of `WEIGHTS`."""
    sentence = doc.sentences[scope.sentence]
    tokens = doc.tokens
    state = m.kind == "party"
    signs = ["headline" if sentence.kind == "headline" else STRENGTHS[scope.strength]]
    preposition = _preposition_sign(doc, at)
    if not frame.main:
        signs.append("side")
    listed = linked and preposition not in LOCATIVE
    if listed:
        signs.append("listed")
    signs.append(preposition)
    if at is not None:
        if has_cue(doc, max(sentence.first, at - GOVERN), at, "venue_elsewhere"):
            signs.append("elsewhere")
        if has_cue(doc, max(sentence.first, at - 4), at, "hold"):
            signs.append("held")
        elif has_cue(doc, max(sentence.first, at - 12), at, "hold"):
            signs.append("held far")
        before = [o for o in own if o.last <= at + 1 or o.first < at < o.last]
        if before:
            gap = at - before[-1].last
            signs.append("exercise next" if gap < 2 else "exercise" if gap < 7 else "exercise far")
        elif own:
            signs.append("exercise behind")
        signs.append(_governor(doc, sentence, at))
    else:
        if any(o.first <= m.first and m.last <= o.last for o in own):
            signs.append("inside")
        if has_cue(doc, max(sentence.first, m.first - 4), m.first, "venue_cover"):
            signs.append("covered")
    if has_cue(doc, sentence.first, sentence.last, "venue_conflict"):
        signs.append("conflict")
    code = m.value.code if state else m.value.country
    if code:
        spoken = sum(o.value.code == code for o in doc.of("party")) + sum(o.value.country == code for o in doc.of("place"))
        signs.append("rare" if spoken < 3 else "usual")
    if m.last < sentence.last:
        token = tokens[m.last]
        if token.low == "'s":
            signs.append("owner")
        elif token.text[0].isalpha() and token.text[0].islower() and token.low not in _words("place_in", "place_from", "venue_skip", "place_particle"):
            signs.append("followed")
    vague = not state and m.value.kind == "region" and m.value.country is None
    signs.append("state" if state else "vague" if vague else KIND_SIGNS.get(m.value.kind, "place"))
    if state:
        signs += ["state " + preposition, "state " + signs[0]]
        if listed:
            signs.append("state listed")
    elif preposition not in LOCATIVE:
        signs.append(f"loose {signs[-1]}")
    if sentence.index <= 2:
        signs.append("early")
    if any(m.span.within(part) for speech in doc.of("speech") if speech.value.direct for part in speech.value.parts):
        signs.append("quoted")
    if _dateline(doc, m):
        signs.append("dateline")
    if not state and any(p.first == m.first and p.value.form == "capital" for p in doc.of("party")):
        signs.append("capital")
    return signs


def _governor(doc: Document, sentence: Sentence, at: int) -> str:
    """What stands right before a preposition."""
    if at == sentence.first:
        return "opening"
    token = doc.tokens[at - 1]
    if any(d.first < at <= d.last for d in doc.of("date")):
        return "after date"
    if has_cue(doc, at - 1, at, "hold") or (at - 2 >= sentence.first and has_cue(doc, at - 2, at, "hold")):
        return "after hold"
    if any(e.first < at <= e.last for e in doc.of("exercise")):
        return "after exercise"
    if token.low in _words("venue_people"):
        return "after people"
    if not token.text[0].isalnum():
        return "after mark"
    return "after name" if token.text[0].isupper() else "after other"


def _preposition_sign(doc: Document, at: int | None) -> str:
    if at is None:
        return "bare"
    low = doc.tokens[at].low
    return next((kind for kind in PREPOSITIONS if low in _words("venue_" + kind)), "of")


def _dateline(doc: Document, m: Mention) -> bool:
    """Whether the name stands in a dateline: at the very beginning of a paragraph, with nothing but capitals before it and a bracket or dash behind."""
    sentence = doc.sentences[m.sentence]
    if m.first - sentence.first > 6:
        return False
    for i in range(sentence.first, m.first):
        if doc.tokens[i].text[0].islower():
            return False
    for i in range(m.last, min(m.last + 14, sentence.last)):
        token = doc.tokens[i]
        if token.text in ("-", "–", "—", "--") and doc.tokens[i - 1].end < token.start:
            return True
        if token.text[0].islower() and token.text not in ("of",):
            return False
    return False


def _chosen(doc: Document, found: Sequence[_Candidate]) -> list[_Candidate]:
    """Each place once under its fullest name, without containers of others."""
    out: list[_Candidate] = []
    for c in found:
        same = next((k for k, o in enumerate(out) if _same(o.place, c.place)), None)
        if same is None:
            out.append(c)
        elif len(c.place.name) > len(out[same].place.name) and (c.place.id != out[same].place.id or out[same].place.name.isupper()):
            out[same] = c
    inner = {c.place.country for c in out if not c.state and c.place.country}
    kept = [c for c in out if not (c.state and not c.around and c.place.country in inner)]
    return [c for c in kept if not any(_contains(doc, c, o) for o in kept)]


def _same(a: Place, b: Place) -> bool:
    if a.id is not None and a.id == b.id:
        return True
    la, lb = fold(a.name), fold(b.name)
    return la == lb or ((a.kind == "country") == (b.kind == "country") and (la.startswith(lb + " ") or lb.startswith(la + " ")))


def _contains(doc: Document, outer: _Candidate, inner: _Candidate) -> bool:
    """Whether a region is only told to say where another place next to it lies."""
    a, b = outer.place, inner.place
    if outer is inner or b.kind == "region" or a.kind != "region" or a.country != b.country:
        return False
    if a.region and a.region == b.region:
        return True
    return outer.mention.sentence == inner.mention.sentence and 0 < outer.mention.first - inner.mention.last <= 4
