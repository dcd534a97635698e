"""How many offers each further filter would leave: one bit per offer and filter, counted by the word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.fit import NEED_FROM, STAGES, WITHOUT_VOICE
from nestwerk.matching.segment import ACCESS, COST, Segment

KINDS = ("type", "need", "language", "access", "cost", "age", "voice")
_Bits = NDArray[np.uint64]
_Offers = NDArray[np.bool_]


class Table(NamedTuple):
    """Every filter of a segment: a row of bits over its offers for who has it and for who passes (has or unknown)."""

    filters: dict[str, tuple[tuple[str, ...], slice]]  # kind → its values and their rows
    has: _Bits
    passes: _Bits


def counted(pools: Sequence[tuple[Segment, NDArray[np.int64]]]) -> Mapping[str, Mapping[str, int]]:
    """Counts by kind (type, need, language, access, cost, age, voice) over the rows given; unknown counts as fitting,
    as it does for the filter itself. Values nothing is known to have are left out.
    """
    counts: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for segment, rows in pools:
        table = segment.kept("facets", _table)
        chosen = np.zeros(segment.size, np.bool_)
        chosen[rows] = True
        among = _packed(chosen)
        known = np.bitwise_or.reduce(table.has & among, axis=1).tolist()
        numbers = np.add.reduce(np.bitwise_count(table.passes & among), axis=1, dtype=np.int64).tolist()
        for kind, (values, part) in table.filters.items():
            here = {value: n for value, n, held in zip(values, numbers[part], known[part], strict=True) if held}
            before = counts[kind]
            counts[kind] = (
                {value: before.get(value, 0) + here.get(value, 0) for value in before | here} if before else here
            )
    return counts


def _table(segment: Segment) -> Table:
    rows = list(_filters(segment))
    filters = {}
    for kind in KINDS:
        places = [place for place, row in enumerate(rows) if row[0] == kind]
        values = tuple(rows[place][1] for place in places)
        filters[kind] = values, slice(places[0], places[-1] + 1) if places else slice(0)
    return Table(
        filters, _packed(np.array([has for _, _, has, _ in rows])), _packed(np.array([row[3] for row in rows]))
    )


def _filters(segment: Segment) -> Iterator[tuple[str, str, _Offers, _Offers]]:
    for kind, prefix, table, least in (
        ("type", "offer.", segment.given, 1),
        ("need", "need.", segment.concepts, NEED_FROM),
    ):
        for code, row in segment.concept_row.items():
            if code.startswith(prefix):
                has = table[row] >= least
                yield kind, code, has, has
    bits, interpreter = segment.language_bits, segment.interpreter
    open_to_all = (bits == 0) | (interpreter == 1) | (interpreter == 2)
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
