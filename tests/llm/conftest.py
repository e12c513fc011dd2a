"""The server that tests of the language model share."""

from llm_endpoint import endpoint  # noqa: F401 (fixture)
