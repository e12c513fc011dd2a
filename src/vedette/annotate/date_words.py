"""The words and numbers of time expressions: which kinds each has in one language, and what it stands for in them."""

import re
from collections import defaultdict
from functools import cache

from msgspec import Struct

from vedette.grammar import tokenize
from vedette.lexicon import TimeWord, load_csv

Values = dict[str, str]

LARGEST_COUNT = 400
"""The largest number before a unit; more days than a year are written in years."""
LONGEST_NUMBER = 4
"""Digits; a longer number is neither a year nor a count of a date (and Python refuses to read one of thousands of digits)."""
LONGEST_MONTH = 31
"""Days."""
FIRST_YEAR, LAST_YEAR = 1800, 2099
"""Four digits in these bounds may be a year."""
ANY_LANGUAGE = "mul"
MEMO_SIZE = 20_000
"""Numbers whose kinds are remembered."""

_ENDED_NUMBER = re.compile(r"(\d{1,4})([^\W\d_]+)")
_BEGUN_NUMBER = re.compile(r"([^\W\d_]+)(\d{1,4})")
_JOINED_DATE = re.compile(r"(\d{1,2})([^\W\d_]{3,9})(\d{4}|\d{2})")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}")


@cache
def time_words() -> tuple[TimeWord, ...]:
    return tuple(load_csv("time_words", TimeWord))


class Entry(Struct, frozen=True):
    """What a token or phrase is: the character of its kinds and the value in each kind."""

    code: str
    values: Values


class Vocabulary:
    """The words of one language (and those of any) by folded form, and what numbers can be."""

    NUMBER_KINDS = (
        "small", "day", "month_number", "hour", "minute", "two_digits", "year", "hhmm", "hhmm_sure", "ordinal_day", "decade",
        "clock_joined", "dotted", "fiscal_number", "quarter_number", "joined_date",
    )  # fmt: skip

    def __init__(self, lang: str) -> None:
        """`lang` is an ISO 639-1 code."""
        self._codes: dict[frozenset[str], str] = {}
        self._numbers: dict[str, Entry | None] = {}
        phrases: defaultdict[tuple[str, ...], list[TimeWord]] = defaultdict(list)
        self.kinds = set(self.NUMBER_KINDS)
        for row in time_words():
            self.kinds.add(row.kind)
            if row.lang in (lang, ANY_LANGUAGE):
                phrases[tuple(t.low for t in tokenize(row.name))].append(row)
        self.words: dict[str, tuple[Entry | None, Entry]] = {}
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        for lows, rows in phrases.items():
            if len(lows) > 1:
                self.phrases.setdefault(lows[0], {}).setdefault(lows[1], []).append((lows, self._entry({r.kind: r.value for r in rows})))
                continue
            plain = {r.kind: r.value for r in rows if r.name == r.name.lower()}
            pair = (self._entry(plain) if plain else None, self._entry({r.kind: r.value for r in rows}))
            self.words[lows[0]] = pair
            if lows[0].isalpha():
                self.words.setdefault(lows[0] + ".", pair)
        for seconds in self.phrases.values():
            for entries in seconds.values():
                entries.sort(key=lambda e: -len(e[0]))
        self.begins = {low: (self.phrases.get(low), self.words.get(low)) for low in (*self.phrases, *self.words)}
        """What a token may be or begin: the phrases by their second token, and the word."""
        self._suffixes = {
            k: frozenset(low for low, (_, e) in self.words.items() if k in e.values) for k in ("ordinal_suffix", "decade_suffix")
        }
        self.past_endings = tuple(low for low, (_, entry) in self.words.items() if "tense_ending" in entry.values and low.isalpha())
        for number in range(100):
            self.number(str(number))
            self.number(f"{number:02d}")
            for minute in (0, 30, 60):
                self.number(f"{number:02d}{minute:02d}")
        self.number(str(LARGEST_COUNT))
        for kind in self.NUMBER_KINDS:
            self._entry({kind: ""})

    def _entry(self, values: Values) -> Entry:
        kinds = frozenset(values)
        return Entry(self._codes.setdefault(kinds, chr(0xE000 + len(self._codes))), values)

    def classes(self, unions: dict[str, list[str]]) -> dict[str, str]:
        """The characters of each kind; of a union the characters of all its kinds."""
        out = {kind: "".join(code for kinds, code in self._codes.items() if kind in kinds) or "\uffff" for kind in self.kinds}
        return out | {name: "".join(sorted(set("".join(out[k] for k in kinds)))) for name, kinds in unions.items()}

    def number(self, low: str) -> Entry | None:
        """What a token with a digit can be, None for nothing in a date."""
        if low in self._numbers:
            return self._numbers[low]
        values = self._number_values(low)
        entry = self._entry(values) if values else None
        if len(self._numbers) < MEMO_SIZE:
            self._numbers[low] = entry
        return entry

    def _number_values(self, low: str) -> Values:
        if low.isascii() and low.isdigit():
            return _digits(low) if len(low) <= LONGEST_NUMBER else {}
        if match := _ENDED_NUMBER.fullmatch(low):
            digits, tail = match.groups()
            if tail in self._suffixes["ordinal_suffix"] and int(digits) <= 99:
                return {"ordinal_day": digits}
            if tail in self._suffixes["decade_suffix"] and len(digits) == 4 and digits[3] == "0" and FIRST_YEAR <= int(digits) <= LAST_YEAR:
                return {"decade": digits}
            half = self.words.get(tail)
            if half and "ampm" in half[1].values and 1 <= int(digits) <= 12:
                return {"clock_joined": str(int(digits) % 12 + int(half[1].values["ampm"]))}
        elif match := _BEGUN_NUMBER.fullmatch(low):
            head = self.words.get(match[1])
            if head and "fiscal" in head[1].values and len(match[2]) in (2, 4):
                return {"fiscal_number": match[2]}
            if head and "quarter" in head[1].values and len(match[2]) == 1:
                return {"quarter_number": match[2]}
        elif _DOTTED.fullmatch(low):
            return {"dotted": low}
        elif match := _JOINED_DATE.fullmatch(low):
            return self._joined_date(*match.groups())
        return {}

    def _joined_date(self, day: str, name: str, year: str) -> Values:
        """A day written as forces write it, 23Sep2011 or 06APR18: day, month and year with dots between."""
        month = self.words.get(name)
        if month is None or "month" not in month[1].values or not 1 <= int(day) <= LONGEST_MONTH:
            return {}
        return {"joined_date": f"{day}.{month[1].values['month']}.{year}"}


def _digits(low: str) -> Values:
    number, length = int(low), len(low)
    tests = {
        "small": number <= LARGEST_COUNT and low[0] != "0",
        "day": 1 <= number <= LONGEST_MONTH and length <= 2,
        "month_number": 1 <= number <= 12 and length <= 2,
        "hour": number <= 24 and length <= 2,
        "minute": number < 60 and length == 2,
        "two_digits": length == 2,
        "year": length == 4 and FIRST_YEAR <= number <= LAST_YEAR,
        "hhmm": length == 4 and number // 100 < 25 and number % 100 < 60,
        "hhmm_sure": length == 4 and low[0] == "0" and number % 100 < 60,
    }
    return {kind: low for kind, holds in tests.items() if holds}
