"""What the coder makes of ordinary constructions, each tried with several states, names, places and numbers.

`constructions.yaml` holds short texts with gaps ({A} and {B} hold {name} at {place} …) and what a reader learns of each exercise. A report
that nobody has seen is most likely made of such sentences.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from vedette.model import Account
from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read

PUBLISHED = "2024-05-16"
"""A Thursday."""
FILLINGS = (
    "A=Ghana a=GH Ad=Ghanaian B=Togo b=TG Bd=Togolese C=Poland c=PL Cd=Polish D=Latvia d=LV Dd=Latvian "
    "place=Tamale place2=Kara people=1,200 name=Silver_Heron name2=Copper_Gate",
    "A=India a=IN Ad=Indian B=Nepal b=NP Bd=Nepali C=Kenya c=KE Cd=Kenyan D=Uganda d=UG Dd=Ugandan "
    "place=Pithoragarh place2=Pokhara people=350 name=Thunder_Ridge name2=Amber_Lance",
    "A=Peru a=PE Ad=Peruvian B=Ecuador b=EC Bd=Ecuadorian C=Japan c=JP Cd=Japanese D=Australia d=AU Dd=Australian "
    "place=Piura place2=Iquitos people=4,000 name=Desert_Falcon name2=Kestrel_Strike",
    "A=Turkey a=TR Ad=Turkish B=Azerbaijan b=AZ Bd=Azerbaijani C=Chile c=CL Cd=Chilean D=Argentina d=AR Dd=Argentine "
    "place=Konya place2=Ganja people=700 name=Granite_Lance name2=Iron_Forge",
)
"""What fills the gaps; a blank within a name is written as _."""


@cache
def constructions() -> list[dict[str, Any]]:
    return list(yaml.safe_load((Path(__file__).parent / "constructions.yaml").read_text(encoding="utf-8")))


def filled(gaps: object, filling: Mapping[str, str]) -> Any:
    """A construction, or a part of one, with its gaps filled."""
    if isinstance(gaps, str):
        return gaps.format_map(filling)
    if isinstance(gaps, list):
        return [filled(one, filling) for one in gaps]
    return {key: filled(one, filling) for key, one in gaps.items()} if isinstance(gaps, dict) else gaps


def told(account: Account) -> dict[str, object]:
    """What was read of an exercise, in the words of the constructions; people of all sides together: 900, 900+ for at least so many.

    Those of the only side are all there are.
    """
    sides = account.values("participant")
    alone = sides[0] if len(sides) == 1 else None
    whole = [v for v in account.values("personnel") if isinstance(v, dict) and v["party"] in (None, alone)]
    people = [f"{v['low']:,}" + ("" if v["high"] else "+") for v in whole if v["low"]]
    return {
        **{slot: account.value(slot) for slot in ("name", "status", "start", "end")},
        "participants": sorted(map(str, account.values("participant"))),
        "places": sorted(v["name"] for v in account.values("place") if isinstance(v, dict)),
        "people": people[0] if len(people) == 1 else people or None,
        "materiel": sorted(v["type"] for v in account.values("materiel") if isinstance(v, dict)),
        "units": sorted(v["name"] for v in account.values("unit") if isinstance(v, dict)),
        "objectives": account.values("objective"),
    }


def expected(exercise: Mapping[str, object]) -> dict[str, object]:
    return {slot: sorted(value) if isinstance(value, list) else value for slot, value in exercise.items()}


@pytest.mark.parametrize("filling", FILLINGS, ids=[f.split()[0] for f in FILLINGS])
@pytest.mark.parametrize("construction", constructions(), ids=[c["text"][-60:] for c in constructions()])
def test_a_reader_learns_this(construction: dict[str, Any], filling: str) -> None:
    words = {key: value.replace("_", " ") for key, value in (pair.split("=") for pair in filling.split())}
    words["NAME"] = words["name"].upper()
    wanted = [expected(e) for e in filled(construction["exercises"], words)]
    text = filled(construction["text"], words)
    found = [told(a) for a in code(read(Raw(b"", "text", "", text=text), published=PUBLISHED)).accounts]
    assert len(found) == len(wanted), text
    for exercise in wanted:
        assert exercise in [{slot: one[slot] for slot in exercise} for one in found], text
