"""What is older than its period leaves the record: the schema's owner may delete it, and nothing younger.

The app's role has no right to delete. The owner's policies, forced like all others, show and give up rows of more
than 36 months by the database's own clock, in a transaction that says it is cutting. So neither a wrong period in a
setting nor a wrong argument can take younger lines.
PostgreSQL stores the owner's name in a policy: whoever moves a database makes them anew (see ``config.schema``).
"""

from __future__ import annotations

MONTHS = 36  # as the rules of retention "protokoll" and "fassungen" say; a test compares them
CUTTING = "nestwerk.cutting"
_SAID = f"current_setting(''{CUTTING}'', true) = ''yes''"
_OLD = f"at < now() - interval ''{MONTHS} months''"
_OLD_LINE = f"{_SAID} AND EXISTS (SELECT FROM public.audit_line l WHERE l.id = line_id AND l.{_OLD})"
_RULES = {
    "audit_line": f"{_SAID} AND {_OLD}", "audit_actor": _OLD_LINE, "audit_link": _OLD_LINE,
    "audit_rowversion": f"{_SAID} AND {_OLD}",
}  # fmt: skip
_POLICIES = [
    (name, table, f"FOR {command} TO %I USING ({rule})")
    for table, rule in _RULES.items()
    for name, command in (("cutting_sees", "SELECT"), ("cutting_deletes", "DELETE"))
]

# Run as the owner of the schema; safe to repeat, and transactional.
MAKE_CUTTING = "\n".join(
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

# One row, one boolean: may the connected role cut?
MAY_CUT = """SELECT count(*) = 8 FROM pg_policy WHERE starts_with(polname::text, 'cutting_')
AND (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (polroles)"""
