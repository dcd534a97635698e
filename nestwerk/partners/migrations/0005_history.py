"""The history of partners is kept; whoever looks after one belongs to the same network."""

from django.db import migrations

from nestwerk.audit.history import KeepHistory


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_looked_after"),
        ("audit", "0002_append_only"),
        ("networks", "0005_members_row_security"),
    ]
    operations = [
        KeepHistory("partners_organisation"),
        migrations.RunSQL(
            """ALTER TABLE partners_organisation ADD CONSTRAINT looked_after_in_network
            FOREIGN KEY (network_id, looked_after_by_id) REFERENCES networks_membership (network_id, id)
            DEFERRABLE INITIALLY DEFERRED""",
            "ALTER TABLE partners_organisation DROP CONSTRAINT looked_after_in_network",
        ),
    ]
