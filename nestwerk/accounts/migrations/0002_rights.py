"""What the app may do with accounts. Appointments it only reads: the operator's command gives and takes them."""

from django.db import migrations

from nestwerk.common.rowsecurity import OpenTable

LIMITS = """CREATE TABLE accounts_limits (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        OpenTable("accounts_user", "SELECT, INSERT, UPDATE"),
        OpenTable("accounts_appointment", "SELECT"),
        OpenTable("django_session"),
        OpenTable("django_content_type", "SELECT"),
        OpenTable("account_emailaddress"),
        OpenTable("account_emailconfirmation"),
        OpenTable("mfa_authenticator"),
        OpenTable("socialaccount_socialaccount"),
        OpenTable("socialaccount_socialtoken"),
        OpenTable("socialaccount_socialapp", "SELECT"),
        OpenTable("usersessions_usersession"),
        migrations.RunSQL(
            [LIMITS, "CREATE INDEX limits_expire ON accounts_limits (expires)"], "DROP TABLE accounts_limits"
        ),
        OpenTable("accounts_limits"),
    ]
