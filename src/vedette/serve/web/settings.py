"""What the web app may be told, handed to its worker processes through one environment variable."""

import os
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

VARIABLE = "VEDETTE_WEB"
"""The environment variable that holds the settings, as JSON."""


class Settings(BaseModel):
    """What a server does and does not do. Limits of rate are kept by each worker process for itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    db: str = "vedette.db"
    """The catalogue: a file, or a postgresql:// address."""
    read_only: bool = False
    """Whether all writing is refused, signing in too."""
    private: bool = False
    """Whether reading needs a signed-in user or a token as well."""
    secure: bool = False
    """Whether browsers may send the session's cookie over HTTPS only; set it where HTTPS is spoken before the server."""
    cors: tuple[str, ...] = ()
    """Origins (as `https://maps.example.org`) whose pages may read the API; none by default."""
    allow_private: bool = False
    """Whether addresses that are given to be coded may lead to this machine and to private networks."""
    max_body: Annotated[int, Field(gt=0)] = 2_000_000
    """Bytes that a request may bring."""
    seconds: Annotated[float, Field(gt=0)] = 20.0
    """How long a request may take."""
    rate: Annotated[float, Field(ge=0)] = 50.0
    """Requests a second that one client's address may make for long; 0 for as many as it likes."""
    burst: Annotated[int, Field(gt=0)] = 300
    """Requests that one client's address may make at once."""
    code_rate: Annotated[float, Field(ge=0)] = 0.5
    """Reports a second that one client's address may have coded for long; 0 for as many as it likes."""
    sign_ins: Annotated[int, Field(gt=0)] = 5
    """Failed attempts to sign in, by name and by address, before there is a pause."""
    pause_seconds: Annotated[float, Field(gt=0)] = 300.0
    """How long that pause is."""
    session_hours: Annotated[float, Field(gt=0)] = 12.0
    """How long a user stays signed in."""

    def to_environment(self) -> None:
        """Leaves the settings where worker processes find them."""
        os.environ[VARIABLE] = self.model_dump_json()

    @classmethod
    def from_environment(cls) -> "Settings":
        """The settings that were left; the defaults where there are none."""
        return cls.model_validate_json(os.environ.get(VARIABLE) or "{}")
