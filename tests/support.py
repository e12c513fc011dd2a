"""Places and small helpers that tests of several modules share."""

from pathlib import Path

from vedette.model import Claim, Coding

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html"))


def all_claims(coding: Coding) -> list[Claim]:
    """The claims about the report and those of its accounts."""
    return [*coding.claims, *(c for a in coding.accounts for c in a.claims)]
