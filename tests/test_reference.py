"""The parts of the documentation that are made from the code are up to date, and tell of all that is public."""

import importlib.util
import json
import re
from types import ModuleType

import pytest

import vedette
from support import ROOT


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts/reference.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


reference = _script()


@pytest.mark.parametrize("path", reference.PARTS)
def test_a_page_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == reference.page(path), "python scripts/reference.py puts this right"


def test_every_public_name_is_told_of() -> None:
    text = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## vedette\.(\w+)$", text, re.MULTILINE)) == set(vedette.__all__)


def test_every_tool_for_assistants_is_told_of() -> None:
    text = (ROOT / "docs/how-to/assistants.md").read_text(encoding="utf-8")
    source = (ROOT / "src/vedette/serve/mcp_server.py").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(re.findall(r"\btools\.(\w+)", source))
    (settings,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert json.loads(settings)["mcpServers"]["vedette"]["args"][0] == "mcp"
