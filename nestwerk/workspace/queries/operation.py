"""How the installation is doing, for who runs it: sizes, ages and counts. No content, no names."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from procrastinate.contrib.django.models import ProcrastinateJob

SNAPSHOT = "manifest.json"
BACKUP = "last-backup"  # written by `nestwerk backup` into the data folder
STATES = ("todo", "doing", "failed")


@dataclass(frozen=True, slots=True)
class Jobs:
    """Jobs of one kind: waiting, at work, failed; ``oldest`` is the due time of the first that waits."""

    task: str
    waiting: int
    working: int
    failed: int


@dataclass(frozen=True, slots=True)
class Operation:
    """Sizes in bytes; None: not known."""

    version: str
    snapshot_at: datetime | None
    backup_at: datetime | None
    waiting: int
    failed: int
    mails: int
    oldest: datetime | None
    jobs: list[Jobs]
    database: int
    disk_free: int
    disk: int


def operation() -> Operation:
    """Three queries and two looks at the data folder."""
    jobs, folder = _jobs(), Path(settings.DATA_DIR)
    disk = shutil.disk_usage(folder)
    oldest = ProcrastinateJob.objects.filter(status="todo").aggregate(oldest=Min("scheduled_at"))["oldest"]
    return Operation(
        version=_version(),
        snapshot_at=_changed(Path(settings.SNAPSHOT_DIR) / SNAPSHOT),
        backup_at=_changed(folder / BACKUP),
        waiting=sum(one.waiting for one in jobs),
        failed=sum(one.failed for one in jobs),
        mails=sum(one.waiting for one in jobs if "mail" in one.task),
        oldest=oldest,
        jobs=jobs,
        database=_database_size(),
        disk_free=disk.free,
        disk=disk.total,
    )


def _jobs() -> list[Jobs]:
    rows = (
        ProcrastinateJob.objects.filter(status__in=STATES)
        .order_by("task_name")
        .values_list("task_name", "status")
        .annotate(number=Count("pk"))
    )
    counts: dict[str, dict[str, int]] = {}
    for task, status, number in rows:
        counts.setdefault(task, dict.fromkeys(STATES, 0))[status] = number
    return [Jobs(task, one["todo"], one["doing"], one["failed"]) for task, one in counts.items()]


def _database_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None


def _version() -> str:
    try:
        return version("nestwerk")
    except PackageNotFoundError:
        return "aus dem Quelltext"
