"""A list on its way into the directory: read, understood, looked through, or dropped. No offer is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network

from ..imports.kept import Decision, rows_of
from ..imports.sheets import Sheet, read_sheets
from ..models import ImportRun
from .lists_plan import count_rows, keep_decisions, make_plan, sheet_of, source_of, take_sheet, weigh_all

_ONLY_ONCE = (
    "Diese Liste ist schon erledigt ({state}). Wenn Sie sie noch einmal brauchen, laden Sie die Datei neu hoch."
)


@transaction.atomic
def read_list(network: Network, *, content: bytes, name: str, by: Membership, at: datetime) -> ImportRun:
    """Read a file and keep its table until somebody brings it in or drops it. No offer is touched.

    Where this network has read such a table before, its mapping is recalled (``mapping["recalled"]``). With several
    tables in the file the run waits for one to be chosen. Raises Refused for what is no table of ours; then nothing
    is kept.
    """
    sheets = read_sheets(content, name)
    run = ImportRun(network=network, member=by, file_name=_short(name), read_at=at)
    if len(sheets) == 1:
        take_sheet(run, sheets[0], at)
    else:
        run.sheet = {"sheets": [sheet.as_json() for sheet in sheets]}
    run.save()
    record(by, "offers.list_read", run, at=at, count=sum(len(sheet.rows) for sheet in sheets))
    return run


@transaction.atomic
def choose_sheet(run: ImportRun, number: int, *, at: datetime) -> ImportRun:
    """Go on with one table of a file that has several. ``number`` counts from 0. Raises Refused for no such table."""
    run = locked(run)
    sheets = run.sheet.get("sheets", [])
    if not 0 <= number < len(sheets):
        raise Refused("Bitte wählen Sie eines der Blätter aus.")
    take_sheet(run, Sheet.from_json(sheets[number]), at)
    run.save()
    return run


@transaction.atomic
def choose_columns(run: ImportRun, choice: Mapping[str, Any], *, at: datetime) -> ImportRun:
    """Keep what the columns mean and plan every row anew. Raises Refused where two columns claim what is said once."""
    run = locked(run)
    run.mapping = {**run.mapping, **choice}
    if not run.mapping.get("fixed", {}).get("source"):
        run.mapping["fixed"] = {**run.mapping.get("fixed", {}), "source": source_of(sheet_of(run))}
    make_plan(run, at)
    run.save()
    return run


@transaction.atomic
def choose_values(run: ImportRun, values: Mapping[str, Mapping[str, str]], *, at: datetime) -> ImportRun:
    """Keep what single values mean, ``values``: column → their value → ours (empty: left out), and plan anew."""
    run = locked(run)
    kept = run.mapping.get("values", {})
    merged = {column: {**kept.get(column, {}), **values.get(column, {})} for column in {**kept, **values}}
    run.mapping = {**run.mapping, "values": merged}
    make_plan(run, at)
    run.save()
    return run


@transaction.atomic
def decide_rows(run: ImportRun, decisions: Mapping[str, Decision], *, at: datetime) -> ImportRun:
    """Keep what was decided for single rows, by line as text, and count anew. Raises Refused for a done list."""
    run = locked(run)
    keep_decisions(run, decisions)
    rows = rows_of(run.plan)
    count_rows(run, rows, weigh_all(run, rows, at=at))
    run.save(update_fields=["choices", "counts", "plan"])
    return run


@transaction.atomic
def drop_list(run: ImportRun, *, by: Membership, at: datetime) -> None:
    """Throw a list away that was only read. No offer has changed; what the file said is forgotten."""
    run = locked(run)
    run.state, run.sheet, run.plan, run.choices = ImportRun.State.DROPPED, {}, {}, {}
    run.save()
    record(by, "offers.list_dropped", run, at=at)


def locked(run: ImportRun) -> ImportRun:
    """The run as it is now, locked. Raises Refused if it is no longer on its way."""
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("network").get(pk=run.pk)
    if run.state != ImportRun.State.READ:
        raise Refused(_ONLY_ONCE.format(state=run.get_state_display()))
    return run


def _short(name: str) -> str:
    """What the person called the file, without the way to it."""
    return " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())[:120] or "Liste"
