"""Catalogue and codings in the forms that others load; one module a format."""
