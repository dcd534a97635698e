"""Foreign keys bypass row security: a composite key keeps a municipality's social space in its own network."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE networks_socialspace ADD CONSTRAINT space_of_network UNIQUE (network_id, id)",
                """ALTER TABLE networks_municipality ADD CONSTRAINT municipality_space_in_network
                FOREIGN KEY (network_id, social_space_id) REFERENCES networks_socialspace (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
            ],
            [
                "ALTER TABLE networks_municipality DROP CONSTRAINT municipality_space_in_network",
                "ALTER TABLE networks_socialspace DROP CONSTRAINT space_of_network",
            ],
        )
    ]
