"""What the workspace reads about a network's own pages."""

from __future__ import annotations

from django.db.models import QuerySet, Sum

from nestwerk.networks.models import Network

from ..models.examples import ExampleFile
from ..models.pages import OwnPage, PageFile, PageVersion
from ..pages.content import Content
from ..pages.showing import Shown

ORDER = {kind: number for number, kind in enumerate(OwnPage.Kind.values)}


def pages_of(network: Network) -> list[OwnPage]:
    """All pages of a network: pages, news, press texts, portraits, funders; the newest first among equals."""
    rows = OwnPage.objects.filter(network=network).order_by("-pk")
    return sorted(rows, key=lambda one: ORDER[one.kind])


def page_of(network: Network, page_id: int) -> OwnPage | None:
    """One page of the network, with who asked for the consent."""
    return OwnPage.objects.filter(network=network, pk=page_id).select_related("consent_by__user").first()


def content_of(page: OwnPage, number: int) -> Content:
    """What a version holds. Raises DoesNotExist for a number there is not."""
    return Content.read(PageVersion.objects.get(page=page, number=number).content)


def versions_of(page: OwnPage, most: int = 30) -> list[PageVersion]:
    """The newest versions with who saved them."""
    return list(page.versions.select_related("saved_by__user")[:most])


def version_of(page: OwnPage, number: str) -> PageVersion | None:
    """A version by the number in an address."""
    return page.versions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None


def files_of(page: OwnPage) -> QuerySet[PageFile]:
    """The files of a page without their content."""
    return page.files.defer("content")


def file_of(page: OwnPage, mark: str) -> PageFile | None:
    """One file of a page with its content."""
    return page.files.filter(mark=mark).first()


def bytes_of(network: Network) -> int:
    """How much all files of a network take."""
    sizes = (kind.objects.filter(network=network).aggregate(all=Sum("size"))["all"] for kind in (PageFile, ExampleFile))
    return sum(size or 0 for size in sizes)


def shown_files(page: OwnPage, base: str) -> dict[str, Shown]:
    """The files as a preview shows them; ``base`` stands in front of the mark."""
    return {
        file.mark: Shown(f"{base}{file.mark}/", file.name, file.size, file.width, file.height)
        for file in files_of(page)
    }
