"""Networks are public knowledge to look up, but only their own transaction changes them; the owner makes them."""

from django.db import migrations

from nestwerk.common.rowsecurity import TENANT, CloseTable, Grant
from nestwerk.networks.founding import FOUNDING


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_first")]
    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE networks_network ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE networks_network FORCE ROW LEVEL SECURITY",
                """CREATE POLICY known ON networks_network FOR SELECT
                TO nestwerk_app, nestwerk_publisher, nestwerk_backup USING (true)""",
                f"""CREATE POLICY tenant ON networks_network FOR UPDATE TO nestwerk_app
                USING (id = {TENANT}) WITH CHECK (id = {TENANT})""",
                # The owner of the schema, whatever the role is called on an own server, creates networks.
                FOUNDING,
            ],
            reverse_sql=[
                "DROP POLICY founding ON networks_network",
                "DROP POLICY tenant ON networks_network",
                "DROP POLICY known ON networks_network",
                "ALTER TABLE networks_network NO FORCE ROW LEVEL SECURITY",
                "ALTER TABLE networks_network DISABLE ROW LEVEL SECURITY",
            ],
        ),
        Grant("SELECT, UPDATE", "networks_network", "nestwerk_app"),
        Grant("SELECT", "networks_network", "nestwerk_publisher"),
        Grant("SELECT", "networks_network", "nestwerk_backup"),
        CloseTable("networks_socialspace"),
        CloseTable("networks_municipality"),
    ]
