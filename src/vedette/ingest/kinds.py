"""The bytes of one file, told by how they begin: pages and texts stay as they are, PDF and saved pages are opened, archives refused."""

from collections.abc import Iterator
from dataclasses import replace

from vedette.ingest import mhtml, pdf
from vedette.ingest.unpack import GZIP, at_most, unpacked
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw

REFUSED = {
    b"PK\x03\x04": "is a ZIP archive, as .epub, .docx and .odt files are; unpack it, or save it as a page, a PDF or plain text",
    b"PK\x05\x06": "is a ZIP archive with nothing in it",
    b"Rar!": "is a RAR archive; unpack it",
    b"7z\xbc\xaf\x27\x1c": "is a 7z archive; unpack it",
    b"BZh": "is compressed with bzip2; unpack it",
    b"\xfd7zXZ\x00": "is compressed with xz; unpack it",
    b"\x28\xb5\x2f\xfd": "is compressed with zstd; unpack it",
    b"\xd0\xcf\x11\xe0": "is a file of an old office program; save it as plain text or PDF",
    b"{\\rtf": "is Rich Text; save it as plain text",
}
"""How files begin that hold reports in a form that is not read, and what to do with them."""


def opened(raw: Raw) -> Iterator[Raw | BadInput]:
    """The reports in one file's bytes: one, or a BadInput in its place. Several reports come from `files`, which reads those forms in
    streams."""
    data = raw.data
    try:
        for beginning, sentence in REFUSED.items():
            if data.startswith(beginning):
                yield BadInput(raw.name, f"{raw.name!r} {sentence}.")
                return
        if data.startswith(GZIP):
            inner = at_most(unpacked([data]), MAX_BYTES)
            yield from opened(replace(raw, data=inner)) if not inner.startswith(GZIP) else [_twice(raw)]
        elif pdf.is_pdf(data):
            yield pdf.opened(raw)
        elif mhtml.is_mhtml(data):
            yield mhtml.opened(raw)
        else:
            yield raw
    except InputError as error:
        yield BadInput(raw.name, f"{raw.name!r} is not read: {str(error).rstrip('.')}.")


def _twice(raw: Raw) -> BadInput:
    return BadInput(raw.name, f"{raw.name!r} is compressed more than once; unpack it.")
