"""A county's own sign-in on loopback: the npm package oidc-provider, installed below ``var``, not in the project."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "var" / "oidc"
FILES = ("package.json", "package-lock.json", "provider.mjs")
SECRET = "nur-fuer-diese-reise"  # as in provider.mjs
MISSING = "npm oder das Paket oidc-provider fehlt: die Anmeldung der Verwaltung wird nicht durchgespielt."


def installed() -> Path:
    """The folder with the provider and its packages; the test is skipped with one line where they cannot be had."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip(MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = "".join((HERE / name).read_text(encoding="utf-8") for name in FILES)
        done = FOLDER / "done"
        if not done.exists() or done.read_text(encoding="utf-8") != wanted:
            for name in FILES:
                shutil.copy(HERE / name, FOLDER / name)
            install = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
            try:
                tried = subprocess.run(install, cwd=FOLDER, capture_output=True, timeout=180, check=False)
            except subprocess.TimeoutExpired:
                pytest.skip(MISSING)
            if tried.returncode:
                pytest.skip(MISSING)
            done.write_text(wanted, encoding="utf-8")
    return FOLDER


@contextmanager
def running(port: int, redirect: str) -> Iterator[str]:
    """The provider on this port for a block; gives its address."""
    issuer = f"http://127.0.0.1:{port}"
    told = os.environ | {"ISSUER": issuer, "PORT": str(port), "REDIRECT": redirect}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(["node", "provider.mjs"], cwd=installed(), env=told, stdout=quiet, stderr=quiet)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=10)
