"""Pictures and documents of a practice example. They are public with the next publication of the example."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..examples.content import LONGEST_LINE, MOST_FILES, Attached, Example
from ..models.examples import ExampleFile, PracticeExample
from ..pages.files import MOST_OF_A_NETWORK, PDF, FileProblem, read_file
from ..queries.pages import bytes_of


@transaction.atomic
def attach_file(
    row: PracticeExample, *, content: bytes, name: str, about: str, by: Membership, at: datetime
) -> Attached:
    """Keep a picture, drawn anew, or a PDF. ``about``: what is to be seen or read. Raises Refused for anything else."""
    row = PracticeExample.objects.select_for_update().select_related("network").get(pk=row.pk)
    example, about = Example.read(row.content), " ".join(about.split())[:LONGEST_LINE]
    try:
        kept = read_file(content, name)
    except FileProblem as problem:
        raise Refused(str(problem)) from problem
    if not about:
        what = "Worum geht es in der Datei?" if kept.media_type == PDF else "Was ist auf dem Bild zu sehen?"
        raise Refused(f"{what} Bitte schreiben Sie es dazu, auch für alle, die nicht sehen können.")
    others = tuple(one for one in example.files if one.mark != kept.mark)
    if len(others) >= MOST_FILES:
        raise Refused(f"Mehr als {MOST_FILES} Dateien gehören nicht an ein Beispiel. Bitte nehmen Sie zuerst eine weg.")
    if not row.files.filter(mark=kept.mark).exists():
        if bytes_of(row.network) + len(kept.content) > MOST_OF_A_NETWORK:
            raise Refused("Alle Dateien zusammen dürfen höchstens 60 MB haben. Bitte löschen Sie zuerst alte.")
        ExampleFile.objects.create(
            network_id=row.network_id, example=row, mark=kept.mark, name=kept.name, media_type=kept.media_type,
            content=kept.content, size=len(kept.content), added_at=at,
        )  # fmt: skip
    attached = Attached(kept.mark, kept.name, about, kept.media_type, len(kept.content), kept.width, kept.height)
    row.content, row.version = replace(example, files=(*others, attached)).stored(), row.version + 1
    row.save(update_fields=["content", "version"])
    record(by, "publishing.example_file_added", row, at=at)
    return attached


@transaction.atomic
def detach_file(row: PracticeExample, *, mark: str, by: Membership, at: datetime) -> None:
    """Take a file away; what is public shows it until the example is published again. Safe to repeat."""
    row = PracticeExample.objects.select_for_update().get(pk=row.pk)
    example = Example.read(row.content)
    left = tuple(one for one in example.files if one.mark != mark)
    if left == example.files:
        return
    row.content, row.version = replace(example, files=left).stored(), row.version + 1
    row.save(update_fields=["content", "version"])
    drop_unused(row)
    record(by, "publishing.example_file_removed", row, at=at)


def drop_unused(row: PracticeExample) -> None:
    """Delete the files neither the draft nor the public example shows."""
    shown = (*Example.read(row.content).files, *Example.read(row.published or {}).files)
    row.files.exclude(mark__in=[one.mark for one in shown]).delete()
