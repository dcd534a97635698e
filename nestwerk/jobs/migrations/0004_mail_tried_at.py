"""When a mail was offered last: what the operator wants to know beside the server's answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_mail_row_security")]
    operations = [
        migrations.AddField(
            "mail", "tried_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt versucht am")
        ),
    ]
