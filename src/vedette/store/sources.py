"""What is remembered of addresses and feeds between two runs. Nothing here changes the record or its revision."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, insert, select

from vedette.raw import Known
from vedette.store import tables
from vedette.store.reading import chunks

Transaction = Callable[[], AbstractContextManager[Connection]]


class Sources:
    """Reads through `reading`, writes through `writing`; each method is one transaction. Instants are ISO 8601 in UTC, to the second."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def address(self, url: str, key: str) -> Known | None:
        """What is known of an address, if what it gave was read with this coder and these settings (`key`) and is there still."""
        address, source = tables.address, tables.source
        query = (
            select(source.c.report, address.c.etag, address.c.modified)
            .join(source, source.c.sha256 == address.c.sha256)
            .where(address.c.url == url, source.c.key == key)
        )
        with self._reading() as connection:
            found = connection.execute(query).first()
        return Known(*found) if found is not None and (found.etag or found.modified) else None

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """What the server of an address is to be asked with (ETag, Last-Modified), whatever was made of what it gave."""
        table = tables.address
        with self._reading() as connection:
            found = connection.execute(select(table.c.etag, table.c.modified).where(table.c.url == url)).first()
        return (found.etag, found.modified) if found is not None else (None, None)

    def keep_address(self, url: str, etag: str | None, modified: str | None, sha256: str) -> None:
        """Notes what an address gave, and what its server is to be asked with the next time."""
        table = tables.address
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.url == url))
            connection.execute(insert(table), [{"url": url, "etag": etag, "modified": modified, "sha256": sha256}])

    def done(self, feed: str, items: Collection[str], most: int) -> frozenset[str]:
        """Those of a feed's items that were read, or asked for in vain `most` times."""
        table = tables.feed_item
        query = select(table.c.item).where(table.c.feed == feed, (table.c.tries == 0) | (table.c.tries >= most))
        with self._reading() as connection:
            return frozenset(i for part in chunks(sorted(items)) for i in connection.scalars(query.where(table.c.item.in_(part))))

    def keep_item(self, feed: str, item: str, read: bool, now: str) -> None:
        """Notes that an item of a feed was read, or was asked for in vain."""
        table = tables.feed_item
        this = (table.c.feed == feed, table.c.item == item)
        with self._writing() as connection:
            tries = connection.scalar(select(table.c.tries).where(*this)) or 0
            connection.execute(delete(table).where(*this))
            connection.execute(insert(table), [{"feed": feed, "item": item, "tries": 0 if read else tries + 1, "seen": now}])
