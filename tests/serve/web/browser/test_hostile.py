"""Reports are hostile input: mark-up, scripts, writing turned round, words of a megabyte. Nothing runs, and every page stays whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from made import PLACE, coded
from vedette import review
from vedette.model import Account, Claim, Coding
from vedette.pipeline import store_all
from vedette.serve.web.users import set_user
from vedette.store import Catalogue

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = "<img src=x onerror=window.hacked=1>"
BREAKOUT = "\"'></title></textarea></script><svg onload=window.hacked=1>"
TEMPLATE = "{{ 7*7 }}{% raw %}${7*7}"
TURNED = "\u202egninrael enihcam\u202c \u2067left\u2069 \u200f\u061c"
LONG = "A" * 1_000_000
NASTY = (SCRIPT, IMAGE, BREAKOUT, TEMPLATE, TURNED, "\u202e", "<!--", "&lt;b&gt;", "javascript:window.hacked=1", "\x07\x1b[31m")


def _report(number: int, nasty: str) -> Coding:
    """A report whose every value is nasty."""
    name = f"Exercise {nasty} {number}"
    text = f"{name}\n\nForces of Chile met at {nasty} bay with {nasty} tanks of {nasty} on 1 May 2021, 500 troops. {nasty} said: {nasty}"
    bay = {**PLACE, "name": nasty}
    made = coded(
        f"nasty{number}",
        text,
        ("name", name, name),
        ("alias", nasty, nasty),
        ("participant", "CL", "Chile"),
        ("place", bay, nasty),
        ("start", "2021-05-01", "1 May 2021"),
        ("materiel", {"type": nasty, "count": 3}, nasty),
        ("unit", {"name": nasty}, nasty),
        ("objective", nasty, nasty),
        ("personnel", {"low": 500, "high": 500, "party": None}, "500 troops"),
        published="2021-05-02",
        publisher=nasty,
        confidence=0.4,
    )
    account = made.accounts[0]
    statement = Claim(**{**_fields(account.claims[0]), "id": f"said{number}", "account": None, "property": "statement"})
    said = {"speaker": nasty, "text": nasty, "direct": True, "cue": nasty}
    report = _replaced(made.report, title=nasty, url="javascript:window.hacked=1", lang="en")
    claims = tuple(_replaced(c, speaker=nasty) for c in account.claims)
    return Coding(report, (Account(account.id, account.report, "E1", True, claims),), (_replaced(statement, value=said),))


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}


def _replaced(record: Any, **changes: Any) -> Any:
    return type(record)(**{**_fields(record), **changes})


@pytest.fixture(scope="module")
def hostile_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of nasty reports and nasty judgements."""
    db = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Catalogue(str(db)) as catalogue:
        codings = [*(_report(n, nasty) for n, nasty in enumerate(NASTY)), _long()]
        assert all(new for _, new in store_all(codings, catalogue))
        for coding in codings[: len(NASTY)]:
            review.judge_claim(catalogue, "correct", coding.accounts[0].claims[1].id, SCRIPT, IMAGE, value=BREAKOUT, source=TURNED)
        set_user(catalogue, "ada", "correct horse battery")
    return db


def _long() -> Coding:
    """A report of one word of a megabyte, and a name of ten thousand characters."""
    name = f"Exercise {LONG[:10_000]}"
    return coded(
        "long", f"{name} {LONG} in Chile", ("name", name, name), ("participant", "CL", "Chile"), ("unit", {"name": LONG[:50_000]}, LONG)
    )


@pytest.fixture
def pages(hostile_db: Path, serve: Callable[..., Any], browse: Callable[..., Any]) -> tuple[Any, list[str]]:
    """A page of a signed-in user on a phone, and the addresses to open with it."""
    server = serve(hostile_db)
    page = browse(server, width=390, who="ada")
    exercises = list(server.catalogue.exercises())
    claims = [a.claims[1].id for e in exercises for a in server.catalogue.accounts(exercise=e)]
    return (
        page,
        [
            *("/", "/?q=%3Cscript%3E", "/?place=%22%3E%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E", "/countries/CL", "/pairs/CL/PE"),
            *("/calendar?month=2021-05", "/calendar?q=%22%3E%3Cscript%3E", "/calendar?month=%3Cscript%3E", "/review", "/review/history"),
            *("/about", "/login?next=javascript:window.hacked%3D1", "/reports/long"),
            *(f"/exercises/{e}" for e in exercises),
            *(f"/reports/nasty{n}" for n in range(len(NASTY))),
            *(f"/review?claim={c}" for c in claims),
        ],
    )


def test_nothing_of_a_report_runs_and_no_page_breaks(pages: tuple[Any, list[str]], shoot: Callable[..., Any]) -> None:
    page, addresses = pages
    for number, address in enumerate(addresses):
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.evaluate("window.hacked") is None, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{address} is wider than the screen"
        assert page.locator("main h1").count() == 1, address
        assert page.locator("footer.foot").count() == 1, address
        assert page.locator("a[href^='javascript:']").count() == 0, address
        if number in (0, 13, 14, 24):
            shoot(page, f"hostile-{number}")


def test_a_hostile_text_is_coded_without_harm(reader: Any, browse: Callable[..., Any], tmp_path: Path) -> None:
    page = browse(reader, width=390)
    for nasty in (*NASTY[:5], LONG[:900_000]):
        file = tmp_path / "report.txt"
        file.write_text(f"Exercise {nasty} began in Chile\n\nThe exercise {nasty} of Chile and Peru began on 1 May 2021.")
        page.goto("/code")
        if len(nasty) > 1000:
            page.get_by_label("Or a file").set_input_files(file)
        else:
            page.get_by_label("Text of a report").fill(file.read_text())
        page.get_by_role("button", name="Read it").click()
        page.locator(".reading").wait_for()
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_writing_that_is_turned_round_turns_nothing_else_round(pages: tuple[Any, list[str]]) -> None:
    page, _ = pages
    page.goto("/reports/nasty4")
    # every text of a report stands in an element of its own direction
    turned = page.evaluate(
        """() => { const out = []; const w = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
        for (let n = w.nextNode(); n; n = w.nextNode()) if (/[\u202a-\u202e\u2066-\u2069]/.test(n.data)) {
          let e = n.parentElement;
          while (e && !/isolate|plaintext/.test(getComputedStyle(e).unicodeBidi)) e = e.parentElement;
          if (!e || e.localName === "main") out.push(n.parentElement.outerHTML.slice(0, 200));
        }
        return out; }"""
    )
    assert turned == []
