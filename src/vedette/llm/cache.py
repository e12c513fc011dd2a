"""Answers that were given, kept by what was asked: a run that was cut off goes on where it stopped, and asking again costs nothing."""

import json
import os
import tempfile
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from vedette.llm.client import Reply, Settings
from vedette.llm.prompt import prompt_hash
from vedette.model import Report


class Answers:
    """A folder with a file for each answer; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings

    def get(self, report: Report) -> Reply | None:
        """The answer that was given for this text by this model to this prompt; None if there is none that can be read."""
        path = self._path(report)
        if path is None or not path.exists():
            return None
        try:
            return Reply(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):  # cut off by a full disk: asked for again
            return None

    def put(self, report: Report, reply: Reply) -> None:
        """Keeps an answer; other processes see the whole of it or nothing."""
        path = self._path(report)
        if path is None:
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as part:
            json.dump(asdict(reply), part, ensure_ascii=False)
        os.replace(part.name, path)

    def _path(self, report: Report) -> Path | None:
        if self._folder is None:
            return None
        asked = (self._settings.endpoint, self._settings.model, self._settings.constraint, prompt_hash(), report.published, report.text)
        key = sha256(json.dumps(asked).encode()).hexdigest()
        return self._folder / key[:2] / f"{key}.json"
