"""The queues of curators. In a large catalogue one takes longer to put together than anybody waits: it is made aside and kept meanwhile."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from vedette import review
from vedette.review import Item
from vedette.serve.web.index import index_of
from vedette.serve.web.problems import Refused
from vedette.store import Catalogue, Revision

LENGTH = 100
"""Questions that a queue holds."""
SMALL = 2_000
"""Exercises up to which a queue is put together while the curator waits: below half a second."""
RENEWED = 60.0
"""Seconds that a kept queue is shown before it is made anew, if the catalogue has changed."""
REMEMBERED = 200
"""Curators whose queues are kept."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a queue keeps to: an exercise, a report, or everything."""

    exercise: str = ""
    report: str = ""

    @property
    def query(self) -> str:
        """As an address carries it."""
        return urlencode({k: v for k, v in (("exercise", self.exercise), ("report", self.report)) if v})


def queue(catalogue: Catalogue, who: str, within: Within) -> tuple[Item, ...] | None:
    """The open questions of a curator; None while those of a large catalogue are put together for the first time."""
    if within != Within() or index_of(catalogue).size <= SMALL:
        return _made(catalogue, catalogue.revision(), who, within)
    with _GUARD:
        queues = _KEPT.setdefault(catalogue, {})
        kept = queues.setdefault(who, _Kept())
        if len(queues) > REMEMBERED:
            queues.pop(next(iter(queues)))
    return kept.now(catalogue, who)


@lru_cache(maxsize=64)
def _made(catalogue: Catalogue, _revision: Revision, who: str, within: Within) -> tuple[Item, ...]:
    """The queue at one state of the catalogue: it is asked for with every page, while it changes with judgements only."""
    if within.report:
        return tuple(review.of_report(catalogue, within.report, who)[:LENGTH])
    home = catalogue.exercise(within.exercise) if within.exercise else None
    if within.exercise and home is None:
        raise Refused(404, f"There is no exercise {within.exercise!r}.")
    return tuple(review.queue(catalogue, who, LENGTH, home))


class _Kept:
    """The queue of one curator, made aside; what the curator has answered since is left out."""

    def __init__(self) -> None:
        self.items: tuple[Item, ...] | None = None
        self.revision: Revision | None = None
        self.since = 0.0
        self.working = False
        self.lock = threading.Lock()

    def now(self, catalogue: Catalogue, who: str) -> tuple[Item, ...] | None:
        left = None if self.items is None else tuple(_unanswered(self.items, catalogue, who))
        is_old = self.revision != catalogue.revision() and time.monotonic() - self.since > RENEWED
        if left is None or is_old or (not left and self.items):
            self._renew(catalogue, who)
        return left

    def _renew(self, catalogue: Catalogue, who: str) -> None:
        with self.lock:
            if self.working:
                return
            self.working = True

        def renew() -> None:
            try:
                revision = catalogue.revision()
                self.items = tuple(review.queue(catalogue, who, LENGTH))
                self.revision, self.since = revision, time.monotonic()
            finally:
                self.working = False

        threading.Thread(target=renew, name="vedette-queue", daemon=True).start()


def _unanswered(items: Iterable[Item], catalogue: Catalogue, who: str) -> Iterable[Item]:
    subjects = {ident for item in items for ident in _subjects(item)}
    mine = [j for j in catalogue.judgements(subjects) if j.who == who]
    judged = {j.subject for j in mine if j.kind in review.VERDICTS}
    pairs = {frozenset((j.subject, j.other)) for j in mine if j.kind in review.PAIRED}
    for item in items:
        if judged.isdisjoint(_subjects(item)) if item.kind != "pair" else frozenset((item.subject, item.other)) not in pairs:
            yield item


def _subjects(item: Item) -> list[str]:
    """The ids that a judgement on it names."""
    return [item.subject, *(c.claim for c in item.choices)]


_KEPT: WeakKeyDictionary[Catalogue, dict[str, _Kept]] = WeakKeyDictionary()
_GUARD = threading.Lock()
