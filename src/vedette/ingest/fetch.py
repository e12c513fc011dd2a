"""Addresses → raw inputs: politely, within limits, and nowhere but to the public internet unless that is asked for.

httpx, protego and what guards connections are imported when the first address is fetched: reading files needs none of them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

import vedette
from vedette.ingest import kinds
from vedette.ingest.unpack import at_most, too_large, unpacked
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw

if TYPE_CHECKING:
    import httpx
    from protego import Protego

AGENT = "Vedette"
"""The name that robots.txt may address us by."""

ROBOTS_BYTES = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 (2.5) asks for at least; what is beyond is passed over."""

LONGEST_DELAY = 60.0
"""Seconds that a site may ask us to wait between two pages; more would be asking not to be read."""

ACCEPT = (
    "text/html, application/xhtml+xml, text/plain, application/pdf, application/rss+xml, application/atom+xml, application/xml, */*;q=0.1"
)

LONGEST_SHOWN = 200
"""Code points of an address that a message repeats."""

NO_REPORTS = ("image/", "video/", "audio/", "font/", "model/")
"""Content types that are refused before the body is read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an address may cost."""

    seconds: float = 30.0
    """For everything from the look-up of the name to the last byte, redirects included."""
    bytes: int = MAX_BYTES
    """Of the body, unpacked."""
    redirects: int = 5
    """How often an address may lead to another one."""
    delay: float = 1.0
    """Seconds between two requests to the same host; a site's robots.txt may ask for more."""


def fetch(
    url: str, *, allow_private: bool = False, seconds: float = 30.0, max_bytes: int = MAX_BYTES, redirects: int = 5, robots: bool = True
) -> Raw:
    """Fetches one address as a raw input, the text of a PDF taken out of it.

    `seconds` are for everything together, `max_bytes` for what came, unpacked.

    Targets that are not on the public internet are refused unless `allow_private`, also those that a redirect or the name's look-up
    leads to. `robots` is whether the site's robots.txt is asked first.

    Raises InputError with one sentence for whatever hinders.
    """
    with Fetcher(allow_private=allow_private, limits=Limits(seconds, max_bytes, redirects), robots=robots) as fetcher:
        raw = fetcher.get(url)
    assert raw is not None  # nothing was said of an earlier time
    (found,) = kinds.opened(raw)
    if isinstance(found, BadInput):
        raise InputError(found.reason)
    return found


@dataclass
class Fetcher:
    """Fetches addresses one after the other; remembers each site's robots.txt and when it was last asked for something.

    Not for several threads at once. `resolver`, `wait` and `clock` (seconds) may be given for tests.
    """

    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    robots: bool = True
    resolver: "Callable[[str, int], list[str]] | None" = None
    wait: Callable[[float], None] = sleep
    clock: Callable[[], float] = monotonic

    def __post_init__(self) -> None:
        try:
            import httpx
            import protego  # noqa: F401 (whether it is there)

            from vedette.ingest.guard import Guarded, resolve
        except ImportError as error:
            raise InputError("Fetching addresses needs the packages httpx and protego: pip install 'vedette[sources]'.") from error
        self._transport = Guarded(self.allow_private, self.resolver or resolve)
        headers = {"User-Agent": f"{AGENT}/{vedette.__version__}", "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        self._client = httpx.Client(transport=self._transport, headers=headers, trust_env=False)
        self._rules: dict[str, Protego | None] = {}
        self._asked: dict[str, float] = {}

    def close(self) -> None:
        """Releases what was opened."""
        self._client.close()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, url: str, etag: str | None = None, modified: str | None = None, most: int | None = None) -> Raw | None:
        """Fetches an address; None if, by `etag` or `modified` from an earlier time, nothing has changed since.

        `most` are the bytes that it may have, if fewer than usual.

        Raises InputError with one sentence that names the address.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._named(url, lambda: self._get(url, {k: v for k, v in conditions.items() if v}, most or self.limits.bytes))

    def _named(self, url: str, ask: "Callable[[], Raw | None]") -> Raw | None:
        """Runs `ask`; whatever goes wrong becomes one sentence that names the address."""
        import httpcore
        import httpx

        shown = repr(url if len(url) <= LONGEST_SHOWN else f"{url[:LONGEST_SHOWN]}…")
        try:
            return ask()
        except InputError as error:
            raise InputError(f"{shown} is not read: {str(error).rstrip('.')}.") from error
        except httpcore.ConnectTimeout as error:
            raise InputError(f"{shown} is not read: the server does not answer.") from error
        except httpcore.TimeoutException as error:
            raise InputError(f"{shown} is not read: it took longer than {self.limits.seconds:g} seconds.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL, httpx.HTTPError, OSError) as error:
            said = re.sub(r"^\[[^]]*\] ", "", " ".join(str(error).split())).rstrip(".") or type(error).__name__
            raise InputError(f"{shown} is not read: {said}.") from error

    def _get(self, url: str, conditions: dict[str, str], most: int) -> Raw | None:
        from vedette.ingest.guard import Deadline

        address = checked(url)
        self._transport.deadline = Deadline(self.limits.seconds)
        asked = ""
        for _ in range(self.limits.redirects + 1):
            origin = _origin(address)
            self._ask_leave(address, origin, pause=origin != asked)
            asked = origin
            with self._client.stream("GET", address, headers=conditions) as response:
                if response.has_redirect_location:
                    address = checked(urljoin(address, response.headers["location"]))
                    continue
                if response.status_code == 304 and conditions:
                    return None
                return self._fetched(address, url, response, most)
        raise InputError(f"it leads on to other addresses more than {self.limits.redirects} times")

    def _fetched(self, address: str, name: str, response: "httpx.Response", most: int) -> Raw:
        if response.status_code != 200:
            raise InputError(f"the server answers {response.status_code} {response.reason_phrase}".strip())
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind.startswith(NO_REPORTS):
            raise InputError(f"it is {kind}, no report")
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            raise too_large(most)
        data = at_most(self._body(response), most)
        if not data.strip():
            raise InputError("it is empty")
        etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
        return Raw(data, name, sha256(data).hexdigest(), charset=response.charset_encoding, url=address, etag=etag, modified=modified)

    def _body(self, response: "httpx.Response") -> Iterator[bytes]:
        """The body, unpacked piece by piece."""
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding in ("identity", ""):
            return response.iter_raw()
        if coding in ("gzip", "x-gzip", "deflate"):
            return unpacked(response.iter_raw())
        raise InputError(f"it is packed as {coding!r}, which was not asked for")

    # politeness

    def _ask_leave(self, address: str, origin: str, pause: bool) -> None:
        """Raises InputError if the site's robots.txt forbids the address; waits until the site may be asked again."""
        delay = self.limits.delay
        if self.robots:
            if origin not in self._rules:
                self._rules[origin] = self._robots(origin)
            rules = self._rules[origin]
            if rules is None:
                raise InputError(f"whether robots may read it cannot be told, as {origin}/robots.txt cannot be read")
            if not rules.can_fetch(address, AGENT):
                raise InputError(f"{origin}/robots.txt asks robots not to read it")
            delay = max(delay, min(rules.crawl_delay(AGENT) or 0.0, LONGEST_DELAY))
        if pause:
            self._pause(origin, delay)

    def _pause(self, origin: str, delay: float) -> None:
        now = self.clock()
        rest = self._asked.get(origin, now - delay) + delay - now
        if rest > 0:
            self._transport.deadline.extend(rest)
            self.wait(rest)
        self._asked[origin] = self.clock()

    def _robots(self, origin: str) -> "Protego | None":
        """The rules of a site; none where it has no robots.txt (4xx), None where that cannot be told (RFC 9309, 2.3.1)."""
        import httpcore
        from protego import Protego

        address = f"{origin}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            try:
                with self._client.stream("GET", address) as response:
                    if response.has_redirect_location:
                        address = checked(urljoin(address, response.headers["location"]))
                        continue
                    if response.status_code >= 500:
                        return None
                    text = _beginning(self._body(response), ROBOTS_BYTES) if response.status_code == 200 else b""
                    return Protego.parse(text.decode("utf-8", "replace"))
            except httpcore.ProtocolError:
                return None
        return Protego.parse("")


def _beginning(pieces: Iterator[bytes], limit: int) -> bytes:
    out = bytearray()
    for piece in pieces:
        out += piece
        if len(out) >= limit:
            break
    return bytes(out[:limit])


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_address(path: str) -> bool:
    """Whether a path is an address on the web."""
    return path.lower().startswith(("http://", "https://"))


def checked(url: str) -> str:
    """The address without its fragment; raises InputError if it is none that can be fetched."""
    try:
        parts: Any = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError("it is no address") from error
    if parts.scheme.lower() not in ("http", "https"):
        other = f", not {parts.scheme}:" if parts.scheme else ""
        raise InputError(f"only addresses that begin with http:// or https:// are fetched{other}")
    if not parts.hostname or port == 0:
        raise InputError("it names no host")
    if parts.username is not None or parts.password is not None:
        raise InputError("addresses with a user's name or password in them are not fetched")
    return urldefrag(url)[0]
