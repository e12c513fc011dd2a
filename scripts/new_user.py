"""Follows the tutorial as a new user would: from the built wheel, in a fresh environment and an empty folder, with nothing of the sources.

python scripts/new_user.py [WHEEL]      builds the wheel if none is named; needs a package index for the dependencies

Every command of the page's `sh` and `console` blocks is typed into one bash, as printed; each `pycon` block is run by the Python of the new
environment. It ends at the first command that fails or prints something else than the page says.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from console import Example, examples  # noqa: E402 (stands among the tests)

PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(sh|console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
END = "-- end of a command --"


def build(folder: Path) -> Path:
    """Builds the wheel into a folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    code = f"import uv_build; print(uv_build.build_wheel({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PATH": path}, check=True, capture_output=True, text=True
    )
    return folder / done.stdout.split()[-1]


class Terminal:
    """A bash of a new user: no path into the sources, no variable of theirs, an own home."""

    def __init__(self, folder: Path) -> None:
        env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "dumb"}
        env |= {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_")) or k.lower().endswith("_proxy")}
        env["PATH"] = f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{env['PATH']}"
        self._bash = subprocess.Popen(
            ["bash", "--norc"], cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def type(self, command: str) -> tuple[int, list[str]]:
        """Types a command; gives its exit code and what it printed."""
        assert self._bash.stdin is not None
        assert self._bash.stdout is not None
        self._bash.stdin.write(f'{command}\necho "{END} $?"\n')
        self._bash.stdin.flush()
        printed: list[str] = []
        for line in self._bash.stdout:
            before, found, code = line.rstrip("\n").partition(END)
            if found:
                return int(code), [*printed, *([before] if before else [])]
            printed.append(line.rstrip())
        raise SystemExit(f"bash ended at: {command}")

    def close(self) -> None:
        """Ends the bash."""
        self._bash.communicate()


def follow(wheel: Path, folder: Path) -> None:
    """Follows the page in an empty folder that holds the wheel."""
    (folder / wheel.name).write_bytes(wheel.read_bytes())
    terminal = Terminal(folder)
    sessions = 0
    for kind, block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "sh":
            for command in block.splitlines():
                check(Example(command, ("…",)), terminal.type(command))
        elif kind == "console":
            for example in examples(kind, block):
                check(example, terminal.type(example.command))
        else:
            sessions += 1
            source = "".join(f"{e.command}\n" for e in examples(kind, block))
            (folder / f"session{sessions}.py").write_text(source, encoding="utf-8")
            told = tuple(line for e in examples(kind, block) for line in e.output)
            check(Example(f"python session{sessions}.py", told), terminal.type(f"python session{sessions}.py"))
    code, where = terminal.type("python -c 'import vedette; print(vedette.__file__)'")
    if code or not where[0].startswith(str(folder)):
        raise SystemExit(f"vedette is not that of the new environment: {where}")
    terminal.close()


def check(example: Example, done: tuple[int, list[str]]) -> None:
    """Ends the script where a command failed or printed something else than the page says."""
    code, printed = done
    print(f"{time.perf_counter() - BEGAN:6.1f} s  {example.command.splitlines()[0]}", flush=True)
    if code:
        raise SystemExit("\n".join([f"failed with {code}:", *printed]))
    if not example.fits(printed):
        raise SystemExit("\n".join(["printed:", *printed, "instead of:", *example.output]))


BEGAN = time.perf_counter()

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        built = Path(sys.argv[1]).resolve() if sys.argv[1:] else build(Path(name))
        place = Path(name) / "new-user"
        place.mkdir()
        follow(built, place)
    print(f"The tutorial works from {built.name} with Python {sys.version.split()[0]}.")
