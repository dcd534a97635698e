"""Pages of the workspace: server time with 1,000 offers in the network, against an empty answer through the same door.

python -m bench.workspace [--offers 1000]
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime
from statistics import median
from typing import Any

from .filled import fill, open_installation
from .table import show

RUNS = 20
BUDGET = 80  # ms of server time
BOX = (50.2, 50.6, 10.8, 11.4)
PAGES = (
    ("Heute", ""),
    ("command field", "suche/?q=regenbogen"),
    ("numbers with four charts", "zahlen/"),
    ("offers, first page", "angebote/"),
    ("offers, searched and sorted", "angebote/?suche=sonnenschein&sortierung=-faellig"),
    ("one offer", "angebote/{offer}/"),
    ("partners", "partner/"),
    ("one partner", "partner/{partner}/"),
    ("reports", "hinweise/"),
    ("members", "mitglieder/"),
    ("inviting somebody", "mitglieder/einladen/"),
    ("the network's details", "netzwerk/"),
    ("audit", "protokoll/"),
    ("mails", "post/"),
)


def main() -> None:
    """Fill one network, sign a coordinator in and ask for each page twenty times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=1000)
    options = parser.parse_args()
    open_installation()
    fill("bench", options.offers, seed=7, box=BOX)
    client, ids = _coordinator()
    empty, _ = _time(client, "/netz/bench/farben/0b5d5e.css")
    show(f"{options.offers:,} offers: an empty answer inside the network", f"{empty:.1f} ms", "session, hat, tenant")
    for name, path in PAGES:
        took, worked = _time(client, f"/netz/bench/{path.format(**ids)}")
        words = f"{took / empty:.1f} × empty, {worked:.1f} ms CPU"
        show(f"{options.offers:,} offers: {name}", f"{took:.1f} ms", words, f"≤ {BUDGET} ms", met=took <= BUDGET)


def _time(client: Any, address: str) -> tuple[float, float]:
    """Medians in ms of server time and of this process' processor time (not the database's).

    The first request, which compiles templates, does not count.
    """
    took, worked = [], []
    for _ in range(RUNS + 1):
        begun, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        took.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.process_time() - busy))
        assert answer.status_code == 200, (address, answer.status_code)
    return median(took[1:]), median(worked[1:])


def _coordinator() -> tuple[Any, dict[str, int]]:
    """A signed-in coordinator of the network, with a second factor, and ids of one offer and one partner."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.test import Client

    from nestwerk.accounts.models import User
    from nestwerk.common.tenancy import tenant
    from nestwerk.networks.models import Membership, Network

    settings.ALLOWED_HOSTS = ["testserver"]
    user = User.objects.create_user("bench@example.org", name="Ada Beispiel")
    TOTP.activate(user, generate_totp_secret())
    network = Network.objects.get(slug="bench")
    with tenant(network.pk):
        member = Membership.objects.create(
            network=network, user=user, role="coordinator", starts_at=datetime(2026, 1, 1, tzinfo=UTC)
        )
        offer = network.offers.order_by("pk").first()
    assert offer is not None
    client = Client()
    client.force_login(user)
    session = client.session
    session["hat"] = f"member:{member.pk}"
    session.save()
    return client, {"offer": offer.pk, "partner": offer.organisation_id}


if __name__ == "__main__":
    main()
