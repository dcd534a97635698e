""" "каждую первую и третью среду": weekdays that recur, in languages where "each" and "first" follow their gender.

The words stand in ``weekdays.toml``. Languages that are not there put their sentences together from the plain names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class _Grammar:
    days: Sequence[str]
    genders: str
    each: Mapping[str, str]
    nth: Mapping[str, Sequence[str]]


@cache
def _grammars() -> Mapping[str, _Grammar]:
    raw = resources.files("nestwerk.common").joinpath("weekdays.toml").read_text(encoding="utf-8")
    return {locale: _Grammar(**words) for locale, words in tomllib.loads(raw).items()}


def each(
    numbers: Sequence[int], nth: Sequence[int], locale: str, joined: Callable[[Sequence[str]], str]
) -> tuple[str, str] | None:
    """("каждую первую", "среду и каждый первый четверг"): what precedes the first day, and the days (Monday is 0).

    ``nth`` counts within the month, below zero is the last; empty means every week. None where the plain names do.
    """
    grammar = _grammars().get(locale)
    if grammar is None or not numbers:
        return None
    said = []
    for number in numbers:
        gender = grammar.genders[number]
        which = joined([grammar.nth[gender][n - 1 if n > 0 else -1] for n in nth])
        said.append((f"{grammar.each[gender]} {which}".rstrip(), grammar.days[number]))
    (first, day), *others = said
    return first, joined([day, *(f"{which} {name}" for which, name in others)])
