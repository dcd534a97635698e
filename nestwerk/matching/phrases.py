"""The phrase index: which meanings the words of a text carry, and how surely.

Every phrase is a bag of keys (stems by language). A key weighs the more the fewer meanings use it; a phrase counts to
the degree its weight is covered. Beside phrases, single words that occur in phrases of one meaning only carry a part
of that meaning, so that wordings nobody wrote down are understood as well.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.stems import CHILD, LANGUAGES, LETTER, NEGATOR, NEGATORS, key, own_key, telling_key
from nestwerk.matching.text import folded

# Groups that say who asks or is asked about, hardly ever what for.
WHO = frozenset(
    f"tg.{name}"
    for name in (
        "all_families", "fathers", "infant", "toddler", "pregnant", "expectant_parents", "first_time", "grandparents",
        "single_parents", "large_family", "professionals",
    )
)  # fmt: skip
LIGHT_KEY = 0.35  # least weight of a key that many meanings share
FULL_WEIGHT = 2.1  # weight at which a fully covered phrase is 63 % sure
TELLING_SHARE = 0.4  # weight of "am" in "am Ende", as a share of the other word
FACTS = ("slot.", "veto.")  # codes that are said or not said, whatever else is
ELSEWHERE = "slot.elsewhere"  # what other worlds of life speak of: dogs, cars, old age


class Phrase(NamedTuple):
    """A way of saying something, analysed. ``needed`` must all be there, ``absent`` must not."""

    code: str
    language: str
    keys: tuple[str, ...]
    whole: bool
    absent: tuple[str, ...]


class _Anchored(NamedTuple):
    others: frozenset[str]  # keys beside the two heaviest
    code: str
    doubt: float


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


class PhraseIndex:
    """All phrases, inverted by key, as numpy arrays."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        # One language after the other: a question in German only counts German rows.
        self.phrases = tuple(sorted(dict.fromkeys(phrases), key=lambda phrase: LANGUAGES.index(phrase.language)))
        self.codes = tuple(sorted({phrase.code for phrase in self.phrases}))
        self.weights = _key_weights(self.phrases)
        self.postings = self._invert()
        self._hints = self._word_hints()
        self.ours = frozenset(found for phrase in self.phrases if phrase.code != ELSEWHERE for found in phrase.keys)
        self._anchored = self._anchor()
        self.stage_keys = frozenset(
            phrase.keys[0]
            for phrase in self.phrases
            if len(phrase.keys) == 1 and (phrase.code.startswith("slot.age.") or phrase.code in WHO)
        )

    def knows(self, found: str) -> bool:
        """Whether any phrase uses the key."""
        return found in self.weights

    def _invert(self) -> dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]]:
        numbers: dict[str, int] = {}
        terms: list[int] = []
        rows: list[int] = []
        shares: list[float] = []
        totals = np.zeros(len(self.phrases), np.float32)
        for number, phrase in enumerate(self.phrases):
            weights = self._phrase_weights(phrase)
            totals[number] = total = sum(weights.values())
            for found, weight in weights.items():
                terms.append(numbers.setdefault(found, len(numbers)))
                rows.append(number)
                shares.append(weight / total)
        self.totals = totals
        self.facts = np.array([phrase.code.startswith(FACTS) for phrase in self.phrases], np.bool_)
        self.tongue = np.array([LANGUAGES.index(phrase.language) for phrase in self.phrases], np.int8)
        order = np.argsort(np.array(terms, np.int32), kind="stable")
        ends = np.cumsum(np.bincount(np.array(terms, np.int64), minlength=len(numbers))).tolist()
        all_rows, all_shares = np.array(rows, np.int32)[order], np.array(shares, np.float32)[order]
        return {
            found: (all_rows[start:end], all_shares[start:end])
            for found, start, end in zip(numbers, [0, *ends], ends, strict=False)
        }

    def _anchor(self) -> dict[str, dict[str, list[_Anchored]]]:
        """German phrases of needs and offer types by their heaviest key and the next (the same if there is none)."""
        anchored: dict[str, dict[str, list[_Anchored]]] = defaultdict(lambda: defaultdict(list))
        for number, phrase in enumerate(self.phrases):
            if phrase.language != "de" or not phrase.code.startswith(("need.", "offer.")) or phrase.absent:
                continue
            wanted = sorted(
                (found for found in phrase.keys if found[2:] != CHILD), key=lambda found: -self.weights[found]
            )
            sure = 1 - math.exp(-((float(self.totals[number]) / FULL_WEIGHT) ** 1.3))
            if wanted and sure >= 0.35:
                second = wanted[1] if len(wanted) > 1 else wanted[0]
                anchored[wanted[0]][second].append(_Anchored(frozenset(wanted[2:]), phrase.code, 1 - sure))
        return {first: dict(by_second) for first, by_second in anchored.items()}

    def spoken_of(self, names: AbstractSet[str]) -> dict[str, float]:
        """The needs and offer types a piece of German text speaks of in whole phrases: quick, for long texts."""
        doubts: dict[str, list[float]] = {}
        for by_second in [self._anchored[name] for name in names if name in self._anchored]:
            for second in by_second.keys() & names:
                for others, code, doubt in by_second[second]:
                    if not others or others <= names:
                        doubts.setdefault(code, []).append(doubt)
        return {code: min(0.98, 1 - min(found) * 0.9 ** (len(found) - 1)) for code, found in doubts.items()}

    def _phrase_weights(self, phrase: Phrase) -> dict[str, float]:
        """A word for a child is light, but beside a single other word ("Katze Baby") it must not be missed."""
        weights = {found: self.weights[found] for found in phrase.keys}
        heavy = [found for found in weights if found[2:] != CHILD]
        if len(heavy) == 1 and len(weights) == 2:
            child = next(found for found in weights if found[2:] == CHILD)
            weights[child] = max(weights[child], 0.45 * weights[heavy[0]])
        elif heavy and any(found[2] == "~" for found in heavy):
            heaviest = max(weights[found] for found in heavy if found[2] != "~")
            weights.update({found: TELLING_SHARE * heaviest for found in heavy if found[2] == "~"})
        return weights

    def _word_hints(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """key → (code, strength): how far a single word points to a meaning, judged among meanings of one kind."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for phrase in self.phrases:
            if phrase.code.startswith(FACTS):
                continue
            for found in phrase.keys:
                if found[2:] not in (NEGATOR, CHILD) and found[2] != "~":
                    counts[found][phrase.code] += 1 if len(phrase.keys) > 1 else 3
        hints = {}
        for found, by_code in counts.items():
            kinds: Counter[str] = Counter()
            for code, count in by_code.items():
                kinds[code.split(".")[0]] += count
            strong = []
            for code, count in by_code.items():
                share = count / kinds[code.split(".")[0]]
                strength = share * count / (count + 1.6)
                if share >= 0.22 and strength >= 0.12:
                    strong.append((code, strength))
            hints[found] = tuple(strong)
        return hints

    def hints(self, found: str) -> tuple[tuple[str, float], ...]:
        """The meanings a single key points to, with strengths 0 to 1."""
        return self._hints.get(found, ())


def _key_weights(phrases: Iterable[Phrase]) -> dict[str, float]:
    """The rarer among meanings, the heavier: ln(meanings of the language / meanings using the key)."""
    users: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        spoken[phrase.language].add(phrase.code)
        for found in phrase.keys:
            users[found].add(phrase.code)
    sizes = {LETTER[language]: max(40, len(spoken[language])) for language in LANGUAGES}
    weights = {}
    for found, codes in users.items():
        if found[2] == "~":
            weights[found] = LIGHT_KEY
            continue
        weight = math.log((sizes[found[0]] + 1) / len(codes)) * 0.8
        if found[2:] == CHILD:
            weight = 0.5
        elif found[2:] == NEGATOR:
            weight = max(weight, 1.0)
        weights[found] = max(LIGHT_KEY, weight)
    return weights
