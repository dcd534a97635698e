"""When somebody was last told by mail that what she watches has changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0009_upkeep_row_security")]
    operations = [
        migrations.AddField(
            model_name="watch",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="zuletzt benachrichtigt am"),
        ),
    ]
