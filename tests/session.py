"""Runs the Python of a page of the documentation: `python tests/session.py < blocks`, blocks as a JSON list of lists of statements.

Prints, as JSON, what the statements of the last block print each; those of the earlier blocks are run for what they leave behind. A
statement that fails prints the last line of its traceback, as a session of Python does at the end.
"""

import io
import json
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout


def main() -> None:
    """Runs the blocks of standard input."""
    *before, last = json.load(sys.stdin)
    space: dict[str, object] = {"__name__": "__main__"}
    for block in before:
        for statement in block:
            printed(statement, space)
    json.dump([printed(statement, space) for statement in last], sys.stdout)


def printed(statement: str, space: dict[str, object]) -> str:
    """What a statement prints, the value of an expression included."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            exec(compile(statement, "<page>", "single"), space)
        except Exception as error:  # part of the example
            out.write("".join(traceback.format_exception_only(error)))
    return out.getvalue()


if __name__ == "__main__":
    main()
