"""Which publisher an address or a page's own name for its site belongs to. Names: `publishers.csv`."""

from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from vedette.lexicon import PublisherRow, load_csv

Kind = Literal["agency", "state-media", "daily", "broadcaster", "defence-press", "ministry", "military", "local", "think-tank"]


@cache
def _by_host() -> dict[str, PublisherRow]:
    return {row.host: row for row in load_csv("publishers", PublisherRow) if row.host}


@cache
def _first_names() -> dict[str, str]:
    """Publisher's id → the name that stands first in the lexicon."""
    names: dict[str, str] = {}
    for row in load_csv("publishers", PublisherRow):
        names.setdefault(row.id, row.name)
    return names


@cache
def _by_name() -> dict[str, str]:
    """Every name, folded → the publisher's id; without names that two publishers share (`CNA`)."""
    found: dict[str, set[str]] = {}
    for row in load_csv("publishers", PublisherRow):
        found.setdefault(row.name.casefold(), set()).add(row.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def publisher_row(url: str) -> PublisherRow | None:
    """The lexicon's row for the host of an address or for a host above it (`edition.cnn.com` → `cnn.com`)."""
    host = host_of(url)
    while host and "." in host:
        row = _by_host().get(host)
        if row:
            return row
        host = host.partition(".")[2]
    return None


def host_of(url: str) -> str | None:
    """The host of an address in lower case without `www.`; None where there is none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:  # a bracket in the host that is no IPv6 address
        return None
    return host.removeprefix("www.") if host else None


def publisher_of_url(url: str) -> str | None:
    """The publisher's name by the address: from the lexicon, else the host itself."""
    row = publisher_row(url)
    return _first_names()[row.id] if row else host_of(url)


def publisher_named(name: str) -> str:
    """The lexicon's name for a publisher by any of its names or its host, else the name itself."""
    name = " ".join(name.split())
    known = _by_name().get(name.casefold())
    if known:
        return _first_names()[known]
    row = publisher_row(name) if "." in name and " " not in name else None
    return _first_names()[row.id] if row else name
