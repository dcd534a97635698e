"""What families see of the upkeep: whether nobody coordinates, how an offer was confirmed, that one pauses.

An offer that pauses without a day of return leaves the list; its own page says so, so the publisher may know of it.
"""

from django.db import migrations, models

SEEN = "(status = 'published' OR status = 'paused') AND hidden_at IS NULL"
BEFORE = "(status = 'published' OR status = 'paused' AND paused_until IS NOT NULL) AND hidden_at IS NULL"
HOW = "id, network_id, offer_id, at, way"


class Migration(migrations.Migration):
    dependencies = [("offers", "0011_import_plan")]
    operations = [
        migrations.AddField(
            "upkeep", "unattended", models.BooleanField(default=False, verbose_name="niemand koordiniert")
        ),
        migrations.RunSQL(
            [
                f"ALTER POLICY publisher ON offers_offer USING ({SEEN})",
                f"GRANT SELECT ({HOW}) ON offers_confirmation TO nestwerk_publisher",
                "CREATE POLICY publisher ON offers_confirmation FOR SELECT TO nestwerk_publisher USING (true)",
            ],
            [
                "DROP POLICY publisher ON offers_confirmation",
                f"REVOKE SELECT ({HOW}) ON offers_confirmation FROM nestwerk_publisher",
                f"ALTER POLICY publisher ON offers_offer USING ({BEFORE})",
            ],
        ),
    ]
