"""From `nestwerk serve` on an installed demonstration to the first page, and what a first visit puts on the wire.

The reference of the start is a Python process that only sets Django up. python -m bench.start
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .installation import NESTWERK, Installation
from .serving import free_port, wait_for
from .table import show

ROUNDS = 3
OWN = re.compile(r'(?:href|src)="(/[^"]+\.(?:css|js|svg|png|webp|ico|webmanifest))"')
FOREIGN = re.compile(
    r'<(?:script|img|link rel="(?:stylesheet|icon|preload)"|iframe)[^>]+(?:src|href)="https?://([^/"]+)'
)
ADDRESSES = (
    ("start page", "/sonneberg/"),
    ("result page", "/sonneberg/suche?q=mein+baby+schreit+nur+noch"),
)


def main() -> None:
    """Print start time and sizes."""
    folder = Path(tempfile.mkdtemp(prefix="nestwerk-bench-"))
    folder.chmod(0o711)
    made = Installation(folder / "data", 0)
    try:
        made.command("demo")
        port = free_port()
        environ = made.environ(NESTWERK_BIND=f"127.0.0.1:{port}")
        taken, bare = [], []
        for number in range(ROUNDS):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", "import django; django.setup()"], check=True,
                           env={**environ, "DJANGO_SETTINGS_MODULE": "nestwerk.config.settings"})  # fmt: skip
            bare.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            process = subprocess.Popen([*NESTWERK, "serve"], env=environ, stdout=subprocess.DEVNULL)
            try:
                wait_for(f"http://127.0.0.1:{port}/sonneberg/", 120)
                taken.append(time.perf_counter() - begun)
                if number == ROUNDS - 1:
                    for name, path in ADDRESSES:
                        wire(name, port, path)
            finally:
                process.terminate()
                process.wait(60)
        first, reference = statistics.median(taken), statistics.median(bare)
        busy = f", load {os.getloadavg()[0]:.1f}" if os.getloadavg()[0] > 1 else ""
        words = f"{first / reference:.1f} × Django alone ({reference:.2f} s{busy})"
        show("second start to the first answer", f"{first:.2f} s", words, "≤ 5 s", met=first <= 5)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wire(name: str, port: int, path: str) -> None:
    """Print what a browser with an empty cache receives: page and files it names, headers included."""
    page, received, plain = receive(port, path)
    files = sorted(set(OWN.findall(page)))
    foreign = [host for host in FOREIGN.findall(page) if host.split(":")[0] not in ("127.0.0.1", "localhost")]
    total, whole = received, plain
    for file in files:
        _, more, unpacked = receive(port, file)
        total, whole = total + more, whole + unpacked
    words = f"{total / whole:.2f} of the plain bytes; {len(files)} files, {len(foreign)} foreign"
    show(f"first visit, {name}", f"{total / 1024:.1f} KiB", words, "≤ 40 KB, nothing foreign",
         met=total <= 40_000 and not foreign)  # fmt: skip


def receive(port: int, path: str) -> tuple[str, int, int]:
    """Return the text of an answer, the bytes on the wire and the bytes without packing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    headers = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 17
    body = answer.read()
    connection.close()
    text = body
    if answer.getheader("Content-Encoding") == "br":
        import brotli

        text = brotli.decompress(body)
    return text.decode(errors="replace"), headers + len(body), headers + len(text)


if __name__ == "__main__":
    main()
