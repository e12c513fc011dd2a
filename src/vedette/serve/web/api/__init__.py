"""The API, version 1: one module for each kind of thing."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
"""All below `/api/v1`."""
