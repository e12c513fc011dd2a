"""The catalogue: the only place that commits."""

from vedette.store.catalogue import Catalogue, CatalogueError

__all__ = ["Catalogue", "CatalogueError"]
