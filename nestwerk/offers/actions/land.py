"""Telling the Land where a desk is full and nobody sits at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from nestwerk.common.order import german_key
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.mail import post
from nestwerk.networks.models import Network

from .. import letters_land as letters
from ..queries.unattended import land_coordinations, waiting_unattended


def tell_lands(networks: Iterable[Network], *, at: datetime, today: date) -> int:
    """One mail to everybody who coordinates a Land in which offers wait unattended; returns how many mails.

    Opens each network by itself. Numbers and names of networks only. Called once a week: a repeat sends again.
    """
    found: dict[str, list[letters.Unattended]] = defaultdict(list)
    for network in networks:
        with tenant(network.pk):
            waiting = waiting_unattended(network, at=at, today=today)
        if waiting and network.ags:
            found[network.ags[0][:2]].append(letters.Unattended(network.name, waiting))
    mails = 0
    for land, address in land_coordinations(at):
        if told := sorted(found.get(land, ()), key=lambda one: german_key(one.network)):
            post("desk.unattended", address, subject=letters.subject(len(told)), text=letters.text(told, land), at=at)
            mails += 1
    return mails
