"""Tells who says what: verbs of saying with their subjects, "according to", and whom pronouns and short forms stand for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from msgspec.structs import replace

from vedette.annotate.actors import STRICT_FORMS, Actor, by_sentence, find_actors, passes_on
from vedette.annotate.cues import FINITE, Attribution, Cue, cue_phrases
from vedette.annotate.layout import alone_in_brackets, layout
from vedette.grammar import DASHES, begun_in, fold, word_set
from vedette.model import Document, Span

BREAKS = frozenset((",", ".", ";"))
BEHIND_CLAUSE = frozenset((",", "”", '"'))
"""Marks before a pronoun whose verb of saying comes behind what is said."""
ASIDE_BEGINS, ASIDE_ENDS = DASHES | {",", "("}, DASHES | {",", ")"}
"""Marks around what is told of somebody between his name and the verb of saying."""
BEFORE_INVERSION = DASHES | {",", "”", '"', "’", "'", "»"}
"""Marks before a verb whose subject may follow it."""
APPOSED_REACH = 14
"""Tokens between an office and its holder at most: "Flag Officer Commanding (FOC) Western Naval Command (WNC), Rear Admiral X"."""
OFFICE = 4
"""Tokens from the comma behind a name to the noun of the office that follows it, at most."""
NAMED = frozenset(("person", "role", "body", "text", "name"))
"""Kinds of actors that may follow their verb."""
SET_OFF = 12
"""Tokens between whoever follows the verb of saying and the mark behind at most: said the ministry in a statement on Monday."""
LOOK_BACK = 12
"""Sentences that are searched backwards for what a pronoun or short form stands for."""


class Reporting:
    """Attributes words of one report, paragraph by paragraph. `last` is the latest speaker."""

    def __init__(self, doc: Document) -> None:
        self.doc, self.tokens = doc, doc.tokens
        self.last: Attribution | None = None
        self._issued: Actor | None = None
        self._actors: dict[int, list[Actor]] = {}
        self._persons = by_sentence(doc.of("person"))
        self._parties = by_sentence(doc.of("party"))
        self._dates = {i for m in doc.of("date") for i in range(m.first, m.last)}
        self._sentence_of = layout(doc).sentence_of
        self._quoted: list[tuple[int, int]] = []
        self._block_first = 0

    def enter(self, first: int, quoted: Sequence[tuple[int, int]]) -> None:
        """Begins a paragraph with token `first` whose quotations lie at `quoted`."""
        self._block_first = first
        self._quoted = [*self._quoted[-6:], *quoted]

    # what is there

    def actors(self, index: int) -> list[Actor]:
        """The actors of a sentence, in reading order."""
        if index not in self._actors:
            sentence = self.doc.sentences[index]
            self._actors[index] = find_actors(self.doc, sentence, self._persons.get(index, []), self._parties.get(index, []))
        return self._actors[index]

    def _within(self, first: int, last: int) -> list[Actor]:
        if first >= last:
            return []
        indices = range(self._sentence_of[first], self._sentence_of[last - 1] + 1)
        return [a for i in indices for a in self.actors(i) if first <= a.first and a.last <= last and not self._in_quote(a.first)]

    def _in_quote(self, i: int) -> bool:
        at = bisect_right(self._quoted, i, key=itemgetter(0)) - 1
        return at >= 0 and i < self._quoted[at][1]

    def cues(self, first: int, last: int) -> list[Cue]:
        """The words in [first, last) that report speech."""
        found = cue_phrases().find(self.tokens, first, last)
        return [
            Cue(kinds[0], a, b, self.doc.words(a, b))
            for a, b, kinds in found
            if (not self._titlecase(a) or kinds[0] == "source_cue" or a == first)
            and not self._noun_like(a, b, kinds[0])
            and not (a > first and self.tokens[a - 1].low in word_set("aux_doubt"))  # who may speak has not spoken
        ]

    def _titlecase(self, i: int) -> bool:
        """Whether only the first letter is a capital, as in a name; not so in a text all in capitals."""
        return self.tokens[i].text[0].isupper() and not self.tokens[i].text.isupper()

    def _noun_like(self, first: int, last: int, kind: str) -> bool:
        """Whether a word that could be a verb of saying is a noun ("a claim") or passive ("was welcomed") here."""
        if last - first > 1 or kind in ("source_cue", "as_saying"):
            return False
        before = self.tokens[first - 1].low if first else ""
        i = first - 1
        while i > first - 3 and i >= 0 and self.tokens[i].low in word_set("speech_adverb"):
            i -= 1
        if i >= 0 and self.tokens[i].low in word_set("speech_passive") and kind != "say_participle":
            return True
        if before in word_set("speech_genitive") or before in word_set("speech_article"):
            return True
        return kind != "say_participle" and before in word_set("speech_preposition")

    # attribution of a quotation

    def before(self, first: int, last: int, running: Attribution | None = None) -> Attribution | None:
        """Who speaks according to the words [first, last) that lead up to a quotation: the last verb of saying with a subject, or "X:".

        `running` is the speaker of a quotation in the same sentence, which a participle ("…, adding that …") goes on with.
        """
        cues = self.cues(first, last)
        for cue in reversed(cues):
            if running and cue.kind == "say_participle" and cue is cues[0]:
                return self._remember(replace(running, cue=cue.text))
            found = self._of_cue(cue, first, last, cues)
            if found:
                return self._remember(found)
        if self.tokens[last - 1].text == ":":
            actors = self._within(first, last - 1)
            if actors:
                return self._remember(self._resolve(self._outer(actors[0], actors), None))
        return self._in_words(first, last)

    def _in_words(self, first: int, last: int) -> Attribution | None:
        """Whose words they are said to be: "in the captain's own words, …"."""
        genitives = (i for i in range(first + 1, last - 1) if self.tokens[i].low in word_set("speech_genitive"))
        for i in genitives:
            noun = i + 1 + (self.tokens[i + 1].low in word_set("speech_own"))
            if noun >= last or self.tokens[noun].low not in word_set("speech_words"):
                continue
            actor = next((a for a in self._within(first, i) if a.last == i), None)
            if actor and self._governed(actor):
                body = actor.definite and actor.kind == "body"  # "in the agency's words": the one that spoke
                return self._remember(self._resolve(replace(actor, kind="it") if body else actor, None))
        return None

    def after(self, first: int, last: int) -> Attribution | None:
        """Who spoke the words before [first, last) according to the words that follow them."""
        begin = self._past_marks(first, last)
        cues = self.cues(begin, last)
        for cue in cues:
            if cue.kind == "say_participle" and cue is cues[0] and cue.first == begin:
                continue
            if cue.first == begin and cue.kind != "source_cue":
                actor = self._right_of(cue.last, last)
                if actor:
                    return self._remember(self._resolve(actor, cue))
            found = self._of_cue(cue, begin, last, cues)
            if found:
                return self._remember(found)
        return self._in_words(begin, last)

    def trailing(self, first: int, last: int) -> Attribution | None:
        """Who a quotation's trailing words [first, last) begin with, whatever the verb: "he marvelled", "laughed the sergeant"."""
        begin = self._past_marks(first, last)
        if begin + 1 >= last:
            return None
        actor = self._right_of(begin, last)
        if actor and actor.last < last and self.tokens[actor.last].text[0].islower():
            return self._remember(self._resolve(actor, None))
        actor = self._right_of(begin + 1, last) if self.tokens[begin].text[0].islower() else None
        small = word_set("speech_preposition", "speech_and")
        if actor and actor.kind in ("person", "role", "name") and self.tokens[begin].low not in small:
            return self._remember(self._resolve(actor, None))
        return None

    def _past_marks(self, first: int, last: int) -> int:
        """The first of tokens [first, last) that is no comma or dash."""
        return next((i for i in range(first, last) if self.tokens[i].text != "," and self.tokens[i].text not in DASHES), last)

    def signed(self, at: int) -> Attribution | None:
        """Who signs a quotation that ends before `at`: the person behind a dash there, on the same line or the next."""
        if at + 1 >= len(self.tokens) or self.tokens[at].text not in DASHES:
            return None
        actor = next((a for a in self.actors(self._sentence_of[at + 1]) if a.kind == "person" and a.first == at + 1), None)
        return self._remember(self._resolve(actor, None)) if actor else None

    def latest_person(self, at: int) -> Attribution | None:
        """The person whom the report names last before token `at`: who is asked where nobody has spoken yet."""
        before = (m for m in reversed(begun_in(self.doc.of("person"), 0, at)) if m.last <= at)
        named = next((m for m in before if self.doc.sentences[m.sentence].kind != "headline"), None)
        found = next((a for a in self.actors(named.sentence) if a.first == named.first), None) if named else None
        return self._resolve(found, None) if found else None

    def subject(self, first: int, last: int) -> Attribution | None:
        """Who a sentence speaks of first, as the likely source of words quoted in it."""
        actors = [a for a in self._within(first, last) if not self._governed(a)]
        best = next((a for a in actors if a.kind in ("person", "he")), actors[0] if actors else None)
        return self._resolve(best, None) if best else None

    def _of_cue(self, cue: Cue, first: int, last: int, cues: Sequence[Cue]) -> Attribution | None:
        if fold(cue.text) in word_set("quote_of") and any(c.kind == "as_saying" and c.first > cue.first for c in cues):
            actor = self._right_of(cue.last, last)
        elif cue.kind == "source_cue":
            actor = self._object(cue.last, last) or self._right_of(cue.last, last)
        elif cue.kind == "as_saying":
            named = self._within(first, cue.first)
            actor = next((a for a in reversed(named) if not passes_on(self.tokens, a)), named[-1] if named else None)
        elif cue.kind == "quote_of":
            return None
        elif cue.kind == "say_participle":
            own = next((a for a in self._within(first, cue.first) if a.last == cue.first and a.kind != "party"), None)
            if own:
                return self._resolve(own, cue)
            earlier = [c for c in cues if c.first < cue.first and c.kind in FINITE]
            for c in reversed(earlier):
                found = self._of_cue(c, first, last, cues)
                if found:
                    return replace(found, cue=cue.text)
            found = self.subject(first, cue.first)
            return replace(found, cue=cue.text) if found else None
        else:
            if cue.first - 1 > first and self.tokens[cue.first - 1].low in word_set("speech_and"):
                earlier = [c for c in cues if c.first < cue.first and c.kind in FINITE]
                shared = self._of_cue(earlier[-1], first, last, cues) if earlier else None
                if shared:
                    return replace(shared, cue=cue.text)
            behind = self._inverted(cue, last) if cue.kind == "say_verb" else None
            actor = (behind if behind and self._set_off(cue, behind, last) else self._left_of(cue.first, first)) or behind
        return self._resolve(actor, cue) if actor else None

    def _object(self, at: int, last: int) -> Actor | None:
        """The pronoun of "according to him", which as a rule is no speaker."""
        if at >= last or (at + 1 < last and self.tokens[at + 1].text[0].isalnum()):
            return None
        low = self.tokens[at].low
        kind = next((kind for kind in ("he", "it", "they") if low in word_set(f"pronoun_{kind}")), None)
        return Actor(kind, at, at + 1, self._sentence_of[at], at, self.tokens[at].text, None) if kind else None  # type: ignore[arg-type]

    def _inverted(self, cue: Cue, last: int) -> Actor | None:
        """The subject that follows its verb, in a sentence such as "…, said the general"."""
        apart = cue.first > 0 and self.tokens[cue.first - 1].text in BEFORE_INVERSION
        actor = self._right_of(cue.last, last) if apart else None
        return actor if actor is not None and actor.kind in NAMED else None

    def _set_off(self, cue: Cue, actor: Actor, last: int) -> bool:
        """Whether a mark, or no verb up to one, follows whoever stands behind the bare verb.

        "…, said the commander, adding"; "…, said the ministry on Monday.": what is said would go on with a verb.
        """
        said = fold(cue.text)
        if actor.kind not in ("person", "role", "body") or said not in word_set("bare_clause") or said in word_set("told_object"):
            return False
        mark = next((i for i in range(actor.last, min(last, actor.last + SET_OFF)) if self.tokens[i].text in BREAKS), None)
        if mark is None:
            return False
        finite = word_set("clause_finite")
        return not any(self.tokens[i].low in finite and i not in self._dates for i in range(actor.first, mark))

    def _left_of(self, at: int, first: int) -> Actor | None:
        """The subject of the verb at `at`, looking back no further than `first`."""
        actors = self._within(first, at)
        if not actors:
            return None
        skip = word_set("speech_skip")
        i = at - 1
        ends = {a.last - 1: a for a in actors}
        while i >= first and i not in ends and (self.tokens[i].low in skip or i in self._dates or self.tokens[i].low.isdigit()):
            i -= 1
        abbreviated = self._abbreviated(i, actors) if i >= first and self.tokens[i].text == ")" else None
        if abbreviated:
            return abbreviated
        if i >= first and self.tokens[i].text in ASIDE_ENDS:
            before = [self._outer(a, actors) for a in actors if a.last < i and self.tokens[a.last].text in ASIDE_BEGINS]
            human = [a for a in before if a.kind in ("person", "role", "body", "name", "text") and not self._governed(a)]
            if human:
                return self._apposed(human[0], actors) or human[0]
        relative = self._relative(i, actors, first)
        if relative:
            return relative
        opening = self._opening(actors, first, i + 1)
        if opening:
            return opening
        nearest = ends.get(i) or actors[-1]
        return self._holder(nearest, actors) or self._outer(nearest, actors)

    def _opening(self, actors: Sequence[Actor], first: int, at: int) -> Actor | None:
        """The person with whom the words [first, at) begin, if only what he is or where he is from stands between him and the verb.

        "Captain X of the Harbour Office said"; "Colonel X, the commander of the brigade told reporters".
        """
        while first < at and (self.tokens[first].low in word_set("speech_article") or not self.tokens[first].text[0].isalnum()):
            first += 1
        person = next((a for a in actors if a.kind == "person" and a.first == first and a.last < at), None)
        if person is None:
            return None
        between = self.tokens[person.last : at]
        linked = between[0].low in word_set("speech_link")
        begin = person.last + 1 + (len(between) > 1 and between[1].low in word_set("speech_article"))
        office = between[0].text == "," and any(a.kind == "role" and a.first == begin for a in actors)
        breaks = word_set("clause_finite", "speech_relative", "say_verb", "speech_and", "speech_genitive") - word_set("speech_article")
        tail = between[1:]
        if not (linked or office) or any(t.text in BREAKS or t.low in breaks for t in tail if linked or t.text != "'s"):
            return None
        return person

    def _abbreviated(self, closing: int, actors: Sequence[Actor]) -> Actor | None:
        """The body whose abbreviation stands in the brackets that end at `closing`: the Saudi Press Agency (SPA) reported."""
        own = (a for a in actors if a.last == closing - 2 and a.kind == "body" and self.tokens[a.last].text == "(")
        return next((a for a in own if not self._governed(a)), None)

    def _holder(self, role: Actor, actors: Sequence[Actor]) -> Actor | None:
        """The person whose office stands behind the name without a comma at its end: "Colonel X, army spokesman said"."""
        if role.kind != "role" or role.definite or not self._single(role):
            return None
        comma = role.first - 1
        small = word_set("speech_article", "speech_preposition", "speech_definite", "speech_and")
        while comma > max(role.first - OFFICE, -1) and self.tokens[comma].text.isalpha() and self.tokens[comma].low not in small:
            comma -= 1
        named = (a for a in actors if a.kind == "person" and a.last == comma)
        return next(named, None) if comma >= 0 and self.tokens[comma].text == "," else None

    def _relative(self, i: int, actors: Sequence[Actor], first: int) -> Actor | None:
        """For "X, who said": the actor before the relative pronoun."""
        if i > first and self.tokens[i].low in word_set("speech_relative"):
            k = i - 1
            while k > first and self.tokens[k].text == ",":
                k -= 1
            return next((a for a in actors if a.last - 1 == k), None)
        return None

    def _apposed(self, role: Actor, actors: Sequence[Actor]) -> Actor | None:
        """The person named after a comma: for "its director, Colonel X," the colonel."""
        if role.kind not in ("role", "name"):
            return None
        after = next((a for a in actors if a.first > role.last and a.kind == "person"), None)
        if after is None:
            return None
        beside = self.tokens[role.last].text
        if not (beside in (",", "(", "of", "in", "to", "at", "for") or beside[0].isupper()):
            return None
        between = self.tokens[role.last : after.first]
        if sum(t.text == "," for t in between) > 1 or len(between) > APPOSED_REACH or not any(t.text == "," for t in between):
            return None
        tail = [t for k, t in enumerate(between) if any(x.text == "," for x in between[:k])]
        return after if all(t.text[0].isupper() for t in tail) else None

    def _outer(self, actor: Actor, actors: Sequence[Actor]) -> Actor:
        """The head that a governed noun phrase belongs to: for "a spokesman for the navy" the spokesman."""
        while self._governed(actor):
            i = actor.first - 1
            while i >= 0 and self.tokens[i].low not in word_set("speech_preposition"):
                i -= 1
            outer = next((a for a in reversed(actors) if a.last <= i), None)
            if outer is None:
                return actor
            actor = outer
        return actor

    def _governed(self, actor: Actor) -> bool:
        """Whether a preposition stands before the noun phrase and whoever it is of: for Poland's 3rd Brigade, of the Polish 3rd Brigade."""
        i = actor.first - 1
        if i > 0 and self.tokens[i].low in word_set("speech_genitive") and self.tokens[i - 1].text[0].isupper():
            i -= 2
        elif any(m.last == actor.first and m.value.form in STRICT_FORMS for m in self._parties.get(actor.sentence, ())):
            i -= 1
        while i >= 0 and self.tokens[i].low in word_set("speech_article", "np_modifier") and i > actor.first - 4:
            i -= 1
        return i >= 0 and self._sentence_of[i] == actor.sentence and self.tokens[i].low in word_set("speech_preposition")

    def _right_of(self, at: int, last: int) -> Actor | None:
        """The noun phrase that begins at `at`, articles and small modifiers aside."""
        begin = at
        while begin < last and (self.tokens[begin].low in word_set("speech_article") or self.tokens[begin].text in (",", ":")):
            begin += 1
        actors = [a for a in self._within(at, min(last, at + 40)) if at <= a.first]
        if actors[1:] and actors[0].last + 1 == actors[1].first and self.tokens[actors[0].last].low in word_set("speech_genitive"):
            actors, begin = actors[1:], actors[1].first  # "said the ministry's spokesman": not the ministry
        for actor in actors[:1]:
            between = self.tokens[begin : actor.first]
            breaks = word_set("speech_preposition", "speech_relative") | BREAKS
            if len(between) <= 4 and not any(t.low in breaks for t in between):
                return self._apposed(actor, actors) or actor
        if at < begin < last and self.tokens[begin].text[0].islower():
            return self._unknown(begin, last)
        return None

    def _unknown(self, begin: int, last: int) -> Actor | None:
        """A noun phrase after an article whose noun the lexicon does not know ("says a loudspeaker")."""
        end = begin
        stop = word_set("speech_preposition", "speech_relative", "speech_and", "say_verb")
        while end < min(last, begin + 5) and self.tokens[end].text[0].isalnum() and self.tokens[end].low not in stop:
            end += 1
        if end == begin or self._in_quote(begin):
            return None
        return Actor("role", begin, end, self._sentence_of[begin], end - 1, self.doc.words(begin, end), None)

    # who is meant

    def _remember(self, found: Attribution) -> Attribution:
        self.last = found
        return found

    def _resolve(self, actor: Actor, cue: Cue | None) -> Attribution:
        meant = self._meant(actor)
        span = Span(self.tokens[actor.first].start, self.tokens[actor.last - 1].end)
        return Attribution(meant.name, span, meant.party, cue.text if cue else None, meant, actor.first, actor.last)

    def _meant(self, actor: Actor) -> Actor:
        if actor.kind == "he":
            return self._human(actor) or (self.last.actor if self.last else actor)
        if actor.kind in ("it", "they"):
            return self._thing(actor) or actor
        if actor.kind == "role" and (actor.definite or self._one_of(actor)):
            return self._role(actor) or actor
        if actor.kind == "role":
            return self._of_party(actor) or self._in_office(actor) or actor
        if actor.kind == "text" and self.tokens[actor.head].low in word_set("statement_noun"):
            issuer = self._issuer(actor) or (self._issued if actor.definite else None)
            self._issued = issuer or self._issued
            return issuer or actor
        if actor.kind in ("body", "name", "party"):
            return self._spelled_out(actor) or (self._fullest(actor) if actor.kind == "body" else actor)
        return actor

    def _one_of(self, actor: Actor) -> bool:
        """Whether a role without more is one of several told of before: two navy officials … | one official said."""
        return actor.last - actor.first == 1 and actor.first > 0 and self.tokens[actor.first - 1].low in word_set("speech_one")

    def _earlier(self, actor: Actor, since: int = 0) -> Iterator[Actor]:
        """Actors before this one, from token `since` on, nearest sentence first, in reading order within a sentence."""
        for index in range(actor.sentence, max(-1, actor.sentence - LOOK_BACK), -1):
            sentence = self.doc.sentences[index]
            if sentence.last <= since:
                return
            if sentence.kind != "headline":
                yield from (a for a in self.actors(index) if since <= a.first < actor.first and not self._in_quote(a.first))

    def _of_party(self, actor: Actor) -> Actor | None:
        """The person who holds the office that "China's defence minister" names."""
        if actor.last - actor.first < 2 or actor.party is None:
            return None
        if actor.first and self.tokens[actor.first - 1].low in word_set("indefinite"):
            return None
        head = self.tokens[actor.head].low
        for mention in self.doc.of("person"):
            person = mention.value
            if person.party == actor.party and head in fold(person.office or "").split():
                return Actor("person", actor.first, actor.last, actor.sentence, actor.head, person.full, person.party, person=person)
        return None

    def _in_office(self, actor: Actor) -> Actor | None:
        """The person beside whose name the same words have stood before: Commander of the Northern Fleet Admiral X; X, commander of …"""
        words = [t.low for t in self.tokens[actor.first : actor.last]]
        if len(words) < 2:
            return None
        for mention in reversed(self.doc.of("person")):
            if mention.last > actor.first:
                continue
            for at in (mention.first - len(words), mention.last + 1):
                if at >= 0 and [t.low for t in self.tokens[at : at + len(words)]] == words:
                    person = mention.value
                    return Actor("person", actor.first, actor.last, actor.sentence, actor.head, person.full, person.party, person=person)
        return None

    def _human(self, actor: Actor) -> Actor | None:
        """Who "he" is: the person that an earlier sentence speaks of first, back to the latest speaker."""
        speaker = self.last.actor if self.last and self.last.actor.kind in ("person", "role", "name") else None
        here = list(self._earlier(actor, self._block_first))
        own = [a for a in here if a.kind in ("person", "name")]
        if own and all(self._governed(a) for a in own) and not (speaker and speaker.first >= self._block_first):
            # "For Private Doe, it was the first time": the paragraph speaks of no one else
            roles = (a for a in here if a.kind == "role" and self._single(a) and not self._governed(a))
            return next((a for a in roles if a.first - 1 not in {o.last for o in own}), own[0])
        for index in range(actor.sentence, max(-1, actor.sentence - LOOK_BACK), -1):
            if speaker and index == speaker.sentence and index != actor.sentence:
                return speaker
            if self.doc.sentences[index].kind == "headline":
                break
            for other in self.actors(index):
                if other.kind == "person" and other.first < actor.first and not self._in_quote(other.first) and not self._governed(other):
                    return other
        return speaker or next((a for a in self._earlier(actor) if a.kind == "role" and self._single(a) and not self._governed(a)), None)

    def _single(self, actor: Actor) -> bool:
        """Whether a role is one person's: an officer, not officials."""
        return not self.tokens[actor.head].low.endswith("s")

    def _thing(self, actor: Actor) -> Actor | None:
        speaker = self.last.actor if self.last and self.last.actor.kind in ("body", "text", "party", "name") else None
        kinds = ("body", "party", "text") if actor.kind == "it" else ("role", "body")
        behind = self.tokens[actor.first - 1].text in BEHIND_CLAUSE if actor.first else False
        if behind and speaker and self.last and self.last.first >= self._block_first:
            return speaker
        earlier = (a for a in self._earlier(actor, self._block_first) if a.kind in kinds and not self._governed(a))
        # "the navy will send ships, it said": it is not the navy that says so
        near = next((a for a in earlier if not (behind and speaker and a.sentence == actor.sentence)), None)
        return self._meant(near) if near else speaker

    def _role(self, actor: Actor) -> Actor | None:
        """Whom "the minister" stands for: the latest whose rank or office has that word, or one of the ministers told of."""
        head = self.tokens[actor.head].low
        for other in self._earlier(actor):
            holder = self._in_role(head, other) if actor.definite else None
            if holder:
                return holder
            if other.kind == "role" and other.first < other.head and self.tokens[other.head].low == f"{head}s":
                return replace(actor, name=f"{self.doc.words(other.first, other.head)} {self.tokens[actor.head].text}", party=other.party)
        if head.endswith("s") or not actor.definite:
            return None
        if self.last and self.last.actor.kind in ("person", "role"):
            return self.last.actor
        return next((a for a in self._earlier(actor) if a.kind == "person"), None)

    def _in_role(self, head: str, other: Actor) -> Actor | None:
        """An actor, or the person named beside it, if he is told of by the same noun."""
        if other.person:
            return other if head in fold(f"{other.person.title or ''} {other.person.office or ''}").split() else None
        same = other.kind == "role" and not other.definite and self.tokens[other.head].low == head
        return (self._apposed(other, self.actors(other.sentence)) or other) if same else None

    def _issuer(self, actor: Actor) -> Actor | None:
        """Whose a statement is: the body in "a statement by the ministry", "a ministry statement", or else the one that spoke last."""
        issuer = next((a for a in self.actors(actor.sentence) if a.kind in ("body", "party") and self._issues(a, actor)), None)
        if issuer:
            return self._meant(issuer)
        if actor.head + 2 < actor.last and self.tokens[actor.head + 1].low in word_set("speech_by"):
            begin = actor.head + 2 + (self.tokens[actor.head + 2].low in word_set("speech_article"))
            return replace(actor, kind="body", name=self.doc.words(begin, actor.last))
        i = actor.last
        if i + 1 < len(self.tokens) and self.tokens[i + 1].low in word_set("speech_by") and self.tokens[i].low not in word_set("speech_by"):
            i += 1
        if i < len(self.tokens) and self.tokens[i].low in word_set("speech_by"):
            after = self._right_of(i + 1, self.doc.sentences[actor.sentence].last)
            if after and after.kind in ("body", "party", "person", "role", "name"):
                return self._meant(after)
        if actor.body:
            head = next((i for i in range(actor.head, actor.first, -1) if actor.body.endswith(self.tokens[i - 1].text)), actor.head)
            return self._fullest(replace(actor, kind="body", name=actor.body, head=head - 1))
        if not actor.definite:
            return None
        if self.last and self.last.actor.kind in ("body", "party", "text", "name"):
            return self.last.actor
        near = [a for a in self._earlier(actor) if a.kind == "body" and a.sentence >= actor.sentence - 1]
        return next((a for a in near if self._says(a)), near[0] if near else None)

    def _says(self, actor: Actor) -> bool:
        """Whether a verb of saying follows an actor, brackets aside: the Saudi Press Agency (SPA) reported."""
        i = actor.last
        while alone_in_brackets(self.tokens, i, len(self.tokens)):
            i += 3
        return i < len(self.tokens) and self.tokens[i].low in word_set("say_verb")

    def _issues(self, body: Actor, text: Actor) -> bool:
        """Whether a body stands right behind the noun of a document, or owns it: the navy's press release."""
        owns = body.last == text.first - 1 and self.tokens[body.last].low in word_set("speech_genitive")
        return owns or body.first == text.last

    def _spelled_out(self, actor: Actor) -> Actor | None:
        """What an abbreviation stands for, if the report says so: "the Border Command (BC)"."""
        if actor.last - actor.first > 1 or not actor.name.isupper():
            return None
        for other in self._earlier(actor):
            i = other.last
            if other.kind == "body" and i + 1 < len(self.tokens) and self.tokens[i].text == "(" and self.tokens[i + 1].text == actor.name:
                return replace(actor, kind="body", name=other.name, party=other.party or actor.party)
        return None

    def _fullest(self, actor: Actor) -> Actor:
        """The most complete name of the same body so far: "the ministry" is the ministry named before."""
        words = set(fold(actor.name).split()) - word_set("speech_article")
        best = actor
        for other in self._earlier(actor):
            if other.kind == "body" and actor.key and other.key == actor.key and len(other.name) > len(best.name):
                best = other
                break
            if other.kind != "body" or len(other.name) <= len(best.name) or self.tokens[other.head].low != self.tokens[actor.head].low:
                continue
            if words <= set(fold(other.name).split()):
                best = other
                break
        return replace(actor, name=best.name, party=actor.party or best.party)
