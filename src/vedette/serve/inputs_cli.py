"""How inputs are read: the options that commands share which read reports."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from vedette.ingest import Options


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
