"""A second ear for an emergency that no rule hears: how much does it sound like the emergencies known?

The rules know what was thought of. Three in ten unseen emergencies are worded otherwise, and most of these share
pieces of words with others (``matching.learned``). What comes out is a suspicion: a page says it quietly, beside what
was found, and never as something the reader did or suffers. Learned by ``python -m bench.second_ear``.

Decision record: docs/decisions/0028-a-second-ear.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.learned import Learned, load
from nestwerk.matching.saying_little import says_more
from nestwerk.matching.stems import SMALL
from nestwerk.matching.types import EMERGENCIES

COLUMNS = ("", *EMERGENCIES)  # no emergency, then each
SURE_ENOUGH = 0.55  # of 1; with the rules nine in ten plain emergencies, 1 in 15 everyday questions (held out)
SHORTEST_TELLING = 4  # letters; "und", "ich" and "der die das" tell nothing
FEWEST = 2  # words that tell something; one alone ("heute", "father") only sounds like the lines it stands in
FILE = "second_ear.npz"


@cache
def learned() -> Learned:
    """The weights of the file, read once per process."""
    return load(resources.files(__package__).joinpath("data", FILE))


def likelihoods(tokens: Sequence[str]) -> NDArray[np.float32]:
    """How likely each of ``COLUMNS`` is, 0 to 1; together 1."""
    return learned().likelihoods(tokens)


def suspected(tokens: Sequence[str]) -> str:
    """The emergency that these folded words may tell of: one of ``EMERGENCIES``, or empty."""
    telling = [token for token in tokens if len(token) >= SHORTEST_TELLING and token not in SMALL]
    if len(telling) < FEWEST or not says_more(telling):
        return ""
    found = likelihoods(tokens)
    return "" if 1.0 - found[0] < SURE_ENOUGH else EMERGENCIES[int(found[1:].argmax())]
