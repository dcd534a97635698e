"""What every command needs around its work: the database up, Django ready, lines that say how far it is."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import psycopg

from nestwerk.common.os_causes import in_the_way
from nestwerk.common.refusals import Refused

from .postgres import cluster
from .postgres_causes import no_connection

SUPERVISED = "NESTWERK_SUPERVISED"  # set by serve for its children


def say(line: str) -> None:
    """Tell the operator something, at once even through a pipe."""
    click.echo(line)
    sys.stdout.flush()


class Progress:
    """Shows how far a long work is, on stderr: in place on a terminal, as lines elsewhere."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.width = 0

    def __call__(self, line: str) -> None:
        """Show the newest state."""
        if self.terminal:
            click.echo(f"\r{line.ljust(self.width)}", err=True, nl=False)
            self.width = len(line)
        else:
            click.echo(line, err=True)

    def counter(self, words: str) -> Callable[[int], None]:
        """Return a function that shows a growing number with ``words``; elsewhere than on a terminal every 5,000."""

        def count(number: int) -> None:
            if self.terminal or number % 5000 == 0:
                self(f"{number} {words}")

        return count

    def end(self) -> None:
        """Leave the line, so that the next output starts on its own."""
        if self.terminal and self.width:
            click.echo("", err=True)
            self.width = 0


def other_owner(data_dir: Path, uid: int) -> str:
    """A warning where root works on somebody else's data: what root writes there the service cannot read."""
    owner = data_dir.stat().st_uid if data_dir.exists() else uid
    if uid != 0 or owner == 0:
        return ""
    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = str(owner)
    return (
        f"Achtung: Der Datenordner gehört „{name}“, dieser Befehl läuft als root. Was er schreibt, kann der Dienst "
        f"nicht lesen. Besser: runuser -u {name} -- nestwerk …"
    )


@contextmanager
def database_up() -> Iterator[None]:
    """Hold the database up for a block: the embedded one is started if needed, an own one must be there.

    Below ``serve`` the embedded one is only waited for: another child looks after it.
    """
    from nestwerk.config import settings

    if not os.environ.get(SUPERVISED) and (warning := other_owner(settings.DATA_DIR, os.geteuid())):
        click.echo(warning, err=True)
    if os.environ.get("DATABASE_URL"):
        yield
    elif os.environ.get(SUPERVISED):
        cluster(settings.DATA_DIR).wait_until_ready(60)
        yield
    else:
        with cluster(settings.DATA_DIR).running():
            yield


@contextmanager
def django_ready(*, migrated: bool = True) -> Iterator[None]:
    """Hold the database up and set Django up. A fresh database gets its tables; an old one is refused.

    Raises Refused if the database does not answer or is not on the state of this version (unless not ``migrated``).
    """
    import django
    from django.db import OperationalError, connections

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    with database_up():
        django.setup()
        try:
            if migrated:
                require_migrated()
            yield
        except (OperationalError, psycopg.OperationalError) as error:
            raise Refused(in_the_way(error) or f"Die Datenbank antwortet nicht: {no_connection(error)}.") from error
        finally:
            connections.close_all()


def require_installation() -> None:
    """Raise Refused where the data folder holds no embedded database: whoever saves means another folder."""
    from nestwerk.config import settings

    if not os.environ.get("DATABASE_URL") and not (cluster(settings.DATA_DIR).pgdata / "PG_VERSION").exists():
        raise Refused(f"Im Ordner {settings.DATA_DIR} liegt keine Installation. Stimmt NESTWERK_DATA_DIR?")


def require_migrated() -> None:
    """Create the tables of a fresh database. Raises Refused if an older one waits for ``nestwerk migrate``."""
    from nestwerk.config.migrations_state import applied, open_migrations
    from nestwerk.config.schema import migrate_database

    if not applied():
        migrate_database(say)
    elif waiting := open_migrations():
        raise Refused(
            f"Die Datenbank ist noch auf einem älteren Stand ({len(waiting)} offene Schritte). "
            "Bitte zuerst: nestwerk migrate"
        )
