"""Commands as an operator runs them, and small installations to run them on."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from nestwerk.config.postgres import cluster

from . import standby
from .folders import copy_of_prepared, open_folder

NESTWERK = [sys.executable, "-m", "nestwerk.config.cli"]
DEBIAN = Path("/usr/lib/postgresql/15/bin")
SUPERUSER = "root15"  # of that server; only the tests
HEADER = "external_id,source,organisation,organisation_type,title,offer_types,status"
OFFERS = f"""{HEADER}
1,test,Verein Beispiel,,Offener Treff,offer.parent_cafe,published
2,test,Verein Beispiel,,Stillgruppe,offer.breastfeeding,published
"""


def environ(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of a command: its folder, nothing else of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NESTWERK_", "DATABASE_"))}
    return {**kept, "NESTWERK_DATA_DIR": str(data_dir), **more}


def run(data_dir: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an operator does: in a process of its own, which has only read the code already."""
    return standby.call(environ(data_dir, **more), words=words)


def program(data_dir: Path, text: str) -> str:
    """Run a few lines of Python with Django set up, as the app, like a worker; returns what they print."""
    done = standby.call(environ(data_dir), program=text)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _migrated(data_dir: Path) -> None:
    with cluster(data_dir).running():
        assert run(data_dir, "migrate").returncode == 0


def _small(data_dir: Path) -> None:
    copy_of_prepared("migrated", _migrated, data_dir)
    with cluster(data_dir).running(), open_folder() as folder:
        made = run(data_dir, "create-network", "musterkreis", "--name", "Frühe Hilfen Musterkreis", "--ags", "16072")
        assert made.returncode == 0, made.stderr
        table = folder / "angebote.csv"
        table.write_text(OFFERS)
        done = run(data_dir, "import-offers", str(table), "--network", "musterkreis", "--publish")
        assert done.returncode == 0, done.stderr


@contextmanager
def empty_installation() -> Iterator[Path]:
    """An installation with tables and nothing in them, its database up for the whole block."""
    with open_folder() as folder:
        copy_of_prepared("migrated", _migrated, folder / "data")
        with cluster(folder / "data").running():
            yield folder / "data"


@contextmanager
def small_installation() -> Iterator[Path]:
    """An installation with one network and two offers, its database up for the whole block."""
    with open_folder() as folder:
        copy_of_prepared("small", _small, folder / "data")
        (folder / "angebote.csv").write_text(OFFERS)  # what was imported, to be imported again
        with cluster(folder / "data").running():
            yield folder / "data"


def titles(data_dir: Path) -> list[tuple[object, ...]]:
    """Key and title of every offer, as the role that sees every row."""
    embedded = cluster(data_dir)
    with embedded.connect("nestwerk_backup", "nestwerk") as connection:
        return sorted(connection.execute("SELECT public_id::text, title FROM offers_offer").fetchall())


@contextmanager
def debian_server() -> Iterator[str]:
    """Debian's PostgreSQL 15 with a login that may make roles but is no superuser, as a hoster hands it out.

    Yields the address with ``{database}`` to fill in: hilfen, zweite or dritte.
    """
    with open_folder() as folder:
        account: dict[str, object] = {}
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            folder.chmod(0o777)
        data = folder / "pg15"
        words = {"check": True, "capture_output": True, "cwd": "/", **account}
        subprocess.run(
            [DEBIAN / "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"], **words
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run([DEBIAN / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], **words)
        try:
            with psycopg.connect(host=str(folder), user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE ROLE kreis LOGIN CREATEROLE CREATEDB")
                for name in ("hilfen", "zweite", "dritte"):
                    connection.execute(f"CREATE DATABASE {name} OWNER kreis")
            yield f"postgresql://kreis@/{{database}}?host={folder}"
        finally:
            subprocess.run([DEBIAN / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **words)
