"""What people do in the workspace, and how long until families see it: a real worker publishes, a reader looks."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network

from .kept import TOKEN, Kept, a_list
from .table import show

HERE = "/netz/bench/"
TIMES = 12
PUBLIC = 2000  # ms from a click to what families read
LIST = 10_000  # ms for a thousand rows
PATIENCE = 30.0  # s


def measure(network: Network, kept: Kept, clients: dict[str, Any]) -> None:
    """Autosave, approve, confirm, merge, a list of a thousand; then from a click to the published directory."""
    host = clients["coordinator"]
    drafts, pairs, linked, offers = _things(network, kept.people["coordinator"])
    show("", "", "", "")
    _line("autosave of a text", [_autosave(host, offer, number) for number, offer in enumerate(offers[:TIMES])])
    _line("approving", [_post(host, f"pruefung/{draft}/uebernehmen/") for draft in drafts[:TIMES]])
    link = f"/bestaetigen/bench/{TOKEN}/"
    _line("one click in a mail", [_took(host, link, {"angebot": str(offer)}, 303) for offer in linked[:TIMES]])
    merging = [_post(host, f"doppelt/{pair}/zusammenfuehren/", bleibt="first") for pair in pairs[:TIMES]]
    _line("merging two", merging)
    _line("searching duplicates", [_post(host, "doppelt/suchen/")], 1000)
    _list(host)
    with _worker():
        _public(host, drafts[TIMES : TIMES + 7])


def _things(network: Network, member: Membership) -> tuple[list[int], list[int], list[int], list[int]]:
    with tenant(network.pk, user_id=member.user_id, hat=member.hat):
        drafts = list(network.drafts.filter(state="submitted").values_list("pk", flat=True))
        pairs = list(network.pairs.filter(kind="offer", state="open").values_list("pk", flat=True))
        linked = list(network.confirm_links.get().offers)
        offers = list(network.offers.filter(status="published").order_by("-pk").values_list("pk", flat=True)[:TIMES])
    return drafts, pairs, linked, offers


def _autosave(client: Any, offer: int, number: int) -> tuple[float, float]:
    address = f"{HERE}angebote/{offer}/bearbeiten/text/"
    page = client.get(address).content.decode()
    sent = {"title": f"Krabbelgruppe {number}", "summary": "Jeden Dienstag spielen.", "description": "Wort " * 120}
    seal = re.search(r'name="gesehen" value="([^"]*)"', page)
    return _took(client, address, sent | {"gesehen": seal[1] if seal else ""}, 200, HTTP_X_AUTOSAVE="1")


def _post(client: Any, path: str, **sent: str) -> tuple[float, float]:
    return _took(client, HERE + path, sent, 302)


def _took(client: Any, address: str, sent: dict[str, Any], status: int, **headers: str) -> tuple[float, float]:
    """Milliseconds on the clock and of processor time of one POST."""
    begun, busy = time.perf_counter(), time.process_time()
    answer = client.post(address, sent, **headers)
    took = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - busy)
    if answer.status_code != status:
        raise SystemExit(f"{address}: {answer.status_code} {answer.content[:300]!r}")
    return took


def _line(name: str, times: Sequence[tuple[float, float]], budget: int = 80) -> None:
    clock, cpu = median(one[0] for one in times), median(one[1] for one in times)
    words = f"median of {len(times)}" if len(times) > 1 else "once"
    show(name, f"{cpu:.1f} ms CPU, {clock:.1f} ms", words, f"≤ {budget} ms", met=cpu <= budget)


def _list(client: Any) -> None:
    """A list of a thousand: read, understood and planned, brought in as public."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from nestwerk.offers.models import ImportRun, Offer

    sent = {"liste": SimpleUploadedFile("neu.csv", a_list(1000, "Neu"))}
    read = _took(client, f"{HERE}einlesen/", sent, 302)
    network = Network.objects.get(slug="bench")
    with tenant(network.pk):
        run, before = ImportRun.objects.latest("pk"), Offer.objects.count()
    done = _post(client, f"einlesen/{run.pk}/uebernehmen/", stand="oeffentlich")
    undone = _post(client, f"einlesen/{run.pk}/zuruecknehmen/")
    with tenant(network.pk):
        run.refresh_from_db()
        came = run.counts["new"]
        assert Offer.objects.count() == before, "not taken back"
    _line("a list of 1,000: read and planned", [read], LIST)
    _line(f"a list of 1,000: {came:,} offers come in", [done], LIST)
    _line("a list of 1,000: taken back", [undone], LIST)


@contextmanager
def _worker() -> Iterator[None]:
    """The process of background work, as ``serve`` starts it."""
    command = [sys.executable, "-m", "nestwerk.config.cli"]
    subprocess.run([*command, "publish"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process = subprocess.Popen([*command, "worker"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(15)


def _public(client: Any, drafts: Sequence[int]) -> None:
    """From the click on „Übernehmen“ to a reader that has the new directory. The first, which warms up, is left out."""
    from django.conf import settings

    from nestwerk.catalogue.live import POLL_SECONDS, Live

    live, times = Live(Path(settings.SNAPSHOT_DIR)), []
    _settled(live)
    for draft in drafts:
        before, begun = live.snapshot and live.snapshot.version, time.perf_counter()
        _post(client, f"pruefung/{draft}/uebernehmen/")
        clicked = time.perf_counter()
        while live.snapshot is None or live.snapshot.version == before:
            if time.perf_counter() - clicked > PATIENCE:
                raise SystemExit("nothing was published")
            time.sleep(0.02)
            live.look()
        times.append(1000 * (time.perf_counter() - begun))
        _settled(live)
    took = median(times[1:]) + 1000 * POLL_SECONDS / 2
    words = f"median of {len(times) - 1}, {max(times[1:]) + 1000 * POLL_SECONDS:.0f} ms at worst"
    show("from approving to the public pages", f"{took:.0f} ms", words, f"≤ {PUBLIC} ms", met=took <= PUBLIC)


def _settled(live: Any) -> None:
    """Wait until no new directory has come for two seconds."""
    quiet = time.perf_counter()
    while time.perf_counter() - quiet < 2:
        if live.look():
            quiet = time.perf_counter()
        time.sleep(0.1)
