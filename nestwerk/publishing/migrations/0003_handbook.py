"""A network's own words in the Elternbegleitbuch: closed to others, read by the publisher as a whole."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable


class Migration(migrations.Migration):
    dependencies = [("networks", "0006_partners_and_guests_of_a_space"), ("publishing", "0002_pages_row_security")]
    operations = [
        migrations.CreateModel(
            name="HandbookText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chapter", models.CharField(max_length=30, verbose_name="Kapitel")),
                ("section", models.CharField(max_length=30, verbose_name="Abschnitt")),
                ("language", models.CharField(max_length=12, verbose_name="Sprache")),
                ("title", models.CharField(max_length=120, verbose_name="Überschrift")),
                ("text", models.TextField(max_length=6000, verbose_name="Text")),
                ("common_title", models.CharField(blank=True, max_length=120, verbose_name="gemeinsame Überschrift")),
                ("common_text", models.TextField(blank=True, verbose_name="gemeinsamer Text")),
                ("copied_from", models.CharField(blank=True, max_length=200, verbose_name="übernommen von")),
                ("copied_at", models.DateTimeField(blank=True, null=True, verbose_name="übernommen am")),
                ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handbook_texts",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "eigener Text im Begleitbuch",
                "verbose_name_plural": "eigene Texte im Begleitbuch",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "chapter", "section", "language"), name="handbook_text_once_per_language"
                    )
                ],
            },
        ),
        CloseTable("publishing_handbooktext"),
    ]
