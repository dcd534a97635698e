"""Migration operation that closes a tenant's table: enabled, forced, one policy per database role.

Roles: ``nestwerk_app`` serves and sees one network at a time; ``nestwerk_publisher`` reads across
networks to build the snapshot; ``nestwerk_backup`` reads everything to save it. The owner has no
policy: with FORCE even a migration sees nothing unless it lifts FORCE or loops over networks.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunSQL

TENANT = "nullif(current_setting('nestwerk.network', true), '')::bigint"
USER = "nullif(current_setting('nestwerk.user', true), '')::bigint"


class CloseTable(RunSQL):
    """Close ``table`` with row-level security; ``column`` names the network a row belongs to.

    ``publisher`` False for what never reaches the published catalogue.
    """

    def __init__(self, table: str, column: str = "network_id", *, publisher: bool = True) -> None:
        self.table, self.column, self.publisher = table, column, publisher
        mine = f"{column} = {TENANT}"
        sql: list[Any] = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY tenant ON {table} TO nestwerk_app USING ({mine}) WITH CHECK ({mine})",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO nestwerk_app",
            f"GRANT USAGE ON SEQUENCE {table}_id_seq TO nestwerk_app",
            f"CREATE POLICY backup ON {table} FOR SELECT TO nestwerk_backup USING (true)",
            f"GRANT SELECT ON {table} TO nestwerk_backup",
        ]
        undo: list[Any] = [
            f"REVOKE ALL ON {table} FROM nestwerk_backup",
            f"DROP POLICY backup ON {table}",
            f"REVOKE ALL ON {table} FROM nestwerk_app",
            f"DROP POLICY tenant ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ]
        if publisher:
            sql += [
                f"CREATE POLICY publisher ON {table} FOR SELECT TO nestwerk_publisher USING (true)",
                f"GRANT SELECT ON {table} TO nestwerk_publisher",
            ]
            undo[:0] = [f"REVOKE ALL ON {table} FROM nestwerk_publisher", f"DROP POLICY publisher ON {table}"]
        super().__init__(sql=sql, reverse_sql=undo)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django's migration writer wants it."""
        return self.__class__.__qualname__, [self.table, self.column], {"publisher": self.publisher}


class Grant(RunSQL):
    """Give a role rights on a table that belongs to no single network."""

    def __init__(self, rights: str, table: str, role: str) -> None:
        self.rights, self.table, self.role = rights, table, role
        super().__init__(
            sql=f"GRANT {rights} ON {table} TO {role}", reverse_sql=f"REVOKE {rights} ON {table} FROM {role}"
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django's migration writer wants it."""
        return self.__class__.__qualname__, [self.rights, self.table, self.role], {}


class Policy(RunSQL):
    """One more way for a role to see rows of a closed table: its own memberships, those of a Land."""

    def __init__(self, name: str, table: str, command: str, using: str, role: str = "nestwerk_app") -> None:
        self.name_, self.table, self.command, self.using, self.role = name, table, command, using, role
        super().__init__(
            sql=f"CREATE POLICY {name} ON {table} FOR {command} TO {role} USING ({using})",
            reverse_sql=f"DROP POLICY {name} ON {table}",
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django's migration writer wants it."""
        return self.__class__.__qualname__, [self.name_, self.table, self.command, self.using, self.role], {}


class OpenTable(RunSQL):
    """Rights on a table of no network: ``rights`` for the app, reading for the backup."""

    def __init__(self, table: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
        self.table, self.rights = table, rights
        super().__init__(
            sql=[f"GRANT {rights} ON {table} TO nestwerk_app", f"GRANT SELECT ON {table} TO nestwerk_backup"],
            reverse_sql=[f"REVOKE ALL ON {table} FROM nestwerk_backup", f"REVOKE ALL ON {table} FROM nestwerk_app"],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django's migration writer wants it."""
        return self.__class__.__qualname__, [self.table, self.rights], {}
