"""Where reports come from → raw inputs, hashed. A bad input is told of in one sentence, and the rest goes on."""

from vedette.ingest.fetch import Fetched, Fetcher, fetch
from vedette.ingest.files import files_in, load, load_all
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw

__all__ = ["MAX_BYTES", "BadInput", "Fetched", "Fetcher", "InputError", "Raw", "fetch", "files_in", "load", "load_all"]
