"""Vedette reads news reports of military exercises and keeps a sourced record of them.

    import vedette

    coding = vedette.code("MOSCOW, Aug. 9 -- …", published="2021-08-09")
    with vedette.Catalogue("vedette.db") as catalogue:
        frame = catalogue.exercises(participants=["RU", "CN"], since="2018").to_pandas()

What `__all__` lists is the public interface and stays as it is within a major version; everything else may change at any time.
The names are loaded when the first of them is used, so that the command line starts fast.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vedette.api import (
        Account,
        AnalysisError,
        Block,
        Card,
        Catalogue,
        CatalogueError,
        Claim,
        Coding,
        Conflict,
        Exercise,
        ExportError,
        Headcount,
        InputError,
        Lead,
        Option,
        Pair,
        PairYear,
        Period,
        Place,
        Query,
        Report,
        Span,
        Table,
        Weighed,
        code,
        read,
        read_all,
        reveal,
    )

__version__ = "0.1.0"
__all__ = [
    "Account",
    "AnalysisError",
    "Block",
    "Card",
    "Catalogue",
    "CatalogueError",
    "Claim",
    "Coding",
    "Conflict",
    "Exercise",
    "ExportError",
    "Headcount",
    "InputError",
    "Lead",
    "Option",
    "Pair",
    "PairYear",
    "Period",
    "Place",
    "Query",
    "Report",
    "Span",
    "Table",
    "Weighed",
    "code",
    "read",
    "read_all",
    "reveal",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("vedette.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    """This package, in which `vedette.read` is the public function.

    There is a package of that name as well, which importing it would put into the function's place.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
