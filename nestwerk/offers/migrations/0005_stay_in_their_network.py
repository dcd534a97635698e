"""Foreign keys bypass row security: composite keys keep an offer's partner, region and reports in its own network.

And the publisher sees what it publishes, no more: no draft, no column that is not public.
"""

from django.db import migrations

PRIVATE = ("prevention_level", "extra", "due_on", "imported_at", "external_id")

GRANT = f"""
DO $$
DECLARE columns text;
BEGIN
  SELECT string_agg(quote_ident(column_name), ', ') INTO columns FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = 'offers_offer' AND column_name NOT IN {PRIVATE!r};
  EXECUTE 'REVOKE SELECT ON offers_offer FROM nestwerk_publisher';
  EXECUTE format('GRANT SELECT (%s) ON offers_offer TO nestwerk_publisher', columns);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0004_problem_reports_row_security"),
        ("partners", "0003_names_its_network"),
        ("networks", "0003_space_stays_in_its_network"),
    ]
    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE offers_offer ADD CONSTRAINT offer_of_network UNIQUE (network_id, id)",
                """ALTER TABLE offers_offer ADD CONSTRAINT offer_partner_in_network
                FOREIGN KEY (network_id, organisation_id) REFERENCES partners_organisation (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
                """ALTER TABLE offers_offer ADD CONSTRAINT offer_space_in_network
                FOREIGN KEY (network_id, social_space_id) REFERENCES networks_socialspace (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
                """ALTER TABLE offers_problemreport ADD CONSTRAINT report_offer_in_network
                FOREIGN KEY (network_id, offer_id) REFERENCES offers_offer (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
            ],
            [
                "ALTER TABLE offers_problemreport DROP CONSTRAINT report_offer_in_network",
                "ALTER TABLE offers_offer DROP CONSTRAINT offer_space_in_network",
                "ALTER TABLE offers_offer DROP CONSTRAINT offer_partner_in_network",
                "ALTER TABLE offers_offer DROP CONSTRAINT offer_of_network",
            ],
        ),
        migrations.RunSQL(
            [
                "DROP POLICY publisher ON offers_offer",
                """CREATE POLICY publisher ON offers_offer FOR SELECT TO nestwerk_publisher
                USING (status = 'published')""",
            ],
            [
                "DROP POLICY publisher ON offers_offer",
                "CREATE POLICY publisher ON offers_offer FOR SELECT TO nestwerk_publisher USING (true)",
            ],
        ),
        migrations.RunSQL(GRANT, "GRANT SELECT ON offers_offer TO nestwerk_publisher"),
    ]
