"""`vedette mcp`, asked by a client of the official SDK over standard input and output."""

import hashlib
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client

from conftest import Run
from support import EXAMPLES, ROOT
from vedette.pipeline import ingest_all
from vedette.store import Catalogue

TEXT = """Exercise Amber Shield Begins

RIGA, March 4, 2024 (Baltic Wire)

About 1,200 soldiers from Latvia and Estonia began exercise Amber Shield 2024 near Adazi on Monday.
"""
READING = {"search_exercises", "get_exercise", "code_text", "find_conflicts", "pair_history", "upcoming_exercises"}

Ask = Callable[[ClientSession], Awaitable[None]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("mcp") / "demo.db")
    with Catalogue(path) as catalogue:
        assert len(list(ingest_all([str(ROOT / e) for e in EXAMPLES], catalogue))) == len(EXAMPLES)
    return path


def talk(ask: Ask, *words: str) -> None:
    """Starts the command, opens a session with it and lets `ask` use that."""

    async def run() -> None:
        command = StdioServerParameters(command=str(Path(sys.executable).parent / "vedette"), args=["mcp", *words])
        async with stdio_client(command) as streams, ClientSession(*streams) as session:
            await session.initialize()
            await ask(session)

    anyio.run(run)


async def answer(session: ClientSession, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers."""
    result = await session.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def refusal(session: ClientSession, tool: str, **arguments: Any) -> str:
    """The sentence in which a tool tells what it cannot do."""
    result = await session.call_tool(tool, arguments)
    assert result.is_error
    return str(getattr(result.content[0], "text", ""))


@contextmanager
def unchanged(path: str) -> Iterator[None]:
    """Checks that the catalogue's file is the same afterwards."""
    before = hashlib.sha256(Path(path).read_bytes()).digest()
    yield
    assert hashlib.sha256(Path(path).read_bytes()).digest() == before


def test_an_assistant_asks_a_catalogue(db: str) -> None:
    async def ask(session: ClientSession) -> None:
        tools = {t.name: t for t in (await session.list_tools()).tools}
        assert set(tools) == READING
        for tool in tools.values():
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert all(p.get("description") for p in tool.input_schema["properties"].values()), tool.name

        found = await answer(session, "search_exercises", participants=["Russia", "CN"], since="2018")
        assert found["found"] == 3
        assert [e["name"] for e in found["exercises"]][-1] == "Vostok 2018"
        assert len((await answer(session, "search_exercises", limit=2))["exercises"]) == 2

        vostok = await answer(session, "get_exercise", id=found["exercises"][-1]["id"][:8])
        assert vostok["name"] == "Vostok 2018"
        (start,) = vostok["properties"]["start"]
        assert start["values"][0]["value"] == "2018-09-11"
        assert start["values"][0]["reasons"]
        for several in vostok["properties"].values():
            for value in (v for w in several for v in w["values"] if v["sources"]):
                assert all(s["quote"] and s["report"] in {r["id"] for r in vostok["reports"]} for s in value["sources"])

        conflicts = await answer(session, "find_conflicts", participants=["RU"])
        assert conflicts["found"] == len(conflicts["conflicts"]) > 0
        assert all(len(c["values"]) > 1 for c in conflicts["conflicts"])

        pair = await answer(session, "pair_history", one="China", other="RU", until="2018")
        assert pair["parties"] == ["CN", "RU"]
        assert [y["year"] for y in pair["years"]] == [2018]

        ahead = await answer(session, "upcoming_exercises", today="2018-09-01", participants=["RU"])
        assert ahead["exercises"][0]["name"] == "Vostok 2018"

    with unchanged(db):
        talk(ask, "--db", db)


def test_a_text_is_coded_and_nothing_is_stored(db: str) -> None:
    async def ask(session: ClientSession) -> None:
        made = await answer(session, "code_text", text=TEXT, url="https://baltic-wire.example/a")
        assert made["report"]["published"] == "2024-03-04"
        (exercise,) = made["exercises"]
        told = {c["property"]: c for c in exercise["claims"]}
        assert told["name"]["value"] == "Amber Shield 2024"
        assert told["personnel"]["value"]["low"] == 1200
        assert "1,200" in told["personnel"]["quote"]
        assert (await answer(session, "search_exercises", text="Amber Shield"))["found"] == 0

    with unchanged(db):
        talk(ask, "--db", db)


def test_what_cannot_be_done_is_told_in_one_sentence(db: str) -> None:
    async def ask(session: ClientSession) -> None:
        assert "No single exercise" in await refusal(session, "get_exercise", id="zzz")
        assert "no state or organisation 'Ruritania'" in await refusal(session, "pair_history", one="Ruritania", other="RU")
        assert "'soon' is no day" in await refusal(session, "upcoming_exercises", today="soon")
        assert "is no date" in await refusal(session, "code_text", text=TEXT, published="soon")
        assert "without an article" in await refusal(session, "code_text", text="<html><body><a href='/'>Home</a></body></html>")
        assert "status" in await refusal(session, "search_exercises", status="lost")
        assert "less than or equal to 100" in await refusal(session, "search_exercises", limit=1000)
        assert await refusal(session, "add_report", text=TEXT)
        assert (await answer(session, "search_exercises"))["found"] > 0

    talk(ask, "--db", db)


def test_reports_are_added_where_that_is_allowed(tmp_path: Path) -> None:
    async def ask(session: ClientSession) -> None:
        tools = {t.name: t for t in (await session.list_tools()).tools}
        assert set(tools) == READING | {"add_report"}
        assert tools["add_report"].annotations is not None
        assert not tools["add_report"].annotations.read_only_hint
        made = await answer(session, "add_report", text=TEXT)
        assert made["new"]
        assert not (await answer(session, "add_report", text=TEXT))["new"]
        assert (await answer(session, "get_exercise", id=made["exercises"][0]))["name"] == "Amber Shield 2024"

    talk(ask, "--db", str(tmp_path / "own.db"), "--write")


def test_no_catalogue_no_server(vedette: Run, tmp_path: Path) -> None:
    done = vedette("mcp", "--db", str(tmp_path / "missing.db"))
    assert done.returncode == 3
    assert "There is no catalogue" in done.stderr
    assert done.stdout == ""
