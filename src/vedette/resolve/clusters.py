"""Groups accounts that tell of the same exercise."""

import hashlib
from collections.abc import Iterable

from vedette.grammar import fold
from vedette.model import Account


def resolve(accounts: Iterable[Account]) -> list[tuple[str, list[str]]]:
    """Exercises as (id, account ids). Accounts with the same series and year are one exercise; an unnamed account is one of its own."""
    groups: dict[str, list[str]] = {}
    for account in sorted(accounts, key=lambda a: a.id):
        groups.setdefault(_key(account), []).append(account.id)
    return [(hashlib.sha256(key.encode()).hexdigest()[:12], ids) for key, ids in sorted(groups.items())]


def _key(account: Account) -> str:
    series = account.value("series")
    start = account.value("start")
    if isinstance(series, dict) and isinstance(start, str):
        return f"{series.get('id') or fold(str(series['name']))} {start[:4]}"
    return account.id
