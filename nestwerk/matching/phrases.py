"""Phrases: ways of saying something, read from the taxonomy's words and the lexicon's lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nestwerk.matching.stems import CHILD, LETTER, NEGATOR, NEGATORS, key, own_key, telling_key
from nestwerk.matching.text import folded

# Groups that say who asks or is asked about, hardly ever what for.
WHO = frozenset(
    f"tg.{name}"
    for name in (
        "all_families", "fathers", "infant", "toddler", "pregnant", "expectant_parents", "first_time", "grandparents",
        "single_parents", "large_family", "professionals",
    )
)  # fmt: skip
FACTS = ("slot.", "veto.")  # codes that are said or not said, whatever else is
ELSEWHERE = "slot.elsewhere"  # what other worlds of life speak of: dogs, cars, old age


class Phrase(NamedTuple):
    """A way of saying something, analysed. ``needed`` must all be there, ``absent`` must not."""

    code: str
    language: str
    keys: tuple[str, ...]
    whole: bool
    absent: tuple[str, ...]


def analysed(code: str, language: str, text: str, words: Sequence[str] | None = None) -> Phrase | None:
    """A lexicon phrase: ``"quotes"`` demand all words, ``-word`` forbids one. ``None`` if nothing is left.

    ``words`` are the folded words of the text, if they are at hand.
    """
    text = text.strip()
    whole = len(text) > 2 and text[0] == '"' and text[-1] == '"'
    if text[0:1] == "-" or " -" in text:
        parts = text.strip('"').split()
        wanted = [word for part in parts if part[0] != "-" or len(part) == 1 for word in folded(part)]
        forbidden = [word for part in parts if part[0] == "-" for word in folded(part)]
        absent = tuple(found for word in forbidden if (found := key(word, language)))
    else:
        wanted, absent = folded(text) if words is None else list(words), ()
    keys = [found for word in wanted if (found := key(word, language))]
    if len(set(keys)) == 1 and len(wanted) > 1:
        keys += [found for word in wanted if (found := telling_key(word, language))]
    light = (f"{LETTER[language]}:{CHILD}", f"{LETTER[language]}:{NEGATOR}")
    if not any(found not in light for found in keys):
        keys = [
            f"{LETTER[language]}:{NEGATOR}" if word in NEGATORS[language] else own_key(word, language)
            for word in wanted
        ]
    if not keys:
        return None
    return Phrase(code, language, tuple(dict.fromkeys(keys)), whole or code.startswith(FACTS), absent)
