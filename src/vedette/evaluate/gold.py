"""Gold files: JSON Lines in the form that `vedette code --format template` writes, validated, with their hash."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from vedette.evaluate.credit import Template
from vedette.raw import InputError

EDTF = str | list[str] | None


class GoldError(InputError):
    """A gold file, its reports, a saved run or a floors file cannot be used; the message is one sentence."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class _Place(_Form):
    name: str
    country: str | None = None


class _People(_Form):
    low: int | None = None
    high: int | None = None
    party: str | None = None


class _Materiel(_Form):
    type: str
    count: int | None = None
    party: str | None = None


class _Unit(_Form):
    name: str
    party: str | None = None


class _Exercise(_Form):
    focus: bool = True
    name: str | None = None
    aliases: list[str] = []
    status: str | None = None
    participants: list[str] = []
    places: list[_Place] = []
    start: EDTF = None
    end: EDTF = None
    personnel: list[_People] = []
    materiel: list[_Materiel] = []
    units: list[_Unit] = []
    objectives: list[str] = []


class _Statement(_Form):
    speaker: str | None = None
    text: str
    direct: bool = True


class _Report(_Form):
    id: str
    title: str | None = None
    exercises: list[_Exercise] = []
    statements: list[_Statement] = []


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its path, the sha256 of its bytes (64 hex digits), and its reports by id."""

    path: Path
    sha256: str
    reports: dict[str, Template]


def read_gold(path: str) -> Gold:
    """Reads a gold file; raises GoldError with file and line for what is not in the form of gold."""
    try:
        data = Path(path).read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise GoldError(f"The gold {path!r} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"The gold {path!r} cannot be read: it is not UTF-8.") from error
    reports: dict[str, Template] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        record = _record(line, f"{path}:{number}")
        if record["id"] in reports:
            raise GoldError(f"{path}:{number}: the report {record['id']!r} stands there twice.")
        reports[record["id"]] = record
    if not reports:
        raise GoldError(f"The gold {path!r} holds no report.")
    return Gold(Path(path), sha256(data).hexdigest(), reports)


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        _Report.model_validate(record)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where}: the line is no JSON ({error.msg} at column {error.colno}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise GoldError(f"{where}: not in the form of gold: {'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}.") from error
    return dict(record)


def reports_beside(gold: Path) -> Path:
    """Where the reports of a gold file stand by convention: `a.jsonl` has them in `a-reports.jsonl`; raises GoldError if not there."""
    path = gold.with_name(f"{gold.stem}-reports{gold.suffix}")
    if not path.exists():
        raise GoldError(f"There is no {str(path)!r}; name the file or folder with the reports by --reports.")
    return path
