"""The frozen records that the stages hand to each other: those that are kept, and those that only a coder needs while it reads.

All offsets are code points (not bytes) into the kept text of one report, half-open, and stay valid for ever. Records that a report
makes by the hundred are Structs, which are made in a seventh of the time that a frozen dataclass takes.
"""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from vedette.kept import Account, Block, BlockKind, Claim, Coding, Derivation, Judgement, JudgementKind, Lead, Modality, Report, Span, Value

__all__ = [
    "Account",
    "Block",
    "BlockKind",
    "Claim",
    "Coding",
    "Derivation",
    "Document",
    "ExerciseRef",
    "Headcount",
    "Judgement",
    "JudgementKind",
    "Lead",
    "Materiel",
    "Mention",
    "Modality",
    "Party",
    "Period",
    "Person",
    "Place",
    "Quantity",
    "Report",
    "Sentence",
    "Span",
    "Speech",
    "Token",
    "Unit",
    "Value",
    "is_state",
]


class Token(Struct, frozen=True, gc=False):
    """A word, number or punctuation mark. `low` is the text folded to lower case, one code point for one."""

    start: int
    end: int
    text: str
    low: str


class Sentence(Struct, frozen=True):
    """A run of tokens [first, last) of the document, in block number `block` of the report."""

    index: int
    first: int
    last: int
    span: Span
    block: int
    kind: BlockKind


class Mention(Struct, frozen=True):
    """A span of the kept text with a normalised value.

    `first` and `last` are the half-open range of tokens, `sentence` the index of the sentence that holds it.
    """

    kind: str
    span: Span
    first: int
    last: int
    sentence: int
    value: Any


class Document(Struct, frozen=True):
    """A report with its tokens, sentences and mentions (by kind, in reading order)."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: Mapping[str, tuple[Mention, ...]] = {}

    def of(self, kind: str) -> tuple[Mention, ...]:
        """The mentions of one kind, in reading order."""
        return self.mentions.get(kind, ())

    def words(self, first: int, last: int) -> str:
        """The kept text from token `first` up to and without token `last`."""
        return self.report.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""


class Period(Struct, frozen=True):
    """What a time expression says.

    `start` and `end` are EDTF dates (equal for a single date; None where open or unknown), `days` the length of a duration,
    `derived` whether the value was reckoned from the day of publication or another date, `timex` the TIMEX3 value.
    `sense` tells how the words bound the time: on, since, until, from, before, after.
    """

    kind: Literal["date", "interval", "duration", "set"]
    start: str | None
    end: str | None
    days: int | None = None
    derived: bool = False
    sense: Literal["on", "since", "until", "from", "before", "after"] = "on"
    timex: str | None = None


class Quantity(Struct, frozen=True):
    """A number with bounds: `low` and `high` are None where open; `exact` is False for "about 40"."""

    low: int | None
    high: int | None
    exact: bool = True


SHORT_ORGANISATIONS = frozenset(("B9", "EU", "G7", "UN", "V4", "WP"))
"""Codes of organisations (ids of organisations.csv) that are as short as a state's."""


def is_state(code: str | None) -> bool:
    """Whether a party's code is a state's, of two letters (ISO 3166-1 alpha-2); an organisation's is longer or one of the short ones."""
    return code is not None and len(code) == 2 and code not in SHORT_ORGANISATIONS


class Party(Struct, frozen=True):
    """A state (ISO 3166-1 alpha-2) or organisation (id of organisations.csv) as referred to: `form` is the lexicon's form."""

    code: str
    form: str


class Place(Struct, frozen=True):
    """A resolved place name; `country` is None for open sea and for places of several states, `id` None for unseen names."""

    name: str
    kind: str
    country: str | None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None


class Materiel(Struct, frozen=True):
    """A kind of ship, aircraft, vehicle or weapon: `type` in the report's words without number words.

    `sort` tells a ship by its name and a type by its designation from a mere noun; `vague` is True for words too general to be a kind
    (weapons, the ships).
    """

    type: str
    category: str | None
    quantity: Quantity | None
    party: str | None
    origin: str | None = None
    sort: Literal["ship", "type", "noun"] = "noun"
    vague: bool = False


class Headcount(Struct, frozen=True):
    """A number of people: `noun` is what the report calls them (None where it leaves that out), `party` the code of their side if told."""

    quantity: Quantity
    noun: str | None
    party: str | None


class Unit(Struct, frozen=True):
    """A formation, unit, command or service as named."""

    name: str
    party: str | None
    branch: str | None = None


class Person(Struct, frozen=True):
    """A person as named: `name` is the fullest form in the report, without rank and honorific.

    `title` is the rank or honorific and `office` the post as the report words them, `party` the code of the side that the person
    belongs to (ISO 3166-1 alpha-2 or an id of organisations.csv); each None where the report does not say.
    """

    name: str
    title: str | None = None
    party: str | None = None
    office: str | None = None

    @property
    def full(self) -> str:
        """The name with the title before it."""
        return f"{self.title} {self.name}" if self.title else self.name


class Speech(Struct, frozen=True):
    """Words that somebody is reported to have said or written.

    `text` is what stands inside the quotation marks (direct) or the reported clause (indirect); `parts` its spans, more than one
    where the quotation is broken. `speaker` is the fullest name in the report, `speaker_span` where it stands, `cue` the verb.
    """

    speaker: str | None
    speaker_span: Span | None
    party: str | None
    text: str
    parts: tuple[Span, ...]
    direct: bool
    cue: str | None


class ExerciseRef(Struct, frozen=True):
    """A noun phrase that refers to an exercise.

    `name` is the proper name as spelled (None for "the drills"), `base` its folded form without edition (what editions of a series share),
    `edition` the year (four digits) or number as text, `series` the id in series.csv. `kind` is the kind of exercise_nouns.csv.
    `definite` is True for "the/this/these …", `contrast` for "another/separate/previous …", `plural` for the noun's number, `generic`
    where the words speak of exercises in general. `year` is a year that the phrase itself gives ("last year's", "the 2017 edition").
    """

    name: str | None
    name_span: Span | None
    base: str | None
    edition: str | None
    series: str | None
    kind: str
    noun: str | None
    definite: bool
    contrast: bool
    plural: bool
    generic: bool
    year: str | None = None
