"""The embedded PostgreSQL: made, started and stopped by driving the wheel's binaries ourselves.

Socket in the data folder only, no network port, passwords for every role including the superuser, durable
settings. ``DATABASE_URL`` uses an own server instead; then nothing here is started.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

from . import postgres_home as place
from .postgres_causes import explain
from .postgres_home import Account, ClusterError
from .roles import OWNER, ROLES, ensure_roles
from .supervise import die_with_parent

__all__ = ["Cluster", "ClusterError", "cluster"]

CHILDREN: dict[Path, subprocess.Popen[str]] = {}  # servers this process started, by their data folder
DATABASE = "nestwerk"
SUPERUSER = "postgres"
SILENT = "Die Datenbank antwortet nicht. Bitte das Protokoll im Ordner „cluster/log“ ansehen."
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",  # /dev/shm is tiny in containers and swept by systemd at logout
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "TimeZone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",  # one file per weekday, overwritten a week later
    "log_truncate_on_rotation": "on",
    "log_min_error_statement": "panic",  # statements can hold personal data: keep them out of the log
    "log_error_verbosity": "terse",  # no DETAIL: it repeats the values of a key that stands twice
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def cluster(data_dir: Path) -> Cluster:
    """Return the embedded database of ``data_dir``; nothing is started or written yet."""
    return Cluster(Path(data_dir).absolute())


@dataclass(frozen=True)
class Cluster:
    """One embedded PostgreSQL. Every method that changes something is safe to repeat."""

    data_dir: Path

    @property
    def folder(self) -> Path:
        """The folder with secrets and locks, always inside the data folder."""
        return self.data_dir / "postgres"

    @cached_property
    def account(self) -> Account:
        """The operating system user the server runs as."""
        return place.choose_account(self.folder / "cluster")

    @cached_property
    def home(self) -> Path:
        """The folder of cluster, socket and, where needed, a copy of the binaries."""
        return place.choose_home(self.data_dir, self.account)

    @property
    def pgdata(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.home / "cluster"

    @cached_property
    def socket_dir(self) -> Path:
        """The folder of the socket, the only way in."""
        return place.choose_socket_dir(self.home)

    @cached_property
    def install(self) -> Path:
        """The PostgreSQL installation that fits the cluster and that its user can run."""
        _, install = place.choose_install(self.pgdata)
        return place.reachable_install(install, self.account, self.home)

    def binary(self, name: str) -> Path:
        """Return the path of one of PostgreSQL's programs, e.g. ``pg_dump``."""
        return self.install / "bin" / name

    @cached_property
    def passwords(self) -> Mapping[str, str]:
        """Passwords by role, generated on first use and kept in ``postgres/secrets.json`` (0600)."""
        path = self.folder / "secrets.json"
        try:
            return _read_secrets(path)
        except FileNotFoundError:
            pass
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(exist_ok=True, mode=0o711)
        fresh = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, *ROLES)}
        handle, draft = tempfile.mkstemp(dir=self.folder, prefix=".secrets-")
        with os.fdopen(handle, "w") as stream:
            json.dump(fresh, stream)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)  # fails if another process was first: then its passwords count
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
        return _read_secrets(path)

    def params(self, role: str, database: str = DATABASE) -> dict[str, str]:
        """Return libpq's connection parameters for ``role``."""
        return {
            "host": str(self.socket_dir),
            "port": SETTINGS["port"],
            "dbname": database,
            "user": role,
            "password": self.passwords[role],
        }

    def connect(self, role: str = SUPERUSER, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """Open an autocommit connection. Raises ``psycopg.OperationalError`` if the server does not answer."""
        return psycopg.connect(**self.params(role, database), autocommit=True, connect_timeout=5)  # type: ignore[arg-type]

    def pid(self) -> int | None:
        """Return the process number of the running server, None if there is none (stale pid files do not count)."""
        try:
            pid = int((self.pgdata / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError, PermissionError):
            return None
        try:
            here = os.stat(f"/proc/{pid}/cwd")
            return pid if os.path.samestat(here, self.pgdata.stat()) else None
        except FileNotFoundError:
            return None
        except PermissionError:
            return None

    def is_running(self) -> bool:
        """Tell whether the server process lives."""
        return self.pid() is not None

    def is_ready(self) -> bool:
        """Tell whether the server accepts connections."""
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self, timeout: float = 60) -> bool:
        """Make the cluster if missing, start it and wait until roles and database are there.

        Returns True if this call started the server, False if it was running already. The server is a child of
        this process and stops (fast shutdown) when the calling thread dies. ``timeout`` is in seconds.
        Raises ClusterError with a German sentence.
        """
        deadline = time.monotonic() + timeout
        with self._lock():
            started = False
            while not self.is_ready():
                if not self.is_running():  # looked at again and again: it may just be shutting down
                    self._init()
                    self._clear_stale_files()
                    self._spawn(deadline)
                    started = True
                elif time.monotonic() > deadline:
                    raise ClusterError(SILENT)
                else:
                    time.sleep(0.05)
            self._prepare()
            return started

    def wait_until_ready(self, timeout: float) -> None:
        """Wait until somebody else has brought the server and its roles up. Raises ClusterError after ``timeout`` s."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            try:
                self.connect(OWNER, DATABASE).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise ClusterError(SILENT)

    def stop(self, timeout: float = 30) -> None:
        """Stop the server: a fast shutdown, an immediate one after ``timeout`` seconds. Nothing running is no error."""
        pid = self.pid()
        if pid is None:
            return
        for sign, patience in ((signal.SIGINT, timeout), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 2.0)):
            try:
                os.kill(pid, sign)
            except ProcessLookupError:
                break
            deadline = time.monotonic() + patience
            while self.pid() == pid and time.monotonic() < deadline:
                self._reap()
                time.sleep(0.02)
            if self.pid() != pid:
                break
        child = CHILDREN.pop(self.pgdata, None)
        if child is not None:  # its files are gone a moment before the process is
            child.wait(5)

    @contextmanager
    def running(self) -> Iterator[Cluster]:
        """Hold the server up for a block and stop it afterwards only if this call started it."""
        started = self.start()
        try:
            yield self
        finally:
            if started:
                self.stop()

    # How it is done

    def _reap(self) -> None:
        """Collect the server if this process started it, so that it does not stay behind as a zombie."""
        child = CHILDREN.get(self.pgdata)
        if child is not None and child.poll() is not None:
            del CHILDREN[self.pgdata]

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """One process at a time makes, starts or prepares the cluster."""
        _ = self.passwords
        with open(self.folder / "start.lock", "w") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield

    def _init(self) -> None:
        if (self.pgdata / "PG_VERSION").exists():
            return
        version, _ = place.choose_install(self.pgdata)
        if self.home != self.folder:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o711)
        place.make_private(self.pgdata, self.account)
        if any(self.pgdata.iterdir()):
            self._empty_unfinished()
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        password_read, password_write = os.pipe()
        os.write(password_write, f"{self.passwords[SUPERUSER]}\n".encode())
        os.close(password_write)
        if self.account.switch:
            os.fchown(password_read, self.account.uid, self.account.gid)  # initdb opens it by name
        done = subprocess.run(
            [
                *(self.binary("initdb"), "-D", self.pgdata, "-U", SUPERUSER, "--encoding=UTF8"),
                *("--auth=scram-sha-256", "--data-checksums", "--no-instructions", "--pwfile=/dev/stdin"),
                *(locale if version >= 17 else ["--locale=C.UTF-8"]),
            ],
            stdin=password_read,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            **self.account.popen_options(),
        )
        os.close(password_read)
        if done.returncode:
            raise ClusterError(explain("Die Datenbank ließ sich nicht anlegen", done.stderr))
        (self.pgdata / "pg_hba.conf").write_text("local all all scram-sha-256\n")

    def _empty_unfinished(self) -> None:
        """An interrupted ``initdb`` leaves files without PG_VERSION's siblings; they hold nothing yet."""
        if (self.pgdata / "global" / "pg_control").exists():
            raise ClusterError(f"Der Datenbankordner {self.pgdata} ist unvollständig. Bitte eine Sicherung einspielen.")
        for folder, folders, files in os.walk(self.pgdata, topdown=False):
            for name in files:
                os.unlink(Path(folder, name))
            for name in folders:
                child = Path(folder, name)
                child.unlink() if child.is_symlink() else child.rmdir()

    def _clear_stale_files(self) -> None:
        """Remove a pid file whose number belongs to another program by now, once no process of a dead server is left.

        Everything else in it PostgreSQL judges itself: it knows the shared memory of a server that was killed, and
        two servers on the same files would destroy them. Raises ClusterError if something does not go away.
        """
        deadline = time.monotonic() + 10
        while leftovers := self._processes():
            if time.monotonic() > deadline:
                raise ClusterError(f"Von der alten Datenbank läuft noch ein Prozess (Nummer {leftovers[0]}).")
            time.sleep(0.05)
        for path in (self.pgdata / "postmaster.pid", self.socket_dir / f"{place.SOCKET_NAME}.lock"):
            try:
                number = int(path.read_text().split("\n", 1)[0])
                if Path(f"/proc/{number}").exists():
                    path.unlink()
            except (FileNotFoundError, NotADirectoryError, ValueError):
                continue

    def _processes(self) -> list[int]:
        """Return every process that works in PostgreSQL's data folder, children of a dead server included."""
        here = self.pgdata.stat()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if os.path.samestat(os.stat(entry / "cwd"), here):
                    found.append(int(entry.name))
            except OSError:  # gone meanwhile, or not ours to look at
                continue
        return found

    def _spawn(self, deadline: float) -> None:
        self._reap()
        place.make_private(self.socket_dir, self.account)
        options = {**SETTINGS, "unix_socket_directories": str(self.socket_dir)}
        command = [str(self.binary("postgres")), "-D", str(self.pgdata)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        patience = time.monotonic() + 10  # leftovers of a killed server need a moment to go
        while True:
            with tempfile.TemporaryFile("w+") as said:
                child = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=said,
                    cwd="/",
                    env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
                    start_new_session=True,  # Ctrl-C in the terminal must reach web and worker first
                    preexec_fn=die_with_parent(signal.SIGINT),  # a fast shutdown
                    **self.account.popen_options(),
                )
                while child.poll() is None:
                    if self.is_ready():
                        CHILDREN[self.pgdata] = child
                        return
                    if time.monotonic() > deadline:
                        raise ClusterError(SILENT)
                    time.sleep(0.03)
                said.seek(0)
                text = said.read() + self._log_tail()
            if not (("still in use" in text or "already exists" in text) and time.monotonic() < patience):
                raise ClusterError(explain("Die Datenbank startet nicht", text))
            time.sleep(0.3)

    def _log_tail(self) -> str:
        logs = sorted((self.pgdata / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
        return "\n".join(logs[-1].read_text(errors="replace").splitlines()[-15:]) if logs else ""

    def _prepare(self) -> None:
        """Bring roles, passwords and database to what this version needs."""
        try:
            with self.connect() as connection:
                ensure_roles(connection, {role: self.passwords[role] for role in ROLES})
                if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                    connection.execute(
                        sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
                    )
        except psycopg.Error as error:
            raise ClusterError(explain("Die Datenbank ließ sich nicht vorbereiten", str(error))) from error


def _read_secrets(path: Path) -> Mapping[str, str]:
    try:
        found: dict[str, str] = json.loads(path.read_text())
    except PermissionError as error:
        raise ClusterError(
            f"Die Datei {path} gehört einem anderen Benutzer. Bitte Nestwerk immer als derselbe Benutzer starten."
        ) from error
    except ValueError as error:
        raise ClusterError(f"Die Datei {path} ist beschädigt.") from error
    return found
