"""What models of all resources share."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


def shown(example: dict[str, Any]) -> ConfigDict:
    """The configuration of a model with an example; a record may get further fields in later versions."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class Page(BaseModel, Generic[T]):
    """A page of a list; `next` is the cursor of the page after it, None on the last."""

    items: list[T]
    next: str | None = None


class Count(BaseModel):
    """A value of a facet and how many exercises have it."""

    model_config = shown({"value": "JP", "label": "Japan", "count": 41})

    value: str
    label: str
    count: int
