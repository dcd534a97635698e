"""Questions that say little: who asks, how old the child is. They are no worry, and hide no offer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nestwerk.matching.stems import OF_AGE, SMALL, is_child

_AGE = re.compile(  # beside ``OF_AGE``; whole words only: "Wochenbett", "Säuglingspflege" and "Monatskarte" say more
    r"\d{1,2}(?!\d)\w*|neugeboren(?:e|es|er|en|em)?|sauglinge?[ns]?|newborns?|yenidogan|"
    r"monats|monatig\w*|wochn|wochig\w*|jahrs|jahrig\w*|tagen|tagig\w*|alt(?:e|er|es|en)?|"
    r"week|days?|old|haftalik|gunluk|новорожденн(?:ый|ая|ого|ому|ой|ым|ую)|новонароджен(?:ий|а|ого|ому|ої|у|им)|"
    r"месяцу|мес|недел[юье]|году|годик(?:а|у)?|дн(?:я|ей|и)|день|міс|тижн[яь]|тижнів|року|"
    r"رضيع|رضيعه|رضيعي|مولود|مولوده|مولودي|شهرا|اسبوعا|اسبوعين|سنتين"
)
_MOTHER = re.compile(
    r"mamis?|mutti|mutter|mutt?ers|mum(?:my)?|mom(?:my)?|mother|anne(?:yim)?|annesi|мама|мати|мать|мамо|ماما|ام|"
    r"frau|woman|familie|family|eltern|parents?"
)


def says_more(words: Sequence[str]) -> bool:
    """Whether folded words say more than who asks and how old: "mein sohn ist 7 monate" is no worry."""
    return any(
        not (word in SMALL or word in OF_AGE or _AGE.fullmatch(word) or _MOTHER.fullmatch(word) or is_child(word))
        for word in words
    )
