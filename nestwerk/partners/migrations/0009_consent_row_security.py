"""A consent stays in its network; the publisher sees what was agreed to, not when or how."""

from django.db import migrations

from nestwerk.audit.history import KeepHistory
from nestwerk.common.rowsecurity import CloseTable

TABLE = "partners_publicationconsent"
SEEN = "id, network_id, organisation_id, public, address, bulk"


class Migration(migrations.Migration):
    dependencies = [("partners", "0008_consent"), ("audit", "0002_append_only")]
    operations = [
        CloseTable(TABLE, publisher=False),
        KeepHistory(TABLE),
        migrations.RunSQL(
            [
                f"""ALTER TABLE {TABLE} ADD CONSTRAINT consent_organisation_in_network
                FOREIGN KEY (network_id, organisation_id) REFERENCES partners_organisation (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
                f"GRANT SELECT ({SEEN}) ON {TABLE} TO nestwerk_publisher",
                f"CREATE POLICY publisher ON {TABLE} FOR SELECT TO nestwerk_publisher USING (true)",
            ],
            [
                f"DROP POLICY publisher ON {TABLE}",
                f"REVOKE SELECT ({SEEN}) ON {TABLE} FROM nestwerk_publisher",
                f"ALTER TABLE {TABLE} DROP CONSTRAINT consent_organisation_in_network",
            ],
        ),
    ]
