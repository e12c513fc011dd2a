"""The calendar: what is under way and to come, the months of a year, one month by its weeks, and the feed of the same exercises."""

import re
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from vedette.serve.web import deps, explore, months
from vedette.serve.web.asking import Asked, read
from vedette.serve.web.index import index_of
from vedette.serve.web.templating import render

router = APIRouter(dependencies=[Depends(deps.require_reader)])

MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])")
FEED = "/api/v1/exercises.ics"


@router.get("/calendar")
def calendar(request: Request, catalogue: deps.Reading, month: str = "") -> Response:
    """The exercises that fit the address's filters, by month; without `month` the one nearest to today that has some."""
    index = index_of(catalogue)
    asked, wrong = read(request.query_params)
    asked = asked.but(sort=None)
    today = date.today()
    counted = index.remembered(months.counts, asked)
    if month and not MONTH.fullmatch(month):
        wrong.append(f"{month[:40]!r} is no month; write it as 2021-08.")
        month = ""
    shown = month or months.nearest(counted, today)
    weeks, vague = index.remembered(months.month, asked, shown)
    context = {
        "asked": asked,
        "wrong": wrong,
        "chosen": [(what, words, f"/calendar{href[1:]}") for what, words, href in explore.chosen(asked)],
        "today": today,
        "ahead": index.remembered(months.ahead, asked, today),
        "month": date.fromisoformat(f"{shown}-01"),
        "weeks": weeks,
        "vague": vague,
        "year": _year(counted, asked, shown),
        "before": _at(asked, next((m for m in reversed(list(counted)) if len(m) == 7 and m < shown), None)),
        "after": _at(asked, next((m for m in counted if len(m) == 7 and m > shown), None)),
        "feed": f"{request.base_url.netloc}{asked.address(FEED)}",
        "scheme": request.base_url.scheme,
        "everything": not asked.pairs(),
    }
    return render(request, "calendar.html", context)


def _year(counted: dict[str, int], asked: Asked, shown: str) -> dict[str, Any]:
    """The twelve months of the shown year, how many of it have no month, and the years before and after that have exercises."""
    year = shown[:4]
    cells = [(date(int(year), n, 1), counted.get(f"{year}-{n:02d}", 0), _at(asked, f"{year}-{n:02d}")) for n in range(1, 13)]
    years = sorted({m[:4] for m in counted})
    before, after = [y for y in years if y < year], [y for y in years if y > year]
    return {
        "number": year,
        "months": cells,
        "most": max(n for _, n, _ in cells) or 1,
        "vague": counted.get(year, 0),
        "before": _in(counted, asked, before[-1]) if before else None,
        "after": _in(counted, asked, after[0]) if after else None,
    }


def _in(counted: dict[str, int], asked: Asked, year: str) -> tuple[str, str | None]:
    """A year and the address of its first month with exercises."""
    return year, _at(asked, next((m for m in counted if m.startswith(f"{year}-")), f"{year}-01"))


def _at(asked: Asked, month: str | None) -> str | None:
    query = asked.query()
    return f"/calendar?{query + '&' if query else ''}month={month}" if month else None
