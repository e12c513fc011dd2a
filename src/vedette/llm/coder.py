"""The coder: a report is sent to a model, and what it says is taken as far as it is found in the text."""

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vedette.annotate import annotate
from vedette.extract.drafts import Draft, account, claims
from vedette.extract.kinds import counted
from vedette.llm.cache import Answers
from vedette.llm.client import MOST_TOKENS, NoAnswer, Reply, Settings, ask
from vedette.llm.ground import NO_FORM, NO_VALUE, Grounds, ground, statement
from vedette.llm.prompt import Quoted, Said, answer_schema, messages, prompt, prompt_hash
from vedette.model import Account, Claim, Coding, Report


class OutOfForm(NoAnswer):
    """An answer that is not in the form that was asked for; the model may do better when it is asked again."""


TRIES = 2
"""How often a model is asked for one report whose answers are not in the form; more is of little use, since it is asked without chance."""


@dataclass(slots=True)
class Tally:
    """What a run took and gave: reports asked for, from the cache and failed; tokens, seconds; claims kept, and dropped by reason."""

    asked: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    """Answers whose tokens the endpoint did not count."""
    seconds: float = 0.0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def cost(self, settings: Settings) -> float | None:
        """What was paid, in the currency of the prices; None where prices or counts are not known."""
        if settings.price_in is None or settings.price_out is None or self.uncounted:
            return None
        return (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / 1_000_000

    def sentences(self, settings: Settings) -> list[str]:
        """The tally in words."""
        cost = self.cost(settings)
        money = f"{cost:.4f} in all" if cost is not None else "cost unknown"
        tokens = f"{self.tokens_in:,} tokens in, {self.tokens_out:,} out" + (
            f", {self.uncounted} answers not counted" if self.uncounted else ""
        )
        number = sum(self.dropped.values())
        why = "".join(f"; {n} {reason}" for reason, n in self.dropped.most_common())
        return [
            f"{settings.model}: {self.asked} answers asked for, {self.cached} from the cache, {self.failed} reports without one; "
            f"{tokens}; {money}; {self.seconds:.1f} seconds.",
            f"{self.kept} claims found in the texts, {number} dropped{why}.",
        ]


class LanguageModel:
    """A coder (`Report → Coding`) that asks a language model; `tally` tells what became of it all."""

    def __init__(self, settings: Settings, cache: Path | None = None) -> None:
        """`cache` is the folder that answers are kept in; None keeps nothing."""
        self.settings = settings
        self.tally = Tally()
        self.name = f"llm-{settings.model}-{prompt_hash()}"
        self._answers = Answers(cache, settings)

    def __call__(self, report: Report) -> Coding:
        """Codes a report; raises NoAnswer (an InputError) if the model gives no answer that can be used, Unavailable if it is not there."""
        try:
            answer = self._answer(report)
        except NoAnswer as error:
            self.tally.failed += 1
            raise NoAnswer(f"{report.name or report.id}: {error}") from error
        return self._coding(report, answer)

    def _answer(self, report: Report) -> dict[str, Any]:
        known = self._answers.get(report)
        if known is not None:
            self.tally.cached += 1
            return _parsed(known)
        for _ in range(TRIES - 1):
            try:
                return self._asked(report)
            except OutOfForm:
                continue
        return self._asked(report)

    def _asked(self, report: Report) -> dict[str, Any]:
        self.tally.asked += 1
        reply = ask(self.settings, messages(report), answer_schema())
        self._count(reply)
        answer = _parsed(reply)
        self._answers.put(report, reply)
        return answer

    def _count(self, reply: Reply) -> None:
        self.tally.seconds += reply.seconds
        self.tally.tokens_in += reply.tokens_in or 0
        self.tally.tokens_out += reply.tokens_out or 0
        self.tally.uncounted += reply.tokens_in is None or reply.tokens_out is None

    def _coding(self, report: Report, answer: dict[str, Any]) -> Coding:
        doc = annotate(report)
        grounds = Grounds(doc)
        accounts: list[Account] = []
        for exercise in answer["exercises"]:
            drafts = self._drafts(grounds, exercise)
            if drafts:
                drafts += counted(drafts)
                anchor = next((d.span for d in drafts if d.property == "name"), drafts[0].span)
                made = account(doc, f"E{len(accounts) + 1}", anchor, exercise.get("in_passing") is not True, drafts)
                accounts.append(replace(made, claims=self._signed(made.claims)))
        statements = [d for said in _listed(answer.get("statements")) if (d := self._statement(grounds, said)) is not None]
        self.tally.dropped.update(grounds.dropped)
        return Coding(report, tuple(accounts), self._signed(claims(doc, None, statements)))

    def _drafts(self, grounds: Grounds, exercise: dict[str, Any]) -> list[Draft]:
        return [draft for item in _listed(exercise.get("claims")) if (draft := self._checked(grounds, item)) is not None]

    def _checked(self, grounds: Grounds, item: object) -> Draft | None:
        try:
            said = Said.model_validate(item)
        except ValidationError:
            return self._kept(NO_FORM)
        how = prompt().grounds.get(said.property)
        return self._kept(ground(grounds, how, said) if how else NO_VALUE)

    def _statement(self, grounds: Grounds, item: object) -> Draft | None:
        try:
            return self._kept(statement(grounds, Quoted.model_validate(item)))
        except ValidationError:
            return self._kept(NO_FORM)

    def _kept(self, found: Draft | str) -> Draft | None:
        """The draft, counted; None for a reason to drop it, which is counted as well."""
        if isinstance(found, str):
            self.tally.dropped[found] += 1
            return None
        self.tally.kept += 1
        return found

    def _signed(self, made: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """The claims under this coder's name."""
        return tuple(replace(c, coder=self.name) for c in made)


def _parsed(reply: Reply) -> dict[str, Any]:
    """The answer as JSON with its list of exercises; raises NoAnswer for anything else. Claims are checked one by one later."""
    if reply.cut:
        raise NoAnswer(f"The model's answer is cut off: it is longer than {MOST_TOKENS:,} tokens, or than the endpoint allows.")
    text = reply.text.strip()
    if text.startswith("```"):  # some models fence JSON though they are told not to
        text = text.partition("\n")[2].rsplit("```", 1)[0]
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OutOfForm("The model's answer is no JSON.") from error
    exercises = answer.get("exercises") if isinstance(answer, dict) else None
    if not isinstance(exercises, list) or not all(isinstance(e, dict) for e in exercises):
        raise OutOfForm("The model's answer is not in the form that it was asked for.")
    return dict(answer)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
