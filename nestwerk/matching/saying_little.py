"""Questions that say little: who asks, how old the child is. They are no worry, and hide no offer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nestwerk.matching.stems import CHILD, LANGUAGES, STOP, keys

_AGE = re.compile(  # whole words only: "Wochenbett", "Säuglingspflege" and "Monatskarte" say more
    r"\d{1,2}(?!\d)\w*|neugeboren(?:e|es|er|en|em)?|sauglinge?[ns]?|newborns?|yenidogan|"
    r"monat(?:e|en|s)?|monatig\w*|wochen?|wochn|wochig\w*|jahr(?:e|en|s)?|jahrig\w*|tage?n?|tagig\w*|"
    r"alt(?:e|er|es|en)?|months?|weeks?|years?|days?|old|aylik|yasinda|haftalik|gunluk|"
    r"новорожденн(?:ый|ая|ого|ому|ой|ым|ую)|новонароджен(?:ий|а|ого|ому|ої|у|им)|"
    r"месяц(?:а|ев|у)?|мес|недел[яиюье]|недель|лет|год(?:а|у|ик|ика)?|дн(?:я|ей|и)|день|"
    r"місяц(?:ь|я|і|ів)|міс|тижн[іяь]|тижнів|тиждень|рок(?:и|ів|у|)|рік|"
    r"رضيع|رضيعه|رضيعي|مولود|مولوده|مولودي|شهر|شهرا|شهرين|اشهر|شهور|اسبوع|اسبوعا|اسبوعين|اسابيع|سنه|سنتين|سنوات|عمره|عمرها"
)
_MOTHER = re.compile(
    r"mamis?|mutti|mutter|mutt?ers|mum(?:my)?|mom(?:my)?|mother|anne(?:yim)?|annesi|мама|мати|мать|мамо|ماما|ام|"
    r"frau|woman|familie|family|eltern|parents?"
)


def says_more(words: Sequence[str]) -> bool:
    """Whether folded words say more than who asks and how old: "mein sohn ist 7 monate" is no worry."""
    return any(
        not (_AGE.fullmatch(word) or _MOTHER.fullmatch(word))
        and not any(word in STOP[language] for language in LANGUAGES)
        and not any(name[2:] == CHILD for name in keys(word))
        for word in words
    )
