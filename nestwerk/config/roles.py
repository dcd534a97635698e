"""The four database roles and how a server gets them, embedded or own.

``nestwerk_owner`` owns the schema and migrates, ``nestwerk_app`` serves and owns nothing, ``nestwerk_publisher``
reads across networks, ``nestwerk_backup`` may bypass row policies. See docs/architecture.md, "Nothing crosses
a network".
"""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import sql

OWNER = "nestwerk_owner"
APP = "nestwerk_app"
PUBLISHER = "nestwerk_publisher"
BACKUP = "nestwerk_backup"
ROLES = (OWNER, APP, PUBLISHER, BACKUP)


def ensure_roles(
    connection: psycopg.Connection[tuple[object, ...]], passwords: Mapping[str, str] | None = None
) -> None:
    """Create the missing roles on this server; safe to repeat.

    With ``passwords`` (role to password) the roles may log in and each gets its password. Without, they cannot
    log in and the connected role becomes a member of them, so that it may ``SET ROLE``.
    Raises ``psycopg.errors.InsufficientPrivilege`` if a role is missing and the connection may not create roles.
    """
    with connection.cursor() as cursor:
        present = {
            row[0] for row in cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
        }
        row = cursor.execute(
            "SELECT rolsuper, rolbypassrls, current_setting('server_version_num')::int >= 160000"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        superuser, bypasses, since_16 = row if row else (False, False, False)
        for role in ROLES:
            if role not in present:
                cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOINHERIT").format(sql.Identifier(role)))
        for role, password in (passwords or {}).items():
            cursor.execute(
                sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
            )
        if superuser:
            cursor.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))
        if superuser or (bypasses and since_16 and BACKUP not in present):
            cursor.execute(sql.SQL("ALTER ROLE {} BYPASSRLS").format(sql.Identifier(BACKUP)))
        if passwords is None:
            # Without inheriting: the owner must not silently fall under the policies of the other roles.
            option = sql.SQL(" WITH INHERIT FALSE, SET TRUE") if since_16 else sql.SQL("")
            for role in (APP, PUBLISHER, BACKUP):
                cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER{}").format(sql.Identifier(role), option))


def missing_roles(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """Return the roles this server does not have yet."""
    rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)]).fetchall()
    return [role for role in ROLES if (role,) not in rows]
