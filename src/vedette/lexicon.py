"""The only reader and validator of lexicons (CSV) and rules (YAML).

Lexicons are tables in `data/lexicons`, rules in `data/rules`. Every row is validated with pydantic; unknown columns, exact
duplicates and malformed values are refused with file and line.
"""

import csv
import hashlib
import os
import pickle
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

import vedette

MAY_BE_BLANK = frozenset({"id", "name", "note"})
"""Columns whose empty cells are empty text; elsewhere an empty cell is a value that is not given."""
DATA = resources.files("vedette") / "data"
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C, seven times as fast, where the installed PyYAML has it."""


class LexiconError(ValueError):
    """A lexicon or rule file is wrong; the message names file, line and what is the matter."""


class Row(BaseModel):
    """A lexicon row: what all lexicons have in common. Further rows with the same `id` are other names of the same thing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    lang: str
    source: str
    note: str = ""


class WordRow(Row):
    """A row of a lexicon of words sorted by kind."""

    kind: str


class SeriesRow(Row):
    """A name of a known series in `series.csv`; `participants` are party codes with blanks between."""

    participants: str = ""
    frequency: str = ""
    domain: str = ""


class ExerciseNounRow(WordRow):
    """A noun or compound that means a military exercise in `exercise_nouns.csv`; `weight` is strong, medium or weak."""

    weight: str


class RivalRow(BaseModel):
    """Two parties whose officials speak of each other's exercises as opponents."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    other: str
    source: str
    note: str = ""


class PartyRow(Row):
    """A name of a state (`party_names.csv`) or organisation (`organisations.csv`); `case` is `exact` where capital letters must agree."""

    form: str
    case: str


class BodyRow(Row):
    """A named body that speaks in `bodies.csv`: a ministry, a government, a general staff, a newspaper. `party` is its side's code."""

    party: str = ""
    kind: str
    case: str


class ForceRow(Row):
    """A named armed force, service or command in `forces.csv`. `party` holds its side's code, several with blanks between."""

    party: str = ""
    branch: str
    form: str
    case: str


class RankRow(Row):
    """A rank or office; `kind` is flag, general, officer or enlisted, `case` is `exact` where capital letters must agree."""

    kind: str
    case: str


class PublisherRow(Row):
    """A publisher: the host of its address without `www.` (empty for a further name), ISO 3166-1 alpha-2 country, what it is."""

    host: str = ""
    country: str = ""
    kind: Literal["agency", "state-media", "daily", "broadcaster", "defence-press", "ministry", "military", "local", "think-tank"]


class ShipPrefixRow(Row):
    """Letters before the names of a navy's ships in `ship_prefixes.csv`."""

    party: str


class PeopleRow(Row):
    """A noun for people; `weak` ones stand for others than soldiers too."""

    weight: str


class PlaceRow(Row):
    """A name of a place; `country` is an ISO 3166-1 alpha-2 code, `region` an ISO 3166-2 code, coordinates in degrees."""

    kind: str
    country: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0


class PlaceNounRow(WordRow):
    """A noun beside which a capitalised word names a place: `position` of the noun is after or before the name."""

    position: str


class TimeWord(Row):
    """A row of time_words.csv: the word has the kind, and stands for the value (number, unit, sense …) in it."""

    kind: str
    value: str = ""


class UnitWordRow(Row):
    """A noun or adjective of which names of units are made."""

    kind: str
    branch: str = ""


class MaterielRow(Row):
    """A name or designation of a type."""

    category: str
    domain: str | None = None
    origin: str | None = None


class MaterielNounRow(Row):
    """A noun for kinds of materiel; `weak` ones have other senses."""

    category: str
    domain: str | None = None
    weight: str


class DesignationRow(Row):
    """A regular expression that designations of a family follow."""

    name: str = ""
    lang: str = "mul"
    pattern: str
    category: str
    origin: str | None = None


class ShipRow(Row):
    """A ship by name."""

    category: str
    domain: str | None = None
    party: str


class CountryRow(Row):
    """A state with the middle of its territory in degrees."""

    iso3: str
    region: str
    lat: float | None = None
    lon: float | None = None
    lang: str = ""


class DomainRow(Row):
    """A domain (`id`) that a kind of exercise or a branch of service (`name`, as `kind` says) stands for."""

    kind: str


class CategoryRow(BaseModel):
    """A category of materiel, the one above it and the domain that it belongs to, in `materiel_categories.csv`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    parent: str = ""
    domain: str = ""
    source: str
    note: str = ""


class Example(BaseModel):
    """A text and what a rule must capture from it: group name → the text that the group covers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    finds: dict[str, str] = {}


class Rule(BaseModel):
    """A pattern over tagged sentences (see `grammar.Pattern`), with an example that it must match and one that it must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    lang: str
    pattern: str
    note: str = ""
    value: str = ""
    confidence: float = 0.8
    examples: list[Example]
    counterexamples: list[str]


class DateRule(BaseModel):
    """A pattern of dates.yaml; an example that it must match, and one that it must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    build: str
    pattern: str
    example: str
    counter: str


class DateRules(BaseModel):
    """dates.yaml: `unions` of kinds, `macros` for patterns, and `anchors`: kinds of which every expression holds at least one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    anchors: list[str]
    unions: dict[str, list[str]]
    macros: dict[str, str]
    rules: list[DateRule]


R = TypeVar("R", bound=BaseModel)
T = TypeVar("T")


def compiled(build: Callable[[], T]) -> Callable[[], T]:
    """Makes `build`, which reads lexicons into a table, run once for all processes: what it returns is kept in the user's cache folder.

    A kept table holds as long as the version of Vedette and of Python, the lexicons, the rules and the code stay the same. The folder is
    $VEDETTE_CACHE (empty: nothing is kept), else `vedette` in $XDG_CACHE_HOME or ~/.cache; without one that can be written, tables are
    built each time.
    """

    @cache
    def table() -> T:
        folder = cache_folder()
        if folder is None:
            return build()
        kept = folder / f"{build.__module__}.{build.__name__}"
        key = _state()
        with suppress(OSError):  # not there yet
            content = kept.read_bytes()
            head, body = content[: len(key) + 4], content[len(key) + 4 :]
            if head == key + zlib.crc32(body).to_bytes(4, "big"):
                found: T = pickle.loads(body)
                return found
        made = build()
        body = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):  # a folder that cannot be written, or a full disk: the table is there all the same
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # other processes read either the old file or the whole new one
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
                try:
                    part.write(key + zlib.crc32(body).to_bytes(4, "big") + body)
                    part.flush()
                except OSError:
                    os.unlink(part.name)
                    raise
            os.replace(part.name, kept)
        return made

    return table


def cache_folder() -> Path | None:
    """The user's folder for what can be made again, see `compiled`; None where nothing is to be kept. It need not be there yet."""
    if "VEDETTE_CACHE" in os.environ:
        return Path(os.environ["VEDETTE_CACHE"]) if os.environ["VEDETTE_CACHE"] else None
    base = os.environ.get("XDG_CACHE_HOME")
    if base:
        return Path(base) / "vedette"
    home = os.path.expanduser("~")
    return Path(home) / ".cache" / "vedette" if home != "~" else None


@cache
def _state() -> bytes:
    """A digest of all that tables are made of: the versions, and name, size and time of change of each file of the package."""
    files = sorted(path for pattern in ("*.py", "*.csv", "*.yaml") for path in Path(vedette.__file__).parent.rglob(pattern))
    parts = [vedette.__version__, sys.version, *(f"{f} {(told := f.stat()).st_size} {told.st_mtime_ns}" for f in files)]
    return hashlib.sha256("\n".join(parts).encode()).digest()


def load_csv(name: str, row: type[R]) -> list[R]:
    """The rows of `data/lexicons/<name>.csv`, validated; raises LexiconError with file and line."""
    return read_csv(DATA / "lexicons" / f"{name}.csv", row)


def read_csv(path: Traversable, row: type[R]) -> list[R]:
    """The rows of any CSV file, validated as `row`; raises LexiconError with file and line."""
    reader = csv.reader(StringIO(path.read_text(encoding="utf-8"), newline=""))
    columns = next(reader, [])
    lines: dict[tuple[str, ...], int] = {}
    given: list[dict[str, str]] = []
    for cells in reader:
        key = tuple(cells)
        if key in lines:
            raise LexiconError(f"{path.name}:{reader.line_num}: the same row as line {lines[key]}: {', '.join(cells)}")
        if len(cells) != len(columns):
            raise LexiconError(f"{path.name}:{reader.line_num}: {len(cells)} cells in a table of {len(columns)} columns")
        lines[key] = reader.line_num
        given.append({k: v for k, v in zip(columns, cells, strict=True) if v or k in MAY_BE_BLANK})
    try:
        return TypeAdapter(list[row]).validate_python(given)  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        at, *where = first["loc"]
        number = list(lines.values())[int(at)]
        raise LexiconError(f"{path.name}:{number}: {'.'.join(map(str, where)) or 'row'}: {first['msg']}") from error


def load_rules(name: str) -> list[Rule]:
    """The rules of `data/rules/<name>.yaml`, validated; raises LexiconError with file and what is the matter."""
    path = DATA / "rules" / f"{name}.yaml"
    try:
        rules = TypeAdapter(list[Rule]).validate_python(load_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{path.name}: rule {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    ids: set[str] = set()
    for rule in rules:
        if rule.id in ids:
            raise LexiconError(f"{path.name}: rule {rule.id}: the id is used twice")
        if not rule.examples or not rule.counterexamples:
            raise LexiconError(f"{path.name}: rule {rule.id}: needs an example that it matches and one that it does not")
        ids.add(rule.id)
    return rules


def load_yaml(path: Traversable) -> Any:
    """The content of a YAML file; raises LexiconError naming file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=YAML_LOADER)
    except yaml.YAMLError as error:
        raise LexiconError(f"{path.name}: {' '.join(str(error).split())}") from error


@compiled
def word_classes() -> dict[str, frozenset[str]]:
    """The word classes of all `words_*.csv` that rules refer to as `{CLASS}`: class → its words and phrases, lower case."""
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((DATA / "lexicons").iterdir(), key=lambda p: p.name):
        if path.name.startswith("words_") and path.name.endswith(".csv"):
            for row in read_csv(path, WordRow):
                classes[row.kind].add(row.name.lower())
    return {kind: frozenset(words) for kind, words in classes.items()}


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """All words and phrases of some classes of `words_*.csv`; raises LexiconError for a class that is not there."""
    classes = word_classes()
    missing = [k for k in kinds if k not in classes]
    if missing:
        raise LexiconError(f"words_*.csv: no word class named {missing[0]!r}")
    return frozenset().union(*(classes[k] for k in kinds))


@compiled
def coded_languages() -> frozenset[str]:
    """ISO 639-1 codes of the languages that there are rules for: those of the words in `exercise_nouns.csv`."""
    text = (DATA / "lexicons" / "exercise_nouns.csv").read_text(encoding="utf-8")
    return frozenset(row["lang"] for row in csv.DictReader(StringIO(text, newline="")))


class MemberRow(BaseModel):
    """A state's membership in an organisation; `from` and `to` are years, empty where open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    member: str
    since: str = Field("", alias="from")
    until: str = Field("", alias="to")
    source: str
    note: str = ""


@cache
def rivals() -> dict[str, frozenset[str]]:
    """Party → the parties whose exercises it speaks of as an opponent's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_csv("rivals", RivalRow):
        found[row.id].add(row.other)
        found[row.other].add(row.id)
    return {party: frozenset(others) for party, others in found.items()}


@compiled
def series_holders() -> dict[str, frozenset[str]]:
    """Series → the parties that hold it."""
    return {row.id: frozenset(row.participants.split()) for row in load_csv("series", SeriesRow) if row.participants}


@cache
def organisation_members(year: int | None = None) -> dict[str, frozenset[str]]:
    """Organisation → its members in a year, or of whatever years."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_csv("organisation_members", MemberRow):
        if year is None or int(row.since or year) <= year <= int(row.until or year):
            found[row.id].add(row.member)
    return {organisation: frozenset(states) for organisation, states in found.items()}
