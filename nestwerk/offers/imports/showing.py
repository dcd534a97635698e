"""A weighed row in words: what comes in, what is asked, what stands against what. Values in, words out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from ..compare.values import Names, in_words
from ..facts import label
from ..models import Offer
from ..suggest.tick import Tick
from .differences import BOTH, FIELDS, Difference
from .weighing import CHANGED, NEW, PROBLEM, SKIPPED, Around, Weighed

TONES = {NEW: "good", CHANGED: "warn", PROBLEM: "bad"}
_LABELS = {
    "position": "Lage (Breite, Länge)", "organisation_type": "Art des Anbieters", "last_verified": "zuletzt bestätigt",
    "social_space": "Sozialraum", "lat": "Breite", "lon": "Länge", "": "Zeile",
}  # fmt: skip
_KINDS = {
    "list": "Das hat nur die Liste geändert.",
    "both": "Beides wurde geändert.",
    "ours": "Das haben nur wir geändert.",
}
_NOT_TO_MEND = frozenset({"offer_types", ""})


@dataclass(frozen=True, slots=True)
class Side:
    """A field where list and directory differ, in words. ``take``: "list" or "ours"."""

    name: str
    label: str
    ours: str
    list: str
    why: str
    take: str


@dataclass(frozen=True, slots=True)
class Maybe:
    """An offer the row may be already."""

    offer: int
    title: str
    organisation: str
    percent: int
    reasons: Sequence[str]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell that keeps the row out and can be mended here."""

    column: str
    label: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of the preview."""

    line: int
    name: str  # of its fields begins like this
    title: str
    organisation: str
    word: str
    tone: str
    skipped: bool
    offer: Offer | None
    facts: Sequence[tuple[str, str, bool]]
    sentences: Sequence[str]
    mends: Sequence[Mend]
    hints: Sequence[str]
    types: Sequence[Tick]
    needs: Sequence[Tick]
    asks_terms: bool
    sides: Sequence[Side]
    maybe: Sequence[Maybe]
    new_chosen: bool
    may_be_new: bool
    guessed: bool
    original: str
    open: bool
    typed: str = ""
    wrong: str = ""


def column_label(name: str) -> str:
    """What a column of the format, or a field, is called."""
    if name in _LABELS:
        return _LABELS[name]
    try:
        return label(name.removesuffix("_id"))
    except FieldDoesNotExist:  # a column of the list itself
        return name


def with_label(column: str, sentence: str) -> str:
    """A sentence about a column, with its name where it has one."""
    return f"{column_label(column)}: {sentence}" if column else sentence


def shown(
    one: Weighed, around: Around, names: Names, original: Mapping[str, str], *, typed: str = "", wrong: str = ""
) -> RowShown:
    """The row in words. ``original``: its cells; ``typed``, ``wrong``: a type that was written and is not known."""
    kept = one.kept
    texts = {**kept.texts, **one.decision.texts}
    mends = [
        Mend(column, column_label(column), texts.get(column, ""), sentence)
        for column, sentence in one.problems
        if column not in _NOT_TO_MEND and column in around.readers
    ]
    mended = {(mend.column, mend.sentence) for mend in mends}
    types = _ticks(texts.get("offer_types", ""), kept.types, names.terms)
    needs = _ticks(texts.get("needs", ""), kept.needs, names.terms)
    sides = [_side(found, one, names) for found in one.found]
    return RowShown(
        line=kept.line,
        name=f"r{kept.line}",
        title=texts.get("title") or texts.get("organisation") or "ohne Titel",
        organisation=texts.get("organisation", ""),
        word=one.word,
        tone=TONES.get(one.state, ""),
        skipped=one.state == SKIPPED,
        offer=one.offer,
        facts=[(column_label(name), _words(name, one.said[name], names), name in kept.unsure)
               for name in FIELDS if name in one.said and name not in ("title", "organisation")],
        sentences=[with_label(column, sentence)
                   for column, sentence in dict.fromkeys(one.problems) if (column, sentence) not in mended],
        mends=mends,
        hints=[with_label(column, sentence)
               for column, sentence in dict.fromkeys(one.hints)],
        types=types,
        needs=needs,
        asks_terms=one.offer is None and one.state in (NEW, PROBLEM),
        sides=sides,
        maybe=_maybe(one, around),
        new_chosen=one.decision.same == NEW,
        may_be_new=not one.known,
        guessed=one.guessed,
        original="\n".join(f"{name}: {cell}" for name, cell in original.items()),
        open=one.state == PROBLEM or one.stuck or one.asked or bool(wrong),
        typed=typed,
        wrong=wrong,
    )  # fmt: skip


def _ticks(codes: str, suggested: Sequence[tuple[str, str, float]], terms: Mapping[str, str]) -> list[Tick]:
    chosen = [code for code in codes.split("|") if code]
    why = {code: reason for code, reason, _ in suggested}
    listed = {**dict.fromkeys(chosen), **why}
    return [Tick(code, terms.get(code, code), code in chosen, why.get(code, "")) for code in listed]


def _side(found: Difference, one: Weighed, names: Names) -> Side:
    return Side(
        found.name,
        column_label(found.name),
        _words(found.name, found.now, names) or "– nichts –",
        _words(found.name, found.said, names),
        _KINDS[found.kind],
        one.decision.take.get(found.name, "" if found.kind == BOTH else found.usual),
    )


def _words(name: str, value: Any, names: Names) -> str:
    if name == "organisation":
        return str(value)
    if name == "position":
        return "{:.4f}, {:.4f}".format(*value) if value else ""
    return "\n".join(in_words(name, value, names)) if not isinstance(value, str) or value else ""


def _maybe(one: Weighed, around: Around) -> list[Maybe]:
    """What the row may be already. Nothing is chosen before a person has chosen."""
    offers = around.offers
    likely = [(pk, value, reasons) for pk, value, reasons in one.kept.maybe if pk in offers] if not one.known else []
    if one.known and one.asked and one.offer is not None:
        likely = [(one.offer.pk, 0.0, [])]
    return [
        Maybe(
            offers[pk].pk, offers[pk].title, offers[pk].organisation.name, round(value * 100), reasons,
            one.decision.same == str(pk),
        )
        for pk, value, reasons in likely
    ]  # fmt: skip
