"""What is done with practice examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..examples.content import Example, Published, problems_of
from ..models.examples import PracticeExample
from .example_files import drop_unused
from .pages import SavedMeanwhile

MOST_EXAMPLES = 200  # of a network


@transaction.atomic
def create_example(network: Network, *, title: str, by: Membership, at: datetime) -> PracticeExample:
    """Begin an example; only the network's editors see it."""
    title = " ".join(title.split())
    if not title:
        raise Refused("Wie soll das Praxisbeispiel heißen? Bitte schreiben Sie einen Titel.")
    made = _make(network, Example(title=title), at=at)
    record(by, "publishing.example_created", made, at=at)
    return made


@transaction.atomic
def copy_example(network: Network, published: Published, *, by: Membership, at: datetime) -> PracticeExample:
    """Take another network's example as an own draft; where it comes from goes along.

    Its contact and files stay behind, and so do its offers: they are taken over one by one.
    """
    own = replace(published.example, contact="", concepts=(), files=())
    made = _make(network, own, at=at, origin=published.network)
    record(by, "publishing.example_copied", made, at=at)
    return made


@transaction.atomic
def save_example(row: PracticeExample, example: Example, *, seen: int, by: Membership, at: datetime) -> bool:
    """Keep what was written; returns whether anything changed. What is public stays as it is, and so do offers and
    files.

    Raises SavedMeanwhile if ``seen`` is no longer the newest.
    """
    row = PracticeExample.objects.select_for_update().get(pk=row.pk)
    before = Example.read(row.content)
    example = replace(example, concepts=before.concepts, files=before.files)
    if example == before:
        return False
    if row.version != seen:
        raise SavedMeanwhile(
            "Inzwischen hat jemand anderes dieses Beispiel gespeichert. Ihr Text steht noch hier. Wenn er gelten soll,"
            " speichern Sie noch einmal."
        )
    row.content, row.title, row.version = example.stored(), example.title or row.title, row.version + 1
    row.save(update_fields=["content", "title", "version"])
    record(by, "publishing.example_saved", row, at=at)
    return True


@transaction.atomic
def publish_example(row: PracticeExample, *, by: Membership, at: datetime) -> None:
    """Show it to all networks and in the open feed. Raises Refused with what is missing."""
    row = PracticeExample.objects.select_for_update().get(pk=row.pk)
    if problems := problems_of(Example.read(row.content)):
        raise Refused(" ".join(problems))
    row.published, row.published_at = row.content, at
    row.save(update_fields=["published", "published_at"])
    drop_unused(row)
    record(by, "publishing.example_published", row, at=at)
    announce("publishing.changed", network=row.network.slug)


@transaction.atomic
def take_back_example(row: PracticeExample, *, by: Membership, at: datetime) -> None:
    """Show it to nobody else any more. Safe to repeat; copies of others stay theirs."""
    row = PracticeExample.objects.select_for_update().get(pk=row.pk)
    if row.published_at is None:
        return
    row.published = row.published_at = None
    row.save(update_fields=["published", "published_at"])
    drop_unused(row)
    record(by, "publishing.example_taken_back", row, at=at)
    announce("publishing.changed", network=row.network.slug)


@transaction.atomic
def remove_example(row: PracticeExample, *, by: Membership, at: datetime) -> None:
    """Delete it for good."""
    record(by, "publishing.example_removed", row, at=at)
    PracticeExample.objects.filter(pk=row.pk).delete()
    announce("publishing.changed", network=row.network.slug)


def _make(network: Network, example: Example, *, at: datetime, origin: str = "") -> PracticeExample:
    if PracticeExample.objects.filter(network=network).count() >= MOST_EXAMPLES:
        raise Refused(f"Mehr als {MOST_EXAMPLES} Praxisbeispiele sind nicht möglich. Bitte löschen Sie zuerst alte.")
    return PracticeExample.objects.create(
        network=network, title=example.title, content=example.stored(), created_at=at,
        copied_from=origin, copied_at=at if origin else None,
    )  # fmt: skip
