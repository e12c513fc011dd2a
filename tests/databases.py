"""Catalogues for tests: every test that takes `db` runs once on an SQLite file and once on a PostgreSQL server of its own.

The server is started from Debian's binaries (`apt-get install postgresql-15`) on a socket in a temporary folder, once a test run.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """The folder with the socket of a running PostgreSQL server."""
    with running() as folder:
        yield folder


@contextmanager
def running() -> Iterator[Path]:
    """Starts a PostgreSQL server; gives the folder with its socket."""
    found = shutil.which("initdb")
    folder = BINARIES[-1] if BINARIES else Path(found).parent if found else None
    if folder is None:
        pytest.fail("PostgreSQL is not installed; the tests of the catalogue need it: apt-get install postgresql-15")
    # a server does not run as root
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    home = Path(tempfile.mkdtemp(prefix="vedette-"))  # short: the path of a socket has at most 107 bytes
    os.chown(home, user.pw_uid, user.pw_gid)

    def run(*words: str) -> None:
        demoted = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(words, check=True, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **demoted)  # type: ignore[call-overload]

    data, options = str(home / "data"), f"-k {home} -c listen_addresses= -c fsync=off"
    try:
        run(str(folder / "initdb"), "-D", data, "-U", "vedette", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(str(folder / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start")
        yield home
    finally:
        run(str(folder / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home)


def new_database(server: Path) -> str:
    """The address of a new, empty database on the server."""
    import psycopg

    name = f"test{next(NUMBERS)}"
    with psycopg.connect(f"postgresql://vedette@/postgres?host={server}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://vedette@/{name}?host={server}"


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new catalogue may be made: a path, then an address."""
    if request.param == "sqlite":
        return str(tmp_path / "catalogue.db")
    return new_database(request.getfixturevalue("server"))
