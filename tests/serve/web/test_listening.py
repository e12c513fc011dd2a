"""The processes of a server each get their share of the connections, on any address."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from conftest import Run
from made import kenso
from support import ROOT
from vedette.pipeline import store_all
from vedette.serve.web import listening, templating
from vedette.store import Catalogue

CONNECTIONS = 40
FEWEST = 5
"""Of 40 connections, one of two processes gets fewer than 5 once in five million times."""
NOT_BUILT = "The command `vedette serve` needs the built scripts and styles: run 'npm --prefix web ci && npm --prefix web run build'."
NOT_SPREAD = "Only Linux spreads connections over sockets."


@pytest.fixture
def stored(tmp_path: Path) -> str:
    path = str(tmp_path / "one.db")
    with Catalogue(path) as catalogue:
        list(store_all([kenso("k1")], catalogue))
    return path


@contextmanager
def served(db: str, *words: str) -> Iterator[tuple[str, int]]:
    """Runs `vedette serve`; gives the address that it prints, and its process."""
    if not templating.is_built():
        pytest.skip(NOT_BUILT)
    command = [str(Path(sys.executable).parent / "vedette"), "serve", "--db", db, "--port", "0", *words]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stderr is not None
        told = server.stderr.readline()
        found = re.search(r"http://\S+?:[0-9]+(?=/ )", told)
        assert found, told
        yield found[0], server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def answered(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").is_success
    except httpx.TransportError:
        return False


def sockets(process: int) -> int:
    """How many sockets a process has open."""
    links = [os.readlink(path) for path in Path(f"/proc/{process}/fd").iterdir() if path.is_symlink()]
    return sum(link.startswith("socket:") for link in links)


@pytest.mark.parametrize(("host", "workers"), [("127.0.0.1", "1"), ("::1", "2")])
def test_any_address_answers(stored: str, host: str, workers: str) -> None:
    with served(stored, "--host", host, "--workers", workers) as (address, _), httpx.Client(base_url=address, timeout=30) as client:
        until = time.monotonic() + 60
        while not answered(client):
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "Kenso" in client.get("/").text


@pytest.mark.skipif(not listening.SPREADS, reason=NOT_SPREAD)
def test_both_processes_answer(stored: str) -> None:
    with served(stored, "--workers", "2", "--rate", "0") as (address, server), ExitStack() as stack:
        until = time.monotonic() + 60
        port = int(address.rpartition(":")[2])
        listens = f":{port:04X} 00000000:0000 0A"
        while Path("/proc/net/tcp").read_text().count(listens) < 2:
            assert time.monotonic() < until
            time.sleep(0.1)
        children = [int(p) for p in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
        before = {child: sockets(child) for child in children}
        for _ in range(CONNECTIONS):
            client = stack.enter_context(httpx.Client(base_url=address, timeout=30))
            assert client.get("/healthz").is_success
        shares = sorted(sockets(child) - before[child] for child in children)[-2:]
        assert sum(shares) >= CONNECTIONS
        assert shares[0] >= FEWEST


def test_answers_are_sent_at_once() -> None:
    with listening.bound("127.0.0.1", 0, spread=False) as shared, listening.bound("127.0.0.1", 0, spread=True) as spread:
        assert {shared.proto, spread.proto} == {socket.IPPROTO_TCP}


def test_a_port_that_is_taken_is_refused(stored: str, vedette: Run) -> None:
    with listening.bound("127.0.0.1", 0, spread=False) as taken:
        taken.listen()
        for workers in ("1", "2"):
            done = vedette("serve", "--db", stored, "--port", str(taken.getsockname()[1]), "--workers", workers)
            assert done.returncode == 1
            assert "in use" in done.stderr
            assert "--port" in done.stderr
