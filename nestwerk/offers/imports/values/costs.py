"""What it costs, in people's words → kind of cost and a note."""

from __future__ import annotations

import re

from .reading import GUESS, LIKELY, SURE, Reading, not_understood, plain, said, tidy
from .words import NO, YES

_FREE = re.compile(
    r"kosten(?:frei|los)|\bgratis\b|umsonst|unentgeltlich|gebührenfrei|beitragsfrei|freier eintritt|eintritt frei|"
    r"(?:keine|ohne) (?:kosten|gebühr\w*)|(?<![\d.,])0(?:[.,]00?)?\s?(?:€|euro|eur)|^frei$"
)
_NOT_FREE = re.compile(r"nicht (?:kosten(?:frei|los)|umsonst)|kostenpflichtig|gebührenpflichtig")
_MONEY = re.compile(
    r"\d+(?:[.,]\d{1,2}|,-)?\s?(?:€|euro|eur)\b|€\s?\d|\d\s?€|(?:teilnahme|kosten|eltern)?beitr[aä]g\w*|gebühr\w*"
)
_GIFT = re.compile(r"spend\w*")
_REDUCED = re.compile(
    r"nach einkommen|einkommens\w*|gestaffelt|staffel\w*|ermäßig\w*|sozialtarif|sozialpass|reduzier\w*|"
    r"übernahme möglich|nach ermessen|nach selbsteinschätzung|zuschuss|bildung und teilhabe|\bbut\b"
)
_INSURED = re.compile(
    r"krankenkasse\w*|\bkassen\w*|\bgkv\b|krankenversicherung\w*|auf rezept|rezept\b|\bkk\b|präventionskurs"
)
_IN_PART = re.compile(r"\d|teil|zuschuss|anteilig")
_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?")


def read_costs(text: str) -> Reading:
    """Costs as ``cost_kind`` and, where there is more to say, ``cost_note``."""
    seen = plain(text)
    note = " ".join(text.split())[:200]
    if seen in NO or seen == "frei":
        return Reading({"cost_kind": "free"})
    if seen in YES - {"1"}:
        return Reading({"cost_kind": "paid"})
    if _NUMBER.fullmatch(seen):
        if float(seen.replace(",", ".")) == 0:
            return Reading({"cost_kind": "free"})
        return Reading({"cost_kind": "paid", "cost_note": f"{tidy(text)} €"}, "Als Euro gelesen.", sure=LIKELY)
    free = bool(_FREE.search(seen)) and not _NOT_FREE.search(seen)
    money, reduced, insured = (bool(which.search(_FREE.sub(" ", seen))) for which in (_MONEY, _REDUCED, _INSURED))
    money = money or bool(_NOT_FREE.search(seen))
    reduced = reduced or bool(_GIFT.search(seen) and not free)
    if free and not money and not reduced:
        kind = "free"
    elif insured and not money:
        kind = "insurance"
    elif reduced or (free and money):
        kind = "reducible"
    elif money:
        kind = "paid"
    elif insured:
        kind = "insurance"
    else:
        return not_understood(text, f"„{said(text)}“ verstehen wir nicht als Kosten.")
    several = sum((free, money, insured)) > 1 or bool(kind == "insurance" and _IN_PART.search(seen))
    fields = {"cost_kind": kind}
    if _FREE.sub("", seen).strip(" .,!;") or kind != "free":
        fields["cost_note"] = note
    return Reading(
        fields, "Mehrere Angaben zu den Kosten: bitte prüfen." if several else "", sure=GUESS if several else SURE
    )
