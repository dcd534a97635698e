"""Pictures and documents of practice examples; the publisher sees those of examples that are public."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable

TABLE = "publishing_examplefile"
OF_PUBLIC = "EXISTS (SELECT 1 FROM publishing_practiceexample one WHERE one.id = example_id)"
IN_NETWORK = (
    f"ALTER TABLE {TABLE} ADD CONSTRAINT examplefile_example_in_network"
    " FOREIGN KEY (network_id, example_id) REFERENCES publishing_practiceexample (network_id, id)"
    " DEFERRABLE INITIALLY DEFERRED"
)


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("publishing", "0009_withdrawn"),
    ]
    operations = [
        migrations.CreateModel(
            name="ExampleFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=16, verbose_name="Kennung")),
                ("name", models.CharField(max_length=80, verbose_name="Dateiname")),
                ("media_type", models.CharField(max_length=40, verbose_name="Art")),
                ("content", models.BinaryField(verbose_name="Inhalt")),
                ("size", models.PositiveIntegerField(verbose_name="Größe in Bytes")),
                ("added_at", models.DateTimeField(verbose_name="hinzugefügt am")),
                (
                    "example",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="publishing.practiceexample",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "Datei eines Praxisbeispiels",
                "verbose_name_plural": "Dateien von Praxisbeispielen",
                "ordering": ["added_at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("example", "mark"), name="example_file_once")],
            },
        ),
        CloseTable(TABLE, publisher=False),
        migrations.RunSQL(
            [
                "ALTER TABLE publishing_practiceexample ADD CONSTRAINT example_of_network UNIQUE (network_id, id)",
                IN_NETWORK,
                f"GRANT SELECT ON {TABLE} TO nestwerk_publisher",
                f"CREATE POLICY publisher ON {TABLE} FOR SELECT TO nestwerk_publisher USING ({OF_PUBLIC})",
            ],
            [
                f"DROP POLICY publisher ON {TABLE}",
                f"REVOKE ALL ON {TABLE} FROM nestwerk_publisher",
                f"ALTER TABLE {TABLE} DROP CONSTRAINT examplefile_example_in_network",
                "ALTER TABLE publishing_practiceexample DROP CONSTRAINT example_of_network",
            ],
        ),
    ]
