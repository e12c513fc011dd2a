"""Sockets to listen on, by which every process that answers gets its share of the connections.

Processes that share one socket do not share the work: the one that wakes first takes all connections that wait, browsers and programs keep
them open, and the other processes stay idle. Linux spreads connections over sockets that are bound to one address with `SO_REUSEPORT`,
so there each process gets a socket of its own (socket(7)). Other systems give all connections to one of such sockets; there it is shared.
"""

import socket
import sys
from typing import Any

SPREADS = sys.platform == "linux"
"""Whether the system spreads connections over the sockets of one address."""


class Spread(socket.socket):
    """A socket that holds an address for the processes that it is handed to, and is not listened on itself: what a process gets is another
    socket of the same address. So is what a process gets that takes the place of one that has died."""

    def __reduce__(self) -> Any:
        return _another, (self.family, self.getsockname())


def bound(host: str, port: int, *, spread: bool) -> socket.socket:
    """A socket bound to an address; raises OSError where that cannot be. Port 0 is any that is free.

    Args:
        host: a name or an address; one that holds a colon is an IPv6 address.
        port: 0 to 65535.
        spread: whether it is handed to several processes, which should all get connections.
    """
    made = (Spread if spread and SPREADS else socket.socket)(*_kind(socket.AF_INET6 if ":" in host else socket.AF_INET))
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        if isinstance(made, Spread):  # only now: an address that another server listens on is refused
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    except OSError:
        made.close()
        raise
    return made


def _kind(family: socket.AddressFamily) -> tuple[socket.AddressFamily, socket.SocketKind, int]:
    """TCP is named outright: asyncio sends at once (`TCP_NODELAY`) only what goes over sockets of which it is; else each answer after the
    first of a connection waits for the client's delayed acknowledgement, 40 ms on Linux."""
    return family, socket.SOCK_STREAM, socket.IPPROTO_TCP


def _another(family: socket.AddressFamily, address: Any) -> socket.socket:
    made = socket.socket(*_kind(family))
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(address)
    return made
