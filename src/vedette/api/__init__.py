"""The public interface, as `import vedette` gives it: reading and coding reports, asking a catalogue, frames, display in notebooks."""

from vedette.analysis import AnalysisError
from vedette.api.catalogue import Catalogue
from vedette.api.reading import code, read, read_all
from vedette.api.records import (
    Card,
    Coding,
    Conflict,
    Exercise,
    Headcount,
    Option,
    Pair,
    PairYear,
    Period,
    Place,
    Query,
    Report,
    Weighed,
)
from vedette.api.table import Table
from vedette.export.extra import ExportError
from vedette.model import Account, Block, Claim, Lead, Span
from vedette.raw import InputError
from vedette.safe import reveal
from vedette.store import CatalogueError

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
