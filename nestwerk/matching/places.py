"""Places said in a sentence: names in any script, postal codes, told apart from ordinary words and from namesakes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from nestwerk.matching.geo import km_between
from nestwerk.matching.german import simpler
from nestwerk.matching.place_sounds import CITY, OWN_LISTS, counts, heard_at
from nestwerk.matching.place_table import Entry, PlaceTable
from nestwerk.matching.place_words import NO_NAMES, OFFICES, ORDINARY
from nestwerk.matching.sounds import in_other_letters
from nestwerk.matching.spelling import slips, sound
from nestwerk.matching.text import script, words_of
from nestwerk.matching.types import Place

NEAR_HOME_KM = 70.0
VILLAGE = 1_500  # inhabitants; a shorter name of a smaller place needs a capital or a preposition
TOWN = 5_000  # inhabitants from which a short name counts without "in"
_MISSPELT, _FORGIVEN = 6, 1.0  # letters of a name from which a slip is forgiven without "in", and how far it may lie
_BEFORE = words_of(
    "in bei aus raum umgebung um nähe region gemeinde stadt ortsteil wohne wohnen lebe umkreis bezirk nahe near from "
    "around в во из под около у біля з із зі під від до возле рядом недалеко поруч неподалік город городе место місто "
    "місті район районе районі في من قرب جنب بمدينة مدينة بلدة منطقة ف ب"
)
_LOOSE_BEFORE = words_of("um aus bei from у з в из من في")  # "aus Essen" is a town, "aus essen" hardly
_ARTICLES_AFTER_IN = words_of("der dem den die das meine meinem einer einem eine letzter dieser the my this")
_ARABIC_THE = ("ال", "بال", "وال", "لل")  # no German place bears it
_STATION = words_of("nach bis richtung")
_TURKISH_CASES = ("dendir", "dedir", "deki", "daki", "den", "dan", "ten", "tan", "nde", "nda", "de", "da", "te", "ta")
_CYRILLIC_ENDINGS = ("ом", "ем", "е", "у", "а", "і", "и", "ю", "я")


class FoundPlace(NamedTuple):
    """A place and the words it was said with: ``[start, end)`` in the list of folded words."""

    place: Place
    start: int
    end: int
    strength: float


class PlaceNames:
    """All known places by name and postal code.

    ``centres`` are the middles of the networks served: of several places of one name the one near them is meant.
    """

    def __init__(self, table: PlaceTable, centres: Sequence[Sequence[float]] = ()) -> None:
        self._table = table
        self._centres = tuple((lat, lon) for lat, lon in centres)

    def by_code(self, code: str) -> Place | None:
        """The place of a postal code."""
        return self._table.by_code(code)

    def begins(self, word: str) -> bool:
        """Whether a name begins with the folded ``word``."""
        return bool(self._table.beginning(word))

    def find(
        self, words: Sequence[str], surface: Sequence[str], ordinary: Collection[str], home: tuple[float, float] | None
    ) -> FoundPlace | None:
        """The place meant in a sentence of folded ``words``; ``surface`` are the same words as typed.

        A name that is also an ordinary word (here, or one of ``ordinary``) counts only after a word such as "in".
        """
        for number, word in enumerate(words):
            place = self.by_code(word) if len(word) == 5 else None
            if place:
                return FoundPlace(place, number, number + 1, 1.0)
        best: FoundPlace | None = None
        for start in range(len(words)):
            word = words[start]
            in_latin = word.isascii()
            if not in_latin and word in NO_NAMES:
                continue
            found = self._at(words, start, home)
            if found is None:
                if in_latin or word in ordinary:
                    continue
                found = self._by_ear(words, start, home, said_in=start > 0 and words[start - 1] in _BEFORE)
                strength = found.strength if found else 0.0
            else:
                strength = self._strength(found, words, surface, ordinary, home)
            if found is None:
                continue
            if strength and (
                best is None
                or (strength, found.end - found.start, start) > (best.strength, best.end - best.start, best.start)
            ):
                best = found._replace(strength=strength)
        if best is None:
            best = self._after_preposition(words, ordinary, home)
        return best

    def misspelt(self, word: str, home: tuple[float, float] | None) -> Place | None:
        """The place a folded ``word`` nobody knows was meant to be, if it is near, one of ours or a city.

        Names of six letters and more; one slip, two from nine letters on.
        """
        if len(word) < _MISSPELT or script(word) != "latin" or word in NO_NAMES:
            return None
        near = [
            (far, -place.population, place)
            for length in range(len(word) - 1, len(word) + 2)
            for name in self._table.by_start.get((word[0], length), ())
            if name not in ORDINARY
            and (far := slips(word, name, sound(word) == sound(name))) <= _FORGIVEN
            and (whole := [entry for entry in self._table.beginning(name) if len(entry[0]) == 1])
            and self._well_known(place := self._choose(whole, home), home)
        ]
        return min(near, key=lambda found: found[:2])[2] if near else None

    def _at(self, words: Sequence[str], start: int, home: tuple[float, float] | None) -> FoundPlace | None:
        """The longest name beginning at a word."""
        for first in self._forms(words[start]):
            entries = self._table.beginning(first)
            if not entries:
                continue
            longest: list[Entry] = []
            for entry in entries:
                name = entry[0]
                if len(name) == 1 or tuple(words[start + 1 : start + len(name)]) == name[1:]:
                    if longest and len(name) > len(longest[0][0]):
                        longest = []
                    if not longest or len(name) == len(longest[0][0]):
                        longest.append(entry)
            if longest:
                return FoundPlace(self._choose(longest, home), start, start + len(longest[0][0]), 0.5)
        return None

    def _by_ear(
        self,
        words: Sequence[str],
        start: int,
        home: tuple[float, float] | None,
        *,
        said_in: bool,
    ) -> FoundPlace | None:
        """A name in Cyrillic or Arabic letters that nobody has listed, by its sound."""
        word = words[start]
        glued = not said_in and word[0] == "ب"
        if len(word) < (3 if said_in else 5) or not in_other_letters(word):
            return None
        bare = not (said_in or glued) or word.startswith(_ARABIC_THE)  # without "in" names stand as they are
        forms = (word,) if bare else self._forms(word)
        found = heard_at(self._table, words, start, forms, slips=said_in)
        if found is None:
            return None
        place = self._choose(found.entries, home)
        near = self._near(place, home) <= NEAR_HOME_KM
        strength = counts(found, word, place, near=near, said_in=said_in, glued=glued and found.bent)
        return FoundPlace(place, start, start + found.length, strength) if strength else None

    def _forms(self, word: str) -> Iterable[str]:
        """A name as typed and without the ending a language puts on it (Storkower, Suhl'da, в Зоннеберге)."""
        yield word
        kind = script(word)
        if kind == "latin":
            if word.endswith("er") and len(word) > 6:
                yield word[:-2]
                yield word[:-2] + "e"
            for ending in _TURKISH_CASES:
                if word.endswith(ending) and len(word) - len(ending) >= 4:
                    yield word[: -len(ending)]
        elif kind == "cyrillic":
            for ending in _CYRILLIC_ENDINGS:
                if word.endswith(ending) and len(word) - len(ending) >= 3:
                    yield word[: -len(ending)]
                    yield word[: -len(ending)] + "а"
            if word.endswith("зі"):
                yield word[:-2] + "г"
        elif kind == "arabic" and len(word) > 4:
            for prefix in ("ب", "ل", "ال", "بال", "وال"):
                if word.startswith(prefix):
                    yield word[len(prefix) :]

    def _choose(self, entries: Sequence[Entry], home: tuple[float, float] | None) -> Place:
        def order(entry: Entry) -> tuple[float, ...]:
            _, place, whole = entry
            near = self._near(place, home)
            return (
                near <= NEAR_HOME_KM,
                whole or near <= NEAR_HOME_KM,
                place.population if near > NEAR_HOME_KM else 0,
                -near,
                place.population,
            )

        return max(entries, key=order)[1]

    def _near(self, place: Place, home: tuple[float, float] | None) -> float:
        middles = (home,) if home else self._centres
        return min((km_between(place.lat, place.lon, *middle) for middle in middles), default=9999.0)

    def _strength(
        self,
        found: FoundPlace,
        words: Sequence[str],
        surface: Sequence[str],
        ordinary: Collection[str],
        home: tuple[float, float] | None,
    ) -> float:
        name = words[found.start]
        before = words[found.start - 1] if found.start else ""
        said_in = before in _BEFORE
        if found.end - found.start > 1:
            return 1.0
        typed_small = surface[found.start].islower()
        forms = set(self._forms(name))
        ambiguous = name in ordinary or not ORDINARY.isdisjoint(forms)
        if typed_small and script(name) == "latin":
            ambiguous |= any(rest in ordinary for rest in simpler(name))  # "anschau" is looking before it is a village
        elif typed_small and not forms.isdisjoint(ordinary):
            return 0.0
        if len(name) <= 4 and script(name) != "latin" and not self._well_known(found.place, home):
            return 0.0  # "в том числе" is no village
        if said_in and not (ambiguous and before in _LOOSE_BEFORE and typed_small):
            return 0.95
        asked_there = before in OFFICES and found.end == len(words) and found.place.population >= CITY
        if ambiguous:
            return 0.7 if asked_there else 0.0
        if script(name) != "latin":
            return 0.7 if len(name) >= 5 else 0.0
        if found.start and before in _STATION:
            return 0.7
        near = self._near(found.place, home) <= NEAR_HOME_KM
        population = found.place.population
        if len(name) <= 3:
            return 0.6 if population >= 50_000 and (asked_there or surface[found.start][:1].isupper()) else 0.0
        capital = surface[found.start][:1].isupper()
        if (
            name != words[found.start]
            or len(name) > 5 + (population < VILLAGE)
            or population >= TOWN
            or near
            or capital
        ):
            return 0.6 + 0.1 * near + 0.05 * capital
        return 0.0

    def _well_known(self, place: Place, home: tuple[float, float] | None) -> bool:
        own = place.key.startswith(OWN_LISTS)
        return own or place.population >= CITY or self._near(place, home) <= NEAR_HOME_KM

    def _after_preposition(
        self, words: Sequence[str], ordinary: Collection[str], home: tuple[float, float] | None
    ) -> FoundPlace | None:
        for start in range(1, len(words)):
            word = words[start]
            said_in = words[start - 1] == "in"
            if (
                (not said_in and words[start - 1] not in _BEFORE)
                or len(word) < (6 if said_in else 7)
                or word in ordinary
                or word in ORDINARY
                or word in _ARTICLES_AFTER_IN
            ):
                continue
            close = self._mistyped(word)
            if close and close not in ORDINARY and close not in ordinary:
                place = self._choose(self._table.beginning(close), home)
                if said_in or self._near(place, home) <= NEAR_HOME_KM:
                    return FoundPlace(place, start, start + 1, 0.5)
        return None

    def _mistyped(self, word: str) -> str:
        """The known first word of a name one error away from ``word`` (two from nine letters on); empty if none."""
        if len(word) < 5:
            return ""
        most = 2 if len(word) >= 9 else 1
        best, best_distance = "", most + 1
        for length in range(len(word) - 1, len(word) + 2):
            names = self._table.by_start.get((word[0], length), [])
            close = process.extractOne(word, names, scorer=DamerauLevenshtein.distance, score_cutoff=most)
            if close and close[1] < best_distance:
                best, best_distance = close[0], int(close[1])
        return best
