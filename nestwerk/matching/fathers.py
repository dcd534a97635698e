"""Whether a question that names a father is one of a father: not where he left, died or is locked up. In six languages.

Who was left with a child must not find the Saturday gymnastics for fathers. A father who writes himself still does,
whatever happened to him.
"""

from __future__ import annotations

import re

OF_FATHERS = ("need.father_role", "offer.fathers", "tg.fathers")

_FATHER = (
    r"(?:(?:kinds|kindes)?vaters?|papas?|vati|erzeugers?|kv|km|(?:ehe)?mann|mannes|freund|partner|ex(?:mann|freund|partner)?|"
    r"father|dad|daddy|husband|boyfriend|babasi|babamiz|kocam|esim|sevgilim|partnerim|"
    r"отец|отца|папа|папу|муж|мужа|парень|бывший|батько|батька|тато|тата|чоловік|чоловіка|хлопець|"
    r"ابو|ابوه|ابوها|والد|والده|والدها|زوجي|جوزي|راجلي|رجلي|بابا|الاب)"
)
_LEFT = (
    r"(?:verlassen|verliess|abgehauen|sitzen ?gelassen|sitzen lassen|weggelaufen|weggegangen|davongelaufen|verpisst|"
    r"ausgezogen|untergetaucht|im stich|will (?:nichts|nix|keinen? kontakt)|"
    r"(?:zahlt|meldet sich)(?: \w+){0,3} (?:nicht|nichts|nix|nie|keine?n?)|"
    r"left (?:us|me)|walked (?:out|away)|abandoned|ran (?:away|off)|moved out|(?:\w+nt|not|never) pay(?:ing)?|"
    r"never calls|terk et\w*|birakti|kacti|odemiyor|бросил\w*|ушел|сбежал|не платит|кинув|пішов|покинув|втік|"
    r"не платить|ترك\w*|هجر\w*|هرب|لا يدفع|ما يدفع)"
)
_LOST = (
    r"(?:weg|verschwunden|gestorben|verstorben|tot|verungluckt|unbekannt|disappeared|died|dead|passed away|unknown|"
    r"gitti|vefat et\w*|(?<!baba )(?:oldu|olmus)|bilinmiyor|умер|погиб|пропал|исчез|неизвест\w*|помер|загинув|зник|"
    r"невідом\w*|راح|اختفي|مات|توفي|متوفي|مجهول)"
)


def _of_father(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_FATHER}(?: \w+){{0,5}}? {said}|{said}(?: \w+){{0,2}} {_FATHER})(?!\w)")


_FATHER_LEFT, _FATHER_LOST = _of_father(_LEFT), _of_father(_LOST)
_LOCKED_UP = re.compile(
    r"(?<!\w)(?:gefangnis\w*|knast\w*|haft|inhaftiert\w*|verhaftet|sitzt ein|hinter gittern|jva|eingesperrt|"
    r"jail|prison|behind bars|in custody|locked up|arrested|hapis\w*|hapse|cezaev\w*|tutuklan\w*|tutuklu|"
    r"тюрьм\w*|посадили|за решеткой|сизо|колони[ия]|под стражей|арестова\w*|"
    r"вязниц\w*|тюрм\w*|за гратами|сізо|під вартою|арештова\w*|"
    r"(?:[بف]?ال)?سجن|ب?سجن|(?:[بف]?ال)حبس|مسجون|محبوس|موقوف)(?!\w)"
)
_HE_WRITES = re.compile(
    r"(?<!\w)(?:(?:ich bin|bin|als|ich als|werde|wurde) (?:(?!nicht|ohne)\w+ ){0,3}(?:vater|papa)|"
    r"meine (?:\w+ )?(?:ehe|ex)?(?:frau|freundin|partnerin)|"
    r"(?:i am|i m|im|as) (?:\w+ ){0,3}(?:father|dad)|my (?:ex )?(?:wife|girlfriend)|ben (?:\w+ ){0,2}baba\w*|karim|"
    r"я (?:\w+ ){0,2}(?:отец|папа|батько|тато)|жена|девушка|дружина|дівчина|انا (?:اب|ابو|والد)|زوجتي|مراتي|مرتي)(?!\w)"
)


def father_gone(text: str) -> str:
    """What somebody else writes of a father: "left" (or does not care), "lost" (dead, away, locked up) or "".

    ``text`` was made :func:`nestwerk.matching.ages.plain`.
    """
    if _HE_WRITES.search(text):
        return ""
    if _FATHER_LEFT.search(text):
        return "left"
    return "lost" if _FATHER_LOST.search(text) or _LOCKED_UP.search(text) else ""
