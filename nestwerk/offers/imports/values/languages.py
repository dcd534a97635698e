"""Names of languages, whole and shortened → ISO codes."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from .reading import LIKELY, SURE, Reading, not_understood, plain, said

_SHORT = """
gebärdensprache:dgs dgs:dgs farsi:fa persisch:fa dari:fa kurmandschi:ku kurmanji:ku sorani:ku kurdisch:ku dänisch:da
dansk:da dt:de engl:en russ:ru türk:tr arab:ar poln:pl ukr:uk frz:fr franz:fr span:es ital:it rum:ro bulg:bg alban:sq
kroat:hr serb:sr bosn:bs vietn:vi griech:el ungar:hu tschech:cs pers:fa kurd:ku platt:nds plattdeutsch:nds
niederdeutsch:nds sorbisch:hsb paschto:ps chin:zh port:pt english:en türkçe:tr español:es polski:pl русский:ru
українська:uk somali:so urdu:ur hindi:hi thai:th holländisch:nl serbokroatisch:sr
"""
_TONGUES = dict(pair.split(":") for pair in _SHORT.split())
_ALSO_WORDS = ("an", "so", "am", "as", "da", "es", "in", "la")  # codes that are German words


def read_languages(text: str) -> Reading:
    """Names and abbreviations of languages as ISO codes."""
    names = _language_names()
    found: list[str] = []
    unknown: list[str] = []
    for word in re.split(r"[,;/|+&\n()]|\bund\b|\bsowie\b|\bu\.", plain(text)):
        word = re.sub(r"\b(?:auch|auf|in|sprachen?|kenntnisse|muttersprache\w*|teilweise|nach bedarf)\b", " ", word)
        word = " ".join(word.split()).strip(" .:")
        if not word:
            continue
        code = names.get(word) or next((names[part] for part in word.split() if part in names), "")
        (found if code else unknown).append(code or word)
    if not found:
        return not_understood(text, f"In „{said(text)}“ erkennen wir keine Sprache.")
    note = f"Nicht erkannt: {said(', '.join(unknown))}." if unknown else ""
    return Reading({"languages": "|".join(dict.fromkeys(found))}, note, ", ".join(unknown), LIKELY if unknown else SURE)


@cache
def _language_names() -> dict[str, str]:
    names = {str(name).lower(): code for code, name in Locale("de").languages.items() if re.fullmatch("[a-z]{2}", code)}
    codes = {code: code for code in set(names.values()) if code not in _ALSO_WORDS}
    return {**codes, **names, **_TONGUES}
