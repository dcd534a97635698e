"""The phrase index: which meanings the words of a text carry, and how surely.

Every phrase is a bag of keys (stems by language). A key weighs the more the fewer meanings use it; a phrase counts to
the degree its weight is covered. Beside phrases, single words that occur in phrases of one meaning only carry a part
of that meaning, so that wordings nobody wrote down are understood as well.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.stems import CHILD, LANGUAGES, LETTER, NEGATOR, NEGATORS, key, own_key, telling_key
from nestwerk.matching.text import fold, spelled

# Groups that say who asks or is asked about, hardly ever what for.
WHO = frozenset(
    f"tg.{name}"
    for name in (
        "all_families", "fathers", "infant", "toddler", "pregnant", "expectant_parents", "first_time", "grandparents",
        "single_parents", "large_family", "professionals",
    )
)  # fmt: skip
LEAST_COVERAGE = 0.52  # of a phrase's weight; below, a phrase says nothing
LIGHT_KEY = 0.35  # least weight of a key that many meanings share
STAGE_ONLY = 0.55  # trust in what only words for a stage of life say, beside better evidence
HALF, LITTLE = 0.5, 0.6  # a phrase explaining less than HALF of a question is trusted down to LITTLE
FULL_WEIGHT = 2.1  # weight at which a fully covered phrase is 63 % sure


class Phrase(NamedTuple):
    """A way of saying something, analysed. ``needed`` must all be there, ``absent`` must not."""

    code: str
    language: str
    keys: tuple[str, ...]
    whole: bool
    absent: tuple[str, ...]


class Meaning(NamedTuple):
    """How surely a code is meant (0 to 1) and how much of that rests on whole phrases rather than single words."""

    sure: float
    by_phrase: float


def analysed(code: str, language: str, text: str) -> Phrase | None:
    """A lexicon phrase: ``"quotes"`` demand all words, ``-word`` forbids one. ``None`` if nothing is left."""
    text = text.strip()
    whole = len(text) > 2 and text[0] == '"' and text[-1] == '"'
    wanted, absent = [], []
    for part in text.strip('"').split():
        words = [fold(word) for word in spelled(part)]
        if part.startswith("-") and len(part) > 1:
            absent += [found for word in words if (found := key(word, language))]
        else:
            wanted += words
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
    return Phrase(
        code, language, tuple(dict.fromkeys(keys)), whole or code.startswith(("slot.", "veto.")), tuple(absent)
    )


class PhraseIndex:
    """All phrases, inverted by key, as numpy arrays."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        self.codes = tuple(sorted({phrase.code for phrase in self.phrases}))
        self._code_number = {code: number for number, code in enumerate(self.codes)}
        self.weights = _key_weights(self.phrases)
        self._postings = self._invert()
        self._hints = self._word_hints()
        self.stage_keys = frozenset(
            phrase.keys[0]
            for phrase in self.phrases
            if len(phrase.keys) == 1 and (phrase.code.startswith("slot.age.") or phrase.code in WHO)
        )

    def knows(self, found: str) -> bool:
        """Whether any phrase uses the key."""
        return found in self.weights

    def _invert(self) -> dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]]:
        rows: dict[str, list[int]] = defaultdict(list)
        shares: dict[str, list[float]] = defaultdict(list)
        totals = np.zeros(len(self.phrases), np.float32)
        for number, phrase in enumerate(self.phrases):
            weights = self._phrase_weights(phrase)
            totals[number] = total = sum(weights.values())
            for found, weight in weights.items():
                rows[found].append(number)
                shares[found].append(weight / total)
        self._totals = totals
        self._numbers = np.array([self._code_number[phrase.code] for phrase in self.phrases], np.int32)
        return {found: (np.array(rows[found], np.int32), np.array(shares[found], np.float32)) for found in rows}

    def _phrase_weights(self, phrase: Phrase) -> dict[str, float]:
        """A word for a child is light, but beside a single other word ("Katze Baby") it must not be missed."""
        weights = {found: self.weights[found] for found in phrase.keys}
        heavy = [found for found in weights if found[2:] != CHILD]
        if len(heavy) == 1 and len(weights) == 2:
            child = next(found for found in weights if found[2:] == CHILD)
            weights[child] = max(weights[child], 0.45 * weights[heavy[0]])
        elif heavy and any(found[2] == "~" for found in heavy):
            heaviest = max(weights[found] for found in heavy if found[2] != "~")
            weights.update({found: 0.25 * heaviest for found in heavy if found[2] == "~"})
        return weights

    def _word_hints(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """key → (code, strength): how far a single word points to a meaning, judged among meanings of one kind."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for phrase in self.phrases:
            if phrase.code.startswith(("slot.", "veto.")):
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

    def meanings(
        self, credits: Mapping[str, float], tongues: Mapping[str, float], asked: float = 0.0
    ) -> dict[str, Meaning]:
        """The codes meant by the keys of a text.

        ``asked`` is the weight of all the words of the text: a phrase that explains little of it is trusted less.

        ``credits`` says how surely each key was said (1 as typed, less for corrected words), ``tongues`` how likely
        each language is (0 to 1).
        """
        found = [(self._postings[name], credit) for name, credit in credits.items() if name in self._postings]
        if not found:
            return {}
        rows = np.concatenate([posting[0] for posting, _ in found])
        coverage = np.bincount(rows, np.concatenate([posting[1] for posting, _ in found]), len(self.phrases))
        credited = np.bincount(rows, np.concatenate([posting[1] * credit for posting, credit in found]))
        evidence: dict[str, list[float]] = defaultdict(list)
        stages: dict[str, list[float]] = defaultdict(list)
        for number in np.flatnonzero(coverage >= LEAST_COVERAGE).tolist():
            phrase = self.phrases[number]
            if phrase.whole and any(name not in credits for name in phrase.keys):
                continue
            if phrase.absent and any(name in credits for name in phrase.absent):
                continue
            covered = min(1.0, float(coverage[number]))
            total = float(self._totals[number])
            ramp = ((covered - 0.45) / 0.55) ** 1.4 if covered < 0.999 else 1.0
            trust = float(credited[number]) / float(coverage[number]) * tongues.get(phrase.language, 1.0)
            if phrase.code.startswith(("slot.", "veto.")):
                evidence[phrase.code].append(0.9 * ramp * trust)  # a fact is said or not, however common its words
                continue
            sure = (1 - math.exp(-((covered * total / FULL_WEIGHT) ** 1.3))) * ramp * trust
            if covered * total < HALF * asked:
                sure *= LITTLE + (1 - LITTLE) * covered * total / (HALF * asked)
            if sure > 0.05:
                stage = self.stage_keys.issuperset(phrase.keys)
                (stages if stage else evidence)[phrase.code].append(sure)
        _weigh_stages(evidence, stages)
        by_phrase = {}
        for code, values in evidence.items():
            values.sort(reverse=True)
            doubt = 1.0
            for value, damp in zip(values, (1.0, 0.45, 0.25, 0.15), strict=False):
                doubt *= 1 - value * damp
            by_phrase[code] = min(0.98, 1 - doubt)
        doubts: dict[str, float] = defaultdict(lambda: 1.0)
        for name, credit in credits.items():
            tongue = tongues.get(_TONGUE[name[0]], 1.0)
            for code, strength in self._hints.get(name, ()):
                doubts[code] *= 1 - 0.75 * strength * credit * tongue
        meant = {}
        for code in by_phrase.keys() | doubts.keys():
            phrase_part = by_phrase.get(code, 0.0)
            hint_part = 1 - doubts.get(code, 1.0)
            meant[code] = Meaning(min(0.98, 1 - (1 - phrase_part) * (1 - 0.7 * hint_part)), phrase_part)
        return meant


def _weigh_stages(evidence: dict[str, list[float]], stages: Mapping[str, list[float]]) -> None:
    """Words for a stage or a person ("Wochenbett", "Papa") tell when and who, once anything else tells what."""
    told = max((max(values) for code, values in evidence.items() if code.startswith(("need.", "offer."))), default=0.0)
    for code, values in stages.items():
        damp = STAGE_ONLY if told >= 0.45 and code.startswith(("need.", "offer.")) else 1.0
        evidence[code] += [value * damp for value in values]


_TONGUE = {letter: language for language, letter in LETTER.items()}


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
