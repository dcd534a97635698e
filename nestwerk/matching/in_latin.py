"""Russian and Ukrainian typed in Latin letters, as on a phone without the other keyboard: "rebenok plachet vsju noch".

A question is read so only if one of its words is surely such a word; words the lexicon knows as they are stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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
    "uk": (("yi", "ї"), ("ye", "є"), ("je", "є"), ("ae", "ає"), ("iy", "ій"), ("yj", "ий"), ("yy", "ий")),
}
_WHOLE = {  # with a soft sign nobody types, or an h that is two letters
    "ru": {"zhit": "жить", "noch": "ночь", "krov": "кровь", "umeret": "умереть", "doch": "дочь", "pomoshch": "помощь",
           "pomosh": "помощь", "kormit": "кормить", "pit": "пить", "est": "есть", "bolshe": "больше",
           "malchik": "мальчик"},
    "uk": {"bie": "бє", "byje": "бє", "dyhae": "дихає", "dyhaye": "дихає", "krov": "кров",
           "likar": "лікар"},
}  # fmt: skip
_ENDINGS = {"ru": ((re.compile("([ая])т$"), r"\1ть"), (re.compile("([ую])с$"), r"\1сь")), "uk": ()}
_OWN_ONES = {"ru": {"i": "и", "y": "ы", "h": "х", "j": "й"}, "uk": {"i": "і", "y": "и", "h": "г", "j": "й"}}
_LATIN = re.compile(r"[A-Za-z']+")


def in_cyrillic(text: str, known: Callable[[str], bool]) -> str:
    """``text`` as it would stand in Cyrillic letters, or as it is; folded words that are ``known`` stay."""
    if not text.isascii():
        return text
    words = {fold(word) for word in _LATIN.findall(text)}
    language = "uk" if words & _UKRAINIAN else "ru" if words & _RUSSIAN else ""
    if not language or len(words & _ELSEWHERE) > 1:
        return text
    kept = {word for word in words if len(word) > 3 and known(word)} - _RUSSIAN - _UKRAINIAN
    return _LATIN.sub(lambda found: found[0] if fold(found[0]) in kept else _word(found[0].lower(), language), text)


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
