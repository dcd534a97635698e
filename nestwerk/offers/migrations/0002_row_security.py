"""Offers are seen inside their network only; the publisher reads them for the snapshot."""

from django.db import migrations

from nestwerk.common.rowsecurity import CloseTable


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_first")]
    operations = [CloseTable("offers_offer")]
