"""The list of offers as a file: to be read in a spreadsheet, or to be taken to another Nestwerk and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from nestwerk.audit.record import record
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership

from .. import export as readable
from .. import export_format as interchange
from ..export_xlsx import MEDIA_TYPE, workbook
from ..listing import Listing, Wish, find
from ..queries.directory import labels_of, offer_rows, offers_in_order

PAGE = "offers:export"
KINDS = ("csv", "xlsx", "austausch", "austausch-xlsx")  # the last two in the interchange format


@require_POST
def export(request: Any, network: str) -> Any:
    """The same list as a file. On record with its count before the first line leaves."""
    types, at = labels_of("offer_type"), timezone.now()
    wish = Wish.read(request.POST)
    listing: Listing = find(offer_rows(request.member, PAGE), wish, types=types, today=timezone.localdate(at))
    record(request.member, "offers.exported", at=at, count=listing.count)
    kind = request.POST.get("als", "")
    kind = kind if kind in KINDS else KINDS[0]
    exact = kind.startswith("austausch")
    header, rows = _table(request.member, listing.ids, types, exact=exact)
    response: Any
    if kind.endswith("xlsx"):
        response = HttpResponse(workbook("Angebote", header, rows), content_type=MEDIA_TYPE)
    elif kind == "austausch":
        response = _stream(request.member, readable.lines(header, rows, delimiter=",", day="%Y-%m-%d", mark=""))
    else:
        response = _stream(request.member, readable.lines(header, rows))
    ending, name = ("xlsx" if kind.endswith("xlsx") else "csv"), "offers" if exact else "angebote"
    response["Content-Disposition"] = f'attachment; filename="{name}-{network}-{timezone.localdate(at)}.{ending}"'
    return response


def _table(
    member: Membership, ids: Sequence[int], types: dict[str, str], *, exact: bool
) -> tuple[list[str], Iterator[readable.Cells]]:
    offers = offers_in_order(member, ids, PAGE)
    if exact:
        return interchange.heads(), interchange.rows(offers, member)
    return readable.heads(), readable.rows(offers, member, types=types)


def _stream(member: Membership, lines: Iterator[str]) -> StreamingHttpResponse:
    return StreamingHttpResponse(_file(member, lines), content_type="text/csv; charset=utf-8")


def _file(member: Membership, lines: Iterator[str]) -> Iterator[str]:
    """The request's transaction is over when the first line leaves: the file has one of its own."""
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        yield from lines
