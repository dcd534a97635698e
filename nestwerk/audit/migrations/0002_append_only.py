"""The app adds and reads, nothing else. A row belongs to its network; those of none are seen where no network speaks."""

from django.db import migrations

from nestwerk.audit.history import FUNCTION
from nestwerk.common.rowsecurity import TENANT

TABLES = {
    "audit_line": "audit_line_id_seq", "audit_actor": "", "audit_link": "audit_link_id_seq",
    "audit_rowversion": "audit_rowversion_id_seq",
}  # fmt: skip
MINE = f"network_id IS NOT DISTINCT FROM {TENANT}"


def close(table, sequence):
    sql = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY reading ON {table} FOR SELECT TO nestwerk_app USING ({MINE})",
        f"CREATE POLICY adding ON {table} FOR INSERT TO nestwerk_app WITH CHECK ({MINE})",
        f"CREATE POLICY backup ON {table} FOR SELECT TO nestwerk_backup USING (true)",
        f"GRANT SELECT, INSERT ON {table} TO nestwerk_app",
        f"GRANT SELECT ON {table} TO nestwerk_backup",
    ]
    if sequence:
        sql.append(f"GRANT USAGE ON SEQUENCE {sequence} TO nestwerk_app")
    return sql


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first")]
    operations = [
        migrations.RunSQL([statement for table, sequence in TABLES.items() for statement in close(table, sequence)]),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION keep_history()"),
    ]
