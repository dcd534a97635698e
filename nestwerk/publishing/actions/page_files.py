"""Pictures and documents of a network's own pages."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..models.pages import OwnPage, PageFile
from ..pages.files import MOST_OF_A_NETWORK, FileProblem, read_file
from ..queries.pages import bytes_of, content_of


@transaction.atomic
def add_file(page: OwnPage, *, content: bytes, name: str, by: Membership, at: datetime) -> PageFile:
    """Keep a picture, drawn anew, or a PDF; the same one twice is kept once. Raises Refused for anything else."""
    try:
        kept = read_file(content, name)
    except FileProblem as problem:
        raise Refused(str(problem)) from problem
    if there := page.files.filter(mark=kept.mark).first():
        return there
    if bytes_of(page.network) + len(kept.content) > MOST_OF_A_NETWORK:
        raise Refused("Alle Dateien zusammen dürfen höchstens 60 MB haben. Bitte löschen Sie zuerst alte.")
    file = PageFile.objects.create(
        network_id=page.network_id, page=page, mark=kept.mark, name=kept.name, media_type=kept.media_type,
        content=kept.content, size=len(kept.content), width=kept.width, height=kept.height, added_at=at,
    )  # fmt: skip
    record(by, "publishing.file_added", page, at=at)
    return file


@transaction.atomic
def remove_file(page: OwnPage, *, mark: str, by: Membership, at: datetime) -> None:
    """Delete a file of a page. Refused while the public or the planned version shows it."""
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    for number in {page.published, page.planned} - {None}:
        if mark in content_of(page, number or 0).marks():
            raise Refused("Die öffentliche oder geplante Fassung zeigt diese Datei. Nehmen Sie sie dort zuerst heraus.")
    if page.files.filter(mark=mark).delete()[0]:
        record(by, "publishing.file_removed", page, at=at)
