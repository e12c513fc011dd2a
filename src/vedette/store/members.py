"""Who may use a catalogue over the web: users, their sessions and tokens. Nothing here changes the record or its revision.

Passwords come hashed; of the secrets of sessions and tokens only digests are kept, so that whoever reads the database cannot use them.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from vedette.store import tables

Role = Literal["reader", "curator"]
Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in: a reader reads, a curator writes too."""

    name: str
    role: Role

    @property
    def may_write(self) -> bool:
        """Whether judging and storing are allowed."""
        return self.role == "curator"


def digest(secret: str) -> str:
    """What is kept of a session's or token's secret. Secrets are long and by chance, so that a plain hash cannot be guessed back."""
    return sha256(secret.encode()).hexdigest()


class Members:
    """Reads through `reading`, writes through `writing`; each method is one transaction. Instants are ISO 8601 in UTC, to the second."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def set_user(self, name: str, password_hash: str, role: Role, now: str) -> bool:
        """Adds a user, or gives one a new password and role and ends their sessions; returns whether they are new."""
        table = tables.web_user
        with self._writing() as connection:
            known = connection.scalar(select(table.c.name).where(table.c.name == name)) is not None
            values = {"hash": password_hash, "role": role}
            if known:
                connection.execute(update(table).where(table.c.name == name).values(**values))
                connection.execute(delete(tables.web_session).where(tables.web_session.c.user == name))
            else:
                connection.execute(insert(table), [{"name": name, "made": now, **values}])
        return not known

    def remove_user(self, name: str) -> bool:
        """Takes a user out with all sessions and tokens; their judgements stay. Returns whether there was one."""
        with self._writing() as connection:
            return connection.execute(delete(tables.web_user).where(tables.web_user.c.name == name)).rowcount > 0

    def users(self) -> list[User]:
        """All users by name."""
        table = tables.web_user
        with self._reading() as connection:
            return [User(name, role) for name, role in connection.execute(select(table.c.name, table.c.role).order_by(table.c.name))]

    def user(self, name: str) -> tuple[User, str] | None:
        """A user and the hash of the password."""
        table = tables.web_user
        with self._reading() as connection:
            row = connection.execute(select(table.c.name, table.c.role, table.c.hash).where(table.c.name == name)).first()
        return (User(row[0], row[1]), row[2]) if row else None

    def begin_session(self, secret: str, name: str, now: str, until: str) -> None:
        """Begins a session of a user; those of anybody that have ended go."""
        table = tables.web_session
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.until <= now))
            connection.execute(insert(table), [{"digest": digest(secret), "user": name, "made": now, "until": until}])

    def in_session(self, secret: str, now: str) -> User | None:
        """Whose session it is, None for one that has ended or never was."""
        user, session = tables.web_user, tables.web_session
        query = select(user.c.name, user.c.role).join(session).where(session.c.digest == digest(secret), session.c.until > now)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return User(*row) if row else None

    def end_session(self, secret: str) -> None:
        """Ends a session."""
        with self._writing() as connection:
            connection.execute(delete(tables.web_session).where(tables.web_session.c.digest == digest(secret)))

    def add_token(self, secret: str, name: str, now: str) -> None:
        """Gives a user a token, which holds until `drop_tokens`."""
        with self._writing() as connection:
            connection.execute(insert(tables.web_token), [{"digest": digest(secret), "user": name, "made": now}])

    def with_token(self, secret: str) -> User | None:
        """Whose token it is."""
        user, token = tables.web_user, tables.web_token
        query = select(user.c.name, user.c.role).join(token).where(token.c.digest == digest(secret))
        with self._reading() as connection:
            row = connection.execute(query).first()
        return User(*row) if row else None

    def drop_tokens(self, name: str) -> int:
        """Takes all tokens of a user back; returns how many there were."""
        with self._writing() as connection:
            return connection.execute(delete(tables.web_token).where(tables.web_token.c.user == name)).rowcount
