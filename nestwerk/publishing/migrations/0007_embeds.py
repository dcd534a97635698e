"""Which websites may show a network's embeds: closed to others; the publisher reads the list and not who made it."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable

TABLE = "publishing_embedorigin"
SEEN = "id, network_id, origin, removed_at"


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("publishing", "0006_examples_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmbedOrigin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=200, verbose_name="Website")),
                ("added_at", models.DateTimeField(verbose_name="aufgenommen")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="entfernt")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="networks.membership",
                        verbose_name="aufgenommen von",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="embed_origins",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "Website mit Einbettung",
                "verbose_name_plural": "Websites mit Einbettungen",
                "ordering": ["origin"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "origin"), name="embed_origin_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin__regex", "^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?$")
                        ),
                        name="embed_origin_is_an_origin",
                    ),
                ],
            },
        ),
        CloseTable(TABLE, publisher=False),
        migrations.RunSQL(
            [
                f"GRANT SELECT ({SEEN}) ON {TABLE} TO nestwerk_publisher",
                f"CREATE POLICY publisher ON {TABLE} FOR SELECT TO nestwerk_publisher USING (removed_at IS NULL)",
            ],
            [
                f"DROP POLICY publisher ON {TABLE}",
                f"REVOKE SELECT ({SEEN}) ON {TABLE} FROM nestwerk_publisher",
            ],
        ),
    ]
