"""Whether a child or a partner has died. In six languages.

Then nothing that is for children who live stands before the help for those who mourn.
"""

from __future__ import annotations

import re

OF_GRIEF = ("need.bereavement", "offer.bereavement", "tg.bereaved", "need.low_mood", "offer.mental_health")

_WHO = (
    r"(?:babys?|kind(?:es)?|kinder|sohn|sohnes|tochter|zwillinge?|drillinge?|fruhchen|fruhgeborenes|neugeborenes|madchen|"
    r"junge|mann|ehemann|frau|freund|freundin|partner|partnerin|kindsvater|vater|papa|mutter|mama|"
    r"son|daughter|child|twins?|husband|wife|boyfriend|girlfriend|father|dad|mother|"
    r"bebe[gk]\w*|ogl\w*|kiz\w*|cocu[gk]\w*|ikiz\w*|kocam|esim|karim|babasi|"
    r"ребен\w*|малыш\w*|сын\w*|доч\w*|двойня\w*|близн\w*|муж\w*|жена|отец|папа|"
    r"дитин\w*|немовля\w*|син\w*|доньк\w*|близню\w*|двійня\w*|чоловік\w*|дружина|батько|тато|"
    r"طفل\w*|ابن\w*|بنت\w*|ولد\w*|رضيع\w*|زوج\w*|جوزي|والد\w*|ابو\w*|توام\w*)"
)
_DIED = (
    r"(?:gestorben\w*|verstorben\w*|verstarb|starb|tot (?:geboren|im bauch|zur welt)|"
    r"(?:ist|war|kam) (?:\w+ )?tot(?! mud)|died|passed away|"
    r"stillborn|is dead|was killed|vefat et\w*|умер\w*|погиб\w*|скончал\w*|"
    r"помер\w*|загину\w*|مات\w*|توفي\w*|استشهد\w*)"
)
_ONE_CLAUSE = r"(?: (?!und |and |ve |и |і |و)\w+)"
_GONE = re.compile(
    rf"(?<!\w)(?:{_WHO}{_ONE_CLAUSE}{{0,5}}? {_DIED}|{_DIED}{_ONE_CLAUSE}{{0,2}} {_WHO}|kindstod|lost (?:my|our|the) "
    r"(?:baby|twins?|son|daughter|child))(?!\w)"
)
# Others who died, and figures of speech. Who mourns a grandmother or a cat with a child asks something else.
_OTHERWISE = re.compile(
    r"(?<!\w)(?:hund\w*|katze\w*|hamster|kaninchen|haustier\w*|u?r?oma|u?r?opa|grossmutter|grossvater|tante|onkel|"
    r"babyphone?|batterie|handy|dog|cat|rabbit|grand\w+|gran|granny|uncle|aunt|"
    r"kedi\w*|kopek\w*|dede\w*|anneanne\w*|babaanne\w*|дедушк\w*|бабушк\w*|кошка|кот|собака|дідус\w*|дід|бабус\w*|кішка|"
    r"кіт|пес|جده|جدته|جدها|جدي|جدتي|القطه|قطتي|الكلب|"
    r"vorbeug\w*|verhinder\w*|schutz|schutzen|angst|vermeiden|prevent\w*|afraid|scared|vor lachen|"
    r"(?:nicht|fast|beinahe|so|nearly|almost) (?:\w+ )?(?:tot|gestorben|died))(?!\w)"
)


# A child lost before it was born; who is pregnant again asks something else.
_LOST = re.compile(
    r"(?<!\w)(?:(?:baby|kind|zwillinge?) "
    r"(?:(?:in|im|der|dem|den|woche|wochen|monat|monaten|ssw|\d+|schwangerschaft|leider|gestern|heute|letzte\w*|vor|"
    r"gerade|jetzt) ){0,6}verloren(?! gegangen)|sternenkind\w*|totgeburt|stille geburt|"
    r"stillbirth)(?!\w)"
)
_AGAIN = re.compile(r"(?<!\w)(?:schwanger|wieder|pregnant|folgeschwangerschaft\w*)(?!\w)")
_AFTER_ABORTION = re.compile(
    r"(?<!\w)(?:abgetrieben|(?:nach|seit) (?:\w+ ){0,2}(?:schwangerschaftsabbruch|abtreibung)|"
    r"hatte (?:\w+ )?(?:schwangerschaftsabbruch|abtreibung)|after (?:my |an |the )?abortion|had an abortion|"
    r"kurtaj (?:oldum|yaptirdim)|kurtajdan sonra|после аборта|сделала аборт|після аборту|зробила аборт|بعد الاجهاض|"
    r"اجهضت)(?!\w)(?! werden)"
)


def after_abortion(text: str) -> bool:
    """Whether the folded words speak of an abortion that has been."""
    return _AFTER_ABORTION.search(text) is not None


def died(text: str) -> bool:
    """Whether the folded words of a question, joined by spaces, say that a child or a partner died."""
    if _LOST.search(text) and not _AGAIN.search(text):
        return True
    return _GONE.search(text) is not None and _OTHERWISE.search(text) is None
