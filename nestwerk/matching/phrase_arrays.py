"""Building the phrase index: what each key weighs, in which phrases it stands and which meanings it hints at."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nestwerk.matching.packing import Array, ends, packed
from nestwerk.matching.phrases import ELSEWHERE, FACTS, WHO, Phrase
from nestwerk.matching.stems import CHILD, LANGUAGES, LETTER, NEGATOR

LIGHT_KEY = 0.35  # least weight of a key that many meanings share
TELLING_SHARE = 0.4  # weight of "am" in "am Ende", as a share of the other word

Hints = dict[str, list[tuple[str, float]]]


def phrase_arrays(found: Iterable[Phrase]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Arrays and codes for :class:`nestwerk.matching.phrase_index.PhraseIndex`."""
    # One language after the other: a question in German only counts German rows.
    phrases = sorted(dict.fromkeys(found), key=lambda phrase: LANGUAGES.index(phrase.language))
    codes = sorted({phrase.code for phrase in phrases})
    code_number = {code: number for number, code in enumerate(codes)}
    weights = _key_weights(phrases)
    number_of = {name: number for number, name in enumerate(weights)}
    ours = {name for phrase in phrases if phrase.code != ELSEWHERE for name in phrase.keys}
    hints = _word_hints(phrases)
    stages = _stage_keys(phrases)
    arrays: dict[str, Array] = {
        "keys": packed(list(weights)),
        "weights": np.array(list(weights.values()), np.float64),
        "ours": np.array([name in ours for name in weights], np.bool_),
        "hints.ends": ends(len(hints.get(name, ())) for name in weights),
        "hints.codes": np.array([code_number[code] for name in weights for code, _ in hints.get(name, ())], np.int16),
        "hints.strengths": np.array([sure for name in weights for _, sure in hints.get(name, ())], np.float64),
        "code": np.array([code_number[phrase.code] for phrase in phrases], np.int16),
        "language": np.array([LANGUAGES.index(phrase.language) for phrase in phrases], np.int8),
        "facts": np.array([phrase.code.startswith(FACTS) for phrase in phrases], np.bool_),
        "whole": np.array([phrase.whole for phrase in phrases], np.bool_),
        "stage": np.array([stages.issuperset(p.keys) and not p.code.startswith(FACTS) for p in phrases], np.bool_),
        "said.ends": ends(len(phrase.keys) for phrase in phrases),
        "said.keys": np.array([number_of[name] for phrase in phrases for name in phrase.keys], np.int32),
        "absent.rows": np.array([row for row, phrase in enumerate(phrases) for _ in phrase.absent], np.int32),
        "absent.keys": packed([name for phrase in phrases for name in phrase.absent]),
    }
    return {**arrays, **_postings(phrases, weights, number_of)}, {"codes": codes}


def _postings(phrases: Sequence[Phrase], weights: dict[str, float], number_of: dict[str, int]) -> dict[str, Array]:
    """Rows and shares by key, and the weight of each whole phrase."""
    terms: list[int] = []
    rows: list[int] = []
    shares: list[float] = []
    totals = np.zeros(len(phrases), np.float32)
    for row, phrase in enumerate(phrases):
        weighed = _phrase_weights(phrase, weights)
        totals[row] = total = sum(weighed.values())
        for name, weight in weighed.items():
            terms.append(number_of[name])
            rows.append(row)
            shares.append(weight / total)
    order = np.argsort(np.array(terms, np.int32), kind="stable")
    return {
        "totals": totals,
        "postings.ends": ends(np.bincount(np.array(terms, np.int64), minlength=len(number_of)).tolist()),
        "postings.rows": np.array(rows, np.int32)[order],
        "postings.shares": np.array(shares, np.float32)[order],
    }


def _phrase_weights(phrase: Phrase, key_weights: dict[str, float]) -> dict[str, float]:
    """A word for a child is light, but beside a single other word ("Katze Baby") it must not be missed."""
    weights = {name: key_weights[name] for name in phrase.keys}
    heavy = [name for name in weights if name[2:] != CHILD]
    if len(heavy) == 1 and len(weights) == 2:
        child = next(name for name in weights if name[2:] == CHILD)
        weights[child] = max(weights[child], 0.45 * weights[heavy[0]])
    elif heavy and any(name[2] == "~" for name in heavy):
        heaviest = max(weights[name] for name in heavy if name[2] != "~")
        weights.update({name: TELLING_SHARE * heaviest for name in heavy if name[2] == "~"})
    return weights


def _stage_keys(phrases: Iterable[Phrase]) -> frozenset[str]:
    """Keys that by themselves tell a stage of life or who asks."""
    return frozenset(
        phrase.keys[0]
        for phrase in phrases
        if len(phrase.keys) == 1 and (phrase.code.startswith("slot.age.") or phrase.code in WHO)
    )


def _word_hints(phrases: Iterable[Phrase]) -> Hints:
    """key → (code, strength): how far a single word points to a meaning, judged among meanings of one kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase in phrases:
        if phrase.code.startswith(FACTS):
            continue
        for name in phrase.keys:
            if name[2:] not in (NEGATOR, CHILD) and name[2] != "~":
                counts[name][phrase.code] += 1 if len(phrase.keys) > 1 else 3
    hints: Hints = {}
    for name, by_code in counts.items():
        kinds: Counter[str] = Counter()
        for code, count in by_code.items():
            kinds[code.split(".")[0]] += count
        for code, count in by_code.items():
            share = count / kinds[code.split(".")[0]]
            strength = share * count / (count + 1.6)
            if share >= 0.22 and strength >= 0.12:
                hints.setdefault(name, []).append((code, strength))
    return hints


def _key_weights(phrases: Iterable[Phrase]) -> dict[str, float]:
    """The rarer among meanings, the heavier: ln(meanings of the language / meanings using the key)."""
    users: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        spoken[phrase.language].add(phrase.code)
        for name in phrase.keys:
            users[name].add(phrase.code)
    sizes = {LETTER[language]: max(40, len(spoken[language])) for language in LANGUAGES}
    weights = {}
    for name, codes in users.items():
        if name[2] == "~":
            weights[name] = LIGHT_KEY
            continue
        weight = math.log((sizes[name[0]] + 1) / len(codes)) * 0.8
        if name[2:] == CHILD:
            weight = 0.5
        elif name[2:] == NEGATOR:
            weight = max(weight, 1.0)
        weights[name] = max(LIGHT_KEY, weight)
    return weights
