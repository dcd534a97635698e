"""Which classes of meaning a word or a turn of phrase belongs to: HIT, CHILD, SWALLOW, ….

The lists stand in ``data/<language>.tsv``: ``CLASS<TAB>entry|entry|…``. All languages share one index, since people
mix them. An entry is a word (``haut``), a beginning (``verschluck*``), an ending (``*saft``), a part (``*tablett*``)
or several of these in order; ``..`` leaves room for up to three other words, ``=`` before an entry or a
class forbids typing errors in it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib import resources

from nestwerk.matching.emergency.folding import word_pattern, words

LANGUAGES = ("de", "en", "tr", "ru", "uk", "ar")
GAP = 3  # words that ".." may stand for
_FUZZY_FROM = 7  # letters a word needs before one typing error in it is forgiven
_FORGIVING = {"de", "en"}  # elsewhere one letter makes another word: Turkish alıyor and almıyor

_ARABIC_CLITICS = ("وال", "فال", "بال", "كال", "عال", "ال", "لل", "و", "ف", "ب", "ل", "ع", "ه")

Span = tuple[int, int]  # first and last word position
Phrase = tuple[str, tuple[str | None, ...]]  # class, elements after the first


class _Index:
    """Word → marks. A mark is a class name, or a number that stands for one element of a phrase."""

    def __init__(self) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.starts: dict[str, set[str]] = defaultdict(set)
        self.ends: dict[str, set[str]] = defaultdict(set)
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.near: dict[str, set[tuple[str, bool]]] = defaultdict(set)
        self.marks_of: dict[tuple[str, bool], set[str]] = defaultdict(set)
        self.longest = 0

    def add(self, pattern: str, mark: str, *, forgiving: bool) -> None:
        body = pattern.strip("*")
        if not body:
            raise ValueError(f"empty entry in the word list of {mark}")
        open_start, open_end = pattern.startswith("*"), pattern.endswith("*")
        if open_start and open_end:
            self.parts[body[:3]].append((body, mark))
        elif open_start:
            self.ends[body].add(mark)
        elif open_end:
            self.starts[body].add(mark)
        else:
            self.exact[body].add(mark)
        self.longest = max(self.longest, len(body))
        if forgiving and not open_start and len(body) >= _FUZZY_FROM and body < "\u0590":
            self.marks_of[body, open_end].add(mark)
            for shorter in _one_less(body):
                self.near[shorter].add((body, open_end))

    def marks(self, word: str) -> frozenset[str]:
        found: set[str] = set(self.exact.get(word, ()))
        for size in range(1, min(len(word), self.longest) + 1):
            found |= self.starts.get(word[:size], set())
            found |= self.ends.get(word[-size:], set())
        for at in range(len(word) - 2):
            for body, mark in self.parts.get(word[at : at + 3], ()):
                if word.startswith(body, at):
                    found.add(mark)
        return frozenset(found)

    def near_marks(self, word: str) -> frozenset[str]:
        """Marks of list words that are one letter away: one missing, one too many, one wrong, two swapped."""
        found: set[str] = set()
        for size in range(_FUZZY_FROM - 1, min(len(word), self.longest + 1) + 1):
            piece = word[:size]
            whole = size == len(word)
            for shorter in _one_less(piece):
                for body, open_end in self.near.get(shorter, ()):
                    if (whole or open_end) and body[0] == piece[0] and _one_apart(piece, body):
                        found |= self.marks_of[body, open_end]
        return frozenset(found)


def _one_less(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_apart(left: str, right: str) -> bool:
    if left == right:
        return True
    if len(left) == len(right):
        differing = [at for at in range(len(left)) if left[at] != right[at]]
        if len(differing) == 1:
            return True
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return swapped and left[differing[0]] == right[differing[1]] and left[differing[1]] == right[differing[0]]
    short, long = sorted((left, right), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


_INDEX = _Index()
_PHRASES: dict[str, list[Phrase]] = defaultdict(list)  # mark of the first element → what must follow


def _load() -> None:
    element_marks: dict[tuple[str, bool], str] = {}

    def mark_for(pattern: str, forgiving: bool) -> str:
        key = (pattern, forgiving)
        if key not in element_marks:
            element_marks[key] = str(len(element_marks))
            _INDEX.add(pattern, element_marks[key], forgiving=forgiving)
        return element_marks[key]

    for language in LANGUAGES:
        table = resources.files(__package__).joinpath("data", f"{language}.tsv").read_text(encoding="utf-8")
        for line in table.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            name, _, entries = line.partition("\t")
            for entry in filter(None, (part.strip() for part in entries.split("|"))):
                forgiving = language in _FORGIVING and not (name.startswith("=") or entry.startswith("="))
                elements = [
                    element if element == ".." else word_pattern(element) for element in entry.strip("=").split()
                ]
                if len(elements) == 1:
                    _INDEX.add(elements[0], name.strip("="), forgiving=forgiving)
                    continue
                chain = tuple(None if element == ".." else mark_for(element, forgiving) for element in elements)
                _PHRASES[str(chain[0])].append((name.strip("="), chain[1:]))


def _without_clitics(word: str) -> list[str]:
    """Arabic writes "and", "with", "for" and "the" onto the word; return what is left when they are taken off."""
    left: list[str] = []
    for clitic in _ARABIC_CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 2:
            left.append(("ال" if clitic == "لل" else "") + word[len(clitic) :])
            left.append(word[len(clitic) :])
    return left


@lru_cache(maxsize=4096)
def _marks(word: str) -> frozenset[str]:
    marks = _INDEX.marks(word)
    if "\u0600" <= word[0] <= "\u06ff":
        return marks.union(*(_INDEX.marks(bare) for bare in _without_clitics(word)))
    if (
        "LOOKALIKE" in marks
        or any(not mark.isdigit() for mark in marks)
        or len(word) < _FUZZY_FROM - 1
        or word[0].isdigit()
    ):
        return marks
    return marks | _INDEX.near_marks(word)


def _follow(chain: tuple[str | None, ...], marks: list[frozenset[str]], at: int) -> int | None:
    """Return the position of the last word if ``chain`` continues from ``at``, else None."""
    room = 0
    for place, element in enumerate(chain):
        if element is None:
            room = GAP
            continue
        for position in range(at, min(at + room + 1, len(marks))):
            if element in marks[position]:
                if place == len(chain) - 1:
                    return position
                end = _follow(chain[place + 1 :], marks, position + 1)
                if end is not None:
                    return end
        return None
    return None


def classes(tokens: list[str]) -> dict[str, list[Span]]:
    """Return where in ``tokens`` (folded words) each class of meaning stands."""
    marks = [_marks(token) for token in tokens]
    found: dict[str, list[Span]] = defaultdict(list)
    for at, here in enumerate(marks):
        for mark in here:
            if not mark.isdigit():
                found[mark].append((at, at))
                continue
            for name, chain in _PHRASES.get(mark, ()):
                end = _follow(chain, marks, at + 1)
                if end is not None:
                    found[name].append((at, end))
    return found


def class_names() -> frozenset[str]:
    """Return the classes that the word lists fill."""
    marks = {
        mark for marks in (*_INDEX.exact.values(), *_INDEX.starts.values(), *_INDEX.ends.values()) for mark in marks
    }
    marks |= {mark for parts in _INDEX.parts.values() for _, mark in parts}
    marks |= {name for phrases in _PHRASES.values() for name, _ in phrases}
    return frozenset(mark for mark in marks if not mark.isdigit())


def cut(text: str) -> list[str]:
    """Cut a query into folded words, at most sixty: nobody tells an emergency in more."""
    return words(text)[:60]


_load()
