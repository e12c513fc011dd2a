"""The examples of the documentation: found, run, compared, and on request written anew.

    python tests/console.py [PAGE…]     runs the examples of all pages, or of some, and puts what they print now into them

An example is a fenced block marked `console` or `pycon`. In a `console` block, a line that begins with `$ ` is a command for bash, lines
that begin with `> ` go on with it, and the lines below are what it prints on standard output and standard error. A `pycon` block is a
session of Python with `>>> ` and `... `; what earlier blocks of the page have defined is there. A line `…` stands for any number of lines.
The blocks of one page run in order in one folder, in which `examples` is that of the project; what fails is part of the example. The
address `SERVER` stands for an empty database on a PostgreSQL server that runs for the page.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import make_url

from databases import new_database, running
from support import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"


@dataclass(frozen=True)
class Example:
    """A command, or a statement of Python, and the lines that it is said to print."""

    command: str
    output: tuple[str, ...]
    python: bool = False

    def fits(self, printed: list[str]) -> bool:
        """Whether the command printed what it is said to."""
        pattern = "".join("(?:.*\n)*?" if line == GAP else re.escape(line) + "\n" for line in self.output)
        return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None

    def updated(self, printed: list[str]) -> "Example":
        """With what it prints now; lines before the first gap are kept in number, those behind it are cut."""
        if GAP not in self.output or self.fits(printed):
            return self if self.fits(printed) else replace(self, output=tuple(printed))
        return replace(self, output=(*printed[: self.output.index(GAP)], GAP))

    def __str__(self) -> str:
        first, *more = self.command.splitlines()
        prompts = (">>> ", "... ") if self.python else ("$ ", "> ")
        lines = (prompts[0] + first, *((prompts[1] + line).rstrip() for line in more), *self.output)
        return "".join(f"{line}\n" for line in lines)


def examples(kind: str, block: str) -> Iterator[Example]:
    """The commands or statements of one block, in order."""
    first, then = (r"^>>> ", "...") if kind == "pycon" else (r"^\$ ", ">")
    for part in re.split(first, block, flags=re.MULTILINE)[1:]:
        command, *more = part.splitlines()
        end = next((n for n, line in enumerate(more) if line != then and not line.startswith(f"{then} ")), len(more))
        yield Example("\n".join((command, *(line[len(then) + 1 :] for line in more[:end]))), tuple(more[end:]), kind == "pycon")


Printed = list[tuple[Example, list[str]]]


SERVER = "postgresql://vedette@db.example.org/exercises"


class Session:
    """The examples of one page, run in a folder, in order; `database` is the address that SERVER stands for."""

    def __init__(self, folder: Path, database: str = SERVER) -> None:
        self.folder = folder
        self._database = database
        self._before: list[list[str]] = []

    def run(self, kind: str, block: str) -> Printed:
        """The examples of a block with what they print now."""
        made = list(examples(kind, block))
        if kind == "console":
            return [(e, self._shown(run(replace(e, command=e.command.replace(SERVER, self._database)), self.folder))) for e in made]
        self._before.append([e.command + "\n" for e in made])
        command = [sys.executable, str(Path(__file__).with_name("session.py"))]
        done = subprocess.run(
            command,
            input=json.dumps(self._before),
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return [(e, [line.rstrip() for line in text.splitlines()]) for e, text in zip(made, json.loads(done.stdout), strict=True)]

    def _shown(self, lines: list[str]) -> list[str]:
        told = make_url(self._database).render_as_string() if self._database != SERVER else SERVER  # as messages have it
        return [line.replace(told, SERVER) for line in lines]


def environment() -> dict[str, str]:
    """The environment with the project's `vedette`, and without what would change what it prints."""
    env = {k: v for k, v in os.environ.items() if k not in ("VEDETTE_DB", "COLUMNS")}
    return {**env, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"}


def run(example: Example, folder: Path) -> list[str]:
    """What a command prints, run in a folder with the project's `vedette`; blanks at the ends of lines do not count."""
    command = ["bash", "-c", example.command]
    done = subprocess.run(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=120
    )
    printed = [line.rstrip() for line in done.stdout.decode().splitlines()]
    assert not any(line.startswith("Traceback ") for line in printed), f"{example.command}\n" + "\n".join(printed)
    return printed


def prepare(folder: Path) -> None:
    """Puts into a folder what the examples find there."""
    (folder / "examples").symlink_to(ROOT / "examples")


def update(page: Path) -> None:
    """Writes what the examples of a page print now into it."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name, running() if SERVER in text else nullcontext() as server:
        session = Session(Path(name), new_database(server) if server else SERVER)
        prepare(session.folder)
        text = BLOCK.sub(
            lambda m: f"```{m[1]}\n" + "".join(str(e.updated(printed)) for e, printed in session.run(m[1], m[2])) + "```", text
        )
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else PAGES:
        update(path)
