"""Pages of the workspace: server time with 1,000 offers in the network, against an empty answer through the same door.

python -m bench.workspace [--offers 1000] [--runs 20] [--only frische]

The network is in the middle of its work (``bench.kept``). The budget is judged by this process' processor time, which
bears neighbours on the machine; the time on the clock stands beside it. Then what people do: ``bench.deeds``.
"""

from __future__ import annotations

import argparse
import time
from statistics import median
from typing import Any, NamedTuple

from .filled import fill, open_installation
from .table import show

BUDGET = 80  # ms of server time
BOX = (50.2, 50.6, 10.8, 11.4)
SECTIONS = ("text", "art", "wen", "wann", "wo", "kontakt", "kosten", "plaetze", "sprachen")
PAGES = (
    ("Heute", ""),
    ("command field", "suche/?q=regenbogen"),
    ("numbers with four charts", "zahlen/"),
    ("offers, first page", "angebote/"),
    ("offers, searched and sorted", "angebote/?suche=sonnenschein&sortierung=-faellig"),
    ("offers, filtered by kind and state", "angebote/?art=offer.midwife_care&stand=published"),
    ("offers with free places", "angebote/?plaetze=frei"),
    ("one offer, 25 versions", "angebote/{offer}/"),
    ("preview of an offer", "angebote/{offer}/vorschau/"),
    ("an earlier version", "angebote/{offer}/fassung/{version}/"),
    ("editing: tasks", "angebote/{offer}/bearbeiten/"),
    *((f"editing: {section}", f"angebote/{{offer}}/bearbeiten/{section}/") for section in SECTIONS),
    ("editing: a new series", "angebote/{offer}/bearbeiten/termine/neu/"),
    ("editing: a pause", "angebote/{offer}/bearbeiten/pause/"),
    ("a new offer", "angebote/neu/"),
    ("like titles while typing", "angebote/neu/aehnliche/?title=Krabbelgruppe+Sonnenschein"),
    ("due: all at once", "angebote/faellig/"),
    ("watched", "beobachtet/"),
    ("review: 40 wait", "pruefung/"),
    ("review: one draft", "pruefung/{draft}/"),
    ("pairs", "doppelt/"),
    ("one pair", "doppelt/{pair}/"),
    ("merged", "doppelt/zusammengefuehrt/"),
    ("desk", "pflege/"),
    ("desk: never confirmed", "pflege/?was=nie"),
    ("desk: overdue", "pflege/?was=ueberfaellig"),
    ("hiding an offer", "pflege/{offer}/ausblenden/"),
    ("calls", "pflege/anrufe/"),
    ("freshness", "pflege/frische/"),
    ("rules of upkeep", "pflege/regeln/"),
    ("rules: who publishes at once", "pflege/regeln/sofort/"),
    ("quality", "guete/"),
    ("reports", "hinweise/"),
    ("lists", "einlesen/"),
    ("a list of 1,000: columns", "einlesen/{list}/spalten/"),
    ("a list of 1,000: values", "einlesen/{list}/werte/"),
    ("a list of 1,000: rows", "einlesen/{list}/"),
    ("a list that came in", "einlesen/{done_list}/bericht/"),
    ("partners", "partner/"),
    ("a new partner", "partner/neu/"),
    ("partner with 100 offers", "partner/{partner}/"),
    ("partner: rename", "partner/{partner}/umbenennen/"),
    ("partner: dissolve", "partner/{partner}/aufloesen/"),
    ("partner: merge, choosing", "partner/{partner}/zusammenfuehren/"),
    ("partner: merge", "partner/{partner}/zusammenfuehren/?mit={other}"),
    ("members", "mitglieder/"),
    ("inviting somebody", "mitglieder/einladen/"),
    ("the network's details", "netzwerk/"),
    ("audit", "protokoll/"),
    ("mails", "post/"),
)
OTHERS = (
    ("Heute", ""),
    ("offers, first page", "angebote/"),
    ("one offer", "angebote/{offer}/"),
    ("due: all at once", "angebote/faellig/"),
    ("reports", "hinweise/"),
    ("desk", "pflege/"),
    ("pairs", "doppelt/"),
)
CLOSED = {("partner", "pflege/"), ("partner", "doppelt/"), ("space", "doppelt/"), ("editor", "hinweise/")}


class Took(NamedTuple):
    """Medians in ms on the clock and of processor time, and how many statements one request asks."""

    clock: float
    cpu: float
    queries: int


def main() -> None:
    """Fill one network, sign four people in and ask for each page twenty times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", default="", help="a word of the page's name or address")
    options = parser.parse_args()
    open_installation()
    fill("bench", options.offers, seed=7, box=BOX, organisations=80)
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.utils import timezone

    from nestwerk.networks.models import Network
    from nestwerk.networks.tests.people import signed_in

    from . import deeds
    from .kept import keep

    settings.ALLOWED_HOSTS = ["testserver"]
    network = Network.objects.get(slug="bench")
    kept = keep(network, at=timezone.now(), today=timezone.localdate())
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute
    clients = {role: signed_in(member) for role, member in kept.people.items()}
    empty = ask(clients["coordinator"], "/netz/bench/farben/0b5d5e.css", options.runs)
    show("an empty answer inside the network", _figure(empty), "session, hat, tenant")
    pages = [("coordinator", name, path) for name, path in PAGES]
    pages += [(role, f"{role}: {name}", path) for role in ("space", "editor", "partner") for name, path in OTHERS]
    for role, name, path in pages:
        if options.only in name + path and (role, path) not in CLOSED:
            _line(name, ask(clients[role], f"/netz/bench/{path.format(**kept.ids)}", options.runs), empty)
    for name, path in (("a mail's link, 12 offers", ""), ("a mail's link, correcting", "{linked}/")):
        if options.only in name:
            took = ask(Client(), f"/bestaetigen/bench/{{token}}/{path}".format(**kept.ids), options.runs)
            _line(name, took, empty)
    if not options.only or options.only == "deeds":
        deeds.measure(network, kept, clients)


def _figure(took: Took) -> str:
    return f"{took.cpu:.1f} ms CPU, {took.clock:.1f} ms, {took.queries} q"


def _line(name: str, took: Took, empty: Took) -> None:
    show(name, _figure(took), f"{took.cpu / empty.cpu:.1f} × empty", f"≤ {BUDGET} ms", met=took.cpu <= BUDGET)


def ask(client: Any, address: str, runs: int) -> Took:
    """Ask for a page so often. The first request, which compiles templates, does not count."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connections["default"]) as asked:
        answer = client.get(address)
    queries = len(asked)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code} {answer.get('Location', '')}")
    clock, cpu = [], []
    for _ in range(runs):
        begun, busy = time.perf_counter(), time.process_time()
        client.get(address)
        clock.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - busy))
    return Took(median(clock), median(cpu), queries)


if __name__ == "__main__":
    main()
