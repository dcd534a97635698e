"""The database of the tests: made and emptied by the owner, used as the app.

The app's role owns nothing, so it can neither create nor truncate; row-level security holds in tests
as it does in the field. Every worker of a parallel run, and every run, has a database of its own. The
server is the embedded one in a data folder of the tests, unless ``DATABASE_URL`` names another.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.environment import DATA, ROOT
from tests.report import FILE, noted

SERVER = pytest.StashKey[Any]()
RUN = pytest.StashKey[str]()
# Nobody misses this server after a power cut. Those of the journeys and drills run as they do in the field.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off",
            "max_wal_size": "1GB", "checkpoint_timeout": "1h"}  # fmt: skip
TEMPLATE_LOCK = 6042002  # any number, the same for every process of a run


def pytest_configure(config: pytest.Config) -> None:
    """A parallel run shares one server: the process that hands out the work starts it and stops it."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        config.stash[SERVER] = _start_server()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started and leave no folder behind."""
    server = config.stash.get(SERVER, None)
    if server:
        server.stop()
    if not hasattr(config, "workerinput") and DATA.parent == ROOT / "var" / "tests":
        shutil.rmtree(DATA, ignore_errors=True)
        run = config.stash.get(RUN, str(os.getpid()))
        shutil.rmtree(ROOT / "var" / "journeys" / f"prepared-{run}", ignore_errors=True)
        shutil.rmtree(Path(tempfile.gettempdir()) / f"nw-prepared-{run}", ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session) -> Iterator[None]:
    """Remember what a parallel run calls itself; its processes share what they prepared under that name.

    It has no name before it has handed out its work, which is what the others do here.
    """
    yield
    manager = session.config.pluginmanager.getplugin("dsession")
    if manager is not None and getattr(manager, "nodemanager", None):
        session.config.stash[RUN] = manager.nodemanager.testrunuid


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The figures of this run (see ``tests.report``). The processes of a parallel run have a summary nobody sees."""
    if hasattr(config, "workerinput"):
        return
    if lines := noted():
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.line(line)
        FILE.unlink(missing_ok=True)


def _start_server() -> Any:
    from nestwerk.config.postgres import SETTINGS, cluster

    if os.environ.get("DATABASE_URL"):
        return None
    server = cluster(DATA)
    with pytest.MonkeyPatch.context() as careless:
        for name, value in CARELESS.items():
            careless.setitem(SETTINGS, name, value)
        return server if server.start() else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, pytestconfig: pytest.Config) -> Iterator[None]:
    """A database for this run and worker: created, migrated and dropped by the owner."""
    from django.db import connections

    from nestwerk.config.schema import migrate_database
    from tests.emptying import EMPTYING

    if not hasattr(pytestconfig, "workerinput") and not pytestconfig.stash.get(SERVER, None):
        pytestconfig.stash[SERVER] = _start_server()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    shared = f"test_nestwerk_{run}" if run and not os.environ.get("DATABASE_URL") else ""

    def use(name: str) -> None:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name

    def migrated(name: str) -> None:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        use(name)
        migrate_database()

    name = f"test_nestwerk_{os.getpid()}_{worker or 'main'}"
    with django_db_blocker.unblock(), connections["owner"]._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        if shared:  # the first worker migrates, the others wait for it and copy
            cursor.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [shared])
            if cursor.fetchone() is None:
                migrated(shared)
            use(name)
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{shared}"')
        else:
            migrated(name)
    yield
    EMPTYING.close()
    with django_db_blocker.unblock():
        for alias in connections:
            connections[alias].close()
        with connections["owner"]._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            _drop(cursor, name)


def _drop(cursor: Any, name: str) -> None:
    """Drop it with everybody still connected; the server's own cleaning, which only a superuser may end, goes when
    it is asked without force."""
    from psycopg.errors import InsufficientPrivilege

    try:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    except Exception as problem:
        if not isinstance(problem.__cause__, InsufficientPrivilege):
            raise
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.fixture(scope="session", autouse=True)
def owner_empties_the_tables() -> None:
    """Django's flush after a transactional test runs as the app by default; see ``tests.emptying`` for who does it."""
    from django.core.cache import cache
    from django.db import connections
    from django.test import TransactionTestCase

    from tests.emptying import EMPTYING

    def empty(self: TransactionTestCase) -> None:
        for connection in connections.all(initialized_only=True):
            if connection.in_atomic_block:
                connection.rollback()
            if connection.errors_occurred or not connection.autocommit:
                connection.close()  # the others are as good as new: what is set is set for a transaction only
        EMPTYING.empty()
        cache.clear()  # the counters of the sign-in's limits are no model's table

    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
    TransactionTestCase._should_reload_connections = lambda self: False  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def hashing_is_cheap() -> None:
    """Passwords cost little in tests; those about the cost ask for the real one."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]


@pytest.fixture(scope="session", autouse=True)
def catalogue_of_its_own() -> None:
    """The processes of a parallel run share a server, never a catalogue: one would wait for what another replaced."""
    from django.conf import settings

    settings.SNAPSHOT_DIR = DATA / f"snapshot-{os.getpid()}"


@pytest.fixture
def data_dir(settings: Any) -> Iterator[Path]:
    """An empty folder for snapshot and reports of one test."""
    with tempfile.TemporaryDirectory() as folder:
        settings.DATA_DIR = Path(folder)
        settings.SNAPSHOT_DIR = Path(folder) / "snapshot"
        yield Path(folder)


LONGEST = ("tests/test_rights.py", "tests/journeys/", "tests/", "nestwerk/config/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that the processes of a parallel run end together."""

    def rank(item: pytest.Item) -> int:
        return next((rank for rank, front in enumerate(LONGEST) if item.nodeid.startswith(front)), len(LONGEST))

    items.sort(key=rank)
