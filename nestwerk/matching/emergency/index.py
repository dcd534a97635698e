"""Finds the entries of the word lists that a word matches: as it stands, by beginning, ending or part, or misspelt."""

from __future__ import annotations

from collections import defaultdict

FUZZY_FROM = 5  # letters a word needs before one typing error in it may be forgiven
_BEGINNING_FROM = 6  # letters; a shorter beginning is only forgiven a slip if it is the whole word
_NEGATION = "m"  # Turkish: alıyor, almıyor; one letter too many or too few there is no slip but the opposite


class Index:
    """Word → marks. A mark is a class name, or a number that stands for one element of a phrase."""

    def __init__(self) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.starts: dict[str, set[str]] = defaultdict(set)
        self.ends: dict[str, set[str]] = defaultdict(set)
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.near: dict[str, set[tuple[str, bool]]] = defaultdict(set)
        self.marks_of: dict[tuple[str, bool], set[str]] = defaultdict(set)
        self.turkish: set[str] = set()
        self.longest = 0
        self.longest_beginning = 0  # of those that are forgiven a slip

    def add(self, pattern: str, mark: str, *, fuzzy_from: int = 0, turkish: bool = False) -> None:
        """Let ``pattern`` (folded, perhaps starred) yield ``mark``, from ``fuzzy_from`` letters on despite a slip."""
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
        if fuzzy_from and not open_start and len(body) >= fuzzy_from and body < "\u0590":
            self.marks_of[body, open_end].add(mark)
            if turkish:
                self.turkish.add(body)
            if open_end:
                self.longest_beginning = max(self.longest_beginning, len(body))
            for shorter in one_less(body):
                self.near[shorter].add((body, open_end))

    def marks(self, word: str) -> frozenset[str]:
        """Return the marks of ``word`` as it stands."""
        found: set[str] = set(self.exact.get(word, ()))
        for size in range(1, min(len(word), self.longest) + 1):
            if at_start := self.starts.get(word[:size]):
                found |= at_start
            if at_end := self.ends.get(word[-size:]):
                found |= at_end
        for at in range(len(word) - 2):
            for body, mark in self.parts.get(word[at : at + 3], ()):
                if word.startswith(body, at):
                    found.add(mark)
        return frozenset(found)

    def near_marks(self, word: str) -> frozenset[str]:
        """Marks of list words that are one letter away: one missing, one too many, one wrong, two swapped."""
        found: set[str] = set()
        for size in range(_BEGINNING_FROM, min(len(word), self.longest_beginning + 2)):
            found |= self._near(word[:size], whole=False)
        return frozenset(found | self._near(word, whole=True))

    def _near(self, piece: str, *, whole: bool) -> set[str]:
        found: set[str] = set()
        for shorter in one_less(piece):
            for body, open_end in self.near.get(shorter, ()):
                if not (whole or (open_end and len(body) > _BEGINNING_FROM)):
                    continue
                if body[0] != piece[0] or not one_apart(piece, body):
                    continue
                if body not in self.turkish or not turns_round(piece, body):
                    found |= self.marks_of[body, open_end]
        return found


def one_less(word: str) -> set[str]:
    """Return ``word`` and what is left of it when any one letter is dropped."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def turns_round(left: str, right: str) -> bool:
    """Whether the two differ by the letter that makes a Turkish verb negative."""
    short, long = sorted((left, right), key=len)
    return len(short) < len(long) and long.count(_NEGATION) > short.count(_NEGATION)


def one_apart(left: str, right: str) -> bool:
    """Whether one slip makes one word the other."""
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
