"""The API's description (OpenAPI 3.1): what FastAPI makes of the routes, with what it cannot know: problems, examples, ETags, who may."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from vedette.serve.web.problems import MEDIA_TYPE

ABOUT = """A sourced record of military exercises: each value with the words of the report that it rests on.

Lists come in pages: `next` of one is the `cursor` of the page after it. Every answer to GET has an ETag that holds until the catalogue
changes; with `If-None-Match` it is answered with 304. What is wrong is told as `application/problem+json`.

Dates are EDTF (ISO 8601-2), as precise as the reports tell and no more. States are ISO 3166-1 alpha-2 codes.
Writing needs a token (`Authorization: Bearer …`, made with `vedette user token NAME`) or the session of a signed-in user.
"""
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "made with `vedette user token NAME`"},
    "session": {"type": "apiKey", "in": "cookie", "name": "vedette_session", "description": "the browser of a signed-in user"},
}
TAG = {"schema": {"type": "string"}, "description": "stays the same until the catalogue changes"}
KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "an ETag; where it still holds the answer is 304",
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The description of an app's API, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, summary=app.summary, description=ABOUT, routes=app.routes)
        made["components"]["securitySchemes"] = SCHEMES
        for path in made["paths"].values():
            for method, operation in path.items():
                _complete(method, operation, made["components"]["schemas"])
        app.openapi_schema = made
    return app.openapi_schema


def _complete(method: str, operation: dict[str, Any], schemas: Mapping[str, Any]) -> None:
    responses = operation["responses"]
    for status, response in responses.items():
        content = response.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            response["content"] = {MEDIA_TYPE: content["application/json"]}
        for media in response.get("content", {}).values():
            example = _example(media["schema"], schemas)
            if example is not None:
                media["example"] = example
    if method == "get":
        operation.setdefault("parameters", []).append(KNOWN)
        responses["200"]["headers"] = {"ETag": TAG}
        responses["304"] = {"description": "The client has it already.", "headers": {"ETag": TAG}}
        operation["security"] = [{}, *({name: []} for name in SCHEMES)]
    else:
        operation.setdefault("security", [{name: []} for name in SCHEMES])


def _example(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """An example of a schema, made of those of its parts."""
    if "$ref" in schema:
        return _example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("type") == "array":
        inner = _example(schema.get("items", {}), schemas)
        return None if inner is None else [inner]
    if schema.get("type") == "object" and "properties" in schema:
        return {name: _example(part, schemas) for name, part in schema["properties"].items()}
    return schema.get("default")
