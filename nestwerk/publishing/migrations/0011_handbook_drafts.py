"""A network's own words in the Elternbegleitbuch may be a draft; the publisher sees none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_example_files")]
    operations = [
        migrations.AddField("handbooktext", "public", models.BooleanField(default=True, verbose_name="öffentlich")),
        migrations.RunSQL(
            "ALTER POLICY publisher ON publishing_handbooktext USING (public)",
            "ALTER POLICY publisher ON publishing_handbooktext USING (true)",
        ),
    ]
