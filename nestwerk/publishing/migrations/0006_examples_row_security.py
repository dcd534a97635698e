"""A practice example stays in its network; the publisher sees what is public."""

from django.db import migrations

from nestwerk.common.rowsecurity import CloseTable

TABLE = "publishing_practiceexample"
SEEN = "id, network_id, public_id, published, published_at, copied_from"


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_examples")]
    operations = [
        CloseTable(TABLE, publisher=False),
        migrations.RunSQL(
            [
                f"GRANT SELECT ({SEEN}) ON {TABLE} TO nestwerk_publisher",
                f"CREATE POLICY publisher ON {TABLE} FOR SELECT TO nestwerk_publisher USING (published IS NOT NULL)",
            ],
            [
                f"DROP POLICY publisher ON {TABLE}",
                f"REVOKE SELECT ({SEEN}) ON {TABLE} FROM nestwerk_publisher",
            ],
        ),
    ]
