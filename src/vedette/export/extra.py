"""Packages that only some forms need."""

from importlib import import_module
from typing import Any


class ExportError(ValueError):
    """An export cannot be made; the message is one sentence for the user."""


def needed(name: str) -> Any:
    """A module of the extra `exchange`; raises ExportError with what to install where it is missing."""
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise ExportError(f"This form needs the package {package}: pip install 'vedette[exchange]'.") from error
