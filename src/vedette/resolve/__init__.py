"""Accounts of different reports → exercises."""

from vedette.resolve.clusters import resolve

__all__ = ["resolve"]
