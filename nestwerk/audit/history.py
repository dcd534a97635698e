"""Migration operation: from now on, what a row was before a change is kept, whoever changes it and how (R-40)."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunSQL

# Runs as whoever changes the row; the policies of audit_rowversion hold for it.
FUNCTION = """
CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched record;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN touched := NEW; ELSE touched := OLD; END IF;
  INSERT INTO audit_rowversion (network_id, "table", row_id, operation, at, user_id, hat, before) VALUES (
    touched.network_id, TG_TABLE_NAME, touched.id, TG_OP, clock_timestamp(),
    nullif(current_setting('nestwerk.user', true), '')::bigint,
    coalesce(current_setting('nestwerk.hat', true), ''),
    CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END);
  RETURN NULL;
END $$
"""


class KeepHistory(RunSQL):
    """Attach the trigger to a tenant's table with the columns ``id`` and ``network_id``."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=f"CREATE TRIGGER keep_history AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION keep_history()",
            reverse_sql=f"DROP TRIGGER keep_history ON {table}",
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django's migration writer wants it."""
        return self.__class__.__qualname__, [self.table], {}
