"""Finds what somebody is reported to have said or written: direct quotations and reported clauses, each with its speaker."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.cues import Attribution
from vedette.annotate.datelines import dateline_end
from vedette.annotate.layout import layout
from vedette.annotate.quotes import count_words, quotations
from vedette.annotate.reported import Reported
from vedette.grammar import begun_in, phrases_of, word_set
from vedette.model import Document, Mention, Sentence, Span, Speech

MIN_WORDS = 4
"""A direct quotation of fewer words is a scare quote or a title."""
TITLE_SHARE = 0.7
"""Share of capitalised words from which words in quotation marks are a title."""
MAX_BREAK = 32
"""Tokens that break a quotation at most; more of them tell something of their own, and what follows is another quotation."""
NEAR_LEAD = 6
"""Tokens between a verb of saying and the quotation that it leads up to, beyond which one behind the quotation counts instead."""
RECENT = 3
"""Sentences back from a quotation that names no speaker to the latest one at most."""
LATE_TAIL = 14
"""Tokens of a sentence after a closed quotation at most, for it to be read as its "X said."."""


class _Quote(Struct):
    """A pair of quotation marks: `first` and `last` the tokens inside, `open` and `close` the tokens just outside of the marks."""

    span: Span
    first: int
    last: int
    open: int
    close: int
    found: Attribution | None = None
    where: str = ""


def find_speech(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `speech` with a Speech each, in reading order."""
    return _Reader(doc).read()


class _Reader:
    def __init__(self, doc: Document) -> None:
        self.doc, self.tokens, self.text = doc, doc.tokens, doc.report.text
        self.starts = [t.start for t in doc.tokens]
        self.reporting = Reported(doc)
        self.ends = {s.last for s in doc.sentences}
        self.found: list[Mention] = []
        self.open: list[list[_Quote]] = []
        """Quotations that no mark has closed yet, one a paragraph."""
        self.sentence_of = layout(doc).sentence_of

    def read(self) -> tuple[Mention, ...]:
        """All speech of the report."""
        blocks: dict[int, list[Sentence]] = {}
        for sentence in self.doc.sentences:
            if sentence.kind != "headline":
                blocks.setdefault(sentence.block, []).append(sentence)
        for sentences in blocks.values():
            self._block(sentences)
        self._close()
        return tuple(sorted(self.found, key=lambda m: m.span))

    # one paragraph

    def _block(self, sentences: Sequence[Sentence]) -> None:
        first, last = sentences[0].first, sentences[-1].last
        quotes = self._quotes(sentences[0].span.start, sentences[-1].span.end)
        self.reporting.enter(first, [(q.first, q.last) for q in quotes])
        at = first
        for number, quote in enumerate(quotes):
            self._indirect(sentences, at, quote.open)
            following = quotes[number + 1] if number + 1 < len(quotes) else None
            previous = quotes[number - 1] if number else None
            self._attribute(quote, previous, following, first, last)
            at = quote.close
        self._indirect(sentences, at, last)
        groups = self._groups(quotes)
        goes_on = bool(groups) and groups[0][0].open == first
        if goes_on and groups[0][0].where == "tail":
            self._named_later(groups[0][0].found)
        if not (goes_on and self._unclosed(groups[0][-1], last)):
            self._close()
        if groups and self._unclosed(groups[-1][-1], last):
            self.open.append(groups.pop())
        for group in groups:
            self._direct(group)

    def _named_later(self, found: Attribution | None) -> None:
        """Gives the speaker who is named behind a quotation to the paragraphs of it before, which no mark closed and nobody else spoke."""
        for group in self.open:
            if group[0].where == "prior":
                group[0].found = found

    def _close(self) -> None:
        for group in self.open:
            self._direct(group)
        self.open = []

    def _unclosed(self, quote: _Quote, last: int) -> bool:
        return quote.close == quote.last == last

    def _quotes(self, start: int, end: int) -> list[_Quote]:
        out = []
        for span in quotations(self.text, start, end):
            first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
            if first < last and not self._nickname(first):
                opening, closing = first, last
                while opening > 0 and self.tokens[opening - 1].start >= start and self.tokens[opening - 1].text in "\"“”‘’'«„":
                    opening -= 1
                while closing < len(self.tokens) and self.tokens[closing].start < end and self.tokens[closing].text in "\"“”‘’'»":
                    closing += 1
                out.append(_Quote(span, first, last, opening, closing))
        return out

    def _nickname(self, i: int) -> bool:
        """Whether what token i begins stands in quotation marks as a part of a person's name."""
        persons = self.doc.of("person")
        at = bisect_left(persons, i, key=lambda m: m.first) - 1
        return at >= 0 and persons[at].first < i < persons[at].last

    # whose words

    def _attribute(self, quote: _Quote, previous: _Quote | None, following: _Quote | None, first: int, last: int) -> None:
        limit = following.open if following else last
        tail_end = self._sentence_end(quote.close, limit)
        lead_start = self._sentence_start(quote.open, previous.close if previous else first)
        short = count_words(quote.span.of(self.text)) < MIN_WORDS
        lead, after = self._words(lead_start, quote.open), None
        if lead:
            after = previous if previous and previous.close == lead_start and previous.close not in self.ends else None
            found = self.reporting.before(lead_start, quote.open, after.found if after else None)
            if found and not self._spoken_behind(quote, lead_start, tail_end):
                quote.found, quote.where = found, "lead"
                return
        found = self.reporting.signed(quote.close)
        if found:
            quote.found, quote.where = found, "tail"
            return
        if self._tail_belongs(quote, tail_end):
            found = self.reporting.after(quote.close, tail_end)
            if found is None and self.tokens[quote.last - 1].text in (",", "?", "!"):
                found = self.reporting.trailing(quote.close, tail_end)
            if found:
                quote.found, quote.where = found, "tail"
                return
        if short and not (previous and previous.where == "tail"):
            return
        if not lead:
            quote.found, quote.where = self._continued(previous, first, lead_start), "prior"
        else:
            quote.found = (after.found if after else None) or self.reporting.subject(lead_start, quote.open) or self._recent(quote)
            quote.where = "subject"

    def _spoken_behind(self, quote: _Quote, lead_start: int, tail_end: int) -> bool:
        """Whether no verb of saying leads up to a quotation closely, but one with a person follows it: "He beamed, “…” X said"."""
        near = max(lead_start, quote.open - NEAR_LEAD)
        if self.tokens[quote.open - 1 if quote.open else 0].text == ":" or self.reporting.cues(near, quote.open):
            return False
        if quote.close >= tail_end or quote.close in self.ends:
            return False
        found = self.reporting.after(quote.close, tail_end)
        return found is not None and found.actor.kind == "person"

    def _continued(self, previous: _Quote | None, first: int, lead_start: int) -> Attribution | None:
        """The speaker of a quotation that nothing in its own sentence names: the one before goes on, or the sentence before names him."""
        begin = previous.close if previous else first
        if previous and previous.found and self._sentences(begin, lead_start) <= (previous.where == "tail"):
            return previous.found
        at = lead_start
        while at > begin:
            start = self._sentence_start(at - 1, begin)
            found = self.reporting.before(start, at) or self.reporting.subject(start, at)
            if found:
                return found
            at = start
        latest = self._introduced(first) or self.reporting.last or self.reporting.latest_person(first)
        return (previous.found if previous else None) or latest

    def _introduced(self, first: int) -> Attribution | None:
        """The person of whom the last sentence before a paragraph speaks, if nobody has spoken in it: "The minister praised the crews." """
        sentence = self.doc.sentences[self.sentence_of[first - 1]] if first else None
        last = self.reporting.last
        if sentence is None or sentence.kind == "headline" or (last and last.first >= sentence.first):
            return None
        found = self.reporting.subject(sentence.first, sentence.last)
        return found if found and found.actor.kind == "person" else None

    def _recent(self, quote: _Quote) -> Attribution | None:
        """The latest speaker, if he spoke a few sentences ago: a report goes on with his words ("the drills also aim to “…”")."""
        last = self.reporting.last
        if last is None or self.sentence_of[quote.first] - self.sentence_of[last.first] > RECENT:
            return None
        return replace(last, cue=None)

    def _tail_belongs(self, quote: _Quote, tail_end: int) -> bool:
        if quote.close >= tail_end:
            return False
        head = self.tokens[quote.close]
        if quote.close not in self.ends or head.text[0].islower():
            return True
        return tail_end - quote.close <= LATE_TAIL and self.tokens[tail_end - 1].text in (".", "!", "?")

    def _sentence_end(self, at: int, limit: int) -> int:
        return next((i for i in range(at + 1, limit) if i in self.ends), limit)

    def _sentence_start(self, at: int, limit: int) -> int:
        return next((i for i in range(at, limit, -1) if i in self.ends), limit)

    def _sentences(self, first: int, last: int) -> int:
        """How many sentences end in tokens [first, last)."""
        return sum(i in self.ends for i in range(first + 1, last + 1))

    def _words(self, first: int, last: int) -> bool:
        return any(t.text[0].isalnum() for t in self.tokens[first:last])

    # direct quotations

    def _groups(self, quotes: Sequence[_Quote]) -> list[list[_Quote]]:
        groups: list[list[_Quote]] = [[q] for q in quotes[:1]]
        for one, two in pairwise(quotes):
            if self._broken(one, two):
                groups[-1].append(two)
            else:
                groups.append([two])
        return groups

    def _broken(self, one: _Quote, two: _Quote) -> bool:
        """Whether two quotations of a paragraph are one that "he said" breaks: only words that name the speaker stand between."""
        if two.where == "prior" and two.open <= one.close and one.found is not None:
            return True
        if self._apart(one, two):
            return False
        if self._goes_on(one, two):
            return True
        if one.found is None or two.found is None or one.where not in ("tail", "prior") or one.close >= two.open:
            return False
        if two.found.speaker != one.found.speaker or two.where not in ("tail", "prior", "lead"):
            return False
        sentences = self._sentences(one.close, two.open)
        if two.where != "lead" and sentences == 1 and two.open in self.ends:
            return one.where == "tail" and two.open - one.close <= MAX_BREAK
        gap = self.tokens[one.close : two.open]
        return sentences == 0 and gap[-1].text == "," and not any(t.low in word_set("say_participle") for t in gap)

    def _goes_on(self, one: _Quote, two: _Quote) -> bool:
        """Whether a quotation goes on with a small letter behind who speaks and a comma: "We sail," he told the radio, "and fish"."""
        begun = one.where in ("tail", "prior") and one.found is not None and self.ends.isdisjoint(range(one.close, two.open))
        whole = self.text[one.span.end - 1] == "," and self.tokens[two.open - 1].text == "," and self.text[two.span.start].islower()
        gap = self.tokens[one.close : two.open]
        return begun and whole and 0 < len(gap) <= MAX_BREAK and not any(t.low in word_set("say_participle") for t in gap)

    def _apart(self, one: _Quote, two: _Quote) -> bool:
        """Whether a sentence quotes a word before the speaker begins one of his own: Calling it "vital," he said, "We will …"."""
        begun = one.open > 0 and one.open not in self.ends and one.open - 1 not in self.ends and self.tokens[one.open - 1].text[0].isalnum()
        return begun and two.where == "lead" and self.text[two.span.start].isupper()

    def _direct(self, group: Sequence[_Quote]) -> None:
        lead = group[0]
        text = " ".join(q.span.of(self.text) for q in group)
        if lead.found is None or count_words(text) < MIN_WORDS or self._is_title(lead):
            return
        found = lead.found
        parts = tuple(q.span for q in group)
        speech = Speech(found.speaker, found.span, found.party, text, parts, True, found.cue)
        self._add(speech, group[0].first, group[-1].last)

    def _is_title(self, quote: _Quote) -> bool:
        if any(m.first <= quote.first and quote.last <= m.last for m in self.doc.of("exercise")):
            return True
        for back in (1, 2, 3, 4):
            i = quote.open - back
            if i >= 0:
                hit = phrases_of("title_cue").at(self.tokens, i, quote.open)
                if hit and (hit[0] == quote.open or (hit[0] == quote.open - 1 and self.tokens[hit[0]].text == ",")):
                    return True
        if any(t.low in word_set("clause_finite") and t.text.islower() for t in self.tokens[quote.first : quote.last]):
            return False
        text = quote.span.of(self.text)
        if text[-1] in ".,!?" and (quote.where == "tail" or text.isupper()):
            return False
        words = [w for w in text.replace("-", " ").split() if w[0].isalpha() and len(w) > 3]
        return len(words) > 1 and sum(w[0].isupper() for w in words) / len(words) >= TITLE_SHARE

    # reported clauses

    def _indirect(self, sentences: Sequence[Sentence], first: int, last: int) -> None:
        """Adds the clauses reported in the sentences that begin in tokens [first, last), which no quotation breaks before token `last`."""
        for sentence in begun_in(sentences, first, last):
            end = min(last, sentence.last)
            begin = dateline_end(self.doc, sentence) if sentence is sentences[0] else sentence.first
            for clause in self.reporting.clauses(begin if begin < end else sentence.first, end):
                if end < sentence.last and clause.last >= end:
                    continue
                ranges = [(clause.first, clause.last), *([clause.rest] if clause.rest else [])]
                parts = tuple(Span(self.tokens[a].start, self.tokens[b - 1].end) for a, b in ranges)
                found, said = clause.found, " ".join(p.of(self.text) for p in parts)
                speech = Speech(found.speaker, found.span, found.party, said, parts, False, found.cue)
                self._add(speech, clause.first, ranges[-1][1])

    def _add(self, speech: Speech, first: int, last: int) -> None:
        span = Span(speech.parts[0].start, speech.parts[-1].end)
        self.found.append(Mention("speech", span, first, last, self.sentence_of[first], speech))
