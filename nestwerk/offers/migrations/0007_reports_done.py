from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0006_history")]
    operations = [
        migrations.AddField("problemreport", "done_at", models.DateTimeField("erledigt am", blank=True, null=True)),
        migrations.AddField("problemreport", "done_by", models.BigIntegerField("erledigt von", blank=True, null=True)),
    ]
