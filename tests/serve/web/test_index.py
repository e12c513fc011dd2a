"""The index of a catalogue that has changed leaves nothing behind."""

import gc
import weakref
from pathlib import Path

from made import kenso
from vedette.assemble import add
from vedette.serve.web.asking import Asked
from vedette.serve.web.index import index_of
from vedette.store import Catalogue


def test_an_index_that_gives_way_goes_at_once(tmp_path: Path) -> None:
    """Not when Python looks for garbage: in an app whose catalogue gets a report every few seconds, dozens would wait for that."""
    with Catalogue(str(tmp_path / "a.db")) as catalogue:
        old = index_of(catalogue)
        old.warm()
        old.find(Asked(q="kenso", size_min=10))
        gone = weakref.ref(old)
        del old
        gc.disable()
        try:
            with catalogue.writing() as writer:
                add(writer, [kenso()])
            assert index_of(catalogue).size == 1
            assert gone() is None
        finally:
            gc.enable()
