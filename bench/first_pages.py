"""What the first person to open a page in a fresh worker waits for: each page in a process forked as granian forks.

python -m bench.first_pages
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from .table import show
from .workspace import BOX, BUDGET, PAGES

HERE = "/netz/bench/"
DOOR = f"{HERE}farben/0b5d5e.css"  # connects to the database; not counted
SLOWEST = 12


def main() -> None:
    """Fill a network here, ask in a second process that has loaded what the web process loads, and no more."""
    if len(sys.argv) == 1:
        _fill()
    else:
        _ask(*json.loads(sys.argv[1]))


def _fill() -> None:
    from .filled import fill, open_installation

    open_installation()
    fill("bench", 1000, seed=7, box=BOX, organisations=80)
    from django.db import connections
    from django.utils import timezone

    from nestwerk.networks.models import Network
    from nestwerk.networks.tests.people import signed_in

    from .kept import keep

    kept = keep(Network.objects.get(slug="bench"), at=timezone.now(), today=timezone.localdate())
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    cookies = {name: one.value for name, one in signed_in(kept.people["coordinator"]).cookies.items()}
    subprocess.run([sys.executable, "-m", "bench.first_pages", json.dumps([cookies, kept.ids])], check=True)


def _ask(cookies: dict[str, str], ids: dict[str, Any]) -> None:
    from nestwerk.config.serve import _load_once

    busy = time.process_time()
    _load_once()
    show("what the web process loads", f"{1000 * (time.process_time() - busy):.0f} ms CPU")
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    took = sorted(((*_forked(HERE + path.format(**ids), cookies), name) for name, path in PAGES), reverse=True)
    for first, second, name in took[:SLOWEST]:
        words = f"{second:.1f} ms the second time"
        show(f"first time in a worker: {name}", f"{first:.1f} ms CPU", words, f"≤ {BUDGET} ms", met=first <= BUDGET)


def _forked(address: str, cookies: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of processor time of the first and of the second request in a process of its own."""
    from django.test import Client

    read, write = os.pipe()
    if (child := os.fork()) == 0:
        client, took = Client(), []
        for name, value in cookies.items():
            client.cookies[name] = value
        client.get(DOOR)
        for _ in range(2):
            busy = time.process_time()
            client.get(address)
            took.append(1000 * (time.process_time() - busy))
        os.write(write, json.dumps(took).encode())
        os._exit(0)
    os.waitpid(child, 0)
    first, second = json.loads(os.read(read, 1000))
    os.close(read)
    os.close(write)
    return first, second


if __name__ == "__main__":
    main()
