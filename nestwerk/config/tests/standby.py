"""Commands without the wait: a process that has read the code and becomes each command in turn by forking.

Reading the code is most of what a short command does. What follows is the same: a process of its own with its own
output and exit code. Use ``call`` below; run as a program this module is the process that stands by.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

FOLDER = "NESTWERK_DATA_DIR"
READ_ONCE = ("secret-key", "postgres/secrets.json")  # what settings keep of the data folder; replaced by a restore
STANDING: dict[tuple[tuple[str, str], ...], Standby] = {}


class Standby:
    """One process that stands by, for one environment."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.folder = Path(environ.get(FOLDER, "/nonexistent"))
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            env=dict(environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.answer()
        self.read = self.state()

    def state(self) -> list[tuple[int, int] | None]:
        """Which files its settings have read; another state makes it useless."""
        found = []
        for name in READ_ONCE:
            try:
                entry = (self.folder / name).stat()
                found.append((entry.st_ino, entry.st_mtime_ns))
            except OSError:
                found.append(None)
        return found

    def answer(self) -> int:
        """Wait for its next word: the number it says."""
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said, "what stood by has ended; it said why above"
        return int(said)

    def call(self, **what: object) -> subprocess.CompletedProcess[str]:
        """Become a command and end."""
        assert self.process.stdin is not None
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            streams = [f"/proc/{os.getpid()}/fd/{stream.fileno()}" for stream in (out, err)]
            self.process.stdin.write(json.dumps({**what, "streams": streams, "cwd": os.getcwd()}) + "\n")
            self.process.stdin.flush()
            code = self.answer()
            return subprocess.CompletedProcess([str(what)], code, _all(out), _all(err))

    def dismiss(self) -> None:
        """Let it go."""
        self.process.communicate()


def call(environ: Mapping[str, str], **what: object) -> subprocess.CompletedProcess[str]:
    """Run a command (``words``) or a program (``program``) in this environment and return what it said."""
    environ = {name: value for name, value in environ.items() if name != "PYTEST_CURRENT_TEST"}
    key = tuple(sorted(environ.items()))
    if key in STANDING and STANDING[key].read != STANDING[key].state():
        STANDING.pop(key).dismiss()
    if key not in STANDING:
        STANDING[key] = Standby(environ)
    return STANDING[key].call(**what)


def dismiss_all(below: Path = Path("/")) -> None:
    """Let go whatever stands by for a data folder below this one."""
    for key in [key for key, one in STANDING.items() if one.folder.is_relative_to(below)]:
        STANDING.pop(key).dismiss()


atexit.register(dismiss_all)


def _all(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read()


def stand_by() -> dict[str, object]:
    """Fork for each line that comes in. Returns in the children only: what to become."""
    while line := sys.stdin.readline():
        what: dict[str, object] = json.loads(line)
        child = os.fork()
        if not child:
            _take_over(what)
            return what
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    os._exit(0)


def _take_over(what: dict[str, object]) -> None:
    for number, path in enumerate([os.devnull, *what["streams"]]):  # type: ignore[misc]
        handle = os.open(path, os.O_RDWR)
        os.dup2(handle, number)
        os.close(handle)
    os.chdir(str(what["cwd"]))


def read_the_code() -> None:
    """Everything a command may need that can be read before it is known. A folder is not made for it."""
    import django

    from nestwerk.common.refusals import Refused
    from nestwerk.config import cli  # noqa: F401
    from nestwerk.config.postgres import ClusterError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    if not Path(os.environ[FOLDER]).is_dir():
        return
    try:
        django.setup()
    except (Refused, ClusterError):  # the command will say so
        return
    from django.db.migrations.loader import MigrationLoader

    from nestwerk.catalogue import publish  # noqa: F401
    from nestwerk.config import backup, check, restore, schema  # noqa: F401

    MigrationLoader(None)  # without a database: only reads the files
    gc.freeze()  # what is shared with the commands is not looked at again


if __name__ == "__main__":
    read_the_code()
    print(0, flush=True)
    task = stand_by()
    if "program" in task:
        exec(str(task["program"]), {"__name__": "__main__"})  # noqa: S102
    else:
        from nestwerk.config.cli import main

        main(list(task["words"]))  # type: ignore[call-overload]
