"""Importing this loads all that coding needs, and puts it where the collector of garbage does not touch it.

The process that forks the workers of a machine imports it before, so that all of them use one copy of the lexicons in memory. Others
import it when they begin to code.
"""

import gc
from contextlib import suppress

from vedette import triage
from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read

GARBAGE_THRESHOLD = 200_000
"""Objects made between two collections of garbage. A coding makes ten thousands of them and no cycles to speak of."""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Drill begins</title></head><body><article><h1>Drill begins</h1>
<p>BERGEN, 2 May 2023 - The navies of Norway and Sweden began the joint exercise Amber Reef 2023 near Bergen on Monday at 10 a.m.</p>
<p>About 900 troops of the 3rd Infantry Brigade, two frigates and F-16 aircraft take part, Colonel Ana Lindqvist, the commander, said.
“It is directed against no one,” she said. Landings are practised until 9 May; it was first held in 2019.</p></article></body></html>"""
"""A page for which each part of the reader and of the coder loads its words."""

with suppress(ImportError):  # whoever scans needs it, and says so
    import pyarrow.parquet  # noqa: F401
gc.disable()  # nothing of what is loaded is garbage
triage.words()
code(read(Raw(PAGE.encode(), "warm.html", "")))
gc.collect()
gc.freeze()
gc.set_threshold(GARBAGE_THRESHOLD)
gc.enable()
