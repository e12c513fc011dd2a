"""Vedette reads news reports of military exercises and keeps a sourced record of them."""

__version__ = "0.1.0"
