"""Members: seen by their network, and each person sees her own. The Land sees who coordinates its networks."""

from django.db import migrations

from nestwerk.common.rowsecurity import USER, CloseTable, Policy

# A Land's coordination sees that a seat is taken: only of coordinators, only in networks of its own Land.
OF_THE_LAND = f"""role = 'coordinator' AND EXISTS (
  SELECT FROM accounts_appointment a JOIN networks_network n ON left(n.ags[1], 2) = a.land
  WHERE a.user_id = {USER} AND a.role = 'land' AND a.starts_at <= now() AND (a.ends_at IS NULL OR a.ends_at > now())
    AND n.id = networks_membership.network_id)"""


class Migration(migrations.Migration):
    dependencies = [("networks", "0004_members"), ("accounts", "0002_rights")]
    operations = [
        CloseTable("networks_membership", publisher=False),
        CloseTable("networks_invitation", publisher=False),
        Policy("own", "networks_membership", "SELECT", f"user_id = {USER}"),
        Policy("land", "networks_membership", "SELECT", OF_THE_LAND),
        migrations.RunSQL(
            [
                "ALTER TABLE networks_membership ADD CONSTRAINT member_of_network UNIQUE (network_id, id)",
                """ALTER TABLE networks_membership ADD CONSTRAINT successor_in_network
                FOREIGN KEY (network_id, successor_id) REFERENCES networks_membership (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
                """ALTER TABLE networks_invitation ADD CONSTRAINT inviter_in_network
                FOREIGN KEY (network_id, invited_by_id) REFERENCES networks_membership (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
            ],
            [
                "ALTER TABLE networks_invitation DROP CONSTRAINT inviter_in_network",
                "ALTER TABLE networks_membership DROP CONSTRAINT successor_in_network",
                "ALTER TABLE networks_membership DROP CONSTRAINT member_of_network",
            ],
        ),
    ]
