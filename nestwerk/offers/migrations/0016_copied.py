"""An offer that was begun with a concept of another network says where it comes from. The publisher does not see it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0015_sources")]
    operations = [
        migrations.AddField(
            "offer", "copied_from", models.CharField(blank=True, max_length=400, verbose_name="übernommen aus")
        ),
        migrations.AddField(
            "offer", "copied_at", models.DateTimeField(blank=True, null=True, verbose_name="übernommen am")
        ),
    ]
