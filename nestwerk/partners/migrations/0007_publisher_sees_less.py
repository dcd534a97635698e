"""The address for the upkeep of offers and whether a partner is trusted are nobody's business outside."""

from django.db import migrations

PUBLIC = "id, network_id, public_id, name, type_id, sector, single_person, ended_at"


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_upkeep")]
    operations = [
        migrations.RunSQL(
            [
                "REVOKE SELECT ON partners_organisation FROM nestwerk_publisher",
                f"GRANT SELECT ({PUBLIC}) ON partners_organisation TO nestwerk_publisher",
                """ALTER TABLE partners_organisation ADD CONSTRAINT organisation_merged_in_network
                FOREIGN KEY (network_id, merged_into_id) REFERENCES partners_organisation (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
            ],
            [
                "ALTER TABLE partners_organisation DROP CONSTRAINT organisation_merged_in_network",
                "GRANT SELECT ON partners_organisation TO nestwerk_publisher",
            ],
        )
    ]
