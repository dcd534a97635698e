"""What is done with texts in Leichte Sprache, videos in sign language and known barriers."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..access.written import Written, missing_in
from ..models.access import AccessPiece

MOST = 60  # of a network: they travel in the catalogue


@transaction.atomic
def add_piece(network: Network, kind: str, written: Written, *, by: Membership, at: datetime) -> AccessPiece:
    """Keep a new piece. Refused for one too many, and for a public one that lacks what it needs."""
    if AccessPiece.objects.filter(network=network).count() >= MOST:
        raise Refused(f"Mehr als {MOST} Einträge sind nicht möglich. Bitte löschen Sie zuerst alte.")
    piece = AccessPiece(network=network, kind=kind)
    _keep(piece, written, by=by, at=at)
    return piece


@transaction.atomic
def change_piece(piece: AccessPiece, written: Written, *, by: Membership, at: datetime) -> None:
    """Keep what somebody changed. Refused for a public one that lacks what it needs."""
    _keep(AccessPiece.objects.select_for_update().get(pk=piece.pk), written, by=by, at=at)


@transaction.atomic
def remove_piece(piece: AccessPiece, *, by: Membership, at: datetime) -> None:
    """Delete it for good."""
    record(by, "publishing.access_removed", piece, at=at, detail=piece.kind)
    AccessPiece.objects.filter(pk=piece.pk).delete()
    announce("publishing.changed", network=piece.network.slug)


def _keep(piece: AccessPiece, written: Written, *, by: Membership, at: datetime) -> None:
    if written.public and (missing := missing_in(piece.kind, written)):
        raise Refused(" ".join(missing))
    before = piece.public
    for name, value in asdict(written).items():
        if name != "by_people":
            setattr(piece, name, value)
    piece.changed_at = at
    piece.save()
    if written.public and not before:
        record(by, "publishing.access_shown", piece, at=at, detail=piece.kind)
    elif before and not written.public:
        record(by, "publishing.access_hidden", piece, at=at, detail=piece.kind)
    else:
        record(by, "publishing.access_saved", piece, at=at, detail=piece.kind)
    if before or written.public:
        announce("publishing.changed", network=piece.network.slug)
