"""The newest line of an event in a network and everybody who acted there, without reading all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_erasing")]
    operations = [
        migrations.AddIndex("line", models.Index(fields=["network_id", "event", "id"], name="line_network_event")),
        migrations.RemoveIndex("actor", "actor_user_network"),
        migrations.AddIndex("actor", models.Index(fields=["network_id", "user_id"], name="actor_network_user")),
    ]
