"""What templates get to show a report as it was read: its marked text, its exercises, who said what. For stored and for fresh codings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from vedette.export import states
from vedette.model import Account, Claim, Report
from vedette.schema import schema
from vedette.serve.render import account_title, as_dict, value_text
from vedette.serve.web.marking import GROUP_OF, GROUPS, marked
from vedette.store import Catalogue

SAID = ("statement", "attributed_claim")


def reading(report: Report, accounts: Sequence[Account], claims: Sequence[Claim], homes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The context of `_reading.html`: `homes` tells which exercise of the catalogue an account is of."""
    every = [*(c for a in accounts for c in a.claims), *claims]
    counts = {key: len({c.id for c in every if GROUP_OF[c.property] == key}) for key in GROUPS}
    return {
        "report": report,
        "text": marked(report, every),
        "groups": [(key, label, counts[key]) for key, (label, _) in GROUPS.items()],
        "accounts": [_account(a, (homes or {}).get(a.id)) for a in accounts],
        "statements": _statements(claims),
        "background": [_row(c) for c in claims if c.property not in SAID],
        "claims": len({c.id for c in every}),
    }


def hidden_groups(wanted: str) -> frozenset[str]:
    """The groups named in an address (`when,who`, `bare` for what is not coded); what is no group is passed over."""
    return frozenset(wanted.split(",")) & frozenset((*GROUPS, "bare"))


def homes(catalogue: Catalogue, accounts: Iterable[Account]) -> dict[str, str]:
    """Account id → the exercise of the catalogue that it is of."""
    return catalogue.homes(a.id for a in accounts)


def _account(account: Account, home: str | None) -> dict[str, Any]:
    order = {name: n for n, name in enumerate(schema().by_id)}
    rows: list[dict[str, Any]] = []
    for claim in sorted(account.claims, key=lambda c: order[c.property]):
        label = schema().property(claim.property).label
        if not rows or rows[-1]["label"] != label:
            rows.append({"label": label, "group": GROUP_OF[claim.property], "claims": []})
        rows[-1]["claims"].append(_row(claim))
    return {"id": account.id, "ref": account.ref, "title": account_title(account), "focus": account.focus, "rows": rows, "exercise": home}


def _row(claim: Claim) -> dict[str, Any]:
    notes = [n for n, usual in ((claim.derivation, "stated"), (claim.modality, "asserted")) if n != usual]
    return {
        "id": claim.id,
        "group": GROUP_OF[claim.property],
        "label": schema().property(claim.property).label,
        "value": text_of(claim),
        "quote": claim.quote,
        "speaker": claim.speaker if "speaker" not in as_dict(claim.value) else None,
        "notes": notes,
        "confidence": claim.confidence,
    }


def text_of(claim: Claim) -> str:
    """A claim's value in words; states and organisations by their names."""
    is_party = schema().property(claim.property).value == "party"
    return states.name(str(claim.value)) if is_party else value_text(claim)


def _statements(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """By speaker, in the order in which they first speak; what is both a statement and an attributed claim is told once."""
    attributed: Collection[Any] = {c.span for c in claims if c.property == "attributed_claim"}
    speakers: dict[str, dict[str, Any]] = {}
    for claim in sorted(claims, key=lambda c: c.span.start):
        if claim.property in SAID and (claim.property != "statement" or claim.span not in attributed):
            value = as_dict(claim.value)
            said = {**_row(claim), "text": value.get("text"), "direct": value.get("direct", False), "cue": value.get("cue")}
            name = str(value.get("speaker") or "not named")
            speaker = speakers.setdefault(name, {"speaker": name, "party": None, "said": []})
            speaker["party"] = speaker["party"] or (states.name(value["party"]) if value.get("party") else None)
            speaker["said"].append(said)
    return list(speakers.values())
