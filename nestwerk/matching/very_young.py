"""Whether somebody between ten and eighteen expects a child or has one: she writes, he does, or her family.

In six languages. All texts are the folded words of a question, joined by spaces (``text.folded``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

PROTECTED = 14  # years, below which whoever made her pregnant committed a crime (§ 176 StGB)
_WORDS = {
    word: years
    for years, words in (
        (10, "zehn ten"),
        (11, "elf eleven onbir"),
        (12, "zwolf twelve oniki двенадцать дванадцять"),
        (13, "dreizehn thirteen onuc тринадцать тринадцять"),
        (14, "vierzehn fourteen ondort четырнадцать чотирнадцять"),
        (15, "funfzehn fifteen onbes пятнадцать пятнадцять"),
        (16, "sechzehn sixteen onalti шестнадцать шістнадцять"),
        (17, "siebzehn seventeen onyedi семнадцать сімнадцять"),
        (18, "achtzehn eighteen onsekiz восемнадцать вісімнадцять"),
    )
    for word in words.split()
}
_JUST = (
    r"(?:(?:ja|doch|erst|gerade|grad|grade|noch|nur|jetzt|bald|fast|selbst|selber|ein|eine|a|only|just|still|now|almost|"
    r"nearly|daha|henuz|только|всего|еще|почти|лише|тільки|ще|майже|بس|لسه|لسا) )*"
)
_NO_YEARS = (  # weeks of a pregnancy, durations, hours, sums
    r"(?! ?(?:\d|w(?:o|och\w*|ks?|eeks?)?\b|ssw|mo(?:n\w*|s)?\b|tag\w*|days?|hafta\w*|ay\w*|gun\w*|"
    r"нед\w*|тиж\w*|мес\w*|міс\w*|дн\w*|ден\w*|اسبوع|اسابيع|شهر\w*|اشهر|يوم|ايام|uhr|std|stunden|hours?|kg|kilo|eur\w*|mal|te\b|ten\b|"
    r"jahrig\w*|летн\w*|річн\w*|yasindaki|year olds?|других|kinder|kids|war\b|was\b|were\b))"
)
_YEARS = r"(?: ?(?:jahre?n?|j|years?|yrs?|y|yo|yas\w*|лет|год\w*|рок\w*|рік|سنه|سنوات|سنين|عام))"
_AND_SO = (  # what may follow years that are an age: "15 Jahre verheiratet" is none
    r"(?= (?:alt|old|o|und|u|and|n|ve|и|і|й|та|я|و|وانا|وحامل|schwanger\w*|pregnant|hamile\w*|беремен\w*|вагітн\w*|"
    r"حامل|hab\w*|bekomm\w*|krieg\w*|erwart\w*|werd\w*|im|i|ich|bin|mein\w*|hav\w*|got)\b|$)"
)
_AGE = rf"(?P<n>1[0-8]|{'|'.join(_WORDS)})(?!\w){_NO_YEARS}(?:{_YEARS}{_AND_SO}|(?!{_YEARS}\b))"
_GIRL = (
    r"(?:(?:tochter|schwester|enkelin|nichte|freundin|cousine|schulerin|sie|daughter|sister|granddaughter|niece|"
    r"girlfriend|student|she)(?: (?:ist|is|s|wird))?|kizim|kardesim|torunum|yegenim|"
    r"(?:дочь|дочка|сестра|внучка|подруга|донька|онука)"
    r"(?: (?:\w+ )?(?:ей|їй))?|(?:дочери|дочке|сестре|внучке|подруге|доньці|онуці|девушке|дівчині|ей|їй)|"
    r"(?:بنتي|ابنتي|اختي|حفيدتي|صديقتي)(?: عمرها)?)"
)
_EXPECTS = (
    r"(?:\w*schwanger|pregnant|knocked up|hamile\w*|gebe(?:yim)?|беремен\w*|залетел\w*|вагітн\w*|завагітніла|залетіла|"
    r"حامل|وحامل|حبلي|"
    r"(?:bekomm\w*|krieg\w*|erwart\w*|having|expecting) (?:jetzt |bald |auch )?(?:\w+ )?(?:baby|kind|child)|"
    r"(?:werde|wird) (?:\w+ )?(?:vater|papa|mutter|mama)|"
    r"(?:becoming|gonna be|going to be) a (?:dad|mum|mom|father|mother)|"
    r"(?:periode|tage|regel) (?:\w+ )?(?:bleib\w* aus|kommt nicht|ausgeblieben|uberfallig)|"
    r"(?:late|missed) (?:my )?period|period (?:is )?late|"
    r"test (?:ist |is )?positi[vf]e?|pozitif|положительный|позитивний)"
)
_HAS = (
    r"(?:(?:hab\w*|hat|have|has|got) (?:schon |jetzt |gerade )?(?:ein\w* |nen |a |my )?(?:\w+ )?"
    r"(?:baby|kind|sohn|tochter|child|kid|son|daughter)|"
    r"(?<!meine )(?<!my )(?<!моя )(?:mama|mutter|mutti|mami|mum|mom|anneyim|мама|мати)\b|"
    r"bebegim|есть ребенок|є дитина|(?:عندي|معي) (?:طفل|بيبي|ولد|بنت))"
)
_ANOTHER = (  # whose pregnancy it is when it is not the girl's: "meine Tochter ist 12 und wir bekommen ein Baby"
    r"(?:ich|im|i|wir|uns|we|us|our|meine?|my|frau|mama|mami|mutter|mutti|eltern|wife|mum|mom|mother|parents|annesi|annem|"
    r"karim|esim|biz|я|мы|ми|мама|жена|мать|мати|дружина|انا|نحن|احنا|امها|امي|زوجتي|مراتي)\b"
)
_GROWN = re.compile(  # "mit 17 ein Kind bekommen und bin jetzt 30": it was long ago
    r"(?<!\w)(?:ich bin|bin|i am|i m|im|now|heute|jetzt|мне|мені) (?:jetzt |heute |now |уже |вже |inzwischen )*"
    rf"(?:19|[2-5]\d){_NO_YEARS}(?!\w)"
)
_SELF = re.compile(rf"(?<!\w)(?:ich|bin|im|i m|i am|i|ben|я|мне|мені|عمري|سني|عندي|انا) {_JUST}{_AGE}")
_OTHER = re.compile(rf"(?<!\w){_GIRL} {_JUST}{_AGE}(?: (?:alt|old))?(?: (?!{_ANOTHER})\w+){{0,3}}? {_EXPECTS}")
_WITH_IT = re.compile(
    rf"(?<!\w)(?:{_EXPECTS}|mama|mutter|mum|mom|мама) (?:und |and )?"
    rf"(?:schon |mit |erst |at |в |у |عمري |عمرها |nur |als )+{_AGE}|"
    rf"{_EXPECTS} (?:und |and |и |і )(?:bin )?(?P<o>1[0-8])$|{_EXPECTS} (?:ей|їй) (?P<p>1[0-8])(?!\w){_NO_YEARS}|"
    r"(?<!\w)(?P<m>1[0-8]|"
    + "|".join(_WORDS)
    + rf") ?(?:jahr\w+|years? old|year olds?|yo|yas\w+|летн\w*|річн\w*|лет|років)"
    rf" (?:alt |und |ve |old )?(?:(?:tochter|schwester|freundin|enkelin|girl|daughter|madchen|дочь|донька) )?{_EXPECTS}"
)
_EXPECTING, _PARENT = re.compile(rf"(?<!\w){_EXPECTS}"), re.compile(rf"(?<!\w)(?:{_HAS}|{_EXPECTS})")
_MAYBE = re.compile(rf"(?<!\w)(?:1[0-8]|{'|'.join(_WORDS)})")


class Young(NamedTuple):
    """Her years (or his), and whether the child is yet to come."""

    years: int
    expecting: bool


def very_young(text: str) -> Young | None:
    """Who is that young with a child; None where nobody is."""
    if not _MAYBE.search(text):
        return None
    expecting = _EXPECTING.search(text) is not None
    found = _WITH_IT.search(text) or _OTHER.search(text)
    if found is None and _PARENT.search(text):
        found = _SELF.search(text)
    if found is None or _GROWN.search(text):
        return None
    said = next(number for number in found.groupdict().values() if number)
    return Young(_WORDS.get(said) or int(said), expecting)
