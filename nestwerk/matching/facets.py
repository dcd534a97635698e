"""How many offers each further filter would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.fit import NEED_FROM
from nestwerk.matching.segment import ACCESS, COST, Segment

STAGES = {"pregnancy": (-9, -1), "0-3": (0, 3), "4-12": (4, 12), "13-36": (13, 36), "37-": (37, 72)}  # months


def counted(pools: Sequence[tuple[Segment, NDArray[np.int64]]]) -> Mapping[str, Mapping[str, int]]:
    """Counts by kind (type, need, language, access, cost, age) over the rows given; unknown counts as fitting,
    as it does for the filter itself. Values nothing is known to have are left out.
    """
    counts: dict[str, dict[str, int]] = {kind: {} for kind in ("type", "need", "language", "access", "cost", "age")}

    def add(kind: str, value: str, number: int) -> None:
        if number:
            counts[kind][value] = counts[kind].get(value, 0) + number

    for segment, rows in pools:
        for kind, prefix, table, least in (
            ("type", "offer.", segment.given, 1),
            ("need", "need.", segment.concepts, NEED_FROM),
        ):
            codes, at = segment.concepts_of(prefix)
            numbers = np.count_nonzero(table[np.ix_(at, rows)] >= least, axis=1).tolist()
            for code, count in zip(codes, numbers, strict=True):
                add(kind, code, count)
        bits = segment.language_bits[rows]
        interpreter = segment.interpreter[rows]
        open_to_all = (bits == 0) | (interpreter == 1) | (interpreter == 2)
        known_bits = int(np.bitwise_or.reduce(bits)) if len(bits) else 0
        for number, code in enumerate(segment.languages):
            if known_bits >> number & 1:
                held = (bits >> np.uint64(number)) & np.uint64(1) > 0
                add("language", code, int(np.count_nonzero(held | open_to_all)))
        access = segment.access_bits[rows]
        for number, code in enumerate(ACCESS):
            offered = access & np.uint8(1 << number) > 0
            if offered.any():
                add("access", code, int(np.count_nonzero(offered | (access == 0))))
        costs = np.bincount(segment.cost[rows], minlength=len(COST)).tolist()
        for number, count in enumerate(costs):
            if number and count:
                add("cost", COST[number], int(count + costs[0]))
        first, last = segment.age_from[rows], segment.age_to[rows]
        for name, (lowest, highest) in STAGES.items():
            add("age", name, int(np.count_nonzero((first <= highest) & (last >= lowest))))
    return counts
