"""Asks an OpenAI-compatible endpoint, with limits of time; waits where the endpoint says so, and tries again what may go better."""

import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from vedette.raw import InputError

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

KEYS = ("VEDETTE_LLM_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the endpoint's key, the first that is set counts; servers of one's own often need none."""
RETRIES = 4
"""How often a request is made again after a limit of rate, an error of the server or a lost connection. The waits between double from half
a second to eight; where the endpoint names a wait in Retry-After, that is kept."""
MOST_TOKENS = 8_192
"""The longest answer, in tokens: about ten times what a long report needs, so that a model that goes on and on is stopped."""


class Unavailable(RuntimeError):
    """The endpoint cannot be used at all; the message is one sentence for the user. Asking it for other reports is of no use."""


class NoAnswer(InputError):
    """The endpoint gives no answer for one report, or none that can be used; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which model is asked, and how."""

    endpoint: str
    """The address that ends before `/chat/completions`, as http://localhost:11434/v1."""
    model: str
    """The model's name at the endpoint."""
    seconds: float = 300.0
    """How long one report may take, waits and further tries included."""
    constraint: Literal["schema", "json", "none"] = "schema"
    """How the endpoint holds the model to the form: to our JSON Schema, to any JSON, or not at all. Answers are checked in any case."""
    price_in: float | None = None
    """Price of a million tokens of input, in whichever currency."""
    price_out: float | None = None
    """Price of a million tokens of output."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, with tokens (None where the endpoint does not count them) and seconds; `cut` where it is a beginning only."""

    text: str
    cut: bool
    tokens_in: int | None
    tokens_out: int | None
    seconds: float


def ask(settings: Settings, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Reply:
    """One answer; raises NoAnswer for this report, Unavailable if no report would fare better."""
    try:
        import openai
    except ImportError as error:
        raise Unavailable("A language model as coder needs the package openai: pip install 'vedette[llm]'.") from error
    began = time.perf_counter()
    where = settings.endpoint
    try:
        made = asyncio.run(_create(settings, messages, schema))
    except TimeoutError as error:
        raise NoAnswer(f"The model did not answer within {settings.seconds:g} seconds.") from error
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise Unavailable(f"{where} refuses the key; put it into {KEYS[0]}.") from error
    except openai.NotFoundError as error:
        raise Unavailable(f"{where} has no model {settings.model!r}, or is no OpenAI-compatible endpoint (404).") from error
    except openai.RateLimitError as error:
        raise Unavailable(f"{where} takes no more requests for now; the same command goes on later where it stopped.") from error
    except openai.APIConnectionError as error:
        raise Unavailable(f"{where} cannot be reached, or breaks off the connection.") from error
    except openai.APIStatusError as error:
        raise NoAnswer(f"The endpoint answers with the error {error.status_code}: {_first_line(error)}.") from error
    except (openai.APIError, ValueError) as error:
        raise NoAnswer(f"The endpoint's answer is not in the form of an OpenAI-compatible one: {_first_line(error)}.") from error
    return _reply(made, time.perf_counter() - began)


async def _create(settings: Settings, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> "ChatCompletion":
    from openai import AsyncOpenAI

    key = next((os.environ[name] for name in KEYS if os.environ.get(name)), "none")
    client = AsyncOpenAI(base_url=settings.endpoint, api_key=key, timeout=settings.seconds, max_retries=RETRIES)
    body: dict[str, Any] = {"model": settings.model, "messages": list(messages), "temperature": 0, "max_tokens": MOST_TOKENS}
    if settings.constraint == "schema":
        body["response_format"] = {"type": "json_schema", "json_schema": {"name": "coding", "strict": True, "schema": schema}}
    elif settings.constraint == "json":
        body["response_format"] = {"type": "json_object"}
    async with client, asyncio.timeout(settings.seconds):  # the client's own limit begins anew with every byte and every try
        made: ChatCompletion = await client.chat.completions.create(**body)
        return made


def _reply(made: "ChatCompletion", seconds: float) -> Reply:
    choices = getattr(made, "choices", None)
    if not choices or choices[0].message is None:
        raise NoAnswer("The endpoint's answer is not in the form of an OpenAI-compatible one.")
    usage = made.usage
    return Reply(
        text=choices[0].message.content or "",
        cut=choices[0].finish_reason == "length",
        tokens_in=usage.prompt_tokens if usage else None,
        tokens_out=usage.completion_tokens if usage else None,
        seconds=seconds,
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
