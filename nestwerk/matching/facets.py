"""How many offers each further filter would leave: one bit per offer and filter, counted by the word.

Values of some kinds are alternatives: a second one adds offers, and the number is that of both together. Of the other
kinds a value takes the place of the one chosen. Either way a kind's own filter does not narrow its own numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.fit import NEED_FROM, STAGES, WITHOUT_VOICE
from nestwerk.matching.segment import ACCESS, COST, Segment

KINDS = ("type", "need", "language", "access", "cost", "age", "voice")
SEVERAL = frozenset({"type", "need", "language", "access"})  # kinds of which several values may be chosen
NOBODY = ""  # the row of a value that no offer of a segment has: who is unknown there passes
_Bits = NDArray[np.uint64]
_Offers = NDArray[np.bool_]


class Table(NamedTuple):
    """Every filter of a segment: a row of bits over its offers for who has it and for who passes (has or unknown)."""

    filters: dict[str, tuple[tuple[str, ...], slice]]  # kind → its values and their rows
    has: _Bits
    passes: _Bits


class Pool(NamedTuple):
    """Offers of a segment that are about what was asked, and by kind of filter those that pass what is chosen."""

    segment: Segment
    about: _Offers
    passing: Mapping[str, _Offers]


def counted(
    pools: Sequence[Pool],
    chosen: frozenset[str] = frozenset(),
    *,
    named: bool = False,
    one_of: frozenset[str] = frozenset(),
) -> Mapping[str, Mapping[str, int]]:
    """How many offers remain with one more filter, by kind (type, need, language, access, cost, age, voice) and value.

    ``chosen`` are the filters that hold (``kind:value``). Unknown counts as fitting, as it does for the filter itself,
    but with ``named`` not for kinds of offers; values nothing is known to have are left out. Of the kinds ``one_of`` a
    value takes the place of the one chosen, also where several could be.
    """
    counted_up = {kind: _Sum() for kind in KINDS}
    for segment, about, passing in pools:
        table = segment.kept("facets", _table)
        if named:
            part = table.filters["type"][1]
            passes = table.passes.copy()
            passes[part] = table.has[part]
            table = table._replace(passes=passes)
        among = _packed(_all(about, passing))
        known = np.bitwise_or.reduce(table.has & among, axis=1).tolist()
        numbers = np.add.reduce(np.bitwise_count(table.passes & among), axis=1, dtype=np.int64).tolist()
        for kind, (values, part) in table.filters.items():
            some, many = known[part], numbers[part]
            if kind in passing:
                some, many = _anew(
                    kind in SEVERAL - one_of, kind, table, part, chosen, _packed(_all(about, passing, without=kind))
                )
            _count(counted_up[kind], values, some, many)
    return {kind: found.numbers() for kind, found in counted_up.items()}


class _Sum:
    """The numbers of one kind over several segments.

    A value that nobody in a segment has stands there for nobody: who passes as unknown passes for it all the same.
    """

    def __init__(self) -> None:
        self.held: dict[str, None] = {}  # values that somebody has
        self.parts: list[dict[str, int]] = []

    def numbers(self) -> dict[str, int]:
        """How many pass for each value that somebody has."""
        return {value: sum(part.get(value, part.get(NOBODY, 0)) for part in self.parts) for value in self.held}


def _count(found: _Sum, values: Sequence[str], held: Sequence[int], passing: Sequence[int]) -> None:
    found.held |= dict.fromkeys(value for value, has in zip(values, held, strict=True) if has)
    found.parts.append(dict(zip(values, passing, strict=True)))


def _all(about: _Offers, passing: Mapping[str, _Offers], without: str = "") -> _Offers:
    for kind, passes in passing.items():
        if kind != without:
            about = about & passes
    return about


def _anew(
    several: bool, kind: str, table: Table, part: slice, chosen: frozenset[str], among: _Bits
) -> tuple[list[int], list[int]]:
    """The numbers of a kind that is filtered by already: what each value would leave beside or instead of that."""
    has, passes = table.has[part] & among, table.passes[part] & among
    values = table.filters[kind][0]
    held = [place for place, value in enumerate(values) if f"{kind}:{value}" in chosen]
    if several and held:
        passes = passes | np.bitwise_or.reduce(passes[held], axis=0)
    return (
        np.bitwise_or.reduce(has, axis=1).tolist(),
        np.add.reduce(np.bitwise_count(passes), axis=1, dtype=np.int64).tolist(),
    )


def _table(segment: Segment) -> Table:
    rows = sorted(_filters(segment), key=lambda row: KINDS.index(row[0]))
    filters = {}
    for kind in KINDS:
        places = [place for place, row in enumerate(rows) if row[0] == kind]
        values = tuple(rows[place][1] for place in places)
        filters[kind] = values, slice(places[0], places[-1] + 1) if places else slice(0)
    return Table(
        filters, _packed(np.array([has for _, _, has, _ in rows])), _packed(np.array([row[3] for row in rows]))
    )


def _filters(segment: Segment) -> Iterator[tuple[str, str, _Offers, _Offers]]:
    nameless = segment.main_type < 0
    nobody = np.zeros(segment.size, np.bool_)
    yield "type", NOBODY, nobody, nameless
    for code, row in segment.concept_row.items():
        if code.startswith("offer."):
            has = segment.given[row] > 0
            yield "type", code, has, has | nameless
        elif code.startswith("need."):
            has = segment.concepts[row] >= NEED_FROM
            yield "need", code, has, has
    bits, interpreter = segment.language_bits, segment.interpreter
    open_to_all = (bits == 0) | (interpreter == 1) | (interpreter == 2)
    yield "language", NOBODY, nobody, open_to_all
    for number, code in enumerate(segment.languages):
        has = (bits >> np.uint64(number)) & np.uint64(1) > 0
        yield "language", code, has, has | open_to_all
    for number, code in enumerate(ACCESS):
        has = segment.access_bits & np.uint8(1 << number) > 0
        yield "access", code, has, has | (segment.access_bits == 0)
    for number, code in enumerate(COST[1:], 1):
        has = segment.cost == number
        yield "cost", code, has, has | (segment.cost == 0)
    for name, (lowest, highest) in STAGES.items():
        has = (segment.age_from <= highest) & (segment.age_to >= lowest)
        yield "age", name, has, has
    yield "voice", WITHOUT_VOICE, segment.without_voice, segment.without_voice


def _packed(offers: _Offers) -> _Bits:
    """Truths of the last axis as bits in whole 64-bit words."""
    packed = np.packbits(offers, axis=-1)
    whole = np.zeros((*packed.shape[:-1], -(-packed.shape[-1] // 8) * 8), np.uint8)
    whole[..., : packed.shape[-1]] = packed
    return whole.view(np.uint64)
