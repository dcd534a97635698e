"""Walking a chain from its first link to its head and naming everything that is not as it was written.

Reads as the role that may read every network, in one view of the database, streaming. What was recorded after the
newest link, at most a minute's worth, is not yet in the chain: nobody can tell if one of those goes missing.

A chain may begin behind its first link in one case only: a later line of the same chain tells of the cut, names the
last link that went with its digest, and the heads outside do not say that any link before it was younger than the
period (``cutting.MONTHS``) when that line was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connections
from django.db.models import Exists, OuterRef

from nestwerk.common.months import months_before
from nestwerk.common.tenancy import frozen_view

from .chain import ERASED, FIRST, Facts, digest, personal, read_cut
from .cutting import MONTHS
from .erasing import EVENT
from .events import CUT
from .models import Line, Link
from .queries import in_chain

READER = "backup"
PATIENCE = timedelta(minutes=10)  # the linker comes every minute
NEAR = 1000  # positions either side that are tried to name where a moved link stood
WALK = """SELECT k.position, k.line_id, k.previous, k.digest, k.personal, l.id IS NOT NULL, l.network_id, l.at, l.event,
 l.thing, l.thing_id, l.count, l.detail, a.line_id IS NOT NULL, a.user_id, a.hat, a.salt
FROM audit_link k LEFT JOIN audit_line l ON l.id = k.line_id LEFT JOIN audit_actor a ON a.line_id = k.line_id
WHERE k.network_id {chain} ORDER BY k.position"""
WAITING = """SELECT count(*), min(l.id) FROM audit_line l LEFT JOIN audit_link k ON k.line_id = l.id
WHERE l.network_id {chain} AND k.id IS NULL AND l.at < %(before)s"""


@dataclass(slots=True)
class Verified:
    """One chain: how many lines were checked and, one German sentence each, what is wrong."""

    network_id: int | None
    lines: int = 0
    findings: list[str] = field(default_factory=list)


def verify(
    *,
    at: datetime,
    heads: dict[int | None, dict[int, str]],
    times: dict[int | None, dict[int, datetime]] | None = None,
    only: int | None = None,
) -> list[Verified]:
    """Walk every chain, or only that of the network with the id ``only``.

    ``heads`` as ``read_heads`` returns them, ``times`` as ``read_times``; without ``times`` the age of what was cut is
    not judged.
    """
    with frozen_view(using=READER):
        known: set[int | None] = set(heads)
        for rows in (Line.objects.using(READER), Link.objects.using(READER)):
            known |= set(rows.order_by().values_list("network_id", flat=True).distinct())
        chosen = [only] if only is not None else sorted(known, key=lambda one: one or 0)
        noted = times or {}
        return [_Walk(one, heads.get(one, {}), noted.get(one, {})).run(at) for one in chosen]


class _Walk:
    """One chain, link by link. A broken link is named once: the next is judged by what the broken one says."""

    def __init__(self, network_id: int | None, heads: dict[int, str], times: dict[int, datetime]) -> None:
        self.found = Verified(network_id)
        self.heads, self.times = heads, times
        self.position, self.last = 0, FIRST
        self.erased: Counter[str] = Counter()
        self.where = "IS NULL" if network_id is None else "= %(chain)s"

    def run(self, at: datetime) -> Verified:
        for row in self._rows():
            self._link(row)
        for position in sorted(self.heads):
            if position > self.position:
                newest = max(self.heads)
                self._say(f"Das Ende fehlt: Die Kopfdatei kennt Stelle {newest}, die Kette endet bei {self.position}.")
                break
        if self.position and not self.heads:
            self._say("In der Kopfdatei steht kein Kopf dieser Kette; ein fehlendes Ende wäre nicht zu erkennen.")
        self._erasures()
        self._waiting(at)
        return self.found

    def _say(self, sentence: str) -> None:
        self.found.findings.append(sentence)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        with connections[READER].chunked_cursor() as cursor:
            cursor.execute(WALK.format(chain=self.where), {"chain": self.found.network_id})
            while rows := cursor.fetchmany(2000):
                yield from rows

    def _link(self, row: tuple[Any, ...]) -> None:
        position, line_id, previous, linked, fingerprint, has_line, *rest = row
        line, (has_actor, user_id, hat, salt) = Facts(line_id, *rest[:7]), rest[7:]
        if not self.found.lines and position > 1:
            self._begin_behind(position - 1)
        self.found.lines += 1
        if position != self.position + 1:
            self._say(_gap(self.position + 1, position - 1))
        elif previous != self.last:
            self._say(f"Stelle {position} schließt nicht an Stelle {position - 1} an: umgestellt oder neu geschrieben.")
        if not has_line:
            self._say(f"Zeile {line_id} (Stelle {position}) fehlt.")
        elif digest(previous, position, fingerprint, line) != linked:
            stood = _stood(previous, position, fingerprint, line, linked)
            if stood:
                self._say(f"Zeile {line_id} wurde umgestellt: von Stelle {stood} an Stelle {position}.")
            else:
                self._say(f"Zeile {line_id} (Stelle {position}) wurde geändert.")
        if has_line:
            self._person(line_id, fingerprint, has_actor, user_id, hat, salt)
        if self.heads.get(position, linked) != linked:
            self._say(
                f"Stelle {position} hat einen anderen Prüfwert als in der Kopfdatei: Die Kette wurde neu geschrieben."
            )
        self.position, self.last = position, linked

    def _begin_behind(self, position: int) -> None:
        """What stood up to here is gone: as a line of this chain tells, or by somebody's hand."""
        linked = Link.objects.using(READER).filter(line_id=OuterRef("pk"))
        notes = in_chain(Line.objects.using(READER).filter(Exists(linked), event=CUT), self.found.network_id)
        for detail, at in notes.order_by("pk").values_list("detail", "at"):
            place, last = read_cut(detail)
            if place == position:
                self.position, self.last = place, last
                limit = months_before(at, MONTHS)
                if young := [one for one, noted in self.times.items() if one <= place and noted > limit]:
                    self._say(f"Der Schnitt bis Stelle {place} nahm Jüngeres mit als {MONTHS} Monate: "
                              f"Stelle {min(young)} war es noch nicht.")  # fmt: skip
                return

    def _person(
        self, line_id: int, fingerprint: str, has_actor: bool, user_id: int | None, hat: str | None, salt: str | None
    ) -> None:
        if not has_actor:
            self._say(f"Wer in Zeile {line_id} handelte, wurde ohne Löschvermerk entfernt.")
        elif not salt and user_id is None and (hat or "").startswith(f"{ERASED}:"):
            self.erased[str(hat).removeprefix(f"{ERASED}:")] += 1
        elif not salt:
            self._say(f"Wer in Zeile {line_id} handelte, wurde ohne Löschvermerk entfernt.")
        elif personal(salt, user_id, str(hat)) != fingerprint:
            self._say(f"Wer in Zeile {line_id} handelte, wurde geändert.")

    def _erasures(self) -> None:
        """Blanked parts point to a line that tells how many there are: more than that were blanked by somebody else."""
        notes = in_chain(Line.objects.using(READER).filter(event=EVENT), self.found.network_id)
        told = {str(pk): count or 0 for pk, count in notes.values_list("pk", "count")}
        for note, count in sorted(self.erased.items()):
            if count > told.get(note, 0):
                which = "1 Zeile beruft" if count == 1 else f"{count} Zeilen berufen"
                self._say(
                    f"{which} sich auf den Löschvermerk {note}, er nennt {told.get(note, 0)}: "
                    "Wer handelte, wurde ohne Löschvermerk entfernt."
                )

    def _waiting(self, at: datetime) -> None:
        with connections[READER].cursor() as cursor:
            cursor.execute(
                WAITING.format(chain=self.where),
                {"chain": self.found.network_id, "before": at - PATIENCE},
            )
            count, first = cursor.fetchone()
        if count:
            which = f"Zeile {first} ist" if count == 1 else f"{count} Zeilen (ab Zeile {first}) sind"
            self._say(f"{which} seit über 10 Minuten nicht verkettet. Läuft „nestwerk serve“?")


def _gap(first: int, last: int) -> str:
    return f"Stelle {first} fehlt." if first == last else f"Die Stellen {first} bis {last} fehlen."


def _stood(previous: str, position: int, fingerprint: str, line: Facts, linked: str) -> int | None:
    """Where a link stood before somebody moved it, if that was near; None if it was changed instead."""
    near = range(max(1, position - NEAR), position + NEAR + 1)
    return next((one for one in near if digest(previous, one, fingerprint, line) == linked), None)
