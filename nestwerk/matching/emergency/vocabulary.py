"""Which classes of meaning a word or a turn of phrase belongs to: HIT, CHILD, SWALLOW, ….

The lists stand in ``data/<language>.tsv``: ``CLASS<TAB>entry|entry|…``. All languages share one index, since people
mix them. An entry is a word (``haut``), a beginning (``verschluck*``), an ending (``*saft``), a part (``*tablett*``)
or several of these in order. In a turn of phrase ``..`` leaves room for up to four other words, ``a/b`` is either
word, a name in capitals is any single word of that class. ``=`` before an entry or a class forbids typing errors in
it. A class whose name begins with ``@`` is only there to be named in turns of phrase.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from nestwerk.matching.emergency.folding import word_pattern, words
from nestwerk.matching.emergency.index import FUZZY_FROM, Index
from nestwerk.matching.emergency.spelling import other_spellings

LANGUAGES = ("de", "en", "tr", "ru", "uk", "ar")
GAP = 4  # words that ".." may stand for
_SURE_FROM = 7  # shorter words are only taken for misspelt if nothing at all is known of them
_FUZZY_FROM = {"de": 5, "en": 5, "tr": 6, "ru": 6, "uk": 6}
_SAYS_WHO = ("HIT_", "STRONG_3P", "HURT_1P")  # classes where a letter changes the person; only de and en mark them

_ARABIC_CLITICS = ("وال", "فال", "بال", "كال", "عال", "ال", "لل", "و", "ف", "ب", "ل", "ع", "ه")
# Small words that get glued to the next or the last one when people type in a hurry: nichtmehr, schlägtmich.
_GLUED = ("nicht", "mehr", "mich", "mir", "keine", "kein", "ich", "will", "hat", "sich", "dont", "cant", "want")

_GLUED_FROM = 8  # letters
_JOINED_PART = 3  # letters of the first part: er, be, an are words of their own
_JOINED_FROM = 8  # letters two words have together

Span = tuple[int, int]  # first and last word position
Element = str | None  # a mark, or None for room
Phrase = tuple[str, tuple[Element, ...], frozenset[str]]  # class, elements, the marks among them


class _Lists(NamedTuple):
    """The word lists, analysed."""

    entries: Index
    phrases: dict[str, list[Phrase]]  # rarest mark of the phrase → phrases
    ordinary: frozenset[str]


def _ordinary_words() -> frozenset[str]:
    """Return real words that lie one letter from an alarming one and must not be taken for it."""
    table = resources.files(__package__).joinpath("data", "ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in table.splitlines() if not line.startswith("#") for word in words(line))


@cache
def _lists() -> _Lists:
    """Read when first needed, a third of a second: a command that reads no question does not wait for it."""
    index = Index()
    by_mark: dict[str, list[Phrase]] = defaultdict(list)
    element_marks: dict[tuple[str, int], str] = {}
    phrases: list[Phrase] = []

    def mark_for(element: str, fuzzy_from: int, language: str) -> Element:
        if element == "..":
            return None
        if element.isupper() and element.isascii():
            return element
        key = (element, fuzzy_from)
        if key not in element_marks:
            element_marks[key] = str(len(element_marks))
            for either in element.split("/"):
                index.add(word_pattern(either), element_marks[key], fuzzy_from=fuzzy_from, turkish=language == "tr")
        return element_marks[key]

    for language in LANGUAGES:
        table = resources.files(__package__).joinpath("data", f"{language}.tsv").read_text(encoding="utf-8")
        for line in table.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            name, _, entries = line.partition("\t")
            for entry in filter(None, (part.strip() for part in entries.split("|"))):
                exact = name.startswith("=") or entry.startswith("=")
                exact = exact or (language not in ("de", "en") and name.startswith(_SAYS_WHO))
                fuzzy_from = 0 if exact else _FUZZY_FROM.get(language, 0)
                elements = entry.strip("=").split()
                if len(elements) == 1 and not elements[0].isupper():
                    for either in elements[0].split("/"):
                        index.add(
                            word_pattern(either), name.strip("="), fuzzy_from=fuzzy_from, turkish=language == "tr"
                        )
                    continue
                chain = tuple(mark_for(element, fuzzy_from, language) for element in elements)
                phrases.append((name.strip("="), chain, frozenset(mark for mark in chain if mark is not None)))
    usual = Counter(mark for _, _, needed in phrases for mark in needed)
    for phrase in phrases:
        by_mark[min(phrase[2], key=lambda mark: (not mark.isdigit(), usual[mark], mark))].append(phrase)
    return _Lists(index, by_mark, _ordinary_words())


def _without_clitics(word: str) -> list[str]:
    """Arabic writes "and", "with", "for" and "the" onto the word; return what is left when they are taken off."""
    left: list[str] = []
    for clitic in _ARABIC_CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 2:
            left.append(("ال" if clitic == "لل" else "") + word[len(clitic) :])
            left.append(word[len(clitic) :])
    return left


@lru_cache(maxsize=8192)
def _marks(word: str) -> frozenset[str]:
    index, _, ordinary = _lists()
    marks = index.marks(word)
    if "\u0600" <= word[0] <= "\u06ff":
        return marks.union(*(index.marks(bare) for bare in _without_clitics(word)))
    if word[0].isdigit():
        return marks
    known = "LOOKALIKE" in marks or any(not mark.isdigit() for mark in marks)
    others = other_spellings(word)
    if others and word not in ordinary and "LOOKALIKE" not in marks:
        marks = marks.union(*(index.marks(other) for other in others))
        known = known or any(not mark.isdigit() for mark in marks)
    if known or len(word) < FUZZY_FROM or word in ordinary or (marks and len(word) < _SURE_FROM):
        return marks
    return marks | index.near_marks(word)


def _follow(chain: tuple[Element, ...], marks: list[frozenset[str]], at: int) -> int | None:
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
    index, phrases, _ = _lists()
    marks = [_marks(token) for token in tokens]
    for at in range(len(tokens) - 1):  # "spül mittel", "knopf batterie"; but "er trinkt" drowns nobody
        first, second = tokens[at], tokens[at + 1]
        joined = index.exact.get(first + second)
        if joined and len(first) >= _JOINED_PART and len(first) + len(second) >= _JOINED_FROM:
            marks[at] |= joined
    present: frozenset[str] = frozenset().union(*marks)
    found: dict[str, list[Span]] = defaultdict(list)
    for at, here in enumerate(marks):
        for mark in here:
            if not mark.isdigit() and mark[0] != "@":
                found[mark].append((at, at))
    for mark in present:
        for name, chain, needed in phrases.get(mark, ()):
            if not needed <= present:
                continue
            for at, here in enumerate(marks):
                if chain[0] in here:
                    end = _follow(chain[1:], marks, at + 1)
                    if end is not None:
                        found[name].append((at, end))
    return found


def class_names() -> frozenset[str]:
    """Return the classes that the word lists fill."""
    index, by_mark, _ = _lists()
    marks = {mark for marks in (*index.exact.values(), *index.starts.values(), *index.ends.values()) for mark in marks}
    marks |= {mark for parts in index.parts.values() for _, mark in parts}
    marks |= {name for phrases in by_mark.values() for name, _, _ in phrases}
    return frozenset(mark for mark in marks if not mark.isdigit() and mark[0] != "@")


def _unglued(word: str) -> list[str]:
    """Part a small word from the one it was typed onto, if the rest is in the lists and the whole is not."""
    index, _, ordinary = _lists()
    if len(word) >= _GLUED_FROM and word not in ordinary and not _marks(word):
        for small in _GLUED:
            if word.startswith(small) and index.exact.get(word[len(small) :]):
                return [small, word[len(small) :]]
            if word.endswith(small) and index.exact.get(word[: -len(small)]):
                return [word[: -len(small)], small]
    return [word]


def cut(text: str) -> list[str]:
    """Cut a query into folded words, at most sixty: nobody tells an emergency in more."""
    return [part for word in words(text)[:60] for part in _unglued(word)]
