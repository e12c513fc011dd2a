"""What all routes of the API share: the question in the query, cursors, documented refusals."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from vedette.serve.web.asking import SORTS, Asked, read
from vedette.serve.web.index import Found, Index
from vedette.serve.web.problems import Problem, Refused

LENGTH = 50
"""Things on a page unless more are asked for."""
LONGEST = 500
"""Things on a page at most."""

Ident = Annotated[
    str,
    Path(min_length=1, max_length=300, description="an id, of an exercise or report also its beginning", examples=["7b32b369acc4"]),
]
Limit = Annotated[int, Query(ge=1, le=LONGEST, description="how many at most", examples=[20])]
Cursor = Annotated[str, Query(max_length=700, description="`next` of the page before")]
Name = Annotated[str, Path(min_length=1, max_length=100, description="a name of a series", examples=["Zapad"])]
Code = Annotated[str, Path(min_length=1, max_length=100, description="a code as `JP` or `NATO`, or a name", examples=["JP"])]


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals that a route documents: its own, and those that any may answer with."""
    words = {
        400: "The request cannot be read.",
        401: "A token or a signed-in user is needed.",
        403: "This user, or anybody on a read-only server, may not.",
        404: "There is nothing of this id or name.",
        408: "The request arrived too slowly.",
        409: "Others judged meanwhile; `new` and `gone` say what.",
        413: "The request is too large.",
        422: "The request cannot be understood.",
        429: "Too many requests; Retry-After says when to try again.",
        501: "A package that this form needs is not installed on the server.",
        503: "The answer takes too long, or the catalogue cannot be read; Retry-After says when to try again.",
    }
    return {s: {"model": Problem, "description": words[s]} for s in sorted({*statuses, 400, 401, 422, 429, 503})}


class Question(BaseModel):
    """What exercises are asked for; everything that is given must hold. The names are those of the pages' addresses."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=300, description="words that must all be found, in the exercise or its reports", examples=["naval"])
    participant: list[str] = Field([], max_length=20, description="code or name; may be repeated: all must take part", examples=[["JP"]])
    pair: str | None = Field(None, description="two codes that both take part", examples=["RU,CN"])
    year_from: str | None = Field(None, description="first year", examples=["2018"])
    year_to: str | None = Field(None, description="last year", examples=["2021"])
    since: str | None = Field(None, alias="from", description="held on or after this EDTF date", examples=["2018-08"])
    until: str | None = Field(None, alias="to", description="held on or before this EDTF date", examples=["2018"])
    status: str | None = Field(None, description="planned, underway, completed, cancelled, postponed or unknown", examples=["completed"])
    domain: str | None = Field(None, description="land, air, sea …", examples=["sea"])
    size_min: str | None = Field(None, description="people, at least", examples=["5000"])
    size_max: str | None = Field(None, description="people, at most", examples=["20000"])
    place: str | None = Field(None, max_length=300, description="a place's name, or a state", examples=["Darwin"])
    bbox: str | None = Field(None, description="west,south,east,north in degrees", examples=["5,45,30,60"])
    series: str | None = Field(None, max_length=300, description="a series under any of its spellings", examples=["Zapad"])
    conflict: str | None = Field(None, description="yes: reports disagree; no: they do not", examples=["yes"])
    reviewed: str | None = Field(None, description="yes: a curator judged something of it; no: nobody did", examples=["no"])
    sort: str | None = Field(None, description=f"the order of lists: {', '.join(SORTS)}", examples=["latest"])


class Listed(Question):
    """What exercises are asked for, and which page of them."""

    cursor: str = Field("", max_length=700, description="`next` of the page before")
    limit: int = Field(LENGTH, ge=1, le=LONGEST, description="how many at most", examples=[20])


class Timed(Question):
    """What exercises are asked for, and by which periods they are counted."""

    by: Literal["year", "month"] = Field("year", description="the length of a period")


def asked(request: Request, question: Annotated[Question, Query()]) -> Asked:
    """The question in the query; answers 422 for what cannot be understood."""
    return _read(request)


def listed(request: Request, question: Annotated[Listed, Query()]) -> tuple[Asked, str, int]:
    """The question, the cursor and the length of a page."""
    return _read(request), question.cursor, question.limit


def timed(request: Request, question: Annotated[Timed, Query()]) -> tuple[Asked, str]:
    """The question and the length of a period."""
    return _read(request), question.by


def _read(request: Request) -> Asked:
    given = [(name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "limit", "by")]
    found, wrong = read(type(request.query_params)(given))
    if wrong:
        raise Refused(422, " ".join(wrong))
    return found


Question_ = Annotated[Asked, Depends(asked)]
Timed_ = Annotated[tuple[Asked, str], Depends(timed)]
Listed_ = Annotated[tuple[Asked, str, int], Depends(listed)]


def page_of(index: Index, question: Asked, cursor: str, limit: int) -> tuple[list[str], Found, str | None]:
    """The ids of a page, all that fit, and the cursor of the next page.

    A cursor is how many exercises came before and the last one's id: if the list changed meanwhile, the page goes on behind that one.
    """
    found = index.find(question)
    first = _first(index, question, found, cursor)
    idents = index.page(question.but(cursor=first), found, limit)
    more = first + len(idents) < found.count
    return idents, found, f"{first + len(idents)}-{idents[-1]}" if more and idents else None


def _first(index: Index, question: Asked, found: Found, cursor: str) -> int:
    if not cursor:
        return 0
    number, _, last = cursor.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10 and last):
        raise Refused(422, f"{cursor[:100]!r} is no cursor of this list.")
    before = int(number)
    if index.page(question.but(cursor=before - 1), found, 1) == [last] or last not in index.place_of:
        return before
    ordered = index.page(question.but(cursor=0), found, found.count)
    return ordered.index(last) + 1 if last in ordered else before


def pages(items: Sequence[Mapping[str, Any]], limit: int, key: str = "id") -> dict[str, Any]:
    """A page of things of which one more than `limit` was asked for."""
    shown = list(items[:limit])
    return {"items": shown, "next": str(shown[-1][key]) if len(items) > limit else None}
