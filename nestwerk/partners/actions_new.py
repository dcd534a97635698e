"""A partner joins the network."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network
from nestwerk.taxonomy.models import Term

from .actions_trust import mail_address
from .models import Organisation
from .sectors import sector_of

LONGEST_NAME = 200  # characters


@transaction.atomic
def create_partner(
    network: Network,
    *,
    name: str,
    kind: str = "",
    email: str = "",
    single: bool = False,
    by: Membership,
    at: datetime,
) -> Organisation:
    """Note that somebody takes part in the network; families see it with its first public offer.

    ``kind``: the code of a partner type, empty while it is not known; its sector follows from it. ``email``: where the
    partner is asked about its offers, never public. ``single``: a person who works alone; nothing of her is public
    before she agrees. Raises Refused without a name, for a name that is taken (also by
    a partner that was dissolved), for an unknown kind and for what is no address.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("Wie heißt der Partner? Bitte schreiben Sie den Namen.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"Der Name ist zu lang: höchstens {LONGEST_NAME} Zeichen.")
    if kind and not Term.objects.filter(kind="partner_type", code=kind).exists():
        raise Refused("Diese Art von Partner kennen wir nicht. Bitte wählen Sie eine aus der Liste.")
    organisation = Organisation(
        network=network,
        name=name,
        type_id=kind or None,
        sector=sector_of(kind),
        upkeep_email=mail_address(email),
        single_person=single,
    )
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise Refused(f"Einen Partner „{name}“ gibt es schon. Vielleicht ist er aufgelöst oder aufgegangen.") from None
    record(by, "partners.created", organisation, at=at)
    if single:
        record(by, "partners.single_person", organisation, at=at, detail="person")
    return organisation
