"""The arms-control view: whether exercises reach the thresholds of the Vienna Document 2011, by the figures claimed and by whom.

The provisions with their paragraphs, the participating States and the zone stand in `data/rules/vienna.yaml`. A claim counts only as far
as it bounds the figure: "more than 10,000" reaches 9,000 and says nothing of 13,000; a side's own figure bounds the whole from below.
Reports count people of all services, the Document those under one command on land (with any air and naval parts): an answer is
a reason to look, not a finding of law.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from vedette.lexicon import DATA, CategoryRow, LexiconError, load_yaml, read_csv
from vedette.model import Account, Claim, Quantity
from vedette.resolve.figures import quantity
from vedette.resolve.members import expand
from vedette.resolve.scores import WIDE_PLACES
from vedette.resolve.speakers import parties_of, voice
from vedette.values import fold, parse_edtf

_CALIBRE = re.compile(r"(\d+(?:\.\d+)?)[\s-]?mm\b", re.IGNORECASE)
Answer = Literal["reaches", "stays below", "cannot tell"]


class Provision(BaseModel):
    """A threshold: from `at`, or above `over`; `only` for landings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    paragraph: str
    measure: str
    words: str
    at: int | None = None
    over: int | None = None
    only: str | None = None

    @property
    def least(self) -> int:
        """The smallest figure that reaches the threshold."""
        return self.at if self.at is not None else (self.over or 0) + 1


class Urals(BaseModel):
    """Where the zone ends in Russia: regions on either side, else degrees of longitude."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: str
    longitude: float
    east: list[str]
    west: list[str]


class Calibre(BaseModel):
    """Pieces that count only from a calibre on, in millimetres; those whose calibre is not told count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    least: int


class Seas(BaseModel):
    """Degrees that hold the adjoining sea areas."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    south: float
    north: float
    west: float
    east: float


class Document(BaseModel):
    """All of `vienna.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    since: Annotated[str, Field(alias="from")]
    notice_days: int
    provisions: list[Provision]
    categories: dict[str, list[str]]
    but: Annotated[dict[str, list[str]], Field(alias="except")]
    types: dict[str, list[str]]
    calibre: Calibre
    landing_domains: list[str]
    landing_kinds: list[str]
    states: list[str]
    outside: list[str]
    urals: Urals
    seas: Seas


@dataclass(frozen=True, slots=True)
class Bound:
    """What one claim says of a threshold, and who says so."""

    answer: Answer
    claim: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one provision, its paragraph, the reason in words, and what each claim says."""

    provision: str
    paragraph: str
    measure: str
    least: int
    answer: Answer
    reason: str
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Whether the Document covers an exercise (None where that cannot be told), why, and its findings (none where it does not)."""

    covered: bool | None
    reason: str
    findings: tuple[Finding, ...]

    def reaches(self, provision: str) -> bool:
        """Whether any threshold of a provision (`notification`, `observation` …) is reached by the figures claimed."""
        return any(f.provision == provision and f.answer == "reaches" for f in self.findings)


def vienna(accounts: Sequence[Account], statements: Iterable[Claim] = ()) -> View:
    """The view of one exercise from its accounts; `statements` are the reports' own claims, which tell the sides of speakers."""
    claims = [c for a in accounts for c in a.claims if c.modality != "denied"]
    covered, reason = _covered(claims)
    if covered is False:
        return View(False, reason, ())
    participants = {str(c.value) for c in claims if c.property == "participant"}
    known = parties_of(statements)
    landing = _is_landing(claims)
    findings = []
    for provision in document().provisions:
        if provision.only == "landing" and not landing:
            continue
        bounds = tuple(_bound(provision, c, q, voice(c, participants, known).words) for c, q in _figures(provision.measure, claims))
        answer, why = _answer(provision, bounds)
        if covered is None and answer == "reaches":
            answer, why = "cannot tell", f"{reason}; if the Document applies: {why}"
        findings.append(
            Finding(provision.id, provision.paragraph, provision.measure, provision.least, answer, f"{provision.words}: {why}", bounds)
        )
    snap = any(c.property == "kind" and c.value == "snap" for c in claims)
    note = "; an exercise without notice to the troops is notified when it starts (paragraph 41)" if snap else ""
    return View(covered, reason + note, tuple(findings))


def repeated(years: Mapping[str, tuple[int, frozenset[str]]]) -> tuple[tuple[str, str, str], ...]:
    """Pairs of exercises above the threshold of paragraph 67.1 that one participating State held within three calendar years.

    `years` maps an exercise id to its year and participants; the result has (State, earlier exercise, later exercise).
    """
    ordered = sorted((year, ident, states) for ident, (year, states) in years.items())
    out = []
    for i, (year, ident, states) in enumerate(ordered):
        for later, other, partners in ordered[i + 1 :]:
            if later - year < 3:
                out += [(s, ident, other) for s in sorted(expand(states) & expand(partners) & set(document().states))]
    return tuple(out)


@cache
def document() -> Document:
    """The rules; raises LexiconError where the file is wrong."""
    path = DATA / "rules" / "vienna.yaml"
    try:
        return TypeAdapter(Document).validate_python(load_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _covered(claims: Sequence[Claim]) -> tuple[bool | None, str]:
    """Whether the exercise is one of participating States in the zone, at a time when the Document holds."""
    rules = document()
    parties = frozenset(str(c.value) for c in claims if c.property == "participant")
    if parties and not expand(parties) & set(rules.states):
        return False, "no participating State takes part"
    days = [str(c.value) for c in claims if c.property == "start"] or [c.published for c in claims if c.published]
    if days and all(_last(d) < date.fromisoformat(rules.since) for d in days):
        return False, f"before the Document of 2011 ({rules.since})"
    places = [c.value for c in claims if c.property == "place" and isinstance(c.value, Mapping)]
    # a whole country or ocean says less than the places in it
    places = [p for p in places if p.get("kind") not in WIDE_PLACES] or places
    where = {str(p.get("name")): in_zone(p.get("country"), p.get("region"), p.get("lat"), p.get("lon"), p.get("kind")) for p in places}
    inside = sorted(name for name, zone in where.items() if zone)
    out = sorted(name for name, zone in where.items() if zone is False)
    if out and len(out) == len(where):
        return False, f"outside of the zone of application: {', '.join(out)}"
    if not parties:
        return None, "no participant is told"
    if not inside:
        return None, "no place in the zone of application is told"
    if out:
        return None, f"held in the zone ({', '.join(inside)}) and outside of it ({', '.join(out)}); the figures do not tell what was where"
    return True, f"participating States, in the zone of application: {', '.join(inside)}"


def in_zone(country: str | None, region: str | None, lat: float | None, lon: float | None, kind: str | None = None) -> bool | None:
    """Whether a place lies in the zone of application; None where that cannot be told.

    `country` is ISO 3166-1 alpha-2, `region` ISO 3166-2; `lat` and `lon` are degrees.
    """
    rules = document()
    if country is None:
        if lat is None or lon is None or kind in WIDE_PLACES:
            return None
        seas = rules.seas
        return seas.south <= lat <= seas.north and seas.west <= lon <= seas.east
    if country in rules.outside or country not in rules.states:
        return False
    if country != rules.urals.state:
        return True
    if region in rules.urals.east or region in rules.urals.west:
        return region in rules.urals.west
    # the whole country lies on both sides
    return None if lon is None or kind == "country" else 0 < lon < rules.urals.longitude


def _last(edtf: str) -> date:
    try:
        return parse_edtf(edtf).last
    except ValueError:
        return date.max


def _is_landing(claims: Iterable[Claim]) -> bool:
    rules = document()
    return any(
        (c.property == "domain" and c.value in rules.landing_domains) or (c.property == "kind" and c.value in rules.landing_kinds)
        for c in claims
    )


def _figures(measure: str, claims: Iterable[Claim]) -> list[tuple[Claim, Quantity]]:
    """The claims that count something of a measure, with the bounds that they set for the whole."""
    out = []
    for claim in claims:
        bounds = quantity(claim.value)
        if bounds is None or not isinstance(claim.value, Mapping):
            continue
        if measure == "troops" and claim.property == "personnel":
            whole = not claim.value.get("party")
        elif claim.property == "materiel" and _is_of(measure, claim.value):
            # a type or one side's are a part; a plain noun without a side may be all
            whole = not claim.value.get("party") and str(claim.value.get("type")).islower()
        else:
            continue
        out.append((claim, bounds if whole else Quantity(bounds.low, None)))
    return out


def _is_of(measure: str, value: Mapping[str, object]) -> bool:
    rules = document()
    if measure in rules.types:
        return bool(set(fold(str(value.get("type"))).split()) & set(rules.types[measure]))
    calibre = _CALIBRE.search(str(value.get("type")))
    if measure == rules.calibre.measure and calibre and float(calibre[1]) < rules.calibre.least:
        return False
    chain = _above(str(value.get("category")))
    return bool(chain & set(rules.categories.get(measure, ()))) and not chain & set(rules.but.get(measure, ()))


@cache
def _above(category: str) -> frozenset[str]:
    """A category and those above it."""
    up = {row.id: row.parent for row in read_csv(DATA / "lexicons" / "materiel_categories.csv", CategoryRow)}
    out: list[str] = []
    while category in up and category not in out:
        out.append(category)
        category = up[category]
    return frozenset(out)


def _bound(provision: Provision, claim: Claim, bounds: Quantity, who: str) -> Bound:
    """What one figure says: it must be bounded on the side that matters."""
    answer: Answer = "cannot tell"
    if bounds.low is not None and bounds.low >= provision.least:
        answer = "reaches"
    elif bounds.high is not None and bounds.high < provision.least:
        answer = "stays below"
    low, high = (f"{n:,}" if n is not None else "" for n in (bounds.low, bounds.high))
    figure = low if low == high else f"{low} or more" if not high else f"up to {high}" if not low else f"{low} to {high}"
    return Bound(answer, claim.id, f"{figure} {provision.measure} ({who})")


def _answer(provision: Provision, bounds: Sequence[Bound]) -> tuple[Answer, str]:
    told = {a: [b.words for b in bounds if b.answer == a] for a in ("reaches", "stays below", "cannot tell")}
    least = f"{provision.at:,}" if provision.at is not None else f"more than {provision.over:,}"
    limit = f"{least} {provision.measure} (paragraph {provision.paragraph})"
    if told["reaches"] and told["stays below"]:
        return "cannot tell", f"{_all(told['reaches'])} against {_all(told['stays below'])}, for {limit}"
    for answer in ("reaches", "stays below"):
        if told[answer]:
            return ("reaches" if answer == "reaches" else "stays below"), f"{_all(told[answer])}, for {limit}"
    if told["cannot tell"]:
        return "cannot tell", f"{_all(told['cannot tell'])} sets no bound on the side of {limit}"
    return "cannot tell", f"no figure is claimed, for {limit}"


def _all(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
