"""The command that writes the catalogue in the forms that others load."""

import sys
from typing import Annotated, Literal

from cyclopts import App, Parameter

from vedette.serve.catalogue_cli import ANY, Choice, Db, opened

Form = Literal[
    "csv", "csv-long", "parquet", "parquet-long", "mme", "mme-long", "country-year", "dyad-year", "json", "jsonl", "geojson", "ics",
    "jsonld", "ftm", "ftm-statements", "cameo", "plover"
]  # fmt: skip

EXAMPLES = (
    "vedette export csv --out exercises.csv --db demo.db",
    "vedette export csv-long --participant RU --from 2015 > claims.csv",
    "vedette export parquet --out exercises.parquet",
    "vedette export dyad-year --out dyads.csv",
    "vedette export ics naval --status planned --out planned.ics",
)


def export(
    form: Annotated[Form, Parameter(name="FORMAT", help="The form; docs/exports.md has what is in each.")],
    text: Annotated[list[str] | None, Parameter(help="Words that must all be found, as for search.")] = None,
    /,
    *,
    choice: Choice = ANY,
    out: Annotated[str | None, Parameter(help="File to write; the codebook and the data package are put beside it.")] = None,
    db: Db = "vedette.db",
) -> int:
    """Write exercises in a form that other programs load: tables, maps, calendars, linked data, event records.

    With --out, a codebook (.codebook.md) and a Frictionless data package (.datapackage.json) are written beside the file: columns, units,
    missing values, counts, versions, filters, how to cite. Without it, the data go to standard output.
    """
    from vedette.export import ExportError, save, write
    from vedette.serve.cli import EXIT_CANNOT_STORE, Refusal

    with opened(db) as catalogue:
        chosen = choice.filters(" ".join(text or ()))
        try:
            if out is None:
                write(form, catalogue, chosen, sys.stdout.buffer)
            else:
                made = save(form, catalogue, chosen, out)
                sys.stderr.write(f"{made.tally.rows} records, {made.size:,} bytes, into {out}; its codebook is beside it.\n")
        except ExportError as error:
            raise Refusal(str(error), EXIT_CANNOT_STORE) from error
    return 0


def register(app: App) -> None:
    """Adds the command to the command line."""
    from vedette.serve.cli import examples

    app.command(export, help_epilogue=examples(*EXAMPLES))
