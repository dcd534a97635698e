"""Servers and load for the page benchmarks: granian with our callable, nginx with the same bytes, wrk in front."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from .installation import NESTWERK, Installation

CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: answers per second, median and 99th percentile in milliseconds, answers other than 2xx and 3xx."""

    per_second: float
    p50: float
    p99: float
    wrong: int


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def web(made: Installation, *, cache_mb: int = 64) -> Iterator[tuple[str, psutil.Process]]:
    """The web of an installation, without any database: base address and process."""
    port = free_port()
    environ = made.environ(NESTWERK_BIND=f"127.0.0.1:{port}", NESTWERK_CACHE_MB=str(cache_mb))
    process = subprocess.Popen([*NESTWERK, "web"], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/readyz", 120)
        time.sleep(1)  # the other workers
        yield base, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def nginx(body: bytes, headers: dict[str, str]) -> Iterator[str]:
    """nginx serving exactly these bytes with these headers from memory-cached files; yields the address."""
    folder = Path(tempfile.mkdtemp(prefix="nestwerk-nginx-"))
    folder.chmod(0o755)
    (folder / "page.html").write_bytes(body)
    port = free_port()
    kept = {name: value for name, value in headers.items() if name.lower() in SAME_HEADERS}
    lines = "".join(f"add_header {name} {quote(value)};\n" for name, value in kept.items())
    (folder / "nginx.conf").write_text(
        f"worker_processes {len(os.sched_getaffinity(0))}; daemon off;\n"
        f"pid {folder}/pid; error_log {folder}/error.log;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=10;\n"
        f"client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;\n"
        f"uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; types {{ text/html html; }}\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder};\n{lines} }} }}\n"
    )
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/page.html", 10)
        yield f"http://127.0.0.1:{port}/page.html"
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


SAME_HEADERS = (
    "content-security-policy", "referrer-policy", "permissions-policy", "cross-origin-opener-policy",
    "cross-origin-resource-policy", "x-content-type-options", "cache-control", "vary",
)  # fmt: skip


def quote(value: str) -> str:
    """A value for nginx's configuration."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "") + '"'


def wait_for(address: str, seconds: float) -> None:
    """Wait until an address answers. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310  # our own address
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def fetch(address: str) -> tuple[bytes, dict[str, str]]:
    """Body and headers of an answer."""
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # our own address
        return answer.read(), dict(answer.headers.items())


def wrk(address: str, *, seconds: float = 5, connections: int = CONNECTIONS, script: str = "") -> Load:
    """Press with wrk on one thread; it shares the processors with the server. ``script`` is Lua."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--latency", "--timeout", "10s"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        if script:
            file.write(script)
            file.flush()
            command += ["-s", file.name]
        said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),  # type: ignore[index]
        latency(said, "50%"),
        latency(said, "99%"),
        int(wrong[1]) if wrong else 0,
    )


def latency(said: str, which: str) -> float:
    """A percentile of wrk's table in milliseconds."""
    number, unit = re.search(rf"^\s+{which}\s+([\d.]+)(us|ms|s)", said, re.M).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def searches(path: str, words: list[str], *, parameter: str = "q") -> str:
    """Lua for wrk: a different search each time, three recombined words each, so that no page comes from the cache."""
    table = ",".join(f'"{urllib.parse.quote(word)}"' for word in words)
    return (
        f"local words = {{{table}}}\nlocal n = 0\nmath.randomseed(os.time())\n"
        "local function word() return words[math.random(#words)] end\n"
        "request = function()\n  n = n + 1\n"
        f'  return wrk.format("GET", "{path}?{parameter}=" .. word() .. "+" .. word() .. "+" .. n)\nend\n'
    )


def cpu_seconds(process: psutil.Process) -> float:
    """Processor time the server has used so far, all its processes together; unlike rates it bears neighbours."""
    used = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(times.user + times.system for times in used)


def workers_memory(process: psutil.Process) -> list[int]:
    """Private memory of each worker in bytes (unique set size; what the page cache grows)."""
    return [child.memory_full_info().uss for child in process.children(recursive=True) if child.children() == []]
