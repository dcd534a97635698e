"""Reading keys: which meanings a question carries, how surely, and whether phrases or single words say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from nestwerk.matching.phrase_index import FULL_WEIGHT, PhraseIndex
from nestwerk.matching.stems import LANGUAGES, LETTER

LEAST_COVERAGE = 0.52  # of a phrase's weight; below, a phrase says nothing
LEAST_EVIDENCE = 0.05
HALF, LITTLE = 0.5, 0.6  # a phrase explaining less than HALF of a question is trusted down to LITTLE
STAGE_ONLY = 0.55  # trust in what only words for a stage of life say, beside better evidence
FURTHER_PHRASES = (1.0, 0.45, 0.25, 0.15)  # what the best and the next phrases of one code add
SPOKEN = 0.26  # likelihood up to which a language is not what is spoken: its keys are chance
SINGLE_WORDS = 0.7  # what single words may add to phrases
_TONGUE = {letter: language for language, letter in LETTER.items()}


class Meaning(NamedTuple):
    """How surely a code is meant (0 to 1) and how much of that rests on whole phrases rather than single words."""

    sure: float
    by_phrase: float


def meanings(
    index: PhraseIndex, credits: Mapping[str, float], tongues: Mapping[str, float], asked: float
) -> dict[str, Meaning]:
    """The codes meant by the keys of a text.

    ``credits`` says how surely each key was said (1 as typed, less for corrected words), ``tongues`` how likely each
    language is (0 to 1). ``asked`` is the weight of all the words: a phrase that explains little of it is trusted less.
    """
    spoken = {letter for letter, language in _TONGUE.items() if tongues.get(language, 0.0) > SPOKEN}
    credits = {name: credit for name, credit in credits.items() if name[0] in spoken}
    by_phrase = _by_phrase(index, credits, tongues, asked)
    doubts: dict[str, float] = defaultdict(lambda: 1.0)
    for name, credit in credits.items():
        tongue = tongues.get(_TONGUE[name[0]], 1.0)
        for code, strength in index.hints(name):
            doubts[code] *= 1 - 0.75 * strength * credit * tongue
    meant = {}
    for code in by_phrase.keys() | doubts.keys():
        phrase_part = by_phrase.get(code, 0.0)
        word_part = 1 - doubts.get(code, 1.0)
        meant[code] = Meaning(min(0.98, 1 - (1 - phrase_part) * (1 - SINGLE_WORDS * word_part)), phrase_part)
    return meant


def _by_phrase(
    index: PhraseIndex, credits: Mapping[str, float], tongues: Mapping[str, float], asked: float
) -> dict[str, float]:
    found = [(posting, credit) for name, credit in credits.items() if (posting := index.postings(name)) is not None]
    if not found:
        return {}
    rows = np.concatenate([posting[0] for posting, _ in found])
    shares = np.concatenate([posting[1] for posting, _ in found])
    coverage = np.bincount(rows, shares)
    numbers = np.flatnonzero(coverage >= LEAST_COVERAGE)
    covered = np.minimum(coverage[numbers], 1.0)
    weight = covered * index.totals[numbers]
    trust = np.ones(len(numbers))
    if any(credit < 1 for _, credit in found):
        credit_of = np.repeat([credit for _, credit in found], [len(posting[0]) for posting, _ in found])
        trust = np.bincount(rows, shares * credit_of)[numbers] / coverage[numbers]
    trust *= np.array([tongues.get(language, 1.0) for language in LANGUAGES])[index.tongue[numbers]]
    trust *= ((np.where(covered > 0.999, 1.0, covered) - 0.45) / 0.55) ** 1.4
    sure = (1 - np.exp(-((weight / FULL_WEIGHT) ** 1.3))) * trust
    if asked > 0:
        sure *= LITTLE + (1 - LITTLE) * np.minimum(weight / (HALF * asked), 1.0)
    sure = np.where(index.facts[numbers], 0.9 * trust, sure)  # a fact is said or not, however common its words
    plain: dict[str, list[float]] = defaultdict(list)
    stages: dict[str, list[float]] = defaultdict(list)
    strong = sure > LEAST_EVIDENCE
    rows = numbers[strong]
    for row, value, code, strict, stage in zip(
        rows.tolist(),
        sure[strong].tolist(),
        index.code[rows].tolist(),
        index.strict[rows].tolist(),
        index.stage[rows].tolist(),
        strict=True,
    ):
        if not (strict and index.misses(row, credits)):
            (stages if stage else plain)[index.codes[code]].append(value)
    _weigh_stages(plain, stages)
    return {code: _together(values) for code, values in plain.items()}


def _weigh_stages(plain: dict[str, list[float]], stages: Mapping[str, list[float]]) -> None:
    """Words for a stage or a person ("Wochenbett", "Papa") tell when and who, once anything else tells what."""
    told = max((max(values) for code, values in plain.items() if code.startswith(("need.", "offer."))), default=0.0)
    for code, values in stages.items():
        damp = STAGE_ONLY if told >= 0.45 and code.startswith(("need.", "offer.")) else 1.0
        plain[code] += [value * damp for value in values]


def _together(values: list[float]) -> float:
    doubt = 1.0
    for value, damp in zip(sorted(values, reverse=True), FURTHER_PHRASES, strict=False):
        doubt *= 1 - value * damp
    return min(0.98, 1 - doubt)
