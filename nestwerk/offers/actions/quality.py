"""Keeping what a look at the offers found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from nestwerk.common.fetch import Result
from nestwerk.networks.models import Network

from ..link_checks import FIELDS, addresses, noted
from ..models import Offer, QualityCheck
from ..quality import Finding
from ..queries.clock import ASKED
from ..queries.quality import assessed

PIECE = 500


@transaction.atomic
def check_quality(network: Network, *, at: datetime, mail: Mapping[str, bool] | None = None) -> int:
    """Look at every offer that has not ended and keep what changed; returns how many rows were written.

    What is kept of an offer that has ended or was merged goes. ``mail``: domain → whether it takes mail, as far as it
    was asked just now. Runs inside the tenant.
    """
    kept = {one.offer_id: one for one in QualityCheck.objects.filter(network=network).defer("links")}
    new, found = [], set()
    for offer_id, quality in assessed(network, at=at, mail=mail):
        found.add(offer_id)
        findings = [_kept(one) for one in quality.findings]
        before = kept.get(offer_id)
        if before and (before.score, before.next_step, before.findings) == (
            quality.score, quality.next_step[:300], findings,
        ):  # fmt: skip
            continue
        new.append(
            QualityCheck(
                network=network,
                offer_id=offer_id,
                score=quality.score,
                next_step=quality.next_step[:300],
                findings=findings,
                checked_at=at,
            )
        )
    columns = ["score", "next_step", "findings", "checked_at"]
    QualityCheck.objects.bulk_create(new, PIECE, update_conflicts=True, unique_fields=["offer"], update_fields=columns)
    QualityCheck.objects.filter(network=network, offer_id__in=set(kept) - found).delete()
    return len(new)


def _kept(finding: Finding) -> dict[str, str]:
    return {"key": finding.key, "field": finding.field, "sentence": finding.sentence, "step": finding.step}


@transaction.atomic
def note_links(network: Network, results: Mapping[str, Result], *, on: date, at: datetime) -> int:
    """Keep what came of opening these addresses, at every public offer that names one; returns how many rows changed.

    Runs inside the tenant.
    """
    named = Q()
    for name in FIELDS:
        named |= Q(**{f"{name}__in": list(results)})
    offers = Offer.objects.filter(named, network=network, status__in=ASKED).order_by("pk")
    rows = []
    for pk, links, *values in offers.values_list("pk", "quality__links", *FIELDS):
        now = addresses(dict(zip(FIELDS, values, strict=True)))
        kept = {name: note for name, note in (links or {}).items() if name in now}
        for name, address in now.items():
            if address in results:
                kept[name] = noted(kept.get(name), address, results[address], on=on)
        rows.append(QualityCheck(network=network, offer_id=pk, links=kept, links_checked_at=at, checked_at=at))
    QualityCheck.objects.bulk_create(
        rows, PIECE, update_conflicts=True, unique_fields=["offer"], update_fields=["links", "links_checked_at"]
    )
    return len(rows)
