"""A network's pages stay in it; the publisher sees what is public, and of versions only the public one."""

from django.db import migrations

from nestwerk.common.rowsecurity import CloseTable

PAGE = "id, network_id, kind, slug, published, published_at, consent_on, consent_until, withdrawn_at"
VERSION = "id, network_id, page_id, number, content"
SEEN = "published IS NOT NULL AND (kind <> 'portrait' OR consent_on IS NOT NULL AND withdrawn_at IS NULL)"
PUBLIC = """EXISTS (SELECT 1 FROM publishing_ownpage one WHERE one.id = page_id AND one.published = number)"""
OF_PUBLIC = "EXISTS (SELECT 1 FROM publishing_ownpage one WHERE one.id = page_id)"


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_pages")]
    operations = [
        CloseTable("publishing_ownpage", publisher=False),
        CloseTable("publishing_pageversion", publisher=False),
        CloseTable("publishing_pagefile", publisher=False),
        migrations.RunSQL(
            [
                "ALTER TABLE publishing_ownpage ADD CONSTRAINT own_page_of_network UNIQUE (network_id, id)",
                *(
                    f"ALTER TABLE publishing_{table} ADD CONSTRAINT {table}_page_in_network"
                    " FOREIGN KEY (network_id, page_id) REFERENCES publishing_ownpage (network_id, id)"
                    " DEFERRABLE INITIALLY DEFERRED"
                    for table in ("pageversion", "pagefile")
                ),
                f"GRANT SELECT ({PAGE}) ON publishing_ownpage TO nestwerk_publisher",
                f"CREATE POLICY publisher ON publishing_ownpage FOR SELECT TO nestwerk_publisher USING ({SEEN})",
                f"GRANT SELECT ({VERSION}) ON publishing_pageversion TO nestwerk_publisher",
                f"CREATE POLICY publisher ON publishing_pageversion FOR SELECT TO nestwerk_publisher USING ({PUBLIC})",
                "GRANT SELECT ON publishing_pagefile TO nestwerk_publisher",
                f"CREATE POLICY publisher ON publishing_pagefile FOR SELECT TO nestwerk_publisher USING ({OF_PUBLIC})",
            ],
            [
                "DROP POLICY publisher ON publishing_pagefile",
                "REVOKE ALL ON publishing_pagefile FROM nestwerk_publisher",
                "DROP POLICY publisher ON publishing_pageversion",
                f"REVOKE SELECT ({VERSION}) ON publishing_pageversion FROM nestwerk_publisher",
                "DROP POLICY publisher ON publishing_ownpage",
                f"REVOKE SELECT ({PAGE}) ON publishing_ownpage FROM nestwerk_publisher",
                "ALTER TABLE publishing_pagefile DROP CONSTRAINT pagefile_page_in_network",
                "ALTER TABLE publishing_pageversion DROP CONSTRAINT pageversion_page_in_network",
                "ALTER TABLE publishing_ownpage DROP CONSTRAINT own_page_of_network",
            ],
        ),
    ]
