"""Empty tables after each test: what Django's flush does, without making 49 new files for tables nobody filled.

The server's own role deletes row by row, past row security and triggers, and the terms are loaded again only if a
test changed them. On an own server that role is named in ``TESTS_SUPERUSER_URL``; without it the owner truncates as
Django does.
"""

from __future__ import annotations

import os
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from nestwerk.config.postgres import cluster
from nestwerk.taxonomy.actions import load_terms
from nestwerk.taxonomy.models import Term
from tests.environment import DATA

SUPERUSER = os.environ.get("TESTS_SUPERUSER_URL", "")
TERMS = Term._meta.db_table
JOBS = "procrastinate_jobs"  # not Django's to flush, and what waits there would be another test's
# Tables that TRUNCATE … CASCADE would empty beside those of the models.
REFERRING = """
WITH RECURSIVE emptied AS (
    SELECT oid FROM pg_class WHERE relname = ANY(%s) AND relnamespace = current_schema()::regnamespace
    UNION
    SELECT conrelid FROM pg_constraint JOIN emptied ON confrelid = emptied.oid WHERE contype = 'f'
)
SELECT relname FROM emptied JOIN pg_class USING (oid)
"""


class Emptying:
    """Empties this worker's database, again and again."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.deletions: sql.Composed
        self.digest = sql.SQL("SELECT md5(string_agg(t::text, '' ORDER BY code)) FROM {} t").format(
            sql.Identifier(TERMS)
        )
        self.terms: object = None

    def empty(self) -> None:
        """Leave what a fresh database holds: the shipped terms. Sequences go on counting."""
        if os.environ.get("DATABASE_URL") and not SUPERUSER:
            call_command("flush", database="owner", verbosity=0, interactive=False, reset_sequences=False,
                         allow_cascade=True, inhibit_post_migrate=True)  # fmt: skip
            with connections["owner"].cursor() as cursor:
                cursor.execute(f"TRUNCATE {JOBS} CASCADE")
            load_terms()
            return
        if self.connection is None:
            self._begin()
        self.connection.execute(self.deletions)
        if self.terms is None or self.terms != self._terms():
            self.connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(TERMS)))
            load_terms()
            self.terms = self._terms()

    def close(self) -> None:
        """Let the database go."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _begin(self) -> None:
        owner = connections["owner"]
        name = str(owner.settings_dict["NAME"])
        if SUPERUSER:
            self.connection = psycopg.connect(SUPERUSER, dbname=name, autocommit=True)
        else:
            self.connection = cluster(DATA).connect(database=name)
        self.connection.execute("SET session_replication_role = replica")  # no trigger, no check of references
        models = [*owner.introspection.django_table_names(only_existing=True, include_views=False), JOBS]
        tables = {name for (name,) in self.connection.execute(REFERRING, [models]).fetchall()} - {TERMS}
        self.deletions = sql.SQL("; ").join(
            sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in sorted(tables)
        )

    def _terms(self) -> object:
        return self.connection.execute(self.digest).fetchone()[0]


EMPTYING = Emptying()
