"""The console examples of the documentation: found, run, compared, and on request written anew.

    python tests/console.py        runs all examples and puts what they print now into the documentation

An example is a fenced block marked `console`. A line that begins with `$ ` is a command for bash, the lines below it are what it prints on
standard output and standard error. A line `…` stands for any number of lines. The blocks of one file run in order in one folder, in which
`examples` is that of the project; a command that fails is part of the example.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from support import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"


@dataclass(frozen=True)
class Example:
    """A command and the lines that it is said to print."""

    command: str
    output: tuple[str, ...]

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
        return "".join(f"{line}\n" for line in (f"$ {self.command}", *self.output))


def examples(block: str) -> Iterator[Example]:
    """The commands of one block, in order."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *output = part.splitlines()
        yield Example(command, tuple(output))


def run(example: Example, folder: Path) -> list[str]:
    """What a command prints, run in a folder with the project's `vedette`; blanks at the ends of lines do not count."""
    env = {k: v for k, v in os.environ.items() if k not in ("VEDETTE_DB", "COLUMNS")}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["bash", "-c", example.command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=120
    )
    printed = [line.rstrip() for line in done.stdout.decode().splitlines()]
    assert not any(line.startswith("Traceback ") for line in printed), f"{example.command}\n" + "\n".join(printed)
    return printed


def prepare(folder: Path) -> None:
    """Puts into a folder what the examples find there."""
    (folder / "examples").symlink_to(ROOT / "examples")


def update(page: Path) -> None:
    """Writes what the examples of a page print now into it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        text = BLOCK.sub(
            lambda m: "```console\n" + "".join(str(e.updated(run(e, folder))) for e in examples(m[1])) + "```",
            page.read_text(encoding="utf-8"),
        )
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for path in PAGES:
        update(path)
