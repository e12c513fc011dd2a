"""A coder beside ours: a language model behind an OpenAI-compatible endpoint. What it says counts only where it is found in the text."""

from vedette.llm.client import Settings, Unavailable
from vedette.llm.coder import LanguageModel, Tally

__all__ = ["LanguageModel", "Settings", "Tally", "Unavailable"]
