"""The documentation as a site: it builds without a warning, every page is in its navigation, and nothing comes from elsewhere."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support import ROOT

CONFIG = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    command = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def _pages(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        for value in entry.values():
            yield from [value] if isinstance(value, str) else _pages(value)


def test_every_page_is_in_the_navigation(site: Path) -> None:
    there = {str(p.relative_to(ROOT / "docs")) for p in (ROOT / "docs").rglob("*.md")}
    assert set(_pages(CONFIG["project"]["nav"])) == there
    assert all((site / page).with_suffix(".html").exists() for page in there)


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|img|iframe)[^>]* src="?([^" >]+)|<link[^>]* rel="?stylesheet"? [^>]*href="?([^" >]+)', page.read_text("utf-8")
        )
        assert not [a or b for a, b in loaded if "//" in (a or b)], page.name


def test_every_picture_is_shown_and_told_of(site: Path) -> None:
    shown = {Path(m[1]).name for p in (ROOT / "docs").rglob("*.md") for m in re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", p.read_text("utf-8"))}
    assert shown == {p.name for p in (ROOT / "docs/images").iterdir()}
    assert {p.name for p in (site / "images").iterdir()} == shown
