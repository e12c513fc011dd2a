"""Exports are the same from SQLite and from PostgreSQL."""

from collections.abc import Sequence

from export_support import exported
from vedette.assemble import add
from vedette.export import FORMATS
from vedette.model import Coding
from vedette.store import Catalogue


def test_both_databases_give_the_same(db: str, catalogue: Catalogue, told: Sequence[Coding]) -> None:
    with Catalogue(db) as other:
        with other.writing() as writer:
            add(writer, told)
        for name in FORMATS:
            if name != "ics":  # its events are stamped with the instant
                assert exported(name, other) == exported(name, catalogue), name
