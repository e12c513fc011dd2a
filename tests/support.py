"""Places and small helpers that tests of several modules share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vedette.model import Claim, Coding

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html"))


def all_claims(coding: Coding) -> list[Claim]:
    """The claims about the report and those of its accounts."""
    return [*coding.claims, *(c for a in coding.accounts for c in a.claims)]


@contextmanager
def local_cluster() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    from distributed import LocalCluster  # takes a second

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:  # type: ignore[no-untyped-call]
        yield made.scheduler_address
