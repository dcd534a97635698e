"""Whose tears: a parent who weeps is not asking about a baby that cries. In six languages."""

from __future__ import annotations

import re

_FEW = r"(?:\w+ ){0,3}"
_OWN = re.compile(
    rf"(?<!\w)(?:ich {_FEW}(?:weine?|heule?)|(?:weine?|heule?) (?:ich|nur noch)|"
    rf"(?:muss|konnte|konnt) (?:ich )?(?:nur |nur noch |immer |dauernd |standig |oft |viel )*(?:weinen|heulen)|"
    rf"i(?: am|m| ve been| have been)? {_FEW}(?:cry|crying)|agliyorum|aglarim|aglamak istiyorum|"
    rf"я {_FEW}(?:плачу|реву)|(?:плачу|реву) (?:каждый|постоянно|весь|все|щодня|постійно|увесь|кожен)|хочется плакать|"
    r"хочеться плакати|ابكي|ببكي|بعيط|اعيط|كنبكي)(?!\w)"
)
_CHILDS = re.compile(
    r"(?<!\w)(?:weint|schreit|brullt|heult|quengelt|schreiend\w*|schreibaby|cries|screams|screaming|"
    r"(?:baby|he|she|son|daughter|child) (?:\w+ ){0,3}(?:cry|crying)|agliyor|bagiriyor|плачет|кричит|орет|плаче|"
    r"кричить|يبكي|تبكي|بيبكي|بتبكي|يصرخ|تصرخ|بيعيط|بتعيط)(?!\w)"
)


def own_tears(text: str) -> bool:
    """Whether only the writer weeps in a text made :func:`nestwerk.matching.ages.plain`."""
    return _OWN.search(text) is not None and _CHILDS.search(text) is None
