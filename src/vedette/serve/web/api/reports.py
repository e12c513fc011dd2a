"""Reports, accounts and claims."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from vedette.export import jsonform
from vedette.model import Coding
from vedette.schema import schema
from vedette.serve.web import caching, deps
from vedette.serve.web.api import evidence, models
from vedette.serve.web.api.common import LENGTH, Cursor, Ident, Limit, pages, refusals
from vedette.serve.web.problems import Refused
from vedette.store import Catalogue

router = APIRouter(dependencies=[Depends(caching.as_catalogue)])

Of = Annotated[str | None, Query(max_length=300, examples=["dedcf3ddb660"])]


@router.get("/reports", responses=refusals(), tags=["reports"], summary="List reports")
def reports(
    catalogue: deps.Reading,
    *,
    q: Annotated[str, Query(max_length=300, description="words that must all be found in the text", examples=["naval"])] = "",
    publisher: Annotated[str | None, Query(max_length=300, description="as the reports have it", examples=["The Harbour Post"])] = None,
    exercise: Of = None,
    cursor: Cursor = "",
    limit: Limit = LENGTH,
) -> models.Page[models.Head]:
    """Reports without their texts, by id; of these words, this publisher, this exercise where these are given."""
    home = catalogue.exercise(exercise) if exercise is not None else None
    if exercise is not None and home is None:
        return models.Page[models.Head](items=[])
    found = catalogue.list_reports(limit + 1, cursor, words=q, publisher=publisher, exercise=home)
    return models.Page[models.Head].model_validate(pages(found, limit))


@router.get("/reports/{ident}", responses=refusals(404), tags=["reports"], summary="One report")
def report(catalogue: deps.Reading, ident: Ident) -> models.Coding:
    """A report by its id or the beginning of one, with its kept text and all that was read out of it."""
    found = catalogue.report(ident)
    if found is None:
        raise Refused(404, f"There is no single report whose id is or begins with {ident!r}.")
    coding = Coding(found, tuple(catalogue.accounts(report=found.id)), tuple(catalogue.report_claims(found.id)))
    made = jsonform.coding(coding)
    homes = catalogue.homes(a.id for a in coding.accounts)
    for account in made["accounts"]:
        account["exercise"] = homes.get(account["id"])
    return models.Coding.model_validate(made)


@router.get("/accounts", responses=refusals(), tags=["reports"], summary="List accounts")
def accounts(
    catalogue: deps.Reading, report: Of = None, exercise: Of = None, cursor: Cursor = "", limit: Limit = LENGTH
) -> models.Page[models.AccountHead]:
    """Accounts without their claims, by id: of a report, of an exercise where these are given."""
    found = catalogue.list_accounts(limit + 1, cursor, report=report, exercise=exercise)
    return models.Page[models.AccountHead].model_validate(pages(found, limit))


@router.get("/accounts/{ident}", responses=refusals(404), tags=["reports"], summary="One account")
def account(catalogue: deps.Reading, ident: Ident) -> models.Account:
    """What one report tells of one exercise, with its claims."""
    found = catalogue.account(ident)
    if found is None:
        raise Refused(404, f"There is no account {ident!r}.")
    return models.Account.model_validate({**found, "claims": _told(catalogue, [c.flat() for c in found["claims"]])})


@router.get("/claims", responses=refusals(), tags=["claims"], summary="List claims")
def claims(
    catalogue: deps.Reading,
    *,
    name: Annotated[str | None, Query(alias="property", max_length=100, examples=["start"])] = None,
    report: Of = None,
    account: Of = None,
    exercise: Of = None,
    cursor: Cursor = "",
    limit: Limit = LENGTH,
) -> models.Page[models.Claim]:
    """Claims by id, each with the sentence that it stands in: of a property, a report, an account, an exercise where these are given.

    A claim that stands in several accounts is given once for each.
    """
    if name is not None and name not in schema().by_id:
        raise Refused(422, f"There is no property {name!r}; it is one of {', '.join(schema().by_id)}.")
    one, _, other = cursor.partition(",")
    found = catalogue.list_claims(limit + 1, (one, other), name=name, report=report, account=account, exercise=exercise)
    flat = _told(catalogue, [c.flat() for c in found[:limit]])
    on = f"{flat[-1]['id']},{flat[-1]['account'] or ''}" if len(found) > limit else None
    return models.Page[models.Claim].model_validate({"items": flat, "next": on})


@router.get("/claims/{ident}", responses=refusals(404), tags=["claims"], summary="One claim")
def claim(catalogue: deps.Reading, ident: Ident) -> models.Page[models.Claim]:
    """A claim by its id, in every account that it stands in."""
    found = catalogue.claims_with([ident])
    if not found:
        raise Refused(404, f"There is no claim {ident!r}.")
    return models.Page[models.Claim].model_validate({"items": _told(catalogue, [c.flat() for c in found])})


def _told(catalogue: Catalogue, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return evidence.with_sentences(claims, catalogue.reports({c["report"] for c in claims}))
