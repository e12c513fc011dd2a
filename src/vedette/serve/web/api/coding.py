"""Coding a text or an address, and judgements: what is posted."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Depends, Request

from vedette import review
from vedette.export import jsonform
from vedette.ingest import InputError, Raw, fetch
from vedette.model import Coding, Judgement
from vedette.pipeline import code, store_all
from vedette.read import read
from vedette.serve.web import caching, deps, judging
from vedette.serve.web.api import models
from vedette.serve.web.api.common import LENGTH, Cursor, Limit, pages, refusals
from vedette.serve.web.problems import Refused
from vedette.serve.web.settings import Settings
from vedette.serve.web.threads import aside
from vedette.store import Catalogue, User

router = APIRouter()

FETCH_SECONDS = 10.0
"""How long an address may take; it must leave time for coding within what a request may take."""


OPEN: dict[str, Any] = {"security": [{}]}


@router.post("/code", responses=refusals(403, 408, 413), tags=["code"], summary="Code a report", openapi_extra=OPEN)
@aside
def code_report(request: Request, catalogue: deps.Reading, asked: models.CodeRequest) -> models.Coding:
    """Reads the exercises out of a text, a page or an address. Nothing is kept unless `store` says so.

    Addresses that are not on the public internet are refused.
    """
    if asked.store:
        deps.require_writer(request)
    try:
        raw = _raw(asked, deps.settings(request))
        coding = code(read(raw, asked.published, asked.url, asked.publisher))
    except InputError as error:
        raise Refused(422, str(error)) from error
    if asked.store:
        _keep(catalogue, coding)
    there = bool(catalogue.report_heads([coding.report.id]))
    return models.Coding.model_validate({**jsonform.coding(coding), "stored": there})


@router.get(
    "/judgements", responses=refusals(), dependencies=[Depends(caching.as_catalogue)], tags=["judgements"], summary="List judgements"
)
def judgements(catalogue: deps.Reading, cursor: Cursor = "", limit: Limit = LENGTH) -> models.Page[models.Judgement]:
    """Judgements in the order in which they were made, those that were withdrawn too."""
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise Refused(422, f"{cursor[:100]!r} is no cursor of this list.")
    found = catalogue.list_judgements(limit + 1, int(cursor or 0))
    return models.Page[models.Judgement].model_validate(pages([flat(j) for j in found], limit, "number"))


@router.post("/judgements", status_code=201, responses=refusals(403, 404, 408, 409, 413), tags=["judgements"], summary="Judge")
@aside
def judge(catalogue: deps.Reading, user: deps.Writer, asked: models.JudgementRequest) -> models.Judgement:
    """Accepts, corrects or rejects a claim; says that two accounts are of the same exercise or not; sets the series of an exercise; adds a
    note; withdraws a judgement. It holds at once, and for ever: only a later judgement changes it.

    Of two who judge the same thing at once, the second gets 409 with what the first said.
    """
    try:
        number = _made(catalogue, user, asked)
    except judging.Changed as changed:
        new = [flat(j) for j in changed.new]
        raise Refused(409, str(changed), new=new, gone=sorted(changed.gone)) from changed
    (made,) = catalogue.list_judgements(1, number - 1)
    return models.Judgement.model_validate(flat(made))


def flat(judgement: Judgement) -> dict[str, Any]:
    """A judgement by its fields."""
    return {name: getattr(judgement, name) for name in models.Judgement.model_fields}


def _keep(catalogue: Catalogue, coding: Coding) -> None:
    for _ in store_all([coding], catalogue):
        pass


def _raw(asked: models.CodeRequest, settings: Settings) -> Raw:
    if asked.text is not None and asked.text.strip():
        data = asked.text.encode()
        return Raw(data, asked.url or "text", sha256(data).hexdigest())
    if asked.url:
        return fetch(asked.url, allow_private=settings.allow_private, seconds=FETCH_SECONDS, max_bytes=settings.max_body)
    raise InputError("Give a text or an address.")


def _made(catalogue: Catalogue, user: User, asked: models.JudgementRequest) -> int:
    if asked.kind in review.VERDICTS:
        return _verdict(catalogue, user, asked)
    if asked.kind in review.PAIRED:
        return _pairing(catalogue, user, asked)
    if asked.kind == "withdraw":
        return _withdrawn(catalogue, user, asked)
    if asked.kind == "note":
        return _noted(catalogue, user, asked)
    return _series(catalogue, user, asked)


def _verdict(catalogue: Catalogue, user: User, asked: models.JudgementRequest) -> int:
    found = catalogue.claims_with([asked.subject])
    if not found:
        raise Refused(404, f"There is no claim {asked.subject!r}.")
    made = judging.verdict(found[0], asked.kind, user.name, why=asked.why, value=asked.value, source=asked.source)
    return judging.judge(catalogue, made, judging.Subjects(claims=(asked.subject,)), frozenset(asked.seen))


def _pairing(catalogue: Catalogue, user: User, asked: models.JudgementRequest) -> int:
    if asked.other is None or asked.other == asked.subject:
        raise review.ReviewError("Name two accounts, as subject and other.")
    found = [catalogue.account(ident) for ident in (asked.subject, asked.other)]
    for ident, held in zip((asked.subject, asked.other), found, strict=True):
        if held is None:
            raise Refused(404, f"There is no account {ident!r}.")
    evidence = {"reports": [a["report"] for a in found if a], "exercises": [a["exercise"] for a in found if a]}
    pair = (asked.subject, asked.other)
    made = judging.pairing(pair, user.name, evidence, same=asked.kind == "same", why=asked.why)
    return judging.judge(catalogue, made, judging.Subjects(pair=pair), frozenset(asked.seen))


def _withdrawn(catalogue: Catalogue, user: User, asked: models.JudgementRequest) -> int:
    if not (asked.subject.isascii() and asked.subject.isdigit() and len(asked.subject) < 10):
        raise Refused(404, f"There is no judgement {asked.subject!r}.")
    try:
        return review.withdraw(catalogue, int(asked.subject), user.name, asked.why)
    except review.ReviewError as error:
        raise Refused(409, str(error), new=[], gone=[int(asked.subject)]) from error


def _noted(catalogue: Catalogue, user: User, asked: models.JudgementRequest) -> int:
    try:
        return review.note(catalogue, asked.subject, user.name, asked.why)
    except review.ReviewError as error:
        raise Refused(404, str(error)) from error


@dataclass(frozen=True, slots=True)
class _SeriesOf(judging.Subjects):
    """The question to which series an exercise belongs."""

    exercise: str = ""

    def idents(self) -> tuple[str, ...]:
        return (self.exercise,)

    def of(self, judgements: Iterable[Judgement]) -> list[Judgement]:
        return [j for j in judgements if j.kind == "series" and j.subject == self.exercise]


def _series(catalogue: Catalogue, user: User, asked: models.JudgementRequest) -> int:
    home = catalogue.exercise(asked.subject)
    if home is None:
        raise Refused(404, f"There is no exercise {asked.subject!r}.")
    value = asked.value
    named = isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"].strip()
    if value is not None and not (named and isinstance(value.get("id"), str | None) and value.keys() <= {"name", "id"}):
        raise review.ReviewError("A series is {name, id}; none is null.")
    told = {"name": value["name"].strip(), "id": value.get("id")} if value else None
    made = Judgement("series", home, user.name, review.now(), asked.why, None, told)
    return judging.judge(catalogue, made, _SeriesOf(exercise=home), frozenset(asked.seen))
