"""Words as typed, brought to one spelling: the same folding for queries, phrases, offers and places."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_TEXT = 300  # characters of a query that are read; the rest is ignored
LONGEST_WORD = 40  # letters that are read of a word; what is worked out of words is kept, so it must not grow

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ё": "е", "ґ": "г",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي",
        "ـ": None, "٠": "0", "١": "1", "٢": "2", "٣": "3", "٤": "4", "٥": "5", "٦": "6", "٧": "7", "٨": "8", "٩": "9",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)")
_PARAGRAPH = re.compile(r"§+\s*(\d+)\s*([a-z]?)\b")
_WORD = re.compile(r"[^\W_]+")
_SCHOOL_UMLAUT = re.compile(r"(?<![aeoq])ue+|ae+|oe+")
_CYRILLIC_MARKS = {"\u0306", "\u0308"}  # й and ї are letters of their own, not accents


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """One spelling for ``ä``, ``ae`` and ``a``, for Turkish letters with and without dots, for Arabic alefs.

    Accents and vowel signs go, й and ї stay. The result is only ever compared with other folded words.
    """
    word = word.casefold().translate(_LETTERS)
    if not word.isascii():
        kept: list[str] = []
        for mark in unicodedata.normalize("NFD", word):
            if unicodedata.category(mark) != "Mn" or (mark in _CYRILLIC_MARKS and kept and "а" <= kept[-1] <= "і"):
                kept.append(mark)
        word = unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)
    if "e" in word and word.isascii():
        word = _SCHOOL_UMLAUT.sub(lambda match: match[0][0], word)
    return word


# Folded, Turkish "died" would be "became"; where it is written with its dots it is said with a word of its own.
_DIED = re.compile(r"\böl(?:dü|düler|müş)\b", re.IGNORECASE)

# "Familie sucht Wohnung" seeks; "eine Sucht", "Sucht und Schwangerschaft" and "Sucht" alone are the illness, which has
# the same stem and is said with a longer word.
_ADDICTION = re.compile(
    r"\b(eine|die|der|meine|meiner|seine|seiner|ihre|ihrer|unsere|keine|zur|von|mit|wegen|durch|gegen|thema|hat|alte)"
    r" sucht\b(?! (?:eine?n?|nach|wohnung|hebamme|hilfe|beratung|arzt|jemand\w*|dringend|immer|noch)\b)"
    r"|^()sucht(?=$| (?:und|oder|bei|in der schwangerschaft|alk\w*|drog\w*)\b)"
    r"|\b(mann|mutter|vater|frau|partner|freund) sucht(?= (?:alk\w*|drog\w*)\b)",
    re.IGNORECASE,
)
# "Vater sucht Hilfe" would be joined to "Suchthilfe".
_SEEKS = re.compile(
    r"\b((?:kind|baby|familie|wer|er|sie|paar|mutter|vater|mama|papa|frau|mann|freundin|freund|tochter|sohn|oma|opa|eltern"
    r"|schwester|jemand)(?: (?!mit|hat|haben|von|wegen|durch)\w+)?) sucht "
    r"(?=(?:dringend |noch |eine )?(?:hilfe|beratung|therapie))",
    re.IGNORECASE,
)


def _illness(found: re.Match[str]) -> str:
    return f"{found[1] or found[3] or ''} Suchterkrankung"


def spelled(text: str) -> list[str]:
    """The words of a text in order, case kept, apostrophes closed up and ``§ 8b`` made one word."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _APOSTROPHES.sub("", text)
        text = _DIED.sub("vefat etti", text)
    elif "'" in text or "`" in text:
        text = _APOSTROPHES.sub("", text)
    if "ucht" in text or "UCHT" in text:
        text = _ADDICTION.sub(_illness, _SEEKS.sub(r"\1 suche ", text))
    if "§" in text:
        text = _PARAGRAPH.sub(lambda match: f" paragraf{match[1]}{match[2]} ", text)
    return [word[:LONGEST_WORD] for word in _WORD.findall(text)]


def words_of(text: str) -> frozenset[str]:
    """A word list written as one text, folded."""
    return frozenset(fold(word) for word in text.split())


def folded(text: str) -> list[str]:
    """The words of a text in order, folded."""
    return [word for word in map(fold, spelled(text)) if word]


def script(word: str) -> str:
    """``latin``, ``cyrillic``, ``arabic``, ``digit`` or ``other``, judged by the first letter."""
    first = word[0]
    if first < "\u0250":
        return "digit" if first.isdigit() else "latin"
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    if "\u0600" <= first <= "\u06ff":
        return "arabic"
    return "other"
