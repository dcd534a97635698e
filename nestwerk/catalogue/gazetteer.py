"""Finding a place by what a person types into the field for it: postal code, name, in any script, with slips."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from nestwerk.matching.geo import km_between
from nestwerk.matching.packing import Array, ends, packed, unpacked
from nestwerk.matching.types import Place

NEAR_KM = 80.0  # from the middle of a network: the largest counties reach that far
LIKE, MUCH_LIKE = 84, 90  # of 100: a slip near home or without one, and far from home
SURELY_LIKE = 93  # of 100: a neighbour with a slip rather than a small namesake far away
NO_CITY = 20_000  # people: such a namesake is a small one
A_CITY = 100_000  # people: far from home only its name is mistyped; its postal codes are quarters, not woods
_CODE = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
_ARTICLES = ("landkreis ", "kreis ", "stadt ", "gemeinde ", "in ", "bei ")


def fold(text: str) -> str:
    """Lower case, no marks, ä like ae, one blank between words: Zeulenroda-Triebes like zeulenroda triebes."""
    text = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    plain = "".join(s for s in unicodedata.normalize("NFKD", text) if not unicodedata.combining(s))
    return " ".join("".join(s if s.isalnum() else " " for s in plain).split())


_LANDS = frozenset(  # folded; those that are no city as well
    fold(name)
    for name in (
        "Baden-Württemberg", "Bayern", "Hessen", "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen",
        "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen", "Deutschland",
    )
)  # fmt: skip


def _bare(text: str) -> str:
    wanted = fold(text)
    for article in _ARTICLES:
        wanted = wanted.removeprefix(article)
    for land in _LANDS:  # "Sonneberg Thüringen"
        wanted = wanted.removesuffix(f" {land}")
    return "" if wanted in _LANDS else wanted


class Gazetteer:
    """All places of the snapshot by name and by postal code."""

    def __init__(self, arrays: Mapping[str, Array], places: Sequence[Place]) -> None:
        self._arrays, self._places = arrays, places

    @staticmethod
    def build(places: Iterable[Place]) -> dict[str, Array]:
        """The arrays of ``places``, which they name by number in this order."""
        by_name: dict[str, list[int]] = {}
        by_code: dict[str, list[int]] = {}
        for number, place in enumerate(places):
            for name in dict.fromkeys(map(fold, (place.name, *place.names))):
                if name:
                    by_name.setdefault(name, []).append(number)
            for code in place.postal_codes:
                by_code.setdefault(code, []).append(number)
        arrays: dict[str, Array] = {}
        for kind, found in (("names", by_name), ("codes", by_code)):
            ordered = sorted(found)
            arrays[kind] = packed(ordered)
            arrays[f"{kind}.ends"] = ends(len(found[name]) for name in ordered)
            arrays[f"{kind}.places"] = np.array([n for name in ordered for n in found[name]], np.int32)
        return arrays

    @cached_property
    def _names(self) -> list[str]:
        """All names in order. Read when the first place is looked up."""
        return unpacked(self._arrays["names"])

    @cached_property
    def _codes(self) -> list[str]:
        return unpacked(self._arrays["codes"])

    def _named(self, name: str) -> list[Place]:
        return self._at("names", self._names, name)

    def _at(self, kind: str, ordered: list[str], wanted: str) -> list[Place]:
        row = bisect.bisect_left(ordered, wanted)
        if row == len(ordered) or ordered[row] != wanted:
            return []
        first, last = self._arrays[f"{kind}.ends"][row : row + 2].tolist()
        return [self._places[number] for number in self._arrays[f"{kind}.places"][first:last].tolist()]

    def find(self, text: str, home: tuple[float, float] | None = None) -> Place | None:
        """The place meant by ``text``; of several with one name the nearest to ``home`` (WGS 84), else the largest.

        A postal code wins over a name beside it. People say the first word of the place next to them: with a ``home``,
        ``Bergen`` is Bergen auf Rügen there, and the Bergen far away elsewhere. Of an address each part between commas
        is tried. A slip of one or two letters is forgiven; far from home only two letters that changed places, or
        a slip in the name of a city: a hamlet we do not know is no other place far away.
        """
        text = text[:120]
        if code := _CODE.search(text):
            return self._of_code(code[0], text)
        wanted = [name for part in dict.fromkeys((text, *text.split(","))) if (name := _bare(part))]
        for known in (self._called, self._misspelt):
            for name in wanted:
                if found := known(name, home):
                    return min(found, key=lambda place: _order(place, home))
        return None

    def called(self, text: str) -> list[Place]:
        """Every place with exactly this name, those first that are spelled so themselves, then the largest."""
        wanted = _bare(text[:120])
        found = self._named(wanted) if wanted else []
        return sorted(found, key=lambda place: (fold(place.name) != wanted, *_order(place, None)))

    def longer(self, text: str) -> list[Place]:
        """Places whose name goes on where ``text`` ends, the largest first: Bergen auf Rügen for ``Bergen``."""
        wanted = _bare(text[:120])
        found = self._going_on(wanted) if wanted else []
        return sorted(found, key=lambda place: _order(place, None))

    def _going_on(self, wanted: str) -> list[Place]:
        return [place for name in _starting(self._names, f"{wanted} ") for place in self._named(name)]

    def _called(self, wanted: str, home: tuple[float, float] | None) -> list[Place]:
        exact = self._named(wanted)
        if home is not None:
            known = [*exact, *self._going_on(wanted)]
            if near := _near(known, home):
                return near
            if max((place.population for place in exact), default=NO_CITY) < NO_CITY:
                like = [name for name, far, _ in self._like(wanted) if far >= SURELY_LIKE and name != wanted]
                if close := _near([place for name in like for place in self._named(name)], home):
                    return close
        if exact or len(wanted) < 4:
            return exact
        return [place for name in _starting(self._names, wanted) for place in self._named(name)]

    def _misspelt(self, wanted: str, home: tuple[float, float] | None) -> list[Place]:
        if len(wanted) < 4:
            return []
        for name, likeness, _ in self._like(wanted):
            found = self._named(name)
            near = home and _near(found, home)
            sure = sorted(name) == sorted(wanted) or max(place.population for place in found) >= A_CITY
            if near or home is None or (likeness >= MUCH_LIKE and sure):
                return near or found
        return []

    def _like(self, wanted: str) -> list[tuple[str, float, int]]:
        return process.extract(wanted, self._names, scorer=fuzz.ratio, score_cutoff=LIKE, limit=8)

    def suggest(self, text: str, limit: int = 8, home: tuple[float, float] | None = None) -> list[Place]:
        """Places whose name or postal code begins with ``text``, likeliest first."""
        wanted = fold(text[:120])
        if not wanted:
            return []
        if wanted.isdigit():
            codes = _starting(self._codes, wanted)[:limit]
            return [place for code in codes if (place := self._of_code(code, "")) is not None]
        found = {place.key: place for name in _starting(self._names, wanted) for place in self._named(name)}
        return sorted(found.values(), key=lambda place: _order(place, home))[:limit]

    def _of_code(self, code: str, text: str) -> Place | None:
        places = self._at("codes", self._codes, code)
        if not places:
            return None
        words = fold(text)
        named = [place for place in places if fold(place.name) in words] if words != code else []
        best = min(named or places, key=lambda place: _order(place, None))
        in_a_city = best.population >= A_CITY and len(best.postal_codes) > 1
        where = next((place for place in places if in_a_city and place.key == f"plz:{code}"), best)
        return Place(
            key=f"plz:{code}",
            name=best.name,
            names=best.names,
            postal_codes=(code, *(c for c in best.postal_codes if c != code)),
            lat=where.lat,
            lon=where.lon,
            population=best.population,
            ags=best.ags,
        )


def _starting(ordered: list[str], prefix: str) -> list[str]:
    low = bisect.bisect_left(ordered, prefix)
    high = bisect.bisect_left(ordered, prefix + "\U0010ffff")
    return ordered[low:high]


def _near(places: list[Place], home: tuple[float, float]) -> list[Place]:
    return [place for place in places if km_between(place.lat, place.lon, *home) <= NEAR_KM]


def _order(place: Place, home: tuple[float, float] | None) -> tuple[float, float]:
    if home is None:
        return 0.0, -float(place.population)
    return km_between(place.lat, place.lon, *home), -float(place.population)
