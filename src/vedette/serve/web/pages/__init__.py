"""The pages, one module each with a `router`. Every page works without JavaScript; HTMX fetches parts of the same addresses."""

from fastapi import APIRouter

from vedette.serve.web.pages import about, calendar, code, countries, exercise, exercises, reports, review, sign_in

ROUTERS: tuple[APIRouter, ...] = (
    sign_in.router,
    exercises.router,
    exercise.router,
    countries.router,
    about.router,
    calendar.router,
    code.router,
    reports.router,
    review.router,
)
