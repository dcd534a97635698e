"""Brochures made in the background: when somebody asks, and within the hour after something changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.catalogue import public as catalogue
from nestwerk.common.hours import BERLIN
from nestwerk.common.tenancy import APP, tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.jobs.defer import defer
from nestwerk.networks.models import Network
from nestwerk.partners.public import persons_shown

from ..actions.brochure import MAKE, end_making, keep_edition, tell, want, withdraw_editions
from ..brochure.content import NothingToSet
from ..brochure.make import make_brochure, prepare
from ..brochure.variants import Variant
from ..brochure.withdrawn import holds_withdrawn
from ..brochure.words import words_of
from ..models.brochure import Brochure, Edition
from ..queries.brochure import variants_of
from ..typesetting.compile import TypesettingError

REFRESH = "publishing.refresh_brochures_of_network"
TOO_EARLY = "Gerade hat jemand eine Einwilligung zurückgezogen. Die Hefte werden binnen einer Stunde neu gemacht."
log = logging.getLogger(__name__)


@listens_to("publishing.changed")
@listens_to("networks.changed")
@listens_to("offers.changed")
def changed(network: str) -> None:
    """Note that the brochures may say something old. Nothing is made here: many edits, one round an hour."""
    home = Network.objects.only("pk").get(slug=network)
    with tenant(home.pk):
        want(home, at=timezone.now())


@listens_to("partners.changed")
def people_changed(network: str) -> None:
    """Somebody may have taken her consent back: editions that hold her are offered no longer, and made anew."""
    home, at = Network.objects.only("pk", "slug").get(slug=network), timezone.now()
    with tenant(home.pk):
        if withdraw_editions(home, persons_shown(home.pk, using=APP), at=at):
            defer(REFRESH, lock=f"{MAKE}:{network}", network=network)


@app.periodic(cron="17 * * * *", periodic_id="publishing.refresh-brochures")
@app.task(name="publishing.refresh_brochures", queueing_lock="publishing.refresh_brochures", pass_context=False)
def refresh(timestamp: int) -> None:
    """Every hour: networks where something changed, and once a day all others: seasons and pauses end by the day."""
    today = datetime.fromtimestamp(timestamp, tz=UTC).astimezone(BERLIN).date()
    for network in Network.objects.only("pk", "slug"):
        with tenant(network.pk):
            row = Brochure.objects.filter(network=network, public=True).first()
        if row and (row.wanted_at or row.made_at is None or row.made_at.astimezone(BERLIN).date() < today):
            defer(REFRESH, lock=f"{MAKE}:{network.slug}", network=network.slug)


@app.task(name=REFRESH)
def refresh_network(network: str) -> None:
    """Make those brochures of a network anew that would say something else than their public edition."""
    home, at = Network.objects.get(slug=network), timezone.now()
    with tenant(home.pk):
        row = Brochure.objects.filter(network=home, public=True).first()
        if row is None:
            return
        known = dict(Edition.objects.filter(network=home, public=True).values_list("key", "digest"))
        variants = variants_of(row)
    snap = catalogue.current()
    if network not in snap.networks:
        return
    stale = []
    for variant in variants:
        words = words_of(snap, network, variant.language)
        try:
            ready = prepare(snap, network, variant, words, at=at, base=settings.PUBLIC_URL)
        except NothingToSet:
            continue
        if known.get(variant.key) != ready.digest:
            stale.append(variant)
    make(home, stale, public=True, at=at)


@app.task(name=MAKE)
def make_brochures(network: str, variants: list[dict[str, Any]], public: bool) -> None:
    """Make what somebody asked for."""
    home = Network.objects.get(slug=network)
    make(home, [Variant.from_dict(kept) for kept in variants], public=public, at=timezone.now())


def make(network: Network, variants: Sequence[Variant], *, public: bool, at: datetime) -> None:
    """One brochure after the other; each is kept as soon as it is done. What cannot be set is told."""

    def say(step: str, done: int | None = None) -> None:
        with tenant(network.pk):
            tell(network, step=step, done=done)

    problem, made_any, too_early = "", False, False
    snap = catalogue.current()
    for number, variant in enumerate(variants):
        say("Angebote lesen", number)
        try:
            made = make_brochure(
                snap,
                network.slug,
                variant,
                words_of(snap, network.slug, variant.language),
                at=at,
                base=settings.PUBLIC_URL,
                step=say,
            )
        except KeyError:
            problem = "Das Netzwerk ist noch nicht veröffentlicht. Bitte veröffentlichen Sie zuerst ein Angebot."
            break
        except NothingToSet:
            problem = "Diese Region gibt es nicht mehr. Bitte wählen Sie die Hefte neu aus."
            continue
        except TypesettingError:
            log.exception("brochure %s of %s", variant.key, network.slug)
            problem = "Ein Heft ließ sich nicht setzen. Der Betreiber findet die Ursache im Protokoll."
            continue
        with tenant(network.pk):
            if holds_withdrawn(made.providers, persons_shown(network.pk, using=APP)):
                too_early = True  # the catalogue we read is older than her withdrawal
                continue
            keep_edition(network, variant, made, public=public, at=at)
        made_any = True
    with tenant(network.pk):
        end_making(network, changed=made_any and public, at=at, problem=problem or (TOO_EARLY if too_early else ""))
        if too_early:
            want(network, at=at)
