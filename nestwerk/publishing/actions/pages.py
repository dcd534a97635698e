"""What is done with a network's own pages. Each change of what families see is announced to the catalogue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import LANGUAGES
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..models.pages import OwnPage, PageVersion
from ..pages.content import LONGEST_TITLE, NEWS, PORTRAIT, Content, Text, free_slug, problems_of
from ..queries.pages import content_of

MOST_PAGES = 300  # of a network
NAMES = {language.code: language.name for language in LANGUAGES}


class SavedMeanwhile(Refused):
    """Somebody else has saved a version since this one was begun."""


@transaction.atomic
def create_page(network: Network, *, kind: str, title: str, by: Membership, at: datetime) -> OwnPage:
    """Begin a page; nobody but the editors sees it. Its address follows from the title and stays."""
    title = " ".join(title.split())
    if not title:
        raise Refused("Wie soll die Seite heißen? Bitte schreiben Sie einen Titel.")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Der Titel ist zu lang: höchstens {LONGEST_TITLE} Zeichen.")
    taken = set(OwnPage.objects.filter(network=network).values_list("slug", flat=True))
    if len(taken) >= MOST_PAGES:
        raise Refused(f"Mehr als {MOST_PAGES} Seiten sind nicht möglich. Bitte löschen Sie zuerst alte.")
    page = OwnPage.objects.create(network=network, kind=kind, slug=free_slug(title, taken), title=title)
    on = at.date().isoformat() if kind == NEWS else ""
    _keep(page, Content({"de": Text(title=title)}, on=on), by=by, at=at)
    record(by, "publishing.page_created", page, at=at, detail=kind)
    return page


@transaction.atomic
def save_page(page: OwnPage, content: Content, *, seen: int, by: Membership, at: datetime) -> bool:
    """Keep a new version if anything changed; returns whether it did. The public one stays as it is.

    ``seen``: the version that lay before who writes. Raises SavedMeanwhile if that is no longer the newest.
    """
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    if content.stored() == content_of(page, page.latest).stored():
        return False
    if seen != page.latest:
        raise SavedMeanwhile(
            "Inzwischen hat jemand anderes diese Seite gespeichert. Ihr Text steht noch hier. Sehen Sie die andere"
            " Fassung unten an. Wenn Ihre gelten soll, speichern Sie noch einmal."
        )
    page.latest += 1
    page.title = content.title or page.title
    page.save(update_fields=["latest", "title"])
    _keep(page, content, by=by, at=at)
    return True


@transaction.atomic
def restore_version(page: OwnPage, *, number: int, by: Membership, at: datetime) -> None:
    """Make an older version the newest one; nothing is lost, and nothing becomes public by it."""
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    content = content_of(page, number)
    page.latest += 1
    page.title = content.title or page.title
    page.save(update_fields=["latest", "title"])
    _keep(page, content, by=by, at=at)
    record(by, "publishing.page_restored", page, at=at)


@transaction.atomic
def publish_page(page: OwnPage, *, by: Membership, at: datetime) -> None:
    """Show the newest version to everybody. Raises Refused with what is missing."""
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    _ask_whether_ready(page, at)
    _show(page, page.latest, by=by, at=at)


@transaction.atomic
def plan_page(page: OwnPage, *, moment: datetime, by: Membership, at: datetime) -> None:
    """Show the newest version from a moment on. What is saved later needs a plan of its own."""
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    if moment <= at:
        raise Refused(
            "Der Zeitpunkt ist schon vorbei. Bitte wählen Sie einen späteren, oder veröffentlichen Sie jetzt."
        )
    _ask_whether_ready(page, moment)
    page.planned, page.planned_at = page.latest, moment
    page.save(update_fields=["planned", "planned_at"])
    record(by, "publishing.page_planned", page, at=at)


@transaction.atomic
def publish_due(network: Network, *, at: datetime) -> int:
    """Show what was planned for now or before; returns how many pages. A portrait without consent stays hidden."""
    due = OwnPage.objects.select_for_update().filter(network=network, planned_at__lte=at)
    count = 0
    for page in due:
        number = page.planned
        if page.kind == PORTRAIT and not _may_be_seen(page, at):
            page.planned = page.planned_at = None
            page.save(update_fields=["planned", "planned_at"])
        elif number is not None:
            _show(page, number, by=None, at=at)
            count += 1
    return count


@transaction.atomic
def take_back(page: OwnPage, *, by: Membership, at: datetime) -> None:
    """Hide the page, and forget what was planned. The versions stay. Safe to repeat."""
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    if page.published is None and page.planned is None:
        return
    hide(page)
    record(by, "publishing.page_taken_back", page, at=at)
    announce("publishing.changed", network=page.network.slug)


@transaction.atomic
def remove_page(page: OwnPage, *, by: Membership, at: datetime) -> None:
    """Delete the page with its versions and files for good."""
    record(by, "publishing.page_removed", page, at=at)
    OwnPage.objects.filter(pk=page.pk).delete()
    announce("publishing.changed", network=page.network.slug)


def hide(page: OwnPage) -> None:
    """Nothing of the page is public or planned any more."""
    page.published = page.published_at = page.planned = page.planned_at = None
    page.save(update_fields=["published", "published_at", "planned", "planned_at"])


def _ask_whether_ready(page: OwnPage, at: datetime) -> None:
    if page.kind == PORTRAIT and not _may_be_seen(page, at):
        raise Refused("Ein Porträt wird nur mit Einwilligung öffentlich. Bitte halten Sie sie zuerst fest.")
    files = set(page.files.values_list("mark", flat=True))
    if problems := problems_of(page.kind, content_of(page, page.latest), files, NAMES):
        raise Refused(" ".join(problems))


def _may_be_seen(page: OwnPage, at: datetime) -> bool:
    return page.consented and (page.consent_until is None or page.consent_until >= at.date())


def _show(page: OwnPage, number: int, *, by: Membership | None, at: datetime) -> None:
    page.published, page.published_at = number, at
    page.planned = page.planned_at = None
    page.save(update_fields=["published", "published_at", "planned", "planned_at"])
    if by is None:
        record(None, "publishing.page_published", page, at=at, network_id=page.network_id, hat="job")
    else:
        record(by, "publishing.page_published", page, at=at)
    announce("publishing.changed", network=page.network.slug)


def _keep(page: OwnPage, content: Content, *, by: Membership, at: datetime) -> None:
    PageVersion.objects.create(
        network_id=page.network_id, page=page, number=page.latest, content=content.stored(), saved_at=at, saved_by=by
    )
