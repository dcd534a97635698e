"""Numbers that matter for alarms: a child of under three months, a fever in degrees, an early week of pregnancy.

Units: ages in days. Under three months (90 days), 38 °C and more needs a doctor the same day; a birth before the end
of week 37 is preterm. Sources: gesund.bund.de and kindergesundheit-info.de (pages on fever and preterm birth),
to be approved by a paediatrician and a midwife.
"""

from __future__ import annotations

from nestwerk.matching.emergency.vocabulary import Span

YOUNG_DAYS = 90
PRETERM_WEEK = 37  # contractions in weeks below this one are early
OLDEST_CHILD_YEARS = 6
FEVER_FROM = 38.0
FEVER_TO = 42.5

_NUMBER_WORDS = {
    word: number
    for number, forms in enumerate(
        (
            "ein eine einen einem einer one bir один одна одну одного місяць واحد",
            "zwei zwo two iki два две двух дві двох اثنين شهرين اسبوعين",
            "drei three uc три трех трьох ثلاث ثلاثه",
            "vier four dort четыре четырех чотири чотирьох اربع اربعه",
            "funf five bes пять пяти пять пяти خمس خمسه",
            "sechs six alti шесть шести шість ست سته",
            "sieben seven yedi семь семи сім سبع سبعه",
            "acht eight sekiz восемь восьми вісім ثمان ثمانيه",
            "neun nine dokuz девять девяти تسع تسعه",
            "zehn ten десять десяти عشر عشره",
        ),
        start=1,
    )
    for word in forms.split()
}
_IS = {"ist", "is", "wird", "grad", "erst"}
_AND = {"und", "u", "and", "ve", "и", "і", "та", "و"}
_OLD = {"alt", "alte", "alten", "alter", "altes", "old", "yasinda"}
_DAYS_PER = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}


def _number(token: str) -> float | None:
    if token[0].isdigit():
        try:
            return float(token.replace(",", "."))
        except ValueError:
            return None
    known = _NUMBER_WORDS.get(token)
    return None if known is None else float(known)


def number_classes(tokens: list[str], found: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Return the classes that numbers add to ``found``: AGE, YOUNG, FEVER_DEGREES and PRETERM, with their places."""
    units = {at: name for name in _DAYS_PER for at, _ in found.get(name, ())}
    since = {at for at, _ in found.get("SINCE", ())}
    gestation = {at for at, _ in found.get("GESTATION", ())}
    added: dict[str, list[Span]] = {}
    for at, token in enumerate(tokens):
        value = _number(token)
        if value is None:
            continue
        unit = units.get(at + 1)
        if token[0].isdigit() and FEVER_FROM <= value <= FEVER_TO and unit is None and at + 1 not in gestation:
            added.setdefault("FEVER_DEGREES", []).append((at, at))
        named_before = at - 1 in gestation and (at == 1 or _number(tokens[at - 2]) is None)  # "SSW 30"
        pregnant_week = at + 1 in gestation or (unit is None and (at + 2 in gestation or named_before))
        if pregnant_week and value < PRETERM_WEEK:
            added.setdefault("PRETERM", []).append((at - 1, at) if named_before else (at, at + 1))
        if unit is None and at and tokens[at - 1] in _IS and 0 < value <= OLDEST_CHILD_YEARS:
            added.setdefault("AGE", []).append((at, at))
        if unit is None or at - 1 in since or "ssw" in tokens[at : at + 3]:
            continue
        added.setdefault("AGE", []).append((at, at + 1))
        if 0 < value * _DAYS_PER[unit] < YOUNG_DAYS and not _of_an_older_child(tokens, units, at):
            added.setdefault("YOUNG", []).append((at, at + 1))
    return added


def _of_an_older_child(tokens: list[str], units: dict[int, str], at: int) -> bool:
    """Whether a short time at ``at`` is no age: the rest of one (``1 Jahr und 2 Monate``), or the days an illness has
    lasted (``2 Jahre alt, 3 Tage Fieber``). The years of a mother or a sibling say nothing of the baby."""
    before = at - 2 if at and tokens[at - 1] in _AND else at - 1
    if units.get(before) == "YEARS":
        return True
    aged = at + 2 < len(tokens) and tokens[at + 2] in _OLD
    return units[at + 1] == "DAYS" and not aged and "YEARS" in units.values()
