"""Where an exercise is held: the most specific named place for each distinct location."""

import math
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range, tokens_of
from vedette.extract.memory import of_document, of_frame
from vedette.extract.place_links import SITES, is_dateline, joined, linked
from vedette.extract.place_signs import LOCATIVE, Signs
from vedette.grammar import fold, word_set
from vedette.lexicon import CountryRow, load_csv
from vedette.model import Document, Mention, Place, is_state

STATE_FORMS = frozenset(("name", "short", "abbreviation", "region"))
"""Forms of a party's name that can stand for its territory."""
LEAST = 1.6
"""The weight from which a place counts as a venue; found on the tuning set."""
DOUBT = 0.4
"""So much less weight is enough for the best place of an exercise that has no other; found on the tuning set."""
GAP = 2.8
"""A place with so much less weight than the best one of the exercise is left out; states are held against all places, places against
places only. Found on the tuning set."""
SURE = 5.0
"""A place of more weight than this is no reason against others."""
TOWNS = frozenset(("city", "village"))
FINER = 0.5
"""The weight from which a base or ground is a place of an exercise that has only states."""
OPEN_WATERS = frozenset(("sea", "ocean", "gulf", "strait", "bay"))
"""Kinds of waters that have the shores of several states."""
LAND = TOWNS | {"region", "country"}
"""Kinds of places that are left out everywhere once the report says of a better one that it lies there."""
HOSTING = 4
"""Tokens between "the country" and the words that say that it hosts at most."""
HOMELAND = 400
"""Characters between a state's name and "the country" at most."""
NAMED = frozenset(("name", "short"))
"""Forms of a state's name that name its territory."""
KM_A_DEGREE = 111.2
"""Kilometres of a degree of latitude."""
WITHIN = 7
"""Words at most between a place and what it lies in: at X in the coastal district of Y."""
INITIALS = 3
"""Tokens of initials in brackets."""
MAX_BETWEEN = 12
"""Tokens between two places from which on neither says where the other lies."""
OWNERS = frozenset(("adjective", "prefix"))
"""Forms of a state's name that say whose a place is."""
ISLAND_KM = 150
"""A town or site of the same state that is no further from the middle of an island lies on it."""
NATION = 3
"""The level of a part of a state that is itself called a nation."""
JOINED_LOSS = 1.0
"""What a place has less weight than the one that it is joined to: in Riga and at the Adazi range."""
LIST_LOSS = 0.2
"""What a place of a list has less weight than the one before it."""


class _Candidate(Struct, frozen=True):
    """A place or state that may be where the exercise is held; `around` where the words say near, off or around it."""

    mention: Mention
    place: Place
    state: bool
    around: bool
    weight: float


@cache
def _centres() -> dict[str, tuple[float | None, float | None]]:
    return {row.id: (row.lat, row.lon) for row in load_csv("countries", CountryRow)}


@of_frame
def places(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `place` with {"name", "country", "region", "lat", "lon", "kind"}, each place once, without those that contain another."""
    signs = Signs(doc, frame)
    found = [c for scope in frame.scopes for c in _candidates(doc, signs, scope)]
    best = max((c.weight for c in found), default=-math.inf)
    least = max(LEAST, min(best, SURE) - GAP) if best >= LEAST else max(best, LEAST - DOUBT)
    local = max((c.weight for c in found if not c.state), default=-math.inf)
    inside = max(LEAST, min(local, SURE) - GAP) if local >= LEAST else least
    told = {
        (_key(outer.place), _key(inner.place))
        for a, b in pairwise(found)
        for inner, outer in ((a, b), (b, a))
        if outer.place.kind in LAND and _holds(doc, outer, inner)
    }
    chosen = _chosen(doc, [c for c in found if c.weight >= (least if c.state else inside)], told)
    if best < LEAST:
        chosen = _host(signs, found) or chosen or _host_at_home(doc, frame)
    if chosen and all(c.state for c in chosen):
        chosen = _chosen(doc, [*_finer(found, chosen), *chosen], told)
    if frame.main and all(c.state for c in chosen):
        chosen = _written_from(doc, signs, found, chosen) or chosen
    return [_draft(c) for c in chosen]


def _draft(c: _Candidate) -> Draft:
    p = c.place
    value = {"name": p.name, "country": p.country, "region": p.region, "lat": p.lat, "lon": p.lon, "kind": p.kind}
    return Draft("place", value, c.mention.span, round(min(0.95, max(0.3, 1 / (1 + math.exp(LEAST - c.weight)))), 2))


def _candidates(doc: Document, signs: Signs, scope: Scope) -> list[_Candidate]:
    """All names of places and states in a scope; those in the name of an exercise ("Baltic Operations") are none."""
    known = [m for kind in ("place", "party") for m in in_range(doc.of(kind), scope.first, scope.last)]
    if not known:
        return []
    named = [m.value.name_span for m in doc.of("exercise") if m.sentence == scope.sentence and m.value.name_span]
    others = [o for kind in ("unit", "materiel") for o in doc.of(kind) if o.sentence == scope.sentence]
    parts = [m for m in known if any(_within(m, o) for o in others)]
    free = [m for m in known if m not in parts and not any(m.span.overlaps(s) for s in named)]
    taken = tokens_of((*(m for m in free if m.kind == "place"), *parts))
    mentions = [m for m in free if m.kind == "place" or (_is_territory(m) and taken.isdisjoint(range(m.first, m.last)))]
    out: list[_Candidate] = []
    at: int | None = None
    head: _Candidate | None = None
    for m in sorted(mentions, key=lambda m: m.first):
        in_list = bool(out) and linked(doc, out[-1].mention, m)
        if not in_list:
            at = signs.preposition(m)
        state = m.kind == "party"
        group = signs.group(at)
        if (state and (group == "between" or signs.attribute(m))) or signs.disputed(m) or signs.of_forces(m):
            continue
        if not state and group not in LOCATIVE and _among_states(doc, m):
            continue
        weight = signs.weight(scope, m, at)
        if in_list and head is not None and group in LOCATIVE and (head.state == state or signs.group(at) == "in"):
            weight = max(weight, head.weight - LIST_LOSS)
        around = group in ("off", "near") and (at is None or doc.tokens[at].low not in word_set("venue_across"))
        found = _Candidate(m, _territory(doc, m) if state else _land(doc, m), state, around, weight)
        if out and _holds(doc, found, out[-1]):
            found = replace(found, weight=min(weight, out[-1].weight))
        elif out and joined(doc, out[-1].mention, m):
            out[-1] = replace(out[-1], weight=max(out[-1].weight, weight - JOINED_LOSS))
            found = replace(found, weight=max(weight, out[-1].weight - JOINED_LOSS))
            head = found
        else:
            head = found
        out.append(found)
    return out


def _among_states(doc: Document, m: Mention) -> bool:
    """Whether a part of a state stands between states as one of them: France, England, Norway and Spain."""
    before, after, marks = m.first, m.last, word_set("place_and")
    while before > 0 and doc.tokens[before - 1].low in marks:
        before -= 1
    while after < len(doc.tokens) and doc.tokens[after].low in marks:
        after += 1
    if m.value.kind != "region" or before == m.first or after == m.last:
        return False
    states = [p for p in doc.of("party") if p.value.form in NAMED]
    return any(p.last == before for p in states) and any(p.first == after for p in states)


def _within(inner: Mention, outer: Mention) -> bool:
    """Whether a name is only a part of another phrase: the Pacific Fleet, the Florida Air National Guard."""
    return outer.first <= inner.first and inner.last <= outer.last and inner.last - inner.first < outer.last - outer.first


def _holds(doc: Document, outer: _Candidate, inner: _Candidate) -> bool:
    """Whether a place is only told to say where the one before it lies: X in Y; X, Y province; Y's X."""
    a, b = inner.mention, outer.mention
    if a.sentence != b.sentence or inner.state or not -MAX_BETWEEN <= b.first - a.last <= MAX_BETWEEN:
        return False
    if b.last + 1 == a.first and doc.tokens[b.last].low in word_set("venue_owner"):
        return True
    if inner.place.kind in OPEN_WATERS and outer.state and _has_shore_on(doc, b, a):
        return True
    if b.last <= a.first:
        return _goes_before(doc, outer, inner)
    between = _joining(doc, a.last, b.first)
    regional = outer.place.kind == "region" and inner.place.kind in SITES
    if len(between) > 1 and between[0] in word_set("place_plural"):
        del between[0]  # the X and Y districts in Z
    if not between:
        return regional  # at the X ranges Y
    near = between[0] in word_set("venue_near") and all(low in word_set("venue_article", "venue_noun", "venue_of") for low in between[1:])
    if near and inner.place.kind in SITES and outer.place.kind in TOWNS:
        return True
    if _is_distance(between):
        return True
    single = outer.place.kind not in SITES or " " not in outer.place.name
    if len(between) == 1 and between[0] in word_set("venue_at_comma") and _house(inner.place) and single:
        return True
    if len(between) > WITHIN or not all(low in _joining_words() for low in between):
        return False
    if between[0] in word_set("venue_on"):
        shore = any(t.low in word_set("venue_area") for t in doc.tokens[b.last - 1 : b.last + 1])
        return shore or any(low in word_set("venue_of") for low in between)  # X, on the northern edge of Y; X on the Y coast
    if between[0] in word_set("venue_in") or (between[0] == "(" and len(between) > 1 and between[1] in word_set("venue_in")):
        return True
    if between[0] in word_set("venue_of") and (inner.place.kind == "region" or regional):
        return True  # the X district of Y
    if len(between) > 1 and between[0] in word_set("venue_area") and between[1] in word_set("venue_of", "venue_in"):
        return True  # the X Bay area of Y, the X channel zone in Y
    wide = outer.place.kind in ("region", "country")
    if wide and between[0] == "," and between[-1] in word_set("venue_of") and inner.place.kind not in ("region", "country"):
        return True  # X, the capital of Y
    nested = wide and (inner.place.kind not in ("region", "country") or _level(inner.place) < _level(outer.place))
    if between == ["("] and wide:
        return True
    if _in(between) and outer.place.kind in TOWNS | {"region", "country"} and inner.place.kind in SITES:
        return True  # the X base built in Y
    if between[0] == "," and len(between) > 1 and nested and _in(between[1:]):
        return outer.place.country == inner.place.country
    if between == [","] and b.last in _listed_on(doc):
        return False
    if between == [","] and inner.place.kind in SITES and outer.place.kind in TOWNS:
        return True
    return between == [","] and nested


def _goes_before(doc: Document, outer: _Candidate, inner: _Candidate) -> bool:
    """Whether a region opens the phrase that goes on to the place in it: in Y, at the X range."""
    between = [t.low for t in doc.tokens[outer.mention.last : inner.mention.first]]
    if outer.place.kind != "region" or inner.place.kind not in SITES or outer.place.country != inner.place.country:
        return False
    at = len(between) > 1 and between[0] == "," and between[1] in word_set("venue_at")
    return at and all(low in word_set("venue_skip") for low in between[2:])


def _has_shore_on(doc: Document, state: Mention, water: Mention) -> bool:
    """Whether a state only tells what part of a sea is meant: the X Sea, 20 miles off the coast of Y; in Y's waters in the X Sea."""
    first, last = (water.last, state.first) if water.first < state.first else (state.last, water.first)
    lows = [t.low for t in doc.tokens[first:last]]
    shore = word_set("venue_off") if water.first < state.first else word_set("venue_waters")
    words = word_set("venue_skip", "venue_in", "venue_off", "venue_waters", "venue_distance")
    return not shore.isdisjoint(lows) and all(low in words or low == "," or low[0].isdigit() for low in lows)


@of_document
def _listed_on(doc: Document) -> frozenset[int]:
    """Where names of places and parties end behind which a list goes on to "and", so that a comma before them was the list's: at Camp X, Y
    and Z; at Camp V, W, X, Y and Z."""
    at = {p.first: p for p in doc.of("place")}
    ends: set[int] = set()
    for end in sorted((m.last for kind in ("place", "party") for m in doc.of(kind)), reverse=True):
        following = at.get(end + 1)
        if following is not None:
            mark = doc.tokens[end]
            if (mark.text == "," and following.last in ends) or (mark.text.isalpha() and mark.low in word_set("place_and")):
                ends.add(end)
    return frozenset(ends)


def _is_distance(between: Sequence[str]) -> bool:
    """Whether the words between two places tell how far the first lies from the second: X, about 30 km north of Y."""
    words = list(between)
    while words and words[-1] in word_set("venue_article"):
        words.pop()
    if len(words) < 2 or not (words[-1] in word_set("venue_of") and words[-2] in word_set("venue_direction")):
        return False
    return all(low[0].isdigit() or low in word_set("venue_distance", "venue_direction", "venue_of") for low in words)


def _in(words: Sequence[str]) -> bool:
    """Whether words begin with "in" or "located in"."""
    return words[0] in word_set("venue_in") or (
        len(words) > 1 and words[0] in word_set("venue_located") and words[1] in word_set("venue_in")
    )


def _joining(doc: Document, first: int, last: int) -> list[str]:
    """The words between two places without states that own the second and a word that describes it: in the hilly Elbonian district of Y.

    Initials in brackets behind the first are left out: the Adazi Training Range (ATR) near Y.
    """
    tokens = doc.tokens
    if last - first > INITIALS and tokens[first].text == "(" and tokens[first + INITIALS - 1].text == ")":
        first += INITIALS if tokens[first + 1].text.isupper() else 0
    owned: set[int] = set()
    if any(t.text[0].isupper() for t in tokens[first:last]):
        for m in doc.of("party"):
            if first <= m.first and m.last <= last and (m.value.form in OWNERS or _owns(doc, m.last)):
                owned.update(range(m.first, m.last + _owns(doc, m.last)))
    lows = [tokens[i].low for i in range(first, last) if i not in owned]
    plain = [k for k, low in enumerate(lows) if low.isalpha() and low not in _joining_words()]
    if len(plain) == 1 and 0 < plain[0] < len(lows) - 1:
        before, after = lows[plain[0] - 1], lows[plain[0] + 1]
        if before in word_set("venue_article") and after in word_set("venue_skip"):
            del lows[plain[0]]
    return lows


@cache
def _joining_words() -> frozenset[str]:
    """Words that may stand between a place and what it lies in."""
    return word_set("venue_skip", "venue_link", "venue_in", "venue_on", "venue_of", "venue_part", "venue_located")


def _owns(doc: Document, i: int) -> bool:
    """Whether token i is the mark of a genitive."""
    return i < len(doc.tokens) and doc.tokens[i].low in word_set("venue_owner")


def _level(place: Place) -> int:
    """How large a part of a state a region is by its noun: a district lies in a province, a county in England, all in a state."""
    if place.kind == "country" or fold(place.name) in word_set("venue_nation"):
        return NATION
    words = fold(place.name).split()
    return next((level for level, kind in enumerate(("venue_small", "venue_middle")) if any(w in word_set(kind) for w in words)), 2)


def _house(place: Place) -> bool:
    """Whether a place is a school or centre by its name, which lies in whatever is named behind it."""
    return place.kind in SITES and any(word in word_set("house_noun") for word in fold(place.name).split())


def _is_territory(m: Mention) -> bool:
    return m.value.form in STATE_FORMS and m.value.code in _centres()


def _territory(doc: Document, m: Mention) -> Place:
    """A state as a place, named as the report spells it, without an article."""
    first = m.first + 1 if m.last - m.first > 1 and doc.tokens[m.first].low in word_set("venue_article") else m.first
    lat, lon = _centres()[m.value.code]
    return Place(doc.words(first, m.last), "country", m.value.code, None, lat, lon, m.value.code)


def _land(doc: Document, m: Mention) -> Place:
    """What a place is called: the soil of a state by the state's name, if the report has it; other places by their own."""
    place: Place = m.value
    if place.kind != "coast" or doc.tokens[m.last - 1].low not in word_set("place_soil"):
        return place
    named = [p for p in doc.of("party") if p.value.code == place.country and p.value.form in NAMED]
    return _territory(doc, min(named, key=lambda p: p.last - p.first)) if named else place


def _host(signs: Signs, found: Sequence[_Candidate]) -> list[_Candidate]:
    """The state that is told to host the exercise, if only one is."""
    hosts = [c for c in found if c.state and signs.hosts(c.mention)]
    return hosts[:1] if len({c.place.country for c in hosts}) == 1 else []


def _host_at_home(doc: Document, frame: Frame) -> list[_Candidate]:
    """The state that hosts as "the country", in the first scope that says so."""
    own = next((m for scope in frame.scopes if (m := _homeland(doc, scope)) is not None), None)
    return [_Candidate(own, _territory(doc, own), True, False, LEAST)] if own is not None else []


def _finer(found: Sequence[_Candidate], states: Sequence[_Candidate]) -> list[_Candidate]:
    """Bases and grounds in the states where an exercise is held, which less weight makes its places: the ceremony at X barracks."""
    codes = {s.place.country for s in states}
    return [c for c in found if c.place.kind in SITES and c.place.country in codes and c.weight >= FINER]


def _homeland(doc: Document, scope: Scope) -> Mention | None:
    """The state that hosts in a scope as "the country" or "his country": the last one named before by which a report may call it."""
    for a, b in cue_ranges(doc, scope.first, scope.last, "venue_homeland"):
        hosts = has_cue(doc, b, min(scope.last, b + HOSTING), "venue_host")
        if not hosts and not has_cue(doc, max(scope.first, a - HOSTING), a, "venue_soil"):
            continue
        near = [m for m in doc.of("party") if m.last <= a and doc.tokens[a].start - m.span.start < HOMELAND and is_state(m.value.code)]
        named = (m for m in doc.of("party") if near and m.value.code == near[-1].value.code and m.value.form in NAMED)
        found = next(named, None)
        if found is not None:
            return found
    return None


def _written_from(doc: Document, signs: Signs, found: Sequence[_Candidate], states: Sequence[_Candidate]) -> list[_Candidate]:
    """The place of the dateline, where the report names no other or only its state; not a capital, where correspondents sit."""
    codes = {s.place.country for s in states}
    for c in found:
        local = not c.state and c.place.kind != "region" and c.mention.first not in signs.names.capitals
        if local and is_dateline(doc, c.mention) and (not codes or c.place.country in codes):
            return [c]
    return []


def _chosen(doc: Document, found: Sequence[_Candidate], told: Collection[tuple[str, str]]) -> list[_Candidate]:
    """Each place once under its fullest name, without containers of others; `told` are pairs of containers and what lies in them."""
    out: list[_Candidate] = []
    for c in found:
        same = next((k for k, o in enumerate(out) if _same(o.place, c.place)), None)
        if same is None:
            out.append(c)
        elif len(c.place.name) > len(out[same].place.name) and (
            c.place.id != out[same].place.id or _shortened(doc, out[same], c) or _one_site(c.place, out[same].place)
        ):
            out[same] = c
    inner = {c.place.country for c in out if not c.state and c.place.kind != "coast" and c.place.country}
    kept = [c for c in out if not (((c.state and not c.around) or c.place.kind == "coast") and c.place.country in inner)]
    if any(c.place.country for c in kept):
        kept = [c for c in kept if c.place.country or c.place.kind != "region"]  # in the Caribbean: in Barbados and Grenada
    return [c for c in kept if not any(_contains(doc, c, o) or (o is not c and (_key(c.place), _key(o.place)) in told) for o in kept)]


def _key(place: Place) -> str:
    """What two mentions of one place share."""
    return place.id or fold(place.name)


def _same(a: Place, b: Place) -> bool:
    """Whether two names are names of one place: "Vaziani" and "Vaziani base"."""
    if a.id is not None and a.id == b.id:
        return True
    la, lb = fold(a.name), fold(b.name)
    ends = (la.endswith(" " + lb) and a.kind in SITES and b.id) or (lb.endswith(" " + la) and b.kind in SITES and a.id)  # Fort X, X
    alike = la.startswith(lb + " ") or lb.startswith(la + " ") or bool(ends) or _one_site(a, b)
    return la == lb or (alike and (a.kind == "country") == (b.kind == "country"))


def _shortened(doc: Document, c: _Candidate, longer: _Candidate) -> bool:
    """Whether a name may be written short or in capitals for want of room, as in headlines and datelines."""
    headline = doc.sentences[c.mention.sentence].kind == "headline"
    return c.place.name.isupper() or (headline and (not c.state or longer.place.name.startswith(c.place.name)))


def _one_site(a: Place, b: Place) -> bool:
    """Whether two sites share their name and differ in the noun only: Adazi range, Adazi training ground."""
    first, nouns = zip(*(place.name.split(" ", 1) if " " in place.name else (place.name, "") for place in (a, b)), strict=True)
    return first[0] == first[1] and a.kind in SITES and b.kind in SITES and all(noun and noun.islower() for noun in nouns)


def _contains(doc: Document, outer: _Candidate, inner: _Candidate) -> bool:
    """Whether a region is only told to say where another place lies."""
    a, b = outer.place, inner.place
    if outer is inner:
        return False
    if _holds(doc, outer, inner):
        return True
    if b.kind == "region" or a.kind not in ("region", "island") or a.country != b.country or _holds(doc, inner, outer):
        return False
    first, second = sorted((outer.mention, inner.mention), key=lambda m: m.first)
    if linked(doc, first, second):
        return False
    if a.kind == "island":
        elsewhere = a.region and b.region and a.region != b.region
        return b.kind in SITES | TOWNS and not elsewhere and _apart(a, b) <= ISLAND_KM
    return bool(a.region) and a.region == b.region


def _apart(a: Place, b: Place) -> float:
    """Kilometres between two places; infinite if it is not known where they lie."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return KM_A_DEGREE * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))
