"""The command `vedette mcp`: a server for assistants on standard input and output."""

from collections.abc import Callable
from typing import Annotated

from cyclopts import App, Parameter

from vedette.serve.catalogue_cli import Db, needing, opened

EXTRA = "The server for assistants needs the part `assistants` of the package: pip install 'vedette[assistants]'."


def mcp(
    *,
    db: Db = "vedette.db",
    write: Annotated[bool, Parameter(help="Let assistants add reports; a catalogue is made if there is none.", negative="")] = False,
) -> int:
    """Serve a catalogue to assistants by the Model Context Protocol, on standard input and output; read-only unless told otherwise.

    The assistant's program starts this command by itself: enter it there as the command of a server.
    """
    with needing(EXTRA):
        from vedette.serve.mcp_server import server
    with opened(db, create=write) as catalogue:
        server(catalogue, write).run("stdio")
    return 0


def register(app: App, examples: Callable[..., str]) -> None:
    """Adds the command to the command line."""
    app.command(mcp, help_epilogue=examples("vedette mcp --db demo.db", "vedette mcp --db demo.db --write"))
