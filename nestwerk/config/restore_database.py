"""The database's part of a restore: one transaction that empties, loads, counts and only then is committed.

Whatever goes wrong, a broken dump, a missing right, a full disk, a killed process, PostgreSQL takes everything back
and the data of before stand. The dump becomes a script first, because two things in it belong to the server it came
from: the owner's name in its own policies, and settings that other versions do not know.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from psycopg import sql

from nestwerk.audit.cutting import MAKE_CUTTING
from nestwerk.audit.erasing import ERASING
from nestwerk.audit.ledger import TABLES
from nestwerk.common.refusals import Refused
from nestwerk.networks.founding import FOUNDING

from .backup import Connection, ProgramFailed, run_program

MISCOUNT = "gezählt: "  # what our own exception begins with
SINCE_17 = re.compile(r"^SET transaction_timeout = ")
# Debian's 15.20 keeps an option of its own in pg_attribute, which pg_dump writes out and no server accepts.
INTERNAL = re.compile(r"^ALTER (FOREIGN )?TABLE (ONLY )?\S+ ALTER COLUMN \S+ SET \(pg_attver=[^)]*\);$")
# Policies that name the schema's owner, by how their names begin → the statement that makes them for the new owner.
OF_THE_OWNER = {"founding": FOUNDING, "erasing_": ERASING, "cutting_": MAKE_CUTTING}
POLICY = re.compile(r" POLICY public \S+ (\S+) ")
EMPTY = """SET client_min_messages = warning;
SET lock_timeout = '30s';
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
# The owner sees no row while row security is forced on it, hence lifted for the count inside the transaction.
COUNT = """DO $count$
DECLARE expected jsonb := {expected}; found jsonb := '{{}}'; wrong text; part record; number bigint;
BEGIN
FOR part IN SELECT c.oid::regclass AS name, c.relname, c.relforcerowsecurity AS forced FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') LOOP
  IF part.forced THEN EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', part.name); END IF;
  EXECUTE format('SELECT count(*) FROM %s', part.name) INTO number;
  IF part.forced THEN EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', part.name); END IF;
  found := found || jsonb_build_object(part.relname, number);
END LOOP;
SELECT string_agg(format('%s %s statt %s', key, coalesce(found ->> key, 'fehlt'), coalesce(expected ->> key, 'keine')),
  ', ' ORDER BY key) INTO wrong FROM (SELECT jsonb_object_keys(expected || found) AS key) AS names
  WHERE (found -> key) IS DISTINCT FROM (expected -> key);
IF wrong IS NOT NULL THEN RAISE EXCEPTION {miscount}, wrong; END IF;
END $count$;
"""

# A number that was given since the backup is never given again: the ledger of deletions and old lines of the record
# may name it. A million is more than any installation adds to one of these tables before a backup is too old to use.
NUMBERS = """DO $numbers$
DECLARE name text; numbers text;
BEGIN
FOREACH name IN ARRAY {tables}::text[] LOOP
  IF to_regclass('public.' || name) IS NOT NULL THEN
    numbers := pg_get_serial_sequence('public.' || name, 'id');
    PERFORM setval(numbers, nextval(numbers) + 1000000);
  END IF;
END LOOP;
END $numbers$;
"""


def load_database(
    owner: Connection, params: dict[str, Any], dump: Path, counts: dict[str, int], reader: sql.Identifier
) -> None:
    """Replace the schema by the dump, grant ``reader`` its rights and count every table; all of it or nothing.

    ``owner`` tells the server's version, ``params`` how to connect as the owner of the schema.
    Raises Refused if the dump cannot be loaded or any count differs; the old data stand then.
    """
    server = owner.info.server_version
    folder = dump.parent
    before, script, after = folder / "before.sql", folder / "load.sql", folder / "after.sql"
    before.write_text(EMPTY, encoding="utf-8")
    left_out = _write_script(dump, script, server)
    after.write_text(_afterwards(owner, counts, reader, left_out), encoding="utf-8")
    files = [f"--file={path}" for path in (before, script, after)]
    try:
        run_program("psql", ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", *files], server, params)
    except ProgramFailed as failed:
        raise Refused(f"{_explain(failed.cause)} Geändert wurde nichts.") from failed
    finally:
        script.unlink(missing_ok=True)
    owner.execute("ANALYZE")


def _write_script(dump: Path, script: Path, server: int) -> list[str]:
    """Write the dump as SQL this server understands; return the kinds of the owner's policies that were in it."""
    contents = run_program("pg_restore", ["--list", str(dump)], server).splitlines()
    kinds = {line: kind for line in contents if (kind := _of_the_owner(line))}
    kept = [line for line in contents if line not in kinds]
    chosen, raw = script.with_name("contents"), script.with_name("raw.sql")
    chosen.write_text("\n".join(kept) + "\n", encoding="utf-8")
    arguments = ["--no-owner", "--schema=public", f"--use-list={chosen}", f"--file={raw}", str(dump)]
    run_program("pg_restore", arguments, server)
    rows = False
    with raw.open("rb") as source, script.open("wb") as target:
        for line in source:
            if rows:
                rows = line != b"\\.\n"
            else:
                rows = line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n")
                if not rows and _foreign(line.decode(errors="replace").rstrip("\n"), server):
                    continue
            target.write(line)
    raw.unlink()
    return sorted(set(kinds.values()))


def _of_the_owner(line: str) -> str:
    """Which kind of the owner's policies a line of the contents is; empty if none."""
    found = POLICY.search(line)
    return next((kind for kind in OF_THE_OWNER if found and found[1].startswith(kind)), "")


def _foreign(statement: str, server: int) -> bool:
    return bool(INTERNAL.match(statement) or (server < 170000 and SINCE_17.match(statement)))


def _afterwards(owner: Connection, counts: dict[str, int], reader: sql.Identifier, left_out: list[str]) -> str:
    """What follows the dump: the policies of the new owner, the rights of the backup role, new numbers, the count."""
    parts: list[sql.Composable] = [sql.SQL("RESET client_min_messages;\nSET row_security = on;\n")]
    parts += [sql.SQL(OF_THE_OWNER[kind] + ";\n") for kind in left_out]
    for kind in ("TABLES", "SEQUENCES"):
        parts.append(sql.SQL("GRANT SELECT ON ALL {} IN SCHEMA public TO {};\n").format(sql.SQL(kind), reader))
    parts.append(sql.SQL("GRANT USAGE ON SCHEMA public TO {};\n").format(reader))
    expected, miscount = sql.Literal(json.dumps(counts)), sql.Literal(f"{MISCOUNT}%")
    parts.append(sql.SQL(NUMBERS).format(tables=sql.Literal(list(TABLES))))
    parts.append(sql.SQL(COUNT).format(expected=expected, miscount=miscount))
    return sql.Composed(parts).as_string(owner)


def _explain(cause: str) -> str:
    if cause.startswith(MISCOUNT):
        return f"Die Daten der Sicherung sind unvollständig: {cause.removeprefix(MISCOUNT)}."
    if "must be owner of" in cause:
        return "Zum Einspielen muss die Datenbank der Rolle aus DATABASE_URL gehören."
    if "lock timeout" in cause:
        return "Die Datenbank wird gerade benutzt; bitte Nestwerk überall anhalten."
    if "No space left" in cause:
        return "Der Datenträger ist voll."
    return f"Die Datenbank der Sicherung ließ sich nicht einspielen ({cause})."
