"""A light German stemmer for folded words: endings, ``ge…t``, strong verbs and nouns in -ung, -erin.

Snowball keeps ``schreit`` and ``schreien`` or ``hilft`` and ``helfen`` apart; parents type verbs, so they must meet.
The stripping of endings follows the idea of CISTEM (Weißweiler and Fraser 2017), written anew and extended.
"""

from __future__ import annotations

from functools import lru_cache

from nestwerk.matching.text import fold

# Base form, then the forms that differ in the stem vowel. Regular endings are stripped anyway.
_STRONG = """
beiss biss gebissen
bitt gebeten
bleib blieb geblieben
brech bricht brach gebrochen
brenn brannte gebrannt
bring brachte gebracht
denk dachte gedacht
droh bedroht
ess isst ass gegessen aß
fahr fahrt fuhr gefahren
fall fallt fiel gefallen
fang fangt fing gefangen
find fand gefunden
flieg flog geflogen
flieh floh geflohen flucht
fress frisst frass gefressen
frier fror gefroren
geb gibt gab gegeben gibts
geh ging gegangen gehts
gewinn gewann gewonnen
halt halt hielt gehalten
hang hing gehangen
hau haut haute gehauen
hilf helf helft hilft half geholfen helfen
kenn kannte gekannt
komm kam gekommen
lass lasst liess gelassen
lauf lauft lief gelaufen
leid litt gelitten
les liest las gelesen
lieg lag gelegen
lug log gelogen
migrane migrane
busen busen
tranen trane tranen
nehm nimmt nahm genommen
reiss riss gerissen
ruf rief gerufen
schlaf schlaft schlief geschlafen
schlag schlagt schlug geschlagen
schliess schloss geschlossen
schneid schnitt geschnitten
schrei schrie geschrien geschrieen
schreib schrieb geschrieben
schwell schwillt geschwollen
seh sieht sah gesehen
sing sang gesungen
sitz sass gesessen
sprech spricht sprach gesprochen
spring sprang gesprungen
steh stand gestanden
sterb stirbt starb gestorben
stech sticht stach gestochen
streit stritt gestritten
tret tritt trat getreten
trink trank getrunken
trag tragt trug getragen
treff trifft traf getroffen
tu tut tat getan
verlier verlor verloren
vergess vergisst vergass vergessen
verlass verlasst verliess
wachs wachst wuchs gewachsen
wasch wascht wusch gewaschen
werf wirft warf geworfen
werd wird wurde geworden
wiss weiss wusste gewusst
wieg wog gewogen
zieh zog gezogen
zwing zwang gezwungen
sauf sauft soff gesoffen
"""
_SEPARABLE = (
    "auseinander", "zusammen", "hinunter", "herunter", "runter", "ruber", "zuruck", "wieder", "durch", "unter", "uber",
    "herum", "hinaus", "heraus", "hoch", "rum", "raus", "rein", "hinter", "nach", "fest", "fort", "statt", "kaputt",
    "auf", "aus", "ein", "vor", "mit", "weg", "los", "zer", "ver", "ent", "hin", "her", "bei", "ab", "an", "zu", "um",
    "be", "er",
)  # fmt: skip


def _table() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _STRONG.split("\n"):
        base, *rest = line.split() or [""]
        if len(base) > 3:
            forms[base] = base
        for form in rest:
            forms.setdefault(fold(form), base)
    return forms


STRONG_FORMS = _table()

# Words whose regular stem would be that of a quite different word: a line has one stem, its first word.
_KEPT_WORDS = """
schwester schwestern
geschwister geschwistern geschwisterchen
freund freunde freunden freundes freundin freundinnen
wochenende wochenenden wochenends
stress stressig stressige stresst gestresst stressen
trauer trauern trauert trauernd trauernde trauernden trauere getrauert
sprache sprachen
leicht leichte leichter leichtes leichten
tablette tabletten
erzieher erzieherin erzieherinnen erziehern erziehers
wochnerin wochnerinnen
kummer
papier papiere papieren
partner partners partnern partnerin partnerinnen
sicherung sicherungen
platzen platzt geplatzt
"""


def _kept() -> dict[str, str]:
    return {fold(form): line.split()[0] for line in _KEPT_WORDS.strip().split("\n") for form in line.split()}


KEPT = _kept()


def _ending_off(word: str) -> str:
    if word.endswith("innen") and len(word) > 8:
        word = word[:-5]
    elif word.endswith("erin") and len(word) > 7:
        word = word[:-2]
    if word.endswith("ungen") and len(word) > 8:
        word = word[:-5]
    elif word.endswith("ung") and len(word) > 6:
        word = word[:-3]
    while len(word) > 4:
        if len(word) > 5 and (word[-2:] in ("em", "er") or word.endswith("end")):
            word = word[:-2]
        elif word[-1] in "tesn":
            word = word[:-1]
        else:
            break
    return word[:-1] if len(word) == 4 and word[-1] == "e" else word


def _strong(word: str) -> str | None:
    for tail in (word, word.rstrip("en"), word[:-1] if word[-1] in "tsne" else word, word[:-2]):
        base = STRONG_FORMS.get(tail)
        if base:
            return base
    return None


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded German word. Only ever compared with other stems."""
    if len(word) < 4:
        return word
    if word in KEPT:
        return KEPT[word]
    strong = _strong(word)
    if strong:
        return strong
    for prefix in _SEPARABLE:
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            rest = word[len(prefix) :]
            strong = _strong(rest) or (_strong(rest[2:]) if rest.startswith("zu") and len(rest) > 5 else None)
            if strong and len(rest) > 3:
                return prefix + strong
            if rest.startswith(("ge", "zu")) and len(rest) > 6 and rest.endswith(("t", "n")):
                return prefix + _ending_off(rest[2:])
    if word.startswith("ge") and len(word) > 6 and word.endswith(("t", "en")):
        word = word[2:]
    return _ending_off(word)


def simpler(word: str) -> tuple[str, ...]:
    """Shorter words an unknown folded one may be made of: without its diminutive or its separable prefix."""
    found = [word[: -len(ending)] for ending in _SMALL if word.endswith(ending) and len(word) - len(ending) >= 4]
    for prefix in _SEPARABLE:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= 5:
            found.append(rest[2:] if rest.startswith("zu") and rest.endswith("n") and len(rest) >= 7 else rest)
            break
    return tuple(found)


_SMALL = ("chen", "lein", "erl", "ele", "le", "li")
