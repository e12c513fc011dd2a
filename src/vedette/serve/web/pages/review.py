"""Review: the queue of open questions, one answered at a time; what was answered, by whom; undoing it. For several curators at once."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from vedette import review as reviewing
from vedette.analysis import AnalysisError
from vedette.model import Judgement
from vedette.review import Item, ReviewError
from vedette.serve.web import corrections, deps, judging
from vedette.serve.web.history import history
from vedette.serve.web.marking import marked
from vedette.serve.web.problems import Refused
from vedette.serve.web.questions import Question, key_of, of_claim, of_pair
from vedette.serve.web.queues import LENGTH, Within, queue
from vedette.serve.web.templating import render
from vedette.serve.web.threads import aside
from vedette.store import Catalogue

router = APIRouter(dependencies=[Depends(deps.require_reader)])

Asked = Annotated[str, Query(max_length=100)]


async def _filled(request: Request) -> dict[str, str]:
    """The fields of a form; which there are depends on what is corrected."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Filled = Annotated[dict[str, str], Depends(_filled)]


@router.get("/review")
def page(
    request: Request,
    catalogue: deps.Reading,
    *,
    claim: Asked = "",
    accounts: Asked = "",
    exercise: Asked = "",
    report: Asked = "",
    done: int | None = None,
    undone: int | None = None,
) -> Response:
    """The queue, and of it the question that is named (`claim`, or `accounts` as two ids), else the first.

    `exercise` and `report` keep to the questions of one; `done` and `undone` are numbers of judgements just made and withdrawn.
    """
    return _page(request, catalogue, _asked(catalogue, claim, accounts), Within(exercise, report), done=done, undone=undone)


@router.post("/review")
@aside
def answer(request: Request, catalogue: deps.Reading, user: deps.Writer, form: Filled) -> Response:
    """Makes a judgement and goes on to the next question; answers 409, with what changed, where somebody else was quicker."""
    within = Within(form.get("exercise", ""), form.get("report", ""))
    question = _asked(catalogue, form.get("claim", ""), form.get("accounts", ""))
    if question is None:
        raise Refused(422, "The answer names no question.")
    try:
        number = judging.judge(catalogue, _judgement(question, form, user.name), question.subjects, _numbers(form.get("seen", "")))
    except judging.Changed as changed:
        now = _asked(catalogue, form.get("claim", ""), form.get("accounts", ""))
        return _page(request, catalogue, now, within, 409, changed=changed, form=form)
    except (ReviewError, AnalysisError) as error:
        return _page(request, catalogue, question, within, 422, wrong=str(error), form=form)
    return RedirectResponse(_address(within, done=str(number)), 303)


@router.post("/review/undo")
@aside
def undo(catalogue: deps.Reading, user: deps.Writer, form: Filled) -> Response:
    """Withdraws a judgement of the user's, the last one if none is named, and goes back to its question."""
    mine = [j for j in catalogue.judgements() if j.who == user.name]
    number = form.get("number", "")
    found = next((j for j in reversed(mine) if not number or str(j.number) == number), None)
    if found is None or found.number is None:
        raise Refused(409, "There is nothing of yours to undo: it has been withdrawn, or is somebody else's.")
    reviewing.withdraw(catalogue, found.number, user.name, "undone")
    about = {"claim": found.subject} if found.kind in reviewing.VERDICTS else {}
    if found.kind in reviewing.PAIRED:
        about = {"accounts": f"{found.subject},{found.other}"}
    within = Within(form.get("exercise", ""), form.get("report", ""))
    return RedirectResponse(_address(within, **about, undone=str(found.number)), 303)


@router.get("/review/words")
def words(catalogue: deps.Reading, claim: Asked, start: int, end: int) -> JSONResponse:
    """What marked words of a claim's report say, as fields of the form for its property."""
    found = next(iter(catalogue.claims_with([claim])), None)
    report = catalogue.reports([found.report]).get(found.report) if found else None
    if found is None or report is None:
        raise Refused(404, f"There is no claim {claim!r}.")
    span = corrections.marked_span(report, str(start), str(end))
    return JSONResponse(corrections.from_words(report, found.property, span) if span else {})


@router.get("/review/history")
def judged(request: Request, catalogue: deps.Reading, exercise: Asked = "", report: Asked = "", claim: Asked = "") -> Response:
    """All judgements of a record, those that were withdrawn too: of an exercise, a report, a claim, or of the whole catalogue."""
    return render(request, "history.html", history(catalogue, exercise, report, claim))


# what the page is made of


def _page(request: Request, catalogue: Catalogue, question: Question | None, within: Within, status: int = 200, **more: Any) -> Response:
    user = deps.user(request)
    found = queue(catalogue, user.name if user else "", within)
    items = found or ()
    if question is None and items:
        question = _of_item(catalogue, items[0])
    at = next((n for n, i in enumerate(items) if question and question.asks(i)), -1)
    context = {
        "question": question,
        "items": [{"key": key_of(i), "title": i.title, "property": i.property, "kind": i.kind} for i in items],
        "at": at,
        "next": key_of(items[at + 1]) if at + 1 < len(items) else None,
        "where": within.query,
        "exercise": within.exercise,
        "report": within.report,
        "may_write": bool(user and user.may_write and not deps.settings(request).read_only),
        "mine": user.name if user else "",
        "full": len(items) == LENGTH,
        "waiting": found is None,
    }
    blank: dict[str, Any] = {"done": None, "undone": None, "changed": None, "wrong": None, "form": {}}
    return render(request, "review.html", context | _correcting(question, more.get("form", {})) | blank | more, status)


def _correcting(question: Question | None, form: Mapping[str, str]) -> dict[str, Any]:
    """The value that is chosen, and what is needed for correcting it: its report's text and the fields of its value."""
    if question is None or not question.candidates:
        return {"chosen": None, "text": None, "fields": ()}
    asked = (form.get("choice"), question.ident)
    chosen = next((c for ident in asked for c in question.candidates if c.claim.id == ident), question.candidates[0])
    here = [c.claim for c in question.candidates if c.report.id == chosen.report.id]
    return {"chosen": chosen, "text": marked(chosen.report, here), "fields": corrections.fields(question.about, chosen.claim.value)}


def _asked(catalogue: Catalogue, claim: str, accounts: str) -> Question | None:
    if claim:
        return of_claim(catalogue, claim)
    if accounts:
        one, _, other = accounts.partition(",")
        return of_pair(catalogue, one, other)
    return None


def _of_item(catalogue: Catalogue, item: Item) -> Question:
    return of_pair(catalogue, item.subject, str(item.other)) if item.kind == "pair" else of_claim(catalogue, item.subject)


def _judgement(question: Question, form: Mapping[str, str], who: str) -> Judgement:
    answer, why = form.get("answer", ""), form.get("why", "").strip()
    if question.sides:
        if answer not in reviewing.PAIRED:
            raise ReviewError("Of two accounts the answer is that they are the same, or not.")
        return judging.pairing(question.subjects.pair, who, question.evidence, same=answer == "same", why=why)
    # what is corrected is the claim whose words were before the curator, whichever value was chosen beside
    ident = form.get("corrected") if answer == "correct" else form.get("choice")
    chosen = next((c for c in question.candidates if c.claim.id == ident), None)
    if chosen is None:
        raise ReviewError("Choose one of the values.")
    if answer != "correct":
        return judging.verdict(chosen.claim, answer, who, why=why)
    span = corrections.marked_span(chosen.report, form.get("start", ""), form.get("end", ""))
    marked_words = {"start": span.start, "end": span.end, "quote": span.of(chosen.report.text)} if span else None
    value = corrections.filled(question.about, form)
    source = form.get("source", "").strip() or None
    return judging.verdict(chosen.claim, answer, who, why=why, value=value, source=source, marked=marked_words)


def _numbers(seen: str) -> judging.Numbers:
    return frozenset(int(n) for n in seen.split(",") if n.isdecimal())


def _address(within: Within, **query: str) -> str:
    return "/review?" + "&".join(x for x in (within.query, urlencode(query)) if x)
