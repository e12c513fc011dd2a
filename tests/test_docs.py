"""The documentation: its examples print what they say, and nothing that users meet is left out."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from console import BLOCK, PAGES, SERVER, Example, Session, examples, prepare
from databases import new_database
from support import ROOT
from vedette.lexicon import DATA, Row, read_csv
from vedette.schema import schema
from vedette.serve.cli import app


class _Source(Row):
    name: str = ""
    lang: str = ""
    source: str = ""
    title: str
    licence: str = ""
    url: str = ""


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_print_what_the_page_says(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    prepare(tmp_path)
    session = Session(tmp_path, new_database(request.getfixturevalue("server"))) if SERVER in text else Session(tmp_path)
    wrong = []
    for kind, block in BLOCK.findall(text):
        for example, printed in session.run(kind, block):
            if not example.fits(printed):
                wrong.append("\n".join(["", str(example.command), *printed, "instead of", *example.output]))
    assert not wrong, "\n".join(["make docs puts this right, if it is right:", *wrong])


def test_a_command_may_go_on_over_lines() -> None:
    made = list(examples("console", "$ cat > a <<E\n> b\n> E\n$ cat a\nb\n"))
    assert [(e.command, e.output) for e in made] == [("cat > a <<E\nb\nE", ()), ("cat a", ("b",))]
    assert "".join(map(str, made)) == "$ cat > a <<E\n> b\n> E\n$ cat a\nb\n"
    (loop,) = examples("pycon", ">>> for n in (1, 2):\n...     print(n)\n...\n1\n2\n")
    assert (loop.command, loop.output) == ("for n in (1, 2):\n    print(n)\n", ("1", "2"))


def test_python_blocks_know_what_stood_before(tmp_path: Path) -> None:
    session = Session(tmp_path)
    ((_, nothing),) = session.run("pycon", ">>> a = 20\n")
    ((_, shown), (_, failed)) = session.run("pycon", ">>> a + 1\n21\n>>> a / 0\n")
    assert (nothing, shown, failed) == ([], ["21"], ["ZeroDivisionError: division by zero"])


@pytest.mark.parametrize(
    ("output", "printed", "fits"),
    [
        (("a", "b"), ["a", "b"], True),
        (("a", "b"), ["a"], False),
        (("a", "…"), ["a", "b", "c"], True),
        (("…", "c"), ["a", "b", "c"], True),
        (("…", "c"), ["a", "b"], False),
        ((), [], True),
        (("(a.b)",), ["(axb)"], False),
    ],
)
def test_a_gap_stands_for_any_lines(output: tuple[str, ...], printed: list[str], fits: bool) -> None:
    assert Example("x", output).fits(printed) is fits


def commands() -> list[str]:
    return [name for name in app if not name.startswith("-")]


def test_every_command_is_documented_with_its_help() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    run_there = {e.command for kind, block in BLOCK.findall(text) for e in examples(kind, block)}
    for name in commands():
        assert f"\n## vedette {name}\n" in text
        assert f"vedette {name} --help" in run_there
        assert app[name].help_epilogue, f"{name} has no example in its help"
    assert "vedette --help" in run_there


def test_every_claim_kind_is_documented() -> None:
    text = (ROOT / "docs/claims.md").read_text(encoding="utf-8")
    rows = {m[1]: m[0] for m in re.finditer(r"^\| `(\w+)` \|.*$", text, re.MULTILINE)}
    for prop in schema().properties:
        assert f"| {prop.value} |" in rows[prop.id], f"{prop.id}: the page gives another type of value"
    for name, fields in schema().shapes.items():
        assert f"`{name}`: {', '.join(f'{field} ({kind})' for field, kind in fields.items())}" in text
    for name, values in schema().vocabularies.items():
        assert f"`{name}`: {', '.join(values)}" in text


def test_every_source_of_data_is_in_the_notice() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    for file in DATA.joinpath("lexicons").iterdir():
        if file.name.startswith("sources"):
            for source in read_csv(file, _Source):
                assert f"[{source.id}]" in notice, f"{file.name}: NOTICE does not name {source.id}"
                assert source.id in ("common", "public") or not source.url or source.url in notice


def test_every_target_of_the_makefile_is_told_of_at_its_head() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split():
        assert re.search(rf"^# make {target}\s", makefile, re.MULTILINE)


@pytest.mark.parametrize(("words", "ended"), [("something else", False), ("vedette serve", True)])
def test_make_stop_ends_the_web_app_alone(tmp_path: Path, words: str, ended: bool) -> None:
    """The number that make run wrote down may be another program's by now."""
    (tmp_path / ".venv").mkdir()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", words]) as process:
        (tmp_path / ".venv/serve.pid").write_text(f"{process.pid}\n", encoding="utf-8")
        subprocess.run(["make", "-f", str(ROOT / "Makefile"), "stop"], cwd=tmp_path, check=True, capture_output=True)
        time.sleep(0.5)
        assert (process.poll() is not None) is ended
        process.kill()
    assert not (tmp_path / ".venv/serve.pid").exists()


def test_every_command_and_snippet_is_run() -> None:
    """What is printed as a command of ours stands in blocks that are run, but for commands that ask addresses of others and for the scoring
    of tests/evaluate; the tutorial's installation is run by scripts/new_user.py."""
    for page in PAGES:
        for kind, block in re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            if kind not in ("console", "pycon"):
                assert kind not in ("python", "py", "bash", "shell"), f"{page.name}: a block of {kind} is not run"
                lines = [line for line in block.splitlines() if re.match(r"(?:\$ )?vedette ", line) and "https://example." not in line]
                assert not lines or page.name == "accuracy.md", f"{page.name}: {lines}"


def test_links_lead_somewhere() -> None:
    for page in (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "examples/README.md"):
        prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for link in re.findall(r"\]\(([^)#]+)", prose):
            assert link.startswith("https://") or (page.parent / link).exists(), f"{page.name}: {link}"
