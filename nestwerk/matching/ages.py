"""The child's age in a sentence: months, weeks, years, weeks of pregnancy and check-ups, in six languages.

Numbers that are no age (hours, how often, how many children, how long something lasts, a pregnancy that was lost)
must not become one; so a number counts only with a unit of age and without a word that makes it a duration.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nestwerk.matching.text import fold, words_of

OLDEST_MONTHS = 18 * 12
GROWN_UP = 13 * 12  # months from which somebody may be a mother herself

# Middle of the period in which a check-up is due (Kinder-Richtlinie of the Gemeinsame Bundesausschuss), months.
CHECKUP_MONTHS = {"1": 0, "2": 0, "3": 1, "4": 3, "5": 6, "6": 11, "7": 23, "7a": 35, "8": 47, "9": 62}


class Age(NamedTuple):
    """An age in months; ``exact`` is False where only a stage is known; ``span`` is its place in the folded text."""

    months: int
    exact: bool
    span: tuple[int, int]


def _numbers(text: str) -> dict[str, float]:
    return {
        fold(word): float(value)
        for value, words in (row.split(":") for row in text.split("\n") if row)
        for word in words.split()
    }


_NUMBER = _numbers(
    """1:ein eine einem einen einer eins one a bir один одна одного одну один واحد واحده
1.5:anderthalb eineinhalb einundeinhalb полтора полторы півтора
2:zwei zwo two iki два две двух двум дві двох اثنين
2.5:zweieinhalb
3:drei three uc üç три трех трёх трьох ثلاثه ثلاث تلات
3.5:dreieinhalb
4:vier four dort dört четыре четырех чотири чотирьох اربعه اربع
4.5:viereinhalb
5:funf fünf five bes beş пять пяти п'ять пять خمسه خمس
6:sechs six alti altı шесть шести шість шести سته ست
7:sieben seven yedi семь семи сім семи سبعه سبع
8:acht eight sekiz восемь восьми вісім ثمانيه ثماني تمن
9:neun nine dokuz девять девяти дев'ять تسعه تسع
10:zehn ten on десять десяти عشره عشر
11:elf eleven onbir одиннадцать одинадцять
12:zwolf zwölf twelve oniki двенадцать дванадцять
13:dreizehn thirteen
14:vierzehn fourteen
15:funfzehn fünfzehn fifteen
16:sechzehn sixteen
17:siebzehn seventeen
18:achtzehn eighteen
20:zwanzig twenty yirmi двадцать двадцять"""
)


def _any(*words: str) -> str:
    """One pattern out of alternatives, some of them patterns themselves."""
    return "(?:" + "|".join(word for group in words for word in group.split()) + ")"


_NUMBER_WORDS = "|".join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))
_N = rf"(?P<n>\d{{1,2}}(?:[.,]\d)?|{_NUMBER_WORDS})"
_HALF_AFTER = r"(?P<half>\s*(?:1/2|½|und ein halb(?:es)?|and a half|bucuk|с половиной|з половиною|و ?نصف|ونص))?"
_MONTH = _any(
    r"monat\w* moant\w* mont mon mnt months? mths? mos? aylik\w* ay ayini",
    r"месяц\w* мес місяц\w* міс شهر\w* شهور اشهر",
)
_WEEK = _any(r"wochen? wochn wochig\w* wo weeks? wks? haftalik\w* hafta недел\w* тижд?\w* اسبوع اسابيع")
_DAY = _any("tagen? tage days? gunluk дней дня день днів дні ايام يوم")
_YEAR = _any(
    r"jahr(?:e|en|es)? jahrig\w* jahr?ling\w* j years? yrs? yo yas\w* yasinda\w*",
    r"год\w* лет рочк\w* рок\w* рік річн\w* سنه سنوات سنين عام اعوام",
)
_UNITS = ((_MONTH, 1.0), (_WEEK, 12 / 52.18), (_DAY, 12 / 365.25), (_YEAR, 12.0))
_COUNTED = [
    (re.compile(rf"(?<![\w.,]){_N}\s*[-.]?{_HALF_AFTER}\s*-?\s*(?P<u>{unit})(?!\w)"), factor) for unit, factor in _UNITS
]
_AND_MONTHS = re.compile(rf"\s*(?:,|und|u|and|ve|и|і|та|و)?\s*{_N}\s*[-.]?\s*(?P<u>{_MONTH})(?!\w)")
_OF_A_CHILD = r"(?:kind|baby|sohn|tochter|kleine[rn]?|junge|madchen|bub|saugling|enkel\w*|son|daughter|boy|girl)"
_YEARS_MONTHS = re.compile(  # as doctors write it: 1;6
    rf"(?:(?<!\w){_OF_A_CHILD}[\s,(]+)?(?<![\w.,;])(?P<n>[0-6]);(?P<m>1[01]|\d)(?![\d;])(?P<j>\s*(?:jahr|alt|j\b))?"
)
_LETTER = re.compile(  # "Sohn, 18m", "baby 6w"
    rf"(?<!\w)(?:{_OF_A_CHILD}[\s,(]+(?P<n>\d{{1,2}}) ?(?P<u>[mw])(?!\w)|"
    r"(?P<o>\d{1,2}) ?(?P<v>[mw]) (?:alt|old)(?!\w))"
)
_JOINED = re.compile(rf"(?<!\w)(?P<n>{_NUMBER_WORDS})(?P<u>monatig\w*|jahrig\w*|wochig\w*)(?!\w)")
# "Ему месяц": one month without a number, said of a child, and nothing after it that would make it a duration.
_TO_CHILD_RU = r"(?:нам|ребенку|сыну|сыночку|дочке|дочери|малышу|малышке|ему|ей) (?:уже |всего |только |еще )?"
_TO_CHILD_UK = r"(?:нам|дитин[іи]|сину|доньці|донечці|малюку|малюкові|немовляті|йому|їй) (?:вже |лише |тільки |ще )?"
_NO_MORE = r"(?=\s*(?:$|[,.;!?]|(?:и|а|но|і|й|та|але|у|в|температур\w*|жар\w*|гаряч\w*|высок\w*|висок\w*)(?!\w)))"
_AND_SO_MANY = re.compile(rf"\s*(?:и|і|та|й)\s*{_N}(?:\s*{_MONTH})?(?!\w)(?!\s*(?:раз|час|дн|год|рок))")
_FIXED = [
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), months)
    for pattern, months in (
        (r"(?:سنتين|عامين) ?و ?نصف?", 30),
        (r"(?:سنه|عام) ?و ?نصف?", 18),
        (r"(?:сын\w*|доч\w*|ребенк\w*|малыш\w*) (?:уже )?полтора(?! (?:час|недел|месяц))", 18),
        (r"(?:полтора|півтора) (?:годик\w*|рочк\w*)", 18),
        (r"halbe?[sn]? jahr|half a year|полгода|півроку|نصف سنه|نص سنه|yarim yas\w*", 6),
        (r"dreiviertel ?jahr", 9),
        (r"year and a half|a year and half|bir bucuk yas\w*|полтора года|півтора року|سنه و ?نصف?", 18),
        (r"(?:zweieinhalb|2 ?1/2|2½) jahr\w*", 30),
        (r"شهرين", 2),
        (r"سنتين|عامين|سنتان", 24),
        (rf"{_TO_CHILD_RU}(?:год|годик){_NO_MORE}", 12),
        (rf"{_TO_CHILD_RU}месяц{_NO_MORE}", 1),
        (rf"{_TO_CHILD_RU}недел[яю]{_NO_MORE}", 0),
        (rf"{_TO_CHILD_UK}(?:рік|рочок|годик){_NO_MORE}", 12),
        (rf"{_TO_CHILD_UK}місяць{_NO_MORE}", 1),
        (rf"{_TO_CHILD_UK}тиждень{_NO_MORE}", 0),
        (r"bir aylik\w*", 1),
        (r"bir haftalik\w*", 0),
        (r"bir yas(?:inda|indaki|ini)\w*", 12),
        (r"عمر(?:ه|ها|و) (?:سنه|عام)", 12),
        (r"عمر(?:ه|ها|و) شهر", 1),
        (r"عمر(?:ه|ها|و) (?:اسبوع|اسبوعين|ايام)", 0),
    )
]
_ORDINALS = {
    fold(word): number
    for number, word in enumerate(
        ["ersten", "zweiten", "dritten", "vierten", "fünften", "sechsten", "siebten", "achten", "neunten"], 1
    )
} | {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "funfte": 5, "sechste": 6, "siebte": 7, "achte": 8, "neunte": 9}
_COUNTED_STAGE = re.compile(
    r"(?<!\w)(?:(?P<n>\d{1,2})\s?\.|(?P<w>1[3-9]|[23]\d|4[0-2])(?=\s*woche)|"
    rf"(?P<o>{'|'.join(_ORDINALS)}))\s*(?P<u>monat|woche)(?!\w)(?!\s*alt)"
)
_CHILD_THERE = re.compile(r"(?<!\w)(?:baby|babys|kind|sohn|tochter|saugling|kleine[rn]?|neugeboren\w*|maus)(?!\w)")
_BORN = re.compile(
    r"(?<!\w)(?:zur welt|auf die welt|geboren|geholt|entbunden|geburt in|fruhchen|fruhgeboren\w*|preemie|premature|"
    r"born|erken dog\w*|недонош\w*|родил\w*|народи\w*|ولد|ولدت|خديج)(?!\w)"
)
_TURNS = re.compile(rf"(?<!\w)wird (?:jetzt |bald |morgen |demnachst ){_N}(?=\s*(?:$|und|[,.;!?]))")
_AT_AGE = re.compile(rf"(?<!\w)mit {_N}(?= (?:noch|immer|schon|nicht|kein|gar)(?!\w))")
_HALVES = re.compile(rf"(?<!\w){_N} and a half(?=\s*(?:$|and|[,.;!?]))")
_CYRILLIC_YEARS = (
    ("полуторагодовал півторарічн", 18), ("годовал однорічн одногодовал", 12), ("двухлетн дворічн двохрічн", 24),
    ("трехлетн трирічн трьохрічн", 36), ("четырехлетн чотирирічн", 48), ("двухмесячн двомісячн", 2),
    ("четырехмесячн чотиримісячн", 4), ("пятимесячн п'?ятимісячн", 5), ("шестимесячн шестимісячн", 6),
    ("семимесячн семимісячн", 7), ("восьмимесячн восьмимісячн", 8), ("девятимесячн дев'?ятимісячн", 9),
    ("десятимесячн десятимісячн", 10), ("трехлетк трирічк", 36), ("двухлетк дворічк двохрічк", 24),
    ("трехмесячн тримісячн", 3), ("полугодовал піврічн", 6), ("месячн місячн", 1),
)  # fmt: skip
_FIXED += [(re.compile(rf"(?<!\w)(?:{'|'.join(stems.split())})\w*"), months) for stems, months in _CYRILLIC_YEARS]
_BARE = re.compile(
    r"(?<!\w)(?:kind|sohn|tochter|er|sie|baby|kleine[rn]?|grosse[rn]?|bub|enkel\w*|son|daughter|he|she|kid|toddler)"
    r"\s+(?:\w+\s+)?(?:ist|is|wird|jetzt|gerade|turned)\s+(?:jetzt |schon |fast |bald |erst |now |almost )?"
    rf"{_N}(?=\s*(?:$|und|and|[,.;!?]|hort|spricht|lauft))"
)
_IN_BRACKETS = re.compile(
    r"(?<!\w)(?:kind|sohn|tochter|kleine[rn]?|grosse[rn]?|madchen|junge|bub|enkel\w*|son|daughter|boy|girl|kid|"
    r"toddler|oglum|kizim|сын\w*|доч\w*|донь\w*|син\w*|ابني|ابنتي|بنتي)"
    r"\s*(?:\(\s*(?P<n>\d{1,2})\s*\)|,\s*(?P<m>\d)\s*,)"
)
_CHECKUP = re.compile(r"(?<!\w)u ?-?(?P<n>[1-9]a?)(?!\w)(?!\s*-?(?:platz|kind|betreuung|krippe|gruppe|jahr))")
_PREGNANT = _any(r"schwanger\w* pregnant hamile\w* gebe\w* беремен\w* вагітн\w* حامل")
_SO_FAR = (  # what may stand between a pregnancy and its week or month: no child, whose age it would be
    r"(?:(?!(?:baby|kind|sohn|tochter|son|daughter|child|bebe[gk]|oglum|kizim|ребен|малыш|сын|доч|дитин|син|доньк|"
    r"طفل|ابن|بنت))\D)"
)
_STILL_PREGNANT = re.compile(_PREGNANT)
_PREGNANT_WEEK = re.compile(
    r"(?<!\w)(?:(?P<a>\d{1,2})\s*\.?\s*(?:\+\s*\d\s*)?(?:ssw|schwangerschaftswoche\w*|weeks? pregnant|wochen schwanger|"
    r"haftalik (?:hamile|gebe)\w*|недел\w* беремен\w*|тижн\w* вагітн\w*|тиждень вагітн\w*)|ssw\s*(?P<b>\d{1,2})|"
    rf"{_PREGNANT}{_SO_FAR}{{0,12}}(?P<c>\d{{1,2}})\s*\.?\s*{_WEEK})"
)
_PREGNANT_MONTH = re.compile(
    rf"(?<!\w)(?:(?P<a>\d)\s*\.?\s*{_MONTH}\s+{_PREGNANT}|{_PREGNANT}{_SO_FAR}{{0,16}}(?P<b>\d)\s*\.?\s*{_MONTH})"
)
_LOST = re.compile(
    r"verloren|verlier|kein(?:en?)? (?:herzschlag|herztone)|no heartbeat|kalp atisi yok|сердцебиения нет|нет сердцеб|"
    r"серцебиття немає|немає серцеб|fehlgeburt|totgeburt|still ?geburt|gestorben|sternen|miscarr|stillb|\blost\b|"
    r"dusuk|kaybett|потерял|выкидыш|втратил|викид|فقدت|اجهاض|خسرت"
)
_LASTING = _any(
    r"seit since for alle all every jede[nrs]? in noch fur innerhalb wahrend nachste[nr]? letzte[nr]? vor nach der",
    r"des within last past ago kac mal max uber уже через кажд\w* вже кожн\w* منذ قبل بعد كل من",
)
_ABOUT = _any("ca\\.? etwa ungefahr fast knapp uber about over the")
# What has a length of its own and no age: "Elternzeit 12 Monate", "2 Jahre verheiratet".
_HAS_LENGTH = _any(
    "elternzeit elterngeld\\w* mutterschutz wartezeit warteliste kundigungsfrist frist probezeit montage",
    "bewahrung haft urlaub sorgerecht\\w* ausbildung umschulung vertrag mietruckstand kundigung duldung",
    "visum aufenthalt",
    "altersabstand eingewohnung leave married germany list izni декрет женаты германии ждем живем одружені німеччині",
    "чекаємо متزوجه انتظر المانيا",
)
_DURATION_BEFORE = re.compile(
    rf"(?<!\w)(?:{_LASTING}\s*(?:{_ABOUT}|mehr als|last|past)?|"
    rf"{_HAS_LENGTH}(?: plus| von| ist| dauert| betragt|:)?)\s*$"
)
_DURATION_AFTER = re.compile(
    r"^\s*(?:(?:lang|long|ago|mal|her|zeit|dir|once|pro|frei)\b|taglich|am stuck|warte|spater|vor der|before|"
    r"elternzeit|boyunca|sonra|elterngeld|urlaub|назад|тому|подряд|поспіль)"
)
_LASTED = re.compile(
    r"^\s*(?:verheiratet|zusammen|getrennt|geschieden|arbeitslos|clean|nicht (?:ge)?arbeit\w*|streit|krankgeschrieben|"
    r"(?:im |in )?(?:gefangnis|knast|haft|krankenhaus|ausland)|in elternzeit|weg\b|kur\b|reha\b|die woche|pro woche|"
    r"woche\b|miete|kaution|frist|abstand|bis (?:zur )?geburt|gultig|married|waiting|no sleep|bekliyor|"
    r"auf (?:montage|bewahrung|(?:einen? |den |eine[nm]? )?(?:\w*platz|termin)))"
)
_ILL = re.compile(
    r"^\s*(?:hohes |starke[sn]? |noch |schon )?(?:fieber|durchfall|erbrech|verstopf|kein(?:en)? stuhl|krank\b|husten|"
    r"schnupfen|nicht (?:geschlafen|gegessen|getrunken)|ausschlag|fever|diarrh|ates\b|температур|понос)"
)
_CHILD_BEFORE = re.compile(
    rf"(?<!\w)(?:{_OF_A_CHILD}|er|sie)(?: ist| wird| jetzt| fast| schon| grad| gerade| erst| nun)*\s*$"
)
_SINCE_BIRTH = re.compile(r"^\s*(?:mama|mutter|mami|papa|vater|eltern)(?!\w)")
_BORN_BEFORE = re.compile(
    r"(?<!\w)(?:geburt|entbindung|kaiserschnitt|baby|kind|tochter|sohn)(?: war| ist| kam| wurde)? (?:erst )?vor\s*$"
)
_BORN_NEAR = re.compile(
    r"^.{0,24}(?:geboren|entbunden|geburt|entbindung|born|birth|dogdu|dogum|родила|родов|родил|народила|пологів|"
    r"ولادت|ولدت)"
)
_SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")  # a postal code is no age
_HINTS = (
    *words_of(
        "monat woch tage jahr halb half month week year days aylik hafta yas месяц мес недел год лет дн місяц тиж рок "
        "рік річ рочок рочк місячн летк полтора півтора شهر شهور اسبوع اسابيع سن عام ايام"
    ),
    "mit ",
    " ist ",
    " is ",
    " wird ",
)
_EXPECTING_HINTS = (
    "unterwegs", "vor der", "vor meiner", "on the way", "before", "bekomme", "kriege", "erwarte", "im bauch",
    "kommt im",
)  # fmt: skip
_EXPECTING = re.compile(
    r"(?<!\w)(?:(?:baby|kind|kindchen|nachwuchs|zwillinge?|drillinge?|geschwisterchen|zweite[srn]?|dritte[srn]?)"
    r" (?:ist |sind |schon |gerade )*unterwegs|(?:kurz |noch )?vor (?:der|meiner) (?:geburt|entbindung)|"
    r"(?:bekommen?|kriegen?|erwarten?) (?:jetzt |bald |schon )?(?:ein|unser|mein) (?:\w+ )?(?:baby|kind)(?! nicht)|"
    r"(?:bekommen?|kriegen?) (?:jetzt |bald |schon )?(?:zwillinge|drillinge)(?! (?:\w+ )?(?:nicht|kein))|"
    r"(?:zwillinge|drillinge|zwei (?:babys|auf einmal)|drei (?:babys|auf einmal)) im bauch|"
    r"baby kommt im (?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)|"
    r"(?:baby|twins|triplets|number \w+) on the way|before (?:the )?birth)(?!\w)"
)
_RANGE = re.compile(r"(?:\d|von|ab|zwischen|from|от|від)\s*(?:-|–|bis|und|to|до)\s*$")
_PARENT = re.compile(r"(?:\bich bin|\bbin|\bi am|\bim|\bмне|\bмені|\bben|عمري|انا)\s*(?:erst |gerade |only |just )?$")
EARLY = range(22, 37)  # weeks of a pregnancy in which a child that comes is a premature one
_PREMATURE = re.compile(r"(?<!\w)(?:fruhchen|fruhgeboren\w*|preemie|premature)(?!\w)")
_BORN_AT = re.compile(r"(?<!\w)born (?:at|in|after) (?:only )?$")
_COUNTED_FROM = re.compile(r"(?:im|in der|in dem|in)\s*$")


def _value(word: str) -> float:
    if word in _NUMBER:
        return _NUMBER[word]
    return float(word.replace(",", "."))


def plain(text: str) -> str:
    """The text folded word by word, its punctuation kept: what the patterns here read."""
    return re.sub(r"[^\W_]+(?:['’ʼ][^\W_]+)*", lambda match: fold(re.sub("['’ʼ]", "", match[0])), text)


def find_age(text: str) -> Age | None:
    """The age said in a text already made :func:`plain`; ``None`` where no number is an age.

    Pregnancy weeks give −9 to −1. Stages without a number ("neugeboren", "schwanger") are the lexicon's business.
    """
    if not _SHORT_NUMBER.search(text) and not any(hint in text for hint in _HINTS):
        return None
    lost = _LOST.search(text) is not None
    born = _BORN.search(text) is not None and not _STILL_PREGNANT.search(text)
    for pregnant, weeks in ((_PREGNANT_WEEK, True), (_PREGNANT_MONTH, False)):
        found = pregnant.search(text)
        if found and not (lost or born):
            number = int(next(group for group in found.groups() if group))
            left = (40 - number) / 4.345 if weeks else 9 - number
            return Age(-max(1, min(9, round(left))), True, found.span())
    stage = _COUNTED_STAGE.search(text)
    if stage and not (lost or born) and not _CHILD_THERE.search(text):
        number = int(stage["n"] or stage["w"] or _ORDINALS[stage["o"]])
        left = (40 - number) / 4.345 if stage["u"] == "woche" else 9 - number
        return Age(-max(1, min(9, round(left))), True, stage.span())
    found = _YEARS_MONTHS.search(text)
    if found and (found["j"] or not found[0][0].isdigit()):
        return Age(12 * int(found["n"]) + int(found["m"]), True, found.span())
    for fixed, months in _FIXED:
        found = fixed.search(text)
        if found and not _is_duration(text, found):
            more = _AND_SO_MANY.match(text, found.end()) if months == 12 else None
            return Age(months + (round(_value(more["n"])) if more else 0), True, (found.start(), (more or found).end()))
    best: Age | None = None
    for pattern, factor in _COUNTED:
        for one in pattern.finditer(text):
            counted = _counted(text, one, factor, lost)
            if counted is None:
                continue
            # the first that is said, but rather a child's than the years of a young mother beside it
            if best is None or (counted >= GROWN_UP, one.start()) < (best.months >= GROWN_UP, best.span[0]):
                more = _AND_MONTHS.match(text, one.end()) if factor == 12 else None
                rest, end = (round(_value(more["n"])), more.end()) if more else (0, one.end())
                best = Age(counted + rest, True, (one.start(), end))
    if best:
        return best
    found = _JOINED.search(text)
    if found:
        factor = {"m": 1.0, "j": 12.0, "w": 12 / 52.18}[found["u"][0]]
        return Age(round(_value(found["n"]) * factor), True, found.span())
    found = _LETTER.search(text)
    if found and 0 < int(found["n"] or found["o"]) <= 36:
        factor = 1 if (found["u"] or found["v"]) == "m" else 12 / 52.18
        return Age(round(int(found["n"] or found["o"]) * factor), True, found.span())
    found = _CHECKUP.search(text)
    if found and found["n"] in CHECKUP_MONTHS:
        return Age(CHECKUP_MONTHS[found["n"]], True, found.span())
    found = _IN_BRACKETS.search(text)
    if found and int(found["n"] or found["m"]) <= 6:
        return Age(int(found["n"] or found["m"]) * 12, True, found.span())
    for pattern in (_BARE, _TURNS, _AT_AGE, _HALVES):
        found = pattern.search(text)
        if found and _value(found["n"]) <= 6:
            half = 6 if pattern is _HALVES else 0
            return Age(round(_value(found["n"]) * 12) + half, True, found.span())
    return None


def says_expecting(text: str) -> bool:
    """Whether a text made :func:`plain` speaks of a child not yet born without naming a month."""
    if not any(hint in text for hint in _EXPECTING_HINTS):
        return False
    return _EXPECTING.search(text) is not None and not _LOST.search(text)


def _counted(text: str, found: re.Match[str], factor: float, lost: bool) -> int | None:
    if lost and factor < 1:
        return None
    before, after = text[: found.start()], text[found.end() :]
    if after.startswith(" zu fruh") or (factor < 1 and _BORN_AT.search(before)):
        return None
    number = _value(found["n"]) + (0.5 if found["half"] else 0)
    unit = found["u"]
    if factor < 1 and number in EARLY and _PREMATURE.search(text) and not after.strip().startswith(("alt", "old")):
        return None  # "frühchen 28. woche": the week it was born in
    ordinal = "." in text[found.end("n") : found.start("u")] and not after.strip().startswith("alt")
    if ordinal and factor < 12 and (lost or _COUNTED_FROM.search(before)):
        return None  # "in der 20. woche", "im 3. monat": counted from somewhere, no age
    if _RANGE.search(before) or (_is_duration(text, found) and not _BORN_NEAR.match(after)):
        return None
    if factor == 12.0 and (number > 17 or _PARENT.search(before) or (unit == "j" and not found["n"].isdigit())):
        return None
    if found["n"] in ("a", "on") and unit not in ("year", "month", "week", "yasinda", "aylik"):
        return None
    months = number * factor
    return round(months) if months <= OLDEST_MONTHS else None


def _is_duration(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if re.match(r"\s*(?:alt\w*|old|yasinda)\b", after) or "ahrig" in found[0] or "onatig" in found[0]:
        return False
    if _SINCE_BIRTH.match(after) and re.search(r"(?<!\w)seit\s*$", before):
        return False
    if _BORN_BEFORE.search(before):
        return False
    if (_LASTED.match(after) or _ILL.match(after)) and not _CHILD_BEFORE.search(before):
        return True
    return bool(_DURATION_BEFORE.search(before) or _DURATION_AFTER.match(after))
