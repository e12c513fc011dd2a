"""Finds the clauses in which a report tells what somebody said: "X said that …", "…, he said, …"."""

from vedette.annotate.attribution import Reporting
from vedette.annotate.cues import CLAUSAL, Attribution, Clause, Cue
from vedette.grammar import DASHES, fold, word_set

MIN_CLAUSE = 4
"""Words of a reported clause at least."""
OPENING = 3
"""Tokens of the words before a source that is put into a clause at least, the comma among them."""
THAT_REACH = 14
"""Tokens between a verb and its "that" at most."""
BEFORE, BEHIND = DASHES | {",", ":"}, DASHES | {",", ";"}
"""Marks around a clause that are no part of it."""


class Reported(Reporting):
    """Reads the reported clauses of one report, as the quotations around them are attributed."""

    def clauses(self, first: int, last: int) -> list[Clause]:
        """The reported clauses of a sentence [first, last) with their sources; the first verb that has one counts."""
        cues = [c for c in self.cues(first, last) if c.kind in CLAUSAL or c.kind == "source_cue"]
        end = last - 1 if self.tokens[last - 1].text in (".", "!", "?") else last
        for cue in cues:
            found = self._of_cue(cue, first, last, cues)
            if found is None:
                continue
            clause = self._clause(cue, found, first, end)
            if clause:
                self._remember(found)
                return [clause]
        return []

    def _clause(self, cue: Cue, found: Attribution, first: int, end: int) -> Clause | None:
        source_first, source_last = found.first, found.last
        if cue.kind == "source_cue":
            if cue.first - first >= MIN_CLAUSE:
                return self._long(first, cue.first, found)
            comma = next((i for i in range(source_last, end) if self.tokens[i].text == ","), None)
            return self._long(comma + 1, end, found) if comma is not None else None
        that = next((i for i in range(cue.last, min(end, cue.last + THAT_REACH)) if self.tokens[i].low in word_set("speech_that")), None)
        if that is not None:
            return self._long(that + 1, end, found)
        before = min(source_first, cue.first)
        while before > first and self.tokens[before - 1].text != ",":
            before -= 1
        apposed = any(a.kind == "role" and a.last == before - 1 for a in self._within(first, before))
        around = None if apposed else self._around(cue, found, first, before, end)
        if around:
            return around
        if before - first > MIN_CLAUSE and not apposed and end - max(cue.last, source_last) < 10:
            return self._long(first, before - 1, found)
        if fold(cue.text) not in word_set("bare_clause"):
            return None
        begin = cue.last
        if self.tokens[cue.first].low in word_set("told_object"):
            heard = self._right_of(begin, end)
            begin = heard.last if heard else begin
        while begin < end and (begin in self._dates or self.tokens[begin].low in word_set("speech_time")):
            begin += 1
        if begin < end and self.tokens[begin].low in word_set("speech_preposition"):
            comma = next((i for i in range(begin, end) if self.tokens[i].text in (",", ":")), None)
            begin = comma + 1 if comma is not None else end
        return self._long(begin, end, found)

    def _around(self, cue: Cue, found: Attribution, first: int, before: int, end: int) -> Clause | None:
        """The clause that source and verb are put into: "They want peace, he said, in spite of …", "In May, he said, they …".

        Words behind them that only comment on a clause that is whole already ("…, he said, stressing that") are no part of it.
        """
        after = max(cue.last, found.last)
        while after in self._dates or (after < end and self.tokens[after].low in word_set("speech_time")):
            after += 1
        if before - first < OPENING or after + 1 >= end or self.tokens[after].text != ",":
            return None
        opening, finite = word_set("speech_preposition", "clause_sub"), word_set("clause_finite")
        whole = self.tokens[first].low not in opening and any(t.low in finite for t in self.tokens[first:before])
        head = self.tokens[after + 1].low
        told = any(t.low in finite for t in self.tokens[after + 1 : end])
        comment = head in word_set("say_participle", "speech_belong") or (head in word_set("indefinite") and not told)
        comment = comment or (whole and head not in opening | word_set("speech_and"))
        if comment or self.tokens[end - 1].text == ":" or self.cues(after + 1, min(end, after + 1 + OPENING)):
            return self._long(first, before - 1, found)
        return Clause(first, before - 1, found, (after + 1, end)) if end - first > MIN_CLAUSE + OPENING else None

    def _long(self, first: int, last: int, found: Attribution) -> Clause | None:
        while last > first and self.tokens[last - 1].text in BEHIND:
            last -= 1
        while first < last and self.tokens[first].text in BEFORE:
            first += 1
        return Clause(first, last, found) if last - first >= MIN_CLAUSE else None
