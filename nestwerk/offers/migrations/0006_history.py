"""What an offer was before each change is kept, whoever changes it and how."""

from django.db import migrations

from nestwerk.audit.history import KeepHistory


class Migration(migrations.Migration):
    dependencies = [("offers", "0005_stay_in_their_network"), ("audit", "0002_append_only")]
    operations = [KeepHistory("offers_offer")]
