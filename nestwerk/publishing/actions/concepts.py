"""Offers of a network that its practice example gives along as concepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..examples.concepts import MOST_CONCEPTS, Concept
from ..examples.content import Example
from ..models.examples import PracticeExample


@transaction.atomic
def attach_concept(row: PracticeExample, concept: Concept, *, by: Membership, at: datetime) -> None:
    """Give an offer along as it is now; one that is there already is brought up to date. Public with the next
    publication of the example. Raises Refused beyond ten.
    """
    row = PracticeExample.objects.select_for_update().get(pk=row.pk)
    example = Example.read(row.content)
    others = tuple(one for one in example.concepts if one.id != concept.id)
    if len(others) >= MOST_CONCEPTS:
        raise Refused(f"Mehr als {MOST_CONCEPTS} Angebote gehören nicht an ein Beispiel. Bitte wählen Sie aus.")
    _keep(row, replace(example, concepts=(*others, concept)))
    record(by, "publishing.concept_attached", row, at=at)


@transaction.atomic
def detach_concept(row: PracticeExample, *, offer_id: str, by: Membership, at: datetime) -> None:
    """Give an offer along no longer. Safe to repeat; what others took over stays theirs."""
    row = PracticeExample.objects.select_for_update().get(pk=row.pk)
    example = Example.read(row.content)
    left = tuple(one for one in example.concepts if one.id != offer_id)
    if left == example.concepts:
        return
    _keep(row, replace(example, concepts=left))
    record(by, "publishing.concept_detached", row, at=at)


def _keep(row: PracticeExample, example: Example) -> None:
    row.content, row.version = example.stored(), row.version + 1
    row.save(update_fields=["content", "version"])
