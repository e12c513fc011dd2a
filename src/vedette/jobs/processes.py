"""Work on many things in processes of this machine, of which one may end at any time: what it was at is begun anew by another.

Where the system can, they are forked from a process that has loaded the lexicons, and share its memory.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

RETRIES = 20
"""Times that a thing is begun anew after processes ended with it."""


def each(work: Callable[[T], R], todo: Iterable[T], number: int) -> Iterator[tuple[T, R | None]]:
    """Each thing to do with what comes of it, as it is done by some processes; None where each process that began it has ended.

    Function, things and results must be such that pickle takes them, and the function must not raise.
    """
    how = context()
    waiting = deque((thing, 0) for thing in todo)
    idle: list[Process[T, R]] = []
    busy: dict[Connection, tuple[Process[T, R], T, int]] = {}

    def begin() -> None:
        while waiting and len(busy) < number:
            process = idle.pop() if idle else Process(how, work)
            process.begin(waiting[0][0])
            busy[process.pipe] = (process, *waiting.popleft())

    try:
        begin()
        while busy:
            done: list[tuple[T, R | None]] = []
            ready = wait(list(busy))
            for process, thing, times in [busy.pop(pipe) for pipe in list(busy) if pipe in ready]:
                try:
                    done.append((thing, process.pipe.recv()))
                    idle.append(process)
                except (EOFError, OSError):
                    process.end()
                    if times < RETRIES:
                        waiting.appendleft((thing, times + 1))
                    else:
                        done.append((thing, None))
            begin()  # before whoever asked looks at what is done
            yield from done
    finally:
        for process in (*idle, *(process for process, _, _ in busy.values())):
            process.end()


def context() -> BaseContext:
    """How processes are begun; loads the lexicons meanwhile."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["vedette.jobs.warm"])
    forkserver.ensure_running()
    return made


class Process(Generic[T, R]):
    """A process, with a pipe that takes things to it and results from it."""

    def __init__(self, context: BaseContext, work: Callable[[T], R]) -> None:
        self.pipe, theirs = context.Pipe()
        with theirs:
            self._process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
            try:
                self._process.start()
            except EOFError as error:  # the process that was to fork it has ended
                raise OSError("no process can be begun") from error

    def begin(self, thing: T) -> None:
        """Gives it a thing to do; if it has ended, whoever waits for it will see."""
        with suppress(OSError):
            self.pipe.send(thing)

    def kill(self) -> None:
        """Ends it, whatever it is at; whoever waits for it will see."""
        self._process.kill()

    def end(self) -> None:
        """Ends it, and what belongs to it, when nobody waits for it."""
        self.kill()
        self._process.join()
        self.pipe.close()


def _serve(pipe: "Connection[R, T]", work: Callable[[T], R]) -> None:
    """What a process does: one thing after the other, until nobody gives it any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for the process that began this one, which ends it
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))
