"""What the page of one exercise shows: each value with its sources and reasons, conflicts, figures on one axis, series, thresholds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.analysis import Look
from vedette.model import Claim
from vedette.schema import schema
from vedette.serve.web import view
from vedette.serve.web.headcounts import Headcounts, headcounts
from vedette.serve.web.names import party_name
from vedette.serve.web.sources import Chip, Sources
from vedette.store import Catalogue

SAID = ("statement", "attributed_claim")
PARTY_KINDS = ("participant", "observer", "host", "framework")


@dataclass(frozen=True, slots=True)
class Told:
    """One value that is claimed: in words, its further particulars, who is behind it, and why it stands where it does."""

    words: str
    detail: str
    href: str | None
    party: str | None
    chips: tuple[Chip, ...]
    points: int
    reasons: tuple[str, ...]
    publishers: int
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Property:
    """One value of a property as weighed: the one shown (None where nothing that is claimed stands), and the others."""

    name: str
    label: str
    shown: Told | None
    others: tuple[Told, ...]
    standing: str
    is_conflict: bool

    @property
    def side(self) -> str:
        """The party that a figure is of, where there is one."""
        party = self.all[0].party if self.all and self.name not in PARTY_KINDS else None
        return party_name(party) if party else ""

    @property
    def all(self) -> tuple[Told, ...]:
        """The value shown and the others."""
        return (*((self.shown,) if self.shown else ()), *self.others)


def dossier(catalogue: Catalogue, found: Look) -> dict[str, Any]:
    """The context of `exercise.html`."""
    record = found.record
    claims = [c for a in found.accounts for c in a.claims]
    reports = catalogue.reports({a.report for a in found.accounts})
    statements = {r: found.statements.get(r, []) for r in reports}
    sources = Sources(
        reports.values(), [*claims, *(c for held in statements.values() for c in held)], _flat(statements.values()), record["participants"]
    )
    properties = {name: [_property(name, w, sources) for w in held] for name, held in record["properties"].items()}
    told = [p for name in schema().by_id for p in properties.get(name, ())]
    return {
        "id": record["id"],
        "record": record,
        "name": view.exercise_name(record["name"], record["participants"]),
        "is_named": bool(record["name"]),
        "when": view.span_words(record["start"], record["end"]),
        "precision": _precision(record),
        "people": next((view.count_words(f) for f in record["personnel"] if not f.get("party")), ""),
        "series": {"key": record["series_key"], "name": record["series"]} if record["series"] else None,
        "told": properties,
        "weighed": told,
        "conflicts": [p for p in told if p.is_conflict],
        "history": [{**step, "chips": sources.chips(step["claims"])} for step in record["history"]],
        "points": _points(record["places"]),
        "figures": _figures(claims, properties.get("personnel", ()), sources, record["vienna"]),
        "materiel": _by_party(properties.get("materiel", ())),
        "units": _by_party([*properties.get("unit", ()), *properties.get("commander", ())]),
        "speakers": _speakers(statements, sources),
        "background": [(view.shortened(text_of(c)), sources.chip(c)) for c in _flat(statements.values()) if c.property == "background"],
        "editions": _editions(record),
        "vienna": _vienna(record["vienna"], sources),
        "reports": sources.list,
        "judgements": record["judgements"],
        "labels": {name: schema().property(name).label for name in schema().by_id},
        "claims": len({c.id for c in claims}),
    }


def claims_of(catalogue: Catalogue, found: Look, name: str) -> dict[str, Any]:
    """The context of `claims.html`: every claim of one property, by value, those with the most claims first."""
    record = found.record
    claims = {c.id: c for a in found.accounts for c in a.claims if c.property == name}
    reports = catalogue.reports({c.report for c in claims.values()})
    statements = _flat(found.statements.get(r, ()) for r in reports)
    sources = Sources(reports.values(), claims.values(), statements, record["participants"])
    values: dict[tuple[str, str], list[str]] = {}
    for claim in claims.values():
        values.setdefault(value_words(name, claim.value), []).append(claim.id)
    ordered = sorted(values.items(), key=lambda v: (-len(v[1]), v[0]))
    return {
        "id": record["id"],
        "name": view.exercise_name(record["name"], record["participants"]),
        "label": schema().property(name).label,
        "values": [(view.shortened(words), view.shortened(detail), sources.chips(held)) for (words, detail), held in ordered],
        "count": len(claims),
    }


def value_words(name: str, value: Any) -> tuple[str, str]:
    """A value of a property in words, and its particulars."""
    kind = schema().property(name).value
    if kind == "party":
        return party_name(str(value)), str(value)
    if kind == "date":
        return view.date_words(str(value)), view.precision(str(value))
    if name == "duration":
        return view.plural(int(value), "day"), ""
    if not isinstance(value, Mapping):
        return str(value), ""
    match name:
        case "personnel":
            return view.count_words(value), party_name(value["party"]) if value.get("party") else "all sides"
        case "place":
            known = (value.get("region"), party_name(value["country"]) if value.get("country") else None, value.get("kind"))
            return str(value["name"]), ", ".join(str(k) for k in known if k)
        case "materiel":
            count = view.count_words(value)
            made = f"made in {party_name(value['origin'])}" if value.get("origin") and value["origin"] != value.get("party") else None
            return f"{count} {value['type']}".strip(), ", ".join(str(x) for x in (value.get("category"), made) if x)
        case "announcement":
            return str(value["by"]), view.date_words(value.get("when"))
        case "commander":
            return " ".join(str(x) for x in (value.get("title"), value["name"]) if x), str(value.get("office") or "")
        case "milestone" | "background":
            return str(value["text"]), str(value["what"])
    return str(value.get("name") or value.get("text") or ""), ""


def _property(name: str, weighed: Mapping[str, Any], sources: Sources) -> Property:
    shown = _told(name, weighed["shown"], sources) if weighed["shown"] else None
    others = tuple(_told(name, option, sources) for option in weighed["alternatives"])
    return Property(name, schema().property(name).label, shown, others, weighed["standing"], weighed["conflict"])


def _told(name: str, option: Mapping[str, Any], sources: Sources) -> Told:
    value = option["value"]
    words, detail = (view.shortened(text) for text in value_words(name, value))
    party = value.get("party") if isinstance(value, Mapping) else value if name in PARTY_KINDS else None
    return Told(
        words,
        detail,
        f"/countries/{value}" if name in PARTY_KINDS else None,
        party,
        sources.chips(option["claims"]),
        option["points"],
        tuple(option["reasons"]),
        option["publishers"],
        option["denied"],
    )


def _precision(record: Mapping[str, Any]) -> str:
    told = dict.fromkeys(view.precision(record[key]) for key in ("start", "end") if record[key])
    return "; ".join(told)


def _points(places: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Places for the map; a whole state or ocean only where nothing narrower is told."""
    known = [p for p in places if p.get("lat") is not None and p.get("lon") is not None]
    narrow = [p for p in known if p.get("kind") not in ("country", "ocean", "continent")]
    return [{"name": p["name"], "lat": p["lat"], "lon": p["lon"]} for p in narrow or known]


def _figures(claims: Iterable[Claim], weighed: Sequence[Property], sources: Sources, vienna: Mapping[str, Any]) -> Headcounts | None:
    limits = sorted({f["least"] for f in vienna["findings"] if f["measure"] == "troops"})
    shown = {p.shown.party or "": p.shown.words for p in weighed if p.shown}
    once = {c.id: c for c in claims if c.property == "personnel"}
    return headcounts(once.values(), shown, sources, limits)


def _by_party(told: Iterable[Property]) -> list[tuple[str, list[Property]]]:
    """Values by the party that they are of; those without one last."""
    groups: dict[str, list[Property]] = {}
    for item in told:
        groups.setdefault((item.all[0].party if item.all else None) or "", []).append(item)
    return [(party_name(code) if code else "", groups[code]) for code in sorted(groups, key=lambda c: (not c, party_name(c)))]


def _speakers(statements: Mapping[str, Sequence[Claim]], sources: Sources) -> list[dict[str, Any]]:
    """Who says what in the reports, by speaker; what is both a statement and an attributed claim is told once."""
    out: dict[str, dict[str, Any]] = {}
    seen: set[tuple[str, Any]] = set()
    for claim in _flat(statements.values()):
        key = (claim.report, claim.span)
        if claim.property not in SAID or key in seen or not isinstance(claim.value, Mapping):
            continue
        seen.add(key)
        name = view.shortened(str(claim.value.get("speaker") or "unnamed"))
        speaker = out.setdefault(name, {"name": name, "party": None, "said": []})
        speaker["party"] = speaker["party"] or claim.value.get("party")
        is_direct = bool(claim.value.get("direct"))
        speaker["said"].append(
            {"text": view.shortened(text_of(claim).strip(" ,"), 2000), "is_direct": is_direct, "chip": sources.chip(claim)}
        )
    for speaker in out.values():
        speaker["side"] = party_name(speaker["party"]) if speaker["party"] else ""
    return list(out.values())


def _editions(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The editions of the series in order; the one of this page is `is_this`."""
    return [{**e, "name": view.shortened(e["name"] or "unnamed"), "is_this": e["id"] == record["id"]} for e in record["editions"]]


def _vienna(seen: Mapping[str, Any], sources: Sources) -> dict[str, Any]:
    findings = [{**f, "chips": sources.chips(b["claim"] for b in f["claims"])} for f in seen["findings"]]
    told = [f for f in findings if f["answer"] != "cannot tell"]
    return {
        "covers": seen["covers"],
        "why": seen["covered"],
        "findings": told,
        "open": [f for f in findings if f["answer"] == "cannot tell"],
    }


def _flat(held: Iterable[Sequence[Claim]]) -> list[Claim]:
    return [c for claims in held for c in claims]


def text_of(claim: Claim) -> str:
    """The text of a claim that has one: a statement, a background statement, a milestone."""
    return str(claim.value["text"]) if isinstance(claim.value, Mapping) else str(claim.value)
