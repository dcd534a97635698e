"""What is done with brochures: choosing them, writing the foreword, asking for them, keeping what was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE
from nestwerk.jobs.announce import announce
from nestwerk.jobs.defer import defer
from nestwerk.networks.models import Membership, Network

from ..brochure.content import LONGEST_FOREWORD
from ..brochure.make import Made
from ..brochure.variants import Variant
from ..brochure.withdrawn import holds_withdrawn
from ..models.brochure import Brochure, Edition, Foreword
from ..queries.brochure import foreword_of

MAKE = "publishing.make_brochures"  # the task, see tasks/brochure.py
MOST_VARIANTS = 8  # that families get: they travel in the catalogue
MOST_EDITIONS = 24  # of one brochure, besides those somebody keeps
GIVEN_UP = timedelta(minutes=15)  # a making that has said nothing for so long is dead


@transaction.atomic
def choose_brochures(
    network: Network, variants: Sequence[Variant], *, public: bool, by: Membership, at: datetime
) -> Brochure:
    """Say which brochures families get. Those no longer offered leave the catalogue; their editions stay."""
    if len({variant.key for variant in variants}) > MOST_VARIANTS:
        raise Refused(f"Mehr als {MOST_VARIANTS} Hefte zugleich sind nicht möglich. Bitte wählen Sie aus.")
    row = _locked(network)
    row.public, row.wanted_at = public, at
    row.variants = [variant.to_dict() for variant in {variant.key: variant for variant in variants}.values()]
    row.save()
    offered = [variant.key for variant in variants] if public else []
    Edition.objects.filter(network=network, public=True).exclude(key__in=offered).update(public=False)
    record(by, "publishing.brochure_chosen", row, at=at, count=len(row.variants))
    announce("publishing.changed", network=network.slug)
    return row


@transaction.atomic
def save_foreword(network: Network, *, language: str, text: str, seen: int, by: Membership, at: datetime) -> bool:
    """Keep a new version of the foreword; empty: the common one again. Returns whether anything changed.

    ``seen``: the number of the version that lay before who writes. Refused if somebody was quicker.
    """
    if language not in BY_CODE:
        raise Refused("In dieser Sprache gibt es keine Broschüre.")
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_FOREWORD:
        raise Refused(f"Das Vorwort ist zu lang: höchstens {LONGEST_FOREWORD} Zeichen, damit es auf eine Seite passt.")
    row = _locked(network)
    last = foreword_of(network, language)
    number = last.number if last else 0
    if text == (last.text if last else ""):
        return False
    if seen != number:
        raise Refused(
            "Inzwischen hat jemand anderes das Vorwort gespeichert. Bitte laden Sie die Seite neu und sehen Sie nach."
        )
    kept = Foreword.objects.create(
        network=network, language=language, number=number + 1, text=text, saved_at=at, saved_by=by.user_id
    )
    row.wanted_at = at
    row.save()
    record(by, "publishing.foreword_saved", kept, at=at, detail=language)
    announce("publishing.changed", network=network.slug)
    return True


@transaction.atomic
def ask_for(network: Network, variants: Sequence[Variant], *, public: bool, by: Membership, at: datetime) -> None:
    """Have these brochures made now, in the background. Refused while others are being made."""
    row = _locked(network)
    if row.asked_at and at - row.asked_at < GIVEN_UP:
        raise Refused("Es wird gerade schon ein Heft gemacht. Bitte warten Sie einen Augenblick.")
    row.asked_at, row.done, row.total, row.problem = at, 0, len(variants), ""
    row.step = "Gleich geht es los"
    row.save()
    record(by, "publishing.brochure_asked", row, at=at, count=len(variants))
    defer(
        MAKE,
        lock=f"{MAKE}:{network.slug}",
        network=network.slug,
        variants=[variant.to_dict() for variant in variants],
        public=public,
    )


def want(network: Network, *, at: datetime) -> None:
    """Something families read has changed: the next round looks whether the brochures say something else now."""
    Brochure.objects.filter(network=network, public=True, wanted_at=None).update(wanted_at=at)


def tell(network: Network, *, step: str, done: int | None = None) -> None:
    """How far the making is, for who waits."""
    row = Brochure.objects.filter(network=network)
    row.update(step=step[:120]) if done is None else row.update(step=step[:120], done=done)


@transaction.atomic
def keep_edition(network: Network, variant: Variant, made: Made, *, public: bool, at: datetime) -> Edition:
    """Keep a finished brochure with its Stand. One made earlier the same day makes room, unless somebody keeps it."""
    stand = at.astimezone(BERLIN).date()
    same = Edition.objects.filter(network=network, key=variant.key)
    if public:
        same.filter(public=True).update(public=False)
    edition = Edition.objects.create(
        network=network,
        key=variant.key,
        variant=variant.to_dict(),
        stand=stand,
        made_at=at,
        digest=made.digest,
        pages=made.pages,
        offers=made.offers,
        size=len(made.pdf),
        content=made.pdf,
        providers=made.providers,
        public=public,
    )
    loose = same.filter(kept=False, public=False).exclude(pk=edition.pk)
    loose.filter(stand=stand).delete()
    old = list(loose.values_list("pk", flat=True)[MOST_EDITIONS:])
    Edition.objects.filter(pk__in=old).delete()
    return edition


@transaction.atomic
def end_making(network: Network, *, changed: bool, at: datetime, problem: str = "") -> None:
    """The round is over. Families get what is new with the next catalogue."""
    row = _locked(network)
    row.asked_at, row.step, row.wanted_at, row.made_at, row.problem = None, "", None, at, problem[:200]
    row.save()
    if changed:
        announce("publishing.changed", network=network.slug)


@transaction.atomic
def hold(edition: Edition, *, kept: bool, by: Membership, at: datetime) -> None:
    """Keep an edition for good (it went to the printer), or let it go with time again."""
    Edition.objects.filter(pk=edition.pk).update(kept=kept)
    record(by, "publishing.edition_kept", edition, at=at, detail="ja" if kept else "nein")


@transaction.atomic
def remove_edition(edition: Edition, *, by: Membership, at: datetime) -> None:
    """Delete an edition. The one families get leaves the catalogue."""
    public = edition.public
    record(by, "publishing.edition_removed", edition, at=at)
    network = edition.network
    Edition.objects.filter(pk=edition.pk).delete()
    if public:
        announce("publishing.changed", network=network.slug)


@transaction.atomic
def withdraw_editions(network: Network, persons: Mapping[str, bool | None], *, at: datetime) -> int:
    """Offer families no edition any more that holds what a single person has taken back; returns how many are new.

    ``persons``: as ``partners.public.persons_shown`` tells it. The files stay until a coordinator removes them, with a
    note. Safe to repeat.
    """
    fresh = Edition.objects.select_for_update().filter(network=network, withdrawn_at=None).defer("content")
    found = [edition for edition in fresh if holds_withdrawn(edition.providers, persons)]
    if not found:
        return 0
    Edition.objects.filter(pk__in=[edition.pk for edition in found]).update(public=False, withdrawn_at=at)
    for edition in found:
        record(None, "publishing.edition_withdrawn", edition, at=at, network_id=network.pk, hat="job")
    want(network, at=at)
    announce("publishing.changed", network=network.slug)
    return len(found)


def _locked(network: Network) -> Brochure:
    Brochure.objects.get_or_create(network=network)
    return Brochure.objects.select_for_update().get(network=network)
