"""Catalogue and codings in the forms that others load; one module a format.

How to call it, from a command, a web server or a script:

    from vedette import export
    from vedette.store import Catalogue, Filters

    with Catalogue("demo.db", create=False) as catalogue:
        form = export.FORMATS["csv"]                            # form.media is text/csv, form.suffix .csv
        for piece in form.pieces(catalogue, Filters()):         # bytes, a few hundred rows each: a streamed response
            ...
        with open("exercises.parquet", "wb") as file:           # or all into a file that was opened for bytes
            export.write("parquet", catalogue, Filters(), file)

        made = export.save("csv", catalogue, Filters(), "exercises.csv")   # with the codebook and the data package beside it

Pieces are read from the catalogue as they are asked for, so that an export of any length takes little memory. `ExportError` tells in a
sentence which extra is missing, `CatalogueError` that the catalogue cannot be read; both may be raised at the first piece or later.
"""

from vedette.export.extra import ExportError
from vedette.export.files import save
from vedette.export.formats import FORMATS, Format, write
from vedette.safe import guard, reveal

__all__ = ["FORMATS", "ExportError", "Format", "guard", "reveal", "save", "write"]
