"""From words as typed to keys with credits: spelling put right, compounds split and joined, languages weighed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from nestwerk.matching import german
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.spelling import real_words
from nestwerk.matching.stems import (
    ASKING,
    CHILD,
    LANGUAGES,
    LETTER,
    NEGATOR,
    OF_SCRIPT,
    STOP,
    key,
    keys,
    own_key,
    telling_key,
)
from nestwerk.matching.text import script
from nestwerk.matching.types import Correction

SIMPLER = 0.75  # of a word without its diminutive or separable prefix
CORRECTED = 0.9  # credit of a word put right
HEAD, MODIFIER = 0.9, 0.7  # of the last and the other parts of an unknown compound
KNOWN_SPLIT = 0.6  # of the parts of a compound that is itself known
HEAD_ONLY = 0.55  # of the last part of a compound whose beginning is unknown
UNKNOWN_WEIGHT = 3.0  # of a word nobody knows, in the weight of the question
LEAST_TONGUE = 0.25  # trust in phrases of a language hardly any word belongs to


@dataclass(slots=True)
class Analysis:
    """What the words of a text are, before they are taken to mean anything."""

    credits: dict[str, float] = field(default_factory=dict)  # key → how surely it was said
    tongues: dict[str, float] = field(default_factory=dict)  # language → how likely
    corrections: list[Correction] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    weighty: int = 0  # known words that carry meaning
    strange: list[str] = field(default_factory=list)  # words known from other worlds of life only
    child: bool = False  # whether a child is spoken of
    asked: float = 0.0  # weight of all words together, as the phrase index weighs them
    words: dict[str, float] = field(default_factory=dict)  # German stems for the text index, with weights


def analyse(
    words: Sequence[str],
    surface: Sequence[str],
    lexicon: Lexicon,
    skip: Collection[int] = (),
    page_language: str = "de",
) -> Analysis:
    """Look up folded ``words`` (typed as ``surface``), leaving out those numbered in ``skip`` (a place, an age)."""
    result = Analysis()
    votes = dict.fromkeys(LANGUAGES, 0.0)
    joined = _two_as_one(words, surface, lexicon, result, votes, skip)
    for number, word in enumerate(words):
        if number in skip or number in joined:
            continue
        _look_up(word, surface[number], lexicon, result, votes)
    _join_neighbours(words, lexicon, result, skip)
    result.child = any(name[2:] == CHILD for name in result.credits)
    votes[page_language if page_language in votes else "de"] += 0.3
    most = max(votes.values())
    result.tongues = {language: max(LEAST_TONGUE, vote / most) for language, vote in votes.items()}
    return result


def _look_up(word: str, surface: str, lexicon: Lexicon, result: Analysis, votes: dict[str, float]) -> None:
    known_to = _credit(word, 1.0, lexicon, result)
    result.asked += _weight(word, known_to, lexicon)
    for language in known_to:
        votes[language] += 1.0
    kind = script(word)
    if kind in ("digit", "other"):
        return
    german_stem = key(word, "de")[2:] if kind == "latin" else word
    if german_stem and german_stem not in (NEGATOR, CHILD):
        result.words[german_stem] = 1.0
    if known_to:
        if kind == "latin" and len(word) >= 8:
            for part in lexicon.splitter.parts(word):
                _credit(part, KNOWN_SPLIT, lexicon, result)
                result.words.setdefault(german.stem(part), KNOWN_SPLIT)
        if any(word not in STOP[language] for language in known_to):
            if any(key(word, language) in lexicon.phrases.ours for language in known_to):
                result.weighty += 1
            else:
                result.strange.append(surface)
        return
    _look_up_unknown(word, surface, kind, lexicon, result, votes)


def _look_up_unknown(
    word: str, surface: str, kind: str, lexicon: Lexicon, result: Analysis, votes: dict[str, float]
) -> None:
    if len(word) < 3 or word in ASKING:
        return
    if kind == "latin":
        parts = lexicon.splitter.parts(word)
        if parts:
            for number, part in enumerate(parts, 1):
                known_parts = _credit(part, HEAD if number == len(parts) else MODIFIER, lexicon, result)
                for language in known_parts:
                    votes[language] += 0.5
                result.words.setdefault(german.stem(part), 0.7)
                result.asked += 0.7 * _weight(part, known_parts, lexicon)
            result.weighty += 1
            return
        for simpler in german.simpler(word):
            known_to = _credit(simpler, SIMPLER, lexicon, result) if len(simpler) >= 4 else []
            if known_to:
                result.asked += _weight(simpler, known_to, lexicon)
                result.words.setdefault(german.stem(simpler), 0.6)
                result.weighty += 1
                return
    meant, loan = "", ""
    if word not in real_words():
        if kind != "latin" and _credit_loan(lexicon.loans.meant(word), kind, surface, lexicon, result, votes):
            return
        meant = lexicon.spelling.meant(word)
        if not meant and kind != "latin":
            loan = lexicon.loans.meant(word, slips=True)
    if loan and _credit_loan(loan, kind, surface, lexicon, result, votes):
        return
    if meant:
        known_to = _credit(meant, CORRECTED, lexicon, result)
        result.asked += _weight(meant, known_to, lexicon)
        for language in known_to:
            votes[language] += 0.7
        result.corrections.append(Correction(surface, meant))
        if kind == "latin":
            result.words.setdefault(german.stem(meant), 0.8)
        result.weighty += 1
        return
    if kind == "latin" and len(word) >= 8:
        head = lexicon.splitter.head(word)
        if head:
            _credit(head, HEAD_ONLY, lexicon, result)
            result.words.setdefault(german.stem(head), 0.4)
    result.asked += UNKNOWN_WEIGHT
    result.unknown.append(surface)


def _credit_loan(
    german_word: str, kind: str, surface: str, lexicon: Lexicon, result: Analysis, votes: dict[str, float]
) -> bool:
    """Note a German word said in another language's letters (``kind``), if there is one."""
    known_to = []
    for language in OF_SCRIPT[kind] if german_word else ():
        name = key(german_word, language)
        if name and lexicon.phrases.knows(name):
            result.credits[name] = max(CORRECTED, result.credits.get(name, 0.0))
            votes[language] += 0.7
            known_to.append(language)
    if not known_to:
        return False
    result.asked += _weight(german_word, known_to, lexicon)
    result.corrections.append(Correction(surface, german_word))
    result.words.setdefault(german.stem(german_word), 0.8)
    result.weighty += 1
    return True


def _two_as_one(
    words: Sequence[str],
    surface: Sequence[str],
    lexicon: Lexicon,
    result: Analysis,
    votes: dict[str, float],
    skip: Collection[int],
) -> set[int]:
    """German compounds written as two words in other letters: ``كيندر غيلد``, ``югенд амт``. Which words they are."""
    joined: set[int] = set()
    if all(word.isascii() for word in words):
        return joined
    strange = [not lexicon.knows(word) for word in words]
    for number in range(len(words) - 1):
        if not (strange[number] or strange[number + 1]) or number in joined or number in skip or number + 1 in skip:
            continue
        first, second = words[number], words[number + 1]
        kind = script(first)
        if kind not in ("cyrillic", "arabic") or script(second) != kind:
            continue
        typed = f"{surface[number]} {surface[number + 1]}"
        if len(first) > 2 < len(second) and _credit_loan(
            lexicon.loans.meant(first + second, slips=True), kind, typed, lexicon, result, votes
        ):
            joined |= {number, number + 1}
    return joined


def _credit(word: str, credit: float, lexicon: Lexicon, result: Analysis) -> list[str]:
    """Note the keys of a word; the languages that know it."""
    known_to = []
    german_word = word in lexicon.spoken["de"] or lexicon.phrases.knows(key(word, "de")) or word in STOP["de"]
    for name in keys(word):
        # Short stems of other languages must not claim a word that is plainly German, nor Turkish an English one.
        if name[0] == "e" and german_word and word not in lexicon.spoken["en"]:
            continue
        if name[0] == "t" and word not in lexicon.spoken["tr"] and (german_word or lexicon.not_turkish(word, name)):
            continue
        if lexicon.phrases.knows(name):
            if result.credits.get(name, 0.0) < credit:
                result.credits[name] = credit
            known_to.append(_LANGUAGE[name[0]])
        if name[2:] == CHILD:  # "Säugling" is a child and a word of its own
            own = own_key(word, _LANGUAGE[name[0]])
            if lexicon.phrases.knows(own):
                result.credits.setdefault(own, credit)
    for language in ("de", "en"):
        telling = telling_key(word, language)
        if telling:
            result.credits[telling] = 1.0
    if script(word) != "other":
        known_to += [language for language in LANGUAGES if word in STOP[language] and language not in known_to]
    return known_to


def _weight(word: str, known_to: Sequence[str], lexicon: Lexicon) -> float:
    """The word's weight in the question: what it weighs in the language where it weighs least."""
    found = [lexicon.phrases.weights.get(key(word, language), 0.0) for language in known_to]
    return min(found, default=0.0)


def _join_neighbours(words: Sequence[str], lexicon: Lexicon, result: Analysis, skip: Collection[int]) -> None:
    """``still probleme`` is also looked up as ``stillprobleme``, ``haushalts hilfe`` as ``haushaltshilfe``."""
    for number in range(len(words) - 1):
        first, second = words[number], words[number + 1]
        if number in skip or number + 1 in skip or len(first) < 2 or len(second) < 3 or len(first) + len(second) > 30:
            continue
        if script(first) != "latin" or script(second) != "latin":
            continue
        for joined in (first + second, first + "s" + second, first + "n" + second):
            if joined in lexicon.words:
                for name in keys(joined):
                    if lexicon.phrases.knows(name):
                        result.credits.setdefault(name, 1.0)
                result.words.setdefault(german.stem(joined), 1.0)
                break


_LANGUAGE = {letter: language for language, letter in LETTER.items()}
