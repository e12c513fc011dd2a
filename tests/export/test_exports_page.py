"""The page about exports names all that there is, in the words of the code."""

import pytest

from support import ROOT
from vedette.export import FORMATS
from vedette.export.events import Coded, mapping
from vedette.export.mme import NORMALISATIONS

PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_form_is_named(name: str) -> None:
    assert f"| `{name}` | {FORMATS[name].about} |" in PAGE


@pytest.mark.parametrize("words", list(NORMALISATIONS.values()))
def test_every_normalisation_is_listed(words: str) -> None:
    assert f"- {words}\n" in PAGE


@pytest.mark.parametrize("row", mapping(), ids=lambda r: r.why[:30])
def test_every_code_is_in_the_table(row: Coded) -> None:
    contexts = " and ".join(row.contexts)
    mode = f", mode {row.mode}" if row.mode else ""
    cell = f"| {row.cameo or 'none'} | {row.plover}{mode}, context{'s' if len(row.contexts) > 1 else ''} {contexts} |"
    assert cell in PAGE
