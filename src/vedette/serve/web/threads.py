"""Which threads requests are worked on in: pages by few, so that they do not get in each other's way; what waits or takes long by others.

Python runs one thread at a time. With twelve at work each gives way in the middle of its page again and again, and 20 users at once on
two cores and two processes wait a third longer than with two (`benchmarks/web.py`), of which one may wait for the database.
"""

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

T = TypeVar("T")
P = ParamSpec("P")

PAGES = 2
"""Requests of a process that are worked on at once, besides those aside."""
ASIDE = 10
"""Requests aside that are worked on at once; with the pages fewer than the connections of the database's pool (15)."""
_ASIDE: RunVar[CapacityLimiter] = RunVar("vedette_aside")


def begin() -> None:
    """Sets how many threads the running event loop uses."""
    to_thread.current_default_thread_limiter().total_tokens = PAGES
    _ASIDE.set(CapacityLimiter(ASIDE))


def aside(route: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Lets a route run in threads of its own: one that codes, fetches, hashes a password, or waits for others to write."""

    @wraps(route)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await to_thread.run_sync(partial(route, *args, **kwargs), limiter=_ASIDE.get())

    return run
