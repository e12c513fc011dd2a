"""What an exercise is meant to achieve, and what imagined enemy or plot it plays, in the report's own words."""

import re
from collections.abc import Sequence
from functools import cache

from vedette.extract.clauses import clause_end, negated, token_span, with_marks
from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, mentions_in
from vedette.extract.rules import Hit, rule_book
from vedette.extract.subjects import exercise_is_subject, shares_subject
from vedette.lexicon import words_of
from vedette.model import Document, Sentence

SAME = 0.75
"""Share of their words that two objectives have in common if they are the same (2·common / all); found on the tuning set."""
HELD = 4
"""Words from which on an objective that another one holds whole is no other one."""
SUBJECT_REACH = 3
"""Tokens of a sentence before its subject."""
COMMA_REACH = 6
"""Tokens between an exercise and the clause behind a comma that tells what it is for."""
DROPPED_REACH = 8
"""Tokens before a rule's words in which it may be told that an exercise was called off, or that drills in general are spoken of."""
OPENING_CONFIDENCE = 0.6
OPENING_WORDS = 3
"""Tokens before an aim with which a sentence begins: "Designed to |"; "Focused mainly on |"."""
SHORTEST = 2
"""Tokens; a single word is no aim."""


def objectives(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `objective`, each the words of the aim; those of the body before those of the headline."""
    found: list[Draft] = []
    for scope in sorted(frame.scopes, key=lambda s: doc.sentences[s.sentence].kind == "headline"):
        headline = doc.sentences[scope.sentence].kind == "headline"
        if (scope.strength or frame.main) and not (headline and found):
            for draft in _in_scope(doc, frame, scope):
                alike = [k for k, other in enumerate(found) if _same(draft, other)]
                if not alike:
                    found.append(draft)
                elif _fuller(draft, found[alike[0]]):
                    found[alike[0]] = draft
    return found + scenarios(doc, frame)


def scenarios(doc: Document, frame: Frame) -> list[Draft]:
    """Claims `scenario`, the words that tell of the imagined enemy or plot."""
    drafts: list[Draft] = []
    for scope in frame.scopes:
        if not (scope.strength or frame.main):
            continue
        for hit in rule_book("scenarios").hits(doc, doc.sentences[scope.sentence]):
            core = hit.tokens("text")
            if core is None or not scope.first <= core[0] < scope.last:
                continue
            whole = hit.tokens() or core
            span = token_span(doc, core[0], max(whole[1], clause_end(doc, hit.sentence, core[0])))
            if not any(span.overlaps(d.span) for d in drafts):
                drafts.append(Draft("scenario", span.of(doc.report.text), span, hit.rule.confidence))
    return drafts


def _in_scope(doc: Document, frame: Frame, scope: Scope) -> list[Draft]:
    sentence = doc.sentences[scope.sentence]
    if doc.tokens[sentence.last - 1].text == "?":
        return []  # what do they want to find out?
    candidates: list[tuple[int, int, float]] = []
    for hit in rule_book("objectives").hits(doc, sentence):
        first = _aim_start(doc, hit)
        if first is None or not scope.first <= first < scope.last or not _holds(doc, frame, scope, hit):
            continue
        end = _aim_end(doc, sentence, first)
        if end - first >= SHORTEST:
            candidates.append((first, end, hit.rule.confidence))
    opening = _opening_aim(doc, frame, scope)
    if opening is not None:
        candidates.append((opening, _aim_end(doc, sentence, opening), OPENING_CONFIDENCE))
    drafts: list[Draft] = []
    covered = -1
    for first, last, confidence in sorted(candidates, key=lambda c: (c[0], -c[2])):
        if first >= covered:
            span = token_span(doc, *with_marks(doc.tokens, first, last))
            drafts.append(Draft("objective", span.of(doc.report.text), span, confidence))
            covered = last
    return drafts


def _aim_start(doc: Document, hit: Hit) -> int | None:
    """The first token of the aim of a match: "help" is part of it where those who are helped follow ("to help crews stay awake")."""
    aim = hit.tokens("aim") or hit.tokens("doing")
    if aim is None:
        return None
    helps = aim[0] > hit.first and doc.tokens[aim[0] - 1].low in words_of("aim_help")
    return aim[0] - (helps and doc.tokens[aim[0]].low not in words_of("aim_act_base"))


def _aim_end(doc: Document, sentence: Sentence, first: int) -> int:
    """The index after the last token of an aim; one with which the sentence begins ends where its subject follows behind a comma."""
    end = clause_end(doc, sentence, first)
    opens = doc.tokens[sentence.first].low in words_of("aim_open", "aim_verb", "design_verb", "focus_verb")
    if not opens or first - sentence.first > OPENING_WORDS:
        return end
    behind = ((i, doc.tokens[i + 1]) for i in range(first, end - 1) if doc.tokens[i].text == ",")
    return next((i for i, word in behind if word.low in words_of("aim_object") or word.text[0].isupper()), end)


def _opening_aim(doc: Document, frame: Frame, scope: Scope) -> int | None:
    """The verb of an infinitive with which a sentence begins that goes on about an exercise, or answers what it is for."""
    sentence, tokens = doc.sentences[scope.sentence], doc.tokens
    verb = sentence.first + 1
    if scope.first > sentence.first or verb + SHORTEST >= sentence.last or tokens[sentence.first].low not in words_of("aim_open"):
        return None
    if tokens[verb].low not in words_of("aim_act_base") or tokens[verb + 1].low in words_of("aim_subject"):
        return None
    if has_cue(doc, verb, sentence.last, "aim_dropped"):
        return None
    told = scope.strength > 0 and has_cue(doc, verb, sentence.last, "subject_noun")
    asked = (scope.strength > 0 or frame.main) and _asked(doc, sentence)
    return verb if told or asked or mentions_in(doc, "exercise", verb, sentence.last) else None


def _asked(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence answers a question, the one before: What is it for? | To try out the new radios."""
    return sentence.first > 0 and doc.tokens[sentence.first - 1].text == "?"


def _holds(doc: Document, frame: Frame, scope: Scope, hit: Hit) -> bool:
    """Whether what the rule asks of the words around holds (see the head of objectives.yaml)."""
    sentence = hit.sentence
    verb = hit.tokens("aim")
    aim = _aim_start(doc, hit) if verb else None
    if verb and verb[1] - verb[0] > 1 and doc.tokens[verb[1] - 1].low in words_of("place_in") and _names_venue(doc, verb[1]):
        return False
    if negated(doc, sentence, hit.first) or (aim is not None and (negated(doc, sentence, aim + 1, 2) or _names_target(doc, aim))):
        return False
    if aim is not None and (
        _is_name(doc, sentence, aim)
        or _tells_course(doc, sentence, aim)
        or _why_dropped(doc, max(sentence.first, hit.first - DROPPED_REACH), aim)
    ):
        return False
    start = hit.first if aim is None else aim
    reach = DROPPED_REACH if start == hit.first else SUBJECT_REACH
    if has_cue(doc, max(sentence.first, hit.first - reach), start, "aim_general"):
        return False
    if hit.rule.value == "free":
        return True
    if hit.rule.value == "told":
        return bool(scope.strength) or frame.main
    if hit.rule.value == "subject":
        return _of_exercise(doc, sentence, hit.first)
    if hit.rule.value == "verb":
        return _done_by_exercise(doc, sentence, hit.first)
    if hit.rule.value == "past":
        return _was_done_by_exercise(doc, sentence, hit.first)
    if hit.rule.value == "modal" and not _after_modal(doc, sentence, hit.first):
        return False
    if hit.rule.value == "clause" and _of_other_verb(doc, sentence, hit.first):
        return False
    before = _hangs_on(doc, sentence, hit.first)
    if hit.first > sentence.first and doc.tokens[hit.first - 1].low in words_of("aim_owner"):
        return False
    exercises = mentions_in(doc, "exercise", sentence.first, sentence.last)
    if any(m.last == before for m in exercises):
        return True
    if doc.tokens[before - 1].low in words_of("aim_subject") if before > sentence.first else False:
        return bool(scope.strength) or frame.main
    if hit.rule.value == "next":
        return _subject_before(doc, sentence, hit.first) or _of_exercise(doc, sentence, hit.first)
    if any(m.last == before for kind in ("materiel", "person") for m in mentions_in(doc, kind, sentence.first, before)):
        return False
    if hit.rule.value == "near" and _of_other_subject(doc, sentence, hit.first):
        return False
    it = doc.tokens[sentence.first].low in words_of("aim_it")
    told = bool(scope.strength) and (it or has_cue(doc, sentence.first, hit.first, "subject_noun"))
    return bool(exercises) or told or _of_exercise(doc, sentence, hit.first)


def _of_other_verb(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether the phrase at token `at` tells what another verb is for than the exercise's: we must keep our ties in order to …

    So it does where, behind the exercise that stands nearest before it, an infinitive or a clause with "what" or "how" begins.
    """
    tokens = doc.tokens
    ends = [m.last for m in mentions_in(doc, "exercise", sentence.first, at)]
    ends += [k + 1 for k in range(sentence.first, at) if tokens[k].low in words_of("subject_noun")]
    between = range(max(ends, default=sentence.first), at - 1)
    acts, complement = words_of("aim_act_base"), words_of("clause_complement") - words_of("clause_relative")
    return any(tokens[k].low in complement or (tokens[k].low == "to" and tokens[k + 1].low in acts) for k in between)


def _of_other_subject(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether the verb at token `at` has an auxiliary ("should be aimed") and a noun as its subject that is no exercise."""
    first = _verb_group(doc, sentence, at)
    opens = sentence.first + (doc.tokens[sentence.first].low in words_of("clause_article"))
    if doc.tokens[at].low in words_of("aim_finite") and opens < at and doc.tokens[opens].low in words_of("aim_else"):
        return not _of_exercise(doc, sentence, first)  # the visit of the squadron aims to …
    if not sentence.first < first < at:
        return False
    before = doc.tokens[first - 1]
    if not before.text[0].isalnum() or before.low in words_of("aim_it", "aim_pronoun", "clause_relative", "clause_complement"):
        return False
    return not _of_exercise(doc, sentence, at)


def _of_exercise(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether an exercise is the subject of the verb at token `at`, its own or one shared with the verb before."""
    first = _verb_group(doc, sentence, at)
    return exercise_is_subject(doc, sentence, first) or shares_subject(doc, sentence, first)


def _why_dropped(doc: Document, first: int, aim: int) -> bool:
    """Whether the aim is why something was cut, closed or called off: such a verb stands before it with no other verb between."""
    dropped = cue_ranges(doc, first, aim, "aim_dropped")
    if not dropped:
        return False
    between = doc.tokens[dropped[-1][1] : aim]
    ends = words_of("clause_finite", "aim_verb", "design_verb", "goal_noun")
    return not any(t.text == "," or (t.text.islower() and t.low in ends) for t in between[:-2])


def _names_target(doc: Document, first: int) -> bool:
    """Whether the words begin with a state or body, whom an exercise is aimed at, or name an exercise: in preparation for Grey Gull."""
    if mentions_in(doc, "party", first, first + 1):
        return True
    acts = doc.tokens[first].low in words_of("aim_act_base", "aim_act_ing")
    named = (m for m in mentions_in(doc, "exercise", first - DROPPED_REACH, first + 1) if m.value.name)
    return not acts and any(m.first <= first < m.last for m in named)


def _is_name(doc: Document, sentence: Sentence, first: int) -> bool:
    """Whether a capital shows that "to" leads to a name, not to a verb: the transfer of the drill to Make Island."""
    tokens = doc.tokens
    return first > sentence.first and sentence.kind != "headline" and tokens[first - 1].text == "to" and tokens[first].text.istitle()


def _tells_course(doc: Document, sentence: Sentence, first: int) -> bool:
    """Whether a verb is of how an exercise was made, not of what it is for: to reflect its scope; to ensure it resembled a war.

    Nor are "this goal" and "these aims" any, which were told before.
    """
    words = [t.low for t in doc.tokens[first : min(first + 4, sentence.last)]]
    told_before = len(words) > 2 and words[1] in words_of("aim_these") and words[2] in words_of("goal_noun")
    if words[0] in words_of("aim_course") or told_before:
        return True
    rest = words[2:] if words[1:2] == ["that"] else words[1:]
    return words[0] in words_of("aim_ensure") and len(rest) > 1 and rest[0] in words_of("aim_it") | {"they"} and _is_past(rest[1])


def _is_past(word: str) -> bool:
    """Whether a verb stands in the past tense."""
    return word in words_of("aim_was") or (word.endswith("ed") and word not in words_of("aim_act_base"))


def _names_venue(doc: Document, first: int) -> bool:
    """Whether a place, state or day follows on a verb with its preposition: they will train in | Ruritania."""
    return any(m.first == first for kind in ("place", "party", "date") for m in mentions_in(doc, kind, first, first + 1))


def _subject_before(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether a clause set off by a comma begins at token `at`, the sentence having begun with an exercise, or named it not far before.

    "The drill, held …, focuses"; "one of the largest drills in the region, (which is) designed to". The clause may stand first, too:
    "Designed to …, it".
    """
    if at == sentence.first:
        return bool(mentions_in(doc, "exercise", at, sentence.last)) or has_cue(doc, at, sentence.last, "aim_it", "subject_noun")
    if doc.tokens[at - 1].low in words_of("clause_relative"):
        at -= 1
    if doc.tokens[at - 1].text != ",":
        return False
    exercises = mentions_in(doc, "exercise", sentence.first, at)
    return any(m.first - sentence.first <= SUBJECT_REACH or at - m.last <= COMMA_REACH for m in exercises)


def _done_by_exercise(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether an exercise does what the verb at token `at` tells: "will strengthen", "is testing", "tests the", "an exercise testing"."""
    word = doc.tokens[at].low
    first = _verb_group(doc, sentence, at)
    group = {t.low for t in doc.tokens[first:at]} - words_of("aim_adverb")
    if word in words_of("aim_act_ing"):
        beside = any(m.last == first for m in mentions_in(doc, "exercise", sentence.first, first)) and word not in words_of("subject_noun")
        fits = not group.isdisjoint(words_of("goal_is")) if group else beside
    elif group:
        fits = group != {"to"}
    else:
        beside = at + 1 < sentence.last and _opens_object(doc, at + 1)
        fits = beside and word not in words_of("aim_act_base", "aim_content")
    return fits and doc.tokens[at].text.islower() and _of_exercise(doc, sentence, at)


def _was_done_by_exercise(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether an exercise did what the verb at token `at` tells: "tested", "has also assessed"; not "was tested"."""
    first = _verb_group(doc, sentence, at)
    group = {t.low for t in doc.tokens[first:at]} - words_of("aim_adverb")
    return group <= words_of("aim_has") and doc.tokens[at].text.islower() and _of_exercise(doc, sentence, at)


def _opens_object(doc: Document, at: int) -> bool:
    """Whether what a verb acts on may begin at token `at`: an article, a possessive, the name of a state or force."""
    return doc.tokens[at].low in words_of("aim_object") or any(mentions_in(doc, kind, at, at + 1) for kind in ("party", "unit"))


def _verb_group(doc: Document, sentence: Sentence, at: int) -> int:
    """The first token of the auxiliaries and adverbs that end at the verb at token `at`."""
    while at > sentence.first and doc.tokens[at - 1].low in words_of("aim_verb_group", "aim_adverb"):
        at -= 1
    return at


def _after_modal(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether a word that puts a verb into the future or the infinitive stands before token `at`, with no more than an adverb between."""
    if at > sentence.first and doc.tokens[at - 1].low in words_of("aim_adverb"):
        at -= 1
    return at > sentence.first and doc.tokens[at - 1].low in words_of("aim_modal")


def _hangs_on(doc: Document, sentence: Sentence, at: int) -> int:
    """The index after the word that the words at token `at` hang on: auxiliaries, adverbs and pronouns of relation between are skipped."""
    while at > sentence.first and (doc.tokens[at - 1].low in _skipped() or not doc.tokens[at - 1].text[0].isalnum()):
        at -= 1
    return at


@cache
def _skipped() -> frozenset[str]:
    return words_of("goal_is", "aim_adverb", "aim_aux", "aim_skip")


def _fuller(new: Draft, old: Draft) -> bool:
    """Whether one draft tells in full what another has in a few words."""
    few = len(str(old.value).split())
    return few <= HELD and len(str(new.value).split()) > few


def _same(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell of the same objective: mostly the same words, or the longer one holds all those of the shorter."""
    mine, other = (set(re.findall(r"\w+", str(d.value).lower())) for d in (a, b))
    common, least = len(mine & other), min(len(mine), len(other))
    return 2 * common >= SAME * (len(mine) + len(other)) or (least >= HELD and common == least)
