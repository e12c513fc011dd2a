"""`vedette watch`: follows feeds."""

import gc
import sys
from collections.abc import Callable
from typing import Annotated

from cyclopts import App, Parameter

from vedette.serve.catalogue_cli import Db, opened
from vedette.serve.inputs_cli import INPUTS, Inputs, Told, tell

EXIT_BAD_INPUT = 1


def watch(
    feeds: Annotated[list[str], Parameter(help="Addresses of RSS or Atom feeds.")],
    /,
    *,
    once: Annotated[bool, Parameter(negative="", help="Look once and end, as for a timer of the system.")] = False,
    interval: Annotated[float, Parameter(help="Minutes between two looks.")] = 15.0,
    db: Db = "vedette.db",
    format: Told = "text",
    inputs: Inputs = INPUTS,
) -> int:
    """Follow feeds: fetch, code and store what their new items link to.

    Items that were read are remembered in the catalogue, so that each is read once, however often this is run and wherever it was cut
    off. One that cannot be read is tried three times. Ends with ctrl-C.
    """
    from time import sleep

    code = 0
    try:
        while True:
            code = _look(feeds, db, format, inputs)
            if once:
                return code
            gc.collect()  # commands look for garbage rarely (cli.py): what a look leaves would lie about for dozens of looks
            sleep(max(interval, 0.01) * 60)
    except KeyboardInterrupt:
        return code


def _look(feeds: list[str], db: str, format: str, inputs: Inputs) -> int:
    """Looks at all feeds once; tells what is new, and what cannot be read."""
    from vedette.pipeline import watch_all
    from vedette.raw import BadInput

    items = new = bad = 0
    options = inputs.options()
    with opened(db, create=True) as catalogue:
        for kept in watch_all(feeds, catalogue, options):
            tell(kept, format)
            if isinstance(kept, BadInput):
                bad += 1
                continue
            items += 1
            new += kept.new
            if kept.new and format == "text":
                print(f"{kept.report}  {kept.name}", flush=True)
        place = catalogue.path
    sys.stderr.write(f"{items} items read, {new} new reports, into {place}.\n")
    return EXIT_BAD_INPUT if bad else 0


def register(app: App, examples: Callable[..., str]) -> None:
    """Adds the command."""
    app.command(
        watch,
        help_epilogue=examples(
            "vedette watch https://example.org/feed.xml --db demo.db",
            "vedette watch https://example.org/feed.xml https://example.com/atom --once",
        ),
    )
