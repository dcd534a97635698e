"""What single persons did not agree to have public, or took back: so that nothing already written tells it on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from nestwerk.partners.models import Organisation
from nestwerk.partners.public import persons

from ..models import Offer

CONTACT = ("phone", "email", "website")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A single person of whom nothing may be shown, or (without ``name``) only her address may not."""

    name: str
    offers: tuple[str, ...] = ()  # public ids
    contact: tuple[str, ...] = ()  # phone numbers, mail addresses, websites of hers alone
    streets: tuple[str, ...] = ()  # streets with number of hers alone


def withheld(network_pk: int, *, using: str) -> list[Withheld]:
    """Who of a network's single persons agreed to nothing, or not to her address; four queries, one without any."""
    silent = {pk: one for pk, one in persons(network_pk, using=using).items() if not (one.public and one.address)}
    if not silent:
        return []
    names = dict(Organisation.objects.using(using).filter(pk__in=silent).values_list("pk", "name"))
    every = Offer.objects.using(using).filter(network_id=network_pk)
    told: dict[int, list[tuple[str, ...]]] = {pk: [] for pk in silent}
    for pk, public_id, *facts in every.filter(organisation__in=silent).values_list(
        "organisation_id", "public_id", *CONTACT, "street"
    ):
        told[pk].append((str(public_id), *facts))
    facts_of_all = {fact for rows in told.values() for row in rows for fact in row[1:] if fact}
    shared = _of_institutions(network_pk, facts_of_all, using)
    found = []
    for pk, said in silent.items():
        streets = tuple(sorted({row[-1] for row in told[pk]} - shared - {""}))
        contact = tuple(sorted({fact for row in told[pk] for fact in row[1:-1]} - shared - {""}))
        if said.public:
            found.append(Withheld("", streets=streets))
        else:
            found.append(Withheld(names[pk], tuple(row[0] for row in told[pk]), contact, streets))
    return found


def _of_institutions(network_pk: int, facts: set[str], using: str) -> set[str]:
    """Those of the facts that an institution has too: a midwife who works in a family centre has its number."""
    same = Q()
    for name in (*CONTACT, "street"):
        same |= Q(**{f"{name}__in": facts})
    rows = Offer.objects.using(using).filter(same, network_id=network_pk, organisation__single_person=False)
    return {fact for row in rows.values_list(*CONTACT, "street") for fact in row}
