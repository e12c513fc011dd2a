"""Where reports come from → raw inputs, hashed. A bad input is told of in one sentence, and the rest goes on."""

from vedette.ingest.fetch import Fetcher, fetch
from vedette.ingest.files import Options, files_in, load, load_all, load_changed, opened
from vedette.raw import MAX_BYTES, BadInput, InputError, Known, Raw, Unchanged

__all__ = [
    "MAX_BYTES",
    "BadInput",
    "Fetcher",
    "InputError",
    "Known",
    "Options",
    "Raw",
    "Unchanged",
    "fetch",
    "files_in",
    "load",
    "load_all",
    "load_changed",
    "opened",
]
