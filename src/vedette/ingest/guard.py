"""The one way to the network: names are looked up, all answers checked, and the connection goes to the address that was checked.

That the check and the connection share one answer is what keeps a name from leading elsewhere the second time it is asked for (DNS
rebinding). Numbers in any spelling (decimal, hexadecimal, octal) go the same way, as the system's resolver reads them.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Any

import httpcore
import httpx

from vedette.raw import InputError

Resolve = Callable[[str, int], list[str]]
"""Host and port → the numeric addresses of the host."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

CONNECT_SECONDS = 10.0
"""How long one connection may take to be made; a page that is worth reading answers in one or two."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that stand for IPv4 ones behind a translator (RFC 6052)."""

WEB_PORTS = frozenset({80, 443})
LOWEST_FREE_PORT = 1024
"""Ports below that are no web ports belong to mail, name and login servers, which must not be spoken to by way of an address of a page."""


class Refused(InputError):
    """A target that may not be connected to."""


class OutOfTime(InputError):
    """The deadline has passed."""


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host by the system's resolver; raises OSError if there is none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet; of IPv6 forms of IPv4 addresses, whether those are."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(a.is_global and not a.is_multicast and not a.is_reserved for a in _carried(ip) or [ip])


def _carried(ip: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 one leads to: mapped, 6to4, Teredo, NAT64, and the old compatible form."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return []
    found: list[Address | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in NAT64 or int(ip) >> 32 == 0:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [a for a in found if a is not None]


class Deadline:
    """A moment after which nothing is read or sent any more; `seconds` from now. Time that is spent waiting out of politeness is given
    back by `extend`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Moves the moment back."""
        self.end += seconds

    def left(self) -> float:
        """The seconds that are left, at least a thousandth; raises OutOfTime when there are none."""
        rest = self.end - monotonic()
        if rest <= 0:
            raise OutOfTime(f"it took longer than {self.seconds:g} seconds")
        return max(0.001, rest)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline: a server that sends one byte a second never times out by itself."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.inner = inner
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, allow_private: bool, resolver: Resolve) -> None:
        self.deadline = deadline
        self.allow_private = allow_private
        self.resolver = resolver
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        address = self._checked(host, port)
        seconds = min(CONNECT_SECONDS, self.deadline.left())
        return _Stream(self.inner.connect_tcp(address, port, seconds, None, socket_options), self.deadline)

    def _checked(self, host: str, port: int) -> str:
        try:
            addresses = self.resolver(host, port)
        except (OSError, UnicodeError) as error:  # UnicodeError: a label too long for a name
            raise httpcore.ConnectError("its host is not known") from error
        if not self.allow_private:
            if port not in WEB_PORTS and port < LOWEST_FREE_PORT:
                raise Refused(f"port {port} is none of the web")
            for address in addresses:
                if not is_public(address):
                    raise Refused(f"its host is {address}, which is not on the public internet")
        return addresses[0]


class _Body(httpx.SyncByteStream):
    """The body of a response; closing it closes the connection."""

    def __init__(self, response: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self.response = response
        self.pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self.response.iter_stream()

    def close(self) -> None:
        self.response.close()
        self.pool.close()


class Guarded(httpx.BaseTransport):
    """Sends requests over guarded connections, a new one for each. `deadline` is set by whoever sends; errors are httpcore's."""

    def __init__(self, allow_private: bool = False, resolver: Resolve = resolve) -> None:
        self.allow_private = allow_private
        self.resolver = resolver
        self.deadline = Deadline(0)
        self.ssl = httpx.create_ssl_context(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        backend = _Backend(self.deadline, self.allow_private, self.resolver)
        pool = httpcore.ConnectionPool(ssl_context=self.ssl, network_backend=backend, max_keepalive_connections=0)
        target = request.url
        url = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
        try:
            response = pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        except BaseException:
            pool.close()
            raise
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response, pool), extensions=response.extensions)
