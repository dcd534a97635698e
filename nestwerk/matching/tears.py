"""Whose tears: a parent who weeps, is seen weeping or shouts is no question about a baby that cries. In six languages.

All texts are the folded words of a question, joined by spaces (``text.folded``).
"""

from __future__ import annotations

import re

_FEW = r"(?:\w+ ){0,3}"
_OWN_TEARS = (
    rf"ich {_FEW}(?:weine?|heule?)",
    r"(?:weine?|heule?) (?:ich|nur noch)",
    r"^(?:weine|heule)",
    rf"(?:^(?:nur |nur noch |standig |viel |immer )?|bin {_FEW})am (?:weinen|heulen)",
    (
        r"(?:^(?:muss|konnte|konnt)|ich (?:muss|konnte)|(?:muss|konnte|konnt) ich) "
        r"(?:nur |nur noch |immer |dauernd |standig |oft |viel )*(?:weinen|heulen)"
    ),
    r"(?:heul|wein)(?:attacken?|krampfe?)",
    rf"mir {_FEW}(?:die )?tranen|(?:mir )?tranen (?:kommen|laufen)|in tranen",
    (
        r"(?:meine?r? (?:frau|freundin|partner(?:in)?|mann|freund|schwester|schwagerin|schwiegertochter)|mama|mutter)"
        r" \w*(?:weint|heult)"
    ),
    rf"meine tochter {_FEW}(?:baby|mama|entbunden) {_FEW}weint(?: nur)?",
    rf"meine tochter weint {_FEW}(?:mama|entbunden)(?: ist| hat)?",
    (
        r"i(?: am|m| ve been| have been)? (?:(?:just|always|often|keep|only|still|also|really|constantly|so|cant stop)"
        r" ){0,3}(?:cry|crying)|im (?:\w+ ){0,2}crying"
    ),
    rf"my (?:wife|girlfriend|partner|husband|sister) {_FEW}(?:cries|cry|crying)",
    rf"agliyorum|aglarim|aglamak istiyorum|(?:karim|esim) {_FEW}agl(?:iyor|ar)",
    rf"^(?:плачу|реву)|я {_FEW}(?:плачу|реву)|(?:плачу|реву) (?:каждый|постоянно|весь|все|щодня|постійно|увесь|кожен)",
    rf"хочется плакать|хочеться плакати|(?:жена|девушка|дружина|дівчина) {_FEW}плаче\w*",
    rf"ابكي|ببكي|بعيط|اعيط|كنبكي|(?:زوجتي|مراتي|مرتي) {_FEW}(?:ت|بت)بكي",
)
_OWN = re.compile(rf"(?<!\w)(?:{'|'.join(_OWN_TEARS)})(?!\w)")
# Any word of crying beside that is the child's: finite, infinitive or noun.
_CRYING = re.compile(
    r"(?<!\w)(?:weint|weinen\w*|weinend\w*|schrei\w*|geschrei\w*|brull\w*|gebrull\w*|heulen|heult|quengel\w*|"
    r"cry|cries|crying|scream\w*|agl\w*|bagir\w*|плач\w*|плак\w*|крич\w*|крик\w*|орет|"
    r"يبكي|تبكي|بيبكي|بتبكي|يصرخ|تصرخ|بيعيط|بتعيط|(?:ال)?بكاء|صراخ\w*|(?:ال)?صراخ)(?!\w)"
)
_SHOUTS = re.compile(
    r"(?<!\w)(?:ich (?:schreie?|brulle?) (?:\w+ ){0,4}an|^(?:schreie?|brulle?) (?:\w+ ){1,4}an|"
    r"(?:schreie?|brulle?) ich (?:\w+ ){0,4}an|"
    r"hab(?:e)? (?:\w+ ){0,4}(?:angeschrien|angebrullt)|i (?:\w+ ){0,2}(?:yell|scream|shout)(?:ed|ing)? at|"
    r"(?:cocugu|bebegi|oglu|kizi)ma bagiriyorum|(?:я (?:\w+ ){0,2}|^)(?:кричу|ору) на|اصرخ علي)(?!\w)"
)
_SHOUTED_AT = re.compile(
    r"(?<!\w)(?:(?:schreit|brullt) (?:mich|uns) (?:\w+ ){0,3}an|(?:yells|screams|shouts|yelling|screaming|shouting) at "
    r"(?:me|us)|bana bagiriyor|(?:кричит|орет) на меня|(?:кричить|реве) на мене|(?:ب)?يصرخ علي)(?!\w)"
)
_BY_A_CHILD = re.compile(
    r"(?<!\w)(?:kind|sohn|tochter|kleiner?|\d+ ?jahr\w*|child|son|daughter|toddler|cocu\w*|ogl\w*|сын|дочь|ребенок|син)"
    r"(?!\w)"
)
OF_A_CRYING_CHILD = ("need.crying", "offer.cry_clinic")


def own_tears(text: str) -> bool:
    """Whether only a grown-up weeps."""
    rest, own = _OWN.subn(" ", text)
    return own > 0 and _CRYING.search(rest) is None


def shouted_at(text: str) -> bool:
    """Whether another grown-up shouts at the writer: no baby cries there."""
    return _SHOUTED_AT.search(text) is not None and _BY_A_CHILD.search(text) is None


def shouts(text: str) -> bool:
    """Whether the writer shouts at somebody."""
    return _SHOUTS.search(text) is not None
