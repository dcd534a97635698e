"""Writing the taxonomy into the database. Terms belong to the installation, so the owner writes them."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import OWNER

from .models import Term
from .own_terms import read_own_terms
from .terms import TermRow, read_terms

OWN_FROM = 10_000  # an installation's own terms stand behind the shipped ones
TOLD = 5  # problems in one sentence


def load_terms(rows: list[TermRow] | None = None, *, origin: str = Term.Origin.NESTWERK, using: str = OWNER) -> int:
    """Bring the table of terms up to the given rows (default: those shipped); returns how many there are.

    Safe to run twice. A term of the installation's own is never overwritten by a shipped one of the
    same code, and none is deleted: offers may carry it.
    """
    rows = read_terms() if rows is None else rows
    with transaction.atomic(using=using):
        there = dict(Term.objects.using(using).values_list("code", "position"))
        own = set(Term.objects.using(using).filter(origin=Term.Origin.LOCAL).values_list("code", flat=True))
        if origin == Term.Origin.LOCAL:
            places = {row.code: there.get(row.code, OWN_FROM + number) for number, row in enumerate(rows)}
        else:
            places = {row.code: number for number, row in enumerate(rows)}
        terms = [
            Term(
                code=row.code, kind=row.kind, de=row.de, de_plain=row.de_plain, en=row.en, parent=row.parent,
                others=row.others, synonyms=list(row.synonyms), urgency=row.urgency, shown=row.shown,
                position=places[row.code], origin=origin,
            )
            for row in rows
            if origin == Term.Origin.LOCAL or row.code not in own
        ]  # fmt: skip
        Term.objects.using(using).bulk_create(
            terms,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[
                "kind", "de", "de_plain", "en", "parent", "others", "synonyms", "urgency", "shown", "position",
                "origin",
            ],
        )  # fmt: skip
    return len(rows)


def load_own_terms(path: Path) -> int:
    """Add an installation's own terms from a file shaped like ``terms.tsv``; returns how many it holds.

    A shipped term of the same code takes the file's words and keeps them at the next update. Raises Refused, and
    changes nothing, if one line is wrong.
    """
    rows, problems = read_own_terms(path)
    if problems:
        told = " ".join(f"Zeile {line}: {sentence}" for line, sentence in problems[:TOLD])
        more = f" Und {len(problems) - TOLD} weitere." if len(problems) > TOLD else ""
        raise Refused(f"{path.name} wurde nicht eingelesen. {told}{more}")
    return load_terms(rows, origin=Term.Origin.LOCAL)
