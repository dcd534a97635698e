"""An edition knows whose offers it holds, and that somebody has taken hers back: then it is not public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0008_newsletter")]
    operations = [
        migrations.AddField("edition", "providers", models.JSONField(default=dict, verbose_name="Anbieter")),
        migrations.AddField(
            "edition",
            "withdrawn_at",
            models.DateTimeField(blank=True, null=True, verbose_name="enthält Zurückgezogenes seit"),
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(("public", False), ("withdrawn_at__isnull", True), _connector="OR"),
                name="withdrawn_edition_is_not_public",
            ),
        ),
        migrations.RunSQL(
            "GRANT SELECT (providers) ON publishing_edition TO nestwerk_publisher",
            "REVOKE SELECT (providers) ON publishing_edition FROM nestwerk_publisher",
        ),
    ]
