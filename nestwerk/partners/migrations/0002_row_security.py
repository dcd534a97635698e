"""Partners are seen inside their network only."""

from django.db import migrations

from nestwerk.common.rowsecurity import CloseTable


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_first")]
    operations = [CloseTable("partners_organisation")]
