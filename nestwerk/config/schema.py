"""Bring the database to what this version needs: roles, tables, terms. Safe to run twice."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.db import connections

from nestwerk.audit.cutting import MAKE_CUTTING, MAY_CUT
from nestwerk.audit.erasing import ERASING, MAY_ERASE
from nestwerk.common.tenancy import OWNER
from nestwerk.config.roles import ensure_roles, missing_roles
from nestwerk.networks.founding import FOUNDING, MAY_FOUND
from nestwerk.taxonomy.actions import load_terms

MIGRATION_LOCK = 6042001  # any number, the same for every node of an installation


def migrate_database(say: Callable[[str], None] = lambda line: None, *, using: str = OWNER) -> None:
    """Create missing roles, run open migrations as owner, bring the terms up to date.

    Nodes that start at the same time wait for each other. ``say`` gets one German line per step.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        if missing_roles(connection.connection):
            say("Datenbankrollen anlegen")
            ensure_roles(connection.connection)
        say("Tabellen auf den neuesten Stand bringen")
        call_command("migrate", database=using, verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            for may, make in ((MAY_FOUND, FOUNDING), (MAY_ERASE, ERASING), (MAY_CUT, MAKE_CUTTING)):
                cursor.execute(may)
                if not cursor.fetchone()[0]:  # a database that came here from another owner
                    cursor.execute(make)
        say(f"{load_terms(using=using)} Begriffe der Taxonomie geladen")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
