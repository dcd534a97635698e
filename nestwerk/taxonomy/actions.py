"""Writing the taxonomy into the database. Terms belong to the installation, so the owner writes them."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import OWNER

from .models import Term
from .terms import TermRow, read_terms


def load_terms(rows: list[TermRow] | None = None, *, origin: str = Term.Origin.NESTWERK, using: str = OWNER) -> int:
    """Bring the table of terms up to the given rows (default: those shipped); returns how many there are.

    Safe to run twice. A term of the installation's own is never overwritten by a shipped one of the
    same code, and none is deleted: offers may carry it.
    """
    rows = read_terms() if rows is None else rows
    with transaction.atomic(using=using):
        own = set(Term.objects.using(using).filter(origin=Term.Origin.LOCAL).values_list("code", flat=True))
        terms = [
            Term(
                code=row.code, kind=row.kind, de=row.de, de_plain=row.de_plain, en=row.en, parent=row.parent,
                synonyms=list(row.synonyms), urgency=row.urgency, shown=row.shown, position=position, origin=origin,
            )
            for position, row in enumerate(rows)
            if origin == Term.Origin.LOCAL or row.code not in own
        ]  # fmt: skip
        Term.objects.using(using).bulk_create(
            terms,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[
                "kind", "de", "de_plain", "en", "parent", "synonyms", "urgency", "shown", "position", "origin",
            ],
        )  # fmt: skip
    return len(rows)


def load_own_terms(path: Path) -> int:
    """Add an installation's own terms from a file shaped like ``terms.tsv``; returns how many."""
    try:
        rows = read_terms(path, labels=None)
    except (OSError, UnicodeDecodeError, KeyError) as problem:
        raise Refused(f"Die Datei {path.name} lässt sich nicht als Begriffsliste lesen: {problem}") from problem
    return load_terms(rows, origin=Term.Origin.LOCAL)
