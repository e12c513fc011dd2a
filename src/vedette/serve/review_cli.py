"""Commands for curators: the queue in the terminal, single judgements, agreement, gold."""

import getpass
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from vedette.serve.catalogue_cli import AT_LEAST_ONE, Db, Format, opened, writing_to

if TYPE_CHECKING:
    from vedette.review import Item
    from vedette.store import Catalogue

Who = Annotated[str | None, Parameter(name="--who", env_var="VEDETTE_CODER", help="Whose judgement it is; the system's user if not given.")]
Why = Annotated[str, Parameter(name="--why", help="The reason, for those who read it later.")]

KEYS = {
    "a": "accept what is shown",
    "1-9": "accept that value instead",
    "r": "reject it",
    "c": "correct it",
    "s": "the same exercise",
    "n": "not the same",
    "k": "skip",
    "u": "undo the last judgement",
    "q": "quit; the queue goes on from here next time",
}
"""The answers to a question, one key each."""


def review(
    *,
    exercise: Annotated[str | None, Parameter(help="Ask about this exercise only.")] = None,
    report: Annotated[str | None, Parameter(help="Go through all claims of this report, for turning it into gold.")] = None,
    limit: Annotated[int, Parameter(help="How many questions at most.", validator=AT_LEAST_ONE)] = 100,
    export: Annotated[str | None, Parameter(help="Write reports that are reviewed as gold, as JSON Lines, to this file, and stop.")] = None,
    agreement: Annotated[bool, Parameter(help="Show how far coders agree (Krippendorff's alpha), and stop.", negative="")] = False,
    gone: Annotated[bool, Parameter(help="List judgements whose evidence has gone, and stop.", negative="")] = False,
    who: Who = None,
    db: Db = "vedette.db",
    format: Format = "text",
) -> int:
    """Answer open questions, those first whose answer changes most.

    They are conflicts of claims, values of low confidence, and accounts that may be of one exercise. One key an answer; each answer is
    stored at once, so that the next session goes on where this one ends.
    """
    from vedette import review as reviewing

    with opened(db) as catalogue:
        if export:
            return _export(catalogue, export)
        if agreement:
            return _show_agreement(catalogue, format)
        if gone:
            return _show_judgements(reviewing.gone(catalogue), format)
        coder = _coder(who)
        if report is not None:
            found = catalogue.report(report)
            if found is None:
                raise reviewing.ReviewError(f"There is no single report whose id begins with {report!r}.")
            items = reviewing.of_report(catalogue, found.id, coder)
        else:
            chosen = catalogue.exercise(exercise) if exercise else None
            if exercise and chosen is None:
                raise reviewing.ReviewError(f"There is no single exercise whose id begins with {exercise!r}.")
            items = reviewing.queue(catalogue, coder, limit, chosen)
        return Session(catalogue, coder, items).run()


class Session:
    """A walk through the queue; `ask` reads a key, `read` a line."""

    def __init__(self, catalogue: "Catalogue", who: str, items: "list[Item]") -> None:
        self.catalogue = catalogue
        self.who = who
        self.items = items
        self.made: list[int] = []
        """Indices of the items that were judged, in order, for going back by undo."""

    def run(self) -> int:
        """Asks until all is answered or the curator quits."""
        at = 0
        while True:
            item = self.items[at] if at < len(self.items) else None
            if item is not None:
                self._show(item, at)
            elif self.made:
                _say("\nThat was the last question. Undo (u), quit (any other key)? ", end="")
            else:
                break
            key = _key()
            if key in ("q", ""):
                break
            if key == "u":
                at = self._undo(at)
            elif item is None:
                break
            elif key == "k":
                at += 1
            elif self._judge(item, key):
                self.made.append(at)
                at += 1
            else:
                _say(f"  {key!r} is no answer here. " + "; ".join(f"{k} {v}" for k, v in KEYS.items()) + ".")
        _say(f"{len(self.made)} judgements made, {len(self.items) - at} questions left.")
        return 0

    def _show(self, item: "Item", at: int) -> None:
        from vedette.serve import render

        _say(f"\n[{at + 1} of {len(self.items)}] {item.title}" + (f": {item.property}" if item.property else ""))
        for n, choice in enumerate(item.choices):
            value = render.value_words(item.property, choice.value)
            _say(f"  {'shown' if n == 0 else n}  {value}\n         {choice.words}")
        for line in item.words:
            _say(f"  {line}")
        _say("  same (s), not the same (n)" if item.kind == "pair" else "  accept (a, 1-9), reject (r), correct (c)", end="")
        _say(", skip (k), undo (u), quit (q)? ", end="")

    def _judge(self, item: "Item", key: str) -> bool:
        from vedette import review as reviewing

        if item.kind == "pair":
            if key in ("s", "n"):
                reviewing.judge_pair(self.catalogue, item.subject, str(item.other), self.who, same=key == "s")
            return key in ("s", "n")
        chosen = 0 if key == "a" else int(key) if key.isdecimal() else -1
        if 0 <= chosen < len(item.choices):
            reviewing.judge_claim(self.catalogue, "accept", item.choices[chosen].claim, self.who)
        elif key == "r":
            reviewing.judge_claim(self.catalogue, "reject", item.subject, self.who, _line("  why? "))
        elif key == "c":
            now = item.choices[0].value
            shape = "" if isinstance(now, str | int) else f", written as {json.dumps(now, ensure_ascii=False)}"
            value, source, why = _line(f"  value{shape}? "), _line("  source (empty if the report itself)? "), _line("  why? ")
            if not value:
                return False
            try:
                told = reviewing.read_value(item.property, value)
                reviewing.judge_claim(self.catalogue, "correct", item.subject, self.who, why, value=told, source=source or None)
            except reviewing.ReviewError as error:
                _say(f"  {error}")
                return False
        else:
            return False
        return True

    def _undo(self, at: int) -> int:
        from vedette import review as reviewing

        undone = reviewing.undo(self.catalogue, self.who)
        _say(f"  Withdrawn: {undone.kind} of {undone.subject}." if undone else "  There is nothing to undo.")
        return self.made.pop() if undone and self.made else at


def _key() -> str:
    """One key of a terminal, or the first letter of a line where there is none; an empty text at the end of input."""
    sys.stdout.flush()
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return (line.strip() or "k")[0] if line else ""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        key = sys.stdin.read(1)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    _say(key)
    return key


def _line(prompt: str) -> str:
    _say(prompt, end="")
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def _say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)


def _coder(who: str | None) -> str:
    return who or os.environ.get("USER") or getpass.getuser()


def _export(catalogue: "Catalogue", path: str) -> int:
    from vedette.export.template import template
    from vedette.review import reviewed

    number = 0
    with writing_to(path), open(path, "w", encoding="utf-8") as file:
        for coding in reviewed(catalogue):
            file.write(json.dumps(template(coding), ensure_ascii=False) + "\n")
            number += 1
    sys.stderr.write(f"{number} reviewed reports written to {path}.\n")
    return 0


def _show_agreement(catalogue: "Catalogue", format: Any) -> int:
    from vedette.review import agreement
    from vedette.serve import tables

    found = agreement(catalogue.judgements())
    rows = [(a.about, ", ".join(a.coders), a.items, "" if a.alpha is None else f"{a.alpha:.3f}") for a in found]
    records = [{"about": a.about, "coders": list(a.coders), "items": a.items, "alpha": a.alpha} for a in found]
    tables.put(records, format, tables.table(("about", "coders", "judged by two or more", "Krippendorff's alpha"), rows))
    return 0


def _show_judgements(judgements: Any, format: Any) -> int:
    from vedette.serve import tables

    columns = ("number", "kind", "subject", "other", "value", "source", "who", "when", "why", "evidence")
    records = [{c: getattr(j, c) for c in columns} for j in judgements]
    shown = ("number", "kind", "subject", "value", "who", "when", "why")
    tables.put(records, format, tables.table(shown, [[r[c] for c in shown] for r in records]))
    return 0


judge_app = App(name="judge", help="Make a single judgement: of a claim, of two accounts, of an exercise. Judgements are kept for ever.")


@judge_app.command
def accept(claim: str, /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Accept a claim, or a report as a whole, by its id."""
    from vedette import review as reviewing
    from vedette.model import Judgement

    with opened(db) as catalogue:
        if catalogue.reports([claim]):
            return _made(reviewing.judge(catalogue, Judgement("accept", claim, _coder(who), reviewing.now(), why)))
        return _made(reviewing.judge_claim(catalogue, "accept", claim, _coder(who), why))


@judge_app.command
def reject(claim: str, /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Reject a claim."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(reviewing.judge_claim(catalogue, "reject", claim, _coder(who), why))


@judge_app.command
def correct(
    claim: str,
    value: Annotated[str, Parameter(help="The right value; JSON for a structured one.")],
    /,
    *,
    source: Annotated[str | None, Parameter(help="What it rests on, if not the report itself.")] = None,
    who: Who = None,
    why: Why = "",
    db: Db = "vedette.db",
) -> int:
    """Correct a claim's value."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        names = [c.property for c in catalogue.claims_with([claim])]
        told = reviewing.read_value(names[0], value) if names else value
        return _made(reviewing.judge_claim(catalogue, "correct", claim, _coder(who), why, value=told, source=source))


@judge_app.command
def same(one: str, other: str, /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Say that two accounts tell of the same exercise."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(reviewing.judge_pair(catalogue, one, other, _coder(who), why, same=True))


@judge_app.command
def not_same(one: str, other: str, /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Say that two accounts tell of different exercises."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(reviewing.judge_pair(catalogue, one, other, _coder(who), why, same=False))


@judge_app.command
def split(exercise: str, accounts: list[str], /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Take accounts out of an exercise."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(*reviewing.split(catalogue, exercise, accounts, _coder(who), why))


@judge_app.command
def merge(one: str, other: str, /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Make two exercises one."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(*reviewing.merge(catalogue, one, other, _coder(who), why))


@judge_app.command
def series(
    exercise: str,
    name: Annotated[str | None, Parameter(help="The series; none if it is not given.")] = None,
    /,
    *,
    who: Who = None,
    why: Why = "",
    db: Db = "vedette.db",
) -> int:
    """Say which series an exercise belongs to."""
    from vedette import review as reviewing
    from vedette.analysis import series_key
    from vedette.resolve.names import series_rows

    with opened(db) as catalogue:
        key = series_key(name) if name else None
        ident = key if any(row.id == key for row in series_rows()) else None
        return _made(reviewing.set_series(catalogue, exercise, name, _coder(who), why, ident=ident))


@judge_app.command
def note(subject: str, text: str, /, *, who: Who = None, db: Db = "vedette.db") -> int:
    """Add a note to an exercise, a report, an account or a claim."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(reviewing.note(catalogue, subject, _coder(who), text))


@judge_app.command
def withdraw(number: int, /, *, who: Who = None, why: Why = "", db: Db = "vedette.db") -> int:
    """Take a judgement back; it stays on record."""
    from vedette import review as reviewing

    with opened(db) as catalogue:
        return _made(reviewing.withdraw(catalogue, number, _coder(who), why))


@judge_app.command(name="list")
def list_(
    subject: Annotated[str | None, Parameter(help="The id of a claim, account, exercise or report; all judgements if not given.")] = None,
    /,
    *,
    db: Db = "vedette.db",
    format: Format = "text",
) -> int:
    """List judgements, those that were withdrawn too."""
    with opened(db) as catalogue:
        return _show_judgements(catalogue.judgements([subject] if subject else None, holding=False), format)


def _made(*numbers: int) -> int:
    sys.stderr.write(f"Judgement {', '.join(map(str, numbers))} is on record.\n")
    return 0


COMMANDS: tuple[tuple[str, Callable[..., int], tuple[str, ...]], ...] = (
    (
        "review",
        review,
        (
            "vedette review --db demo.db --who ada",
            "vedette review --report 6b85 --who ada",
            "vedette review --export gold.jsonl",
            "vedette review --agreement",
        ),
    ),
)
"""Name, function and examples of each command."""

JUDGE_EXAMPLES = (
    "vedette judge accept 3f2a81c09b7d --who ada --why 'the ministry says the same'",
    "vedette judge same 71d0c4a2e8f5 9b3e60d1a7c4 --who ada",
    "vedette judge list --db demo.db",
)
