"""Whether a question that names a father is one of a father: not where he left, died or is locked up. In six languages.

Who was left with a child must not find the Saturday gymnastics for fathers. A father who writes himself still does,
whatever happened to him. All texts are the folded words of a question, joined by spaces (``text.folded``).
"""

from __future__ import annotations

import re

OF_FATHERS = ("need.father_role", "offer.fathers", "tg.fathers")

_FATHER = (
    r"(?:(?:kinds|kindes)?vaters?|papas?|vati|erzeugers?|kv|(?:ehe)?mann|mannes|freund|partner|ex(?:mann|freund|partner)?|"
    r"father|dad|daddy|husband|boyfriend|babasi|babamiz|kocam|esim|sevgilim|partnerim|"
    r"отец|отца|папа|папу|муж|мужа|парень|бывший|батько|батька|тато|тата|чоловік|чоловіка|хлопець|"
    r"ابو|ابوه|ابوها|والد|والده|والدها|زوجي|جوزي|راجلي|رجلي|بابا|الاب)"
)
_LEFT = (
    r"(?:verlassen|verliess|abgehauen|sitzen ?gelassen|sitzen lassen|weggelaufen|weggegangen|davongelaufen|verpisst|"
    r"ausgezogen|untergetaucht|im stich|will (?:nichts|nix|keinen? kontakt)|"
    r"(?:zahlt|meldet sich)(?: \w+){0,3} (?:nicht|nichts|nix|nie|keine?n?)|"
    r"left (?:us|me)|walked (?:out|away)|abandoned|ran (?:away|off)|moved out|(?:\w+nt|not|never) pay(?:ing)?|"
    r"kommt (?:nicht|nie) mehr|interessiert sich nicht|lasst uns (?:im stich|allein)|"
    r"never calls|terk et\w*|birakti|kacti|odemiyor|бросил\w*|ушел|сбежал|не платит|кинув|пішов|покинув|втік|"
    r"не платить|ساب(?:ني|نا)|ترك\w*|هجر\w*|هرب|لا يدفع|ما يدفع)"
)
_LOST = (
    r"(?:(?:ist|war) (?:\w+ ){0,2}weg|weg ist|verschwunden|gestorben|verstorben|tot|verungluckt|unbekannt|disappeared|"
    r"died|dead|passed away|unknown|im krieg|an der front|at war|at the front|"
    r"на войне|на фронте|на фронті|на війні|savasta|"
    r"في الحرب|gitti|vefat et\w*|bilinmiyor|умер|погиб|пропал|исчез|неизвест\w*|помер|загинув|зник|"
    r"невідом\w*|راح|اختفي|مات|توفي|استشهد|متوفي|مجهول)"
)


def _of_father(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_FATHER}(?: \w+){{0,5}}? {said}|{said}(?: \w+){{0,2}} {_FATHER})(?!\w)")


_FATHER_LEFT, _FATHER_LOST = _of_father(_LEFT), _of_father(_LOST)
_WITHOUT = re.compile(
    r"(?<!\w)(?:ohne|without|без|بدون|بلا) (?:einen |den |a |the )?(?:mann|partner|vater|papa|kindsvater|husband|"
    r"father|dad|мужа|отца|папы|чоловіка|батька|тата|زوج|اب)(?!\w)"
)
_LOCKED_UP = re.compile(
    r"(?<!\w)(?:gefangnis\w*|knast\w*|haft|inhaftiert\w*|verhaftet|sitzt ein|hinter gittern|jva|eingesperrt|"
    r"jail|prison|behind bars|in custody|locked up|arrested|hapis\w*|hapse|cezav\w*|tutuklan\w*|tutuklu|"
    r"тюрьм\w*|посадили|за решеткой|сизо|колони[ия]|под стражей|арестова\w*|"
    r"вязниц\w*|тюрм\w*|за гратами|сізо|під вартою|арештова\w*|"
    r"(?:[بف]?ال)?سجن|ب?سجن|(?:[بف]?ال)حبس|مسجون|محبوس|موقوف)(?!\w)"
)
_HER = (
    r"(?:meine (?:\w+ )?(?:ehe|ex)?(?:frau|freundin|partnerin)|kinds?mutter|kindesmutter|"
    r"my (?:ex )?(?:wife|girlfriend)|karim|жена|дружина|زوجتي|مراتي|مرتي)"
)
_WHAT_FATHER = (
    r"(?:(?:ein|junger|neuer|werdender|frischgebackener|alleinerziehender|stolzer|getrennter|auch|jetzt|bald) )"
)
_HE_WRITES = re.compile(
    rf"(?<!\w)(?:(?:ich bin|bin|ich werde|werde) (?:der )?{_WHAT_FATHER}{{0,3}}(?:vater|papa)|"
    rf"als {_WHAT_FATHER}{{0,2}}(?:vater|papa)|{_HER}|"
    r"(?:i am|i m|im) (?:(?:a|the|now|single|new|young|also) ){0,3}(?:father|dad)|as a (?:single |new )?(?:father|dad)|"
    r"ben (?:\w+ ){0,2}baba\w*|tek basina baba\w*|"
    r"я (?:молодой |будущий |одинокий )?(?:отец|папа)|я (?:молодий |майбутній |самотній )?(?:батько|тато)|"
    r"девушка|дівчина|انا (?:اب|ابو|والد))(?!\w)"
)
_UNWANTED = re.compile(
    rf"(?<!\w)(?:{_FATHER}|er) (?:\w+ )?(?:will keine? (?:baby|kinder|kind)|will (?:das|dieses|unser) (?:baby|kind) "
    r"(?:\w+ )?nicht(?=$| (?:und|mehr|haben|aber|obwohl|ich|weil|behalten))|"
    r"(?:dos not|dosnt|doesnt) want (?:the|this|our|a) (?:baby|child|kid)|"
    r"не хочет (?:этого |нашего )?(?:ребенка|детей)|не хоче (?:цієї |нашої )?(?:дитини|дитину))(?!\w)"
)
_MOTHER_LEFT = re.compile(
    rf"(?<!\w){_HER}(?: \w+){{0,5}}? (?:{_LEFT}|weg ist|ist (?:einfach |plotzlich |jetzt |nun )?weg(?=$)|"
    r"gegangen|gitti|ушла|пішла|راحت)(?!\w)"
)


def child_unwanted(text: str) -> bool:
    """Whether somebody writes that the other parent does not want the child."""
    return _UNWANTED.search(text) is not None


def mother_left(text: str) -> bool:
    """Whether a father writes that the mother left him with the child."""
    return _MOTHER_LEFT.search(text) is not None


def father_gone(text: str) -> str:
    """What somebody else writes of a father: "left" (or does not care), "lost" (dead, away, locked up) or ""."""
    if _HE_WRITES.search(text):
        return ""
    if _FATHER_LEFT.search(text):
        return "left"
    return "lost" if _FATHER_LOST.search(text) or _LOCKED_UP.search(text) or _WITHOUT.search(text) else ""
