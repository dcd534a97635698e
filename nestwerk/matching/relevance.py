"""How far an offer is about what was asked: concepts first, words second. One number per offer, 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.affinity import FOR_PROFESSIONALS, GROUP_HELP, IMPLIED, MEANING
from nestwerk.matching.segment import Segment
from nestwerk.matching.types import Understood

TYPE_SHARE, NEED_SHARE, GROUP_SHARE = 0.92, 0.8, 0.22
TITLE_SHARE, TEXT_SHARE = 0.62, 0.16
WHOLE, WHOLE_SHARE = 0.95, 0.9  # of the question, said by rare words of the title: this very offer is asked for
RARE_SHARE = 0.02  # of all offers; a word in more titles than this identifies none of them
FULL_WORD = 0.7  # index words with less weight are alternatives, not what was typed


class Wording:
    """The typed words weighed by how rare they are among all offers searched."""

    def __init__(self, understood: Understood, segments: Sequence[Segment]) -> None:
        self.size = sum(segment.size for segment in segments)
        self.words: list[tuple[str, float, float]] = []  # stem, weight, idf
        self.asked = 0.0
        self.rare = False
        for stem, weight in understood.words[:24]:
            holders = 0
            for segment in segments:
                found = segment.postings(stem)
                holders += len(found[0]) if found else 0
            idf = math.log(1 + (self.size + 1) / (holders + 0.5))
            if weight >= FULL_WORD:
                self.asked += idf
            if holders:
                self.words.append((stem, weight, idf))

    def most_in_titles(self) -> float:
        """Holders from which a word in titles no longer identifies an offer."""
        return max(4.0, RARE_SHARE * self.size)


def relevance(
    understood: Understood, segment: Segment, wording: Wording
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Relevance of every offer, and the part of it that rests on rare words of the title or organisation."""
    doubt = np.ones(segment.size, np.float32)
    step = np.empty(segment.size, np.float32)
    for share, meanings in (
        (TYPE_SHARE, understood.offer_types),
        (NEED_SHARE, _needs(understood)),
        (GROUP_SHARE, understood.target_groups),
        (0.75, _for_groups(understood)),
    ):
        for code, sure in meanings:
            row = segment.concept_row.get(code)
            if row is not None:
                np.multiply(segment.concepts[row], np.float32(-share * sure / 255), out=step, dtype=np.float32)
                step += 1
                doubt *= step
    titled = np.zeros(segment.size, np.float32)
    if wording.words:
        anywhere = np.zeros(segment.size, np.float32)
        for stem, weight, idf in wording.words:
            found = segment.postings(stem)
            if found is None:
                continue
            rows, weights, marks = found
            anywhere[rows] += weights * np.float32(weight * idf)
            if weight >= FULL_WORD and len(rows) <= wording.most_in_titles() * 4:
                in_title = rows[marks > 0]
                if len(in_title) <= wording.most_in_titles():
                    titled[in_title] += np.float32(idf)
        asked = np.float32(max(wording.asked, 0.1))
        titled = np.minimum(titled / asked, np.float32(1))
        doubt *= 1 - np.where(titled >= WHOLE, np.float32(WHOLE_SHARE), np.float32(TITLE_SHARE)) * titled * titled
        # Text alone is no answer, but among offers that fit it tells them apart.
        doubt *= 1 - np.float32(TEXT_SHARE) * np.minimum(anywhere / asked, np.float32(1)) * (doubt < np.float32(0.9))
    relevant = 1 - doubt
    if not _asks_as_professional(understood):
        relevant[segment.professional] = 0
    return relevant, titled


def _needs(understood: Understood) -> list[tuple[str, float]]:
    """Needs as said; those that only follow from a type named count half, or the type would count twice."""
    implied: dict[str, float] = {}
    for code, sure in understood.offer_types:
        for need, weight in MEANING.get(code, ()):
            implied[need] = max(implied.get(need, 0.0), sure * weight * IMPLIED)
    return [(code, sure * (0.5 if sure <= implied.get(code, 0.0) + 0.002 else 1.0)) for code, sure in understood.needs]


def _for_groups(understood: Understood) -> list[tuple[str, float]]:
    return [
        (code, weight * sure) for group, sure in understood.target_groups for code, weight in GROUP_HELP.get(group, ())
    ]


def _asks_as_professional(understood: Understood) -> bool:
    meanings = (*understood.offer_types, *understood.target_groups)
    return any(code in FOR_PROFESSIONALS and sure >= 0.4 for code, sure in meanings)
