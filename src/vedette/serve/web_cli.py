"""Commands of the web app: serve a catalogue, look after who may use it."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, Parameter, validators

from vedette.serve.catalogue_cli import AT_LEAST_ONE, EXIT_BAD_INPUT, EXIT_USAGE, Db, needing, opened

EXTRA = "The web app needs the part `web` of the package: pip install 'vedette[web]'."

user_app = App(name="user", help="Look after who may sign in to the web app, and write.", sort_key=None)


def serve(
    *,
    db: Db = "vedette.db",
    host: Annotated[str, Parameter(help="The address to listen on; 127.0.0.1 for this machine only, 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port to listen on; 0 for any that is free.")] = 8000,
    read_only: Annotated[bool, Parameter(help="Refuse all writing.", negative="")] = False,
    private: Annotated[bool, Parameter(help="Let signed-in users read only.", negative="")] = False,
    secure: Annotated[bool, Parameter(help="HTTPS is spoken before the server: cookies go over it only.", negative="")] = False,
    allow_private: Annotated[
        bool, Parameter(help="Fetch addresses of this machine and of private networks, too, when they are given to be coded.", negative="")
    ] = False,
    proxy: Annotated[bool, Parameter(help="Believe a proxy on this machine whose requests it hands on.", negative="")] = False,
    cors: Annotated[list[str] | None, Parameter(help="Origin whose pages may read the API; may be repeated.", negative="")] = None,
    rate: Annotated[
        float,
        Parameter(help="Requests a second that a client may make for long; 0 for as many as it likes.", validator=validators.Number(gte=0)),
    ] = 50.0,
    workers: Annotated[int, Parameter(help="Processes that answer.", validator=AT_LEAST_ONE)] = 1,
) -> int:
    """Serve a catalogue as a web app with an API, on this machine only unless told otherwise. Control-C ends it."""
    from vedette.serve.cli import Refusal

    with needing(EXTRA):
        import uvicorn

        from vedette.serve.web import app, listening, templating
        from vedette.serve.web.settings import Settings
    if not templating.is_built():
        raise Refusal(templating.MISSING, EXIT_USAGE)
    with opened(db) as catalogue:
        place = catalogue.path
    settings = Settings(
        db=db, read_only=read_only, private=private, secure=secure, cors=tuple(cors or ()), allow_private=allow_private, rate=rate
    )
    settings.to_environment()
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        f"{app.__name__}:from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        proxy_headers=proxy,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
        timeout_worker_healthcheck=60,  # reading a large catalogue's index leaves no time to answer sooner
        h11_max_incomplete_event_size=65_536,
    )
    try:
        socket = listening.bound(host, port, spread=workers > 1)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refusal(f"The server cannot listen on {shown}:{port} ({why}); --port chooses another port.", EXIT_BAD_INPUT) from error
    sys.stderr.write(f"{place} is at http://{shown}:{socket.getsockname()[1]}/ (Control-C ends it)\n")
    sys.stderr.flush()
    try:
        if workers > 1:
            from uvicorn.supervisors import Multiprocess

            Multiprocess(config, sockets=[socket]).run()
        else:
            uvicorn.Server(config).run(sockets=[socket])
    except KeyboardInterrupt:
        return 0
    return 0


@user_app.command
def add(
    name: str,
    /,
    *,
    role: Annotated[Literal["reader", "curator"], Parameter(help="A curator may write, a reader read a private server.")] = "curator",
    db: Db = "vedette.db",
) -> int:
    """Add a user, or give one a new password and role. The password is asked for, or read from standard input where that is no terminal."""
    from getpass import getpass

    password = getpass(f"Password for {name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    users = _users()
    with opened(db) as catalogue:
        try:
            new = users.set_user(catalogue, name, password, role)
        except users.UserError as error:
            raise _refusal(error) from error
    sys.stderr.write(f"{name} is {'added' if new else 'changed'}.\n")
    return 0


@user_app.command
def token(
    name: str,
    /,
    *,
    drop: Annotated[bool, Parameter(help="Take all tokens of the user back instead.", negative="")] = False,
    db: Db = "vedette.db",
) -> int:
    """Print a new token of a user, for programs that write; it is shown this once."""
    users = _users()
    with opened(db) as catalogue:
        if drop:
            sys.stderr.write(f"{catalogue.members.drop_tokens(name)} tokens are taken back.\n")
            return 0
        try:
            made = users.new_token(catalogue, name)
        except users.UserError as error:
            raise _refusal(error) from error
    sys.stdout.write(made + "\n")
    return 0


@user_app.command
def remove(name: str, /, *, db: Db = "vedette.db") -> int:
    """Take a user out, with all sessions and tokens; judgements stay."""
    with opened(db) as catalogue:
        if not catalogue.members.remove_user(name):
            raise _refusal(f"There is no user {name!r}.")
    return 0


@user_app.command(name="list")
def list_(*, db: Db = "vedette.db") -> int:
    """List the users."""
    with opened(db) as catalogue:
        for user in catalogue.members.users():
            sys.stdout.write(f"{user.name}\t{user.role}\n")
    return 0


def _users() -> ModuleType:
    with needing(EXTRA):
        import argon2  # noqa: F401

        from vedette.serve.web import users
    return users


def _refusal(error: object) -> Exception:
    from vedette.serve.cli import Refusal

    return Refusal(str(error), EXIT_BAD_INPUT)


def register(app: App, examples: Callable[..., str]) -> None:
    """Adds the commands to the command line."""
    app.command(serve, help_epilogue=examples("vedette serve --db demo.db", "vedette serve --db demo.db --port 8080 --read-only"))
    user_app.help_epilogue = examples("vedette user add ada --db demo.db", "vedette user token ada --db demo.db")
    app.command(user_app)
