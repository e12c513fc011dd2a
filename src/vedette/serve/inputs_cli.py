"""How inputs are read and what is told of each: the options that commands share which read reports."""

import json
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from vedette.serve.catalogue_cli import AT_LEAST_ONE

if TYPE_CHECKING:
    from vedette.ingest import Options
    from vedette.pipeline import Kept
    from vedette.raw import BadInput

Told = Annotated[
    Literal["text", "jsonl"],
    Parameter(help="jsonl tells of each input in a line on standard output: the report's id and whether it is new, or what is wrong."),
]


def no_options(_type: object, words: str | list[str] | None) -> None:
    """Refuses what looks like an option among files; `-` alone is standard input."""
    for word in [words] if isinstance(words, str) else words or ():
        if word.startswith("-") and word != "-":
            raise ValueError(f"there is no option {word}; write ./{word} if it is a file")


Workers = Annotated[int, Parameter(help="Processes on this machine.", validator=AT_LEAST_ONE)]
Cluster = Annotated[str | None, Parameter(help="Address of a dask.distributed scheduler whose workers do it instead.")]
Files = partial(Parameter, allow_leading_hyphen=True, validator=no_options)
"""Files of which one may be `-`, for standard input."""


def tell(kept: "Kept | BadInput", format: str) -> None:
    """Names a bad input on standard error; with `jsonl`, tells what became of the input in a line of JSON on standard output."""
    from vedette.raw import BadInput

    if isinstance(kept, BadInput):
        sys.stderr.write(f"vedette: {kept.reason}\n")
        made: dict[str, str | bool] = {"name": kept.name, "wrong": kept.reason}
    else:
        made = {"name": kept.name, "report": kept.report, "new": kept.new}
    if format == "jsonl":
        sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")
        sys.stdout.flush()


@Parameter(name="*")
@dataclass(frozen=True)
class Inputs:
    """Options of tables and addresses."""

    columns: Annotated[
        str | None, Parameter(help="For tables: which column holds what, as text=body,title=headline; fields as for JSON Lines.")
    ] = None
    allow_private: Annotated[
        bool, Parameter(negative="", help="For addresses: also those of this machine and of private networks, which are refused otherwise.")
    ] = False
    delay: Annotated[float, Parameter(help="For addresses: seconds between two requests to the same site.")] = 1.0

    def options(self) -> "Options":
        """The options for ingest; raises Refusal for columns that cannot be read."""
        from vedette.ingest import InputError, Options
        from vedette.ingest.records import mapping
        from vedette.serve.cli import EXIT_USAGE, Refusal

        try:
            columns = mapping(self.columns) if self.columns is not None else None
        except InputError as error:
            raise Refusal(str(error), EXIT_USAGE) from error
        return Options(columns, self.allow_private, max(0.0, self.delay))


INPUTS = Inputs()
