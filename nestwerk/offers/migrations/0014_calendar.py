"""Calendars of partners whose dates become those of an offer. Like all upkeep they stay in their network."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("offers", "0013_answers_while_done"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=2000, verbose_name="Adresse des Kalenders")),
                ("word", models.CharField(blank=True, max_length=60, verbose_name="nur Termine mit diesem Wort")),
                ("started_at", models.DateTimeField(verbose_name="begonnen am")),
                ("taken", models.JSONField(blank=True, default=dict, verbose_name="übernommene Termine")),
                ("offered", models.JSONField(blank=True, default=dict, verbose_name="zur Prüfung gegebene Termine")),
                ("by_hand", models.PositiveSmallIntegerField(default=0, verbose_name="von Hand geänderte Reihen")),
                ("told", models.JSONField(blank=True, default=list, verbose_name="was nicht ganz passte")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt gelesen am")),
                ("good_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt richtig gelesen am")),
                ("trouble", models.CharField(blank=True, max_length=300, verbose_name="was nicht stimmt")),
                ("trouble_since", models.DateTimeField(blank=True, null=True, verbose_name="stimmt nicht seit")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="davon geschrieben am")),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="offers.draft",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to="networks.network",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calendar", to="offers.offer"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="networks.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "übernommener Kalender",
                "verbose_name_plural": "übernommene Kalender",
            },
        ),
        CloseTable("offers_calendarfeed", publisher=False),
        migrations.RunSQL(
            "ALTER TABLE offers_calendarfeed ADD CONSTRAINT calendarfeed_offer_in_network"
            " FOREIGN KEY (network_id, offer_id) REFERENCES offers_offer (network_id, id)"
            " DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE offers_calendarfeed DROP CONSTRAINT calendarfeed_offer_in_network",
        ),
    ]
