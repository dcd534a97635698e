"""Folders that an unprivileged database user can reach; pytest's own are closed."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import standby

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
PREPARED = "nw-prepared-{run}"  # in the folder for temporary files; removed when the run ends


@contextmanager
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="nw-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        standby.dismiss_all(folder)
        shutil.rmtree(folder, ignore_errors=True)


def copy_of_prepared(name: str, make: Callable[[Path], None], target: Path) -> None:
    """Copy a stopped data folder to ``target``; ``make`` fills it once for all processes of a run."""
    folder = Path(tempfile.gettempdir()) / PREPARED.format(run=RUN)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / f"{name}.done").exists():
            make(folder / name)
            (folder / f"{name}.done").touch()
    subprocess.run(["cp", "-a", folder / name, target], check=True)
