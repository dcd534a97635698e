"""The invented people of the demonstration: one for each role, all in the invented network ``musterstadt``.

Their accounts are marked and open only while the installation is a demonstration (``NESTWERK_DEMO``). They share one
password, made for this installation and kept in its data folder.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction

from nestwerk.accounts.models import Appointment, User
from nestwerk.common.tenancy import OWNER, tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.partners.models import Organisation

from .demo_logins import PEOPLE, DemoPerson, demo_password

NETWORK = "musterstadt"
LAND = "17"  # Musterland, invented
OWN = "Familienzentrum Lindenhof (erfunden)"


def load_people(data_dir: Path, at: datetime) -> None:
    """Make the accounts and roles that are missing; changes nothing on a second run."""
    network = Network.objects.filter(slug=NETWORK).first()
    if network is None:
        return
    password = demo_password(data_dir)
    with tenant(network.pk):
        own = list(Organisation.objects.filter(network=network, name=OWN).values_list("pk", flat=True))
    for one in PEOPLE:
        user = _account(one, password, at)
        for role in one.roles:
            if role in Appointment.Role.values:
                _appoint(user, role, at)
                continue
            with tenant(network.pk):
                if not Membership.objects.filter(network=network, user=user, role=role).exists():
                    Membership.objects.create(
                        network=network,
                        user=user,
                        role=role,
                        spaces=list(one.spaces) if role == "space" else [],
                        organisations=own if role == "partner" else [],
                        starts_at=at,
                    )


def _account(one: DemoPerson, password: str, at: datetime) -> User:
    user = User.objects.filter(email=one.email).first()
    if user is None:
        with transaction.atomic():
            user = User.objects.create_user(one.email, name=one.name, password=password)
            user.demo, user.joined_at = True, at
            user.save(update_fields=["demo", "joined_at"])
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _appoint(user: User, role: str, at: datetime) -> None:
    land = LAND if role == Appointment.Role.LAND else ""
    there = Appointment.objects.using(OWNER).filter(user_id=user.pk, role=role, land=land)
    if not there.exists():
        Appointment.objects.using(OWNER).create(user_id=user.pk, role=role, land=land, starts_at=at)
