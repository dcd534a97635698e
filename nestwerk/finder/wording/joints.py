"""Long German words break at their joints on a narrow screen, also in browsers that cannot hyphenate German."""

from __future__ import annotations

import re
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
SHORTEST = 15  # letters; shorter words fit beside each other even at 320 px
# Words that stand as a later part in the compounds of this field.
_PARTS = (
    "ambulanz", "angebot", "arbeit", "austausch", "begleitung", "beihilfe", "beistand", "beratung", "betreuung",
    "bildung", "börse", "büro", "café", "dienst", "einrichtung", "entwicklung", "ernährung", "erziehung", "familien",
    "förderung", "frühstück", "fürsorge", "geburt", "geld", "gesundheit", "gruppe", "gymnastik", "haus", "hebamme",
    "helfer", "hilfe", "intervention", "jugend", "kinder", "klinik", "konferenz", "konflikt", "koordination",
    "krankenpfleg", "krankenschwester", "kurs", "leistung", "mütter", "netzwerk", "nachsorge", "pädagog", "paten",
    "pflege", "praxis", "programm", "schule", "schwangerschaft", "seelsorge", "selbsthilfe", "sprechstunde",
    "spielgruppe", "stelle", "stiftung", "stunde", "telefon", "therapie", "treff", "unterkunft", "unterstützung",
    "untersuchung", "verband", "vermittlung", "versicherung", "versorgung", "vorbereitung", "vorsorge", "wohnung",
    "zentrum",
)  # fmt: skip
_LONG = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_JOINT = re.compile(rf"(?<=[^\W\d_]{{4}})(?=(?:{'|'.join(_PARTS)}))", re.IGNORECASE)


@lru_cache(maxsize=4096)
def with_joints(text: str) -> str:
    """``text`` with soft hyphens at the joints of its long words: "Familien\u00adhebammen". Others stay as they are."""
    return _LONG.sub(lambda word: _JOINT.sub(SOFT_HYPHEN, word[0]), text)
