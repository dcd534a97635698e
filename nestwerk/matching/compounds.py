"""German compounds: joined ones taken apart (``nachsorgehebamme``), split ones put together (``still probleme``)."""

from __future__ import annotations

from collections.abc import Callable, Collection

SHORTEST_PART = 3
SHORTEST_STEMMED = 5  # of a part that is not known itself but by its stem
_LINKS = ("", "s", "n", "en", "es", "er", "e", "ns")


class Splitter:
    """Takes long words apart into words it knows.

    ``words`` are folded words; ``known_stem`` tells whether a stem belongs to a known word.
    """

    def __init__(self, words: Collection[str], stem: Callable[[str], str], known_stem: Callable[[str], bool]) -> None:
        self._words = words
        self._stem = stem
        self._known_stem = known_stem
        self._seen: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words a folded word consists of, in order; empty if it does not come apart completely."""
        if len(word) < 2 * SHORTEST_PART + 1 or len(word) > 40:
            return ()
        found = self._seen.get(word)
        if found is None:
            found = self._take_apart(word, 3)
            if len(self._seen) < 50_000:
                self._seen[word] = found
        return found

    def head(self, word: str) -> str:
        """The longest known word of at least five letters at the end of ``word``; empty if there is none."""
        for cut in range(SHORTEST_PART, len(word) - 4):
            if self._is_word(word[cut:]):
                return word[cut:]
        return ""

    def _is_word(self, part: str) -> bool:
        if part in self._words:
            return True
        return len(part) >= SHORTEST_STEMMED and self._known_stem(self._stem(part))

    def _first(self, part: str) -> str:
        """The word a first part stands for, its linking letters taken off; empty if unknown."""
        for link in _LINKS:
            bare = part[: len(part) - len(link)] if part.endswith(link) else ""
            if len(bare) >= SHORTEST_PART and bare in self._words:
                return bare
        if len(part) >= SHORTEST_STEMMED and self._known_stem(self._stem(part)):
            return part
        return part + "e" if len(part) >= 4 and part + "e" in self._words else ""

    def _take_apart(self, word: str, most: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        best_score = 0
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first = self._first(word[:cut])
            if not first:
                continue
            rest = word[cut:]
            if self._is_word(rest):
                tail: tuple[str, ...] = (rest,)
            elif most > 2 and len(rest) >= 2 * SHORTEST_PART:
                tail = self._take_apart(rest, most - 1)
            else:
                tail = ()
            if tail:
                parts = (first, *tail)
                score = 100 - 30 * len(parts) + 3 * min(map(len, parts)) + sum(part in self._words for part in parts)
                if score > best_score:
                    best, best_score = parts, score
        return best
