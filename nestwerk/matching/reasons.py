"""Why an offer is among the results: codes and values, worded elsewhere. Nothing sensitive is ever said."""

from __future__ import annotations

import math

from nestwerk.matching.fit import ages_asked
from nestwerk.matching.segment import ACCESS, COST, INTERPRETER, Segment
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.types import Reason, Understood

HELPS_FROM = 115  # of 255: affinity from which an offer may say that it helps with a need
MOST = 7


def reasons(
    understood: Understood, segment: Segment, row: int, km: float, serves: bool, titled: float
) -> tuple[Reason, ...]:
    """The reasons for one offer, the weightiest first, at most seven."""
    found: list[Reason] = []
    for code, sure in understood.offer_types[:3]:
        concept = segment.concept_row.get(code)
        if code not in SENSITIVE and sure >= 0.45 and concept is not None and segment.given[concept, row]:
            found.append(Reason("type", {"term": code}))
    for code, sure in understood.needs[:3]:
        concept = segment.concept_row.get(code)
        if (
            code not in SENSITIVE
            and concept is not None
            and sure >= 0.4
            and segment.concepts[concept, row] >= HELPS_FROM
        ):
            found.append(Reason("need", {"term": code}))
    for code, sure in understood.target_groups[:2]:
        concept = segment.concept_row.get(code)
        if code not in SENSITIVE and concept is not None and sure >= 0.5 and segment.given[concept, row]:
            found.append(Reason("group", {"term": code}))
    if titled >= 0.5:
        found.append(Reason("words"))
    asked = ages_asked(understood)
    first, last = int(segment.age_from[row]), int(segment.age_to[row])
    if asked is not None and (first > -1000 or last < 1000) and first <= asked[1] and last >= asked[0]:
        found.append(
            Reason("age", {name: value for name, value in (("from", first), ("to", last)) if abs(value) < 1000})
        )
    for code in understood.languages:
        if code in segment.languages and int(segment.language_bits[row]) >> segment.languages.index(code) & 1:
            found.append(Reason("language", {"code": code}))
        elif segment.interpreter[row] in (1, 2):
            found.append(Reason("interpreter", {"kind": INTERPRETER[segment.interpreter[row]]}))
    for code in understood.access:
        if code in ACCESS and segment.access_bits[row] & (1 << ACCESS.index(code)):
            found.append(Reason("access", {"code": code}))
    if understood.cost and COST[segment.cost[row]] == understood.cost:
        found.append(Reason("cost", {"kind": understood.cost}))
    if understood.anonymous and segment.anonymous[row] == 1:
        found.append(Reason("anonymous"))
    if segment.certificate[row] == 1 and any(code == "need.unplanned_pregnancy" for code, _ in understood.needs):
        found.append(Reason("certificate"))
    if understood.place is not None:
        if serves:
            found.append(Reason("serves", {"name": understood.place.name}))
        elif not math.isnan(km) and km <= 30:
            found.append(Reason("place", {"name": understood.place.name, "km": round(km, 1)}))
    return tuple(found[:MOST])
