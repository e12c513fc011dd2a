"""The styles of the web app hold no class that no page has."""

import re

from support import ROOT

MADE = {f"{name}{n}" for name in ("at", "long") for n in range(1, 8)} | {"block-headline", "htmx-request"}
"""Classes whose names a template puts together, or HTMX sets."""


def test_each_class_is_one_of_a_page() -> None:
    web, pages = ROOT / "web/src", ROOT / "src/vedette/serve/web"
    styles = "".join(f.read_text() for f in web.rglob("*.css"))
    classes = set(re.findall(r"\.([a-z_][\w-]*)", re.sub(r"/\*.*?\*/|url\(.*?\)", "", styles, flags=re.DOTALL)))
    assert len(classes) > 100
    files = [*web.rglob("*.js"), *(pages / "templates").rglob("*.html"), *pages.rglob("*.py")]
    words = {word for file in files for word in re.findall(r"[a-z_][\w-]*", file.read_text())}
    assert classes - words - MADE == set()
