"""The app queues and works off jobs; the tables are procrastinate's. After an upgrade with new tables: once more."""

from django.db import migrations

GRANT = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = current_schema() AND c.relname LIKE 'procrastinate_%%' AND c.relkind IN ('r', 'p') LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO nestwerk_app', name);
    EXECUTE format('GRANT SELECT ON %I TO nestwerk_backup', name);
  END LOOP;
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = current_schema() AND c.relname LIKE 'procrastinate_%%' AND c.relkind = 'S' LOOP
    EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I TO nestwerk_app', name);
    EXECUTE format('GRANT SELECT ON SEQUENCE %I TO nestwerk_backup', name);
  END LOOP;
END $$
""".replace("%%", "%")


class Migration(migrations.Migration):
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
