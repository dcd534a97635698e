"""Who looks after a partner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership
from nestwerk.networks.rules import KEEPERS

from .models import Organisation


@transaction.atomic
def assign(organisation: Organisation, *, to: Membership | None, by: Membership, at: datetime) -> None:
    """Say who looks after a partner; nobody with ``None``. Safe to repeat.

    Raises Refused for somebody who has left, or whose role does not do that.
    """
    if to is not None and (to.network_id != organisation.network_id or not to.holds(at) or to.role not in KEEPERS):
        raise Refused("Diese Person kann gerade keinen Partner betreuen. Bitte wählen Sie jemand anderen.")
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.looked_after_by_id == (to.pk if to else None):
        return
    organisation.looked_after_by = to
    organisation.save(update_fields=["looked_after_by"])
    record(by, "partners.assigned", organisation, at=at)
