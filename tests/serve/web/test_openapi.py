"""The API answers as its description says, whatever is sent: schemathesis sends what fits the description and what does not."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from made import kenso, kenso_later
from serving import serving, token
from vedette.pipeline import store_all
from vedette.store import Catalogue

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
TRIES = 8
"""Requests of each kind that are made up for each operation."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    path = str(tmp_path_factory.mktemp("web") / "catalogue.db")
    with Catalogue(path) as catalogue:
        for _ in store_all([kenso(), kenso_later()], catalogue):
            pass
    headers = token(path)
    with serving(path, rate=0, code_rate=0) as address:
        yield address, headers


def test_as_described(served: tuple[str, dict[str, str]]) -> None:
    address, headers = served
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in GenerationMode:
            _try(operation.as_strategy(generation_mode=mode), headers)


def _try(cases: Any, headers: dict[str, str]) -> None:
    @settings(max_examples=TRIES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def answers(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=headers)

    with suppress(Unsatisfiable):  # nothing wrong can be sent to an operation that takes nothing
        answers()
