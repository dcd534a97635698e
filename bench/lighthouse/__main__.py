"""Lighthouse on every kind of public page: accessibility and best practices are 100, the first page is there soon.

python -m bench.lighthouse                 every kind of page in German and Arabic, then the slow profiles
python -m bench.lighthouse suche notfall   only kinds of pages whose address has one of these words

The kinds of pages come from the sitemap: one address per view, and those in ``MORE`` that no sitemap names. Lighthouse
is the npm package of ``package.json``, installed below ``var``; its phone is four times slower than this machine and
has 150 ms and 1.6 Mbit/s ("slow 4G"), ``slow3g`` has 400 ms and 400 kbit/s. Exit code 1 where a score or a time is
missed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.installation import NESTWERK, ROOT
from bench.serving import free_port, wait_for
from bench.table import heading, show

HERE = Path(__file__).parent
KEPT = ROOT / "var" / "lighthouse"
FILES = ("package.json", "package-lock.json", "judge.mjs")
NETWORK = "musterstadt"
MORE = (
    f"/{NETWORK}/suche?q=mein+baby+schreit+so+viel",
    f"/{NETWORK}/suche?q=ich+will+nicht+mehr+leben",
    f"/{NETWORK}/merkliste",
    "/gibt/es/nicht",
)
FIRST = (f"/{NETWORK}/", f"/{NETWORK}/suche?q=mein+baby+schreit+so+viel", f"/{NETWORK}/notfall")
SOON = 2.5  # seconds until the first useful page
TIMES = 3
FOREIGN = re.compile(r"/(de-einfach|en|tr|ru|uk|ar)/")


def main() -> int:
    """Serve the demonstration, judge, print; 1 where something is missed."""
    words = sys.argv[1:]
    install()
    heading()
    with demonstration() as site:
        german = [path for path in kinds(site) if not words or any(word in path for word in words)]
        arabic = [f"/ar{path}" for path in german if not path.startswith("/notfall/")]  # those have one language
        missed = [one for one in judged(site, german) if not met(site, one)]
        missed += [one for one in judged(site, arabic) if not met(site, one)]
        slow = [] if words else [soon(site, profile) for profile in ("phone", "slow3g")]
    show("kinds of pages, German and Arabic", f"{len(german) + len(arabic)}", "", "none missed", met=not missed)
    return int(bool(missed) or not all(slow))


def install() -> None:
    """The packages of the lock file, below ``var``; CalledProcessError where they cannot be had."""
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = "".join((HERE / name).read_text(encoding="utf-8") for name in FILES)
    done = KEPT / "done"
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    for name in FILES:
        shutil.copy(HERE / name, KEPT / name)
    command = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=KEPT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    done.write_text(wanted, encoding="utf-8")


@contextmanager
def demonstration() -> Iterator[str]:
    """``nestwerk serve`` with the networks of the demonstration in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="nestwerk-bench-"))
    folder.chmod(0o711)  # the database may run as another user
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NESTWERK_", "DATABASE_"))}
    environ = kept | {"NESTWERK_DATA_DIR": str(folder / "data"), "NESTWERK_BIND": f"127.0.0.1:{port}",
                      "NESTWERK_PUBLIC_URL": f"http://127.0.0.1:{port}", "PYTHONPATH": str(ROOT)}  # fmt: skip
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([*NESTWERK, "serve"], env=environ, stdout=quiet, stderr=quiet)
    try:
        site = f"http://127.0.0.1:{port}"
        wait_for(f"{site}/{NETWORK}/", 180)
        yield site
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def kinds(site: str) -> list[str]:
    """One German path for each view that the sitemap names, those of the invented network first, and ``MORE``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    import django
    from django.urls import resolve

    django.setup()
    german = [path for path in _paths(f"{site}/sitemap.xml", site) if not FOREIGN.match(path)]
    chosen: dict[str, str] = {}
    for path in sorted(german, key=lambda path: (f"/{NETWORK}/" not in path, path)):
        chosen.setdefault(resolve(path).view_name, path)
    return [*sorted(chosen.values()), *MORE]


def _paths(address: str, site: str) -> Iterator[str]:
    with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own server
        for found in re.findall(r"<loc>([^<]+)</loc>", answer.read().decode()):
            path = "/" + found.split("/", 3)[3]
            if path.endswith(".xml"):
                yield from _paths(site + path, site)
            else:
                yield path


def judged(site: str, paths: list[str], profile: str = "phone") -> Iterator[dict[str, Any]]:
    """Lighthouse's scores of each page, as they come."""
    environ = os.environ | {"CHROMIUM": shutil.which("chromium") or "chromium", "PROFILE": profile}
    pipe = subprocess.PIPE
    judge = subprocess.Popen(["node", "judge.mjs"], cwd=KEPT, env=environ, stdin=pipe, stdout=pipe, text=True)
    assert judge.stdin
    assert judge.stdout
    with judge:
        for path in paths:
            for _ in range(TIMES):  # a browser that shows nothing for once says nothing about the page
                judge.stdin.write(site + path + "\n")
                judge.stdin.flush()
                one = json.loads(judge.stdout.readline())
                if not one["error"]:
                    break
            yield one
        judge.stdin.close()


def met(site: str, one: dict[str, Any]) -> bool:
    """Print the scores of a page and say whether both are full."""
    # the browser notes in its console that a page is not there, as it should; nothing else may be wrong with that one
    noted = "gibt/es/nicht" in one["address"] and one["wrong"] == ["errors-in-console"]
    full = one["accessibility"] == 100 and (noted or one["practices"] == 100) and not one["error"]
    figures = f"{one['accessibility']}, {one['practices']}, {one['performance']}"
    wrong = " ".join([one["error"] or "", *one["wrong"]]).strip()[:40]
    show(one["address"].removeprefix(site), figures, wrong, "100, 100", met=full)
    return full


def soon(site: str, profile: str) -> bool:
    """Print the median of the first and the largest thing shown of the pages opened first."""
    good = True
    for path in FIRST:
        seen = list(judged(site, [path] * TIMES, profile))
        first, largest = (statistics.median(one[name] for one in seen) for name in ("first", "largest"))
        kept = largest <= SOON
        good = good and kept
        size = f"{statistics.median(one['kilobytes'] for one in seen):.0f} kB"
        show(f"{profile}: {path}", f"{first:.2f} s, {largest:.2f} s", size, f"{SOON} s", met=kept)
    return good


if __name__ == "__main__":
    raise SystemExit(main())
