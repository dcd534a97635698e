"""Why a result is there, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nestwerk.catalogue.records import TermRecord
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import ages, dates, facts
from nestwerk.finder.wording.labels import inside_a_sentence, label
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.types import Reason


def reason(given: Reason, terms: Mapping[str, TermRecord], texts: Texts) -> str:
    """One reason as a sentence: "Passt zu: Mein Baby schreit viel". Empty when it cannot or must not be said.

    Sensitive terms never become a reason line, whatever the core hands out.
    """
    values = given.values
    code = given.code
    if code in ("need", "type", "group"):
        return _about_a_term(code, str(values.get("term", "")), terms, texts)
    if code == "age":
        return ages.age_range(_number(values.get("from")), _number(values.get("to")), texts)
    if code == "language":
        return texts("reason.language", language=facts.language(str(values["code"]), texts))
    if code == "interpreter":
        return facts.interpreter(str(values.get("kind", "yes")), texts)
    if code == "access":
        return next(iter(facts.access([str(values["code"])], texts)), "")
    if code == "cost":
        return facts.cost(str(values["kind"]), texts)
    if code == "anonymous":
        return texts("anonymous.yes")
    if code == "certificate":
        return texts("certificate.yes")
    if code == "place":
        return _about_a_place(values, texts)
    if code == "serves":
        return texts("reason.serves", place=str(values.get("name", "")))
    if code == "words":
        return texts("reason.words")
    return ""


def reasons(given: Iterable[Reason], terms: Mapping[str, TermRecord], texts: Texts) -> tuple[str, ...]:
    """All reasons as sentences, without empty ones and repetitions, in their order.

    Never none: where what fits must not be said (debts, illness, violence), a neutral sentence stands for it.
    """
    said = tuple(dict.fromkeys([text for one in given if (text := reason(one, terms, texts))]))
    return said or (texts("reason.fits"),)


def _about_a_term(code: str, term_code: str, terms: Mapping[str, TermRecord], texts: Texts) -> str:
    term = terms.get(term_code)
    if term is None or not term.shown or term_code in SENSITIVE:
        return ""
    return texts(f"reason.{code}", term=inside_a_sentence(label(term, texts), texts))


def _about_a_place(values: Mapping[str, str | int | float], texts: Texts) -> str:
    name = str(values.get("name", ""))
    km = values.get("km")
    if km is None:
        return texts("reason.in_place", place=name) if name else ""
    if float(km) < 1 and name:
        return texts("reason.in_place", place=name)
    return texts("reason.place", distance=dates.distance(float(km), texts), place=name) if name else ""


def _number(value: str | int | float | None) -> int | None:
    return int(value) if value not in (None, "") else None
