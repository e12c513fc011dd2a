"""What tests of several modules share: the installed command, and the codings of the examples."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from databases import db, server  # noqa: F401 (fixtures)
from support import EXAMPLES, ROOT, local_cluster
from vedette.model import Coding
from vedette.pipeline import code_all

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def vedette() -> Run:
    """Runs the installed command in a process of its own, in the project's folder, without a terminal."""

    def run(*words: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None, **more: Any) -> "subprocess.CompletedProcess[str]":
        data = stdin.encode() if isinstance(stdin, str) else stdin
        clean = {k: v for k, v in os.environ.items() if k not in ("VEDETTE_DB", "COLUMNS")}
        command = [str(Path(sys.executable).parent / "vedette"), *words]
        options: dict[str, Any] = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        done = subprocess.run(command, input=data, env={**clean, **(env or {})}, check=False, timeout=300, **options)
        return subprocess.CompletedProcess(command, done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())

    return run


@pytest.fixture(scope="session")
def codings() -> dict[str, Coding]:
    """File name → coding, for all examples."""
    coded = list(code_all(str(ROOT / name) for name in EXAMPLES))
    assert all(isinstance(c, Coding) for c in coded)
    return {Path(name).name: c for name, c in zip(EXAMPLES, coded, strict=True) if isinstance(c, Coding)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with local_cluster() as address:
        yield address
