"""What belongs to the upkeep stays in its network; the publisher sees only what becomes public.

An offer whose pause has an end stays visible, marked; one that was taken off the list does not. Of what families told
only the answers are public. The clock's rules are read to say honestly what was not confirmed.
"""

from django.db import migrations

from nestwerk.audit.history import KeepHistory
from nestwerk.common.rowsecurity import CloseTable

TABLES = ("confirmation", "confirmlink", "reminder", "dailycount", "freshnessday", "draft", "note", "watch",
          "qualitycheck", "pair", "merge", "importmapping", "importrun", "importedrow")  # fmt: skip
OF_OFFER = ("confirmation", "reminder", "dailycount", "draft", "note", "watch", "qualitycheck")
PUBLIC = (
    "dates, season, texts, places_free, waiting_weeks, places_until, pause_reason, paused_until, confirmed_at,"
    " hidden_at, due_on"
)
SEEN = "(status = 'published' OR status = 'paused' AND paused_until IS NOT NULL) AND hidden_at IS NULL"
ANSWERS = "id, network_id, offer_id, kind, answer, done_at"


class Migration(migrations.Migration):
    dependencies = [("offers", "0008_upkeep"), ("audit", "0002_append_only")]
    operations = [
        *(CloseTable(f"offers_{table}", publisher=False) for table in TABLES),
        CloseTable("offers_upkeep"),
        KeepHistory("offers_upkeep"),
        migrations.RunSQL(
            [
                *(
                    f"ALTER TABLE offers_{table} ADD CONSTRAINT {table}_offer_in_network"
                    " FOREIGN KEY (network_id, offer_id) REFERENCES offers_offer (network_id, id)"
                    " DEFERRABLE INITIALLY DEFERRED"
                    for table in OF_OFFER
                ),
                "ALTER TABLE offers_importrun ADD CONSTRAINT importrun_of_network UNIQUE (network_id, id)",
                """ALTER TABLE offers_importedrow ADD CONSTRAINT importedrow_run_in_network
                FOREIGN KEY (network_id, run_id) REFERENCES offers_importrun (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
                """ALTER TABLE offers_offer ADD CONSTRAINT offer_merged_in_network
                FOREIGN KEY (network_id, merged_into_id) REFERENCES offers_offer (network_id, id)
                DEFERRABLE INITIALLY DEFERRED""",
                f"GRANT SELECT ({PUBLIC}) ON offers_offer TO nestwerk_publisher",
                "DROP POLICY publisher ON offers_offer",
                f"CREATE POLICY publisher ON offers_offer FOR SELECT TO nestwerk_publisher USING ({SEEN})",
                f"GRANT SELECT ({ANSWERS}) ON offers_problemreport TO nestwerk_publisher",
                """CREATE POLICY publisher ON offers_problemreport FOR SELECT TO nestwerk_publisher
                USING (answer <> '')""",
            ],
            [
                "DROP POLICY publisher ON offers_problemreport",
                f"REVOKE SELECT ({ANSWERS}) ON offers_problemreport FROM nestwerk_publisher",
                "DROP POLICY publisher ON offers_offer",
                """CREATE POLICY publisher ON offers_offer FOR SELECT TO nestwerk_publisher
                USING (status = 'published')""",
                f"REVOKE SELECT ({PUBLIC}) ON offers_offer FROM nestwerk_publisher",
                "ALTER TABLE offers_offer DROP CONSTRAINT offer_merged_in_network",
                "ALTER TABLE offers_importedrow DROP CONSTRAINT importedrow_run_in_network",
                "ALTER TABLE offers_importrun DROP CONSTRAINT importrun_of_network",
                *(f"ALTER TABLE offers_{table} DROP CONSTRAINT {table}_offer_in_network" for table in OF_OFFER),
            ],
        ),
    ]
