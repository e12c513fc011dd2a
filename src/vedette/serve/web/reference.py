"""What the page about the API tells: each operation with what it takes and answers, as OpenAPI describes it; shared filters once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHARED = 4
"""Operations from which on a parameter is told of once for all of them."""
ALL_GET = "If-None-Match"
"""The parameter of every GET, which the page tells of in words."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: what it does, and an example of it."""

    name: str
    about: str
    example: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its own parameters, whether it takes the filters, the statuses of its answers, what it is sent as JSON."""

    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    is_filtered: bool
    statuses: tuple[str, ...]
    sent: str

    @property
    def href(self) -> str | None:
        """Where its answer can be looked at, if it needs nothing to be told."""
        return self.path if self.method == "GET" and not any(p.is_needed for p in self.parameters) else None


def reference(described: Mapping[str, Any]) -> dict[str, Any]:
    """The context of `api.html`; `described` is the API's OpenAPI description."""
    found = [(method, path, told) for path, methods in described["paths"].items() for method, told in methods.items()]
    number = Counter(p["name"] for _, _, told in found for p in told.get("parameters", ()) if p["in"] == "query")
    shared = {name for name, n in number.items() if n >= SHARED} - {"cursor", "limit"}
    groups: dict[str, list[Operation]] = {}
    filters: dict[str, Parameter] = {}
    answers: dict[str, str] = {}
    for method, path, told in found:
        parameters = {p["name"]: _parameter(p) for p in told.get("parameters", ()) if p["name"] != ALL_GET}
        is_filtered = shared <= parameters.keys()
        if is_filtered:
            filters = {name: parameters[name] for name in parameters if name in shared}
        own = tuple(p for name, p in parameters.items() if not is_filtered or name not in shared)
        answers.update((status, answer["description"]) for status, answer in told["responses"].items() if status not in answers)
        words = told["summary"], told.get("description", "")
        made = Operation(method.upper(), path, *words, own, is_filtered, tuple(sorted(told["responses"])), _sent(told, described))
        groups.setdefault(path.split("/")[3].partition(".")[0], []).append(made)
    return {
        "about": described["info"]["description"].strip().split("\n\n"),
        "groups": groups,
        "filters": tuple(filters.values()),
        "answers": [(status, words) for status, words in sorted(answers.items()) if status[0] != "2"],
    }


def _parameter(told: Mapping[str, Any]) -> Parameter:
    examples = told["schema"].get("examples") or [told.get("example", "")]
    example = examples[0][0] if isinstance(examples[0], list) and examples[0] else examples[0]
    return Parameter(told["name"], told.get("description", ""), str(example), bool(told.get("required")))


def _sent(told: Mapping[str, Any], described: Mapping[str, Any]) -> str:
    """The names of what is sent as JSON."""
    media = told.get("requestBody", {}).get("content", {}).get("application/json")
    if media is None:
        return ""
    name = media["schema"]["$ref"].rpartition("/")[2]
    return ", ".join(described["components"]["schemas"][name]["properties"])
