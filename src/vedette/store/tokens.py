"""Text → the words that full-text search holds, one way for both databases and all scripts.

Words are folded (case, accents, punctuation). Scripts that set no blanks between words are cut into overlapping pairs of characters:
`联合演习` is indexed as `联合 合演 演习 习`. Every word of a query must be found; from three letters on it may be the beginning of one
("coop" finds "cooperation"), and a stretch of such a script anywhere within a longer one.
"""

import re
from unicodedata import normalize

from vedette.values import fold

MAX_BYTES = 400_000
"""UTF-8 bytes of the tokens of one text; PostgreSQL's index of a text must stay below 1 MB, about twice its tokens."""

LEAST_BEGINNING = 3
"""Letters of a word's beginning, at least, in scripts that set blanks between words."""

# Unicode blocks: Thai to Myanmar, Khmer, kana to Bopomofo, CJK ideographs with extension A, Hangul syllables, compatibility
# ideographs, extensions B to H
_UNSPACED = "\u0e00-\u109f\u1780-\u17ff\u3040-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_PIECES = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED} ]+")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")


def tokens(text: str) -> str:
    """What is indexed of a text: tokens joined by blanks, cut after `MAX_BYTES`."""
    joined = _folded(text)
    if _UNSPACED_LETTER.search(joined):
        joined = " ".join(token for piece in _PIECES.findall(joined) for token in (_pairs(piece) if _is_unspaced(piece) else [piece]))
    if len(joined) * 4 > MAX_BYTES and len(joined.encode()) > MAX_BYTES:
        joined = joined.encode()[:MAX_BYTES].decode(errors="ignore").rpartition(" ")[0]
    return joined


def phrases(query: str) -> list[list[str]]:
    """The words of a query, each as the tokens that must follow each other; the last token of each may be longer in the text."""
    out: list[list[str]] = []
    for word in query.split():
        pieces = _pieces(word)
        found = [token for piece in pieces for token in (_pairs(piece) if _is_unspaced(piece) else [piece])]
        if len(found) > 1 and _is_unspaced(pieces[-1]) and len(pieces[-1]) > 1:
            found.pop()  # the last character may have another one after it
        if found:
            out.append(found)
    return out


def is_beginning(token: str) -> bool:
    """Whether the last token of a word may be longer in the text. One or two letters would be the beginning of thousands of words; they are
    whole words, as in US and EU."""
    return len(token) >= LEAST_BEGINNING or _is_unspaced(token)


def _folded(text: str) -> str:
    return normalize("NFC", fold(text))  # folding takes Korean syllables apart


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(_folded(text))


def _is_unspaced(piece: str) -> bool:
    return _UNSPACED_LETTER.match(piece) is not None


def _pairs(piece: str) -> list[str]:
    """Every character with the one after it, and the last one alone, so that each character begins a token."""
    return [piece[i : i + 2] for i in range(len(piece))]
