"""Stems per language and the small word classes: words without meaning, negators, words for a child.

A key is the language's letter and a stem (``d:schrei``). A word is looked up under every language its script allows,
because the language of a question is not known beforehand and people mix.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import Lock

import snowballstemmer

from nestwerk.matching import german
from nestwerk.matching.text import script, words_of

LANGUAGES = ("de", "en", "tr", "ru", "uk", "ar")
LETTER = {"de": "d", "en": "e", "tr": "t", "ru": "r", "uk": "u", "ar": "a"}
OF_SCRIPT = {"latin": ("de", "en", "tr"), "cyrillic": ("ru", "uk"), "arabic": ("ar",)}

NEGATOR = "§nein"
CHILD = "§kind"

_english = snowballstemmer.stemmer("english")
_russian = snowballstemmer.stemmer("russian")
_one_at_a_time = Lock()  # a snowball stemmer keeps the word it works on in itself
REMEMBERED = 16384  # words per cache: enough for a lexicon, bounded under a flood of invented ones


STOP = {
    "de": words_of(
        "der die das den dem des ein eine einen einem einer eines und oder aber auch als am an auf aus bei beim "
        "bin bis bist da dann dass daß denn dich dir doch du er es euch euer eure für fürs gar ganz habe hab haben "
        "hat hatte hast habt ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jetzt je mal man mein "
        "meine meinem meinen meiner meines mich mir mit mitm nach noch nun nur ob schon sehr sein seine seinem "
        "seinen seiner seit sich sie sind so soviel um uns unser unsere unserem unseren unserer vom von vor war "
        "waren wär was weil wenn wer wie wieder wir wo woher zu zum zur über unter bitte hallo guten tag danke "
        "dieser diese dieses diesem diesen eigentlich irgendwie irgendwo eher halt eben etwas wäre wurde wurden "
        "welche welcher welches wann warum wieso dazu damit dabei durch gegen pro per nem nen ne n s dein deine "
        "deren dort unsern unsre i a meim vllt vielleicht wegen bloß sobald solange obwohl ans überm unterm ner "
        "ners womit wofür worauf drin drauf drüber drunter dran hätt hätte hättest hätten wärs obs ichs mei hm äh "
        "ach gehabt gewesen gewesn worden bekommt ungefähr inzwischen mittlerweile ebenfalls jeweils etc usw bzw"
    ),
    "en": words_of(
        "a an the and or but i im ive my me we our us you your he she it its his her their they them is are was "
        "were be been am do does did has have had having to of in on at for from with by as so this that these "
        "those there here what where who how when which any some just really very about into out up if hi hello"
    ),
    "tr": words_of(
        "bir ve veya ama ile icin için ben benim bana beni biz bizim bize siz sen o bu şu da de mi mı mu mü ne "
        "nasıl nerede nereye kim hangi var mıdır çok daha en gibi kadar lütfen acaba olan oldu oluyor ya ki"
    ),
    "ru": words_of(
        "и или но а я мне меня мой моя моё мои моей моего мы нам нас наш наша вы вам он она оно они его ее ей ему "
        "их в во на с со к ко у о об от до по за из для при это этот эта эти что чтобы как где куда когда кто "
        "какой какая есть был была было быть буду пожалуйста здравствуйте уже еще же ли бы то так очень только "
        "подскажите че чё чо шо щас сейчас ваще вообще прям прямо типа короче просто блин все всё вот тут там нас"
    ),
    "uk": words_of(
        "і й та або але а я мені мене мій моя моє мої моєї мого ми нам нас наш наша ви вам він вона воно вони його "
        "її їй йому їх в у на з зі із до від о об по за для при це цей ця ці що щоб як де куди коли хто який яка "
        "яке є був була було бути будь ласка вже ще же чи би то так дуже тільки шо шоб чо тіки тіко ну от ото отак "
        "оце зара зараз просто прям воно тут там все всьо вобще взагалі короче"
    ),
    "ar": words_of(
        "في من الى إلى على عن مع و أو او ثم هذا هذه ذلك التي الذي هو هي هم انا أنا نحن انت كان كانت قد ان أن إن ما "
        "هل كيف اين أين متى من عندي لدي يوجد كل جدا فقط بعد قبل عند لي لو شو وين عم كتير كثير كثيرا بزاف خالص اوي "
        "قوي هلق هلأ هلا لسا لسه رح راح غادي هون هنا شي ع انو يعني كمان برضه بس ليش ليه ازاي ايش شنو كيفاش فين اللي "
        "يلي دا ده دي هاد هاي هالشي انا احنا نحنا عندنا ديال ديالي بتاعي تبعي والله"
    ),
}
# Words of grammar that tell "am Ende" from "ohne Ende" in phrases that have one other word only.
TELLING = {
    "de": words_of("mich mir uns sich am auf unter durch gegen aus ein ab an vor nach zwischen"),
    "en": words_of("me us myself up out down"),
}
# Asking for help without saying with what: a general question, the business of contact points.
HELP_WORDS = {
    "de": words_of("hilfe helfen hilft unterstützung unterstützen beratung rat ansprechpartner helft hilfen"),
    "en": words_of("help support advice assistance helping"),
    "tr": words_of("yardım yardim destek danışma yardıma yardımcı"),
    "ru": words_of("помощь помогите помощи поддержка помочь совет"),
    "uk": words_of("допомога допомоги допоможіть допомогу підтримка порада"),
    "ar": words_of("مساعدة المساعدة مساعده ساعدوني دعم"),
}
OF_AGE = words_of(
    "monat monate monaten woche wochen jahr jahre jahren tag tage months month weeks years year aylık yaşında ay hafta "
    "месяц месяца месяцев недели неделя год года лет місяць місяці місяців тижні тиждень рік роки років "
    "سنوات سنه شهر شهور اشهر شهرين اسبوع اسابيع عمره عمرها"
)
ASKING = OF_AGE.union(*HELP_WORDS.values()) | words_of(
    "brauche brauch brauchen braucht suche suchen sucht gesucht möchte möchten will wollen kann können könnte geben "
    "machen finden finde wissen weiß need want would could can should looking look find get lazım gerek istiyorum "
    "arıyorum "
    "нужен нужна нужно нужны ищу надо хочу можно где найти потрібен потрібна потрібно потрібні шукаю треба хочу можна "
    "اريد احتاج ابحث بدي محتاج محتاجة"
)
SMALL = frozenset().union(*STOP.values())  # in whatever language
NEGATORS = {
    "de": words_of(
        "nicht nich net ned nit nie niemals nix nichts nimmer nimma kein keine keinen keinem keiner keins koi ohne "
        "kaum keene keen keener koa kane kana"
    ),
    "en": words_of(
        "not no never dont doesnt cant cannot couldnt wont isnt arent didnt hasnt havent without none nobody"
    ),
    "tr": words_of("degil değil yok hic hiç asla olmuyor yapamiyorum"),
    "ru": words_of("не нет ни никогда без нету никак нельзя"),
    "uk": words_of("не нема немає ні ніколи без ніяк нє нету ніхто нічо нічого"),
    "ar": words_of(
        "لا ولا لم ولم لن ليس مش مو ما ليست بدون بلا ماعندي مافي مفيش ماكاين ماكينش معندي معنديش ماشي مب موش"
    ),
}
CHILDREN = {
    "de": words_of(
        "baby babys kind kinder kindes kindern kids kleine kleiner kleinen kleines kleene kleener säugling "
        "säuglinge säuglings tochter töchter sohn söhne sohnes bub bube mädchen maus mausi zwerg zwergerl "
        "wurm würmchen krümel kiddo knirps spatz fratz balg neugeborenes neugeborene neugeborener neugeborenen "
        "töchterchen söhnchen kleinkind kleinkinder enkel enkelin enkelkind babies"
    ),
    "en": words_of("baby babies child children kid kids son daughter infant toddler newborn boy girl little one lo"),
    "tr": words_of(
        "bebek bebegim bebeğim bebeği bebegi bebeğimiz çocuk çocuğum çocugum çocuğu çocuğa çocuklar çocuklarım "
        "bebegimi bebeğimi bebegime bebeğime cocugumu çocuğumu yavrum minik minigim bebisim oğlum kızım "
        "oğlumuz kızımız yenidoğan bebeğe bebekler çocuğumuz"
    ),
    "ru": words_of(
        "ребенок ребёнок ребенка ребенку ребенком ребенке дети детей детям детьми малыш малыша малышу малышом "
        "малыши малышка малышки малышку сын сына сыну сыном дочь дочка дочки дочери дочку дочке младенец младенца "
        "лялька ляля лялю мелкий мелкая мелкого мелкой младенцу новорожденный новорожденного новорожденная "
        "грудничок грудничка"
    ),
    "uk": words_of(
        "дитина дитини дитині дитину дитиною діти дітей дітям дітьми малюк малюка малюку малюки маля немовля "
        "малюки малюків маляті малої малого малому малою двійнят немовлят немовляті син сина сину донька "
        "доньки доньку доньці дочка дочки дочку дочці новонароджений "
        "новонародженого дитя малий мала"
    ),
    "ar": words_of(
        "طفل طفلي طفلتي طفلة الطفل الطفلة اطفال أطفال الأطفال اطفالي أطفالي للأطفال لطفلي رضيع رضيعي الرضيع "
        "الولد الولاد ولاد الاولاد عيل العيل عيال عيالي النونو نونو البنت الصغير الصغيرة وليدي وليد بنيتي "
        "دري ابنتي طفلين "
        "الرضيعة رضيعتي ابني ابنتي بنتي ولدي مولود المولود مولودي بيبي البيبي بنت ولد اولادي أولادي اولاد طفلنا"
    ),
}


@lru_cache(maxsize=REMEMBERED)
def _english_stem(word: str) -> str:
    with _one_at_a_time:
        return str(_english.stemWord(word))


@lru_cache(maxsize=REMEMBERED)
def _russian_stem(word: str) -> str:
    with _one_at_a_time:
        return str(_russian.stemWord(word))


_GERMAN_AMONG_TURKISH = ("kinder", "jugend", "unter", "geburts", "schwanger", "mutter", "eltern", "sternen", "haus")


def _turkish_stem(word: str) -> str:
    """The first five letters with the last one hardened (çocuk, çocuğum): enough for an agglutinating language.

    German words among the Turkish ones stay whole: "Kindergeld" must not meet every word that begins with "Kinder".
    """
    if word.startswith(_GERMAN_AMONG_TURKISH):
        return word
    word = word[:5]
    return word[:-1] + {"g": "k", "b": "p", "d": "t"}.get(word[-1], word[-1])


_UKRAINIAN_ENDINGS = sorted(
    words_of(
        "ування юванням уванням ання анню аннями ення енню енням ість ості істю ському ського ською ської ській ський "
        "ська ське ські ому ого ими их ій ої ою ею єю ів їв ям ами ями ах ях ам ові еві єві ем єм ом "
        "увати ювати ати яти ити іти їти ути ти ла ло ли лася лися лося ешся ється ять ать ить ють уть ите ете "
        "ємо имо емо еш єш иш їш є в ю у а я о е і ї и й ь"
    ),
    key=lambda ending: (-len(ending), ending),
)


@lru_cache(maxsize=REMEMBERED)
def _ukrainian_stem(word: str) -> str:
    for reflexive in ("ся", "сь"):
        if word.endswith(reflexive) and len(word) > 5:
            word = word[:-2]
    for ending in _UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.replace("і", "о") if len(word) > 3 and word[1:-1].count("і") == 1 and word[-2] == "і" else word


_ARABIC_PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال", "و")
_ARABIC_SUFFIXES = (
    "هما",
    "كما",
    "تهم",
    "ها",
    "هم",
    "كم",
    "نا",
    "ات",
    "ون",
    "ين",
    "ان",
    "تي",
    "ته",
    "وا",
    "ني",
    "ه",
    "ي",
    "ك",
    "ت",
)


_DENIED = ("مب", "مي", "مت", "من", "ما", "بي", "بت", "كي", "كت")


@lru_cache(maxsize=REMEMBERED)
def _arabic_stem(word: str) -> str:
    if word[-1] == "ش" and len(word) >= 6 and word[:2] in _DENIED:  # Egyptian and Maghrebi: مبينامش, ماكتنعسش
        word = word.removeprefix("ما").removeprefix("م")[:-1]
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for prefix in (
        "ب",
        "ل",
        "ح",
        "س",
        "ك",
        "ه",
        "غ",
    ):  # with, to, colloquial and written future before a verb's person letter
        if word.startswith(prefix) and len(word) >= 5 and word[1] in "يتنا":
            word = word[1:]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) >= 4 and word[0] in "يتنا":
        word = word[1:]
    return word


_STEM: dict[str, Callable[[str], str]] = {
    "de": german.stem,
    "en": _english_stem,
    "tr": _turkish_stem,
    "ru": _russian_stem,
    "uk": _ukrainian_stem,
    "ar": _arabic_stem,
}


@lru_cache(maxsize=REMEMBERED)
def key(word: str, language: str) -> str:
    """The key of a folded word in one language; empty for words without meaning there."""
    if word in NEGATORS[language]:
        return f"{LETTER[language]}:{NEGATOR}"
    if word in STOP[language]:
        return ""
    if word in CHILDREN[language]:
        return f"{LETTER[language]}:{CHILD}"
    if word[0].isdigit():
        return f"{LETTER[language]}:{word}"
    return f"{LETTER[language]}:{_STEM[language](word)}"


@lru_cache(maxsize=REMEMBERED)
def keys(word: str) -> tuple[str, ...]:
    """The keys of a folded word in every language its script allows."""
    return tuple(found for language in OF_SCRIPT.get(script(word), LANGUAGES) if (found := key(word, language)))


def telling_key(word: str, language: str) -> str:
    """The key of a word of grammar that tells idioms apart; empty for any other word."""
    return f"{LETTER[language]}:~{word}" if word in TELLING.get(language, ()) else ""


def own_key(word: str, language: str) -> str:
    """The key of a word without its class: what ``Säugling`` is when a phrase has no other word."""
    return f"{LETTER[language]}:{_STEM[language](word)}"


def is_child(word: str) -> bool:
    """Whether a folded word is one for a child, in any language."""
    return any(name[2:] == CHILD for name in keys(word))
