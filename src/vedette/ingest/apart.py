"""Runs a parser that a hostile file can make run for ever, or fill the memory, in a process of its own with bounds on both.

python -m vedette.ingest.apart pdf        reads a PDF from standard input, writes what it holds as JSON to standard output
"""

import json
import subprocess
import sys
from typing import Any, Literal

from vedette.raw import InputError

SECONDS = {"pdf": 60.0, "feed": 20.0}
"""Time for one file: some hundred pages of PDF take ten seconds, feeds of usual size a tenth of one."""

MEMORY = 1_500_000_000
"""Bytes of address space for the process; a newspaper's whole issue as PDF takes a third. Systems without such bounds run it without."""


def apart(kind: Literal["pdf", "feed"], data: bytes) -> Any:
    """What the parser of a kind of file makes of `data`. Raises InputError if it does not come to an end within the bounds, or finds
    the file to be wrong."""
    seconds = SECONDS[kind]
    command = [sys.executable, "-m", "vedette.ingest.apart", kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"taking it apart takes longer than {seconds:g} seconds") from error
    if done.returncode != 0:
        raise InputError("it is broken, or takes too much memory to be taken apart")
    told = json.loads(done.stdout)
    if "wrong" in told:
        raise InputError(told["wrong"])
    return told["made"]


def main(kind: str) -> None:
    """Parses standard input; an InputError is told as what is wrong."""
    import logging

    try:
        import resource
    except ImportError:  # Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable()  # parsers tell of every small fault of a file
    from vedette.ingest import feeds, pdf

    parsers = {"pdf": pdf.parsed, "feed": feeds.parsed}
    told: dict[str, Any]
    try:
        told = {"made": parsers[kind](sys.stdin.buffer.read())}
    except InputError as error:
        told = {"wrong": str(error)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
