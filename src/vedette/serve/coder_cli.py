"""Which coder reads the reports: ours, or a language model behind an OpenAI-compatible endpoint. Shared by commands that code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from vedette.llm import LanguageModel
    from vedette.pipeline import Coder


@Parameter(name="*")
@dataclass(frozen=True)
class CoderChoice:
    """Which coder, and how a language model is asked."""

    coder: Annotated[
        Literal["rules", "llm"],
        Parameter(help="rules is ours; llm sends each report to a language model, and drops what it does not find in the text."),
    ] = "rules"
    endpoint: Annotated[
        str | None, Parameter(help="For llm: an OpenAI-compatible address, as http://localhost:11434/v1; its key in VEDETTE_LLM_KEY.")
    ] = None
    model: Annotated[str | None, Parameter(help="For llm: the model's name there.")] = None
    seconds: Annotated[float, Parameter(help="For llm: how long one report may take.")] = 300.0
    constraint: Annotated[
        Literal["schema", "json", "none"], Parameter(help="For llm: how the endpoint holds the model to the form; not all know schema.")
    ] = "schema"
    price: Annotated[
        tuple[float, float] | None, Parameter(help="For llm: prices of a million tokens in and out, to show the cost.", negative="")
    ] = None
    answers: Annotated[str | None, Parameter(help="For llm: the folder that answers are kept in, so that none is paid for twice.")] = None

    @contextmanager
    def used(self) -> "Iterator[Coder]":
        """The coder; afterwards tells on standard error what a language model took and gave. Raises Refusal where it cannot be used."""
        from vedette.pipeline import code
        from vedette.serve.cli import EXIT_CANNOT_STORE, Refusal

        if self.coder == "rules":
            yield code
            return
        from vedette.llm import Unavailable

        made = self._language_model()
        try:
            yield made
        except Unavailable as error:
            raise Refusal(str(error), EXIT_CANNOT_STORE) from error
        finally:
            if made.tally.asked or made.tally.cached:
                sys.stderr.writelines(f"{sentence}\n" for sentence in made.tally.sentences(made.settings))

    def _language_model(self) -> "LanguageModel":
        from vedette.lexicon import cache_folder
        from vedette.llm import LanguageModel, Settings
        from vedette.serve.cli import EXIT_USAGE, Refusal

        if not (self.endpoint and self.model):
            raise Refusal("--coder llm needs --endpoint and --model.", EXIT_USAGE)
        if not self.endpoint.startswith(("http://", "https://")):
            raise Refusal(f"The endpoint {self.endpoint!r} is no address; write it as http://localhost:11434/v1.", EXIT_USAGE)
        price_in, price_out = self.price or (None, None)
        settings = Settings(self.endpoint, self.model, self.seconds, self.constraint, price_in, price_out)
        folder = cache_folder()
        return LanguageModel(settings, Path(self.answers) if self.answers else folder and folder / "llm")


RULES = CoderChoice()
