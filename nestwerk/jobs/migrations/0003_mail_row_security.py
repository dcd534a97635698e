"""A network sees its own mails; those of accounts are seen where no network speaks."""

from django.db import migrations

from nestwerk.common.rowsecurity import TENANT

MINE = f"network_id IS NOT DISTINCT FROM {TENANT}"


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_mail")]
    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE jobs_mail ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE jobs_mail FORCE ROW LEVEL SECURITY",
                f"CREATE POLICY tenant ON jobs_mail TO nestwerk_app USING ({MINE}) WITH CHECK ({MINE})",
                "CREATE POLICY backup ON jobs_mail FOR SELECT TO nestwerk_backup USING (true)",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON jobs_mail TO nestwerk_app",
                "GRANT USAGE ON SEQUENCE jobs_mail_id_seq TO nestwerk_app",
                "GRANT SELECT ON jobs_mail TO nestwerk_backup",
            ]
        )
    ]
