"""The one right nobody else has: the schema's owner may blank the personal part of one account's lines.

Row security is forced on these tables, so even their owner needs policies. They show it the rows of the account named
in ``nestwerk.erase`` for this transaction and let it write nothing but blanks, and the line that tells of it.
PostgreSQL stores the owner's name in a policy: whoever moves a database makes them anew (see ``config.schema``).
"""

from __future__ import annotations

ACCOUNT = "nestwerk.erase"
EVENT = "audit.erased"
_MINE = f"user_id = nullif(current_setting(''{ACCOUNT}'', true), '''')::bigint"
_BLANK = "user_id IS NULL AND salt = ''''"
_POLICIES = (
    ("erasing_sees", "audit_line", f"FOR SELECT TO %I USING (event = ''{EVENT}'')"),
    ("erasing_tells", "audit_line", f"FOR INSERT TO %I WITH CHECK (event = ''{EVENT}'')"),
    ("erasing_sees", "audit_actor", f"FOR SELECT TO %I USING ({_MINE} OR {_BLANK})"),
    ("erasing_tells", "audit_actor", "FOR INSERT TO %I WITH CHECK (user_id IS NULL)"),
    ("erasing_blanks", "audit_actor", f"FOR UPDATE TO %I USING ({_MINE}) WITH CHECK ({_BLANK})"),
    ("erasing_sees", "audit_rowversion", f"FOR SELECT TO %I USING ({_MINE} OR user_id IS NULL AND hat = ''erased'')"),
    ("erasing_blanks", "audit_rowversion", f"FOR UPDATE TO %I USING ({_MINE}) WITH CHECK (user_id IS NULL)"),
)

# Run as the owner of the schema; safe to repeat, and transactional.
ERASING = "\n".join(
    [
        "DO $$ BEGIN",
        *(f"EXECUTE 'DROP POLICY IF EXISTS {name} ON public.{table}';" for name, table, _ in _POLICIES),
        *(
            f"EXECUTE format('CREATE POLICY {name} ON public.{table} {rule}', current_user);"
            for name, table, rule in _POLICIES
        ),
        "END $$",
    ]
)

# One row, one boolean: may the connected role erase?
MAY_ERASE = """SELECT count(*) = 7 FROM pg_policy WHERE starts_with(polname::text, 'erasing_')
AND (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (polroles)"""
