import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from nestwerk.config import postgres_home
from nestwerk.config.databases import database_settings, libpq_params
from nestwerk.config.postgres import DATABASE, ClusterError, cluster
from nestwerk.config.postgres_causes import explain, no_connection
from nestwerk.config.roles import APP, BACKUP, OWNER, PUBLISHER, ROLES

from .folders import open_folder

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become another user")


@pytest.fixture(scope="module")
def embedded():
    with open_folder() as folder:
        made = cluster(folder / "data")
        with made.running():
            yield made


def test_every_role_logs_in_with_its_own_password_only(embedded):
    for role in ROLES:
        with embedded.connect(role, DATABASE) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (role,)
    wrong = {**embedded.params(APP), "password": embedded.passwords[OWNER]}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**wrong)


def test_the_superuser_is_not_open_to_local_users(embedded):
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(**{**embedded.params("postgres", "postgres"), "password": ""})


def test_it_listens_on_no_network_port_and_keeps_what_was_committed(embedded):
    with embedded.connect() as connection:
        for name, value in (("listen_addresses", ""), ("fsync", "on"), ("synchronous_commit", "on")):
            assert connection.execute("SELECT current_setting(%s)", [name]).fetchone() == (value,)


def test_only_the_backup_role_may_bypass_policies(embedded):
    with embedded.connect() as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)]
        ).fetchall()
    assert sorted(rows) == [
        (APP, False, False, False),
        (BACKUP, False, True, False),
        (OWNER, False, False, True),
        (PUBLISHER, False, False, False),
    ]


def test_the_app_owns_nothing(embedded):
    with embedded.connect(APP, DATABASE) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (id int)")


def test_secrets_and_folders_are_closed_to_others(embedded):
    for path, mode in (
        (embedded.folder / "secrets.json", 0o600),
        (embedded.pgdata, 0o700),
        (embedded.socket_dir, 0o700),
    ):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_second_start_finds_it_running(embedded):
    assert embedded.start() is False
    with cluster(embedded.data_dir).running():
        assert embedded.is_ready()
    assert embedded.is_ready(), "who did not start it must not stop it"


def test_it_comes_back_after_its_process_was_killed():
    with open_folder() as folder:
        embedded = cluster(folder)
        embedded.start()
        pid = embedded.pid()
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while embedded.is_running() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not embedded.is_running()
        assert embedded.start() is True
        embedded.stop()


def test_a_pid_file_with_the_number_of_another_process_is_no_obstacle():
    with open_folder() as folder:
        embedded = cluster(folder)
        embedded.start()
        embedded.stop()
        (embedded.pgdata / "postmaster.pid").write_text(f"{os.getpid()}\n{embedded.pgdata}\n")
        assert not embedded.is_running()
        assert embedded.start() is True
        embedded.stop()


def test_it_goes_when_its_starter_is_killed():
    with open_folder() as folder:
        code = (
            "import time\nfrom nestwerk.config.postgres import cluster\n"
            f"cluster({str(folder)!r}).start()\nprint(1, flush=True)\ntime.sleep(60)"
        )
        starter = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        starter.stdout.readline()
        embedded = cluster(folder)
        assert embedded.is_running()
        starter.kill()
        starter.communicate()
        deadline = time.monotonic() + 10
        while embedded.is_running() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not embedded.is_running()


def test_an_interrupted_first_start_is_completed():
    with open_folder() as folder:
        embedded = cluster(folder)
        postgres_home.make_private(embedded.pgdata, embedded.account)
        (embedded.pgdata / "half").mkdir()
        (embedded.pgdata / "half" / "written").write_text("x")
        with embedded.running():
            assert embedded.is_ready()


def test_a_long_folder_name_still_gets_a_socket():
    with open_folder() as folder:
        long = folder / ("sehr-langer-name-" * 6)
        long.mkdir(mode=0o711)
        embedded = cluster(long)
        with embedded.running():
            assert not embedded.socket_dir.is_relative_to(long)
            assert stat.S_IMODE(embedded.socket_dir.stat().st_mode) == 0o700
        embedded.socket_dir.rmdir()


@root_only
def test_below_a_closed_folder_database_and_programs_move_and_the_folder_stays_closed(monkeypatch):
    with open_folder() as folder, open_folder() as system:
        monkeypatch.setattr(postgres_home, "SYSTEM_HOME", system)
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        embedded = cluster(closed / "data")
        with embedded.running():
            assert embedded.home.is_relative_to(system)
            assert embedded.is_ready()
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@root_only
def test_programs_an_ordinary_user_cannot_reach_are_copied():
    with open_folder() as folder:
        account = postgres_home.choose_account()
        _, install = postgres_home.choose_install(folder)
        closed = folder / "closed" / install.parent.name
        closed.mkdir(parents=True)
        closed.parent.chmod(0o700)
        (closed / install.name).symlink_to(install)
        (closed.parent / f"{install.parent.name}.libs").symlink_to(
            install.parent.parent / f"{install.parent.name}.libs"
        )
        copy = postgres_home.reachable_install(closed / install.name, account, folder)
        assert copy.is_relative_to(folder)
        said = subprocess.run(
            [copy / "bin" / "psql", "--version"], capture_output=True, text=True, **account.popen_options()
        )
        assert said.stdout.startswith("psql (PostgreSQL)")


@root_only
def test_a_stranger_is_told_whose_data_it_is():
    with open_folder() as folder:
        embedded = cluster(folder)
        with embedded.running():
            pass
        code = (
            "import os\nfrom nestwerk.config.postgres import cluster\nos.setgid(65534)\nos.setuid(65534)\n"
            f"try: cluster({str(folder)!r}).start()\nexcept Exception as error: print(type(error).__name__, error)"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert "ClusterError" in said.stdout
        assert "gehört einem anderen Benutzer" in said.stdout


def test_a_full_disk_is_named():
    assert "voll" in explain("Die Datenbank startet nicht", "FATAL:  could not write to file: No space left on device")


@pytest.mark.parametrize(
    ("said", "german"),
    [
        (
            'connection to server at "10.0.0.5", port 5433 failed: Connection refused\n\tIs the server running …?',
            "dort nimmt niemand Verbindungen an (10.0.0.5, Port 5433)",
        ),
        (
            'connection to server on socket "/x/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server …',
            "dort nimmt niemand Verbindungen an (/x/.s.PGSQL.5432)",
        ),
        (
            'connection to server at "db" (::1), port 5432 failed: FATAL:  database "x" does not exist',
            "die Datenbank „x“ gibt es dort nicht (db, Port 5432)",
        ),
        ("something new\n\tand more", "something new"),
        ("", "keine Antwort"),
    ],
)
def test_why_there_is_no_connection_is_one_german_line(said, german):
    assert no_connection(psycopg.OperationalError(said)) == german


def test_an_own_server_gets_roles_by_switching_unless_it_has_logins():
    url = "postgresql://anna:geheim@db.example.org:5433/hilfen?sslmode=require"
    databases = database_settings(
        Path("/nowhere"), {"DATABASE_URL": url, "NESTWERK_BACKUP_URL": "postgresql://b@h/hilfen"}
    )
    assert databases["owner"]["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}
    assert databases["default"]["OPTIONS"]["options"] == "-c role=nestwerk_app"
    assert databases["publisher"]["OPTIONS"]["options"] == "-c role=nestwerk_publisher"
    assert databases["backup"]["USER"] == "b"
    assert "options" not in databases["backup"]["OPTIONS"]
    assert libpq_params(databases["owner"])["host"] == "db.example.org"


@pytest.mark.parametrize("url", ["kein url", "postgresql://h", "mysql://h/x"])
def test_a_wrong_address_is_refused_in_german(url):
    with pytest.raises(ClusterError, match="DATABASE_URL"):
        database_settings(Path("/nowhere"), {"DATABASE_URL": url})
