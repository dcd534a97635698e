"""An answer is public as long as the report it belongs to is done: one that was reopened says nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("offers", "0012_seen_of_the_upkeep")]
    operations = [
        migrations.RunSQL(
            "ALTER POLICY publisher ON offers_problemreport USING (answer <> '' AND done_at IS NOT NULL)",
            "ALTER POLICY publisher ON offers_problemreport USING (answer <> '')",
        ),
    ]
