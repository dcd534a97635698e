"""A key that names the network as well, for foreign keys that must not cross it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE partners_organisation ADD CONSTRAINT organisation_of_network UNIQUE (network_id, id)",
            "ALTER TABLE partners_organisation DROP CONSTRAINT organisation_of_network",
        )
    ]
