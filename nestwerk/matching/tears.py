"""Whose tears: a parent who weeps, or is seen weeping, is no question about a baby that cries, and
neither is one who shouts. In six languages.
"""

from __future__ import annotations

import re

_FEW = r"(?:\w+ ){0,3}"
_OWN = re.compile(
    rf"(?:^(?:weine|heule)|(?<!\w)(?:ich {_FEW}(?:weine?|heule?)|(?:weine?|heule?) (?:ich|nur noch)|"
    rf"(?:^|bin {_FEW}|nur |nur noch |standig |viel |immer )am (?:weinen|heulen)|(?:heul|wein)(?:attacken?|krampfe?)|"
    rf"(?:mir|die|meine) {_FEW}tranen|meine tochter {_FEW}(?:baby|mama|entbunden) {_FEW}weint(?: nur)?|"
    rf"meine tochter weint {_FEW}(?:mama|entbunden)(?: ist| hat)?|"
    rf"(?:muss|konnte|konnt) (?:ich )?(?:nur |nur noch |immer |dauernd |standig |oft |viel )*(?:weinen|heulen)|"
    rf"i(?: am|m| ve been| have been)? {_FEW}(?:cry|crying)|agliyorum|aglarim|aglamak istiyorum|"
    rf"я {_FEW}(?:плачу|реву)|(?:плачу|реву) (?:каждый|постоянно|весь|все|щодня|постійно|увесь|кожен)|хочется плакать|"
    r"(?:meine?r? (?:frau|freundin|partnerin|partner|mann|freund|schwester|"
    r"schwagerin|schwiegertochter)|mama|mutter) \w*(?:weint|heult)|"
    rf"my (?:wife|girlfriend|partner|husband|sister) {_FEW}(?:cries|cry|crying)|"
    rf"(?:karim|esim) {_FEW}agl(?:iyor|ar)|(?:жена|девушка|дружина|дівчина) {_FEW}плаче\w*|"
    rf"(?:زوجتي|مراتي|مرتي) {_FEW}(?:ت|بت)بكي|"
    r"хочеться плакати|ابكي|ببكي|بعيط|اعيط|كنبكي))(?!\w)"
)
# Any word of crying beside that is the child's: finite, infinitive or noun.
_CRYING = re.compile(
    r"(?<!\w)(?:weint|weinen\w*|weinend\w*|schrei\w*|geschrei\w*|brull\w*|gebrull\w*|heulen|heult|quengel\w*|"
    r"cry|cries|crying|scream\w*|agl\w*|bagir\w*|плач\w*|плак\w*|крич\w*|крик\w*|орет|"
    r"يبكي|تبكي|بيبكي|بتبكي|يصرخ|تصرخ|بيعيط|بتعيط|(?:ال)?بكاء|صراخ\w*|(?:ال)?صراخ)(?!\w)"
)
_SHOUTS = re.compile(
    r"(?<!\w)(?:ich (?:schreie?|brulle?) (?:\w+ ){0,4}an|(?:schreie?|brulle?) ich (?:\w+ ){0,4}an|"
    r"hab(?:e)? (?:\w+ ){0,4}(?:angeschrien|angebrullt)|i (?:\w+ ){0,2}(?:yell|scream|shout)(?:ed|ing)? at|"
    r"cocuguma bagiriyorum|я (?:\w+ ){0,2}(?:кричу|ору) на|اصرخ علي)(?!\w)"
)
OF_A_CRYING_CHILD = ("need.crying", "offer.cry_clinic")


def own_tears(text: str) -> bool:
    """Whether only a grown-up weeps in a text made :func:`nestwerk.matching.ages.plain`."""
    rest, own = _OWN.subn(" ", text)
    return own > 0 and _CRYING.search(rest) is None


def shouts(text: str) -> bool:
    """Whether the writer shouts at somebody in a text made :func:`nestwerk.matching.ages.plain`."""
    return _SHOUTS.search(text) is not None
