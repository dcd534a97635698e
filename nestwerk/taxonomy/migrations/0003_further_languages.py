"""A term has labels in further languages of the public site."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0002_rights")]
    operations = [
        migrations.AddField(
            model_name="term",
            name="others",
            field=models.JSONField(blank=True, default=dict, verbose_name="in weiteren Sprachen"),
        ),
    ]
