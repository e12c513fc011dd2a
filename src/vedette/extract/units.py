"""Which units take part in an exercise, each once under its fullest name."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.drafts import Draft
from vedette.extract.frames import TOLD, Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.memory import of_document
from vedette.grammar import Phrases, fold, phrases_of, tokenize, word_set
from vedette.lexicon import RankRow, load_csv, words_of
from vedette.model import Document, Mention, Span, Unit

AFFILIATION_REACH = 3
"""Tokens between an office and the unit that it belongs to: commander of the …"""
POSSESSIVE = frozenset(("'s", "'", "’"))
OBSERVER_REACH = 6
"""Tokens behind a unit within which words say that it only observes."""
OBSERVERS_REACH = 3
"""Tokens of the words before a unit that say that its people observe: observers from the …"""
AREA_REACH = 3
"""Tokens between "in" and the military district that a place lies in."""
ENEMY_REACH = 6
"""Tokens between "enemy" and the last of the forces that it holds for."""
NAMING_REACH = 2
"""Tokens between an exercise and its name: dubbed "…"."""
ENEMY_BEHIND = 4
"""Tokens behind a unit in which words say that it is the enemy's: of the conventional enemy."""
SPECIAL = "special-forces"
"""Branch whose bare name, special forces, tells of what kind they are."""
WHOLES = frozenset(("joint",))
"""Branches of armed forces as a whole."""
SERVICES = frozenset(("army", "navy", "air-force", "marines", "coast-guard", "airborne", "missile-forces"))
"""Branches whose service speaks of an exercise as one that holds it, other than joint staffs and armed forces as a whole."""
OWNED_REACH = 3
"""Tokens between a service and the unit that is its own: the Army's first new …"""
NAME_REACH = 6
"""Words of the name of an institution at most."""
PART_GAP = 2
"""Tokens that tie a unit to its part: of the."""
SIDE_GAP = 4
"""Words and marks between two sides in a list."""
PARTICULAR = 2
"""Words before its noun from which on a kind of forces is a particular one: border defence forces."""
SEVERAL = 3
"""States from which on those that a kind of troops comes from are not told one by one: divers from Malta, Cyprus and Tonga."""
_BRACKET = re.compile(r"\([^()]*\)")
"""What tells no unit from another within a name: 3rd (UK) Division."""
CONFIDENCE = (0.5, 0.7, 0.8)
"""By the strength of the scope that the unit stands in."""


class _Chosen(Struct):
    """A unit that takes part, with the mention that names it best and all names that it was met under."""

    mention: Mention
    names: list[Unit]
    confidence: float


@cache
def _followers() -> Phrases[str]:
    """Nouns and ranks behind a unit that make it the description of a person, place or thing."""
    phrases: Phrases[str] = Phrases()
    for word in words_of("unit_follow_no"):
        phrases.add(word, word)
    for row in load_csv("ranks", RankRow):
        phrases.add(row.name, row.id, exact=True)
    return phrases


def units(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `unit` with {"name", "party", "branch"}."""
    chosen: list[_Chosen] = []
    for scope in frame.scopes:
        if doc.sentences[scope.sentence].kind == "headline":
            continue
        here = _with_wholes(doc, in_range(doc.of("unit"), scope.first, scope.last))
        for n, mention in enumerate(here):
            if _in_brackets(doc, mention):
                for c in chosen:
                    if n and here[n - 1].value in c.names:
                        c.names.append(mention.value)
                continue
            confidence = _confidence(doc, scope, mention, here)
            if not confidence:
                continue
            known = next((c for c in chosen if any(same_unit(doc, u, mention.value) for u in c.names)), None)
            if known is None:
                chosen.append(_Chosen(mention, [mention.value], confidence))
                continue
            if mention.value not in known.names:
                known.names.append(mention.value)
            known.confidence = max(known.confidence, confidence)
            if len(mention.value.name) > len(known.mention.value.name):
                known.mention = mention
    for c in chosen:
        c.mention = _fullest(doc, c.mention)
    by_name: dict[str, dict[str | None, _Chosen]] = {}
    for c in chosen:
        by_name.setdefault(c.mention.value.name, {})[c.mention.value.party] = c
    told = [c for sides in by_name.values() for c in _of_sides(list(sides.values()))]
    named = [c.mention.value for c in told]
    return [draft for c in told if not _adds_nothing(doc, c.mention.value, named) for draft in _drafts(doc, c)]


def _of_sides(chosen: Sequence[_Chosen]) -> Sequence[_Chosen]:
    """The units that go by one name: one for each of two sides, for several sides one that is nobody's alone; no side says least."""
    known = [c for c in chosen if c.mention.value.party]
    if len(known) < SEVERAL:
        return known or chosen
    first = known[0]
    first.mention = replace(first.mention, value=replace(first.mention.value, party=None))
    return known[:1]


def _with_wholes(doc: Document, here: Sequence[Mention]) -> list[Mention]:
    """The units of a scope, a service or kind of formation and what it is part of as one: a mechanised battalion of the Omani army.

    Of several that are counted, what they are part of is left: two ski companies of | the 3rd Regiment.
    """
    out: list[Mention] = []
    for mention in here:
        part = out[-1] if out else None
        words = " ".join(t.low for t in doc.tokens[part.last : mention.first]) if part else ""
        service = part is not None and fold(part.value.name) in word_set("unit_service_of")
        if part is None or words not in word_set("unit_part_of") or not (service or part.value.name[1:].islower()):
            out.append(mention)
            continue
        noun = fold(part.value.name.split()[-1])
        if service or noun in word_set("unit_formation", "unit_least", "unit_group", "unit_size_1", "unit_size_2"):
            unit = replace(part.value, name=doc.words(part.first, mention.last), party=mention.value.party or part.value.party)
            out[-1] = replace(part, span=Span(part.span.start, mention.span.end), last=mention.last, value=unit)
        elif noun in word_set("unit_row_noun") - word_set("unit_bare_listed"):
            out[-1] = mention
        else:
            out.append(mention)
    return out


def _adds_nothing(doc: Document, unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether a name is another's with a word behind it that says no more than that forces are meant: Kenya Navy units."""
    *head, last = unit.name.split()
    if not head or last not in word_set("unit_bare_listed"):
        return False
    less = replace(unit, name=" ".join(head))
    return any(same_unit(doc, less, other) for other in units if other is not unit)


def _fullest(doc: Document, mention: Mention) -> Mention:
    """The mention that names the same unit most fully anywhere in the report.

    The fuller name must end in the same word, if the shorter is not made of its initials.
    """
    words = mention.value.name.split()
    fuller = [
        m
        for m in doc.of("unit")
        if len(m.value.name) > len(mention.value.name)
        and (m.value.name.split()[-1] == words[-1] or (len(words) == 1 and words[0].isupper()))
        and not m.value.name.islower()
        and same_unit(doc, mention.value, m.value)
    ]
    return max(fuller, key=lambda m: len(m.value.name), default=mention)


def _drafts(doc: Document, chosen: _Chosen) -> list[Draft]:
    """The claim for a unit; one for each side where the forces of several states go by one name: special forces of A, B and C."""
    unit: Unit = chosen.mention.value
    sides = _listed_sides(doc, chosen.mention) if unit.name[1:].islower() else []
    whole = unit.branch != SPECIAL and unit.name.count(" ") < PARTICULAR and fold(unit.name.split()[-1]) in word_set("unit_bare_listed")
    if len(sides) > 1 and whole:
        return []  # the naval forces of three states: no more than that they take part
    told = [unit.party] if len(sides) < 2 else sides if len(sides) < SEVERAL else [None]
    values = [{"name": unit.name, "party": side, "branch": unit.branch} for side in told]
    return [Draft("unit", value, chosen.mention.span, chosen.confidence) for value in values]


def _listed_sides(doc: Document, mention: Mention) -> list[str]:
    """The codes of the parties listed behind "of" or "from" right after a unit."""
    tokens, i = doc.tokens, mention.last
    end = doc.sentences[mention.sentence].last
    if i >= end or tokens[i].low not in word_set("unit_of"):
        return []
    starts = {m.first: m for m in doc.of("party")}
    codes: list[str] = []
    gap = 0
    while (i := i + 1) < end and gap < SIDE_GAP:
        party = starts.get(i)
        if party:
            codes.append(party.value.code)
            i, gap = party.last - 1, 0
        elif tokens[i].low in word_set("unit_list") or tokens[i].text == ",":
            gap += 1
        else:
            break
    return list(dict.fromkeys(codes))


def _in_brackets(doc: Document, mention: Mention) -> bool:
    """Whether the unit only stands in brackets, as the short form of the one before: X (Y)."""
    opened = mention.first > 0 and doc.tokens[mention.first - 1].text == "("
    return opened and any(t.text == ")" for t in doc.tokens[mention.last : mention.last + 3])


def _confidence(doc: Document, scope: Scope, mention: Mention, here: Sequence[Mention]) -> float:
    """How sure it is that the unit takes part; 0 if it is told of for another reason."""
    if any(_in_name(mention, e.value.name_span) or _names(doc, mention, e) for e in doc.of("exercise") if e.sentence == mention.sentence):
        return 0.0
    other = (
        _observes(doc, mention)
        or (_officer_of(doc, mention, here) and not _fields(doc, mention))
        or (_source(doc, mention) and not _tells_own(doc, scope, mention))
        or _imagined(doc, mention)
    )
    if (
        other
        or (_quoted(doc, mention) and not _told_of(doc, scope, mention))
        or _generic(doc, mention, here)
        or _belongs(doc, mention, here)
        or _names_place(doc, mention)
        or _names_materiel(doc, mention)
        or _trained(doc, mention)
        or _founded(doc, mention)
    ):
        return 0.0
    return CONFIDENCE[scope.strength]


def _quoted(doc: Document, mention: Mention) -> bool:
    """Whether the unit stands in words that somebody is quoted with."""
    return any(mention.span.within(part) for m in doc.of("speech") if m.value.direct for part in m.value.parts)


def _told_of(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Whether quoted words on a unit are about the exercise: they name the unit near it, or tell that such a kind of troops is sent."""
    name = mention.value.name
    if name[1:].islower():
        exact = " " in name and name.split()[-1] not in word_set("unit_bare_listed", "unit_several")
        return scope.strength == TOLD and (exact or has_cue(doc, scope.first, scope.last, "sending_verb"))
    return scope.strength > 0 or any(c.isdigit() for c in name)


def _in_name(mention: Mention, name: Span | None) -> bool:
    """Whether the unit is part of an exercise's name, or holds no more of it than its first words; not so for "Iron Wolf Brigade"."""
    return name is not None and mention.span.overlaps(name) and not (mention.span.start <= name.start and name.end < mention.span.end)


def _names(doc: Document, mention: Mention, exercise: Mention) -> bool:
    """Whether the words are an exercise's name that looks like a unit's: the exercise dubbed Dynamic Wing."""
    between = doc.tokens[exercise.last : mention.first]
    return 0 < len(between) <= NAMING_REACH and between[0].low in word_set("naming") and not any(t.text[0].isalnum() for t in between[1:])


def _generic(doc: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether the name says no more than that forces are meant: the armed forces, the two armies, its army."""
    name = mention.value.name
    if (
        name.islower()
        and mention.last < len(doc.tokens)
        and (doc.tokens[mention.last].low in word_set("unit_activity") or _compounded(doc, mention))
    ):
        return True
    if fold(name) in word_set("unit_several"):
        return True
    if mention.first == doc.sentences[mention.sentence].first and name[1:].islower():
        name = name.lower()  # a capital that only begins the sentence
    lower = name.split()[-1].islower()
    if lower and fold(" ".join(name.split()[-2:])) in word_set("unit_whole"):
        return True
    if lower and _described(doc, mention):
        return True
    if not name.islower():
        return False
    first, last = name.split()[0], name.split()[-1]
    if first in word_set("unit_mixed") or (first in word_set("unit_separate") and last not in word_set("unit_formation")):
        return True
    if name in word_set("unit_generic"):
        return True
    possessive = mention.first > 0 and doc.tokens[mention.first - 1].low in POSSESSIVE
    return name in word_set("unit_service") and not possessive and not _in_list(doc, mention, here)


def _compounded(doc: Document, mention: Mention) -> bool:
    """Whether a kind of troops only begins a compound: infantry-oriented tasks, the air-ground task force."""
    tokens, i = doc.tokens, mention.last
    after = i + 1 < len(tokens) and tokens[i].text == "-" and tokens[i].end == tokens[i + 1].start and tokens[i + 1].text.isalpha()
    return bool(after) and tokens[i].start == tokens[i - 1].end


def _described(doc: Document, mention: Mention) -> bool:
    """Whether words in lower case say what kind of unit another one is, or refer back to it: is a naval unit, the naval task group."""
    tokens, first = doc.tokens, doc.sentences[mention.sentence].first
    i = mention.first - 1
    if i > first and tokens[i].low in word_set("det_indefinite") and tokens[i - 1].low in word_set("unit_copula"):
        return True
    short = mention.value.name.islower() and mention.value.name.count(" ") <= PARTICULAR
    back = short and i >= first and tokens[i].low in word_set("unit_article")
    return back and has_cue(doc, mention.last - 2, mention.last, "unit_back")


def _names_place(doc: Document, mention: Mention) -> bool:
    """Whether the unit is part of a place's name, or a place's owner: Marine Corps Training Area X, the Army's X Training Centre."""
    after = mention.last + (mention.last < len(doc.tokens) and doc.tokens[mention.last].low in POSSESSIVE)
    for place in doc.of("place"):
        if place.first <= mention.first and mention.last <= place.last and mention.last - mention.first < place.last - place.first:
            return True
        if place.first == after > mention.last:
            return True
    sentence = doc.sentences[mention.sentence]
    behind = _behind_brackets(doc, mention, sentence.last)
    seat = behind < sentence.last and doc.tokens[behind].low in word_set("unit_seat")
    if not seat and fold(mention.value.name.split()[-1]) not in word_set("unit_area"):
        return False
    before = doc.tokens[max(sentence.first, mention.first - AREA_REACH) : mention.first]
    return any(t.low in word_set("unit_place_before") for t in before)  # held in Russia's Ural Military District


def _names_materiel(doc: Document, mention: Mention) -> bool:
    """Whether a kind of troops only tells what materiel is meant: navy destroyer, special forces sniper rifles."""
    if not mention.value.name.islower():
        return False
    return any(m.first <= mention.last < m.last for m in doc.of("materiel") if m.sentence == mention.sentence)


def _trained(doc: Document, mention: Mention) -> bool:
    """Whether the words only tell for whom the exercise is good (the readiness of X), or what a unit is like (similar to X)."""
    first = max(doc.sentences[mention.sentence].first, mention.first - 5)
    return any(mention.first - end <= 1 for _, end in cue_ranges(doc, first, mention.first, "unit_trained", "unit_compared"))


def _founded(doc: Document, mention: Mention) -> bool:
    """Whether it is only told since when there is the unit: the Rapid Reaction Force (RRF) was formed in May."""
    sentence = doc.sentences[mention.sentence]
    i = _behind_brackets(doc, mention, sentence.last)
    return phrases_of("unit_founded").at(doc.tokens, i, sentence.last) is not None


def _imagined(doc: Document, mention: Mention) -> bool:
    """Whether the units are those of an imagined enemy: enemy air, ground and sea forces, groups of the mock enemy."""
    i, first = mention.first, doc.sentences[mention.sentence].first
    behind = doc.tokens[mention.last : min(doc.sentences[mention.sentence].last, mention.last + ENEMY_BEHIND)]
    if behind and behind[0].low in word_set("unit_of") and any(t.low in word_set("unit_enemy") for t in behind[1:]):
        return True
    while i > first and mention.first - i < ENEMY_REACH and doc.tokens[i - 1].low in word_set("unit_list", "unit_medium"):
        i -= 1
    return i > first and doc.tokens[i - 1].low in word_set("unit_enemy")


def _observes(doc: Document, mention: Mention) -> bool:
    sentence = doc.sentences[mention.sentence]
    before = max(sentence.first, mention.first - OBSERVERS_REACH)
    if any(end == mention.first for _, end in cue_ranges(doc, before, mention.first, "unit_observers")):
        return True
    return has_cue(doc, mention.last, min(sentence.last, mention.last + OBSERVER_REACH), "observer_cue")


def _in_list(doc: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether another unit stands next to it in a list."""
    pairs = [(m, mention) if m.first < mention.first else (mention, m) for m in here if m is not mention]
    return any(b.first - a.last <= 3 and all(t.low in word_set("unit_list") for t in doc.tokens[a.last : b.first]) for a, b in pairs)


def _belongs(doc: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether another unit next to it is the one meant: marines of the 6th Regiment, the Navy's Eastern Fleet."""
    if _is_whole(doc, mention, here):
        return True
    after = next((m for m in here if m.first >= mention.last), None)
    if after is None:
        return False
    words = [t.low for t in doc.tokens[mention.last : after.first]]
    between = " ".join(words)
    if words[:1] and words[0] in POSSESSIVE and len(words) <= OWNED_REACH and all(w.isalpha() for w in words[1:]):
        return True
    return fold(mention.value.name).split()[-1] in word_set("unit_member") and between in word_set("unit_member_of")


def _is_whole(doc: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether a service or armed forces are only those that a named formation is part of: the Special Boat Squadron of the Omani Navy."""
    if any(c.isdigit() for c in mention.value.name) or mention.value.branch not in SERVICES | WHOLES:
        return False
    part = next((m for m in reversed(here) if m.last <= mention.first), None)
    if part is None or part.value.name[1:].islower() or fold(part.value.name.split()[-1]) in word_set("unit_member", "unit_several"):
        return False
    return " ".join(t.low for t in doc.tokens[part.last : mention.first]) in word_set("unit_part_of")


def _office(doc: Document, mention: Mention) -> bool:
    """Whether the unit only tells whose officer somebody is: the commander of X, X spokesman, X Capt. N. N."""
    sentence = doc.sentences[mention.sentence]
    first = max(sentence.first, mention.first - AFFILIATION_REACH - 2)
    for _, end in cue_ranges(doc, first, mention.first, "unit_affiliation"):
        between = doc.tokens[end : mention.first]
        if len([t for t in between if t.text not in "()"]) <= AFFILIATION_REACH and all(
            t.text[0].isalpha() or t.text[0] in ",'’()" for t in between
        ):
            return True
    if _of_person(doc, mention):
        return True
    after = mention.last + (mention.last < sentence.last and doc.tokens[mention.last].low in POSSESSIVE)
    if mention.last < after and _owns_institution(doc, after, sentence.last):
        return True
    if after < sentence.last and _followers().at(doc.tokens, after, sentence.last) is not None:
        return True
    behind = _behind_brackets(doc, mention, sentence.last)
    hit = _followers().at(doc.tokens, behind, sentence.last) if mention.last < behind < sentence.last else None
    return hit is not None and not words_of("unit_follow_no").isdisjoint(hit[1])


def _owns_institution(doc: Document, first: int, last: int) -> bool:
    """Whether a name in capitals at token `first` ends in the noun of a school or programme: the Army's | Combat Training Centre."""
    end = first
    while end < min(last, first + NAME_REACH) and doc.tokens[end].text[0].isupper():
        end += 1
    return end > first and doc.tokens[end - 1].low in word_set("unit_institution")


def _officer_of(doc: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether the unit, or one tied to it before it, tells whose officer somebody is.

    Commander of the 4th Fleet of the X Command, head of the Army's X Command.
    """
    if _office(doc, mention):
        return True
    part = next((m for m in here if 0 < mention.first - m.last <= PART_GAP), None)
    if part is None:
        return False
    between = doc.tokens[part.last : mention.first]
    tied = " ".join(t.low for t in between) in word_set("unit_part_of") | POSSESSIVE
    listed = not any(t.text.isalnum() for t in between) and _of_person(doc, part)
    return listed or (tied and _office(doc, part))


def _of_person(doc: Document, mention: Mention) -> bool:
    """Whether the unit stands right behind a person's name and a mark, as that which they belong to: Capt. N. N., 75th Training Command."""
    i = mention.first - 1
    marked = i > doc.sentences[mention.sentence].first and not doc.tokens[i].text.isalnum()
    return marked and any(m.last == i for m in doc.of("person"))


def _fields(doc: Document, mention: Mention) -> bool:
    """Whether a numbered unit is one that takes the field, so that its officers are at the exercise with it: a battalion, no fleet."""
    return any(c.isdigit() for c in mention.value.name) and not has_cue(doc, mention.first, mention.last, "unit_high")


def _source(doc: Document, mention: Mention) -> bool:
    """Whether the unit only speaks."""
    sentence = doc.sentences[mention.sentence]
    after = _behind_brackets(doc, mention, sentence.last)
    if after < sentence.last and doc.tokens[after].low in word_set("unit_says"):
        return True
    return any(mention.first - end <= 1 for _, end in cue_ranges(doc, max(sentence.first, mention.first - 4), mention.first, "unit_source"))


def _tells_own(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Whether a service or a regional command speaks of the exercise itself, as those do that hold it: the navy said the drill went on."""
    last = doc.sentences[mention.sentence].last
    after = _behind_brackets(doc, mention, last)
    if scope.strength != TOLD or after >= last or doc.tokens[after].low not in word_set("unit_says"):
        return False
    return mention.value.branch in SERVICES or has_cue(doc, mention.first, mention.last, "unit_tells_own")


def _behind_brackets(doc: Document, mention: Mention, last: int) -> int:
    """The first token behind a unit, its short form in brackets left aside; `last` ends the sentence."""
    i = mention.last
    return i + 3 if i + 2 < last and doc.tokens[i].text == "(" and doc.tokens[i + 2].text == ")" else i


def same_unit(doc: Document, a: Unit, b: Unit) -> bool:
    """Whether two names are one unit's: the same words, the end of the other's words, or initials; the side's name does not count."""
    if a.party and b.party and a.party != b.party:
        return False
    wa, wb = _core(doc, a), _core(doc, b)
    if _equal(wa, wb):
        return True
    short, long = sorted((wa, wb), key=len)
    if 0 < len(short) < len(long) and (_equal(long[-len(short) :], short) or (short[0][0].isdigit() and long[: len(short)] == short)):
        return True
    if len(short) == 2 < len(long) and short[0][0].isdigit() and (short[0], short[1]) == (long[0], long[-1]):
        return True  # the 38th Brigade, the 38th Assault Brigade
    full = _words_in(a.name) if len(wa) > len(wb) else _words_in(b.name)
    return (len(short) == 1 and (_initials(short[0], long) or _initials(short[0], full))) or _abbreviated(short, long)


def _equal(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names have the same words, endings (Force, Forces) left aside."""
    return len(a) == len(b) and all(x == y or _inflected(*sorted((x, y), key=len)) for x, y in zip(a, b, strict=True))


def _inflected(short: str, long: str) -> bool:
    """Whether two words differ in no more than their ending: force, forces; navy, navies."""
    return len(short) > 3 and 0 < len(long) - len(short) <= 2 and long.startswith(short[:-1])


@lru_cache(maxsize=16_384)
def _words_in(name: str) -> tuple[str, ...]:
    words = tuple(t.low for t in tokenize(_BRACKET.sub(" ", name)) if t.text[0].isalnum())
    return (*words[:-2], "marines") if words[-2:] == ("marine", "corps") else words


def _core(doc: Document, unit: Unit) -> tuple[str, ...]:
    """The words of a unit's name without the side's name at its head."""
    words = _words_in(unit.name)
    for head in _side_names(doc).get(unit.party or "", ()):
        if len(head) < len(words) and words[: len(head)] == head:
            return words[len(head) :]
    return words


@of_document
def _side_names(doc: Document) -> dict[str, list[tuple[str, ...]]]:
    """What the report calls each party, in reading order."""
    names: dict[str, dict[tuple[str, ...], None]] = {}
    for m in doc.of("party"):
        names.setdefault(m.value.code, {})[tuple(t.low for t in doc.tokens[m.first : m.last])] = None
    return {code: list(told) for code, told in names.items()}


def _initials(short: str, long: Sequence[str]) -> bool:
    """Whether a word is made of the first letters of words: JMSDF."""
    return 1 < len(short) == len(long) and short == "".join(w[0] for w in long)


def _abbreviated(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the first or last word of the shorter name stands for those of the longer: 24th MEU, PLA Navy."""
    n = len(short) - 1
    if n <= 0:
        return False
    return (tuple(short[:n]) == tuple(long[:n]) and _initials(short[n], long[n:])) or (
        tuple(short[1:]) == tuple(long[-n:]) and _initials(short[0], long[:-n])
    )
