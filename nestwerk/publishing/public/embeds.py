"""What the catalogue carries of the embeds: which websites may show them, and not who said so."""

from __future__ import annotations

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER

from ..embeds.origins import NAME
from ..models.embeds import EmbedOrigin


@carries(NAME)
def websites(network_pk: int) -> Carried:
    """The origins in their order. One query."""
    rows = EmbedOrigin.objects.using(PUBLISHER).filter(network_id=network_pk, removed_at__isnull=True)
    return Carried({"origins": list(rows.order_by("origin").values_list("origin", flat=True))})
