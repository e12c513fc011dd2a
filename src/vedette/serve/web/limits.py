"""How much one request, and one client, may ask of the server: bytes, seconds, requests a second. Each refusal says what to do."""

import asyncio
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.serve.web import problems
from vedette.serve.web.settings import Settings

FREE = ("/static/", "/healthz")
"""Beginnings of paths that cost next to nothing and are not counted."""
CODING = frozenset(("/code", "/api/v1/code"))
"""Paths that code a report when they are posted to."""
CODE_BURST = 20
"""Reports that one client may have coded at once."""
CLIENTS = 20_000
"""Clients that are remembered; who has not asked for longest is forgotten first."""
RETRY_SECONDS = 10
"""When to try again after a request took too long."""


class Buckets:
    """A bucket of `burst` tokens for each client, filled with `rate` tokens a second; 0 for no limit."""

    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = burst
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str, now: float | None = None) -> float:
        """Takes a token; returns 0, or the seconds until there is one again."""
        if not self.rate:
            return 0.0
        now = time.monotonic() if now is None else now
        with self._lock:
            tokens, last = self._held.pop(client, (float(self.burst), now))
            tokens = min(float(self.burst), tokens + (now - last) * self.rate)
            wait = 0.0 if tokens >= 1 else (1 - tokens) / self.rate
            self._held[client] = (tokens if wait else tokens - 1, now)
            if len(self._held) > CLIENTS:
                self._held.popitem(last=False)
        return wait


class Limits:
    """Refuses what is too large (413), comes too often (429), arrives too slowly (408) or takes too long (503)."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.requests = Buckets(settings.rate, settings.burst)
        self.coding = Buckets(settings.code_rate, CODE_BURST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FREE):
            await self.app(scope, receive, send)
            return
        wait = self._wait(scope)
        if wait:
            seconds = math.ceil(wait)
            said = f"Too many requests from your address; try again in {seconds} seconds."
            await self._refuse(scope, send, 429, said, {"Retry-After": str(seconds)})
        elif _declared(scope) > self.settings.max_body:
            await self._refuse(scope, send, 413, self._too_large(), {"Connection": "close"})
        else:
            await self._in_time(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        client = scope["client"][0] if scope.get("client") else ""
        wait = self.requests.take(client)
        if not wait and scope["method"] == "POST" and scope["path"] in CODING:
            wait = self.coding.take(client)
        return wait

    def _too_large(self) -> str:
        return f"A request may bring {self.settings.max_body:,} bytes at most."

    async def _refuse(self, scope: Scope, send: Send, status: int, said: str, headers: Mapping[str, str]) -> None:
        made = await run_in_threadpool(problems.answer, Request(scope), status, said, headers)
        await made(scope, _nothing, send)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers for the app if it has not begun to when the time is up. A thread cannot be stopped; its answer is dropped."""
        arrived, begun, late, length = False, False, False, 0

        async def counted() -> Message:
            nonlocal arrived, length
            message = await receive()
            length += len(message.get("body", b""))
            arrived = not message.get("more_body", False)
            if length > self.settings.max_body:
                raise HTTPException(413, self._too_large(), {"Connection": "close"})
            return message

        async def unless_late(message: Message) -> None:
            nonlocal begun
            if not late:
                begun = True
                await send(message)

        task = asyncio.ensure_future(self.app(scope, counted, unless_late))
        try:
            await asyncio.wait({task}, timeout=self.settings.seconds)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if task.done() or begun:
            await task  # what has begun, as a long download, may go on
            return
        late = True
        task.add_done_callback(_looked_at)
        if arrived or not _brings_body(scope):
            said = f"The answer takes longer than {self.settings.seconds:g} seconds; ask for less, or try again later."
            await self._refuse(scope, send, 503, said, {"Retry-After": str(RETRY_SECONDS)})
        else:
            task.cancel()
            said = f"The request did not arrive within {self.settings.seconds:g} seconds."
            await self._refuse(scope, send, 408, said, {"Connection": "close"})


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _looked_at(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        problems.LOG.error("A request that took too long has failed: %s", error)


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _brings_body(scope: Scope) -> bool:
    names = {name for name, _ in scope["headers"]}
    return b"transfer-encoding" in names or _declared(scope) > 0
