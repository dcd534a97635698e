"""The owner may blank the personal part of an account's lines; indexes for the page and for that."""

from django.db import migrations, models

from nestwerk.audit.erasing import ERASING


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddIndex("line", models.Index(fields=["network_id", "id"], name="line_network_id")),
        migrations.AddIndex("actor", models.Index(fields=["user_id", "network_id"], name="actor_user_network")),
        migrations.RunSQL(ERASING, migrations.RunSQL.noop),
    ]
