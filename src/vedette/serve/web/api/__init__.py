"""The API, version 1: one module for each kind of thing."""

from fastapi import APIRouter

from vedette.serve.web.api import coding, exercises, parties, reports

ROUTERS: tuple[APIRouter, ...] = (exercises.router, reports.router, parties.router, coding.router)
"""All below `/api/v1`."""
