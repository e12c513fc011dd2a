"""A report: the kept text with all that was read out of it, and which of its words nothing was read out of."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from vedette.serve.web import deps
from vedette.serve.web.problems import Refused
from vedette.serve.web.reading import hidden_groups, homes, reading
from vedette.serve.web.templating import render

router = APIRouter(dependencies=[Depends(deps.require_reader)])


@router.get("/reports/{ident}")
def report(request: Request, ident: str, catalogue: deps.Reading, hide: Annotated[str, Query(max_length=200)] = "") -> Response:
    """The page of a report; `hide` names the groups of claims that are not marked, as in `when,who`."""
    with catalogue.at_once():
        found = catalogue.report(ident)
        if found is None:
            raise Refused(404, f"No single report has an id that begins with {ident!r}.")
        accounts = catalogue.accounts(report=found.id)
        context = reading(found, accounts, catalogue.report_claims(found.id), homes(catalogue, accounts))
    return render(request, "report.html", {**context, "hidden": hidden_groups(hide)})
