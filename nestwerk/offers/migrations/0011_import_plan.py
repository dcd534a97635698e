"""What a list that was read would do, row by row, so that its pages need not plan it again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0010_watch_told")]
    operations = [
        migrations.AddField(
            model_name="importrun",
            name="plan",
            field=models.JSONField(default=dict, verbose_name="geplante Zeilen"),
        ),
    ]
