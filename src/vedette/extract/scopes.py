"""Which words of a report speak of which exercise: whole sentences, or the clauses of those that speak of several."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from vedette.extract.frames import Scope, cue_ranges, has_cue, in_range
from vedette.grammar import phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Sentence

OPENING = 4
"""Tokens in which a time stands that opens a sentence."""


def scopes(
    doc: Document,
    number_of: Mapping[Mention, int],
    twins: Sequence[AbstractSet[int]],
    main: int,
    entries: AbstractSet[int],
    *,
    past: AbstractSet[int],
) -> dict[int, list[Scope]]:
    """Exercise number → its scopes in order.

    `number_of` has the exercise of each mention, `twins` those told of in one breath with each, `entries` the blocks of a digest, `past`
    the earlier editions; what names none follows the exercise told of last in its paragraph, and elsewhere the `main` one.
    """
    return _Scopes(doc, number_of, twins, main, entries, past=past).all()


class _Scopes:
    def __init__(
        self,
        doc: Document,
        number_of: Mapping[Mention, int],
        twins: Sequence[AbstractSet[int]],
        main: int,
        entries: AbstractSet[int],
        *,
        past: AbstractSet[int],
    ) -> None:
        self.doc, self.number_of, self.twins, self.main, self.entries, self.past = doc, number_of, twins, main, entries, past

    def all(self) -> dict[int, list[Scope]]:
        by_sentence: dict[int, list[Mention]] = {}
        for mention in self.number_of:
            by_sentence.setdefault(mention.sentence, []).append(mention)
        scopes: dict[int, list[Scope]] = {}
        current, block, told = self.main, -1, -1
        foreign = self._other_entries()
        for sentence in self.doc.sentences:
            own = sorted(by_sentence.get(sentence.index, []), key=lambda m: m.first)
            if self._history(sentence, own):
                continue
            if own:
                for k, scope in self._split(sentence, own):
                    scopes.setdefault(k, []).append(scope)
                current, block, told = self.number_of[own[-1]], sentence.block, sentence.index
                continue
            back = current != self.main and sentence.index == told + 1 and self._points_back(sentence)
            follows = sentence.block == block or back
            block = sentence.block if follows else block
            if follows and current in self.past and self._of_now(sentence):
                current = self.main
            if not follows:
                current, block = self.main, -1
                if sentence.block in foreign:
                    continue
            holder = [current, *self.twins[current]]
            for k in holder:
                scopes.setdefault(k, []).append(Scope(sentence.index, sentence.first, sentence.last, 1 if follows else 0))
        return scopes

    def _points_back(self, sentence: Sentence) -> bool:
        """Whether a paragraph begins with words on what the sentence before tells of: That training, led by the navy, …"""
        return phrases_of("points_back").at(self.doc.tokens, sentence.first, sentence.last) is not None

    def _history(self, sentence: Sentence, own: Sequence[Mention]) -> bool:
        """Whether a sentence only tells what was held before the exercise that the report is about: Earlier editions took place in …"""
        told = all(self.number_of[m] == self.main and not m.value.name for m in own)
        return told and sentence.kind != "headline" and has_cue(self.doc, sentence.first, sentence.last, "history_cue")

    def _of_now(self, sentence: Sentence) -> bool:
        """Whether a sentence begins with a time of the year of publication: This year, 18 nations take part."""
        year = (self.doc.report.published or "")[:4]
        opening = in_range(self.doc.of("date"), sentence.first, min(sentence.first + OPENING, sentence.last))
        return any(year and (m.value.start or "")[:4] == year for m in opening)

    def _other_entries(self) -> AbstractSet[int]:
        """Blocks of a list in which one entry tells of the main frame: the other entries tell of other things."""
        if self.entries:
            return self.entries - {self.doc.sentences[m.sentence].block for m in self._main_mentions()}
        begins: dict[int, str] = {}
        for sentence in self.doc.sentences:
            if sentence.kind != "headline" and sentence.last > sentence.first:
                begins.setdefault(sentence.block, self.doc.tokens[sentence.first].text)
        entries = {block for block, text in begins.items() if text in words_of("bullet")}
        of_main = {self.doc.sentences[m.sentence].block for m in self._main_mentions() if self.doc.sentences[m.sentence].kind != "headline"}
        return entries - of_main if len(entries) > 2 and len(of_main) == 1 and of_main <= entries else set()

    def _split(self, sentence: Sentence, own: Sequence[Mention]) -> list[tuple[int, Scope]]:
        """Cuts a sentence that speaks of several frames at the clause break before each change; twins share their stretch."""
        runs: list[tuple[set[int], int]] = []
        start = sentence.first
        for mention in own:
            k = self.number_of[mention]
            group = {k, *self.twins[k]} if mention.value.plural and not mention.value.name else {k}
            if runs and (group & runs[-1][0] or any(t in self.twins[k] for t in runs[-1][0])):
                runs[-1] = (runs[-1][0] | group, runs[-1][1])
                continue
            if runs:
                start = self._break_before(mention, own[own.index(mention) - 1])
            runs.append((group, start))
        out: list[tuple[int, Scope]] = []
        for n, (group, first) in enumerate(runs):
            last = runs[n + 1][1] if n + 1 < len(runs) else sentence.last
            out.extend((k, Scope(sentence.index, first, last, 2)) for k in sorted(group))
        return out

    def _break_before(self, mention: Mention, previous: Mention) -> int:
        """Where the words on a mention begin that follows another.

        At the last semicolon between them, else at the last "after", else at the first comma or "while" that opens no clause on the earlier
        one, else the last "and".
        """
        tokens = self.doc.tokens
        start = previous.last
        if start < mention.first and tokens[start].text == "(":  # what stands in brackets behind a name belongs to it
            start = next((i + 1 for i in range(start, mention.first) if tokens[i].text == ")"), start)
        for kind, pick in (("hard_break", -1), ("sequel_cue", -1), ("strong_break", 0), ("clause_break", -1)):
            breaks = [a for a, _ in cue_ranges(self.doc, start, mention.first, kind)]
            if kind == "strong_break":
                breaks = [a for a in breaks if tokens[a + 1].low not in words_of("relative")]
            if breaks:
                return breaks[pick]
        return mention.first

    def _main_mentions(self) -> list[Mention]:
        return [m for m, k in self.number_of.items() if k == self.main]
