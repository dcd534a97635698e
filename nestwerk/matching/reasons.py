"""Why an offer is among the results: codes and values, worded elsewhere. Nothing sensitive is ever said."""

from __future__ import annotations

import math
from collections.abc import Iterable

from nestwerk.matching.fit import ages_asked
from nestwerk.matching.segment import ACCESS, COST, INTERPRETER, Segment
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.types import Reason, Understood

HELPS_FROM = 115  # of 255: affinity from which an offer may say that it helps with a need
SAID_TYPE, SAID_NEED, SAID_GROUP = 0.45, 0.4, 0.5  # how surely something must be meant to be given as a reason
MOST = 7


class Reasons:
    """Gives the reasons for the offers of one segment and one question: the weightiest first, at most seven."""

    def __init__(self, understood: Understood, segment: Segment) -> None:
        self._understood = understood
        self._segment = segment
        self._types = self._sayable("type", understood.offer_types[:3], SAID_TYPE)
        self._needs = self._sayable("need", understood.needs[:3], SAID_NEED)
        self._groups = self._sayable("group", understood.target_groups[:2], SAID_GROUP)
        self._ages = ages_asked(understood)
        self._certificate = any(
            code == "need.unplanned_pregnancy" and sure >= SAID_NEED for code, sure in understood.needs
        )

    def _sayable(self, kind: str, meant: Iterable[tuple[str, float]], least: float) -> list[tuple[int, Reason]]:
        rows = self._segment.concept_row
        return [
            (rows[code], Reason(kind, {"term": code}))
            for code, sure in meant
            if sure >= least and code in rows and code not in SENSITIVE
        ]

    def of(self, row: int, km: float, serves: bool, titled: float) -> tuple[Reason, ...]:
        """The reasons for one offer; ``km`` is NaN where unknown, ``titled`` the share of rare words in its title."""
        segment, understood = self._segment, self._understood
        found = [reason for concept, reason in self._types if segment.given.item(concept, row)]
        found += [reason for concept, reason in self._needs if segment.concepts.item(concept, row) >= HELPS_FROM]
        found += [reason for concept, reason in self._groups if segment.given.item(concept, row)]
        if titled >= 0.5:
            found.append(Reason("words"))
        if self._ages is not None:
            found += self._age(row, self._ages)
        if understood.languages:
            found += self._languages(row)
        if understood.access:
            offered = segment.access_bits.item(row)
            wanted = (code for code in understood.access if code in ACCESS and offered >> ACCESS.index(code) & 1)
            found += [Reason("access", {"code": code}) for code in wanted]
        if understood.cost and COST[segment.cost.item(row)] == understood.cost:
            found.append(Reason("cost", {"kind": understood.cost}))
        if understood.anonymous and segment.anonymous.item(row) == 1:
            found.append(Reason("anonymous"))
        if self._certificate and segment.certificate.item(row) == 1:
            found.append(Reason("certificate"))
        if understood.place is not None:
            if serves:
                found.append(Reason("serves", {"name": understood.place.name}))
            elif not math.isnan(km) and km <= 30:
                found.append(Reason("place", {"name": understood.place.name, "km": round(km, 1)}))
        return tuple(found[:MOST])

    def _age(self, row: int, asked: tuple[int, int]) -> list[Reason]:
        first, last = self._segment.age_from.item(row), self._segment.age_to.item(row)
        known = {name: value for name, value in (("from", first), ("to", last)) if abs(value) < 1000}
        return [Reason("age", known)] if known and first <= asked[1] and last >= asked[0] else []

    def _languages(self, row: int) -> list[Reason]:
        segment = self._segment
        held, interpreter = segment.language_bits.item(row), segment.interpreter.item(row)
        found = []
        for code in self._understood.languages:
            if code in segment.languages and held >> segment.languages.index(code) & 1:
                found.append(Reason("language", {"code": code}))
            elif interpreter in (1, 2):
                found.append(Reason("interpreter", {"kind": INTERPRETER[interpreter]}))
        return found
