"""Brochures: settings, forewords, editions. Closed to others; the publisher reads what families get."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable

PUBLIC = "network_id, id, key, variant, stand, pages, size, content, public"


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("publishing", "0003_handbook"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brochure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public", models.BooleanField(default=False, verbose_name="Broschüre für Familien anbieten")),
                ("variants", models.JSONField(default=list, verbose_name="Hefte")),
                ("wanted_at", models.DateTimeField(blank=True, null=True, verbose_name="geändert seit")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt gemacht")),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="angefordert")),
                ("step", models.CharField(blank=True, max_length=120, verbose_name="Schritt")),
                ("done", models.PositiveSmallIntegerField(default=0, verbose_name="fertige Hefte")),
                ("total", models.PositiveSmallIntegerField(default=0, verbose_name="Hefte")),
                ("problem", models.CharField(blank=True, max_length=200, verbose_name="was nicht ging")),
                (
                    "network",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="brochure", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "Broschüre",
                "verbose_name_plural": "Broschüren",
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=160, verbose_name="Heft")),
                ("variant", models.JSONField(default=dict, verbose_name="Art")),
                ("stand", models.DateField(verbose_name="Stand")),
                ("made_at", models.DateTimeField(verbose_name="gemacht")),
                ("digest", models.CharField(max_length=64, verbose_name="Inhalt")),
                ("pages", models.PositiveIntegerField(verbose_name="Seiten")),
                ("offers", models.PositiveIntegerField(verbose_name="Angebote")),
                ("size", models.PositiveIntegerField(verbose_name="Größe in Byte")),
                ("content", models.BinaryField(verbose_name="Datei")),
                ("public", models.BooleanField(default=False, verbose_name="für Familien")),
                ("kept", models.BooleanField(default=False, verbose_name="festgehalten")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="brochure_editions",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ausgabe der Broschüre",
                "verbose_name_plural": "Ausgaben der Broschüre",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["network", "key", "-made_at"], name="edition_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("public", True)),
                        fields=("network", "key"),
                        name="one_public_edition_of_a_brochure",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Foreword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12, verbose_name="Sprache")),
                ("number", models.PositiveIntegerField(verbose_name="Fassung")),
                ("text", models.TextField(blank=True, max_length=3000, verbose_name="Vorwort")),
                ("saved_at", models.DateTimeField(verbose_name="gespeichert")),
                ("saved_by", models.BigIntegerField(null=True, verbose_name="von")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="forewords", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "Vorwort",
                "verbose_name_plural": "Vorworte",
                "ordering": ["language", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "language", "number"), name="foreword_once_a_number")
                ],
            },
        ),
        CloseTable("publishing_brochure", publisher=False),
        CloseTable("publishing_foreword"),
        CloseTable("publishing_edition", publisher=False),
        migrations.RunSQL(
            [
                f"GRANT SELECT ({PUBLIC}) ON publishing_edition TO nestwerk_publisher",
                "CREATE POLICY publisher ON publishing_edition FOR SELECT TO nestwerk_publisher USING (public)",
            ],
            [
                "DROP POLICY publisher ON publishing_edition",
                f"REVOKE SELECT ({PUBLIC}) ON publishing_edition FROM nestwerk_publisher",
            ],
        ),
    ]
