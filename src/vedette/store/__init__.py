"""The catalogue: the only place that commits."""

from vedette.store.catalogue import Catalogue
from vedette.store.dossiers import Dossier, Source
from vedette.store.engine import BUSY_SECONDS, CatalogueError
from vedette.store.members import Members, Role, User
from vedette.store.records import Filters, Revision, Shown
from vedette.store.writer import Writer

__all__ = [
    "BUSY_SECONDS",
    "Catalogue",
    "CatalogueError",
    "Dossier",
    "Filters",
    "Members",
    "Revision",
    "Role",
    "Shown",
    "Source",
    "User",
    "Writer",
]
