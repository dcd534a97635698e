"""Leichte Sprache, sign language and known barriers: closed to others; the publisher reads what is public."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable

TABLE = "publishing_accesspiece"


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("publishing", "0011_handbook_drafts"),
    ]
    operations = [
        migrations.CreateModel(
            name="AccessPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("easy", "Text in Leichter Sprache"),
                            ("sign", "Video in Gebärdensprache"),
                            ("barrier", "Bekannte Barriere"),
                        ],
                        max_length=8,
                        verbose_name="Art",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="Titel")),
                ("text", models.TextField(max_length=20000, verbose_name="Text")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="Adresse des Videos")),
                ("captions", models.BooleanField(default=False, verbose_name="mit Untertiteln")),
                ("written_by", models.CharField(blank=True, max_length=160, verbose_name="geschrieben von")),
                ("checked_by", models.CharField(blank=True, max_length=160, verbose_name="geprüft von")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="geprüft am")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="Platz in der Reihe")),
                ("public", models.BooleanField(default=False, verbose_name="öffentlich")),
                ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access_pieces",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "Eintrag zur Barrierefreiheit",
                "verbose_name_plural": "Einträge zur Barrierefreiheit",
                "ordering": ["kind", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "easy"), ("public", True), _negated=True),
                            models.Q(
                                models.Q(("written_by", ""), _negated=True),
                                models.Q(("checked_by", ""), _negated=True),
                                ("checked_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="easy_text_is_public_when_checked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "sign"), ("public", True), _negated=True),
                            models.Q(models.Q(("written_by", ""), _negated=True), ("address__startswith", "https://")),
                            _connector="OR",
                        ),
                        name="sign_video_is_public_with_address",
                    ),
                ],
            },
        ),
        CloseTable(TABLE, publisher=False),
        migrations.RunSQL(
            [
                f"GRANT SELECT ON {TABLE} TO nestwerk_publisher",
                f"CREATE POLICY publisher ON {TABLE} FOR SELECT TO nestwerk_publisher USING (public)",
            ],
            [f"DROP POLICY publisher ON {TABLE}", f"REVOKE ALL ON {TABLE} FROM nestwerk_publisher"],
        ),
    ]
