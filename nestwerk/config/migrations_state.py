"""Which migrations a database has and which it still needs."""

from __future__ import annotations

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from nestwerk.common.tenancy import OWNER

Step = tuple[str, str]  # app and name


def applied(*, using: str = OWNER) -> list[Step]:
    """Return the migrations the database has, sorted; none for a fresh one."""
    return sorted(MigrationRecorder(connections[using]).applied_migrations())


def known() -> set[Step]:
    """Return the migrations this version of the software brings."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {})


def open_migrations(*, using: str = OWNER) -> list[Step]:
    """Return what ``nestwerk migrate`` would still run."""
    return sorted(known() - set(applied(using=using)))
