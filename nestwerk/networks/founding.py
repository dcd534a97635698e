"""The right of the schema's owner to create networks, as one statement for migration, restore and repair.

Row security is forced on ``networks_network``, so even its owner needs a policy. PostgreSQL stores the role's name
in it, and that name differs between servers: whoever moves a database makes the policy anew for its new owner.
"""

from __future__ import annotations

TABLE = "networks_network"
POLICY = "founding"

# Run as the owner of the schema; safe to repeat, and transactional.
FOUNDING = f"""DO $$ BEGIN
EXECUTE 'DROP POLICY IF EXISTS {POLICY} ON public.{TABLE}';
EXECUTE format('CREATE POLICY {POLICY} ON public.{TABLE} TO %I USING (true) WITH CHECK (true)', current_user);
END $$"""

# One row, one boolean: may the connected role create networks?
MAY_FOUND = """SELECT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'public.networks_network'::regclass
AND polname = 'founding' AND (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (polroles))"""
