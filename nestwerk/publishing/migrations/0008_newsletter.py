"""The newsletter: addresses nobody but the network reaches, issues the publisher reads once they are approved."""

import django.db.models.deletion
from django.db import migrations, models

from nestwerk.common.rowsecurity import CloseTable

ISSUE = "network_id, id, audience, state, texts, content, approved_at"
OFFERED = "network_id, id, for_parents, for_professionals"
APPROVED = "approved_at IS NOT NULL"
TABLES = ("newsletter", "subscriber", "issue", "delivery")


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_partners_and_guests_of_a_space"),
        ("publishing", "0007_embeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("parents", "Eltern"), ("professionals", "Fachkräfte")],
                        max_length=15,
                        verbose_name="Für wen?",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("sending", "wird verschickt"),
                            ("paused", "angehalten"),
                            ("sent", "verschickt"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("texts", models.JSONField(default=dict, verbose_name="Worte der Redaktion")),
                ("left_out", models.JSONField(default=list, verbose_name="weggelassen")),
                ("content", models.JSONField(default=dict, verbose_name="Angebote")),
                ("saved_at", models.DateTimeField(verbose_name="gespeichert am")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="freigegeben am")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="fertig am")),
                ("sent", models.PositiveIntegerField(default=0, verbose_name="verschickte Mails")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="newsletter_issues",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ausgabe des Newsletters",
                "verbose_name_plural": "Ausgaben des Newsletters",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Newsletter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("for_parents", models.BooleanField(default=False, verbose_name="für Eltern")),
                ("for_professionals", models.BooleanField(default=False, verbose_name="für Fachkräfte")),
                ("known", models.JSONField(default=dict, verbose_name="Stand der letzten Ausgabe")),
                (
                    "network",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="newsletter", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "Newsletter",
                "verbose_name_plural": "Newsletter",
            },
        ),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("parents", "Eltern"), ("professionals", "Fachkräfte")],
                        max_length=15,
                        verbose_name="Empfängerkreis",
                    ),
                ),
                ("mark", models.CharField(max_length=64, verbose_name="Prüfwert der Adresse")),
                ("handle", models.BinaryField(max_length=16, unique=True, verbose_name="Kennung")),
                ("sealed", models.BinaryField(verbose_name="Adresse, versiegelt")),
                ("language", models.CharField(default="de", max_length=12, verbose_name="Sprache")),
                ("month", models.DateField(blank=True, null=True, verbose_name="Geburtsmonat")),
                ("topics", models.JSONField(default=list, verbose_name="Themen")),
                ("consent", models.PositiveSmallIntegerField(verbose_name="Fassung der Einwilligung")),
                ("asked_at", models.DateTimeField(verbose_name="eingetragen am")),
                (
                    "mails",
                    models.PositiveSmallIntegerField(default=1, verbose_name="Mails mit der Bitte um Bestätigung"),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bestätigt am")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="endet am")),
                ("refused", models.PositiveSmallIntegerField(default=0, verbose_name="nacheinander abgelehnte Mails")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="newsletter_subscribers",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "Empfängerin des Newsletters",
                "verbose_name_plural": "Empfängerinnen des Newsletters",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mail_id", models.BigIntegerField(null=True, verbose_name="Mail")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="publishing.issue"
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="publishing.subscriber",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zustellung des Newsletters",
                "verbose_name_plural": "Zustellungen des Newsletters",
            },
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("approved_at__isnull", False)),
                    _connector="OR",
                ),
                name="newsletter_goes_out_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", False)),
                fields=("network", "audience", "mark"),
                name="newsletter_address_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", True)),
                fields=("network", "audience", "mark"),
                name="newsletter_question_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("month__isnull", True), models.Q(("audience", "parents"), ("month__day", 1)), _connector="OR"
                ),
                name="newsletter_month_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("issue", "subscriber"), name="newsletter_once_each"),
        ),
        *(CloseTable(f"publishing_{table}", publisher=False) for table in TABLES),
        migrations.RunSQL(
            [
                "ALTER TABLE publishing_issue ADD CONSTRAINT issue_of_network UNIQUE (network_id, id)",
                "ALTER TABLE publishing_subscriber ADD CONSTRAINT subscriber_of_network UNIQUE (network_id, id)",
                *(
                    f"ALTER TABLE publishing_delivery ADD CONSTRAINT delivery_{name}_in_network"
                    f" FOREIGN KEY (network_id, {name}_id) REFERENCES publishing_{name} (network_id, id)"
                    " DEFERRABLE INITIALLY DEFERRED"
                    for name in ("issue", "subscriber")
                ),
                f"GRANT SELECT ({OFFERED}) ON publishing_newsletter TO nestwerk_publisher",
                "CREATE POLICY publisher ON publishing_newsletter FOR SELECT TO nestwerk_publisher USING (true)",
                f"GRANT SELECT ({ISSUE}) ON publishing_issue TO nestwerk_publisher",
                f"CREATE POLICY publisher ON publishing_issue FOR SELECT TO nestwerk_publisher USING ({APPROVED})",
            ],
            [
                "DROP POLICY publisher ON publishing_issue",
                f"REVOKE SELECT ({ISSUE}) ON publishing_issue FROM nestwerk_publisher",
                "DROP POLICY publisher ON publishing_newsletter",
                f"REVOKE SELECT ({OFFERED}) ON publishing_newsletter FROM nestwerk_publisher",
                "ALTER TABLE publishing_delivery DROP CONSTRAINT delivery_subscriber_in_network",
                "ALTER TABLE publishing_delivery DROP CONSTRAINT delivery_issue_in_network",
                "ALTER TABLE publishing_subscriber DROP CONSTRAINT subscriber_of_network",
                "ALTER TABLE publishing_issue DROP CONSTRAINT issue_of_network",
            ],
        ),
    ]
