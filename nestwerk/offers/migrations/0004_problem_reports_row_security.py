"""Reports are for the network alone; they never reach the published catalogue."""

from django.db import migrations

from nestwerk.common.rowsecurity import CloseTable


class Migration(migrations.Migration):
    dependencies = [("offers", "0003_problem_reports")]
    operations = [CloseTable("offers_problemreport", publisher=False)]
