"""Other ways to write a word: dialect, quick typing, Latin letters for Russian; so that a list names a word only once.

``data/spellings.tsv``: ``word<TAB>variant|variant|…``. What is typed as a variant is read as both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources

from nestwerk.matching.emergency.folding import fold

_SWALLOWED_E = re.compile(r"^g(?=[bcdfhkmpqstvwz])")  # gschlagen, gfallen; not gl, gn, gr, where words begin so
_ENDINGS = (("n", "en"), ("a", "en"), ("d", "t"), ("ts", "t"))


def _load() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = defaultdict(list)
    text = resources.files(__package__).joinpath("data", "spellings.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, _, variants = line.partition("\t")
        for variant in variants.split("|"):
            table[fold(variant.strip())].append(fold(word.strip()))
    return {variant: tuple(meant) for variant, meant in table.items()}


_VARIANTS = _load()


def other_spellings(word: str) -> tuple[str, ...]:
    """Return the words that ``word`` (folded) may stand for: listed variants, else what German dialect swallows."""
    listed = _VARIANTS.get(word)
    if listed is not None:
        return listed
    if len(word) < 5 or not word.isascii():
        return ()
    found: list[str] = []
    begun = _SWALLOWED_E.sub("ge", word)
    if begun != word:
        found.append(begun)
    for start in {word, begun}:
        for ending, whole in _ENDINGS:
            if start.endswith(ending) and not (ending == "n" and start[-2] in "aeiou"):
                found.append(start[: -len(ending)] + whole)
    doubled = re.sub(r"(.)\1", r"\1", word)
    if doubled != word:
        found.append(doubled)
    return tuple(found)
