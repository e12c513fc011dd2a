"""How many people take part in an exercise, as a whole and of each side."""

from collections.abc import Collection, Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.participants import participants
from vedette.model import Document, Headcount, Mention, is_state

LEAST = 10
"""Smaller headcounts are casualties, crews or officials rather than those who take part."""
YEAR_DIGITS = 4
"""Characters of a date that is a year."""
YEAR_REACH = 3
"""Tokens between a headcount and the other year that it is of: "in 2019, when 34,000 took part"; "compared with 34,000 in 2019"."""
MOST_STATES = 200
"""There are not more states."""
STATES_REACH = 3
"""Tokens behind a count in which it turns out to be one of states: 18 participating countries."""
EACH_REACH = 5
"""Tokens before or behind a headcount in which "each side" says that it holds for every side."""
SENT_REACH = 16
"""Tokens between a verb of sending and the headcount that it sends, behind ships or aircraft that it sends too."""
OTHERS_REACH = 5
"""Tokens behind a party in which those without names stand that are joined to it: and several partner nations."""
LIST_REACH = 3
"""Tokens before a party in which the one before it in a list ends."""
NATIONAL_REACH = 4
"""Tokens behind a headcount in which the service or unit stands that the people are of."""
WITH_REACH = 2
"""Tokens between two headcounts that stand together: four officers and 40 men."""
ELSEWHERE_REACH = 12
"""Tokens around a headcount in which words show that the people are others than those who take part."""
BYSTANDER_REACH = 5
"""The same for words for people who do not serve: the inhabitants whom 1,500 soldiers helped may be told of further off."""
SUBJECT_REACH = 4
"""Tokens between those that send and the verb: "which has", "its own"."""
FROM_REACH = 12
"""Tokens behind a headcount in which "from Ruritania" says whose people they are."""
SURE = 0.6
"""How sure it must be that a state takes part, for all the people to be its own: a mere venue or service (0.5 and less) does not do."""
MOST_SIDES = 3
"""Sides of which a report tells that each sends as many."""

Key = tuple[int | None, int | None, str | None]


def personnel(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `personnel` with {"low", "high", "party"}; low or high is None where the report leaves it open."""
    chosen: dict[Key, tuple[Mention, float]] = {}
    sides = _Sides(doc, frame, frames)
    for scope in frame.scopes:
        for mention in in_range(doc.of("people"), scope.first, scope.last):
            confidence = _confidence(doc, frame, scope, mention)
            if not confidence:
                continue
            count: Headcount = mention.value
            for party in sides.of(mention):
                key = (count.quantity.low, count.quantity.high, party)
                if key not in chosen or chosen[key][1] < confidence:
                    chosen[key] = (mention, confidence)
    kept = {k: v for k, v in chosen.items() if not (k[2] is None and any(o[:2] == k[:2] and o[2] for o in chosen))}
    kept = {k: v for k, v in kept.items() if not _repeats(k, kept)}
    return [Draft("personnel", {"low": low, "high": high, "party": party}, m.span, c) for (low, high, party), (m, c) in kept.items()]


def _repeats(key: Key, told: Collection[Key]) -> bool:
    """Whether a bare number only takes up one that is told with its bound: more than 900 soldiers …, the 900 soldiers."""
    low, high, party = key
    return low == high and any((low, None, side) in told or (None, high, side) in told for side in {party, None})


class _Sides:
    """Tells whose people a headcount counts where its own words do not."""

    def __init__(self, doc: Document, frame: Frame, frames: Sequence[Frame]) -> None:
        self.doc = doc
        self.frame = frame
        self.frames = frames

    def of(self, mention: Mention) -> tuple[str | None, ...]:
        """The codes of the sides; more than one where the report says that each side has as many."""
        party = mention.value.party
        if is_state(party):  # headcounts of an organisation are those of the whole
            return (party,)
        if party is None and self._each(mention):
            codes = self._states
            if 1 < len(codes) <= MOST_SIDES:
                return codes
        return (
            self._respective(mention) or self._sender(mention) or self._origin(mention) or self._national(mention) or self._only(mention),
        )

    def _respective(self, mention: Mention) -> str | None:
        """The side in the place that the count has in its list: Ruritania and Elbonia send 200 and 300 men respectively."""
        doc, sentence = self.doc, self.doc.sentences[mention.sentence]
        if not has_cue(doc, mention.last, min(sentence.last, mention.last + FROM_REACH), "people_respectively"):
            return None
        at = cue_ranges(doc, mention.last, sentence.last, "people_respectively")[0][0]
        counts = [m for m in in_range(doc.of("people"), sentence.first, at) if not m.value.party]
        parties = in_range(doc.of("party"), sentence.first, at)
        codes = list(dict.fromkeys(str(m.value.code) for m in parties))
        known = mention in counts and len(counts) == len(codes) > 1 and codes[counts.index(mention)] in self._states
        return codes[counts.index(mention)] if known else None

    def _only(self, mention: Mention) -> str | None:
        """The only party that takes part, in a report that speaks of no others: the people of a national exercise are all its own."""
        doc = self.doc
        if not self.frame.main or len(self._states) != 1 or not self._only_states:
            return None
        told = self._from_behind(mention)  # of those who are told behind
        parts = any(is_state(m.value.party) for m in doc.of("people"))
        return None if told or parts or has_cue(doc, 0, len(doc.tokens), "people_multinational") else self._states[0]

    def _national(self, mention: Mention) -> str | None:
        """The only party that takes part where the words make the people its own: reservists, its soldiers, men of the 3rd Brigade."""
        doc = self.doc
        last = min(doc.sentences[mention.sentence].last, mention.last + NATIONAL_REACH)
        own = has_cue(doc, mention.first, mention.last, "people_national")
        behind = min(doc.sentences[mention.sentence].last, mention.last + FROM_REACH)
        of = self._from_behind(mention) and not has_cue(doc, mention.last, behind, "people_states", "people_both")
        units = in_range(doc.of("unit"), mention.last, last) if of and not in_range(doc.of("quantity"), mention.last, last) else ()
        if not (own or units) or len(self._states) != 1 or any(u.value.party not in (None, self._states[0]) for u in units):
            return None
        return self._states[0]

    def _sender(self, mention: Mention) -> str | None:
        """The one party that sends them together with other things: Ruritania will send a destroyer and 900 troops."""
        doc = self.doc
        first = max(doc.sentences[mention.sentence].first, mention.first - SENT_REACH)
        verbs = cue_ranges(doc, first, mention.first, "people_send")
        if not verbs or has_cue(doc, verbs[-1][1], mention.first, "people_clause"):
            return None
        verb = verbs[-1][0]
        sentence = doc.sentences[mention.sentence]
        owners = [m for m in in_range(doc.of("party"), sentence.first, verb) if verb - m.last <= SUBJECT_REACH]
        others = in_range(doc.of("party"), verb, mention.first)
        if not owners or others or has_cue(doc, owners[-1].last, verb, "people_others"):
            return None
        listed = has_cue(doc, max(sentence.first, owners[-1].first - 1), owners[-1].first, "people_join")
        if listed and in_range(doc.of("party"), max(sentence.first, owners[-1].first - LIST_REACH), owners[-1].first):
            return None  # of a list, each sends a part
        scene = has_cue(doc, max(sentence.first, owners[-1].first - 1), owners[-1].first, "people_in")
        relative = has_cue(doc, owners[-1].last, min(verb, owners[-1].last + WITH_REACH), "clause_relative")
        if scene and not (doc.tokens[owners[-1].last].text == "," and relative):
            return None  # the drill in Ruritania (, begun today,) brings them together
        return self._single(owners[-1:])

    def _origin(self, mention: Mention) -> str | None:
        """The one party that "from" names further off: 900 soldiers and 40 vehicles will take part from Ruritania."""
        doc = self.doc
        last = min(doc.sentences[mention.sentence].last, mention.last + FROM_REACH)
        for at in (b for _, b in cue_ranges(doc, mention.last, last, "people_origin")):
            parties = in_range(doc.of("party"), at, min(doc.sentences[mention.sentence].last, at + FROM_REACH))
            between = in_range(doc.of("people"), mention.last, at)
            further = at > mention.last + 1  # what stands right behind was read with the headcount
            near = bool(parties) and parties[0].first - at <= 1 and not self._others_behind(parties[-1])
            if further and near and not between and not has_cue(doc, mention.last, at, "people_clause"):
                return self._single(parties)
        return None

    def _others_behind(self, party: Mention) -> bool:
        """Whether others are joined on that are not named, or a part of the world: from Ruritania | and several partner nations."""
        doc, first = self.doc, party.last
        last = min(doc.sentences[party.sentence].last, first + OTHERS_REACH)
        if not has_cue(doc, first, first + 1, "people_join"):
            return False
        regions = [m for m in in_range(doc.of("place"), first, min(last, first + WITH_REACH)) if not m.value.country]
        return bool(regions) or has_cue(doc, first, last, "people_others")

    def _single(self, parties: Sequence[Mention]) -> str | None:
        """The code if it is that of one state that takes part."""
        codes = {str(m.value.code) for m in parties}
        code = codes.pop()
        return code if not codes and is_state(code) and code in self._states else None

    def _each(self, mention: Mention) -> bool:
        sentence = self.doc.sentences[mention.sentence]
        if has_cue(self.doc, mention.last, min(sentence.last, mention.last + EACH_REACH), "people_each"):
            return True
        return has_cue(self.doc, max(sentence.first, mention.first - EACH_REACH), mention.first, "people_each_sent")

    def _from_behind(self, mention: Mention) -> bool:
        """Whether "of" or "from" stands right behind a headcount."""
        return has_cue(self.doc, mention.last, min(self.doc.sentences[mention.sentence].last, mention.last + 1), "people_from")

    @property
    def _parties(self) -> Sequence[Draft]:
        """Who takes part, watches or hosts."""
        return participants(self.doc, self.frame, self.frames)

    @property
    def _states(self) -> tuple[str, ...]:
        """The states that take part."""
        codes = (str(d.value) for d in self._parties if d.property == "participant")
        return tuple(dict.fromkeys(code for code in codes if is_state(code)))

    @property
    def _only_states(self) -> bool:
        """Whether all who take part, watch or host are states, and surely do."""
        return all(is_state(str(d.value)) and d.confidence >= SURE for d in self._parties)


def _confidence(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> float:
    """How sure it is that these people take part; 0 if nothing says so."""
    count: Headcount = mention.value
    value = count.quantity.low or count.quantity.high or 0
    if value < LEAST and not _beside_more(doc, mention):
        return 0.0
    first, last = max(scope.first, mention.first - ELSEWHERE_REACH), min(scope.last, mention.last + ELSEWHERE_REACH)
    if has_cue(doc, first, last, "people_elsewhere") or _of_states(doc, scope, mention) or _of_another_year(doc, frame, mention):
        return 0.0
    first, last = max(first, mention.first - BYSTANDER_REACH), min(last, mention.last + BYSTANDER_REACH)
    onlookers = has_cue(doc, mention.first, last, "people_onlooker")
    if onlookers or has_cue(doc, first, last, "people_bystander") or _for_each(doc, mention):
        return 0.0
    if scope.strength == 2:
        return 0.85
    if scope.strength == 1:
        return 0.7
    if not frame.main:
        return 0.0
    return 0.5 if has_cue(doc, scope.first, scope.last, "people_taking_part") else 0.4


def _for_each(doc: Document, mention: Mention) -> bool:
    """Whether so many are told for each ship or vehicle: ten soldiers stood by each gun; each boat carries eight divers."""
    sentence = doc.sentences[mention.sentence]
    first, last = max(sentence.first, mention.first - EACH_REACH), min(sentence.last, mention.last + EACH_REACH)
    things = in_range(doc.of("materiel"), first, sentence.last)
    told = (*cue_ranges(doc, first, mention.first, "people_apiece"), *cue_ranges(doc, mention.last, last, "people_apiece"))
    return any(0 <= thing.first - end <= 1 and thing.value.quantity is None for _, end in told for thing in things)


def _beside_more(doc: Document, mention: Mention) -> bool:
    """Whether a small headcount is joined to a larger one: four officers and 40 men."""
    behind = next((m for m in doc.of("people") if m.first >= mention.last), None)
    if behind is None or behind.first - mention.last > WITH_REACH or mention.value.noun is None:
        return False
    more = (behind.value.quantity.low or behind.value.quantity.high or 0) >= LEAST
    return more and has_cue(doc, mention.last, behind.first, "people_join")


def _of_states(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Whether it is states that are counted: 18 participating countries; all 10 members of ASEAN."""
    if (mention.value.quantity.low or mention.value.quantity.high or 0) > MOST_STATES:
        return False
    last = min(scope.last, mention.last + STATES_REACH)
    states = cue_ranges(doc, mention.last, last, "people_states")
    if states and mention.last - mention.first <= 1 and not has_cue(doc, mention.last, states[0][0], "people_from"):
        return True
    behind = in_range(doc.of("party"), mention.last, last)
    union = bool(behind) and not is_state(behind[0].value.code) and behind[0].first > mention.last
    return union and has_cue(doc, mention.first, mention.last, "people_member")


def _of_another_year(doc: Document, frame: Frame, mention: Mention) -> bool:
    """Whether the people took part in an edition of an earlier year, told for comparison in a report on this year's."""
    published = doc.report.published
    if not frame.main or published is None or (frame.year and frame.year < published[:4]):
        return False
    sentence = doc.sentences[mention.sentence]
    for date in in_range(
        doc.of("date"), max(sentence.first, mention.first - 2 * YEAR_REACH), min(sentence.last, mention.last + 2 * YEAR_REACH)
    ):
        start = date.value.start
        before = 0 <= mention.first - date.last <= YEAR_REACH and not has_cue(doc, date.last, mention.first, "people_join")
        compared = has_cue(doc, max(sentence.first, date.first - 1), date.first, "comparison")
        near = before or (-YEAR_REACH <= date.first - mention.last <= YEAR_REACH and not compared)
        if near and start and start == date.value.end and len(start) == YEAR_DIGITS and start < published[:4]:
            return True
    return False
