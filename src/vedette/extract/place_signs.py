"""The signs in the words around a name of a place that say whether an exercise is held there, and what each is worth."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from vedette.extract.digests import listed as lines_of
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, mentions_in, tokens_of
from vedette.extract.memory import of_document
from vedette.extract.place_links import SITES, is_dateline
from vedette.extract.place_times import at_another_time, days_of
from vedette.extract.place_weights import WEIGHTS
from vedette.grammar import CLOSERS, DASHES, OPENERS, fold, word_set
from vedette.model import Document, Mention, Sentence

STRENGTHS = ("apart", "follows", "mentions")
"""Signs of the strengths of scopes."""
PREPOSITIONS = ("in", "at", "near", "off", "on", "between", "from", "to", "against")
"""Groups of prepositions, each a word class `venue_…`."""
LOCATIVE = frozenset(("in", "at", "near", "off", "on", "between"))
ACTED = LOCATIVE | {"to"}
"""Prepositions behind which a place stands where forces act."""
KIND_SIGNS = {
    "training-area": "range",
    **dict.fromkeys(("base", "airport", "port"), "base"),
    **dict.fromkeys(("city", "village"), "town"),
    **dict.fromkeys(("sea", "ocean", "gulf", "strait", "bay", "lake", "river", "water"), "water"),
    "island": "island",
    **dict.fromkeys(("region", "desert", "peninsula", "mountain"), "region"),
    "coast": "coast",
}
"""Signs of the kinds of places; of others "place"."""
OPEN = frozenset(("ocean", "sea"))
"""Kinds of waters whose names say of what part of the world something is: a South Pacific country."""
WALK = 12
"""Tokens between a name and its preposition at most."""
GOVERN = 5
"""Tokens before the preposition in which the words stand that it hangs on."""
OF_REACH = 5
"""Tokens before "of" in which the preposition of the whole stands: at the naval base of X."""
HOST_REACH = 4
"""Tokens between a state and the words that say that it hosts."""
NEAR, FAR = 4, 12
"""Tokens before the preposition in which an act of holding stands near or far."""
BRACKET = 6
"""Tokens of a remark in brackets before a preposition at most."""
WITNESS = 6
"""Tokens between a place and the words that tell what somebody came for, and between these and the exercise."""
LIES = 4
"""Tokens between a place and the words that tell where it lies at most."""
BASED = 2
"""Tokens between an exercise and the words that say where it is based at most."""
LABEL = 4
"""Tokens of the label that opens a line of facts, its colon included."""
REMIT = 4
"""Tokens behind a name in which it is told to be what somebody is in charge of: the Seventh District's area of responsibility."""
MOVE = 7
"""Tokens before the preposition in which the words stand that somebody or something goes to a place."""
CAPITALS = 3
"""Letters of an abbreviation at most: longer names all in capitals stand in datelines and titles."""
RARE = 3
"""A state of which a report has fewer names than this, its places included, is not its scene."""


@cache
def _groups() -> dict[str, str]:
    """Prepositions with their group, the first of several."""
    return {word: kind for kind in reversed(PREPOSITIONS) for word in word_set("venue_" + kind)}


class _Names:
    """What the signs ask of the names in a report, whatever the exercise."""

    def __init__(self, doc: Document) -> None:
        parties, places = doc.of("party"), doc.of("place")
        headlines = {s.index for s in doc.sentences if s.kind == "headline"}
        self.spoken = Counter([*(m.value.code for m in parties), *(m.value.country for m in places)])
        self.party_tokens, self.exercise_tokens, self.date_tokens = (tokens_of(doc.of(kind)) for kind in ("party", "exercise", "date"))
        self.capitals = {m.first for m in parties if m.value.form == "capital"}
        self.opened = {m.sentence for m in (*parties, *places) if is_dateline(doc, m)}
        self.titled = {fold(m.span.of(doc.report.text)) for m in (*parties, *places) if m.sentence in headlines}
        self.quoted = [part for m in doc.of("speech") if m.value.direct for part in m.value.parts]


_names = of_document(_Names)


class Signs:
    """Reads the signs of the names in one report for one exercise."""

    def __init__(self, doc: Document, frame: Frame) -> None:
        self.doc, self.frame, self.names = doc, frame, _names(doc)
        self.here = frame.main and any(self._here(s) for s in frame.scopes if s.strength or s.sentence in self.names.opened)
        self.days = days_of(doc, frame)

    def _here(self, scope: Scope) -> bool:
        """Whether the exercise is told to be held "here", which is not where somebody said so: a spokesman said here on Monday."""
        ranges = cue_ranges(self.doc, scope.first, scope.last, "venue_here")
        return any(a == scope.first or self.doc.tokens[a - 1].low not in word_set("clause_said") for a, _ in ranges)

    def preposition(self, m: Mention) -> int | None:
        """The token of the preposition that governs a name; articles, directions and nouns of places between are skipped."""
        first, tokens = self.doc.sentences[m.sentence].first, self.doc.tokens
        for i in range(m.first - 1, max(first, m.first - WALK) - 1, -1):
            low = tokens[i].low
            skipped = low in word_set("venue_skip")
            if i > first and tokens[i - 1].low in word_set("venue_no_way") and low in word_set("venue_to"):
                return i - 1  # due to, thanks to
            if not skipped and low in word_set("place_in", "place_from"):
                return self._from_all_over(first, i)
            if low in word_set("venue_of") and (i == first or tokens[i - 1].low not in word_set("venue_skip")):
                return self._whole(first, i)
            if i > first and low in word_set("venue_link") and {tokens[i - 1].low, tokens[i + 1].low} <= word_set("venue_quarter"):
                continue  # in northern and eastern X
            kind_of = tokens[i + 1].low in word_set("venue_skip") and self._describes(i)
            if i == m.first - 1 and i > first and ((low in ",:" and tokens[i - 1].low in word_set("venue_noun")) or low in OPENERS):
                continue  # in the Ruritanian capital, X; at the airbase "X"
            if not skipped and i not in self.names.party_tokens and not kind_of:
                return None
        return None

    def _describes(self, i: int) -> bool:
        """Whether the word at token i only says of what sort a place is: the West African nation of X, the small island of X."""
        tokens = self.doc.tokens
        return tokens[i].text[0].isupper() or (tokens[i].text.isalpha() and i > 0 and tokens[i - 1].low in word_set("venue_article"))

    def _from_all_over(self, first: int, i: int) -> int:
        """The token "from" where it stands before the preposition at token i: from all over Alabama, from across the state."""
        at = i - 1
        while at > first and self.doc.tokens[at].low in word_set("venue_all"):
            at -= 1
        return (
            at
            if at >= first
            and self.doc.tokens[at].low in word_set("venue_from")
            and self.doc.tokens[i].low in word_set("venue_off", "venue_in")
            else i
        )

    def _whole(self, first: int, of: int) -> int:
        """The preposition before what a place is part of: at the naval base of X; else the token `of` itself."""
        for i in range(of - 1, max(first, of - OF_REACH) - 1, -1):
            if self.doc.tokens[i].low in word_set("place_in"):
                return i
            low = self.doc.tokens[i].low
            joins = low in word_set("place_from", "venue_stop") or low in word_set("venue_link") - word_set("venue_article")
            if not low[0].isalpha() or joins or i in self.names.exercise_tokens:
                break
        return of

    def hosts(self, m: Mention) -> bool:
        """Whether a state is told to host: hosted by Peru, Peru hosts."""
        sentence = self.doc.sentences[m.sentence]
        i = m.first - 1 - (self.doc.tokens[m.first - 1].low in word_set("venue_article") if m.first else 0)
        if i - 1 >= sentence.first and self.doc.tokens[i].low in word_set("venue_link") and i - 1 in self.names.party_tokens:
            return False  # A and B will co-host
        before = has_cue(self.doc, max(sentence.first, m.first - HOST_REACH), m.first, "venue_hosted")
        return before or has_cue(self.doc, m.last, min(sentence.last, m.last + HOST_REACH), "venue_host")

    def attribute(self, m: Mention) -> bool:
        """Whether a state's name only tells whose somebody or something is: the US Secretary, China's drills."""
        sentence = self.doc.sentences[m.sentence]
        if m.last >= sentence.last:
            return False
        token = self.doc.tokens[m.last]
        if token.low in word_set("venue_border"):
            return True  # near the Ruritania border
        if sentence.kind == "headline":
            return False
        if token.low in word_set("venue_owner"):
            return m.last + 1 < sentence.last and self.doc.tokens[m.last + 1].low not in word_set("venue_skip")
        if token.low in word_set("venue_crisis"):
            return True
        if token.text == "-" and m.last + 1 < sentence.last and token.start == self.doc.tokens[m.last - 1].end:
            return self.doc.tokens[m.last + 1].low in word_set("place_compound")  # the Ruritania-led exercise
        own = m.last in self.names.party_tokens or mentions_in(self.doc, "date", m.last, m.last + 1)
        return token.text[0].isupper() and not own

    def of_forces(self, m: Mention) -> bool:
        """Whether a place only shares a noun for forces with the name behind it: ships of the Pacific and Northern fleets."""
        last = self.doc.sentences[m.sentence].last
        words = self.doc.tokens[m.last : min(last, m.last + 3)]
        if len(words) < 3 or words[0].low not in word_set("venue_agent") or not words[1].text[0].isupper():
            return False
        if m.kind == "place" and m.value.kind == "region":
            return False  # the X and Y districts
        return words[2].low in word_set("venue_forces")

    def disputed(self, m: Mention) -> bool:
        """Whether a place only tells what people quarrel about: over the Kashmir issue."""
        return m.last < self.doc.sentences[m.sentence].last and self.doc.tokens[m.last].low in word_set("venue_issue")

    def group(self, at: int | None) -> str:
        """The sign of a preposition, "bare" if there is none."""
        if at is None:
            return "bare"
        if self.doc.tokens[at].low in word_set("venue_for") and at and self.doc.tokens[at - 1].low in word_set("venue_move"):
            return "to"  # left for X
        return _groups().get(self.doc.tokens[at].low, "of")

    def weight(self, scope: Scope, m: Mention, at: int | None) -> float:
        """How strongly the signs say that the exercise is held there, in log-odds."""
        return sum([WEIGHTS.get(sign, 0.0) for sign in self.of(scope, m, at)])

    def of(self, scope: Scope, m: Mention, at: int | None) -> Iterator[str]:
        """The signs of one name; `at` is its preposition. Not all that are put together of two have a weight."""
        sentence = self.doc.sentences[scope.sentence]
        strength = "headline" if sentence.kind == "headline" else STRENGTHS[scope.strength]
        group = self.group(at)
        yield from (strength, group)
        if not self.frame.main:
            yield "side"
        if m.kind == "place" and sentence.block in lines_of(self.doc):
            yield "line"
        if self._labelled(sentence):
            yield "labelled"
        if strength in ("apart", "follows") and m.kind == "place" and at is not None and self._forces_act(sentence, at, group):
            yield f"forces {strength}"
            if at == sentence.first or has_cue(self.doc, max(sentence.first, at - MOVE), at, "venue_act", "venue_deed"):
                yield f"forces near {strength}"
        own = [o for o in self.frame.mentions if o.sentence == scope.sentence]
        yield from self._before(m, at, own)
        yield from self._behind(m)
        yield from self._what(m, group, strength)
        yield from self._around(sentence, m, m.first if at is None else at)
        if self._told(sentence.first, sentence.last, "venue_conflict"):
            yield "conflict"
        if m.kind == "place" and has_cue(self.doc, sentence.first, sentence.last, "venue_noise"):
            yield "noise"
        begin = m.first if at is None else at
        if group not in LOCATIVE and has_cue(self.doc, max(sentence.first, begin - FAR), m.first, "venue_simulated"):
            yield "simulated"
        yield from self._role(sentence, m, at, group, own)
        if any(m.span.within(part) for part in self.names.quoted):
            yield "quoted"
        if at_another_time(self.doc, scope, m, self.days):
            yield "another time"
        if strength != "headline" and self.names.titled and fold(m.span.of(self.doc.report.text)) in self.names.titled:
            yield "state titled" if m.kind == "party" else "titled"

    def _role(self, sentence: Sentence, m: Mention, at: int | None, group: str, own: Sequence[Mention]) -> Iterator[str]:
        """Signs of what a place is in what the sentence tells: where something began, who acts, what is left, guarded or seen."""
        begin = m.first if at is None else at
        if self._aftermath(sentence, begin):
            yield "aftermath"
        here = self.frame.main and group in LOCATIVE
        if here and has_cue(self.doc, max(sentence.first, begin - FAR), begin, "venue_rotation"):
            yield "rotates"  # where another edition than the main one was held
        if self._seat(sentence.first, m, at):
            yield "seat"
        before = self._behind_articles(sentence.first, m.first) if at is None else ""
        if before in word_set("venue_protect"):
            yield "protected"
        if before in word_set("venue_left"):
            yield "left"
        if m.kind == "place" and m.value.kind in SITES and self._acts(sentence, m):
            yield "agent"
        if self._witnessed(m, at):
            yield "witnessed"
        if self._where(sentence, m):
            yield "where"
        if self._beside(sentence, m, at):
            yield "beside"
        if at == sentence.first and self._said_there(sentence, m):
            yield "said there"
        if self._seat_of(sentence, at):
            yield "seat of"
        if group in LOCATIVE and self._part_behind(m, own):
            yield "part behind"
        hosts = m.kind == "place" and has_cue(self.doc, m.last, min(sentence.last, m.last + 3), "venue_host")
        if hosts and any(o.first >= m.last for o in own):
            yield "hosts"

    def _where(self, sentence: Sentence, m: Mention) -> bool:
        """Whether a clause tells what is done at a place: X, where the navy held the drills."""
        i = m.last + (m.last < sentence.last and self.doc.tokens[m.last].text == ",")
        if i >= sentence.last or self.doc.tokens[i].low not in word_set("venue_where"):
            return False
        last = min(sentence.last, i + FAR)
        return has_cue(self.doc, i, last, "hold", "venue_hold") or any(i < o.first < last for o in self.frame.mentions)

    def _beside(self, sentence: Sentence, m: Mention, at: int | None) -> bool:
        """Whether a place only tells where another lies: Palawan, which looks out on X; canals that link X with Y."""
        begin = m.first if at is None else at
        first = max(sentence.first, begin - NEAR)
        lies = [a for a, b in cue_ranges(self.doc, first, begin, "venue_lies") if not has_cue(self.doc, b, begin, "hold", "venue_hold")]
        if not lies:
            return False
        others = (*self.doc.of("place"), *self.doc.of("party"))
        before = max((o.last for o in others if o.sentence == sentence.index and o.last <= lies[0]), default=-FAR)
        return lies[0] - before <= LIES and not any(before <= o.first < lies[0] for o in self.frame.mentions)

    def _said_there(self, sentence: Sentence, m: Mention) -> bool:
        """Whether a place opens a sentence and tells where somebody said something: In X, a spokesman confirmed …"""
        i = m.last
        if i >= sentence.last or self.doc.tokens[i].text != ",":
            return False
        said = cue_ranges(self.doc, i, min(sentence.last, i + FAR), "clause_said", "venue_said")
        return bool(said) and not has_cue(self.doc, i, said[0][0], "hold", "venue_hold")

    def _seat_of(self, sentence: Sentence, at: int | None) -> bool:
        """Whether a place tells where somebody who says something works: a professor at X University in Y."""
        if at is None:
            return False
        first = max(sentence.first, at - FAR)
        posts = [b for _, b in cue_ranges(self.doc, first, at, "venue_post")]
        if not posts:
            return False
        return not has_cue(self.doc, posts[-1], at, "hold", "venue_hold") and not any(
            posts[-1] <= o.first < at for o in self.frame.mentions
        )

    def _aftermath(self, sentence: Sentence, at: int) -> bool:
        """Whether token `at` stands where a sentence tells what the exercise follows: days after police fired on a crowd in X."""
        begins = [b for _, b in cue_ranges(self.doc, sentence.first, at, "venue_aftermath")]
        return bool(begins) and not has_cue(self.doc, begins[-1], at, "hold", "venue_hold")

    def _behind_articles(self, first: int, i: int) -> str:
        """The word before token `i` and the articles and directions that stand right before it; empty if there is none."""
        i -= 1
        while i > first and self.doc.tokens[i].low in word_set("venue_skip"):
            i -= 1
        return self.doc.tokens[i].low if i >= first else ""

    def _seat(self, first: int, m: Mention, at: int | None) -> bool:
        """Whether a place only tells whom or what somebody commands or heads: the governor of X, the Naval Forces Western X."""
        tokens = self.doc.tokens
        if at is not None:
            low = tokens[at - 1].low if at > first else ""
            commanded = low in word_set("venue_command") and has_cue(self.doc, max(first, at - NEAR), at, "venue_office")
            return commanded or low in word_set("venue_office")
        i = m.first - 1
        while i > first and tokens[i].low in word_set("venue_skip") and tokens[i].text[0].isupper():
            i -= 1
        i -= i > first and (tokens[i].text == "," or tokens[i].text in DASHES)  # Security Forces, X
        return i > first and tokens[i].text[0].isupper() and tokens[i].low in word_set("venue_command")

    def _forces_act(self, sentence: Sentence, at: int, group: str) -> bool:
        """Whether a sentence tells what forces do as in an exercise at a place whose preposition is token `at`.

        Corvettes put to sea off X; at X, marines fired at targets; jets took off from X; but not: a jet crashed in X.
        """
        doc, before = self.doc, max(sentence.first, at - 3)
        if group not in ACTED and not (group == "from" and has_cue(doc, before, at, "venue_takeoff")):
            return False
        if has_cue(doc, before, at, "venue_crash") or not has_cue(doc, sentence.first, sentence.last, "venue_act", "venue_deed"):
            return False
        return any(m.sentence == sentence.index for kind in ("unit", "materiel") for m in doc.of(kind))

    def _around(self, sentence: Sentence, m: Mention, at: int) -> Iterator[str]:
        """Signs before token `at`, where the phrase of the place begins, and in its own words."""
        doc, first = self.doc, sentence.first
        if has_cue(doc, first, at, "venue_future"):
            yield "future"
        if has_cue(doc, max(first, at - FAR), at, "venue_act"):
            yield "acted"
        if has_cue(doc, max(first, at - 2), m.first, "venue_area"):
            yield "area"
        name = m.span.of(doc.report.text)
        if len(name) > CAPITALS and name.isupper():
            yield "capitals"

    def _told(self, first: int, last: int, kind: str) -> bool:
        """Whether a word of a class stands in tokens [first, last), "war games" left out."""
        tokens = self.doc.tokens
        return any(b >= len(tokens) or tokens[b].low not in word_set("venue_game") for _, b in cue_ranges(self.doc, first, last, kind))

    def _part_behind(self, m: Mention, own: Sequence[Mention]) -> bool:
        """Whether what is done at a place is told behind it to be a part of the exercise: a landing in X, Elbonia, during Iron Gale."""
        return any(
            m.last < o.first <= m.last + FAR and has_cue(self.doc, max(m.last, o.first - NEAR), o.first, "venue_part_of") for o in own
        )

    def _acts(self, sentence: Sentence, m: Mention) -> bool:
        """Whether a base or centre stands for those who work there: planned by the X Centre; Air Station Y sent a helicopter."""
        first = m.first
        while first > sentence.first + 1 and self.doc.tokens[first - 1].text[0].isupper():
            first -= 1
        before = self._behind_articles(sentence.first, first)
        sends = m.last < sentence.last and self.doc.tokens[m.last].low in word_set("venue_sender")
        return before in word_set("side_by") or (sends and self.preposition(m) is None)

    def _witnessed(self, m: Mention, at: int | None) -> bool:
        """Whether somebody comes to a place to see the exercise: reached Karachi on Tuesday to witness the drills."""
        sentence = self.doc.sentences[m.sentence]
        last = min(sentence.last, m.last + WITNESS)
        come = has_cue(self.doc, max(sentence.first, m.first - NEAR), m.first, "venue_come")
        if (come or self.group(at) in LOCATIVE) and any(
            o.sentence == m.sentence and m.last < o.first <= last and self._for(m.last, o.first) for o in self.frame.mentions
        ):
            return True
        if not come:
            return False
        own = [o for o in self.frame.mentions if o.sentence == m.sentence and m.last < o.last and o.first <= last + WITNESS]
        seen = [b for _, b in cue_ranges(self.doc, m.last, last, "venue_witness")]
        return any(b <= o.last and o.first - b <= WITNESS for b in seen for o in own)

    def _for(self, first: int, last: int) -> bool:
        """Whether the words between a place and an exercise say that it is what somebody is there for; a comma parts them."""
        return self.doc.tokens[last - 1].low in word_set("venue_for") and all(t.text != "," for t in self.doc.tokens[first:last])

    def _labelled(self, sentence: Sentence) -> bool:
        """Whether a line of facts begins with a word for a venue: Where: …; Location: …"""
        tokens = self.doc.tokens
        first = next((i for i in range(sentence.first, sentence.last) if tokens[i].text[0].isalpha()), sentence.last)
        last = min(sentence.last, first + LABEL)
        return any(tokens[i].text == ":" and has_cue(self.doc, first, i, "venue_label") for i in range(first + 1, last))

    def _before(self, m: Mention, at: int | None, own: Sequence[Mention]) -> Iterator[str]:
        doc, first = self.doc, self.doc.sentences[m.sentence].first
        if at is None:
            if has_cue(doc, max(first, m.first - NEAR), m.first, "venue_cover"):
                yield "covered"
            if has_cue(doc, max(first, m.first - FAR), m.first, "venue_are"):
                yield "labelled"
            return
        last = max((e.last for e in doc.of("exercise") if first <= e.first and e.last <= at), default=first)  # combat exercises in X
        elsewhere = self._told(max(last, at - GOVERN), at, "venue_elsewhere") and not (
            self._practised(last, at) or self._at_house(first, at) or self._based(m, first, at)
        )
        if elsewhere:
            yield "elsewhere"
            if self._told(max(last, at - 2), at, "venue_elsewhere"):
                yield "elsewhere next"
        elif at > first and at - 1 not in self.names.exercise_tokens and doc.tokens[at - 1].low in word_set("venue_governor"):
            yield "governed"
        if has_cue(doc, max(first, at - FAR), at, "venue_meeting"):
            yield "met"
        if has_cue(doc, max(first, at - MOVE), at, "likened_cue", "comparison"):
            yield "likened"
        if has_cue(doc, max(first, at - MOVE), at, "venue_move"):
            yield f"{self.group(at)} moved" if not elsewhere else f"{self.group(at)} moved elsewhere"
            if m.kind == "place" and m.value.kind == "airport" and has_cue(doc, max(first, at - MOVE), at, "venue_arrive"):
                yield "arrival"
        at = self._past_agent(first, at)
        if has_cue(doc, max(first, at - NEAR), at, "hold", "venue_hold"):
            yield "held"
        elif has_cue(doc, max(first, at - FAR), at, "hold", "venue_hold"):
            yield "held far"
        before = [o for o in own if o.last <= at + 1 or o.first < at < o.last]
        if before:
            gap = at - before[-1].last
            yield "exercise next" if gap < 2 else "exercise" if gap < 7 else "exercise far"
            if gap < 2 and has_cue(doc, before[-1].first, before[-1].last, "venue_superlative"):
                yield "superlative"
            if gap == 1 and doc.tokens[at - 1].text == ",":
                yield "exercise comma"
        elif own:
            yield "exercise behind"
        governor = self._governor(first, at)
        yield governor
        if governor == "after other" and doc.tokens[at - 1].low in word_set("venue_site"):
            yield "site"
        if m.kind == "place" and m.value.country is None and at > first and doc.tokens[at - 1].low in word_set("venue_states"):
            yield "of states"
        if governor in ("after people", "after name") and (self.group(at) == "from" or self._of_home(first, at)):
            yield "home"

    def _based(self, m: Mention, first: int, at: int) -> bool:
        """Whether it is the exercise that is based at a place: Based in X, the exercise …; the exercise is headquartered at X."""
        bases = cue_ranges(self.doc, max(first, at - NEAR), at, "venue_based")
        if not bases:
            return False
        own = [o for o in self.frame.mentions if o.sentence == m.sentence]
        begins = bases[0][0] == first and any(m.last < o.first <= m.last + FAR for o in own)
        return begins or any(0 <= bases[0][0] - o.last <= BASED for o in own)

    def _of_home(self, first: int, at: int) -> bool:
        """Whether people come from units that have their home behind a preposition: members from units in X; not: jets from bases in X."""
        low = self.doc.tokens[at - 1].low
        units = low in word_set("venue_people") and low not in word_set("venue_noun")
        return units and has_cue(self.doc, max(first, at - NEAR), at, "venue_from")

    def _practised(self, first: int, at: int) -> bool:
        """Whether what is done at a place is what an exercise before it consists of: drills, focusing on airborne operations at X."""
        contents = [b for _, b in cue_ranges(self.doc, first, at, "venue_contents")]
        if not contents:
            return False
        words = cue_ranges(self.doc, max(contents[0], at - GOVERN), at, "venue_elsewhere")
        return all(b - a == 1 and self.doc.tokens[a].low in word_set("venue_activity") for a, b in words)

    def _at_house(self, first: int, at: int) -> bool:
        """Whether a house before a preposition is where something is held: at or a mile south of the brigade's headquarters in X."""
        tokens = self.doc.tokens
        if tokens[at - 1].low not in word_set("venue_house"):
            return False
        i = at - 2
        while i > first and (
            i in self.names.party_tokens
            or tokens[i].text[0].isupper()
            or tokens[i].low in word_set("venue_article", "venue_owner")
            or tokens[i + 1].low in word_set("venue_owner")
        ):
            i -= 1
        beside = i > first and tokens[i].low in word_set("venue_of") and tokens[i - 1].low in word_set("venue_direction")
        return beside or _groups().get(tokens[i].low) in LOCATIVE

    def _past_agent(self, first: int, at: int) -> int:
        """The token "by" where those stand before a preposition who hold something: was held by Elbonia and the Ruritanian army at X."""
        i = at - 1
        while i > first and (i in self.names.party_tokens or self.doc.tokens[i].low in word_set("venue_agent", "force_noun")):
            i -= 1
        return i if i < at - 1 and self.doc.tokens[i].low in word_set("side_by") else at

    def _governor(self, first: int, at: int) -> str:
        """What stands right before a preposition."""
        if at == first:
            return "opening"
        mark = self.doc.tokens[at - 1].text
        dated = mark == "," and at - 2 in self.names.date_tokens
        if (dated or mark in CLOSERS or mark in DASHES) and at - 1 > first:
            at -= 1  # the exercise "X" in Y; from May 2 to 9 – in Y; on May 2, 2023, in Y
            if mark == ")":
                at = next((k for k in range(at - 1, max(first, at - BRACKET), -1) if self.doc.tokens[k].text == "("), at)  # X in Y
        doc, token = self.doc, self.doc.tokens[at - 1]
        if at - 1 in self.names.date_tokens:
            return "after date"
        if has_cue(doc, max(first, at - 2), at, "hold", "venue_hold"):
            return "after hold"
        if at - 1 in self.names.exercise_tokens:
            return "after exercise"
        if token.low in word_set("venue_people"):
            return "after people"
        if at - 1 in self.names.party_tokens:
            return "after party"
        if not token.text[0].isalnum():
            return "after mark"
        return "after name" if token.text[0].isupper() else "after other"

    def _behind(self, m: Mention) -> Iterator[str]:
        if has_cue(self.doc, m.last, min(self.doc.sentences[m.sentence].last, m.last + REMIT), "venue_remit"):
            yield "remit"
        if self.here and is_dateline(self.doc, m):
            yield "here"
        if self._owns(m):
            yield "owner"

    def _followed(self, m: Mention) -> bool:
        """Whether a noun follows that the name only describes."""
        if m.last >= self.doc.sentences[m.sentence].last:
            return False
        token = self.doc.tokens[m.last]
        joins = token.low in word_set("place_in", "place_from", "venue_area", "venue_after")
        return token.text.isalpha() and token.text[0].islower() and not joins

    def _owns(self, m: Mention) -> bool:
        """Whether a name stands in the genitive, and no capitalised one goes on behind it: Riga's harbour, not Riga's Freedom Hall."""
        tokens, last = self.doc.tokens, self.doc.sentences[m.sentence].last
        if m.last >= last or tokens[m.last].low not in word_set("venue_owner"):
            return False
        return m.last + 1 >= last or not tokens[m.last + 1].text[0].isupper()

    def _what(self, m: Mention, group: str, strength: str) -> Iterator[str]:
        state = m.kind == "party"
        code = m.value.code if state else m.value.country
        if code:
            yield "rare" if self.names.spoken[code] < RARE else "usual"
        if state:
            yield from ("state", f"state {group}", f"state {strength}")
            return
        kind = KIND_SIGNS.get(m.value.kind, "place")
        if kind == "place" and m.first in self.names.capitals:
            kind = "town"
        if kind == "water" and m.last - m.first == 1:
            yield "wide"  # the Pacific, the Atlantic
        if m.value.kind in OPEN and self._followed(m):
            yield "followed water"  # a South Pacific country
        if kind == "region" and m.value.country is None:
            kind = "vague"
        yield kind
        if group not in LOCATIVE:
            yield f"loose {kind}"
        if m.first in self.names.capitals and group not in ("near", "off"):
            yield "capital at" if group in LOCATIVE else "capital"
