"""A second reading of a question: which need or kind of help does it sound like, beside what the phrases know?

Phrases know what was thought of; of questions nobody had thought of they read one in five not at all or wrongly. This
reading was learned from the phrases themselves and from invented questions (``matching.learned``). It adds what it is
sure of, and doubts what sounds like something else. Learned by ``python -m bench.second_reading learn``.

Decision record: docs/decisions/0031-a-second-reading.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np

from nestwerk.matching.learned import Learned, load
from nestwerk.matching.types import EMERGENCIES

FILE = "second_reading.npz"
NONE = "none"  # the column of what families do not ask here
FEWEST = 2  # words; one alone is known or is a name
HEARD = 2  # of the likeliest meanings
LEAST = 0.2  # of their likelihood
POWER = 0.6  # how its likelihood becomes how surely it is meant
SUREST = 0.95  # that something learned is meant
HARDLY = 0.45  # that it is, of what a page speaks of only where the words say so
DELICATE = frozenset({"need.unplanned_pregnancy", "offer.pregnancy_conflict", "offer.confidential_birth"})
DOUBT = 0.5  # of what the phrases say, where it sounds like something else of its kind
NOT_OURS = 0.6  # likelihood from which a question is none that families ask here
FADED = 0.9  # of what the phrases say, where it certainly is none
AGREES = 0.5  # of the likeliest one's likelihood: from here on it doubts nothing


@cache
def learned() -> Learned:
    """The weights of the file, read once per process."""
    return load(resources.files(__package__).joinpath("data", FILE))


def read_again(
    meant: Mapping[str, float], words: Sequence[str], without: Collection[str], codes: Collection[str]
) -> dict[str, float]:
    """``meant`` (code → how surely), once these folded words were read a second time.

    Only ``codes`` are added, nothing of ``without``. Emergencies are neither added nor doubted: for these there is a
    second ear.
    """
    said = dict(meant)
    if len(words) < FEWEST or not codes:
        return said
    known = learned()
    likely = known.likelihoods(words)
    best = [int(at) for at in np.argsort(-likely)[:HEARD] if likely[at] >= LEAST]
    not_ours = float(likely[known.number[NONE]])
    top = {_kind(known.columns[at]): float(likely[at]) for at in reversed(best)}
    for code, sure in said.items():
        if (at := known.number.get(code)) is None or code in EMERGENCIES:
            continue
        if not_ours >= NOT_OURS:
            said[code] = sure * (1 - FADED * not_ours)
        elif _kind(code) in top and NONE not in top:
            agreement = min(1.0, float(likely[at]) / top[_kind(code)] / AGREES)
            said[code] = sure * (1 - DOUBT + DOUBT * agreement)
    for at in best:
        code = known.columns[at]
        if code in codes and code not in without and code not in EMERGENCIES:
            surest = HARDLY if code in DELICATE else SUREST
            said[code] = max(said.get(code, 0.0), min(surest, float(likely[at]) ** POWER))
    return said


def _kind(code: str) -> str:
    """A need is doubted for another need only, a kind of help for another kind: one often comes with the other."""
    return code.partition(".")[0]
