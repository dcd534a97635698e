"""Loading the pilot networks with their offers into an installation that has nothing of its own yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

import nestwerk.offers
from nestwerk.common.tenancy import OWNER, tenant
from nestwerk.networks.models import Network
from nestwerk.networks.pilots import load_pilot, pilots
from nestwerk.offers.imports import import_offers
from nestwerk.offers.models import Offer

from .demo_life import live
from .demo_people import load_people

SINCE = timedelta(days=300)  # the invented people have been there for so long
OFFERS = Path(nestwerk.offers.__file__).parent / "data" / "pilots"


def load_demo(progress: Callable[[str], None]) -> int | None:
    """Load what is missing of the pilots and return the number of offers that came in.

    None, and nothing is touched, if there is any other network. A pilot that has offers is left as it is, so
    that an interrupted load is completed and a repeated one changes nothing. In a demonstration the invented network
    is then lived in (see ``demo_life``).
    """
    examples = pilots()
    own = Network.objects.using(OWNER).exclude(slug__in=[pilot.slug for pilot in examples])
    if own.exists():
        return None
    loaded = 0
    for pilot in examples:
        if _has_offers(pilot.slug):
            continue
        progress(f"{pilot.name}: Netzwerk und Gemeinden")
        load_pilot(pilot)
        path = OFFERS / f"{pilot.slug}.csv"
        if path.exists():
            report = import_offers(path, pilot.slug, at=timezone.now())
            loaded += report.count("new")
            progress(f"{pilot.name}: {report.count('new')} Angebote")
    now = timezone.now()
    load_people(Path(settings.DATA_DIR), now - SINCE)
    if settings.DEMO and live(now):
        progress("Musterstadt: ein halbes Jahr wie im echten Leben")
    return loaded


def _has_offers(slug: str) -> bool:
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        return False
    with tenant(network.pk):
        return Offer.objects.filter(network=network).exists()
