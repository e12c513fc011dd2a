"""A report is pasted, dropped as a file or given as an address; it is coded at once, shown, and stored only when asked."""

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import AfterValidator

from vedette.ingest import MAX_BYTES, BadInput, InputError, Raw, fetch, opened
from vedette.ingest.unpack import at_most, unpacked
from vedette.model import Coding
from vedette.pipeline import code, store_all
from vedette.read import read
from vedette.serve.web import deps
from vedette.serve.web.api.models.sent import clean
from vedette.serve.web.problems import Refused
from vedette.serve.web.reading import hidden_groups, reading
from vedette.serve.web.settings import Settings
from vedette.serve.web.templating import render
from vedette.serve.web.threads import aside

router = APIRouter(dependencies=[Depends(deps.require_reader)])

PASTED = "pasted text"
FETCH_SECONDS = 12.0
"""How long an address may take; it must leave time for coding within what a request may take."""

Words = Annotated[str, Form(max_length=2000), AfterValidator(clean)]


@router.get("/code")
def form(request: Request) -> Response:
    """The form."""
    return render(request, "code.html", _context())


@router.post("/code")
@aside
def show(
    request: Request,
    catalogue: deps.Reading,
    *,
    text: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
    url: Words = "",
    published: Words = "",
    publisher: Words = "",
) -> Response:
    """What the coder reads out of a report; nothing is kept."""
    given = {"text": text, "url": url, "published": published, "publisher": publisher}
    try:
        raw = _kept(_raw(text, file, url.strip(), deps.settings(request)))
        coding = _coded(raw, url, published, publisher)
    except InputError as error:
        return render(request, "code.html", {**_context(**given), "wrong": str(error)}, 422)
    stored = coding.report.id in catalogue.reports([coding.report.id])
    context = _context(**given) | reading(coding.report, coding.accounts, coding.claims) | {"coded": True, "stored": stored}
    return render(request, "code.html", {**context, "kept": _packed(raw), "name": raw.name})


@router.post("/code/store")
@aside
def store(
    catalogue: deps.Reading,
    _user: deps.Writer,
    *,
    kept: Annotated[str, Form()],
    url: Words = "",
    published: Words = "",
    publisher: Words = "",
) -> Response:
    """Stores the report that was shown, and goes to its page; answers 422 where it does not come back as it was shown."""
    try:
        coding = _coded(_unpacked(kept), url, published, publisher)
    except InputError as error:
        raise Refused(422, f"The report does not come back as it was shown: {error}") from error
    for _ in store_all([coding], catalogue):
        pass
    return RedirectResponse(f"/reports/{coding.report.id}", 303)


def _context(**given: str) -> dict[str, Any]:
    """What the page gets where nothing was coded."""
    empty = {"text": "", "url": "", "published": "", "publisher": ""}
    return {"given": {**empty, **given}, "wrong": None, "coded": False, "hidden": hidden_groups("")}


def _raw(text: str, file: UploadFile | None, url: str, settings: Settings) -> Raw:
    """The one input that was given; raises InputError where there is none, or it cannot be had."""
    if file is not None and file.filename:
        return _only(file.file.read(), file.filename.replace("\0", ""))
    if text.strip():
        data = text.encode()
        return Raw(data, PASTED, sha256(data).hexdigest())
    if url:
        return fetch(url, allow_private=settings.allow_private, seconds=FETCH_SECONDS, max_bytes=settings.max_body)
    raise InputError("Paste a text, choose a file or give an address.")


def _coded(raw: Raw, url: str, published: str, publisher: str) -> Coding:
    return code(read(raw, published.strip() or None, url.strip() or None, publisher.strip() or None))


def _only(data: bytes, name: str) -> Raw:
    """The one report in the bytes of a file; raises InputError where there is none, or there are several."""
    if not data.strip():
        raise InputError(f"{name!r} is empty.")
    match list(islice(opened(data, name), 2)):
        case [Raw() as raw]:
            return raw
        case [BadInput(reason=reason)]:
            raise InputError(reason)
        case []:
            raise InputError(f"{name!r} holds no report.")
    raise InputError(f"{name!r} holds several reports; here one is coded at a time, 'vedette ingest' takes such files.")


def _kept(raw: Raw) -> Raw:
    """What is needed to code an input again: not the bytes that its text was taken out of, as those of a PDF; and no id that it would
    give itself."""
    return replace(raw, id=None, data=raw.data if raw.text is None else b"")


def _packed(raw: Raw) -> str:
    """An input as a form can carry it."""
    return b64encode(zlib.compress(msgspec.msgpack.encode(raw), 9)).decode()


def _unpacked(kept: str) -> Raw:
    try:
        return _kept(msgspec.msgpack.decode(at_most(unpacked([b64decode(kept.encode(), validate=True)]), MAX_BYTES), type=Raw))
    except (NoBase64, msgspec.DecodeError) as error:
        raise InputError("it is not what the page had") from error
