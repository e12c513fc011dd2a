"""The lexicon of publishers, and the names that it gives."""

from collections import Counter

import pytest

from vedette.lexicon import load_csv
from vedette.read.publishers import PublisherRow, publisher_named, publisher_of_url


def test_every_host_belongs_to_one_publisher() -> None:
    rows = load_csv("publishers", PublisherRow)
    hosts = Counter(row.host for row in rows if row.host)
    assert len(hosts) >= 250
    assert [host for host, count in hosts.items() if count > 1 or host != host.lower() or host.startswith("www.") or "/" in host] == []
    assert {row.id for row in rows} == {row.id for row in rows if row.host}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.themoscowtimes.com/2021/08/10/x", "The Moscow Times"),
        ("http://tass.com/defense/1", "TASS"),
        ("english.chinamil.com.cn/view", "China Military Online"),
        ("https://asia.nikkei.com/a", "Nikkei Asia"),
        ("https://WWW.Nikkei.com:443/a", "Nikkei"),
        ("https://www.unknown-paper.example/a", "unknown-paper.example"),
        ("https://com/", "com"),
        ("http://[bad", None),
    ],
)
def test_by_address(url: str, name: str | None) -> None:
    assert publisher_of_url(url) == name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("AP NEWS", "Associated Press"),
        ("edition.cnn.com", "CNN"),
        ("The  Lakeland\nHerald", "The Lakeland Herald"),
        ("CNA", "CNA"),
        ("St. Petersburg Post", "St. Petersburg Post"),
    ],
)
def test_by_name(given: str, name: str) -> None:
    assert publisher_named(given) == name
