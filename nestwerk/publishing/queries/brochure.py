"""What the pages about the brochure read."""

from __future__ import annotations

from django.db.models import QuerySet

from nestwerk.networks.models import Network

from ..brochure.variants import Variant
from ..models.brochure import Brochure, Edition, Foreword

SHOWN = 60  # editions on the page; older ones go with time anyway
USUAL = (Variant(), Variant(paper="a4", large=True), Variant(language="de-einfach"))


def brochure_of(network: Network) -> Brochure:
    """The network's settings; unsaved while nobody has said anything."""
    found = Brochure.objects.filter(network=network).first()
    return found or Brochure(network=network)


def variants_of(brochure: Brochure) -> tuple[Variant, ...]:
    """The brochures families get; the usual ones while nobody has chosen."""
    return tuple(Variant.from_dict(kept) for kept in brochure.variants) or USUAL


def editions_of(network: Network) -> QuerySet[Edition]:
    """Every edition without its file, the newest first."""
    return Edition.objects.filter(network=network).defer("content")


def edition_of(network: Network, edition_id: int) -> Edition | None:
    """One edition with its file."""
    return Edition.objects.filter(network=network, pk=edition_id).first()


def foreword_of(network: Network, language: str) -> Foreword | None:
    """The newest foreword in a language."""
    return Foreword.objects.filter(network=network, language=language).first()


def forewords_of(network: Network, language: str) -> QuerySet[Foreword]:
    """All its versions, the newest first."""
    return Foreword.objects.filter(network=network, language=language)
