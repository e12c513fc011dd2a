"""Signing in: passwords (argon2), sessions, tokens, and how often one may try."""

import secrets
import threading
import time
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from vedette.store import Catalogue, Role, User

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SECRET_BYTES = 32
"""Length of the secrets of sessions and tokens."""
LEAST_PASSWORD = 10
"""Characters of a password, at least."""
MOST_PASSWORD = 1000
"""Characters of a password, at most, so that hashing a huge one does not keep the server busy."""
NAMES = 64
"""Characters of a user's name, at most."""
REMEMBERED = 10_000
"""Names and addresses whose failed attempts are kept in memory."""


class UserError(ValueError):
    """A user cannot be added or signed in; the message is one sentence."""


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password fits: names that are not there take as long as wrong passwords."""
    return _hasher().hash(secrets.token_urlsafe(SECRET_BYTES))


def now(later: timedelta = timedelta()) -> str:
    """This instant, or a later one, in UTC, to the second, as ISO 8601."""
    return (datetime.now(UTC) + later).isoformat(timespec="seconds").replace("+00:00", "Z")


def set_user(catalogue: Catalogue, name: str, password: str, role: Role = "curator") -> bool:
    """Adds a user, or gives one a new password and role; returns whether they are new. Raises UserError for what cannot be taken."""
    if not name.strip() or len(name) > NAMES or not name.isprintable() or name != name.strip():
        raise UserError(f"A name has 1 to {NAMES} printable characters, none of them a blank at its ends.")
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise UserError(f"A password has {LEAST_PASSWORD} to {MOST_PASSWORD} characters.")
    return catalogue.members.set_user(name, _hasher().hash(password), role, now())


def new_token(catalogue: Catalogue, name: str) -> str:
    """A new token of a user; it is shown once and cannot be read again. Raises UserError if there is no such user."""
    if catalogue.members.user(name) is None:
        raise UserError(f"There is no user {name!r}.")
    token = secrets.token_urlsafe(SECRET_BYTES)
    catalogue.members.add_token(token, name, now())
    return token


def check_password(catalogue: Catalogue, name: str, password: str) -> User | None:
    """The user if name and password fit."""
    from argon2.exceptions import VerificationError

    found = catalogue.members.user(name[: NAMES + 1].replace("\0", ""))
    try:
        _hasher().verify(found[1] if found else _nobody(), password[: MOST_PASSWORD + 1])
    except VerificationError:
        return None
    return found[0] if found else None


def begin_session(catalogue: Catalogue, user: User, hours: float) -> str:
    """The secret of a new session."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    catalogue.members.begin_session(secret, user.name, now(), now(timedelta(hours=hours)))
    return secret


class Attempts:
    """Failed attempts to sign in, by name and by address: after `most` there is a pause. Safe for several threads."""

    def __init__(self, most: int, pause: float) -> None:
        self.most = most
        self.pause = pause
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> float:
        """Seconds until one may try again under all of these names and addresses; 0 for at once."""
        with self._lock:
            return max((self._left(key) for key in keys), default=0.0)

    def failed(self, *keys: str) -> None:
        """Counts a failed attempt."""
        with self._lock:
            for key in keys:
                number, last = self._failed.pop(key, (0, 0.0))
                fresh = time.monotonic() - last < self.pause
                self._failed[key] = ((number if fresh else 0) + 1, time.monotonic())
            while len(self._failed) > REMEMBERED:
                self._failed.popitem(last=False)

    def succeeded(self, *keys: str) -> None:
        """Forgets what failed before."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def _left(self, key: str) -> float:
        number, last = self._failed.get(key, (0, 0.0))
        return max(0.0, last + self.pause - time.monotonic()) if number >= self.most else 0.0
