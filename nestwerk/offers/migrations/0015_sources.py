"""Directories of others that a network draws from; each stays in its network."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("offers", "0014_calendar"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.SlugField(max_length=60, verbose_name="Kennung")),
                ("title", models.CharField(max_length=120, verbose_name="Name")),
                ("address", models.CharField(max_length=2000, verbose_name="Adresse")),
                (
                    "takes",
                    models.CharField(
                        choices=[("ask", "erst ansehen"), ("alone", "von selbst")],
                        default="ask",
                        max_length=8,
                        verbose_name="Übernehmen",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="wird abgerufen")),
                ("added_at", models.DateTimeField(verbose_name="angelegt am")),
                ("wanted_at", models.DateTimeField(blank=True, null=True, verbose_name="Abruf gewünscht am")),
                ("tried_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt versucht am")),
                ("pulled_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt gelesen am")),
                ("full_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt ganz gelesen am")),
                ("since", models.DateTimeField(blank=True, null=True, verbose_name="gelesen bis")),
                ("trouble", models.BooleanField(default=False, verbose_name="gestört")),
                ("result", models.CharField(blank=True, max_length=600, verbose_name="Ergebnis")),
                ("told", models.JSONField(blank=True, default=list, verbose_name="nicht gelesen")),
                ("gone", models.JSONField(blank=True, default=dict, verbose_name="nicht mehr geführt")),
                ("run_full", models.BooleanField(default=False, verbose_name="die Liste ist vollständig")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="networks.network"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="offers.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "Quelle",
                "verbose_name_plural": "Quellen",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "name"), name="source_name_once"),
                    models.UniqueConstraint(fields=("network", "address"), name="source_address_once"),
                ],
            },
        ),
        CloseTable("offers_source", publisher=False),
        migrations.RunSQL(
            """ALTER TABLE offers_source ADD CONSTRAINT source_run_in_network
            FOREIGN KEY (network_id, run_id) REFERENCES offers_importrun (network_id, id)
            DEFERRABLE INITIALLY DEFERRED""",
            "ALTER TABLE offers_source DROP CONSTRAINT source_run_in_network",
        ),
    ]
