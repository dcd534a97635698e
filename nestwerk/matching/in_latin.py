"""Russian and Ukrainian typed in Latin letters, as on a phone without the other keyboard: "rebenok plachet vsju noch".

A question is read so only if one of its words is surely such a word; words the lexicon knows as they are stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from nestwerk.matching.text import fold, words_of

# Words that are neither German, English nor Turkish.
_RUSSIAN = words_of(
    """
    rebenok rebyonok rebjonok rebenka rebyonka rebjonka rebenku malysh malysha mladenec novorozhdennyj muzh
    novorozhdennogo muzha menya menja moego moej dochku dochka beremenna beremennaya rodov rodila posle plachet krichit
    hochetsya khochetsya hochu akusherka akusherku pomogite pomoshch pomosh nuzhna nuzhen nujna nujen pochemu detskiy
    detskij vrach vracha deneg razvod moloka grudnoe kormit kormlyu otbelivatel vypil proglotil dyshit boyus
    """
)
_UKRAINIAN = words_of(
    """
    dytyna ditina dytyny dytynu dytyni nemovlya nemovla cholovik cholovika mene meni vagitna vahitna shukayu porodillya
    polohiv pologiv dopomozhit donka donku akusherku plache hroshey likar likarya vypyla dyhaye dyhae dykhaye
    """
)
# Words and endings that are rare in German, English and Turkish: two of them, and the question is one of these.
_OFTEN = {
    "ru": words_of(
        """
        chto shto kak uzhe tolko dlja dlya eto mne moja moj bez kto kogda posle nado mozhno gde vsjo vsyo ochen mogu
        malish nikogo nichego netu sovsem zdes teper domoj kazhdyj roditeli roditelej budet mojej moim svoih rody
        rodi vosem noci nochju nochyu molodyh mamam detej detyam detjam konsultacija besplatno delat rabotu
        zhena zheny deti
        """
    ),
    "uk": words_of(
        """
        shcho scho jak yak dlia vid vzhe koly hto khto nema treba mozhu abo lyshe pislia pisla navit nichoho vona
        vin tato batkiv maty rodyny rik roku duzhe shukaju robyty hovoryty miscia vilni poradnia moja svoie hoche
        dytynoju tat nemovlia nemovliam nemovliat dopomoha potribna potriben shchos shchob cherez mamoju tilky nas nam
        """
    ),
}
_ENDS = re.compile(
    r"\w*(?:ts[jyi]a|nn(?:ja|ia|ya)|[aiu](?:ju|yu|iu)|[oy](?:ho|mu|go)|skij|skyj|[^aeiou]yj|[^aeiou]ij|aja|oje|jut|jat|liat|"
    r"eniju|enija|enie|ovat|uvaty|aty|yty|ymi|ymy|shch\w+|zh\w{2,}|mosia|mosja)$"
)
_UKRAINIAN_ENDS = re.compile(r"\w*(?:nnia|nnja|tsia|oho|uvaty|aty|yty|liat|skyj|mosia|iu)$")
_BOTH = 2  # such words, and at least
_SHARE = 0.25  # of all words
_MOST = 0.4  # of all words, where only their letters tell
# Two of these, and the question is German or English with one such word in it.
_ELSEWHERE = words_of("ich und die der das mein meine ist nicht nich mit wir ein eine the my is and for with")
_PAIRS = (
    ("tsya", "тся"), ("tsja", "тся"), ("tsk", "тск"),
    ("shch", "щ"), ("sch", "ш"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"),
    ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"),
)  # fmt: skip
_ONES = dict(zip("abvgdezklmnoprstufcxw", "абвгдезклмнопрстуфцхв", strict=True)) | {"'": "ь"}
_BY_LANGUAGE = {
    "ru": (
        ("iyu", "ию"),
        ("iya", "ия"),
        ("ye", "е"),
        ("je", "е"),
        ("iy", "ий"),
        ("ij", "ий"),
        ("yj", "ый"),
        ("yy", "ый"),
    ),
    "uk": (
        ("tsia", "ться"),
        ("ia", "я"),
        ("ie", "є"),
        ("iu", "ю"),
        ("yi", "ї"),
        ("ji", "ї"),
        ("ye", "є"),
        ("je", "є"),
        ("ae", "ає"),
        ("iy", "ій"),
        ("yj", "ий"),
        ("yy", "ий"),
    ),
}
_WHOLE = {  # with a soft sign nobody types, or an h that is two letters
    "ru": {"zhit": "жить", "noch": "ночь", "krov": "кровь", "umeret": "умереть", "doch": "дочь", "pomoshch": "помощь",
           "pomosh": "помощь", "kormit": "кормить", "pit": "пить",
           "vosem": "восемь", "pyat": "пять", "shest": "шесть", "est": "есть", "bolshe": "больше",
           "malchik": "мальчик"},
    "uk": {"bie": "бє", "byje": "бє", "dyhae": "дихає", "dyhaye": "дихає", "krov": "кров",
           "likar": "лікар"},
}  # fmt: skip
_ENDINGS = {"ru": ((re.compile("([ая])т$"), r"\1ть"), (re.compile("([ую])с$"), r"\1сь")), "uk": ()}
_OWN_ONES = {"ru": {"i": "и", "y": "ы", "h": "х", "j": "й"}, "uk": {"i": "і", "y": "и", "h": "г", "j": "й"}}
_LATIN = re.compile(r"[A-Za-z']+")


def in_cyrillic(text: str, known: Callable[[str], bool] | None = None) -> str:
    """``text`` as it would stand in Cyrillic letters, or as it is; folded words that are ``known`` stay.

    Where it is ``known`` which words there are, in either letters, that tells the language as well.
    """
    if not text.isascii():
        return text
    words = {fold(word) for word in _LATIN.findall(text)}
    language = "uk" if words & _UKRAINIAN else "ru" if words & _RUSSIAN else _sounding(words)
    if known and not language:
        language = _known(words, known)
    if not language or len(words & _ELSEWHERE) > 1:
        return text
    kept = {word for word in words if known and len(word) > 3 and known(word)} - _RUSSIAN - _UKRAINIAN
    return _LATIN.sub(lambda found: found[0] if fold(found[0]) in kept else _word(found[0].lower(), language), text)


def _sounding(words: Collection[str]) -> str:
    """The language whose little words and endings these words have: "ru", "uk" or neither."""
    ends = {word for word in words if len(word) > 4 and _ENDS.fullmatch(word)}
    often = {language: listed.intersection(words) for language, listed in _OFTEN.items()}
    found = ends.union(*often.values())
    if len(found) < _BOTH or len(found) < _SHARE * len(words):
        return ""
    ukrainian = len(often["uk"]) + sum(_UKRAINIAN_ENDS.fullmatch(word) is not None for word in ends)
    return "uk" if ukrainian > len(often["ru"]) else "ru"


def _known(words: Collection[str], known: Callable[[str], bool]) -> str:
    """The language in whose letters most of these words are known, while as they stand they are not."""
    strange = [word for word in words if len(word) > 2 and not known(word)]
    found = {language: sum(known(fold(_word(word, language))) for word in strange) for language in ("ru", "uk")}
    language = max(found, key=found.__getitem__)
    return language if found[language] >= max(_BOTH, _MOST * len(words)) else ""


def _word(word: str, language: str) -> str:
    if word in _WHOLE[language]:
        return _WHOLE[language][word]
    pairs, ones = (*_PAIRS, *_BY_LANGUAGE[language]), _ONES | _OWN_ONES[language]
    at, made = 0, ""
    while at < len(word):
        for latin, cyrillic in pairs:
            if word.startswith(latin, at):
                made, at = made + cyrillic, at + len(latin)
                break
        else:
            made, at = made + ones.get(word[at], word[at]), at + 1
    for ending, whole in _ENDINGS[language]:
        made = ending.sub(whole, made)
    return made
