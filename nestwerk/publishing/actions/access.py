"""What is done with texts in Leichte Sprache, videos in sign language and known barriers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..models.access import AccessPiece

MOST = 60  # of a network: they travel in the catalogue


@dataclass(frozen=True, slots=True)
class Written:
    """A piece as somebody wrote it. ``by_people``: she says that people wrote and checked it; kept in the record."""

    title: str
    text: str
    address: str = ""
    captions: bool = False
    written_by: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    order: int = 0
    public: bool = False
    by_people: bool = False


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
    word = "shown" if written.public and not before else "hidden" if before and not written.public else "saved"
    record(by, f"publishing.access_{word}", piece, at=at, detail=piece.kind)
    if before or written.public:
        announce("publishing.changed", network=piece.network.slug)


def missing_in(kind: str, written: Written) -> list[str]:
    """What keeps a piece from being public, as German sentences; none if it may."""
    found = []
    if kind == AccessPiece.Kind.EASY:
        if not written.by_people:
            found.append("Bitte bestätigen Sie, dass Menschen den Text geschrieben und geprüft haben.")
        if not (written.written_by and written.checked_by and written.checked_on):
            found.append("Es fehlt noch, wer den Text geschrieben und wer ihn wann geprüft hat.")
    if kind == AccessPiece.Kind.SIGN:
        if not written.address.startswith("https://"):
            found.append("Es fehlt noch die Adresse des Videos. Sie beginnt mit https://")
        if not written.written_by:
            found.append("Es fehlt noch, wer das Video gemacht hat.")
    return found
