"""Exercises with all that the forms tell of them, read from a catalogue a few at a time: of all of them only ids are held."""

from collections.abc import Iterable, Iterator

from vedette.model import Account
from vedette.store import Catalogue, Dossier, Filters
from vedette.store.reading import chunks


def found(catalogue: Catalogue, filters: Filters) -> Iterator[Dossier]:
    """The exercises that fit, by date, the earliest first; raises CatalogueError if the catalogue cannot be read."""
    for part in parts(catalogue, filters):
        yield from part


def parts(catalogue: Catalogue, filters: Filters) -> Iterator[list[Dossier]]:
    """The exercises that fit in lists of at most `reading.CHUNK`, so that more can be asked of many at once."""
    for idents in chunks(catalogue.find(filters, latest_first=False)):
        yield catalogue.dossiers(idents)


def told(catalogue: Catalogue, filters: Filters) -> Iterator[tuple[Dossier, list[Account]]]:
    """The exercises that fit with their accounts, by date; raises CatalogueError if the catalogue cannot be read."""
    for part in parts(catalogue, filters):
        accounts = accounts_of(catalogue, part)
        for one in part:
            yield one, accounts[one.id]


def accounts_of(catalogue: Catalogue, exercises: Iterable[Dossier]) -> dict[str, list[Account]]:
    """Exercise id → its accounts with their claims."""
    out: dict[str, list[Account]] = {e.id: [] for e in exercises}
    accounts = catalogue.accounts_of(list(out))
    homes = catalogue.homes(a.id for a in accounts)
    for account in accounts:
        out[homes[account.id]].append(account)
    return out
