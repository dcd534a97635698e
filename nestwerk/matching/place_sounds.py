"""Places written as they sound, in Cyrillic or Arabic letters: в Зоннеберге, у Грімені, في شترالزوند."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nestwerk.matching.place_table import Entry, PlaceTable
from nestwerk.matching.place_words import ORDINARY
from nestwerk.matching.sounds import frames, nearest
from nestwerk.matching.text import script
from nestwerk.matching.types import Place

VILLAGE, TOWN, CITY = 1_500, 5_000, 20_000  # inhabitants from which a place counts, without "in", and inexactly said
OWN_LISTS = ("ags:", "area:")  # the project's own: where the networks are, whatever their size; villages only near
_SHORT = 5  # letters of a name that counts without "in"
_VOWELS, _SLIPPED = 6, 7  # letters of a name in which a wrong vowel, a wrong consonant is forgiven
_FURTHER = 2  # letters a further word of a name may lie from it


class Heard(NamedTuple):
    """Names that sound alike and their number of words.

    ``away``: how far they lie from what was typed; ``first``: their German word; ``form``: what it was heard in,
    ``bent`` if an ending was taken off; ``slipped`` if a consonant is wrong.
    """

    entries: list[Entry]
    length: int
    away: int
    first: str
    form: str
    bent: bool
    slipped: bool


def heard_at(table: PlaceTable, words: Sequence[str], start: int, forms: Iterable[str], *, slips: bool) -> Heard | None:
    """The longest and nearest names that sound like the folded words beginning at ``start``.

    ``forms`` are the first word with and without the endings its language puts on it.
    """
    best: Heard | None = None
    for number, form in enumerate(dict.fromkeys(forms)):
        if len(form) < 3:
            continue
        away, firsts = table.sounding_like(form, slips=slips)
        slipped = bool(firsts) and set(frames(form)).isdisjoint(frames(firsts[0]))
        for first in firsts:
            for entry in table.beginning(first):
                length = len(entry[0])
                if not _continued(entry[0], words, start):
                    continue
                if best is None or (-length, slipped, away) < (-best.length, best.slipped, best.away):
                    best = Heard([entry], length, away, first, form, number > 0, slipped)
                elif (length, away, slipped) == (best.length, best.away, best.slipped):
                    best.entries.append(entry)
    return best


def counts(found: Heard, word: str, place: Place, *, near: bool, said_in: bool, glued: bool = False) -> float:
    """How surely a place that only sounds like ``word`` is meant (0 to 1).

    The farther and the shorter what was typed, the better known the place must be; without "in" it must be exact.
    ``glued``: "in" is only a letter before the word, as Arabic writes it.
    """
    ours = near or place.key.startswith(OWN_LISTS)
    if not (ours or place.population >= VILLAGE):
        return 0.0
    known = ours or place.population >= CITY
    consonants = max((len(each) for each in frames(found.form)), default=0)
    if glued:
        said_in = consonants >= 4
    elif script(word) == "arabic" and consonants < 3:
        said_in = said_in and ours
    if found.length > 1:
        return 0.95 if found.away <= 1 else 0.0
    if said_in:
        if consonants < 3 and not (known and found.away == 0):
            return 0.0
        if found.slipped:
            return 0.75 if known and consonants >= 4 and len(found.form) >= _SLIPPED else 0.0
        return 0.9 if found.away == 0 or (known and len(found.form) >= _VOWELS) else 0.0
    exact = found.away == 0 and not found.bent and not found.slipped
    if found.first in ORDINARY or len(word) < _SHORT or consonants < 3 + (script(word) == "arabic"):
        return 0.0
    least = CITY if script(word) == "arabic" else TOWN  # written without vowels, much sounds like a town
    return 0.65 if exact and (ours or place.population >= least) else 0.0


def _continued(name: tuple[str, ...], words: Sequence[str], start: int) -> bool:
    typed = words[start + 1 : start + len(name)]
    return len(typed) == len(name) - 1 and all(
        one == other or (nearest(one, other) <= _FURTHER and not set(frames(one)).isdisjoint(frames(other)))
        for one, other in zip(typed, name[1:], strict=True)
    )
