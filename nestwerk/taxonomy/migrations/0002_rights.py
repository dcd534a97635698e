"""Everyone reads the terms, only the owner writes them."""

from django.db import migrations

from nestwerk.common.rowsecurity import Grant


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0001_first")]
    operations = [
        Grant("SELECT", "taxonomy_term", "nestwerk_app"),
        Grant("SELECT", "taxonomy_term", "nestwerk_publisher"),
        Grant("SELECT", "taxonomy_term", "nestwerk_backup"),
    ]
