"""A database filled in this very process, for benchmarks of publishing: commands would take hours for 300 networks."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .offers import rows


def open_installation() -> Path:
    """Make an empty installation, set Django up on it and return its data folder; it goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="nestwerk-bench-"))
    folder.chmod(0o711)  # the database may run as another user
    os.environ["NESTWERK_DATA_DIR"] = str(folder / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "nestwerk.config.settings"
    from nestwerk.config.postgres import cluster

    embedded = cluster(folder / "data")
    embedded.start()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(embedded.stop)  # runs first
    import django

    django.setup()
    from nestwerk.config.schema import migrate_database

    migrate_database()
    return folder / "data"


def fill(slug: str, count: int, *, seed: int, box: tuple[float, float, float, float], organisations: int = 20) -> None:
    """Make a network with ``count`` published offers of that many organisations inside ``box``."""
    from nestwerk.common.tenancy import tenant
    from nestwerk.networks.actions import create_network
    from nestwerk.offers.models import Offer
    from nestwerk.partners.models import Organisation

    network, _ = create_network(slug=slug, name=f"Frühe Hilfen {slug}", ags=["12067"])
    with tenant(network.pk):
        partners = Organisation.objects.bulk_create(
            Organisation(network=network, name=f"Verein Beispiel {number}") for number in range(organisations)
        )
        offers = [
            Offer(network=network, organisation=partners[number % len(partners)], **row)
            for number, row in enumerate(rows(count, seed=seed, box=box))
        ]
        Offer.objects.bulk_create(offers, batch_size=500)
