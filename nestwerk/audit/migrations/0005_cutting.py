"""The owner may delete what is older than 36 months."""

from django.db import migrations

from nestwerk.audit.cutting import MAKE_CUTTING


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_by_event")]
    operations = [migrations.RunSQL(MAKE_CUTTING, migrations.RunSQL.noop)]
