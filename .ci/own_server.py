"""The part of the tests that asks most of a database, on Debian's PostgreSQL 15 instead of the embedded server."""

from __future__ import annotations

import os
import subprocess
import sys

from nestwerk.config.tests.commands import DEBIAN, SUPERUSER, debian_server

SELECTION = (  # row security, import, middleware; backup and moving are in nestwerk/config/tests/test_own_server.py
    "tests/test_row_security.py",
    "nestwerk/offers/tests/test_import.py",
    "nestwerk/networks/tests/test_middleware.py",
    "nestwerk/networks/tests/test_actions.py",
)
# Before version 16 a login cannot be a member of a role without its policies. The owner is the operator's own login
# here and so sees what the publisher sees; the app's role, which serves people, is a member of nothing.
NOT_BEFORE_16 = "tests/test_row_security.py::test_even_the_owner_sees_no_tenant_row"


def main() -> int:
    """Run the selection and return pytest's exit code; 0 with one line where the server is not installed."""
    if not DEBIAN.exists():
        print("SKIPPED: Debian's postgresql-15 is not installed.")
        return 0
    with debian_server() as address:
        url = address.format(database="hilfen")
        environ = {**os.environ, "DATABASE_URL": url, "TESTS_SUPERUSER_URL": url.replace("kreis@", f"{SUPERUSER}@")}
        command = [sys.executable, "-m", "pytest", "-q", "-rs", "--color=no", "-p", "no:cacheprovider", *SELECTION]
        command += ["--deselect", NOT_BEFORE_16]
        return subprocess.run(command, env=environ, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
