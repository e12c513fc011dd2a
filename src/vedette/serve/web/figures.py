"""The coder's figures as the page about the data shows them: taken from docs/accuracy.md into the package, which has no documentation.

python -m vedette.serve.web.figures docs/accuracy.md      writes data/accuracy.json anew
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from vedette.lexicon import DATA

FILE = DATA / "accuracy.json"
BLOCK = re.compile(r"^<!-- (figures|negatives): .+? -->\n(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"\**([\d.]+)\**(?: \(([\d.]+)\))?")
APART = ("headline", "reports", "crashes")
"""Rows of a table that are no slots."""


@cache
def packaged() -> Mapping[str, Any]:
    """The figures that came with the package: `sets` by name (headline, reports, crashes, and F1 of values and of spans by slot), and
    the sentence on texts of other matters."""
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def figures(page: str) -> dict[str, Any]:
    """The figures of a page of the documentation; see evaluate/report.py for how they come there."""
    sets: dict[str, dict[str, Any]] = {}
    negatives = ""
    for kind, body in BLOCK.findall(page):
        if kind == "negatives":
            negatives = body.strip()
        else:
            sets.update(_table([[c.strip() for c in line.strip().strip("|").split("|")] for line in body.strip().splitlines()]))
    return {"sets": sets, "negatives": negatives}


def _table(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, Any]]:
    names, told = rows[0][1:], rows[2:]
    out: dict[str, dict[str, Any]] = {name: {"slots": {}} for name in names}
    for slot, *cells in told:
        for name, cell in zip(names, cells, strict=True):
            match = CELL.fullmatch(cell)
            if match is None:
                raise ValueError(f"{cell!r} in the row {slot!r} is no figure.")
            if slot in APART:
                out[name][slot] = float(match[1]) if slot == "headline" else int(match[1])
            else:
                out[name]["slots"][slot] = [float(match[1]), float(match[2]) if match[2] else None]
    return out


def main(pages: Sequence[str]) -> int:
    """Writes the figures of a page into the package; returns 0, or 2 if no page is named."""
    if len(pages) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    made = figures(Path(pages[0]).read_text(encoding="utf-8"))
    Path(str(FILE)).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
