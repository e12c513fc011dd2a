"""Inputs coded in processes of this machine or on a cluster, with what came of them in the order of the inputs.

Whoever asks reads the inputs and stores the codings; only what lies between is done elsewhere, so that a cluster need not see the inputs.
Of these no more are held at a time than keep all processes busy, however many there are.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from vedette.jobs.processes import Process, context
from vedette.pipeline import Coded, Input
from vedette.raw import BadInput, Raw

if TYPE_CHECKING:
    from distributed import Future

Work: TypeAlias = Callable[[Input], Coded]
Task: TypeAlias = Callable[[list[Input]], list[Coded]]
Begin: TypeAlias = Callable[[list[Input]], Callable[[], list[Coded]]]
"""Begins a task; what it returns waits for its end. That raises Ended, or ClusterError."""

TASK, TASK_BYTES = 16, 1_000_000
"""Inputs that are sent together at most, and about how many bytes of them: some tenths of a second of work, of which sending is little."""
AHEAD = 4
"""Tasks for each process that are begun, or done and wait for those before them."""
DEATHS = 3
"""Times that processes may end with a task before its inputs are tried one by one, and with one input before that is given up."""


class Ended(Exception):
    """Processes have ended with the same task again and again."""


class ClusterError(Exception):
    """A cluster cannot be reached, or was lost; the message is the reason."""


def in_order(work: Work, inputs: Iterable[Input], *, workers: int = 1, cluster: str | None = None) -> Iterator[Coded]:
    """What `work` makes of each input, in order, in some processes here or on the workers of a dask.distributed scheduler at an address.

    `work` must be such that pickle takes it, and must not raise. An input that ends the process again and again is a bad one. Raises
    ClusterError.
    """
    task = partial(_task, work=work)
    with _on_cluster(task, cluster) if cluster is not None else _here(task, workers) as (begin, number):
        running: deque[tuple[list[Input], Callable[[], list[Coded]]]] = deque()
        for part in _parts(inputs):
            running.append((part, begin(part)))
            if len(running) >= AHEAD * number:
                yield from _made(*running.popleft(), begin)
        while running:
            yield from _made(*running.popleft(), begin)


def _parts(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    part: list[Input] = []
    size = 0
    for one in inputs:
        part.append(one)
        size += len(one.data) + len(one.text or "") if isinstance(one, Raw) else 0
        if len(part) >= TASK or size >= TASK_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _made(part: list[Input], wait: Callable[[], list[Coded]], begin: Begin) -> list[Coded]:
    """What came of the inputs of a task; one by one if processes ended with it."""
    try:
        return wait()
    except Ended:
        if len(part) == 1:
            return [BadInput(part[0].name, f"{part[0].name!r} was given up: the process ended {DEATHS} times while it was read.")]
        return [made for one in part for made in _made([one], begin([one]), begin)]


def _task(part: list[Input], work: Work) -> list[Coded]:
    import vedette.jobs.warm  # noqa: F401  # it is there already in processes that were forked for this

    return [work(one) for one in part]


@contextmanager
def _here(task: Task, number: int) -> Iterator[tuple[Begin, int]]:
    """Processes of this machine. A thread waits for each, so that they are given work while others store what they made."""
    how = context()
    idle: list[Process[list[Input], list[Coded]]] = []
    busy: set[Process[list[Input], list[Coded]]] = set()
    over = threading.Event()

    def do(part: list[Input]) -> list[Coded]:
        for _ in range(DEATHS):
            if over.is_set():
                break
            try:
                process = idle.pop()
            except IndexError:
                process = Process(how, task)
            busy.add(process)
            process.begin(part)
            try:
                made: list[Coded] = process.pipe.recv()
            except (EOFError, OSError):
                process.end()
            else:
                idle.append(process)
                return made
            finally:
                busy.discard(process)
        raise Ended

    with ThreadPoolExecutor(number) as threads:
        try:
            yield lambda part: threads.submit(do, part).result, number
        finally:
            over.set()
            for process in tuple(busy):
                process.kill()
            threads.shutdown(cancel_futures=True)
            for process in idle:
                process.end()


@contextmanager
def _on_cluster(task: Task, address: str) -> Iterator[tuple[Begin, int]]:
    """The workers of a scheduler."""
    import dask
    from distributed import Client, KilledWorker

    def wait(future: "Future[list[Coded]]") -> list[Coded]:
        try:
            return future.result()
        except KilledWorker as error:
            raise Ended from error
        except (CancelledError, OSError) as error:
            raise ClusterError("the connection to the scheduler was lost") from error

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):  # one input may have 20 MB
        try:
            client = Client(address, timeout="20s")  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:  # ValueError: it is no address
            raise ClusterError(str(error)) from error
        with client:
            number = max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]
            yield lambda part: partial(wait, client.submit(task, part, pure=False)), number
